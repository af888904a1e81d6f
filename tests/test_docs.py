"""The documentation says what is so: generated pages are current, and every command in them can be typed."""

from __future__ import annotations

import importlib.util
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer.main

from kg import model
from kg.ask.pack import find, load_queries
from kg.ask.queries import parse_parameters
from kg.exchange.export import EXPORTS, FOLDERS
from kg.gold.evaluate import TASKS
from kg.interfaces import cli
from kg.pipeline.config import STAGES, read_pipeline

ROOT = Path(__file__).resolve().parent.parent
PIPELINE_PAGES = sorted((ROOT / "pipelines").rglob("*.md"))
FIRST_PAGES = [ROOT / f"{name}.md" for name in ("README", "CONTEXT", "CONTRIBUTING", "SECURITY")]
PAGES = [*FIRST_PAGES, *sorted((ROOT / "docs").rglob("*.md")), *PIPELINE_PAGES]
FENCE = re.compile(r"^```(\w*)(?: title=\"[^\"\n]*\")?\n(.*?)^```", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r"^```\w+ title=\"([^\"\n]*)\"", re.MULTILINE)
INLINE = re.compile(r"(?<!`)`((?:\.venv/bin/)?kg [a-z][^`]*)`(?!`)")


def _commands() -> Iterator[tuple[str, str]]:
    """(page, command line) of every ``kg`` command in a fence (but one of ``text``, which holds output) or between
    backticks.
    """
    for page in PAGES[: -len(PIPELINE_PAGES)]:
        text = page.read_text(encoding="utf-8")
        lines = [line.strip() for kind, body in FENCE.findall(text) if kind != "text" for line in body.splitlines()]
        lines += [" ".join(match.split()) for match in INLINE.findall(FENCE.sub("", text))]
        for line in lines:
            bare = line.removeprefix("$ ").removeprefix(".venv/bin/").removeprefix("docker compose run --rm ")
            if re.match(r"kg [a-z-]", bare):
                yield str(page.relative_to(ROOT)), bare


COMMANDS = sorted(set(_commands()))


def _parsed(line: str) -> tuple[str, dict[str, Any]]:
    """The command's name and its parameters; raises what the command line would say."""
    words = shlex.split(line, comments=True)[1:]
    words = words[: next((at for at, word in enumerate(words) if word in ("|", ">", "<", "&&")), len(words))]
    command: Any = typer.main.get_command(cli.app)
    name = []
    while hasattr(command, "commands"):
        name.append(words.pop(0))
        choices = name[-1].split("|")  # `kg ontologies build|list` names several
        assert all(choice in command.commands for choice in choices), f"there is no command {' '.join(name)}"
        command = command.commands[choices[0]]
    return " ".join(name), command.make_context(name[-1], list(words)).params


def _is_sketch(line: str) -> bool:
    """Whether a line shows a form of a command (``kg run PIPELINE.toml ...``), not one to type."""
    return (
        "..." in line
        or "[" in line
        or bool(re.search(r"\b[A-Z]{4,}\b(?!:)", re.sub(r'"[^"]*"', "", line)))
        or len(line.split()) == 2
    )


@pytest.mark.parametrize(("page", "line"), [(page, line) for page, line in COMMANDS if not _is_sketch(line)])
def test_a_command_in_the_docs_can_be_typed(page: str, line: str) -> None:
    name, given = _parsed(line)
    written = {
        Path(title).stem for title in TITLE.findall((ROOT / page).read_text(encoding="utf-8"))
    }  # what a how-to page adds
    if name == "query" and given["name"] and given["name"] not in written:
        parse_parameters(find(given["name"], load_queries()), given["parameters"] or ())
    if name == "export":
        assert set(given["format_"].split("|")) <= {*EXPORTS, *FOLDERS, *written}
    if name == "run" and str(given["pipeline"]).startswith("pipelines/"):
        assert (ROOT / given["pipeline"]).is_file() or "pipelines/mine.toml" in (ROOT / page).read_text(
            encoding="utf-8"
        )


@pytest.mark.parametrize(("page", "line"), [(page, line) for page, line in COMMANDS if _is_sketch(line)])
def test_a_command_named_in_the_docs_exists(page: str, line: str) -> None:
    words = line.split()
    command: Any = typer.main.get_command(cli.app).commands[words[1]]  # type: ignore[attr-defined]
    if hasattr(command, "commands") and len(words) > 2:
        assert set(words[2].split("|")) <= command.commands.keys()


