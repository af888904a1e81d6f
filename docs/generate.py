"""Writes the pages of docs/ that are made from the code: ``python docs/generate.py`` (``--check``: fail when one is out
of date).
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer

from kg import model, paths, schema
from kg.ask.catalogue import catalogue
from kg.ask.pack import load_queries
from kg.dataset import belief, curation
from kg.exchange.check import shacl
from kg.gold.evaluate import TASKS
from kg.gold.evaluate.evaluation import default_task
from kg.gold.evaluate.gold import PARTS, SHAPES, TUNED
from kg.interfaces.cli import app
from kg.ontologies import manifest
from kg.pipeline.relate.rules import read_rules

HERE = Path(__file__).parent


def table(columns: list[str], rows: list[list[str]]) -> Iterator[str]:
    """A Markdown table; bars in cells are escaped."""
    for row in (columns, ["---"] * len(columns), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def cli() -> str:
    """Every command with its options and example."""
    lines = [
        "# Commands",
        "",
        "stdout is data, stderr is talk; exit 0 good, 1 something was lost or rejected, 2 wrong usage.",
        "",
    ]
    for name, command in commands(typer.main.get_command(app), "kg"):
        lines += [f"## {name}", "", *_paragraphs(command.help or ""), ""]
        rows = [
            [", ".join(p.opts), getattr(p, "help", "") or "", default(p)]
            for p in command.params
            if p.name != "help" and not getattr(p, "hidden", False)
        ]
        lines += [*table(["option or argument", "meaning", "default"], rows), ""] if rows else []
    return "\n".join(lines)


def _paragraphs(text: str) -> list[str]:
    """The lines of a docstring; of an example, which has to be typed as it stands, the one line."""
    paragraphs = [
        [line.strip() for line in one.strip().splitlines()] for one in text.strip().split("\n\n") if one.strip()
    ]
    joined = [[" ".join(one)] if one[0].startswith("Example: ") else one for one in paragraphs]
    return [line for at, one in enumerate(joined) for line in ([""] * (at > 0) + one)]


def commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """The commands below a command, groups opened up."""
    inside = getattr(command, "commands", None)
    if inside is None:
        yield name, command
        return
    for key in inside:
        yield from commands(inside[key], f"{name} {key}")


def default(parameter: Any) -> str:
    """A parameter's default as printed; empty for none."""
    value = parameter.default
    return "" if value is None or value in ("", False, ()) or callable(value) else str(value)


def vocabulary() -> str:
    """Entity types, relations and the closed lists of evidence."""
    entities = [[e.label, e.category, ", ".join(e.prefixes), e.help] for e in schema.entity_types().values()]
    relations = [
        [
            r.name,
            ", ".join(r.subject),
            ", ".join(r.object),
            r.predicate,
            r.original,
            "; ".join(f"{k}={v}" for k, v in r.qualifiers),
            r.help,
        ]
        for r in schema.relations().values()
    ]
    lists = [
        ["tier", ", ".join(model.TIERS)],
        ["polarity", ", ".join(model.POLARITIES)],
        ["flags", ", ".join(model.FLAGS)],
        ["flags that a curator gives", ", ".join(curation.FLAGS)],
        ["comparators, beside drugs", ", ".join(model.CONTROLS)],
        ["section", ", ".join(model.SECTIONS)],
    ]
    lines = ["# Vocabulary", "", "From `ontologies/schema.toml` and `kg/model.py`.", "", "## Node labels", ""]
    lines += [
        *table(["label", "Biolink class", "id prefixes, preferred first", "meaning"], entities),
        "",
        "## Relations",
        "",
    ]
    lines += [
        *table(["edge", "subject", "object", "Biolink predicate", "RO", "qualifiers", "meaning"], relations),
        "",
        "## Evidence",
        "",
    ]
    lines += [*table(["list", "values, in order"], lists), ""]
    lines += [
        *_wrapped(
            "What the score of evidence is multiplied by in the belief of its assertion"
            " ([decision 14](decisions/0014-belief.md)):"
        ),
        "",
    ]
    tiers = [["tier", name or "none", f"{weight:.1f}"] for name, weight in belief.TIERS.items()]
    flags = [
        ["flag", name, f"{weight:.1f}" + " (its score is lower)" * (weight == 1)]
        for name, weight in belief.FLAGS.items()
    ]
    flags.append(["flag", curation.ACCEPTED, "1.0, and 1 stands for the score"])
    lines += [*table(["of", "value", "weight"], [*tiers, *flags]), ""]
    return "\n".join(lines)


