"""Details of a study: comparators, endpoint, figures and setting, and what is none of them."""

from __future__ import annotations

import pytest

from kg.model import CONTROLS, Claim, Evidence
from tests.pipeline.relate.build import annotate
from tests.pipeline.relate.reader.said import Said, SaidResults, reader

EV, SIR, TAC, SOR, TEM, MET = "CHEBI:68478", "CHEBI:9168", "CHEBI:61049", "CHEBI:50924", "CHEBI:79699", "CHEBI:6801"
HCC = "MONDO:0007256"


def claims_of(drug: str, title: str, text: dict[str, str] | str, polarity: str, role: str = "drug") -> list[Claim]:
    """The claims of a document whose drug was read as tested against HCC in people, with a result that its last
    sentence states.
    """
    annotated = annotate(title, text)
    tier = "in-vivo" if "mice" in annotated.document.title else "clinical"
    said = Said((drug, HCC, role, tier, polarity))
    found = reader(said, SaidResults(said, sentence=len(annotated.sentences) - 1))(annotated)
    return [claim for claim in found if claim.assertion.subject == drug]


def details(
    drug: str, title: str, text: dict[str, str] | str, polarity: str = "supports", role: str = "drug"
) -> Evidence:
    """The evidence that the document gives of the pair."""
    (claim,) = [one for one in claims_of(drug, title, text, polarity, role) if one.assertion.relation == "STUDIED_FOR"]
    for figure in claim.evidence.figures:
        assert figure in annotate(title, text).document.text
    return claim.evidence


TRIAL = {
    "background": "Second-line {sor} is the standard in advanced {hcc}.",
    "methods": "Patients were randomly assigned to {ev} or placebo.",
    "results": (
        "Median overall survival was 7.6 months with {ev} vs 7.3 months with placebo (HR 1.05; 95% CI 0.86-1.27; P ="
        " 0.68). Time to progression was 3.0 vs 2.6 months (HR 0.93; 95% CI 0.75-1.15)."
    ),
    "conclusions": "{ev} did not improve overall survival in patients with {hcc}.",
}


def test_a_conclusion_is_given_the_figures_of_its_endpoint_from_the_results() -> None:
    found = details(EV, "{ev} as first-line treatment of {hcc}.", TRIAL, "null")
    assert (found.comparators, found.endpoint, found.setting) == (("placebo",), "overall survival", "first-line")
    assert found.figures == ("7.6 months with everolimus vs 7.3 months", "HR 1.05; 95% CI 0.86-1.27", "P = 0.68")


def test_both_claims_of_a_result_have_the_same_details() -> None:
    claims = claims_of(EV, "{ev} in {hcc}.", TRIAL, "null")
    assert [c.assertion.relation for c in claims] == ["STUDIED_FOR", "AMELIORATES"]
    first, second = (c.evidence for c in claims)
    assert first.figures and first.endpoint and first.comparators
    assert (first.comparators, first.endpoint, first.figures, first.setting) == (
        second.comparators,
        second.endpoint,
        second.figures,
        second.setting,
    )


def test_figures_of_another_outcome_of_the_sentence_are_left_out() -> None:
    found = details(
        EV,
        "{ev} in {hcc}.",
        "Patients with {hcc} received {ev} or placebo. {ev} improved progression-free survival (HR 0.70; 95% CI"
        " 0.58-0.85; P<0.001), but there was no difference in quality of life (P = 0.55).",
    )
    assert found.endpoint == "progression-free survival"
    assert found.figures == ("HR 0.70; 95% CI 0.58-0.85", "P<0.001")


def test_figures_elsewhere_that_say_the_reverse_are_not_the_results() -> None:
    text = TRIAL | {"results": "Median overall survival of {ev} was longer in men (P = 0.001)."}
    assert details(EV, "{ev} in {hcc}.", text, "null").figures == ()


def test_a_figure_goes_to_the_outcome_that_was_achieved() -> None:
    text = {
        "methods": "Patients with {hcc} received {ev}.",
        "results": "With {ev} seven patients (39%) achieved a complete response and six (33%) had toxicity.",
        "conclusions": "{ev} improved the complete response of patients with {hcc}.",
    }
    found = details(EV, "{ev} in {hcc}.", text)
    assert (found.endpoint, "33%" in found.figures) == ("complete response", False)


def test_a_planned_difference_is_no_figure() -> None:
    text = TRIAL | {
        "results": "The study had a power of 90% to detect an overall survival of 12 vs 9 months (P < 0.05)."
    }
    assert details(EV, "{ev} in {hcc}.", text, "null").figures == ()


def test_without_a_result_there_is_neither_endpoint_nor_figure() -> None:
    found = details(
        EV, "{ev} versus {sor} in {hcc}.", {"methods": "Patients with {hcc} received {ev} or {sor}."}, "unclear"
    )
    assert (found.endpoint, found.figures, found.comparators) == ("", (), (SOR,))


