"""Sentence-level relations: every rule on every sentence that holds a pair it could relate."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg import ids, schema
from kg.model import AnnotatedDocument, Candidate, Claim, Document, Evidence, Grounding, Mention, Sentence
from kg.relate import context
from kg.relate.patterns import Example, Pattern, Rule
from kg.relate.skeleton import LETTERS, Skeleton, skeleton

SPECULATED_WEIGHT = 0.6
"""What a hedged statement's score is multiplied by."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched: the two arguments as indexes into the sentence's groundings, and the document's offsets of cue and match."""

    rule: Rule
    subject: int
    object: int
    cue: tuple[int, int]
    match: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Index:
    """Rules ready to be tried: each pattern with its rule, under every word that may begin its cue.

    ``always`` holds the patterns without a cue, ``pairs`` the letters of two types that some rule relates, sorted.
    """

    by_cue: dict[str, tuple[tuple[Rule, Pattern], ...]]
    always: tuple[tuple[Rule, Pattern], ...]
    pairs: frozenset[str]


_RELIEF = re.compile(
    r"\b(?:(?:reduc|lower|decreas|diminish|fewer|less)\w*\s+(?:\w+\s+){0,3}(?:risk|incidence|rate|occurrence)|regress\w*|remission|disappear\w*"
    r"|protect\w*|prevent\w*|improve\w*\s+(?:\w+\s+)?survival|progress(?:es|ed|ion|ing)\b|treatment (?:of|for)\b|patients with\b)",
    re.IGNORECASE,
)
"""Words that show a sentence to be about treating a disease, where "after", "during" and "associated with" name no cause."""


def relations(annotated: AnnotatedDocument, rules: tuple[Rule, ...]) -> Iterator[Claim]:
    """The claims of a document: at most one for each pair of mentions and relation in a sentence, that of the best-scoring rule.

    In text order of the sentence, then of subject and object, then by relation. Only grounded mentions take part.
    """
    index = _index(rules)
    groundings = [grounding for grounding in annotated.groundings if grounding.candidates and grounding.mention.type in LETTERS]
    starts = [grounding.mention.start for grounding in groundings]
    for sentence in annotated.sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if last - first < 2:
            continue
        inside = [grounding for grounding in groundings[first:last] if grounding.mention.end <= sentence.end]
        if not possible(index, inside):
            continue
        yield from _claims(annotated.document, sentence, inside, index)


def possible(index: Index, groundings: Sequence[Grounding]) -> bool:
    """Whether two of these mentions have types that some rule relates."""
    letters = "".join(sorted(LETTERS[grounding.mention.type] for grounding in groundings))
    return any(a + b in index.pairs for position, a in enumerate(letters) for b in letters[position + 1 :])


def _claims(document: Document, sentence: Sentence, groundings: Sequence[Grounding], index: Index) -> Iterator[Claim]:
    text = document.text[sentence.start : sentence.end]
    best: dict[tuple[int, int, str], Claim] = {}
    for hit in hits(skeleton(document.text, sentence.start, sentence.end, groundings), index):
        subject, object_ = groundings[hit.subject], groundings[hit.object]
        if subject.candidates[0].id == object_.candidates[0].id or (
            hit.rule.relation == "CAUSES" and not hit.rule.presupposed and _RELIEF.search(text)
        ):
            continue
        claim = _claim(document, sentence, text, subject, object_, hit)
        key = (hit.subject, hit.object, hit.rule.relation)
        if key not in best or (-claim.evidence.score, claim.evidence.rule) < (-best[key].evidence.score, best[key].evidence.rule):
            best[key] = claim
    for key in sorted(best):
        yield best[key]


def _claim(document: Document, sentence: Sentence, text: str, subject: Grounding, object_: Grounding, hit: Hit) -> Claim:
    at = sentence.start
    left, right = subject.mention, object_.mention
    near = (hit.match[0] - at, hit.match[1] - at) if hit.rule.presupposed else None
    said = context.status(text, hit.cue[0] - at, hit.cue[1] - at, near)
    mentions = [context.status(text, mention.start - at, mention.end - at, near) for mention in (left, right)]
    negated = said.negated or any(mention.negated for mention in mentions)
    assertion = schema.make_assertion(subject.candidates[0].id, hit.rule.relation, object_.candidates[0].id, negated=negated)
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
        score=round(hit.rule.score * (SPECULATED_WEIGHT if said.speculated else 1.0), 4),
        cue=document.text[hit.cue[0] : hit.cue[1]],
        flags=("speculated",) if said.speculated else (),
    )
    return Claim(assertion, evidence)


