"""MeSH supplementary concepts: rarer chemicals and diseases."""

from __future__ import annotations

import re

from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import openers
from kg.ontologies.readers.mesh import ISOTYPES, add_xrefs, distinct, has_species, without_species
from kg.ontologies.terms import Name, Parent, Term, Terms, Xref

_HEADINGS = re.compile(r"[|,]")
_SYSTEMATIC = re.compile(r"\d,\d|[\[\]{}]|\)-|-\(|yl\)|\d'-")
_RNA = re.compile(r"\b(?:lncRNA|microRNA|miRNA|long non-coding RNA|circRNA)\b", re.IGNORECASE)


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add the concepts whose heading was read as a drug or disease, under that heading.

    Concepts take the type of their headings (disease before drug). Gene products of one species are left out, and so
    are long systematic names, which no abstract uses. Concepts mapped to the UniProt entry of one gene give that gene
    their names.
    """
    gene_of = _genes(given, into)
    type_by_id: dict[str, str] = {}
    for row in openers.rows(given["concepts"]):
        local, label, synonyms, heading = [*row, "", "", ""][:4]
        if local in gene_of:
            _name_gene(source, into, gene_of[local], f"MESH:{local}", [label, *synonyms.split("|")])
            continue
        parents = [f"MESH:{part}" for part in _HEADINGS.split(heading) if part]
        # What is filed under an isotype is an antibody that is given (asfotase alfa, an Fc fusion), though the isotype
        # is a target.
        types = {
            "Drug" if parent in ISOTYPES else into.terms[parent].type for parent in parents if parent in into.terms
        }
        kind = next((kind for kind in ("Disease", "Drug") if kind in types), "")
        if not kind or has_species(label) or (kind == "Drug" and _RNA.search(label)):
            continue
        identifier = f"MESH:{local}"
        # Many inhibitors are filed under a systematic name; the name authors use (``MG 132``) is among the synonyms.
        spoken = [text for text in distinct([label, *synonyms.split("|")]) if not systematic(text)]
        if not spoken:
            continue
        label = spoken[0]
        type_by_id[identifier] = kind
        into.terms[identifier] = Term(identifier, kind, label, source.name)
        into.names.append(Name(identifier, label, "label", source.name))
        into.names.extend(Name(identifier, text, "exact", source.name) for text in spoken[1:])
        for parent in parents:
            if parent in into.terms and into.terms[parent].type == kind:
                into.parents.append(Parent(identifier, parent, "SUBCLASS_OF", source.name))
    add_xrefs(source, given, into, type_by_id)


def _genes(given: openers.Openers, into: Terms) -> dict[str, str]:
    """MeSH local id -> the gene whose human protein it is, by UniProt accession."""
    gene_by_protein: dict[str, set[str]] = {}
    for xref in into.xrefs:
        if xref.other.startswith("UniProtKB:") and xref.id.startswith("HGNC:"):
            gene_by_protein.setdefault(xref.other, set()).add(xref.id)
    found: dict[str, set[str]] = {}
    for row in openers.rows(given["mappings"]):
        if row[3] == "UP":
            found.setdefault(row[1], set()).update(gene_by_protein.get(f"UniProtKB:{row[4]}", ()))
    return {local: next(iter(genes)) for local, genes in found.items() if len(genes) == 1}


def _name_gene(source: OntologySource, into: Terms, gene: str, identifier: str, texts: list[str]) -> None:
    into.xrefs.append(Xref(gene, identifier, source.name))
    for text in sorted({without_species(text) for text in texts if text}):
        if ", " not in text and not systematic(text):
            into.names.append(Name(gene, text, "exact", source.name))


def systematic(text: str) -> bool:
    """Whether a string is a chemist's systematic name, long, with locants and brackets.

    Running text does not use such names.
    """
    return len(text) > 30 and len(_SYSTEMATIC.findall(text)) >= 2
