"""Drugs that a sentence puts in a class, as ``HAS_ROLE``: every rule on every sentence that names a drug and a role."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import ids, schema
from kg.model import AnnotatedDocument, Claim, Document, Evidence, Grounding, Sentence
from kg.pipeline.relate import context
from kg.pipeline.relate.examples import ExampleSentence, example_document
from kg.pipeline.relate.patterns import Rule
from kg.pipeline.relate.skeleton import LETTERS, Skeleton, skeleton


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """A rule that matched: drug and role as indexes into the sentence's groundings, and the document's offsets of cue
    and match.
    """

    rule: Rule
    drug: int
    role: int
    cue: tuple[int, int]
    match: tuple[int, int]


def roles(annotated: AnnotatedDocument, rules: Sequence[Rule]) -> Iterator[Claim]:
    """The claims of a document: at most one for each mention of a drug and of a role in a sentence, that of the
    best-scoring rule.

    In text order of the sentence, then of drug and role. Only grounded mentions take part.
    """
    groundings = [
        grounding for grounding in annotated.groundings if grounding.candidates and grounding.mention.type in LETTERS
    ]
    starts = [grounding.mention.start for grounding in groundings]
    for sentence in annotated.sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        inside = [grounding for grounding in groundings[first:last] if grounding.mention.end <= sentence.end]
        if {"Drug", "Role"} <= {grounding.mention.type for grounding in inside}:
            yield from _claims(annotated.document, sentence, inside, rules)


def _claims(
    document: Document, sentence: Sentence, groundings: Sequence[Grounding], rules: Sequence[Rule]
) -> Iterator[Claim]:
    best: dict[tuple[int, int], Claim] = {}
    for hit in _hits(skeleton(document.text, sentence.start, sentence.end, groundings), rules):
        drug, role = groundings[hit.drug], groundings[hit.role]
        if drug.candidates[0].id == role.candidates[0].id:
            continue
        claim = _claim(document, sentence, drug, role, hit)
        key = (hit.drug, hit.role)
        if key not in best or (-claim.evidence.score, claim.evidence.rule) < (
            -best[key].evidence.score,
            best[key].evidence.rule,
        ):
            best[key] = claim
    for key in sorted(best):
        yield best[key]


def _claim(document: Document, sentence: Sentence, drug: Grounding, role: Grounding, hit: RoleMatch) -> Claim:
    at = sentence.start
    text = document.text[at : sentence.end]
    left, right = drug.mention, role.mention
    near = (hit.match[0] - at, hit.match[1] - at) if hit.rule.presupposed else None
    said = context.status(text, hit.cue[0] - at, hit.cue[1] - at, near)
    mentions = [context.status(text, mention.start - at, mention.end - at, near) for mention in (left, right)]
    negated = said.negated or any(mention.negated for mention in mentions)
    assertion = schema.make_assertion(drug.candidates[0].id, "HAS_ROLE", role.candidates[0].id, negated=negated)
    evidence = Evidence(
        id=ids.evidence_id(assertion.id, document.id, at, sentence.end, left.start, right.start, hit.rule.name),
        assertion=assertion.id,
        document=document.id,
        start=at,
        end=sentence.end,
        subject_start=left.start,
        subject_end=left.end,
        object_start=right.start,
        object_end=right.end,
        section=sentence.section,
        rule=hit.rule.name,
        score=round(hit.rule.score * (context.SPECULATED_WEIGHT if said.speculated else 1.0), 4),
        cue=document.text[hit.cue[0] : hit.cue[1]],
        flags=("speculated",) if said.speculated else (),
    )
    return Claim(assertion, evidence)


def _hits(sentence: Skeleton, rules: Sequence[Rule]) -> Iterator[RoleMatch]:
    """Every way a rule matches a sentence, lists taken apart."""
    for rule in rules:
        for pattern in rule.patterns:
            match = pattern.regex.search(sentence.text)
            while match is not None:
                whole = sentence.span(*match.span())
                cue = sentence.span(*match.span("cue")) if "cue" in pattern.regex.groupindex else whole
                for drug, role in _arguments(sentence, match):
                    yield RoleMatch(rule, drug, role, cue, whole)
                match = pattern.regex.search(sentence.text, match.start() + 1)


def _arguments(sentence: Skeleton, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Pairs of groundings: every name of the drugs with every name of the roles.

    A singular role takes only the nearest drug of a list: "the mTOR inhibitor everolimus and sorafenib" names one
    inhibitor.
    """
    drugs, roles_ = (sentence.groups[int(match[part][2:])] for part in ("drug", "role"))
    if not sentence.names[roles_[-1][-1]].endswith("s"):
        drugs = drugs[:1] if match.start("drug") > match.start("role") else drugs[-1:]
    yield from ((drug, role) for group in drugs for other in roles_ for drug in group for role in other)


def complaint(rule: Rule, kind: str, example: ExampleSentence) -> str:
    """What is wrong with an example of a rule: empty when the rule alone does with it what the example says."""
    claims = list(roles(example_document(example), (rule,)))
    if kind == "negative":
        return f"expected no claim, found {len(claims)}" if claims else ""
    expected = (kind == "negated", kind == "speculated")
    if any((claim.assertion.negated, "speculated" in claim.evidence.flags) != expected for claim in claims):
        return f"expected every claim to be {kind if kind != 'positive' else 'stated plainly'}"
    parts = {
        "subject": {claim.evidence.subject_start for claim in claims},
        "object": {claim.evidence.object_start for claim in claims},
    }
    for start, end, _, part in example.arguments:
        inside = start in parts[part] if part in parts else start in parts["subject"] | parts["object"]
        if inside == (part == "none"):
            return f"expected {example.text[start:end]!r} to be {part or 'an argument'} of a claim"
    return ""
