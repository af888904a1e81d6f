"""A statement of one's own that finds nothing says which of its IRIs the graph does not have, and what is near."""

from __future__ import annotations

from typing import Any

import pytest

from kg.exchange import sparql
from kg.exchange.absent_iris import hints, iris

BIOLINK = "https://w3id.org/biolink/vocab/"
HCC = "http://purl.obolibrary.org/obo/MONDO_0007256"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    file = tmp_path_factory.mktemp("rdf") / "a.nt"
    file.write_text(
        f"<urn:d> <{BIOLINK}category> <{BIOLINK}ChemicalEntity> .\n<{HCC}> <{BIOLINK}category> <{BIOLINK}Disease> .\n"
        f"<urn:d> <{BIOLINK}studied_to_treat> <{HCC}> .\n"
    )
    return sparql.load(file)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("SELECT ?x { ?x a biolink:Drug }", [f"{BIOLINK}Drug", f"near: <{BIOLINK}ChemicalEntity>"]),
        ("SELECT (COUNT(*) AS ?n) { ?x biolink:treat ?y }", ["vocab/treat>", f"near: <{BIOLINK}studied_to_treat>"]),
        (
            "PREFIX biolink: <https://w3id.org/biolink/> ASK { ?x biolink:category ?y }",
            ["<https://w3id.org/biolink/category>", f"near: <{BIOLINK}category>"],
        ),
        ("ASK { ?x ?y <http://identifiers.org/mondo/MONDO:0007256> }", ["mondo/MONDO:0007256>", f"near: <{HCC}>"]),
        ("ASK { biolink:Disease ?x biolink:category }", ["every IRI of the question is in this graph"]),
    ],
)  # fmt: skip
def test_what_is_nowhere_is_said_with_what_is_near(store: Any, statement: str, said: list[str]) -> None:
    told: list[str] = []
    sparql.answer(store, sparql.question_of(statement), told.append)
    (line,) = told
    assert all(one in line for one in said), line


def test_an_answer_needs_no_hint(store: Any) -> None:
    assert not list(hints(store, "ASK { ?x biolink:treat ?y }", [{"answer": True}]))


def test_texts_comments_datatypes_and_functions_name_nothing() -> None:
    statement = """PREFIX my: <urn:my/>  # my:comment
    SELECT ?a { ?a my:p "my:text", '''<urn:text>''', "1"^^xsd:integer ; rdfs:label ?b .
        FILTER(xsd:integer(?b) < 3) ?a a my:C. }"""
    assert list(iris(statement)) == ["urn:my/p", "http://www.w3.org/2000/01/rdf-schema#label", "urn:my/C"]
