"""The tier of a document: what PubMed says first, its words second."""

from __future__ import annotations

import pytest

from kg.model import PublicationLink
from kg.pipeline.relate.tier import document_tier, is_notice, is_protocol, is_retracted, stated_phases
from kg.pipeline.relate.zones import zones
from tests.pipeline.relate.build import annotate


def tier_of(title: str, body: str = "", **known: object) -> str:
    annotated = annotate(title, body, **known)  # type: ignore[arg-type]
    text = annotated.document.text
    parts = zip(annotated.sentences, zones(text, annotated.sentences), strict=True)
    own = [text[s.start : s.end].lower() for s, zone in parts if zone not in ("title", "background")]
    return document_tier(annotated.document, own or [text[s.start : s.end].lower() for s in annotated.sentences[1:]])


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (["Randomized Controlled Trial", "Clinical Trial, Phase III"], "phase-3"),
        (["Clinical Trial, Phase II", "Journal Article"], "phase-2"),
        (["Clinical Trial, Phase I"], "phase-1"),
        (["Clinical Trial, Phase I", "Clinical Trial, Phase II"], "phase-1"),
        (["Clinical Trial, Phase IV"], "clinical"),
        (["Randomized Controlled Trial"], "clinical"),
        (["Case Reports"], "clinical"),
        (["Observational Study"], "clinical"),
        (["Review"], "review"),
        (["Meta-Analysis", "Systematic Review"], "review"),
        (["Editorial"], "mention"),
    ],
)
def test_publication_types_decide(types: list[str], expected: str) -> None:
    assert tier_of("{ev} in {hcc}.", "Patients received {ev}.", types=types) == expected


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("{ev} in {hcc}: a randomised phase III trial.", "Patients were assigned to {ev} or placebo.", "phase-3"),
        ("{ev} in {hcc}.", "In this phase 2 study patients received {ev}.", "phase-2"),
        (
            "Phase 1/2 study of {ev} in {hcc}.",
            "Patients received {ev}. In the phase 2 part two of thirty responded.",
            "phase-2",
        ),
        ("Phase I/II study of {ev} in {hcc}.", "Patients received rising doses of {ev}.", "phase-1"),
        (
            "{ev} after transplantation for {hcc}.",
            "We retrospectively reviewed 80 recipients who received {ev}.",
            "clinical",
        ),
        ("{ev} shrinks {hcc} xenografts.", "Nude mice were treated with {ev}. Tumours shrank.", "in-vivo"),
        ("{ev} stops growth of {hcc} cells.", "Cells were treated with {ev} for two days.", "in-vitro"),
        ("{ev} for {hcc}: a systematic review and meta-analysis.", "We searched three databases for trials.", "review"),
        ("{ev} for {hcc}.", "This review covers what is known.", "review"),
        ("{ev} and {hcc}.", "", "mention"),
    ],
)
def test_words_decide_where_pubmed_says_nothing(title: str, body: str, expected: str) -> None:
    assert tier_of(title, body) == expected


def test_a_randomised_trial_takes_the_phase_its_text_states() -> None:
    assert (
        tier_of("A phase III trial of {ev} in {hcc}.", "Patients received {ev}.", types=["Randomized Controlled Trial"])
        == "phase-3"
    )


def test_a_trial_that_is_only_wanted_is_no_phase() -> None:
    body = "Patients received {ev}. Growth was slower. A phase III trial is warranted."
    assert tier_of("{ev} in {hcc}.", body, types=["Clinical Trial"]) == "clinical"
    assert stated_phases("further phase ii trials are needed") == frozenset()


def test_mesh_check_tags_tell_animals_from_people() -> None:
    headings = [("Animals", False), ("Mice, Nude", False), ("Humans", False), ("Cell Line, Tumor", False)]
    body = "Cells and nude mice were treated with {ev}. Tumours of 20 patients were stained. Growth fell in mice."
    assert tier_of("{ev} in {hcc}.", body, headings=headings) == "in-vivo"
    assert (
        tier_of(
            "{ev} in {hcc}.", "Cells were treated with {ev}.", headings=[("Humans", False), ("Hep G2 Cells", False)]
        )
        == "in-vitro"
    )


def test_a_number_that_the_text_only_cites_makes_it_no_trial() -> None:
    body = "Cells were treated with {ev}. A phase III trial is ongoing (NCT00000000)."
    assert tier_of("{ev} in {hcc}.", body) == "in-vitro"


def test_a_registry_number_makes_it_a_human_study() -> None:
    assert tier_of("{ev} in {hcc}.", "We tested {ev}.", registry=["CLINICALTRIALS:NCT00000000"]) == "clinical"


@pytest.mark.parametrize(
    ("title", "body", "types", "expected"),
    [
        ("Protocol of a trial of {ev} in {hcc}.", "Patients will be enrolled.", [], True),
        ("{ev} in {hcc}.", "Patients will be randomised to {ev} or placebo. Survival will be assessed.", [], True),
        ("{ev} in {hcc}.", "Patients received {ev}.", ["Clinical Trial Protocol"], True),
        ("{ev} in {hcc}.", "Patients received {ev}. More work will be needed.", [], False),
    ],
)
def test_a_plan_is_told_from_a_study(title: str, body: str, types: list[str], expected: bool) -> None:
    annotated = annotate(title, body, types=types)
    text = annotated.document.text
    assert is_protocol(annotated.document, [text[s.start : s.end].lower() for s in annotated.sentences]) is expected


def test_retraction_is_read_from_type_link_or_title() -> None:
    assert is_retracted(annotate("{ev} in {hcc}.", types=["Retracted Publication"]).document)
    assert is_retracted(annotate("{ev} in {hcc}.", links=[PublicationLink("retracted-by", "PMID:99000002")]).document)
    assert is_retracted(annotate("Retracted: {ev} in {hcc}.").document)
    assert not is_retracted(annotate("{ev} in {hcc}.", links=[PublicationLink("retracts", "PMID:99000002")]).document)


def test_a_retraction_notice_is_no_study() -> None:
    assert is_notice(annotate("Retraction: {ev} in {hcc}.", types=["Retraction of Publication"]).document)
    assert not is_notice(annotate("{ev} in {hcc}.", types=["Retracted Publication"]).document)
