"""What the network tells apart: the entity types, the states of a token, and the guidelines whose notion of a mention
it can follow.
"""

from __future__ import annotations

KINDS = ("Drug", "Disease", "Target")
"""Entity types in the order of the network's outputs."""

DRUG, DISEASE, TARGET = range(3)

OUTSIDE, BEGIN, INSIDE = range(3)
"""States of a token, for each type on its own."""

GUIDELINES = ("bc5cdr", "biored", "ncbi-disease", "gnormplus", "nlmgene", "drugprot", "nlmchem")
"""Corpora whose guideline the network has an embedding of, in the order of its rows."""
