"""JSON lines: one object a document, with everything that was found.

Offsets count in ``text`` (title, one newline, sections joined by newlines). ``id`` is a CURIE or the user's own name;
``id``, ``title`` and ``sections [[name, text], ...]`` are as JSON lines input has them, so the output can be read
again.
"""

from __future__ import annotations

import json
from typing import Any

from kg.exchange.annotation_formats import relation_names
from kg.exchange.annotation_formats.printed_rows import DocumentRow, MentionRow, RelationRow
from kg.model import CONTROLS
from kg.pipeline.sources.identifiers import own_name


def write(row: DocumentRow) -> str:
    """The line of one document."""
    document = row.document
    value = {
        "id": own_name(document.id, numbers=False),
        "title": document.title,
        "text": document.text,
        "sections": [[s.name, document.text[s.start : s.end]] for s in document.sections if s.name != "title"],
        "mentions": [_mention(mention) for mention in row.mentions],
        "relations": [_relation(row, relation) for relation in row.relations],
    }
    return json.dumps(value, ensure_ascii=False) + "\n"


def _mention(mention: MentionRow) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.printed_type or mention.type,
        "id": mention.id or None,
        "name": mention.name or None,
        "score": mention.score,
        "expanded": mention.expanded or None,
        "detector": mention.detector,
        "candidates": [
            {"id": c.id, "name": c.name, "type": c.type, "score": c.score, "reason": c.reason}
            for c in mention.candidates
        ],
    }


def _relation(row: DocumentRow, relation: RelationRow) -> dict[str, Any]:
    subject, object_ = row.pair(relation)
    evidence = relation.claim.evidence
    value: dict[str, Any] = {
        "type": relation.relation,
        "arg1": _argument(subject),
        "arg2": _argument(object_),
        "score": evidence.score,
        "negated": relation.negated,
        "speculated": relation.speculated,
        "start": evidence.start,
        "end": evidence.end,
        "section": evidence.section,
        "rule": evidence.rule,
        "cue": evidence.cue or None,
        "flags": list(evidence.flags),
    }
    if subject.type == "Drug" and object_.type == "Target":
        # DrugProt annotates no negated claim, so a negated one has no type there
        value["drugprot"] = None if relation.negated else relation_names.drugprot(evidence, relation.relation)
    if evidence.tier:
        value |= {
            "tier": evidence.tier,
            "polarity": evidence.polarity,
            "attribution": evidence.attribution,
            "partners": [_argument(row.mentions[partner]) for partner in relation.partners],
            "comparators": [_argument(row.mentions[comparator]) for comparator in relation.comparators],
            "controls": [word for word in evidence.comparators if word in CONTROLS],
            "endpoint": evidence.endpoint or None,
            "figures": list(evidence.figures),
            "setting": evidence.setting or None,
            "trials": list(row.document.registry_ids),
            "result_start": evidence.result_start if evidence.result_start >= 0 else None,
            "result_end": evidence.result_end if evidence.result_end >= 0 else None,
        }
    return value


def _argument(mention: MentionRow) -> dict[str, Any]:
    return {
        "id": mention.id or None,
        "type": mention.printed_type or mention.type,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
    }
