"""An annotator that says what a test lets it say, so that every figure can be counted by hand whatever the rules
read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.model import AnnotatedDocument, Assertion, Candidate, Claim, Document, Evidence, Grounding, Mention, Sentence

ENTITIES: dict[str, tuple[str, str, str]] = {
    "everolimus": ("CHEBI:68478", "everolimus", "Drug"),
    "RAD001": ("CHEBI:68478", "everolimus", "Drug"),
    "sirolimus": ("CHEBI:9168", "sirolimus", "Drug"),
    "metformin": ("CHEBI:6801", "metformin", "Drug"),
    "liver cancer": ("MONDO:0002691", "liver cancer", "Disease"),
    "breast cancer": ("MONDO:0007254", "breast cancer", "Disease"),
    "mTOR": ("HGNC:3942", "MTOR", "Target"),
    "AKT1": ("HGNC:391", "AKT1", "Target"),
}
"""Surface -> id, preferred name and type; what a text has of them is found, wherever it stands."""


@dataclass(frozen=True, slots=True)
class Said:
    """A relation between two surfaces of a document."""

    subject: str
    relation: str
    object: str
    negated: bool = False
    tier: str = ""
    polarity: str = ""
    attribution: str = ""
    score: float = 1.0


def study(
    drug: str,
    disease: str,
    tier: str = "clinical",
    polarity: str = "supports",
    attribution: str = "drug",
    score: float = 1.0,
) -> Said:
    """A study that is found."""
    return Said(drug, "STUDIED_FOR", disease, False, tier, polarity, attribution, score)


def annotator(
    said: dict[str, Sequence[Said]],
) -> Callable[[object, object], Callable[[Document], tuple[AnnotatedDocument, list[Claim], str]]]:
    """What stands in for ``kg.pipeline.annotator.Annotator``: of each document, by its id, it says these relations in
    this order.
    """

    def annotate(document: Document) -> tuple[AnnotatedDocument, list[Claim], str]:
        groundings = []
        for surface, (identifier, name, type_) in ENTITIES.items():
            for match in re.finditer(rf"\b{surface}\b", document.text):
                mention = Mention(*match.span(), surface, type_, "dictionary")
                groundings.append(
                    Grounding(mention, (Candidate(identifier, name, type_, 1.0, "written for the tests"),))
                )
        groundings.sort(key=lambda one: one.mention.start)
        sentences = tuple(Sentence(*match.span(), "abstract") for match in re.finditer(r"[^.\n]+\.?", document.text))
        claims = [_claim(one, document) for one in said.get(document.id, ())]
        return AnnotatedDocument(document, sentences, tuple(groundings)), claims, ""

    return lambda lexicon, pipeline: annotate


def _claim(said: Said, document: Document) -> Claim:
    text = document.text
    subject, object_ = text.index(said.subject), text.index(said.object)
    start, end = min(subject, object_), max(subject + len(said.subject), object_ + len(said.object))
    assertion = Assertion("a", ENTITIES[said.subject][0], said.relation, "", ENTITIES[said.object][0], (), said.negated)
    place = subject, subject + len(said.subject), object_, object_ + len(said.object)
    evidence = Evidence("e", "a", document.id, start, end, *place, "abstract", "", said.score)
    labels = replace(evidence, tier=said.tier, polarity=said.polarity, attribution=said.attribution)
    return Claim(assertion, labels)


def line(pmid: int, abstract: str, **gold: Any) -> str:
    """A line of gold; its sentences are the title ``Title`` and those of the abstract."""
    sentences = ["Title", *re.findall(r"[^.]+\.", abstract)]
    return (
        json.dumps(
            {
                "pmid": str(pmid),
                "title": "Title",
                "abstract": abstract,
                "sentences": [one.strip() for one in sentences],
                **gold,
            }
        )
        + "\n"
    )


def gold_study(
    drug: str, disease: str, tier: str = "clinical", polarity: str = "supports", attribution: str = "drug", **other: Any
) -> dict[str, Any]:
    """A study of the gold."""
    return {
        "drug": drug,
        "disease": disease,
        "tier": tier,
        "polarity": polarity,
        "attribution": attribution,
        "s": [1],
        **other,
    }


def gold_claim(subject: str, relation: str, object_: str, negated: bool = False, **other: Any) -> dict[str, Any]:
    """A claim of the gold."""
    return {"subject": subject, "relation": relation, "object": object_, "negated": negated, "s": 1, **other}
