"""A hint is about what no graph has, names what comes near, and is never given of what is there or only looks alike."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ask.pack import load_queries
from kg.dataset import graph
from kg.stores.cypher_tokens import tokens
from kg.stores.hints import MADE, hints, properties_of_nodes, properties_of_relations, relations
from tests.stores.sample import write_dataset

DRUG = "no property {} of Drug; there are "


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        # labels
        ("MATCH (d:drug) RETURN d", ["no label drug; there is Drug"]),
        ("MATCH (:`DRUG`) RETURN 1 AS n", ["no label DRUG; there is Drug"]),
        ("MATCH (c:Cell_Line) RETURN c", ["no label Cell_Line; there is CellLine"]),
        ("MATCH (n:Gene) RETURN n", ["no label Gene; there are Target, "]),
        ("MATCH (n:Compound:Entity) RETURN n", ["no label Compound; there are "]),
        ("MATCH (n:Chemicals|Disease) RETURN n", ["no label Chemicals; there are Drug, "]),
        ("MATCH (n:!(Drug|Potion)) RETURN n", ["no label Potion; there are "]),
        ("MATCH (n:Drgu&Entity) RETURN n", ["no label Drgu; there are Drug, "]),
        ("MATCH (n) WHERE n:drug OR n:Disease RETURN n", ["no label drug; there is Drug"]),
        ("MATCH (n) RETURN CASE WHEN n:Potion THEN 1 ELSE 0 END AS x", ["no label Potion; there are "]),
        ("MATCH (n) WHERE EXISTS { (n)-[:INHIBITS]->(:Protein) } RETURN n", ["no label Protein; there are Target, "]),
        ("MATCH (d:Drug) RETURN [(d)-->(x:Potion) | x.name] AS names", ["no label Potion; there are "]),
        (
            "MATCH (d:Drug) CALL (d) { MATCH (d)-->(t:Targets) RETURN t } RETURN t.name AS n",
            ["no label Targets; there are Target, "],
        ),
        ("MATCH p = shortestPath((a:Drug)-[*..3]-(b:Illness)) RETURN p", ["no label Illness; there are "]),
        ("MATCH (d /* (:x) */ :Drugs) RETURN d", ["no label Drugs; there are Drug, "]),
        # relations
        ("MATCH ()-[:inhibits]->() RETURN 1 AS n", ["no relation inhibits; there is INHIBITS"]),
        ("MATCH ()-[r:TREATS]->() RETURN r", ["no relation TREATS; there are STUDIED_FOR, AMELIORATES, "]),
        ("MATCH ()<-[r:INHIBITS|:BLOCKS|ACTIVATES]-() RETURN r", ["no relation BLOCKS; there are "]),
        ("MATCH ()-[:INHIBIT*1..3]-() RETURN 1 AS n", ["no relation INHIBIT; there are INHIBITS, "]),
        ("MATCH ()-[:SUBCLASSOF*0..]->() RETURN 1 AS n", ["no relation SUBCLASSOF; there is SUBCLASS_OF"]),
        ("MATCH (a)-[r]->(b) WHERE r:Causes RETURN a", ["no relation Causes; there is CAUSES"]),
        ("MATCH (a) WHERE (a)-[:CURES]->() RETURN a", ["no relation CURES; there are "]),
        # properties
        ("MATCH (d:Drug) RETURN d.Name AS name", ["no property Name of Drug; there is name"]),
        ("MATCH (d:Drug {nme: 'x'}) RETURN d.id AS id", [DRUG.format("nme") + "name, "]),
        ("MATCH (d:Drug) WHERE d.names = 'x' RETURN d.id AS id", [DRUG.format("names") + "name, "]),
        (
            "MATCH (d:Drug) RETURN d.`Name` AS n ORDER BY d.bestTier",
            ["no property Name of Drug; there is name", "no property bestTier of Drug"],
        ),
        ("MATCH (d:Drug) RETURN d.year AS y", ["no property year of Drug (Publication, Evidence have it); there are "]),
        (
            "MATCH (p:Publication {pmid: 1}) RETURN p.text AS a",
            ["no property pmid of Publication; ", "no property text of Publication"],
        ),
        (
            "MATCH (d:Drug)-[r:INHIBITS]->() RETURN r.evidence AS e",
            ["no property evidence of INHIBITS; there are evidence_count, "],
        ),
        ("MATCH ()-[r:INHIBITS {weight: 1}]->() RETURN r", ["no property weight of INHIBITS; "]),
        (
            "MATCH ()-[:STUDIED_FOR*1..2 {Basis: 'text'}]->() RETURN 1 AS n",
            ["no property Basis of STUDIED_FOR; there is basis"],
        ),
        (
            "MATCH (a:Assertion)-[s:SUBJECT]->() RETURN s.score AS s",
            ["no property score of SUBJECT (INHIBITS, ACTIVATES, "],
        ),
        ("MATCH (d) RETURN d.Tier AS t", ["no property Tier; there is tier"]),
        ("MATCH (d:Drug) RETURN d {.name, .nme, x: 1} AS d2", [DRUG.format("nme") + "name, "]),
        ("MATCH (d:Drug) WITH d AS e, 1 AS one RETURN e.nme AS n", [DRUG.format("nme") + "name, "]),
        ("MATCH (d:Drug) WITH DISTINCT d WHERE d.nme = 1 RETURN d", [DRUG.format("nme") + "name, "]),
        ("MATCH (d:Drug) WHERE any(s IN d.synonym WHERE s = 'x') RETURN d", [DRUG.format("synonym") + "synonyms, "]),
        ("MATCH (d:Drug|Disease) RETURN d.nme AS n", ["no property nme of Disease or Drug; there are name, "]),
        # several, in the order of the statement, each once
        (
            "MATCH (d:drug)-[:treats]->(x:Disease) RETURN x.Name AS a, x.Name AS b, d.Id AS c",
            ["no label drug", "no relation treats; ", "no property Name of Disease; there is name", "no property Id; "],
        ),
    ],
)
def test_what_no_graph_has_gets_a_hint(statement: str, expected: list[str]) -> None:
    found = hints(statement)
    assert [hint[: len(start)] for hint, start in zip(found, expected, strict=True)] == expected, found


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (d:Drug)-[r:INHIBITS]->(t:Target {name: 'MTOR'}) RETURN d.name AS drug, r.score AS score ORDER BY drug",
        "MATCH (d:Drug) WHERE d.name = ':Potion d.nme [:TREATS]' RETURN d.name AS nme // (x:Potion {nme: 1})",
        "MATCH (d:Drug) /* (:Potion)-[:TREATS]->() d.nme */ RETURN d.id AS `d.nme`",
        "MATCH (`the drug`:`Drug`) RETURN `the drug`.`name` AS n",
        "RETURN {nme: 1, Potion: 2, inner: {Drug: 'x'}} AS map",
        "UNWIND [{nme: 1}] AS row RETURN row.nme AS n",
        "UNWIND $rows AS row MATCH (d:Drug {id: row.drug}) RETURN d.name AS n, row.nme AS m",
        "MATCH (d:Drug {id: $p.nme}) RETURN $p.potion AS x, d.id AS id",
        "MATCH (d:Drug) WITH {nme: d.name} AS d RETURN d.nme AS n",
        "MATCH (d:Drug) WITH collect(d) AS ds RETURN [x IN ds | x.nme] AS names",
        "MATCH (d:Drug) RETURN [d IN [{nme: 1}] | d.nme] AS names",
        "MATCH (d:Drug) RETURN reduce(total = 0, d IN [{nme: 1}] | total + d.nme) AS n",
        "MATCH (d:Drug) RETURN d {.*} AS d1, d {.name, nme: d.id, .id} AS d2, d {} AS d3",
        "MATCH (d:Drug) RETURN date('2020-01-01').year AS y, duration({days: 1}).days AS n, point({x: 1, y: 2}).x AS x",
        "CALL db.index.fulltext.queryNodes('drug_text', 'ever') YIELD node, score "
        "RETURN node.name AS n, node.nme AS m, score AS s",
        "CALL db.labels() YIELD label RETURN label AS l",
        "MATCH (d:Drug) RETURN count(d) AS n, size(d.synonyms) AS s, toLower(d.name) AS l, "
        "apoc.text.join(d.synonyms, '') AS j",
        "MATCH (n) WHERE n:Drug OR n:Entity RETURN n.id AS id, n.tier AS t",
        "MATCH (n:%) WHERE n.year IS NOT NULL RETURN n.title AS t",
        "MATCH (n:!Drug) RETURN n.year AS y",
        "MATCH (n:$(label)) RETURN n.year AS y",
        "MATCH (n:Drug) WHERE n.name IS :: STRING AND n.mentions IS NOT :: FLOAT RETURN n.id AS id",
        "MATCH (n) WHERE n:Publication RETURN n.doi AS doi",
        "MATCH (n:Entity) WHERE n:Drug OR n:Publication RETURN n.title AS t",
        "MATCH ((a:Drug)-[:SUBCLASS_OF]->(b:Drug)){1,3} RETURN count(*) AS n",
        "MATCH p = (a:Drug)-[*1..2]-(b) RETURN length(p) AS l, nodes(p)[0].nme AS x",
        "MATCH (a:Drug) RETURN a.synonyms[0..2] AS s, [1, 2][..1] AS t, (1 - [1][0]) AS u",
        "MATCH (d:Drug) RETURN CASE d.name WHEN 'x' THEN {Potion: 1} ELSE {Potion: 2} END AS m",
        "MATCH (d:Drug)-[r:INHIBITS|ACTIVATES]->(t) RETURN type(r) AS t, r.basis AS b",
        "MATCH (d:Drug)<-[:SUBJECT]-(a:Assertion) WHERE NOT (a)-[:HAS_EVIDENCE]->(:Evidence {tier: 'phase-3'}) "
        "RETURN a.id AS id",
        "MATCH (d:Drug) CALL { WITH d MATCH (d)-[r]->(x) RETURN count(r) AS n } RETURN d.id AS id, n AS n",
        "MATCH (x:Drug) RETURN x.id AS id UNION MATCH (x:Publication) RETURN x.doi AS id",
        "MATCH (t:Trial)<-[:REGISTERED_AS]-(p:Publication)<-[:FROM]-(e:Evidence)-[:BY]->(r:Run) "
        "RETURN t.name AS t, r.versions AS v",
        "WITH 1 AS a, 2 AS b RETURN (a) - (b) AS c",
        "EXPLAIN MATCH (d:Drug) RETURN d.id AS id;",
        "",
        "((((",
        "MATCH (d:",
        "}])",
    ],
)
def test_what_is_there_or_only_looks_alike_gets_none(statement: str) -> None:
    assert hints(statement) == ()


@pytest.mark.parametrize("name", load_queries())
def test_the_pack_gets_none(name: str) -> None:
    assert hints(load_queries()[name].cypher) == ()


@pytest.mark.parametrize("name", load_queries())
def test_a_name_of_the_pack_written_otherwise_is_noticed(name: str) -> None:
    cypher = load_queries()[name].cypher
    sequence = list(tokens(cypher))
    named = {*graph.labels(), *relations()}
    places = [token for before, token in pairwise(sequence) if token.text in named and before.text in (":", "|")]
    assert places
    for token in places:
        wrong = cypher[: token.start] + token.text + "X" + cypher[token.start + len(token.text) :]
        assert any(f" {token.text}X; there are {token.text}, " in hint for hint in hints(wrong)), wrong


def test_the_vocabulary_is_that_of_the_graph(tmp_path: Path) -> None:
    dataset = write_dataset(tmp_path / "dataset")
    nodes, links = properties_of_nodes(), properties_of_relations()
    assert nodes.keys() == {*graph.labels(), "Entity"}
    seen: dict[str, set[str]] = {}
    for batch in graph.nodes(dataset):
        for row in batch.rows:
            assert row["props"].keys() <= set(nodes[batch.label]), batch.label
            seen.setdefault(batch.label, set()).update(row["props"])
    assert {label: set(made) - seen[label] for label, made in MADE.items()} == {
        label: {"pipeline"} if label == "Run" else set()
        for label in MADE  # the sample's run has no name
    }
    for links_ in graph.relationships(dataset):
        for row in links_.rows:
            assert row.get("props", {}).keys() <= set(links[links_.relation]), links_.relation


@given(
    st.lists(
        st.sampled_from(
            "( ) [ ] { } : | & ! % , . - > < * 1 n Drug drug INHIBITS nme MATCH WHERE AS IN RETURN $p 'x' `y`".split()
        )
    )
)
def test_any_tokens_are_read_to_their_end(parts: list[str]) -> None:
    assert all(hint.startswith("no ") for hint in hints(" ".join(parts)))
