"""Precision of judged samples: Wilson's interval, and how much of a small answer was judged."""

from __future__ import annotations

import pytest

from kg.ask.precision import ALL, Precision, interval, precision

MANY = 10**9


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    [  # Newcombe 1998 (Stat Med 17:857-872), table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_of_many_rows_it_is_wilsons(right: int, judged: int, low: float, high: float) -> None:
    assert list(interval(right, judged, MANY)) == pytest.approx([low, high], abs=5e-5)


def test_the_more_of_an_answer_is_judged_the_narrower_until_it_is_known() -> None:
    widths = [high - low for low, high in (interval(30, 40, rows) for rows in (MANY, 400, 80, 45, 41, 40))]
    assert widths == sorted(widths, reverse=True) and widths[-1] == 0
    assert interval(30, 40, 40) == (0.75, 0.75)
    # 40 of 79 rows say as much as 80 drawn with replacement: 40 * 78 / 39
    assert interval(30, 40, 79) == pytest.approx(interval(60, 80, MANY))
    assert interval(1, 1, 2)[0] < 1


def test_unclear_rows_are_left_out_and_nothing_judged_is_nothing() -> None:
    low, high = (round(bound, 4) for bound in interval(3, 4, 100))
    assert precision(ALL, 100, 3, 1, 6) == Precision(ALL, 100, 4, 3, 1, 6, 0.75, low, high)
    assert precision("clinical", 9, 0, 0, 2) == Precision("clinical", 9, 0, 0, 0, 2, None, None, None)
