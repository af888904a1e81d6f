"""Every syntax of RDF says the same, read by two parsers that know nothing of each other; what XML cannot hold is
refused.
"""

from __future__ import annotations

import gzip
import io
import json
import tomllib
import warnings
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg import ids, paths
from kg.errors import DatasetError
from kg.exchange.export import EXPORTS, compact, jsonld, rdfxml
from kg.exchange.export.rdf_terms import boolean, integer, iri_term, literal, parts, single, year
from kg.exchange.export.report import ExportOptions
from kg.exchange.export.syntax import LineSyntax, Syntax, Turtle
from tests.exchange.export import reading_back, sample
from tests.exchange.export.reading_back import Statement

READERS = {
    "nquads": (pyoxigraph.RdfFormat.N_QUADS, "nquads"),
    "ntriples": (pyoxigraph.RdfFormat.N_TRIPLES, "nt"),
    "trig": (pyoxigraph.RdfFormat.TRIG, "trig"),
    "turtle": (pyoxigraph.RdfFormat.TURTLE, "turtle"),
    "jsonld": (pyoxigraph.RdfFormat.JSON_LD, "json-ld"),
    "rdfxml": (pyoxigraph.RdfFormat.RDF_XML, "xml"),
}
NAMED = ("nquads", "trig", "jsonld")


def by_oxigraph(name: str, data: bytes) -> set[Statement]:
    return {
        (
            reading_back._ox(q.subject),
            reading_back._ox(q.predicate),
            reading_back._ox(q.object),
            getattr(q.graph_name, "value", ""),
        )
        for q in pyoxigraph.parse(io.BytesIO(data), format=READERS[name][0])
    }


def by_rdflib(name: str, data: bytes) -> set[Statement]:
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        graph = rdflib.Dataset()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            graph.parse(data=data.decode(), format=READERS[name][1])
        return set(_statements(graph))
    finally:
        rdflib.NORMALIZE_LITERALS = before


def _statements(graph: rdflib.Dataset) -> Iterator[Statement]:
    for s, p, o, name in graph.quads():
        yield (
            reading_back._rdf(s), reading_back._rdf(p), reading_back._rdf(o),
            "" if name in (None, DATASET_DEFAULT_GRAPH_ID) or isinstance(name, rdflib.BNode) else str(name),
        )  # fmt: skip


def exported(name: str, rows: dict[str, list[dict[str, Any]]], options: ExportOptions | None = None) -> bytes:
    with TemporaryDirectory() as folder:
        out = io.BytesIO()
        EXPORTS[name](sample.write(Path(folder), rows), out, options=options or ExportOptions())
        return out.getvalue()


@pytest.mark.parametrize("complete", [False, True])
@pytest.mark.parametrize("name", sorted(READERS))
def test_every_syntax_says_what_the_lines_say(name: str, complete: bool) -> None:
    rows = sample.held_by(name)
    lines = "nquads" if name in NAMED else "ntriples"
    wanted = by_oxigraph(lines, exported(lines, rows, ExportOptions(complete)))
    data = exported(name, rows, ExportOptions(complete))
    assert by_oxigraph(name, data) == wanted
    assert by_rdflib(name, data) == wanted


@pytest.mark.parametrize("name", sorted(READERS))
def test_no_bare_triple_is_written_for_a_denied_claim(name: str) -> None:
    rows = sample.held_by(name)
    said = {(r["subject"], r["predicate"], r["object"]) for r in rows["assertions"] if not r["negated"]}
    said |= {(r["subject"], r["predicate"], r["object"]) for r in rows["edges"]}
    denied = {(r["subject"], r["predicate"], r["object"]) for r in rows["assertions"] if r["negated"]} - said
    assert denied
    found = {(s[1], p[1], o[1]) for s, p, o, _ in by_oxigraph(name, exported(name, rows))}
    assert not found & {tuple(map(ids.iri, triple)) for triple in denied}
    assert found & {tuple(map(ids.iri, triple)) for triple in said}