def sources() -> str:
    """The sources of the lexicon."""
    rows = [[s.name, s.title, s.version, s.licence, s.gives] for s in manifest.load().sources.values()]
    lines = [
        "# Sources of the lexicon",
        "",
        "From `ontologies/manifest.toml`; `kg ontologies list` prints the same.",
        "",
    ]
    return "\n".join([*lines, *table(["name", "title", "version", "data licence", "gives"], rows), ""])


def rules() -> str:
    """The rules for roles."""
    found = read_rules(paths.data("ontologies", "roles.toml"))
    rows = [[r.name, str(len(r.patterns)), f"{r.score:.2f}"] for r in found]
    lines = [
        *("# Rules for roles", ""),
        *_wrapped(
            "They read which class a sentence puts a drug in (`HAS_ROLE`), in both profiles; what else a sentence"
            " states is read by models. From `ontologies/roles.toml`, where each rule's example sentences stand: they"
            " are its tests."
        ),
        "",
    ]
    return "\n".join([*lines, *table(["rule", "patterns", "score"], rows), ""])


def evaluate() -> str:
    """What ``kg evaluate`` takes and gives."""
    shapes = [[name, meaning, ", ".join((default_task(name), *_others(name)))] for name, meaning in SHAPES.items()]
    shares = ", ".join(f"{share} documents in {of} ({name})" for name, (share, of) in TUNED.items())
    lines = [
        *("# Gold data, columns and kinds of mistakes of `kg evaluate`", ""),
        *_wrapped(
            "Without `--task` a file is used for the task that stands first in its line. A gold document with a "
            "mention or a relation that does not fit its text is named, left out whole and counted: the exit code "
            "is 1, as with a file that is no gold for the task."
        ),
        *("", *table(["shape", "is", "tasks"], shapes), ""),
        *_wrapped(
            f"`--part` takes the documents of one of two parts, {' or '.join(PARTS)}, told apart by a hash of a"
            f" document's id. The first is the one to tune on: {shares}."
        ),
        "",
        *_wrapped(
            "With `--errors FILE` every mistake is a JSON object a line: `task`, `kind`, `document`, `start` and `end`"
            " (code points of the document's text, or of the sentence for gold in sentences; -1 where there is no one"
            " place), `text`, `type`, `expected`, `found`, `sentence`."
        ),
        "",
        *_wrapped(
            "What a study, its labels and each relation of a claim are is settled in"
            " [studies-and-claims.md](studies-and-claims.md)."
        ),
        "",
    ]
    for name, task in TASKS.items():
        lines += [f"## {name}: {task.help}", "", *_wrapped(task.compared), ""]
        lines += [*table(["column", "meaning"], [list(one) for one in task.columns.items()]), ""]
        if task.given_columns:
            lines += [
                "With `--given`:",
                "",
                *table(["column", "meaning"], [list(one) for one in task.given_columns.items()]),
                "",
            ]
        lines += [*table(["kind of mistake", "meaning"], [list(one) for one in task.kinds.items()]), ""]
    return "\n".join(lines)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 118, break_on_hyphens=False, break_long_words=False)


def _others(shape: str) -> list[str]:
    return [name for name, task in TASKS.items() if shape in task.shapes and name != default_task(shape)]


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli,
    "evaluate.md": evaluate,
    "queries.md": lambda: catalogue(load_queries().values()),
    "vocabulary.md": vocabulary,
    "sources.md": sources,
    "rules.md": rules,
    "../ontologies/shapes.ttl": shacl.turtle,
}
"""Page, from here -> what makes it."""


def main() -> None:
    """Write the pages, or with ``--check`` say which are out of date and leave with 1."""
    stale = []
    for name, make in PAGES.items():
        path, text = HERE / name, make().rstrip("\n") + "\n"
        if "--check" in sys.argv[1:]:
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            path.write_text(text, encoding="utf-8")
    if stale:
        sys.exit(f"out of date: {', '.join(stale)}; run `make fix`")


if __name__ == "__main__":
    main()
