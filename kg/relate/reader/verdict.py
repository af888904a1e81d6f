"""What a study found and to whom that is credited: the verdict on a pair from what both networks and the arms of the study say.

The network that reads the whole document hardly tells results, the one that reads the deciding sentences does (decision 13), and is right
more often where the first agrees. A result is stated where that is likely enough, or likely at all and read by rules too; else it is
``unclear``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import POLARITIES
from kg.relate.arms import Arm
from kg.relate.reader.network import Reading
from kg.relate.reader.results import Result
from kg.relate.studies import Study, concluded_without_effect, result_of

STUDIED = ("drug", "combination", "comparator")
"""Roles of a drug that a document studies, as ``Evidence.attribution`` calls them."""

WEIGHT = 0.6
"""What the network of results weighs in the geometric mean of both."""

LIKELY: Mapping[str, float] = {"supports": 0.55, "null": 0.35, "opposes": 0.35, "mixed": 0.35, "unclear": 0.0}
"""Least probability of a polarity that is stated. Chosen, as ``WEIGHT`` and the four below, on documents held back from training."""

PRESUMED = 0.2
"""Probability of no difference from which a conclusion that rules read so decides: what is most likely by a little is not stated then."""

AGREED = 0.35
"""Probability of a benefit from which one that rules read is stated."""

STATED, SUPPOSED = 0.4, 0.16
"""What an arm adds to the probability of an attribution: one that a comparison of the document states, and one that nothing does."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A polarity with its probability, and the sentence (its number) that decides it, -1 where none does."""

    polarity: str
    chance: float
    sentence: int = -1


OPEN = Verdict("unclear", 1.0)
"""Of what has no result."""


def verdict(reading: Reading, result: Result, study: Study | None, drug: str, disease: str) -> Verdict:
    """The polarity of a pair; ``study``: what rules say of the document, where it names drugs that are no classes."""
    chances = joined(reading.polarity, result.polarity)
    said = most(chances)
    if study and drug in study.marked.drugs and disease in study.marked.diseases:
        numbers = study.marked.drugs.index(drug), study.marked.diseases.index(disease)
        concluded = concluded_without_effect(study, *numbers) if chances["null"] >= PRESUMED else None
        if concluded is not None:
            return Verdict("null", max(chances["null"], LIKELY["null"]), concluded.sentence)
        if said == "supports" and AGREED <= chances[said] < LIKELY[said]:
            ruled = result_of(study, *numbers)
            if ruled.polarity == said:
                return Verdict(said, chances[said], ruled.sentence)
    if said == "unclear" or chances[said] < LIKELY[said]:
        return Verdict("unclear", chances["unclear"])
    return Verdict(said, chances[said], result.sentence)


def joined(whole: Mapping[str, float], passage: Mapping[str, float]) -> Mapping[str, float]:
    """The weighted geometric mean of what is said of the whole document and of the passage, over the polarities."""
    means = {label: whole[label] ** (1 - WEIGHT) * passage[label] ** WEIGHT for label in POLARITIES}
    total = sum(means.values())
    return {label: mean / total for label, mean in means.items()}


def attribution(result: Result, arm: Arm | None) -> str:
    """To whom a result is credited; ``arm``: the drug's, None for a class of drugs."""
    total = sum(result.role[role] for role in STUDIED)
    shares = {role: result.role[role] / total for role in STUDIED}
    if arm is not None:
        said = "comparator" if arm.role == "comparator" else "combination" if arm.partners else "drug"
        shares[said] += SUPPOSED if arm.role == "other" else STATED
    return most(shares)


def most(shares: Mapping[str, float]) -> str:
    """The label with the greatest share, the first of these."""
    return max(shares, key=lambda label: shares[label])
