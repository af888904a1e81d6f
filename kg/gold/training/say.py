"""How training tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Say = Callable[[str], None]
"""Is told one line, for a person."""
