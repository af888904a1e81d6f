"""Every command of the README, in order and as printed, on a copy of the tree: a new user types nothing that does not
work.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sysconfig
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.lexicon.lexicon import Lexicon
from kg.lexicon.open import lexicon_folder
from kg.ontologies.build import is_current
from tests.pipeline.sources.build import article_set
from tests.runs import study
from tests.server import Server, clear
from tests.test_docs import FENCE, INLINE, _is_sketch

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

NOT_HERE = {
    "make test": "is the suite that this test is a part of",
    "kg serve ": "stays until Ctrl-C; tests/interfaces/web/test_serving.py starts one, and a browser reads its page",
    "kg mcp ": "serves until its client leaves; tests/interfaces/mcp_server starts it over stdio and HTTP",
    "docker compose ": "needs Docker and images of a registry; tests/test_compose.py checks what these lines name",
    "sh build/neo4j-admin/import.sh ": (
        "needs a Neo4j that is installed and stopped; tests/exchange/export/test_neo4j_import.py runs it"
    ),
}
"""Beginnings of lines that cannot be run here, each with the reason."""

ADDRESS, PASSWORD = "bolt://localhost:7687", "NEO4J_PASSWORD=..."
"""What a user replaces by his own: where the README says so, the test puts the server that it has started."""

GOLD = (
    "1|t|Everolimus in hepatocellular carcinoma.\n1|a|Everolimus did not prolong survival in hepatocellular"
    " carcinoma.\n1\t0\t10\tEverolimus\tChemical\tD000068338\n1\t14\t38\thepatocellular"
    " carcinoma\tDisease\tD006528\n1\t40\t50\tEverolimus\tChemical\tD000068338\n1\t79\t103\thepatocellular"
    " carcinoma\tDisease\tD006528\n\n"
)


def _lines() -> list[str]:
    """The commands of the fences and, after them, those between backticks, each once."""
    fenced = [line.strip() for kind, body in FENCE.findall(README) if kind == "sh" for line in body.splitlines()]
    inline = [" ".join(line.split()) for line in INLINE.findall(FENCE.sub("", README))]
    lines = [*fenced, *(line for line in inline if not _is_sketch(line))]
    return list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


LINES = _lines()


@dataclass(frozen=True)
class Done:
    """What the lines that were run said and left, and why the others were not."""

    code: dict[str, int]
    out: dict[str, str]
    err: dict[str, str]
    left_out: dict[str, str]
    tree: Path


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest) -> Server | None:
    """A running, empty Neo4j, or None where there can be none."""
    try:
        found: Server = request.getfixturevalue("neo4j_server")
    except pytest.skip.Exception:
        return None
    clear(found, schema=True)
    return found


@pytest.fixture(scope="module")
def done(real_lexicon: Lexicon, server: Server | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Done]:
    """All lines in one shell, one after the other."""
    if not is_current(lexicon_folder()):
        pytest.skip("the lexicon is not the one that `make run` would find up to date: kg ontologies build")
    folder = tmp_path_factory.mktemp("readme")
    tree, said = folder / "kg", folder / "said"
    shutil.copytree(
        ROOT,
        tree,
        ignore=shutil.ignore_patterns(".git", ".venv", "build", "dist", "*.egg-info", ".*_cache", "__pycache__"),
    )
    said.mkdir()
    _environment(tree)
    _users_files(tree)
    left_out = {line: reason for line in LINES for start, reason in NOT_HERE.items() if line.startswith(start)}
    if server is None:
        left_out |= {line: "no Neo4j could be started here" for line in LINES if "bolt://" in line}
    script = []
    for number, line in enumerate(LINES):
        if line not in left_out:
            typed = (
                line
                if server is None
                else line.replace(ADDRESS, server.uri).replace(PASSWORD, f"NEO4J_PASSWORD={server.password}")
            )
            script += [
                "{",
                typed,
                f"}} > {said}/{number}.out 2> {said}/{number}.err",
                f"echo $? > {said}/{number}.code",
            ]
    (folder / "script").write_text("\n".join(script) + "\n")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("KG_", "NEO4J_", "PYTHONPATH", "VIRTUAL_ENV", "COLUMNS"))
    }
    environment |= {"KG_LEXICON": str(lexicon_folder().resolve()), "KG_CACHE": str(folder / "cache")}
    subprocess.run(
        ["sh", str(folder / "script")], cwd=tree, env=environment, stdin=subprocess.DEVNULL, check=True, timeout=550
    )
    ran = {line: number for number, line in enumerate(LINES) if line not in left_out}
    yield Done(
        {line: int((said / f"{number}.code").read_text()) for line, number in ran.items()},
        {line: (said / f"{number}.out").read_text() for line, number in ran.items()},
        {line: (said / f"{number}.err").read_text() for line, number in ran.items()},
        left_out,
        tree,
    )
    if server is not None:
        clear(server, schema=True)


def _environment(tree: Path) -> None:
    """What `make run` sets up with a network: an environment with the packages of this one and the copy as what is
    installed.
    """
    venv.create(tree / ".venv", with_pip=False, symlinks=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(tree / ".venv"), "platbase": str(tree / ".venv")}))
    (site / "kg.pth").write_text(f"{tree}\n{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n")
    command = tree / ".venv" / "bin" / "kg"
    command.write_text(
        f"#!{tree}/.venv/bin/python\nfrom kg.interfaces.cli import main\nif __name__ == '__main__':\n    main()\n"
    )
    command.chmod(0o755)
    (tree / ".venv" / ".run").touch()


def _users_files(tree: Path) -> None:
    """The files that a user has, in words of this project."""
    example = tree / "pipelines" / "mtor-hcc"
    (tree / "more").mkdir()
    shutil.copy(example / "reviews.xml", tree / "more" / "reviews.xml")
    (tree / "baseline").mkdir()
    packed = {
        "my-abstracts.xml.gz": example / "clinical-trials.xml",
        "baseline/one.xml.gz": example / "observational.xml",
        "baseline/two.xml.gz": example / "distractors.xml",
    }
    for name, source in packed.items():
        (tree / name).write_bytes(gzip.compress(source.read_bytes(), mtime=0))
    (tree / "new.jsonl").write_text(
        json.dumps({"pmid": "99900001", "title": "Everolimus inhibited mTOR in HepG2 cells."}) + "\n"
    )
    (tree / "abstracts.xml").write_text(article_set(study(1), study(2, "sirolimus")), encoding="utf-8")
    (tree / "bc5cdr-dev.pubtator").write_text(GOLD, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.lexicon
@pytest.mark.neo4j
@pytest.mark.parametrize("line", LINES)
def test_a_line_of_the_readme_works_as_printed(line: str, done: Done) -> None:
    if line in done.left_out:
        pytest.skip(done.left_out[line])
    assert "Traceback" not in done.err[line]
    assert done.code[line] == 0, done.err[line] or done.out[line]


@pytest.mark.slow
@pytest.mark.lexicon
@pytest.mark.neo4j
def test_the_readme_shows_what_make_run_prints(done: Done) -> None:
    records = json.loads((done.tree / "build" / "mtor-hcc" / "run.json").read_text())["records"]
    assert f"reads the {records['read']} demonstration records" in README
    (run,) = [line for line in done.code if line.startswith("make run")]
    shown = re.findall(r"^(?:drug_id|CHEBI:\d+) .*$", README, re.MULTILINE)
    assert len(shown) >= 3
    printed = [line.split() for line in done.out[run].splitlines()]
    for row in shown:
        assert any(line[: len(row.split())] == row.split() for line in printed), row


def test_the_readme_has_lines_and_every_exception_is_one_of_them() -> None:
    assert len(LINES) > 20
    for start in NOT_HERE:
        assert any(line.startswith(start) for line in LINES), f"{start!r} is in the README no more"
    assert ADDRESS in README and PASSWORD in README
    assert "own into `.env`" in README and "With a server that you have" in README, (
        "which says that they are to be replaced"
    )


def test_one_form_of_the_command_is_used() -> None:
    first = next(number for number, line in enumerate(LINES) if re.match(r"(\.venv/bin/)?kg ", line))
    assert LINES[first - 1] == ". .venv/bin/activate"
    assert not [line for line in LINES if line.startswith(".venv/bin/kg")]
