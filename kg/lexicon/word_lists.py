"""The word lists of ``ontologies/words.toml``, by which names are compared."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from kg import paths


@cache
def word_lists() -> dict[str, Any]:
    """The whole file: name of a list, or of a group of lists -> what it holds. Read once a process."""
    return tomllib.loads(paths.data("ontologies", "words.toml").read_text(encoding="utf-8"))
