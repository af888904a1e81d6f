"""The edges table as relationships: one for each claim, however many sources make it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dataset import edges, graph
from kg.dataset.tables import EDGES
from kg.errors import DatasetError
from kg.pipeline.run import RunResult
from kg.stores import open_store
from tests.stores.sample import write_dataset

DRUG, TARGET, OTHER = "CHEBI:1", "HGNC:1", "HGNC:2"


def row(
    identifier: str, *, object_: str = TARGET, predicate: str = "biolink:affects", assertion: str = "", **rest: Any
) -> dict[str, Any]:
    return {
        "id": identifier,
        "subject": DRUG,
        "subject_type": "Drug",
        "relation": "INHIBITS",
        "predicate": predicate,
        "object": object_,
        "object_type": "Target",
        "basis": "text" if assertion else "curated",
        "assertion": assertion,
        "source": "text" if assertion else "curated",
        "licence": "",
        "reference": "",
        "evidence_count": 0,
        "best_tier": "",
        "score": 1.0,
        "belief": 0.5 if assertion else 0.99,
        **rest,
    }


def claims(rows: list[dict[str, Any]], size: int = 100) -> list[list[dict[str, Any]]]:
    return list(edges.claims(lambda: iter([pa.RecordBatch.from_pylist(rows, EDGES)]), size))


def one(rows: list[dict[str, Any]]) -> dict[str, Any]:
    [[found]] = claims(rows)
    return found


def test_a_claim_of_many_sources_is_one_relationship_with_all_of_them() -> None:
    found = one([
        row("a", source="pirlygenes", licence="Apache-2.0", reference="PMID:2"),
        row("b", source="pirlygenes", licence="Apache-2.0", reference="PMID:1"),
        row("c", source="curated", licence="MIT", reference="FDA label"),
        row("d", assertion="f00d", evidence_count=3, best_tier="phase-2", score=0.8),
    ])  # fmt: skip
    assert found["sources"] == ["curated", "pirlygenes", "text"]
    assert found["licences"] == ["Apache-2.0", "MIT"]
    assert found["references"] == ["FDA label", "PMID:1", "PMID:2"]
    assert (found["basis"], found["assertion"], found["key"]) == ("curated", "f00d", "f00d")
    assert (found["evidence_count"], found["best_tier"], found["score"]) == (3, "phase-2", 1.0)
    assert found["belief"] == 0.995, "1 - 0.01 * (1 - 0.5): three curated sources count once"
    assert not {"source", "licence", "reference"} & found.keys()


def test_what_only_sentences_say_has_the_basis_text() -> None:
    found = one([row("d", assertion="f00d", score=0.75)])
    assert (found["basis"], found["sources"], found["score"], found["belief"]) == ("text", ["text"], 0.75, 0.5)
    assert "licences" not in found and "references" not in found


def test_a_curated_claim_keeps_its_key_whatever_its_sources_are_called() -> None:
    first, second = one([row("a", source="one")]), one([row("z", source="other"), row("y", source="third")])
    assert first["key"] == second["key"] and first["assertion"] == ""
    assert one([row("a", object_=OTHER)])["key"] != first["key"]


def test_claims_of_the_text_that_differ_stay_apart_and_a_curated_source_makes_none_of_them() -> None:
    [found] = claims([row("a"), row("b", assertion="1"), row("c", assertion="2")])
    assert [(each["basis"], each["assertion"], round(each["belief"], 4)) for each in found] == [
        ("curated", "", 0.99), ("text", "1", 0.5), ("text", "2", 0.5)
    ]  # fmt: skip


def test_another_predicate_is_another_claim() -> None:
    [found] = claims([row("a", predicate="biolink:x"), row("b", predicate="biolink:y")])
    assert len(found) == 2


def test_batches_are_full_but_the_last() -> None:
    assert [len(batch) for batch in claims([row(str(n), object_=f"HGNC:{n}") for n in range(7)], 3)] == [3, 3, 1]


@given(
    st.permutations([("a", TARGET, ""), ("b", TARGET, "1"), ("c", OTHER, ""), ("d", OTHER, ""), ("e", "HGNC:3", "2")])
)
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_rows_changes_nothing(rows: list[tuple[str, str, str]]) -> None:
    given_, sorted_ = ([row(i, object_=o, assertion=a, source=i) for i, o, a in each] for each in (rows, sorted(rows)))
    assert claims(given_) == claims(sorted_)


def test_a_damaged_table_is_said_as_such() -> None:
    def batches() -> Iterator[pa.RecordBatch]:
        yield pa.RecordBatch.from_pylist([row("a")], EDGES)
        raise DatasetError("the table is damaged")

    with pytest.raises(DatasetError, match=r"^the table is damaged$"):
        list(edges.claims(batches, 10))


def test_a_full_temporary_folder_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edges, "MEMORY", "1MB")
    with pytest.raises(DatasetError, match=r"cannot sort the edges: .*TMPDIR"):
        list(
            edges.claims(
                lambda: (
                    pa.RecordBatch.from_pylist([row(f"{n:09}" * 50) for n in range(20_000)], EDGES) for _ in range(3)
                ),
                10,
            )
        )


@pytest.mark.lexicon
def test_between_two_entities_of_the_example_there_is_one_relationship_a_claim(demonstration: RunResult) -> None:
    found = Counter(
        (each["subject"], batch.relation, each["object"], each["props"]["predicate"])
        for batch in graph.edges(demonstration.dataset)
        for each in batch.rows
        if batch.relation != "REGISTERED_AS"
    )
    assert set(found.values()) == {1}


@pytest.mark.lexicon
def test_the_drugs_that_inhibit_mtor_in_the_example_are_a_row_each(demonstration: RunResult) -> None:
    store = open_store(str(demonstration.dataset))
    try:
        rows = store.run(
            "MATCH (d:Drug)-[r:INHIBITS]->(t:Target {name: 'MTOR'}) RETURN d.name AS drug, r.basis AS basis ORDER BY"
            " drug"
        )
    finally:
        store.close()
    assert len(rows) == len({row["drug"] for row in rows})
    assert sum(row["basis"] == "curated" for row in rows) == 14


def test_a_folder_with_a_pattern_in_its_name_is_read(tmp_path: Path) -> None:
    assert sum(len(batch.rows) for batch in graph.edges(write_dataset(tmp_path / "a*[b]")))
