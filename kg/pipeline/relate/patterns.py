"""Rules and the small pattern language of ``ontologies/roles.toml``: what a pattern means, and its regular expression.

The language is described at the top of that file. A pattern is matched against the ``text`` of a
``kg.pipeline.relate.skeleton.Skeleton``, where every token follows a space, so that each element of a pattern becomes
`` token`` and no element can match half a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.pipeline.relate.examples import ExampleSentence
from kg.pipeline.relate.skeleton import LETTERS

_ELEMENT = re.compile(
    r"(?P<mark>[*!]?)"
    r"(?:\{(?P<slot>\w+)(?::(?P<count>\d+)(?:/(?P<barred>[\w-]+))?)?\}"
    r"|<(?P<words>[\w-]+)>"
    r"|(?P<literal>[^\s{}<>?]+))(?P<optional>\??)$"
)
_WORD = (
    r" (?!(?:but|whereas|while|although|though|however|which|that|who|unlike|without|despite) )[^A-Z ,;:()\[\].-][^ ]*"
)
_ARGUMENTS = {"drug": f"(?P<drug> {LETTERS['Drug']}\\d+)", "role": f"(?P<role> {LETTERS['Role']}\\d+)"}


class PatternError(ValueError):
    """A pattern that is not understood; the reader of the rule file adds file and rule."""


@dataclass(frozen=True, slots=True)
class RolePattern:
    """A compiled pattern. ``regex`` has the groups ``drug``, ``role`` and, where an element is marked as it,
    ``cue``.
    """

    source: str
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``examples`` pairs what is expected (``positive``, ``negative``, ``negated``, ``speculated``) with a
    sentence.

    ``presupposed`` says that what the rule reads is taken for granted in its sentence, so that only a negation or a
    hedge within the matched words counts.
    """

    name: str
    patterns: tuple[RolePattern, ...]
    score: float
    presupposed: bool
    examples: tuple[tuple[str, ExampleSentence], ...]


def spell(word: str) -> list[str]:
    """The words that an element stands for: of ``(is|are)`` two; a bracket alone stands for itself. Raises
    PatternError.
    """
    if word in ("(", ")"):
        return [word]
    listed = word.startswith("(") and word.endswith(")")
    spellings = word[1:-1].split("|") if listed else [word]
    if not all(spellings) or any(mark in spelling for spelling in spellings for mark in "()|"):
        raise PatternError(f"{word!r} is no word and no choice of words such as (is|are)")
    return spellings


def compile_pattern(source: str, words: Mapping[str, Sequence[str]]) -> RolePattern:
    """The pattern; ``words`` are the word lists by name. Raises PatternError."""
    out: list[str] = []
    slots: list[str] = []
    cues = 0
    for text in source.split():
        match = _ELEMENT.match(text)
        if match is None:
            raise PatternError(f"{text!r} is not understood")
        element = _element(match, words)
        if match["slot"]:
            slots.append(match["slot"])
        if match["mark"] == "*":
            cues += 1
            if cues > 1 or match["slot"] or match["optional"]:
                raise PatternError(f"{text!r}: one element that is not optional, a word or a word list, may be the cue")
            element = f"(?P<cue>{element})"
        elif match["mark"] == "!":
            element = f"(?!{element}(?= ))"
        out.append(f"(?:{element})?" if match["optional"] else element)
    if sorted(slot for slot in slots if slot in _ARGUMENTS) != ["drug", "role"]:
        raise PatternError(f"{source!r} must hold {{drug}} and {{role}} once each")
    return RolePattern(source, re.compile("".join(out) + "(?= )"))


def _element(match: re.Match[str], words: Mapping[str, Sequence[str]]) -> str:
    """Regular expression of one element."""
    if match["slot"]:
        return _slot(match["slot"], match["count"], match["barred"], words)
    return " " + _alternatives(_listed(match["words"], words) if match["words"] else spell(match["literal"]))


def _slot(slot: str, count: str | None, barred: str | None, words: Mapping[str, Sequence[str]]) -> str:
    if slot in _ARGUMENTS and count is None:
        return _ARGUMENTS[slot]
    if slot == "gap" and count is not None:
        kept_out = f"(?! {_alternatives(_listed(barred, words))} )" if barred else ""
        return f"(?:{kept_out}{_WORD}){{0,{count}}}?"
    raise PatternError(f"{{{slot}}} is not understood: expected {{drug}}, {{role}} or {{gap:N}}")


def _listed(name: str, words: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """The words of a word list. Raises PatternError."""
    if name not in words:
        raise PatternError(f"<{name}> is not a word list: expected one of {', '.join(sorted(words))}")
    return words[name]


def _alternatives(spellings: Sequence[str]) -> str:
    ordered = sorted(set(spellings), key=lambda spelling: (-len(spelling), spelling))
    return "(?:" + "|".join(re.escape(spelling) for spelling in ordered) + ")"
