"""Drug-disease study evidence of whole documents."""

from __future__ import annotations

import pytest

from kg.model import Claim, Link
from kg.relate.studies import studies
from tests.relate.build import annotate

EV, SIR, TAC, SOR, DAC, TEM, MET = "CHEBI:68478", "CHEBI:9168", "CHEBI:61049", "CHEBI:50924", "CHEBI:71952", "CHEBI:79699", "CHEBI:6801"
HCC, RCC, HBV = "MONDO:0007256", "MONDO:0005086", "MONDO:0005344"
BEL = "[Bel-7402|CellLine|CVCL:5492]"
HUH = "[Huh7|CellLine|CVCL:0336]"


def claims_of(title: str, sections: dict[str, str] | str = "", contaminated: frozenset[str] = frozenset(), **known: object) -> list[Claim]:
    return list(studies(annotate(title, sections, **known), contaminated=contaminated))  # type: ignore[arg-type]


def studied(claims: list[Claim]) -> dict[tuple[str, str], Claim]:
    """STUDIED_FOR claims by (drug, disease); a pair never has two."""
    found = [claim for claim in claims if claim.assertion.relation == "STUDIED_FOR"]
    by_pair = {(claim.assertion.subject, claim.assertion.object): claim for claim in found}
    assert len(by_pair) == len(found)
    return by_pair


PLACEBO_TRIAL = {
    "background": "{sor} is the standard of care for advanced {hcc}.",
    "methods": "Patients with {hcc} that had progressed on {sor} were randomly assigned to {ev} or placebo.",
    "results": "Median overall survival was 7.6 months with {ev} and 7.3 months with placebo (HR 1.05; 95% CI 0.86 to 1.27; P = 0.68).",
    "conclusions": "{ev} did not improve overall survival in patients with {hcc}.",
}


def test_a_null_trial_is_a_negated_benefit() -> None:
    claims = claims_of("{ev} after failure of {sor} in {hcc}.", PLACEBO_TRIAL, types=["Clinical Trial, Phase III"])
    claim = studied(claims)[EV, HCC]
    assert (claim.evidence.tier, claim.evidence.polarity, claim.evidence.attribution) == ("phase-3", "null", "drug")
    assert claim.assertion.predicate == "biolink:in_clinical_trials_for"
    benefit = [c for c in claims if c.assertion.relation == "AMELIORATES"]
    assert [(c.assertion.subject, c.assertion.negated) for c in benefit] == [(EV, True)]
    assert (benefit[0].evidence.start, benefit[0].evidence.end) == (claim.evidence.start, claim.evidence.end)


def test_earlier_treatment_is_at_most_a_mention() -> None:
    claim = studied(claims_of("{ev} after failure of {sor} in {hcc}.", PLACEBO_TRIAL))[SOR, HCC]
    assert (claim.evidence.tier, claim.evidence.polarity, claim.evidence.rule) == ("mention", "unclear", "mention/treatment")
    without = {**PLACEBO_TRIAL, "background": "Few treatments exist."}
    assert (SOR, HCC) not in studied(claims_of("{ev} after failure of {sor} in {hcc}.", without))


def test_offsets_point_at_the_arguments_and_at_the_result() -> None:
    annotated = annotate("{ev} in {hcc}.", PLACEBO_TRIAL)
    text = annotated.document.text
    for claim in studies(annotated, contaminated=frozenset()):
        evidence = claim.evidence
        assert evidence.start <= min(evidence.subject_start, evidence.object_start)
        assert max(evidence.subject_end, evidence.object_end) <= evidence.end
        assert text[evidence.object_start : evidence.object_end] == "hepatocellular carcinoma"
        assert text[evidence.subject_start : evidence.subject_end] in ("everolimus", "sorafenib")
    evidence = studied(list(studies(annotated, contaminated=frozenset())))[EV, HCC].evidence
    assert (
        text[evidence.result_start : evidence.result_end]
        == "everolimus did not improve overall survival in patients with hepatocellular carcinoma."
    )
    assert (evidence.section, evidence.cue) == ("conclusions", "not improve")


