"""Types what a page of the documentation says to type, in a folder as a user has it after ``make run``."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from lxml import etree

from kg.interfaces import cli

ROOT = Path(__file__).resolve().parent.parent
_BORDER = re.compile(r'^ *```(?P<kind>\w*)(?: title="(?P<title>[^"]*)")?$')


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: its page and line, its kind (empty where it names none), the file of its title, what it holds."""

    page: str
    line: int
    kind: str
    title: str
    body: str

    def typed(self) -> list[str]:
        """The lines of a block of kind ``sh``, continued ones as one, without those that are a comment."""
        lines = self.body.replace("\\\n", " ").splitlines()
        return [line.strip() for line in lines if line.strip() and not line.strip().startswith("#")]


def fences(page: str) -> list[Fence]:
    """The fenced blocks of a page, named from the root of the repository; a fence that is not closed is a fault."""
    found, opened = [], None
    lines = (ROOT / page).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        border = _BORDER.match(line)
        if border and opened is None:
            opened = (number, border["kind"], border["title"] or "")
        elif border and opened is not None:
            body = "\n".join(one.strip() if line.startswith(" ") else one for one in lines[opened[0] : number - 1])
            found.append(Fence(page, *opened, f"{body}\n"))
            opened = None
    assert opened is None, f"{page}: the fence of line {opened} is not closed"
    return found


@dataclass(slots=True)
class Shell:
    """What was typed so far: the folder, variables that were exported, what each line ended with and printed."""

    folder: Path
    environment: dict[str, str]
    replaced: dict[str, str] = field(default_factory=dict)
    code: dict[str, int] = field(default_factory=dict)
    out: dict[str, str] = field(default_factory=dict)
    err: dict[str, str] = field(default_factory=dict)

    def type(self, line: str) -> None:
        """Type a line: ``kg`` and ``export`` in this process, all else in a shell."""
        meant = line
        for printed, ours in self.replaced.items():
            meant = meant.replace(printed, ours)
        words = shlex.split(meant, comments=True)
        given = {}
        while words and re.fullmatch(r"[A-Z_]+=\S*", words[0]):
            name, _, value = words.pop(0).partition("=")
            given[name] = value
        if words[0] == "export":
            self.environment |= dict(word.partition("=")[::2] for word in words[1:])
            self.code[line], self.out[line], self.err[line] = 0, "", ""
        elif words[0] == "kg":
            self._kg(line, words[1:], given)
        else:
            done = subprocess.run(
                ["sh", "-c", meant],
                cwd=self.folder,
                env=os.environ | self.environment,
                capture_output=True,
                text=True,
                check=False,
            )
            self.code[line], self.out[line], self.err[line] = done.returncode, done.stdout, done.stderr

    def _kg(self, line: str, words: list[str], given: dict[str, str]) -> None:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        target = words[words.index(">") + 1] if ">" in words else ""
        with ExitStack() as stack:
            patch = stack.enter_context(pytest.MonkeyPatch.context())
            for name, value in {**self.environment, **given}.items():
                patch.setenv(name, value)
            patch.chdir(self.folder)
            patch.setattr(sys, "argv", ["kg", *(words[: words.index(">")] if target else words)])
            stack.enter_context(redirect_stdout(out))
            stack.enter_context(redirect_stderr(err))
            try:
                cli.main()
                self.code[line] = 0
            except SystemExit as left:
                self.code[line] = left.code if isinstance(left.code, int) else int(left.code is not None)
        self.out[line], self.err[line] = (one.buffer.getvalue().decode() for one in (out, err))
        if target:
            (self.folder / target).write_text(self.out[line], encoding="utf-8")


class _Pubmed(BaseHTTPRequestHandler):
    """Finds the same records whatever is asked, and gives those that are asked for."""

    records: dict[str, bytes] = {}  # noqa: RUF012 - set by the one who serves

    def do_POST(self) -> None:
        """Answer ``esearch`` and ``efetch``."""
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self.path.endswith("esearch.fcgi"):
            found = list(self.records)
            answer = {"count": str(len(found)), "idlist": found[: int(asked["retmax"][0])]}
            body = json.dumps({"esearchresult": answer}).encode()
        else:
            wanted = b"".join(self.records[pmid] for pmid in asked["id"][0].split(","))
            body = b"<PubmedArticleSet>" + wanted + b"</PubmedArticleSet>"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def pubmed(file: Path) -> Iterator[str]:
    """The address of a stand-in for the E-utilities, which finds the records of a file."""
    articles = etree.parse(file).findall("PubmedArticle")
    records = {str(one.findtext("MedlineCitation/PMID")): etree.tostring(one, with_tail=False) for one in articles}
    handler = type("_OfFile", (_Pubmed,), {"records": records})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/entrez/eutils"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
