"""The ledger, every export and both stores over real abstracts by the thousand, which are not part of the repository
(``KG_SHARED`` names their folder).
"""

from __future__ import annotations

import gzip
import json
import os
import re
from collections import Counter
from contextlib import closing
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kg.exchange.export import EXPORTS, FOLDERS
from kg.exchange.part import PartWanted, write_part
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.config import Pipeline
from kg.pipeline.run import RunResult, run
from kg.stores import load_store, open_store
from tests.conftest import Hold
from tests.exchange.elsewhere.files import exported
from tests.exchange.elsewhere.reading import counted_by_riot, read_by_rdf4j
from tests.exchange.export.tally import by_oxigraph, by_rdflib
from tests.runs import FAST

SHARED = os.environ.get("KG_SHARED", "")
PUBMED = Path(SHARED) / "pubmed"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.lexicon,
    pytest.mark.slow,
    pytest.mark.neo4j,
    pytest.mark.xdist_group("neo4j"),
    pytest.mark.skipif(
        not SHARED or not PUBMED.is_dir(),
        reason="no real abstracts: KG_SHARED does not name a folder that holds pubmed/",
    ),
]
LISTS = ("abstracts.jsonl.gz", "trial-abstracts.jsonl.gz")
ALL = 12_357
"""How many abstracts they hold."""

STRIDE = 4
"""Of them every fourth: all take two minutes and more on two cores, and CI has other things to do."""

OTHERS = ("seed.jsonl", "xml", "pmc", "pubtator3")
PARTS = 8
TABLES = ("entities", "documents", "assertions", "evidence")


