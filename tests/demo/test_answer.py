"""The worked example's answer against the key a reader wrote from the published facts, publication by publication.

Everything here comes out of the pipeline on the demonstration corpus. ``KNOWN`` lists the publications it still reads
otherwise than the key, each with what goes wrong: the test fails when one more goes wrong and also when one of these
comes right, so the list stays true.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from kg.ask.pack import find, load_queries
from kg.ask.queries import parse_parameters, run_query
from kg.model import POLARITIES, TIERS
from kg.pipeline.run import RunResult
from kg.stores import open_store

pytestmark = pytest.mark.lexicon

KEY = tomllib.loads((Path(__file__).parent / "answers.toml").read_text(encoding="utf-8"))
DECISIVE = {*POLARITIES} - {"unclear"}

KNOWN: dict[tuple[str, str], tuple[str, str]] = {
    ("dactolisib", "PMID:22539746"): ("unclear", "the result is credited to a combination"),
    ("everolimus", "PMID:22539746"): ("unclear", "the result is credited to a combination"),
    ("everolimus", "PMID:36411723"): ("unclear", "the result is credited to a combination"),
    ("everolimus", "PMID:99000011"): ("supports", "the models are sure of support"),
    ("everolimus", "PMID:99000016"): ("absent", "no pair is read"),
    ("everolimus", "PMID:99000030"): ("absent", "no pair is read"),
    ("everolimus", "PMID:99000031"): ("unclear", "the models are not sure of the result"),
    ("everolimus", "PMID:99000041"): ("null", "the gain beside a main outcome without difference is passed over"),
    ("everolimus", "PMID:99000053"): ("unclear", "the result is credited to a combination"),
    ("everolimus", "PMID:99000058"): ("unclear", "a result that is mixed is left unclear"),
    ("everolimus", "PMID:99000075"): ("unclear", "the models are not sure of the result"),
    ("everolimus", "PMID:99000078"): ("absent", "no pair is read"),
    ("everolimus", "PMID:99000079"): ("supports", "a result is read where none is stated"),
    ("everolimus", "PMID:99000081"): ("supports", "a result is read where none is stated"),
    ("everolimus", "PMID:99000086"): ("absent", "no pair is read"),
    ("sirolimus", "PMID:99000002"): ("null", "the gain beside a main outcome without difference is passed over"),
    ("sirolimus", "PMID:99000010"): ("unclear", "a result that is mixed is left unclear"),
    ("sirolimus", "PMID:99000026"): ("unclear", "the models are not sure of the result"),
    ("sirolimus", "PMID:99000028"): ("null", "the gain beside a main outcome without difference is passed over"),
    ("sirolimus", "PMID:99000050"): ("absent", "no pair is read"),
    ("sirolimus", "PMID:99000051"): ("unclear", "the result is credited to a combination"),
    ("sirolimus", "PMID:99000057"): ("absent", "no pair is read"),
    ("sirolimus", "PMID:99000078"): ("absent", "no pair is read"),
    ("sirolimus", "PMID:99000079"): ("supports", "a result is read where none is stated"),
    ("sirolimus", "PMID:99000082"): ("supports", "a result is read where none is stated"),
    ("temsirolimus", "PMID:99000004"): ("unclear", "the models are not sure of the result"),
    ("temsirolimus", "PMID:99000042"): ("unclear", "harm is not read"),
}
"""(drug, publication) -> (what the pipeline reads, why); a publication that the key does not have is read in excess."""


@pytest.fixture(scope="module")
def rows(result: RunResult) -> dict[str, dict[str, Any]]:
    query = find("mtor-inhibitors-with-hcc-evidence", load_queries())
    store = open_store(str(result.dataset))
    try:
        return {
            row["drug"].lower().replace("azd-8055", "azd8055"): row
            for row in run_query(store, query, parse_parameters(query, ()))
        }
    finally:
        store.close()


def _name(row: dict[str, Any]) -> str:
    return str(row["drug_name"]).lower()


def _finding(evidence: list[dict[str, Any]]) -> str:
    """What one publication says in the key, by the counting rules at the key's head."""
    found = {
        e["polarity"] for e in evidence if not e["flags"] and e["attribution"] == "drug" and e["polarity"] in DECISIVE
    }
    return "unclear" if not found else found.pop() if len(found) == 1 else "mixed"


