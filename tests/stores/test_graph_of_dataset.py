"""The graph says what the tables say: nodes, relationships, their properties, and nothing that a table does not
back.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg.dataset import graph
from kg.dataset.tables import TABLES
from kg.errors import DatasetError
from kg.model import TIERS
from kg.stores.embedded import build
from kg.stores.store import Store
from tests.stores.sample import EVEROLIMUS, HCC, MTOR, RUN, SORAFENIB, TEMSIROLIMUS, read_tables


def rewrite(dataset: Path, table: str, change: Any) -> None:
    path = dataset / "tables" / f"{table}.parquet"
    rows = pq.read_table(path).to_pylist()
    pq.write_table(pa.Table.from_pylist([change(row) for row in rows], TABLES[table]), path)


def test_every_row_of_a_table_is_one_node(dataset: Path, store: Store) -> None:
    tables = read_tables(dataset)
    counted = {
        row["label"]: row["n"]
        for row in store.run("MATCH (n) RETURN labels(n)[0] AS label, count(*) AS n ORDER BY label")
    }
    assert counted["Assertion"] == len(tables["assertions"])
    assert counted["Evidence"] == len(tables["evidence"])
    assert counted["Publication"] == len(tables["documents"])
    assert counted["Run"] == 1
    assert store.run("MATCH (n:Entity) RETURN count(*) AS n") == [{"n": len(tables["entities"])}]


def test_every_node_has_an_id_and_a_uri(store: Store) -> None:
    assert store.run("MATCH (n) WHERE n.id IS NULL OR n.uri IS NULL RETURN n.id AS id ORDER BY id") == []


def test_the_type_label_comes_before_entity(store: Store) -> None:
    assert store.run("MATCH (n:Drug {id: $id}) RETURN labels(n) AS labels", {"id": EVEROLIMUS}) == [
        {"labels": ["Drug", "Entity"]}
    ]


def test_an_entity_has_its_names_and_a_text_to_search(store: Store) -> None:
    found = store.run(
        "MATCH (n:Drug {id: $id}) RETURN n.name AS name, n.synonyms AS synonyms, n.search_text AS text, n.uri AS uri",
        {"id": EVEROLIMUS},
    )
    assert found == [
        {
            "name": "everolimus",
            "synonyms": ["RAD001", "Afinitor"],
            "text": "everolimus | rad001 | afinitor",
            "uri": "http://purl.obolibrary.org/obo/CHEBI_68478",
        }
    ]


def test_full_text_search_finds_a_synonym(store: Store) -> None:
    rows = store.run(
        "CALL db.index.fulltext.queryNodes('drug_text', 'rad001') YIELD node, score "
        "RETURN node.id AS id, score AS score ORDER BY score DESC, id"
    )
    assert [row["id"] for row in rows] == [EVEROLIMUS]


def test_edges_are_the_claims_of_the_table_and_none_is_negated(dataset: Path, store: Store) -> None:
    tables = read_tables(dataset)
    negated = {row["id"] for row in tables["assertions"] if row["negated"]}
    assert negated
    found = store.run(
        "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id AS a, type(r) AS type, b.id AS b, r.basis AS basis, r.assertion"
        " AS assertion, r.key AS key ORDER BY key"
    )
    claims: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in tables["edges"]:
        claims.setdefault((row["subject"], row["relation"], row["object"]), []).append(row)
    expected = []
    for claim, rows in claims.items():
        texts = [row["assertion"] for row in rows if row["assertion"]]
        curated = len(texts) < len(rows)
        if curated and len(texts) != 1:
            expected.append((*claim, "curated", None))
        expected += [(*claim, "curated" if curated and len(texts) == 1 else "text", assertion) for assertion in texts]
    assert sorted(expected, key=repr) == sorted([tuple(row.values())[:-1] for row in found], key=repr)
    assert {row["key"] for row in found if row["assertion"]} == {row["assertion"] for row in found if row["assertion"]}
    assert len({row["key"] for row in found}) == len(found)
    assert not negated & {row["assertion"] for row in found}


def test_an_edge_carries_what_backs_it(store: Store) -> None:
    text = store.run(
        "MATCH (:Drug {id: $drug})-[r:STUDIED_FOR {best_tier: 'in-vivo'}]->(:Disease {id: $disease}) "
        "RETURN r.basis AS basis, r.evidence_count AS n, r.score AS score, r.belief AS belief, r.sources AS sources, "
        "r.licences AS licences",
        {"drug": EVEROLIMUS, "disease": HCC},
    )
    assert text == [{"basis": "text", "n": 1, "score": 0.9, "belief": 0.72, "sources": ["text"], "licences": None}]
    curated = store.run(
        "MATCH (:Drug {id: $drug})-[r:INHIBITS]->(:Target {id: $target}) RETURN r.basis AS basis, r.sources AS sources,"
        " r.licences AS licences, r.references AS refs, r.assertion AS assertion, r.belief AS belief",
        {"drug": TEMSIROLIMUS, "target": MTOR},
    )
    assert curated == [
        {
            "basis": "curated",
            "sources": ["curated-table"],
            "licences": ["CC0-1.0"],
            "refs": None,
            "assertion": None,
            "belief": 0.99,
        }
    ]


def test_a_claim_leads_to_its_evidence_publication_trial_and_run(store: Store) -> None:
    rows = store.run(
        "MATCH (:Drug {id: $drug})<-[:SUBJECT]-(a:Assertion {negated: true})-[:OBJECT]->(o:Disease) MATCH"
        " (a)-[:HAS_EVIDENCE]->(e:Evidence)-[:FROM]->(p:Publication)-[:REGISTERED_AS]->(t:Trial) MATCH"
        " (e)-[:BY]->(run:Run) RETURN o.id AS disease, e.text AS text, p.title AS title, t.id AS trial, run.id AS run"
        " ORDER BY trial",
        {"drug": EVEROLIMUS},
    )
    text = "We tested everolimus in hepatocellular carcinoma cells and patients."
    assert rows == [
        {"disease": HCC, "text": text, "title": "Report 1", "trial": "CLINICALTRIALS:NCT01035229", "run": RUN}
    ]


def test_offsets_cut_the_arguments_out_of_the_sentence(store: Store) -> None:
    rows = store.run(
        "MATCH (s:Entity)<-[:SUBJECT]-(a:Assertion)-[:OBJECT]->(o:Entity) MATCH (a)-[:HAS_EVIDENCE]->(e:Evidence)"
        " RETURN s.name AS subject, o.name AS object, e.text AS text, e.start AS start, e.subject_start AS ss,"
        " e.subject_end AS se, e.object_start AS os, e.object_end AS oe, e.id AS id ORDER BY id"
    )
    assert rows
    for row in rows:
        assert row["text"][row["ss"] - row["start"] : row["se"] - row["start"]] == row["subject"]
        assert row["text"][row["os"] - row["start"] : row["oe"] - row["start"]] == row["object"]


def test_evidence_has_the_details_of_its_study(store: Store) -> None:
    asked = (
        "MATCH (:Drug {id: $drug})<-[:SUBJECT]-(a:Assertion {relation: 'STUDIED_FOR'})-[:OBJECT]->(:Disease {id:"
        " $disease}) "
    )
    rows = store.run(
        asked + "MATCH (a)-[:HAS_EVIDENCE]->(e:Evidence {tier: 'phase-3'}) "
        "RETURN e.comparators AS comparators, e.endpoint AS endpoint, e.figures AS figures, e.setting AS setting",
        {"drug": EVEROLIMUS, "disease": HCC},
    )
    figures = ["7.6 vs 7.3 months", "HR 1.05; 95% CI 0.86-1.27"]
    assert rows == [
        {
            "comparators": [SORAFENIB, "placebo"],
            "endpoint": "overall survival",
            "figures": figures,
            "setting": "second-line",
        }
    ]


def test_evidence_counts_unless_a_flag_or_a_partner_forbids(store: Store) -> None:
    rows = store.run(
        "MATCH (e:Evidence) RETURN e.flags AS flags, e.attribution AS attribution, e.tier AS tier, e.counted AS counted"
        " ORDER BY e.id"
    )
    assert {frozenset(row["flags"]) for row in rows} >= {
        frozenset(),
        frozenset(["speculated"]),
        frozenset(["protocol"]),
        frozenset(["retracted"]),
    }
    for row in rows:
        own = row["attribution"] != "combination" and row["tier"] not in ("review", "mention")
        assert row["counted"] == (set(row["flags"]) <= {"speculated"} and own)


def test_evidence_of_a_document_retracted_elsewhere_is_flagged(store: Store) -> None:
    assert store.run(
        "MATCH (e:Evidence)-[:FROM]->(:Publication {id: 'PMID:21'}) RETURN e.flags AS flags, e.counted AS counted"
    ) == [{"flags": ["retracted"], "counted": False}]


def test_tier_rank_is_the_place_in_the_list_of_tiers(store: Store) -> None:
    rows = store.run("MATCH (e:Evidence) RETURN DISTINCT e.tier AS tier, e.tier_rank AS rank ORDER BY rank")
    assert {row["tier"]: row["rank"] for row in rows} == {
        **{tier: TIERS.index(tier) for tier in {row["tier"] for row in rows} - {None}},
        None: None,
    }


def test_registry_numbers_that_are_not_nct_keep_their_form(store: Store) -> None:
    rows = store.run(
        "MATCH (:Publication {id: 'PMID:5'})-[:REGISTERED_AS]->(t:Trial) RETURN t.id AS id, t.uri AS uri ORDER BY id"
    )
    assert rows == [
        {"id": "CLINICALTRIALS:NCT00355862", "uri": "http://identifiers.org/clinicaltrials/NCT00355862"},
        {"id": "EudraCT 2005-005362-36", "uri": "https://example.org/kg/trial/EudraCT%202005-005362-36"},
    ]


def test_batches_do_not_change_the_graph(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, counts = build(dataset)
    monkeypatch.setattr(graph, "BATCH", 3)
    parts, again = build(dataset)
    assert counts == again
    statement = "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b, r.key AS key ORDER BY key, a, type, b"
    assert parts.cypher(statement).to_dicts() == whole.cypher(statement).to_dicts()


def test_a_relationship_to_a_node_that_no_table_has_is_an_error(dataset: Path) -> None:
    rewrite(dataset, "assertions", lambda row: {**row, "object": "MONDO:9999999"} if row["object"] == HCC else row)
    with pytest.raises(DatasetError, match=r"the OBJECT relationship from .* names the .*, which no table has"):
        build(dataset)


def test_an_edge_for_a_negated_claim_is_an_error(dataset: Path) -> None:
    rewrite(dataset, "assertions", lambda row: {**row, "negated": True})
    with pytest.raises(DatasetError, match="stands for a negated assertion"):
        build(dataset)


@pytest.mark.parametrize(
    ("table", "column", "value", "message"),
    [
        ("entities", "type", "Potion", "unknown type 'Potion'"),
        ("assertions", "relation", "CURES", "unknown relation 'CURES'"),
    ],
)
def test_words_outside_the_vocabulary_are_errors(
    dataset: Path, table: str, column: str, value: str, message: str
) -> None:
    rewrite(dataset, table, lambda row: {**row, column: value})
    with pytest.raises(DatasetError, match=message):
        build(dataset)


def test_a_missing_table_is_named(dataset: Path) -> None:
    (dataset / "tables" / "evidence.parquet").unlink()
    with pytest.raises(DatasetError, match=r"evidence\.parquet: a table is missing"):
        build(dataset)


def test_a_damaged_table_is_named(dataset: Path) -> None:
    (dataset / "tables" / "edges.parquet").write_bytes(b"PAR1 but not really PAR1")
    with pytest.raises(DatasetError, match=r"edges\.parquet is damaged"):
        build(dataset)


def test_a_table_without_a_column_is_named(dataset: Path) -> None:
    path = dataset / "tables" / "edges.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["basis"]), path)
    with pytest.raises(DatasetError, match="no column basis"):
        build(dataset)


@pytest.mark.parametrize("text", ["{", "[]", "{}", json.dumps({"id": 3})])
def test_a_damaged_ledger_is_an_error(dataset: Path, text: str) -> None:
    (dataset / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"run\.json is damaged"):
        build(dataset)
