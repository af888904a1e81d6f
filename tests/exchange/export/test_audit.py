"""Audits in SPARQL over the exported graph: what must hold for every claim, and proof that the audit can see a
fault.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from tests.exchange.export import sample

PREFIXES = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX biolink: <https://w3id.org/biolink/vocab/>
"""
DENIED_BUT_BARE = (
    "SELECT ?s ?p ?o { ?a biolink:negated true ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o }"
)
UNCLAIMED = """
SELECT ?s ?p ?o {
  ?a biolink:negated true ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o
  MINUS { ?b biolink:negated false ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }
}
"""


@pytest.fixture()
def store(quads: Path) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(path=str(quads), format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def rows(store: pyoxigraph.Store, query: str) -> list[tuple[str, ...]]:
    return [tuple("" if cell is None else cell.value for cell in row) for row in solutions(store, PREFIXES + query)]


def solutions(store: pyoxigraph.Store, query: str) -> Any:
    """The rows of a SELECT query."""
    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return found


def test_no_denied_claim_is_a_bare_triple_unless_something_else_says_it(store: pyoxigraph.Store) -> None:
    assert rows(store, UNCLAIMED) == []
    # sorafenib "does not inhibit MTOR", but it changes its expression, and both are the bare predicate `affects`
    assert set(rows(store, DENIED_BUT_BARE)) == {
        (
            "http://purl.obolibrary.org/obo/CHEBI_50924",
            "https://w3id.org/biolink/vocab/affects",
            "http://identifiers.org/hgnc/3942",
        )
    }


def test_the_audit_sees_a_bare_triple_of_a_denied_claim(store: pyoxigraph.Store) -> None:
    denied = pyoxigraph.Quad(
        pyoxigraph.NamedNode("http://purl.obolibrary.org/obo/CHEBI_68478"),
        pyoxigraph.NamedNode("https://w3id.org/biolink/vocab/ameliorates_condition"),
        pyoxigraph.NamedNode("http://purl.obolibrary.org/obo/MONDO_0007256"),
        pyoxigraph.NamedNode("https://example.org/kg/graph/run/x"),
    )
    store.add(denied)
    assert len(rows(store, UNCLAIMED)) == 1


def test_every_claim_that_is_not_denied_is_a_bare_triple(store: pyoxigraph.Store) -> None:
    missing = (
        "SELECT ?a { ?a biolink:negated false ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o MINUS { ?s ?p ?o } }"
    )
    assert rows(store, missing) == []


@pytest.mark.parametrize(
    "property_",
    [
        "rdf:subject",
        "rdf:predicate",
        "rdf:object",
        "biolink:negated",
        "biolink:knowledge_level",
        "biolink:agent_type",
        "biolink:primary_knowledge_source",
    ],
)
def test_every_association_has_one_of_each(store: pyoxigraph.Store, property_: str) -> None:
    counts = rows(
        store,
        f"SELECT ?a (COUNT(DISTINCT ?x) AS ?n) {{ ?a rdf:subject ?s . OPTIONAL {{ ?a {property_} ?x }} }} GROUP BY ?a",
    )
    contents = sample.contents()
    facts = [
        r
        for r in contents["edges"]
        if r["basis"] == "curated" and r["relation"] != "SUBCLASS_OF" and (r["licence"] or r.get("reference"))
    ]
    assert len(counts) == len(contents["assertions"]) + len(facts)
    assert {n for _, n in counts} == {"1"}


def test_every_assertion_leads_to_a_publication_and_a_run(store: pyoxigraph.Store) -> None:
    reached = """
    SELECT (COUNT(DISTINCT ?a) AS ?n) {
      ?a biolink:has_evidence ?e . ?e biolink:supporting_text ?t ; prov:wasDerivedFrom ?d . ?e prov:wasGeneratedBy ?r .
      ?d a biolink:Publication . ?r a prov:Activity }
    """
    assert rows(store, reached) == [(str(len(sample.contents()["assertions"])),)]


def test_type_and_category_are_the_same(store: pyoxigraph.Store) -> None:
    assert rows(store, "SELECT ?x { ?x biolink:category ?c MINUS { ?x a ?c } }") == []
    assert (
        rows(store, "SELECT ?x { ?x a ?c FILTER(STRSTARTS(STR(?c), STR(biolink:))) MINUS { ?x biolink:category ?c } }")
        == []
    )


def test_no_blank_nodes_and_no_language_tags(quads: Path) -> None:
    for quad in pyoxigraph.parse(path=str(quads), format=pyoxigraph.RdfFormat.N_QUADS):
        assert not isinstance(quad.subject, pyoxigraph.BlankNode) and not isinstance(quad.object, pyoxigraph.BlankNode)
        assert not getattr(quad.object, "language", None)


def test_the_query_of_the_docs_gives_the_sentences(store: pyoxigraph.Store) -> None:
    text = (Path(__file__).parents[3] / "docs" / "rdf.md").read_text(encoding="utf-8")
    before = text.partition("## One claim")[0]
    query = "\n".join(line for line in before.splitlines() if line.startswith("    "))
    found = {(row["drug"].value.rpartition("/")[2], row["polarity"].value) for row in solutions(store, query)}
    assert found == {("CHEBI_68478", "null"), ("CHEBI_50924", "supports")}
