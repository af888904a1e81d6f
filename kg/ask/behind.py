"""What is behind the rows of any answer: the sentences, with what was read from each, row by row.

Where they are is in the columns: the claim that a row names (``assertion``), or the drug and the disease that are in
the row or that were asked for. Only the publications that a row lists count as behind it.
"""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.ask.explain import evidence_of_claims
from kg.ask.lookup import KnownNames
from kg.ask.pack import Query
from kg.stores.store import Row, Store

DISEASES = ("disease_id", "related_id")
"""Columns that hold the disease of a row."""

SENTENCES = ("document", "sentence", "polarity", "rule", "subject_start")
"""Columns of an answer whose rows are sentences themselves."""


_CLAIMS = """UNWIND $claims AS one
MATCH (claim:Assertion {id: one})-[:HAS_EVIDENCE|REJECTED_EVIDENCE]->(found:Evidence)-[:FROM]->(publication:Publication)
MATCH (claim)-[:SUBJECT]->(subject)
MATCH (claim)-[:OBJECT]->(object)
"""
_STUDIES = """UNWIND $drugs AS one
MATCH (subject:Drug {id: one})<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})
MATCH (claim)-[:OBJECT]->(object:Disease)
WHERE EXISTS { (object)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) }
MATCH (claim)-[:HAS_EVIDENCE|REJECTED_EVIDENCE]->(found:Evidence)-[:FROM]->(publication:Publication)
"""


@dataclass(frozen=True, slots=True)
class Behind:
    """What is behind the rows about one thing: ``key`` is its CURIE, or what the row is called where it has none.

    ``evidence`` are rows with the columns of ``kg.ask.explain``, none twice. ``command`` shows them again.
    """

    key: str
    name: str
    evidence: tuple[Row, ...]
    command: str


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    command: str
    evidence: dict[str, Row]


def subject_column(columns: Sequence[str]) -> str:
    """The column that says what a row is about: the first that has its CURIE beside it, else the first of all; empty
    where there is none.

    >>> subject_column(["tier", "drug_id", "drug"]), subject_column(["year", "publications"])
    ('drug', 'year')
    """
    named = next((one.removesuffix("_id") for one in columns if one.endswith("_id") and one[:-3] in columns), "")
    return named or next(iter(columns), "")


def subject_of(row: Row) -> tuple[str, str]:
    """Key and name of what a row is about."""
    column = subject_column(tuple(row))
    name = str(row.get(column) or "")
    return str(row.get(f"{column}_id") or name), name


def behind(
    store: Store, query: Query, values: Mapping[str, Any], rows: Sequence[Row], lexicon: KnownNames | None = None
) -> tuple[Behind, ...]:
    """The sentences behind the rows of an answer, things in the order of the rows and without those that have none.

    ``values`` are the parameters with CURIEs for names. Empty where neither a claim nor a drug and a disease is in the
    rows or asked for. Raises StoreError.
    """
    places = [(row, where) for row in rows for where in _places(query, values, row)]
    known = _evidence(store, [where for _, where in places], lexicon)
    found: dict[str, _Found] = {}
    for row, where in places:
        key, name = subject_of(row)
        mine = found.setdefault(key, _Found(name, _command(where), {}))
        for one in _of_row(row, known.get(where, ())):
            mine.evidence.setdefault(str(one["evidence"]), one)
    return tuple(
        Behind(key, one.name, tuple(one.evidence.values()), one.command) for key, one in found.items() if one.evidence
    )


def has_sentences(query: Query) -> bool:
    """Whether the rows of a query are sentences themselves."""
    return set(SENTENCES) <= set(query.column_names)


def _places(query: Query, values: Mapping[str, Any], row: Row) -> Iterator[tuple[str, ...]]:
    """Where the sentences of a row are: an assertion, or a drug and a disease."""
    asked = {parameter.name: str(values.get(parameter.name) or "") for parameter in query.parameters}
    drug = str(row.get("drug_id") or asked.get("drug") or "")
    disease = str(next((row[one] for one in DISEASES if row.get(one)), asked.get("disease") or ""))
    assertion = row.get("assertion") or asked.get("assertion")
    if assertion:
        yield from ((str(one),) for one in (assertion if isinstance(assertion, list) else [assertion]))
    elif drug and disease and "target_id" not in row and "pathway_id" not in row:
        yield (drug, disease)


def _evidence(
    store: Store, places: Sequence[tuple[str, ...]], lexicon: KnownNames | None
) -> dict[tuple[str, ...], list[Row]]:
    """The sentences in each place, in one question for all claims and one for each disease."""
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    if claims := sorted({where[0] for where in places if len(where) == 1}):
        for row in evidence_of_claims(store, _CLAIMS, {"claims": claims}, lexicon):
            found[str(row["assertion"]),].append(row)
    for disease in sorted({where[1] for where in places if len(where) == 2}):
        drugs = sorted({where[0] for where in places if where[1:] == (disease,)})
        for row in evidence_of_claims(store, _STUDIES, {"disease": disease, "drugs": drugs}, lexicon):
            found[str(row["subject_id"]), disease].append(row)
    return found


def _command(where: tuple[str, ...]) -> str:
    return " ".join(["kg explain", *map(shlex.quote, where)])


def _of_row(row: Row, evidence: Sequence[Row]) -> Iterator[Row]:
    """The evidence that is of the publications, and with the partner, that a row names."""
    listed = row.get("pmids") or ([row["document"]] if row.get("document") else [])
    publications = {str(one) for one in listed}
    partner = row.get("partner_id")
    for one in evidence:
        if publications and one["document"] not in publications:
            continue
        if partner and partner not in (one["partners"] or ()):
            continue
        yield one
