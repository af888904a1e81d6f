"""Which pairs of a document are believed to be studied, and to whom a result is credited."""

from __future__ import annotations

import pytest

from kg.pipeline.relate.reader import joint
from kg.pipeline.relate.reader.model import STUDIED
from kg.pipeline.relate.reader.network import StudyReading
from kg.pipeline.relate.reader.verdict import attribution


def _read(drug: int, disease: int, chance: float) -> StudyReading:
    role = {"none": 1 - chance, "mention": 0.0, **dict.fromkeys(STUDIED, 0.0), "drug": chance}
    return StudyReading(drug, disease, role, {}, {})


def test_a_pair_is_studied_beside_the_likeliest_of_its_drug_and_its_disease() -> None:
    sure, near, broader, other_drug, apart = (
        _read(0, 1, 0.9), _read(0, 2, 0.55), _read(0, 3, 0.5), _read(4, 1, 0.5), _read(5, 6, 0.5),
    )  # fmt: skip
    found = joint.studied([sure, near, broader, other_drug, apart], 0.3)
    assert found == {(0, 1), (0, 2), (5, 6)}, "0.5 is enough where nothing likelier stands beside it"
    assert joint.studied([broader, other_drug], 0.3) == {(0, 3), (4, 1)}
    assert joint.studied([sure, near], 0.6) == {(0, 1)} and joint.studied([], 0.3) == frozenset()


@pytest.mark.parametrize(
    ("drug", "combination", "comparator", "said"),
    [
        (0.6, 0.3, 0.1, "combination"),
        (0.8, 0.2, 0.0, "drug"),
        (0.48, 0.05, 0.47, "comparator"),
        (0.55, 0.05, 0.4, "drug"),
    ],
)
def test_what_is_said_too_seldom_needs_a_smaller_share(
    drug: float, combination: float, comparator: float, said: str
) -> None:
    assert attribution({"drug": drug, "combination": combination, "comparator": comparator}, None) == said
