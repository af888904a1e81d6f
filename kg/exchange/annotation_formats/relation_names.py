"""Our relations in the words of the gold corpora: BioRED's eight types and DrugProt's thirteen."""

from __future__ import annotations

from kg.model import Evidence

ASSOCIATION = "Association"

BIORED: dict[str, str] = {
    "INHIBITS": "Negative_Correlation",
    "DOWNREGULATES": "Negative_Correlation",
    "AMELIORATES": "Negative_Correlation",
    "ACTIVATES": "Positive_Correlation",
    "UPREGULATES": "Positive_Correlation",
    "CAUSES": "Positive_Correlation",
    "BINDS": "Bind",
    "AFFECTS": ASSOCIATION,
    "SUBSTRATE_OF": ASSOCIATION,
    "STUDIED_FOR": ASSOCIATION,
    "ASSOCIATED_WITH": ASSOCIATION,
    "PARTICIPATES_IN": ASSOCIATION,
    "INTERACTS_WITH": ASSOCIATION,
    "HAS_ROLE": ASSOCIATION,
    "HAS_PART": ASSOCIATION,
}
"""Relation -> BioRED type. BioRED's ``Comparison`` and ``Conversion`` have no relation here."""

COTREATMENT = "Cotreatment"
"""BioRED's type for two drugs given together: the drug of a study and its partners."""

DRUG_INTERACTION = "Drug_Interaction"

DRUGPROT: dict[str, str] = {
    "INHIBITS": "INHIBITOR",
    "ACTIVATES": "ACTIVATOR",
    "BINDS": "DIRECT-REGULATOR",
    "UPREGULATES": "INDIRECT-UPREGULATOR",
    "DOWNREGULATES": "INDIRECT-DOWNREGULATOR",
    "SUBSTRATE_OF": "SUBSTRATE",
}
"""Relation between a drug and a target -> DrugProt type; ``AFFECTS`` and ``INTERACTS_WITH`` say less than any of
DrugProt's types.
"""


def followed(evidence: Evidence, corpus: str) -> str:
    """The type in a corpus' own words where its guideline was followed; empty where it was not."""
    whose, _, type_ = evidence.rule.partition("/")
    return type_ if whose == corpus else ""


def biored(evidence: Evidence, relation: str, subject: str, object_: str) -> str:
    """BioRED type of a relation between two node labels."""
    if own := followed(evidence, "biored"):
        return own
    if relation == "INTERACTS_WITH" and subject == object_ == "Drug":
        return DRUG_INTERACTION
    return BIORED[relation]


def drugprot(evidence: Evidence, relation: str) -> str | None:
    """DrugProt type of a drug-target relation; None for one that says less than any of its types."""
    return followed(evidence, "drugprot") or DRUGPROT.get(relation)
