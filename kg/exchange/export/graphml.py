"""GraphML for Gephi, Cytoscape, yEd, igraph and networkx: entities and what is claimed between them.

A denied claim is never an edge between its two ends, where every program would draw and count it: it is a node of type
``Denied`` with an edge ``DENIES_SUBJECT`` to the one and ``DENIES_OBJECT`` to the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from kg.exchange.export.csv_tables import COUNTS, EDGE, NODE, READ, Cells, edges, entities
from kg.exchange.export.rdfxml import legal
from kg.exchange.export.reading import open_dataset
from kg.exchange.export.report import DEFAULT, ExportOptions
from kg.exchange.export.unregistered import report_unregistered
from kg.exchange.export.whole_files import streaming, writing
from kg.progress import Report, silent

_NODE = ("label", *NODE[1:])
_EDGE = ("edge_id", *EDGE[3:4], *EDGE[6:])  # igraph 1.0 gives edges the ids of nodes
_INTEGERS = frozenset(("mentions", "documents", "evidence_count", "first_year", "latest_year", *COUNTS))
_NUMBERS = frozenset(("belief", "score"))


def graphml(
    dataset: Path, out: Path | BinaryIO, report: Report = silent, options: ExportOptions = DEFAULT
) -> dict[str, int]:
    """Write a dataset as one GraphML file; the counts of nodes and edges. Raises DatasetError, also for a text that XML
    cannot hold.
    """
    opened = open_dataset(dataset, READ, options.progress)
    report_unregistered(opened, report)

    def write(file: BinaryIO) -> dict[str, int]:
        counts = {"nodes": 0, "edges": 0, "denied": 0}
        names: dict[str, str] = {}
        file.write(_head().encode())
        for row in entities(opened):
            names[row["id"]] = row["name"]
            file.write(_node(row["id"], {"label": row["name"] or row["id"], **row}).encode())
            counts["nodes"] += 1
        for row, negated in edges(opened, names):
            file.write(
                "".join(_denied(row) if negated else [_edge(row["id"], row["subject"], row["object"], row)]).encode()
            )
            counts["denied" if negated else "edges"] += 1
        file.write(b"</graph>\n</graphml>\n")
        return counts

    if isinstance(out, Path):
        with writing(out) as (file,):
            return write(file)
    with streaming(out) as file:
        return write(file)


def _head() -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for kind, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            of = "int" if name in _INTEGERS else "double" if name in _NUMBERS else "string"
            lines.append(f'<key id="{kind[0]}_{name}" for="{kind}" attr.name="{name}" attr.type="{of}"/>')
    return "\n".join([*lines, '<graph id="kg" edgedefault="directed">']) + "\n"


def _denied(row: Cells) -> Iterator[str]:
    label = f"not: {row['subject_name'] or row['subject']} {row['relation']} {row['object_name'] or row['object']}"
    yield _node(row["id"], {"label": label, "type": "Denied", "name": label})
    for relation, end in (("DENIES_SUBJECT", row["subject"]), ("DENIES_OBJECT", row["object"])):
        yield _edge(
            f"{row['id']}-{relation}",
            row["id"],
            end,
            {**row, "relation": relation, "predicate": f"not {row['predicate']}"},
        )


def _node(identifier: str, row: Cells) -> str:
    name = _quoted(identifier, identifier)
    return f"<node id={name}>{_data('n', _NODE, row, identifier)}</node>\n"


def _edge(identifier: str, source: str, target: str, row: Cells) -> str:
    ends = f"id={_quoted(identifier, identifier)} source={_quoted(source, source)} target={_quoted(target, target)}"
    return f"<edge {ends}>{_data('e', _EDGE, {'edge_id': identifier, **row}, identifier)}</edge>\n"


def _data(kind: str, names: tuple[str, ...], row: Cells, where: str) -> str:
    said = ((name, row.get(name)) for name in names)
    return "".join(
        f'<data key="{kind}_{name}">{_text(value, where)}</data>'
        for name, value in said
        if value not in (None, "", (), [])
    )


def _text(value: Any, where: str) -> str:
    text = "|".join(value) if isinstance(value, list | tuple) else str(value)
    return escape(legal(text, where), {"\r": "&#13;"})


def _quoted(text: str, where: str) -> str:
    return quoteattr(legal(text, where), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})
