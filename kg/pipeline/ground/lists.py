"""Names that stand for several things: ``MMP-2/-9``, ``ERK1 and 2``, ``type I and type II TGF-beta receptors``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Candidate
from kg.pipeline.ground.annotated_ids import Ids

_GREEK = "alpha|beta|gamma|delta|epsilon|zeta"
_END = rf"(?:\d{{1,2}}[A-Z]?|[A-Z]|[IVX]{{1,4}}|(?:{_GREEK})(?:I{{1,3}}|\d)?|[α-ω]|[abgdez](?![a-z]))"
_BETWEEN = r"\s*(?:/|,\s*(?:and|or)\b|,|\band/or\b|\band\b|\bor\b|&)\s*"
_LISTED = re.compile(
    rf"(?P<head>.*?[\s-]?)(?P<first>(?<![A-Za-z]){_END}|(?<=[a-z)A-Z])\d{{1,2}}[A-Z]?|(?<=[A-Z)])(?:{_GREEK}))"
    rf"(?P<rest>(?:{_BETWEEN}-?{_END})+)(?P<tail>(?:[\s-][A-Za-z].*)?)"
)
_RANGE = re.compile(
    r"(?P<head>.*?[A-Za-z)][\s-]?)(?P<first>\d{1,2})\s*(?:-|–|to)\s*(?P<last>\d{1,2})(?P<tail>(?:\s[A-Za-z].*)?)"
)
_WORDS = re.compile(
    r"(?P<first>[\w-]+(?:\s(?:I{1,3}|\d))?)-?\s(?:and|or|and/or)\s(?P<second>[\w-]+(?:\s(?:I{1,3}|\d))?)\s(?P<tail>[A-Za-z].*)"
)
_SEVERAL = re.compile(
    r"(?P<first>[\w-]+(?: [\w-]+)?(?:, (?!and\b|or\b)(?:head and neck|[\w-]+(?: [\w-]+)?))+),? (?:and|or|and/or) "
    r"(?P<last>[\w-]+(?: [\w-]+)?) (?P<tail>[A-Za-z]+)"
)
"""Three and more of one head: ``ovarian, gastric, and basal cell carcinomas``."""

_WHOLE = re.compile(r"(?P<first>[^,;()]{4,60}?),? (?:and|or|and/or) (?P<last>[^,;()]{4,60})")
"""Two whole names."""

_DRUGS = re.compile(
    r"(?P<first>[A-Za-z]{5,}(?: [a-z]{5,})?)(?: ?[+/–] ?|-| plus | and )(?P<last>[A-Za-z]{5,}(?:[ -][a-z]{5,})?)"
)
"""Two drugs that are given together: *mefloquine + artesunate*, *metformin-vildagliptin*."""

LONGEST_RANGE = 12
"""Things of a range that are told apart."""

LONGEST_LIST = 200
"""Characters; what is longer is no name, and the patterns would try too much on it."""


def listed(text: str) -> tuple[str, ...]:
    """The names that a list with a shared head or tail stands for, in order; empty where it is no list.

    ``listed("caspase-3/7") == ("caspase-3", "caspase-7")``.
    """
    if len(text) > LONGEST_LIST:
        return ()
    if found := _LISTED.fullmatch(text):
        ends = [found["first"], *(one.strip(" -") for one in re.split(_BETWEEN, found["rest"]) if one.strip(" -"))]
        if len(found["head"].strip(" -")) > 1 or found["tail"].strip():
            return tuple(f"{found['head']}{end}{found['tail']}".strip() for end in ends)
    if (found := _RANGE.fullmatch(text)) and 0 < int(found["last"]) - int(found["first"]) < LONGEST_RANGE:
        return tuple(f"{found['head']}{n}{found['tail']}" for n in range(int(found["first"]), int(found["last"]) + 1))
    if found := _WORDS.fullmatch(text):
        return tuple(f"{found[one]} {found['tail']}" for one in ("first", "second"))
    if found := _SEVERAL.fullmatch(text):
        return tuple(f"{one} {found['tail']}" for one in (*found["first"].split(", "), found["last"]))
    return ()


def joined(text: str, type_: str) -> tuple[str, ...]:
    """Two whole names of one type that stand in one: ``joined("hyperalgesia and allodynia", "Disease") ==
    ("hyperalgesia", "allodynia")``; else empty.
    """
    pattern = {"Disease": _WHOLE, "Drug": _DRUGS}.get(type_)
    found = pattern.fullmatch(text) if pattern and len(text) <= LONGEST_LIST else None
    return (found["first"], found["last"]) if found else ()


def as_list(each: Sequence[Candidate], family: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Candidates of a mention that stands for several things: the family they are of, or each of them, the first with
    the ids of all.
    """
    ids = Ids(tuple(dict.fromkeys(str(Ids.of(one)) or one.id for one in each)))
    reason = "a list: " + "; ".join(f"{one.name} ({one.reason})" for one in each)
    if family:
        return (replace(family[0], ids=ids.printed, reason=f"{family[0].reason}; {reason}"), *family[1:])
    score = min(one.score for one in each)
    others = {one.id: replace(one, score=score) for one in each if one.id != each[0].id}
    return (replace(each[0], score=score, ids=ids.printed, reason=reason), *others.values())
