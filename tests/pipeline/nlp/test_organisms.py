"""An organism's name that stands for the infection."""

from __future__ import annotations

import pytest

from kg.pipeline.nlp import organisms


def _place(text: str) -> tuple[str, int, int]:
    start = text.index("[")
    return text.replace("[", "").replace("]", ""), start, text.index("]") - 1


@pytest.mark.parametrize(
    "text",
    [
        "It prevented [HBV] reactivation.",
        "mothers with perinatal [HIV]",
        "rates of [HBV] and HCV infection",
        "after [H. pylori] eradication",
        "[HIV] antibody-positive adults",
        "[Candida] colonisation was rare",
        "patients with chronic [HCV] took it",
    ],
)
def test_an_infection(text: str) -> None:
    assert organisms.is_infection(*_place(text))


@pytest.mark.parametrize(
    "text",
    [
        "replication of [HIV-1] in macrophages",
        "[EBV]-positive lymphoma cell lines",
        "[KSHV]-infected endothelial cells",
        "patients with [hepatitis C virus]",
        "the genome of [H. pylori] was read",
    ],
)
def test_an_organism(text: str) -> None:
    assert not organisms.is_infection(*_place(text))