def test_the_anchor_is_the_smallest_run_of_sentences_when_none_holds_both() -> None:
    body = {"methods": "Forty patients with {hcc} were enrolled. All of them received {ev}.", "results": "Tumours grew in most of them."}
    annotated = annotate("A cohort of forty.", body)
    claim = studied(list(studies(annotated, contaminated=frozenset())))[EV, HCC]
    quoted = annotated.document.text[claim.evidence.start : claim.evidence.end]
    assert quoted == "Forty patients with hepatocellular carcinoma were enrolled. All of them received everolimus."


def test_a_positive_title_over_a_null_result_does_not_support() -> None:
    body = {
        "methods": "Recipients with {hcc} were randomised to {sir} or {tac}.",
        "results": "Recurrence was 36% with {sir} and 25% with {tac} (P = 0.4). "
        "Recurrence-free survival and overall survival did not differ.",
        "conclusions": "{sir} prolonged survival after adjustment.",
    }
    claims = claims_of("{sir} prolongs survival after transplantation for {hcc}.", body, types=["Clinical Trial, Phase II"])
    assert studied(claims)[SIR, HCC].evidence.polarity == "mixed"
    assert not [c for c in claims if c.assertion.relation == "AMELIORATES"]


def test_the_comparator_is_not_credited_with_the_result() -> None:
    body = {
        "methods": "Recipients with {hcc} received {sir} or {tac}.",
        "results": "Recurrence was significantly lower with {sir} (P = 0.01).",
        "conclusions": "{sir} reduced recurrence of {hcc} compared with {tac}.",
    }
    claims = claims_of("{sir}-based versus {tac}-based immunosuppression after transplantation for {hcc}.", body)
    found = studied(claims)
    assert found[SIR, HCC].evidence.polarity == "supports"
    assert (found[TAC, HCC].evidence.polarity, found[TAC, HCC].evidence.rule) == ("unclear", "study/comparator")
    assert {c.assertion.subject for c in claims if c.assertion.relation == "AMELIORATES"} == {SIR}


def test_adding_a_drug_is_evidence_about_that_drug() -> None:
    body = (
        "Patients with {hcc} were randomised to {sor} or {sor} plus {ev}. "
        "Progression-free survival at 12 weeks was 70% with {sor} and 68% with {sor} "
        "plus {ev}. We found no evidence that adding {ev} improves survival in {hcc}."
    )
    found = studied(claims_of("{sor} with or without {ev} in {hcc}: a phase II trial.", body))
    evidence = found[EV, HCC].evidence
    assert (evidence.tier, evidence.polarity, evidence.attribution, evidence.partners) == ("phase-2", "null", "drug", ())
    assert found[SOR, HCC].evidence.rule == "study/comparator"


def test_a_combination_against_placebo_is_evidence_about_the_pair() -> None:
    body = {"methods": "Patients received {ev} plus {sor} or placebo.", "conclusions": "{ev} plus {sor} prolonged survival in {hcc}."}
    claims = claims_of("{ev} plus {sor} versus placebo in {hcc}.", body)
    evidence = studied(claims)[EV, HCC].evidence
    assert (evidence.polarity, evidence.attribution, evidence.partners) == ("supports", "combination", (SOR,))
    assert not [c for c in claims if c.assertion.relation == "AMELIORATES"]


def test_singles_without_effect_are_null_though_their_combination_works() -> None:
    body = f"We tested {{ev}} and {{dac}} in {HUH} xenografts. "
    body += "In mice, the combination, but not either drug singly, caused regression of {hcc}."
    found = studied(claims_of("Combination of {ev} and {dac} in {hcc}.", body))
    assert {found[d, HCC].evidence.polarity for d in (EV, DAC)} == {"null"}
    assert {found[d, HCC].evidence.attribution for d in (EV, DAC)} == {"drug"}
    assert {found[d, HCC].evidence.tier for d in (EV, DAC)} == {"in-vivo"}


def test_contaminated_lines_flag_only_evidence_that_rests_on_them_alone() -> None:
    bad = frozenset({"CVCL:5492"})
    body = "We treated {line} cells with {tem}. {tem} inhibited proliferation of the cells."
    alone = claims_of("{tem} in {hcc} cells.", body.replace("{line}", BEL), bad)
    assert studied(alone)[TEM, HCC].evidence.flags == ("contaminated-cell-line",)
    both = claims_of("{tem} in {hcc} cells.", body.replace("{line}", f"{BEL} and {HUH}"), bad)
    assert studied(both)[TEM, HCC].evidence.flags == ()
    assert studied(both)[TEM, HCC].evidence.polarity == "supports"


