"""The sentences behind a row: for a drug and a disease, or for one assertion, with both arguments marked in the
text.
"""

from __future__ import annotations

import shlex
from collections.abc import Collection, Mapping
from typing import Any

from kg.ask.given import shown
from kg.ask.lookup import KnownNames, find_entity
from kg.ask.pack import find, load_queries
from kg.ask.queries import parse_parameters, run_query
from kg.errors import QueryError
from kg.progress import Report
from kg.stores.store import Row, Store

MARKS = ("«", "»")
"""What stands around an argument in a sentence."""

COLUMNS = (
    "document",
    "title",
    "year",
    "subject",
    "relation",
    "negated",
    "object",
    "tier",
    "polarity",
    "attribution",
    "partners",
    "partner_names",
    "comparators",
    "comparator_names",
    "flags",
    "counted",
    "setting",
    "sentence",
    "result",
    "endpoint",
    "figures",
    "trials",
    "section",
    "rule",
    "cue",
    "score",
    "belief",
    "start",
    "end",
    "subject_start",
    "subject_end",
    "object_start",
    "object_end",
    "assertion",
    "evidence",
)
"""Columns of ``explain``, in order; ``partner_names`` and ``comparator_names`` are the names of the ids before them."""

CLASSES = ("Role", "Target")
"""What a class of drugs may be, as in the query ``CLASS_QUERY``."""

CLASS_QUERY = "drug-class-with-disease-evidence"


_NAMES = "MATCH (n:Drug) WHERE n.id IN $ids RETURN n.id AS id, n.name AS name"


def explain(
    store: Store,
    *,
    drug: str = "",
    disease: str = "",
    assertion: str = "",
    lexicon: KnownNames | None = None,
    report: Report = lambda _: None,
) -> list[Row]:
    """Rows with the columns ``COLUMNS``, strongest tier first: the sentences behind a drug-disease row, or behind one
    assertion.

    ``drug`` and ``disease`` are CURIEs or names, the disease with its subtypes; ``assertion`` is the id that an edge or
    a row carries. ``sentence`` has both arguments between ``MARKS``; offsets count in the document's text. ``lexicon``
    and ``report`` are as in ``run_query``. Raises QueryError when neither a pair nor an assertion is given, when a name
    is not known, when it is that of a class of drugs and when there is no such assertion.
    """
    if bool(assertion) == bool(drug or disease) or (not assertion and not (drug and disease)):
        raise QueryError("give a drug and a disease, or an assertion: kg explain everolimus HCC")
    if assertion:
        rows = _answer(store, "evidence-for-assertion", [f"assertion={assertion}"], lexicon, report)
        if not rows:
            raise QueryError(
                f"this graph has no assertion {shown(assertion)}: ids are in the column `assertion` of answers and on"
                " edges; for a drug name the disease too, as in kg explain everolimus HCC"
            )
    else:
        _refuse_class(store, drug, disease, lexicon)
        rows = _answer(store, "evidence-for-drug-and-disease", [f"drug={drug}", f"disease={disease}"], lexicon, report)
    names = _names(
        store, {one for row in rows for key in ("partners", "comparators") for one in row[key] or ()}, lexicon
    )
    return [_shown(row, names) for row in rows]


def mark(text: str, spans: list[tuple[int, int]]) -> str:
    """``text`` with ``MARKS`` around each half-open span; spans outside the text are cut to it, overlapping ones are
    joined.
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(len(text), end)) for start, end in spans):
        if start >= end:
            continue
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    for start, end in reversed(joined):
        text = text[:start] + MARKS[0] + text[start:end] + MARKS[1] + text[end:]
    return text


def _answer(
    store: Store, name: str, pairs: list[str], lexicon: KnownNames | None, report: Report
) -> list[dict[str, Any]]:
    query = find(name, load_queries())
    return run_query(store, query, parse_parameters(query, pairs), lexicon, report)


def _refuse_class(store: Store, drug: str, disease: str, lexicon: KnownNames | None) -> None:
    """Raise QueryError, with what to ask instead, where a drug is the name or id of a class of drugs."""
    try:
        find_entity(store, drug, ("Drug",), "drug", lexicon)
    except QueryError as error:
        try:
            found = find_entity(store, drug, CLASSES, "class", lexicon)
        except QueryError:
            raise error from None
        raise QueryError(
            f"drug={shown(drug)} is {found}, and that is no drug: its drugs are the rows of `kg query {CLASS_QUERY}"
            f" -p class={found.id} -p disease={shlex.quote(disease)}`, and kg explain shows the sentences of each"
        ) from None


def _names(store: Store, ids: Collection[str], lexicon: KnownNames | None) -> dict[str, str]:
    """The names of drugs by id, those of the graph first."""
    rows = store.run(_NAMES, {"ids": sorted(ids)}) if ids else []
    names = {str(row["id"]): str(row["name"]) for row in rows if row["name"]}
    for one in ids:
        if one not in names and lexicon and (entity := lexicon.entity(one)):
            names[one] = entity.name
    return names


def _shown(row: Row, names: Mapping[str, str]) -> Row:
    """A row with the columns of ``explain``; what has no name (placebo, no treatment) is called what it is."""
    shown = row | {
        "sentence": _marked(row),
        "partner_names": [names.get(one, one) for one in row["partners"] or ()],
        "comparator_names": [names.get(one, one) for one in row["comparators"] or ()],
    }
    return {column: shown[column] for column in COLUMNS}


def _marked(row: Row) -> str:
    start = row["start"]
    return mark(
        row["sentence"], [(row[f"{end}_start"] - start, row[f"{end}_end"] - start) for end in ("subject", "object")]
    )
