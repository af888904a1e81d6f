"""A dataset and a graph are gone through: the sample has no fault, and each that is planted in a table is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ConfigError, DatasetError
from kg.exchange.check.checking import check
from kg.exchange.check.faults import Findings
from kg.exchange.check.graph import check_graph
from kg.pipeline.run import RunResult
from kg.stores import open_store
from kg.stores.store import Row
from tests.exchange.export import sample

Contents = dict[str, list[dict[str, Any]]]


def _set(table: str, **cells: Any) -> Callable[[Contents], Any]:
    return lambda rows: rows[table][0].update(cells)


def whole() -> Contents:
    """The sample with an edge for every claim that is not denied, as a run writes it."""
    rows = sample.contents()
    rows["edges"] = [row for row in rows["edges"] if row["basis"] == "curated"]
    for claim in rows["assertions"]:
        if not claim["negated"]:
            edge = sample.edge(claim["subject"], claim["relation"], claim["object"])
            said = {"id": f"text-{claim['id']}", "basis": "text", "assertion": claim["id"], "source": "", "licence": ""}
            rows["edges"].append({**edge, "predicate": claim["predicate"], **said})
    return rows


FAULTS: dict[str, tuple[Callable[[Contents], Any], str, str, str]] = {
    "a type that is none": (_set("entities", type="Cure"), "entities ", "type", "Cure"),
    "a category of another type": (_set("entities", category="biolink:Gene"), "entities ", "category", "biolink:Gene"),
    "an id of another type": (_set("entities", type="Disease"), "entities ", "id", "CHEBI:68478"),
    "no name": (_set("entities", name=""), "entities ", "name", "nothing"),
    "an entity that is not there": (lambda rows: rows["entities"].pop(0), "assertions ", "subject", "CHEBI:68478"),
    "a relation that is none": (_set("assertions", relation="CURES"), "assertions ", "relation", "CURES"),
    "a predicate of another relation": (
        _set("assertions", predicate="biolink:causes"),
        "assertions ",
        "predicate",
        "STUDIED_FOR biolink:causes",
    ),
    "an end of another type": (_set("assertions", object_type="Role"), "assertions ", "object_type", "Role"),
    "an id that is no hash": (_set("assertions", object="MONDO:0004992"), "assertions ", "id", ""),
    "a publication that is not there": (
        _set("assertions", publications=["PMID:9"]),
        "assertions ",
        "publications",
        "PMID:9",
    ),
    "a belief above one": (_set("assertions", belief=1.5), "assertions ", "belief", "1.5"),
    "years the wrong way": (_set("assertions", first_year=2999), "assertions ", "first_year", "2999"),
    "a claim without evidence": (lambda rows: rows["evidence"].pop(0), "assertions ", "evidence", "none"),
    "evidence of no claim": (_set("evidence", assertion="none"), "evidence ", "assertion", "none"),
    "evidence of no document": (_set("evidence", document="PMID:9"), "evidence ", "document", "PMID:9"),
    "a tier that is none": (_set("evidence", tier="phase-9"), "evidence ", "tier", "phase-9"),
    "a polarity that is none": (_set("evidence", polarity="good"), "evidence ", "polarity", "good"),
    "nobody is credited": (_set("evidence", attribution="us"), "evidence ", "attribution", "us"),
    "a flag that is none": (_set("evidence", flags=["odd"]), "evidence ", "flags", "odd"),
    "a comparator that is none": (_set("evidence", comparators=["hope"]), "evidence ", "comparators", "hope"),
    "a partner that is not there": (_set("evidence", partners=["CHEBI:1"]), "evidence ", "partners", "CHEBI:1"),
    "a section that is none": (_set("evidence", section="footnote"), "evidence ", "section", "footnote"),
    "a score that is none": (_set("evidence", score=float("nan")), "evidence ", "score", "nan"),
    "offsets the wrong way": (_set("evidence", end=0), "evidence ", "end", "0"),
    "an edge of a denied claim": (
        lambda rows: rows["edges"][-1].update(assertion=next(r["id"] for r in rows["assertions"] if r["negated"])),
        "edges ",
        "assertion",
        "",
    ),
    "a claim without edge": (lambda rows: rows["edges"].pop(), "edges ", "edges", "none"),
    "a basis that is none": (_set("edges", basis="guess"), "edges ", "basis", "guess"),
    "a document of no year": (_set("documents", year=20140), "documents ", "year", "20140"),
    "a mention of no entity": (
        lambda rows: rows.update(mentions=[_mention(entity="CHEBI:1")]),
        "mentions ",
        "entity",
        "CHEBI:1",
    ),
    "a mention of other words": (
        lambda rows: (rows["documents"][0].update(text="Everolimus"), rows.update(mentions=[_mention()])),
        "mentions ",
        "text",
        "'HCC'",
    ),
}


def _mention(**cells: Any) -> dict[str, Any]:
    return {"document": "PMID:25058218", "start": 0, "end": 3, "text": "HCC", "type": "Disease", "score": 1.0, **cells}


def test_the_sample_has_no_fault(tmp_path: Path) -> None:
    found = check([str(sample.write(tmp_path, whole()))])
    assert [str(one) for one in found.faults] == []
    assert found.checked["assertions"] == 30 and found.checked["evidence"] > 30


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_planted_is_found_and_named(name: str, tmp_path: Path) -> None:
    plant, place, column, wanted = FAULTS[name]
    rows = whole()
    plant(rows)
    found = check([str(sample.write(tmp_path, rows))])
    at = [one for one in found.faults if one.place.startswith(place) and one.property == column and wanted in one.found]
    assert at, [str(one) for one in found.faults]


def test_counts_are_those_of_the_ledger(tmp_path: Path) -> None:
    (fault,) = check([str(sample.write(tmp_path, whole(), counts={"documents": 5, "assertions": 30}))]).faults
    assert str(fault) == "documents.parquet: rows: found 4, expected 5, as run.json says"


def test_a_folder_that_is_no_dataset_says_so(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"has no run.json"):
        check([str(tmp_path)])
    with pytest.raises(ConfigError, match="2 places: a dataset or a server is checked alone"):
        check([str(sample.write(tmp_path / "a", whole())), str(tmp_path / "b")])


@pytest.mark.lexicon
def test_the_worked_example_has_no_fault(demonstration: RunResult) -> None:
    assert check([str(demonstration.dataset)]).total == 0


class _Altered:
    """A store whose answers to a part of a statement are others."""

    def __init__(self, store: Any, answers: dict[str, list[Row]]) -> None:
        self.store, self.answers = store, answers

    def run(self, cypher: str, params: Any = None) -> list[Row]:
        return next((rows for part, rows in self.answers.items() if part in cypher), None) or self.store.run(
            cypher, params
        )

    def close(self) -> None:
        self.store.close()


def test_a_graph_is_asked_and_has_no_fault(tmp_path: Path) -> None:
    store = open_store(str(sample.write(tmp_path, whole())))
    try:
        found = Findings()
        check_graph(store, found)
        assert [str(one) for one in found.faults] == [] and found.checked["assertions"] == 30
        claims = store.run("MATCH (a:Assertion) RETURN a.id AS id, true AS negated, 1 AS evidence_count")
        denied = Findings()
        check_graph(_Altered(store, {"RETURN a.id AS id, a.negated": claims}), denied)
        assert {(one.property, one.expected) for one in denied.faults} == {("assertion", "a claim that is not denied")}
        gone = Findings()
        check_graph(_Altered(store, {"RETURN a.id AS id, a.negated": claims[:1]}), gone)
        assert "a claim of the graph" in {one.expected for one in gone.faults}
    finally:
        store.close()


def _spoilt(rows: Contents) -> None:
    piece = next(one for one in rows["evidence"] if one.get("tier"))
    piece.update(tier="phase-9", polarity="good", attribution="us", flags=["odd"], section="footnote", score=1.5)
    rows["assertions"][0].update(best_tier="phase-9", belief=-0.5)
    rows["documents"][0].update(tier="phase-9")


def test_a_graph_with_faults_is_told_of(tmp_path: Path) -> None:
    rows = whole()
    _spoilt(rows)
    store = open_store(str(sample.write(tmp_path, rows)))
    try:
        found = Findings()
        check_graph(store, found)
    finally:
        store.close()
    wanted = {"tier", "polarity", "attribution", "flags", "section", "score", "best_tier", "belief"}
    assert {one.property for one in found.faults} == wanted
    assert json.dumps([str(one) for one in found.faults]).count("phase-9") == 3
