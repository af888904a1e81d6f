"""What a Cypher statement takes and gives: the parameters it uses and the columns it returns."""

from __future__ import annotations

from collections.abc import Sequence

from kg.stores.cypher_tokens import CypherToken, tokens


def used_parameters(cypher: str) -> dict[str, int]:
    """Names of the parameters that a statement uses, in order, and the offset of the first use."""
    used: dict[str, int] = {}
    for token in tokens(cypher):
        if token.kind == "parameter":
            used.setdefault(token.text[1:].strip("`"), token.start)
    return used


def returned_columns(cypher: str) -> tuple[list[str | None], int]:
    """Names of the columns of the last top-level RETURN (None for one without AS), and the offset of that RETURN."""
    sequence = list(tokens(cypher))
    depth, start = 0, None
    for index, token in enumerate(sequence):
        depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
        if token.word == "RETURN" and depth == 0:
            start = index
    if start is None:
        return [], 0
    names: list[str | None] = []
    item: list[CypherToken] = []
    for token in sequence[start + 1 :]:
        depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
        if depth == 0 and token.word in ("ORDER", "SKIP", "LIMIT", "UNION"):
            break
        if depth == 0 and token.text == ",":
            names.append(_alias(item))
            item = []
        elif token.text != ";":
            item.append(token)
    names.append(_alias(item))
    return names, sequence[start].start


def _alias(item: Sequence[CypherToken]) -> str | None:
    if len(item) < 2 or item[-2].word != "AS":
        return None
    return item[-1].text.strip("`")
