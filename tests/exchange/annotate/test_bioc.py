"""BioC output is well formed, complete, and reads back by our own readers with the same mentions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from kg.model import Document, Section
from kg.pipeline import sources
from tests.exchange.annotate.conftest import STUDY, Annotate
from tests.exchange.annotate.test_jsonl import RETRACTED, TRIAL

SECTIONED = json.dumps(
    {
        "pmid": 6,
        "title": "Everolimus & <HCC>",
        "year": 2012,
        "journal": "J",
        "sections": [
            ["BACKGROUND", "Hepatocellular carcinoma is bad."],
            ["OUTCOMES OF NOTE", "Everolimus inhibits mTOR."],
        ],
    }
)
FORMATS = ("bioc-json", "bioc-xml")


def read_back(text: str, folder: Path) -> list[Document]:
    path = folder / "back"
    path.write_text(text, encoding="utf-8")
    records = list(sources.read(str(path)))
    assert all(isinstance(record, Document) for record in records), records
    return [record for record in records if isinstance(record, Document)]


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("content", [STUDY, STUDY + "\n" + STUDY.replace("101", "102"), SECTIONED])
def test_reads_back_with_the_same_text_and_mentions(annotate: Annotate, tmp_path: Path, to: str, content: str) -> None:
    originals = read_back(content, tmp_path)
    outcome = annotate(content, to)
    backs = read_back(outcome.text, tmp_path)
    expected = [line.split("\t") for line in annotate(content, "pubtator").text.split("\n") if line.count("\t") == 5]
    assert [back.text for back in backs] == [original.text for original in originals]
    assert [back.id for back in backs] == [original.id for original in originals]
    assert [(b.year, b.journal) for b in backs] == [(o.year, o.journal) for o in originals]
    got = [[str(a.start), str(a.end), a.text, a.id] for back in backs for a in back.annotations]
    assert got == [[row[1], row[2], row[3], row[5]] for row in expected]
    assert len(got) >= 3


@pytest.mark.parametrize("to", FORMATS)
def test_section_names_and_headings_come_back(annotate: Annotate, tmp_path: Path, to: str) -> None:
    (back,) = read_back(annotate(SECTIONED, to).text, tmp_path)
    assert back.sections == read_back(SECTIONED, tmp_path)[0].sections
    assert [(section.name, section.label) for section in back.sections] == [
        ("title", ""),
        ("background", "BACKGROUND"),
        ("other", "OUTCOMES OF NOTE"),
    ]


def test_relations_name_annotations_of_their_document(annotate: Annotate) -> None:
    (document,) = json.loads(annotate(STUDY, "bioc-json").text)["documents"]
    notes = {note["id"]: note for passage in document["passages"] for note in passage["annotations"]}
    (relation,) = [one for one in document["relations"] if one["infons"]["type"] == "INHIBITS"]
    assert [(notes[node["refid"]]["text"], node["role"]) for node in relation["nodes"]] == [
        ("Everolimus", "subject"),
        ("mTOR", "object"),
    ]
    assert relation["infons"]["biored"] == "Negative_Correlation"
    assert relation["infons"]["negated"] == "false"


@pytest.mark.parametrize("to", FORMATS)
def test_flags_are_told_where_there_are_any(annotate: Annotate, to: str) -> None:
    def flags(content: str) -> set[tuple[str, str | None]]:
        text = annotate(content, to).text
        if to == "bioc-json":
            infons = [one["infons"] for one in json.loads(text)["documents"][0]["relations"]]
        else:
            relations = etree.fromstring(text.encode()).iter("relation")
            infons = [{infon.get("key"): infon.text for infon in one.findall("infon")} for one in relations]
        return {(one["type"], one.get("flags")) for one in infons}

    assert flags(RETRACTED) == {("STUDIED_FOR", "retracted"), ("INHIBITS", "speculated")}
    assert flags(STUDY) == {("STUDIED_FOR", None), ("INHIBITS", None)}


def test_a_study_names_its_comparators_and_quotes_its_figures(annotate: Annotate) -> None:
    (document,) = json.loads(annotate(TRIAL, "bioc-json").text)["documents"]
    notes = {note["id"]: note for passage in document["passages"] for note in passage["annotations"]}
    relation = next(
        one
        for one in document["relations"]
        if one["infons"]["type"] == "STUDIED_FOR" and notes[one["nodes"][0]["refid"]]["text"] == "everolimus"
    )
    assert [(notes[node["refid"]]["text"], node["role"]) for node in relation["nodes"][2:]] == [
        ("sorafenib", "comparator")
    ]
    details = {
        "endpoint": "overall survival",
        "setting": "First-line",
        "figures": "HR 0.70; 95% CI 0.58-0.85",
        "controls": "placebo",
    }
    assert details.items() <= relation["infons"].items()


def test_json_and_xml_say_the_same(annotate: Annotate) -> None:
    (document,) = json.loads(annotate(STUDY, "bioc-json").text)["documents"]
    root = etree.fromstring(annotate(STUDY, "bioc-xml").text.encode())
    assert root.tag == "collection"
    assert [child.tag for child in root][:3] == ["source", "date", "key"]
    assert [node.get("refid") for node in root.iter("node")] == [
        n["refid"] for r in document["relations"] for n in r["nodes"]
    ]
    assert [place.get("offset") for place in root.iter("location")] == [
        str(note["locations"][0]["offset"]) for passage in document["passages"] for note in passage["annotations"]
    ]


def test_a_passage_starts_at_its_sections_offset(annotate: Annotate) -> None:
    (document,) = json.loads(annotate(SECTIONED, "bioc-json").text)["documents"]
    whole = "\n".join(passage["text"] for passage in document["passages"])
    assert all(whole[p["offset"] :].startswith(p["text"]) for p in document["passages"])
    assert document["passages"][0]["infons"] == {"type": "title"}


def test_a_title_less_document_reads_back(annotate: Annotate, tmp_path: Path) -> None:
    content = json.dumps({"pmid": 9, "abstract": "Everolimus inhibits mTOR."})
    (back,) = read_back(annotate(content, "bioc-xml").text, tmp_path)
    assert back.sections == (Section("abstract", 1, 26),)
    assert [(a.start, a.end, a.text) for a in back.annotations] == [(1, 11, "Everolimus"), (21, 25, "mTOR")]


def test_characters_no_xml_may_hold_become_spaces_and_offsets_stay(annotate: Annotate, tmp_path: Path) -> None:
    content = json.dumps({"pmid": 9, "title": "A\x01\ufffe", "abstract": "& \x08everolimus"})
    (back,) = read_back(annotate(content, "bioc-xml").text, tmp_path)
    assert back.title == "A  "
    assert [(a.start, a.text) for a in back.annotations] == [(7, "everolimus")]


@pytest.mark.parametrize("to", FORMATS)
def test_an_input_without_a_usable_record_gives_an_empty_collection(annotate: Annotate, to: str) -> None:
    outcome = annotate('{"pmid": 1, "title": 5}\n', to)
    assert outcome.rejected == 1
    if to == "bioc-json":
        assert json.loads(outcome.text)["documents"] == []
    else:
        assert len(etree.fromstring(outcome.text.encode())) == 3
