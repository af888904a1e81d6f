"""Follows a page of docs/how-to/ in a copy of the tree, as a maintainer would who has nothing but the page.

A fence with a title is a file to write; one of kind ``diff`` with a title changes that file, where its context stands;
the commands of the fences of kind ``sh`` are run in the copy, in their order.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.test_docs import ROOT

HERE = ROOT / "docs" / "how-to"
_FENCE = re.compile(r'^```(?P<kind>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<body>.*?)^```$', re.MULTILINE | re.DOTALL)
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "build", "dist", "*.egg-info", ".*_cache", "__pycache__", "_models")


@dataclass(frozen=True, slots=True)
class Block:
    """A fence: its kind, the file that its title names (empty without one) and what it holds."""

    kind: str
    title: str
    body: str


def blocks(page: str) -> list[Block]:
    """The fences of a page of docs/how-to/, in order."""
    text = (HERE / f"{page}.md").read_text(encoding="utf-8")
    return [Block(found["kind"], found["title"] or "", found["body"]) for found in _FENCE.finditer(text)]


def commands(page: str) -> list[str]:
    """The commands of a page, comments left out."""
    lines = [
        line.strip()
        for block in blocks(page)
        if block.kind == "sh" and not block.title
        for line in block.body.splitlines()
    ]
    return [line for line in lines if line and not line.startswith("#")]


def copied(folder: Path) -> Path:
    """A copy of the tree that can be changed; the trained models, which are large, are those of the tree itself."""
    tree = folder / "kg"
    shutil.copytree(ROOT, tree, ignore=_LEFT_OUT)
    (tree / "kg" / "_models").symlink_to(ROOT / "kg" / "_models")
    return tree


def followed(page: str, tree: Path) -> set[str]:
    """Write and change the files of a page in a copy of the tree; the files that it named."""
    named = set()
    for block in blocks(page):
        if not block.title:
            continue
        path = tree / block.title
        named.add(block.title)
        if block.kind == "diff":
            path.write_text(changed(path.read_text(encoding="utf-8"), block.body, block.title), encoding="utf-8")
        else:
            assert not path.exists(), f"{page}.md writes {block.title}, which is there already"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.body, encoding="utf-8")
    return named


_TOKEN = re.compile(r'"(?:\\.|[^"\\\n])*"|\w+|[^\w\s]')
_CLOSING = (")", "]", "}")


def _tokens(text: str, *, whole: bool) -> list[re.Match[str]]:
    """The words, strings and signs of a text, without the commas that a formatter sets and takes away: those before a
    closing bracket and, where the text is no whole file, at its end.
    """
    found = list(_TOKEN.finditer(text))
    following = [one[0] for one in found[1:]] + ["" if whole else _CLOSING[0]]
    return [one for one, after in zip(found, following, strict=True) if one[0] != "," or after not in _CLOSING]


def changed(text: str, diff: str, file: str) -> str:
    """A file's text with one hunk of a diff: lines that stay begin with a blank, others with + or -.

    What the page shows is looked for word by word, so that it is found however a formatter breaks the file's lines.
    """
    lines = diff.splitlines()
    assert all(line[:1] in (" ", "+", "-", "") for line in lines), f"a line of the change of {file} begins otherwise"
    before = "\n".join(line[1:] for line in lines if line[:1] != "+")
    after = "\n".join(line[1:] for line in lines if line[:1] != "-")
    there, shown = _tokens(text, whole=True), [one[0] for one in _tokens(before, whole=False)]
    words = [one[0] for one in there]
    places = [at for at in range(len(words) - len(shown) + 1) if words[at : at + len(shown)] == shown]
    assert shown and len(places) == 1, (
        f"what the page shows of {file} stands there {len(places) if shown else 0} times:\n{before}"
    )
    (first,) = places
    written = _tokens(after, whole=False)
    start, end = there[first].start(), there[first + len(shown) - 1].end()
    return text[:start] + after[written[0].start() : written[-1].end()] + text[end:]


def run(tree: Path, line: str, **environment: str) -> str:
    """Run a command of a page in the copy and return what it prints; it has to end well."""
    words = shlex.split(line, comments=True)
    words[0] = {"python": sys.executable}.get(words[0], words[0])
    if words[0] == "kg":
        words[:1] = [sys.executable, "-m", "kg"]
    done = subprocess.run(
        words,
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{line}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout
