"""Whether a long form says what a name says, and whether the initials of one are a short form."""

from __future__ import annotations

import pytest

from kg.pipeline.ground.fuller import is_fuller, spells


@pytest.mark.parametrize(
    ("long", "name"),
    [
        ("tumor necrosis factor receptor-associated factor 6", "TNF receptor associated factor 6"),
        ("TNF receptor-associated factor 2", "tumor necrosis factor receptor associated factor 2 protein"),
        ("human leukocyte antigen-E", "HLA-E antigen"),
        ("activating transcription factor 3", "activator transcription factor 3"),
        ("activating protein-2", "Activator Protein 2"),
    ],
)
def test_a_fuller_or_other_spelling_says_the_same(long: str, name: str) -> None:
    assert is_fuller(long, name)
    assert is_fuller(name, long)


@pytest.mark.parametrize(
    ("long", "name"),
    [
        ("prostate symptom assessment", "PSA"),
        ("intensity level 2", "IL-2"),
        ("tumor necrosis factor receptor-associated factor 6", "TNF receptor associated factor 3"),
        ("human leukocyte antigen-E", "HLA-G antigen"),
        ("interferon 2", "interleukin 2"),
        ("body mass index", "BMI1 protein"),
        ("", "x"),
    ],
)
def test_initials_numbers_and_stems_alone_say_nothing(long: str, name: str) -> None:
    assert not is_fuller(long, name)


def test_a_cell_line_may_be_spelt_out() -> None:
    assert spells("Madin-Darby bovine kidney", "MDBK")
    assert not spells("mean corpuscular fraction", "MCF"), "three letters are many things"
    assert not spells("median daily blood kinetics score", "MDBK")
