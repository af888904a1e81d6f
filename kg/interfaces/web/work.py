"""Work beside the server's loop: a few threads, a short queue, and a limit of time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from http import HTTPStatus
from threading import Lock
from typing import TypeVar

from kg.interfaces.web.refusals import RefusedRequest

T = TypeVar("T")


class Workers:
    """``threads`` threads, with ``waiting`` pieces of work at most before them, each of which has ``limit_s`` seconds,
    waiting included. Close it.

    Work that is given up goes on until its store stops it, and holds its thread that long: nothing can end a thread.
    """

    def __init__(self, threads: int, waiting: int, limit_s: float) -> None:
        self._pool = ThreadPoolExecutor(threads, "kg-serve")
        self._most, self._limit_s = threads + waiting, limit_s
        self._begun, self._lock = 0, Lock()

    async def do(self, work: Callable[[], T]) -> T:
        """What a piece of work returns. Raises what it raises; RefusedRequest where there is no room for it or it
        takes too long.
        """
        if self._begun >= self._most:
            raise RefusedRequest(
                HTTPStatus.SERVICE_UNAVAILABLE, f"{self._most} requests are being answered: ask again in a moment"
            )
        with self._lock:
            self._begun += 1
        begun = self._pool.submit(work)
        begun.add_done_callback(self._ended)
        future = asyncio.wrap_future(begun)
        done, _ = await asyncio.wait({future}, timeout=self._limit_s)
        if not done:
            begun.cancel()
            raise RefusedRequest(
                HTTPStatus.GATEWAY_TIMEOUT,
                f"no answer within {self._limit_s:.0f} s: ask for less, or `kg query` on the command line",
            )
        return future.result()

    def _ended(self, _: Future[T]) -> None:
        with self._lock:  # it is called in the thread that ended
            self._begun -= 1

    @property
    def busy(self) -> int:
        """Pieces of work that are begun or wait."""
        return self._begun

    def close(self) -> None:
        """Begin nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)
