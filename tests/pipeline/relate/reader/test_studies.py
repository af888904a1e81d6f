"""Claims from readings; models of the tests' own say what is read."""

from __future__ import annotations

import time

import pytest

from kg.model import Claim
from kg.pipeline.relate.reader.joint import OF_STUDY, of_odds
from tests.pipeline.relate.build import annotate
from tests.pipeline.relate.reader.said import Said, SaidResults, Undecided, reader

EV, SIR, SOR, TEM, HCC, RCC = (
    "CHEBI:68478",
    "CHEBI:9168",
    "CHEBI:50924",
    "CHEBI:79699",
    "MONDO:0007256",
    "MONDO:0005086",
)


def claims(
    network: Said | None,
    title: str,
    text: dict[str, str] | str = "",
    contaminated: frozenset[str] = frozenset(),
    least: float = 0.4,
    linear: Undecided | None = None,
    **known: object,
) -> list[Claim]:
    return list(reader(network, None, linear, least, contaminated)(annotate(title, text, **known)))  # type: ignore[arg-type]


def test_a_pair_that_is_read_as_a_study_is_one() -> None:
    found = claims(
        Said((EV, HCC, "drug", "clinical", "supports")), "{ev} for {hcc}.", "{ev} helped. {sor} was not used in {hcc}."
    )
    studied, helped = found
    evidence = studied.evidence
    assert (studied.assertion.subject, studied.assertion.relation, studied.assertion.object) == (EV, "STUDIED_FOR", HCC)
    assert (evidence.rule, evidence.tier, evidence.polarity, evidence.attribution) == (
        "study/read",
        "clinical",
        "supports",
        "drug",
    )
    assert evidence.score == pytest.approx(of_odds(0.9 + 2 * 0.025, 0.5, OF_STUDY), abs=0.001)
    assert (helped.assertion.relation, helped.assertion.negated) == ("AMELIORATES", False)
    text = annotate("{ev} for {hcc}.", "{ev} helped. {sor} was not used in {hcc}.").document.text
    assert text[evidence.result_start : evidence.result_end] == "everolimus helped."
    assert text[evidence.subject_start : evidence.subject_end] == "everolimus"
    assert evidence.start <= evidence.subject_start < evidence.object_end <= evidence.end


def test_a_pair_that_no_one_sentence_names_says_so() -> None:
    said = Said((EV, HCC, "drug", "clinical", "supports"))
    for text, rule in (("{ev} helped. Patients had {hcc}.", "study/across"), ("{ev} helped in {hcc}.", "study/read")):
        annotated = annotate("A trial.", text)
        evidence = claims(said, "A trial.", text)[0].evidence
        assert (evidence.rule, annotated.document.text[evidence.start : evidence.end].count(".")) == (
            rule,
            1 + (rule == "study/across"),
        )


def test_a_mention_has_no_result() -> None:
    linear = Undecided(studied=0.2, mention=0.8)
    (only,) = claims(
        Said((EV, HCC, "mention", "mention", "supports")), "{ev} for {hcc}.", "{ev} may help.", linear=linear
    )
    assert (only.evidence.rule, only.evidence.tier, only.evidence.polarity) == ("mention/read", "mention", "unclear")
    assert only.evidence.result_start == -1


def test_what_is_not_believed_is_no_claim() -> None:
    linear = Undecided(studied=0.2, mention=0.5)
    assert (
        claims(
            Said((EV, HCC, "mention", "clinical", "supports"), share=0.45),
            "{ev} for {hcc}.",
            "{ev} helped.",
            linear=linear,
        )
        == []
    )
    assert claims(Said(), "{ev} for {hcc}.", "{ev} helped.") == []


