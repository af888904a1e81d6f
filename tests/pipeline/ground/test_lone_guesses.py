"""Short names that nothing else speaks for, where neither a network nor annotators have a say."""

from __future__ import annotations

import pytest

from kg.model import Candidate, Document, Grounding, Mention
from kg.pipeline.ground.lone_guesses import without_lone_guesses

GUESS = "abbreviation 'X' (source), short alias"


def _left(
    text: str, surface: str, *candidates: tuple[str, str, str], detector: str = "dictionary"
) -> tuple[str, list[str]]:
    start = text.index(surface)
    mention = Mention(start, start + len(surface), surface, candidates[0][0], detector)
    made = tuple(
        Candidate(f"X:{n}", "x", type_, 0.6, why, evidence=of) for n, (type_, of, why) in enumerate(candidates)
    )
    (found,) = without_lone_guesses(Document("PMID:1", "", text), [Grounding(mention, made)])
    return found.mention.type, [one.id for one in found.candidates]


@pytest.mark.parametrize(
    ("text", "surface", "type_", "reason", "stays"),
    [
        ("IBM-SPSS was used", "IBM", "Disease", GUESS, False),
        ("IBM patients were seen", "IBM", "Disease", f"{GUESS}; named in full in the document", True),
        ("the HAQ was filled in", "HAQ", "Drug", GUESS, False),
        ("release of 5-HT rose", "5-HT", "Drug", "exact '5-HT' (mesh), short alias", True),
        ("the K(+) channel", "K", "Drug", "curated 'K(+)' (curated), same letters and digits", True),
        ("proteinase K was added", "K", "Drug", "curated 'K(+)' (curated), same letters and digits", False),
        ("binding of p65 was lost", "p65", "Target", "abbreviation 'p65' (hgnc), short alias", True),
        ("no change (p = .03)", "p = .03", "Target", "abbreviation 'p03' (hgnc), same letters and digits", False),
        ("levels of cAMP rose", "cAMP", "Target", "symbol 'CAMP' (hgnc), other case", False),
        ("levels of uPA rose", "uPA", "Target", "exact 'U-PA' (mesh), same letters and digits, short alias", True),
        ("block of hERG", "hERG", "Target", "abbreviation 'HERG' (hgnc), other case", True),
        ("pERK rose", "pERK", "Target", "abbreviation 'PERK' (hgnc), other case", False),
    ],
)
def test_a_short_name_needs_support(text: str, surface: str, type_: str, reason: str, stays: bool) -> None:
    assert _left(text, surface, (type_, "guess", reason))[1] == (["X:0"] if stays else [])


def test_what_is_no_guess_stays_and_gives_its_type() -> None:
    other = "Target", "label", "symbol 'ASC' (hgnc)"
    assert _left("ASC was seen", "ASC", ("Drug", "guess", GUESS), other) == ("Target", ["X:1"])
    second = "Target", "guess", GUESS
    assert _left("ASC was seen", "ASC", ("Drug", "guess", GUESS), second) == ("Drug", [])


def test_another_case_takes_its_own_reading_away_and_no_other() -> None:
    right = "Target", "guess", "exact 'U-PA' (mesh), same letters and digits, short alias"
    other = "Target", "guess", "abbreviation 'UPA' (hgnc), other case, short alias"
    assert _left("uPA fell", "uPA", right, other) == ("Target", ["X:0"])


def test_what_the_network_found_is_not_judged() -> None:
    assert _left("IBM was seen", "IBM", ("Disease", "guess", GUESS), detector="network")[1] == ["X:0"]
