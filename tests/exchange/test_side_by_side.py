"""One claim of the sample as the page shows it in Cypher, in Turtle and in JSON-LD: what the three say is the same."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import rdflib

from kg import ids
from kg.exchange.export import EXPORTS
from kg.exchange.export.jsonld import context
from kg.stores import open_store
from tests.exchange.export import sample
from tests.typing_pages import fences

PAGE = "docs/rdf.md"
KINDS = ("cypher", "turtle", "jsonld")
CLAIM = next(row for row in sample.contents()["assertions"] if row["relation"] == "AMELIORATES" and row["negated"])
PIECE = next(row for row in sample.contents()["evidence"] if row["assertion"] == CLAIM["id"])
NAMED = (f"KGA:{CLAIM['id']}", f"KGE:{PIECE['id']}")


def shown(kind: str) -> str:
    """The first block of a kind: those of one claim stand before all others."""
    return next(fence.body for fence in fences(PAGE) if fence.kind == kind)


def exported(name: str, dataset: Path) -> str:
    out = io.BytesIO()
    EXPORTS[name](dataset, out)
    return out.getvalue().decode()


def of_turtle(dataset: Path) -> str:
    """The blocks of the claim and of its evidence in the export."""
    blocks = exported("turtle", dataset).split("\n\n")
    return "\n\n".join(block for name in NAMED for block in blocks if block.startswith(f"{name} a ")).rstrip() + "\n"


def of_jsonld(dataset: Path) -> list[dict[str, Any]]:
    """The objects of the two in the export."""
    graphs = json.loads(exported("jsonld", dataset))["@graph"]
    nodes = {node["id"]: node for graph in graphs for node in graph.get("graph", [])}
    return [nodes[name] for name in NAMED]


def test_the_page_shows_what_the_exports_write(dataset: Path) -> None:
    assert shown("turtle") == of_turtle(dataset)
    assert json.loads(shown("jsonld")) == of_jsonld(dataset)


def test_turtle_and_json_ld_of_the_page_are_the_same_statements(dataset: Path) -> None:
    heads = [line for line in exported("turtle", dataset).split("\n") if line.startswith("@prefix")]
    turtle = rdflib.Graph().parse(data="\n".join([*heads, shown("turtle")]), format="turtle")
    told = json.dumps({"@context": context(), "@graph": json.loads(shown("jsonld"))})
    assert set(turtle) == set(rdflib.Graph().parse(data=told, format="json-ld")) and len(turtle) > 30


def test_the_statement_of_the_page_finds_the_same_claim(dataset: Path) -> None:
    store = open_store(str(dataset))
    try:
        (row,) = store.run(shown("cypher"))
    finally:
        store.close()
    (claim, piece) = of_jsonld(dataset)
    assert ids.minted("assertion", row["claim"]) == ids.iri(claim["id"])
    assert (row["predicate"], row["belief"]) == (claim["predicate"], float(claim["has_confidence_score"]))
    assert (row["tier"], row["polarity"]) == (piece["tier"], piece["polarity"])
    assert (row["text"], row["publication"]) == (piece["supporting_text"], piece["wasDerivedFrom"])
