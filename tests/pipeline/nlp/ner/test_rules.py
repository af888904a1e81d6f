"""The rules after the network, on spans made by hand."""

from __future__ import annotations

import pytest

from kg.pipeline.guidelines import GUIDELINES
from kg.pipeline.nlp.ner import rules
from kg.pipeline.nlp.ner.decode import TaggedSpan
from kg.pipeline.nlp.ner.kinds import DISEASE, DRUG, TARGET
from kg.pipeline.nlp.tokens import tokenize


def _applied(text: str, surface: str, kind: int = DRUG, guideline: str = "bc5cdr") -> list[str]:
    """Surfaces after the rules, when ``surface`` is tagged where it is first printed."""
    tokens = tokenize(text)
    start = text.index(surface)
    span = TaggedSpan(tokens.starts.index(start), tokens.ends.index(start + len(surface)) + 1, kind, 0.8)
    return [
        text[tokens.starts[s.first] : tokens.ends[s.last - 1]]
        for s in rules.apply(GUIDELINES[guideline], tokens, (span,), {})
    ]


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
    assert _applied(text, given) == [found]


@pytest.mark.parametrize("printed", ["CaCl(2)", "Ca(2+)", "Na(+)", "Fe(III)"])
def test_a_chemical_takes_its_charge_where_the_guideline_has_it_so(printed: str) -> None:
    bare = printed.partition("(")[0]
    assert _applied(f"with {printed} given", bare, guideline="biored") == [printed]
    assert _applied(f"with {printed} given", bare, TARGET, "biored") == [bare]
    assert _applied(f"with {printed} given", bare) == [bare]
    assert _applied(f"with {bare} (2) given", bare, guideline="biored") == [bare]


def test_spans_that_come_to_overlap_are_settled() -> None:
    tokens = tokenize("a (b) c")
    spans = (TaggedSpan(0, 3, DRUG, 0.9), TaggedSpan(3, 5, TARGET, 0.5))
    assert rules.apply(GUIDELINES["bc5cdr"], tokens, spans, {}) == (TaggedSpan(0, 4, DRUG, 0.9),)


def test_no_name_goes_on_over_the_end_of_a_line() -> None:
    tokens = tokenize("on liver\n cancer cells")
    spans = rules.apply(GUIDELINES["bc5cdr"], tokens, (TaggedSpan(1, 4, DRUG, 0.9),), {})
    assert [(s.first, s.last) for s in spans] == [(1, 2), (2, 4)]


def test_what_has_no_letter_or_is_longer_than_any_name_is_none() -> None:
    assert _applied("with ---- given", "----") == [] and _applied("with a-b given", "a-b") == ["a-b"]
    long = "A/" * (rules.LONGEST // 2)
    assert _applied(f"with {long} given", long) == [long] and _applied(f"with {long}A given", f"{long}A") == []


def test_residues_of_a_variant_are_no_chemicals_where_the_guideline_has_it_so() -> None:
    variant = "Rats ate glycine. A substitution of glycine by Ser (GGC) at codon 12 was found."
    tokens = tokenize(variant)
    spans = tuple(
        TaggedSpan(at, at + 1, DRUG, 0.9) for at, word in enumerate(tokens.words) if word in ("glycine", "Ser", "GGC")
    )
    for guideline, kept in (("biored", ["glycine", "GGC"]), ("bc5cdr", ["glycine", "glycine", "Ser", "GGC"])):
        assert [tokens.words[s.first] for s in rules.apply(GUIDELINES[guideline], tokens, spans, {})] == kept
    assert _applied("A mutation changes Ser to Gly", "Ser", TARGET, "biored") == ["Ser"]
    assert _applied("A mutation changes the response to serotonin", "serotonin", guideline="biored") == ["serotonin"]


UNMARKED = {DISEASE: frozenset(("deaths", "all"))}


@pytest.mark.parametrize(
    ("text", "kind", "kept"),
    [
        ("deaths", DISEASE, []),
        ("Deaths", DISEASE, []),
        ("deaths", DRUG, ["deaths"]),
        ("sudden deaths", DISEASE, ["sudden deaths"]),
        ("deaths from cancer", DISEASE, ["deaths from cancer"]),
        ("All", DISEASE, []),
        ("ALL", DISEASE, ["ALL"]),
    ],
)
def test_a_word_that_annotators_never_mark_is_no_mention_on_its_own(text: str, kind: int, kept: list[str]) -> None:
    tokens = tokenize(text)
    spans = rules.apply(GUIDELINES["bc5cdr"], tokens, (TaggedSpan(0, len(tokens.words), kind, 0.9),), UNMARKED)
    assert [text[tokens.starts[s.first] : tokens.ends[s.last - 1]] for s in spans] == kept


@pytest.mark.parametrize(
    ("text", "spans", "kept"),
    [
        (
            "by T-cell factor (TCF)-4 protein",
            (("T-cell factor", TARGET), ("TCF)-4", TARGET)),
            [("T-cell factor (TCF)-4", TARGET)],
        ),
        ("the NMDA (N) receptor", (("NMDA", DRUG), ("N) receptor", TARGET)), [("NMDA (N) receptor", TARGET)]),
        ("the cancer (HCC) cells", (("cancer", DISEASE), ("HCC", DISEASE)), [("cancer", DISEASE), ("HCC", DISEASE)]),
        (
            "cancer/HCC) cell",
            (("cancer", DISEASE), ("HCC) cell", TARGET)),
            [("cancer", DISEASE), ("HCC) cell", TARGET)],
        ),
        (
            "on cancer\n(HCC) cells",
            (("cancer", DISEASE), ("HCC) cells", TARGET)),
            [("cancer", DISEASE), ("HCC) cells", TARGET)],
        ),
        ("in HCC and (TGF)-b1", (("HCC", DISEASE), ("TGF)-b1", TARGET)), [("HCC", DISEASE), ("TGF)-b1", TARGET)]),
        (
            "zidovudine (3'-azido; AZT) was",
            (("zidovudine (3'-azido", DRUG),),
            [("zidovudine", DRUG), ("3'-azido", DRUG)],
        ),
        ("1-(2-chlorophenyl and", (("1-(2-chlorophenyl", DRUG),), [("1-(2-chlorophenyl", DRUG)]),
        ("calcium chloride (CaCl(2)) of", (("CaCl(", DRUG),), [("CaCl(2)", DRUG)]),
        ("sodium (Na", (("sodium (Na", DRUG),), [("sodium", DRUG), ("Na", DRUG)]),
    ],
)
def test_brackets_around_a_short_form_join_and_open_ones_divide(
    text: str, spans: tuple[tuple[str, int], ...], kept: list[tuple[str, int]]
) -> None:
    tokens = tokenize(text)
    starts = [(text.index(string), string, kind) for string, kind in spans]
    made = [
        TaggedSpan(tokens.starts.index(at), tokens.ends.index(at + len(string)) + 1, kind, 0.9)
        for at, string, kind in starts
    ]
    found = rules.apply(GUIDELINES["biored"], tokens, tuple(made), {})
    assert [(text[tokens.starts[s.first] : tokens.ends[s.last - 1]], s.kind) for s in found] == kept
