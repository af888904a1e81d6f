"""What a name is grounded to on its own, and what a user means by a type of names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg import schema
from kg.errors import ConfigError
from kg.interfaces.api.kept_lexicon import lexicon
from kg.interfaces.api.row_list import Rows
from kg.model import Candidate
from kg.pipeline.ground.grounder import of_names

COLUMNS = ("text", "id", "name", "type", "score", "reason")
"""Columns of the rows, in order: the name as given, then the candidate's."""


def ground_alone(texts: Sequence[str], label: str = "") -> Rows:
    """Which entities names may stand for, of a node label where one is given; ``notes`` say which the lexicon does not
    have. Raises OntologyError where there is no lexicon.
    """
    grounder = of_names(lexicon())
    rows = tuple(candidate_row(text, one) for text in texts for one in grounder.ground(text, label))
    found = {row["text"] for row in rows}
    missing = [text if text.strip() else repr(text) for text in texts if text not in found]
    notes = (f"not in the lexicon: {', '.join(missing)}; kg ontologies search looks inside names",) if missing else ()
    return Rows(rows, COLUMNS, notes=notes)


def candidate_row(text: str, candidate: Candidate) -> dict[str, Any]:
    """A candidate for a name as a row."""
    return {"text": text} | {column: getattr(candidate, column) for column in COLUMNS[1:]}


def label_of(type_: str) -> str:
    """The node label that a user means by a type, in any case; empty for none. Raises ConfigError for another word."""
    try:
        return schema.mention_type(type_) if type_ else ""
    except ConfigError as error:
        raise ConfigError(f"--type {error}") from None
