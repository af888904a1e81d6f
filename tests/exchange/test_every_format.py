"""Every format of ``kg export``: its direct edges are those of what is claimed and not denied, and a part of the graph
leaves with all that it names.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest

from kg import ids
from kg.exchange.check import shapes
from kg.exchange.check.checking import check
from kg.exchange.export import EXPORTS, FOLDERS
from kg.exchange.export.kgx_inverse import predicate_of
from kg.exchange.exporting import export_dataset
from kg.exchange.kgx_lines import lines
from kg.exchange.statements import FORMATS as RDF
from tests.exchange.check.test_tables import whole
from tests.exchange.export import sample
from tests.exchange.test_round_trip import OF_RDF, rows

Said = set[tuple[str, str, str]]
Ends = set[str]
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
PARTS: dict[str, dict[str, Any]] = {
    "disease": {"disease": "cancer"},
    "drug and disease": {"disease": "hepatocellular carcinoma", "drug": "everolimus"},
    "query": {"query": "drugs-studied-for-disease", "parameters": ("disease=hepatocellular carcinoma",)},
}
OF_FILE = {**OF_RDF, "nanopub": "trig", "sssom": "tsv", "graphml": "graphml"}
CHECKED = (*OF_RDF, "kgx-jsonl", "kgx-tsv")
"""Formats in which kg check sees what is named and not there."""


def rdf(folder: Path) -> tuple[Said, Ends]:
    (path,) = folder.iterdir()
    kind = {"rdfxml": "RDF_XML", "nquads": "N_QUADS", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD"}
    name = RDF[path.suffix]
    format_ = getattr(pyoxigraph.RdfFormat, kind.get(name, name.upper()))
    bare = {shapes.iri(one): one for one in shapes.predicates()}
    found: Said = set()
    nodes: Ends = set()
    for quad in pyoxigraph.parse(path=str(path), format=format_):
        if quad.predicate.value in bare:
            s, o = (ids.curie_of(one.value) for one in (quad.subject, quad.object))
            found.add((s, bare[quad.predicate.value], o))
        elif quad.predicate.value == ids.iri("biolink:category"):
            nodes.add(ids.curie_of(quad.subject.value))
    return found, nodes


def kgx(folder: Path) -> tuple[Said, Ends]:
    found: Said = set()
    nodes: Ends = set()
    for path in folder.iterdir():
        for _, line in lines(path, f"kgx-{path.suffix[1:]}"):
            if "subject" not in line:
                nodes.add(line["id"])
            elif not line["negated"]:
                found.add((line["subject"], predicate_of(line), line["object"]))
    return found, nodes


def graphml(folder: Path) -> tuple[Said, Ends]:
    (path,) = folder.iterdir()
    root = ET.parse(path).getroot()
    found: Said = set()
    for edge in root.iter(f"{GRAPHML}edge"):
        (predicate,) = (str(one.text) for one in edge if one.get("key") == "e_predicate")
        found.add((str(edge.get("source")), predicate, str(edge.get("target"))))
    nodes = {str(node.get("id")) for node in root.iter(f"{GRAPHML}node")}
    assert {end for s, _, o in found for end in (s, o)} <= nodes
    return {one for one in found if not one[1].startswith("not ")}, nodes


def tables(folder: Path) -> tuple[Said, Ends]:
    def read(name: str) -> list[dict[str, str]]:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    assert read("denied")
    return {(r["subject"], r["predicate"], r["object"]) for r in read("edges")}, {row["id"] for row in read("nodes")}


def neo4j(folder: Path) -> tuple[Said, Ends]:
    """Rows of the files; of links between records, such as SUBJECT, the ends alone, each with its label's nodes."""
    found: Said = set()
    nodes: dict[str, Ends] = {}
    ends: list[tuple[str, str]] = []

    def of(head: Path) -> Iterator[tuple[list[str], list[str]]]:
        columns = head.read_text(encoding="utf-8").strip().split(",")
        with (folder / head.name.replace("-header", "")).open(encoding="utf-8", newline="") as file:
            yield from ((columns, row) for row in csv.reader(file))

    for head in folder.glob("*-header.csv"):
        for columns, row in of(head):
            if columns[0].startswith(":START_ID"):
                ends += [(re.findall(r"\((\w+)\)", columns[n])[0], row[n]) for n in (0, 1)]
                if "predicate:string" in columns:
                    found.add((row[0], row[columns.index("predicate:string")], row[1]))
            else:
                nodes.setdefault(head.name.split("-")[0], set()).add(row[0])
    assert all(one in nodes[label] for label, one in ends)
    return found, {one for group in nodes.values() for one in group}


