"""Work on many files at once with dask.distributed: processes of this machine, or the workers of a cluster by its address."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from kg.errors import ConfigError

T = TypeVar("T")
CONNECT_SECONDS = 20


@contextmanager
def spread(workers: int, scheduler: str) -> Iterator[Callable[[Callable[..., T], Sequence[tuple[Any, ...]]], Iterator[T]]]:
    """A function that calls a function with each tuple of arguments on the workers and yields the results in order.

    ``scheduler`` (``tcp://HOST:PORT``) is a running cluster whose workers see the same files; else ``workers`` processes are started
    here. An exception of a task is raised where its result is due. Raises ConfigError when the cluster does not answer.
    """
    from dask.distributed import Client, LocalCluster

    logging.getLogger("distributed").setLevel(logging.ERROR)
    try:
        if scheduler:
            client = Client(scheduler, timeout=CONNECT_SECONDS)
        else:
            client = Client(LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.ERROR))
    except (OSError, ValueError) as error:
        raise ConfigError(f"--scheduler {scheduler}: no cluster answers there ({error}); start one, or use --workers N") from error

    def everywhere(task: Callable[..., T], arguments: Sequence[tuple[Any, ...]]) -> Iterator[T]:
        futures = [client.submit(task, *each, pure=False) for each in arguments]
        for future in futures:
            yield future.result()

    try:
        yield everywhere
    finally:
        cluster = client.cluster
        client.close()
        if not scheduler and cluster is not None:
            cluster.close()
