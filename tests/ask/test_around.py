"""What is around an entity, the evidence for drugs tier by tier, and where arguments stand in sentences."""

from __future__ import annotations

from typing import Any

import pytest

from kg.ask.drugs_by_tier import drugs_by_tier
from kg.ask.explain import arguments, explain, mark, unmarked
from kg.ask.neighbourhood import card, neighbours
from kg.ask.pack import find, load_queries
from kg.ask.queries import given_parameters, run_query
from kg.ask.summary import summarize
from kg.errors import QueryError
from kg.model import POLARITIES
from kg.stores.store import Store
from tests.stores.sample import EVEROLIMUS, HCC, LIVER_CANCER, MTOR, MTOR_INHIBITOR, SORAFENIB


def test_an_entity_has_its_names_and_parents(store: Store) -> None:
    found = card(store, HCC, "Disease")
    assert (found.name, found.label, found.synonyms) == (
        "hepatocellular carcinoma",
        "Disease",
        ("HCC", "liver cell carcinoma"),
    )
    assert found.parents == ((LIVER_CANCER, "liver cancer"),)
    with pytest.raises(QueryError, match="there is no Drug 'X:1' in this graph"):
        card(store, "X:1", "Drug")


def test_what_is_around_an_entity_goes_both_ways(store: Store) -> None:
    around = neighbours(store, MTOR, "Target", limit=50)
    assert around.nodes[0].id == MTOR and not around.truncated
    assert {MTOR_INHIBITOR} <= {edge.source for edge in around.edges} and all(
        edge.target == MTOR for edge in around.edges if edge.source != MTOR
    )
    assert {edge.source for edge in around.edges} | {edge.target for edge in around.edges} == {
        node.id for node in around.nodes
    }
    assert "PART_OF" not in {edge.relation for edge in around.edges}
    assert {edge.relation for edge in neighbours(store, MTOR, "Target", ["PART_OF"]).edges} == {"PART_OF"}


def test_the_studies_of_an_edge_are_counted_by_what_they_found(store: Store) -> None:
    around = neighbours(store, EVEROLIMUS, "Drug", ["STUDIED_FOR"])
    of_hcc = [edge for edge in around.edges if edge.target == HCC]
    for edge in of_hcc:
        rows = explain(store, assertion=edge.assertion)
        assert edge.publications == len({row["document"] for row in rows})
        assert edge.found == {key: sum(getattr(one, key) for one in summarize(rows)) for key in POLARITIES}
        assert edge.tier and edge.basis == "text"
    assert sum(edge.found["supports"] for edge in of_hcc) and sum(edge.found["null"] for edge in of_hcc)


def test_more_than_the_limit_is_said(store: Store) -> None:
    few = neighbours(store, EVEROLIMUS, "Drug", limit=1)
    assert len(few.edges) == 1 and few.truncated and len(few.nodes) == 2
    assert neighbours(store, EVEROLIMUS, "Drug", limit=0).edges == ()


def test_an_unknown_relation_is_refused(store: Store) -> None:
    for hostile in ("INHIBITED", "INHIBITS]->(x) DETACH DELETE x //"):
        with pytest.raises(QueryError, match="expected one of INHIBITS"):
            neighbours(store, EVEROLIMUS, "Drug", [hostile])


def test_the_ladder_of_one_drug_is_that_of_its_class(store: Store) -> None:
    of_class = {row.drug_id: row for row in drugs_by_tier(store, class_=MTOR_INHIBITOR, disease=HCC)}
    everyone = {row.drug_id: row for row in drugs_by_tier(store, disease=HCC)}
    assert EVEROLIMUS in of_class and SORAFENIB in everyone and SORAFENIB not in of_class
    for curie, row in of_class.items():
        (alone,) = drugs_by_tier(store, drug=curie, disease=HCC)
        assert alone == everyone[curie]
        assert (alone.cells, alone.publications, alone.latest_year) == (row.cells, row.publications, row.latest_year)
        assert alone.supporting_tier == row.supporting_tier


def test_a_ladder_has_one_question(store: Store) -> None:
    with pytest.raises(QueryError, match="a class or a drug"):
        drugs_by_tier(store, class_=MTOR_INHIBITOR, drug=EVEROLIMUS, disease=HCC)
    with pytest.raises(QueryError, match="nobody's disease"):
        drugs_by_tier(store, disease="nobody's disease")
    assert (
        drugs_by_tier(store, drug=EVEROLIMUS, disease=LIVER_CANCER)
        and drugs_by_tier(store, drug=MTOR_DRUG, disease=HCC) == []
    )


MTOR_DRUG = "CHEBI:900007"
"""A drug of the class without a study."""


@pytest.mark.parametrize(
    ("text", "subject", "object_"),
    [
        ("Everolimus in HCC.", (0, 10), (14, 17)),
        ("HCC and everolimus", (8, 18), (0, 3)),
        ("overlapping names here", (0, 16), (12, 22)),
        ("one within the other", (0, 20), (4, 10)),
        ("same place", (0, 4), (0, 4)),
        ("touching", (0, 5), (5, 8)),
        ("already «marked» text", (9, 15), (17, 21)),
        ("cut at the end", (0, 3), (11, 99)),
        ("cut at the start", (-5, 3), (4, 6)),
        ("outside alone", (0, 7), (50, 60)),
        ("neither of both", (-9, -4), (50, 60)),
        ("ends", (0, 0), (0, 4)),
        ("🧬 café in HCC", (2, 6), (10, 13)),
        ("", (0, 3), (3, 5)),
    ],
)
def test_a_sentence_loses_its_marks_and_nothing_else(
    text: str, subject: tuple[int, int], object_: tuple[int, int]
) -> None:
    start = 100
    marked = mark(text, [subject, object_])
    row: dict[str, Any] = {"sentence": marked, "start": start, "end": start + len(text)}
    for end, span in (("subject", subject), ("object", object_)):
        row |= {f"{end}_start": span[0] + start, f"{end}_end": span[1] + start}
    assert unmarked(row) == text
    assert arguments(row) == [subject, object_]


def test_the_evidence_of_a_publication_is_that_of_its_claims(store: Store) -> None:
    rows = explain(store, pmid="1")
    assert rows and rows == explain(store, pmid="PMID:1")
    query = find("claims-of-publication", load_queries())
    claims = run_query(store, query, given_parameters(query, {"publication": "PMID:1"}))
    assert {row["assertion"] for row in rows} == {row["assertion"] for row in claims}
    assert {row["document"] for row in rows} == {"PMID:1"}
    with pytest.raises(QueryError, match="not the identifier of a Publication"):
        explain(store, pmid="999999999")