@pytest.mark.parametrize(
    ("said", "share", "polarity"),
    [
        ("supports", 0.5, "unclear"),
        ("supports", 0.9, "supports"),
        ("null", 0.3, "unclear"),
        ("null", 0.6, "null"),
        ("mixed", 0.9, "mixed"),
        ("opposes", 0.9, "opposes"),
        ("unclear", 0.9, "unclear"),
    ],
)
def test_a_result_is_stated_where_it_is_likely(said: str, share: float, polarity: str) -> None:
    network = Said((EV, HCC, "drug", "clinical", said), share=share)
    found = claims(network, "{ev} for {hcc}.", "Patients with {hcc} got {ev}.", least=0.1)
    (studied,) = [one for one in found if one.assertion.relation == "STUDIED_FOR" and one.assertion.subject == EV]
    assert studied.evidence.polarity == polarity
    helped = {one.assertion.negated: one for one in found if one.assertion.relation == "AMELIORATES"}
    assert set(helped) == {"supports": {False}, "null": {True}, "opposes": {True}}.get(polarity, set())
    for one in helped.values():
        assert one.evidence.score < studied.evidence.score, "how likely the result is counts too"


def test_the_linear_model_tells_whether_there_is_a_result() -> None:
    network = Said((EV, HCC, "drug", "clinical", "supports"))
    text = "{ev} for {hcc}.", "Patients with {hcc} got {ev}."
    none = Undecided(unclear=0.98, **dict.fromkeys(("supports", "null", "opposes", "mixed"), 0.01))
    assert {one.evidence.polarity for one in claims(network, *text)} == {"supports"}
    assert {one.evidence.polarity for one in claims(network, *text, linear=none)} == {"unclear"}


def test_both_networks_are_heard() -> None:
    network = Said((EV, HCC, "drug", "clinical", "supports"))
    for other, share, polarity in (
        ("supports", 0.9, "supports"),
        ("null", 0.98, "null"),
        ("unclear", 0.999, "unclear"),
    ):
        document = annotate("{ev} for {hcc}.", "Patients with {hcc} got {ev}. They were followed.")
        found = reader(network, SaidResults(network, other, share, 2))(document)
        (evidence,) = {one.evidence for one in found if one.assertion.relation == "STUDIED_FOR"}
        assert evidence.polarity == polarity
        shown = (
            document.document.text[evidence.result_start : evidence.result_end] if evidence.result_start >= 0 else ""
        )
        assert shown == ("" if polarity == "unclear" else "They were followed.")


def test_a_pair_that_the_linear_model_rules_out_is_not_asked_of() -> None:
    network = Said((EV, HCC, "drug", "clinical", "supports"))
    assert (
        claims(network, "{ev} for {hcc}.", "{ev} helped.", least=0.01, linear=Undecided(studied=0.09, mention=0.1))
        == []
    )
    assert claims(network, "{ev} for {hcc}.", "{ev} helped.", least=0.01, linear=Undecided(studied=0.11, mention=0.1))


def test_the_linear_model_alone_reads_everything() -> None:
    sure = {
        "studied": 0.9,
        "drug": 0.9,
        "combination": 0.05,
        "comparator": 0.05,
        "in-vivo": 0.9,
        "null": 0.95,
        "supports": 0.02,
    }
    quiet = dict.fromkeys(
        ("clinical", "in-vitro", "review", "phase-1", "phase-2", "phase-3", "opposes", "mixed", "unclear"), 0.01
    )
    studied, helped = claims(None, "{ev} for {hcc}.", "{ev} was given.", linear=Undecided(**sure, **quiet))
    evidence = studied.evidence
    assert (evidence.rule, evidence.tier, evidence.polarity, evidence.attribution) == (
        "study/read",
        "in-vivo",
        "null",
        "drug",
    )
    assert evidence.score == pytest.approx(0.9, abs=0.001) and helped.assertion.negated
    assert evidence.result_start >= 0, "the sentence that is likely to decide it"
    assert claims(None, "{ev} for {hcc}.", "{ev} was given.", linear=Undecided(studied=0.39, mention=0.2)) == []
    (mention,) = claims(None, "{ev} for {hcc}.", "{ev} was given.", linear=Undecided(studied=0.1, mention=0.9))
    assert (mention.evidence.rule, mention.evidence.tier) == ("mention/read", "mention")


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
    found = claims(
        Said((EV, HCC, "drug", read, "unclear")), "{ev} for {hcc}.", "Patients had {hcc} and got {ev}.", types=types
    )
    assert {claim.evidence.tier for claim in found} == {tier}


