"""Types and identifiers of mentions that an input brings, in this project's words.

Each format has its own type names and bare identifiers (``Chemical``, ``D014262``); a type that is not known stays as
printed, and so does an identifier whose namespace is not known, so that nothing is lost. ``Variant`` is no node label:
kg finds none, and relates those that are given only where it follows BioRED, which annotates them.
"""

from __future__ import annotations

import re

from kg import ids
from kg.errors import ConfigError

TYPES: dict[str, str] = {
    "drug": "Drug",
    "chemical": "Drug",
    "chemicalentity": "Drug",
    "chebi": "Drug",
    "simple_chemical": "Drug",
    "target": "Target",
    "gene": "Target",
    "geneorgeneproduct": "Target",
    "protein": "Target",
    "familyname": "Target",
    "ggp": "Target",
    "gene-y": "Target",
    "gene-n": "Target",
    "gene_or_gene_product": "Target",
    "proteinfamily": "Target",
    "disease": "Disease",
    "diseaseorphenotypicfeature": "Disease",
    "specificdisease": "Disease",
    "diseaseclass": "Disease",
    "compositemention": "Disease",
    "modifier": "Disease",
    "species": "Organism",
    "organismtaxon": "Organism",
    "organism": "Organism",
    "taxon": "Organism",
    "cellline": "CellLine",
    "cell_line": "CellLine",
    "pathway": "Pathway",
    "role": "Role",
    "variant": "Variant",
    "sequencevariant": "Variant",
    "mutation": "Variant",
    "dnamutation": "Variant",
    "proteinmutation": "Variant",
    "snp": "Variant",
}
"""Type name, lower case -> node label, or ``Variant``. Sources: PubTator 3, BC5CDR, NCBI Disease, BioRED,
GNormPlus, NLM-Gene, NLM-Chem, DrugProt."""

_BARE_DIGITS = {"Target": "NCBIGene", "Organism": "NCBITaxon", "Drug": "CHEBI"}
"""Namespace of an identifier that is a bare number."""

_MESH = re.compile(r"[CD]\d{6,9}")
_NOTHING = frozenset({"", "-", "-1", "none", "null", "nan"})


def label(printed: str) -> str:
    """Node label of a type name, or the type as printed."""
    return TYPES.get(printed.strip().lower(), printed.strip())


def curie(printed: str, type_: str) -> str:
    """CURIE of an identifier given for a mention of a node label; several stay a list joined by ``|``; none and ``-1``
    are empty.
    """
    text = printed.strip()
    if ids.is_variant(text):
        return text
    return "|".join(one for piece in ids.several(text) if (one := _one(piece, type_)))


def _one(text: str, type_: str) -> str:
    if text.lower() in _NOTHING:
        return ""
    bare = re.sub(r"\s*\(tax:\d+\)", "", text, flags=re.IGNORECASE)  # GNormPlus writes the species behind the gene
    bare = bare.strip("*")
    if bare.isdigit() and type_ in _BARE_DIGITS:
        return f"{_BARE_DIGITS[type_]}:{bare}"
    if _MESH.fullmatch(bare):
        return f"MESH:{bare}"
    if bare.startswith("CVCL_"):
        return f"CVCL:{bare.removeprefix('CVCL_')}"
    if ":" in bare:
        try:
            return ids.normalise(bare)
        except ConfigError:  # another namespace than ours: keep what the input says
            return bare
    return bare