# --- any text, any identifier ----------------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    [
        '"',
        "\\",
        "\n",
        "\r\n",
        "\t",
        "\x00",
        "\x7f\x85\u2028\u2029",
        "]]>",
        "<&>",
        "'''",
        '"""',
        "a\\u0041",
        "{}",
        "@en",
        "\ufeff",
        "😀",
    ]
)
LOCAL = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(
    [".", "a.", "-", "%", "a b", "1", "a/b", "a#b", "..", "a:b", "é", "\x00", "<x>", "_", "//x"]
)
TERM = st.one_of(
    TEXT.map(literal),
    LOCAL.map(lambda local: iri_term(ids.iri(f"MONDO:{local}"))),
    LOCAL.map(lambda local: iri_term(ids.iri_of(local, "entity"))),
    st.booleans().map(boolean),
    st.integers(-(2**63), 2**63 - 1).map(integer),
    st.integers(1, 9999).map(year),
    st.floats(0, 1, width=32).map(single),
)
PREDICATES = (
    "biolink:xref",
    "rdf:subject",
    "rdfs:label",
    "rdf:predicate",
    "dct:issued",
    "biolink:has_confidence_score",
)
PAIRS = st.lists(
    st.tuples(st.sampled_from(PREDICATES).map(lambda one: iri_term(ids.iri(one))), TERM), min_size=1, max_size=4
)
BLOCKS = st.lists(st.tuples(LOCAL, PAIRS, st.sampled_from(["", "http://g/1", "http://g/2"])), max_size=6)


def written(syntax: Syntax, blocks: list[tuple[str, list[tuple[str, str]], str]]) -> bytes:
    text = [
        syntax.about(iri_term(ids.iri(f"KGD:{s}")), pairs, iri_term(graph) if graph else "")
        for s, pairs, graph in blocks
    ]
    return "".join([syntax.head(), *text, syntax.tail()]).encode()


@settings(max_examples=150, deadline=None)
@given(BLOCKS)
def test_any_text_and_any_name_come_back_the_same(blocks: list[tuple[str, list[tuple[str, str]], str]]) -> None:
    quads, triples = (
        by_oxigraph(name, written(LineSyntax(name == "nquads"), blocks)) for name in ("nquads", "ntriples")
    )
    assert {(s, p, o) for s, p, o, _ in quads} == {(s, p, o) for s, p, o, _ in triples}
    for name, syntax, wanted in (
        ("trig", Turtle(True), quads),
        ("turtle", Turtle(False), triples),
        ("jsonld", jsonld.JsonLd(), quads),
    ):
        data = written(syntax, blocks)
        assert by_oxigraph(name, data) == wanted, name
        assert by_rdflib(name, data) == wanted, name


@settings(max_examples=150, deadline=None)
@given(BLOCKS)
def test_xml_holds_it_or_is_refused(blocks: list[tuple[str, list[tuple[str, str]], str]]) -> None:
    texts = [parts(o)[0] for _, pairs, _ in blocks for _, o in pairs]
    illegal = any(rdfxml._NOT_IN_XML.search(text) for text in texts)
    try:
        data = written(rdfxml.RdfXml(), blocks)
    except DatasetError as error:
        assert illegal and "which XML cannot hold" in str(error) and "\n" not in str(error)
        return
    assert not illegal
    wanted = by_oxigraph("ntriples", written(LineSyntax(False), blocks))
    assert by_oxigraph("rdfxml", data) == wanted
    assert by_rdflib("rdfxml", data) == wanted


@given(TEXT)
def test_a_term_is_taken_apart_as_it_was_put_together(text: str) -> None:
    assert parts(literal(text)) == (text, "http://www.w3.org/2001/XMLSchema#string")


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sample.XML)
def test_a_character_that_xml_has_no_form_for_is_one_line_and_no_file(name: str, dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"U\+0000, which XML cannot hold: export it as turtle") as caught:
        EXPORTS[name](dataset, tmp_path / "graph")
    assert "\n" not in str(caught.value) and not list(tmp_path.iterdir())


