"""Figures in a result sentence: P values, ratios with confidence intervals, and pairs of numbers set against each
other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A statistic at ``start`` (code points of the plain sentence).

    ``significant`` holds at the usual 0.05 (a ratio: its 95% interval leaves out 1); ``ratio`` is the point estimate of
    a ratio (0.0 for a P value) and ``hazard`` says that it is a hazard ratio, which falls when time-to-event improves.
    """

    start: int
    significant: bool
    ratio: float = 0.0
    hazard: bool = False


_P = re.compile(
    r"(?<![\w.])p(?:[- ]?values?)?(?: for \w+)?\s?(=|<|>|≤|≥|<=|>=|&lt;|&gt;|of|"
    r"was)\s?(?:to )?((?:\d+(?:[.·]\d+)?(?: ?[x×·*∙⋅] ?| ))?10(?: ?(?:\^ ?|\*\*)?[(\[{]? ?[-−–] ?\d+|⁻[⁰¹²³⁴-⁹]+)|"
    r"\d+(?:\.\d+)?e[-−]\d+|\d+ ?[x×] ?10\d+|\d?[.·]\d+|[01](?:[.·]0+)?)(?![\w.·]*\d)"
)
"""A P value: in figures with a point in the line or above it, or as a power of ten in any of the ways in which it is
printed.
"""

_RATIO = re.compile(
    r"(?<![\w-])(hazard ratios?|hr|ahr|odds ratios?|or|aor|relative risks?|risk ratios?|rate ratios?|rr|irr|"
    r"incidence rate ratios?)\W[^0-9;=]{0,30}=?\s?(\d+\.\d+|"
    r"\d+)(?![\d%])[^0-9]{0,12}?(?:9\d(?:\.\d+)?\s?%)?[^0-9;]{0,30}?(\d+\.\d+|\d+)\s?(?:-|to|,|and)\s?(\d+\.\d+|\d+)"
)
_PAIR = re.compile(
    r"(?<![\w.])(-?\d+(?:\.\d+)?)\s?(?:%|(?:months?|mo|weeks?|days?|years?|yrs?|h|mm|points?)\b)?(?:\s?(?:±|"
    r"\+/-)\s?[\d.]+\s?%?)?(?:\s?\([^()]*\))?(?: (?:in|with|for|among|of|on) [^,;()0-9]{1,50}?)?,? ?(?:vs\.?|versus|"
    r"compared (?:with|to)|as against|against|and|to) (?:only )?(?:a median of )?(-?\d+(?:\.\d+)?)(?!\.?\d)"
)


def figures(text: str) -> list[Figure]:
    """Statistics of a plain sentence, in text order. ``P = 0.05`` exactly counts as significant, ``P > x`` never
    does.
    """
    found = []
    for match in _P.finditer(text):
        value = _number(match.group(2))
        if value is not None:
            greater = match.group(1) in (">", "≥", ">=", "&gt;")
            found.append(Figure(match.start(), not greater and value <= 0.05))
    for match in _RATIO.finditer(text):
        ratio, low, high = (float(match.group(i)) for i in (2, 3, 4))
        if low <= ratio <= high:
            found.append(Figure(match.start(), not low <= 1.0 <= high, ratio, match.group(1).startswith(("h", "ah"))))
    return sorted(found, key=lambda figure: figure.start)


def _number(text: str) -> float | None:
    if re.search(r"[ex×]|10[^\d.·]", text):
        return 0.0
    try:
        return float(text.replace("·", "."))
    except ValueError:
        return None


def pair(text: str, start: int, end: int) -> tuple[float, float] | None:
    """The first two numbers set against each other in ``text[start:end]`` (``7.6 versus 7.3 months``), in text
    order.
    """
    match = _PAIR.search(text, start, end)
    return (float(match.group(1)), float(match.group(2))) if match else None