def test_a_phase_in_words_decides_but_for_reviews() -> None:
    text = {
        "methods": "Patients with {hcc} were randomly assigned to {ev} or placebo in this phase III trial.",
        "conclusions": "{ev} is safe.",
    }
    for read, tier in (("clinical", "phase-3"), ("review", "review")):
        found = claims(Said((EV, HCC, "drug", read, "unclear")), "{ev} for {hcc}.", text)
        assert {claim.evidence.tier for claim in found} == {tier}


@pytest.mark.parametrize(
    ("role", "design"), [("combination", "{ev} plus {sor} or placebo"), ("combination", "{ev} and later {sor}")]
)
def test_a_combination_names_its_partners_and_helps_nobody_alone(role: str, design: str) -> None:
    text = {"methods": f"Patients with {{hcc}} were randomly assigned to {design}.", "conclusions": "It helped."}
    said = Said((EV, HCC, role, "clinical", "supports"), (SOR, HCC, role, "clinical", "supports"))
    found = claims(said, "A trial for {hcc}.", text)
    assert {claim.assertion.relation for claim in found} == {"STUDIED_FOR"}
    assert {(one.assertion.subject, one.evidence.attribution, one.evidence.partners) for one in found} == {
        (EV, "combination", (SOR,)),
        (SOR, "combination", (EV,)),
    }


def test_what_a_combination_was_measured_against_is_no_partner() -> None:
    text = {
        "methods": "Patients with {hcc} were randomly assigned to {ev} or {sor}.",
        "conclusions": "{tem} was added later.",
    }
    said = Said(*((one, HCC, "combination", "clinical", "supports") for one in (EV, SOR, TEM)))
    (evidence,) = {one.evidence for one in claims(said, "{ev} for {hcc}.", text) if one.assertion.subject == EV}
    assert (evidence.partners, evidence.comparators) == ((TEM,), (SOR,))


def test_a_regimen_has_what_it_found_for_its_own() -> None:
    regimen, (own, other) = "KGC:folfox", (("[FOLFOX|Drug|KGC:folfox]", ""), ("[FOLFOX|Drug|KGC:folfox]", " plus {ev}"))
    for (name, more), attribution in ((own, "drug"), (other, "combination")):
        said = Said(
            (regimen, HCC, "combination", "clinical", "supports"), (EV, HCC, "combination", "clinical", "supports")
        )
        text = {"methods": f"Patients with {{hcc}} received {name}{more}.", "conclusions": "It helped."}
        found = claims(said, f"{name} for {{hcc}}.", text)
        assert {one.evidence.attribution for one in found if one.assertion.subject == regimen} == {attribution}


def test_an_id_given_as_a_gene_too_is_read_where_it_is_a_drug() -> None:
    gene = "[ovalbumin|Target|CHEBI:68478]"
    found = claims(None, f"{gene} and {{hcc}}.", "{ev} was given in {hcc}.", linear=Undecided(studied=0.9))
    assert found and all(one.assertion.subject == EV for one in found)


def test_an_arm_decides_where_the_network_wavers() -> None:
    text = {
        "methods": "Patients with {hcc} were randomly assigned to {ev} or {sor}.",
        "conclusions": "{ev} was better than {sor}.",
    }
    for share, attribution in ((0.4, "comparator"), (0.9, "drug")):
        said = Said((EV, HCC, "drug", "clinical", "unclear"), (SOR, HCC, "drug", "clinical", "unclear"), share=share)
        found = claims(said, "{ev} versus {sor} for {hcc}.", text)
        assert {claim.assertion.subject: claim.evidence.attribution for claim in found} == {
            EV: "drug",
            SOR: attribution,
        }


