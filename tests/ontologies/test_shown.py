from __future__ import annotations

import pytest

from kg.ontologies.joins import key_of
from kg.ontologies.shown import shown


@pytest.mark.parametrize(
    ("type_", "firsts", "expected"),
    [
        ("Drug", ["everolimus", "Everolimus", "everolimus"], "everolimus"),
        ("Drug", ["calcium atom", "Calcium", "Calcium", "calcium"], "calcium"),
        ("Drug", ["nitrogen(.)", "Nitrogen", "nitrogen"], "nitrogen"),
        ("Drug", ["docetaxel trihydrate", "Docetaxel"], "Docetaxel"),
        ("Drug", ["17beta-hydroxy-5alpha-androstan-3-one", "Stanolone", "Dihydrotestosterone"], "Stanolone"),
        ("Drug", ["calciol", "Cholecalciferol", "cholecalciferol"], "cholecalciferol"),
        ("Drug", ["LY-2608204", "Globalagliatin", "globalagliatin"], "globalagliatin"),
        # one source against one, codes, and what others only write out: the preferred source keeps its name
        ("Drug", ["cisplatin", "Platinol"], "cisplatin"),
        ("Drug", ["U0126", "U 0126", "U-0126"], "U0126"),
        ("Disease", ["G6PD deficiency", "Glucose Deficiency", "glucose deficiency"], "G6PD deficiency"),
        ("Disease", ["stroke disorder", "Stroke"], "Stroke"),
        ("Disease", ["liver disorder", "Liver Diseases", "liver disease"], "liver disease"),
        ("Disease", ["Wilson disease", "Hepatolenticular Degeneration", "Wilson disease"], "Wilson disease"),
        ("Disease", ["movement disorder", "Movement Disorders", "movement disease"], "movement disorder"),
        ("Disease", ["plasma cell myeloma", "Multiple Myeloma", "multiple myeloma"], "multiple myeloma"),
        ("Role", ["EC 1.14.14.14 (aromatase) inhibitor"], "aromatase inhibitor"),
        ("Role", ["EC 3.6.3.9 (Na(+)/K(+)-transporting ATPase) inhibitor"], "Na(+)/K(+)-transporting ATPase inhibitor"),
        ("Role", ["EC 3.5.2.6 (beta-lactamase) inhibitor", "beta-Lactamase Inhibitors"], "beta-Lactamase Inhibitors"),
    ],
)  # fmt: skip
def test_the_name_readers_use_is_shown(type_: str, firsts: list[str], expected: str) -> None:
    assert shown(firsts, type_, lambda name: key_of(name, type_)) == expected


def test_a_disease_that_no_one_else_calls_so_is_shown_by_its_heading() -> None:
    def of(own: str, heading: str, *listed: str) -> str:
        return shown(
            [own, heading],
            "Disease",
            lambda name: key_of(name, "Disease"),
            {key_of(name, "Disease") for name in listed},
            heading,
        )

    assert of("hypotensive disorder", "Hypotension", "hypotension") == "Hypotension"
    assert of("hypotensive disorder", "Hypotension") == "hypotensive disorder", "the heading is not one of its names"


def test_an_inverted_name_is_turned_around() -> None:
    firsts = ["osteoarthritis, knee", "Knee Osteoarthritis"]
    assert shown(firsts, "Disease", lambda name: key_of(name, "Disease")) == "knee osteoarthritis"
