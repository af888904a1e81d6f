"""The questions that can be asked of a graph: those of the pack, those of files, and the parameters given to one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kg import paths
from kg.ask import asking
from kg.ask.asking import Understood
from kg.ask.given import shown
from kg.ask.pack import Query, find, load_queries, read_query
from kg.errors import QueryError
from kg.interfaces.api.arguments import expect
from kg.interfaces.api.kept_lexicon import known_names
from kg.interfaces.api.row_list import Rows


def queries() -> Rows:
    """The questions of the query pack, each with its name and parameters: what ``kg queries`` lists."""
    return Rows.of(
        {
            "name": one.name,
            "question": one.question,
            "parameters": ", ".join(
                f"{p.name}={p.default}" if p.default is not None else p.name for p in one.parameters
            ),
        }
        for one in load_queries().values()
    )


def understood(question: str, as_of: int = 0) -> Understood:
    """The query of the pack that a question in words is, for ``Graph.ask``. Raises QueryError for one that is not
    understood; ``sure`` of what is returned says whether it was for sure.
    """
    expect(question, "question", str, "a text")
    expect(as_of, "year", int, "a whole number")
    return asking.ask(question, load_queries().values(), known_names(), as_of or date.today().year)


def question_of(name: str) -> Query:
    """The query of the pack with a name, or that of a file. Raises QueryError, ConfigError."""
    expect(name, "question", str, "the name of one, see kg queries, or a file of your own, my.cypher")
    own = name.endswith(".cypher") or os.sep in name
    return read_query(Path(name)) if own else find(name, load_queries())


def is_own(wanted: Query) -> bool:
    """Whether a query is not of the pack: of a file of the user's own, or a bare statement."""
    return wanted.path.parent != paths.data("queries")


def all_parameters(parameters: Mapping[str, Any] | None, named: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters given in a dict and by name as one dict. Raises TypeError for no dict, QueryError for one given
    twice.
    """
    if parameters is not None and not isinstance(parameters, Mapping):
        raise TypeError(
            f"{shown(parameters)} is no dict of parameters: give each parameter by its name, as in"
            f" disease={shown(parameters)}"
        )
    if twice := next((key for key in named if key in (parameters or ())), None):
        raise QueryError(f"parameter {twice!r} is given twice")
    return {**(parameters or {}), **named}
