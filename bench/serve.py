"""How ``kg serve`` bears many users at once: requests as a page and programs make them, on loopback.

    python -m bench.serve --store DATASET|bolt://HOST:7687 [--users N] [--seconds N] [--think S] [--json]

Each user asks one thing after the other, without a pause unless ``--think`` gives one: names letter by letter,
questions in words, queries of the pack, sentences, ladders, years, entities and what is around them. What they ask is
drawn from the names that the graph's publications mention most, by a generator with a fixed seed, so that two runs
draw alike. Latency is what the client sees, in milliseconds; ``cpu_ms`` are processor milliseconds of the server a
request, which other work on the machine does not lengthen; memory is that of the server's process, at the start (the
graph is open), after half of the time and at the end. Leaves with 1 where a request fails or a goal is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import signal
import string
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx

GOAL_P95_MS, GOAL_GROWTH_MB = 300, 150
"""The goals: 95 of 100 requests are answered within that, and memory grows by no more (the kept answers included)."""

READY_S, ANSWER_S = 300, 60
_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
API = "/api/v1"
COLUMNS = ("requests", "per_second", "errors", "p50_ms", "p95_ms", "p99_ms", "worst_ms", "cpu_ms", "rss_mb")


@dataclass(frozen=True, slots=True)
class Names:
    """What requests are drawn from: ids of drugs and diseases, the best known first, and studied pairs of them."""

    drugs: list[tuple[str, str]]
    diseases: list[tuple[str, str]]
    pairs: list[tuple[str, str]]


@dataclass(slots=True)
class Measured:
    """What users saw: milliseconds of every request by kind, and what went wrong how often."""

    times: list[tuple[str, float]] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--store", required=True, help="dataset folder, or bolt://HOST:7687")
    options.add_argument("--users", type=int, default=50)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--think", type=float, default=0, help="seconds between two requests of a user")
    options.add_argument("--json", action="store_true", help="print an object instead of lines")
    given = options.parse_args()
    with served(given.store) as (address, process):
        names = drawn(address)
        before, worked = memory_mb(process), cpu_s(process)
        measured, halfway = asyncio.run(asked(address, names, given.users, given.seconds, given.think, process))
        after, worked = memory_mb(process), cpu_s(process) - worked
    times = sorted(ms for _, ms in measured.times)
    row: dict[str, Any] = {
        "requests": len(times),
        "per_second": round(len(times) / given.seconds, 1),
        "errors": sum(measured.errors.values()),
        **{f"p{share}_ms": round(times[min(len(times) - 1, len(times) * share // 100)], 1) for share in (50, 95, 99)},
        "worst_ms": round(times[-1], 1),
        "cpu_ms": round(worked * 1000 / len(times), 2),
        "rss_mb": [before, halfway, after],
    }
    kinds = {
        kind: sorted(ms for one, ms in measured.times if one == kind) for kind in {one for one, _ in measured.times}
    }
    by_kind = {kind: [len(found), round(found[len(found) * 95 // 100], 1)] for kind, found in sorted(kinds.items())}
    if given.json:
        print(json.dumps({**row, "by_kind": by_kind, "failed": dict(measured.errors)}, indent=1))
    else:
        print(f"{given.users} users, {given.seconds:.0f} s")
        for column in COLUMNS:
            print(f"{column:12} {row[column]}")
        for kind, (count, p95) in by_kind.items():
            print(f"  {kind:12} {count:6} requests, p95 {p95:8.1f} ms")
        for what, count in measured.errors.most_common(10):
            print(f"failed {count} times: {what}")
    missed = [
        *(["requests failed"] if row["errors"] else []),
        *([f"p95 is above {GOAL_P95_MS} ms"] if row["p95_ms"] > GOAL_P95_MS else []),
        *([f"memory grew by more than {GOAL_GROWTH_MB} MB"] if after - before > GOAL_GROWTH_MB else []),
    ]
    sys.exit("; ".join(missed) or 0)


@contextmanager
def served(store: str) -> Iterator[tuple[str, int]]:
    """A server of its own for a store: its address and the number of its process."""
    command = [sys.executable, "-m", "kg", "serve", "--store", store, "--port", "0"]
    environment = {key: value for key, value in os.environ.items() if key != "KG_TOKEN"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stderr is not None
            address = ""
            for line in process.stderr:
                if found := re.search(r" at (http://\S+?)/? ", line):
                    address = found[1]
                    break
            if not address:
                sys.exit("kg serve did not begin; it says why above, or with the same --store on the command line")
            yield address, process.pid
        finally:
            process.send_signal(signal.SIGINT)


def drawn(address: str) -> Names:
    """What the graph knows best, by its own operations."""
    with httpx.Client(base_url=address, timeout=ANSWER_S, trust_env=False) as client:

        def known(label: str) -> list[tuple[str, str]]:
            found: dict[str, tuple[int, str]] = {}
            for letter in string.ascii_lowercase:
                asked: dict[str, str | int] = {"q": letter, "type": label, "limit": 20}
                for one in client.get(f"{API}/names", params=asked).raise_for_status().json()["names"]:
                    found[one["id"]] = (one["publications"], one["name"])
            ranked = sorted(found, key=lambda one: (-found[one][0], one))
            return [(one, found[one][1]) for one in ranked if found[one][0]]

        drugs, diseases = known("Drug"), known("Disease")
        pairs = []
        for disease, _ in diseases[:40]:
            answer = client.get(f"{API}/queries/drugs-studied-for-disease", params={"disease": disease, "limit": 10})
            pairs += [(row["drug_id"], disease) for row in answer.raise_for_status().json()["rows"]]
    if not drugs or not diseases or not pairs:
        sys.exit("this graph has no study of a drug in a disease: there is nothing to ask")
    return Names(drugs, diseases, pairs)


def _typed(names: Names, draw: random.Random) -> str:
    name = _one(draw.choice((names.drugs, names.diseases)), draw)[1]
    return f"{API}/names?" + urlencode({"q": name[: draw.randint(1, min(len(name), 8))], "limit": 10})


def _question(names: Names, draw: random.Random) -> str:
    disease, drug = _one(names.diseases, draw)[1], _one(names.drugs, draw)[1]
    wordings = (f"which drugs were studied in {disease}", f"what does {drug} target", f"diseases of {drug}")
    return f"{API}/ask?" + urlencode({"q": draw.choice(wordings)})


def _query(names: Names, draw: random.Random) -> str:
    if draw.random() < 0.5:
        name = draw.choice(("targets-of-drug", "diseases-of-drug", "publications-of-drug", "combination-partners"))
        return f"{API}/queries/{name}?" + urlencode({"drug": _one(names.drugs, draw)[0]})
    name = draw.choice(("drugs-studied-for-disease", "disease-targets", "strongest-sentences", "head-to-head"))
    return f"{API}/queries/{name}?" + urlencode({"disease": _one(names.diseases, draw)[0]})


def _pair(path: str) -> Callable[[Names, random.Random], str]:
    def address(names: Names, draw: random.Random) -> str:
        drug, disease = _one(names.pairs, draw)
        return f"{API}/{path}?" + urlencode({"drug": drug, "disease": disease})

    return address


def _ladder(names: Names, draw: random.Random) -> str:
    return f"{API}/ladder?" + urlencode({"disease": _one(names.diseases, draw)[0]})


def _entity(names: Names, draw: random.Random) -> str:
    curie = _one(draw.choice((names.drugs, names.diseases)), draw)[0]
    return f"{API}/entities/{curie}{draw.choice(('', '/neighbours'))}"


def _start(names: Names, draw: random.Random) -> str:
    return draw.choice((f"{API}/queries", f"{API}/coverage", "/healthz"))


KINDS: dict[str, tuple[int, Callable[[Names, random.Random], str]]] = {
    "names": (30, _typed),
    "question": (8, _question),
    "query": (22, _query),
    "evidence": (14, _pair("evidence")),
    "timeline": (5, _pair("timeline")),
    "ladder": (5, _ladder),
    "entity": (12, _entity),
    "start": (4, _start),
}
"""Kind of request -> how many of a hundred are of it, and what draws its address."""


def _one(ranked: list[tuple[str, str]], draw: random.Random) -> tuple[str, str]:
    """One of a ranked list, the first ones more often."""
    return ranked[int(len(ranked) * draw.random() ** 2)]


async def asked(
    address: str, names: Names, users: int, seconds: float, think: float, process: int
) -> tuple[Measured, float]:
    """What users saw, and the server's memory after half of the time."""
    measured = Measured()
    until = time.monotonic() + seconds

    async def user(number: int) -> None:
        draw = random.Random(number)
        kinds, weights = list(KINDS), [weight for weight, _ in KINDS.values()]
        async with connection(address) as get:
            while time.monotonic() < until:
                (kind,) = draw.choices(kinds, weights)
                path = KINDS[kind][1](names, draw)
                begun = time.perf_counter()
                try:
                    status = await asyncio.wait_for(get(path), ANSWER_S)
                except (OSError, EOFError, ValueError) as error:  # TimeoutError is an OSError
                    measured.errors[f"{type(error).__name__} {path}: {error}"] += 1
                    return
                if status != 200:
                    measured.errors[f"{status} {path}"] += 1
                measured.times.append((kind, (time.perf_counter() - begun) * 1000))
                await asyncio.sleep(think)

    async def halfway() -> float:
        await asyncio.sleep(seconds / 2)
        return memory_mb(process)

    half = asyncio.create_task(halfway())
    await asyncio.gather(*map(user, range(users)))
    return measured, await half


@asynccontextmanager
async def connection(address: str) -> AsyncIterator[Callable[[str], Awaitable[int]]]:
    """What asks for a path over one connection that is kept, reads the whole answer and gives its status.

    Bare HTTP/1.1, because a client library (httpx 0.28) takes more processor time than the server that is measured, and
    50 users then wait for the client. It raises OSError, EOFError where the connection
    ends, and ValueError for an answer without a status or a length.
    """
    at = urlsplit(address)
    reader, writer = await asyncio.open_connection(at.hostname, at.port, limit=1 << 20)

    async def get(path: str) -> int:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {at.netloc}\r\n\r\n".encode("ascii"))
        head = await reader.readuntil(b"\r\n\r\n")
        if (length := _LENGTH.search(head)) is None:
            raise ValueError("an answer without content-length")
        await reader.readexactly(int(length[1]))
        return int(head.split(b" ", 2)[1])

    try:
        yield get
    finally:
        writer.close()


def cpu_s(process: int) -> float:
    """Processor seconds that a process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(process: int) -> float:
    """Memory that a process has in use now."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return round(int(found[1]) / 1024, 1) if found else 0.0


if __name__ == "__main__":
    main()
