"""Every line comes back, the same through both parsers, from both formats, from run to run."""

from __future__ import annotations

import io
import re
from pathlib import Path

import duckdb
import pytest

from kg import ids
from kg.dataset import curation
from kg.exchange.export import EXPORTS, reading
from tests.exchange.export import sample
from tests.exchange.export.reading_back import by_oxigraph, by_rdflib

BASE = "https://example.org/kg/"


def test_rdflib_and_pyoxigraph_read_the_same_quads(quads: Path) -> None:
    ours = list(by_oxigraph(quads))
    assert set(ours) == set(by_rdflib(quads))
    assert len(ours) == len(set(ours)) == quads.read_bytes().count(b"\n")


def test_rdflib_and_pyoxigraph_read_the_same_triples(triples: Path) -> None:
    ours = list(by_oxigraph(triples))
    assert set(ours) == set(by_rdflib(triples))
    assert len(ours) == len(set(ours)) == triples.read_bytes().count(b"\n")


def test_ntriples_say_what_the_quads_say_without_graphs(quads: Path, triples: Path) -> None:
    assert {(s, p, o) for s, p, o, _ in by_oxigraph(quads)} == {(s, p, o) for s, p, o, _ in by_oxigraph(triples)}


def test_graphs_are_the_run_the_sources_and_the_default(quads: Path) -> None:
    sources = ("chebi", "curated", "doid", "famplex", "hgnc", "mondo", "reactome")
    assert {g for *_, g in by_oxigraph(quads)} == {
        "",
        f"{BASE}graph/run/{sample.RUN}",
        *(f"{BASE}graph/ontology/{name}" for name in sources),
    }


def test_a_claim_of_text_and_ontology_is_in_both_graphs(quads: Path) -> None:
    found = {
        g
        for s, p, o, g in by_oxigraph(quads)
        if (s[1], p[1], o[1])
        == (
            "http://purl.obolibrary.org/obo/CHEBI_68478",
            "https://w3id.org/biolink/vocab/affects",
            "http://identifiers.org/hgnc/3942",
        )
    }
    assert found == {f"{BASE}graph/run/{sample.RUN}", f"{BASE}graph/ontology/curated"}


def test_the_description_counts_the_triples(quads: Path, dataset: Path) -> None:
    stated = [
        int(o[1])
        for s, p, o, g in by_oxigraph(quads)
        if p[1].endswith("void#triples") and not g and "/property/" not in s[1]
    ]
    assert stated == [len({(s, p, o) for s, p, o, g in by_oxigraph(quads) if g})]
    assert stated == [EXPORTS["ntriples"](dataset, io.BytesIO())["triples"]]


def test_the_description_is_of_datasets_as_void_and_dcat_know_them(quads: Path) -> None:
    kinds = {(s[1], o[1]) for s, p, o, g in by_oxigraph(quads) if not g and p[1].endswith("rdf-syntax-ns#type")}
    whole = f"{BASE}dataset/{sample.RUN}"
    assert {kind for one, kind in kinds if one == whole} == {
        "http://rdfs.org/ns/void#Dataset",
        "http://www.w3.org/ns/dcat#Dataset",
    }
    assert {kind for one, kind in kinds if "/graph/" in one} == {"http://rdfs.org/ns/void#Dataset"}


def test_the_description_gives_the_licence_of_each_source(quads: Path) -> None:
    terms = {f"http://purl.org/dc/terms/{name}" for name in ("license", "rights")}
    said = {(s[1].rpartition("/")[2], o[1]) for s, p, o, g in by_oxigraph(quads) if not g and p[1] in terms}
    assert said == {
        ("chebi", "https://spdx.org/licenses/CC-BY-4.0"),
        ("mondo", "https://spdx.org/licenses/CC-BY-4.0"),
        ("doid", "https://spdx.org/licenses/CC0-1.0"),
        ("famplex", "https://spdx.org/licenses/CC0-1.0"),
        ("curated", "https://spdx.org/licenses/MIT"),
        ("curated", "LicenseRef-own terms"),
    }


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_two_exports_are_byte_identical(name: str, tmp_path: Path) -> None:
    dataset = sample.write(tmp_path / "dataset", sample.held_by(name))
    written = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        EXPORTS[name](dataset, tmp_path / folder / "graph")
        written.append({path.name: path.read_bytes() for path in sorted((tmp_path / folder).iterdir())})
    assert written[0] == written[1]
    assert all(written[0].values())


