"""Shapes of relationships that the embedded engine answers otherwise than Neo4j, for ``kg.stores.refusals``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.stores.parsed_statement import ParsedStatement


def _relationship_names(reading: ParsedStatement) -> set[str]:
    """The names that relationships have in a statement."""
    names = {
        reading.tokens[i + 1].text
        for i, kind in reading.kinds.items()
        if kind == "relationship" and reading.tokens[i + 1].kind == "name"
    }
    for index, token in enumerate(reading.tokens):
        listed = reading.at(index + 1) == "IN" and reading.at(index + 2) == "RELATIONSHIPS"
        if token.kind == "name" and listed:
            names.add(token.text)
    return names


def properties_in_maps(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    """Properties of relationships in the map of a pattern, which fit nothing for the engine."""
    names = _relationship_names(reading)
    for index, token in enumerate(reading.tokens):
        inside = reading.kinds.get(reading.within[index]) == "properties"
        if inside and token.text in names and reading.at(index + 1) == "." and reading.at(index - 1) == ":":
            yield index


def made_up_properties(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    """Properties of relationships that no graph of kg has and the engine makes up."""
    names = _relationship_names(reading)
    for index, token in enumerate(reading.tokens):
        if (
            token.text in names
            and reading.at(index + 1) == "."
            and reading.at(index + 2) in ("ID", "START", "END")
            and reading.at(index - 1) != "."
        ):
            yield index + 2
