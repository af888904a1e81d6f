"""Work side by side with dask.distributed: processes of this machine, or the workers of a cluster by its address."""

from __future__ import annotations

import logging
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from kg.errors import ConfigError, WorkerError

T = TypeVar("T")
CONNECT_SECONDS = 20

AGAIN_S = 5.0
"""After a Ctrl-C, how long the next ones are not heard: time enough to come to where the workers are closed."""

SWALLOWED_S = 0.05
"""After a Ctrl-C that nobody could raise, how long until it is given again."""


class Everywhere(Protocol):
    """Calls a function on the workers with each tuple of arguments and yields the results in the order of the
    arguments.

    ``ahead`` bounds how many calls are under way or waiting to be yielded, and so the memory; the arguments are drawn
    no faster. 0: all.
    """

    def __call__(self, task: Callable[..., T], arguments: Iterable[tuple[Any, ...]], ahead: int = 0) -> Iterator[T]:
        """Results of ``task(*each)`` for each of ``arguments``."""


@contextmanager
def spread(workers: int, scheduler: str = "") -> Iterator[Everywhere]:
    """Workers to call functions on, which are closed in the end, whatever that is.

    ``scheduler`` (``tcp://HOST:PORT``) is a running cluster whose workers see the same files; else ``workers``
    processes are started here. An exception of a task is raised where its result is due; so is WorkerError for a task
    whose process died: it is not tried again, since what killed one process would kill the next. Raises ConfigError
    when the cluster does not answer.
    """
    import dask
    from dask.distributed import Client, LocalCluster

    # The death of a worker is told once, by the error raised here.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    # Ctrl-C in a terminal reaches every process: a worker started while it is ignored ignores it, and is closed from
    # here. Half-started and half-closed workers would stay, so it is heard in between only.
    with _interrupts_ignored() as before:
        try:
            if scheduler:
                with _interrupts_heard(before):
                    client = Client(scheduler, timeout=CONNECT_SECONDS)
            else:
                with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
                    # Any port for the page about its work: a second command beside this one would complain that the
                    # usual one is taken.
                    cluster = LocalCluster(
                        n_workers=workers, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL
                    )
                    client = Client(cluster)
        except (OSError, ValueError) as error:
            raise ConfigError(
                f"--scheduler {scheduler}: no cluster answers there ({error}); start one, or use --workers N"
            ) from error
        try:
            with _interrupts_heard(before):
                yield _everywhere(client)
        finally:
            cluster = client.cluster
            client.close()
            if not scheduler and cluster is not None:
                cluster.close()


def _everywhere(client: Any) -> Everywhere:
    from distributed import CancelledError, KilledWorker

    def everywhere(task: Callable[..., T], arguments: Iterable[tuple[Any, ...]], ahead: int = 0) -> Iterator[T]:
        waiting: deque[Any] = deque()
        try:
            for each in arguments:
                waiting.append(client.submit(task, *each, pure=False))
                if len(waiting) == ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except (KilledWorker, CancelledError) as error:
            raise WorkerError(
                "a worker process died over its work (killed from outside, or out of memory), and nothing of that was"
                " kept; give the same command again, with fewer --workers where memory is short"
            ) from error

    return everywhere


@contextmanager
def _interrupts_ignored() -> Iterator[Any]:
    """No Ctrl-C is heard in here; gives what was done about it before."""
    if threading.current_thread() is not threading.main_thread():  # where signals cannot be set
        yield signal.SIG_IGN
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield before
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _interrupts_heard(before: Any) -> Iterator[None]:
    """Ctrl-C is heard in here, unless it was ignored ``before``; a second one at its heels is not, on its way to what
    has to be closed.
    """
    if before == signal.SIG_IGN:
        yield
        return
    last = float("-inf")

    def hear(*_: object) -> None:
        nonlocal last
        if time.monotonic() - last > AGAIN_S:
            last = time.monotonic()
            raise KeyboardInterrupt

    def swallowed(told: Any) -> None:
        nonlocal last
        if told.exc_type is not KeyboardInterrupt:
            unraisable(told)
            return
        last = float("-inf")
        again = threading.Timer(SWALLOWED_S, signal.pthread_kill, [threading.main_thread().ident, signal.SIGINT])
        again.daemon = True
        again.start()

    ignored = signal.signal(signal.SIGINT, hear)
    # Where it falls into a finaliser or a callback of the garbage collector (dask has one), Python can only print it:
    # it is given again.
    unraisable, sys.unraisablehook = sys.unraisablehook, swallowed
    try:
        yield
    finally:
        sys.unraisablehook = unraisable
        signal.signal(signal.SIGINT, ignored)
