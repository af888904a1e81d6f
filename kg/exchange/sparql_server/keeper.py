"""The process that keeps the RDF of a dataset in memory and answers questions about it, each in a copy of itself.

A copy (``fork``) has the whole graph at once and without taking its memory again, can be ended at any moment, whatever
the engine is at, and takes nothing along. It ends by itself when its time is up; it may open no file and no
connection, so that whatever a query says reaches neither; and its memory has a limit where the system knows one.

It is started by ``kg.exchange.sparql_server.kept_rdf``: ``python -m kg.exchange.sparql_server.keeper DESCRIPTOR DATASET
BUILD LIMITS``. Over the socket of that number it says whether the graph is whole, and gets a socket for each question.
"""

from __future__ import annotations

import json
import os
import resource
import selectors
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

from kg.errors import DatasetError, KgError
from kg.exchange.sparql_server.answering import answered
from kg.exchange.sparql_server.messages import (
    AnswerLimits,
    SparqlQuestion,
    SparqlReply,
    receive_question,
    send_reply,
)
from kg.exchange.sparql_tokens import known_prefixes
from kg.progress import silent

BEHIND = 5
"""How far copies stand back behind others who want the processor (``nice``)."""

_STATM = Path("/proc/self/statm")


def built(dataset: Path, build: str) -> Any:
    """A store in memory with the RDF of a dataset. Raises DatasetError where it is not that build, before or after."""
    import pyoxigraph as ox

    out, into = os.pipe()
    # pyarrow and DuckDB stay in a process that ends: what is copied later has their memory and threads not
    writer = os.fork()
    if writer == 0:
        os.close(out)
        os._exit(_write(dataset, build, into))
    os.close(into)
    store = ox.Store()
    try:
        store.bulk_load(path=f"/dev/fd/{out}", format=ox.RdfFormat.N_QUADS)
    finally:
        os.close(out)
        _, status = os.waitpid(writer, 0)
    if status:
        raise DatasetError(f"{dataset} could not be read as RDF, or has changed meanwhile; kg export nquads says more")
    return store


def _write(dataset: Path, build: str, into: int) -> int:
    """Write the N-Quads of a dataset; the exit code."""
    from kg.dataset.graph import stamp
    from kg.exchange.export import EXPORTS

    try:
        with os.fdopen(into, "wb") as out:
            if stamp(dataset) != build:
                return 1
            EXPORTS["nquads"](dataset, out, silent)
        return int(stamp(dataset) != build)
    except KgError as error:
        sys.stderr.write(f"kg: the RDF of {dataset}: {error}\n")
    except BrokenPipeError:  # the keeper is gone
        pass
    return 1


class Keeper:
    """Answers what is asked over ``control`` until that is closed and the last answer is given."""

    def __init__(self, control: socket.socket, store: Any, limits: AnswerLimits) -> None:
        self._control, self._store, self._limits = control, store, limits
        self._prefixes = known_prefixes()
        self._askers: dict[int, socket.socket] = {}
        self._ended, self._wakes = os.pipe()
        self._null = os.open(os.devnull, os.O_WRONLY)
        for one in (self._ended, self._wakes):
            os.set_blocking(one, False)

    def serve(self) -> None:
        """Answer."""
        signal.set_wakeup_fd(self._wakes, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        with selectors.DefaultSelector() as selector:
            selector.register(self._control, selectors.EVENT_READ)
            selector.register(self._ended, selectors.EVENT_READ)
            listening = True
            while listening or self._askers:
                for key, _ in selector.select():
                    if key.fileobj is self._control:
                        listening = self._begin(selector)
                        if not listening:
                            selector.unregister(self._control)
                    elif key.fileobj == self._ended:
                        self._reap(selector)
                    elif (asker := key.data) in self._askers:
                        # who asked has gone: nobody waits for the answer
                        selector.unregister(self._askers[asker])
                        os.kill(asker, signal.SIGKILL)

    def _begin(self, selector: selectors.BaseSelector) -> bool:
        """Take a question and copy this process to answer it; whether there was one."""
        _, files, _, _ = socket.recv_fds(self._control, 1, 1)
        if not files:
            return False
        asker = socket.socket(fileno=files[0])
        try:
            question = receive_question(asker)
        except (OSError, EOFError):  # who asked has gone
            asker.close()
            return True
        copy = os.fork()
        if copy == 0:
            # else those who wait for an answer, or for this process, would not hear of its end
            for other in (self._control, *self._askers.values()):
                other.close()
            os._exit(self._answer(asker, question))
        self._askers[copy] = asker
        selector.register(asker, selectors.EVENT_READ, copy)
        return True

    def _answer(self, asker: socket.socket, question: SparqlQuestion) -> int:
        """Answer a question in a copy of the process; its exit code."""
        signal.set_wakeup_fd(-1)
        confine(question.seconds, self._limits.memory, self._null)
        try:
            reply = answered(self._store, question, self._prefixes, self._limits)
        except Exception as error:  # a fault of ours, which the server reports
            failed = f"{type(error).__name__}: {error}"
            reply = SparqlReply(int(HTTPStatus.INTERNAL_SERVER_ERROR), error=failed)
        signal.setitimer(signal.ITIMER_REAL, 0)
        with suppress(OSError):  # who asked has gone
            send_reply(asker, reply)
        return 0

    def _reap(self, selector: selectors.BaseSelector) -> None:
        """Let go of copies that have ended, and say so where one was ended before its answer."""
        with suppress(BlockingIOError):
            while os.read(self._ended, 4096):
                pass
        while self._askers:
            copy, status = os.waitpid(-1, os.WNOHANG)
            if not copy:
                return
            asker = self._askers.pop(copy)
            with suppress(KeyError, ValueError):  # it was let go when who asked had gone
                selector.unregister(asker)
            asker.setblocking(False)
            with asker, suppress(OSError):
                if status:
                    send_reply(asker, SparqlReply(ended=os.WTERMSIG(status) or signal.SIGABRT))


def confine(seconds: float, memory: int, null: int) -> None:
    """Bind this process: it ends when its time is up, opens no file or connection, writes no file, takes so much more
    memory at most (Linux), and what its libraries say when they fail goes to ``null``.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    os.nice(BEHIND)
    os.dup2(null, sys.stderr.fileno())
    if _STATM.exists():
        most = int(_STATM.read_text("ascii").split()[0]) * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    for what in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE):
        resource.setrlimit(what, (0, 0))


def main(arguments: list[str]) -> int:
    """Keep and answer; the exit code."""
    descriptor, dataset, build, told = arguments
    limits: Mapping[str, int] = json.loads(told)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with socket.socket(fileno=int(descriptor)) as control:
        try:
            store = built(Path(dataset), build)
        except KgError as error:
            send_reply(control, SparqlReply(int(HTTPStatus.SERVICE_UNAVAILABLE), error=str(error)))
            return 1
        send_reply(control, SparqlReply())
        Keeper(control, store, AnswerLimits(**limits)).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
