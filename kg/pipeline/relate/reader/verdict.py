"""What a study found and to whom that is credited: the verdict on a pair from what the networks, the linear model and
the arms say.

The network that reads the whole document hardly tells results, the one that reads the deciding sentences does (decision
13), and is right more often where the first agrees. Whether there is a result at all the linear model tells best
(decision 15). A result is stated where it is likely enough, or likely at all and read by rules too; else it is
``unclear``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.model import POLARITIES
from kg.pipeline.relate.arms import Arm
from kg.pipeline.relate.reader.joint import of_odds
from kg.pipeline.relate.reader.model import STUDIED
from kg.pipeline.relate.reader.network import StudyReading
from kg.pipeline.relate.reader.results import ResultReading
from kg.pipeline.relate.reader.ruled import Ruled

WEIGHT = 0.7
"""What the network of results weighs in the geometric mean of both networks."""

OF_RESULT = 0.6
"""What the linear model weighs in whether there is a result."""

LIKELY: Mapping[str, float] = {"supports": 0.5, "null": 0.3, "opposes": 0.3, "mixed": 0.35}
"""Least probability of a polarity that is stated."""

AGREED: Mapping[str, float] = {"supports": 0.33, "null": 0.25}
"""The same for what rules read too (``kg.pipeline.relate.reader.ruled``)."""

LIKELY_ALONE: Mapping[str, float] = {"supports": 0.6, "null": 0.5, "opposes": 0.5, "mixed": 0.5}
"""The same where the linear model speaks alone. Chosen, as all numbers here, on documents held back from training."""

STATED, SUPPOSED = 0.4, 0.16
"""What an arm adds to the probability of an attribution: one that a comparison of the document states, and one that
nothing does.
"""

SELDOM_SAID: Mapping[str, float] = {"combination": 0.4, "comparator": 0.1}
"""What is added to an attribution that the network says less often than it is so: of combinations it has 63 of 100
without, 81 with it, and as much is right in all.
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A polarity with its probability, and the sentence (its number) that decides it, -1 where none does."""

    polarity: str
    chance: float
    sentence: int = -1


OPEN = Verdict("unclear", 1.0)
"""Of what has no result."""


def verdict(reading: StudyReading, linear: StudyReading, result: ResultReading, rules: Callable[[], Ruled]) -> Verdict:
    """The polarity of a pair from what the network of studies, the linear model and the network of results say of it,
    and where that is unclear from what ``rules`` read. A benefit is not stated where all that rules read is a harm.
    """
    chances = joined(reading.polarity, result.polarity)
    unclear = of_odds(chances["unclear"], linear.polarity["unclear"], OF_RESULT)
    left = (1 - unclear) / max(1 - chances["unclear"], 1e-9)
    shares = {label: unclear if label == "unclear" else chances[label] * left for label in POLARITIES}
    said = _unless_harm(_stated(shares, LIKELY, result.sentence), shares["unclear"], rules)
    if (
        said.polarity == "unclear"
        and max(shares["supports"] - AGREED["supports"], shares["null"] - AGREED["null"]) >= 0
    ):
        read = rules()
        if read.polarity in AGREED and shares[read.polarity] >= AGREED[read.polarity]:
            return Verdict(read.polarity, shares[read.polarity], read.sentence)
    return said


def verdict_alone(linear: StudyReading, sentence: int, rules: Callable[[], Ruled]) -> Verdict:
    """The polarity of a pair from what the linear model says; ``sentence``: the one that is likely to decide it,
    ``rules`` as above.
    """
    return _unless_harm(_stated(linear.polarity, LIKELY_ALONE, sentence), linear.polarity["unclear"], rules)


def _unless_harm(said: Verdict, unclear: float, rules: Callable[[], Ruled]) -> Verdict:
    return Verdict("unclear", unclear) if said.polarity == "supports" and rules().polarity == "opposes" else said


def _stated(chances: Mapping[str, float], likely: Mapping[str, float], sentence: int) -> Verdict:
    said = most({label: chances[label] for label in likely})
    return (
        Verdict(said, chances[said], sentence)
        if chances[said] >= likely[said]
        else Verdict("unclear", chances["unclear"])
    )


def joined(whole: Mapping[str, float], passage: Mapping[str, float]) -> Mapping[str, float]:
    """The weighted geometric mean of what is said of the whole document and of the passage, over the polarities."""
    means = {label: whole[label] ** (1 - WEIGHT) * passage[label] ** WEIGHT for label in POLARITIES}
    total = sum(means.values())
    return {label: mean / total for label, mean in means.items()}


def attribution(role: Mapping[str, float], arm: Arm | None) -> str:
    """To whom a result is credited; ``arm``: the drug's, None for a class of drugs."""
    total = sum(role[one] for one in STUDIED)
    shares = {one: role[one] / total for one in STUDIED}
    if arm is not None:
        said = "comparator" if arm.role == "comparator" else "combination" if arm.partners else "drug"
        shares[said] += SUPPOSED if arm.role == "other" else STATED
    for one, more in SELDOM_SAID.items():
        shares[one] += more
    return most(shares)


def most(shares: Mapping[str, float]) -> str:
    """The label with the greatest share, the first of these."""
    return max(shares, key=lambda label: shares[label])