def test_rdfxml_is_refused_above_its_limit_before_a_byte_is_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = sample.write(tmp_path / "dataset", sample.held_by("rdfxml"))
    monkeypatch.setattr(rdfxml, "LIMIT", 100)
    stream = io.BytesIO()
    for out in (stream, tmp_path / "graph.rdf"):
        with pytest.raises(
            DatasetError, match="more than 100 statements, too many for RDF/XML: export it as ntriples or turtle"
        ):
            EXPORTS["rdfxml"](dataset, out)
    assert stream.getvalue() == b"" and not (tmp_path / "graph.rdf").exists()


# --- prefixes, context, compression ----------------------------------------------------------------------------------


def test_the_context_has_every_prefix_and_only_names_that_are_written() -> None:
    table = tomllib.loads(paths.data("ontologies", "prefixes.toml").read_text(encoding="utf-8"))
    context = jsonld.context()
    wanted = table["prefix"] | {prefix: table["base"] + path for prefix, path in table["own"].items()}
    assert {
        name: value["@id"] for name, value in context.items() if isinstance(value, dict) and "@prefix" in value
    } == wanted
    rows = sample.contents()
    rows["documents"][0] |= {"registry_ids": ["NCT01035229"], "mesh": ["MESH:D006801"]}
    written = {p[1] for _, p, *_ in by_oxigraph("nquads", exported("nquads", rows, ExportOptions(complete=True)))}
    terms = {ids.iri(value["@id"]) for value in context.values() if isinstance(value, dict) and "@prefix" not in value}
    qualifiers = {ids.iri(f"biolink:{name}_context_qualifier") for name in ("species", "disease")}
    assert terms - written <= qualifiers


def test_the_context_follows_the_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ids.BASE_VARIABLE, "https://kg.my-lab.org/")
    cached = (
        ids.base_iri,
        ids.prefixes,
        ids._by_length,
        ids.curie_of,
        jsonld.context,
        compact.namespaces,
        compact.split,
    )
    for one in cached:
        one.cache_clear()
    try:
        assert jsonld.context()["KGA"]["@id"] == "https://kg.my-lab.org/assertion/"
        assert compact.prefixed("https://kg.my-lab.org/assertion/1") == "KGA:1"
    finally:
        monkeypatch.undo()
        for one in cached:
            one.cache_clear()


def test_jsonld_reads_with_its_own_names(dataset: Path, tmp_path: Path) -> None:
    EXPORTS["jsonld"](dataset, tmp_path / "graph.jsonld")
    graph = json.loads((tmp_path / "graph.jsonld").read_text(encoding="utf-8"))
    (claims,) = (
        part["graph"]
        for part in graph["@graph"]
        if str(part["id"]).endswith(f"graph/run/{sample.RUN}") and _holds(part, "KGA:")
    )
    claim = next(one for one in claims if one["id"].startswith("KGA:") and one["negated"] is True)
    assert claim["subject"] in sample.TYPES and claim["object"] in sample.TYPES and claim["relation"]


def _holds(part: dict[str, Any], prefix: str) -> bool:
    return any(one["id"].startswith(prefix) for one in part.get("graph", ()))


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_a_name_that_ends_in_gz_is_compressed_and_the_same_twice(name: str, tmp_path: Path) -> None:
    dataset = sample.write(tmp_path / "dataset", sample.held_by(name))
    for folder in ("plain", "one", "two"):
        (tmp_path / folder).mkdir()
        EXPORTS[name](dataset, tmp_path / folder / ("graph" if folder == "plain" else "graph.gz"))
    plain, one, two = (
        {p.name.removesuffix(".gz"): p.read_bytes() for p in (tmp_path / f).iterdir()} for f in ("plain", "one", "two")
    )
    assert one == two
    assert {file: gzip.decompress(data) for file, data in one.items()} == plain


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_an_export_tells_how_many_rows_it_has_read(name: str, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    options = ExportOptions(progress=lambda *one: told.append(one))
    EXPORTS[name](sample.write(tmp_path / "dataset", sample.held_by(name)), tmp_path / "graph", options=options)
    assert sum(done for _, done, _ in told) >= sum(
        len(sample.contents()[table]) for table in ("entities", "assertions", "evidence")
    )
