"""Claims from readings; a network of the tests' own says what is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from kg.model import POLARITIES, TIERS, AnnotatedDocument, Claim
from kg.relate.reader.candidates import Candidates
from kg.relate.reader.model import ROLES
from kg.relate.reader.network import Reading
from kg.relate.reader.results import Result
from kg.relate.reader.studies import StudyReader
from tests.relate.build import annotate

EV, SIR, SOR, HCC, RCC = "CHEBI:68478", "CHEBI:9168", "CHEBI:50924", "MONDO:0007256", "MONDO:0005086"
LEAST = {"study": 0.5, "mention": 0.5}


def shares(labels: tuple[str, ...], one: str, share: float) -> Mapping[str, float]:
    return {label: share if label == one else (1 - share) / (len(labels) - 1) for label in labels}


class Said:
    """A network that says of given pairs what it is told, of all others that they are no study."""

    def __init__(self, *said: tuple[str, str, str, str, str], share: float = 0.9) -> None:
        self._said = {(drug, disease): rest for drug, disease, *rest in said}
        self._share = share

    def __call__(self, annotated: AnnotatedDocument, found: Candidates) -> tuple[Reading, ...]:
        readings = []
        for drug, disease in found.pairs:
            role, tier, polarity = self._said.get((found.entities[drug].id, found.entities[disease].id), ("none", "mention", "unclear"))
            readings.append(
                Reading(
                    drug,
                    disease,
                    shares(ROLES, role, self._share),
                    shares(TIERS, tier, self._share),
                    shares(POLARITIES, polarity, self._share),
                )
            )
        return tuple(readings)


class SaidResults:
    """A network that reads the result of each pair as it is told, or as the other network did."""

    def __init__(self, network: Said, polarity: str = "", share: float = 0.9, sentence: int = 1) -> None:
        self._network, self._polarity, self._share, self._sentence = network, polarity, share, sentence

    def __call__(self, annotated: AnnotatedDocument, found: Candidates, pairs: Sequence[tuple[int, int]]) -> tuple[Result, ...]:
        readings = {(one.drug, one.disease): one for one in self._network(annotated, found)}
        own = shares(POLARITIES, self._polarity, self._share) if self._polarity else None
        return tuple(Result(readings[pair].role, own or readings[pair].polarity, self._sentence) for pair in pairs)


def claims(
    network: Said,
    title: str,
    text: dict[str, str] | str = "",
    contaminated: frozenset[str] = frozenset(),
    least: Mapping[str, float] = LEAST,
    **known: object,
) -> list[Claim]:
    reader = StudyReader(network, SaidResults(network), least, contaminated)  # type: ignore[arg-type]
    return list(reader(annotate(title, text, **known)))  # type: ignore[arg-type]


def test_a_pair_that_is_read_as_a_study_is_one() -> None:
    found = claims(Said((EV, HCC, "drug", "clinical", "supports")), "{ev} for {hcc}.", "{ev} helped. {sor} was not used in {hcc}.")
    studied, helped = found
    evidence = studied.evidence
    assert (studied.assertion.subject, studied.assertion.relation, studied.assertion.object) == (EV, "STUDIED_FOR", HCC)
    assert (evidence.rule, evidence.tier, evidence.polarity, evidence.attribution) == ("study/read", "clinical", "supports", "drug")
    assert evidence.score == pytest.approx(0.9 + 2 * 0.025, abs=0.001)
    assert (helped.assertion.relation, helped.assertion.negated) == ("AMELIORATES", False)
    text = annotate("{ev} for {hcc}.", "{ev} helped. {sor} was not used in {hcc}.").document.text
    assert text[evidence.result_start : evidence.result_end] == "everolimus helped."
    assert text[evidence.subject_start : evidence.subject_end] == "everolimus"
    assert evidence.start <= evidence.subject_start < evidence.object_end <= evidence.end


def test_a_mention_has_no_result() -> None:
    (only,) = claims(Said((EV, HCC, "mention", "mention", "supports")), "{ev} for {hcc}.", "{ev} may help.")
    assert (only.evidence.rule, only.evidence.tier, only.evidence.polarity) == ("mention/read", "mention", "unclear")
    assert only.evidence.result_start == -1


def test_what_is_not_believed_is_no_claim() -> None:
    assert claims(Said((EV, HCC, "mention", "clinical", "supports"), share=0.45), "{ev} for {hcc}.", "{ev} helped.") == []
    assert claims(Said(), "{ev} for {hcc}.", "{ev} helped.") == []


def test_a_conclusion_without_effect_decides_where_that_is_likely_at_all() -> None:
    text = {"methods": "Patients with {hcc} were given {ev} or placebo.", "conclusions": "{ev} did not improve overall survival in {hcc}."}
    said = Said((EV, HCC, "drug", "clinical", "supports"), share=0.15)
    first, second = claims(said, "{ev} for {hcc}.", text, least={"study": 0.1, "mention": 0.9})
    assert (first.evidence.polarity, second.assertion.negated) == ("null", True)
    document = annotate("{ev} for {hcc}.", text).document.text
    shown = document[first.evidence.result_start : first.evidence.result_end]
    assert shown.startswith("everolimus did not improve"), "the sentence that rules read, not the network's"
    sure = claims(Said((EV, HCC, "drug", "clinical", "supports"), share=0.9), "{ev} for {hcc}.", text)
    assert sure[0].evidence.polarity == "supports"


@pytest.mark.parametrize(
    ("said", "share", "polarity"),
    [
        ("supports", 0.5, "unclear"),
        ("supports", 0.8, "supports"),
        ("null", 0.3, "unclear"),
        ("null", 0.4, "null"),
        ("mixed", 0.9, "mixed"),
        ("opposes", 0.9, "opposes"),
        ("unclear", 0.9, "unclear"),
    ],
)
def test_a_result_is_stated_where_it_is_likely(said: str, share: float, polarity: str) -> None:
    network = Said((EV, HCC, "drug", "clinical", said), share=share)
    found = claims(network, "{ev} for {hcc}.", "Patients with {hcc} got {ev}.", least={"study": 0.1, "mention": 0.9})
    (studied,) = [one for one in found if one.assertion.relation == "STUDIED_FOR" and one.assertion.subject == EV]
    assert studied.evidence.polarity == polarity
    helped = {one.assertion.negated: one for one in found if one.assertion.relation == "AMELIORATES"}
    assert set(helped) == {"supports": {False}, "null": {True}, "opposes": {True}}.get(polarity, set())
    for one in helped.values():
        assert one.evidence.score == pytest.approx(studied.evidence.score * share, abs=0.002), "how likely the result is counts too"


def test_a_benefit_that_rules_read_too_is_stated() -> None:
    text = {"methods": "Patients with {hcc} got {ev}.", "conclusions": "{ev} improved overall survival in {hcc}."}
    for share, polarity in ((0.3, "unclear"), (0.4, "supports")):
        said = Said((EV, HCC, "drug", "clinical", "supports"), share=share)
        found = claims(said, "{ev} for {hcc}.", text, least={"study": 0.1, "mention": 0.9})
        assert {one.evidence.polarity for one in found} == {polarity}


def test_both_networks_are_heard() -> None:
    network = Said((EV, HCC, "drug", "clinical", "supports"))
    for other, share, polarity in (("supports", 0.9, "supports"), ("null", 0.98, "null"), ("unclear", 0.99, "unclear")):
        reader = StudyReader(network, SaidResults(network, other, share, 2), LEAST, frozenset())  # type: ignore[arg-type]
        document = annotate("{ev} for {hcc}.", "Patients with {hcc} got {ev}. They were followed.")
        (evidence,) = {one.evidence for one in reader(document) if one.assertion.relation == "STUDIED_FOR"}
        assert evidence.polarity == polarity
        shown = document.document.text[evidence.result_start : evidence.result_end] if evidence.result_start >= 0 else ""
        assert shown == ("" if polarity == "unclear" else "They were followed.")


@pytest.mark.parametrize(
    ("types", "read", "tier"),
    [
        (["Clinical Trial, Phase III"], "clinical", "phase-3"),
        (["Clinical Trial, Phase II"], "in-vivo", "phase-2"),
        (["Clinical Trial, Phase III"], "review", "phase-3"),
        ([], "in-vitro", "in-vitro"),
    ],
)
def test_a_phase_that_is_typed_decides(types: list[str], read: str, tier: str) -> None:
    found = claims(Said((EV, HCC, "drug", read, "unclear")), "{ev} for {hcc}.", "Patients had {hcc} and got {ev}.", types=types)
    assert {claim.evidence.tier for claim in found} == {tier}


def test_a_phase_in_words_decides_but_for_reviews() -> None:
    text = {
        "methods": "Patients with {hcc} were randomly assigned to {ev} or placebo in this phase III trial.",
        "conclusions": "{ev} is safe.",
    }
    for read, tier in (("clinical", "phase-3"), ("review", "review")):
        found = claims(Said((EV, HCC, "drug", read, "unclear")), "{ev} for {hcc}.", text)
        assert {claim.evidence.tier for claim in found} == {tier}


@pytest.mark.parametrize(("role", "design"), [("combination", "{ev} plus {sor} or placebo"), ("combination", "{ev} and later {sor}")])
def test_a_combination_names_its_partners_and_helps_nobody_alone(role: str, design: str) -> None:
    text = {"methods": f"Patients with {{hcc}} were randomly assigned to {design}.", "conclusions": "It helped."}
    said = Said((EV, HCC, role, "clinical", "supports"), (SOR, HCC, role, "clinical", "supports"))
    found = claims(said, "A trial for {hcc}.", text)
    assert {claim.assertion.relation for claim in found} == {"STUDIED_FOR"}
    assert {(one.assertion.subject, one.evidence.attribution, one.evidence.partners) for one in found} == {
        (EV, "combination", (SOR,)),
        (SOR, "combination", (EV,)),
    }


def test_an_arm_decides_where_the_network_wavers() -> None:
    text = {"methods": "Patients with {hcc} were randomly assigned to {ev} or {sor}.", "conclusions": "{ev} was better than {sor}."}
    for share, attribution in ((0.4, "comparator"), (0.9, "drug")):
        said = Said((EV, HCC, "drug", "clinical", "unclear"), (SOR, HCC, "drug", "clinical", "unclear"), share=share)
        found = claims(said, "{ev} versus {sor} for {hcc}.", text)
        assert {claim.assertion.subject: claim.evidence.attribution for claim in found} == {EV: "drug", SOR: attribution}


def test_of_a_class_the_network_says_what_it_was() -> None:
    statins = "[statins|Role|MESH:D019161]"
    found = claims(Said(("MESH:D019161", HCC, "comparator", "review", "unclear")), f"{statins} for {{hcc}}.", "A review.")
    assert [(claim.assertion.subject, claim.evidence.attribution) for claim in found] == [("MESH:D019161", "comparator")]


def test_what_only_coats_a_stent_is_not_studied() -> None:
    said = Said((SIR, HCC, "drug", "clinical", "supports"))
    assert claims(said, "{sir}-eluting stent before resection of {hcc}.", "A man with {hcc} was given a {sir}-eluting stent.") == []


def test_retracted_plans_and_notices() -> None:
    said = Said((EV, HCC, "drug", "clinical", "supports"))
    (retracted,) = claims(said, "{ev} for {hcc}.", "{ev} helped.", types=["Retracted Publication"])
    assert (retracted.evidence.flags, retracted.evidence.polarity) == (("retracted",), "supports")
    (plan,) = claims(said, "{ev} for {hcc}: a study protocol.", "{ev} will be given.", types=["Clinical Trial Protocol"])
    assert (plan.evidence.flags, plan.evidence.polarity) == (("protocol",), "unclear")
    assert claims(said, "Retraction: {ev} for {hcc}.", "It is withdrawn.", types=["Retraction of Publication"]) == []


def test_cells_that_are_something_else_are_flagged() -> None:
    line = "[Bel-7402|CellLine|CVCL:5492]"
    text = f"{{ev}} slowed {line} cells of {{hcc}}."
    for tier, flags in (("in-vitro", ("contaminated-cell-line",)), ("clinical", ())):
        said = Said((EV, HCC, "drug", tier, "unclear"))
        headings = [("Cell Line, Tumor", False)]
        found = claims(said, "{ev} in cells of {hcc}.", text, frozenset({"CVCL:5492"}), headings=headings)
        assert {claim.evidence.flags for claim in found} == {flags}
