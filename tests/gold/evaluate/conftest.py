"""Ways to measure a few lines of gold from within a test. All gold here is written for the tests, in our own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kg.gold.evaluate import labelled_reading
from kg.gold.evaluate.evaluation import evaluate
from kg.gold.evaluate.reliability import is_scored
from kg.gold.evaluate.task import Mistake, TaskRow, TaskSettings
from kg.lexicon.lexicon import Lexicon
from kg.ontologies.terms import Term, Xref
from kg.ontologies.writer import write
from tests.gold.evaluate.said import Said, annotator
from tests.small_lexicon import terms


@dataclass(frozen=True, slots=True)
class Measured:
    """What an evaluation gave and said."""

    task: str
    columns: list[str]
    rows: list[TaskRow]
    mistakes: list[Mistake]
    said: list[str]
    rejected: int

    def row(self, type_: str, scheme: str = "") -> TaskRow:
        """The row of a type."""
        (row,) = [
            row
            for row in self.rows
            if row["type"] == type_ and row.get("scheme", "") in ("", scheme or row.get("scheme", ""))
        ]
        return row

    def unscored(self) -> list[TaskRow]:
        """The rows that are not about scores."""
        return [row for row in self.rows if not is_scored(row)]

    def kinds(self) -> list[tuple[str, str]]:
        """(kind, text) of every mistake."""
        return [(mistake.kind, mistake.text) for mistake in self.mistakes]


Measure = Callable[..., Measured]
Find = Callable[..., None]


@pytest.fixture(scope="session")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The small lexicon, with a second MeSH id for sirolimus and a role that annotators take for a chemical."""
    made = terms()
    made.terms["CHEBI:50114"] = Term("CHEBI:50114", "Role", "estrogen", "chebi")
    made.xrefs += [Xref("CHEBI:9168", "MESH:C000001", "chebi"), Xref("CHEBI:50114", "MESH:D004967", "chebi")]
    folder = tmp_path_factory.mktemp("evaluate") / "lexicon"
    folder.mkdir()
    write(folder, made, {"licences": {}, "sources": {}})
    return Lexicon(folder)


@pytest.fixture
def measure(lexicon: Lexicon, tmp_path: Path) -> Measure:
    """Measures gold given as text (several texts are several files)."""

    def call(*contents: str | bytes, task: str = "", **settings: Any) -> Measured:
        paths = []
        for number, content in enumerate(contents, 1):
            path = tmp_path / f"gold{number}"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            paths.append(str(path))
        said: list[str] = []
        settings.setdefault("profile", "fast")
        name, columns, outcome = evaluate(paths, task, TaskSettings(lambda: lexicon, **settings), said.append)
        for row in outcome.rows:
            assert list(row) == columns, "every row has the columns that are documented, in their order"
        told = [one.replace(f"{tmp_path}/", "") for one in said]
        return Measured(name, columns, outcome.rows, outcome.mistakes, told, len(outcome.rejects))

    return call


def block(
    pmid: int | str,
    title: str,
    abstract: str,
    mentions: Sequence[tuple[str, int, str, str]] = (),
    relations: Sequence[Sequence[str]] = (),
) -> str:
    """A PubTator block; a mention is (text, which of its places counted from 0, type, id)."""
    text = f"{title}\n{abstract}"
    lines = [f"{pmid}|t|{title}", f"{pmid}|a|{abstract}"]
    for surface, nth, type_, identifier in mentions:
        start = place(text, surface, nth)
        lines.append(f"{pmid}\t{start}\t{start + len(surface)}\t{surface}\t{type_}\t{identifier}")
    lines += ["\t".join((str(pmid), *relation)) for relation in relations]
    return "\n".join(lines) + "\n\n"


def place(text: str, surface: str, nth: int = 0) -> int:
    """Where a surface stands in a text for the ``nth`` time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    return start


@pytest.fixture
def find(monkeypatch: pytest.MonkeyPatch) -> Find:
    """Says what the tasks studies and claims find in documents: ``find(pmid1=[...])``."""

    def says(**documents: Sequence[Said]) -> None:
        by_id = {name.replace("pmid", "PMID:"): said for name, said in documents.items()}
        monkeypatch.setattr(labelled_reading, "Annotator", annotator(by_id))

    return says


def counts(found: Measured, type_: str) -> list[object]:
    """Gold, recalled, found and right of a row."""
    return [found.row(type_)[key] for key in ("gold", "recalled", "found", "right")]
