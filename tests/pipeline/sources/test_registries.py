"""Trial numbers: how they are printed, and which of them are a publication's own."""

import json
from pathlib import Path

import pytest

from kg import ids
from kg.model import Document, Reject, Section
from kg.pipeline.sources.registries import REGISTRIES, numbers, own_trials, registered
from tests.pipeline.sources.build import article, article_set, document, only, records

OWN, OTHER = "CLINICALTRIALS:NCT01234567", "CLINICALTRIALS:NCT07654321"


def _own(
    text: str, title: str = "Sirolimus in tuberous sclerosis.", label: str = "", types: tuple[str, ...] = ()
) -> list[str]:
    whole = f"{title}\n{text}"
    sections = (Section("title", 0, len(title)), Section("abstract", len(title) + 1, len(whole), label))
    return own_trials(Document("PMID:1", title, whole, sections, publication_types=types))


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("NCT01234567", [OWN]),
        ("nct 01234567, NCT-07654321", [OWN, OTHER]),
        ("NCT01234567/NCT07654321", [OWN, OTHER]),
        ("NCT: 01234567", [OWN]),
        ("https://clinicaltrials.gov/ct2/show/NCT01234567?term=x", [OWN]),
        ("NCT0123456 and NCT012345678, BNCT01234567, NCT pending", []),
        ("ISRCTN 12345678; ACTRN12612000038897p", ["ISRCTN:ISRCTN12345678", "ACTRN:ACTRN12612000038897"]),
        ("EudraCT number: 2015-000730-30", ["EUCTR:2015-000730-30"]),
        ("call 2015-000730-30", []),
        ("ChiCTR-TRC-12002345, ChiCTR 1900021234", ["CHICTR:ChiCTR-TRC-12002345", "CHICTR:ChiCTR1900021234"]),
        ("UMIN-CTR ID: 000012345, JPRN-UMIN000054321", ["UMIN:UMIN000012345", "UMIN:UMIN000054321"]),
        ("DRKS 00006359, CTRI/2010/091/001090", ["DRKS:DRKS00006359", "CTRI:CTRI/2010/091/001090"]),
        ("IRCT2012122311849N1, Dutch trial register NTR 3568", ["IRCT:IRCT2012122311849N1", "NTR:NTR3568"]),
        ("the receptors NTR1 and NTR 1234", []),
        ("jRCTs031180123 and JAPICCTI-050121", ["JRCT:jRCTs031180123", "JAPICCTI:JapicCTI-050121"]),
        ("KCT0002144, TCTR20140806001, RBR-42gkzt", ["KCT:KCT0002144", "TCTR:TCTR20140806001", "REBEC:RBR-42gkzt"]),
        ("PACTR201303000434188", ["PACTR:PACTR201303000434188"]),
    ],
)
def test_numbers_are_known_however_they_are_printed(printed: str, found: list[str]) -> None:
    assert [number.curie for number in numbers(f"See {printed}.")] == found


def test_every_registry_has_a_prefix_of_its_own() -> None:
    printed = [
        "NCT01234567",
        "ISRCTN12345678",
        "EudraCT 2012-001234-12",
        "ChiCTR1800012345",
        "ACTRN12612000123456",
        "UMIN000012345",
        "DRKS00006359",
        "CTRI/2010/091/001090",
        "IRCT2012122311849N1",
        "trial register NTR3568",
        "jRCTs031180123",
        "JapicCTI-050121",
        "KCT0002144",
        "TCTR20140806001",
        "PACTR201303000434188",
        "RBR-42gkzt",
    ]
    found = [registered(one) for one in printed]
    assert [curie.partition(":")[0] for [curie] in found] == list(REGISTRIES)
    assert len({ids.iri(curie) for [curie] in found}) == len(REGISTRIES)


@pytest.mark.parametrize(
    "text",
    [
        "It helped. ClinicalTrials.gov NCT01234567.",
        "This phase 2 study (NCT01234567) enrolled 40 patients.",
        "Previous studies were small. (Funded by nobody; ClinicalTrials.gov number, NCT01234567.)",
        "Patients were recruited from the ongoing trial NCT01234567.",
        "Further work is planned. This trial was registered as NCT01234567.",
    ],
)
def test_a_trial_that_the_text_reports_is_its_own(text: str) -> None:
    assert _own(text) == [OWN]


