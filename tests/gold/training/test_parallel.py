"""Steps of training in processes side by side; tried in a process of its own, since one in which jax runs must not be
forked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.gold.training.parallel import each, processors

SCRIPT = """
import json, os, sys
from kg.gold.training.parallel import each

class Kept:
    factor = 3
    def __reduce__(self):
        raise TypeError("not to be pickled, as an open lexicon is not")

def work(shared, item):
    if item < 0:
        raise ValueError(f"{item} is below zero")
    return shared.factor * item, os.getpid()

print(json.dumps([os.getpid(), list(each(work, Kept(), json.loads(sys.argv[1]), 2))]))
"""


def _beside(items: list[int]) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).resolve().parents[3]
    return subprocess.run([sys.executable, "-c", SCRIPT, json.dumps(items)], capture_output=True, text=True, cwd=root)


def _times_three(shared: int, item: int) -> tuple[int, int]:
    return shared * item, os.getpid()


def test_results_come_in_order_and_are_those_of_one_process() -> None:
    alone = list(each(_times_three, 3, range(7), 1))
    parent, beside = json.loads(_beside(list(range(7))).stdout)
    assert [result for result, _ in beside] == [result for result, _ in alone] == [0, 3, 6, 9, 12, 15, 18]
    assert {process for _, process in alone} == {os.getpid()}
    assert parent not in {process for _, process in beside}


def test_what_a_step_raises_is_raised() -> None:
    done = _beside([1, -1, 2])
    assert done.returncode == 1 and "ValueError: -1 is below zero" in done.stderr
    with pytest.raises(ZeroDivisionError):
        list(each(lambda shared, item: shared // item, 1, [1, 0], 1))


def test_there_is_a_processor() -> None:
    assert processors() >= 1