def hits(sentence: Skeleton, index: Index) -> Iterator[Hit]:
    """Every way a rule matches a sentence, lists of arguments taken apart."""
    tried: set[int] = set()
    for rule, pattern in _candidates(sentence.text, index):
        if id(pattern) in tried:
            continue
        tried.add(id(pattern))
        match = pattern.regex.search(sentence.text)
        while match is not None:
            begin, end = match.span("c") if pattern.cues else match.span()
            cue, whole = sentence.span(begin, end), sentence.span(*match.span())
            for subject, object_ in _arguments(sentence, match, rule):
                yield Hit(rule, subject, object_, cue, whole)
            match = pattern.regex.search(sentence.text, match.start() + 1)


def _candidates(text: str, index: Index) -> Iterator[tuple[Rule, Pattern]]:
    yield from index.always
    by_cue = index.by_cue
    for word in text.split():
        if word in by_cue:
            yield from by_cue[word]


def _arguments(sentence: Skeleton, match: re.Match[str], rule: Rule) -> Iterator[tuple[int, int]]:
    """Pairs of groundings: every name of the subject's group with every name of the object's; a ``{pair}`` pairs a list's members."""
    found = match.groupdict()
    if listed := found.get("p"):
        members = sentence.groups[int(listed[2:])]
        for position, left in enumerate(members):
            yield from ((a, b) for right in members[position + 1 :] for a in left for b in right)
        return
    subjects, objects = (sentence.groups[int(found[part][2:])] for part in ("s", "o"))
    if rule.agrees and len(subjects) > 1 and not _class_noun(sentence, match).endswith("s"):
        subjects = subjects[:1] if match.start("s") > match.start("o") else subjects[-1:]
    yield from ((a, b) for left in subjects for right in objects for a in left for b in right)


def _class_noun(sentence: Skeleton, match: re.Match[str]) -> str:
    """The noun that names the class a subject is put in: the object where that is a role, else the cue."""
    object_ = match["o"]
    return sentence.names[sentence.groups[int(object_[2:])][-1][-1]] if object_[1] == LETTERS["Role"] else match["c"]


@lru_cache(maxsize=4)
def _index(rules: tuple[Rule, ...]) -> Index:
    by_cue: dict[str, list[tuple[Rule, Pattern]]] = {}
    for rule in rules:
        for pattern in rule.patterns:
            for cue in sorted(pattern.cues):
                by_cue.setdefault(cue, []).append((rule, pattern))
    always = tuple((rule, pattern) for rule in rules for pattern in rule.patterns if not pattern.cues)
    pairs = {"".join(sorted(LETTERS[a] + LETTERS[b])) for rule in rules for a in rule.subject for b in rule.object}
    return Index({cue: tuple(row) for cue, row in by_cue.items()}, always, frozenset(pairs))


def example_document(example: Example) -> AnnotatedDocument:
    """An example sentence as a document of one sentence, each argument an entity of its own."""
    groundings = tuple(
        Grounding(
            Mention(start, end, example.text[start:end], type_, "example"),
            (Candidate(f"{schema.entity_types()[type_].prefixes[0]}:{number}", example.text[start:end], type_, 1.0, "example"),),
        )
        for number, (start, end, type_, _) in enumerate(example.arguments, 1)
    )
    document = Document(id="PMID:1", title=example.text, text=example.text)
    return AnnotatedDocument(document, (Sentence(0, len(example.text), "title"),), groundings)


def complaint(rule: Rule, kind: str, example: Example) -> str:
    """What is wrong with an example of a rule: empty when the rule alone does with it what the example says."""
    claims = list(relations(example_document(example), (rule,)))
    if kind == "negative":
        return f"expected no claim, found {len(claims)}" if claims else ""
    expected = (kind == "negated", kind == "speculated")
    if any((claim.assertion.negated, "speculated" in claim.evidence.flags) != expected for claim in claims):
        return f"expected every claim to be {kind if kind != 'positive' else 'stated plainly'}"
    parts = {"subject": {claim.evidence.subject_start for claim in claims}, "object": {claim.evidence.object_start for claim in claims}}
    for start, end, _, part in example.arguments:
        inside = start in parts[part] if part in parts else start in parts["subject"] | parts["object"]
        if inside == (part == "none"):
            return f"expected {example.text[start:end]!r} to be {part or 'an argument'} of a claim"
    return ""
