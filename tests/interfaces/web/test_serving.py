"""``kg serve`` as a process: it says where it is, answers, and ends on Ctrl-C; and what it refuses to begin with."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.interfaces import cli

Kg = Callable[..., tuple[int, str]]


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kg:
    """Runs a command here; returns its exit code and stderr."""
    monkeypatch.delenv("KG_TOKEN", raising=False)

    def call(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["kg", *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        said = capsys.readouterr()
        assert said.out == ""
        return int(left.value.code or 0), said.err

    return call


def test_it_says_its_address_answers_and_ends_on_ctrl_c(sample: Path, small_folder: Path) -> None:
    environment = {**os.environ, "KG_LEXICON": str(small_folder), "KG_TOKEN": ""}
    command = [sys.executable, "-m", "kg", "serve", "--store", str(sample), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as served:
        assert served.stderr is not None and served.stdout is not None
        line = served.stderr.readline()
        found = re.fullmatch(r"kg: serving \S+ at (http://127\.0\.0\.1:\d+/) \(Ctrl-C ends it\)\n", line)
        assert found, line
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"{found[1]}healthz") as answer:
            assert answer.read() == b'{"status":"ok"}' and answer.headers["X-Content-Type-Options"] == "nosniff"
        served.send_signal(signal.SIGINT)
        assert served.wait(60) == 0
        assert served.stderr.read() == "kg: stopped\n" and served.stdout.read() == ""


def test_a_port_in_use_is_one_line(kg: Kg, sample: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, err = kg("serve", "--store", str(sample), "--port", str(port))
    assert code == 1 and err == (
        f"kg: port {port} of 127.0.0.1 is in use: stop what listens there, or give another with --port"
        " (0: any free one)\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--host", "0.0.0.0"], 2, "0.0.0.0 can be reached by others: set KG_TOKEN"),
        (["--host", "203.0.113.7"], 2, "set KG_TOKEN"),
        (["--store", "nowhere"], 1, "nowhere does not exist"),
        (["--store", "http://graph"], 1, "http:// is not the address of a store"),
    ],
)
def test_what_it_does_not_begin_with_is_one_line(
    kg: Kg, sample: Path, arguments: list[str], code: int, said: str
) -> None:
    store = [] if "--store" in arguments else ["--store", str(sample)]
    left, err = kg("serve", "--port", "0", *store, *arguments)
    assert left == code and said in err and err.count("\n") == 1


def test_an_address_that_is_not_of_this_machine_is_one_line(
    kg: Kg, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_TOKEN", "a-secret-of-enough-characters")
    code, err = kg("serve", "--store", str(sample), "--host", "203.0.113.7")
    assert code == 1 and err == "kg: --host 203.0.113.7: this machine does not have that address\n"
    monkeypatch.setenv("KG_TOKEN", "short")
    code, err = kg("serve", "--store", str(sample))
    assert code == 2 and "KG_TOKEN is not good enough" in err and "short" not in err
