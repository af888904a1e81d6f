from __future__ import annotations

from typing import Any

import pytest

from kg.ask.explain import COLUMNS, explain, mark
from kg.ask.pack import load_queries
from kg.ask.queries import parse_parameters, run_query
from kg.errors import QueryError
from kg.stores.store import Store
from tests.stores.sample import MTOR_INHIBITOR, SIROLIMUS, SORAFENIB


def test_the_sentences_behind_a_row_are_those_of_its_publications(store: Store) -> None:
    query = load_queries()["mtor-inhibitors-with-hcc-evidence"]
    for row in run_query(store, query, parse_parameters(query, [])):
        behind = explain(store, drug=row["drug_id"], disease="MONDO:0007256")
        assert sorted({sentence["document"] for sentence in behind}) == row["pmids"]


def test_a_sentence_has_its_arguments_marked(store: Store) -> None:
    rows = explain(store, drug="sirolimus", disease="HCC")
    assert [tuple(row) for row in rows] == [COLUMNS] * 3
    assert rows[0]["sentence"] == "We tested «sirolimus» in «hepatocellular carcinoma» cells and patients."
    assert {(row["score"], row["belief"]) for row in rows} == {(0.9, 0.72)}, "of the sentence, and of its claim"
    assert [(row["document"], row["polarity"], row["tier"]) for row in rows] == [
        ("PMID:5", "supports", "phase-3"), ("PMID:5", "null", "phase-3"), ("PMID:8", "opposes", "clinical"),
    ]  # fmt: skip


def test_a_sentence_comes_with_what_to_check_against_the_paper(store: Store) -> None:
    row = explain(store, drug="everolimus", disease="HCC")[0]
    details = {column: row[column] for column in ("comparators", "setting", "endpoint", "figures", "trials")}
    assert details == {
        "comparators": [SORAFENIB, "placebo"], "setting": "second-line", "endpoint": "overall survival",
        "figures": ["7.6 vs 7.3 months", "HR 1.05; 95% CI 0.86-1.27"], "trials": ["CLINICALTRIALS:NCT01035229"],
    }  # fmt: skip


def test_partners_and_comparators_have_their_names_beside_their_ids(store: Store) -> None:
    row = explain(store, drug="everolimus", disease="HCC")[0]
    assert (row["comparators"], row["comparator_names"]) == ([SORAFENIB, "placebo"], ["sorafenib", "placebo"])
    assert (row["partners"], row["partner_names"]) == ([], [])
    for row in explain(store, drug="sirolimus", disease="HCC"):
        assert len(row["partner_names"]) == len(row["partners"])
        assert not any(name.startswith("CHEBI:") for name in row["partner_names"])


@pytest.mark.parametrize("name", ["mTOR inhibitor", MTOR_INHIBITOR])
def test_a_class_of_drugs_has_a_query_of_its_own(store: Store, name: str) -> None:
    with pytest.raises(QueryError) as raised:
        explain(store, drug=name, disease="liver cancer")
    assert str(raised.value) == (
        f"drug={name!r} is {MTOR_INHIBITOR} (mTOR inhibitor, Role), and that is no drug: its drugs are the rows of"
        f" `kg query drug-class-with-disease-evidence -p class={MTOR_INHIBITOR} -p disease='liver cancer'`, and"
        " kg explain shows the sentences of each"
    )
    with pytest.raises(QueryError, match=r"drug='nosuch' is neither a CURIE nor the name of a Drug"):
        explain(store, drug="nosuch", disease="HCC")


def test_an_assertion_is_explained_by_its_own_sentences(store: Store) -> None:
    claim = explain(store, drug=SIROLIMUS, disease="HCC")[0]["assertion"]
    rows = explain(store, assertion=claim)
    assert {row["assertion"] for row in rows} == {claim}
    assert {row["subject"] for row in rows} == {"sirolimus"}


@pytest.mark.parametrize(
    "asked", [{}, {"drug": "sirolimus"}, {"disease": "HCC"}, {"drug": "sirolimus", "disease": "HCC", "assertion": "x"}]
)
def test_a_pair_or_an_assertion_must_be_given(store: Store, asked: dict[str, Any]) -> None:
    with pytest.raises(QueryError, match=r"give a drug and a disease, or an assertion: kg explain everolimus HCC$"):
        explain(store, **asked)


def test_an_unknown_assertion_is_an_error_and_an_unstudied_pair_is_empty(store: Store) -> None:
    with pytest.raises(QueryError, match=r"no assertion 'nothing'.* as in kg explain everolimus HCC$"):
        explain(store, assertion="nothing")
    assert explain(store, drug="umirolimus", disease="HCC") == []


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ([(0, 1), (4, 5)], "«a»bcd«e»"),
        ([(4, 5), (0, 1)], "«a»bcd«e»"),
        ([(0, 3), (2, 5)], "«abcde»"),
        ([(0, 5), (1, 2)], "«abcde»"),
        ([(0, 2), (2, 5)], "«ab»«cde»"),
        ([(-3, 1), (4, 9)], "«a»bcd«e»"),
        ([(7, 9), (3, 3)], "abcde"),
    ],
)
def test_marks_stand_around_spans_whatever_their_order_and_overlap(spans: list[tuple[int, int]], marked: str) -> None:
    assert mark("abcde", spans) == marked
