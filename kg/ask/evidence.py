"""The evidence of a pair, an assertion or a publication, with the places of both arguments in each sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.ask.explain import MARKS, explain
from kg.ask.lookup import KnownNames
from kg.ask.pack import find, load_queries
from kg.ask.queries import given_parameters, run_query
from kg.errors import QueryError
from kg.progress import Report
from kg.stores.store import Row, Store

ENDS = ("subject", "object")
"""The arguments of a claim."""


@dataclass(frozen=True, slots=True)
class SentenceMark:
    """Where an argument, one of ``ENDS``, stands in a sentence: code points, half-open."""

    start: int
    end: int
    argument: str


def evidence(
    store: Store,
    *,
    drug: str = "",
    disease: str = "",
    assertion: str = "",
    pmid: str = "",
    lexicon: KnownNames | None = None,
    report: Report = lambda _: None,
) -> list[Row]:
    """Rows with the columns ``kg.ask.explain.COLUMNS``, as ``explain`` has them; ``pmid`` is a publication, for all
    that it says. Raises QueryError where neither a pair nor one of the other two is given, StoreError.
    """
    if sum(map(bool, (drug or disease, assertion, pmid))) != 1:
        raise QueryError("give a drug and a disease, a publication, or an assertion: one of the three")
    if not pmid:
        return explain(store, drug=drug, disease=disease, assertion=assertion, lexicon=lexicon, report=report)
    query = find("claims-of-publication", load_queries())
    claims = run_query(store, query, given_parameters(query, {"publication": pmid}), lexicon, report)
    asked = dict.fromkeys((row["assertion"], row["sentence"]) for row in claims)
    rows = [
        row
        for one in dict.fromkeys(assertion for assertion, _ in asked)
        for row in explain(store, assertion=one, lexicon=lexicon, report=report)
        if (one, plain(row)[0]) in asked and row["document"] == _own(row["document"], pmid)
    ]
    return sorted(rows, key=lambda row: (row["start"], row["evidence"]))


def _own(document: str, pmid: str) -> str:
    """The document, where ``pmid`` is its id with or without a prefix."""
    return document if pmid in (document, document.partition(":")[2]) else ""


def plain(row: Row) -> tuple[str, tuple[SentenceMark, ...]]:
    """The sentence of a row of ``explain`` without the marks that stand around its arguments, and where these are."""
    marked: str = row["sentence"]
    spans = [(row[f"{end}_start"] - row["start"], row[f"{end}_end"] - row["start"], end) for end in ENDS]
    for count in range(len(spans), -1, -1):
        length = len(marked) - count * sum(map(len, MARKS))
        joined = _joined((max(0, start), min(length, end)) for start, end, _ in spans)
        if length >= 0 and len(joined) == count:
            break
    for number, (start, end) in reversed([*enumerate(joined)]):
        at = 2 * number
        marked = marked[: start + at] + marked[start + at + 1 : end + at + 1] + marked[end + at + 2 :]
    inside = [SentenceMark(max(0, start), min(len(marked), end), which) for start, end, which in spans]
    return marked, tuple(one for one in inside if one.start < one.end)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans as ``kg.ask.explain.mark`` puts marks around them: empty ones left out, overlapping ones joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
