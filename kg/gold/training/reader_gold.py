"""Gold studies as the reader learns them: the product's own mentions of each abstract, every pair of them, and what
annotators say of it.

The gold names drugs and diseases in words; a pair of entities is what a study speaks of where names of both, in that
document, fit these words (``fits``). Pairs that no study speaks of are the negatives.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.gold.training.corpus_files import every_document, lines
from kg.model import POLARITIES, TIERS, AnnotatedDocument
from kg.pipeline.annotator import Annotator
from kg.pipeline.relate.marked import mark
from kg.pipeline.relate.reader.model import STUDIED
from kg.pipeline.relate.reader.rows import DocumentEncoder, DocumentRows
from kg.pipeline.relate.reader.study_pairs import StudyPairs, study_pairs
from kg.pipeline.relate.tier import document_tier

HELD = 8
"""One document in so many is held back, by its id: scores are calibrated and thresholds chosen on these, and nothing is
learned.
"""

_STOP = frozenset(
    "the a an of in with and for to patients disease disorder syndrome acute chronic severe primary advanced".split()
)
_LEAST_SHARED = 0.5
"""Share of the words of two names of a disease that have to be the same for them to fit."""


@dataclass(frozen=True, slots=True)
class StudyLabel:
    """What the gold says of a pair: the drug's attribution (``mention`` where it is only spoken of), tier, polarity,
    and the numbers of the sentences that decide the polarity, as the product parts them.
    """

    role: str
    tier: str
    polarity: str
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class StudyExample:
    """A document to learn from or to measure on; ``labels``: pair (places in ``candidates.entities``) -> what the gold
    says of it.
    """

    id: str
    annotated: AnnotatedDocument
    candidates: StudyPairs
    rows: DocumentRows
    labels: Mapping[tuple[int, int], StudyLabel]


def examples(path: Path, annotate: Annotator, encode: DocumentEncoder) -> Iterator[StudyExample]:
    """The documents of a gold file that name both a drug and a disease. Raises InputError for a line that is no gold
    document.
    """
    gold = {one["id"]: one for one in _lines(path)}
    for record in every_document(path):
        if record.id not in gold:
            continue
        annotated = annotate.mentions(record)
        marked = mark(annotated)
        body = marked.within("objective", "methods", "results", "conclusions") if marked else ()
        tier = document_tier(record, body or marked.sentences[1:]) if marked else "mention"
        found = study_pairs(annotated, tier)
        rows = encode(annotated, found) if found else None
        if found and rows:
            yield StudyExample(record.id, annotated, found, rows, _labels(annotated, found, gold[record.id]))


def parted(path: Path, annotate: Annotator, encode: DocumentEncoder) -> tuple[list[StudyExample], list[StudyExample]]:
    """The documents to learn from and those that are held back. Raises InputError where there are not some of each."""
    documents = list(examples(path, annotate, encode))
    learned, held = ([one for one in documents if is_held(one.id) == part] for part in (False, True))
    if not (learned and held):
        raise InputError(
            f"{path}: {len(learned)} documents to learn from, {len(held)} to hold back; expected some of each"
        )
    return learned, held


def told(learned: Sequence[StudyExample], held: Sequence[StudyExample]) -> dict[str, str]:
    """The PMIDs of all documents and of those held back, as ``model.json`` lists them."""
    parts = {"publications": (*learned, *held), "held back": held}
    return {name: " ".join(sorted(one.id.partition(":")[2] for one in part)) for name, part in parts.items()}


def is_held(identifier: str) -> bool:
    """Whether a document is held back."""
    return zlib.crc32(f"{identifier}own".encode()) % HELD == 0


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for number, row in lines(path):
        try:
            sentences = row["sentences"]
            if not (isinstance(sentences, list) and all(isinstance(one, str) for one in sentences)):
                raise ValueError("sentences are a list of texts")
            studies = [_study(study, len(sentences)) for study in row["studies"]]
            yield {"id": f"PMID:{row['pmid']}", "sentences": sentences, "studies": studies}
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{path}, line {number}: expected a JSON object with pmid, sentences and studies ({error!r})"
            ) from error


def _study(study: Mapping[str, Any], sentences: int) -> Mapping[str, Any]:
    """A study as it is. Raises KeyError or ValueError where it lacks what is learned of it, or names a sentence that is
    not there.
    """
    if not isinstance(study, dict):
        raise ValueError(f"a study is {study!r}, expected an object")
    decisive = study.get("s", [])
    if not (isinstance(decisive, list) and all(type(at) is int and 0 <= at < sentences for at in decisive)):
        raise ValueError(f"s of a study is {decisive!r}, expected numbers of sentences, 0 to {sentences - 1}")
    for key, known in (
        ("drug", None),
        ("disease", None),
        ("tier", TIERS),
        ("polarity", POLARITIES),
        ("attribution", STUDIED),
    ):
        if not isinstance(study[key], str) or (known and study[key] not in known):
            raise ValueError(
                f"{key} of a study is {study[key]!r}, expected {'one of ' + ', '.join(known) if known else 'words'}"
            )
    return study


def _labels(
    annotated: AnnotatedDocument, found: StudyPairs, gold: Mapping[str, Any]
) -> dict[tuple[int, int], StudyLabel]:
    names = [
        frozenset(
            plain(name)
            for one in annotated.groundings
            if one.best is not None and one.best.id == entity.id
            for name in (one.mention.text, one.best.name, one.mention.expanded)
            if name
        )
        for entity in found.entities
    ]
    places = places_of(annotated, gold["sentences"])
    labels: dict[tuple[int, int], StudyLabel] = {}
    for study in gold["studies"]:
        drugs = [
            at for at, one in enumerate(found.entities) if one.type != "Disease" and fits(study["drug"], names[at])
        ]
        diseases = [
            at for at, one in enumerate(found.entities) if one.type == "Disease" and fits(study["disease"], names[at])
        ]
        if not diseases:
            diseases = [
                at
                for at, one in enumerate(found.entities)
                if one.type == "Disease" and fits(study["disease"], names[at], loosely=True)
            ]
        decisive = tuple(sorted({place for at in study.get("s", ()) if at < len(places) for place in places[at]}))
        role = "mention" if study["tier"] == "mention" else study["attribution"]
        for drug in drugs:
            for disease in diseases:
                labels.setdefault((drug, disease), StudyLabel(role, study["tier"], study["polarity"], decisive))
    return labels


def places_of(annotated: AnnotatedDocument, sentences: Sequence[str]) -> list[tuple[int, ...]]:
    """For each sentence of the gold the numbers of the product's own that it shares more than half with."""
    text, at = annotated.document.text, 0
    found: list[tuple[int, ...]] = []
    for sentence in sentences:
        start = text.find(sentence, max(0, at - 2))
        start = start if start >= 0 else text.find(sentence)
        if start < 0:
            found.append(())
            continue
        at = start + len(sentence)
        found.append(
            tuple(
                number
                for number, own in enumerate(annotated.sentences)
                if min(at, own.end) - max(start, own.start) > min(len(sentence), own.end - own.start) / 2
            )
        )
    return found


def plain(name: str) -> str:
    """A name in small letters, its words and numbers parted by single blanks."""
    return " ".join(re.findall(r"[a-z0-9]+", name.lower()))


def fits(words: str, names: frozenset[str], *, loosely: bool = False) -> bool:
    """Whether one of an entity's names in a document is what the gold's words say: the same, one within the other, or,
    ``loosely``, with half of their telling words in common.
    """
    wanted = plain(words)
    if wanted in names:
        return True
    if any(
        len(name) > 3 and len(wanted) > 3 and (f" {wanted} " in f" {name} " or f" {name} " in f" {wanted} ")
        for name in names
    ):
        return True
    if not loosely:
        return False
    telling = _telling(wanted)
    return any(telling and len(telling & own) / len(telling | own) >= _LEAST_SHARED for own in map(_telling, names))


def _telling(name: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in name.split()) - _STOP