def _lines() -> list[str]:
    lines: list[str] = []
    for name in LISTS:
        with gzip.open(PUBMED / name, "rt", encoding="utf-8", newline="\n") as file:
            lines += file
    return lines


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, real_lexicon: Lexicon) -> RunResult:
    """A run over everything below ``pubmed``, the abstracts in parts so that two workers have as much to do."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "abstracts").mkdir()
    lines = _lines()
    assert len(lines) >= ALL
    for part in range(PARTS):
        text = "".join(lines[::STRIDE][part::PARTS])
        (folder / "abstracts" / f"{part}.jsonl").write_text(text, encoding="utf-8", newline="\n")
    inputs = [str(folder / "abstracts"), *(str(PUBMED / name) for name in OTHERS)]
    return run(Pipeline("whole", nlp=FAST), inputs, out=folder / "dataset", lexicon=real_lexicon, workers=2)


@pytest.fixture(scope="session")
def whole(made: RunResult) -> Path:
    """Its dataset."""
    return made.dataset


@pytest.fixture(scope="session")
def rows(whole: Path) -> dict[str, int]:
    """Rows of the tables that become nodes."""
    return {name: pq.read_metadata(whole / "tables" / f"{name}.parquet").num_rows for name in TABLES}


def test_the_ledger_is_balanced_and_no_abstract_is_rejected(made: RunResult) -> None:
    records, counts = made.ledger["records"], made.ledger["counts"]
    files = [path for name in OTHERS for path in (PUBMED / name, *PUBMED.glob(f"{name}/**/*")) if path.is_file()]
    assert len(made.ledger["inputs"]) == PARTS + len(files)
    assert records["kept"] + records["superseded"] >= ALL // STRIDE
    assert records["read"] >= ALL // STRIDE + len(files)
    assert records["read"] == records["documents"] + records["deletions"] + records["rejected"]
    assert records["documents"] == records["kept"] + records["superseded"] + records["deleted"]
    reasons = [row["reason"] for row in pq.read_table(made.dataset / "tables" / "rejects.parquet").to_pylist()]
    assert [reason for reason in reasons if not re.search("superseded|pmid: empty", reason)] == []
    for name, count in counts.items():
        assert pq.read_metadata(made.dataset / "tables" / f"{name}.parquet").num_rows == count


@pytest.mark.parametrize(("name", "suffix"), [("nquads", ".nq"), ("ntriples", ".nt")])
def test_two_parsers_read_as_many_statements_as_were_written(
    name: str, suffix: str, whole: Path, rows: dict[str, int], tmp_path: Path
) -> None:
    path, said = tmp_path / f"graph{suffix}", list[str]()
    counts = EXPORTS[name](whole, path, said.append)
    assert said == []
    ours, theirs = by_oxigraph(path), by_rdflib(path)
    assert ours.statements == theirs.statements == counts["lines"]
    assert ours.counts() == theirs.counts() == rows
    assert ours.nodes == theirs.nodes and ours.kinds == theirs.kinds
    assert counts["facts"] == ours.kinds["fact"]


@pytest.mark.java
def test_jena_and_rdf4j_have_nothing_to_say_of_a_part(
    whole: Path, tmp_path: Path, jena: dict[str, str], rdf4j: None
) -> None:
    evidence = pq.read_table(whole / "tables" / "evidence.parquet", columns=["assertion", "document"]).to_pylist()
    chosen = set(sorted({row["document"] for row in evidence})[::5])
    claims = frozenset(row["assertion"] for row in evidence if row["document"] in chosen)
    write_part(whole, PartWanted("every fifth document", claims), tmp_path / "part")
    # the other syntaxes say the same, and take a minute
    found = {"trig": exported("trig", tmp_path / "part", tmp_path)}
    counted_by_riot(found)
    read_by_rdf4j(found)


def test_kgx_has_a_line_for_every_row(whole: Path, rows: dict[str, int], tmp_path: Path) -> None:
    said: list[str] = []
    EXPORTS["kgx-jsonl"](whole, tmp_path, said.append)
    assert said == []
    seen: Counter[str] = Counter()
    nodes: set[str] = set()
    with (tmp_path / "nodes.jsonl").open(encoding="utf-8", newline="\n") as file:
        for line in map(json.loads, file):
            nodes.add(line["id"])
            kind = {"biolink:Publication": "documents", "biolink:TextMiningStudyResult": "evidence"}.get(
                line["category"][0], ""
            )
            seen[kind or ("other" if re.match("KGRUN:|KGV:", line["id"]) else "entities")] += 1
    with (tmp_path / "edges.jsonl").open(encoding="utf-8", newline="\n") as file:
        for line in map(json.loads, file):
            assert {line["subject"], line["object"]} <= nodes
            seen["assertions" if line["id"].startswith("KGA:") else "curated"] += 1
    edges = pq.read_table(whole / "tables" / "edges.parquet", columns=["basis"]).column("basis").to_pylist()
    assert {name: seen[name] for name in TABLES} == rows
    assert seen["curated"] == edges.count("curated")


def test_both_stores_and_the_import_files_hold_every_row(
    whole: Path, rows: dict[str, int], tmp_path: Path, neo4j_holding: Hold
) -> None:
    said: list[str] = []
    files = FOLDERS["neo4j-admin"](whole, tmp_path / "import", said.append)
    assert said == []
    server = neo4j_holding(whole)
    counts = load_store(whole, server.uri)  # nothing is left to write: it counts
    assert files["nodes"] + files["relationships"] == sum(counts.values())
    labels = {"entities": "Entity", "documents": "Publication", "assertions": "Assertion", "evidence": "Evidence"}
    with server.driver() as driver, driver.session() as session:
        found = {
            name: session.run(f"MATCH (n:{label}) RETURN count(n) AS n").single(strict=True)["n"]
            for name, label in labels.items()
        }
        written = session.run("MATCH ()-[r]->() RETURN count(r) AS n").single(strict=True)["n"]
    assert found == rows
    assert written == files["relationships"]
    with closing(open_store(str(whole))) as store:
        del labels["entities"]  # the embedded engine has one label a node
        assert {
            name: store.run(f"MATCH (n:{label}) RETURN count(n) AS n")[0]["n"] for name, label in labels.items()
        } == {name: rows[name] for name in labels}


def test_genes_of_other_species_have_iris(real_lexicon: Lexicon, tmp_path: Path) -> None:
    # only the default profile tells species apart, and it takes too long for all abstracts
    of_rats = (line for line in _lines() if re.search(r"\brats\b", line))
    (tmp_path / "rats.jsonl").write_text("".join(islice(of_rats, 150)), encoding="utf-8", newline="\n")
    result = run(Pipeline("rats"), [str(tmp_path / "rats.jsonl")], out=tmp_path / "dataset", lexicon=real_lexicon)
    entities = pq.read_table(result.dataset / "tables" / "entities.parquet", columns=["id"]).column("id").to_pylist()
    assert any(one.startswith("NCBIGene:") for one in entities)
    for name, export in {**EXPORTS, **FOLDERS}.items():
        said: list[str] = []
        export(result.dataset, tmp_path / name, said.append)
        assert said == []
