"""A graph asked in Cypher whether it holds together: for servers, whose tables are elsewhere.

Each statement gives rows of ``place`` and ``found``; what they are compared with is in their parameters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.dataset import curation
from kg.exchange.check import counts, shapes
from kg.exchange.check.faults import Findings, one_of
from kg.model import POLARITIES, SECTIONS, TIERS
from kg.stores.store import Store

_EVIDENCE = "HAS_EVIDENCE|REJECTED_EVIDENCE"


@dataclass(frozen=True, slots=True)
class GraphAudit:
    """A question whose answer is the faults: the property that is wrong, and what was expected."""

    property: str
    expected: str
    cypher: str
    values: tuple[str, ...] = ()


def _closed(label: str, name: str, values: tuple[str, ...], as_list: bool = False) -> GraphAudit:
    one = f"UNWIND n.{name} AS one WITH n, one" if as_list else f"WITH n, n.{name} AS one"
    cypher = (
        f"MATCH (n:{label}) {one} WHERE one IS NOT NULL AND NOT one IN $values"
        f" RETURN '{label} ' + n.id AS place, one AS found ORDER BY place, found"
    )
    return GraphAudit(name, one_of(values), cypher, values)


def _linked(label: str, link: str, other: str) -> GraphAudit:
    cypher = (
        f"MATCH (n:{label}) WHERE NOT EXISTS {{ (n)-[:{link}]->(:{other}) }}"
        f" RETURN '{label} ' + n.id AS place, 'none' AS found ORDER BY place"
    )
    return GraphAudit(link, f"a node {other}", cypher)


def _share(pattern: str, place: str, name: str) -> GraphAudit:
    cypher = (
        f"MATCH {pattern} WHERE n.{name} IS NOT NULL AND (n.{name} < 0 OR n.{name} > 1)"
        f" RETURN {place} AS place, n.{name} AS found ORDER BY place"
    )
    return GraphAudit(name, "0 to 1", cypher)


def _judged() -> Iterator[GraphAudit]:
    """Rejected evidence, and no other, is linked as such; nothing is told of the evidence of a claim that has no other;
    and a curator says one thing of a piece of evidence.
    """
    accepted, rejected = (f"'{one}' IN n.flags" for one in (curation.ACCEPTED, curation.REJECTED))
    for link, wrong in (("HAS_EVIDENCE", rejected), ("REJECTED_EVIDENCE", f"NOT {rejected}")):
        expected = "evidence that is not rejected" if link == "HAS_EVIDENCE" else "rejected evidence"
        yield GraphAudit(
            link,
            expected,
            f"MATCH (a:Assertion)-[:{link}]->(n:Evidence) WHERE {wrong}"
            " RETURN 'Assertion ' + a.id AS place, n.id AS found ORDER BY place, found",
        )
    yield GraphAudit(
        "flags",
        f"{one_of(curation.FLAGS)}, not both",
        f"MATCH (n:Evidence) WHERE {accepted} AND {rejected}"
        f" RETURN 'Evidence ' + n.id AS place, '{', '.join(curation.FLAGS)}' AS found ORDER BY place",
    )
    for name in curation.COLUMNS:
        yield GraphAudit(
            name,
            f"nothing, as no flag is {one_of(curation.FLAGS)}",
            f"MATCH (n:Evidence) WHERE n.{name} IS NOT NULL AND NOT ({accepted} OR {rejected})"
            f" RETURN 'Evidence ' + n.id AS place, n.{name} AS found ORDER BY place",
        )
    stands = "EXISTS { (n)-[:HAS_EVIDENCE]->(:Evidence) }"
    yield GraphAudit(
        "evidence_count",
        "1 or more, as not all its evidence is rejected",
        f"MATCH (n:Assertion) WHERE n.evidence_count = 0 AND {stands}"
        " RETURN 'Assertion ' + n.id AS place, n.evidence_count AS found ORDER BY place",
    )
    for name in ("evidence_count", "belief", "score"):
        yield GraphAudit(
            name,
            "0, as all its evidence is rejected",
            f"MATCH (n:Assertion) WHERE n.{name} <> 0 AND EXISTS {{ (n)-[:REJECTED_EVIDENCE]->(:Evidence) }}"
            f" AND NOT {stands} RETURN 'Assertion ' + n.id AS place, n.{name} AS found ORDER BY place",
        )


def audits() -> Iterator[GraphAudit]:
    """The questions, in order."""
    yield _linked("Assertion", "SUBJECT", "Entity")
    yield _linked("Assertion", "OBJECT", "Entity")
    yield _linked("Assertion", _EVIDENCE, "Evidence")
    yield _linked("Evidence", "FROM", "Publication")
    yield GraphAudit(
        _EVIDENCE,
        "one claim that names it",
        f"MATCH (n:Evidence) OPTIONAL MATCH (a:Assertion)-[:{_EVIDENCE}]->(n) WITH n, count(a) AS number"
        " WHERE number <> 1 RETURN 'Evidence ' + n.id AS place, number AS found ORDER BY place",
    )
    yield from _judged()
    yield _closed("Assertion", "relation", tuple(shapes.relation_rules()))
    yield _closed("Assertion", "predicate", shapes.predicates())
    yield _closed("Assertion", "best_tier", TIERS)
    yield _closed("Evidence", "tier", TIERS)
    yield _closed("Evidence", "polarity", POLARITIES)
    yield _closed("Evidence", "attribution", shapes.ATTRIBUTIONS)
    yield _closed("Evidence", "section", SECTIONS)
    yield _closed("Evidence", "flags", shapes.FLAGS, as_list=True)
    yield _closed("Publication", "tier", TIERS)
    yield _share("(n:Assertion)", "'Assertion ' + n.id", "belief")
    yield _share("(n:Evidence)", "'Evidence ' + n.id", "score")
    yield _share("(s:Entity)-[n]->(o:Entity)", "s.id + ' ' + type(n) + ' ' + o.id", "belief")
    yield GraphAudit(
        "basis",
        "one of text, curated, both",
        "MATCH (s:Entity)-[r]->(o:Entity) WHERE r.basis IS NOT NULL AND NOT r.basis IN ['text', 'curated', 'both']"
        " RETURN s.id + ' ' + type(r) + ' ' + o.id AS place, r.basis AS found ORDER BY place",
    )


def check_graph(store: Store, findings: Findings) -> None:
    """Ask a store. Raises StoreError."""
    for label in ("Entity", "Publication", "Assertion", "Evidence"):
        (row,) = store.run(f"MATCH (n:{label}) RETURN count(*) AS number")
        findings.count({"Entity": "entities"}.get(label, f"{label.lower()}s"), row["number"])
    findings.counts += _counted(store)
    for audit in audits():
        given: dict[str, Any] = {"values": list(audit.values)} if audit.values else {}
        for row in store.run(audit.cypher, given):
            findings.add(row["place"], audit.property, str(row["found"]), audit.expected)
    _edges(store, findings)


def _counted(store: Store) -> counts.GraphCounts:
    found: counts.GraphCounts = Counter()
    for label in counts.labels():
        (row,) = store.run(f"MATCH (n:{label}) RETURN count(*) AS number")
        found[counts.NODE, label] = row["number"]
    claims = "MATCH (a:Assertion) RETURN a.relation AS relation, a.negated AS negated, count(*) AS number"
    for row in store.run(claims):
        found[counts.claim(row["relation"], row["negated"])] = row["number"]
    said = "MATCH (s:Entity)-[r]->(o:Entity) RETURN DISTINCT s.id AS subject, r.predicate AS predicate, o.id AS object"
    return found + counts.of_edges(row["predicate"] for row in store.run(said) if row["predicate"])


def _edges(store: Store, findings: Findings) -> None:
    """A direct edge that stands for a claim stands for one of the graph, and for none that is denied or without
    evidence that stands.
    """
    claims = {
        row["id"]: (row["negated"], row["evidence_count"] == 0)
        for row in store.run(
            "MATCH (a:Assertion) RETURN a.id AS id, a.negated AS negated, a.evidence_count AS evidence_count"
        )
    }
    edges = store.run(
        "MATCH (s:Entity)-[r]->(o:Entity) WHERE r.assertion IS NOT NULL AND r.assertion <> ''"
        " RETURN s.id AS subject, type(r) AS relation, o.id AS object, r.assertion AS assertion"
        " ORDER BY subject, relation, object, assertion"
    )
    for row in edges:
        place = f"{row['subject']} {row['relation']} {row['object']}"
        if row["assertion"] not in claims:
            findings.add(place, "assertion", row["assertion"], "a claim of the graph")
            continue
        denied, rejected = claims[row["assertion"]]
        if denied:
            findings.add(place, "assertion", row["assertion"], "a claim that is not denied")
        if rejected:
            findings.add(place, "assertion", row["assertion"], "a claim whose evidence is not all rejected")
