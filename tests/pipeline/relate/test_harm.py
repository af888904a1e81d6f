"""A drug that brings a disease about is not studied for it."""

from __future__ import annotations

import pytest

from kg.model import Claim
from kg.pipeline.annotator import HARMFUL, without_studies_of_harm
from tests.pipeline.relate.build import annotate
from tests.pipeline.relate.pairs.test_claims import read
from tests.pipeline.relate.reader.said import Said, reader

EV, HCC = "CHEBI:68478", "MONDO:0007256"


def _studies() -> list[Claim]:
    return list(reader(Said((EV, HCC, "drug", "clinical", "supports")))(annotate("{ev} and {hcc}.", "{ev} was given.")))


@pytest.mark.parametrize(("chance", "denied", "kept"), [(0.95, 0.0, 0), (0.95, 0.9, 2), (0.3, 0.0, 2)])
def test_studies_of_what_a_drug_causes_are_left_out(chance: float, denied: float, kept: int) -> None:
    studies, (caused,) = _studies(), read({(EV, HCC): ("CAUSES", chance, denied)}, "{ev} and {hcc}.", least=0.05)
    assert [one.assertion.relation for one in studies] == ["STUDIED_FOR", "AMELIORATES"]
    assert (caused.evidence.score >= HARMFUL) == (chance > 0.5)
    left = without_studies_of_harm([*studies, caused])
    assert left == [*studies[:kept], caused], "what is caused stays"
