from __future__ import annotations

from typing import Any

import pytest

from kg.ask.explain import explain
from kg.ask.findings import REJECTED
from kg.ask.lookup import KnownNames
from kg.ask.pack import load_queries
from kg.ask.queries import run_query
from kg.ask.summary import FOUND, TierSummary, in_words, judgement, summarize, two_tiers, why_not_counted
from kg.lexicon.lexicon import Lexicon
from kg.model import FLAGS, POLARITIES, TIERS
from kg.pipeline.run import RunResult
from kg.stores import open_store
from kg.stores.store import Store
from tests.stores.sample import EVEROLIMUS, HCC, MTOR, MTOR_INHIBITOR, SIROLIMUS

COUNTS = (*POLARITIES, "publications")


def row(document: str, tier: str, polarity: str = "unclear", **rest: Any) -> dict[str, Any]:
    """A row of ``explain`` as far as the summary reads it."""
    plain = {"relation": "STUDIED_FOR", "negated": False, "attribution": "drug", "flags": [], "counted": True}
    return {**plain, "document": document, "tier": tier, "polarity": polarity, **rest}


def tier(name: str, **counts: int) -> TierSummary:
    """A tier with some counts, the others 0."""
    return TierSummary(name, **{**dict.fromkeys(POLARITIES, 0), **counts}, publications=sum(counts.values()))


def agrees(store: Store, class_: str, disease: str, lexicon: KnownNames | None = None) -> int:
    """Hold the summary of every drug against the query that has the same rule; returns how many drugs there are."""
    query = load_queries()["class-evidence-by-tier"]
    values = {"class": class_, "disease": disease, "action": "INHIBITS"}
    drugs: dict[str, list[TierSummary]] = {}
    for found in run_query(store, query, values, lexicon):
        counted = TierSummary(found["tier"], **{name: found[name] for name in COUNTS})
        drugs.setdefault(found["drug_id"], []).append(counted)
    for drug, tiers in drugs.items():
        rows = explain(store, drug=drug, disease=disease, lexicon=lexicon)
        assert summarize(rows) == tuple(tiers), drug
    return len(drugs)


def test_publications_are_counted_by_the_rule_of_the_query(store: Store) -> None:
    assert agrees(store, MTOR_INHIBITOR, HCC) > 5
    assert agrees(store, MTOR, HCC) > 0


@pytest.mark.lexicon
def test_publications_of_the_worked_example_are_counted_so_too(demonstration: RunResult, real_lexicon: Lexicon) -> None:
    opened = open_store(str(demonstration.dataset))
    try:
        assert agrees(opened, "CHEBI:68481", "MONDO:0007256", KnownNames(real_lexicon)) > 5
    finally:
        opened.close()


def test_a_publication_of_several_tiers_counts_once_and_is_said_to_have_them() -> None:
    rows = [row("PMID:1", "mention"), row("PMID:1", "clinical", "supports"), *[row("PMID:2", "in-vivo")] * 2]
    assert summarize(rows) == (tier("clinical", supports=1), tier("in-vivo", unclear=1))
    assert two_tiers(rows) == (
        "1 publication has several tiers, one for each disease that it tells of: PMID:1 (clinical, mention);"
        " it counts once, at the strongest"
    )
    assert two_tiers([row("PMID:1", "phase-3", flags=["retracted"]), row("PMID:1", "mention")]) == ""


def test_a_sample_is_counted_by_hand(store: Store) -> None:
    assert summarize(explain(store, drug=EVEROLIMUS, disease="HCC")) == (
        tier("phase-3", null=1), tier("phase-2", unclear=1), tier("in-vivo", supports=1),
    )  # fmt: skip
    assert summarize(explain(store, drug=SIROLIMUS, disease="HCC")) == (
        tier("phase-3", mixed=1), tier("clinical", opposes=1),
    )  # fmt: skip


def test_a_publication_counts_once_at_its_strongest_tier() -> None:
    rows = [row("PMID:1", "in-vitro", "supports"), row("PMID:1", "phase-2"), row("PMID:2", "in-vitro", "supports")]
    assert summarize(rows) == summarize(rows[::-1]) == (tier("phase-2", supports=1), tier("in-vitro", supports=1))
    assert summarize([*rows, row("PMID:1", "phase-2", "null")])[0] == tier("phase-2", mixed=1)


