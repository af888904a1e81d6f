"""Words that the annotators of a guideline have met again and again and never marked as a type: no mention of that type
on their own.

The network judges a word by its context and its pieces, so that *inflammatory* beside a drug looks to it like a
disease. Whether it is one is a matter of the guideline, and what annotators did with the very word says it.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.errors import ModelError
from kg.pipeline.guidelines import GUIDELINES
from kg.pipeline.nlp.ner.kinds import KINDS

Unmarked = Mapping[str, Mapping[int, frozenset[str]]]
"""Guideline -> type -> words as ``word_key`` gives them."""


def word_key(word: str) -> str:
    """The word as it is counted: without a capital at its start only; *ALL* is a leukaemia where *all* and *All* are
    not.
    """
    return word.lower() if word[1:].islower() or len(word) == 1 else word


def to_lines(unmarked: Unmarked) -> bytes:
    """A line a word: guideline, type, word, between tabs; sorted, so that the same words are the same bytes."""
    lines = sorted(
        f"{corpus}\t{KINDS[kind]}\t{word}\n"
        for corpus, kinds in unmarked.items()
        for kind, words in kinds.items()
        for word in words
    )
    return "".join(lines).encode()


def from_lines(content: bytes, where: str) -> Unmarked:
    """What ``to_lines`` has written. Raises ModelError, with ``where``, for a line that is not like that."""
    found: dict[str, dict[int, set[str]]] = {}
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
        cells = line.split("\t")
        if len(cells) != 3 or cells[0] not in GUIDELINES or cells[1] not in KINDS:
            raise ModelError(
                f"{where}:{number}: {line[:60]!r} found; guideline, type and word expected; install kg again"
            )
        found.setdefault(cells[0], {}).setdefault(KINDS.index(cells[1]), set()).add(cells[2])
    return {corpus: {kind: frozenset(words) for kind, words in kinds.items()} for corpus, kinds in found.items()}
