"""Pairs of a drug and a disease that a document may have studied, each with what can be counted about it.

Every drug, regimen and drug class that a document names with an id is paired with every disease. What is counted
(``FEATURES``) says where the two stand (title, methods, conclusions, in one sentence), how often, and which words stand
beside them; the network reads the text itself (:mod:`kg.pipeline.relate.reader.rows`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.model import TIERS, AnnotatedDocument, Grounding, Mention
from kg.pipeline.relate.zones import ZONES, zones

DRUGS = frozenset(("Drug", "Role"))
"""Types that a study can test: drugs (regimens among them) and classes of drugs."""

PAIRED = DRUGS | {"Disease"}
"""Types of what is paired."""

MOST_PAIRS = 400
"""Pairs of one document that are read: of more, those whose drug and disease are named most often."""

_BESIDE_DRUG: tuple[tuple[str, str], ...] = (
    (
        "given",
        r"\b(?:treat\w*|therap\w+|manage\w*|inject\w*|administ\w+|receiv\w+|given|giving|random\w+ to|dos(?:e|es|ed|"
        r"ing)|infus\w+|prophyla\w+|suppl\w+|pretreat\w*)\b",
    ),
    ("effect", r"\b(?:effect\w*|efficacy|safety|role|use|benefit\w*|impact|influence|activity)\b"),
    ("compared", r"placebo|versus|vs\.?|compared|comparison|than"),
    ("caused", r"induc\w+|caus\w+|associated|related|toxic\w+|adverse"),
    ("measured", r"level\w*|concentration\w*|serum|plasma|urin\w+|measur\w+|express\w+"),
    ("joined", r"combin\w+|plus|with|and|\+"),
    ("dose", r"mg|kg|dose|µg|daily|weekly"),
)
_BESIDE_DISEASE: tuple[tuple[str, str], ...] = (
    ("people", r"patients?|women|men|children|subjects|adults|infants|cases?|volunteers"),
    (
        "treated",
        r"treat\w*|therap\w+|prevent\w*|manag\w+|prophyla\w+|reduc\w+|allevia\w+|amelior\w+|attenuat\w+|improv\w+|"
        r"protect\w*|against",
    ),
    ("caused", r"induc\w+|caus\w+|associated|related|adverse|toxicit\w+|side|complication\w*|develop\w*|risk"),
    ("model", r"model\w*|mice|rats?|cells?|xenograft\w*"),
    ("outcome", r"incidence|rate|severity|score|symptom\w*|outcome|mortality|survival"),
    ("history", r"history|diagnos\w+|exclu\w+|comorbid\w*|without"),
)
"""Kinds of words beside a drug, and beside a disease, that tell its part."""

_NEAR = 30
"""Characters before and after a mention in which those words are looked for."""

_INDUCED = re.compile(r"[- ](?:induced|associated|related)")
_IN = re.compile(r"(?: \w+){0,3} (?:in|for|against|on)(?: \w+){0,4} ?")
_FAR, _BETWEEN = 2000, 120
"""Characters: the greatest distance that is told from a greater one, and the longest text between two names that is
looked at.
"""

_DOCUMENT = (
    *("drugs", "diseases", "sentences", "length", *(f"tier {tier}" for tier in TIERS)),
    *("publication types", "is a review", "is a trial", "methods", "results"),
)
_PAIR = (
    *("is a class", "drug mentions", "disease mentions", "drug rank", "disease rank"),
    *(f"drug in {zone}" for zone in ZONES),
    *(f"disease in {zone}" for zone in ZONES),
    *(f"drug after {kind}" for kind, _ in _BESIDE_DRUG),
    *(f"drug before {kind}" for kind, _ in _BESIDE_DRUG),
    *(f"disease after {kind}" for kind, _ in _BESIDE_DISEASE),
    *(f"disease before {kind}" for kind, _ in _BESIDE_DISEASE),
    *(
        "drug first",
        "disease first",
        "drug from the end",
        "disease from the end",
        "together",
        *(f"together in {zone}" for zone in ZONES),
    ),
    *(
        "distance",
        "induced",
        "drug in disease",
        "both in title",
        "disease in title or none",
        "share of drugs",
        "share of diseases",
    ),
    *("diseases in title", "drugs in title", "least score"),
)
FEATURES = (*_DOCUMENT, *_PAIR)
"""What is counted of a pair, in the order of the numbers."""


@dataclass(frozen=True, slots=True)
class PairedEntity:
    """A drug or disease of a document.

    ``sentences``: the number of each mention's sentence. ``zones``: how many mentions lie in each of ``ZONES``.
    ``after``, ``before``: how many stand after, and before, each kind of words that tells its part.
    """

    id: str
    type: str
    mentions: tuple[Mention, ...]
    sentences: tuple[int, ...]
    zones: tuple[int, ...]
    after: tuple[int, ...]
    before: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StudyPairs:
    """The pairs of a document: (drug, disease) by place in ``entities``, the counts of each pair, and the zone of each
    sentence.
    """

    entities: tuple[PairedEntity, ...]
    pairs: tuple[tuple[int, int], ...]
    counts: tuple[tuple[float, ...], ...]
    zones: tuple[str, ...]


def study_pairs(annotated: AnnotatedDocument, tier: str) -> StudyPairs | None:
    """The pairs of a document with ``tier`` as its own words and types have it; None where it does not name both."""
    groups: dict[str, list[Grounding]] = {}
    for grounding in annotated.groundings:
        if grounding.best is not None and grounding.best.type in PAIRED:
            groups.setdefault(grounding.best.id, []).append(grounding)
    types = {curie: group[0].best.type for curie, group in groups.items() if group[0].best is not None}
    if not any(type_ in DRUGS for type_ in types.values()) or "Disease" not in types.values():
        return None
    found = zones(annotated.document.text, annotated.sentences)
    starts = [sentence.start for sentence in annotated.sentences]
    entities = tuple(
        _entity(annotated, curie, types[curie], tuple(one.mention for one in group), starts, found)
        for curie, group in groups.items()
    )
    drugs = [at for at, one in enumerate(entities) if one.type in DRUGS]
    diseases = [at for at, one in enumerate(entities) if one.type == "Disease"]
    ranks = {**_ranks(entities, drugs), **_ranks(entities, diseases)}
    pairs = [(drug, disease) for drug in drugs for disease in diseases]
    if len(pairs) > MOST_PAIRS:
        pairs = sorted(sorted(pairs, key=lambda pair: ranks[pair[0]] + ranks[pair[1]])[:MOST_PAIRS])
    own = _of_document(annotated, tier, drugs, diseases, found)
    counts = tuple(
        (*own, *_of_pair(annotated, entities, drug, disease, drugs, diseases, ranks, found)) for drug, disease in pairs
    )
    return StudyPairs(entities, tuple(pairs), counts, found)


def _entity(
    annotated: AnnotatedDocument,
    curie: str,
    type_: str,
    mentions: tuple[Mention, ...],
    starts: list[int],
    found: Sequence[str],
) -> PairedEntity:
    text, patterns = annotated.document.text, _DISEASE_WORDS if type_ == "Disease" else _DRUG_WORDS
    places = tuple(max(0, bisect_right(starts, mention.start) - 1) for mention in mentions)
    after, before = [0] * len(patterns), [0] * len(patterns)
    for mention, place in zip(mentions, places, strict=True):
        sentence = annotated.sentences[place]
        left = text[max(sentence.start, mention.start - _NEAR) : mention.start]
        right = text[mention.end : min(sentence.end, mention.end + _NEAR)]
        for number, pattern in enumerate(patterns):
            after[number] += pattern.search(left) is not None
            before[number] += pattern.search(right) is not None
    in_zones = [found[place] for place in places]
    return PairedEntity(
        curie, type_, mentions, places, tuple(in_zones.count(zone) for zone in ZONES), tuple(after), tuple(before)
    )


def _ranks(entities: Sequence[PairedEntity], among: list[int]) -> dict[int, int]:
    """Place of each entity among those of its kind, the one named most often first."""
    return {at: rank for rank, at in enumerate(sorted(among, key=lambda at: -len(entities[at].mentions)))}


def _of_document(
    annotated: AnnotatedDocument, tier: str, drugs: list[int], diseases: list[int], found: Sequence[str]
) -> tuple[float, ...]:
    types = annotated.document.publication_types
    return (
        *(len(drugs), len(diseases), len(annotated.sentences), len(annotated.document.text)),
        *(float(tier == one) for one in TIERS),
        *(len(set(types)), any("Review" in one for one in types), any("Trial" in one for one in types)),
        *(found.count("methods"), found.count("results")),
    )


def _of_pair(
    annotated: AnnotatedDocument,
    entities: Sequence[PairedEntity],
    drug: int,
    disease: int,
    drugs: list[int],
    diseases: list[int],
    ranks: dict[int, int],
    found: Sequence[str],
) -> tuple[float, ...]:
    one, other = entities[drug], entities[disease]
    together = set(one.sentences) & set(other.sentences)
    in_zones = [found[place] for place in together]
    last = len(annotated.sentences) - 1
    distance = _distance(one, other)
    induced, within = _between(annotated.document.text, one, other)
    titled = {at: entities[at].zones[0] > 0 for at in (*drugs, *diseases)}
    return (
        *(one.type == "Role", len(one.mentions), len(other.mentions), ranks[drug], ranks[disease]),
        *(*one.zones, *other.zones, *one.after, *one.before, *other.after, *other.before),
        *(min(one.sentences), min(other.sentences), last - max(one.sentences), last - max(other.sentences)),
        *(len(together), *(in_zones.count(zone) for zone in ZONES)),
        *(min(distance, _FAR), induced, within),
        *(titled[drug] and titled[disease], titled[disease] or not any(titled[at] for at in diseases)),
        len(one.mentions) / sum(len(entities[at].mentions) for at in drugs),
        len(other.mentions) / sum(len(entities[at].mentions) for at in diseases),
        *(sum(titled[at] for at in diseases), sum(titled[at] for at in drugs)),
        min(mention.score for mention in one.mentions),
    )


def _distance(one: PairedEntity, other: PairedEntity) -> int:
    """Characters from the start of a mention of one to the nearest start of one of the other."""
    starts = sorted((mention.start, side) for side, entity in enumerate((one, other)) for mention in entity.mentions)
    return min(after - before for (before, left), (after, right) in pairwise(starts) if left != right)


def _between(text: str, one: PairedEntity, other: PairedEntity) -> tuple[int, int]:
    """How often the drug is said to bring about the disease (``X-induced Y``), and to be given in it (``X in patients
    with Y``).
    """
    induced = within = 0
    for a, in_a in zip(one.mentions, one.sentences, strict=True):
        for b, in_b in zip(other.mentions, other.sentences, strict=True):
            if in_a == in_b and a.end <= b.start and b.start - a.end <= _BETWEEN:
                middle = text[a.end : b.start]
                induced += _INDUCED.match(middle) is not None
                within += _IN.fullmatch(middle) is not None
    return induced, within


def _compiled(kinds: Sequence[tuple[str, str]]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for _, pattern in kinds)


_DRUG_WORDS, _DISEASE_WORDS = _compiled(_BESIDE_DRUG), _compiled(_BESIDE_DISEASE)
