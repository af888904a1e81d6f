"""Which names are looked for in text, and in which case."""

from __future__ import annotations

import pytest

from kg.lexicon.names import ANY, STRICT
from kg.ontologies.matching import case_policy, worth_matching


@pytest.mark.parametrize(
    ("name", "type_", "policy"),
    [
        ("hepatocellular carcinoma", "Disease", ANY),
        ("everolimus", "Drug", ANY),
        ("RAD001", "Drug", ANY),
        ("BCL-2", "Target", ANY),
        ("CAT", "Target", STRICT),
        ("MET", "Target", STRICT),
        ("HCC", "Disease", STRICT),
        ("ice", "Drug", STRICT),
    ],
)
def test_short_names_are_symbols(name: str, type_: str, policy: int) -> None:
    assert case_policy(name, type_) == policy


@pytest.mark.parametrize(
    ("name", "type_", "scope", "worth"),
    [
        ("D2", "Target", "exact", False),
        ("AR", "Target", "symbol", True),
        ("everolimus", "Drug", "label", True),
        ("123", "Drug", "exact", False),
        ("growth", "Pathway", "label", False),
        ("autophagy", "Pathway", "label", True),
        ("Vitamin E", "Pathway", "label", False),
        ("cell death", "Pathway", "broad", False),
        ("x", "Pathway", "curated", True),
        ("", "Drug", "exact", False),
    ],
)
def test_names_that_say_too_little_are_not_looked_for(name: str, type_: str, scope: str, worth: bool) -> None:
    assert worth_matching(name, type_, scope) is worth
