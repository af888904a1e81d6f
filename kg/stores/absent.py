"""Properties in a pattern that no node of the label has: Neo4j finds nothing there, where the engine fails.

The engine says so by its own records of each label, so the answer to a failure is to write the pattern as one that it
takes and that nothing fits: ``(d:Drug {year: 2015})`` as ``(d:Drug {uri: null})``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.stores.edits import Edit, apply
from kg.stores.parsed_statement import ParsedStatement, parse

_FAILURE = re.compile(r"Unknown property '(?P<name>[^']+)' on (?P<label>\w+)\.")

NOTHING = "{uri: null}"
"""Properties that no node has: every node has a ``uri``, and nothing is equal to null."""


def without_absent(cypher: str, failure: str) -> str:
    """The statement that finds nothing where the engine's ``failure`` says that a label lacks a property; the same text
    for others.

    Of ``:Trial|Drug`` the engine says so only when neither label has it, and names the first.
    """
    found = _FAILURE.search(failure)
    return apply(cypher, _edits(parse(cypher), found["label"], found["name"])) if found else cypher


def _edits(reading: ParsedStatement, label: str, name: str) -> Iterator[Edit]:
    for opening, kind in reading.kinds.items():
        if kind != "properties" or reading.kinds.get(reading.within[opening]) != "node":
            continue
        before = reading.words(reading.within[opening] + 1, opening)
        keys = {
            reading.tokens[start].text.strip("`") for start, _ in reading.parts(opening + 1, reading.close[opening])
        }
        if name in keys and label in [word.strip("`") for word in before]:
            yield Edit(reading.tokens[opening].start, reading.end(reading.close[opening]), NOTHING)