# ---- comparators ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("methods", "expected"),
    [
        ("Patients with {hcc} were randomised to {ev} or {sor}.", (SOR,)),
        ("Patients with {hcc} were randomised to {ev}, {sor}, {tem} or placebo.", ("placebo", SOR, TEM)),
        ("We compared {ev}, {sor}, and {tem} in {hcc}.", (SOR, TEM)),
        ("Patients with {hcc} received {ev} plus {sor} or {sor} alone.", (SOR,)),
        ("Patients with {hcc} received {ev} or best supportive care.", ("best supportive care",)),
        ("In a double-blind, placebo-controlled trial patients with {hcc} received {ev}.", ("placebo",)),
        ("Mice with {hcc} were given {ev} and compared with untreated mice.", ("no treatment",)),
        ("Patients with {hcc} received {ev} 5 mg or {ev} 10 mg daily.", ()),
        ("Patients with {hcc} received {ev} 5 mg compared with {ev} 10 mg daily.", ()),
        ("Patients with {hcc} received {ev} plus placebo.", ()),
        ("Patients with {hcc} were randomised to {sor} plus {ev} or {sor} plus placebo.", ("placebo",)),
        ("Patients with {hcc} were randomised to {sor} plus {ev} versus {sor} plus {tem}.", (TEM,)),
        ("Patients with {hcc} were randomised to {sir}, {sor}, and either {ev} or {tem}.", (TEM,)),
        ("Patients with {hcc} received {ev}. A future placebo-controlled trial of {ev} will start.", ()),
        ("Previously untreated patients with {hcc} received {ev}.", ()),
        ("Patients with {hcc} received {ev} and then {sor}.", ()),
        ("Patients with {hcc} received {ev}; the control group was followed.", ()),
        ("Patients with {hcc} were randomised to {ev} or surgery.", ("surgery",)),
        ("Patients with {hcc} were randomised before cardiac surgery to {ev} or placebo.", ("placebo",)),
    ],
)
def test_what_a_drug_was_measured_against(methods: str, expected: tuple[str, ...]) -> None:
    found = details(
        EV, "{ev} in {hcc}.", {"methods": methods, "conclusions": "{ev} improved survival of patients with {hcc}."}
    )
    assert sorted(found.comparators) == sorted(expected)
    assert all(one in CONTROLS or one.startswith("CHEBI:") for one in found.comparators)


def test_a_drug_is_never_its_own_comparator_and_a_comparator_has_none() -> None:
    text = {
        "methods": "Patients with {hcc} were randomised to {ev} or {sor}.",
        "conclusions": "{ev} improved survival more than {sor}.",
    }
    assert details(EV, "{ev} versus {sor} in {hcc}.", text).comparators == (SOR,)
    sorafenib = details(SOR, "{ev} versus {sor} in {hcc}.", text, "unclear", "comparator")
    assert (sorafenib.attribution, sorafenib.comparators) == ("comparator", ())


def test_what_both_arms_got_is_no_comparator_where_the_text_says_more() -> None:
    text = {
        "methods": "Patients with {hcc} in this double-blind trial received {ev} or placebo.",
        "conclusions": "Adding {ev} to {sor} improved survival.",
    }
    assert details(EV, "Placebo-controlled trial of adding {ev} to {sor} in {hcc}.", text).comparators == ("placebo",)
    alone = {"methods": "Patients with {hcc} were treated.", "conclusions": "Adding {ev} to {sor} improved survival."}
    assert details(EV, "A trial of adding {ev} to {sor} in {hcc}.", alone).comparators == (SOR,)


# ---- setting --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("First-line {ev} in {hcc}.", "First-line"),
        ("Second- or third-line {ev} in {hcc}.", "Second- or third-line"),
        ("{ev} after failure of first-line chemotherapy in {hcc}.", "after failure of first-line chemotherapy"),
        ("Adjuvant {ev} therapy for {hcc}.", "Adjuvant"),
        ("Neoadjuvant {ev} in {hcc}.", "Neoadjuvant"),
        ("Maintenance treatment with {ev} after first-line chemotherapy in {hcc}.", "Maintenance"),
        ("{ev} for {hcc} after liver transplantation.", "after liver transplantation"),
        ("{ev} in relapsed or refractory {hcc}.", "relapsed or refractory"),
        ("{ev} in {hcc} two years after transplantation.", ""),
        ("{ev} with Freund's complete adjuvant therapy in {hcc}.", ""),
        ("First-line {sor}, but {ev} in {hcc}.", "First-line"),
        ("{ev} as the first line of defence in {hcc}.", ""),
        ("{ev} maintenance dose in {hcc}.", ""),
        ("{ev} in {hcc}.", ""),
    ],
)
def test_the_setting_is_quoted(title: str, expected: str) -> None:
    text = {
        "methods": "Patients with {hcc} received {ev}.",
        "conclusions": "{ev} improved survival of patients with {hcc}.",
    }
    assert details(EV, title, text).setting == expected


def test_the_setting_of_background_and_of_other_drugs_is_not_the_studys() -> None:
    text = {
        "background": "First-line {ev} is toxic in {hcc}.",
        "methods": "Patients with {hcc} received {ev}. Adjuvant {sor} therapy was stopped.",
        "conclusions": "{ev} improved survival of patients with {hcc}.",
    }
    assert details(EV, "{ev} in {hcc}.", text).setting == ""


def test_animals_have_no_setting() -> None:
    text = {
        "methods": "Mice bearing {hcc} xenografts received first-line {ev}.",
        "conclusions": "{ev} inhibited {hcc} growth in mice.",
    }
    found = details(EV, "{ev} in mice with {hcc}.", text)
    assert (found.tier, found.setting) == ("in-vivo", "")


def test_what_a_drug_was_given_with_is_no_comparator() -> None:
    methods = "Patients with {hcc} were randomly assigned to {ev} plus {sor} or placebo. We compared {ev} versus {sor}."
    said = Said((EV, HCC, "combination", "clinical", "supports"), (SOR, HCC, "combination", "clinical", "supports"))
    found = list(
        reader(said, SaidResults(said))(annotate("{ev} in {hcc}.", {"methods": methods, "conclusions": "It helped."}))
    )
    assert [(one.evidence.partners, one.evidence.comparators) for one in found] == [
        ((SOR,), ("placebo",)),
        ((EV,), ("placebo",)),
    ]
