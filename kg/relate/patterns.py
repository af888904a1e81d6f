"""Rules and the small pattern language of ``ontologies/relations.toml``: what a pattern means, and its regular expression.

The language is described at the top of that file. A pattern is matched against the ``text`` of a ``kg.relate.skeleton.Skeleton``, where
every token follows a space, so that each element of a pattern becomes `` token`` and no element can match half a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.relate.skeleton import LETTERS

_ELEMENT = re.compile(
    r"(?P<mark>[*!]?)"
    r"(?:\{(?P<slot>\w+)(?::(?P<count>\d+)(?:/(?P<barred>[\w-]+))?)?\}"
    r"|<(?P<words>[\w-]+)>"
    r"|(?P<literal>[^\s{}<>?]+))(?P<optional>\??)$"
)
_BREAKS = r"(?!(?:but|whereas|while|although|though|however|which|that|who|unlike|without|despite) )"
_WORD = rf" {_BREAKS}[^A-Z ,;:()\[\].-][^ ]*"
_ANY = rf" {_BREAKS}[^ ;:]+"


class PatternError(ValueError):
    """A pattern that is not understood; the reader of the rule file adds file and rule."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. ``regex`` has the groups ``s`` and ``o`` (or ``p``, a list whose members pair up) and ``c``, the cue.

    ``cues`` are the words one of which a sentence must hold; empty when the pattern has no cue.
    """

    source: str
    regex: re.Pattern[str]
    cues: frozenset[str]


@dataclass(frozen=True, slots=True)
class Example:
    """An example sentence: its text, and its marked arguments as (start, end, entity type, part).

    ``part`` is ``subject`` or ``object`` where the marking says so, ``none`` for a mention that must stay out of it, otherwise empty.
    """

    text: str
    arguments: tuple[tuple[int, int, str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule. ``examples`` pairs what is expected (``positive``, ``negative``, ``negated``, ``speculated``) with a sentence.

    ``presupposed`` says that what the rule reads is taken for granted in its sentence, so that only a negation or a hedge within the
    matched words counts. ``agrees`` says that the noun that names the class (the role, else the cue) agrees in number with the subject:
    "the mTOR inhibitor everolimus and sorafenib" names one inhibitor. Compared by identity: a rule is read once and looked up often.
    """

    name: str
    relation: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    score: float
    presupposed: bool
    agrees: bool
    examples: tuple[tuple[str, Example], ...]

    @property
    def cues(self) -> frozenset[str]:
        """Every word that may begin a cue of this rule."""
        return frozenset().union(*(pattern.cues for pattern in self.patterns))


def spell(word: str) -> list[str]:
    """The spellings of a word with alternatives, which may nest: ``(|re)activate(s|d)`` has four.

    A bracket alone stands for itself. Raises PatternError for brackets that do not close.
    """
    if word in ("(", ")"):
        return [word]
    if word.count("(") != word.count(")") or word.find(")") < word.find("("):
        raise PatternError(f"{word!r} has brackets that do not close")
    if "(" not in word:
        return [word]
    start = word.index("(")
    depth = 0
    cuts = [start]
    for position in range(start, len(word)):
        depth += (word[position] == "(") - (word[position] == ")")
        if depth == 1 and word[position] == "|":
            cuts.append(position)
        if depth == 0:
            cuts.append(position)
            break
    inner = [spelling for left, right in pairwise(cuts) for spelling in spell(word[left + 1 : right])]
    return [word[:start] + choice + rest for choice in inner for rest in spell(word[cuts[-1] + 1 :])]


def compile_pattern(source: str, subjects: Sequence[str], objects: Sequence[str], words: Mapping[str, Sequence[str]]) -> Pattern:
    """The pattern for arguments of these entity types; ``words`` are the word lists by name. Raises PatternError."""
    out: list[str] = []
    cues: frozenset[str] = frozenset()
    slots: list[str] = []
    for text in source.split():
        match = _ELEMENT.match(text)
        if match is None:
            raise PatternError(f"{text!r} is not understood")
        element, first_words = _element(match, subjects, objects, words)
        if match["slot"]:
            slots.append(match["slot"])
        if match["mark"] == "*":
            if cues or not first_words or match["optional"]:
                raise PatternError(f"{text!r}: one element that is not optional, a word or a word list, may be the cue")
            cues = first_words
            element = f"(?P<c>{element})"
        elif match["mark"] == "!":
            element = f"(?!{element}(?= ))"
        out.append(f"(?:{element})?" if match["optional"] else element)
    arguments = sorted(slot for slot in slots if slot in ("subject", "object", "pair"))
    if arguments not in (["object", "subject"], ["pair"]):
        raise PatternError(f"{source!r} must hold {{subject}} and {{object}} once each, or {{pair}} once")
    return Pattern(source, re.compile("".join(out) + "(?= )"), cues)


def _element(
    match: re.Match[str], subjects: Sequence[str], objects: Sequence[str], words: Mapping[str, Sequence[str]]
) -> tuple[str, frozenset[str]]:
    """Regular expression of one element, and the words it may begin with (none for a slot)."""
    if slot := match["slot"]:
        barred = f"(?! {_alternatives(_listed(match['barred'], words))} )" if match["barred"] else ""
        return _slot(slot, match["count"], barred, subjects, objects), frozenset()
    spellings = _listed(match["words"], words) if match["words"] else spell(match["literal"])
    return " " + _alternatives(spellings), frozenset(spelling.split()[0] for spelling in spellings)


def _listed(name: str, words: Mapping[str, Sequence[str]]) -> list[str]:
    """The spellings of a word list, which may hold other lists (``<name>``). Raises PatternError."""
    if name not in words:
        raise PatternError(f"<{name}> is not a word list: expected one of {', '.join(sorted(words))}")
    spellings: list[str] = []
    for word in words[name]:
        spellings += _listed(word[1:-1], words) if word.startswith("<") else spell(word)
    return spellings


def _alternatives(spellings: Sequence[str]) -> str:
    ordered = sorted(set(spellings), key=lambda spelling: (-len(spelling), spelling))
    return "(?:" + "|".join(re.escape(spelling) for spelling in ordered) + ")"


def _slot(slot: str, count: str | None, barred: str, subjects: Sequence[str], objects: Sequence[str]) -> str:
    arguments = {"subject": ("s", subjects), "object": ("o", objects), "pair": ("p", subjects)}
    if slot in arguments and count is None:
        group, types = arguments[slot]
        return f"(?P<{group}> [{''.join(LETTERS[type_] for type_ in types)}]\\d+)"
    if slot in ("gap", "far") and count is not None:
        return f"(?:{barred}{_WORD if slot == 'gap' else _ANY}){{0,{count}}}?"
    raise PatternError(f"{{{slot}}} is not understood: expected {{subject}}, {{object}}, {{pair}}, {{gap:N}} or {{far:N}}")
