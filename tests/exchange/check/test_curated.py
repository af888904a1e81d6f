"""What a curator judged is without fault wherever it is told, and what contradicts a judgement is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rdflib

from kg import ids, paths
from kg.dataset import graph
from kg.dataset.batches import RecordLink
from kg.exchange.check import shacl
from kg.exchange.check.checking import check
from kg.exchange.check.faults import Findings
from kg.exchange.check.graph import check_graph
from kg.exchange.export import EXPORTS
from kg.exchange.export.report import ExportOptions
from kg.stores import open_store
from tests.exchange.curated import CuratedDataset
from tests.exchange.export import sample
from tests.runs import table

ENDINGS = {
    "nquads": "nq", "ntriples": "nt", "trig": "trig", "turtle": "ttl", "rdf12": "ttl", "jsonld": "jsonld",
    "rdfxml": "rdf",
}  # fmt: skip
SH = rdflib.Namespace(shacl.SHACL)
V, B = "https://example.org/kg/vocab/", "https://w3id.org/biolink/vocab/"
Faults = set[tuple[str, str]]
"""Property and what was expected of it."""


def told(found: Findings) -> list[str]:
    return [str(one) for one in found.faults]


@pytest.mark.parametrize(("name", "complete"), [*((name, False) for name in ENDINGS), ("nquads", True)])
def test_rdf_has_no_fault(name: str, complete: bool, curated: CuratedDataset, tmp_path: Path) -> None:
    path = tmp_path / f"graph.{ENDINGS[name]}"
    EXPORTS[name](curated.folder, path, options=ExportOptions(complete))
    assert told(check([str(path)])) == []


@pytest.mark.parametrize("name", ["kgx-jsonl", "kgx-tsv"])
def test_kgx_has_no_fault(name: str, curated: CuratedDataset, tmp_path: Path) -> None:
    EXPORTS[name](curated.folder, tmp_path)
    assert told(check([str(tmp_path)])) == []


def test_tables_and_graph_have_no_fault(curated: CuratedDataset) -> None:
    assert told(check([str(curated.folder)])) == []
    claims = {row["id"]: row for row in table(curated.folder, "assertions")}
    counts = [claims[one]["evidence_count"] for one in (curated.rejected, curated.partly, curated.accepted)]
    assert counts[0] == 0 and counts[1] > 0 and counts[2] > 0
    assert told(asked(curated.folder)) == []


def asked(dataset: Path) -> Findings:
    store, found = open_store(str(dataset)), Findings()
    try:
        check_graph(store, found)
    finally:
        store.close()
    return found


# --- RDF --------------------------------------------------------------------------------------------------------------

Triples = list[str]


@pytest.fixture(scope="module")
def triples(curated: CuratedDataset, tmp_path_factory: pytest.TempPathFactory) -> Triples:
    path = tmp_path_factory.mktemp("triples") / "graph.nt"
    EXPORTS["ntriples"](curated.folder, path)
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def claim(identifier: str) -> str:
    return f"<https://example.org/kg/assertion/{identifier}>"


def _swap(which: str, old: str, new: str) -> Callable[[Triples, CuratedDataset], Triples]:
    """In what is said of a claim."""

    def change(lines: Triples, made: CuratedDataset) -> Triples:
        start = f"{claim(getattr(made, which))} "
        assert any(line.startswith(start) and old in line for line in lines)
        return [line.replace(old, new) if line.startswith(start) else line for line in lines]

    return change


def _say(which: str, said: str) -> Callable[[Triples, CuratedDataset], Triples]:
    return lambda lines, made: [*lines, f"{claim(getattr(made, which))} {said} ."]


def piece(lines: Triples, made: CuratedDataset, which: str, link: str) -> str:
    """The first piece of evidence that a claim names so."""
    start = f"{claim(getattr(made, which))} <{link}> "
    return next(line.split(" ")[2] for line in lines if line.startswith(start))


def _of_piece(
    which: str, link: str, change: Callable[[Triples, str], Triples]
) -> Callable[[Triples, CuratedDataset], Triples]:
    return lambda lines, made: change(lines, piece(lines, made, which, link))


def _unflag(lines: Triples, at: str) -> Triples:
    return [line for line in lines if not line.startswith(f"{at} <{V}flag>")]


def _ends(lines: Triples, of: str) -> tuple[str, ...]:
    """Subject, predicate and object of a claim."""
    said = [line.split(" ") for line in lines if line.startswith(f"{of} ")]
    names = ("#subject>", "#predicate>", "#object>")
    return tuple(next(one[2] for one in said if one[1].endswith(name)) for name in names)


def _edge(lines: Triples, made: CuratedDataset) -> Triples:
    return [*lines, f"{' '.join(_ends(lines, claim(made.rejected)))} ."]


HAS, OUT = f"{B}has_evidence", f"{V}rejected_evidence"
COUNT = f"<{B}evidence_count>"
NONE, ONE, TWO = (f'"{number}"^^<http://www.w3.org/2001/XMLSchema#integer>' for number in range(3))
NAMED = "biolink:has_evidence or kgv:rejected_evidence (named by)"

RDF: dict[str, tuple[Callable[[Triples, CuratedDataset], Triples], str, str]] = {
    "a relation that stands where no evidence does": (
        _swap("rejected", f"{V}rejected_relation", f"{V}relation"), "biolink:has_evidence", "nothing",
    ),
    "a relation twice": (_say("rejected", f'<{V}relation> "STUDIED_FOR"'), "kgv:relation", "STUDIED_FOR"),
    "a rejected relation of evidence that stands": (
        _swap("accepted", f"{V}relation", f"{V}rejected_relation"), "biolink:has_evidence", "value",
    ),
    "no relation at all": (
        lambda lines, made: [
            line for line in lines if not (line.startswith(claim(made.accepted)) and f"{V}relation>" in line)
        ],
        "kgv:relation or kgv:rejected_relation", "nothing",
    ),
    "a rejected relation that is none": (
        _swap("rejected", '"STUDIED_FOR"', '"CURES"'), "kgv:rejected_relation", "CURES",
    ),
    "rejected evidence counted": (
        _swap("rejected", f"{COUNT} {NONE}", f"{COUNT} {ONE}"), "biolink:evidence_count", '"1"',
    ),
    "evidence that stands not counted": (
        _swap("accepted", f"{COUNT} {TWO}", f"{COUNT} {NONE}"), "biolink:evidence_count", '"0"',
    ),
    "belief in a rejected claim": (
        _say("rejected", f'<{B}has_confidence_score> "0.5"^^<http://www.w3.org/2001/XMLSchema#float>'),
        "biolink:has_confidence_score", "0.5",
    ),
    "a publication of a rejected claim": (
        _say("rejected", f"<{B}publications> <http://www.ncbi.nlm.nih.gov/pubmed/1>"),
        "biolink:publications", "PMID:1",
    ),
    "a tier of a rejected claim": (_say("rejected", f'<{V}best_tier> "clinical"'), "kgv:best_tier", "clinical"),
    "evidence named both ways": (
        lambda lines, made: [*lines, f"{claim(made.partly)} <{HAS}> {piece(lines, made, 'partly', OUT)} ."],
        "biolink:has_evidence (named by)", "1 claim",
    ),
    "evidence of two claims": (
        lambda lines, made: [*lines, f"{claim(made.accepted)} <{OUT}> {piece(lines, made, 'partly', OUT)} ."],
        NAMED, "2 claims",
    ),
    "rejected evidence as evidence": (
        _swap("partly", OUT, HAS), "biolink:has_evidence (named by)", "1 claim",
    ),
    "rejected evidence without the flag": (
        _of_piece("partly", OUT, _unflag), "kgv:rejected_evidence (named by)", "1 claim",
    ),
    "a note of what nobody judged": (_of_piece("accepted", HAS, _unflag), "kgv:note", "read again"),
    "evidence accepted and rejected": (
        _of_piece("partly", OUT, lambda lines, at: [*lines, f'{at} <{V}flag> "accepted" .']), "kgv:flag", "accepted",
    ),
    "two notes": (
        _of_piece("partly", OUT, lambda lines, at: [*lines, f'{at} <{V}note> "other" .']), "kgv:note", "2 values",
    ),
    "a day that is none": (
        _of_piece(
            "partly", OUT,
            lambda lines, at: [x.replace("2026-03-01", "soon") if x.startswith(f"{at} ") else x for x in lines],
        ),
        "kgv:judged_on", "soon",
    ),
    "a direct edge of a rejected claim": (_edge, "direct edge", "biolink:"),
}  # fmt: skip
"""What is planted -> how, the property that has to be named and a piece of what is found."""

PEER = (
    *(
        "a relation that stands where no evidence does",
        "no relation at all",
        "a rejected relation of evidence that stands",
    ),
    *("evidence named both ways", "evidence of two claims", "rejected evidence without the flag"),
    *("a note of what nobody judged", "evidence accepted and rejected", "a direct edge of a rejected claim"),
)
"""One for each way in which the rules say it: pySHACL takes half a second for each."""


def sown(name: str, triples: Triples, made: CuratedDataset, folder: Path) -> Path:
    path = folder / "wrong.nt"
    path.write_text("\n".join(RDF[name][0](triples, made)) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", RDF)
def test_what_is_planted_in_rdf_is_found(name: str, triples: Triples, curated: CuratedDataset, tmp_path: Path) -> None:
    _, wanted, piece_of_it = RDF[name]
    found = check([str(sown(name, triples, curated, tmp_path))])
    assert any(one.property == wanted and piece_of_it in one.found for one in found.faults), told(found)


def test_pyshacl_finds_the_same_and_nothing_in_what_is_right(
    triples: Triples, curated: CuratedDataset, tmp_path: Path
) -> None:
    pyshacl: Any = pytest.importorskip("pyshacl")
    page = rdflib.Graph().parse(paths.data("ontologies", "shapes.ttl"), format="turtle")

    def shacl_finds(lines: Triples) -> set[str]:
        said = rdflib.Graph().parse(data="\n".join(lines), format="nt")
        _, report, _ = pyshacl.validate(said, shacl_graph=page)
        return {str(one) for one in report.objects(None, SH.focusNode)}

    small = _about(triples, curated)
    assert shacl_finds(small) == set()
    for name in PEER:
        wrong = sown(name, small, curated, tmp_path)
        # a part has no description, which SHACL does not ask for
        ours = {one.place for one in check([str(wrong)]).faults if one.property != "void:triples"}
        theirs = {ids.identifier_of(one, "entity") for one in shacl_finds(wrong.read_text("utf-8").split("\n")[:-1])}
        assert theirs and theirs == ours, name


def _about(lines: Triples, made: CuratedDataset) -> Triples:
    """What is said of the judged claims, and of what they name: pySHACL takes long for each node."""
    said: dict[str, list[str]] = {}
    for line in lines:
        said.setdefault(line.partition(" ")[0], []).append(line)
    wanted = [claim(one) for one in (made.rejected, made.partly, made.accepted)]
    ends = {_ends(said[one], one) for one in wanted}
    kept = []
    for one in wanted:  # grows while it is gone through
        for line in said.get(one, []):
            subject, predicate, value = line.split(" ")[:3]
            edge = predicate.startswith(f"<{B}") and "/assertion/" not in subject
            if not edge or value not in said or (subject, predicate, value) in ends:
                kept.append(line)
                wanted += [value] if value in said and value not in wanted else []
    return kept


# --- KGX --------------------------------------------------------------------------------------------------------------

Lines = dict[str, list[dict[str, Any]]]


def _edge_of(lines: Lines, identifier: str) -> dict[str, Any]:
    return next(one for one in lines["edges"] if one["id"] == f"KGA:{identifier}")


def _evidence_line(lines: Lines, flag: str) -> dict[str, Any]:
    return next(one for one in lines["nodes"] if f"KGV:flag.{flag}" in one.get("has_attribute", []))


KGX: dict[str, tuple[Callable[[Lines, CuratedDataset], Any], str, str]] = {
    "rejected evidence counted": (
        lambda lines, made: _edge_of(lines, made.rejected).update(evidence_count=1), "evidence_count", "1",
    ),
    "evidence that stands not counted": (
        lambda lines, made: _edge_of(lines, made.partly).update(evidence_count=0), "evidence_count", "0",
    ),
    "belief in a rejected claim": (
        lambda lines, made: _edge_of(lines, made.rejected).update(has_confidence_score=0.5),
        "has_confidence_score", "0.5",
    ),
    "a publication of a rejected claim": (
        lambda lines, made: _edge_of(lines, made.rejected).update(publications=["PMID:3"]), "publications", "PMID:3",
    ),
    "a phase of a rejected claim": (
        lambda lines, made: _edge_of(lines, made.rejected).update(max_research_phase="clinical_trial_phase_3"),
        "max_research_phase", "clinical_trial_phase_3",
    ),
    "evidence accepted and rejected": (
        lambda lines, made: _evidence_line(lines, "rejected")["has_attribute"].append("KGV:flag.accepted"),
        "has_attribute flag", "accepted, rejected",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", KGX)
def test_what_is_planted_in_kgx_is_found(name: str, curated: CuratedDataset, tmp_path: Path) -> None:
    EXPORTS["kgx-jsonl"](curated.folder, tmp_path)
    plant, slot, wanted = KGX[name]
    lines: Lines = {
        kind: [json.loads(one) for one in (tmp_path / f"{kind}.jsonl").read_text("utf-8").split("\n")[:-1]]
        for kind in ("nodes", "edges")
    }
    plant(lines, curated)
    for kind, rows in lines.items():
        (tmp_path / f"{kind}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = check([str(tmp_path)])
    assert [(one.property, wanted in one.found) for one in found.faults] == [(slot, True)], told(found)


# --- tables and graph -------------------------------------------------------------------------------------------------

Contents = dict[str, list[dict[str, Any]]]
TABLES = ("documents", "entities", "assertions", "evidence", "edges", "mentions", "rejects")


def _row(rows: Contents, name: str, identifier: str) -> dict[str, Any]:
    return next(row for row in rows[name] if row["id"] == identifier)


def _set(name: str, which: str, **cells: Any) -> Callable[[Contents, CuratedDataset], None]:
    return lambda rows, made: _row(rows, name, getattr(made, which)).update(cells)


def _judged(which: str, flag: str, **cells: Any) -> Callable[[Contents, CuratedDataset], None]:
    """In the judged evidence of a claim."""

    def change(rows: Contents, made: CuratedDataset) -> None:
        of_claim = (row for row in rows["evidence"] if row["assertion"] == getattr(made, which))
        next(row for row in of_claim if flag in row["flags"]).update(cells)

    return change


def _of_rejected(rows: Contents, made: CuratedDataset) -> None:
    next(row for row in rows["edges"] if row["assertion"] == made.accepted)["assertion"] = made.rejected


TOLD: dict[str, Any] = {"best_tier": "clinical", "first_year": 2020, "latest_year": 2021}

ROWS: dict[str, tuple[Callable[[Contents, CuratedDataset], None], Faults, Faults]] = {
    "rejected evidence counted": (
        _set("assertions", "rejected", evidence_count=1),
        {("evidence_count", "0, as all its evidence is rejected"), ("edges", "an edge, as the claim is not denied")},
        {("evidence_count", "0, as all its evidence is rejected")},
    ),
    "evidence that stands not counted": (
        _set("assertions", "partly", evidence_count=0),
        {
            ("evidence_count", "1 or more, as not all its evidence is rejected"),
            ("assertion", "a claim whose evidence is not all rejected"),
        },
        {
            ("evidence_count", "1 or more, as not all its evidence is rejected"),
            ("assertion", "a claim whose evidence is not all rejected"),
        },
    ),
    "belief in a rejected claim": (
        _set("assertions", "rejected", belief=0.5, score=0.5),
        {("belief", "0, as all its evidence is rejected"), ("score", "0, as all its evidence is rejected")},
        {("belief", "0, as all its evidence is rejected"), ("score", "0, as all its evidence is rejected")},
    ),
    "what is told of a rejected claim": (
        _set("assertions", "rejected", publications=["PMID:3"], **TOLD),
        {
            ("publications", "nothing, as all its evidence is rejected"),
            ("best_tier", "nothing, as all its evidence is rejected"),
            ("first_year", "nothing, as all its evidence is rejected"),
            ("latest_year", "nothing, as all its evidence is rejected"),
        },
        set(),
    ),
    "an edge of a rejected claim": (
        _of_rejected,
        {("assertion", "a claim whose evidence is not all rejected"), ("edges", "an edge, as the claim is not denied")},
        {("assertion", "a claim whose evidence is not all rejected")},
    ),
    "evidence accepted and rejected": (
        _judged("partly", "rejected", flags=["accepted", "rejected"]),
        {("flags", "one of accepted, rejected, not both")},
        {("flags", "one of accepted, rejected, not both")},
    ),
    "a note of what nobody judged": (
        _judged("accepted", "accepted", flags=[]),
        {(name, "nothing, as no flag is one of accepted, rejected") for name in ("note", "judged_by", "judged_on")},
        {(name, "nothing, as no flag is one of accepted, rejected") for name in ("note", "judged_by", "judged_on")},
    ),
    "a day that is none": (
        _judged("accepted", "accepted", judged_on="soon"), {("judged_on", "a date like 2026-03-01")}, set(),
    ),
}  # fmt: skip
"""What is planted -> how, and the faults of the tables and of the graph."""


@pytest.mark.parametrize("name", ROWS)
def test_what_is_planted_in_tables_is_found_there_and_in_the_graph(
    name: str, curated: CuratedDataset, tmp_path: Path
) -> None:
    plant, of_tables, of_graph = ROWS[name]
    rows: Contents = {one: table(curated.folder, one) for one in TABLES}
    plant(rows, curated)
    wrong = sample.write(tmp_path / "ds", rows)
    assert {(one.property, one.expected) for one in check([str(wrong)]).faults} == of_tables
    assert {(one.property, one.expected) for one in asked(wrong).faults} == of_graph


LINKS: dict[str, tuple[Callable[[bool], list[str]], Faults]] = {
    "rejected evidence linked as evidence": (
        lambda rejected: ["HAS_EVIDENCE"],
        {
            ("HAS_EVIDENCE", "evidence that is not rejected"),
            ("evidence_count", "1 or more, as not all its evidence is rejected"),
        },
    ),
    "evidence linked as rejected": (
        lambda rejected: ["REJECTED_EVIDENCE"],
        {
            ("REJECTED_EVIDENCE", "rejected evidence"),
            *((name, "0, as all its evidence is rejected") for name in ("evidence_count", "belief", "score")),
        },
    ),
    "evidence linked both ways": (
        lambda rejected: ["REJECTED_EVIDENCE", "HAS_EVIDENCE"] if rejected else ["HAS_EVIDENCE"],
        {
            ("HAS_EVIDENCE", "evidence that is not rejected"),
            ("HAS_EVIDENCE|REJECTED_EVIDENCE", "one claim that names it"),
            ("evidence_count", "1 or more, as not all its evidence is rejected"),
        },
    ),
    "evidence of no claim": (
        lambda rejected: [] if rejected else ["HAS_EVIDENCE"],
        {
            ("HAS_EVIDENCE|REJECTED_EVIDENCE", "one claim that names it"),
            ("HAS_EVIDENCE|REJECTED_EVIDENCE", "a node Evidence"),
        },
    ),
}
"""How evidence is linked to its claim, and the faults."""


@pytest.mark.parametrize("name", LINKS)
def test_evidence_that_is_linked_in_another_way_is_found(
    name: str, curated: CuratedDataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds, wanted = LINKS[name]
    right = graph._evidence_links

    def wrong(rejected: bool, has_run: bool) -> tuple[RecordLink, ...]:
        first, *others = right(rejected, has_run)
        return (*(replace(first, relation=kind) for kind in kinds(rejected)), *others)

    monkeypatch.setattr(graph, "_evidence_links", wrong)
    folder = sample.write(tmp_path / "ds", {one: table(curated.folder, one) for one in TABLES})
    assert {(one.property, one.expected) for one in asked(folder).faults} == wanted
