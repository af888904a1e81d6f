"""What the network tells apart: the entity types and the states of a token."""

from __future__ import annotations

KINDS = ("Drug", "Disease", "Target")
"""Entity types in the order of the network's outputs."""

DRUG, DISEASE, TARGET = range(3)

OUTSIDE, BEGIN, INSIDE = range(3)
"""States of a token, for each type on its own."""
