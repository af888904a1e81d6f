"""Random rows of a query's answer to judge, each with the sentences behind it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg import ids
from kg.ask.explain import mark
from kg.ask.findings import REJECTED
from kg.ask.links import page
from kg.ask.lookup import KnownNames
from kg.ask.pack import Query, find, load_queries
from kg.ask.queries import given_parameters, run_query
from kg.errors import QueryError
from kg.stores.store import Row, Store

STUDIES = "STUDIED_FOR"
TIER = "tier"
SENTENCES = 8
"""Sentences of a row that are shown; the others are counted."""

_PMID = re.compile(r"PMID:\d+")
_EVIDENCE = re.compile(r"[0-9a-f]{32}")
_BUILD = "MATCH (run:Run) WHERE run.build IS NOT NULL RETURN run.build AS build ORDER BY build"


@dataclass(frozen=True, slots=True)
class SampledRow:
    """A row of an answer: its ``key``, which is a hash of its values, the ``cells`` by column, the ids of the
    ``evidence`` behind it, the ``sentences`` (both names marked, what was read before them) and ``links`` to its
    publications.
    """

    key: str
    cells: Mapping[str, Any]
    evidence: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample: ``rows`` of the ``population`` rows of an answer, drawn without replacement and in random order.

    ``parameters`` are the values as they were given. ``tiers``: how many rows of the answer have which tier, where they
    have one. ``build`` names the state of the graph.
    """

    query: str
    parameters: Mapping[str, Any]
    seed: int
    population: int
    tiers: Mapping[str, int]
    build: str
    columns: tuple[str, ...]
    rows: tuple[SampledRow, ...]


def keyed(query: str, rows: Sequence[Row]) -> dict[str, Row]:
    """Rows of an answer by key; a row that is there twice has a key each time."""
    seen: Counter[str] = Counter()
    found = {}
    for row in rows:
        text = json.dumps(row, sort_keys=True, ensure_ascii=False, default=str)
        # a letter first, so that no spreadsheet takes it for a number
        found["r" + ids.digest("row", query, text, str(seen[text]), length=15)] = row
        seen[text] += 1
    return found


def draw(rows: Mapping[str, Row], n: int, seed: int) -> list[str]:
    """Keys of ``n`` rows, or of all where there are no more, in random order: uniform and without replacement.

    Rows are put in the order of a hash of the seed and their key, so the same rows and seed give the same sample on
    every machine, the first of it are a sample too, and an answer that has changed a little is sampled almost alike.
    Raises QueryError for an ``n`` below 1.
    """
    if n < 1:
        raise QueryError(f"{n} rows to judge: expected 1 or more")
    return sorted(rows, key=lambda key: ids.digest("draw", str(seed), key, length=64))[:n]


def build_of(store: Store) -> str:
    """The name of the state that the graph is in. Raises QueryError for a graph that has none."""
    found = [str(row["build"]) for row in store.run(_BUILD, {})]
    if not found:
        raise QueryError("this graph does not say which build it is of, so a sample of it could not be told again")
    return found[0]


def behind(store: Store, values: Mapping[str, Any], row: Row, lexicon: KnownNames | None) -> list[Row]:
    """The pieces of evidence behind a row, as ``evidence-for-assertion`` has them, strongest study first: those of its
    claim, or of its drug (or that of the question) in its disease (or that of the question), in the documents and the
    sentence that the row names, if any. None where the row names neither, and what a curator rejected is none.
    """
    drug, disease = (row.get(f"{name}_id") or values.get(name) or "" for name in ("drug", "disease"))
    if row.get("assertion"):
        found = _answer(store, "evidence-for-assertion", {"assertion": row["assertion"]}, None)
    elif drug and disease:
        asked = {"drug": drug, "disease": disease, "relation": STUDIES}
        found = _answer(store, "evidence-for-drug-and-disease", asked, lexicon)
    else:
        return []
    found = [one for one in found if REJECTED not in (one["flags"] or ())]
    if isinstance(one := row.get("evidence"), str) and _EVIDENCE.fullmatch(one):
        return [piece for piece in found if piece["evidence"] == one]
    documents = set(_documents(row))
    found = [piece for piece in found if not documents or piece["document"] in documents]
    said = [piece for piece in found if piece["sentence"] == row.get("sentence")]
    return said or found


def sampled(key: str, row: Row, found: Sequence[Row]) -> SampledRow:
    """A row with the evidence behind it."""
    documents = dict.fromkeys([*_documents(row), *(str(piece["document"]) for piece in found)])
    links = [where for one in documents if (where := page(one))]
    texts = list(dict.fromkeys(_told(piece) for piece in found))
    more = [f"and {len(texts) - SENTENCES:,} more"] if len(texts) > SENTENCES else []
    return SampledRow(
        key, row, tuple(str(piece["evidence"]) for piece in found), (*texts[:SENTENCES], *more), tuple(links)
    )


def tiers_of(rows: Sequence[Row]) -> dict[str, int]:
    """How many rows have which tier."""
    return dict(sorted(Counter(str(row[TIER]) for row in rows if row.get(TIER)).items()))


def drawn(store: Store, query: Query, given: Mapping[str, Any], n: int, seed: int, lexicon: KnownNames | None) -> Drawn:
    """``n`` random rows of the answer that a query gives for parameters as they were ``given``.

    Raises QueryError, StoreError; QueryError too for an answer without rows, of which there is nothing to judge.
    """
    values = given_parameters(query, given)
    answer = run_query(store, query, values, lexicon)
    if not answer:
        raise QueryError(f"{query.name} has no rows for these parameters: there is nothing to judge")
    known = keyed(query.name, answer)
    rows = [sampled(key, known[key], behind(store, values, known[key], lexicon)) for key in draw(known, n, seed)]
    columns = query.column_names or tuple(answer[0])
    return Drawn(
        query.name, dict(given), seed, len(answer), tiers_of(answer), build_of(store), tuple(columns), tuple(rows)
    )  # fmt: skip


def _answer(store: Store, name: str, given: Mapping[str, Any], lexicon: KnownNames | None) -> list[Row]:
    query = find(name, load_queries())
    return run_query(store, query, given_parameters(query, given), lexicon)


def _documents(row: Row) -> Iterator[str]:
    """The publications that a row names, in order."""
    for value in row.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and _PMID.fullmatch(one):
                yield one


def _told(piece: Row) -> str:
    start = piece["start"]
    spans = [(piece[f"{end}_start"] - start, piece[f"{end}_end"] - start) for end in ("subject", "object")]
    claim = f"{piece['subject']} {'not ' if piece['negated'] else ''}{piece['relation']} {piece['object']}"
    read = ", ".join(str(piece[name]) for name in (TIER, "polarity", "attribution") if piece[name])
    text = mark(piece["sentence"], spans)
    result = piece["result"]
    return f"[{piece['document']}: {claim}{f'; {read}' if read else ''}] {text}" + (
        f" [result] {result}" if result and result != piece["sentence"] else ""
    )
