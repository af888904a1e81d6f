"""Input that is not as it should be, or is but seldom so: what can be used is, what cannot is told with its place, and
the rest goes on.
"""

from __future__ import annotations

import json
import time

import pytest

from kg.pipeline.config import PROFILES
from tests.exchange.annotate.conftest import STUDY, Annotate

TITLE = "Everolimus in HCC"


def _block(*mentions: str, pmid: int = 7) -> str:
    return (
        f"{pmid}|t|{TITLE}\n{pmid}|a|Tumors shrank.\n" + "".join(f"{pmid}\t{mention}\n" for mention in mentions) + "\n"
    )


@pytest.mark.parametrize("offsets", ["3\t13", "-1\t9", "0\t999", "9\t9", "10\t0", "x\ty", "0\t1e1"])
def test_a_mention_whose_offsets_do_not_fit_is_told_and_left_out(annotate: Annotate, offsets: str) -> None:
    block = _block(f"{offsets}\tEverolimus\tChemical\tMESH:D000068338", "18\t24\tTumors\tDisease\tMESH:D009369")
    outcome = annotate(block + STUDY, given=True)
    assert (
        outcome.rejected == 1
        and len(outcome.said) >= 1
        and any("line 3" in line and "left out" in line for line in outcome.said)
    )
    assert [row[3] for row in outcome.rows if row[1].isdigit() and row[0] == "7"] == ["Tumors"]
    assert "101|t|" in outcome.text


def test_annotations_in_any_order_and_over_one_another_come_back_in_order(annotate: Annotate) -> None:
    given = [
        "18\t24\tTumors\tDisease\tMESH:D009369",
        "14\t17\tHCC\tDisease\tMESH:D006528",
        "0\t17\tEverolimus in HCC\tDisease\t-1",
    ]
    outcome = annotate(_block(*given), given=True)
    assert [row[1:3] for row in outcome.rows if row[1].isdigit()] == [["0", "17"], ["14", "17"], ["18", "24"]]


@pytest.mark.parametrize("blank", ["\t", "\n", "\r\n", "\u2028"])
def test_tabs_and_newlines_in_a_title_do_not_move_what_follows(annotate: Annotate, blank: str) -> None:
    record = {"pmid": 7, "title": f"Trial{blank}of everolimus", "abstract": "HepG2 cells."}
    outcome = annotate(json.dumps(record))
    title, abstract = (line.split("|", 2)[2] for line in outcome.text.split("\n")[:2])
    whole = f"{title} {abstract}"
    found = [row for row in outcome.rows if row[1].isdigit()]
    assert [row[3] for row in found] == ["everolimus", "HepG2"]
    assert all(whole[int(row[1]) : int(row[2])] == row[3] for row in found)


@pytest.mark.parametrize("before", ["🧬", "👩🏽‍🔬", "e\u0301", "\u200b", "Ω≈ç√", "𝛼-", "İ", "\ufeff"])
@pytest.mark.parametrize("profile", PROFILES)
def test_offsets_count_code_points_after_emoji_and_combining_characters(
    annotate: Annotate, before: str, profile: str
) -> None:
    abstract = f"{before} HCC. Patients with hepatocellular carcinoma (HCC) were treated {before}"
    record = {"pmid": 7, "title": f"{before}: a trial of everolimus", "abstract": abstract}
    outcome = annotate(json.dumps(record), profile=profile)
    title, abstract = (line.split("|", 2)[2] for line in outcome.text.split("\n")[:2])
    found = [row for row in outcome.rows if row[1].isdigit()]
    assert {row[3] for row in found} >= {"everolimus", "hepatocellular carcinoma"}
    assert all(f"{title} {abstract}"[int(row[1]) : int(row[2])] == row[3] for row in found)


@pytest.mark.parametrize(
    ("token", "profile"),
    [
        *((token, "fast") for token in ("x", "7", "Ж", "(", "A/", "e\u0301", "-", "🧬")),
        ("x", "default"),
        ("A/", "default"),
        ("-", "default"),
    ],
)
def test_an_abstract_of_one_token_of_100_000_characters_takes_seconds(
    annotate: Annotate, token: str, profile: str
) -> None:
    long = token * (100_000 // len(token))
    begun = time.process_time()
    outcome = annotate(
        json.dumps({"pmid": 7, "title": "Everolimus", "abstract": long})
        + "\n"
        + json.dumps({"pmid": 8, "title": "HepG2"}),
        profile=profile,
    )
    assert time.process_time() - begun < 20
    assert f"7|a|{long}\n" in outcome.text and outcome.rejected == 0
    assert [row[3] for row in outcome.rows if row[1].isdigit()] == ["Everolimus", "HepG2"]
