"""Documents annotated side by side: the same bytes and the same messages as in one process, and what happens when a
process dies.
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
from functools import partial
from pathlib import Path

import pytest

from kg.exchange import annotate as module
from kg.exchange.annotate import annotate_files
from kg.lexicon.lexicon import Lexicon
from kg.model import Deletion, Document, Record, Reject
from tests.exchange.annotate.conftest import STUDY

ROOT = Path(__file__).resolve().parents[3]
FAULTY = """
import os, signal
import kg.exchange.annotate as module
def failing(annotated, claims, *rest, found_rows=module.found_rows):
    if "FAULT" in annotated.document.title:
        raise RuntimeError("boom")
    if "DEADLY" in annotated.document.title:
        os.kill(os.getpid(), signal.SIGKILL)
    return found_rows(annotated, claims, *rest)
module.found_rows = failing
"""
"""A ``sitecustomize`` for the processes of a command: a fault of our own in one document, and one that takes the
process with it.
"""


FAST = ("--profile", "fast")
"""For the tests of what becomes of processes, whatever they find: no network has to be opened by each of them."""


def blocks(count: int, marked: str = "", at: int = -1) -> str:
    """PubTator blocks of which every seventh has a mention that does not fit, with a word set before the title of
    one.
    """
    return "".join(
        STUDY.replace("101", str(n)).replace("|t|", f"|t|{marked} " if n == at else "|t|")
        + (f"{n}\t0\t4\tnope\tChemical\tD1\n\n" if n % 7 == 0 else "\n")
        for n in range(1, count + 1)
    )


def command(tmp_path: Path, lexicon: Path, *options: str) -> subprocess.Popen[bytes]:
    (tmp_path / "site").mkdir(exist_ok=True)
    (tmp_path / "site" / "sitecustomize.py").write_text(FAULTY)
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "kg",
            "annotate",
            str(tmp_path / "in"),
            "--to",
            "jsonl",
            "--workers",
            "2",
            *FAST,
            *options,
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"KG_LEXICON": str(lexicon), "PYTHONPATH": f"{tmp_path / 'site'}{os.pathsep}{ROOT}"},
        start_new_session=True,
        # As from a terminal: what a shell runs in the background, this test among it, is started with interrupts
        # ignored.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )


def said(err: bytes) -> list[str]:
    """Lines of stderr, without those on work that takes long, as it does where the machine has more to do."""
    return [line for line in err.decode().splitlines() if not line.startswith("kg: records annotated: ")]


def in_session(leader: int) -> list[str]:
    """Processes that a command has started and that still run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if fields[3] == str(leader) and fields[0] != "Z":
            found.append(folder.name)
    return found


def all_end(leader: int) -> bool:
    """Whether nothing is left of a command some seconds after its end; what keeps the books of semaphores is the last
    to go.
    """
    until = time.monotonic() + 10
    while in_session(leader) and time.monotonic() < until:
        time.sleep(0.1)
    return not in_session(leader)


