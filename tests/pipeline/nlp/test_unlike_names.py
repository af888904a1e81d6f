"""Stretches that have the letters of a name and do not say it."""

from __future__ import annotations

import pytest

from kg.lexicon.lexicon import Lexicon
from kg.ontologies.terms import Name, Term
from kg.ontologies.writer import write
from kg.pipeline.nlp import dictionary
from kg.pipeline.nlp.tokens import tokenize
from kg.pipeline.nlp.unlike_names import without_unlike
from tests import small_lexicon as small

ENTITIES = (
    ("X:1", "Disease", "chronic lung disease", "exact:chronic obstructive lung disease", "exact:cold"),
    ("X:2", "Disease", "nevus", "exact:mole"),
    ("X:3", "Target", "TNFSF13", "abbreviation:APRIL"),
    ("X:4", "Drug", "acetosulfone", "code:CI-104"),
    ("X:5", "Drug", "A-Form DNA", "exact:A-DNA"),
    ("X:6", "Drug", "isoetharine", "brand:BETA-2"),
    ("X:7", "Drug", "Carboxylic Acids", "exact:Carboxylic Acid"),
    ("X:8", "Drug", "III-10"),
    ("X:9", "Target", "NKX2-1"),
)


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder = tmp_path_factory.mktemp("unlike") / "lexicon"
    folder.mkdir()
    terms = small.terms()
    for identifier, type_, label, *called in ENTITIES:
        terms.terms[identifier] = Term(identifier, type_, label, "curated")
        terms.names.append(Name(identifier, label, "symbol" if type_ == "Target" else "label", "curated"))
        for name in called:
            scope, _, text = name.partition(":")
            terms.names.append(Name(identifier, text, scope, "curated"))
    write(folder, terms, {"licences": {}})
    return Lexicon(folder)


@pytest.mark.parametrize(
    ("text", "surface", "stays"),
    [
        ("a cold pressor test", "cold", False),
        ("Cold hardening was seen", "Cold", False),
        ("the mole was black", "mole", True),
        ("seen in April 2015", "April", False),
        ("levels of APRIL rose", "APRIL", True),
        ("95% CI = 1.04 to 2", "CI = 1.04", False),
        ("given CI-104 daily", "CI-104", True),
        ("given CI 104 daily", "CI 104", True),
        ("damage by a DNA agent", "a DNA", False),
        ("A-DNA is short", "A-DNA", True),
        ("the beta2 subunit", "beta2", False),
        ("pyridine-3-carboxylic acid was made", "carboxylic acid", False),
        ("a carboxylic acid was made", "carboxylic acid", True),
        ("310 people were seen", "310", False),
        ("Nkx2.1 was lost", "Nkx2.1", True),
    ],
)
def test_a_stretch_says_the_name(lexicon: Lexicon, text: str, surface: str, stays: bool) -> None:
    listed = dictionary.matches(tokenize(text), lexicon)
    assert surface in [text[m.start : m.end] for m in listed]
    assert (surface in [text[m.start : m.end] for m in without_unlike(text, listed, lexicon)]) == stays
