"""Which drugs a sentence puts in a class: lists taken apart, one claim a pair, offsets true, negation and hedging
carried.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from kg import ids, paths, schema
from kg.model import AnnotatedDocument, Claim, Grounding, Sentence
from kg.pipeline.relate.context import SPECULATED_WEIGHT
from kg.pipeline.relate.examples import example_document, read_example
from kg.pipeline.relate.roles import roles
from kg.pipeline.relate.rules import read_rules

RULES = read_rules(paths.data("ontologies", "roles.toml"))


def document(marked: str) -> AnnotatedDocument:
    return example_document(read_example(marked))


def said(marked: str) -> set[tuple[str, str, bool]]:
    """Claims as (drug, role, negated)."""
    annotated = document(marked)
    text = annotated.document.text
    return {
        (
            text[claim.evidence.subject_start : claim.evidence.subject_end],
            text[claim.evidence.object_start : claim.evidence.object_end],
            claim.assertion.negated,
        )
        for claim in roles(annotated, RULES)
    }


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[everolimus|Drug], an [mTOR inhibitor|Role], was given.", {("everolimus", "mTOR inhibitor", False)}),
        ("[sorafenib|Drug] and [mTOR inhibitors|Role] were given.", set()),
        ("[mTOR inhibitors|Role] and [sorafenib|Drug] were given.", set()),
        ("[sorafenib|Drug] with an [mTOR inhibitor|Role] was given.", set()),
        ("Unlike [tacrolimus|Drug], [mTOR inhibitors|Role] slow growth.", set()),
        (
            "[mTOR inhibitors|Role] like [everolimus|Drug] and [sirolimus|Drug] slow growth.",
            {("everolimus", "mTOR inhibitors", False), ("sirolimus", "mTOR inhibitors", False)},
        ),
        ("[A1|Drug] and [B1|Drug] (5 nM) are [blockers|Role].", {("A1", "blockers", False), ("B1", "blockers", False)}),
        (
            "The [mTOR inhibitor|Role] [everolimus|Drug] and [sorafenib|Drug] were given.",
            {("everolimus", "mTOR inhibitor", False)},
        ),
        (
            "[sorafenib|Drug] and [everolimus|Drug], an [mTOR inhibitor|Role], were given.",
            {("everolimus", "mTOR inhibitor", False)},
        ),
        ("[A1|Drug] ([A2|Drug]) is a [blocker|Role].", {("A1", "blocker", False), ("A2", "blocker", False)}),
        (
            "Mice did not respond to the [mTOR inhibitor|Role] [everolimus|Drug].",
            {("everolimus", "mTOR inhibitor", False)},
        ),
        ("[tacrolimus|Drug] is not an [mTOR inhibitor|Role].", {("tacrolimus", "mTOR inhibitor", True)}),
        ("There was no evidence that [A1|Drug] is an [mTOR inhibitor|Role].", {("A1", "mTOR inhibitor", True)}),
        ("[everolimus|Drug] is an inhibitor of [mTOR|Target].", set()),
    ],
)
def test_what_a_sentence_claims(marked: str, expected: set[tuple[str, str, bool]]) -> None:
    assert said(marked) == expected


def test_no_claim_reaches_over_a_border_of_sentences() -> None:
    annotated = document("It was the [mTOR inhibitor|Role] [everolimus|Drug] again.")
    assert len(list(roles(annotated, RULES))) == 1
    cut, whole = annotated.groundings[1].mention.start, len(annotated.document.text)
    parted = (Sentence(0, cut - 1, "title"), Sentence(cut, whole, "abstract"))
    assert list(roles(dataclasses.replace(annotated, sentences=parted), RULES)) == []


def test_a_hedged_claim_is_flagged_and_worth_less() -> None:
    (plain,) = roles(document("[A1|Drug] is an [mTOR inhibitor|Role]."), RULES)
    (hedged,) = roles(document("These data suggest that [A1|Drug] is an [mTOR inhibitor|Role]."), RULES)
    assert hedged.evidence.flags == ("speculated",)
    assert hedged.evidence.score == pytest.approx(plain.evidence.score * SPECULATED_WEIGHT)
    assert hedged.assertion == plain.assertion


def test_the_evidence_points_at_its_words() -> None:
    annotated = document("In mice, [A1|Drug] (5 nM) and [B1|Drug] act as [mTOR inhibitors|Role].")
    text = annotated.document.text
    claims = list(roles(annotated, RULES))
    assert [text[one.evidence.subject_start : one.evidence.subject_end] for one in claims] == ["A1", "B1"]
    for claim in claims:
        evidence = claim.evidence
        assert text[evidence.object_start : evidence.object_end] == "mTOR inhibitors"
        assert evidence.cue == "act"
        assert evidence.start <= evidence.subject_start < evidence.object_end <= evidence.end
        assert evidence.assertion == claim.assertion.id
        assert claim.assertion == schema.make_assertion(claim.assertion.subject, "HAS_ROLE", claim.assertion.object)
        expected = ids.evidence_id(
            claim.assertion.id, "PMID:1", 0, evidence.end, evidence.subject_start, evidence.object_start, evidence.rule
        )
        assert evidence.id == expected


TWO = """
[[rule]]
name = "{0}"
patterns = ["{{drug}} *is {{role}}"]
score = {1}
positive = ["[A1|Drug] is [blocker|Role].", "[B1|Drug] is [blocker|Role]."]
negative = ["[A1|Drug] with [blocker|Role]."]
"""


@pytest.mark.parametrize(("first", "second", "wins"), [(0.6, 0.8, "b"), (0.8, 0.6, "a"), (0.7, 0.7, "a")])
def test_the_best_scoring_rule_wins_once_for_a_pair(first: float, second: float, wins: str, tmp_path: Path) -> None:
    path = tmp_path / "two.toml"
    path.write_text(TWO.format("b", second) + TWO.format("a", first), encoding="utf-8")
    (claim,) = roles(document("[A1|Drug] is [blocker|Role]."), read_rules(path))
    assert (claim.evidence.rule, claim.evidence.score) == (wins, max(first, second))


def test_ungrounded_mentions_take_no_part() -> None:
    annotated = document("[A1|Drug] is an [mTOR inhibitor|Role].")
    bare = (annotated.groundings[0], Grounding(annotated.groundings[1].mention))
    assert list(roles(dataclasses.replace(annotated, groundings=bare), RULES)) == []


def test_an_entity_is_not_put_in_itself() -> None:
    annotated = document("[A1|Drug] is an [A1|Role].")
    same = (annotated.groundings[0], Grounding(annotated.groundings[1].mention, annotated.groundings[0].candidates))
    assert list(roles(annotated, RULES))
    assert list(roles(dataclasses.replace(annotated, groundings=same), RULES)) == []


def test_the_same_document_gives_the_same_claims_in_the_same_order() -> None:
    marked = "[mTOR inhibitors|Role] such as [A1|Drug], [B1|Drug] and [C1|Drug] are [blockers|Role]."
    first: list[Claim] = list(roles(document(marked), RULES))
    again = list(roles(document(marked), read_rules(paths.data("ontologies", "roles.toml"))))
    assert first == again
    places = [(claim.evidence.subject_start, claim.evidence.object_start) for claim in first]
    assert places == sorted(places)
    assert len(places) == 6


def test_a_document_without_mentions_gives_nothing() -> None:
    assert list(roles(document("Nothing is named here."), RULES)) == []
