"""Entities of a graph by whatever a reader calls them: CURIE, cross-reference, name or synonym.

A name means what ``kg ground`` says it means, in the same order of evidence. The graph decides only between names that
are as good: of two entities that bear the name equally well, the one that the graph says something about. Where there
is no lexicon (the store is a server) or it does not know the name, the graph's own names count.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from kg import ids, schema
from kg.ask.given import refuse_half, shown
from kg.errors import ConfigError, OntologyError, QueryError
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.open import open_lexicon
from kg.model import Candidate
from kg.pipeline.ground.grounder import of_names
from kg.stores.store import Row, Store

AS_GOOD = 0.06
"""Two scores of ``kg ground`` that differ by no more tell of the same evidence: a label or an exact synonym, written
alike or with other capitals and hyphens.
"""

LIKE = 0.4
"""The least likeness (0..1) of a disease's name that is listed as near."""

SHOWN = 5
"""Candidates that a message lists."""

TRIED = 20_000
"""Names of the graph that a misspelt one is compared with, those that the texts mention most."""


RECORDS = ("Publication", "Trial")
"""Labels whose nodes are found by identifier alone."""


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """What a text names: ``here`` is whether the graph has it, ``by_name`` whether it was given otherwise than by its
    own CURIE.

    ``others`` are entities that bear the name as well and were not taken.
    """

    id: str
    name: str
    label: str
    here: bool
    by_name: bool = False
    others: tuple[Candidate, ...] = ()

    def __str__(self) -> str:
        return f"{self.id} ({self.name}, {self.label})"


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What the lexicon knows of names and CURIEs; without a lexicon ``lacking`` says why there is none."""

    lexicon: Lexicon | None = None
    lacking: str = ""

    def named(self, text: str) -> tuple[Candidate, ...]:
        """What ``kg ground`` says of a name."""
        found = of_names(self.lexicon).ground(text) if self.lexicon else ()
        return tuple(one for one in found if self.lexicon and self.lexicon.row(one.id) is not None)

    def like(self, text: str) -> list[Candidate]:
        """Diseases with names most like one that none of them has."""
        found = self.lexicon.similar(text, 3, LIKE) if self.lexicon else ()
        return [
            Candidate(self.lexicon.id(n.entity), n.text, "Disease", score, "likeness")
            for n, score in found
            if self.lexicon
        ]

    def related(self, one: str, other: str) -> bool:
        """Whether one entity is above the other in the hierarchy."""
        rows = [self.lexicon.row(curie) for curie in (one, other)] if self.lexicon else []
        return any(
            self.lexicon is not None and row in self.lexicon.ancestors(below)
            for row in rows
            for below in rows
            if below is not None
        )

    def entity(self, curie: str) -> NamedEntity | None:
        """The entity of a CURIE or cross-reference."""
        row = self.lexicon.row(curie) if self.lexicon else None
        if self.lexicon is None or row is None:
            return None
        return NamedEntity(self.lexicon.id(row), self.lexicon.label(row), self.lexicon.type(row), here=False)


def known() -> KnownNames:
    """What the built lexicon knows; nothing, and the reason, where there is no lexicon that can be read."""
    try:
        return KnownNames(open_lexicon())
    except OntologyError as error:
        return KnownNames(lacking=str(error))


def find_entity(
    store: Store,
    text: str,
    labels: Sequence[str] = (),
    parameter: str = "name",
    lexicon: KnownNames | None = None,
    *,
    trusted: bool = False,
) -> NamedEntity:
    """The entity of one of ``labels`` (every entity type when empty) that ``text`` names by a CURIE, a cross-reference
    or a name.

    An entity that only the lexicon knows comes back too, and is not ``here``; so does any CURIE that is ``trusted``.
    Raises QueryError, which lists the candidates when several entities bear the name equally well, and what is near
    when nothing is named so.
    """
    refuse_half(parameter, text)
    return _Lookup(
        store, text.strip(), tuple(labels) or tuple(schema.entity_types()), parameter, lexicon or KnownNames(), trusted
    ).found()


@dataclass(frozen=True, slots=True)
class _Lookup:
    """A text that is looked up for a parameter among nodes of some labels."""

    store: Store
    text: str
    labels: tuple[str, ...]
    parameter: str
    known: KnownNames
    trusted: bool

    def found(self) -> NamedEntity:
        """The entity it names. Raises QueryError."""
        if {*self.labels} <= {*RECORDS}:
            return self._record()
        try:
            curie = ids.normalise(self.text)
        except ConfigError:
            return self._by_name()
        return self._by_curie(curie)

    def _record(self) -> NamedEntity:
        """The publication or trial of an identifier, with or without its prefix; these have no names that are looked
        up.
        """
        tried = list(
            dict.fromkeys(
                (
                    self.text,
                    *(f"{prefix}:{self.text.upper()}" for prefix in _prefixes(self.text)),
                    _curie(self.text),
                    f"KGD:{self.text}",  # PubTator prints a document's own name so
                )
            )
        )
        for text in tried:
            if own := self._node(text, self.labels):
                return NamedEntity(own.id, own.name, own.label, here=True)
        raise QueryError(f"{self._given()} is not the identifier of a {' or '.join(self.labels)} in this graph")

    # --- CURIEs ---------------------------------------------------------------------------------------------------

    def _by_curie(self, curie: str) -> NamedEntity:
        if own := self._node(curie, self.labels):
            return own
        entity = self.known.entity(curie)
        if entity and entity.label in self.labels:
            here = self._node(entity.id, (entity.label,))
            return NamedEntity(entity.id, entity.name, entity.label, here is not None, by_name=entity.id != curie)
        statement = "MATCH (n:{label}) WHERE $id IN n.xrefs RETURN n.id AS id, n.name AS name ORDER BY id"
        rows = self._rows(statement, {"id": curie})
        if len(rows) == 1:
            return _entity(rows[0])
        if rows:
            self._ambiguous([_candidate(row) for row in rows])
        if other := entity or self._node(curie, [label for label in schema.entity_types() if label not in self.labels]):
            raise QueryError(
                f"{self._given()} is {other.id} ({other.name}), a {other.label}: expected a {' or '.join(self.labels)}"
            )
        if self.trusted:
            return NamedEntity(curie, curie, self.labels[0], here=False)
        where = "neither in this graph nor in the lexicon" if self.known.lexicon else "not in this graph"
        raise QueryError(
            f"{self._given()} is"
            f" {where}{self._nearest([*self._named_locally(curie), *self._near_ids(curie)])}{self._lacking()}"
        )

    def _named_locally(self, curie: str) -> Iterable[Candidate]:
        """What the part after the colon names: ``CHEBI:everolimus``."""
        return (one for one in self.known.named(curie.partition(":")[2]) if one.type in self.labels)

    def _near_ids(self, curie: str) -> list[Candidate]:
        start = curie.partition(":")[0] + ":"
        rows = self._rows(
            "MATCH (n:{label}) WHERE n.id STARTS WITH $start RETURN n.id AS id, n.name AS name ORDER BY id",
            {"start": start},
        )
        by_id = {row["id"]: row for row in rows}
        return [_candidate(by_id[near]) for near in difflib.get_close_matches(curie, by_id, n=3, cutoff=0.85)]

    # --- names ----------------------------------------------------------------------------------------------------

    def _by_name(self) -> NamedEntity:
        named = self.known.named(self.text)
        ranked = [one for one in named if one.type in self.labels]
        best = [one for one in ranked if ranked[0].score - one.score <= AS_GOOD + 1e-9]
        here = [one for one in best if self._node(one.id, (one.type,))]
        if len(here) > 1:
            here = [one for one in here if self._said_of(one)] or here
        if len(rivals := [one for one in here if one is here[0] or self._rivals(one, here[0])]) > 1:
            self._ambiguous(rivals)
        if not here and (own := self._by_own_name(synonyms=not ranked)):
            return own
        if not best:
            self._unknown(named)
        taken = here[0] if here else best[0]
        return NamedEntity(
            taken.id,
            taken.name,
            taken.type,
            bool(here),
            by_name=True,
            others=tuple(one for one in best if one is not taken),
        )

    def _by_own_name(self, *, synonyms: bool) -> NamedEntity | None:
        """The entity that the graph itself calls so, letter case ignored: by its preferred name first.

        Without ``synonyms`` those of entities that the lexicon knows do not count: it has better ones for the name.
        """
        for test in ("toLower(n.name) = $name", "any(s IN n.synonyms WHERE toLower(s) = $name)"):
            statement = "MATCH (n:{label}) WHERE " + test + " RETURN n.id AS id, n.name AS name ORDER BY id"
            rows = self._rows(statement, {"name": self.text.lower()})
            if not synonyms and "synonyms" in test:
                rows = [row for row in rows if self.known.entity(row["id"]) is None]
            if len(rows) > 1:
                self._ambiguous([_candidate(row) for row in rows])
            if rows:
                return _entity(rows[0])
        return None

    def _rivals(self, one: Candidate, first: Candidate) -> bool:
        """Whether nothing speaks for the first.

        An equally good name in another register is the same thing once more, and one above or below in the hierarchy
        the same thing more or less widely taken: there the order of ``kg ground`` decides, which is where the texts'
        mentions of the name have gone.
        """
        same_register = one.id.partition(":")[0] == first.id.partition(":")[0]
        same = one.score == first.score and one.evidence == first.evidence
        return same and (same_register or one.type != first.type) and not self.known.related(one.id, first.id)

    def _said_of(self, one: Candidate) -> bool:
        """Whether the graph says anything of an entity but what it is a kind of."""
        links = f"MATCH (n:{one.type} {{id: $id}})-[r]->() WHERE type(r) <> 'SUBCLASS_OF' RETURN count(r) AS n"
        others = f"MATCH (n:{one.type} {{id: $id}})<-[r]-() RETURN count(r) AS n"
        return any(row["n"] for statement in (links, others) for row in self.store.run(statement, {"id": one.id}))

    # --- the graph ------------------------------------------------------------------------------------------------

    def _node(self, curie: str, labels: Iterable[str]) -> NamedEntity | None:
        for label in labels:
            for row in self.store.run(
                f"MATCH (n:{label} {{id: $id}}) RETURN n.id AS id, n.name AS name", {"id": curie}
            ):
                return NamedEntity(row["id"], row["name"] or row["id"], label, here=True)
        return None

    def _rows(self, statement: str, params: dict[str, str]) -> list[Row]:
        return [
            {**row, "label": label}
            for label in self.labels
            for row in self.store.run(statement.format(label=label), params)
        ]

    # --- what is said ---------------------------------------------------------------------------------------------

    def _given(self) -> str:
        return f"{self.parameter}={shown(self.text)}"

    def _ambiguous(self, found: Sequence[Candidate]) -> NoReturn:
        raise QueryError(f"{self._given()} names several entities: {listing(found)}; give the CURIE")

    def _unknown(self, named: Sequence[Candidate]) -> NoReturn:
        expected = " or ".join(self.labels)
        if named:
            raise QueryError(f"{self._given()} is the name of {listing(named)}: expected a {expected}{self._lacking()}")
        where = "" if self.known.lexicon else " in this graph"
        near = self._nearest([*self._within(), *self._alike(), *self._by_words()])
        raise QueryError(
            f"{self._given()} is neither a CURIE nor the name of a {expected}{where}{near}{self._lacking()}"
        )

    def _lacking(self) -> str:
        return f" (names of the lexicon were not looked at: {self.known.lacking})" if self.known.lacking else ""

    def _nearest(self, found: Iterable[Candidate]) -> str:
        near = list({one.id: one for one in found}.values())[:SHOWN]
        return f"; nearest: {listing(near)}" if near else ""

    def _within(self) -> Iterable[Candidate]:
        """What the name says without its first or last word: the target of ``AKT inhibitor``, the disease of ``severe
        asthma``.
        """
        words = self.text.split()
        parts = (" ".join(words[:-1]), " ".join(words[1:])) if len(words) > 1 else ()
        return (one for part in parts for one in self.known.named(part)[:SHOWN] if one.type in self.labels)

    def _alike(self) -> list[Candidate]:
        """Names that are spelt nearly so: of the graph, and of diseases in the lexicon."""
        statement = "MATCH (n:{label}) RETURN n.id AS id, n.name AS name ORDER BY n.mentions DESC, id LIMIT " + str(
            TRIED
        )
        by_name = {row["name"].lower(): row for row in reversed(self._rows(statement, {})) if row["name"]}
        near = [
            _candidate(by_name[name])
            for name in difflib.get_close_matches(self.text.lower(), by_name, n=3, cutoff=0.75)
        ]
        return near + (self.known.like(self.text) if "Disease" in self.labels else [])

    def _by_words(self) -> list[Candidate]:
        """Entities of the graph that share words with the name, by its full-text indexes."""
        words = " ".join(re.findall(r"\w+", self.text.lower()))
        statement = (
            "CALL db.index.fulltext.queryNodes($index, $words) YIELD node, score "
            f"RETURN node.id AS id, node.name AS name, score AS score ORDER BY score DESC, id LIMIT {SHOWN}"
        )
        rows: list[Row] = []
        for label in self.labels if words else ():
            if label not in ("Trial", "Publication"):
                found = self.store.run(statement, {"index": f"{label.lower()}_text", "words": words})
                rows += [{**row, "label": label} for row in found]
        return [_candidate(row) for row in sorted(rows, key=lambda row: (-row["score"], row["id"]))[:SHOWN]]


def _prefixes(text: str) -> tuple[str, ...]:
    """What may stand before an identifier that was given without its prefix."""
    if text.isdigit():
        return ("PMID",)
    return (
        ("PMC",)
        if re.fullmatch(r"(?i)PMC\d+", text)
        else ("CLINICALTRIALS",)
        if re.fullmatch(r"(?i)NCT\d{8}", text)
        else ()
    )


def _curie(text: str) -> str:
    try:
        return ids.normalise(text)
    except ConfigError:
        return text


def _entity(row: Row) -> NamedEntity:
    return NamedEntity(row["id"], row["name"] or row["id"], row["label"], here=True, by_name=True)


def _candidate(row: Row) -> Candidate:
    return Candidate(row["id"], row["name"] or row["id"], row["label"], 0.0, "a name of the graph")


def listing(found: Sequence[Candidate]) -> str:
    """Some candidates in words, the first of them by name."""
    shown = [f"{one.id} ({one.name}, {one.type})" for one in found[:SHOWN]]
    return ", ".join(shown) + (f" and {len(found) - SHOWN} more" if len(found) > SHOWN else "")
