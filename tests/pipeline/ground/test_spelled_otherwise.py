"""Drugs in another spelling, and diseases that are a kind of one that has a name."""

from __future__ import annotations

import pytest

from kg.pipeline.ground.drug_spellings import is_made, other_spellings, slips
from kg.pipeline.ground.lists import joined
from kg.pipeline.ground.narrower import wider_names


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("DL-carnitine", "carnitine"),
        ("(RS)-baclofen", "baclofen"),
        ("sodium valproate", "valproate sodium"),
        ("17b-estradiol", "17beta-estradiol"),
        ("Peg-interferon-a2b", "peginterferon alfa-2b"),
        ("micronized fenofibrate", "fenofibrate"),
        ("recombinant human erythropoietin", "erythropoietin"),
        ("diltiazem SR", "diltiazem"),
        ("rosemary leaf extract", "rosemary"),
        ("zeaxanthin (Z)", "zeaxanthin"),
    ],
)
def test_other_conventions(text: str, other: str) -> None:
    assert other in other_spellings(text)
    assert text not in other_spellings(text)


def test_a_plain_name_is_spelled_one_way() -> None:
    assert other_spellings("diltiazem") == ()


@pytest.mark.parametrize(
    ("slip", "name"),
    [
        ("lidocain", "lidocaine"),
        ("amlodippine", "amlodipine"),
        ("warfrain", "warfarin"),
        ("Atorvastain", "atorvastatin"),
    ],
)
def test_a_slip(slip: str, name: str) -> None:
    assert name in slips(slip)


@pytest.mark.parametrize("text", ["statin", "ABC12345", "thrombolysis", "COLCHICIN", "two words"])
def test_what_is_no_slip(text: str) -> None:
    assert list(slips(text)) == []


def test_another_letter_is_another_drug() -> None:
    assert "cefotaxime" not in slips("cefoxaxime")


def test_what_is_made_to_be_given() -> None:
    assert is_made("recombinant LH")
    assert not is_made("human LH")


@pytest.mark.parametrize(
    ("text", "wider"),
    [
        ("neurogenic orthostatic hypotension", ["orthostatic hypotension"]),
        ("valvular atrial fibrillation", ["atrial fibrillation"]),
        ("gentamicin-induced nephropathy", ["nephropathy"]),
        ("melanoma brain metastases", ["brain metastases", "metastases"]),
        ("knee pain", ["pain"]),
        ("complement factor 2 deficiency", []),
        ("familial juvenile nephropathy", []),
        ("pain of the knee", []),
        ("chronic disease", []),
        ("pain", []),
    ],
)
def test_what_a_disease_is_a_kind_of(text: str, wider: list[str]) -> None:
    assert list(wider_names(text)) == wider


@pytest.mark.parametrize(
    ("text", "type_", "names"),
    [
        ("hyperalgesia and allodynia", "Disease", ("hyperalgesia", "allodynia")),
        ("quinine + doxycycline", "Drug", ("quinine", "doxycycline")),
        ("metformin-sitagliptin", "Drug", ("metformin", "sitagliptin")),
        ("asthma", "Disease", ()),
        ("EGFR and KRAS", "Target", ()),
    ],
)
def test_two_whole_names(text: str, type_: str, names: tuple[str, ...]) -> None:
    assert joined(text, type_) == names