@pytest.mark.parametrize(
    "text",
    [
        "We treated cells. A phase III trial is ongoing (ClinicalTrials.gov identifier: NCT01234567).",
        "The drug is being tested in patients (NCT01234567).",
        "A trial of both drugs (NCT01234567) is currently recruiting.",
        "A previous trial (NCT01234567) had failed.",
        "Trials include NCT01234567, NCT01234568, NCT01234569 and NCT01234570.",
    ],
)
def test_a_trial_that_the_text_only_cites_is_not(text: str) -> None:
    assert _own(text) == []


def test_a_review_has_no_trial_of_its_own() -> None:
    text = "We found one trial (NCT01234567)."
    assert _own(text) == [OWN]
    assert _own(text, title="Sirolimus: a systematic review") == []
    assert _own(text, title="Current status of sirolimus") == []
    assert _own(text, title="Current status of sirolimus: a randomised trial") == [OWN]
    assert _own(text, types=("Journal Article", "Review")) == []


def test_many_trials_are_its_own_where_it_says_that_they_are_registered() -> None:
    four = "NCT01234567, NCT01234568, NCT01234569, NCT01234570"
    assert len(_own(f"{four}.", label="TRIAL REGISTRATION")) == 4
    assert len(_own(f"It helped (ClinicalTrials.gov numbers, {four}).")) == 4
    assert _own(f"Trials were {four}.") == []


def test_the_body_of_a_full_text_tells_of_the_trials_of_others() -> None:
    title, front, methods = "Sirolimus.", "x " * 3_000, "The trial (NCT01234567) had two arms. " + "y " * 3_000
    text = f"{title}\n{front}\n{methods}\nOthers did so (NCT07654321)."
    at = text.index(methods)
    sections = (
        Section("abstract", 11, at - 1),
        Section("methods", at, at + len(methods)),
        Section("other", at + len(methods) + 1, len(text)),
    )
    assert own_trials(Document("PMID:1", title, text, sections)) == [OWN]


TEXT = "Sirolimus helped. Trial registration: NCT01234567."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", json.dumps({"pmid": 1, "title": "A trial.", "abstract": TEXT})),
        ("a.txt", f"A trial.\n\n{TEXT}\n"),
        ("a.pubtator", f"1|t|A trial.\n1|a|{TEXT}\n"),
        ("a.xml", article_set(article(1, "A trial.", TEXT))),
        (
            "a.json",
            json.dumps(
                {
                    "id": "1",
                    "passages": [{"offset": 0, "infons": {"type": "abstract"}, "text": TEXT, "annotations": []}],
                }
            ),
        ),
        (
            "a.nxml",
            '<article><front><article-meta><article-id pub-id-type="pmid">1</article-id>'
            "<title-group><article-title>A trial.</article-title></title-group>"
            f"<abstract><p>{TEXT}</p></abstract></article-meta></front></article>",
        ),
    ],
)
def test_every_format_gives_the_trials_of_its_text(tmp_path: Path, name: str, content: str) -> None:
    found = document(records(tmp_path / name, content))
    assert found.registry_ids == (OWN,)
    assert TEXT in found.text


def test_what_a_source_says_and_what_the_text_says_is_one_list(tmp_path: Path) -> None:
    banks = (
        "<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList>"
        "<AccessionNumber>NCT07654321; NCT 01234567</AccessionNumber></AccessionNumberList></DataBank>"
        "<DataBank><DataBankName>GENBANK</DataBankName><AccessionNumberList><AccessionNumber>AF012345</AccessionNumber>"
        "</AccessionNumberList></DataBank></DataBankList></Article>"
    )
    row = article(1, "A trial.", TEXT).replace("</Article>", banks)
    assert document(records(tmp_path / "a.xml", row)).registry_ids == (OTHER, OWN)


def test_a_field_may_hold_several_numbers_and_a_misprint_is_said(tmp_path: Path) -> None:
    given = ["NCT01234567; NCT07654321", "NCT0123", "CLINICALTRIALS:NCT01234567", "my-17; my-18", "ISRCTN12345678"]
    found = records(tmp_path / "a.jsonl", json.dumps({"pmid": 1, "title": "T", "registry_ids": given}))
    (read,), (reject,) = only(Document, found), only(Reject, found)
    assert read.registry_ids == (OWN, OTHER, "my-17", "my-18", "ISRCTN:ISRCTN12345678")
    assert (reject.id, reject.place) == ("PMID:1", "line 1")
    assert 'registry_ids: "NCT0123": expected NCT and eight digits' in reject.reason
    assert registered("figshare 10.6084/1") == []
