"""KGX of other programs -> entities, documents and curated edges of a dataset, marked by the source that states them.

A dataset has the labels and relations of ``ontologies/schema.toml``, so categories and predicates of Biolink are
brought to those. What has no place there is a reject, with its reason.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg import ids, schema
from kg.dataset.belief import CURATED
from kg.exchange.export.inverse import kgx_source, types
from kg.exchange.export.kgx_inverse import KgxLine

MORE = {
    "Drug": (
        "SmallMolecule",
        "Drug",
        "MolecularMixture",
        "ComplexMolecularMixture",
        "ChemicalMixture",
        "ProcessedMaterial",
        "Food",
        "EnvironmentalFoodContaminant",
        "FoodAdditive",
        "ChemicalExposure",
        "DrugExposure",
    ),
    "Target": (
        "Protein",
        "ProteinIsoform",
        "ProteinFamily",
        "MacromolecularComplex",
        "GeneProductMixin",
        "GeneOrGeneProduct",
        "Polypeptide",
    ),
    "Pathway": ("BiologicalProcess", "BiologicalProcessOrActivity", "MolecularActivity", "PhysiologicalProcess"),
    "Disease": ("PhenotypicFeature", "DiseaseOrPhenotypicFeature", "ClinicalFinding", "BehavioralFeature"),
    "CellLine": (),
    "Organism": ("OrganismalEntity", "Virus", "Bacterium", "Human", "Mammal"),
    "Trial": ("Study",),
    "Publication": ("Article", "JournalArticle", "Preprint", "Book"),
}
"""Node label -> further categories of Biolink that it stands for."""

PREDICATES = {
    **dict.fromkeys(("treats", "ameliorates_condition", "preventative_for_condition"), "AMELIORATES"),
    **dict.fromkeys(
        (
            "studied_to_treat",
            "in_clinical_trials_for",
            "in_preclinical_trials_for",
            "applied_to_treat",
            "beneficial_in_models_for",
        ),
        "STUDIED_FOR",
    ),
    **dict.fromkeys(("subclass_of",), "SUBCLASS_OF"),
    **dict.fromkeys(("binds", "directly_physically_interacts_with"), "BINDS"),
    **dict.fromkeys(
        (
            "interacts_with",
            "physically_interacts_with",
            "genetically_interacts_with",
            "regulates",
            "pharmacologically_interacts_with",
        ),
        "INTERACTS_WITH",
    ),
    **dict.fromkeys(
        ("associated_with", "gene_associated_with_condition", "contributes_to", "correlated_with", "biomarker_for"),
        "ASSOCIATED_WITH",
    ),
    **dict.fromkeys(("causes", "has_adverse_event", "has_side_effect"), "CAUSES"),
    **dict.fromkeys(("participates_in", "actively_involved_in", "acts_upstream_of"), "PARTICIPATES_IN"),
    "treats_or_applied_or_studied_to_treat": "STUDIED_FOR",
    "affects": "AFFECTS",
    "is_substrate_of": "SUBSTRATE_OF",
    "has_chemical_role": "HAS_ROLE",
    "has_part": "HAS_PART",
    "part_of": "PART_OF",
    "member_of": "MEMBER_OF",
}
"""Biolink's predicate -> relation, where no qualifier says more."""

DIRECTIONS = {
    ("increased", "activity"): "ACTIVATES",
    ("decreased", "activity"): "INHIBITS",
    ("increased", ""): "ACTIVATES",
    ("decreased", ""): "INHIBITS",
    ("upregulated", ""): "ACTIVATES",
    ("downregulated", ""): "INHIBITS",
    ("increased", "activity_or_abundance"): "ACTIVATES",
    ("decreased", "activity_or_abundance"): "INHIBITS",
    ("increased", "expression"): "UPREGULATES",
    ("decreased", "expression"): "DOWNREGULATES",
    ("increased", "abundance"): "UPREGULATES",
    ("decreased", "abundance"): "DOWNREGULATES",
}
"""(direction, aspect) of what is affected -> relation."""


class Refused(ValueError):
    """A line that a dataset has no place for, and why."""


def label(categories: list[str]) -> str:
    """The node label of the first category that has one. Raises Refused."""
    known = types() | {f"biolink:{name}": label for label, names in MORE.items() for name in names}
    for category in categories:
        if category in known:
            return known[category]
    raise Refused(f"category {', '.join(categories) or 'none'}: a dataset has only {', '.join(schema.entity_types())}")


def node(line: KgxLine, path: Path) -> tuple[str, dict[str, Any]]:
    """Table and row of a node. Raises Refused."""
    identifier = line["id"]
    kind = label(line.get("category", []))
    if kind == "Publication":
        title = str(line.get("name", ""))
        return "documents", {
            "id": identifier,
            "title": title,
            "publication_types": line.get("publication_type", []),
            "source": _source(line, path),
        }
    row = schema.entity_types()[kind]
    return "entities", {
        "id": identifier,
        "type": kind,
        "category": row.category_for(identifier),
        "name": str(line.get("name", "")),
        "synonyms": line.get("synonym", []),
        "xrefs": line.get("xref", []),
        "source": _source(line, path),
        "mentions": 0,
        "documents": 0,
    }


def _source(line: KgxLine, path: Path) -> str:
    """The source that a line states, else the name of its file."""
    stated = line.get("primary_knowledge_source") or line.get("knowledge_source") or line.get("provided_by") or ""
    first = stated[0] if isinstance(stated, list) and stated else stated
    return kgx_source(str(first)) if first else path.name.partition(".")[0]


def edge(line: KgxLine, path: Path) -> dict[str, Any]:
    """The curated edge of a line; the types of its ends are those of its nodes. Raises Refused."""
    missing = [name for name in ("subject", "predicate", "object") if not line.get(name)]
    if missing:
        raise Refused(f"an edge without {', '.join(missing)}")
    if line.get("negated"):
        raise Refused("a negated edge without evidence: a dataset holds a denial only with the text that makes it")
    relation = _relation(line)
    subject, predicate, object_, source = line["subject"], line["predicate"], line["object"], _source(line, path)
    own = schema.relations()[relation].predicate
    origin: KgxLine = next(iter(line.get("sources", [])), {})
    publications = line.get("publications", [])
    reference = (
        next(iter(publications), "")
        or next(iter(origin.get("source_record_urls") or []), "")
        or str(origin.get("description", ""))
    )
    belief = line.get("has_confidence_score")
    return {
        "id": ids.digest("edge", subject, relation, object_, source, reference, str(line.get("id", ""))),
        "subject": subject,
        "relation": relation,
        "predicate": own if predicate == "biolink:subclass_of" else predicate,
        "object": object_,
        "basis": "curated",
        "assertion": "",
        "source": source,
        "licence": str(origin.get("license", "")),
        "reference": reference,
        "evidence_count": 0,
        "best_tier": "",
        "score": 1.0,
        "belief": CURATED if belief is None else float(belief),
    }


def _relation(line: KgxLine) -> str:
    predicate = str(line["predicate"]).removeprefix("biolink:")
    direction, aspect = str(line.get("object_direction_qualifier", "")), str(line.get("object_aspect_qualifier", ""))
    if predicate in ("affects", "regulates") and (direction, aspect) in DIRECTIONS:
        return DIRECTIONS[direction, aspect]
    if predicate in PREDICATES:
        return PREDICATES[predicate]
    raise Refused(f"predicate {line['predicate']}: no relation of schema.toml stands for it")
