"""Which Biolink association class takes a claim, and what must change for it to be accepted.

Biolink's classes limit the categories of subject and object, the predicate and the qualifiers, so one class a relation
is not enough: ``INHIBITS`` between a drug and a gene is a ChemicalAffectsGeneAssociation, between two genes a
GeneRegulatesGeneAssociation, which takes only the predicate ``regulates``. The tests compare every row with
biolink-model's own classes (predicates, slots) and with the ranges of its schema.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg import schema

FALLBACK = "biolink:Association"

_CHEMICAL, _GENE, _FAMILY = "biolink:ChemicalEntity", "biolink:Gene", "biolink:GeneFamily"
_PATHWAY, _DISEASE, _ROLE = "biolink:Pathway", "biolink:Disease", "biolink:ChemicalRole"

_AFFECTS_GENE = "biolink:ChemicalAffectsGeneAssociation"
_AFFECTS_BIOLOGICAL = "biolink:ChemicalAffectsBiologicalEntityAssociation"
_CHEMICAL_PATHWAY = "biolink:ChemicalEntityToPathwayAssociation"
_CHEMICAL_GENE = "biolink:ChemicalGeneInteractionAssociation"
_CHEMICAL_CHEMICAL = "biolink:ChemicalEntityToChemicalEntityAssociation"
_CHEMICAL_DISEASE = "biolink:ChemicalEntityToDiseaseOrPhenotypicFeatureAssociation"
_TREATS = "biolink:ChemicalOrDrugOrTreatmentToDiseaseOrPhenotypicFeatureAssociation"
_REGULATES = "biolink:GeneRegulatesGeneAssociation"
_GENE_GENE = "biolink:GeneToGeneAssociation"
_PAIRWISE = "biolink:PairwiseGeneToGeneInteraction"
_GENE_FAMILY = "biolink:GeneToGeneFamilyAssociation"
_GENE_PATHWAY = "biolink:GeneToPathwayAssociation"
_GENE_PROCESS = "biolink:GeneOrGeneProductOrGeneFamilyToBiologicalProcessOrActivityAssociation"
_GENE_DISEASE = "biolink:GeneToDiseaseAssociation"
_CAUSAL_GENE = "biolink:CausalGeneToDiseaseAssociation"
_ANY_DISEASE = "biolink:EntityToDiseaseAssociation"

CLASSES: dict[tuple[str, str, str], str] = {
    **{
        (relation, _CHEMICAL, target): _AFFECTS_GENE
        for relation in ("INHIBITS", "ACTIVATES", "AFFECTS", "UPREGULATES", "DOWNREGULATES")
        for target in (_GENE, _FAMILY)
    },
    **{
        (relation, subject, target): _REGULATES
        for relation in ("INHIBITS", "ACTIVATES", "UPREGULATES", "DOWNREGULATES")
        for subject in (_GENE, _FAMILY)
        for target in (_GENE, _FAMILY)
    },
    # ChemicalEntityToPathwayAssociation takes no qualifiers: it would lose the direction
    ("INHIBITS", _CHEMICAL, _PATHWAY): _AFFECTS_BIOLOGICAL,
    ("ACTIVATES", _CHEMICAL, _PATHWAY): _AFFECTS_BIOLOGICAL,
    ("AFFECTS", _CHEMICAL, _PATHWAY): _CHEMICAL_PATHWAY,
    ("AFFECTS", _GENE, _GENE): _GENE_GENE,
    **{
        (relation, _GENE, _PATHWAY): _GENE_PATHWAY
        for relation in ("INHIBITS", "ACTIVATES", "AFFECTS", "PARTICIPATES_IN")
    },
    ("PARTICIPATES_IN", _FAMILY, _PATHWAY): _GENE_PROCESS,
    ("BINDS", _CHEMICAL, _GENE): _CHEMICAL_GENE,
    ("BINDS", _GENE, _GENE): _PAIRWISE,
    ("INTERACTS_WITH", _CHEMICAL, _GENE): _CHEMICAL_GENE,
    ("INTERACTS_WITH", _CHEMICAL, _CHEMICAL): _CHEMICAL_CHEMICAL,
    ("INTERACTS_WITH", _GENE, _GENE): _PAIRWISE,
    ("STUDIED_FOR", _CHEMICAL, _DISEASE): _TREATS,
    ("AMELIORATES", _CHEMICAL, _DISEASE): _TREATS,
    ("CAUSES", _CHEMICAL, _DISEASE): _CHEMICAL_DISEASE,
    ("CAUSES", _GENE, _DISEASE): _CAUSAL_GENE,
    ("CAUSES", _FAMILY, _DISEASE): _ANY_DISEASE,
    ("ASSOCIATED_WITH", _CHEMICAL, _DISEASE): _CHEMICAL_DISEASE,
    ("ASSOCIATED_WITH", _GENE, _DISEASE): _GENE_DISEASE,
    ("ASSOCIATED_WITH", _FAMILY, _DISEASE): _ANY_DISEASE,
    ("ASSOCIATED_WITH", _PATHWAY, _DISEASE): _ANY_DISEASE,
    ("MEMBER_OF", _GENE, _FAMILY): _GENE_FAMILY,
}
"""(relation, subject's category, object's category) -> association class; what is not here is a plain
``biolink:Association``.
"""

_TREATMENT_PREDICATES = frozenset(
    f"biolink:{name}"
    for name in (
        "ameliorates_condition",
        "applied_to_treat",
        "beneficial_in_models_for",
        "in_clinical_trials_for",
        "in_preclinical_trials_for",
        "preventative_for_condition",
        "studied_to_treat",
        "treats",
        "treats_or_applied_or_studied_to_treat",
    )
)
_INTERACTION_PREDICATES = frozenset(
    f"biolink:{name}"
    for name in (
        "binds",
        "directly_physically_interacts_with",
        "gene_fusion_with",
        "genetic_neighborhood_of",
        "genetically_interacts_with",
        "indirectly_physically_interacts_with",
        "interacts_with",
        "pharmacologically_interacts_with",
        "physically_interacts_with",
        "regulates",
    )
)
_AFFECTS_PREDICATES = frozenset(
    f"biolink:{name}"
    for name in (
        "affects",
        "ameliorates_condition",
        "disrupts",
        "exacerbates_condition",
        "has_adverse_event",
        "has_side_effect",
        "regulates",
    )
)
_PROCESS_PREDICATES = frozenset(
    f"biolink:{name}"
    for name in (
        "actively_involved_in",
        "capable_of",
        "catalyzes",
        "consumed_by",
        "enables",
        "is_input_of",
        "is_output_of",
        "is_substrate_of",
        "participates_in",
    )
)

PREDICATES: dict[str, frozenset[str]] = {
    _AFFECTS_GENE: _AFFECTS_PREDICATES,
    _AFFECTS_BIOLOGICAL: _AFFECTS_PREDICATES,
    _CHEMICAL_GENE: _INTERACTION_PREDICATES,
    _PAIRWISE: _INTERACTION_PREDICATES,
    _TREATS: _TREATMENT_PREDICATES,
    _REGULATES: frozenset({"biolink:regulates"}),
    _GENE_FAMILY: frozenset({"biolink:member_of"}),
    _GENE_PROCESS: _PROCESS_PREDICATES,
    _GENE_DISEASE: frozenset({"biolink:contributes_to", "biolink:associated_with", "biolink:affects"}),
}
"""Classes with a closed list of predicates."""

INSTEAD: dict[tuple[str, str], str] = {(_REGULATES, "biolink:affects"): "biolink:regulates"}
"""(association class, own predicate) -> the predicate the class asks for; the own one is then
``original_predicate``.
"""

_EFFECT = frozenset(
    {"qualified_predicate", "object_aspect_qualifier", "object_direction_qualifier", "causal_mechanism_qualifier"}
)
_IN_DISEASE = frozenset(
    {"qualified_predicate", "object_aspect_qualifier", "object_direction_qualifier", "disease_context_qualifier"}
)
_EVERY = frozenset({"species_context_qualifier"})

QUALIFIERS: dict[str, frozenset[str]] = {
    _AFFECTS_GENE: _EFFECT,
    _AFFECTS_BIOLOGICAL: _EFFECT,
    _REGULATES: _EFFECT,
    _GENE_GENE: _EFFECT,
    _PAIRWISE: _EFFECT,
    _CHEMICAL_GENE: _EFFECT,
    _TREATS: _IN_DISEASE,
    _CHEMICAL_DISEASE: _IN_DISEASE,
    _GENE_DISEASE: _IN_DISEASE,
    _ANY_DISEASE: _IN_DISEASE,
    _CAUSAL_GENE: frozenset({"qualified_predicate", "object_direction_qualifier"}),
}
"""Qualifiers a class has a slot for, besides ``species_context_qualifier``, which every class has."""

NEEDED: dict[str, frozenset[str]] = {
    _REGULATES: frozenset({"qualified_predicate", "object_aspect_qualifier", "object_direction_qualifier"}),
}
"""Qualifiers without which a class refuses a claim."""

RESEARCH_PHASE = frozenset({_TREATS, _ANY_DISEASE})
"""Classes with a slot ``max_research_phase``."""


@dataclass(frozen=True, slots=True)
class BiolinkForm:
    """How Biolink says a claim: class, predicate, and its qualifiers split into slots of the class and others
    (``key=value``).
    """

    association: str
    predicate: str
    slots: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()


def category(entity_type: str, curie: str) -> str:
    """Biolink category of an entity by node label and prefix (``FPLX`` is a gene family); ``biolink:NamedThing`` for an
    unknown label.
    """
    row = schema.entity_types().get(entity_type)
    return row.category_for(curie) if row else "biolink:NamedThing"


def form(
    relation: str, subject: str, object_: str, predicate: str, qualifiers: Iterable[tuple[str, str]]
) -> BiolinkForm:
    """How Biolink says a claim; ``subject`` and ``object_`` are categories. Never fails: what no class takes is a plain
    Association.
    """
    pairs = tuple(sorted(qualifiers))
    name = CLASSES.get((relation, subject, object_), FALLBACK)
    said = INSTEAD.get((name, predicate), predicate)
    if said not in PREDICATES.get(name, {said}) or not NEEDED.get(name, frozenset()) <= {key for key, _ in pairs}:
        name, said = FALLBACK, predicate
    slots = QUALIFIERS.get(name, frozenset()) | _EVERY
    return BiolinkForm(
        name, said, tuple(p for p in pairs if p[0] in slots), tuple(f"{k}={v}" for k, v in pairs if k not in slots)
    )
