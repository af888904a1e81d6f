"""Every query of the pack keeps to the subset both engines share, orders its rows totally and documents itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kg import paths, schema
from kg.ask.catalogue import browser_parameters, catalogue
from kg.ask.pack import Query, load_queries
from kg.ask.queries import parse_parameters, resolve, run_query
from kg.ask.statement import returned_columns
from kg.dataset.graph import labels
from kg.model import TIERS
from kg.stores.cypher import require_reading
from kg.stores.cypher_tokens import tokens
from kg.stores.store import Store
from tests.stores.sample import EVEROLIMUS, HCC

PACK = load_queries()
OWN = [query for query in PACK.values() if not query.extends]
GIVEN = {"drug": "everolimus", "disease": "HCC", "class": "mTOR inhibitor", "target": "MTOR", "publication": "PMID:1",
         "trial": "CLINICALTRIALS:NCT01035229", "pathway": "MTOR signalling", "entity": "everolimus",
         "assertion": schema.make_assertion(EVEROLIMUS, "STUDIED_FOR", HCC, tier="phase-3").id}  # fmt: skip
OF_A_TARGET = ("targets-of-drug", "mechanism-of-drug-in-disease", "pathways-of-drug")
ASKED = {name: {"drug": "temsirolimus"} for name in OF_A_TARGET}

FORBIDDEN = {
    r"/\*": "block comments",
    r"\bapoc\b|\bgds\b": "plug-ins",
    r"\bCOLLECT\s*\{": "COLLECT {}",
    r"\bIN\s+TRANSACTIONS\b": "IN TRANSACTIONS",
    r"\bpercentile": "percentiles",
    r"\bproperties\s*\(|\bkeys\s*\(": "properties() and keys()",
    r"\{\s*\.\*": "whole-node projection",
    r"\belementId\s*\(|(?<![\w.])id\s*\(": "engine ids",
    r"\$\(": "dynamic labels",
    r"\)\s*\{\d*,\d*\}|\)\)\s*[+*{]": "quantified path patterns",
    r"\*\s*\]|\*\d+\.\.\s*\]|\*\.\.": "unbounded paths",
    r"\bduration\b|\bdatetime\s*\(|\bdate\s*\(": "date arithmetic",
    r"\(\s*\w*\s*:\s*Entity\b": "lookups through :Entity",
}
RELATIONSHIPS = {
    *schema.relations(),
    "SUBJECT",
    "OBJECT",
    "HAS_EVIDENCE",
    "REJECTED_EVIDENCE",
    "FROM",
    "BY",
    "REGISTERED_AS",
}


def code(query: Query) -> str:
    """The statement without comments and strings."""
    return re.sub(r"//[^\n]*", "", re.sub(r"'[^']*'", "''", query.cypher))


def values(query: Query) -> dict[str, Any]:
    given = {**GIVEN, **ASKED.get(query.name, {})}
    return parse_parameters(
        query,
        [
            f"{p.name}={given[p.name]}"
            for p in query.parameters
            if p.default is None or p.name in ASKED.get(query.name, {})
        ],
    )


def test_the_pack_has_its_queries() -> None:
    assert len(PACK) >= 45
    assert {
        "mtor-inhibitors-with-hcc-evidence",
        "drug-class-with-disease-evidence",
        "contradictions",
        "null-trials",
    } <= set(PACK)


@pytest.mark.parametrize("query", OWN, ids=lambda query: query.name)
@pytest.mark.parametrize("pattern", FORBIDDEN, ids=FORBIDDEN.values())
def test_no_query_uses_what_one_engine_lacks(query: Query, pattern: str) -> None:
    assert not re.search(pattern, code(query), re.IGNORECASE)


@pytest.mark.parametrize("query", PACK.values(), ids=lambda query: query.name)
def test_every_query_only_reads(query: Query) -> None:
    require_reading(query.cypher)


@pytest.mark.parametrize("query", PACK.values(), ids=lambda query: query.name)
def test_every_query_asks_a_question_and_explains_its_parameters_and_columns(query: Query) -> None:
    assert query.question.endswith("?")
    assert all(parameter.help for parameter in query.parameters)
    assert all(help_ for _, help_ in query.columns)
    assert all(parameter.entity for parameter in query.parameters if parameter.type == "curie")


@pytest.mark.parametrize("query", PACK.values(), ids=lambda query: query.name)
def test_every_query_has_an_example(query: Query) -> None:
    """One that answers on the worked example: tests/demo/test_pack_answers.py asks it."""
    assert query.example or all(parameter.default is not None for parameter in query.parameters)
    parse_parameters(query, [f"{name}={text}" for name, text in query.example])


@pytest.mark.parametrize("query", OWN, ids=lambda query: query.name)
def test_every_column_has_its_name_by_as_and_rows_are_ordered(query: Query) -> None:
    names, start = returned_columns(query.cypher)
    assert tuple(names) == query.column_names
    assert "ORDER BY" in query.cypher[start:]


@pytest.mark.parametrize("query", OWN, ids=lambda query: query.name)
def test_labels_and_relationships_are_of_the_schema(query: Query) -> None:
    sequence = list(tokens(query.cypher))
    for index, token in enumerate(sequence[1:], 1):
        if token.kind == "name" and sequence[index - 1].text in (":", "|") and token.text[0].isupper():
            assert token.text in {*labels(), *RELATIONSHIPS}, token.text


@pytest.mark.parametrize(
    "query", [query for query in OWN if "'phase-3', 'phase-2', 'phase-1'" in query.cypher], ids=lambda query: query.name
)
def test_the_list_of_tiers_is_that_of_the_model(query: Query) -> None:
    assert "[" + ", ".join(f"'{tier}'" for tier in TIERS) + "]" in query.cypher


@pytest.mark.parametrize("query", PACK.values(), ids=lambda query: query.name)
def test_every_query_answers_on_the_sample(pack_store: Store, query: Query) -> None:
    rows = run_query(pack_store, query, values(query))
    assert rows
    assert all(tuple(row) == query.column_names for row in rows)
    assert all(isinstance(value, str | int | float | bool | list | None) for row in rows for value in row.values())


@pytest.mark.parametrize("query", OWN, ids=lambda query: query.name)
def test_the_order_of_rows_is_total(pack_store: Store, query: Query) -> None:
    """No two rows tie on the sort keys, so no engine is free to choose."""
    _, start = returned_columns(query.cypher)
    head, tail = query.cypher[:start], query.cypher[start:]
    body, _, order = tail.partition("ORDER BY")
    keys = re.split(r",(?![^()]*\))", re.sub(r"\bLIMIT\b.*", "", order, flags=re.DOTALL))
    plain = [re.sub(r"\s+(DESC|ASC)$", "", key.strip()) for key in keys]
    items = ", ".join(f"{key} AS k{index}" for index, key in enumerate(plain))
    projected = re.sub(r"^RETURN", "WITH *,", body.strip())
    rows = pack_store.run(f"{head}{projected} RETURN {items}", resolve(pack_store, query, values(query)))
    found = [tuple(map(str, row.values())) for row in rows]
    assert found
    assert len(found) == len(set(found))


def test_the_page_of_queries_is_up_to_date() -> None:
    page = Path(paths.data("queries")).parent / "docs" / "queries.md"
    assert page.read_text(encoding="utf-8") == catalogue(PACK.values()), (
        "run: python -m kg.ask.catalogue > docs/queries.md"
    )


def test_the_flagship_pastes_into_the_browser() -> None:
    query = PACK["mtor-inhibitors-with-hcc-evidence"]
    assert query.extends == "drug-class-with-disease-evidence", (
        "the worked example is an instance of the general question"
    )
    text = PACK[query.extends].path.read_text(encoding="utf-8")
    assert browser_parameters(query) in text
    assert query.cypher in text
