"""The Cypher that every store shares: upserts, and the check that a statement only reads."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.dataset import graph
from kg.errors import StoreError
from kg.stores.cypher_tokens import CypherToken, is_keyword, line_of, tokens
from kg.stores.parsed_statement import KEPT

OPENINGS = ("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL", "EXPLAIN", "PROFILE")
"""Words a reading statement may begin with."""

WRITES = (
    "CREATE",
    "INSERT",
    "MERGE",
    "SET",
    "DELETE",
    "REMOVE",
    "FOREACH",
    "DROP",
    "ALTER",
    "GRANT",
    "DENY",
    "REVOKE",
    "TERMINATE",
)
"""Clauses that change something."""

PROCEDURES = (
    "db.index.fulltext.queryNodes",
    "db.index.fulltext.queryRelationships",
    "db.labels",
    "db.relationshipTypes",
    "db.propertyKeys",
)
"""Procedures a reading statement may call; none of them changes anything or reads outside the graph."""


def upsert_nodes(label: str) -> str:
    """Statement that writes ``$rows`` (``{id, props}``) as nodes of a label and returns how many as ``n``.

    The type label comes first: it is what the embedded engine keys its lookups on.
    """
    pattern = f"{label}:Entity" if label in graph.entity_labels() else label
    return f"UNWIND $rows AS row MERGE (n:{pattern} {{id: row.id}}) SET n += row.props RETURN count(*) AS n"


def write_relationships(subject: str, relation: str, object_: str, *, fresh: bool) -> str:
    """Statement that writes ``$rows`` of ``batches.Relationships``, with exactly their properties, and returns how many
    as ``n``.

    A row whose subject or object is not in the graph is not counted, so the caller can tell. ``fresh`` creates without
    looking for what is there already: faster, and right only for a graph that has none of them yet.
    """
    keyed = graph.is_keyed(subject, relation)
    key = " {key: row.key}" if keyed and not fresh else ""
    setting = "" if fresh and not keyed else " SET r = row.props"
    return (
        f"UNWIND $rows AS row MATCH (a:{subject} {{id: row.subject}}) MATCH (b:{object_} {{id: row.object}}) "
        f"{'CREATE' if fresh else 'MERGE'} (a)-[r:{relation}{key}]->(b){setting} RETURN count(*) AS n"
    )


_ASCII_ESCAPE = re.compile(r"\\u+00[0-7][0-9a-fA-F]")


@lru_cache(maxsize=KEPT)
def require_reading(cypher: str) -> None:
    r"""Raise StoreError unless a statement only reads the graph: no writing clause, no file, no second statement, no
    unknown procedure.

    Looks at clauses only: the same words in strings, comments, backticks, property keys and labels are fine. Neo4j
    reads ``\uXXXX`` as the character it names before it looks for strings and clauses, so such an escape could end a
    string or spell a clause: escapes of ASCII characters are refused everywhere, and all of them outside of strings.
    """
    if escape := _ASCII_ESCAPE.search(cypher):
        raise _refused(cypher, escape.start(), escape[0], "write the character itself, or give the text as a parameter")
    sequence = list(tokens(cypher))
    while sequence and sequence[-1].text == ";":
        sequence.pop()
    if not sequence:
        raise StoreError("the statement is empty: expected Cypher such as MATCH (d:Drug) RETURN d.id AS id ORDER BY id")
    if sequence[0].word not in OPENINGS:
        raise _refused(cypher, sequence[0].start, sequence[0].text, f"a query begins with one of {', '.join(OPENINGS)}")
    for index, token in enumerate(sequence):
        if token.kind == "mark" and (token.text == "\\" or not token.text.isascii()):
            raise _refused(cypher, token.start, repr(token.text), "such a character belongs into a string or backticks")
        if token.text == ";":
            raise _refused(cypher, token.start, ";", "one statement at a time")
        if not token.word or not is_keyword(sequence, index):
            continue
        if token.word in WRITES:
            raise _refused(cypher, token.start, token.word, "queries only read; the graph is written by `kg load`")
        following = sequence[index + 1] if index + 1 < len(sequence) else None
        if token.word == "LOAD" and following and following.word == "CSV":
            raise _refused(cypher, token.start, "LOAD CSV", "queries read the graph and no files")
        if token.word == "CALL" and following and following.kind in ("name", "quoted"):
            name = _dotted_name(sequence[index + 1 :])
            if name not in PROCEDURES:
                raise _refused(
                    cypher, token.start, f"CALL {name}", f"the procedures allowed are {', '.join(PROCEDURES)}"
                )


def _dotted_name(following: list[CypherToken]) -> str:
    parts: list[str] = []
    for token in following:
        if token.kind not in ("name", "quoted") and token.text != ".":
            break
        if parts and token.text != "." and parts[-1] != ".":
            break
        parts.append(token.text)
    return "".join(parts)


def _refused(cypher: str, offset: int, found: str, expected: str) -> StoreError:
    return StoreError(f"line {line_of(cypher, offset)}: {found} is not allowed here: {expected}")
