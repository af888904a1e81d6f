"""The rules of ``ontologies/roles.toml``, which read what class a drug is put in: read, checked, and held to their own
examples.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import ConfigError
from kg.pipeline.relate.examples import read_example
from kg.pipeline.relate.patterns import PatternError, Rule, compile_pattern
from kg.pipeline.relate.roles import complaint

_KEYS = {"name", "patterns", "score", "positive", "negative"}
_EXAMPLES = ("positive", "negative", "negated", "speculated")
_OPTIONAL = {"negated", "speculated", "presupposed"}


def read_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a file, in its order.

    Raises ConfigError, naming file and rule, for unreadable TOML, an unknown or missing key, an unknown word list, a
    pattern that is not understood, a score outside 0..1, a name used twice, or an example that does not do what it
    says.
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
        raise ConfigError(
            f"{where}: unknown key {', '.join(sorted(unknown))}: expected {', '.join(sorted(_KEYS | _OPTIONAL))}"
        )
    for key in ("patterns", *(kind for kind in _EXAMPLES if kind in row)):
        if not _texts(row[key]):
            raise ConfigError(f"{where}: {key}: found {row[key]!r}: expected a list of texts")
    if not isinstance(row["score"], int | float) or not 0 < row["score"] <= 1:
        raise ConfigError(f"{where}: score: found {row['score']!r}: expected a number above 0 and up to 1")
    presupposed = row.get("presupposed", False)
    if not isinstance(presupposed, bool):
        raise ConfigError(f"{where}: presupposed: found {presupposed!r}: expected true or false")
    if len(row["positive"]) < 2 or not row["negative"]:
        raise ConfigError(f"{where}: expected at least two positive examples and one negative")
    try:
        patterns = tuple(compile_pattern(source, words) for source in row["patterns"])
    except PatternError as error:
        raise ConfigError(f"{where}: pattern: {error}") from error
    examples = tuple((kind, read_example(text, where)) for kind in _EXAMPLES for text in row.get(kind, ()))
    return Rule(row["name"], patterns, float(row["score"]), presupposed, examples)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _check_examples(path: Path, rules: tuple[Rule, ...]) -> None:
    for rule in rules:
        for kind, example in rule.examples:
            if problem := complaint(rule, kind, example):
                raise ConfigError(f"{path}: rule {rule.name!r}: {kind} example {example.text!r}: {problem}")
