"""Words for people, which the annotators of some guidelines mark as the human species."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Mention
from kg.pipeline.nlp.tokens import Tokens

PEOPLE = frozenset(("patient", "patients", "man", "men", "woman", "women"))
"""Words for people; *child*, *infant*, *volunteer* and the like BioRED leaves out."""

HUMAN_NAME = "human"
"""The name by which a word for people is grounded."""


def people(tokens: Tokens) -> Iterator[tuple[int, Mention]]:
    """Numbers of tokens that are words for people, with their mentions; *MEN* is a syndrome."""
    for at, word in enumerate(tokens.words):
        if is_of_people(word):
            yield at, Mention(tokens.starts[at], tokens.ends[at], word, "Organism", "people", expanded=HUMAN_NAME)


def is_of_people(word: str) -> bool:
    """Whether a word, as it is written, is one for people."""
    return word.lower() in PEOPLE and word[1:].islower()
