"""Claims of a document: lists taken apart, one claim a pair and relation, offsets true, negation and hedging carried."""

from __future__ import annotations

import dataclasses

import pytest

from kg import ids, paths, schema
from kg.model import AnnotatedDocument, Claim, Grounding, Sentence
from kg.relate.relations import SPECULATED_WEIGHT, example_document, relations
from kg.relate.rules import read_example, read_rules

RULES = read_rules(paths.data("ontologies", "relations.toml"))


def document(marked: str) -> AnnotatedDocument:
    return example_document(read_example(marked))


def said(marked: str) -> set[tuple[str, str, str, bool]]:
    """Claims as (subject text, relation, object text, negated)."""
    annotated = document(marked)
    text = annotated.document.text
    return {
        (
            text[claim.evidence.subject_start : claim.evidence.subject_end],
            claim.assertion.relation,
            text[claim.evidence.object_start : claim.evidence.object_end],
            claim.assertion.negated,
        )
        for claim in relations(annotated, RULES)
    }


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "[A1|Drug], [B1|Drug] and [C1|Drug] inhibit [MTOR|Target].",
            {("A1", "INHIBITS", "MTOR", False), ("B1", "INHIBITS", "MTOR", False), ("C1", "INHIBITS", "MTOR", False)},
        ),
        ("[A1|Drug] inhibits [MTOR|Target] but not [AKT1|Target].", {("A1", "INHIBITS", "MTOR", False)}),
        ("[A1|Drug] did not inhibit [MTOR|Target].", {("A1", "INHIBITS", "MTOR", True)}),
        ("There was no inhibition of [MTOR|Target] by [A1|Drug].", {("A1", "INHIBITS", "MTOR", True)}),
        ("Neither [A1|Drug] nor tea inhibits [MTOR|Target].", {("A1", "INHIBITS", "MTOR", True)}),
        ("[A1|Drug] inhibited the expression of [VEGFA|Target].", {("A1", "DOWNREGULATES", "VEGFA", False)}),
        ("[A1|Drug] was given. [MTOR|Target] was blocked.", set()),
        ("[everolimus|Drug], an [mTOR inhibitor|Role], was given.", {("everolimus", "HAS_ROLE", "mTOR inhibitor", False)}),
        ("[sorafenib|Drug] and [mTOR inhibitors|Role] were given.", set()),
        ("[mTOR inhibitors|Role] and [sorafenib|Drug] were given.", set()),
        ("[sorafenib|Drug] with an [mTOR inhibitor|Role] was given.", set()),
        ("Unlike [tacrolimus|Drug], [mTOR inhibitors|Role] slow growth.", set()),
        (
            "[mTOR inhibitors|Role] like [everolimus|Drug] and [sirolimus|Drug] slow growth.",
            {("everolimus", "HAS_ROLE", "mTOR inhibitors", False), ("sirolimus", "HAS_ROLE", "mTOR inhibitors", False)},
        ),
        (
            "The [mTOR inhibitor|Role] [everolimus|Drug] and [sorafenib|Drug] were given.",
            {("everolimus", "HAS_ROLE", "mTOR inhibitor", False)},
        ),
        ("Mice did not respond to the [mTOR|Target] inhibitor [everolimus|Drug].", {("everolimus", "INHIBITS", "mTOR", False)}),
        ("The [mTOR|Target] inhibitor [everolimus|Drug] was given.", {("everolimus", "INHIBITS", "mTOR", False)}),
        ("[everolimus|Drug] is an oral inhibitor of [mTOR|Target].", {("everolimus", "INHIBITS", "mTOR", False)}),
        ("[sirolimus|Drug]-induced [pneumonitis|Disease] was seen.", {("sirolimus", "CAUSES", "pneumonitis", False)}),
    ],
)
def test_what_a_sentence_claims(marked: str, expected: set[tuple[str, str, str, bool]]) -> None:
    annotated = document(marked)
    if ". [" in marked:
        cut = annotated.document.text.index(". ") + 2
        whole = len(annotated.document.text)
        annotated = dataclasses.replace(annotated, sentences=(Sentence(0, cut - 1, "title"), Sentence(cut, whole, "abstract")))
        assert list(relations(annotated, RULES)) == []
    else:
        assert said(marked) == expected


def test_a_hedged_claim_is_flagged_and_worth_less() -> None:
    (plain,) = relations(document("[A1|Drug] inhibits [MTOR|Target]."), RULES)
    (hedged,) = relations(document("[A1|Drug] may inhibit [MTOR|Target]."), RULES)
    assert hedged.evidence.flags == ("speculated",)
    assert hedged.evidence.score == pytest.approx(plain.evidence.score * SPECULATED_WEIGHT)
    assert hedged.assertion == plain.assertion


def test_the_evidence_points_at_its_words() -> None:
    annotated = document("In mice, [A1|Drug] (5 nM) and [B1|Drug] strongly inhibited [MTOR|Target].")
    shifted = annotated.document.text
    for claim in relations(annotated, RULES):
        evidence = claim.evidence
        assert shifted[evidence.subject_start : evidence.subject_end] in ("A1", "B1")
        assert shifted[evidence.object_start : evidence.object_end] == "MTOR"
        assert evidence.cue == "inhibited"
        assert evidence.start <= evidence.subject_start < evidence.object_end <= evidence.end
        assert evidence.assertion == claim.assertion.id
        assert claim.assertion == schema.make_assertion(claim.assertion.subject, "INHIBITS", claim.assertion.object)
        expected = ids.evidence_id(
            claim.assertion.id, "PMID:1", 0, evidence.end, evidence.subject_start, evidence.object_start, evidence.rule
        )
        assert evidence.id == expected


def test_the_best_scoring_rule_wins_once_for_a_pair_and_relation() -> None:
    claims = list(relations(document("The [mTOR|Target] inhibitor [A1|Drug] is an inhibitor of [mTOR|Target]."), RULES))
    keys = [(claim.evidence.subject_start, claim.evidence.object_start, claim.assertion.relation) for claim in claims]
    assert len(keys) == len(set(keys))
    scores = {rule.name: rule.score for rule in RULES}
    assert all(claim.evidence.score == scores[claim.evidence.rule] for claim in claims)


def test_ungrounded_mentions_take_no_part() -> None:
    annotated = document("[A1|Drug] inhibits [MTOR|Target].")
    bare = (annotated.groundings[0], Grounding(annotated.groundings[1].mention))
    assert list(relations(dataclasses.replace(annotated, groundings=bare), RULES)) == []


def test_an_entity_is_not_related_to_itself() -> None:
    annotated = document("[MYC|Target] activates [c-Myc|Target].")
    same = (annotated.groundings[0], Grounding(annotated.groundings[1].mention, annotated.groundings[0].candidates))
    assert list(relations(annotated, RULES))
    assert list(relations(dataclasses.replace(annotated, groundings=same), RULES)) == []


def test_the_same_document_gives_the_same_claims_in_the_same_order() -> None:
    marked = "[A1|Drug], [B1|Drug] and [C1|Drug] inhibit [MTOR|Target], [AKT1|Target] and the [mTOR pathway|Pathway]."
    first: list[Claim] = list(relations(document(marked), RULES))
    again = list(relations(document(marked), tuple(read_rules(paths.data("ontologies", "relations.toml")))))
    assert first == again
    places = [(claim.evidence.subject_start, claim.evidence.object_start, claim.assertion.relation) for claim in first]
    assert places == sorted(places)


def test_a_document_without_mentions_gives_nothing() -> None:
    assert list(relations(document("Nothing is named here."), RULES)) == []
