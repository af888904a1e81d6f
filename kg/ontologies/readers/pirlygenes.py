"""pirlygenes' table of cancer treatments: which agent acts on which gene."""

from __future__ import annotations

import csv
import re

from kg.model import Fact
from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import openers
from kg.ontologies.source_labels import label_key
from kg.ontologies.terms import Terms

_BINDERS = frozenset(("antibody", "ADC", "bispecific", "TCE", "radioligand", "fusion"))
_INHIBITOR = re.compile(r"(?:nib|parib|ciclib|lisib|degib|rasib|clax|limus|denib|stat|lutamide|zutifan)$")
"""INN stems that mean an inhibitor or antagonist (WHO, The use of stems in the selection of INN)."""

MARKERS = frozenset(
    (
        "BRCA1",
        "BRCA2",
        "MGMT",
        "TYMS",
        "SLFN11",
        "DCK",
        "NR5A1",
        "NPM1",
        "KMT2A",
        "MYCN",
        "ERG",
        "BCR",
        "PML",
        "NRG1",
        "B4GALNT1",
    )
)
"""Symbols the table lists because they predict response, not because the agent acts on their product."""

LIGANDS = frozenset(("VEGFA", "FGF2", "FGF19", "PDGFB"))
"""Growth factors: the table lists kinase inhibitors under them, which act on the receptor."""

_LIGAND_BINDERS = frozenset(("bevacizumab", "ranibizumab", "aflibercept"))
_PDL1_BINDERS = frozenset(("atezolizumab", "avelumab", "durvalumab"))


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add a fact for each single agent whose row names the gene it acts on.

    The relation is INHIBITS by the agent's INN stem, BINDS for antibodies, else AFFECTS. Combinations, cell therapies,
    agents and symbols not read before, and rows whose gene is a marker are left out. Drugs must have been read.
    """
    gene = {term.label: term.id for term in into.terms.values() if term.id.startswith("HGNC:")}
    drug: dict[str, str] = {}
    for term in into.terms.values():
        if term.type == "Drug":
            drug.setdefault(label_key(term.label), term.id)
    facts: dict[Fact, None] = {}
    with openers.text(given["rows"]) as lines:
        for row in csv.DictReader(lines):
            agent = row["agent"].partition(" (")[0].strip()
            identifier = drug.get(label_key(agent))
            target = gene.get(row["symbol"])
            relation = relation_of(agent, row["agent_class"], row["symbol"])
            if identifier and target and relation:
                facts[Fact(identifier, relation, target, source.name, source.licence, row["source"])] = None
    into.facts.extend(facts)


def relation_of(agent: str, agent_class: str, symbol: str) -> str:
    """How the agent acts on the gene's product; empty when the row does not say that it does.

    PD-L1 (CD274) and the receptor KDR are listed as markers for antibodies that bind PD-1 and VEGF-A.
    """
    name = agent.casefold()
    if symbol in MARKERS or (symbol in LIGANDS and name not in _LIGAND_BINDERS):
        return ""
    if (symbol == "CD274" and name not in _PDL1_BINDERS) or (symbol == "KDR" and name == "bevacizumab"):
        return ""
    if agent_class in _BINDERS:
        return "BINDS"
    if agent_class in ("small_molecule", "mTOR_inhibitor", "ALK-inhibitor"):
        return "INHIBITS" if _INHIBITOR.search(name) else "AFFECTS"
    return ""
