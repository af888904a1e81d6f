"""The rules after the network, on spans made by hand."""

from __future__ import annotations

import pytest

from kg.nlp.abbreviations import Abbreviations
from kg.nlp.ner import rules
from kg.nlp.ner.decode import Span
from kg.nlp.ner.kinds import DISEASE, DRUG, GUIDELINES, KINDS, TARGET
from kg.nlp.ner.rules import RULES, Rules
from kg.nlp.tokens import tokenize


def _applied(text: str, given: list[tuple[str, int]], **settings: object) -> list[tuple[str, str]]:
    """(surface, type) after the rules; each given surface is tagged where it is first printed."""
    tokens = tokenize(text)
    spans = []
    for surface, kind in given:
        start = text.index(surface)
        spans.append(Span(tokens.starts.index(start), tokens.ends.index(start + len(surface)) + 1, kind, 0.8))
    found = rules.apply(Rules(**settings), tokens, tuple(sorted(spans, key=lambda s: s.first)), Abbreviations()(text))  # type: ignore[arg-type]
    return [(text[tokens.starts[s.first] : tokens.ends[s.last - 1]], KINDS[s.kind]) for s in found]


@pytest.mark.parametrize(
    ("text", "given", "found"),
    [
        ("interleukin (IL) 6", "interleukin (IL", "interleukin (IL)"),
        ("the (HCC cells", "(HCC", "HCC"),
        ("all HCC) cells", "HCC)", "HCC"),
        ("poly(ADP) here", "poly(ADP)", "poly(ADP)"),
    ],
)
def test_brackets_are_paired(text: str, given: str, found: str) -> None:
    assert _applied(text, [(given, DRUG)]) == [(found, "Drug")]


@pytest.mark.parametrize("printed", ["CaCl(2)", "Ca(2+)", "Na(+)", "Fe(III)"])
def test_a_chemical_takes_its_charge(printed: str) -> None:
    bare = printed.partition("(")[0]
    assert _applied(f"with {printed} given", [(bare, DRUG)], charges=True) == [(printed, "Drug")]
    assert _applied(f"with {printed} given", [(bare, TARGET)], charges=True) == [(bare, "Target")]
    assert _applied(f"with {bare} (2) given", [(bare, DRUG)], charges=True) == [(bare, "Drug")]


def test_a_short_form_takes_the_type_of_its_long_form() -> None:
    text = "hepatocellular carcinoma (HCC) grew"
    assert _applied(text, [("hepatocellular carcinoma", DISEASE), ("HCC", TARGET)], abbreviations=True)[1] == ("HCC", "Disease")
    assert _applied(text, [("hepatocellular carcinoma", DISEASE)], abbreviations=True)[1] == ("HCC", "Disease")
    assert len(_applied(text, [("hepatocellular carcinoma", DISEASE)])) == 1


def test_repeats_are_tagged_everywhere_or_not_at_all() -> None:
    text = "sorafenib and Sorafenib and sorafenib, ab and ab"
    assert _applied(text, [("sorafenib", DRUG), ("ab", DRUG)], repeats=0.3) == [
        ("sorafenib", "Drug"), ("Sorafenib", "Drug"), ("sorafenib", "Drug"), ("ab", "Drug"),
    ]  # fmt: skip
    assert len(_applied(text, [("sorafenib", DRUG)], repeats=0.5)) == 1


def test_every_guideline_has_rules() -> None:
    assert tuple(RULES) == GUIDELINES
