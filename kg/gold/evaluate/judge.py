"""What kind of mistake a grounding is, and how ids are compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.exchange.annotation_formats.printed_names import NAMESPACES, PUBTATOR_TYPES, namer
from kg.gold.evaluate.task import Mistake, sentence_at
from kg.lexicon.lexicon import Lexicon
from kg.model import Annotation, Candidate, Document, Grounding, Mention, Sentence

_LIST = re.compile(r"[|,]")

Namespaces = dict[str, tuple[str, ...]]
"""Node label -> namespaces in which its ids are compared."""

COMPARED = (
    "Ids are compared in the namespaces that the gold uses for a type, into which ours are brought as by the option"
    " --ids of annotate: an entity with several ids in a namespace stands for the one that is printed there, and no"
    " other counts. Of a gold mention with several ids (D1|D2 or D1,D2) all are required; -1 and - are none. A type"
    " without any id in the gold is left out."
)
"""How things are compared, for the documentation."""

KINDS: dict[str, str] = {
    "not-in-lexicon": "no entity of the lexicon has the gold id, as its own or as a cross-reference",
    "other-type": "the lexicon has the gold id on an entity of another type",
    "other-id": "the right entity, printed with another of its ids in that namespace",
    "lower-candidate": "the right entity is among the candidates, but not the first",
    "composite": "the gold wants several ids of one mention",
    "no-cross-reference": "the entity found has no id in the gold's namespaces",
    "wrong-entity": "another entity, and the right one is not among the candidates",
    "name-unknown": "no candidate: the lexicon has the entity, but not under this name, or the name says too little",
    "boundary": "raw text: what was found at the gold mention has other borders",
    "mention-missed": "raw text: nothing of the type was found at the gold mention",
    "extra-id": "raw text: an id that the gold has nowhere in the document, found at a mention that has others",
    "spurious": "raw text: an id found where the gold has no mention of the type",
    "should-have-none": "given mentions: an id where the gold has none",
}
"""Kinds of mistakes; of several that one gold id gives rise to in a document the first here is told."""


@dataclass(frozen=True, slots=True)
class JudgedDocument:
    """A document at hand: what the mistakes in it are told with."""

    document: Document
    sentences: tuple[Sentence, ...]

    def mistake(self, kind: str, at: Annotation | Mention, expected: str, found: str) -> Mistake:
        """A mistake at a mention."""
        sentence = sentence_at(self.document, self.sentences, at.start)
        return Mistake(
            kind, self.document.id, at.start, at.end, at.text, PUBTATOR_TYPES[at.type], expected, found, sentence
        )


class Judge:
    """Holds the lexicon and how ids are printed."""

    def __init__(self, lexicon: Lexicon, namespaces: Namespaces) -> None:
        self._lexicon = lexicon
        self._name = namer(lexicon, namespaces, bare=False)

    def printed(self, candidates: Sequence[Candidate], label: str) -> tuple[str, ...]:
        """The ids that stand for the candidates of a mention of this node label; none where they have none in the
        namespaces.
        """
        return tuple(dict.fromkeys(one for one in _LIST.split(self._name(candidates, label)) if one))

    def absent(self, wanted: str, type_: str) -> str:
        """The kind of mistake when the lexicon has no entity of the type with the gold id, else nothing."""
        row = self._lexicon.row(wanted)
        if row is None:
            return "" if self._lexicon.genes.taxon(wanted) else "not-in-lexicon"
        return "" if self._lexicon.type(row) == type_ else "other-type"

    def kind(self, wanted: str, several: bool, grounding: Grounding) -> str:
        """Why a grounding does not give the gold id ``wanted``; ``several``: the gold wants others of the same mention
        too.
        """
        row = self._lexicon.row(wanted)
        if absent := self.absent(wanted, grounding.mention.annotated_type):
            return absent
        ranks = [candidate.id for candidate in grounding.candidates]
        entity = self._lexicon.id(row) if row is not None else ""
        if entity in ranks[1:]:
            return "lower-candidate"
        if several:
            return "composite"
        if entity in ranks:
            return "other-id"
        if not ranks:
            return "name-unknown"
        return (
            "wrong-entity"
            if self.printed(grounding.candidates[:1], grounding.mention.annotated_type)
            else "no-cross-reference"
        )

    def found(self, grounding: Grounding) -> str:
        """What a mention was grounded to, in words; empty where it was not."""
        best = grounding.best
        printed = ", ".join(self.printed(grounding.candidates, grounding.mention.annotated_type))
        return f"{printed or 'no id'} ({best.id} {best.name}: {best.reason})" if best else ""

    def expected(self, wanted: Iterable[str]) -> str:
        """Gold ids in words, each with the lexicon's name for it; ``no id`` for none."""
        rows = [(curie, self._lexicon.row(curie)) for curie in wanted]
        return (
            ", ".join(curie if row is None else f"{curie} ({self._lexicon.label(row)})" for curie, row in rows)
            or "no id"
        )


def ids_of(annotation: Annotation) -> tuple[str, ...]:
    """The gold ids of a mention as CURIEs: none, one or several, each once."""
    return tuple(dict.fromkeys(one for one in annotation.id.split("|") if one))


def namespaces_of(annotations: Iterable[Annotation]) -> Namespaces:
    """The namespaces of gold ids that the lexicon has for a type, the most frequent first; a type without one is left
    out.
    """
    seen: dict[str, Counter[str]] = {}
    for annotation in annotations:
        seen.setdefault(annotation.type, Counter()).update(
            one.partition(":")[0] for one in ids_of(annotation) if ":" in one
        )
    ranked = {label: sorted(prefixes, key=lambda one: (-prefixes[one], one)) for label, prefixes in seen.items()}
    known = {
        label: tuple(one for one in prefixes if one in NAMESPACES.get(label, ())) for label, prefixes in ranked.items()
    }
    return {label: known[label] for label in PUBTATOR_TYPES if known.get(label)}
