"""What a made-up corpus says: its documents, and in them sentences that claim something, drawn in the proportions of
real abstracts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from bench.world import HCC, MEMBERS, SUBTYPES, World
from kg import schema
from kg.model import TIERS

PER_DOCUMENT = 4.0
SILENT = 0.45
"""Share of the documents that claim nothing."""
REPEATED = 0.2
"""Share of the sentences that claim again what the sentence before claimed."""

MIX: tuple[tuple[str, str, str, int, int], ...] = (
    ("STUDIED_FOR", "Drug", "Disease", 3882, 0),
    ("AMELIORATES", "Drug", "Disease", 325, 411),
    ("ASSOCIATED_WITH", "Target", "Disease", 1247, 55),
    ("CAUSES", "Drug", "Disease", 794, 12),
    ("HAS_ROLE", "Drug", "Role", 703, 2),
    ("INHIBITS", "Drug", "Target", 605, 20),
    ("UPREGULATES", "Target", "Target", 400, 24),
    ("UPREGULATES", "Drug", "Target", 270, 13),
    ("DOWNREGULATES", "Target", "Target", 228, 15),
    ("DOWNREGULATES", "Drug", "Target", 211, 6),
    ("INTERACTS_WITH", "Target", "Target", 203, 3),
    ("PARTICIPATES_IN", "Target", "Pathway", 182, 1),
    ("ACTIVATES", "Drug", "Target", 178, 8),
    ("ACTIVATES", "Target", "Target", 157, 9),
    ("INHIBITS", "Target", "Target", 154, 15),
    ("AFFECTS", "Target", "Target", 146, 30),
    ("AFFECTS", "Drug", "Target", 133, 23),
    ("INHIBITS", "Drug", "Pathway", 104, 3),
    ("BINDS", "Target", "Target", 98, 4),
    ("INHIBITS", "Target", "Pathway", 94, 3),
    ("SUBSTRATE_OF", "Drug", "Target", 92, 3),
    ("BINDS", "Drug", "Target", 72, 4),
    ("ASSOCIATED_WITH", "Pathway", "Disease", 68, 1),
    ("AFFECTS", "Target", "Pathway", 58, 4),
    ("AFFECTS", "Drug", "Pathway", 40, 2),
    ("ACTIVATES", "Target", "Pathway", 38, 2),
    ("ACTIVATES", "Drug", "Pathway", 17, 2),
)
"""Relation, types of its ends, pieces of evidence that claim it and that deny it in 5,000 abstracts; the first two are
studies.
"""

STUDY, HELPED, MENTION = 0, 1, len(TIERS) - 1
TIER_SHARES = (0.03, 0.03, 0.02, 0.35, 0.33, 0.13, 0.11)
"""Share of each tier among documents, strongest first; a sentence that only mentions a treatment has the tier after
these.
"""
MENTIONED = 0.36
RETRACTED, REGISTERED = 0.001, 0.4
"""Shares: retracted documents; documents of the first three tiers that name a registered trial."""

OPENINGS = (
    "In this cohort we found that",
    "Taken together, these results show that",
    "After twelve weeks of follow-up,",
    "As reported by several groups before,",
    "In a dose-dependent manner and without changes of body weight,",
    "Compared with vehicle or standard care at the same time points,",
    "Our data indicate that",
    "Between 2009 and 2016,",
)
ENDINGS = (
    (
        "in a way that depended on dose and on the time of treatment, as it did in the smaller series that were"
        " published before this one."
    ),
    "(p < 0.01).",
    (
        "in most of the samples that were examined here, and this held after adjustment for age, sex, stage and earlier"
        " lines of treatment."
    ),
    (
        "which agrees with what smaller series had suggested earlier, although the number of events was low in both of"
        " the groups compared."
    ),
    (
        "in vitro as well as in animals, with an onset within hours and a return to the values of the start after the"
        " end of the exposure."
    ),
    "at one year.",
    (
        "while no such change was seen in the controls, whose values stayed within the range of the first visit"
        " throughout the whole study."
    ),
    (
        "whereas the markers of inflammation, the weight of the animals and the counts of blood cells were alike in all"
        " groups, so that an effect by another way is less likely than a direct one, which further work with more"
        " samples and longer follow-up should settle."
    ),
)


@dataclass(frozen=True, slots=True)
class Documents:
    """One array a property, a row a document: id, year, tier, whether retracted, trials, title, rows of evidence
    (``first`` to next).
    """

    ids: Any
    years: Any
    tiers: Any
    retracted: Any
    trials: list[list[str]]
    titles: list[str]
    first: Any


@dataclass(frozen=True, slots=True)
class Said:
    """One array a property, a row a piece of evidence, document by document; ends are places in the list of all
    entities.
    """

    kind: Any
    subject: Any
    object: Any
    negated: Any
    tier: Any
    document: Any
    opening: Any
    ending: Any
    start: Any
    claim: Any
    one_of_claim: Any
    """A row of evidence for each claim."""


def draw_documents(random: np.random.Generator, world: World, evidence: int) -> Documents:
    """Documents with that much evidence between them, in the order of their ids, and others without any."""
    sizes = random.geometric(1 / PER_DOCUMENT, round(evidence / PER_DOCUMENT * 1.2) + 50)
    sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), evidence)) + 1]
    sizes[-1] -= sizes.sum() - evidence
    count = round(len(sizes) / (1 - SILENT))
    held = np.zeros(count, int)
    held[np.sort(random.choice(count, len(sizes), replace=False))] = sizes
    tiers = random.choice(len(TIER_SHARES), count, p=TIER_SHARES)
    registered = np.flatnonzero((tiers < 3) & (random.random(count) < REGISTERED))
    trials: list[list[str]] = [[] for _ in range(count)]
    for row, number in zip(
        registered.tolist(), random.integers(0, 1 + count // 20, len(registered)).tolist(), strict=True
    ):
        trials[row] = [f"CLINICALTRIALS:NCT{10_000_000 + number}"]
    drugs, diseases = (world.pick(kind, random.random(count)).tolist() for kind in ("Drug", "Disease"))
    named = zip(drugs, diseases, strict=True)
    return Documents(
        ids=pa.array([f"PMID:{number}" for number in (10_000_000 + np.cumsum(random.integers(1, 20, count))).tolist()]),
        years=(1985 + 40 * np.sqrt(random.random(count))).astype(int),
        tiers=tiers,
        retracted=random.random(count) < RETRACTED,
        trials=trials,
        titles=[
            f"Effects of {world.names['Drug'][d]} on outcome and markers in {world.names['Disease'][s]}: an analysis"
            for d, s in named
        ],
        first=np.r_[0, np.cumsum(held)],
    )


def draw_evidence(random: np.random.Generator, world: World, documents: Documents, evidence: int) -> Said:
    """What each piece of evidence claims and where it stands, and the claims that they add up to."""
    document = np.repeat(np.arange(len(documents.titles)), np.diff(documents.first))
    shares = np.array([yes + no for *_, yes, no in MIX], float)
    kind = random.choice(len(MIX), evidence, p=shares / shares.sum())
    planted = random.choice(evidence, min(evidence // 4, max(60, evidence // 2000)), replace=False)
    kind[planted] = STUDY
    subject, object_, denied = np.zeros(evidence, int), np.zeros(evidence, int), np.zeros(evidence, bool)
    for number, (_, one, other, yes, no) in enumerate(MIX):
        rows = np.flatnonzero(kind == number)
        subject[rows] = world.pick(one, random.random(len(rows)))
        object_[rows] = world.pick(other, _partner(random, subject[rows], number))
        denied[rows] = random.random(len(rows)) < no / (yes + no)
        if one == other:
            object_[rows] += (object_[rows] == subject[rows]) * np.where(object_[rows] > 0, -1, 1)
    subject[planted] = np.array(MEMBERS)[(len(MEMBERS) * random.random(len(planted)) ** 2).astype(int)]
    object_[planted] = np.where(random.random(len(planted)) < 0.8, HCC, random.choice(SUBTYPES, len(planted)))
    tier = np.where(
        kind > HELPED, -1, np.where(random.random(evidence) < MENTIONED, MENTION, documents.tiers[document])
    )
    again = (random.random(evidence) < REPEATED) & (np.r_[-1, document[:-1]] == document)
    source = np.maximum.accumulate(np.where(again, 0, np.arange(evidence)))
    kind, subject, object_, denied, tier = (array[source] for array in (kind, subject, object_, denied, tier))
    # a study's predicate goes by its tier, so claims of different tiers are different claims
    group = np.where(kind != STUDY, 0, np.array([0, *_predicate_groups()])[tier + 1])
    key = (((kind * 2 + denied) * 3 + group) << 40) | (subject << 20) | object_
    _, one_of_claim, claim = np.unique(key, return_index=True, return_inverse=True)
    offset = world.offsets()
    subject = subject + np.array([offset[one] for _, one, *_ in MIX])[kind]
    object_ = object_ + np.array([offset[other] for _, _, other, *_ in MIX])[kind]
    opening, ending = random.integers(0, len(OPENINGS), evidence), random.integers(0, len(ENDINGS), evidence)
    lengths = np.array([len(name) for name in world.all_names()])
    length = (
        lengths_of(OPENINGS)[opening]
        + lengths_of(ENDINGS)[ending]
        + lengths[subject]
        + lengths[object_]
        + lengths_of(VERBS)[kind * 2 + denied]
        + 4
    )
    before = np.r_[0, np.cumsum(length + 1)]
    start = before[:-1] - before[documents.first[document]] + lengths_of(documents.titles)[document] + 1
    return Said(kind, subject, object_, denied, tier, document, opening, ending, start, claim, one_of_claim)


def _partner(random: np.random.Generator, subject: Any, kind: int) -> Any:
    """Numbers of [0, 1) to pick objects by: mostly one of the few that go with the subject, else any."""
    chosen = random.geometric(0.15, len(subject))
    own = ((subject * 2_654_435_761 + chosen * 40_503 + kind * 97_001) * 2_246_822_519 % 2**32) / 2**32
    return np.where(random.random(len(subject)) < 0.8, own, random.random(len(subject)))


def _predicate_groups() -> list[int]:
    relation = schema.relations()[MIX[STUDY][0]]
    predicates = [dict(relation.predicate_of).get(tier, relation.predicate) for tier in TIERS]
    return [sorted(set(predicates)).index(predicate) for predicate in predicates]


def lengths_of(texts: Iterable[str]) -> Any:
    """Number of characters of each text."""
    return np.array([len(text) for text in texts])


VERBS = [
    text
    for relation, *_ in MIX
    for text in (f"{relation.lower().replace('_', ' ')}", f"did not show that it {relation.lower().replace('_', ' ')}")
]


def sentences(world: World, said: Said, rows: Any) -> list[str]:
    """Texts of these rows of evidence."""
    names = world.all_names()
    columns = (said.opening, said.subject, said.kind * 2 + said.negated, said.object, said.ending)
    picked = zip(*(column[rows].tolist() for column in columns), strict=True)
    return [f"{OPENINGS[o]} {names[s]} {VERBS[v]} {names[b]} {ENDINGS[e]}" for o, s, v, b, e in picked]
