from __future__ import annotations

from typing import Any

import pytest

from kg.ask.explain import COLUMNS, arguments, asked_alone, chosen, explain, mark, unmarked
from kg.ask.pack import load_queries
from kg.ask.queries import parse_parameters, run_query
from kg.errors import QueryError
from kg.model import POLARITIES, TIERS
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
    with pytest.raises(QueryError) as raised:
        explain(store, drug=name)
    assert str(raised.value) == (
        f"drug={name!r} is {MTOR_INHIBITOR} (mTOR inhibitor, Role), and that is no drug: its drugs are the rows of"
        f" `kg query drug-class-members -p class={MTOR_INHIBITOR}`, and kg explain shows the sentences of each"
    )
    with pytest.raises(QueryError, match=r"drug='nosuch' is neither a CURIE nor the name of a Drug"):
        explain(store, drug="nosuch", disease="HCC")


def test_an_assertion_is_explained_by_its_own_sentences(store: Store) -> None:
    claim = explain(store, drug=SIROLIMUS, disease="HCC")[0]["assertion"]
    rows = explain(store, assertion=claim)
    assert {row["assertion"] for row in rows} == {claim}
    assert {row["subject"] for row in rows} == {"sirolimus"}


def test_a_drug_alone_is_explained_in_every_disease(store: Store) -> None:
    rows = explain(store, drug="everolimus")
    assert [tuple(row) for row in rows] == [COLUMNS] * len(rows)
    assert {row["object"] for row in rows} == {
        "hepatocellular carcinoma", "fibrolamellar carcinoma", "renal cell carcinoma",
    }  # fmt: skip
    in_hcc = explain(store, drug="everolimus", disease="HCC")
    assert [row for row in rows if row["object"] != "renal cell carcinoma"] == in_hcc
    assert {(row["relation"], row["negated"]) for row in rows} == {("STUDIED_FOR", False)}
    assert [TIERS.index(row["tier"]) for row in rows] == sorted(TIERS.index(row["tier"]) for row in rows)


def test_a_drug_alone_is_explained_by_its_studies_only(pack_store: Store) -> None:
    claims = "MATCH (d:Drug)<-[:SUBJECT]-(:Assertion {relation: 'CAUSES', negated: false})-[:OBJECT]->(:Disease)"
    causes = {row["id"] for row in pack_store.run(f"{claims} RETURN d.id AS id")}
    assert causes, "the sample has a drug with a claim that is no study"
    for drug in causes:
        assert {row["relation"] for row in explain(pack_store, drug=drug)} <= {"STUDIED_FOR"}


@pytest.mark.parametrize("pmid", ["1", "PMID:1"])
def test_a_publication_is_explained_by_all_its_claims(store: Store, pmid: str) -> None:
    rows = explain(store, pmid=pmid)
    assert [(row["document"], row["relation"], row["negated"]) for row in rows] == [
        ("PMID:1", "STUDIED_FOR", False), ("PMID:1", "AMELIORATES", True),
    ]  # fmt: skip
    assert rows[0] == explain(store, drug="everolimus", disease="HCC")[0]
    with pytest.raises(QueryError, match=r"pmid='777' is not the identifier of a Publication in this graph"):
        explain(store, pmid="777")


def test_a_single_text_is_an_assertion_a_publication_or_a_drug(store: Store) -> None:
    claim = explain(store, drug=SIROLIMUS, disease="HCC")[0]["assertion"]
    assert asked_alone(store, claim) == {"assertion": claim}
    assert asked_alone(store, "0" * 32) == {"assertion": "0" * 32}, "it looks like one"
    assert asked_alone(store, "pmid: 12") == {"pmid": "PMID:12"}
    assert asked_alone(store, "KGD:my-notes") == {"pmid": "KGD:my-notes"}
    assert asked_alone(store, "25058218") == {"pmid": "25058218"}
    for drug in ("everolimus", "CHEBI:68478", "5-fluorouracil"):
        assert asked_alone(store, drug) == {"drug": drug}


def test_rows_are_chosen_by_tier_and_polarity(store: Store) -> None:
    rows = explain(store, drug="sirolimus", disease="HCC")
    assert explain(store, drug="sirolimus", disease="HCC", tier="Phase-3", polarity="NULL") == rows[1:2]
    assert chosen(rows, polarity="opposes") == rows[2:] and chosen(rows, "review") == [] and chosen(rows) == rows
    wrong: tuple[tuple[dict[str, Any], tuple[str, ...]], ...] = (
        ({"tier": "phase3"}, TIERS), ({"polarity": "negative"}, POLARITIES),
    )  # fmt: skip
    for asked, allowed in wrong:
        with pytest.raises(QueryError, match=rf"'(phase3|negative)': expected one of {', '.join(allowed)}$"):
            explain(store, drug="sirolimus", disease="HCC", **asked)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"disease": "HCC"},
        {"drug": "sirolimus", "disease": "HCC", "assertion": "x"},
        {"drug": "sirolimus", "pmid": "1"},
        {"pmid": "1", "disease": "HCC"},
    ],
)
def test_one_thing_must_be_given(store: Store, asked: dict[str, Any]) -> None:
    with pytest.raises(QueryError, match=r"give one thing: a drug, with or without a disease, .* PMID:25058218$"):
        explain(store, **asked)


def test_an_unknown_assertion_is_an_error_and_an_unstudied_pair_is_empty(store: Store) -> None:
    with pytest.raises(QueryError, match=r"no assertion 'nothing'.* as in kg explain everolimus HCC, "):
        explain(store, assertion="nothing")
    said: list[str] = []
    assert explain(store, drug="umirolimus", disease="HCC") == []
    assert explain(store, drug="umirolimus", report=said.append) == []
    assert "known, nothing here: no row for drug" in said[-1]


def test_a_disease_alone_is_told_what_lists_its_drugs(store: Store) -> None:
    with pytest.raises(
        QueryError, match=r"that is no drug.*kg query drugs-studied-for-disease -p disease=MONDO:0007256"
    ):
        explain(store, drug="HCC")


def test_marks_are_taken_back(store: Store) -> None:
    for row in explain(store, drug="everolimus"):
        assert "«" not in unmarked(row)
        assert mark(unmarked(row), arguments(row)) == row["sentence"]
    row = explain(store, drug="everolimus")[0]
    quoted = row | {"sentence": mark("«a» b c", [(0, 3), (4, 5)]), "start": 0, "end": 7}
    spans = {"subject_start": 0, "subject_end": 3, "object_start": 4, "object_end": 5}
    assert unmarked(quoted | spans) == "«a» b c", "the text's own stay"


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
