"""Whatever entities and documents are called, every row is exported, each under an IRI of its own, and what has no
prefix is counted.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyoxigraph
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg import ids
from kg.dataset import graph
from kg.exchange.export import EXPORTS, FOLDERS
from kg.exchange.export.exported_claims import infores
from kg.stores import open_store
from tests.exchange.export import sample
from tests.exchange.export.tally import by_oxigraph, by_rdflib

ROOT = Path(__file__).resolve().parents[3]
TABLES = ("entities", "documents", "assertions", "evidence")
ENTITIES, DOCUMENTS = (sorted(row["id"] for row in sample.contents()[table]) for table in TABLES[:2])
PRIMARY = "biolink:primary_knowledge_source"
NASTY = (
    "NOPE:1",
    "T1",
    "doc 7",
    "digest:pmid:1",
    "nct:NCT0#a",
    "é",
    "e\u0301",
    "a%20b",
    "a b",
    "<x>",
    '"',
    "\\",
    "|",
    "\n",
    "\x00",
    ":",
    "x:",
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(NASTY)
NAMES = st.lists(TEXT, min_size=len(ENTITIES) + len(DOCUMENTS), max_size=len(ENTITIES) + len(DOCUMENTS), unique=True)


def renamed(names: list[str]) -> dict[str, list[dict[str, Any]]]:
    """The sample with other ids of entities and documents, in every column that names one."""
    odd = dict(zip([*ENTITIES, *DOCUMENTS], names, strict=False))

    def other(key: str, value: Any) -> Any:
        if key in ("partners", "comparators", "publications"):
            return [odd.get(one, one) for one in value]
        return odd.get(value, value) if key in ("id", "subject", "object", "document") else value

    return {
        table: [{key: other(key, value) for key, value in row.items()} for row in rows]
        for table, rows in sample.contents().items()
    }


@settings(max_examples=10, deadline=None)
@example([*NASTY, *(f"plain {n}" for n in range(len(ENTITIES) + len(DOCUMENTS) - len(NASTY)))])
@given(NAMES)
def test_every_row_is_exported_whatever_it_is_called(names: list[str]) -> None:
    rows = renamed(names)
    wanted = {table: len(rows[table]) for table in TABLES}
    with TemporaryDirectory() as name:
        folder = Path(name)
        dataset = sample.write(folder / "dataset", rows)
        for kind, suffix in (("nquads", ".nq"), ("ntriples", ".nt")):
            path = folder / f"graph{suffix}"
            lines = EXPORTS[kind](dataset, path)["lines"]
            ours, theirs = by_oxigraph(path), by_rdflib(path)
            assert ours.statements == theirs.statements == lines
            assert ours.counts() == theirs.counts() == wanted
            uris = {row["props"]["uri"] for nodes in graph.nodes(dataset) for row in nodes.rows}
            assert ours.nodes["entities"] | ours.nodes["documents"] <= uris
        (folder / "kgx").mkdir()
        EXPORTS["kgx-jsonl"](dataset, folder / "kgx")
        nodes = [json.loads(line)["id"] for line in (folder / "kgx" / "nodes.jsonl").read_bytes().splitlines()]
        assert sorted(one for one in nodes if one in set(names)) == sorted(names)
        counts = FOLDERS["neo4j-admin"](dataset, folder / "import")
        assert counts["nodes"] == sum(len(batch.rows) for batch in graph.nodes(dataset))


def test_what_has_no_prefix_is_written_and_counted_in_one_warning(tmp_path: Path) -> None:
    names = ["NOPE:1", "NOPE:2", "T1", *ENTITIES[3:], "ODD:doc", *DOCUMENTS[1:]]
    rows = renamed(names)
    rows["entities"] = [{**row, "name": row["name"].replace("\x00", "")} for row in rows["entities"]]
    dataset = sample.write(tmp_path / "dataset", rows)
    for name, export in {**EXPORTS, **FOLDERS}.items():
        said: list[str] = []
        export(dataset, tmp_path / name, said.append)
        assert said == [
            "warning: 4 ids have no prefix that ontologies/prefixes.toml gives an IRI (NOPE 2, no prefix 1, ODD 1):"
            " kept, with local IRIs below https://example.org/kg/"
        ]
    text = (tmp_path / "nquads").read_text(encoding="utf-8")
    assert "<https://example.org/kg/entity/NOPE:1>" in text and "<https://example.org/kg/document/ODD:doc>" in text


def test_an_id_that_only_a_claim_names_is_counted_too(tmp_path: Path) -> None:
    rows = sample.contents()
    rows["assertions"][0]["object"] = "NOPE:1"
    said: list[str] = []
    EXPORTS["ntriples"](sample.write(tmp_path / "dataset", rows), tmp_path / "graph.nt", said.append)
    assert said == [
        "warning: 1 id has no prefix that ontologies/prefixes.toml gives an IRI (NOPE 1): kept, with local IRIs below"
        " https://example.org/kg/"
    ]


SOURCES = ["中文", "语言", "!!!", "???", " ", "\u0301", "ä1", "ö1", "A b/c", "mondo"]


def test_no_name_of_a_source_is_refused_and_no_two_are_one(tmp_path: Path) -> None:
    rows = sample.contents()
    plain = [{**row, "name": row["name"].replace("\x00", "")} for row in rows["entities"]]
    rows["entities"] = [{**row, "source": source} for row, source in zip(plain, cycle(SOURCES), strict=False)]
    fact = next(row for row in rows["edges"] if row.get("reference"))
    rows["edges"] = [
        {**fact, "id": ids.digest("edge", source), "source": source, "reference": f"of {source}"} for source in SOURCES
    ]
    dataset = sample.write(tmp_path / "dataset", rows)
    for name, export in {**EXPORTS, **FOLDERS}.items():
        export(dataset, tmp_path / name)
    said = {infores(source) for source in SOURCES}
    assert len(said) == len(SOURCES) and all(re.fullmatch("infores:[a-z0-9]+(-[a-z0-9]+)*", one) for one in said)
    quads = pyoxigraph.parse(path=str(tmp_path / "nquads"), format=pyoxigraph.RdfFormat.N_QUADS)
    primary = {quad.object.value for quad in quads if quad.predicate.value == ids.iri(PRIMARY)}
    assert {ids.iri(one) for one in said} <= primary
    edges = map(json.loads, Path(f"{tmp_path / 'kgx-jsonl'}_edges.jsonl").read_text(encoding="utf-8").split("\n")[:-1])
    assert said <= {one[PRIMARY.partition(":")[2]] for one in edges}


def test_many_unknown_prefixes_are_one_line(tmp_path: Path) -> None:
    names = [f"P{n}:1" for n in range(len(ENTITIES))]
    said: list[str] = []
    EXPORTS["ntriples"](
        sample.write(tmp_path / "dataset", renamed([*names, *DOCUMENTS])), tmp_path / "graph.nt", said.append
    )
    assert f"(P0 1, P1 1, P10 1, P11 1, P12 1 and {len(ENTITIES) - 5} other prefixes)" in said[0]


# --- the command ------------------------------------------------------------------------------------------------------


def kg(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def test_the_warning_is_on_standard_error_and_the_export_is_good(tmp_path: Path) -> None:
    dataset = sample.write(tmp_path / "dataset", renamed(["NOPE:1", *ENTITIES[1:], *DOCUMENTS]))
    done = kg("export", "ntriples", "--dataset", str(dataset))
    assert done.returncode == 0
    assert "kg: warning: 1 id has no prefix" in done.stderr
    assert all(line.endswith(" .") for line in done.stdout.split("\n")[:-1]) and "entity/NOPE:1>" in done.stdout


def test_a_user_sets_the_base_of_every_iri_that_is_minted_here(tmp_path: Path) -> None:
    base = "https://kg.my-lab.org/"
    dataset = sample.write(tmp_path / "dataset", sample.contents())
    default, own = (kg("export", "nquads", "--dataset", str(dataset), KG_BASE_IRI=one).stdout for one in ("", base))
    assert own == default.replace("<https://example.org/kg/", f"<{base}").replace(
        '"https://example.org/kg/"', f'"{base}"'
    )
    assert f"<{base}vocab/tier>" in own
    kgx = [
        kg("export", "kgx-jsonl", "--dataset", str(dataset), "-o", str(tmp_path / name), KG_BASE_IRI=base)
        for name in ("a", "b")
    ]
    assert [done.returncode for done in kgx] == [0, 0]
    assert (tmp_path / "a_edges.jsonl").read_bytes() == (tmp_path / "b_edges.jsonl").read_bytes()


def test_the_embedded_graph_follows_the_base(tmp_path: Path) -> None:
    dataset = sample.write(tmp_path / "dataset", sample.contents())
    ask = (
        "query",
        "--store",
        str(dataset),
        "--format",
        "csv",
        "--cypher",
        "MATCH (r:Role) RETURN r.uri AS uri, r.id AS id ORDER BY id",
    )
    for base in ("https://example.org/kg/", "https://kg.my-lab.org/", "https://example.org/kg/"):
        done = kg(*ask, KG_BASE_IRI=base)
        assert f"{base}role/odd,KGR:odd" in done.stdout, done.stderr


@pytest.mark.parametrize("format_", ["nquads", "ntriples", "neo4j-admin"])
def test_a_bad_base_is_one_line_and_no_file(format_: str, tmp_path: Path) -> None:
    dataset = sample.write(tmp_path / "dataset", sample.contents())
    done = kg("export", format_, "--dataset", str(dataset), "-o", str(tmp_path / "out"), KG_BASE_IRI="my lab")
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr.count("\n") == 1
        and "KG_BASE_IRI is 'my lab': expected an absolute IRI that ends in / or #" in done.stderr
    )
    assert not (tmp_path / "out").exists()


def test_the_stamp_of_a_graph_changes_with_the_base(tmp_path: Path) -> None:
    dataset = sample.write(tmp_path / "dataset", sample.contents())
    code = f"from kg.dataset.graph import stamp; from pathlib import Path; print(stamp(Path({str(dataset)!r})))"
    stamps = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "KG_BASE_IRI": base},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for base in ("", "https://kg.my-lab.org/")
    ]
    assert stamps[0] != stamps[1]
    assert stamps[0].strip() == graph.stamp(dataset)
    open_store(str(dataset)).close()
