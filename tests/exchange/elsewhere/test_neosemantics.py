"""neosemantics in a real Neo4j has a node, a relationship, a label or a value for every statement of the export."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.exchange.export import EXPORTS
from kg.pipeline.run import RunResult
from tests.exchange.elsewhere import files
from tests.runs import table
from tests.server import Server

pytestmark = [pytest.mark.neo4j, pytest.mark.lexicon, pytest.mark.xdist_group("neo4j")]
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
HCC = "MONDO:0007256"


def studied(dataset: Path) -> list[dict[str, Any]]:
    """The rows of the page's second statement, by the dataset's tables: all evidence, that of retracted publications
    too.
    """
    names = {row["id"]: row["name"] for row in table(dataset, "entities")}
    drugs = {
        row["id"]: names[row["subject"]]
        for row in table(dataset, "assertions")
        if row["relation"] == "STUDIED_FOR" and row["object"] == HCC
    }
    counts = Counter(drugs[row["assertion"]] for row in table(dataset, "evidence") if row["assertion"] in drugs)
    return [{"drug": drug, "evidence": n} for drug, n in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]


def test_the_import_has_a_place_for_every_statement(
    demonstration: RunResult, with_neosemantics: Server, tmp_path: Path
) -> None:
    path = tmp_path / "mine.ttl"
    counts = EXPORTS["turtle"](demonstration.dataset, path)
    statements = [quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)]
    things = [one for one in statements if isinstance(one.object, ox.NamedNode) and one.predicate.value != TYPE]
    types = Counter(one.object.value for one in statements if one.predicate.value == TYPE)
    values = len(statements) - len(things) - types.total()
    (*prepared, fetch) = files.block("cypher").replace("file:///import/mine.ttl", path.as_uri()).split(";\n")[:-1]
    with with_neosemantics.driver() as driver, driver.session() as session:
        refused = session.run(fetch).single(strict=True)
        assert refused["terminationStatus"] == "KO" and "constraint is required" in refused["extraInfo"]
        for statement in prepared:
            session.run(statement).consume()
        loaded = session.run(fetch).single(strict=True)
        assert (loaded["terminationStatus"], loaded["triplesLoaded"]) == ("OK", counts["lines"])
        assert len(statements) == counts["lines"]

        def one(cypher: str) -> int:
            return int(session.run(cypher).single(strict=True)[0])

        assert one("MATCH (n:Resource) RETURN count(n)") == len(
            {one.subject for one in statements} | {one.object for one in things}
        )
        assert one("MATCH (:Resource)-[r]->(:Resource) RETURN count(r)") == one("MATCH ()-[r]->() RETURN count(r)")
        assert one("MATCH ()-[r]->() RETURN count(r)") == len(things)
        every = "MATCH (n:Resource) UNWIND keys(n) AS name WITH n, name WHERE name <> 'uri' RETURN sum(size(n[name]))"
        assert one(every) == values
        labels = session.run(
            "MATCH (n:Resource) UNWIND labels(n) AS label WITH label WHERE label <> 'Resource'"
            " RETURN label, count(*) AS n"
        )
        assert {row["label"].partition("__")[2]: row["n"] for row in labels} == {
            iri.replace("#", "/").rpartition("/")[2]: n for iri, n in types.items()
        }
        assert session.run(files.block("cypher", number=1)).data() == studied(demonstration.dataset) != []
