"""Every id that the lexicon, its tables of genes and the trained tables can yield has a prefix with an IRI."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from kg import ids
from kg.lexicon import arrays
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.ground import learned
from kg.pipeline.guidelines import DEFAULT

pytestmark = pytest.mark.lexicon


def _entities(lexicon: Lexicon) -> Iterator[str]:
    return (lexicon.id(row) for row in range(len(lexicon)))


def _cross_references(lexicon: Lexicon) -> Iterator[str]:
    return (one for row in range(len(lexicon)) for one in lexicon.xrefs(row))


def _genes(lexicon: Lexicon) -> Iterator[str]:
    found = arrays.Strings(lexicon.folder, "genes.ids")
    return (found[number] for number in range(len(found)))


def _species(lexicon: Lexicon) -> Iterator[str]:
    return iter(lexicon.genes.taxa)


def _learned(_: Lexicon) -> Iterator[str]:
    for row in learned.load(learned.in_use(), DEFAULT).rows:
        yield from filter(None, (row.taxon, *row.ids.each))


SOURCES = {
    "entities": _entities,
    "cross-references": _cross_references,
    "genes": _genes,
    "species": _species,
    "learned names": _learned,
}
"""Where the grounder takes ids from."""


@pytest.mark.parametrize("source", SOURCES)
def test_every_id_has_a_prefix_with_an_iri(source: str, real_lexicon: Lexicon) -> None:
    unknown: Counter[str] = Counter()
    seen = 0
    for identifier in SOURCES[source](real_lexicon):
        seen += 1
        if not ids.is_curie(identifier) or any(character.isspace() for character in identifier):
            unknown[identifier.partition(":")[0]] += 1
    assert not unknown
    assert seen > (10 if source == "species" else 1000)


def test_no_two_entities_share_an_iri(real_lexicon: Lexicon) -> None:
    found = {ids.iri(identifier) for identifier in _entities(real_lexicon)}
    assert len(found) == len(real_lexicon)
