"""From the probabilities of the tokens' states to spans that do not overlap."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from kg.pipeline.nlp.ner.kinds import BEGIN, INSIDE, KINDS, OUTSIDE

F32 = npt.NDArray[np.float32]

_SURELY_OUTSIDE = 0.99
"""Tokens that are outside with at least this probability cut the chain into the stretches that are decoded."""

_TINY = 1e-7


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """Tokens ``[first, last)`` of one kind; ``score`` is the mean probability of their states."""

    first: int
    last: int
    kind: int
    score: float


def decode(probabilities: F32, kinds: tuple[int, ...] = tuple(range(len(KINDS)))) -> tuple[TaggedSpan, ...]:
    """The likeliest spans of each kind, in text order; where two overlap the surer one stays, of equals the longer,
    then the first.

    ``probabilities``: tokens x types x states.
    """
    found = [span for kind in kinds for span in _spans(probabilities[:, kind], kind)]
    return without_overlaps(found, len(probabilities))


def without_overlaps(spans: list[TaggedSpan], count: int) -> tuple[TaggedSpan, ...]:
    """The spans in text order, overlaps among the ``count`` tokens settled by score, length, place and kind."""
    taken = bytearray(count)
    kept = []
    for span in sorted(spans, key=lambda s: (-s.score, s.first - s.last, s.first, s.kind)):
        if not any(taken[span.first : span.last]):
            taken[span.first : span.last] = b"\x01" * (span.last - span.first)
            kept.append(span)
    return tuple(sorted(kept, key=lambda s: s.first))


def _spans(probabilities: F32, kind: int) -> list[TaggedSpan]:
    """Spans of one kind from tokens x states."""
    at = np.flatnonzero(probabilities[:, OUTSIDE] < _SURELY_OUTSIDE)
    unsure, places = probabilities[at].tolist(), at.tolist()
    borders = [number for number, place in enumerate(places) if not number or place - 1 != places[number - 1]]
    spans: list[TaggedSpan] = []
    for begin, end in pairwise([*borders, len(places)]):
        first, rows = places[begin], unsure[begin:end]
        states = _best_states(rows)
        start = -1
        for offset, state in enumerate([*states, OUTSIDE]):
            if start >= 0 and state != INSIDE:
                score = sum(rows[i][states[i]] for i in range(start, offset)) / (offset - start)
                spans.append(TaggedSpan(first + start, first + offset, kind, score))
                start = -1
            if state == BEGIN:
                start = offset
    return spans


def _best_states(rows: list[list[float]]) -> list[int]:
    """The states whose probabilities have the largest product, ``INSIDE`` never first and never after ``OUTSIDE``
    (Viterbi).
    """
    logs = [[math.log(max(p, _TINY)) for p in row] for row in rows]
    best = [logs[0][OUTSIDE], logs[0][BEGIN], -math.inf]
    back: list[tuple[int, int, int]] = []
    for row in logs[1:]:
        anywhere = max(range(3), key=best.__getitem__)
        inside = BEGIN if best[BEGIN] >= best[INSIDE] else INSIDE
        back.append((anywhere, anywhere, inside))
        best = [best[anywhere] + row[OUTSIDE], best[anywhere] + row[BEGIN], best[inside] + row[INSIDE]]
    state = max(range(3), key=best.__getitem__)
    states = [state]
    for origin in reversed(back):
        state = origin[state]
        states.append(state)
    return states[::-1]
