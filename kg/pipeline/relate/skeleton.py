"""A sentence boiled down to what rules look at: lower-case words, with each mention, or list of mentions, as one typed
letter.

``Everolimus and sirolimus (5 nM) dose-dependently inhibit mTOR-driven growth`` becomes `` D0 dosedependently inhibit T1
- driven growth ``: every token has a space before it and after it, only mentions hold capitals, a list of mentions of
one type is one token, a bracket without mentions is left out, and a hyphen inside a word is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Grounding

LETTERS = {"Drug": "D", "Target": "T", "Pathway": "P", "Disease": "S", "Role": "R", "CellLine": "C", "Organism": "O"}
"""Entity type -> the letter that stands for its mentions."""

_TOKEN = re.compile(r"\w+(?:[-–‐‑]\w+)*|[^\w\s]")
_JOIN = r"(?:, and / or|, as well as|as well as|, and|, or|and / or|,|and|or|/)"
_BETWEEN = r"(?:both|also|the|its|selective)"
"""What may stand before the further members of a list."""
_LIST = re.compile(rf" ([A-Z])\d+(?=((?: {_JOIN}(?: {_BETWEEN})? \1\d+)+))\2(?= )")
_ALIAS = re.compile(
    r" ([A-Z])\d+(?: [()\[] \1\d+ [)\]]| \1\d+| \( (?:also )?(?:known as |called |formerly |aka )\1\d+ \))(?= )"
)
_ASIDE = re.compile(r" \((?! (?:not|but|no)\b)(?: [^()A-Z ]+){1,14} \)(?= )|(?: \[(?: [\d,-]+)+ \])(?= )")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """``text`` as above; token *i* of it covers ``spans[i]`` of the document; ``groups[n]`` are the mentions behind the
    token ``D<n>``.

    A group is a list of members, a member a list of names for one thing (``rapamycin (sirolimus)``), a name an index
    into the sentence's groundings, whose mentions read ``names``.
    """

    text: str
    spans: list[tuple[int, int]]
    groups: list[list[list[int]]]
    names: tuple[str, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of the tokens of ``text[start:end]``, which begins with a space; (0, 0) for a stretch
        without tokens.
        """
        first = self.text.count(" ", 0, start)
        last = first + self.text[start:end].rstrip(" ").count(" ") - 1
        return (self.spans[first][0], self.spans[last][1]) if last >= first else (0, 0)


def skeleton(text: str, start: int, end: int, groundings: Sequence[Grounding]) -> Skeleton:
    """Skeleton of the sentence ``text[start:end]`` with its mentions, which lie inside it, in text order, without
    overlap.
    """
    tokens: list[str] = []
    spans: list[tuple[int, int]] = []
    position = start
    for index, grounding in enumerate(groundings):
        mention = grounding.mention
        _words(text, position, mention.start, tokens, spans)
        tokens.append(f"{LETTERS[mention.type]}{index}")
        spans.append((mention.start, mention.end))
        position = mention.end
    _words(text, position, end, tokens, spans)
    groups = [[[index]] for index in range(len(groundings))]
    joined = " " + " ".join(tokens) + " "
    if " ( " in joined or " [ " in joined:
        joined = _merge(_ASIDE, joined, spans, groups, None)
        joined = _merge(_LIST, joined, spans, groups, "list")
        joined = _merge(_ALIAS, joined, spans, groups, "alias")
    names = tuple(grounding.mention.text for grounding in groundings)
    return Skeleton(_merge(_LIST, joined, spans, groups, "list"), spans, groups, names)


def _words(text: str, start: int, end: int, tokens: list[str], spans: list[tuple[int, int]]) -> None:
    for match in _TOKEN.finditer(text, start, end):
        word = match.group().lower()
        tokens.append(re.sub("[-–‐‑]", "", word) if len(word) > 1 else "-" if word in "–‐‑" else word)
        spans.append(match.span())


def _merge(
    pattern: re.Pattern[str], joined: str, spans: list[tuple[int, int]], groups: list[list[list[int]]], kind: str | None
) -> str:
    """Replace every match by one token, the group of its mentions (nothing where ``kind`` is None); ``spans`` and
    ``groups`` follow.
    """
    out: list[str] = []
    position = 0
    removed = 0
    for match in pattern.finditer(joined):
        first = joined.count(" ", 0, match.start()) - removed
        count = match.group().count(" ")
        out.append(joined[position : match.start()])
        position = match.end()
        if kind is None:
            del spans[first : first + count]
            removed += count
            continue
        names = [int(number) for number in re.findall(r" [A-Z](\d+)", match.group())]
        members = [member for name in names for member in groups[name]]
        groups.append([[name for member in members for name in member]] if kind == "alias" else members)
        out.append(f" {match.group(1)}{len(groups) - 1}")
        spans[first : first + count] = [(spans[first][0], spans[first + count - 1][1])]
        removed += count - 1
    out.append(joined[position:])
    return "".join(out)
