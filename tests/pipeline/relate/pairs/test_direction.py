"""What the words between two names say against what was read of them; the sentences are made up."""

from __future__ import annotations

import re

import pytest

from kg.pipeline.relate.pairs.denied import is_denied
from kg.pipeline.relate.pairs.direction import contradicted, eased


def places(marked: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """A sentence, and where *S* and *O* stand in it."""
    found = {match[0]: match.span() for match in re.finditer(r"\b[SO]\b", marked)}
    return marked, found["S"], found["O"]


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("S markedly increased the expression of O in neurons.", "DOWNREGULATES"),
        ("S stimulates O activity.", "INHIBITS"),
        ("Treatment with S produced a significant decrease in IL-6 and O.", "UPREGULATES"),
        ("S induced a 59% down-regulation of O.", "UPREGULATES"),
        ("O levels were suppressed by S.", "ACTIVATES"),
        ("We studied S-induced O expression.", "DOWNREGULATES"),
    ],
)
def test_a_plain_word_of_change_contradicts_the_other_direction(sentence: str, relation: str) -> None:
    text, subject, object_ = places(sentence)
    assert contradicted(text, subject, relation, object_)
    other = {"INHIBITS": "ACTIVATES", "ACTIVATES": "INHIBITS"}.get(relation) or {
        "UPREGULATES": "DOWNREGULATES",
        "DOWNREGULATES": "UPREGULATES",
    }[relation]
    assert not contradicted(text, subject, other, object_)


@pytest.mark.parametrize(
    "sentence",
    [
        "S knockdown increased O.",
        "Inhibition of S increased O.",
        "Anti-S treatment increased O.",
        "S increased O degradation.",
        "S reversed the increase of O.",
        "S did not increase O.",
        "S increased apoptosis by lowering O.",
        "S increased apoptosis, whereas sorafenib lowered O.",
        "S increased ATP in cells with O.",
        "S was increased in O tissue.",
        "S down-regulation increased O.",
        "S increased O-dependent growth.",
        "O was found in cells given S and was raised.",
    ],
)
def test_what_may_turn_a_statement_about_says_nothing(sentence: str) -> None:
    text, subject, object_ = places(sentence)
    assert not contradicted(text, subject, "DOWNREGULATES", object_)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("O caused in rats by cisplatin was markedly inhibited by oral administration of S.", True),
        ("S reduced O and weight loss.", True),
        ("O was less frequent with S than with placebo.", True),
        ("S was associated with a lower risk of O.", True),
        ("O was less frequent with S than with ibuprofen.", False),
        ("S partially reversed the S-induced O.", False),
        ("S caused O.", False),
        ("S reduced pain with O as the main side effect.", False),
    ],
)
def test_what_takes_a_disease_away_does_not_cause_it(sentence: str, expected: bool) -> None:
    assert eased(*places(sentence)) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("S did not affect IL-6 (by ELISA; n = 6), IL-8 or O.", True),
        ("S had no effect on weight, IL-6 and O expression.", True),
        ("S did not affect IL-6 but lowered O.", False),
        ("S did not affect IL-6, the antibody raised O.", False),
        ("S did not help through a loss of O.", False),
        ("S lowered IL-6 and did not affect weight, and O fell.", False),
    ],
)
def test_a_denial_covers_its_list(sentence: str, expected: bool) -> None:
    assert is_denied(*places(sentence)) is expected
