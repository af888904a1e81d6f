"""Names of a graph to choose from while they are typed: whatever begins with what was typed, or has a word that does.

All names lie in one text, and the places where their words begin are sorted by what follows there; so what begins with
a text is one stretch of places, found by halving. That takes four bytes a word beside the text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from kg import schema
from kg.stores.store import Row, Store

COMPARED = 80
"""Letters by which names are put in order; whoever types more is told apart in the names found."""

END = "\n"
"""Stands after every name; no name has one."""

MANY = 5_000
"""Of more places than these the best known entities are taken by going through these, until enough match."""

_WORD = re.compile(r"(?<![^\W_])[^\W_]")
"""The first letter of a word. What a name begins with need be no letter."""


@dataclass(frozen=True, slots=True)
class MatchedName:
    """An entity with the name of it that matched; ``publications`` are those that mention it."""

    id: str
    name: str
    label: str
    matched: str
    publications: int


@dataclass(frozen=True, slots=True)
class IndexedEntity:
    """An entity of the index; ``publications`` are those that mention it."""

    id: str
    name: str
    label: str
    publications: int


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Names and synonyms of entities. ``index_names`` makes it of a graph.

    ``names`` are all names, ``owners`` the entity of each by its place in ``entities``, ``first`` the first name of
    each entity; ``text`` has the names in small letters, each ended by ``END``, beginning at ``starts``; ``places`` are
    where their words begin in it, in the order of what follows; ``known`` are the entities, the best known first.
    """

    entities: tuple[IndexedEntity, ...] = field(repr=False)
    names: tuple[str, ...] = field(repr=False)
    owners: array[int] = field(repr=False)
    text: str = field(repr=False)
    starts: array[int] = field(repr=False)
    places: array[int] = field(repr=False)
    first: array[int] = field(repr=False)
    known: array[int] = field(repr=False)

    def find(self, typed: str, labels: Iterable[str] = (), limit: int = 10) -> list[MatchedName]:
        """Entities of some labels (of all when empty) that have a name with a word that begins with what was typed, in
        any letter case.

        Those that are called exactly so come first, then those that more publications mention; each with its own name
        where that matches, else with the shortest synonym that does. None for a text without a letter.
        """
        wanted = _folded(typed)
        if not wanted:
            return []
        allowed = {*labels}
        best: dict[int, tuple[bool, bool, int, int]] = {}
        for at in self._matching(wanted, allowed, limit):
            name = bisect_right(self.starts, at) - 1
            owner = self.owners[name]
            if (allowed and self.entities[owner].label not in allowed) or not self.text.startswith(wanted, at):
                continue
            whole = self.starts[name] == at and self.text.startswith(END, at + len(wanted))
            rank = (not whole, name != self.first[owner], len(self.names[name]), name)
            best[owner] = min(rank, best.get(owner, rank))
        ranked = sorted(best, key=lambda one: (best[one][0], -self.entities[one].publications, self.entities[one].id))
        return [self._matched(one, best[one][3]) for one in ranked[:limit]]

    def best_known(self, labels: Iterable[str] = (), limit: int = 10) -> list[MatchedName]:
        """The entities of some labels (of all when empty) that most publications mention, each with its own name."""
        allowed = {*labels}
        known = (one for one in self.known if not allowed or self.entities[one].label in allowed)
        return [self._matched(one, self.first[one]) for one in islice(known, limit)]

    def _matching(self, wanted: str, allowed: set[str], limit: int) -> Iterable[int]:
        """Places at which the text goes on as wanted: all, or those of entities enough that nobody better known is
        missing.
        """
        stretch = self._stretch(wanted)
        if len(stretch) <= MANY:
            return (self.places[at] for at in stretch)
        whole = (self.places[at] for at in self._stretch(wanted + END))
        known = (one for one in self.known if not allowed or self.entities[one].label in allowed)
        matched = ([*self._inside(one, wanted)] for one in known)
        return chain(whole, chain.from_iterable(islice(filter(None, matched), limit)))

    def _stretch(self, wanted: str) -> range:
        """Which of ``places`` go on as wanted, as far as they are in order."""
        compared = wanted[:COMPARED]

        def key(at: int) -> str:
            return self.text[at : at + len(compared)]

        first = bisect_left(self.places, compared, key=key)
        return range(first, bisect_right(self.places, compared, lo=first, key=key))

    def _inside(self, owner: int, wanted: str) -> Iterator[int]:
        """Places in the names of an entity that go on as wanted."""
        last = self.first[owner + 1] if owner + 1 < len(self.first) else len(self.names)
        for name in range(self.first[owner], last):
            start = self.starts[name]
            end = self.starts[name + 1] if name + 1 < len(self.starts) else len(self.text)
            words = (found.start() for found in _WORD.finditer(self.text, start, end))
            yield from (at for at in chain((start,), words) if self.text.startswith(wanted, at))

    def _matched(self, owner: int, name: int) -> MatchedName:
        entity = self.entities[owner]
        return MatchedName(entity.id, entity.name, entity.label, self.names[name], entity.publications)


def index_names(store: Store, labels: Iterable[str] = ()) -> NameIndex:
    """The index of a graph's entities of some labels, of all that have names when empty. Raises StoreError."""
    statement = (
        "MATCH (n:{label}) RETURN n.id AS id, n.name AS name, n.synonyms AS synonyms, n.documents AS documents"
        " ORDER BY id"
    )
    return index_of(
        {**row, "label": label}
        for label in tuple(labels) or schema.mention_types()
        for row in store.run(statement.format(label=label))
    )


def index_of(rows: Iterable[Row]) -> NameIndex:
    """The index of rows with ``id``, ``name``, ``label``, ``synonyms`` and ``documents``."""
    entities: list[IndexedEntity] = []
    names: list[str] = []
    owners, starts, places, first = array("I"), array("I"), array("I"), array("I")
    parts: list[str] = []
    length = 0
    for row in rows:
        own = row["name"] or row["id"]
        first.append(len(names))
        entities.append(IndexedEntity(row["id"], own, row["label"], row["documents"] or 0))
        for name in dict.fromkeys((own, *(row["synonyms"] or ()))):
            folded = _folded(name)
            if not folded:
                continue
            names.append(name)
            owners.append(len(entities) - 1)
            starts.append(length)
            places.extend(length + at for at in sorted({0, *(found.start() for found in _WORD.finditer(folded))}))
            parts.append(folded + END)
            length += len(folded) + 1
    text = "".join(parts)
    ordered = array("I", sorted(places, key=lambda at: text[at : at + COMPARED]))
    known = sorted(range(len(entities)), key=lambda one: (-entities[one].publications, entities[one].id))
    return NameIndex(tuple(entities), tuple(names), owners, text, starts, ordered, first, array("I", known))


def _folded(name: str) -> str:
    """A name in small letters, its spaces single."""
    return " ".join(name.casefold().split())