def test_of_a_class_the_network_says_what_it_was() -> None:
    statins = "[statins|Role|MESH:D019161]"
    found = claims(
        Said(("MESH:D019161", HCC, "comparator", "review", "unclear")), f"{statins} for {{hcc}}.", "A review."
    )
    assert [(claim.assertion.subject, claim.evidence.attribution) for claim in found] == [
        ("MESH:D019161", "comparator")
    ]


def test_what_only_coats_a_stent_is_not_studied() -> None:
    said = Said((SIR, HCC, "drug", "clinical", "supports"))
    assert (
        claims(
            said, "{sir}-eluting stent before resection of {hcc}.", "A man with {hcc} was given a {sir}-eluting stent."
        )
        == []
    )


@pytest.mark.parametrize("network", [True, False])
@pytest.mark.parametrize(
    ("title", "text", "studied"),
    [
        ("{ev} after transplantation.", "Recipients with {hcc} were eligible. {ev} kept the kidney working.", False),
        ("{ev} after transplantation.", "{ev} was given. Those with {hcc} were also not considered eligible.", False),
        ("{ev} in {hcc}.", "Patients with {hcc} were eligible. {ev} prolonged survival.", True),
        ("A phase 2 trial of {ev}.", "Patients with {hcc} were eligible. {ev} prolonged survival in {hcc}.", True),
        ("A phase 2 trial of {ev}.", "{ev} was given to 45 eligible patients with {hcc}.", True),
    ],
)
def test_a_disease_that_only_admits_patients_is_not_studied(
    title: str, text: str, studied: bool, network: bool
) -> None:
    said = Said((EV, HCC, "drug", "clinical", "supports")) if network else None
    linear = None if network else Undecided(studied=0.8)
    assert bool(claims(said, title, text, linear=linear)) is studied


def test_retracted_plans_and_notices() -> None:
    said = Said((EV, HCC, "drug", "clinical", "supports"))
    (retracted,) = claims(said, "{ev} for {hcc}.", "{ev} helped.", types=["Retracted Publication"])
    assert (retracted.evidence.flags, retracted.evidence.polarity) == (("retracted",), "supports")
    (plan,) = claims(
        said, "{ev} for {hcc}: a study protocol.", "{ev} will be given.", types=["Clinical Trial Protocol"]
    )
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


def test_a_benefit_is_not_stated_where_all_that_rules_read_is_a_harm() -> None:
    methods = "Patients with {hcc} were randomly assigned to {ev} or placebo."
    said = Said((EV, HCC, "drug", "clinical", "supports"))
    for conclusion, polarity in (
        ("{ev} was significantly less effective than placebo.", "unclear"),
        ("Mortality was higher with {ev} than with placebo.", "unclear"),
        ("{ev} was significantly more effective than placebo.", "supports"),
    ):
        sure = Undecided(studied=0.9, supports=0.9, null=0.02, opposes=0.02, mixed=0.02, unclear=0.02)
        for network, linear in ((said, None), (None, sure)):
            found = claims(network, "{ev} in {hcc}.", {"methods": methods, "conclusions": conclusion}, linear=linear)
            assert {one.evidence.polarity for one in found} == {polarity}


def test_what_a_text_prints_like_a_place_holder_stands_for_nothing() -> None:
    text = {
        "methods": "{ev} and drug99 versus placebo in {hcc} with DIS3 and tool7.",
        "conclusions": "{ev} was better than drug99 in {hcc}, drug98 was not.",
    }
    found = claims(Said((EV, HCC, "drug", "clinical", "supports")), "{ev} in {hcc}.", text)
    assert {one.evidence.comparators for one in found} == {("placebo",)}


def test_names_by_the_thousand_in_one_sentence_take_no_time() -> None:
    began = time.process_time()
    found = claims(Said((EV, HCC, "drug", "clinical", "supports")), "{ev} in {hcc}.", "{ev} treats {hcc}, " * 1500)
    assert found and time.process_time() - began < 20
