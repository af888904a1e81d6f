"""The RDF of a dataset as a server asks it: the process that keeps it, begun when it is first asked for, and anew for
another build.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Lock, Thread

import kg
from kg.errors import StoreError
from kg.exchange.sparql_server.answering import too_much_memory
from kg.exchange.sparql_server.messages import (
    AnswerLimits,
    SparqlQuestion,
    SparqlReply,
    receive_reply,
    send_question,
)
from kg.progress import Report, silent
from kg.stores.store import QueryTimeout

GRACE_S = 2.0
"""Seconds beyond its time in which an answer may still arrive."""

_KEEPER = "kg.exchange.sparql_server.keeper"


def is_able() -> bool:
    """Whether this system can copy a process, by which questions are answered."""
    return hasattr(os, "fork")


@dataclass(slots=True)
class _Running:
    """The process that keeps a build; ``told`` is set when it said that the graph is whole, or ``failed`` why not."""

    build: str
    process: subprocess.Popen[bytes]
    control: socket.socket
    told: Event
    failed: str = ""

    @property
    def is_whole(self) -> bool:
        return self.told.is_set() and not self.failed


class KeptRdf:
    """The RDF of the dataset in a folder, kept in memory by a process of its own from the first question on. Close it.

    ``report`` is told, in a line each, when it is being built and why it could not be. It may be used by several
    threads.
    """

    def __init__(self, dataset: Path, limits: AnswerLimits | None = None, report: Report = silent) -> None:
        self._dataset, self._limits, self._report = dataset, limits or AnswerLimits(), report
        self._running: _Running | None = None
        self._lock, self._closed = Lock(), False

    def is_ready(self, build: str) -> bool:
        """Whether questions about a build are answered; where not, it is being built from now on, if it was not yet.

        Raises StoreError where it could not be built; it is tried again when it is asked for again.
        """
        with self._lock:
            running = self._running
            if running is not None and running.build == build and not running.failed:
                return running.is_whole
            self._running = None
            if running is not None:
                _let_go(running)
                if running.build == build:
                    raise StoreError(running.failed)
            if self._closed:
                raise StoreError("the server ends: ask again when it runs")
            self._running = self._begun(build)
            return False

    def answer(self, build: str, question: SparqlQuestion) -> SparqlReply:
        """The answer to a question about a build that is ready. Raises QueryTimeout where it takes more than its
        seconds, StoreError where that build is not kept or its process has ended.
        """
        running = self._running
        if running is None or running.build != build or not running.is_whole:
            raise StoreError("the RDF of this graph is not in memory: ask again in a moment")
        mine, its = socket.socketpair()
        begun = time.monotonic()
        with mine:
            try:
                with its, self._lock:
                    socket.send_fds(running.control, [b"q"], [its.fileno()])
                mine.settimeout(question.seconds + GRACE_S)
                send_question(mine, question)
                reply = receive_reply(mine)
            except TimeoutError:
                raise QueryTimeout(max(1, round(question.seconds))) from None
            except (OSError, EOFError):
                if time.monotonic() - begun >= question.seconds:
                    raise QueryTimeout(max(1, round(question.seconds))) from None
                self._lost(running)
                raise StoreError("the process that answers SPARQL has ended: ask again, it is begun anew") from None
        if reply.ended == signal.SIGALRM:
            raise QueryTimeout(max(1, round(question.seconds)))
        if reply.ended:
            return too_much_memory(self._limits)
        return reply

    def close(self) -> None:
        """End the process, and the answers that it is making."""
        with self._lock:
            self._closed = True
            running, self._running = self._running, None
        if running is not None:
            with suppress(ProcessLookupError):
                os.killpg(running.process.pid, signal.SIGKILL)  # a group of its own: the copies, too
            running.control.close()
            running.process.wait()

    def _begun(self, build: str) -> _Running:
        """The process for a build, which has just begun."""
        self._report("the RDF of the graph is being read, for SPARQL")
        control, its = socket.socketpair()
        package = str(Path(kg.__file__).parent.parent)
        path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
        number = its.fileno()
        told = json.dumps(asdict(self._limits))
        with its:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", _KEEPER, str(number), str(self._dataset.resolve()), build, told],
                pass_fds=(number,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,  # Ctrl-C is the server's to hear
            )
        running = _Running(build, process, control, Event())
        Thread(target=self._hear, args=(running,), name="kg-sparql-built", daemon=True).start()
        return running

    def _hear(self, running: _Running) -> None:
        """Wait until a process says whether its graph is whole."""
        begun = time.monotonic()
        try:
            running.failed = receive_reply(running.control).error
        except (OSError, EOFError):
            running.failed = f"the process that reads RDF ended with {running.process.wait()}: is there memory for it?"
        running.told.set()
        if not self._closed:
            self._report(running.failed or f"SPARQL is answered ({time.monotonic() - begun:.0f} s)")

    def _lost(self, running: _Running) -> None:
        with self._lock:
            if self._running is running:
                self._running = None
                _let_go(running)
                self._report(f"the process that answers SPARQL ended with {running.process.poll()}")


def _let_go(running: _Running) -> None:
    """Let a process end when it has given the answers that it is making."""
    running.control.close()
    Thread(target=running.process.wait, name="kg-sparql-ended", daemon=True).start()
