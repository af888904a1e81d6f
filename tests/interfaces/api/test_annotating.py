"""``kg.annotate``, ``kg.read``, ``kg.ground`` and ``kg.Document.of`` say what the command line says."""

from __future__ import annotations

import dataclasses
import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import ConfigError, InputError, OntologyError
from kg.interfaces.api.texts import document_of
from kg.model import Annotation
from kg.pipeline.sources import jsonl
from tests.runs import STUDY, study, write

ROOT = Path(__file__).resolve().parents[3]
TITLE = "Everolimus in hepatocellular carcinoma"


def _said(*arguments: str, code: int = 0) -> str:
    done = subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    return done.stdout


# --- documents -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        (TITLE, STUDY),
        ("  A  title\n", "two\tlines\n\nof it "),
        ("Title alone", ""),
        ("", "Abstract alone"),
        ("😀 é", "ﬁ \u00a0 x"),
    ],
)
@pytest.mark.parametrize("id", ["", "PMID:7", "my note 1"])
def test_a_document_of_title_and_abstract_is_what_a_line_of_json_gives(title: str, abstract: str, id: str) -> None:
    line = json.dumps({"title": title, "abstract": abstract} | ({"id": id} if id else {}))
    (read,) = jsonl.parse(iter((line.encode(),)), "")
    made = kg.Document.of(title, abstract, id=id)
    assert isinstance(read, kg.Document)
    assert dataclasses.replace(read, place="", id=made.id) == made
    assert made.id == id if id else read.id == made.id
    for section in made.sections:
        assert made.text[section.start : section.end].strip()


@pytest.mark.parametrize("given", [{"title": None}, {"title": "a", "abstract": math.nan}, {"title": "a", "id": 7}])
def test_what_is_no_text_is_refused_by_its_name(given: dict[str, Any]) -> None:
    with pytest.raises(
        TypeError, match=rf"{list(given)[-1]} is .*: expected a text; give '' for one that there is not"
    ):
        kg.Document.of(**given)


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(ValueError, match="title and abstract are empty: nothing to read"):
        kg.Document.of(" ", "\n")


@pytest.mark.parametrize(
    ("text", "title", "sections"),
    [
        ("One line.", "", ["One line."]),
        ("A title\n\nFirst.\nSecond.\n \n\tThird.\n", "A title", ["A title", "First.\nSecond.", "Third."]),
        ("Two\nlines\n\nare no title.", "", ["Two\nlines", "are no title."]),
        ("\n\n  Spaces around. \r\n\r\n", "", ["Spaces around."]),
        (" \n ", "", []),
        ("", "", []),
    ],
)
def test_the_document_of_a_text_keeps_every_offset(text: str, title: str, sections: list[str]) -> None:
    document = document_of(text)
    assert document.title == title
    assert [text[one.start : one.end] for one in document.sections] == sections
    assert len(document.text) == len(text)
    assert document.text.split() == text.split()
    assert all("\n" not in document.text[one.start : one.end] for one in document.sections)


# --- annotate --------------------------------------------------------------------------------------------------------


def test_offsets_count_in_the_text_that_was_given(small: None) -> None:
    text = "A note\n\nWe gave everolimus to patients with hepatocellular\ncarcinoma (HCC). Everolimus inhibited mTOR."
    (annotated,) = kg.annotate(text, profile="fast")
    assert {one.id for one in annotated.mentions} == {"CHEBI:68478", "MONDO:0007256", "HGNC:3942"}
    for mention in annotated.mentions:
        assert text[mention.start : mention.end].split() == mention.text.split()
    assert [one.expanded for one in annotated.mentions if one.text == "HCC"] == ["hepatocellular carcinoma"]
    (claim,) = (one for one in annotated.claims if one.relation == "INHIBITS")
    assert (claim.subject, claim.object, claim.negated) == ("everolimus", "MTOR", False)
    assert text[claim.start : claim.end] == claim.sentence == "Everolimus inhibited mTOR."
    assert text[claim.subject_start : claim.subject_end] == "Everolimus"
    assert text[claim.object_start : claim.object_end] == "mTOR"


