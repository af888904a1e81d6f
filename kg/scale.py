"""Work side by side with dask.distributed: processes of this machine, or the workers of a cluster by its address."""

from __future__ import annotations

import logging
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from kg.errors import ConfigError, WorkerError

T = TypeVar("T")
CONNECT_SECONDS = 20


class Everywhere(Protocol):
    """Calls a function on the workers with each tuple of arguments and yields the results in the order of the arguments.

    ``ahead`` bounds how many calls are under way or waiting to be yielded, and so the memory; the arguments are drawn no faster. 0: all.
    """

    def __call__(self, task: Callable[..., T], arguments: Iterable[tuple[Any, ...]], ahead: int = 0) -> Iterator[T]:
        """Results of ``task(*each)`` for each of ``arguments``."""


@contextmanager
def spread(workers: int, scheduler: str = "") -> Iterator[Everywhere]:
    """Workers to call functions on, which are closed in the end, whatever that is.

    ``scheduler`` (``tcp://HOST:PORT``) is a running cluster whose workers see the same files; else ``workers`` processes are started
    here. An exception of a task is raised where its result is due; so is WorkerError for a task whose process died: it is not tried
    again, since what killed one process would kill the next. Raises ConfigError when the cluster does not answer.
    """
    import dask
    from dask.distributed import Client, LocalCluster
    from distributed import CancelledError, KilledWorker

    # The death of a worker is told once, by the error raised here.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        if scheduler:
            client = Client(scheduler, timeout=CONNECT_SECONDS)
        else:
            with dask.config.set({"distributed.scheduler.allowed-failures": 0}), _interrupts_ignored():
                # With any port for the page about its work: a second command beside this one would complain that the usual one is taken.
                cluster = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL)
                client = Client(cluster)
    except (OSError, ValueError) as error:
        raise ConfigError(f"--scheduler {scheduler}: no cluster answers there ({error}); start one, or use --workers N") from error

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
                "a worker process died over its work (killed from outside, or out of memory), and nothing of that was kept; "
                "give the same command again, with fewer --workers where memory is short"
            ) from error

    try:
        yield everywhere
    finally:
        # A second Ctrl-C would leave the workers behind.
        with _interrupts_ignored():
            cluster = client.cluster
            client.close()
            if not scheduler and cluster is not None:
                cluster.close()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Ctrl-C in a terminal reaches every process: one started in here ignores it, and is closed by the process that started it.

    That process ignores it meanwhile too, for the second that starting or closing takes, because half-started or half-closed workers stay.
    """
    if threading.current_thread() is not threading.main_thread():  # where signals cannot be set
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
