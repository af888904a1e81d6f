"""The sentences behind a row: of a drug and a disease, of a drug, of a publication or of one assertion, with both
arguments marked in the text.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kg import schema
from kg.ask.given import shown
from kg.ask.lookup import KnownNames, find_entity
from kg.ask.nothing_read import MentionsOf, nothing_read
from kg.ask.pack import Query, find, load_queries
from kg.ask.parameters import Parameter
from kg.ask.queries import parse_parameters, rows_of, tell_absent, told_entities
from kg.ask.statement import returned_columns
from kg.ask.summary import summarize as summarize  # what the rows come to, found where the rows are
from kg.ask.summary import two_tiers
from kg.errors import QueryError
from kg.model import POLARITIES, TIERS
from kg.progress import Report
from kg.stores.store import Row, Store

MARKS = ("«", "»")
"""What stands around an argument in a sentence."""

ENDS = ("subject", "object")
"""The arguments of a claim, as ``arguments`` has their places."""

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
    "note",
    "judged_by",
    "judged_on",
    "assertion",
    "evidence",
)
"""Columns of ``explain``, in order; ``partner_names`` and ``comparator_names`` are the names of the ids before them."""

CLASSES = ("Role", "Target")
"""What a class of drugs may be, as in the query ``CLASS_QUERY``."""

CLASS_QUERY = "drug-class-with-disease-evidence"

_OWN_DOCUMENT = "KGD"
"""Prefix of documents that have a name of their own."""

MEMBERS_QUERY = "drug-class-members"
"""The query that lists the drugs of a class."""

DISEASE_QUERY = "drugs-studied-for-disease"
"""The query that lists the drugs of a disease."""

WAYS = "kg explain everolimus HCC, kg explain everolimus, kg explain PMID:25058218"
"""How sentences are asked for, as messages say it."""

_ASSERTION = "MATCH (claim:Assertion {id: $id}) RETURN claim.id AS id"
_NAMES = "MATCH (n:Drug) WHERE n.id IN $ids RETURN n.id AS id, n.name AS name"

_OF_ASSERTION = "evidence-for-assertion"
_OF_DRUG = """MATCH (subject:Drug {id: $drug})<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})
MATCH (claim)-[:OBJECT]->(object:Disease)
MATCH (claim)-[:HAS_EVIDENCE|REJECTED_EVIDENCE]->(found:Evidence)-[:FROM]->(publication:Publication)
"""
_OF_PUBLICATION = """MATCH (publication:Publication {id: $pmid})<-[:FROM]-(found:Evidence)
MATCH (found)<-[:HAS_EVIDENCE|REJECTED_EVIDENCE]-(claim:Assertion)
MATCH (claim)-[:SUBJECT]->(subject)
MATCH (claim)-[:OBJECT]->(object)
"""
"""What stands before the columns of the query ``_OF_ASSERTION`` to ask the same of something else."""


def explain(
    store: Store,
    *,
    drug: str = "",
    disease: str = "",
    assertion: str = "",
    pmid: str = "",
    tier: str = "",
    polarity: str = "",
    lexicon: KnownNames | None = None,
    report: Report = lambda _: None,
    mentions_of: MentionsOf = lambda _: None,
) -> list[Row]:
    """Rows with the columns ``COLUMNS``, strongest tier first: the sentences behind a drug-disease row, behind all rows
    of a drug, those of a publication, or those behind one assertion.

    ``drug`` and ``disease`` are CURIEs or names, the disease with its subtypes; ``pmid`` is a publication, with or
    without ``PMID:``, or another id of a document; ``assertion`` is the id that an edge or a row carries. ``tier`` and
    ``polarity`` are as in ``chosen``. ``sentence`` has both arguments between ``MARKS``; offsets count in the
    document's text. ``lexicon`` and ``report`` are as in ``run_query``; ``mentions_of`` tells what is mentioned in a
    publication in which nothing was read. Raises QueryError when not exactly one of these is given, when a name is not
    known, when it is that of a class of drugs and when there is no such assertion or publication.
    """
    check_filters(tier, polarity)
    if sum(map(bool, (drug, assertion, pmid))) != 1 or (disease and not drug):
        raise QueryError(f"give one thing: a drug, with or without a disease, a publication or an assertion: {WAYS}")
    if drug:
        _refuse_class(store, drug, disease, lexicon)
    if assertion and not _is_assertion(store, assertion):
        raise QueryError(
            f"this graph has no assertion {shown(assertion)}: ids are in the column `assertion` of answers and on"
            f" edges; else ask as in {WAYS}"
        )
    query, pairs = _asked(drug, disease, assertion, pmid)
    values = parse_parameters(query, pairs)
    found = told_entities(store, query, values, lexicon, report)
    rows = rows_of(store, query, values, found)
    if pmid and not rows:
        report(nothing_read(store, found["pmid"].id, mentions_of))
    else:
        tell_absent(found, rows, report)
    if drug and (said := two_tiers(rows)):
        report(said)
    names = _names_beside(store, rows, lexicon)
    return chosen((_shown(row, names) for row in rows), tier, polarity)


def evidence_of_claims(
    store: Store, pattern: str, parameters: Mapping[str, Any], lexicon: KnownNames | None = None
) -> list[Row]:
    """Rows of ``explain``, each with ``subject_id`` before, of all claims that a pattern in Cypher matches at once: it
    binds ``subject``, ``claim``, ``object``, ``found`` (the evidence) and ``publication``. Raises StoreError.
    """
    statement = find(_OF_ASSERTION, load_queries()).cypher
    _, columns = returned_columns(statement)
    rows = store.run(pattern + statement[columns:], parameters)
    names = _names_beside(store, rows, lexicon)
    return [{"subject_id": row["subject_id"], **_shown(row, names)} for row in rows]


def asked_alone(store: Store, text: str) -> dict[str, str]:
    """What a single text asks ``explain`` for: the keyword ``assertion``, ``pmid`` or ``drug``, with it.

    It is an assertion when the graph has one of that id or it looks like one, a publication when it is a number or
    bears a prefix of publications, and else a drug.
    """
    if _is_assertion(store, text) or re.fullmatch("[0-9a-f]{32}", text):
        return {"assertion": text}
    prefix, colon, local = text.strip().partition(":")
    prefixes = (*schema.entity_types()["Publication"].prefixes, _OWN_DOCUMENT)
    if colon and prefix.upper() in prefixes:
        return {"pmid": f"{prefix.upper()}:{local.strip()}"}
    return {"pmid" if text.strip().isdecimal() else "drug": text}


def chosen(rows: Iterable[Row], tier: str = "", polarity: str = "") -> list[Row]:
    """The rows of a tier and of a polarity, in any letter case; an empty one leaves all. Raises QueryError for a word
    that is neither.
    """
    tier, polarity = check_filters(tier, polarity)
    return [row for row in rows if tier in ("", row["tier"]) and polarity in ("", row["polarity"])]


def check_filters(tier: str, polarity: str) -> tuple[str, str]:
    """A tier and a polarity as the rows have them. Raises QueryError for a word that is none."""
    for name, value, allowed in (("tier", tier, TIERS), ("polarity", polarity, POLARITIES)):
        if value and value.casefold() not in allowed:
            raise QueryError(f"{name}={value!r}: expected one of {', '.join(allowed)}")
    return tier.casefold(), polarity.casefold()


def mark(text: str, spans: list[tuple[int, int]]) -> str:
    """``text`` with ``MARKS`` around each half-open span; spans outside the text are cut to it, overlapping ones are
    joined.
    """
    for start, end in reversed(joined_spans(spans, len(text))):
        text = text[:start] + MARKS[0] + text[start:end] + MARKS[1] + text[end:]
    return text


def unmarked(row: Row) -> str:
    """The sentence of a row as the document has it: ``mark`` taken back."""
    text = str(row["sentence"])
    for start, end in joined_spans(arguments(row), row["end"] - row["start"]):
        text = text[:start] + text[start + 1 : end + 1] + text[end + 2 :]
    return text


def arguments(row: Row) -> list[tuple[int, int]]:
    """The spans of both arguments of a row (``ENDS``), half-open, from the start of its sentence."""
    start = row["start"]
    return [(row[f"{end}_start"] - start, row[f"{end}_end"] - start) for end in ENDS]


def joined_spans(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Spans in order, cut to a text of some length; what overlaps is one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(length, end)) for start, end in spans):
        if start >= end:
            continue
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _asked(drug: str, disease: str, assertion: str, pmid: str) -> tuple[Query, list[str]]:
    """The query that gives the rows, and its parameters."""
    pack = load_queries()
    if drug and disease:
        return find("evidence-for-drug-and-disease", pack), [f"drug={drug}", f"disease={disease}"]
    query = find(_OF_ASSERTION, pack)
    if assertion:
        return query, [f"assertion={assertion}"]
    name, text, label, pattern = (
        ("drug", drug, "Drug", _OF_DRUG) if drug else ("pmid", pmid, "Publication", _OF_PUBLICATION)
    )
    _, columns = returned_columns(query.cypher)
    parameter = Parameter(name, "curie", f"the {label.lower()}", entity=(label,))
    return replace(query, parameters=(parameter,), cypher=pattern + query.cypher[columns:]), [f"{name}={text}"]


def _is_assertion(store: Store, text: str) -> bool:
    return bool(store.run(_ASSERTION, {"id": text}))


def _refuse_class(store: Store, drug: str, disease: str, lexicon: KnownNames | None) -> None:
    """Raise QueryError, with what to ask instead, where a drug is the name or id of a class of drugs, or of a disease
    and nothing else is given.
    """
    try:
        find_entity(store, drug, ("Drug",), "drug", lexicon)
    except QueryError as error:
        try:
            found = find_entity(store, drug, (*CLASSES, *(() if disease else ("Disease",))), "class", lexicon)
        except QueryError:
            raise error from None
        if found.label == "Disease":
            raise QueryError(
                f"drug={shown(drug)} is {found}, and that is no drug: its drugs are the rows of"
                f" `kg query {DISEASE_QUERY} -p disease={found.id}`, and kg explain DRUG {shlex.quote(drug)} shows the"
                " sentences of one"
            ) from None
        asked = f"{CLASS_QUERY} -p class={found.id} -p disease={shlex.quote(disease)}"
        raise QueryError(
            f"drug={shown(drug)} is {found}, and that is no drug: its drugs are the rows of"
            f" `kg query {asked if disease else f'{MEMBERS_QUERY} -p class={found.id}'}`, and kg explain shows the"
            " sentences of each"
        ) from None


def _names_beside(store: Store, rows: Iterable[Row], lexicon: KnownNames | None) -> dict[str, str]:
    """The names of the partners and comparators of rows by id, those of the graph first."""
    ids = sorted({one for row in rows for key in ("partners", "comparators") for one in row[key] or ()})
    found = store.run(_NAMES, {"ids": ids}) if ids else []
    names = {str(row["id"]): str(row["name"]) for row in found if row["name"]}
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
    return mark(row["sentence"], arguments(row))