def test_what_is_found_is_what_the_command_line_finds(small: None, tmp_path: Path) -> None:
    file = write(tmp_path / "a.xml", study(1), study(2, "sirolimus"))
    lines = [json.loads(line) for line in _said("annotate", file, "--to", "jsonl", "--profile", "fast").splitlines()]
    found = list(kg.annotate(kg.read(file), profile="fast"))
    assert [one.document.id for one in found] == ["PMID:1", "PMID:2"]
    for line, one in zip(lines, found, strict=True):
        assert [(e["start"], e["end"], e["text"], e["type"], e["id"] or "") for e in line["mentions"]] == [
            (m.start, m.end, m.text, m.type, m.id) for m in one.mentions
        ]
        printed = [(r["type"], r["score"], r["negated"]) for r in line["relations"]]
        assert printed == [(c.relation, c.score, c.negated) for c in one.claims]
        assert {c.polarity for c in one.claims if c.relation == "STUDIED_FOR"} == {"supports"}


def test_one_text_a_document_or_many_and_nothing_before_it_is_asked_for(small: None) -> None:
    def texts() -> Any:
        yield STUDY
        asked.append("second")
        yield kg.Document.of(TITLE, STUDY, id="PMID:1")

    asked: list[str] = []
    stream = kg.annotate(texts(), profile="fast")
    assert next(stream).claims and not asked
    assert next(stream).document.id == "PMID:1" and asked
    assert [one.document.id for one in kg.annotate(kg.Document.of(TITLE, STUDY, id="PMID:1"), profile="fast")] == [
        "PMID:1"
    ]
    assert list(kg.annotate([], profile="fast")) == []


def test_without_relations_there_are_mentions_and_no_claims(small: None) -> None:
    (annotated,) = kg.annotate(STUDY, profile="fast", relations=False)
    assert annotated.mentions and not annotated.claims


def test_given_mentions_are_kept_and_claims_are_added(small: None) -> None:
    document = kg.Document.of("Note", "A1 inhibits B2.", id="PMID:1")
    at = len("Note\n")
    brought = (
        Annotation(at, at + 2, "A1", "Drug", "CHEBI:68478"),
        Annotation(at + 12, at + 14, "B2", "Target", "HGNC:3942"),
    )
    (annotated,) = kg.annotate(dataclasses.replace(document, annotations=brought), profile="fast", given=True)
    assert [(one.text, one.start) for one in annotated.mentions] == [("A1", at), ("B2", at + 12)]
    assert [(one.subject_id, one.relation, one.object_id) for one in annotated.claims] == [
        ("CHEBI:68478", "INHIBITS", "HGNC:3942")
    ]


def test_a_trial_number_in_the_text_counts_as_in_a_file(small: None) -> None:
    (annotated,) = kg.annotate(
        kg.Document.of(TITLE, STUDY + " ClinicalTrials.gov number, NCT01035229."), profile="fast"
    )
    assert annotated.document.registry_ids == ("CLINICALTRIALS:NCT01035229",)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"profile": "quick"}, "profile quick: unknown profile: expected one of fast, default"),
        ({"guideline": "mine"}, "guideline mine: unknown guideline"),
        ({"ids": "Disease"}, "ids: 'Disease' is not TYPE=NAMESPACE"),
        ({"given": True, "ids": "Disease=MESH"}, "given keeps the ids of the input, so ids changes nothing"),
    ],
)
def test_wrong_options_are_refused_before_anything_is_asked_for(
    options: dict[str, Any], message: str, small: None
) -> None:
    with pytest.raises(ConfigError) as raised:
        kg.annotate(STUDY, **options)
    assert str(raised.value).startswith(message)


@pytest.mark.parametrize(
    ("documents", "error", "message"),
    [
        (None, TypeError, "None is neither a text nor a kg.Document"),
        (
            Path("a.xml"),
            TypeError,
            r"a.xml is a path: expected texts or documents; kg.read\('a.xml'\) gives the documents",
        ),
        ([STUDY, math.nan], TypeError, "text 2 is nan: expected a text or a kg.Document"),
        ([STUDY, " "], InputError, "text 2: no text but white space: nothing to read; leave it out"),
        (
            ["abstracts.xml.gz"],
            InputError,
            r"text 1 is 'abstracts.xml.gz', which names a file: kg.read\('abstracts.xml.gz'\) gives",
        ),
        (["x" * 1_000_001], InputError, "text 1: the text has 1,000,001 characters"),
    ],
)
def test_what_is_no_text_is_refused_by_its_number(
    documents: Any, error: type[Exception], message: str, small: None
) -> None:
    with pytest.raises(error, match=message):
        list(kg.annotate(documents, profile="fast"))