def test_the_docs_hold_commands_at_all() -> None:
    assert len({page for page, _ in COMMANDS}) >= 2
    assert {line.split()[1] for _, line in COMMANDS} >= {
        "run",
        "query",
        "queries",
        "explain",
        "ground",
        "export",
        "ontologies",
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", FENCE.sub("", page.read_text(encoding="utf-8"))):
        assert (page.parent / target).exists(), target


def test_make_targets_in_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(
        re.findall(
            r"\bmake ([a-z]+)\b",
            "\n".join(body for _, body in FENCE.findall((ROOT / "README.md").read_text(encoding="utf-8"))),
        )
    )
    assert {"run", "test"} <= named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_pipelines_in_the_docs_are_read(tmp_path: Path) -> None:
    found = 0
    for page in PAGES:
        for kind, body in FENCE.findall(page.read_text(encoding="utf-8")):
            if kind == "toml" and "[source]" in body:
                found += 1
                (tmp_path / "p.toml").write_text(body)
                (tmp_path / "corrections.tsv").write_text("surface\ttype\tid\twhy\n")
                pipeline = read_pipeline(tmp_path / "p.toml")
                if pipeline.answer.query:
                    parse_parameters(find(pipeline.answer.query, load_queries()), pipeline.answer.parameters)
    assert found


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """``docs/generate.py`` as a module."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_current(generate: ModuleType) -> None:
    for name, make in generate.PAGES.items():
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == make().rstrip("\n") + "\n", (
            f"{name} is out of date: run `make fix`"
        )


def test_generated_pages_do_not_depend_on_the_terminal(generate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {}
    for width in ("40", "200"):
        monkeypatch.setenv("COLUMNS", width)
        pages[width] = {name: make() for name, make in generate.PAGES.items()}
    assert pages["40"] == pages["200"]


def test_check_names_the_pages_that_are_out_of_date(
    generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "docs"
    for folder in (here, tmp_path / "ontologies"):
        folder.mkdir()
    monkeypatch.setattr(generate, "HERE", here)
    monkeypatch.setattr(sys, "argv", ["generate.py"])
    generate.main()
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])
    generate.main()
    (here / "rules.md").write_text("old")
    (here / "cli.md").unlink()
    with pytest.raises(SystemExit, match=r"out of date: cli\.md, rules\.md"):
        generate.main()


def test_generated_pages_name_everything_they_are_about(generate: ModuleType) -> None:
    relations = tomllib.loads((ROOT / "ontologies" / "schema.toml").read_text(encoding="utf-8"))["relation"]
    vocabulary = generate.PAGES["vocabulary.md"]()
    assert all(
        name in vocabulary for name in (*relations, *model.TIERS, *model.POLARITIES, *model.FLAGS, *model.SECTIONS)
    )
    manifest = tomllib.loads((ROOT / "ontologies" / "manifest.toml").read_text(encoding="utf-8"))["source"]
    assert all(f"| {name} |" in generate.PAGES["sources.md"]() for name in manifest)
    page = generate.PAGES["cli.md"]()
    for line in page.splitlines():
        if line.startswith("Example: "):
            _parsed(line.removeprefix("Example: "))
    options = {line.split("|")[1].strip(): line for line in page.splitlines() if line.startswith("| --")}
    assert all(re.search(rf"\b{stage}\b", options["--stop-after"]) for stage in STAGES)
    assert all(re.search(rf"[ ,]{task}[ ,;]", options["--task"]) for task in TASKS)
    assert page.count("Example: kg ") == page.count("\n## kg ")


def test_every_command_that_asks_a_dataset_takes_it_by_store(generate: ModuleType) -> None:
    found = {
        name: {option for one in command.params if not getattr(one, "hidden", False) for option in one.opts}
        for name, command in generate.commands(typer.main.get_command(cli.app), "kg")
    }
    asking = "query ask explain report sample serve mcp names rejects export sparql check".split()
    judging = [name for name in found if name.startswith("kg curate ")]
    assert judging and not [one for one in (*(f"kg {one}" for one in asking), *judging) if "--store" not in found[one]]
    assert [name for name, options in found.items() if options & {"--dataset", "dataset"}] == ["kg load"]
