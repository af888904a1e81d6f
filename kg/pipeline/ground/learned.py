"""What annotators of corpora call things: names with the ids they were given in gold data, counted a corpus.

A table of names is the strongest single cue to a gold id, because annotators call the same thing by the same id again.
It ships as ``names.tsv``, made by ``kg train grounding``.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from kg import paths
from kg.errors import ModelError
from kg.lexicon import names
from kg.lexicon.similar import SimilarNames
from kg.pipeline.ground import gene_families, species
from kg.pipeline.ground.annotated_ids import Ids
from kg.pipeline.ground.evidence import is_refolded
from kg.pipeline.guidelines import Guideline

FILE = "names.tsv"
COLUMNS = ("type", "name", "taxon", "ids", "corpora")
NOTHING = "-"
"""What stands for *annotated, without an id*."""

TWO = 2
"""Documents in which a gene has a name that a short text is in other capitals or with a hyphen, so that it is no
chance.

The table keeps one spelling of a name.
"""

CASED = 4
"""Characters of the longest name of a drug or disease that is another thing in another case (``Na`` and ``NA``,
``cAMP``, ``camp``).
"""

OWN = 100
"""How many documents of other corpora one of the corpus whose guideline is followed outweighs."""


@dataclass(frozen=True, slots=True)
class LearnedName:
    """A row of the table: a name, as it is most often printed (``text``), with ids that annotators gave it.

    ``type``: the entity type that it was annotated as. ``taxon``: of genes whose species is known, its CURIE; else
    empty. ``ids``: several where annotators took the name for several things at once, none where they gave it no id.
    ``counts``: each corpus that has the name with these ids, with the number of its documents that do.
    """

    type: str
    text: str
    taxon: str
    ids: Ids
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Recalled:
    """The ids that annotators mostly gave a name, and how surely they did.

    ``ids``: of all ids of the name those with the most documents, where each of the corpus that is followed counts
    ``OWN`` times.
    ``count``: the documents that have them, each counted once.
    ``share``: of all the name's documents those that have them, counted as for ``ids`` (0..1).
    ``own``: whether the corpus that is followed has them.
    ``corpora``: all corpora that have them, by name.
    """

    ids: Ids
    count: int
    share: float
    own: bool
    corpora: tuple[str, ...]


class LearnedNames:
    """The table in memory; ``guideline`` is that of the corpus whose annotators count most."""

    def __init__(self, rows: tuple[LearnedName, ...], guideline: Guideline) -> None:
        self.guideline = guideline
        self.rows = rows
        self._by_key: dict[tuple[str, str], list[LearnedName]] = {}
        for row in rows:
            for key in names.keys(row.text):
                self._by_key.setdefault((row.type, key), []).append(row)

    def recall(self, type_: str, text: str, taxon: str = "") -> Recalled | None:
        """What annotators call ``text``; with ``taxon`` only genes of that species count. None for a name they never
        met.
        """
        return self._recall(type_, text, taxon)

    @lru_cache(maxsize=1 << 15)  # noqa: B019 - the table lives as long as its process
    def _recall(self, type_: str, text: str, taxon: str) -> Recalled | None:
        for key in names.keys(text):
            rows = [row for row in self._by_key.get((type_, key), ()) if not taxon or row.taxon == taxon]
            if rows:
                return self._most_frequent(rows)
        return None

    def _most_frequent(self, rows: list[LearnedName]) -> Recalled:
        weights: Counter[Ids] = Counter()
        own: set[Ids] = set()
        for row in rows:
            for corpus, count in row.counts:
                weights[row.ids] += count * (OWN if corpus == self.guideline.name else 1)
                if corpus == self.guideline.name:
                    own.add(row.ids)
        best = min(weights, key=lambda ids: (-weights[ids], str(ids)))
        counts = [one for row in rows if row.ids == best for one in row.counts]
        corpora = tuple(sorted({corpus for corpus, _ in counts}))
        return Recalled(
            best, sum(count for _, count in counts), weights[best] / sum(weights.values()), best in own, corpora
        )

    def said(self, type_: str, text: str) -> Mapping[Ids, Mapping[str, int]]:
        """Ids that annotators gave a name -> corpus -> documents, whatever the species; empty for a name they never
        met.
        """
        return self._said(type_, text)

    def printed(self, type_: str, text: str) -> frozenset[str]:
        """How annotators' texts print a name; the table keeps one spelling, in the singular or plural, of each
        entity's.
        """
        return frozenset([row.text for key in names.keys(text) for row in self._by_key.get((type_, key), ())])

    @lru_cache(maxsize=1 << 15)  # noqa: B019 - the table lives as long as its process
    def _said(self, type_: str, text: str) -> Mapping[Ids, Mapping[str, int]]:
        counted: dict[Ids, Counter[str]] = {}
        for row in {row: None for key in names.keys(text) for row in self._by_key.get((type_, key), ())}:
            if type_ != "Target" and len(text) <= CASED and row.text not in (text, text.removesuffix("s")):
                continue
            if (
                type_ == "Target"
                and sum(count for _, count in row.counts) < TWO
                and is_refolded(text, row.text.upper(), gene=True, symbol=True)
            ):
                continue
            counted.setdefault(row.ids, Counter()).update(dict(row.counts))
        return counted

    def of_genes(self) -> Iterator[LearnedName]:
        """The names of genes whose species is known."""
        return (row for row in self.rows if row.type == "Target" and row.taxon and row.ids)

    def similar(
        self, text: str, like: SimilarNames, limit: int = 5, least: float = 0.0
    ) -> list[tuple[LearnedName, float]]:
        """Names of diseases with an id that are most like ``text``, with their likeness (``least`` to 1); ``like``
        weighs the grams.
        """
        index, rows = self._index(like)
        return [(rows[place], score) for place, score in index(text, limit, least)]

    @lru_cache(maxsize=1)  # noqa: B019 - one index a table
    def _index(self, like: SimilarNames) -> tuple[SimilarNames, list[LearnedName]]:
        rows = [row for row in self._diseases if row.ids]
        return SimilarNames.of([row.text for row in rows], like), rows

    @cached_property
    def _diseases(self) -> list[LearnedName]:
        """One row a disease's name, the one with its most frequent ids."""
        best: dict[str, LearnedName] = {}
        for row in self.rows:
            if row.type == "Disease" and (known := self.recall(row.type, row.text)) and known.ids == row.ids:
                best.setdefault(names.key(row.text), row)
        return list(best.values())


