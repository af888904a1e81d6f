"""Example sentences with their mentions marked: ``[everolimus|Drug] is an [mTOR inhibitor|Role|object]``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg import schema
from kg.errors import ConfigError
from kg.model import AnnotatedDocument, Candidate, Document, Grounding, Mention, Sentence
from kg.pipeline.relate.skeleton import LETTERS

_MARK = re.compile(r"\[([^\[\]|]+)\|([A-Za-z]+)(?:\|(subject|object|none))?\]")


@dataclass(frozen=True, slots=True)
class ExampleSentence:
    """An example sentence: its text, and its marked arguments as (start, end, entity type, part).

    ``part`` is ``subject`` or ``object`` where the marking says so, ``none`` for a mention that must stay out of it,
    otherwise empty.
    """

    text: str
    arguments: tuple[tuple[int, int, str, str], ...]


def read_example(marked: str, where: str = "example") -> ExampleSentence:
    """An example sentence read; ``where`` says in messages where it stands. Raises ConfigError for an unknown type."""
    text = ""
    position = 0
    arguments = []
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        if match[2] not in LETTERS:
            raise ConfigError(f"{where}: {marked!r}: unknown type {match[2]!r}: expected one of {', '.join(LETTERS)}")
        arguments.append((len(text), len(text) + len(match[1]), match[2], match[3] or ""))
        text += match[1]
        position = match.end()
    return ExampleSentence(text + marked[position:], tuple(arguments))


def example_document(example: ExampleSentence) -> AnnotatedDocument:
    """An example sentence as a document of one sentence, each argument an entity of its own."""
    groundings = tuple(
        Grounding(
            Mention(start, end, example.text[start:end], type_, "example"),
            (
                Candidate(
                    f"{schema.entity_types()[type_].prefixes[0]}:{number}",
                    example.text[start:end],
                    type_,
                    1.0,
                    "example",
                ),
            ),
        )
        for number, (start, end, type_, _) in enumerate(example.arguments, 1)
    )
    document = Document(id="PMID:1", title=example.text, text=example.text)
    return AnnotatedDocument(document, (Sentence(0, len(example.text), "title"),), groundings)
