"""Abstracts with the studies and the claims that a reader found in them: JSON lines with ``studies``, ``claims`` or
both.

What each label means is settled in docs/studies-and-claims.md. A document of whose labels one cannot be used is left
out whole: what is found at that place could be neither right nor wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from kg.gold.evaluate.gold import GoldFile, objects
from kg.model import POLARITIES, TIERS, Document, Reject
from kg.pipeline import sources
from kg.pipeline.sources.registries import with_trials

ATTRIBUTIONS = ("drug", "combination", "comparator")
"""To whom the result of a study can be credited."""

RELATIONS = (
    "INHIBITS",
    "ACTIVATES",
    "DOWNREGULATES",
    "UPREGULATES",
    "BINDS",
    "SUBSTRATE_OF",
    "AFFECTS",
    "CAUSES",
    "ASSOCIATED_WITH",
    "PARTICIPATES_IN",
    "INTERACTS_WITH",
)
"""Relations of claims. STUDIED_FOR is what studies are; AMELIORATES is left to them too."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the gold, and the ``others`` that count as right too, because readers differed."""

    value: str
    others: tuple[str, ...] = ()

    def allows(self, said: str) -> bool:
        """Whether ``said`` is right."""
        return said == self.value or said in self.others

    @property
    def told(self) -> str:
        """All that is right, in words."""
        return " or ".join(dict.fromkeys((self.value, *self.others)))


@dataclass(frozen=True, slots=True)
class GoldStudy:
    """A drug tested against a disease, both in the words of the abstract; ``sentence`` is what decides the polarity, if
    the gold says it.

    ``must``: it has to be found; else it may be, and then what is read of it counts.
    """

    drug: str
    disease: str
    tier: Label
    polarity: Label
    attribution: Label
    must: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim of the gold between two things in the words of the abstract.

    ``negated``: the abstract says that it does not hold. ``must`` and ``sentence`` as in ``GoldStudy``.
    """

    subject: str
    relation: Label
    object: str
    negated: bool
    must: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with its gold; None where its line has no such list, because nobody looked for them."""

    document: Document
    studies: tuple[GoldStudy, ...] | None
    claims: tuple[GoldClaim, ...] | None


class _UnusableError(Exception):
    """Why a document's labels cannot be used."""


def labelled(file: GoldFile) -> Iterator[Labelled | Reject]:
    """The documents of a file in order; a line that is no document, or whose labels are malformed, is a Reject."""
    rows = dict(_rows(file))
    # trials that only the text names belong to a document as kg annotate reads it, and a trial is a study
    records = list(with_trials(import_module(sources.FORMATS[file.format]).parse(iter([file.data]), file.path)))
    spoilt = {(one.place, one.id) for one in records if isinstance(one, Reject)}
    first: dict[str, str] = {}
    for record in records:
        if isinstance(record, Reject):
            yield Reject(record.source, record.place, "gold", f"{record.reason}; the line is left out", record.id)
        elif isinstance(record, Document) and (record.place, record.id) not in spoilt:
            try:
                if record.id in first:
                    raise _UnusableError(f"is there already, on {first[record.id]}: expected every document once")
                first[record.id] = record.place
                yield _labelled(record, rows[int(record.place.removeprefix("line "))])
            except _UnusableError as error:
                yield Reject(file.path, record.place, "gold", f"{error}; the line is left out", record.id)


def _rows(file: GoldFile) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects alone: the reader of the documents tells of the other lines."""
    for row in objects(file):
        if not isinstance(row, Reject):
            yield row


def _labelled(document: Document, row: dict[str, Any]) -> Labelled:
    if "studies" not in row and "claims" not in row:
        raise _UnusableError(
            "neither studies nor claims: expected a list under one of them at least; [] where the document has none"
        )
    sentences = row.get("sentences")
    if sentences is not None and not (isinstance(sentences, list) and all(isinstance(one, str) for one in sentences)):
        raise _UnusableError(f"sentences is {_shown(sentences)}: expected a list of strings")
    studies = [_study(item) for item in _items(row, "studies", sentences)] if "studies" in row else None
    claims = [_claim(item) for item in _items(row, "claims", sentences)] if "claims" in row else None
    return Labelled(document, None if studies is None else tuple(studies), None if claims is None else tuple(claims))


@dataclass(frozen=True, slots=True)
class _Listed:
    """An object of a list of labels: where it stands, in words, and the document's sentences as the gold counts
    them.
    """

    where: str
    row: dict[str, Any]
    document_sentences: list[str] | None

    def wrong(self, key: str, expected: str) -> _UnusableError:
        """What is under a key and should not be."""
        found = f"{key} is {_shown(self.row[key])}" if key in self.row else f"no {key}"
        return _UnusableError(f"{self.where}: {found}: expected {expected}")

    def words(self, key: str) -> str:
        """A text with more than white space."""
        value = self.row.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "the words of the abstract")
        return value

    def label(self, key: str, also: str, allowed: tuple[str, ...]) -> Label:
        """One of ``allowed``, with the others that the list under ``also`` lets count."""
        value, others = self.row.get(key), self.row.get(also, [])
        if value not in allowed:
            raise self.wrong(key, f"one of {', '.join(allowed)}")
        if not isinstance(others, list) or any(one not in allowed for one in others):
            raise self.wrong(also, f"a list of {', '.join(allowed)}")
        return Label(value, tuple(others))

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """True or false; without a default it has to be there."""
        value = self.row.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "true or false")
        return value

    def sentence(self) -> str:
        """The text of the sentences whose numbers stand under ``s``; empty where the gold gives none."""
        value = self.row.get("s", [])
        numbers = value if isinstance(value, list) else [value]
        last = None if self.document_sentences is None else len(self.document_sentences) - 1
        if not all(type(one) is int and one >= 0 and (last is None or one <= last) for one in numbers):
            raise self.wrong("s", "numbers of sentences" + ("" if last is None else f", 0 to {last}"))
        return " ".join(self.document_sentences[one] for one in numbers) if self.document_sentences else ""


def _items(row: dict[str, Any], key: str, sentences: list[str] | None) -> Iterator[_Listed]:
    values = row[key]
    if not isinstance(values, list):
        raise _UnusableError(f"{key} is {_shown(values)}: expected a list of objects")
    for number, value in enumerate(values, 1):
        where = f"{key}: item {number}"
        if not isinstance(value, dict):
            raise _UnusableError(f"{where} is {_shown(value)}: expected an object")
        yield _Listed(where, value, sentences)


def _study(item: _Listed) -> GoldStudy:
    return GoldStudy(
        item.words("drug"),
        item.words("disease"),
        item.label("tier", "accept_tier", TIERS),
        item.label("polarity", "accept", POLARITIES),
        item.label("attribution", "accept_attribution", ATTRIBUTIONS),
        item.flag("must", default=True),
        item.sentence(),
    )


def _claim(item: _Listed) -> GoldClaim:
    return GoldClaim(
        item.words("subject"),
        item.label("relation", "accept", RELATIONS),
        item.words("object"),
        item.flag("negated"),
        item.flag("must", default=True),
        item.sentence(),
    )


def _shown(value: object, length: int = 60) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= length else text[:length] + "..."
