"""The query pack as a page: ``python -m kg.ask.catalogue`` writes what docs/queries.md holds; a test compares the
two.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable

from kg.ask.pack import Query, load_queries
from kg.ask.parameters import Parameter

_HEAD = """# Queries

Each query is a file in `queries/`: one Cypher statement in the subset that the embedded engine and Neo4j share, under a
header that says what it asks, takes and gives. Run one with `kg query NAME -p key=value`. In Neo4j Browser set the
parameters first, with the `:params` line given here; then paste the file.

Wherever a CURIE is expected a name does as well: `-p disease=HCC`, `-p class="PD-1 inhibitors"`, `-p drug=RAD001`. It
means what `kg ground` says it means, and stderr says what it was taken for. Of two entities that bear a name equally
well the one is taken that the graph says something about; where that is true of both the query is refused, and the
candidates are listed. An entity that the lexicon knows and the graph says nothing about has an empty answer, and stderr
says *known, nothing here*; a CURIE that nobody knows is an error.

A statement of your own takes parameters too: `kg query --cypher "MATCH (d:Drug {name: $name}) RETURN d.id AS id" -p
name=everolimus`, or `kg query my.cypher -p ...` for a file that ends in `.cypher`. Their values are JSON (`3`, `0.5`,
`true`, `null`, `["a", "b"]`, `"3"`), or else text. With a header like that of the pack's files, all of it or a part
(`[parameters.drug]` with `type = "curie"` and `entity = ["Drug"]`), the file says itself what its parameters are, and
names are looked up. Types are curie, string, int, float, bool, list (of strings, with commas) and any. What a statement
names that no graph has, a label, a relation or a property, gets a hint on stderr.

`kg ask "which mTOR inhibitors have HCC evidence"` finds the query and its parameters for a question in words: the query
one of whose wordings, given here, is in the question, in any order and in words that say the same. Where a word is not
known, and none of those that bound a question (*children*, *dose*, *stage*), or where another query is as near, the
answer is marked as *not sure*, with what was not read; else the question is refused, with what is near. stderr has the
line that asks the same with `kg query`.

This page is written by `python -m kg.ask.catalogue > docs/queries.md`.
"""


def catalogue(queries: Iterable[Query]) -> str:
    """Markdown page of all queries, in the order given."""
    return _HEAD + "".join(_entry(query) for query in queries)


def _entry(query: Query) -> str:
    lines = [f"\n## {query.name}\n", query.question, ""]
    if query.extends:
        lines += [f"The statement is that of [{query.extends}](#{query.extends}), with defaults of its own:"]
        lines += ["in Neo4j Browser paste the file of that query.", ""]
    lines += ["| parameter | type | default | meaning |", "| --- | --- | --- | --- |"]
    lines += [
        f"| `{parameter.name}` | {type_of(parameter)} | {default_of(parameter)} | {parameter.help} |"
        for parameter in query.parameters
    ]
    lines += ["", "| column | meaning |", "| --- | --- |"]
    lines += [f"| `{name}` | {meaning} |" for name, meaning in query.columns]
    if query.asks:
        lines += ["", "In words (`kg ask`): " + "; ".join(f"*{text}*" for text in query.asks) + "."]
    if query.perhaps:
        lines += ["", "Perhaps, and then not sure: " + "; ".join(f"*{text}*" for text in query.perhaps) + "."]
    if query.example:
        lines += ["", "On the worked example:", "", "```sh", command(query), "```"]
    lines += ["", "```", browser_parameters(query), "```", ""]
    return "\n".join(lines)


def command(query: Query) -> str:
    """The command line that asks a query's example."""
    return " ".join(["kg query", query.name, *(f"-p {shlex.quote(f'{name}={text}')}" for name, text in query.example)])


def browser_parameters(query: Query) -> str:
    """The ``:params`` line that sets a query's parameters in Neo4j Browser; dots stand for values that must be
    given.
    """
    return ":params {" + ", ".join(f"{parameter.name}: {_literal(parameter)}" for parameter in query.parameters) + "}"


def type_of(parameter: Parameter) -> str:
    """The type of a parameter in words, with the labels of a CURIE."""
    return f"{parameter.type} ({' or '.join(parameter.entity)})" if parameter.entity else parameter.type


def default_of(parameter: Parameter) -> str:
    """What a parameter is where it is not given, in Markdown."""
    if parameter.default is None:
        return "required"
    if isinstance(parameter.default, tuple):
        return f"`{','.join(parameter.default)}`"
    return f"`{parameter.default}`" if parameter.default != "" else "none"


def _literal(parameter: Parameter) -> str:
    value = parameter.default
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{member}"' for member in value) + "]"
    return f'"{"..." if value is None else value}"'


if __name__ == "__main__":
    sys.stdout.write(catalogue(load_queries().values()))