EXPECTED: dict[str, dict[str, str]] = defaultdict(dict)
for _record in KEY["record"]:
    _by_drug: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for _evidence in _record.get("evidence", ()):
        _by_drug[_name(_evidence)].append(_evidence)
    for _drug, _found in _by_drug.items():
        EXPECTED[_drug][_record["id"]] = _finding(_found)
ANSWER = {_name(row): row for row in KEY["answer"]}


def test_the_ledger_of_the_demonstration_balances(result: RunResult) -> None:
    records = result.ledger["records"]
    assert records["rejected"] == 0
    assert records["read"] == records["kept"] + records["superseded"] + records["deleted"] + records["deletions"]
    assert (records["superseded"], records["deleted"], records["deletions"]) == (1, 1, 1)


def test_exactly_the_mtor_inhibitors_with_evidence_are_in_the_answer(rows: dict[str, dict[str, Any]]) -> None:
    assert set(rows) == set(ANSWER)


@pytest.mark.parametrize("drug", sorted(ANSWER))
def test_row(drug: str, rows: dict[str, dict[str, Any]]) -> None:
    row, expected = rows[drug], ANSWER[drug]
    assert row["tier"] == expected["tier"]
    if "drug" in expected:
        assert row["drug_id"] == expected["drug"]
    assert row["membership"] == "curated"
    known = {pmid: read for (name, pmid), (read, _) in KNOWN.items() if name == drug}
    absent = {pmid for pmid, read in known.items() if read == "absent"}
    assert set(row["pmids"]) == ({f"PMID:{pmid}" for pmid in expected["pmids"]} | set(known)) - absent
    counts = {count: expected[count] for count in POLARITIES}
    for pmid, read in known.items():
        if pmid in EXPECTED[drug]:
            counts[EXPECTED[drug][pmid]] -= 1
        if read != "absent":
            counts[read] += 1
    assert {count: row[count] for count in POLARITIES} == counts
    assert sum(counts.values()) == row["publications"] == len(row["pmids"])


def test_every_row_opens_to_sentences_whose_offsets_match_the_text(
    result: RunResult, rows: dict[str, dict[str, Any]]
) -> None:
    tables = {
        name: pq.read_table(result.dataset / "tables" / f"{name}.parquet").to_pylist()
        for name in ("documents", "evidence", "assertions", "mentions")
    }
    texts = {row["id"]: row["text"] for row in tables["documents"]}
    claims = {row["id"]: row for row in tables["assertions"]}
    named = {(row["document"], row["start"], row["end"]): row["entity"] for row in tables["mentions"]}
    opened = defaultdict(set)
    for evidence in tables["evidence"]:
        text, claim = texts[evidence["document"]], claims[evidence["assertion"]]
        assert text[evidence["start"] : evidence["end"]] == evidence["text"]
        for role in ("subject", "object"):
            place = (evidence["document"], evidence[f"{role}_start"], evidence[f"{role}_end"])
            assert named[place] == claim[role]
            assert evidence["start"] <= place[1] < place[2] <= evidence["end"]
        if evidence["result_start"] >= 0:
            assert text[evidence["result_start"] : evidence["result_end"]] == evidence["result_text"]
        if claim["relation"] == "STUDIED_FOR":
            assert evidence["tier"] in TIERS
            opened[claim["subject"]].add(evidence["document"])
    for row in rows.values():
        assert set(row["pmids"]) <= opened[row["drug_id"]]


def test_no_trap_drug_is_an_mtor_inhibitor(rows: dict[str, dict[str, Any]]) -> None:
    assert not {"sorafenib", "tacrolimus", "metformin", "mk-2206", "mhy1485", "cyclosporin a"} & set(rows)