@pytest.mark.parametrize(
    "left_out",
    [
        {"relation": "AMELIORATES"},
        {"negated": True},
        {"attribution": "comparator"},
        {"flags": ["retracted"]},
        {"flags": ["rejected"]},
    ],
)
def test_what_is_no_evidence_about_the_drug_is_left_out(left_out: dict[str, Any]) -> None:
    assert summarize([row("PMID:1", "phase-3", "supports", **left_out)]) == ()


def test_what_does_not_count_has_no_finding() -> None:
    rows = [
        row("PMID:1", "phase-3", "supports", counted=False, attribution="combination"),
        row("PMID:2", "", "supports", counted=False, attribution=None, flags=None),
    ]
    assert summarize(rows) == (tier("phase-3", unclear=1), tier("mention", unclear=1))


@pytest.mark.parametrize(
    ("tiers", "words"),
    [
        ([], "No publication here is evidence about it."),
        ([tier("phase-3", supports=2, unclear=1)], "Strongest support: phase-3 (2 publications)."),
        (
            [tier("phase-2", supports=1, null=2, opposes=1)],
            "Strongest support: phase-2 (1 publication). There is no stronger study here. At the same tier 2 found no"
            " difference, 1 found harm.",
        ),
        (
            [tier("phase-3", null=2), tier("phase-2", null=1, unclear=3), tier("in-vivo", supports=1)],
            "Strongest support: in-vivo (1 publication). Stronger studies found no difference: phase-3 (2"
            " publications), phase-2 (1 publication); stated no result that counts: phase-2 (3 publications).",
        ),
        (
            [tier("phase-3", null=1), tier("review", unclear=2)],
            "No publication supports it. Found no difference: phase-3 (1 publication). Stated no result that counts:"
            " review (2 publications).",
        ),
    ],
)
def test_words_name_the_strongest_tier_that_supports(tiers: list[TierSummary], words: str) -> None:
    assert in_words(tiers) == words


def test_a_tier_that_does_not_support_is_never_called_support() -> None:
    for at, stronger in enumerate(TIERS[:-1]):
        for key in FOUND:
            said = in_words([tier(stronger, **{key: 3}), tier(TIERS[at + 1], supports=1)])
            assert said.startswith(
                f"Strongest support: {TIERS[at + 1]} (1 publication). Stronger studies {FOUND[key]}:"
            )


@pytest.mark.parametrize(
    ("why", "reasons"),
    [
        ({"counted": True, "flags": ["speculated"]}, ()),
        ({"flags": ["protocol"]}, ("it only says what is planned",)),
        ({"flags": ["rejected"]}, ("a curator rejected it",)),
        ({"flags": ["retracted", "speculated"]}, ("the publication is retracted",)),
        (
            {"attribution": "combination", "tier": "review"},
            ("the result is that of a combination, not of the drug alone", "it is a review, no study of its own"),
        ),
        ({"attribution": "comparator"}, ("the drug is only what another was measured against",)),
        ({"tier": "mention"}, ("it is mentioned, not studied",)),
    ],
)
def test_why_a_row_does_not_count_is_said_in_words(why: dict[str, Any], reasons: tuple[str, ...]) -> None:
    assert why_not_counted({**row("PMID:1", "phase-3", counted=False), **why}) == reasons


def test_a_judgement_is_said_with_who_when_and_why() -> None:
    judged = {"flags": ["rejected"], "note": "the placebo arm", "judged_by": "A. Curator", "judged_on": "2026-05-01"}
    assert judgement(judged) == "rejected by A. Curator on 2026-05-01: the placebo arm"
    assert judgement({"flags": ["accepted"], "note": None, "judged_by": "", "judged_on": None}) == "accepted"
    assert judgement({"flags": ["retracted"], "note": None, "judged_by": None, "judged_on": None}) == ""


def test_every_flag_that_takes_evidence_out_has_its_words(store: Store) -> None:
    for flag in {*FLAGS, REJECTED} - {"speculated"}:
        assert why_not_counted(row("PMID:1", "phase-3", counted=False, flags=[flag])), flag
    for name in store.run("MATCH (d:Drug) RETURN d.id AS id ORDER BY id"):
        for found in explain(store, drug=name["id"]):
            assert bool(why_not_counted(found)) != found["counted"], found