@pytest.mark.parametrize("known", [{"types": ["Retracted Publication"]}, {"links": [Link("retracted-by", "PMID:99000002")]}])
def test_retracted_evidence_is_flagged_and_makes_no_benefit(known: dict[str, object]) -> None:
    claims = claims_of("{ev} in {hcc}.", {"results": "{ev} inhibited growth of {hcc} cells."}, **known)
    assert studied(claims)[EV, HCC].evidence.flags == ("retracted",)
    assert {c.assertion.relation for c in claims} == {"STUDIED_FOR"}


def test_a_protocol_has_no_result() -> None:
    body = {"methods": "Patients with {hcc} will be randomised to {ev} or placebo.", "conclusions": "{ev} is expected to improve survival."}
    claims = claims_of("Protocol for a phase III trial of {ev} in {hcc}.", body)
    evidence = studied(claims)[EV, HCC].evidence
    assert (evidence.tier, evidence.polarity, evidence.flags) == ("phase-3", "unclear", ("protocol",))
    assert len(claims) == 1


def test_a_review_reports_no_result_of_its_own() -> None:
    body = "This review covers {ev} and {sir} in {hcc}. {ev} did not improve survival in {hcc}."
    found = studied(claims_of("mTOR inhibitors in {hcc}.", body, types=["Review"]))
    assert {found[d, HCC].evidence.tier for d in (EV, SIR)} == {"review"}
    assert {found[d, HCC].evidence.polarity for d in (EV, SIR)} == {"unclear"}


def test_a_proposal_is_a_speculated_mention() -> None:
    body = {
        "methods": "Tumours of 80 patients with {hcc} were stained for phosphorylated mTOR.",
        "results": "mTOR was active in 45% of tumours.",
        "conclusions": "{ev} may be worth testing in {hcc}.",
    }
    evidence = studied(claims_of("mTOR in {hcc}.", body))[EV, HCC].evidence
    assert (evidence.tier, evidence.polarity, evidence.flags) == ("mention", "unclear", ("speculated",))


def test_bare_co_occurrence_gives_nothing() -> None:
    assert claims_of("Survival in {hcc}.", {"background": "We looked at {hcc}, {rcc} and {met}."}) == []


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("A {sir}-eluting stent in a patient with {hcc}.", "A man with {hcc} received a {sir}-eluting stent."),
        ("{sir}-induced injury in {hcc}.", "Rats were studied."),
        ("{ev} in {hcc}.", None),
    ],
)
def test_a_drug_that_is_no_treatment_and_a_notice_give_nothing(title: str, body: str | None) -> None:
    assert claims_of(title if body else f"Retraction: {title}", body or "", types=[] if body else ["Retraction of Publication"]) == []


def test_a_disease_that_only_describes_another_is_not_studied() -> None:
    body = {"methods": "Patients with {hbv}-related {hcc} received {ev}.", "conclusions": "{ev} improved survival in {hcc}."}
    found = studied(claims_of("{ev} in {hbv}-related {hcc}.", body))
    assert set(found) == {(EV, HCC)}


def test_a_major_heading_makes_a_condition_where_the_title_names_none() -> None:
    body = {"methods": "Recipients were given {ev}.", "results": "Recurrence of {hcc} was significantly less frequent with {ev}."}
    found = studied(claims_of("{ev} after liver transplantation.", body, headings=[("Carcinoma, Hepatocellular", False)]))
    assert found[EV, HCC].evidence.polarity == "supports"


def test_ungrounded_mentions_are_left_out() -> None:
    assert claims_of("[Everolimus|Drug|] in {hcc}.", "Patients received [everolimus|Drug|].") == []


def test_the_same_document_gives_the_same_claims() -> None:
    annotated = annotate("{ev} after failure of {sor} in {hcc}.", PLACEBO_TRIAL)
    assert list(studies(annotated, contaminated=frozenset())) == list(studies(annotated, contaminated=frozenset()))
    assert len({claim.evidence.id for claim in studies(annotated, contaminated=frozenset())}) == 3
