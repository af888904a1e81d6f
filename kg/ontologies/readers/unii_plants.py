"""Plants of FDA's substance register that are given as drugs.

Each species is one entity, whatever part of it a preparation is of.
"""

from __future__ import annotations

import re

from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import openers
from kg.ontologies.terms import Name, Term, Terms

_PART = re.compile(
    r"([A-Z]{3,}) ([A-Z-]{3,})(?: (SUBSP|VAR)\. [A-Z-]+)? "
    r"(WHOLE|AERIAL PARTS?|ROOT|LEAF|RHIZOME|FLOWERING TOP|FLOWER|FRUIT|SEED|BARK|TOP|STEM|BULB|PEEL|HERB)"
)
"""Genus, species and part of a substance: ``ANDROGRAPHIS PANICULATA LEAF``."""

_MEDICINE = re.compile(r"\[(?:WHO-DD|HOC|CHP|USP-RS|USP|EMA HERBAL SUBSTANCE|MART\.|JAN|VANDF|DSC|EP MONOGRAPH)\]$")
"""Lists of medicines: homeopathic ones and pharmacopoeias among them."""

_ORDER = {"WHOLE": 0}
"""The whole plant stands for the species; without one, the part that comes first in the alphabet."""


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add the species that a list of medicines has, with their Latin name.

    Those that a drug read before is called by are left out.
    """
    parts: dict[str, dict[str, str]] = {}
    medicines: set[str] = set()
    for row in openers.records(given["names"]):
        match = _PART.fullmatch(row["Display Name"])
        if not match:
            continue
        species = f"{match[1].capitalize()} {match[2].lower()}"
        if not match[3]:
            parts.setdefault(species, {})[match[4]] = row["UNII"]
        if row["TYPE"] == "of" or _MEDICINE.search(row["Name"]):
            medicines.add(species)
    called = {
        name.text.casefold()
        for name in into.names
        if name.source in ("unii", "drugbank-open") and name.id in into.terms
    }
    for species in sorted(medicines & parts.keys()):
        plant = set(parts[species]) - {"WHOLE"}
        if species.casefold() in called or not plant:
            continue
        part = min(parts[species], key=lambda p: (_ORDER.get(p, 1), p))
        identifier = f"UNII:{parts[species][part]}"
        if identifier in into.terms:
            continue
        into.terms[identifier] = Term(identifier, "Drug", species, source.name)
        into.names.append(Name(identifier, species, "label", source.name))
        into.names.append(Name(identifier, f"{species} extract", "exact", source.name))
