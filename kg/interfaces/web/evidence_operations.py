"""Evidence as operations: its sentences, its ladder of tiers, its years, and how much was searched for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kg.ask.drugs_by_tier import DrugTiers, drugs_by_tier
from kg.ask.explain import COLUMNS, ENDS, arguments, explain, unmarked
from kg.ask.findings import by_year
from kg.ask.links import page
from kg.ask.parameters import Parameter
from kg.ask.summary import summarize
from kg.interfaces.web.answers import HttpAnswer
from kg.interfaces.web.operations import LIMIT, OFFSET, Operation, json_answer
from kg.interfaces.web.pack_operations import answer_table
from kg.interfaces.web.schemas import COUNTS, PAGED, TEXT, TEXTS, TIER, WHOLE, YEAR, Schema, record, several
from kg.interfaces.web.schemas import row as row_of
from kg.interfaces.web.snapshot import Snapshot
from kg.model import POLARITIES, TIERS
from kg.stores.store import Row

DRUG = Parameter("drug", "curie", "the drug", "", ("Drug",))
DISEASE = Parameter("disease", "curie", "the disease, with all its subtypes", "", ("Disease",))
_BOTH = (
    Parameter("drug", "curie", "the drug", None, ("Drug",)),
    Parameter("disease", "curie", "the disease, with all its subtypes", None, ("Disease",)),
)
_PAIR = {"drug": "temsirolimus", "disease": "HCC"}

_CELL: Schema = record({**COUNTS, "pmids": TEXTS})


def evidence_operations(coverage: tuple[tuple[str, str], ...]) -> list[Operation]:
    """The operations ``evidence``, ``timeline``, ``ladder`` and ``coverage``, which has the columns given."""
    mark: Schema = {"type": "array", "prefixItems": [WHOLE, WHOLE, {"enum": list(ENDS)}]}
    shown = row_of(tuple((name, "") for name in COLUMNS))
    sentence = record({**shown["properties"], "sentence": TEXT, "marks": several(mark), "url": TEXT}, ("url",))
    summary = record({"tier": TIER, **COUNTS, "publications": WHOLE})
    rung = record(
        {
            "drug_id": TEXT,
            "drug": TEXT,
            "membership": TEXT,
            "supporting_tier": TEXT,
            "cells": {"type": "object", "additionalProperties": _CELL},
            "publications": WHOLE,
            "latest_year": YEAR,
        },
        ("membership",),
    )
    searched = row_of(coverage)
    versions: Schema = {
        "type": "object",
        "additionalProperties": {"oneOf": [TEXT, {"type": "object", "additionalProperties": TEXT}]},
    }
    return [
        Operation(
            "evidence",
            "/evidence",
            "The sentences behind a drug, one in a disease, a publication or an assertion, strongest study first",
            (
                DRUG,
                DISEASE,
                Parameter("pmid", "string", "a publication: a PMID, with or without PMID:", ""),
                Parameter("assertion", "string", "id of an assertion, as rows and edges have it", ""),
                Parameter("tier", "list", "only evidence of these tiers", (), values=TIERS),
                Parameter("polarity", "list", "only evidence of these polarities", (), values=POLARITIES),
                LIMIT,
                OFFSET,
            ),
            record({"summary": several(summary), "notes": TEXTS, "rows": several(sentence), **PAGED}),
            _evidence,
            example=_PAIR,
        ),
        Operation(
            "timeline",
            "/timeline",
            "What publications found of a drug in a disease, year by year",
            _BOTH,
            record({"notes": TEXTS, "years": several(record({"year": YEAR, **COUNTS}))}),
            _timeline,
            example=_PAIR,
        ),
        Operation(
            "ladder",
            "/ladder",
            "Drugs in a disease tier by tier: those of a class, one drug, or all that were studied",
            (
                Parameter("class", "curie", "a class of drugs", "", ("Role", "Target")),
                DRUG,
                _BOTH[1],
            ),
            record({"notes": TEXTS, "tiers": TEXTS, "polarities": TEXTS, "rows": several(rung)}),
            _ladder,
            example={"class": "mTOR inhibitor", "disease": "HCC"},
        ),
        Operation(
            "coverage-of-graph",
            "/coverage",
            "How much was searched, and what the graph was made with",
            (DRUG, DISEASE),
            record({**searched["properties"], "notes": TEXTS, "versions": versions, "pipeline": TEXT, "build": TEXT}),
            _coverage,
            example=_PAIR,
        ),
    ]


def _evidence(snapshot: Snapshot, values: Mapping[str, Any]) -> HttpAnswer:
    notes: list[str] = []
    asked = {name: values[name] for name in ("drug", "disease", "pmid", "assertion")}
    rows = explain(
        snapshot.store, **asked, lexicon=snapshot.known, report=notes.append, mentions_of=snapshot.mentions_of
    )
    tiers, polarities = values["tier"], values["polarity"]
    chosen = [
        row for row in rows if (not tiers or row["tier"] in tiers) and (not polarities or row["polarity"] in polarities)
    ]
    limit, offset = values["limit"], values["offset"]
    shown = chosen[offset : offset + limit]
    return json_answer(
        {
            "summary": [asdict(one) for one in summarize(rows)],
            "notes": notes,
            "rows": [_sentence(row) for row in shown],
            "total": len(chosen),
            "limit": limit,
            "offset": offset,
            "truncated": len(chosen) > offset + len(shown),
        }
    )


def _sentence(row: Row) -> dict[str, Any]:
    """A row with its sentence as the document has it, and where the arguments stand in it."""
    text = unmarked(row)
    places = zip(arguments(row), ENDS, strict=True)
    marks = [(max(0, start), min(len(text), end), which) for (start, end), which in places]
    shown = {**row, "sentence": text, "marks": [one for one in marks if one[0] < one[1]]}
    where = page(str(row["document"]))
    return shown | ({"url": where} if where else {})


def _timeline(snapshot: Snapshot, values: Mapping[str, Any]) -> HttpAnswer:
    notes: list[str] = []
    rows = explain(
        snapshot.store,
        drug=values["drug"],
        disease=values["disease"],
        lexicon=snapshot.known,
        report=notes.append,
    )
    return json_answer({"notes": notes, "years": by_year(rows)})


def _ladder(snapshot: Snapshot, values: Mapping[str, Any]) -> HttpAnswer:
    notes: list[str] = []
    rows = drugs_by_tier(
        snapshot.store,
        class_=values["class"],
        drug=values["drug"],
        disease=values["disease"],
        lexicon=snapshot.known,
        report=notes.append,
    )
    return json_answer({"notes": notes, "tiers": TIERS, "polarities": POLARITIES, "rows": [_rung(one) for one in rows]})


def _rung(row: DrugTiers) -> dict[str, Any]:
    cells = {tier: {**cell.found, "pmids": list(cell.pmids)} for tier, cell in row.cells.items()}
    shown = {
        "drug_id": row.drug_id,
        "drug": row.drug,
        "supporting_tier": row.supporting_tier,
        "cells": cells,
        "publications": row.publications,
        "latest_year": row.latest_year,
    }
    return shown | ({"membership": row.membership} if row.membership else {})


def _coverage(snapshot: Snapshot, values: Mapping[str, Any]) -> HttpAnswer:
    said, rows = answer_table(snapshot, snapshot.queries["coverage"], dict(values), 1, 0)
    made = {"versions": dict(snapshot.versions), "pipeline": snapshot.pipeline, "build": snapshot.ledger}
    return json_answer({**rows[0], "notes": said["notes"], **made})
