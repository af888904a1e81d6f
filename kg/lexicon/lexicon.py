"""The lexicon: every entity with its names, hierarchy, cross-references and curated facts.

On disk it is a folder of ``.npy`` files and ``meta.json``, written by ``kg.ontologies.writer``. Opening it maps the
files into memory and reads nothing else, so a process is ready in milliseconds and shares the pages with every other
process on the machine.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kg import ids, schema
from kg.errors import ConfigError, OntologyError
from kg.lexicon import arrays, names, similar
from kg.lexicon.gene_names import GeneNames
from kg.lexicon.hashing import NO_KEY, hash_of, mix
from kg.lexicon.layout import BITMAP_BITS, FORMAT
from kg.lexicon.scopes import SCOPES
from kg.lexicon.species_genes import SpeciesGenes
from kg.model import Entity, Fact

I64 = npt.NDArray[np.int64]
U64 = npt.NDArray[np.uint64]


class NameRow(NamedTuple):
    """A name of an entity: ``entity`` is its row number, ``policy`` one of ``names.ANY/STRICT/UPPER``."""

    entity: int
    text: str
    scope: str
    source: str
    policy: int


_META = ("counts", "hash", "licences", "relations", "source_names", "types")


class Lexicon:
    """Read access to a built lexicon. Rows are numbers inside; callers speak CURIEs."""

    def __init__(self, folder: Path) -> None:
        try:
            self.meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise OntologyError(
                f"{folder}: there is no lexicon here; run `kg ontologies build` (needs a package registry once)"
            ) from None
        except (OSError, ValueError) as error:
            raise OntologyError(
                f"{folder}/meta.json: cannot be read ({error}); run `kg ontologies build --force`"
            ) from error
        found = self.meta.get("format") if isinstance(self.meta, dict) else None
        if found != FORMAT:
            raise OntologyError(
                f"{folder}: lexicon format {found!r} found, {FORMAT} expected; run `kg ontologies build --force`"
            )
        if missing := [key for key in _META if key not in self.meta]:
            raise OntologyError(f"{folder}/meta.json: {', '.join(missing)} missing; run `kg ontologies build --force`")
        self.folder = folder
        self.types: list[str] = self.meta["types"]
        self.sources: list[str] = self.meta["source_names"]
        self.licences: dict[str, str] = self.meta["licences"]
        self._relations: list[str] = self.meta["relations"]
        self._ids = arrays.Strings(folder, "entity_ids")
        self._labels = arrays.Strings(folder, "entity_labels")
        self._types = arrays.load(folder, "entity_type")
        self._type = self._types.data
        self._source = arrays.load(folder, "entity_source")
        self._name_texts = arrays.Strings(folder, "name_texts")
        self.name_hash = arrays.load(folder, "name_hash")
        # Views of memory give single elements several times as fast as arrays.
        self._hashes = self.name_hash.data
        self._name_entity = arrays.load(folder, "name_entity").data
        self._info = arrays.load(folder, "name_info").reshape(-1).data
        self._names_of = arrays.Lists(folder, "names_of", ["name"])
        self._id_hash = arrays.load(folder, "id_hash").data
        self._id_row = arrays.load(folder, "id_row").data
        self._xrefs = arrays.Strings(folder, "xrefs")
        self._xrefs_of = arrays.Lists(folder, "xrefs_of", ["xref"])
        self._parents_of = arrays.Lists(folder, "parents_of", ["parent", "relation", "source"])
        self._references = arrays.Strings(folder, "references")
        self._facts_of = arrays.Lists(folder, "facts_of", ["relation", "object", "source", "reference"])
        self.bitmap = arrays.load(folder, "bitmap")
        self.similar_names, self._similar_rows = similar.read(folder)
        self.genes = SpeciesGenes(folder)
        self.gene_names = GeneNames(folder)

    def __len__(self) -> int:
        return len(self._ids)

    # --- names ---------------------------------------------------------------------------------------------------

    def rows_of_hash(self, key_hash: int) -> tuple[NameRow, ...]:
        """The names whose key has this hash, closest scope first.

        There are none for ``NO_KEY``, under which the names lie that are not looked for.
        """
        first = self._first(key_hash)
        return () if first is None else self._rows_from(first)

    def _first(self, key_hash: int) -> int | None:
        """Number of the first name whose key has this hash."""
        if key_hash == NO_KEY:
            return None
        at = bisect_left(self._hashes, key_hash)
        return at if at < len(self._hashes) and self._hashes[at] == key_hash else None

    def rows_from(self, first: int) -> tuple[NameRow, ...]:
        """The names that share their key with name number ``first``, closest scope first.

        ``first`` must be the first of them, as ``found`` gives it.
        """
        return self._rows_from(first)

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a lexicon lives as long as its process
    def _rows_from(self, first: int) -> tuple[NameRow, ...]:
        hashes, end = self._hashes, first + 1
        while end < len(hashes) and hashes[end] == hashes[first]:
            end += 1
        return tuple([self._name_row(row) for row in range(first, end)])

    def fitting_from(self, first: int, surface: str) -> tuple[NameRow, ...]:
        """Of the same names those that a surface with their key may stand for by its case and blanks."""
        return self._fitting_from(first, surface)

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - who finds a name asks, and who grounds it
    def _fitting_from(self, first: int, surface: str) -> tuple[NameRow, ...]:
        return tuple(
            [
                row
                for row in self._rows_from(first)
                if names.case_fits(surface, row.text, row.policy) and names.blanks_fit(surface, row.text)
            ]
        )

    def _name_row(self, row: int) -> NameRow:
        scope, source, policy = self._info[3 * row : 3 * row + 3]
        return NameRow(self._name_entity[row], self._name_texts[row], SCOPES[scope], self.sources[source], policy)

    def found(self, hashes: U64) -> tuple[I64, I64]:
        """Which of some hashes are keys of names.

        Returns their places among ``hashes``, rising, and the number of the first name of each.
        """
        maybe = np.flatnonzero(self.may_hold(hashes))
        wanted = hashes[maybe]
        at = self.name_hash.searchsorted(wanted)
        at[at == len(self.name_hash)] = 0
        true = np.flatnonzero((self.name_hash[at] == wanted) & (wanted != NO_KEY))
        return maybe[true], at[true]

    def may_hold(self, hashes: Any) -> Any:
        """A boolean for each hash: False where it is surely not the key of a name.

        It comes from a bitmap of one bit a key, which gives about 3% false alarms.
        """
        position = mix(hashes)
        position >>= np.uint64(64 - BITMAP_BITS)
        bit = position.astype(np.uint8)
        bit &= 7
        position >>= np.uint64(3)
        # As signed numbers, since others are turned into them first.
        held = self.bitmap.take(position.view(np.int64))
        held >>= bit
        held &= 1
        return held.view(np.bool_)

    def lookup(self, text: str) -> tuple[NameRow, ...]:
        """Names with the same key as ``text``, in the singular too; case and blanks are for the caller to judge."""
        found = [self.rows_of_hash(hash_of(key)) for key in names.keys(text)]
        return found[0] if len(found) == 1 else tuple(row for rows in found for row in rows)

    def fitting(self, surface: str) -> tuple[NameRow, ...]:
        """Those names of ``lookup`` that a surface may stand for by its case and blanks."""
        firsts = [self._first(hash_of(key)) for key in names.keys(surface)]
        return tuple([row for first in firsts if first is not None for row in self._fitting_from(first, surface)])

    def lookup_pathway(self, core: str) -> tuple[NameRow, ...]:
        """Names of pathways whose core (``names.pathway_core``) is ``core``."""
        return self.rows_of_hash(hash_of(names.PATHWAY_PREFIX + core)) if core else ()

    def similar(self, text: str, limit: int = 10, least: float = 0.0) -> tuple[tuple[NameRow, float], ...]:
        """At most ``limit`` names of diseases like ``text``, most like first, each with its likeness (``least`` to 1).

        What likeness is: see ``kg.lexicon.similar``.
        """
        return self._similar(text, limit, least)

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - a lexicon lives as long as its process
    def _similar(self, text: str, limit: int, least: float) -> tuple[tuple[NameRow, float], ...]:
        return tuple(
            (self._name_row(int(self._similar_rows[place])), score)
            for place, score in self.similar_names(text, limit, least)
        )

    # --- entities ------------------------------------------------------------------------------------------------

    def row(self, curie: str) -> int | None:
        """Row number of an entity by its preferred id or any cross-reference; None when it is not in the lexicon."""
        try:
            curie = ids.normalise(curie)
        except ConfigError:
            return None
        wanted = hash_of(curie)
        at = bisect_left(self._id_hash, wanted)
        return self._id_row[at] if at < len(self._id_hash) and self._id_hash[at] == wanted else None

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a lexicon lives as long as its process
    def id(self, row: int) -> str:
        """Preferred CURIE of a row."""
        return self._ids[row]

    def label(self, row: int) -> str:
        """Preferred name of a row."""
        return self._labels[row]

    def type(self, row: int) -> str:
        """Node label of a row."""
        return self.types[self._type[row]]

    def rows_of_type(self, type_: str) -> list[int]:
        """Rows of all entities of a node label, in order."""
        found: list[int] = np.flatnonzero(self._types == self.types.index(type_)).tolist()
        return found

    def entity(self, curie: str) -> Entity | None:
        """The whole entity for a preferred id or cross-reference; None when it is not in the lexicon."""
        row = self.row(curie)
        return None if row is None else self.entity_at(row)

    def names_of(self, row: int) -> list[NameRow]:
        """All names of a row, in no order that means anything."""
        return [self._name_row(name) for name in self._names_of.values(row)]

    def entity_at(self, row: int) -> Entity:
        """The whole entity of a row: names without repeats in order of scope, cross-references and parents sorted."""
        label = self.label(row)
        synonyms = {r.text: None for r in sorted(self.names_of(row), key=lambda r: (SCOPES.index(r.scope), r.text))}
        synonyms.pop(label, None)
        identifier, type_ = self.id(row), self.type(row)
        return Entity(
            id=identifier,
            type=type_,
            name=label,
            source=self.sources[self._source[row]],
            category=schema.entity_types()[type_].category_for(identifier),
            synonyms=tuple(synonyms),
            xrefs=tuple(self._xrefs[x[0]] for x in self._xrefs_of[row]),
            parents=tuple(sorted({self.id(p) for p, _, _ in self._parents_of[row]})),
        )

    def xrefs(self, row: int) -> tuple[str, ...]:
        """Other CURIEs of a row, sorted."""
        return tuple(self._xrefs[x[0]] for x in self._xrefs_of[row])

    # --- hierarchy and facts -------------------------------------------------------------------------------------

    def parents(self, row: int) -> list[tuple[int, str, str]]:
        """(parent row, relation, source) of a row."""
        return [
            (parent, self._relations[relation], self.sources[source])
            for parent, relation, source in self._parents_of[row]
        ]

    def ancestors(self, row: int) -> frozenset[int]:
        """All rows above a row by any hierarchy relation, the row itself left out."""
        return self._ancestors(row)

    @lru_cache(maxsize=1 << 15)  # noqa: B019 - a lexicon lives as long as its process
    def _ancestors(self, row: int) -> frozenset[int]:
        seen: set[int] = set()
        stack = [row]
        while stack:
            for parent in self._parents_of.values(stack.pop()):
                if parent not in seen:
                    seen.add(parent)
                    stack.append(parent)
        seen.discard(row)
        return frozenset(seen)

    def facts(self, row: int) -> Iterator[Fact]:
        """Curated facts whose subject is this row."""
        for relation, object_, source, reference in self._facts_of[row]:
            name = self.sources[source]
            licence = self.licences.get(name, "")
            yield Fact(
                self.id(row), self._relations[relation], self.id(object_), name, licence, self._references[reference]
            )

    def search(self, text: str, type_: str = "", limit: int = 20) -> list[tuple[Entity, NameRow]]:
        """Entities one of whose names has the key of ``text``, or failing that contains it, each with that name.

        The closest scope comes first. Blanks find nothing.
        """
        if not text.strip():
            return []
        found: dict[int, NameRow] = {}
        for row in sorted(self.lookup(text), key=lambda r: (SCOPES.index(r.scope), self.id(r.entity))):
            found.setdefault(row.entity, row)
        if not found:
            found = self._containing(text.casefold(), limit * 5)
        hits = [(self.entity_at(e), r) for e, r in found.items() if not type_ or self.type(e) == type_]
        return hits[:limit]

    def _containing(self, needle: str, limit: int) -> dict[int, NameRow]:
        found: dict[int, NameRow] = {}
        for row in range(len(self._labels)):
            label = self.label(row)
            if needle in label.casefold():
                found[row] = NameRow(row, label, "label", self.sources[self._source[row]], names.ANY)
                if len(found) >= limit:
                    break
        return found
