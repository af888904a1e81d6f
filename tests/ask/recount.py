"""The flagship answer counted again in plain Python from the tables, to hold the Cypher against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kg.model import POLARITIES, TIERS

ACTIONS = ("INHIBITS", "ACTIVATES", "BINDS", "AFFECTS")
DECISIVE = {*POLARITIES} - {"unclear"}

Tables = dict[str, list[dict[str, Any]]]


def flagship(tables: Tables, class_: str, disease: str, action: str = "INHIBITS") -> list[dict[str, Any]]:
    """Rows of drug-class-with-disease-evidence."""
    types = {row["id"]: row["type"] for row in tables["entities"]}
    names = {row["id"]: row["name"] for row in tables["entities"]}
    edges = tables["edges"]
    membership = _curated(edges, types, class_, action)
    roles = _below(edges, class_, "SUBCLASS_OF", types, "Role") if types.get(class_) == "Role" else set()
    for edge in edges:
        if edge["relation"] == "HAS_ROLE" and edge["object"] in roles:
            membership.setdefault(edge["subject"], "curated" if edge["basis"] == "curated" else "text")
            if edge["basis"] == "curated":
                membership[edge["subject"]] = "curated"
    studied = _below(edges, disease, "SUBCLASS_OF", types, "Disease") if types.get(disease) == "Disease" else set()
    rows = []
    for drug, basis in membership.items():
        found = _evidence(tables, drug, studied)
        if found:
            rows.append({"drug_id": drug, "drug": names[drug], "membership": basis, **_counts(tables, found)})
    tiers = [*TIERS, None]
    return sorted(rows, key=lambda row: (tiers.index(row["tier"]), -row["publications"], row["drug"], row["drug_id"]))


def _curated(edges: Iterable[dict[str, Any]], types: dict[str, str], class_: str, action: str) -> dict[str, str]:
    edges = list(edges)
    aims: set[tuple[str, str]] = set()
    if types.get(class_) == "Target":
        aims = {(action, target) for target in _below(edges, class_, "MEMBER_OF", types, "Target")}
    elif types.get(class_) == "Role":
        roles = _below(edges, class_, "SUBCLASS_OF", types, "Role")
        for edge in edges:
            if (
                edge["subject"] in roles
                and edge["relation"] in ACTIONS
                and edge["basis"] == "curated"
                and types[edge["object"]] == "Target"
            ):
                aims |= {
                    (edge["relation"], target) for target in _below(edges, edge["object"], "MEMBER_OF", types, "Target")
                }
    return {
        edge["subject"]: "curated"
        for edge in edges
        if types[edge["subject"]] == "Drug"
        and edge["basis"] == "curated"
        and (edge["relation"], edge["object"]) in aims
    }


def _below(edges: Iterable[dict[str, Any]], top: str, relation: str, types: dict[str, str], type_: str) -> set[str]:
    found, new = {top}, {top}
    while new:
        new = {edge["subject"] for edge in edges if edge["relation"] == relation and edge["object"] in new} - found
        found |= new
    return {curie for curie in found if types[curie] == type_}


def _evidence(tables: Tables, drug: str, studied: set[str]) -> list[dict[str, Any]]:
    claims = {
        row["id"]
        for row in tables["assertions"]
        if row["relation"] == "STUDIED_FOR"
        and not row["negated"]
        and row["subject"] == drug
        and row["object"] in studied
    }
    return [row for row in tables["evidence"] if row["assertion"] in claims and row["attribution"] != "comparator"]


def _counts(tables: Tables, found: list[dict[str, Any]]) -> dict[str, Any]:
    documents = {row["id"]: row for row in tables["documents"]}
    by_publication: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        by_publication[row["document"]].append(row)
    counts = dict.fromkeys(POLARITIES, 0)
    kept = []
    for publication, rows in by_publication.items():
        decisive = set()
        for row in rows:
            flags = {*row["flags"], *(["retracted"] if documents[publication]["retracted"] else [])}
            if "retracted" not in flags:
                kept.append(row["tier"])
            own = row["attribution"] not in ("combination", "comparator") and row["tier"] not in ("review", "mention")
            if own and not flags - {"speculated"} and row["polarity"] in DECISIVE:
                decisive.add(row["polarity"])
        counts["unclear" if not decisive else decisive.pop() if len(decisive) == 1 else "mixed"] += 1
    years = [
        documents[publication]["year"] for publication in by_publication if documents[publication]["year"] is not None
    ]
    return {
        "tier": min(kept, key=TIERS.index, default=None), **counts, "publications": len(by_publication),
        "latest_year": max(years, default=None), "pmids": sorted(by_publication),
    }  # fmt: skip
