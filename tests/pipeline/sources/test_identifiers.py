"""What names a document: registered identifiers become their CURIEs, every other name is the user's own and is kept."""

from __future__ import annotations

import json
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ids
from kg.errors import ConfigError
from kg.model import Document, Reject
from kg.pipeline.sources.identifiers import LONGEST, own_name, publication, registered_publication
from tests.pipeline.sources.build import document, only, records

NAMES = (
    "digest:pmid:1",
    "nct:NCT0#a",
    "doc 7",
    "foo:1",
    "Report: part 2",
    "HP: a note",
    "a/b",
    "a|b",
    "50%",
    "a%20b",
    "a#b?c",
    'say "so"',
    "it's",
    "back\\slash",
    "<x>",
    "{}",
    "[1]",
    "é",
    "e\u0301",
    "文献 7",
    "😀",
    "..",
    "-",
    "-1",
    "x" * LONGEST,
    "http://lab.org/a b",
    "10.12/x",
    "1.5",
)
"""Names that are registered nowhere."""
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
ODD = st.text(st.sampled_from(list("7aKGD:PMC10./ %#\n\té")), min_size=1).filter(str.strip)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_the_users_own_is_kept_to_the_character(name: str) -> None:
    assert publication(name) == publication(name, numbers=False) == f"KGD:{name}"
    assert registered_publication(name) == ""
    assert own_name(f"KGD:{name}") == name


@pytest.mark.parametrize(
    ("printed", "curie"),
    [
        ("PMID: 7", "PMID:7"),
        ("pubmed:7", "PMID:7"),
        (" 7 ", "PMID:7"),
        ("https://doi.org/10.9999/a%3Cb%3E", "DOI:10.9999/a<b>"),
        ("10.9999/a%3Cb", "DOI:10.9999/a%3cb"),
        ("REACTOME:R-1", "REACT:R-1"),
        ("KGD:7", "KGD:7"),
        ("KGD:doc 7", "KGD:doc 7"),
        ("KGD:", "KGD:KGD:"),
    ],
)
def test_what_is_registered_becomes_its_curie(printed: str, curie: str) -> None:
    assert publication(printed) == curie


def test_a_bare_number_is_a_pmid_only_where_numbers_are_pmids() -> None:
    assert (publication("7"), publication("7", numbers=False)) == ("PMID:7", "KGD:7")
    assert (own_name("KGD:7"), own_name("KGD:7", numbers=False)) == ("KGD:7", "7")


@pytest.mark.parametrize("printed", ["", " ", "\t\n", "\u00a0"])
def test_an_empty_identifier_is_refused(printed: str) -> None:
    with pytest.raises(ConfigError, match="empty"):
        publication(printed)


def test_an_overlong_name_is_cut_and_stays_distinct() -> None:
    one, other = publication("x" * 9000 + "a"), publication("x" * 9000 + "b")
    assert one != other and one.startswith("KGD:xxx") and len(one) == len("KGD:") + LONGEST
    assert publication(own_name(one)) == one
    assert publication("10.9999/" + "y" * 9000).startswith("KGD:10.9999/")


def test_half_a_character_is_spelt_out() -> None:
    assert publication("a\ud800") == "KGD:a\\ud800"


@given(TEXT | ODD, TEXT | ODD, st.booleans())
def test_two_names_are_one_document_only_where_they_are_registered_as_one(one: str, other: str, numbers: bool) -> None:
    first, second = publication(one, numbers=numbers), publication(other, numbers=numbers)
    meant = [
        registered_publication(name, numbers=numbers) or f"KGD:{name.removeprefix('KGD:') or name}"
        for name in (one, other)
    ]
    assert (first == second) == (meant[0] == meant[1])
    assert (ids.iri(first) == ids.iri(second)) == (first == second)


@given(TEXT | ODD, st.booleans())
def test_what_is_printed_for_a_document_reads_back(name: str, numbers: bool) -> None:
    curie = publication(name, numbers=numbers)
    assert publication(own_name(curie, numbers=numbers), numbers=numbers) == curie


def _jsonl(name: str) -> str:
    return json.dumps({"id": name, "title": "Title", "abstract": "Text."}) + "\n"


def _pubtator(name: str) -> str:
    return f"{name}|t|Title\n{name}|a|Text.\n{name}\t0\t5\tTitle\tGene\t1\n"


def _bioc_json(name: str) -> str:
    passages = [{"offset": 0, "infons": {"type": "title"}, "text": "Title", "annotations": []}]
    return json.dumps({"documents": [{"id": name, "passages": passages}]})


def _bioc_xml(name: str) -> str:
    passage = '<passage><infon key="type">title</infon><offset>0</offset><text>Title</text></passage>'
    return f"<collection><document><id>{escape(name)}</id>{passage}</document></collection>"


def _jats(name: str) -> str:
    meta = (
        f'<article-id pub-id-type="publisher-id">{escape(name)}</article-id>'
        "<title-group><article-title>Title</article-title></title-group>"
    )
    return f"<article><front><article-meta>{meta}</article-meta></front></article>"


FORMATS = {"jsonl": _jsonl, "pubtator": _pubtator, "bioc-json": _bioc_json, "bioc-xml": _bioc_xml, "jats": _jats}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_keeps_every_name(form: str, name: str, tmp_path: Path) -> None:
    if form == "pubtator" and "|" in name:
        pytest.skip("no PubTator file can say this name")
    found = document(records(tmp_path / "input", FORMATS[form](name)))
    assert found.id == f"KGD:{name}"
    assert len(found.annotations) == (form == "pubtator")


@pytest.mark.parametrize(
    ("form", "curie"),
    [("jsonl", "KGD:7"), ("pubtator", "PMID:7"), ("bioc-json", "PMID:7"), ("bioc-xml", "PMID:7"), ("jats", "KGD:7")],
)
def test_a_bare_number_in_each_format(form: str, curie: str, tmp_path: Path) -> None:
    assert document(records(tmp_path / "input", FORMATS[form]("7"))).id == curie


@pytest.mark.parametrize("form", ["pubtator", "bioc-json", "bioc-xml", "jats"])
def test_an_empty_name_is_a_reject(form: str, tmp_path: Path) -> None:
    found = records(tmp_path / "input", FORMATS[form](" "), form)
    assert only(Document, found) == []
    (reject,) = only(Reject, found)
    assert "empty" in reject.reason or "no identifier" in reject.reason


def test_a_json_record_with_an_empty_id_is_kept_and_said(tmp_path: Path) -> None:
    found = records(tmp_path / "input", _jsonl(" "))
    (kept,) = only(Document, found)
    (word,) = only(Reject, found)
    assert word.id == kept.id and word.reason == f"id: empty; the record is kept as {kept.id}, after a hash of its text"
    assert only(Reject, records(tmp_path / "input", json.dumps({"id": "", "pmcid": "PMC7", "title": "T"}))) == []


def test_a_local_name_and_a_pmid_are_two_documents(tmp_path: Path) -> None:
    rows = [{"id": "7"}, {"pmid": "7"}, {"id": "PMID:7x"}, {"id": " 7"}]
    found = records(tmp_path / "input", "".join(json.dumps({**row, "title": "T"}) + "\n" for row in rows))
    assert [one.id for one in only(Document, found)] == ["KGD:7", "PMID:7", "PMID:7x", "KGD: 7"]
