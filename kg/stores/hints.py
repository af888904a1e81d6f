"""What a statement names that no graph of kg has: labels, relationship types and properties, each with what comes near.

An engine takes a label, type or property that nothing has for a pattern that matches nothing; a reader takes the empty
answer for a fact. This reads tokens, not a parsed statement, so that it is the same on every engine, and where it is
not sure it says nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg import schema
from kg.dataset import graph
from kg.dataset.edges import LISTS
from kg.dataset.tables import TABLES
from kg.stores.cypher_tokens import CypherToken, is_keyword, tokens

NEAR = 0.6
"""Least likeness (difflib's ratio, letter case ignored) of a name that is offered first."""

SHOWN = 24
"""Names that a hint lists: every relation, and the properties of one label."""

MADE = {
    "Publication": ("uri",),
    "Trial": ("id", "uri", "name"),
    "Assertion": ("uri", "category", "knowledge_level", "agent_type", "primary_knowledge_source", "best_tier_rank"),
    "Evidence": ("uri", "counted", "tier_rank"),
    "Run": ("id", "uri", "format", "versions", "build", "pipeline"),
}
"""Properties of records that are no columns of their table: ``kg.dataset.graph`` makes them."""

_ENDS = frozenset(("subject", "subject_type", "object", "object_type", "assertion", "document", "run"))
_COLUMNS = {"Publication": "documents", "Assertion": "assertions", "Evidence": "evidence"}
_NO_PROPERTIES = frozenset(
    ("version", "text", "section_names", "section_starts", "section_ends", "section_labels", "place")
)
"""Columns of documents that stay in the table."""

_BEFORE_PATTERN = frozenset(
    "MATCH WHERE AND OR XOR NOT EXISTS RETURN WITH IN WHEN THEN ELSE BY SHORTEST ANY ALL CALL DISTINCT".split()
)
"""Words before a bracket that is no call of a function."""


def hints(cypher: str) -> tuple[str, ...]:
    """One line for each label, relation and property of a statement that no graph has, in the order of the
    statement.
    """
    return tuple(dict.fromkeys(_HintFinder(list(tokens(cypher))).hints()))


# --- what there is ----------------------------------------------------------------------------------------------------


@cache
def relations() -> tuple[str, ...]:
    """Every relationship type, those between entities first."""
    return tuple(dict.fromkeys(relation for _, relation in graph.relationship_kinds()))


@cache
def properties_of_nodes() -> dict[str, tuple[str, ...]]:
    """Label -> the properties that its nodes may have."""
    entity = (*(name for name in TABLES["entities"].names if name != "type"), "uri", "search_text")
    found: dict[str, tuple[str, ...]] = dict.fromkeys((*graph.entity_labels(), "Entity"), entity)
    for label in graph.RECORD_LABELS:
        columns = TABLES[_COLUMNS[label]].names if label in _COLUMNS else []
        left_out = _NO_PROPERTIES if label == "Publication" else _ENDS
        own = (*(name for name in columns if name not in left_out), *MADE[label])
        # Trials and publications may be entities too, where texts name them.
        found[label] = tuple(dict.fromkeys((*own, *entity) if label in schema.entity_types() else own))
    return found


@cache
def properties_of_relations() -> dict[str, tuple[str, ...]]:
    """Relationship type -> the properties that its relationships may have; links of records have none."""
    ends = ("id", "subject", "subject_type", "relation", "object", "object_type")
    direct = ("key", *(LISTS.get(name, name) for name in TABLES["edges"].names if name not in ends))
    keyed = {kind[1] for kind in graph.relationship_kinds() if graph.is_keyed(*kind)}
    return {relation: direct if relation in keyed else () for relation in relations()}


@cache
def _words_of() -> dict[str, frozenset[str]]:
    """Stems of the words that schema.toml has for a label or relation: its name, what Biolink calls it and what it
    means.
    """
    texts: dict[str, tuple[str, ...]] = {
        label: (label, row.category, row.help) for label, row in schema.entity_types().items()
    }
    for name, relation in schema.relations().items():
        texts[name] = (
            name,
            relation.predicate,
            relation.association,
            *(value for _, value in relation.qualifiers),
            relation.help,
        )
    return {name: frozenset(_stems(" ".join(text))) for name, text in texts.items()}


_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_ENDINGS = re.compile(r"(?:ments?|ing|ed|es|s)$")


def _stems(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        stem = _ENDINGS.sub("", word.lower())
        if len(stem) > 3:
            yield stem


# --- what is named ----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Variable:
    """A variable of a pattern: whether it is a relationship, and its labels or types; ``open`` when it may have
    others.
    """

    relation: bool
    names: set[str]
    open: bool = False


class _HintFinder:
    """A statement's tokens, its brackets and the variables of its patterns."""

    def __init__(self, sequence: list[CypherToken]) -> None:
        self._tokens = sequence
        self._inside, self._end = _brackets(sequence)
        self._hints: list[tuple[int, str]] = []
        self._asked: list[tuple[int, str, _Variable]] = []  # a property of what a pattern describes without a variable
        self._variables: dict[str, _Variable] = {}
        for at, token in enumerate(sequence):
            if token.text == "(" and self._is_node(at):
                self._pattern(at, relation=False)
            elif token.text == "[" and self._is_relationship(at):
                self._pattern(at, relation=True)
            elif token.text == ":" and self._is_predicate(at):
                self._predicate(at)
        self._follow_aliases()

    def hints(self) -> Iterator[str]:
        """The lines, in the order of the statement."""
        for at, name, variable in [*self._asked, *self._properties()]:
            if line := _no_property(name, variable):
                self._hints.append((at, line))
        yield from (line for _, line in sorted(self._hints))

    # --- patterns -------------------------------------------------------------------------------------------------

    def _at(self, index: int) -> CypherToken:
        return self._tokens[index] if 0 <= index < len(self._tokens) else CypherToken("end", "", 0)

    def _is_node(self, at: int) -> bool:
        """Whether the bracket may hold a node of a pattern: a variable, labels, properties, a condition, and it is no
        call.
        """
        before = self._at(at - 1)
        if before.kind == "quoted" or (before.kind == "name" and before.word not in _BEFORE_PATTERN):
            return False
        after = at + 1 + (self._at(at + 1).kind in ("name", "quoted") and self._at(at + 1).word != "WHERE")
        return self._at(after).text in (":", ")", "{") or self._at(after).word == "WHERE"

    def _is_relationship(self, at: int) -> bool:
        return self._at(at - 1).text == "-" and self._at(at - 2).text in (")", "<")

    def _pattern(self, at: int, *, relation: bool) -> None:
        first = self._at(at + 1)
        named = first.kind in ("name", "quoted") and first.word != "WHERE"
        variable = _Variable(relation, set())
        place = at + 1 + named
        if self._at(place).text == ":":
            place = self._names(place, variable)
        else:
            variable.open = not named
        if named:
            known = self._variables.setdefault(_bare(first), variable)
            known.names |= variable.names
            known.open |= variable.open or known.relation != relation
            variable = known
        while self._at(place).text in ("*", ".") or self._at(place).kind == "number":
            place += 1  # the length of a path
        if self._at(place).text == "{":
            self._asked += [(key, _bare(self._at(key)), variable) for key in self._keys(place)]

    def _names(self, at: int, variable: _Variable) -> int:
        """Read the labels or types after the colon at ``at`` into the variable, hint at unknown ones; gives the place
        after them.
        """
        known = relations() if variable.relation else (*graph.labels(), "Entity")
        in_list = not variable.relation and self._at(self._inside[at]).text == "["
        depth, place, wanted = 0, at, False
        while True:
            token = self._at(place)
            if token.text in (":", "|", "&") and not wanted and not (token.text == "|" and in_list):
                wanted = True
            elif token.text == ":" and self._at(place - 1).text == "|":
                pass  # [:INHIBITS|:BINDS], as it was once written
            elif token.text == "!" and wanted:
                variable.open = True
            elif token.text == "(" and wanted:
                depth += 1
            elif token.text == ")" and depth and not wanted:
                depth -= 1
            elif token.text == "%" and wanted:
                variable.open, wanted = True, False
            elif token.kind in ("name", "quoted") and wanted:
                name, wanted = _bare(token), False
                if name in known:
                    variable.names.add(name)
                else:
                    variable.open = True
                    self._hints.append((place, _absent("relation" if variable.relation else "label", name, known)))
            else:
                variable.open |= wanted  # something that is not read here, such as a dynamic label
                return place
            place += 1

    def _keys(self, opening: int) -> Iterator[int]:
        """Places of the keys of a map."""
        for place in range(opening + 1, self._end[opening]):
            if self._inside[place] == opening and self._at(place).text == ":" and self._is_separator(place):
                yield place - 1

    # --- predicates and variables -----------------------------------------------------------------------------------

    def _is_separator(self, at: int) -> bool:
        """Whether a colon stands behind the key of a map."""
        return (
            self._at(self._inside[at]).text == "{"
            and self._at(at - 2).text in ("{", ",")
            and self._inside[at - 1] == self._inside[at]
        )

    def _is_predicate(self, at: int) -> bool:
        """Whether a colon asks for the label or type of a variable: ``WHERE n:Drug``. Those of patterns are read with
        their pattern.
        """
        opening = self._inside[at]
        in_pattern = opening >= 0 and at - opening <= 2 and (self._is_node(opening) or self._is_relationship(opening))
        before, after = self._at(at - 1), self._at(at + 1)
        is_type = before.text == ":" or after.text == ":" or before.word == "IS"  # x IS :: STRING
        return before.kind in ("name", "quoted") and not (
            is_type or in_pattern or self._is_separator(at) or self._at(at - 2).text in (":", "|")
        )

    def _predicate(self, at: int) -> None:
        known = self._variables.get(_bare(self._at(at - 1)))
        if known is None:
            return
        asked = _Variable(known.relation, set())
        self._names(at, asked)
        # It may be asked because the answer may be no.
        known.open |= not known.names or bool(asked.names - known.names)

    def _follow_aliases(self) -> None:
        """Give ``WITH d AS drug`` the labels of ``d``, and forget every variable that something else is called as
        well.
        """
        lost: set[str] = set()
        clause = ""
        for at, token in enumerate(self._tokens):
            after = self._at(at + 1)
            if token.word in ("WITH", "UNWIND", "CALL", "RETURN") and is_keyword(self._tokens, at):
                clause = token.word
            if clause == "RETURN" and self._inside[at] == -1:
                continue  # what the columns are called comes after everything else
            if token.word == "AS" and after.kind in ("name", "quoted"):
                source = self._variables.get(_bare(self._at(at - 1)))
                whole = self._at(at - 2).text == "," or self._at(at - 2).word in ("WITH", "DISTINCT", "RETURN")
                name = _bare(after)
                if source and whole and name not in self._variables and name not in lost:
                    self._variables[name] = source
                elif not (source and whole and self._variables.get(name) is source):
                    lost.add(name)
            elif after.word == "IN" and token.kind in ("name", "quoted") and self._at(at - 1).text in ("(", "[", ","):
                lost.add(_bare(token))
        for name in lost:
            self._variables.pop(name, None)

    def _properties(self) -> Iterator[tuple[int, str, _Variable]]:
        """Every ``variable.property``, and ``variable {.property}``, with the place of the property."""
        for at, token in enumerate(self._tokens):
            variable = self._variables.get(_bare(token)) if token.kind in ("name", "quoted") else None
            if variable is None or self._at(at - 1).text == "." or self._at(at - 1).text == ":":
                continue
            places = []
            if self._at(at + 1).text == ".":
                places = [at + 2]
            elif self._at(at + 1).text == "{":
                inner = range(at + 2, self._end[at + 1])
                places = [
                    p + 1
                    for p in inner
                    if self._at(p).text == "." and self._at(p - 1).text in ("{", ",") and self._inside[p] == at + 1
                ]
            for place in places:
                if self._at(place).kind in ("name", "quoted") and self._at(place + 1).text != "(":
                    yield place, _bare(self._at(place)), variable


def _brackets(sequence: Sequence[CypherToken]) -> tuple[list[int], dict[int, int]]:
    """For each token the place of the bracket it is inside (-1: none), and for each opening bracket that of its end."""
    inside: list[int] = []
    ends: dict[int, int] = {}
    opened: list[int] = []
    for at, token in enumerate(sequence):
        closes = token.kind == "mark" and token.text in (")", "]", "}")
        if closes and opened:
            ends[opened.pop()] = at
        inside.append(opened[-1] if opened else -1)
        if token.kind == "mark" and token.text in ("(", "[", "{"):
            opened.append(at)
            ends[at] = len(sequence)
    return inside, ends


def _bare(token: CypherToken) -> str:
    return token.text[1:-1].replace("``", "`") if token.kind == "quoted" else token.text


# --- what is said -----------------------------------------------------------------------------------------------------


def _no_property(name: str, variable: _Variable) -> str:
    kinds = properties_of_relations() if variable.relation else properties_of_nodes()
    asked = list(kinds) if variable.open or not variable.names else sorted(variable.names)
    there = list(dict.fromkeys(found for kind in asked for found in kinds[kind]))
    if name in there:
        return ""
    of = "" if len(asked) == len(kinds) else f" of {' or '.join(asked)}"
    elsewhere = [kind for kind in kinds if name in kinds[kind] and kind != "Entity"]
    some = ", ".join(elsewhere[:3]) + (" and others" if len(elsewhere) > 3 else "")
    other = f" ({some} {'has' if len(elsewhere) == 1 else 'have'} it)" if elsewhere else ""
    if not there:
        return f"no property {name}{of}{other}, which has none"
    return _absent("property", name, there, of + other)


def _absent(kind: str, name: str, known: Iterable[str], of: str = "") -> str:
    """``no relation TREATS; there are AMELIORATES, ...``: those that come near first."""
    there = list(known)
    if same := [one for one in there if _plain(one) == _plain(name)]:
        return f"no {kind} {name}{of}; there is {', '.join(same)}"
    ratio = {one: difflib.SequenceMatcher(None, _plain(name), _plain(one)).ratio() for one in there}
    wanted = set(_stems(name))
    meant = {one for one in there if kind != "property" and wanted & _words_of().get(one, frozenset())}
    order = sorted(there, key=lambda one: (-(ratio[one] if ratio[one] >= NEAR else 0), one not in meant))
    more = f" and {len(order) - SHOWN} more" if len(order) > SHOWN else ""
    return f"no {kind} {name}{of}; there are {', '.join(order[:SHOWN])}{more}"


def _plain(name: str) -> str:
    return name.replace("_", "").casefold()
