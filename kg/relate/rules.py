"""The relation rules of ``ontologies/relations.toml``: read, checked against the schema, and held to their own examples."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg import schema
from kg.errors import ConfigError
from kg.relate.patterns import Example, PatternError, Rule, compile_pattern
from kg.relate.relations import complaint
from kg.relate.skeleton import LETTERS

_KEYS = {"name", "relation", "subject", "object", "patterns", "score", "positive", "negative"}
_EXAMPLES = ("positive", "negative", "negated", "speculated")
_SWITCHES = ("presupposed", "agrees")
_OPTIONAL = {"negated", "speculated", *_SWITCHES}
_MARK = re.compile(r"\[([^\[\]|]+)\|([A-Za-z]+)(?:\|(subject|object|none))?\]")


def read_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a file, in its order.

    Raises ConfigError, naming file and rule, for unreadable TOML, an unknown or missing key, relation, entity type or word list, a pattern
    that is not understood, a score outside 0..1, a name used twice, or an example that does not do what it says.
    """
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as TOML: {error}") from error
    if unknown := table.keys() - {"words", "rule"}:
        raise ConfigError(f"{path}: unknown key {', '.join(sorted(unknown))}: expected [words] and [[rule]]")
    words = table.get("words", {})
    if not isinstance(words, dict) or not all(_texts(row) for row in words.values()):
        raise ConfigError(f"{path}: words: expected lists of words")
    rules = tuple(_rule(path, number, row, words) for number, row in enumerate(table.get("rule", []), 1))
    names = [rule.name for rule in rules]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ConfigError(f"{path}: rule {twice[0]!r} stands there twice: give each rule a name of its own")
    _check_examples(path, rules)
    return rules


def _rule(path: Path, number: int, row: dict[str, Any], words: Mapping[str, list[str]]) -> Rule:
    where = f"{path}: rule {row.get('name') or number!r}"
    if missing := _KEYS - row.keys():
        raise ConfigError(f"{where}: {', '.join(sorted(missing))} is missing")
    if unknown := row.keys() - _KEYS - _OPTIONAL:
        raise ConfigError(f"{where}: unknown key {', '.join(sorted(unknown))}: expected {', '.join(sorted(_KEYS | _OPTIONAL))}")
    for key in ("subject", "object", "patterns", *(kind for kind in _EXAMPLES if kind in row)):
        if not _texts(row[key]):
            raise ConfigError(f"{where}: {key}: found {row[key]!r}: expected a list of texts")
    relation = schema.relations().get(row["relation"])
    if relation is None:
        raise ConfigError(f"{where}: unknown relation {row['relation']!r}: expected one of {', '.join(sorted(schema.relations()))}")
    for part, allowed in (("subject", relation.subject), ("object", relation.object)):
        if wrong := [type_ for type_ in row[part] if type_ not in allowed or type_ not in LETTERS]:
            raise ConfigError(f"{where}: {part} {wrong[0]!r}: {relation.name} takes {', '.join(allowed)}")
    if not isinstance(row["score"], int | float) or not 0 < row["score"] <= 1:
        raise ConfigError(f"{where}: score: found {row['score']!r}: expected a number above 0 and up to 1")
    for key in _SWITCHES:
        if not isinstance(row.get(key, False), bool):
            raise ConfigError(f"{where}: {key}: found {row[key]!r}: expected true or false")
    if len(row["positive"]) < 2 or not row["negative"]:
        raise ConfigError(f"{where}: expected at least two positive examples and one negative")
    try:
        patterns = tuple(compile_pattern(source, row["subject"], row["object"], words) for source in row["patterns"])
    except PatternError as error:
        raise ConfigError(f"{where}: pattern: {error}") from error
    examples = tuple((kind, read_example(text, where)) for kind in _EXAMPLES for text in row.get(kind, ()))
    subject, object_, score = tuple(row["subject"]), tuple(row["object"]), float(row["score"])
    presupposed, agrees = (bool(row.get(key, False)) for key in _SWITCHES)
    return Rule(row["name"], row["relation"], subject, object_, patterns, score, presupposed, agrees, examples)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def read_example(marked: str, where: str = "example") -> Example:
    """An example sentence read, e.g. ``[everolimus|Drug] inhibits [mTOR|Target|object]``. Raises ConfigError for an unknown type."""
    text = ""
    position = 0
    arguments = []
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        if match[2] not in LETTERS:
            raise ConfigError(f"{where}: {marked!r}: unknown type {match[2]!r}: expected one of {', '.join(LETTERS)}")
        arguments.append((len(text), len(text) + len(match[1]), match[2], match[3] or ""))
        text += match[1]
        position = match.end()
    return Example(text + marked[position:], tuple(arguments))


def _check_examples(path: Path, rules: tuple[Rule, ...]) -> None:
    for rule in rules:
        for kind, example in rule.examples:
            if problem := complaint(rule, kind, example):
                raise ConfigError(f"{path}: rule {rule.name!r}: {kind} example {example.text!r}: {problem}")
