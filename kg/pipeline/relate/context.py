"""Is a stretch of a sentence negated or hedged?  Cue words with scopes, after NegEx and ConText.

The cues, their directions and what ends a scope stand in ``ontologies/context.toml``; scopes follow BioScope's
guideline (a scope runs to the end of the clause, and takes in the subject of a passive), which is the gold it is tuned
on (`kg evaluate`, task negation). NegEx: Chapman et al., J Biomed Inform 2001;34:301. ConText: Harkema et al., J Biomed
Inform 2009;42:839. BioScope: Vincze et al., BMC Bioinformatics 2008;9(S11):S9.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg import paths
from kg.errors import ConfigError
from kg.pipeline.relate.clauses import Clauses

KINDS = ("negation", "speculation", "aim")
SCOPES = ("after", "phrase", "before", "around", "passive", "raising")


@dataclass(frozen=True, slots=True)
class ScopedCue:
    """A cue found in a sentence and its scope, both half-open offsets in that sentence; the scope takes in the cue."""

    start: int
    end: int
    text: str
    kind: str
    scope_start: int
    scope_end: int
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What the cues say of one stretch; ``cue`` is the text of the first cue that decided it, empty when none did."""

    negated: bool = False
    speculated: bool = False
    cue: str = ""


@dataclass(frozen=True, slots=True)
class CueTable:
    """The cue file, compiled.

    ``phrases`` holds, under the first letters of a word (``_key``), the patterns that may begin with it, longest first,
    each with its meaning: (kind, scope, weak), or None for a phrase to leave alone. One pattern of all of them would be
    50 times slower.
    """

    phrases: dict[str, list[tuple[re.Pattern[str], tuple[str, str, bool] | None]]]
    terminators: dict[str, re.Pattern[str]]


SPECULATED_WEIGHT = 0.6
"""What a hedged statement's score is multiplied by."""

STATED = Context()
_PASSIVE = re.compile(
    r"\s+(?:\w+ly\s+)?(?:(?:be|been|being)\s+(?:\w+ly\s+)?)?(?!need|exceed)\w+(?:ed|own|ound|een|ught)\b"
)
_BE_BEFORE = re.compile(r"\b(?:is|are|was|were|been|be)(?:\s+not|n't|\s+never)?$")
_BE_INSIDE = re.compile(r"\s+(?:\w+ly\s+)?(?:have\s+)?(?:be|been|being)\s+(?:\w+ly\s+)?\w+(?:ed|own|ound|een|ught)\b")
_CLAUSAL = re.compile(r"\s+(?:that\b|as (?:if|though)\b)")
_COMMA = r"(?:,(?!\s(?:[\w-]+\s){0,3}[\w-]+,?\s(?:and|or|nor)\b)|\))"
"""What ends a negation beside the terminators: a closing bracket, and a comma that is not a list's."""
_WORD = re.compile(r"\w+")


def contexts(sentence: str) -> tuple[ScopedCue, ...]:
    """The cues of a sentence, in text order, each with its scope."""
    return _contexts(sentence)


def status(sentence: str, start: int, end: int, near: tuple[int, int] | None = None) -> Context:
    """Whether ``sentence[start:end]`` is negated or hedged: some cue's scope holds it whole and the cue itself lies
    outside it.

    ``near`` asks only the cues inside those offsets or right before them: what a sentence takes for granted ("the mTOR
    inhibitor everolimus") is not denied by a denial of something else ("did not respond to the mTOR inhibitor
    everolimus").
    """
    negated = speculated = False
    text = ""
    for cue in _contexts(sentence):
        if cue.weak or not (cue.scope_start <= start and end <= cue.scope_end) or (cue.start < end and start < cue.end):
            continue
        if near is not None and not (near[0] <= cue.end + 1 and cue.start < near[1]):
            continue
        negated |= cue.kind == "negation"
        speculated |= cue.kind != "negation"
        text = text or cue.text
    return Context(negated, speculated, text) if text else STATED


@lru_cache(maxsize=256)
def _contexts(sentence: str) -> tuple[ScopedCue, ...]:
    table = cue_table()
    clauses: Clauses | None = None  # most sentences have no cue
    found = []
    position = 0
    for word in _WORD.finditer(sentence):
        if word.start() < position:
            continue
        for pattern, meaning in table.phrases.get(_key(word.group()), ()):
            match = pattern.match(sentence, word.start())
            if match is None:
                continue
            position = match.end()
            if meaning is not None:
                kind, scope, weak = meaning
                clauses = clauses or Clauses(sentence, table.terminators)
                left, right = _scope(sentence, match.start(), match.end(), kind, scope, clauses)
                found.append(ScopedCue(match.start(), match.end(), match.group(), kind, left, right, weak))
            break
    return tuple(found)