def test_a_stream_gets_the_same_bytes_as_a_file(dataset: Path, quads: Path) -> None:
    stream = io.BytesIO()
    EXPORTS["nquads"](dataset, stream)
    assert stream.getvalue() == quads.read_bytes()


def test_sorting_never_draws_on_standard_output(dataset: Path) -> None:
    opened = reading.open_dataset(dataset, ["entities"])
    assert list(reading.ordered(opened, "SELECT current_setting('enable_progress_bar')", {})) == [(False,)]


def test_counts_are_those_of_the_dataset(dataset: Path) -> None:
    rows = sample.contents()
    counts = EXPORTS["nquads"](dataset, io.BytesIO())
    assert counts["entities"] == len(rows["entities"])
    assert counts["publications"] == len(rows["documents"])
    assert counts["assertions"] == len(rows["assertions"])
    assert counts["evidence"] == len(rows["evidence"])
    assert counts["negated"] == 3


def test_an_empty_dataset_is_only_its_run_and_its_description(tmp_path: Path) -> None:
    sample.write(tmp_path / "empty", {})
    EXPORTS["nquads"](tmp_path / "empty", tmp_path / "graph.nq")
    assert {g for *_, g in by_oxigraph(tmp_path / "graph.nq")} == {"", f"{BASE}graph/run/{sample.RUN}"}


def test_bare_triples_are_sorted_by_curie(quads: Path) -> None:
    rows = sample.contents()
    claimed = {(r["subject"], r["predicate"], r["object"]) for r in rows["assertions"] if not r["negated"]}
    claimed |= {(r["subject"], r["predicate"], r["object"]) for r in rows["edges"] if r["basis"] == "curated"}
    expected = [tuple(ids.iri(term) for term in triple) for triple in sorted(claimed)]
    wanted = set(expected)
    found = [(s[1], p[1], o[1]) for s, p, o, _ in by_oxigraph(quads)]
    assert list(dict.fromkeys(triple for triple in found if triple in wanted)) == expected


def test_the_docs_name_every_term_of_our_own_and_no_other(quads: Path) -> None:
    written = {
        p[1].removeprefix(f"{BASE}vocab/") for _, p, *_ in by_oxigraph(quads) if p[1].startswith(f"{BASE}vocab/")
    }
    text = (Path(__file__).parents[3] / "docs" / "rdf.md").read_text(encoding="utf-8")
    listed = re.findall(r"`kgv:(\w+)`", text.partition("## Terms of our own")[2].partition("## Graphs")[0])
    of_curators = {"rejected_relation", "rejected_evidence", *curation.COLUMNS}  # nobody has judged the sample
    # no publication of the sample is registered; tests/exchange/export/test_more_formats.py has one
    expected = written | of_curators | {"registered_as"}
    assert set(listed) == expected
    assert len(listed) == len(expected)


def test_tables_written_by_duckdb_give_the_same_bytes(dataset: Path, quads: Path, tmp_path: Path) -> None:
    # as the pipeline writes them: other names inside lists, several row groups
    (tmp_path / "tables").mkdir()
    (tmp_path / "run.json").write_bytes((dataset / "run.json").read_bytes())
    for path in (dataset / "tables").iterdir():
        duckdb.sql(
            f"COPY (FROM read_parquet('{path}')) TO '{tmp_path}/tables/{path.name}' (FORMAT parquet, ROW_GROUP_SIZE"
            " 2048)"
        )
    EXPORTS["nquads"](tmp_path, tmp_path / "graph.nq")
    assert (tmp_path / "graph.nq").read_bytes() == quads.read_bytes()
