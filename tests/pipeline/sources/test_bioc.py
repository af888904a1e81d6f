import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from kg.errors import InputError
from kg.model import Annotation, Document, Reject
from tests.pipeline.sources.build import document, gz, only, records


def _mark(offset: int, text: str, type_: str, **infons: str) -> dict[str, Any]:
    return {
        "id": "1",
        "infons": {"type": type_, **infons},
        "text": text,
        "locations": [{"offset": offset, "length": len(text)}],
    }


def _row(identifier: str = "21", *more: dict[str, Any]) -> dict[str, Any]:
    """A document whose second passage begins, in BioC's count, further away than one character."""
    title = {
        "infons": {"type": "title", "year": "2012", "article-id_pmc": "PMC5"},
        "offset": 0,
        "text": "Sirolimus  in mice",
        "annotations": [_mark(0, "Sirolimus", "Chemical", identifier="MESH:D020123")],
    }
    body = {
        "infons": {"type": "abstract"},
        "offset": 40,
        "text": "It binds\tTSC2.",
        "annotations": [_mark(49, "TSC2", "Gene", identifier="7249", database="ncbi_gene"), *more],
    }
    return {
        "_id": f"{identifier}|None",
        "id": identifier,
        "infons": {},
        "passages": [title, body],
        "journal": "J Inv Biol",
    }


def _xml(*rows: dict[str, Any]) -> str:
    def infons(row: dict[str, Any]) -> str:
        return "".join(f'<infon key="{key}">{escape(value)}</infon>' for key, value in row["infons"].items())

    def mark(row: dict[str, Any]) -> str:
        places = "".join(f'<location offset="{one["offset"]}" length="{one["length"]}"/>' for one in row["locations"])
        return f'<annotation id="1">{infons(row)}{places}<text>{escape(row["text"])}</text></annotation>'

    def passage(row: dict[str, Any]) -> str:
        marks = "".join(mark(one) for one in row["annotations"])
        return (
            f"<passage>{infons(row)}<offset>{row['offset']}</offset><text>{escape(row['text'])}</text>{marks}</passage>"
        )

    body = "".join(
        f"<document><id>{row['id']}</id>{''.join(passage(one) for one in row['passages'])}</document>" for row in rows
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE collection SYSTEM'
        f' "BioC.dtd"><collection><source>own</source>{body}</collection>'
    )


SHAPES = {
    "one document": json.dumps(_row()),
    "collection": json.dumps({"source": "own", "documents": [_row()]}),
    "PubTator3": json.dumps({"PubTator3": [_row()]}, indent=1),
    "list": json.dumps([_row()]),
    "lines": json.dumps(_row()) + "\n" + json.dumps(_row()) + "\n",
    "BOM": "\ufeff" + json.dumps(_row()),
    "CRLF": json.dumps(_row(), indent=1).replace("\n", "\r\n"),
    "XML": _xml(_row()),
}


@pytest.mark.parametrize("content", SHAPES.values(), ids=list(SHAPES))
def test_every_shape_gives_the_same_document(tmp_path: Path, content: str) -> None:
    found = only(Document, records(tmp_path / "a.json", content))[0]
    assert found.id == "PMID:21"
    assert found.text == "Sirolimus  in mice\nIt binds\tTSC2."
    assert [(section.name, found.text[section.start : section.end]) for section in found.sections] == [
        ("title", "Sirolimus  in mice"), ("abstract", "It binds\tTSC2."),
    ]  # fmt: skip
    assert found.annotations == (
        Annotation(0, 9, "Sirolimus", "Drug", "MESH:D020123"),
        Annotation(28, 32, "TSC2", "Target", "NCBIGene:7249"),
    )
    assert (found.year, found.pmcid) == (2012, "PMC5")


@pytest.mark.parametrize("notation", [lambda row: json.dumps({"documents": [row]}), _xml], ids=["JSON", "XML"])
@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (_mark(48, "TSC2", "Gene"), "not the annotation's 'TSC2'"),
        (_mark(900, "TSC2", "Gene"), "is ''"),
        (_mark(3, "TSC2", "Gene"), "not the annotation's"),
        (
            {**_mark(49, "TSC2", "Gene"), "locations": [{"offset": 49, "length": 2}, {"offset": 52, "length": 1}]},
            "2 stretches",
        ),
        ({**_mark(49, "TSC2", "Gene"), "locations": []}, "0 stretches"),
    ],
)
def test_an_annotation_that_does_not_fit_is_a_reject_and_the_document_stays(
    tmp_path: Path, notation: Any, mark: dict[str, Any], words: str
) -> None:
    found = records(tmp_path / "a.json", notation(_row("21", mark)))
    assert len(only(Document, found)[0].annotations) == 2
    (reject,) = only(Reject, found)
    assert (reject.id, reject.place) == ("PMID:21", "record 1")
    assert words in reject.reason


def test_a_document_named_by_doi_is_known_by_its_pmid(tmp_path: Path) -> None:
    row = {**_row("10.9999/a"), "_id": "33|None", "pmid": 33}
    row["infons"] = {"doi": "10.9999/a"}
    found = document(records(tmp_path / "a.json", json.dumps(row)))
    assert (found.id, found.doi, found.journal) == ("PMID:33", "10.9999/a", "J Inv Biol")