def test_the_output_and_the_messages_do_not_depend_on_the_number_of_workers(
    small_lexicon: Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK", 4)
    (tmp_path / "a").write_text(blocks(30))
    (tmp_path / "b.xml").write_text("<html/>")
    (tmp_path / "c").write_text('{"pmid": 1, "title": "a \\ud800 everolimus"}\n{\n')
    outcomes = []
    for workers in (1, 2, 3):
        said: list[str] = []
        output = tmp_path / f"out{workers}"
        inputs = [str(tmp_path / name) for name in ("a", "b.xml", "c")]
        written = annotate_files(
            inputs, to="bioc-json", output=output, workers=workers, lexicon=small_lexicon, say=said.append
        )
        outcomes.append((written, said, output.read_bytes()))
    assert (outcomes[0][0].documents, outcomes[0][0].rejected) == (31, 6) and outcomes[0][2].count(
        b"hepatocellular carcinoma: a phase"
    ) >= 30
    assert outcomes[1] == outcomes[0] and outcomes[2] == outcomes[0]


def test_a_fault_of_our_own_in_a_worker_costs_one_document(small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "in").write_text(blocks(6, "FAULT", at=3))
    ran = command(tmp_path, small_folder)
    out, err = ran.communicate()
    assert ran.returncode == 1
    assert said(err) == [
        f"kg: {tmp_path}/in: line 7 (PMID:3): RuntimeError: boom",
        "kg: 5 documents annotated with 40 mentions and 10 relations; 1 record or annotation rejected",
    ]
    assert [json.loads(line)["id"] for line in out.decode().splitlines()] == [f"PMID:{n}" for n in (1, 2, 4, 5, 6)]


def test_a_worker_that_dies_is_one_line_and_no_output(small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "in").write_text(blocks(200, "DEADLY", at=150))
    ran = command(tmp_path, small_folder, "-o", str(tmp_path / "out"))
    _, err = ran.communicate()
    assert ran.returncode == 1
    lines = [line for line in said(err) if "mention is left out" not in line]
    assert len(lines) == 1 and lines[0].startswith("kg: a worker process died")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "site"]
    assert all_end(ran.pid)


def test_an_interrupt_leaves_no_process_and_no_output(small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "in").write_text(blocks(6))
    os.mkfifo(tmp_path / "more")  # nobody writes to it, so the command waits for the rest of its input
    ran = command(tmp_path, small_folder, str(tmp_path / "more"), "--from", "pubtator", "-o", str(tmp_path / "out"))
    until = time.monotonic() + 60
    pressed = float("inf")
    while ran.poll() is None and time.monotonic() < until:
        time.sleep(0.05)  # many one after the other, as from an impatient user
        # The workers are there; an interrupt while they are started does nothing, or ends one of them and is not heard
        # otherwise.
        if len(in_session(ran.pid)) >= 4 or time.monotonic() > pressed + 5:
            os.killpg(ran.pid, signal.SIGINT)
            pressed = time.monotonic()
    _, err = ran.communicate(timeout=60)
    assert ran.returncode == 130
    assert b"Traceback" not in err
    assert all_end(ran.pid)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "more", "site"]


def test_two_commands_side_by_side_do_not_get_in_each_others_way(small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "in").write_text(STUDY)
    with socket.socket() as taken:
        with suppress(OSError):  # the usual port of the page about a cluster, unless it is taken already
            taken.bind(("127.0.0.1", 8787))
            taken.listen()
        _, err = command(tmp_path, small_folder).communicate(timeout=60)
    # a slow machine may say how far it is before
    assert err.splitlines()[-1] == (
        b"kg: 1 document annotated with 8 mentions and 2 relations; 0 records or annotations rejected"
    )
    assert all(line.startswith(b"kg: records") for line in err.splitlines()[:-1])


def test_what_a_worker_is_given_at_a_time_is_bounded_by_records_and_by_characters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "CHUNK", 3)
    monkeypatch.setattr(module, "CHUNK_CHARACTERS", 100)
    short, long = Document("PMID:1", "T", "x" * 10), Document("PMID:2", "T", "x" * 200)
    records: list[Record] = [short, long, short, Deletion("PMID:3"), Reject("f", "line 1", "source", "bad"), short]
    assert [len(chunk) for chunk in module._chunks(iter(records))] == [2, 3, 1]


def test_without_relations_mentions_are_the_same(small_lexicon: Lexicon, tmp_path: Path) -> None:
    (tmp_path / "in").write_text(STUDY)
    rows = []
    for relations in (True, False):
        output = tmp_path / "out"
        annotate_files(
            [str(tmp_path / "in")], to="jsonl", output=output, relations=relations, lexicon=small_lexicon, say=print
        )
        rows.append(json.loads(output.read_text()))
    assert rows[0].pop("relations") and rows[1].pop("relations") == []
    assert rows[0] == rows[1]
