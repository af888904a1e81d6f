"""From partitions to tables: which copy of a document stands, what is retracted, and what an assertion says of all its
evidence. Rows are written by hand, so that each case is there whatever the stages read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg.dataset.finish import Finished, Held, finish
from kg.dataset.partition import SCHEMAS

Row = dict[str, Any]


def document(id: str, version: int = 1, **values: Any) -> tuple[str, Row]:
    return "documents", {"id": id, "version": version, "year": 2011, "source": "a.xml", "place": "record", **values}


def deletion(id: str, source: str = "updates.xml") -> tuple[str, Row]:
    return "deletions", {"id": id, "source": source, "place": "record"}


def evidence(id: str, document: str, **values: Any) -> tuple[str, Row]:
    """Evidence of the document before it in the partition, for the assertion ``a`` unless another is given."""
    row = {
        "id": id, "assertion": "a", "document": document, "subject": "CHEBI:1", "subject_type": "Drug",
        "relation": "STUDIED_FOR", "predicate": "biolink:related_to", "object": "MONDO:1", "object_type": "Disease",
        "qualifiers": [], "negated": False, "score": 0.5, "tier": "phase-2", "polarity": "supports", "flags": [],
        "attribution": "drug", "partners": [], "comparators": [], "figures": [],
    }  # fmt: skip
    return "evidence", {**row, **values}


def finished(tmp_path: Path, *partitions: Sequence[tuple[str, Row]]) -> tuple[Finished, dict[str, list[Row]]]:
    """What becomes of partitions in their order; a row of evidence or a correction belongs to the record before it."""
    order = [f"{number:032x}" for number in range(len(partitions))]
    for identifier, rows in zip(order, partitions, strict=True):
        sequence = -1
        sorted_rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
        for name, row in rows:
            sequence += name in ("documents", "deletions")
            sorted_rows[name].append({"partition": identifier, "sequence": sequence, **row})
        for name, schema in SCHEMAS.items():
            if sorted_rows[name]:
                (tmp_path / "partitions" / identifier).mkdir(parents=True, exist_ok=True)
                table = pa.Table.from_pylist(sorted_rows[name], schema)
                pq.write_table(table, tmp_path / "partitions" / identifier / f"{name}.parquet")
    out = tmp_path / "tables"
    out.mkdir()
    result = finish(tmp_path / "partitions", order, out, "run:1")
    return result, {path.stem: pq.read_table(path).to_pylist() for path in sorted(out.glob("*.parquet"))}


# --- which copy stands ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "stands"),
    [
        ([document("p", 1, title="one"), document("p", 2, title="two")], "two"),
        ([document("p", 2, title="two"), document("p", 1, title="one")], "two"),
        ([document("p", 1, title="one"), document("p", 1, title="later copy")], "later copy"),
        ([document("p", 1, title="one"), deletion("p")], None),
        ([deletion("p"), document("p", 1, title="one")], "one"),
        ([document("p", 2, title="two"), deletion("p"), document("p", 1, title="one")], "one"),
        ([deletion("p"), document("p", 1, title="one"), deletion("p")], None),
        ([deletion("p"), document("p", 1, title="one"), deletion("q")], "one"),
    ],
)
@pytest.mark.parametrize("apart", [False, True])
def test_the_newest_version_stands_unless_it_was_deleted_after(
    records: list[tuple[str, Row]], stands: str | None, apart: bool, tmp_path: Path
) -> None:
    """In one partition and in one partition a record it is the same."""
    result, tables = finished(tmp_path, *([one] for one in records) if apart else [records])
    assert [row["title"] for row in tables["documents"]] == ([stands] if stands else [])
    documents = sum(name == "documents" for name, _ in records)
    assert documents == len(tables["documents"]) + result.superseded + result.deleted
    assert result.counts["rejects"] == len(tables["rejects"]) == result.superseded + result.deleted


def test_what_does_not_stand_is_listed_with_who_took_it_back(tmp_path: Path) -> None:
    result, tables = finished(
        tmp_path,
        [document("p", 1), document("q", 1), document("q", 2)],
        [deletion("p", "first.xml")],
        [
            deletion("p", "second.xml"),
            ("rejects", {"source": "z", "place": "3", "id": "", "stage": "nlp", "reason": "r"}),
        ],
    )
    assert [(row["id"], row["stage"], row["reason"].split(" by ")[-1]) for row in tables["rejects"]] == [
        ("p", "dataset", "second.xml"),
        ("q", "dataset", "a newer version or a later copy of the same record"),
        ("", "nlp", "r"),
    ]
    assert (result.superseded, result.deleted) == (1, 1)


# --- what is retracted ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "others", "retracted"),
    [
        ({}, [], False),
        ({"publication_types": ["Retracted Publication"]}, [], True),
        ({"publication_types": ["Retraction of Publication"]}, [], False),
        ({"links": ["retracted-by PMID:9"]}, [], True),
        ({"links": ["retracts PMID:9"]}, [], False),
        ({"publication_types": ["Review"], "links": ["retracted-by PMID:9"]}, [], True),
        ({}, [document("n", links=["retracts p"])], True),
        ({}, [document("n", links=["retracts q"])], False),
        ({}, [document("n", links=["retracts p"]), deletion("n")], False),
    ],
)
def test_each_way_of_telling_a_retraction_is_enough(
    told: Row, others: list[tuple[str, Row]], retracted: bool, tmp_path: Path
) -> None:
    _, tables = finished(tmp_path, [document("p", **told), evidence("e", "p", flags=["protocol"]), *others])
    assert [row["retracted"] for row in tables["documents"] if row["id"] == "p"] == [retracted]
    assert [row["flags"] for row in tables["evidence"]] == [["protocol", "retracted"] if retracted else ["protocol"]]


def test_evidence_goes_with_its_document(tmp_path: Path) -> None:
    _, tables = finished(
        tmp_path,
        [document("p", 1), evidence("old", "p"), document("p", 2, year=2014), evidence("new", "p")],
        [document("q"), evidence("gone", "q"), deletion("q")],
    )
    assert [(row["id"], row["year"], row["run"]) for row in tables["evidence"]] == [("new", 2014, "run:1")]
    assert [row["publications"] for row in tables["assertions"]] == [["p"]]


def test_trials_of_clinicaltrials_gov_come_first(tmp_path: Path) -> None:
    numbers = ["ISRCTN:2", "CLINICALTRIALS:NCT2", "EUDRACT:1", "CLINICALTRIALS:NCT1"]
    _, tables = finished(tmp_path, [document("p", registry_ids=numbers), evidence("e", "p")])
    (row,) = tables["evidence"]
    assert row["trials"] == ["CLINICALTRIALS:NCT1", "CLINICALTRIALS:NCT2", "EUDRACT:1", "ISRCTN:2"]


# --- what an assertion says of its evidence ---------------------------------------------------------------------------


def test_an_assertion_counts_what_is_not_retracted(tmp_path: Path) -> None:
    bad: Row = {"publication_types": ["Retracted Publication"]}
    _, tables = finished(
        tmp_path,
        [
            document("p", year=2009), evidence("e1", "p", tier="in-vitro", score=0.4),
            document("q", year=2012), evidence("e2", "q", tier="review", score=0.6),
            document("r", year=2016, **bad), evidence("e3", "r", tier="phase-3", score=0.9),
        ],
    )  # fmt: skip
    (row,) = tables["assertions"]
    assert (row["evidence_count"], row["best_tier"], row["score"]) == (2, "in-vitro", pytest.approx(0.6))
    assert (row["first_year"], row["latest_year"], row["publications"]) == (2009, 2016, ["p", "q", "r"])


def test_an_assertion_with_retracted_evidence_alone_still_says_what_it_was(tmp_path: Path) -> None:
    bad: Row = {"links": ["retracted-by PMID:9"]}
    _, tables = finished(
        tmp_path,
        [
            document("p", **bad), evidence("e1", "p", tier="phase-1", score=0.3),
            document("q", **bad), evidence("e2", "q", tier="phase-2", score=0.2),
        ],
    )  # fmt: skip
    (row,) = tables["assertions"]
    assert (row["evidence_count"], row["best_tier"], row["score"]) == (2, "phase-2", pytest.approx(0.3))


def test_an_assertion_without_a_tier_has_none(tmp_path: Path) -> None:
    _, tables = finished(tmp_path, [document("p"), evidence("e", "p", tier="")])
    assert [row["best_tier"] for row in tables["assertions"]] == [""]


# --- what corrections did ---------------------------------------------------------------------------------------------


def test_corrections_count_in_documents_that_stand(tmp_path: Path) -> None:
    def held(applied: int, defined: int = 0) -> tuple[str, Row]:
        key = {"surface": "PI", "type": "Drug", "long_form": "", "was": "CHEBI:1"}
        return "corrections", {**key, "applied": applied, "defined": defined}

    result, _ = finished(
        tmp_path,
        [document("a"), held(0, 1), document("b", 1), held(5), document("b", 2), held(2), document("c"), held(1)],
    )
    assert result.corrected == {("PI", "Drug", "", "CHEBI:1"): Held(3, 1, 2, "b")}


def test_no_partition_makes_empty_tables(tmp_path: Path) -> None:
    result, tables = finished(tmp_path)
    assert set(result.counts.values()) == {0} == {len(rows) for rows in tables.values()}
    assert (result.superseded, result.deleted, result.corrected) == (0, 0, {})
