"""How many rows of an answer are right, from a sample of them that somebody judged."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""Standard normal deviate of a two-sided 95% interval."""

ALL = "all"
"""What the precision of every row is of; the others are of a tier."""


@dataclass(frozen=True, slots=True)
class Precision:
    """What judging a sample of ``rows`` rows gave: of all of them, or of those of a tier (``of``).

    ``judged`` are right or wrong; ``unclear`` ones are neither and left out. ``precision`` is right of judged, with its
    95% interval from ``low`` to ``high``; None where nothing was judged.
    """

    of: str
    rows: int
    judged: int
    right: int
    wrong: int
    unclear: int
    precision: float | None
    low: float | None
    high: float | None


def precision(of: str, rows: int, right: int, wrong: int, unclear: int) -> Precision:
    """The precision of ``rows`` rows of which some were judged."""
    judged = right + wrong
    if not judged:
        return Precision(of, rows, 0, 0, 0, unclear, None, None, None)
    low, high = interval(right, judged, rows)
    return Precision(
        of, rows, judged, right, wrong, unclear, round(right / judged, 4), round(low, 4), round(high, 4)
    )  # fmt: skip


def interval(right: int, judged: int, rows: int) -> tuple[float, float]:
    """The 95% Wilson score interval (0..1, 0..1) of the share of right ones among ``rows``, of which ``judged`` were
    drawn without replacement.

    Wilson's interval (Wilson 1927, J Am Stat Assoc 22:209-212)::

        centre = (p + z**2 / 2m) / (1 + z**2 / m)
        half   = z / (1 + z**2 / m) * sqrt(p (1 - p) / m + z**2 / 4m**2)

    with ``m = n (N - 1) / (N - n)`` in place of the ``n`` of ``N`` rows that were judged: the size of a sample drawn
    with replacement whose share varies as much, for that variance is ``p (1 - p) / n * (N - n) / (N - 1)`` (Cochran
    1977, Sampling Techniques, 3rd edition, section 3.2). Whoever has judged all rows knows the share.
    """
    share = right / judged
    if judged >= rows:
        return share, share
    size = judged * (rows - 1) / (rows - judged)
    scale = 1 + Z * Z / size
    centre = (share + Z * Z / (2 * size)) / scale
    half = Z / scale * sqrt(share * (1 - share) / size + Z * Z / (4 * size * size))
    return max(0.0, centre - half), min(1.0, centre + half)
