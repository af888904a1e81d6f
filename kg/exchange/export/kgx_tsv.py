"""KGX as TSV: the lines of ``kg.exchange.export.kgx``, one column a slot.

Lists are joined by ``|``, without quotes, as KGX reads them.

A tab or a line break would end a cell and a bar a member of a list, so they are escaped as JSON escapes them (``\\t``,
``\\n``, ``\\u007c``), and with them the backslash; an empty member of a list is ``\\-``. An object within a line
(``sources``) is its JSON.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import DatasetError
from kg.exchange.export.associations import QUALIFIERS
from kg.exchange.export.kgx import write
from kg.exchange.export.kgx_inverse import KgxLine
from kg.exchange.export.report import DEFAULT, ExportOptions
from kg.progress import Report, silent

_QUALIFIERS = sorted({"species_context_qualifier", *(name for names in QUALIFIERS.values() for name in names)})
COLUMNS: dict[str, tuple[str, ...]] = {
    "nodes": (
        "id",
        "category",
        "name",
        "synonym",
        "xref",
        "provided_by",
        "publication_type",
        "deprecated",
        "supporting_text",
        "subject_location_in_text",
        "object_location_in_text",
        "extraction_confidence_score",
        "supporting_text_section_type",
        "supporting_document_year",
        "has_attribute",
        "has_attribute_type",
        "has_qualitative_value",
        "description",
    ),
    "edges": (
        "id",
        "category",
        "subject",
        "predicate",
        "object",
        "negated",
        "original_predicate",
        *_QUALIFIERS,
        "qualifiers",
        "has_attribute",
        "has_confidence_score",
        "knowledge_level",
        "agent_type",
        "primary_knowledge_source",
        "aggregator_knowledge_source",
        "publications",
        "evidence_count",
        "max_research_phase",
        "has_evidence",
        "sources",
    ),
}
"""Kind of file -> its columns, in order."""

LISTS = frozenset(
    (
        "category",
        "synonym",
        "xref",
        "provided_by",
        "publication_type",
        "supporting_text",
        "subject_location_in_text",
        "object_location_in_text",
        "has_attribute",
        "qualifiers",
        "aggregator_knowledge_source",
        "publications",
        "has_evidence",
        "sources",
        "anatomical_context_qualifier",
    )
)
"""Slots that are lists; those of a node line and of an edge line that are not text are told by their names too."""
INTEGERS = frozenset(
    ("evidence_count", "supporting_document_year", "subject_location_in_text", "object_location_in_text")
)
NUMBERS = frozenset(("has_confidence_score", "extraction_confidence_score"))
TRUTHS = frozenset(("negated", "deprecated"))

_TO_ESCAPE = re.compile("[\\\\\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_IN_LIST = re.compile("[\\\\|\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SHORT = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPED = re.compile(r"\\(u[0-9a-f]{4}|.|$)", re.DOTALL)
_MEANT = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r", "-": ""}


def kgx_tsv(
    dataset: Path, out: Path | BinaryIO, report: Report = silent, options: ExportOptions = DEFAULT
) -> dict[str, int]:
    """Write ``nodes.tsv`` and ``edges.tsv`` into a folder, or ``OUT_nodes.tsv`` and ``OUT_edges.tsv``; see
    ``kg.exchange.export.kgx``.
    """
    return write("kgx-tsv", "tsv", _head, _encode, dataset, out, report, options)


def _head(kind: str) -> bytes:
    return "\t".join(COLUMNS[kind]).encode() + b"\n"


def _encode(kind: str, line: KgxLine) -> bytes:
    unknown = sorted(set(line) - set(COLUMNS[kind]))
    if unknown:
        raise DatasetError(f"KGX TSV has no column for {', '.join(unknown)} of {line['id']}: export it as kgx-jsonl")
    return "\t".join(cell(line.get(name)) for name in COLUMNS[kind]).encode() + b"\n"


def cell(value: Any) -> str:
    """A value as it stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "|".join(_IN_LIST.sub(_escape, _text(one)) or "\\-" for one in value)
    return _TO_ESCAPE.sub(_escape, _text(value))


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}"


def value(name: str, text: str) -> Any:
    """The value of a cell of the column ``name``. Raises ValueError for an escape or a number that is none."""
    if name not in LISTS:
        return _typed(name, _plain(text))
    return [_typed(name, _plain(one)) for one in text.split("|")]


def _typed(name: str, text: str) -> Any:
    if name in INTEGERS:
        return int(text)
    if name in NUMBERS:
        return float(text)
    if name in TRUTHS:
        if text.lower() not in ("true", "false"):
            raise ValueError(f"{text!r} is not true or false")
        return text.lower() == "true"
    return json.loads(text) if name == "sources" else text


def _plain(text: str) -> str:
    return _ESCAPED.sub(_meant, text) if "\\" in text else text


def _meant(found: re.Match[str]) -> str:
    said = found[1]
    if said[:1] == "u" and len(said) == 5:
        return chr(int(said[1:], 16))
    if said not in _MEANT:
        raise ValueError(f"\\{said} is no escape")
    return _MEANT[said]
