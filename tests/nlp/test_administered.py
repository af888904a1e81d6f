"""A name is a drug where the text gives it to somebody."""

from __future__ import annotations

import pytest

from kg.nlp import administered


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


@pytest.mark.parametrize(("sentence", "so"), [("HepG2 cells were treated with it.", True), ("Forty men were treated with it.", False)])
def test_cells_in_a_dish(sentence: str, so: bool) -> None:
    assert administered.in_cells(sentence) == so
