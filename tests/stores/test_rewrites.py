"""What the embedded engine is asked instead of a statement: found by structure, in the right places only, and never
sent to a server.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kg.errors import StoreError
from kg.stores import embedded, open_store, products, searches
from kg.stores.bolt.bolt_store import BoltStore
from kg.stores.cypher_tokens import tokens
from kg.stores.fulltext import index
from kg.stores.refusals import REFUSALS, refuse
from kg.stores.rewrite import REWRITES, prepare
from kg.stores.store import Store
from tests.conftest import Hold
from tests.stores.differential.statements import statements
from tests.stores.sample import HCC, Content, write_dataset


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(str(write_dataset(tmp_path_factory.mktemp("rewrites") / "dataset")))
    yield opened
    opened.close()


REWRITTEN = {
    "block comment": ("MATCH (n) /* , (m) */ RETURN n.id AS id", "MATCH (n)   RETURN n.id AS id"),
    "name of a publication": (
        "MATCH (a:Drug)--(p) MATCH (n {name: $x}) RETURN a.name AS x, p.name AS name, p {.id, .name} AS p",
        (
            "MATCH (a:Drug)--(p) MATCH (n :Entity|Trial {name: $x}) RETURN a.name AS x, p['name'] AS name, p {.id,"
            " name: p['name']} AS p"
        ),
    ),
    "computed key": ("MATCH (n) RETURN n[$k] AS x, n['year'] AS y, $m[$k] AS z", None),
    "keyword as property": (
        "MATCH (e:Evidence {end: 1}) RETURN e.end AS end, e {.end} AS e",
        "MATCH (e:Evidence {`end`: 1}) RETURN e.`end` AS end, e {.`end`} AS e",
    ),
    "path without a bound": (
        "MATCH (a)-[:PART_OF*]->(b)-[*2..]->(c)-[*0..3]->(d) RETURN count(*) AS n",
        "MATCH (a)-[:PART_OF*1..1000000]->(b)-[*2..1000000]->(c)-[*0..3]->(d) RETURN count(*) AS n",
    ),
    "`&` between labels": ("MATCH (n:Drug&Entity) RETURN n.id AS id", "MATCH (n:Drug:Entity) RETURN n.id AS id"),
    "comma in MATCH": (
        "MATCH (a)-[r]->(b), (a)--(c), (c)-[:BINDS*1..2]->(d) WHERE a.id = 'x' OR b.id = 'y' RETURN a.id AS id",
        (
            "MATCH (a)-[r]->(b) MATCH (a)-[kg_r0]-(c) WHERE r <> kg_r0 MATCH (c)-[kg_r1:BINDS*1..2]->(d) WHERE (a.id ="
            " 'x' OR b.id = 'y') AND NOT r IN kg_r1 AND NOT kg_r0 IN kg_r1 RETURN a.id AS id"
        ),
    ),
    "column without AS": (
        "MATCH (n) RETURN COUNT( * ), n.id",
        "MATCH (n) RETURN COUNT( * ) AS `COUNT( * )`, n.id AS `n.id`",
    ),
    "ORDER BY an expression of RETURN": (
        "MATCH (n) RETURN n.x AS x, count(*) AS n ORDER BY COUNT(*) DESC",
        "MATCH (n) RETURN n.x AS x, count(*) AS n ORDER BY n DESC",
    ),
    "EXISTS {}": (
        "MATCH (a) WHERE EXISTS { (a)--(b)--(c) } AND NOT (a)-[:BINDS]->()<--(:Drug) AND (a)--() RETURN a.id AS id",
        (
            "MATCH (a) WHERE EXISTS { (a)--(b)--(c) WHERE true } AND NOT EXISTS { (a)-[:BINDS]->()<--(:Drug) WHERE true"
            " } AND (a)--() RETURN a.id AS id"
        ),
    ),
    "COUNT {} after a bracket": (
        "MATCH (n) RETURN (COUNT { (n)--() } + 1) AS x",
        "MATCH (n) RETURN (0 + COUNT { (n)--() } + 1) AS x",
    ),
    "||": ("RETURN 'a' || 'b' AS x", "RETURN 'a' + 'b' AS x"),
    "sum of lists": (
        "MATCH (n) RETURN n.synonyms + [1] AS x, n.mentions + 1 AS y",
        (
            "MATCH (n) RETURN [kg_t8 IN [[n.synonyms , [1]]] | CASE WHEN any(kg_n IN kg_t8 WHERE kg_n IS NULL) THEN"
            " null ELSE kg_t8[0] + kg_t8[1] END][0] AS x, n.mentions + 1 AS y"
        ),
    ),
    "round()": ("RETURN round(1.5) AS x, round(1.25, 1) AS y", None),
    "isEmpty()": ("RETURN isEmpty([1, 2]) AS x", "RETURN (size([1, 2]) = 0) AS x"),
    "char_length()": ("RETURN char_length('a') AS x", "RETURN size('a') AS x"),
    "toString()": ("RETURN toString(1) AS x", None),
    "toFloat() and toInteger()": ("RETURN toFloat('1') AS x", None),
    "log() and sqrt()": ("RETURN log(2) AS x", None),
    "division": ("RETURN 1 / n.x AS x", None),
}


def test_every_rewrite_has_a_test() -> None:
    assert REWRITTEN.keys() == REWRITES.keys()
    assert all(rewrite.fault for rewrite in REWRITES.values())


@pytest.mark.parametrize(("name", "case"), REWRITTEN.items(), ids=REWRITTEN)
def test_a_shape_is_rewritten(name: str, case: tuple[str, str | None]) -> None:
    prepared = prepare(case[0])
    assert prepared.rewrites == (name,)
    assert case[1] is None or prepared.text == case[1]


@pytest.mark.parametrize(
    "statement",
    [
        "RETURN '/* title, round(1) */' AS x, \"a & b, c.title\" AS y",
        "MATCH (n) RETURN n.`a, round(2)` AS `x / y`",
        "RETURN {title: 1, round: 2} AS m, 4 / 2 AS x",
        "MATCH (n) // MATCH (a), (b) RETURN count(*)\nRETURN n.id AS id",
        "MATCH (n) WHERE n.round = 1 AND [x IN [1, 2] WHERE x > 1] = [2] RETURN n.id AS title",
        "OPTIONAL MATCH (a)--(b), (b)--(c) RETURN count(*) AS n",
        "MATCH (a)--(b), (b)--(c) WITH * RETURN count(*) AS n",
        "MATCH (a) WHERE EXISTS { MATCH (a)--(b), (b)--(c) WHERE true } RETURN a.id AS id",
        "MATCH (a:Drug)-[r:BINDS]->() MATCH (b:Drug {id: a.id}) RETURN b.id AS id",
        "MATCH (a",
        "RETURN [1, 2) AS x, round(2] AS y",
    ],
)
def test_what_only_looks_like_a_shape_is_left(statement: str) -> None:
    assert prepare(statement).text == statement


def test_two_patterns_keep_apart_only_relationships_that_could_be_one() -> None:
    text = prepare(
        "MATCH (a)-[:BINDS]->(b), (a)-[:INHIBITS]->(c), (a)-[:INHIBITS|BINDS]->(d) RETURN count(*) AS n"
    ).text
    assert text.count("<>") == 2


REFUSED = {
    "{found} in labels or types": "MATCH (n:!Drug) RETURN n.id AS id",
    "| between labels outside of a pattern": "MATCH (n) WHERE n:Drug|Target RETURN n.id AS id",
    "a quantified path pattern": "MATCH (a)-[:SUBCLASS_OF]->{1,3}(b) RETURN count(*) AS n",
    "COLLECT {{ }}": "RETURN COLLECT { MATCH (n:Drug) RETURN n.id } AS ids",
    "WHERE inside of a node or relationship": "MATCH (n:Drug WHERE n.id = 'x') RETURN n.id AS id",
    "{found} in EXISTS or COUNT": "MATCH (n) WHERE EXISTS { MATCH (n)--(m) RETURN m } RETURN n.id AS id",
    "OPTIONAL CALL": "MATCH (n) OPTIONAL CALL (n) { MATCH (n)--(m) RETURN m } RETURN n.id AS id",
    "{found}()": "MATCH (n) RETURN percentileCont(n.mentions, 0.5) AS p",
    "{found}() of a node": "MATCH (n) RETURN elementId(n) AS id",
    "a date or duration ({found})": "RETURN duration.between(date('2020-01-01'), date('2021-03-02')).months AS m",
    "the property {found}": "MATCH (n) WHERE n.type = 'Drug' RETURN n.id AS id",
    "a name of a publication": "MATCH (p:Publication {name: 'x'}) RETURN p.id AS id",
    "the property {found} of a relationship": "MATCH ()-[r]->() RETURN r.start AS id",
    "a property of the relationship {found} in a pattern": (
        "MATCH (:Drug)-[r:BINDS]->() MATCH (c:Assertion {negated: false, id: r.assertion}) RETURN c.id AS id"
    ),
    "a path without direction and upper bound ({found})": "MATCH (a:Drug)-[:BINDS*2..]-(b) RETURN count(*) AS n",
    "allShortestPaths()": "MATCH p = allShortestPaths((a:Drug)-[*..3]-(b:Disease)) RETURN count(p) AS n",
    "the name {found} in shortestPath": "MATCH p = shortestPath((a:Drug)-[r*..3]-(b:Disease)) RETURN size(r) AS n",
    "the path {found} in the WHERE of its shortestPath": (
        "MATCH p = shortestPath((a:Drug)-[*..3]-(b:Disease)) WHERE length(p) > 1 RETURN length(p) AS n"
    ),
    "UNION of whole numbers and fractions in a subquery": (
        "CALL { RETURN 1 AS a UNION RETURN 1.0 AS a } RETURN count(*) AS n"
    ),
    "{found}() as a node": "MATCH (a)-[r]->(b) RETURN startNode(r) AS s",
    "split() at several delimiters": "RETURN split('a,b;c', [',', ';']) AS l",
    "round() with a mode": "RETURN round(2.5, 0, 'HALF_EVEN') AS x",
    "this regular expression": r"MATCH (n) WHERE n.name =~ '\\w+' RETURN n.id AS id",
    "a comparison of three": "MATCH (n) WHERE 1 < n.mentions <= 3 RETURN n.id AS id",
}


def test_every_refusal_has_a_test() -> None:
    assert REFUSED.keys() == REFUSALS.keys()


@pytest.mark.parametrize(("name", "statement"), REFUSED.items(), ids=REFUSED)
def test_a_shape_is_refused_with_what_to_write(store: Store, name: str, statement: str) -> None:
    with pytest.raises(StoreError) as caught:
        store.run(statement)
    start = name.partition("{found}")[0].replace("{{", "{").replace("}}", "}")
    assert str(caught.value).startswith(f"line 1: {start}") and str(caught.value).endswith("(docs/cypher.md)")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("RETURN toString(1e10) AS x", "return the number itself"),
        ("MATCH (d:Disease) RETURN 1.5 / (size(d.synonyms) - size(d.synonyms)) AS x", "divided by zero"),
        ("RETURN log(0) AS x", "below its domain"),
    ],
)
def test_a_value_that_neo4j_has_otherwise_is_refused_when_a_row_comes_to_it(
    store: Store, statement: str, message: str
) -> None:
    with pytest.raises(StoreError, match=message):
        store.run(statement)
    assert store.run("MATCH (d:Disease) WHERE false RETURN 1.5 / size(d.synonyms) AS x, toString(d.nothing) AS y") == []


def test_counts_over_two_hops_are_those_of_the_rows(store: Store) -> None:
    rows = len(store.run("MATCH (a:Drug)--(b)--(c:Disease) RETURN b.id AS b"))
    assert rows
    for statement in (
        "MATCH (a:Drug)--(b)--(c:Disease) RETURN count(*) AS n",
        "MATCH (a:Drug)--(b)--(c:Disease) RETURN count(c) AS n",
        "MATCH (a:Drug)--()--(c:Disease) RETURN count(*) AS n",
        "MATCH (a:Drug)-[*2]-(c:Disease) RETURN count(*) AS n",
        "MATCH (a:Drug)--(b)--(c:Disease) WITH a, b, c RETURN count(*) AS n",
    ):
        assert store.run(statement) == [{"n": rows}], statement


def test_a_group_of_an_optional_match_keeps_its_node(store: Store) -> None:
    plain = store.run(
        "MATCH (d:Drug) MATCH (d)-[:HAS_ROLE]->(r:Role) WITH r, count(*) AS n RETURN r.id AS id, n ORDER BY id"
    )
    optional = store.run(
        "MATCH (d:Drug) OPTIONAL MATCH (d)-[:HAS_ROLE]->(r:Role) WITH r, count(*) AS n WHERE r IS NOT NULL RETURN r.id"
        " AS id, n ORDER BY id"
    )
    assert plain == optional != []


def test_a_node_has_its_own_properties_and_no_others(store: Store) -> None:
    assert store.run("MATCH (n:Assertion) WHERE n.name IS NOT NULL OR n.title IS NOT NULL RETURN count(n) AS n") == [
        {"n": 0}
    ]
    (row,) = store.run(
        "MATCH (d:Disease {id: $id}) RETURN d AS d, keys(d) AS k, properties(d) AS p, d {.*} AS m, d.title AS t",
        {"id": HCC},
    )
    assert row["t"] is None and not {"title", "type"} & {*row["k"], *row["p"], *row["m"], *row["d"]["properties"]}
    (row,) = store.run(
        "MATCH (p:Publication {id: 'PMID:1'}) RETURN p AS p, keys(p) AS k, p.title AS title, p['title'] AS t, p.name AS"
        " name"
    )
    assert row["title"] == row["t"] == row["p"]["properties"]["title"] == "Report 1" and row["name"] is None
    assert "title" in row["k"] and not any("paper" in key for key in (*row["k"], *row["p"]["properties"]))


def test_a_sum_with_null_is_null_and_a_union_takes_1_and_1_0_for_one(store: Store) -> None:
    (row,) = store.run(
        "WITH null AS z, [1] AS l RETURN z + l AS a, l + z AS b, l + [z] AS c, l + 2 AS d, 'a' + z AS e, l + l + z AS"
        " f, size(l + l) - 1 AS g, [x IN l | x + 1] AS h, reduce(s = [], x IN l | s + x) AS i"
    )
    assert list(row.values()) == [None, None, [1, None], [1, 2], None, None, 1, [2], [1]]
    assert store.run("RETURN 1 AS x UNION RETURN 1.0 AS x UNION RETURN true AS x") == [{"x": 1}, {"x": True}]
    assert len(store.run("RETURN 1 AS x UNION ALL RETURN 1.0 AS x")) == 2


def test_names_given_by_a_rewrite_are_no_columns(store: Store) -> None:
    rows = store.run("CALL db.index.fulltext.queryNodes('drug_text', 'everolimus') YIELD node RETURN *")
    assert [list(row) for row in rows] == [["node"]]


def test_columns_that_a_statement_names_stay(store: Store) -> None:
    assert store.run("RETURN 1 AS kg_a, 2 AS `kg_b c`, toString(1) AS kg_v") == [{"kg_a": 1, "kg_b c": 2, "kg_v": "1"}]


def test_a_path_without_a_bound_is_followed_to_its_end(tmp_path: Path) -> None:
    diseases = {f"MONDO:{number}": ("Disease", f"disease {number}", (), ()) for number in range(25)}
    links = [(f"MONDO:{number}", "SUBCLASS_OF", f"MONDO:{number + 1}") for number in range(24)]
    opened = open_store(str(write_dataset(tmp_path / "chain", Content((), links, diseases))))
    for length, paths in {"*": 300, "*1..": 300, "*0..": 325, "*11..": 105, "*..20": 290}.items():
        (row,) = opened.run(f"MATCH (a:Disease)-[:SUBCLASS_OF{length}]->(b:Disease) RETURN count(*) AS n")
        assert row == {"n": paths}, length
    opened.close()


def test_a_title_is_that_of_a_map_and_a_name_none_of_a_publication(store: Store) -> None:
    (row,) = store.run(
        "MATCH (p:Publication {id: 'PMID:1'})<-[r:FROM]-() WITH p, r, p {.id, .title, .name} AS m LIMIT 1 RETURN"
        " m.title AS a, {title: 1}.title AS b, m.name AS c, p.name AS d, [x IN [p] | x.name] AS e, endNode(r).name AS"
        " f, 'title' IN keys(p) AS g, 'name' IN keys(p) AS h, $m.title AS i, [k IN ['title', 'name', 'type'] | p[k]]"
        " AS j",
        {"m": {"title": "T"}},
    )
    assert list(row.values()) == ["Report 1", 1, None, None, [None], None, True, False, "T", ["Report 1", None, None]]
    assert store.run("MATCH (n {name: 'Report 1'}) RETURN count(*) AS n") == [{"n": 0}]


@pytest.mark.parametrize(
    ("statement", "asked"),
    [
        ("MATCH (t:Target)--(a) WITH t, count(a) AS n MATCH (t)--(b) RETURN t.name AS x", "t.name"),
        ("MATCH (t:Target)--(a) WITH * MATCH (t)--(b) RETURN t.name AS x", "t.name"),
        ("MATCH (t:Target) WITH count(t) AS n MATCH (t)--(b) RETURN t.name AS x", "t['name']"),
        ("MATCH (t:Target) RETURN t.name AS x UNION MATCH (t) RETURN t.name AS x", "t['name']"),
        ("MATCH (t:Publication) RETURN t.name AS x", "t['name']"),
        ("MATCH (t:Target|Publication) RETURN t.name AS x", "t['name']"),
        ("MATCH (t:Target) RETURN [t IN [1] | t.name] AS x", "t['name']"),
    ],
)
def test_a_name_is_asked_as_it_is_only_of_what_is_no_publication(statement: str, asked: str) -> None:
    assert asked in prepare(statement).text.rpartition("RETURN")[2]


def test_a_computed_key_finds_no_label(store: Store) -> None:
    (row,) = store.run(
        "MATCH (d:Drug)-[r]->() WITH d, r, 'type' AS k, {type: 5} AS m LIMIT 1 "
        "RETURN d[k] AS a, d['ty' + 'pe'] AS b, r[$k] AS c, m[k] AS d, $m[k] AS e, d['type'] AS f",
        {"k": "type", "m": {"type": 6}},
    )
    assert list(row.values()) == [None, None, None, 5, 6, None]
    with pytest.raises(StoreError, match="key 'type' is asked"):
        store.run("RETURN [{type: 2}][0]['type'] AS x")


def test_order_by_tells_letter_case_of_texts_and_properties_apart(store: Store) -> None:
    text = "MATCH (d:Drug) RETURN d.name = 'A' AS x, COUNT(*) AS n, d.year AS y ORDER BY d.name = 'a', count(*), d.YEAR"
    assert prepare(text).text.endswith("ORDER BY d.name = 'a', n, d.YEAR")


def test_a_map_of_the_statement_is_no_node(store: Store) -> None:
    made = {"id": 1, "labels": ["a"], "properties": {"type": "x", "title": "t"}}
    assert store.run("RETURN {id: 1, labels: ['a'], properties: {type: 'x', title: 't'}} AS m") == [{"m": made}]


def test_an_answer_of_hundreds_of_levels_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="hundreds of levels"):
        store.run(f"RETURN {'[' * 500}1{']' * 500} AS x")


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (n) WITH n, '[a]+' AS re WHERE n.name =~ re RETURN n.id AS id",
        "MATCH (n) WHERE n.name =~ 'a' + $q RETURN n.id AS id",
        "MATCH (n) WHERE n.name =~ 'a*+b' RETURN n.id AS id",
    ],
)
def test_a_pattern_that_is_not_known_or_possessive_is_refused(store: Store, statement: str) -> None:
    with pytest.raises(StoreError, match="this regular expression"):
        store.run(statement, {"q": "x"})


@pytest.mark.parametrize("compared", ["1 < 2 = true", "1 = 1 = 1", "1 <= 2 <> 3"])
def test_every_comparison_of_three_is_refused(store: Store, compared: str) -> None:
    with pytest.raises(StoreError, match="a comparison of three"):
        store.run(f"RETURN {compared} AS x")


def test_a_type_of_lists_is_no_comparison_and_a_fixed_divisor_no_zero(store: Store) -> None:
    assert store.run("RETURN [1] IS :: LIST<INTEGER> AS a, 5 / 0x2 AS b") == [{"a": True, "b": 2}]


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "MATCH (d:Drug) RETURN reduce(s = 0, x IN collect(d.mentions) | s + x) AS n",
            r"write WITH collect\(d.id\) AS ids first",
        ),
        ("UNWIND [9223372036854775807, 1] AS x RETURN sum(x) AS n", "64 bits"),
        ("RETURN 7 / 0 AS x", "or an error in Neo4j"),
        ("RETURN toFloat(' 1 ') AS x", "a text that Neo4j takes for a number"),
        ("RETURN toInteger(1e19) AS x", "a text that Neo4j takes for a number"),
    ],
)
def test_what_the_engine_refuses_says_how_to_write_it(store: Store, statement: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        store.run(statement)


def test_a_bound_direction_or_shortest_path_makes_a_path_end(store: Store) -> None:
    for pattern in ("(a)-[:INHIBITS*..2]-(b)", "(a)<-[*2..]-(b)", "(a)-[:INHIBITS*]->(b)", "(a)-[*2]-(b)"):
        refuse(f"MATCH {pattern} RETURN count(*) AS n", {})
    refuse("MATCH p = shortestPath((a)-[*]-(b)) WITH p WHERE length(p) > 1 RETURN length(p) AS n", {})
    refuse("MATCH p = shortestPath((a)-[r*..3]-(b)) WHERE a.id < b.id RETURN length(p) AS n", {})


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (a:Drug), (b:Disease) RETURN count(*) AS n",
        "MATCH (a:Drug)-->(x), (b:Disease) WHERE a.id <> 'x' AND a.name = b.name RETURN a.id AS id",
        "MATCH (a:Drug) MATCH (b:Disease)--(c) WHERE b.id <> 'x' RETURN count(*) AS n",
        "MATCH (a:Drug) MATCH (b:Disease) WITH a, b LIMIT 5 RETURN count(*) AS n",
        "MATCH (a:Drug), (b:Disease) RETURN a.id AS id ORDER BY id LIMIT 5",
    ],
)
def test_a_cross_product_is_refused_before_it_is_made(
    store: Store, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    assert store.run(statement) is not None
    monkeypatch.setattr(products, "MOST", 20)
    with pytest.raises(
        StoreError,
        match=r"share no node, so their rows multiply: \d+ of \(a:Drug\).* by \d+ of \(b:Disease\).* make \d",
    ):
        store.run(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (a:Drug), (b:Disease) RETURN a.id AS id LIMIT 1",
        "MATCH (a:Drug)--(b), (b)--(c:Disease) RETURN count(*) AS n",
        (
            "MATCH (a:Drug {id: 'CHEBI:68478'}), (b:Disease) WHERE b.id IN ['MONDO:0007256', $x] AND a.name <> b.name"
            " RETURN count(*) AS n"
        ),
        "MATCH (a:Drug) WITH count(*) AS n MATCH (b:Disease) RETURN n, count(*) AS m",
    ],
)
def test_what_does_not_multiply_is_answered(store: Store, monkeypatch: pytest.MonkeyPatch, statement: str) -> None:
    monkeypatch.setattr(products, "MOST", 20)
    assert store.run(statement, {"x": "MONDO:0005086"})


def test_rows_that_multiply_are_refused_in_words_of_kg() -> None:
    said = embedded._explained("Query materialized 10000001 rows, exceeding the safety ceiling; set max_work_units")
    assert "share" in said and "max_work_units" not in said


@pytest.mark.neo4j
def test_a_server_gets_the_statement_as_it_was_written(
    neo4j_holding: Hold, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_store(neo4j_holding(write_dataset(tmp_path / "dataset")).uri)
    assert isinstance(opened, BoltStore)
    asked: list[str] = []
    monkeypatch.setattr("kg.stores.rewrite.prepare", lambda text: asked.append(text))
    rows: list[dict[str, Any]] = opened.run(
        "MATCH (p:Publication)--(b), (b)--(c) /* , */ RETURN round(-2.5), p.title LIMIT 1"
    )
    assert list(rows[0]) == ["round(-2.5)", "p.title"] and rows[0]["round(-2.5)"] == -2.0
    assert asked == []
    opened.close()


def test_no_text_at_all_makes_the_reading_fail() -> None:
    rng = random.Random(1)
    marks = [
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "-",
        "+",
        "/",
        ",",
        ":",
        "title",
        "MATCH",
        "WHERE",
        "CALL db.index.fulltext.queryNodes",
        "COUNT",
        "AS",
    ]
    texts = [statement.text for statement in statements(1, 150)]
    for text in texts * 4:
        words = [token.text for token in tokens(text)]
        for _ in range(rng.randint(1, 4)):
            place = rng.randrange(len(words))
            words[place : place + rng.randint(0, 2)] = rng.sample(marks, rng.randint(0, 1)) or [words[place]]
        broken = " ".join(words[: rng.choice((len(words), rng.randint(1, len(words))))])
        assert prepare(broken).text
        with suppress(StoreError):
            refuse(broken, {})
        with suppress(StoreError):
            searches.with_hits(broken, {"q": "x"}, lambda _: index([("a", "x")]))
        products.refuse_products(broken, lambda _: 1)
