"""Which drugs were given together."""

from __future__ import annotations

import pytest

from kg.pipeline.relate.partners import given_together
from tests.pipeline.relate.build import annotate

EV, SIR, OXALI, LEUCO, FOLFOX = "CHEBI:68478", "CHEBI:9168", "CHEBI:31941", "DRUGBANK:DB00650", "KGC:folfox"
OXALIPLATIN, REGIMEN = f"[oxaliplatin|Drug|{OXALI}]", f"[FOLFOX|Drug|{FOLFOX}]"


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("We gave {ev} or {sir}.", False),
        ("We gave {ev} (10 mg daily) versus {sir}.", False),
        ("We gave {ev} and {sir}.", True),
        ("We gave {ev} or {sir}. Then {ev} plus {sir}.", True),
        ("We gave {ev} with or without {sir}.", True),
        ("We gave {ev} alone or {sir} plus it.", True),
        ("We gave {ev}. We gave {sir}.", True),
    ],
)
def test_an_alternative_is_no_partner(text: str, together: bool) -> None:
    assert given_together(annotate(text), EV, {SIR}) == ({SIR} if together else set())


def test_a_regimen_is_no_partner_of_its_part() -> None:
    document = annotate(f"{REGIMEN} is {OXALIPLATIN} with [leucovorin|Drug|{LEUCO}], here with {{ev}}.")
    assert given_together(document, OXALI, {FOLFOX, LEUCO, EV}) == {LEUCO, EV}
    assert given_together(document, FOLFOX, {OXALI, LEUCO, EV}) == {EV}
    assert given_together(document, EV, {FOLFOX, OXALI}) == {FOLFOX, OXALI}