def test_without_a_lexicon_it_says_how_to_build_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LEXICON", str(tmp_path))
    for call in (lambda: kg.annotate(STUDY), lambda: kg.ground("mTOR")):
        with pytest.raises(OntologyError, match="there is no lexicon here; run `kg ontologies build`"):
            call()


def test_the_page_of_an_annotated_text_is_escaped(small: None) -> None:
    text = "<b>Everolimus</b> inhibited <i>mTOR</i> & more."
    (annotated,) = kg.annotate(text, profile="fast")
    page = annotated._repr_html_()
    assert "<b>" not in page and "<i>" not in page
    assert "&lt;b&gt;<mark" in page and ">Everolimus</mark>&lt;/b&gt; inhibited" in page
    assert "CHEBI:68478 everolimus" in page
    assert "<p>no claims</p>" in next(kg.annotate("<b>Nothing</b>", profile="fast"))._repr_html_()


# --- read ------------------------------------------------------------------------------------------------------------


def test_a_record_that_cannot_be_used_is_a_warning_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": "PMID:1", "title": "One"}\n{"id": "PMID:2"}\n{"id": "PMID:3", "title": "Three"}\n')
    with pytest.warns(UserWarning, match=r"a\.jsonl: line 2 \(PMID:2\): no text in title"):
        assert [document.id for document in kg.read(file)] == ["PMID:1", "PMID:3"]


def test_a_file_that_is_missing_and_a_format_that_there_is_not_are_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        kg.read(tmp_path / "missing.xml")
    with pytest.raises(ConfigError, match="format 'xml': expected auto, pubmed-xml"):
        kg.read([tmp_path], format="xml")


# --- ground ----------------------------------------------------------------------------------------------------------


def test_a_name_is_grounded_as_on_the_command_line(small: None) -> None:
    rows = json.loads(_said("ground", "RAD001", "HCC", "--json"))
    assert list(kg.ground(["RAD001", "HCC"])) == rows
    assert [row["type"] for row in kg.ground("HCC", type="DISEASE")] == ["Disease"]


def test_a_name_that_the_lexicon_has_not_is_noted(small: None) -> None:
    found = kg.ground(["mTOR", "florblin", " "])
    assert {row["text"] for row in found} == {"mTOR"}
    assert found.notes == ("not in the lexicon: florblin, ' '; kg ontologies search looks inside names",)
    assert kg.ground("florblin").columns == found.columns


def test_another_type_and_another_value_are_refused(small: None) -> None:
    with pytest.raises(ConfigError, match=r"type 'gene': expected one of Drug, Target.*did you mean Target"):
        kg.ground("mTOR", type="gene")
    with pytest.raises(TypeError, match="3 is no name: expected a text"):
        kg.ground(["mTOR", 3])  # type: ignore[list-item]


@pytest.mark.parametrize("name", ["HCC", "florblin", "everolimus"])
def test_a_name_in_a_text_is_grounded_as_on_the_command_line(name: str, small: None) -> None:
    text = "Hürthle cell carcinoma (HCC) is not treated with everolimus."
    done = subprocess.run(
        [sys.executable, "-m", "kg", "ground", name, "--in", text, "--profile", "fast", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    found = kg.ground(name, within=text, profile="fast")
    assert done.returncode == (1 if found.notes else 0)
    said = [line.removeprefix("kg: ") for line in done.stderr.splitlines()]
    assert list(found.notes) == said
    # the text of a file begins with the newline of a title that it has not
    moved = [[f"{int(a) + 1}-{int(b) + 1}" for a, b in (place.split("-") for place in row["places"])] for row in found]
    assert [{**row, "places": places} for row, places in zip(found, moved, strict=True)] == json.loads(done.stdout)
    for row in found:
        for start, end in (map(int, place.split("-")) for place in row["places"]):
            assert text[start:end] == row["mention"] == name


def test_what_only_a_text_makes_sense_of_needs_one(small: None) -> None:
    with pytest.raises(
        ConfigError, match="corrections are applied where a text prints a name: give a text with within"
    ):
        kg.ground("mTOR", corrections=["c.tsv"])
    with pytest.raises(ConfigError, match=r"^profile quick: unknown profile"):
        kg.ground("mTOR", within="mTOR.", profile="quick")


def test_a_name_alone_is_grounded_without_what_annotates_a_text(small: None) -> None:
    code = (
        "import sys, kg; kg.ground('mTOR'); print([name for name in ('spacy', 'onnxruntime', 'kglite') if name in"
        " sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
