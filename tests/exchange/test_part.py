"""A part is the whole's own statements and rows, closed under what hangs on a claim; what nothing is about is
refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.ask.lookup import KnownNames
from kg.ask.pack import load_queries
from kg.ask.queries import parse_parameters, run_query
from kg.errors import QueryError
from kg.exchange.asking import of_entities, of_query
from kg.exchange.export import EXPORTS
from kg.exchange.part import PartWanted, of_rows, write_part
from kg.stores import open_store
from kg.stores.store import Store
from tests.exchange.export import sample
from tests.exchange.export.reading_back import by_oxigraph
from tests.exchange.test_round_trip import files_of, read, rows

BOTH = PartWanted("both", ends=(frozenset({sample.EVEROLIMUS}), frozenset({sample.CANCER})))


@pytest.fixture()
def store(whole: Path) -> Iterator[Store]:
    opened = open_store(str(whole), lambda _: None)
    yield opened
    opened.close()


def part(whole: Path, wanted: PartWanted, folder: Path) -> Path:
    write_part(whole, wanted, folder)
    return folder


def test_a_part_has_the_claims_and_all_that_hangs_on_them(whole: Path, tmp_path: Path) -> None:
    found = rows(part(whole, BOTH, tmp_path / "part"))
    every = rows(whole)
    claims = {(row["subject"], row["relation"], row["object"], row["negated"]) for row in found["assertions"]}
    assert claims == {
        # the disease stands for its subtypes, a denial is a claim too
        (sample.EVEROLIMUS, "STUDIED_FOR", sample.HCC, False),
        (sample.EVEROLIMUS, "AMELIORATES", sample.HCC, True),
        (sample.EVEROLIMUS, "STUDIED_FOR", sample.CANCER, False),
    }
    ids = {row["id"] for row in found["assertions"]}
    assert found["evidence"] == [row for row in every["evidence"] if row["assertion"] in ids]
    assert {row["id"] for row in found["documents"]} == {row["document"] for row in found["evidence"]}
    entities = {row["id"] for row in found["entities"]}
    # the comparator of a trial; the drug's role and target, and the target's family; not what only other claims name
    assert {sample.SORAFENIB, sample.ROLE, sample.MTOR, sample.MTORC1} <= entities and sample.EGFR not in entities
    for row in found["edges"]:
        assert {row["subject"], row["object"]} <= entities and (row["basis"] == "curated" or row["assertion"] in ids)
    assert found["rejects"] == [] and {row["document"] for row in found["mentions"]} <= {
        row["id"] for row in found["documents"]
    }
    for table, kept in found.items():
        assert [row for row in every[table] if row in kept] == kept, table


def test_the_statements_of_a_part_are_those_of_the_whole(whole: Path, tmp_path: Path) -> None:
    every, some = tmp_path / "every.nq", tmp_path / "some.nq"
    EXPORTS["nquads"](whole, every)
    EXPORTS["nquads"](part(whole, BOTH, tmp_path / "part"), some)
    of_the_whole, of_the_part = set(by_oxigraph(every)), set(by_oxigraph(some))
    assert {one for one in of_the_part - of_the_whole if one[3]} == set()
    described = {
        p[1]: o[1]
        for s, p, o, g in of_the_part
        if not g and f"/dataset/{sample.RUN}/part/" in s[1] and "/class/" not in s[1]
    }
    assert described["http://purl.org/dc/terms/abstract"] == "both"
    assert described["http://purl.org/dc/terms/isPartOf"].endswith(f"/dataset/{sample.RUN}")


def test_a_part_comes_back_as_a_part(whole: Path, tmp_path: Path) -> None:
    folder = part(whole, BOTH, tmp_path / "part")
    for name in ("trig", "kgx-jsonl"):
        assert read(files_of(name, folder, tmp_path / name), tmp_path / f"{name} again").same
    assert json.loads((tmp_path / "trig again" / "run.json").read_bytes())["part"] == "both"
    (path,) = files_of("turtle", folder, tmp_path / "plain", complete=False)
    read([path], tmp_path / "partial", partial=True)
    assert json.loads((tmp_path / "partial" / "run.json").read_bytes())["part"] == "both"


@pytest.mark.parametrize(
    "name", ["drug-class-with-disease-evidence", "contradictions", "null-trials", "drugs-studied-for-disease"]
)
def test_a_query_gives_the_same_rows_on_the_part_of_its_rows(
    name: str, whole: Path, store: Store, tmp_path: Path
) -> None:
    query = load_queries()[name]
    given = {"class": sample.ROLE, "disease": sample.CANCER}
    pairs = [f"{one.name}={given[one.name]}" for one in query.parameters if one.name in given]
    values = parse_parameters(query, pairs)
    wanted = run_query(store, query, values)
    if not wanted:
        with pytest.raises(QueryError, match=f"query {name} .*: no rows, so there is nothing to export"):
            of_query(store, query, values, KnownNames(), lambda _: None)
        return
    folder = part(whole, of_query(store, query, values, KnownNames(), lambda _: None), tmp_path / "part")
    opened = open_store(str(folder), lambda _: None)
    try:
        assert run_query(opened, query, values) == wanted
    finally:
        opened.close()


def test_rows_with_claims_choose_those_and_no_others() -> None:
    wanted = of_rows("asked", [{"drug_id": "A:1", "assertion": "x"}, {"drug_id": "A:2", "assertion": None}], ["B:1"])
    assert wanted == PartWanted("asked", frozenset({"x"}), None, frozenset({"A:1", "A:2", "B:1", "x"}))


def test_names_are_looked_up_and_said(store: Store) -> None:
    said: list[str] = []
    wanted = of_entities(store, "hepatocellular carcinoma", "everolimus", KnownNames(), said.append)
    assert wanted.asked == f"drug={sample.EVEROLIMUS}, disease={sample.HCC}"
    assert said == [f"drug 'everolimus' is {sample.EVEROLIMUS} (everolimus, Drug)", *said[1:]]
    with pytest.raises(QueryError, match="nosuch"):
        of_entities(store, "", "nosuch", KnownNames(), said.append)


def test_what_no_claim_is_about_is_refused(whole: Path, tmp_path: Path) -> None:
    wanted = PartWanted("drug=A:1", ends=(frozenset({"A:1"}), frozenset()))
    with pytest.raises(QueryError, match=r"drug=A:1: no claim of .* is about that, so there is nothing to export"):
        write_part(whole, wanted, tmp_path / "part")
    assert not (tmp_path / "part").exists()