def mappings(folder: Path) -> tuple[Said, Ends]:
    (path,) = folder.iterdir()
    text = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return set(), {row["subject_id"] for row in csv.DictReader(text, delimiter="\t")}


READERS: dict[str, Callable[[Path], tuple[Said, Ends]]] = {
    **dict.fromkeys((*OF_RDF, "nanopub"), rdf),
    **dict.fromkeys(("kgx-jsonl", "kgx-tsv"), kgx),
    "graphml": graphml,
    "csv": tables,
    "neo4j-admin": neo4j,
    "sssom": mappings,
}
"""Format -> what reads its direct edges and the ids of its nodes from a folder."""


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = whole()
    for row in found["entities"]:
        row["name"] = row["name"].replace("\x00", "")  # which XML cannot hold
    return sample.write(tmp_path_factory.mktemp("every") / "dataset", found)


def said_in(dataset: Path) -> tuple[Said, Said]:
    """What is claimed, by text or a source, and what is only denied."""
    found = rows(dataset)
    triples = [(r["negated"], (r["subject"], r["predicate"], r["object"])) for r in found["assertions"]]
    claimed = {triple for negated, triple in triples if not negated}
    curated = {(r["subject"], r["predicate"], r["object"]) for r in found["edges"] if r["basis"] == "curated"}
    return claimed | curated, {triple for negated, triple in triples if negated} - claimed - curated


def exported(name: str, dataset: Path, folder: Path, **part: Any) -> Path:
    folder.mkdir()
    out = folder / f"graph.{OF_FILE[name]}" if name in OF_FILE else folder / "out"
    export_dataset(dataset, name, f"{out}/" if name in ("kgx-jsonl", "kgx-tsv", "csv") else out, **part)
    return folder if name in OF_FILE else out


def test_every_format_is_read() -> None:
    assert set(READERS) == {*EXPORTS, *FOLDERS}


@pytest.mark.parametrize("name", READERS)
def test_direct_edges_are_what_is_claimed_and_never_what_is_denied(name: str, dataset: Path, tmp_path: Path) -> None:
    claimed, denied = said_in(dataset)
    edges, nodes = READERS[name](exported(name, dataset, tmp_path / "whole"))
    assert len(denied) > 1 and len(claimed) > 20 and nodes
    assert not edges & denied
    if name == "nanopub":  # what a source says is none
        assert edges < claimed and len(edges) > 20
    else:
        assert edges == (set() if name == "sssom" else claimed)


@pytest.mark.parametrize(
    ("name", "part"), [*((name, "drug and disease") for name in READERS), ("nquads", "disease"), ("kgx-tsv", "query")]
)
def test_a_part_leaves_with_all_that_it_names(name: str, part: str, dataset: Path, tmp_path: Path) -> None:
    (of,) = exported("kgx-jsonl", dataset, tmp_path / "as kgx", **PARTS[part]).parent.iterdir()
    wanted, things = kgx(of)
    folder = exported(name, dataset, tmp_path / "part", **PARTS[part])
    edges, nodes = READERS[name](folder)
    ends = {end for s, _, o in edges for end in (s, o)}
    assert 0 < len(wanted) < len(said_in(dataset)[0])
    if name in CHECKED:
        found = check([str(one) for one in folder.iterdir()])
        assert [str(one) for one in found.faults] == []
    if name == "sssom":
        assert nodes and nodes <= things
    elif name == "nanopub":
        assert edges and edges < wanted
    else:
        assert edges == wanted and ends <= nodes
