"""Endpoints in sentences of results."""

from __future__ import annotations

import pytest

from kg.pipeline.relate.changed import changed
from kg.pipeline.relate.endpoints import endpoints


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The drug did not improve overall survival.", ["overall survival"]),
        ("Pain scores at 24 h were lower with the drug.", ["Pain scores at 24 h"]),
        ("It significantly reduced the risk of stroke in patients with diabetes.", ["risk of stroke"]),
        (
            "The incidence of postoperative nausea and vomiting was lower.",
            ["incidence of postoperative nausea and vomiting"],
        ),
        ("There was no difference in PFS and OS.", ["PFS and OS"]),
        ("The hazard ratio was 0.7 and the odds ratio 0.6.", []),
        ("It improved the Psoriasis Area and Severity Index.", ["Psoriasis Area and Severity Index"]),
        ("Serum phosphorus levels of treated patients fell.", ["Serum phosphorus levels"]),
        ("EGFR inhibitors were given.", []),
        (
            "It reduced the risk of new or worsening vertebral fracture.",
            ["risk of new or worsening vertebral fracture"],
        ),
        ("The ventricular fibrillation threshold fell.", ["ventricular fibrillation threshold"]),
        ("The EGFR was inhibited and eGFR fell.", ["eGFR"]),
        ("Vortioxetine improved cognitive function, depression, and wit.", ["cognitive function"]),
    ],
)
def test_endpoints_are_noun_phrases_in_the_texts_words(text: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for one in endpoints(text)] == expected


def test_side_effects_are_told_apart_and_broad_words_are_marked() -> None:
    text = "Adverse events were rarer, and the outcome and overall survival were better."
    found = {text[one.start : one.end]: (one.safety, one.broad) for one in endpoints(text)}
    assert found["Adverse events"] == (True, False)
    assert all(not safety for words, (safety, _) in found.items() if words != "Adverse events")


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("There was no significant change in FLS.", "change", "FLS"),
        ("It was non-inferior to glimepiride in reducing gizmo counts.", "non-inferior", "gizmo counts"),
        ("Gizmo counts were significantly lower with the drug.", "lower", "Gizmo counts"),
        ("It produced greater pain reductions versus placebo.", "reductions", "pain"),
        ("There was no difference between the groups.", "no difference", None),
        ("Fewer patients had it.", "Fewer", None),
        ("There was no benefit of the syrup.", "no benefit", None),
        ("The drug was effective.", "effective", None),
    ],
)
def test_what_a_change_is_said_of(text: str, cue: str, expected: str | None) -> None:
    start = text.index(cue)
    one = changed(text, start, start + len(cue))
    assert (text[one.start : one.end] if one else None) == expected
