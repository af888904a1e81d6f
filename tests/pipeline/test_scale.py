"""Files worked on side by side, and pipelines cut short."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kg import paths
from kg.dataset import tables
from kg.errors import ConfigError, WorkerError
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.config import Pipeline, Sources, read_pipeline, stopped_after
from kg.pipeline.run import run
from kg.pipeline.scale import spread

DEMO = read_pipeline(paths.data("pipelines", "mtor-hcc.toml"))


def test_two_processes_write_the_same_bytes_as_one(small_lexicon: Lexicon, tmp_path: Path) -> None:
    alone = run(DEMO, out=tmp_path / "alone", lexicon=small_lexicon)
    together = run(DEMO, out=tmp_path / "together", lexicon=small_lexicon, workers=2)
    assert together.ledger == alone.ledger and together.made == alone.made > 1
    for name in tables.TABLES:
        assert (tmp_path / "together" / "tables" / f"{name}.parquet").read_bytes() == (
            tmp_path / "alone" / "tables" / f"{name}.parquet"
        ).read_bytes()


def test_a_limit_is_for_one_process(small_lexicon: Lexicon, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="--limit"):
        run(DEMO, out=tmp_path / "out", lexicon=small_lexicon, workers=2, limit=5)


def test_a_cluster_that_does_not_answer(
    small_lexicon: Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.pipeline.scale.CONNECT_SECONDS", 0.2)
    with pytest.raises(ConfigError, match="no cluster answers there"):
        run(DEMO, out=tmp_path / "out", lexicon=small_lexicon, scheduler="tcp://127.0.0.1:1")


def test_arguments_are_drawn_no_faster_than_results_are_taken() -> None:
    drawn: list[int] = []

    def numbers() -> Iterator[tuple[int]]:
        for number in range(20):
            drawn.append(number)
            yield (number,)

    with spread(1) as everywhere:
        results = everywhere(abs, numbers(), ahead=4)
        assert next(results) == 0 and len(drawn) == 4
        assert list(results) == list(range(1, 20))


def test_a_worker_that_dies_is_an_error_and_its_work_is_not_tried_again(tmp_path: Path) -> None:
    with spread(1) as everywhere, pytest.raises(WorkerError, match="a worker process died"):
        list(everywhere(os._exit, [(3,)]))


@pytest.mark.parametrize(
    ("stage", "mentions", "grounded", "evidence"),
    [("sources", 0, 0, 0), ("nlp", 1, 0, 0), ("ground", 1, 1, 0), ("relate", 1, 1, 1)],
)
def test_stop_after(
    stage: str, mentions: int, grounded: int, evidence: int, small_lexicon: Lexicon, tmp_path: Path
) -> None:
    result = run(stopped_after(DEMO, stage), out=tmp_path / "out", lexicon=small_lexicon)
    rows = pq.read_table(tmp_path / "out" / "tables" / "mentions.parquet").to_pylist()
    assert result.ledger["records"]["kept"] == 108
    assert bool(rows) == bool(mentions) and any(row["entity"] for row in rows) == bool(grounded)
    assert bool(result.ledger["counts"]["evidence"]) == bool(evidence)


def test_an_unknown_stage() -> None:
    with pytest.raises(ConfigError, match="expected one of sources, nlp, ground, relate"):
        stopped_after(replace(Pipeline("x"), source=Sources()), "grounding")


def test_a_second_interrupt_at_the_heels_of_the_first_does_not_keep_workers_from_being_closed() -> None:
    before, on_its_way = signal.signal(signal.SIGINT, signal.default_int_handler), False
    try:
        with pytest.raises(KeyboardInterrupt), spread(1) as everywhere:
            assert list(everywhere(abs, [(-1,), (2,)])) == [1, 2]
            try:
                signal.raise_signal(signal.SIGINT)
            finally:
                signal.raise_signal(signal.SIGINT)
                on_its_way = True
        assert on_its_way
        assert signal.getsignal(signal.SIGINT) == signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)


class _Finalised:
    """An interrupt comes while it is finalised, where no exception can be raised."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


def test_an_interrupt_that_falls_into_a_finaliser_is_heard_and_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    before, hook, went_on = signal.signal(signal.SIGINT, signal.default_int_handler), sys.unraisablehook, False
    try:
        with pytest.raises(KeyboardInterrupt), spread(1):
            one = _Finalised()
            del one
            went_on = True
            time.sleep(20)
        assert went_on and sys.unraisablehook is hook
        assert capsys.readouterr().err == ""
    finally:
        signal.signal(signal.SIGINT, before)


def test_an_interrupt_that_was_ignored_before_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as for a command that a shell runs in the background
    try:
        with spread(1) as everywhere:
            signal.raise_signal(signal.SIGINT)
            assert list(everywhere(abs, [(-1,)])) == [1]
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
