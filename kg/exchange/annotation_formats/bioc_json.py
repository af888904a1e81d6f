"""BioC JSON: one collection, a document a line, so that it streams and still is one JSON value."""

from __future__ import annotations

import json
from typing import Any

from kg.exchange.annotation_formats.bioc import KEY, SOURCE, Note, bioc_document
from kg.exchange.annotation_formats.printed_rows import DocumentRow

HEAD = f'{{"source": "{SOURCE}", "date": "", "key": "{KEY}", "infons": {{}}, "documents": [\n'
BETWEEN = ",\n"
TAIL = "\n]}\n"


def write(row: DocumentRow) -> str:
    """The JSON object of one document."""
    found = bioc_document(row)
    value = {
        "id": found.id,
        "infons": found.infons,
        "passages": [
            {
                "offset": passage.offset,
                "infons": passage.infons,
                "text": passage.text,
                "sentences": [],
                "annotations": [_annotation(note) for note in passage.notes],
                "relations": [],
            }
            for passage in found.passages
        ],
        "annotations": [],
        "relations": [
            {"id": one.id, "infons": one.infons, "nodes": [{"refid": refid, "role": role} for refid, role in one.nodes]}
            for one in found.relations
        ],
    }
    return json.dumps(value, ensure_ascii=False)


def _annotation(note: Note) -> dict[str, Any]:
    return {
        "id": note.id,
        "infons": note.infons,
        "text": note.text,
        "locations": [{"offset": note.offset, "length": note.length}],
    }
