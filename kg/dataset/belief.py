"""Belief of an assertion, 0 to 1: how well all its evidence together speaks for it (decision 14).

::

    piece  = score * TIERS[tier] * FLAGS[flag] * ...          at most 1 - SHARED; accepted evidence has a score of 1
    study  = the best piece of a document, or of documents that name the same registered trial first
    belief = (1 - SHARED) * (1 - product over studies of (1 - study / (1 - SHARED)))
    with a curated source beside it: 1 - (1 - CURATED) * (1 - belief)

A noisy-or, as INDRA and STRING combine evidence: an assertion does not hold only if none of its studies is right. With
one study the belief is that study's own. More studies, a stronger tier and a higher score never lower it. What says the
opposite is another assertion with a belief of its own.

A score counts as what it is calibrated to be: how likely the claim is read rightly, which is less where the text only
supposes it. A curator who has accepted a piece of evidence has read it and found it so: there is nothing left of that
doubt, and 1 stands for the score. What the study is worth (its tier) and that all may be misread alike stays.
"""

from __future__ import annotations

from kg.dataset.curation import ACCEPTED, REJECTED

SHARED = 0.05
"""How likely all studies of an assertion are misread alike: a name that is grounded wrongly is so in every document.
INDRA's systematic error of a reader.
"""

CURATED = 0.99
"""Belief in what a curated source says: 1 less INDRA's systematic error of a curated database. Several count once, for
they copy each other.
"""

TIERS: dict[str, float] = {
    "phase-3": 1.0,  # compares, and is large enough to decide
    "phase-2": 0.8,  # looks for an effect, often without a comparison
    "phase-1": 0.7,  # asks for the dose: patients are few
    "clinical": 0.7,  # from a cohort to a single case; a trial that states no phase is among them
    "in-vivo": 0.5,  # no patients: most effects in animals are not found again in people
    "in-vitro": 0.4,  # no organism either
    "review": 0.3,  # tells of studies of others, which count where they are read
    "mention": 0.2,  # says so in passing
    "": (
        1.0
    ),  # claims that no study grades, as that a drug inhibits a target: what matters is that they are read rightly
}
"""Tier of a piece of evidence -> what its score is multiplied by; none is above that of a stronger tier
(``kg.model.TIERS``).
"""

FLAGS: dict[str, float] = {
    "retracted": 0.0,
    "contaminated-cell-line": 0.0,  # the cells were not of that disease
    REJECTED: 0.0,  # a curator has read it and found that the text does not say so
    "protocol": 0.5,  # what is planned has not been tested
    "speculated": 1.0,  # the score is lowered where it is read (kg.pipeline.relate): not twice
}
"""Flag -> what the score of flagged evidence is multiplied by; ``accepted`` is none of them, see above."""

_MOST = 1 - SHARED


def query(evidence: str) -> str:
    """SQL of a row (assertion, belief) for each assertion in a view of evidence: assertion, document, trials, tier,
    score, flags.

    Rounded to four places. Factors are multiplied in the order of their size, so the order of the rows changes nothing.
    """
    tier = f"CASE coalesce(tier, '') {' '.join(f'WHEN {name!r} THEN {weight}' for name, weight in TIERS.items())} END"
    flags = [
        f"CASE WHEN list_contains(flags, {name!r}) THEN {weight} ELSE 1 END"
        for name, weight in FLAGS.items()
        if weight != 1
    ]
    score = f"CASE WHEN list_contains(flags, {ACCEPTED!r}) THEN 1 ELSE score END"
    piece = " * ".join([f"({score})::DOUBLE", f"({tier})::DOUBLE", *(f"({flag})::DOUBLE" for flag in flags)])
    most = f"{_MOST!r}::DOUBLE"
    return f"""
SELECT assertion, round({most} * (1 - list_aggregate(list(1 - study / {most} ORDER BY study), 'product')), 4) AS belief
FROM (
  SELECT assertion, max(least({piece}, {most})) AS study
  FROM {evidence} GROUP BY assertion, coalesce(trials[1], document)
) GROUP BY assertion"""


def with_curated(text: float | None) -> float:
    """Belief in what a curated source says, and sentences too with the belief ``text``; None: no sentence does."""
    return CURATED if text is None else round(1 - (1 - CURATED) * (1 - text), 4)
