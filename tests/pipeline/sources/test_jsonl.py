import json
from pathlib import Path

import pytest

from kg.model import Annotation, Document, Heading, Reject
from kg.pipeline.sources.assemble import MAX_TEXT
from tests.pipeline.sources.build import document, gz, only, records


def _one(tmp_path: Path, **row: object) -> Document:
    return document(records(tmp_path / "a.jsonl", json.dumps(row) + "\n"))


@pytest.mark.parametrize(
    ("row", "curie"),
    [
        ({"pmid": "12"}, "PMID:12"),
        ({"pmid": 12}, "PMID:12"),
        ({"id": "12"}, "KGD:12"),
        ({"id": 12}, "KGD:12"),
        ({"id": 0}, "KGD:0"),
        ({"id": "PMID: 12"}, "PMID:12"),
        ({"pmid": "a note"}, "KGD:a note"),
        ({"pmid": " ", "id": "x"}, "KGD:x"),
        ({"id": "doi:10.1159/000343839"}, "DOI:10.1159/000343839"),
        ({"id": "https://doi.org/10.9999/ABC"}, "DOI:10.9999/abc"),
        ({"id": "PMC99"}, "PMC:PMC99"),
        ({"id": "PMC:PMC99"}, "PMC:PMC99"),
        ({"id": "pmid:7"}, "PMID:7"),
        ({"id": "note-17"}, "KGD:note-17"),
        ({"pmid": "12", "id": "x"}, "PMID:12"),
        ({"pmid": None, "id": "", "doi": "10.9999/z"}, "DOI:10.9999/z"),
    ],
)
def test_identifiers_become_curies(tmp_path: Path, row: dict[str, object], curie: str) -> None:
    assert _one(tmp_path, title="T", **row).id == curie


def test_a_record_without_an_identifier_is_known_by_its_text(tmp_path: Path) -> None:
    first, again, other = (_one(tmp_path, title="T", text=text).id for text in ("A.", "A.", "B."))
    assert first == again != other
    assert first.startswith("KGD:")


def test_white_space_is_squeezed_without_entities(tmp_path: Path) -> None:
    found = _one(tmp_path, pmid=1, title=" A\u00a0\u00a0title\n", abstract="Two\twords.\r\n")
    assert (found.title, found.text) == ("A title", "A title\nTwo words.")


@pytest.mark.parametrize("key", ["abstract", "text"])
def test_entities_keep_the_text_to_the_character(tmp_path: Path, key: str) -> None:
    row = {"id": "D020123", "type": "Chemical", "start": 8, "end": 17, "text": "sirolimus"}
    found = _one(
        tmp_path, pmid=1, title="A  title", entities=[row | {"start": 12, "end": 21}], **{key: "On  sirolimus\t."[1:]}
    )
    assert found.text == "A  title\nn  sirolimus\t."
    assert found.annotations == (Annotation(12, 21, "sirolimus", "Drug", "MESH:D020123"),)


def test_without_a_title_entities_count_from_the_start_of_the_text(tmp_path: Path) -> None:
    found = _one(
        tmp_path,
        pmid=1,
        text="TSC1 is lost.",
        entities=[{"type": "GENE-Y", "start": 0, "end": 4, "text": "TSC1", "id": "T1"}],
    )
    (mention,) = found.annotations
    assert found.text[mention.start : mention.end] == mention.text == "TSC1"
    assert (mention.type, mention.id) == ("Target", "T1")


def test_sections_are_named_by_their_headings(tmp_path: Path) -> None:
    found = _one(
        tmp_path,
        pmid=1,
        title="T",
        sections=[["Methods", "We did."], [None, "Words."], {"name": "RESULTS", "text": "It worked."}, ["Odd", ""]],
    )
    assert [(section.name, section.label, found.text[section.start : section.end]) for section in found.sections] == [
        ("title", "", "T"),
        ("methods", "Methods", "We did."),
        ("abstract", "", "Words."),
        ("results", "RESULTS", "It worked."),
    ]


def test_what_the_source_says_of_the_publication_is_kept(tmp_path: Path) -> None:
    found = _one(
        tmp_path,
        pmid=1,
        title="T",
        year="2011",
        journal="J",
        doi=None,
        pmcid="PMC1",
        publication_types=["Review"],
        keywords=["mTOR"],
        mesh=[
            "D006528",
            "Humans",
            {"id": "MESH:D000818", "name": "Animals", "major": True, "qualifiers": ["genetics"]},
        ],
        registry_ids=["nct01234567", "ISRCTN1"],
        origin="ignored",
    )
    assert (found.year, found.journal, found.doi, found.pmcid) == (2011, "J", "", "PMC1")
    assert (found.publication_types, found.keywords) == (("Review",), ("mTOR",))
    assert found.headings == (
        Heading("MESH:D006528", ""),
        Heading("", "Humans"),
        Heading("MESH:D000818", "Animals", True, ("genetics",)),
    )
    assert found.registry_ids == ("CLINICALTRIALS:NCT01234567", "ISRCTN1")


