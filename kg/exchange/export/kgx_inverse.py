"""KGX read backwards: a line of ``kg.exchange.export.kgx`` -> the columns of its row, as far as it says them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from kg.exchange.export.inverse import kgx_source, single, types
from kg.model import TIERS

_TOLD = ("cue", "endpoint", "setting")
_DESCRIPTION = re.compile(
    r"characters (-?\d+) to (-?\d+) of the document"
    + "".join(f"(?:; {name}: (?P<{name}>.+?))?" for name in _TOLD)
    + r"(?:; figures: (?P<figures>.+))?",
    re.DOTALL,
)
_RELATION_OF_PREDICATE = {"biolink:subclass_of": "rdfs:subClassOf"}

KgxLine = dict[str, Any]
"""A node or an edge of KGX: slot -> value."""


def attributes(line: KgxLine) -> dict[str, list[str]]:
    """Values of a line's attributes by name: ``{"tier": ["phase-3"]}``."""
    found: dict[str, list[str]] = {}
    for curie in line.get("has_attribute", []):
        name, dot, value = curie.removeprefix("KGV:").partition(".")
        if dot:
            found.setdefault(name, []).append(unquote(value))
    return found


def entity(line: KgxLine) -> dict[str, Any]:
    """An entity's row.

    Raises KeyError, IndexError, TypeError or ValueError, like every function here, for a line that is none of ours.
    """
    category = line["category"][0]
    return {
        "id": line["id"],
        "type": types().get(category, ""),
        "category": category,
        "name": line.get("name", ""),
        "synonyms": line.get("synonym", []),
        "xrefs": line.get("xref", []),
        "source": kgx_source(line.get("provided_by", [""])[0]),
        "mentions": 0,
        "documents": 0,
    }


def document(line: KgxLine) -> dict[str, Any]:
    """A document's row; its year stands on its evidence alone."""
    other = line.get("xref", [])
    return {
        "id": line["id"],
        "version": 1,
        "title": line.get("name", ""),
        "doi": next((one.removeprefix("DOI:") for one in other if one.startswith("DOI:")), ""),
        "pmcid": next((one.removeprefix("PMC:") for one in other if one.startswith("PMC:")), ""),
        "publication_types": line.get("publication_type", []),
        "tier": attributes(line).get("tier", [""])[0],
        "retracted": line.get("deprecated", False),
    }


def predicate_of(line: KgxLine) -> str:
    """The predicate that a claim has here: KGX says another where its class wants one."""
    original = str(line.get("original_predicate", ""))
    predicate = original if original.startswith(("biolink:", "rdfs:")) else str(line["predicate"])
    return _RELATION_OF_PREDICATE.get(predicate, predicate)


def _claim(line: KgxLine) -> dict[str, Any]:
    relation = attributes(line)["relation"][0]
    qualifiers = list(line.get("qualifiers", []))
    for key, value in line.items():
        if key.endswith("_qualifier") or key == "qualified_predicate":
            qualifiers += [f"{key}={one}" for one in (value if isinstance(value, list) else [value])]
    belief = line.get("has_confidence_score")
    return {
        "subject": line["subject"],
        "predicate": predicate_of(line),
        "object": line["object"],
        "relation": relation,
        "qualifiers": sorted(qualifiers),
        "belief": None if belief is None else single(belief),
    }


def assertion(line: KgxLine) -> dict[str, Any]:
    """An assertion's row; what stands on its evidence alone (years, score) is not there."""
    tiers = [name.removeprefix("tier-") for name in attributes(line) if name.startswith("tier-")]
    return {
        **_claim(line),
        "id": line["id"].removeprefix("KGA:"),
        "negated": line["negated"],
        "evidence_count": line.get("evidence_count"),
        "publications": line.get("publications", []),
        "best_tier": min(tiers, key=TIERS.index) if tiers else "",
    }


def evidence(line: KgxLine) -> dict[str, Any]:
    """A row of evidence; its assertion names it, and not the other way round."""
    said = attributes(line)
    found = _DESCRIPTION.fullmatch(line["description"])
    if found is None:
        raise ValueError(f"the description is {line['description'][:100]!r}, expected where the evidence is")
    start = int(found[1])
    score = line.get("extraction_confidence_score")
    row: dict[str, Any] = {
        "id": line["id"].removeprefix("KGE:"),
        "document": line["xref"][0],
        "trials": line["xref"][1:],
        "start": start,
        "end": int(found[2]),
        "text": line.get("supporting_text", [""])[0],
        "result_text": line.get("supporting_text", [""])[1] if len(line.get("supporting_text", [])) > 1 else "",
        "section": line.get("supporting_text_section_type", ""),
        "score": None if score is None else single(score),
        "year": line.get("supporting_document_year"),
        "run": line.get("provided_by", [""])[0].removeprefix("KGRUN:"),
        # the mapping says places within the text alone
        **dict.fromkeys(
            ("subject_start", "subject_end", "object_start", "object_end", "result_start", "result_end"), -1
        ),
        **{name: said.get(name, [""])[0] for name in ("tier", "polarity", "attribution", "rule")},
        **{f"{name}s": said.get(name, []) for name in ("flag", "partner", "comparator")},
        **{name: found[name] or "" for name in _TOLD},
        "figures": found["figures"].split(" | ") if found["figures"] else [],
    }
    for end in ("subject", "object"):
        places = line.get(f"{end}_location_in_text")
        if places:
            row |= {f"{end}_start": start + places[0], f"{end}_end": start + places[1]}
    return row


def edge(line: KgxLine) -> dict[str, Any]:
    """The row of a curated edge."""
    claim = _claim(line)
    origin = line.get("sources", [{}])[0]
    return {
        **{key: value for key, value in claim.items() if key != "qualifiers"},
        "id": line["id"].removeprefix("KGF:"),
        "basis": "curated",
        "assertion": "",
        "source": kgx_source(line["primary_knowledge_source"]),
        "licence": origin.get("license", ""),
        "reference": origin.get("description", ""),
        "evidence_count": 0,
        "best_tier": "",
        "score": 1.0,
    }


ROWS: dict[str, Callable[[KgxLine], dict[str, Any]]] = {
    "entities": entity,
    "documents": document,
    "assertions": assertion,
    "evidence": evidence,
    "edges": edge,
}
"""Table -> what reads a row of it."""
