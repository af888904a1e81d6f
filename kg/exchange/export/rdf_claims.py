"""What RDF says of a claim, and the same with a triple term of RDF 1.2."""

from __future__ import annotations

from collections.abc import Sequence

from kg.exchange.export import associations, exported_claims
from kg.exchange.export.rdf_terms import boolean, curie_term, entity_term, literal, own, reference_term, single
from kg.exchange.export.syntax import PredicateObject


def about_claim(
    claim: exported_claims.Asserted | exported_claims.Curated, negated: bool, level: str, agent: str
) -> list[PredicateObject]:
    """What is said of a claim whether it is read or curated: its triple, whether it is denied, who says it."""
    rejected = isinstance(claim, exported_claims.Asserted) and not claim.stands
    return [
        (curie_term("rdf:subject"), entity_term(claim.subject)),
        (curie_term("rdf:predicate"), curie_term(claim.predicate)),
        (curie_term("rdf:object"), entity_term(claim.object)),
        (curie_term("biolink:negated"), boolean(negated)),
        (curie_term("biolink:knowledge_level"), literal(level)),
        (curie_term("biolink:agent_type"), literal(agent)),
        # what asks for claims of a relation does not find one whose whole evidence was rejected
        (own("rejected_relation" if rejected else "relation"), literal(claim.relation)),
        *([(curie_term("biolink:original_predicate"), curie_term(claim.original))] if claim.original else []),
        *((curie_term(f"biolink:{key}"), reference_term(value)) for key, value in claim.qualifiers),
        *([] if claim.belief is None else [(curie_term("biolink:has_confidence_score"), single(claim.belief))]),
    ]


def class_of(claim: exported_claims.Asserted | exported_claims.Curated) -> str:
    """The association class of a claim, a CURIE."""
    # a class that takes only another predicate would be a false type for what is said here
    return claim.form.association if claim.form.predicate == claim.predicate else associations.FALLBACK


def sources_of(primary: str) -> list[PredicateObject]:
    """The information resource that says it, and this project where it is another's."""
    pairs = [(curie_term("biolink:primary_knowledge_source"), curie_term(primary))]
    if primary != exported_claims.OURSELVES:
        pairs.append((curie_term("biolink:aggregator_knowledge_source"), curie_term(exported_claims.OURSELVES)))
    return pairs


def reified(pairs: Sequence[PredicateObject]) -> Sequence[PredicateObject]:
    """The same with ``rdf:reifies <<( subject predicate object )>>`` in place of the three statements of a triple.

    A triple term asserts nothing, so that a denied claim is told like any other.
    """
    ends = [curie_term(f"rdf:{name}") for name in ("subject", "predicate", "object")]
    said = {predicate: term for predicate, term in pairs if predicate in ends}
    if len(said) != len(ends):
        return pairs
    triple = f"<<( {' '.join(said[end] for end in ends)} )>>"
    found = [(predicate, term) for predicate, term in pairs if predicate not in ends]
    at = next(number for number, (predicate, _) in enumerate(pairs) if predicate in ends)
    return [*found[:at], (curie_term("rdf:reifies"), triple), *found[at:]]