def _key(word: str) -> str:
    return word[:4].lower()


def _scope(sentence: str, start: int, end: int, kind: str, scope: str, clauses: Clauses) -> tuple[int, int]:
    """Scope of a cue at ``[start, end)``."""
    if scope == "passive":
        passive = _BE_INSIDE.match(sentence, end) or (
            _PASSIVE.match(sentence, end) and _BE_BEFORE.search(sentence, clauses.word_before(end), end)
        )
        scope = "around" if passive else "after"
    elif scope == "raising":
        scope = "after" if _CLAUSAL.match(sentence, end) else "around"
    left = clauses.left(start, kind) if scope in ("before", "around") else start
    right = clauses.right(end, kind) if scope in ("after", "around", "phrase") else end
    return left, clauses.phrase(end, right) if scope == "phrase" else right


@cache
def cue_table() -> CueTable:
    """The cues of ``ontologies/context.toml``. Raises ConfigError."""
    return read_cues(paths.data("ontologies", "context.toml"))


def read_cues(path: Path) -> CueTable:
    """The cues of a file, compiled. Raises ConfigError for what is not understood, naming file and key."""
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as TOML: {error}") from error
    _keys(path, "the file", table, {"ignored", "terminators", "after_comma", "cues"})
    for key in ("ignored", "terminators", "after_comma"):
        _texts(path, key, table[key])
    phrases: list[tuple[str, tuple[str, str, bool] | None]] = [(phrase, None) for phrase in table["ignored"]]
    for number, row in enumerate(table["cues"]):
        _keys(path, f"cues[{number}]", row, {"kind", "scope", "words"}, {"weak"})
        for key, known in (("kind", KINDS), ("scope", SCOPES)):
            if row[key] not in known:
                raise ConfigError(
                    f"{path}: cues[{number}]: found {key} {row[key]!r}: expected one of {', '.join(known)}"
                )
        _texts(path, f"cues[{number}]: words", row["words"])
        phrases += [(phrase, (row["kind"], row["scope"], bool(row.get("weak", False)))) for phrase in row["words"]]
    phrases.sort(key=lambda item: (-len(item[0]), item[0]))
    index: dict[str, list[tuple[re.Pattern[str], tuple[str, str, bool] | None]]] = {}
    for phrase, meaning in phrases:
        first = re.match(r"\w+", phrase)
        if first is None or (phrase[first.end() : first.end() + 1] == "*" and first.end() < 4):
            raise ConfigError(
                f"{path}: {phrase!r}: expected a phrase that begins with a word, with at least four letters before a *"
            )
        index.setdefault(_key(first.group()), []).append((re.compile(_pattern(phrase)), meaning))
    terminator = rf"(?:{_alternation(table['terminators'])}|,\s+{_alternation(table['after_comma'])})"
    terminators = {kind: re.compile(terminator + ("|" + _COMMA if kind == "negation" else "")) for kind in KINDS}
    return CueTable(index, terminators)


def _keys(path: Path, where: str, row: dict[str, Any], needed: set[str], optional: set[str] | None = None) -> None:
    """Raises ConfigError unless the row has the needed keys and no others but the optional ones."""
    known = needed | (optional or set())
    if missing := needed - row.keys():
        raise ConfigError(f"{path}: {where}: {', '.join(sorted(missing))} is missing")
    if unknown := row.keys() - known:
        raise ConfigError(
            f"{path}: {where}: unknown key {', '.join(sorted(unknown))}: expected {', '.join(sorted(known))}"
        )


def _texts(path: Path, where: str, value: object) -> None:
    """Raises ConfigError unless the value is a list of texts."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{path}: {where}: found {value!r}: expected a list of texts")


def _alternation(phrases: Iterable[str]) -> str:
    return (
        "(?:"
        + "|".join(_pattern(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
        + ")"
    )


def _pattern(phrase: str) -> str:
    """Pattern of a phrase: word borders, any white space between words, ``*`` for any ending, either case of the first
    letter.
    """
    body = r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
    if phrase[0].isalpha():
        body = f"[{phrase[0].lower()}{phrase[0].upper()}]" + body[1:]
    return (r"\b" if phrase[0].isalpha() else "") + body + (r"\b" if phrase[-1].isalpha() else "")
