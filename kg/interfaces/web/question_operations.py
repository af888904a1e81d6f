"""Questions in words as an operation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kg.ask.asking import NotAnswered, understand
from kg.ask.parameters import Parameter
from kg.ask.queries import parse_parameters
from kg.interfaces.web.answers import HttpAnswer
from kg.interfaces.web.operations import LIMIT, MOST_ROWS, OFFSET, ROWS, Operation, json_answer
from kg.interfaces.web.pack_operations import answer_table, has_limit
from kg.interfaces.web.schemas import TEXT, TEXTS, VALUES, record, several, table
from kg.interfaces.web.snapshot import Snapshot

_ANSWERED = record(
    {
        "question": TEXT,
        "answered": {"type": "boolean", "const": True},
        "query": TEXT,
        "parameters": VALUES,
        "sure": {"type": "boolean"},
        "doubts": TEXTS,
        "others": TEXTS,
        **table(),
    }
)
_REFUSED = record(
    {
        "question": TEXT,
        "answered": {"type": "boolean", "const": False},
        "kind": TEXT,
        "why": TEXT,
        "near": TEXTS,
        "named": several(record({"id": TEXT, "name": TEXT})),
    }
)

AS_OF = Parameter("as_of", "int", "the year that 'the last five years' end with; 0 for this one", 0, least=0)


def question_operations() -> list[Operation]:
    """The operation ``ask``."""
    question = Parameter("q", "string", "the question, in English")
    limit = Parameter(
        LIMIT.name, "int", f"most rows to give, {MOST_ROWS} at most; 0 for as many as the query shows", 0, least=0
    )
    return [
        Operation(
            "ask",
            "/ask",
            "A question in words, answered by a query of the pack, for sure or not, or refused with the reason",
            (question, AS_OF, limit, OFFSET),
            {"oneOf": [_ANSWERED, _REFUSED]},
            _ask,
            example={"q": "which mTOR inhibitors have HCC evidence"},
        )
    ]


def _ask(snapshot: Snapshot, values: Mapping[str, Any]) -> HttpAnswer:
    question = values["q"]
    year = values["as_of"] or date.today().year
    found = understand(question, snapshot.queries.values(), snapshot.known, year)
    if isinstance(found, NotAnswered):
        return json_answer(_refusal(question, found))
    given = parse_parameters(found.query, found.pairs)
    own = given["limit"] if has_limit(found.query) else ROWS
    limit = min(values["limit"] or own, MOST_ROWS)
    said, _ = answer_table(snapshot, found.query, given, limit, values["offset"])
    said["notes"] = [*found.notes, *said["notes"]]
    head = {"question": question, "answered": True, "query": found.query.name, "parameters": given}
    confidence = {"sure": found.sure, "doubts": list(found.doubts)}
    return json_answer({**head, **confidence, "others": list(found.runners_up), **said})


def _refusal(question: str, found: NotAnswered) -> dict[str, Any]:
    """Why a question is not answered; ``named`` are the entities of a text that is a name and no question."""
    named = [{"id": curie, "name": name} for curie, name in found.named]
    said = {"kind": found.kind, "why": found.why, "near": list(found.near), "named": named}
    return {"question": question, "answered": False, **said}
