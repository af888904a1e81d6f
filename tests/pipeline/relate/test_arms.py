"""Who got what against what."""

from __future__ import annotations

import pytest

from kg.pipeline.relate.arms import Arm, arms
from kg.pipeline.relate.marked import mark
from tests.pipeline.relate.build import annotate

TESTED, CONTROL = Arm("focus"), Arm("comparator")


def arms_of(title: str, body: str = "") -> dict[str, Arm]:
    """Arm of each drug of a document, by the drug's CURIE."""
    marked = mark(annotate(title, body))
    assert marked is not None
    return dict(zip(marked.drugs, arms(marked), strict=True))


EV, SIR, TAC, SOR, DAC = "CHEBI:68478", "CHEBI:9168", "CHEBI:61049", "CHEBI:50924", "CHEBI:71952"


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("{ev} versus placebo in {hcc}.", "", {EV: TESTED}),
        ("{sir} versus {tac} after transplantation for {hcc}.", "", {SIR: TESTED, TAC: CONTROL}),
        ("{sir}-based compared with {tac}-based immunosuppression for {hcc}.", "", {SIR: TESTED, TAC: CONTROL}),
        ("{ev} is at least as effective as {sor} in {hcc}.", "", {EV: TESTED, SOR: CONTROL}),
        ("A comparison of {ev} and {sor} in {hcc}.", "", {EV: TESTED, SOR: CONTROL}),
        ("{ev} in {hcc}.", "Patients were randomised to {ev} or {sor}.", {EV: TESTED, SOR: CONTROL}),
        ("{ev} plus {sor} versus {sor} alone in {hcc}.", "", {EV: TESTED, SOR: CONTROL}),
        ("{sor} with or without {ev} in {hcc}.", "", {EV: TESTED, SOR: CONTROL}),
        ("Addition of {ev} to {sor} in {hcc}.", "", {EV: TESTED, SOR: CONTROL}),
        ("Conversion from {tac} to {ev} in recipients with {hcc}.", "", {EV: TESTED, TAC: CONTROL}),
        ("{ev} with reduced {tac} versus standard {tac} in recipients with {hcc}.", "", {EV: TESTED, TAC: CONTROL}),
        ("{ev} plus {sor} in {hcc}.", "", {EV: Arm("focus", (1,)), SOR: Arm("focus", (0,))}),
        ("{ev} plus {sor} versus placebo in {hcc}.", "", {EV: Arm("focus", (1,)), SOR: Arm("focus", (0,))}),
        ("{ev} plus {dac} versus {sor} in {hcc}.", "", {EV: Arm("focus", (1,)), DAC: Arm("focus", (0,)), SOR: CONTROL}),
        ("Combination of {ev} and {dac} in {hcc}.", "", {EV: Arm("focus", (1,)), DAC: Arm("focus", (0,))}),
        (
            "{ev} plus {sor} in {hcc}.",
            "Patients were randomised to {ev} plus {sor} or {sor}.",
            {EV: TESTED, SOR: CONTROL},
        ),
        ("{ev} alone or in combination with {sor} in {hcc}.", "", {EV: TESTED}),
        (
            "{ev} and {dac} stop growth of {hcc} cells.",
            "We treated cells with {ev}. Cells treated with {dac} died.",
            {EV: TESTED, DAC: TESTED},
        ),
    ],
)
def test_a_design_gives_the_arms(title: str, body: str, expected: dict[str, Arm]) -> None:
    found = arms_of(title, body)
    assert {drug: found[drug] for drug in expected} == expected


@pytest.mark.parametrize(
    "title",
    [
        "{ev} after failure of {sor} in {hcc}.",
        "{ev} in {sor}-refractory {hcc}.",
        "{ev} for {hcc} previously treated with {sor}.",
        "{ev} in patients with {hcc} who progressed on {sor}.",
        "{ev} in {hcc} resistant to {sor}.",
    ],
)
def test_earlier_treatment_has_no_arm(title: str) -> None:
    found = arms_of(title)
    assert found[EV] == TESTED
    assert found[SOR] == Arm("other")


@pytest.mark.parametrize(
    "title",
    ["A {sir}-eluting stent in a patient with {hcc}.", "{sir}-induced injury in {hcc}.", "Serum {sir} in {hcc}."],
)
def test_a_drug_that_is_no_treatment_has_no_arm(title: str) -> None:
    assert arms_of(title)[SIR] == Arm("other")