def test_full_text_passages_are_named_by_their_section_type(tmp_path: Path) -> None:
    types = [
        ("TITLE", "front"),
        ("ABSTRACT", "abstract"),
        ("INTRO", "paragraph"),
        ("METHODS", "paragraph"),
        ("REF", "ref"),
        ("FIG", "fig_caption"),
    ]
    passages = [
        {
            "infons": {"section_type": kind, "type": type_},
            "offset": at * 10,
            "text": f"Part {at}",
            "annotations": [_mark(at * 10, "Part", "Gene")],
        }
        for at, (kind, type_) in enumerate(types)
    ]
    found = document(records(tmp_path / "a.json", json.dumps({"id": "PMC7", "passages": passages})))
    assert found.id == "PMC:PMC7"
    assert [section.name for section in found.sections] == [
        "title",
        "abstract",
        "background",
        "methods",
        "other",
        "other",
    ]
    assert len(found.annotations) == 6


def test_a_passage_split_into_sentences_is_put_together_by_offsets(tmp_path: Path) -> None:
    sentences = [
        {"offset": 5, "text": "One.", "annotations": []},
        {"offset": 11, "text": "TSC2.", "annotations": [_mark(11, "TSC2", "Gene")]},
    ]
    row = {"id": "1", "passages": [{"offset": 5, "infons": {}, "sentences": sentences}]}
    xml = (
        "<collection><document><id>1</id><passage><offset>5</offset>"
        "<sentence><offset>5</offset><text>One.</text></sentence>"
        "<sentence><offset>11</offset><text>TSC2.</text>"
        '<annotation id="1"><infon key="type">Gene</infon><location offset="11" length="4"/><text>TSC2</text>'
        "</annotation>"
        "</sentence></passage></document></collection>"
    )
    for content in (json.dumps(row), xml):
        found = document(records(tmp_path / "a", content))
        assert found.text == "\nOne.  TSC2."
        assert [(one.start, one.text) for one in found.annotations] == [(7, "TSC2")]


@pytest.mark.parametrize(
    "row",
    [
        {"id": "1", "passages": [{"text": "no offset"}]},
        {"id": "1", "passages": 5},
        {"id": "", "passages": []},
        {"id": "1", "passages": []},
        5,
    ],
)
def test_a_document_that_is_not_bioc_is_a_reject_and_the_next_is_read(tmp_path: Path, row: Any) -> None:
    found = records(tmp_path / "a.json", json.dumps({"documents": [row, _row()]}))
    assert [type(record) for record in found] == [Reject, Document]
    assert only(Reject, found)[0].place == "record 1"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"passages": [', "line 1 column"),
        ('{"x": {"passages": []}}', "expected BioC"),
        ('{"passages":' + "[" * 100_000, "nested too deep"),
    ],
)
def test_json_that_cannot_be_read_is_an_input_error(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        records(tmp_path / "a.json", content)


def test_a_bad_line_among_json_lines_is_a_reject(tmp_path: Path) -> None:
    good = json.dumps(_row()).encode()
    lines = [good, b"{broken", b'{"a": 1}', b'{"passages": "caf\xe9"}', good]
    found = records(tmp_path / "a.json", b"\n".join(lines))
    assert len(only(Document, found)) == 2
    assert [reject.place for reject in only(Reject, found)] == ["line 2", "line 3", "line 4"]


def test_bytes_that_are_not_utf8_are_named_by_their_offset(tmp_path: Path) -> None:
    content = json.dumps(_row()).encode().replace(b"mice", b"m\xffce")
    (reject,) = only(Reject, records(tmp_path / "a.json", content))
    assert f"byte offset {content.index(0xFF)}" in reject.reason


def test_a_cut_gz_of_one_value_is_an_input_error_and_of_lines_a_reject(tmp_path: Path) -> None:
    rows = [_row(str(number)) for number in range(1, 2000)]
    one = gz(json.dumps({"documents": rows}))
    with pytest.raises(InputError, match="cut off"):
        records(tmp_path / "a.json.gz", one[: len(one) // 2])
    lines = gz("\n".join(json.dumps(row) for row in rows))
    found = records(tmp_path / "b.json.gz", lines[: len(lines) // 2])
    assert len(only(Document, found)) > 500
    assert isinstance(found[-1], Reject)


def test_broken_bioc_xml_gives_what_is_before_it_and_one_reject(tmp_path: Path) -> None:
    found = records(tmp_path / "a.xml", _xml(_row("1"), _row("2")).replace("<id>2</id>", "<id>2</di>"))
    assert [record.id for record in found] == ["PMID:1", ""]


def test_bioc_xml_with_a_bad_offset_is_a_reject(tmp_path: Path) -> None:
    found = records(
        tmp_path / "a.xml", _xml(_row("1"), _row("2")).replace("<offset>40</offset>", "<offset>forty</offset>", 1)
    )
    assert [type(record) for record in found] == [Reject, Document]
