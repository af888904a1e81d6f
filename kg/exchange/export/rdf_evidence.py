"""What RDF says of a piece of evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg import ids
from kg.dataset.curation import COLUMNS
from kg.exchange.export import exported_claims
from kg.exchange.export.rdf_terms import (
    curie_term,
    document_term,
    entity_term,
    integer,
    iri_term,
    literal,
    own,
    reference_term,
    single,
)
from kg.exchange.export.syntax import PredicateObject
from kg.model import CONTROLS

EVIDENCE = (
    "id",
    "assertion",
    "document",
    "start",
    "end",
    "text",
    "subject_start",
    "subject_end",
    "object_start",
    "object_end",
    "section",
    "rule",
    "cue",
    "score",
    "tier",
    "polarity",
    "attribution",
    "partners",
    "flags",
    "result_text",
    "comparators",
    "endpoint",
    "figures",
    "setting",
    "year",
    "trials",
    "run",
    *COLUMNS,
)
"""Columns of the table of evidence that are read, in this order."""


def about_evidence(row: Sequence[Any], run: str) -> tuple[str, str, list[PredicateObject]]:
    """A row of ``EVIDENCE`` as its id, the run that made it (``run`` where the row names none) and its statements."""
    (
        identifier,
        _,
        document,
        start,
        end,
        text,
        subject_start,
        subject_end,
        object_start,
        object_end,
        section,
        rule,
        cue,
        score,
        tier,
        polarity,
        attribution,
        partners,
        flags,
        result_text,
        comparators,
        endpoint,
        figures,
        setting,
        published,
        trials,
        made_by,
        *judged,
    ) = row
    run = made_by or run
    pairs: list[PredicateObject] = [(curie_term("biolink:supporting_text"), literal(text))]
    places = (
        ("biolink:subject_location_in_text", exported_claims.within(start, end, subject_start, subject_end)),
        ("biolink:object_location_in_text", exported_claims.within(start, end, object_start, object_end)),
    )
    pairs += [(curie_term(name), integer(offset)) for name, place in places if place for offset in place]
    pairs += [(own("start"), integer(start)), (own("end"), integer(end))]
    if score is not None:
        pairs.append((curie_term("biolink:extraction_confidence_score"), single(score)))
    if published is not None:
        pairs.append((curie_term("biolink:supporting_document_year"), integer(published)))
    texts = (
        (curie_term("biolink:supporting_text_section_type"), section),
        (own("rule"), rule),
        (own("cue"), cue),
        (own("tier"), tier),
        (own("polarity"), polarity),
        (own("attribution"), attribution),
        (own("result_text"), result_text),
        (own("endpoint"), endpoint),
        (own("setting"), setting),
        *((own(name), value) for name, value in zip(COLUMNS, judged, strict=True)),
    )
    pairs += [(predicate, literal(value)) for predicate, value in texts if value]
    pairs += [(own("flag"), literal(flag)) for flag in dict.fromkeys(flags)]
    pairs += [(own("partner"), entity_term(partner)) for partner in dict.fromkeys(partners)]
    pairs += [
        (own("comparator"), literal(one) if one in CONTROLS else entity_term(one)) for one in dict.fromkeys(comparators)
    ]
    pairs += [(own("figure"), literal(figure)) for figure in dict.fromkeys(figures)]
    pairs += [(own("trial"), reference_term(exported_claims.trial(number))) for number in dict.fromkeys(trials)]
    pairs.append((curie_term("prov:wasDerivedFrom"), document_term(document)))
    pairs.append((curie_term("prov:wasGeneratedBy"), iri_term(ids.minted("run", run))))
    return identifier, run, pairs
