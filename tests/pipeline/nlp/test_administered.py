"""A name is a drug where the text gives it to somebody."""

from __future__ import annotations

import pytest

from kg.pipeline.nlp import administered


def _place(text: str) -> tuple[str, int, int]:
    """A text without the brackets that mark the name in it, and where the name stands."""
    start = text.index("[")
    end = text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize(
    "text",
    [
        "patients who received subcutaneous [insulin] twice a day",
        "after 12 weeks of [insulin] therapy",
        "women were given 40 IU of [oxytocin] after birth",
        "[oxytocin] (10 IU) was injected",
        "randomized to [erythropoietin] or placebo",
        "treatment with recombinant human [growth hormone]",
        "rats treated with [leptin] (1 mg/kg)",
        "daily [vitamin D] supplementation",
        "heparin as adjunct to [streptokinase]",
        "[lactoferrin] for the prevention of sepsis",
        "after [leptin] pretreatment",
    ],
)
def test_what_is_given(text: str) -> None:
    assert administered.is_given(*_place(text))


@pytest.mark.parametrize(
    "text",
    [
        "serum [insulin] levels rose",
        "[insulin] resistance was lower",
        "mutations of the [erythropoietin] receptor",
        "expression of [leptin] in fat",
        "[oxytocin] (10 ng/ml) was measured",
        "the [insulin] gene",
    ],
)
def test_what_is_only_measured_or_named(text: str) -> None:
    assert not administered.is_tried(*_place(text))


@pytest.mark.parametrize(
    "text",
    [
        "the effect of [ginger] on nausea",
        "[pomegranate] juice lowered it",
        "[Nigella sativa] seed extract",
        "[fish oil] versus corn oil",
        "compared with [honey]",
    ],
)
def test_what_is_tried(text: str) -> None:
    assert administered.is_tried(*_place(text))
    assert not administered.is_given(*_place(text))


@pytest.mark.parametrize(
    ("sentence", "so"), [("HepG2 cells were treated with it.", True), ("Forty men were treated with it.", False)]
)
def test_cells_in_a_dish(sentence: str, so: bool) -> None:
    assert administered.in_cells(sentence) == so


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("[Lutein] in adults with cataract\nNothing more.", True),
        ("Cataract in adults with [lutein]\nNothing more.", True),
        ("[Lutein] levels in adults\nNothing more.", False),
        ("[Lutein] in cultured cells of adults\nNothing more.", False),
        ("[Lutein] and light\nNothing more.", False),
        ("A trial in adults\nThey knew [lutein] well.", False),
    ],
)
def test_what_a_title_names(text: str, there: bool) -> None:
    assert administered.is_in_title(*_place(text)) is there


@pytest.mark.parametrize(
    ("between", "beside", "listed"),
    [
        (" versus ", True, True),
        (" (L) plus ", True, True),
        (", ", False, True),
        (" and the ", False, True),
        (" was more than ", False, False),
    ],
)
def test_two_drugs_together(between: str, beside: bool, listed: bool) -> None:
    text = f"lutein{between}zinc"
    place = (text, len("lutein"), len("lutein" + between))
    assert (administered.is_beside(*place), administered.is_beside(*place, listed=True)) == (beside, listed)
