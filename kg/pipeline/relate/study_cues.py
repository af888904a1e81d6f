"""The cue table of drug-disease studies (``ontologies/studies.toml``) as one compiled scanner.

A sentence is read once, left to right; at each word the first cue of the table that fits wins, so phrases stand in the
table before the words they hold. Everything that decides a polarity is in that table with its example sentences; the
code that weighs the cues is ``kg.pipeline.relate.findings``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import paths
from kg.errors import ConfigError

KINDS = frozenset(
    (
        *("better", "worse", "up", "down", "differs", "null", "null-drug", "noninferior", "trend", "mixed", "harm"),
        *("good", "bad", "trouble", "disease", "safety", "baseline"),
        *("drug", "comparator", "other", "both", "than", "combined", "alone"),
        *("primary", "subgroup", "break"),
    )
)
"""What a cue may mean; ``kind`` of every entry of the table is one of these."""


@dataclass(frozen=True, slots=True)
class StudyCue:
    """One entry of the table: its name, what it means, its patterns with a sentence for each (``positive``), and the
    sentences that must not hold it.
    """

    name: str
    kind: str
    patterns: tuple[str, ...]
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundCue:
    """A cue found in a plain sentence: its kind and where it stands (code points of the plain text)."""

    kind: str
    start: int
    end: int
    text: str


@cache
def cues() -> tuple[StudyCue, ...]:
    """The cues in table order. Raises ConfigError naming the entry when one has an unknown kind, a line that is no pair
    of a pattern and a sentence, or a broken pattern.
    """
    path = paths.data("ontologies", "studies.toml")
    found = []
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["cue"]:
        where = f"{path.name}: cue {row['name']!r}"
        lines = [_line(line, where) for line in row["lines"]]
        cue = StudyCue(
            row["name"],
            row["kind"],
            tuple(one for one, _ in lines),
            tuple(one for _, one in lines),
            tuple(row["negative"]),
        )
        if cue.kind not in KINDS:
            raise ConfigError(f"{where} has the kind {cue.kind!r}: expected one of {', '.join(sorted(KINDS))}")
        for expression in cue.patterns:
            _checked(expression, where)
        found.append(cue)
    return tuple(found)


def _line(line: object, where: str) -> tuple[str, str]:
    match line:
        case [str(expression), str(sentence)]:
            return expression, sentence
    raise ConfigError(f"{where}: the line {line!r} is no pair: expected a pattern and a sentence that holds it")


def _checked(expression: str, where: str) -> None:
    if _compiled(expression, where).groups:
        raise ConfigError(f"{where}: the pattern {expression!r} has a capturing group: write (?:...) instead")


def _compiled(expression: str, where: str) -> re.Pattern[str]:
    try:
        return re.compile(expression)
    except re.error as error:
        raise ConfigError(f"{where}: the pattern {expression!r} is not a regular expression: {error}") from None


@dataclass(frozen=True, slots=True)
class StudyPattern:
    """A named pattern of the table: its expression (``#`` where an entity's number goes), the alternatives that it is
    put together from, and its example sentences.
    """

    name: str
    expression: str
    alternatives: tuple[str, ...]
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@cache
def patterns() -> dict[str, StudyPattern]:
    """The named patterns by name. Raises ConfigError naming the entry whose expression is broken."""
    path = paths.data("ontologies", "studies.toml")
    found = {}
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["pattern"]:
        words, raw = (["".join(part) for part in row.get(key, ())] for key in ("words", "raw"))
        expression = "|".join([*([rf"\b(?:{'|'.join(words)})\b"] if words else []), *raw])
        _compiled(expression, f"{path.name}: pattern {row['name']!r}")
        alternatives = (*(rf"\b(?:{word})\b" for word in words), *raw)
        found[row["name"]] = StudyPattern(
            row["name"], expression, alternatives, tuple(row["positive"]), tuple(row["negative"])
        )
    return found


@lru_cache(maxsize=4096)
def pattern(name: str, number: int | None = None) -> re.Pattern[str]:
    """A named pattern, compiled; ``number`` says which entity's place-holder it is about. Raises KeyError for an
    unknown name.
    """
    expression = patterns()[name].expression
    return re.compile(expression if number is None else expression.replace("#", f"{number}(?!\\d)"))


@cache
def _scanner() -> re.Pattern[str]:
    # One alternation, no case flag: Python's engine then skips an alternative on its first letter alone.
    body = "|".join(f"(?P<c{i}>{'|'.join(cue.patterns)})(?!\\w)" for i, cue in enumerate(cues()))
    return re.compile(rf"(?<![\w-])(?:{body})")


def plain(text: str) -> str:
    """Lower-cased text in the spelling the patterns expect: one kind of hyphen, of space and of decimal point, and
    clause borders (semicolon, full stop before a space) set off as `` ; `` unless they stand in brackets.
    """
    low = text.lower().translate(_SPELLING)
    low = _BRACKETS.sub(lambda m: m.group().replace(";", ",").replace(". ", " "), low)
    return _BORDERS.sub(" ; ", low)


def spelled(text: str) -> str:
    """Text in one kind of hyphen, space, apostrophe and decimal point, every character where it was, unlike in
    ``plain``.
    """
    return text.translate(_SPELLING)


_SPELLING = {
    ord(a): b
    for a, b in zip("‐‑–—−\n\t\u00a0\u2009\u202f·∙•⋅’", ["-"] * 5 + [" "] * 5 + ["."] * 4 + ["'"], strict=True)
}
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BORDERS = re.compile(r";|(?<!vs)(?<! p)(?<!i\.e)(?<!e\.g)\.(?= )")


def scan(text: str) -> list[FoundCue]:
    """The cues of a plain sentence (``plain``), in text order, never overlapping."""
    table = cues()
    return [
        FoundCue(table[int((m.lastgroup or "c0")[1:])].kind, m.start(), m.end(), m.group())
        for m in _scanner().finditer(text)
    ]
