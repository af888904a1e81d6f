r"""PubTator: ``PMID|t|title``, ``PMID|a|abstract``, mentions, relations of the document, a blank line.

Offsets count title + one character + abstract. White space that would break a line (the newlines between sections,
tabs) is printed as one space each, so offsets hold. A mention without an id has ``-``. Roles found here have no
PubTator type and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import ids
from kg.exchange.annotation_formats import relation_names
from kg.exchange.annotation_formats.printed_rows import DocumentRow, MentionRow
from kg.pipeline.sources.identifiers import encoded_name

NO_ID = "-"
_BREAKS = str.maketrans(dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029", " "))
_BREAKING = re.compile(r"[|\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029]")
_LEFT_OUT = frozenset({"Role"})


def write(row: DocumentRow) -> str:
    """The block of one document, blank line included."""
    document = row.document
    identifier = _identifier(document.id)
    text = document.text.translate(_BREAKS)
    title_end = len(document.title)
    lines = [f"{identifier}|t|{text[:title_end]}", f"{identifier}|a|{text[title_end + 1 :]}"]
    lines += [
        f"{identifier}\t{m.start}\t{m.end}\t{text[m.start : m.end]}\t{m.pubtator_type.translate(_BREAKS)}\t{_id(m)}"
        for m in row.mentions
        if not left_out(m)
    ]
    lines += [f"{identifier}\t{type_}\t{left}\t{right}" for type_, left, right in relations(row)]
    return "\n".join(lines) + "\n\n"


def left_out(mention: MentionRow) -> bool:
    """Whether a mention has no place in PubTator output: a role, unless it came with the input or the text uses it as a
    chemical.
    """
    return mention.type in _LEFT_OUT and not (mention.printed_type or mention.tagged)


def relations(row: DocumentRow) -> list[tuple[str, str, str]]:
    """The document's relations as (BioRED type, id, id), each pair of ids once whatever its direction, in order of
    first evidence.

    Negated claims are left out, pairs one of which has no id, and where BioRED's guideline is followed what it does not
    annotate. Where a pair is claimed in several ways a type that says more than ``Association`` wins, then the one with
    the higher sum of scores, then the first.
    """
    scores: dict[frozenset[str], dict[str, float]] = {}
    printed: dict[frozenset[str], tuple[str, str]] = {}
    for type_, left, right, score in _claimed(row):
        pair = frozenset((left, right))
        printed.setdefault(pair, (left, right))
        said = scores.setdefault(pair, {})
        said[type_] = said.get(type_, 0.0) + score
    return [
        (max(said, key=lambda t: (t != relation_names.ASSOCIATION, said[t])), *printed[pair])
        for pair, said in scores.items()
    ]


def _claimed(row: DocumentRow) -> Iterator[tuple[str, str, str, float]]:
    for relation in row.relations:
        subject, object_ = row.pair(relation)
        if relation.negated or relation.speculated or left_out(subject) or left_out(object_):
            continue
        evidence = relation.claim.evidence
        if row.guideline == "biored" and not relation_names.followed(evidence, "biored"):
            continue
        type_ = relation_names.biored(evidence, relation.relation, subject.type, object_.type)
        yield from ((type_, left, right, evidence.score) for left, right in _pairs(subject, object_))
        for partner in relation.partners:
            yield from (
                (relation_names.COTREATMENT, left, right, evidence.score)
                for left, right in _pairs(subject, row.mentions[partner])
            )


def _pairs(left: MentionRow, right: MentionRow) -> Iterator[tuple[str, str]]:
    """Pairs of ids: a mention of several things (``D1|D2``) takes part with each; ``1,2`` is one family of genes, as in
    BioRED.
    """
    for one in _things(left):
        yield from ((one, other) for other in _things(right) if other != one)


def _things(mention: MentionRow) -> list[str]:
    printed = mention.id.translate(_BREAKS)
    pieces = [printed] if ids.is_variant(printed) else printed.split("|")
    return [one for one in pieces if one.strip() not in ("", "-", "-1")]


def _id(mention: MentionRow) -> str:
    return mention.id.translate(_BREAKS) or NO_ID


def _identifier(curie: str) -> str:
    """A document's id as PubTator prints it: bare PMID, PMC id or DOI, and the user's own name for a document of
    theirs.
    """
    prefix, _, local = curie.partition(":")
    return local.replace("|", "%7C") if prefix in ("PMID", "PMC", "DOI") else encoded_name(curie, _BREAKING)