@pytest.mark.parametrize(
    ("year", "read", "reject"),
    [
        (2011, 2011, ""),
        ("2011-05-03", 2011, ""),
        ("Winter 1998-1999", 1998, ""),
        (None, None, ""),
        ("", None, ""),
        (0, None, ""),
        ("0000", None, ""),
        ("0000-00-00", None, ""),
        (20, None, "year is 20:"),
        (99999, None, "year is 99999:"),
        ("n.d.", None, 'year is "n.d.":'),
        ([2011], None, "year is [2011]:"),
        (True, None, "year is true:"),
        (9999, None, "expected four digits, 1600 to 2099"),
    ],
)
def test_a_year_that_cannot_be_costs_the_year_and_not_the_record(
    tmp_path: Path, year: object, read: int | None, reject: str
) -> None:
    found = records(tmp_path / "a.jsonl", json.dumps({"pmid": 1, "title": "T", "year": year}))
    assert [one.year for one in only(Document, found)] == [read]
    assert [reject in one.reason and one.id == "PMID:1" for one in only(Reject, found)] == ([True] if reject else [])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"pmid": 1, "title": "T"', "column 25"),
        ("[1, 2]", "JSON list"),
        ("[" * 100_000, "not JSON"),
        ('{"pmid": ' + "9" * 5000 + ', "title": "T"}', "a number of thousands of digits"),
        ('{"pmid": 1}', "no text"),
        ('{"pmid": 1, "title": " \\n "}', "no text"),
        ('{"pmid": 1, "title": ["T"]}', 'title is ["T"]'),
        ('{"pmid": true, "title": "T"}', "pmid is true"),
        ('{"pmid": 1.5, "title": "T"}', "pmid is 1.5"),
        ('{"pmid": 1, "title": "T", "sections": "S"}', "sections is"),
        ('{"pmid": 1, "title": "T", "sections": [["a"]]}', "item 1"),
        ('{"pmid": 1, "title": "T", "keywords": [1]}', "keywords is [1]"),
        ('{"pmid": 1, "title": "T", "mesh": [{}]}', "mesh"),
        ('{"pmid": 1, "title": "T", "abstract": "' + "x" * MAX_TEXT + '"}', "1,000,002 characters"),
    ],
    ids=lambda value: value[:30],
)
def test_a_bad_line_is_a_reject_and_the_next_is_read(tmp_path: Path, line: str, words: str) -> None:
    found = records(tmp_path / "a.jsonl", f'{{"pmid": 7, "title": "T"}}\n{line}\n\n{{"pmid": 8, "title": "T"}}\n')
    assert [record.id for record in only(Document, found)] == ["PMID:7", "PMID:8"]
    (reject,) = only(Reject, found)
    assert reject.place == "line 2"
    assert words in reject.reason
    assert "\n" not in reject.reason


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        ({"type": "Gene", "start": 0, "end": 4, "text": "TSC2"}, '"TSC1", not "TSC2"'),
        ({"type": "Gene", "start": 90, "end": 94, "text": "TSC1"}, 'is ""'),
        ({"type": "Gene", "start": -4, "end": 4}, "a mention"),
        ({"type": "Gene", "start": "0", "end": 4}, "expected type, start, end"),
        ({"start": 0, "end": 4}, "expected type, start, end"),
        ("TSC1", "expected type, start, end"),
    ],
)
def test_an_entity_that_does_not_fit_is_a_reject_and_the_document_stays(
    tmp_path: Path, entity: object, words: str
) -> None:
    good = {"type": "Gene", "start": 0, "end": 4}
    found = records(tmp_path / "a.jsonl", json.dumps({"pmid": 1, "title": "TSC1 is lost", "entities": [good, entity]}))
    assert len(only(Document, found)[0].annotations) == 1
    (reject,) = only(Reject, found)
    assert (reject.id, reject.place) == ("PMID:1", "line 1")
    assert f"item 2: {words}" in reject.reason or words in reject.reason


def test_a_byte_that_is_not_utf8_is_named_by_its_offset_in_the_file(tmp_path: Path) -> None:
    content = b'{"pmid": 1, "title": "T"}\r\n{"pmid": 2, "title": "caf\xe9"}\n{"pmid": 3, "title": "T"}\n'
    found = records(tmp_path / "a.jsonl", content)
    assert [record.id for record in only(Document, found)] == ["PMID:1", "PMID:3"]
    assert only(Reject, found)[0].reason.startswith(f"not UTF-8: byte 0xe9 at byte offset {content.index(0xE9)};")


def test_crlf_and_bom_change_nothing(tmp_path: Path) -> None:
    found = records(tmp_path / "a.jsonl", '\ufeff{"pmid": 1, "title": "T"}\r\n{"pmid": 2, "title": "T"}\r\n')
    assert [(record.id, record.place) for record in only(Document, found)] == [
        ("PMID:1", "line 1"),
        ("PMID:2", "line 2"),
    ]
    assert len(found) == 2


def test_a_truncated_gz_keeps_the_lines_before_the_cut(tmp_path: Path) -> None:
    whole = gz("".join(json.dumps({"pmid": number, "title": f"T {number * 7919}"}) + "\n" for number in range(1, 3000)))
    found = records(tmp_path / "a.jsonl.gz", whole[: len(whole) // 2])
    documents = only(Document, found)
    assert len(documents) > 500
    assert [type(record) for record in found[-2:]] == [Document, Reject]
    assert only(Reject, found)[0].place == f"line {len(documents) + 1}"
