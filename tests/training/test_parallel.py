"""Steps of training in processes side by side."""

from __future__ import annotations

import os

import pytest

from kg.training.parallel import each, processors


class _Kept:
    """What cannot be pickled, as an open lexicon cannot."""

    def __init__(self) -> None:
        self.factor = 3

    def __reduce__(self) -> str:
        raise TypeError("not to be pickled")


def _work(shared: _Kept, item: int) -> tuple[int, int]:
    if item < 0:
        raise ValueError(f"{item} is below zero")
    return shared.factor * item, os.getpid()


def test_results_come_in_order_and_are_those_of_one_process() -> None:
    alone = list(each(_work, _Kept(), range(7), 1))
    beside = list(each(_work, _Kept(), range(7), 2))
    assert [result for result, _ in beside] == [result for result, _ in alone] == [0, 3, 6, 9, 12, 15, 18]
    assert {process for _, process in alone} == {os.getpid()}
    assert os.getpid() not in {process for _, process in beside}


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_step_raises_is_raised(workers: int) -> None:
    with pytest.raises(ValueError, match="-1 is below zero"):
        list(each(_work, _Kept(), [1, -1, 2], workers))


def test_there_is_a_processor() -> None:
    assert processors() >= 1
