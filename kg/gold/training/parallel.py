"""Independent steps of training in processes of their own, which share what the parent holds in memory."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

SharedT = TypeVar("SharedT")
ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

_given: list[Any] = []
"""What a worker process was given when it began: the work and what all its calls share."""


def each(
    work: Callable[[SharedT, ItemT], ResultT], shared: SharedT, items: Sequence[ItemT], workers: int
) -> Iterator[ResultT]:
    """``work(shared, item)`` for each item, in order, with up to ``workers`` processes; the results are those of one
    process.

    ``shared`` is inherited and not copied, so it may hold what cannot be pickled; items and results are. Without fork
    (Windows) and with one worker the calls are made here, one by one. What a call raises is raised here.
    """
    count = min(workers, len(items))
    if count < 2 or "fork" not in multiprocessing.get_all_start_methods():
        for item in items:
            yield work(shared, item)
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(work, shared)) as pool:
        yield from pool.map(_call, items)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin(work: Callable[..., Any], shared: Any) -> None:
    _given[:] = [work, shared]


def _call(item: Any) -> Any:
    work, shared = _given
    return work(shared, item)
