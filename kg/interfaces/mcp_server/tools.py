"""The tools: one a query of the pack, made from its header, and four beside: ``ask``, ``explain``, ``ground`` and
``search_names``.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from kg import schema
from kg.ask import asking
from kg.ask.explain import COLUMNS as SENTENCES
from kg.ask.lookup import KnownNames, known
from kg.ask.name_index import MatchedName
from kg.ask.pack import Query, load_queries, nearest
from kg.ask.parameters import Parameter, typed
from kg.ask.queries import given_parameters, parse_parameters
from kg.errors import QueryError
from kg.interfaces.api.graph import Graph
from kg.interfaces.api.ground_alone import COLUMNS as CANDIDATES
from kg.interfaces.api.ground_names import grounded
from kg.interfaces.api.row_list import Rows
from kg.interfaces.mcp_server.instructions import DATA
from kg.interfaces.mcp_server.pages import Page, Reply, page_of, refuse_texts, reply
from kg.interfaces.mcp_server.schemas import MOST_ROWS, input_schema, output_schema, paged
from kg.model import POLARITIES, TIERS

READ = (
    *("document", "year", "subject", "relation", "negated", "object", "tier", "polarity", "attribution"),
    *("partner_names", "comparator_names", "flags", "note", "counted", "sentence", "result", "trials"),
)
"""Columns of ``explain`` that its text has; the structured content has all."""

_DOOR = Path("kg mcp")

ASK = Query(
    "ask",
    "Which query answers a question in words, and what is the answer? An answer that is not sure says so,"
    " with the words that were not read; a question that is not understood is refused, with what is near.",
    (
        Parameter("question", "string", "the question, in English, one thing at a time"),
        Parameter("as_of", "int", "the year that 'the last five years' end with; this year when 0", default=0, least=0),
    ),
    (),
    "",
    _DOOR,
    example=(("question", "which mTOR inhibitors have HCC evidence"),),
)

EXPLAIN = Query(
    "explain",
    "Which sentences are behind a drug, a drug and a disease, a publication or an assertion, and what was read from"
    " each?",
    (
        Parameter("drug", "curie", "the drug, alone or with a disease", default="", entity=("Drug",)),
        Parameter("disease", "curie", "the disease, with all its subtypes", default="", entity=("Disease",)),
        Parameter("pmid", "string", "a publication instead: its PMID, or another id of a document", default=""),
        Parameter("assertion", "string", "id of an assertion instead, as rows and edges have it", default=""),
        Parameter("tier", "string", "only sentences of this tier; of all when empty", default="", values=("", *TIERS)),
        Parameter(
            "polarity", "string", "only sentences that say this; all when empty", default="", values=("", *POLARITIES)
        ),
    ),
    tuple((name, name.replace("_", " ")) for name in SENTENCES),
    "",
    _DOOR,
    example=(("drug", "everolimus"), ("disease", "HCC")),
)

MOST_NAMES = MOST_ROWS
"""Entities that ``search_names`` gives at the most, the best known ones."""


@dataclass(frozen=True, slots=True)
class GraphTool:
    """A tool: ``takes`` are the parameters as a query declares them, those of a page among them."""

    name: str
    description: str
    takes: Query
    output: dict[str, Any]
    answer: Callable[[dict[str, Any], Page], Reply]

    @property
    def input(self) -> dict[str, Any]:
        """JSON schema of what it takes."""
        return input_schema(self.takes)


def ground_query() -> Query:
    """The tool ``ground`` as a query; a function, for the types of names are read from a file."""
    meanings = ("the name as given", "CURIE", "preferred name", "type", "score, 0 to 1", "why it is a candidate")
    types = ("", *(one.lower() for one in schema.mention_types()))
    return Query(
        "ground",
        "Which entities may names stand for, best first, and why?",
        (
            Parameter("names", "list", "the names"),
            Parameter("type", "string", "only candidates of this type; of all when empty", default="", values=types),
        ),
        tuple(zip(CANDIDATES, meanings, strict=True)),
        "",
        _DOOR,
        example=(("names", "RAD001"),),
    )


def names_query() -> Query:
    """The tool ``search_names`` as a query; a function, for the types of entities are read from a file."""
    meanings = ("CURIE", "preferred name", "type", "the name or synonym that matches", "publications that mention it")
    return Query(
        "search_names",
        "Which entities of the graph have a name, or a word in a name, that begins so?",
        (
            Parameter("text", "string", "the beginning of a name, or of a word in it, in any letter case"),
            Parameter(
                "type", "string", "only entities of this type; of all when empty", default="",
                values=("", *schema.mention_types()),
            ),
        ),
        tuple(zip((one.name for one in fields(MatchedName)), meanings, strict=True)),
        "",
        _DOOR,
        example=(("text", "ever"), ("type", "Drug")),
    )  # fmt: skip


class Toolbox:
    """The tools over an open graph. ``call`` may be called from several threads: one asks the graph at a time."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._queries = load_queries()
        # The embedded snapshot, the lexicon and their caches are asked by one thread at a time.
        self._lock = threading.Lock()
        own = (
            self._tool(ASK, self._ask, _UNDERSTOOD),
            self._tool(EXPLAIN, self._explain),
            self._tool(ground_query(), self._ground),
            self._tool(names_query(), self._search_names),
        )
        self.tools: dict[str, GraphTool] = {
            tool.name: tool for tool in (*own, *(self._of_pack(query) for query in self._queries.values()))
        }

    def call(self, name: str, arguments: Mapping[str, Any]) -> Reply:
        """What a tool answers. Raises QueryError for a tool or parameter that there is not, KgError."""
        tool = self.tools.get(name)
        if tool is None:
            raise QueryError(f"there is no tool {name!r}{nearest(name, self.tools)}: tools/list names them all")
        if name == "ground" and isinstance(one := arguments.get("names"), str):
            arguments = {**arguments, "names": [one]}  # not split where it has commas, as names of chemicals have
        refuse_texts(arguments)
        values = given_parameters(tool.takes, arguments)
        page = page_of(values)
        with self._lock:
            return tool.answer(values, page)

    def _tool(
        self,
        query: Query,
        answer: Callable[[dict[str, Any], Page], Reply],
        more: Mapping[str, dict[str, Any]] | None = None,
    ) -> GraphTool:
        types = {one.name: one for one in query.parameters}
        example = {name: typed(types[name], text) for name, text in query.example}
        shown = f" Example: {json.dumps(example, ensure_ascii=False)}" if example else ""
        return GraphTool(query.name, query.question + shown, paged(query), output_schema(query, more), answer)

    def _of_pack(self, query: Query) -> GraphTool:
        def answer(values: dict[str, Any], page: Page) -> Reply:
            return reply(self._asked(query, values), page, said=(query.question,))

        return self._tool(query, answer)

    def _asked(self, query: Query, values: dict[str, Any]) -> Rows:
        """The rows of a query, with a note where its own limit has cut them off: no offset goes beyond it."""
        rows = self._graph.answer(query, values)
        limit = values.get("limit")
        if limit is None or len(rows) < limit:
            return rows
        return replace(
            rows, notes=(*rows.notes, f"the query stops at limit={limit} rows: give a larger limit for more")
        )

    def _ask(self, values: dict[str, Any], page: Page) -> Reply:
        year = values["as_of"] or date.today().year
        found = asking.understand(values["question"], self._queries.values(), self._known, year)
        if isinstance(found, asking.NotAnswered):
            refused = _understood(False, kind=found.kind, why=found.why, near=list(found.near))
            near = ["near:", *(f"- {one}" for one in found.near)] if found.near else []
            return reply(Rows(()), page, said=(f"not answered ({found.kind}): {found.why}", *near), more=refused)
        rows = self._asked(found.query, parse_parameters(found.query, found.pairs))
        more = _understood(
            True,
            query=found.query.name,
            parameters=found.values,
            command=found.command,
            sure=found.sure,
            doubts=found.doubts,
        )
        rows = replace(rows, notes=(*found.notes, *rows.notes))
        return reply(rows, page, said=(found.query.question,), more=more)

    def _explain(self, values: dict[str, Any], page: Page) -> Reply:
        return reply(self._graph.explain(**values), page, shown=READ, said=(DATA,))

    def _ground(self, values: dict[str, Any], page: Page) -> Reply:
        if not values["names"]:
            raise QueryError("names is empty: expected one name or several")
        return reply(grounded(values["names"], values["type"], None, "default", ()), page)

    def _search_names(self, values: dict[str, Any], page: Page) -> Reply:
        labels = [values["type"]] if values["type"] else []
        found = self._graph.names.find(values["text"], labels, MOST_NAMES)
        cut = (f"the {MOST_NAMES:,} best known are given: write more of the name",) if len(found) == MOST_NAMES else ()
        rows = Rows(tuple(map(asdict, found)), tuple(one.name for one in fields(MatchedName)), notes=cut)
        return reply(rows, page)

    @cached_property
    def _known(self) -> KnownNames:
        return known()


_UNDERSTOOD: dict[str, dict[str, Any]] = {
    "understood": {"type": "boolean", "description": "whether the question is answered"},
    "query": {"type": "string", "description": "the query that it was taken for; empty when refused"},
    "parameters": {"type": "object", "description": "what the question gives to the query"},
    "command": {"type": "string", "description": "the command line that asks the same"},
    "sure": {"type": "boolean", "description": "whether all words were read and no other query is as near"},
    "doubts": {"type": "array", "items": {"type": "string"}, "description": "why it is not sure"},
    "kind": {"type": "string", "description": "why it is refused, in a word; empty when understood"},
    "why": {"type": "string", "description": "why it is refused, in a sentence"},
    "near": {"type": "array", "items": {"type": "string"}, "description": "what may have been meant"},
}


def _understood(
    understood: bool,
    *,
    query: str = "",
    parameters: Mapping[str, Any] | None = None,
    command: str = "",
    sure: bool = False,
    doubts: Sequence[str] = (),
    kind: str = "",
    why: str = "",
    near: Sequence[str] = (),
) -> dict[str, Any]:
    values = (understood, query, dict(parameters or {}), command, sure, list(doubts), kind, why, list(near))
    return dict(zip(_UNDERSTOOD, values, strict=True))
