"""Belief of an assertion: what each piece of its evidence adds, by hand, and what holds whatever the evidence is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dataset import belief
from kg.dataset.curation import ACCEPTED, REJECTED
from kg.lexicon.lexicon import Lexicon
from kg.model import FLAGS, TIERS
from tests.runs import notice, run_on, study, table, write

Row = dict[str, Any]
COLUMNS = {
    "assertion": "VARCHAR",
    "document": "VARCHAR",
    "trials": "VARCHAR[]",
    "tier": "VARCHAR",
    "score": "FLOAT",
    "flags": "VARCHAR[]",
}


@pytest.fixture(scope="module")
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 2}) as connection:
        yield connection


def row(
    document: str = "PMID:1",
    score: float = 0.8,
    tier: str = "",
    flags: tuple[str, ...] = (),
    trials: tuple[str, ...] = (),
) -> Row:
    """A piece of evidence."""
    return {"document": document, "score": score, "tier": tier, "flags": list(flags), "trials": list(trials)}


def believed(db: duckdb.DuckDBPyConnection, *rows: Row) -> float:
    """Belief of one assertion with this evidence."""
    db.execute(f"CREATE OR REPLACE TABLE evidence ({', '.join(f'{name} {kind}' for name, kind in COLUMNS.items())})")
    db.executemany(
        "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?)",
        [[{"assertion": "a", **one}[name] for name in COLUMNS] for one in rows],
    )
    [(assertion, found)] = db.execute(belief.query("evidence")).fetchall()
    assert assertion == "a"
    return float(found)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row()], 0.8),
        ([row(tier="phase-3")], 0.8),
        ([row(tier="in-vitro")], 0.32),
        ([row(score=1.0)], 0.95),  # a reader is never surer than that all its documents are misread alike
        ([row(), row("PMID:2", 0.5)], 0.8789),  # 0.95 * (1 - (1 - 0.8 / 0.95) * (1 - 0.5 / 0.95))
        ([row(), row(score=0.5), row(score=0.6)], 0.8),  # of one document the best sentence
        ([row(), row("PMID:2", 0.9, flags=("retracted",))], 0.8),
        ([row(flags=("retracted",))], 0.0),
        ([row(tier="in-vitro", flags=("contaminated-cell-line",))], 0.0),
        ([row(tier="phase-3", flags=("protocol",))], 0.4),
        ([row(tier="phase-3", flags=("protocol",)), row(tier="clinical")], 0.56),  # by what it adds, not by its tier
        ([row(score=0.5, flags=(REJECTED,)), row("PMID:2", 0.5)], 0.5),
        ([row(tier="in-vitro", flags=(ACCEPTED,))], 0.4),  # what was found right is sure, and no stronger study
        ([row(score=0.2, flags=(ACCEPTED,))], 0.95),
        ([row(flags=(ACCEPTED, "retracted"))], 0.0),
        (
            [row(trials=("NCT1",)), row("PMID:2", 0.5, trials=("NCT1", "NCT2"))],
            0.8,
        ),  # two reports of a trial are one study
        ([row(trials=("NCT1",)), row("PMID:2", 0.5, trials=("NCT2",))], 0.8789),
        ([row(f"PMID:{number}", 0.5) for number in range(60)], 0.95),
    ],
)
def test_belief_by_hand(db: duckdb.DuckDBPyConnection, rows: list[Row], expected: float) -> None:
    assert believed(db, *rows) == expected


def test_every_assertion_has_its_own(db: duckdb.DuckDBPyConnection) -> None:
    db.execute(
        "CREATE OR REPLACE TABLE evidence AS SELECT * FROM (VALUES ('a', 'PMID:1', [], '', 0.8, []), ('b', 'PMID:1',"
        " [], '', 0.5, [])) t(assertion, document, trials, tier, score, flags)"
    )
    assert dict(db.execute(belief.query("evidence")).fetchall()) == {"a": 0.8, "b": 0.5}


def test_a_curated_source_stands_above_sentences_and_both_above_each() -> None:
    assert belief.with_curated(None) == belief.CURATED > 1 - belief.SHARED
    assert belief.with_curated(0.8) == 0.998
    assert belief.with_curated(0.0) == belief.CURATED


def test_every_tier_and_flag_has_its_weight_and_a_weaker_tier_no_more() -> None:
    assert belief.TIERS.keys() == {*TIERS, ""}
    assert belief.FLAGS.keys() == {*FLAGS, REJECTED}
    weights = [belief.TIERS[tier] for tier in TIERS]
    assert weights == sorted(weights, reverse=True)
    assert all(0 <= weight <= 1 for weight in (*belief.TIERS.values(), *belief.FLAGS.values()))


EVIDENCE = st.builds(
    row,
    st.sampled_from([f"PMID:{number}" for number in range(6)]),
    st.floats(0, 1, width=32),
    st.sampled_from(["", *TIERS]),
    st.sets(st.sampled_from(FLAGS)).map(lambda flags: tuple(sorted(flags))),
    st.sets(st.sampled_from(["NCT1", "NCT2"])).map(lambda trials: tuple(sorted(trials))),
)
SEVERAL = st.lists(EVIDENCE, min_size=1, max_size=12)


@given(SEVERAL, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_evidence_changes_nothing(
    db: duckdb.DuckDBPyConnection, rows: list[Row], shuffling: random.Random
) -> None:
    shuffled = shuffling.sample(rows, len(rows))
    assert 0 <= believed(db, *rows) == believed(db, *shuffled) <= 1 - belief.SHARED


@given(SEVERAL, EVIDENCE)
@settings(max_examples=60, deadline=None)
def test_more_evidence_never_lowers_it(db: duckdb.DuckDBPyConnection, rows: list[Row], more: Row) -> None:
    assert believed(db, *rows) <= believed(db, *rows, more)


@given(SEVERAL, st.floats(0, 1, width=32), st.integers(0, len(TIERS) - 1))
@settings(max_examples=60, deadline=None)
def test_a_stronger_tier_and_a_higher_score_never_lower_it(
    db: duckdb.DuckDBPyConnection, rows: list[Row], score: float, place: int
) -> None:
    first, *rest = rows
    before = believed(db, *rows)
    assert before <= believed(db, first | {"score": max(score, first["score"])}, *rest)
    if first["tier"]:
        stronger = TIERS[min(place, TIERS.index(first["tier"]))]
        assert before <= believed(db, first | {"tier": stronger}, *rest)


@given(SEVERAL, st.sampled_from(FLAGS))
@settings(max_examples=60, deadline=None)
def test_no_flag_raises_it(db: duckdb.DuckDBPyConnection, rows: list[Row], flag: str) -> None:
    first, *rest = rows
    assert believed(db, first | {"flags": sorted({*first["flags"], flag})}, *rest) <= believed(db, *rows)


# --- in a dataset
# ------------------------------------------------------------------------------------------------------


def beliefs(dataset: Path, name: str = "assertions") -> dict[tuple[str, str, str, bool], float]:
    """Belief by claim, as a table has it; edges that rest on sentences only."""
    return {
        (row["subject"], row["relation"], row["object"], row.get("negated", False)): round(row["belief"], 4)
        for row in table(dataset, name)
        if name == "assertions" or row["basis"] == "text"
    }


def test_a_retraction_that_comes_later_takes_away_what_its_study_added(tmp_path: Path, small_lexicon: Lexicon) -> None:
    first = write(tmp_path / "a.xml", study(1), study(2))
    late = write(tmp_path / "b.xml", notice(9, 1))
    run_on(small_lexicon, tmp_path / "ds", first)
    both = beliefs(tmp_path / "ds")
    run_on(small_lexicon, tmp_path / "ds", late, add=True)
    run_on(small_lexicon, tmp_path / "one", write(tmp_path / "c.xml", study(2)))
    one = beliefs(tmp_path / "one")
    assert beliefs(tmp_path / "ds") == one
    [(claim, before)] = [(claim, value) for claim, value in both.items() if claim[1] == "INHIBITS"]
    assert both.keys() == one.keys() and before > one[claim] > 0
    run_on(small_lexicon, tmp_path / "ds", write(tmp_path / "d.xml", notice(10, 2)), add=True)
    assert set(beliefs(tmp_path / "ds").values()) == {0.0}, "the claims are kept, and nothing speaks for them"


def test_an_edge_has_the_belief_of_its_assertion_and_a_curated_one_the_fixed_one(
    tmp_path: Path, small_lexicon: Lexicon
) -> None:
    run_on(small_lexicon, tmp_path / "ds", write(tmp_path / "a.xml", study(1)))
    assert beliefs(tmp_path / "ds", "edges") == beliefs(tmp_path / "ds") != {}
    curated = {round(row["belief"], 4) for row in table(tmp_path / "ds", "edges") if row["basis"] == "curated"}
    assert curated == {belief.CURATED}


def test_what_a_text_supposes_adds_less_than_what_it_states_and_what_it_denies_is_another_claim(
    tmp_path: Path, small_lexicon: Lexicon
) -> None:
    said = {
        "stated": "Everolimus inhibited mTOR in these cells.",
        "supposed": "Everolimus may inhibit mTOR in these cells.",
        "denied": "Everolimus did not inhibit mTOR in these cells.",
    }
    found = {}
    for number, (name, sentence) in enumerate(said.items(), 1):
        (tmp_path / f"{name}.jsonl").write_text(f'{{"pmid": "{number}", "title": "{sentence}"}}\n')
        run_on(small_lexicon, tmp_path / name, str(tmp_path / f"{name}.jsonl"))
        found[name] = {claim: value for claim, value in beliefs(tmp_path / name).items() if claim[1] == "INHIBITS"}
    [(claim, stated)], [(same, supposed)], [(other, _)] = (list(found[name].items()) for name in said)
    assert claim == same and 0 < supposed < stated
    assert other == (*claim[:3], True)
    run_on(small_lexicon, tmp_path / "all", *(str(tmp_path / f"{name}.jsonl") for name in ("stated", "denied")))
    assert {one: value for one, value in beliefs(tmp_path / "all").items() if one[1] == "INHIBITS"} == found[
        "stated"
    ] | found["denied"]