def in_use() -> Path:
    """Folder of the table that ships with kg, or of the one that ``KG_MODELS`` names instead."""
    return paths.models("ground")


def content_hash(folder: Path) -> str:
    """SHA-256 (hex) of all that is learned for grounding. Raises ModelError where it is missing."""
    return hashlib.sha256(
        b"".join(_bytes(folder, name) for name in (FILE, gene_families.FILE, species.FILE))
    ).hexdigest()


def load(folder: Path, guideline: Guideline) -> LearnedNames:
    """Read a table. Raises ModelError where it is missing or not in its layout."""
    content = _bytes(folder)
    try:
        lines = csv.reader(io.StringIO(content.decode("utf-8")), delimiter="\t", quoting=csv.QUOTE_NONE)
        if (head := tuple(next(lines, ()))) != COLUMNS:
            raise ValueError(f"columns {head} found, {COLUMNS} expected")
        rows = tuple(_row(fields) for fields in lines)
    except (ValueError, csv.Error) as error:
        raise ModelError(f"{folder / FILE}: damaged ({error}); install kg again") from error
    return LearnedNames(rows, guideline)


def save(folder: Path, rows: tuple[LearnedName, ...]) -> None:
    """Write a table, one line a name and ids, in the order of ``rows``."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join(COLUMNS)]
    for row in rows:
        counts = ",".join(f"{corpus}={count}" for corpus, count in row.counts)
        lines.append("\t".join((row.type, row.text, row.taxon, str(row.ids) or NOTHING, counts)))
    (folder / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _row(fields: list[str]) -> LearnedName:
    type_, text, taxon, ids, corpora = fields
    counts = tuple((corpus, int(count)) for corpus, _, count in (one.partition("=") for one in corpora.split(",")))
    return LearnedName(type_, text, taxon, Ids.read("" if ids == NOTHING else ids), counts)


def _bytes(folder: Path, name: str = FILE) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise ModelError(f"{folder / name}: cannot be read ({error.strerror}); install kg again") from error
