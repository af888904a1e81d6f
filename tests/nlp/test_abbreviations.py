from __future__ import annotations

import time

import pytest

from kg.nlp.abbreviations import abbreviations

FIND = abbreviations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Patients with hepatocellular carcinoma (HCC) were seen.", [("HCC", "hepatocellular carcinoma")]),
        ("The mammalian target of rapamycin (mTOR) was blocked.", [("mTOR", "mammalian target of rapamycin")]),
        ("transforming growth factor-β (TGF-β) rose", [("TGF-β", "transforming growth factor-β")]),
        ("Transarterial chemoembolization (TACE; n = 12) was done.", [("TACE", "Transarterial chemoembolization")]),
        ("Hürthle cell carcinoma (HCC) of the thyroid", [("HCC", "Hürthle cell carcinoma")]),
        ("overall survival (OS) and time to progression (TTP)", [("OS", "overall survival"), ("TTP", "time to progression")]),
        ("It was low (P < 0.05) in all (see Figure 2).", []),
        ("The drug (everolimus) helped.", []),
        ("no brackets here", []),
        ("closed ) before it opened (", []),
    ],
)
def test_definitions_are_found_as_printed(text: str, found: list[tuple[str, str]]) -> None:
    assert [(a.short, a.long) for a in FIND(text)] == found
    for a in FIND(text):
        assert (text[a.start : a.end], text[a.long_start : a.long_end]) == (a.short, a.long)


def test_the_first_definition_of_a_short_form_wins() -> None:
    text = "hepatocellular carcinoma (HCC). Later, Hürthle cell carcinoma (HCC)."
    assert [(a.short, a.long) for a in FIND(text)] == [("HCC", "hepatocellular carcinoma")]


def test_a_definition_does_not_cross_a_line() -> None:
    assert FIND("Hepatocellular carcinoma\n(HCC) was seen") == ()


def test_many_brackets_cost_no_more_than_their_number() -> None:
    def seconds(count: int) -> float:
        text = "hepatocellular carcinoma (HCC) and " * count
        start = time.perf_counter()
        FIND(text)
        return time.perf_counter() - start

    seconds(50)
    assert min(seconds(800) for _ in range(2)) < 30 * max(min(seconds(100) for _ in range(3)), 1e-3)
