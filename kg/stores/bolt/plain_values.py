"""Values as the driver gives them -> what a row may hold: strings, numbers, booleans, lists, maps and None."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Duration


def plain(value: Any) -> Any:
    """A value of an answer as plain data.

    Dates and times become ISO 8601 strings, points ``{srid, coordinates}``, bytes hexadecimal; nodes, relationships and
    paths become maps of the shape the embedded engine gives (``{id, labels, properties}``, ``{id, start, end, type,
    properties}``, ``{nodes, relationships}``).
    """
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list | tuple) and not isinstance(value, Point | Duration):  # which are tuples, too
        return [plain(one) for one in value]
    if isinstance(value, Node):
        return {"id": value.element_id, "labels": sorted(value.labels), "properties": _properties(value)}
    if isinstance(value, Relationship):
        ends = {
            name: None if node is None else node.element_id
            for name, node in zip(("start", "end"), value.nodes, strict=True)
        }
        return {"id": value.element_id, **ends, "type": value.type, "properties": _properties(value)}
    if isinstance(value, Path):
        return {
            "nodes": [plain(node) for node in value.nodes],
            "relationships": [plain(link) for link in value.relationships],
        }
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, Point):
        return {"srid": value.srid, "coordinates": list(value)}
    if isinstance(value, bytes | bytearray):
        return value.hex()
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


def _properties(thing: Node | Relationship) -> dict[str, Any]:
    return {key: plain(thing[key]) for key in sorted(thing.keys())}
