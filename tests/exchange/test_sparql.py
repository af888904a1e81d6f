"""SPARQL twins of the query pack give the rows of the Cypher; files of one's own, names, and what is not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ids
from kg.ask.pack import Query, load_queries
from kg.ask.queries import parse_parameters, run_query
from kg.errors import InputError, QueryError
from kg.exchange import sparql
from kg.exchange.export import EXPORTS
from kg.exchange.sparql_tokens import known_prefixes
from kg.pipeline.run import RunResult
from kg.stores import open_store
from kg.stores.store import Row, Store
from tests.ask.pack_sample import write_pack_sample
from tests.ask.test_query_pack import values
from tests.exchange.curated import CuratedDataset
from tests.exchange.export import sample
from tests.runs import table

PACK = load_queries()
NOT_IN_ORDER = (
    "figures",
    "partners",
    "comparators",
    "trials",
    "flags",
    "references",
    "sources",
    "inhibitors",
    "partners_supporting",
    "partners_opposing",
    "comparators_supporting",
    "comparators_opposing",
    "differs",
    "relations",
    "change",
    "diseases",
)
"""Lists that are sets in RDF, or come sorted by what they say."""
NOT_IN_ORDER_OF = {"trials-for-drug": ("polarities", "documents")}
"""The same of one query: its lists come in the order of the diseases there."""
TIES = {
    "targets-of-drug": "rows that tie are in the order of a key that only the property graph has",
    "names-of-entity": "identifiers are sorted as CURIEs here and as IRIs there",
    "pathways-of-drug": "pathways of one name are sorted by CURIE here and by IRI there",
}
"""Queries whose rows may come in another order."""


def compared(rows: list[Row], query: str) -> list[dict[str, Any]]:
    """Rows with lists that have no order sorted; what a curated edge counts as is the same whether its table says so or
    nothing.
    """

    def value(name: str, found: Any) -> Any:
        if found is None and name in ("evidence", "score"):
            return {"evidence": 0, "score": 1.0}[name]
        loose = (*NOT_IN_ORDER, *NOT_IN_ORDER_OF.get(query, ()))
        return sorted(found) if name in loose and isinstance(found, list) else found

    return [{name: value(name, found) for name, found in row.items()} for row in rows]


def by_sparql(store: Any, query: Query, given: dict[str, Any]) -> list[Row]:
    twin = sparql.twin(query.name)
    statement = sparql.filled(
        twin.cypher, sparql.named(store, query, given), {one.name: one.type for one in query.parameters}
    )
    columns, rows = sparql.ask(store, statement, query.name, query.column_names)
    assert columns == list(query.column_names)
    return rows


def same(name: str, store: Store, graph: Any, given: dict[str, Any]) -> int:
    wanted = compared(run_query(store, PACK[name], given), name)
    found = compared(by_sparql(graph, PACK[name], given), name)
    if name in TIES:
        wanted, found = sorted(wanted, key=str), sorted(found, key=str)
    assert found == wanted
    return len(found)


def test_every_query_has_a_twin() -> None:
    assert [name for name, query in PACK.items() if not {name, query.extends} & set(sparql.twins())] == []
    assert set(sparql.twins()) <= set(PACK)


def test_a_query_without_a_twin_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    left = {name: path for name, path in sparql.twins().items() if name != "coverage"}
    monkeypatch.setattr(sparql, "twins", lambda: left)
    with pytest.raises(QueryError, match="coverage is not asked in SPARQL: expected one of adverse-effects, "):
        sparql.twin("coverage")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Any]]:
    dataset = write_pack_sample(tmp_path_factory.mktemp("small") / "dataset")
    store = open_store(str(dataset), lambda _: None)
    yield store, sparql.load(dataset)
    store.close()


@pytest.mark.parametrize("name", PACK)
def test_a_twin_gives_the_rows_of_its_cypher_on_the_sample(name: str, small: tuple[Store, Any]) -> None:
    same(name, *small, values(PACK[name]))


HCC, CANCER, EVEROLIMUS = ("disease=MONDO:0007256", "disease=MONDO:0004992", "drug=CHEBI:68478")
CLASS, MTOR, PATHWAY = "class=CHEBI:68481", "target=HGNC:3942", "pathway=REACT:R-HSA-165159"
SIROLIMUS, TEMSIROLIMUS = "drug=CHEBI:9168", "drug=CHEBI:79699"
DEMONSTRATION: dict[str, list[list[str]]] = {
    "adverse-effects": [[EVEROLIMUS], ["drug=CHEBI:50924", "belief=0"]],
    "biomarkers-of-disease": [[HCC], [CANCER]],
    "cell-lines-in-evidence": [[HCC]],
    "changed-between-years": [[HCC], [CANCER, "after=2010", "until=2014"]],
    "claims-of-publication": [["publication=PMID:25058218"], ["publication=PMID:99000059"]],
    "class-evidence-by-tier": [[CLASS, HCC], ["class=HGNC:3942", CANCER]],
    "class-members-without-evidence": [[CLASS, HCC]],
    "class-near-misses": [[CLASS, HCC], ["class=HGNC:3942", CANCER]],
    "co-studied-drugs": [[EVEROLIMUS], [SIROLIMUS, HCC]],
    "combination-evidence": [[], [HCC], [EVEROLIMUS]],
    "combination-partners": [[EVEROLIMUS], [SIROLIMUS, HCC]],
    "contradicting-studies": [[HCC], [CANCER, SIROLIMUS]],
    "contradictions": [[], [HCC]],
    "coverage": [[], [HCC, EVEROLIMUS]],
    "denied-claims": [[EVEROLIMUS], [SIROLIMUS]],
    "diseases-of-drug": [[EVEROLIMUS], [SIROLIMUS]],
    "disease-targets": [[HCC], [CANCER, "limit=5"]],
    "drug-class-members": [[], ["class=HGNC:3942"], ["class=CHEBI:35222"], ["class=FPLX:mTORC1", "action=BINDS"]],
    "drug-class-with-disease-evidence": [
        ["class=CHEBI:68481", HCC], ["class=HGNC:3942", CANCER], ["class=CHEBI:35222", "disease=MONDO:0000001"],
    ],
    "drugs-against-target": [["target=HGNC:3942"], ["target=FPLX:mTORC1", "relations=INHIBITS,BINDS,AFFECTS"]],
    "drugs-of-target-with-disease-evidence": [[MTOR, HCC], [MTOR, CANCER, "relations=INHIBITS,BINDS"]],
    "drugs-on-pathway": [[PATHWAY], [PATHWAY, "relation=ACTIVATES"]],
    "drugs-studied-for-disease": [[HCC], [CANCER], [CANCER, "limit=3"]],
    "evidence-by-species": [[HCC], [CANCER, EVEROLIMUS], []],
    "evidence-for-assertion": [],
    "evidence-for-drug-and-disease": [[EVEROLIMUS, HCC], [EVEROLIMUS, CANCER, "relation=STUDIED_FOR"]],
    "head-to-head": [[HCC], [CANCER, "drug=CHEBI:50924"]],
    "mechanism-of-drug-in-disease": [[TEMSIROLIMUS, HCC], [EVEROLIMUS, CANCER]],
    "mtor-inhibitors-with-hcc-evidence": [[], [CANCER]],
    "names-of-entity": [["entity=CHEBI:68478"], ["entity=MONDO:0007256"]],
    "near-misses": [[HCC], [CANCER, EVEROLIMUS]],
    "null-trials": [[], [HCC]],
    "pathway-interactions": [[PATHWAY], [PATHWAY, "belief=0.3"]],
    "pathways-of-drug": [[EVEROLIMUS, HCC, "limit=1000"]],
    "pathways-of-target": [["target=HGNC:3942"]],
    "publications-of-drug": [[TEMSIROLIMUS], [EVEROLIMUS, HCC]],
    "publications-by-year": [[], [HCC], [EVEROLIMUS]],
    "related-disease-evidence": [[HCC], [HCC, EVEROLIMUS]],
    "repurposing-candidates": [[HCC], [CANCER, "belief=0.2"]],
    "results-of-trial": [["trial=CLINICALTRIALS:NCT01005199"]],
    "retracted-evidence": [[], [HCC]],
    "strongest-sentences": [[HCC], [CANCER, "limit=5"]],
    "target-disease-evidence": [[MTOR], ["target=FPLX:AKT", HCC]],
    "targets-of-drug": [[EVEROLIMUS], [SIROLIMUS]],
    "trials-for-drug": [[EVEROLIMUS], [SIROLIMUS], ["drug=CHEBI:50924"]],
    "trials-by-phase": [[HCC, "phases=phase-3,phase-2", "limit=500"]],
}  # fmt: skip


@pytest.mark.lexicon
def test_every_twin_gives_the_rows_of_its_cypher_on_the_worked_example(demonstration: RunResult) -> None:
    store, graph = open_store(str(demonstration.dataset), lambda _: None), sparql.load(demonstration.dataset)
    try:
        claims = store.run(
            "MATCH (a:Assertion) RETURN a.id AS id, a.evidence_count AS n ORDER BY n DESC, id LIMIT 3", {}
        )
        asked = {**DEMONSTRATION, "evidence-for-assertion": [[f"assertion={row['id']}"] for row in claims]}
        assert set(asked) == set(PACK)
        for name, cases in asked.items():
            assert sum(same(name, store, graph, parse_parameters(PACK[name], case)) for case in cases) > 0, name
    finally:
        store.close()


def test_twins_agree_on_what_was_judged(curated: CuratedDataset) -> None:
    store, graph = open_store(str(curated.folder), lambda _: None), sparql.load(curated.folder)
    claims = [[f"assertion={one}"] for one in (curated.rejected, curated.partly, curated.accepted)]
    asked = {**DEMONSTRATION, "evidence-for-assertion": claims, "claims-of-publication": [["publication=PMID:3"]]}
    there = {row["id"] for name in ("entities", "documents") for row in table(curated.folder, name)}

    def answered(case: list[str]) -> bool:
        return all(":" not in value or value in there for _, _, value in (one.partition("=") for one in case))

    try:
        rows = {
            name: sum(same(name, store, graph, parse_parameters(PACK[name], case)) for case in filter(answered, cases))
            for name, cases in asked.items()
        }
    finally:
        store.close()
    assert sum(map(bool, rows.values())) > 15
    for name in ("evidence-by-species", "drug-class-members", "evidence-for-assertion", "claims-of-publication"):
        assert rows[name], name


# --- exports and files of one's own ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "ending"),
    [("nquads", "nq"), ("trig", "trig.gz"), ("turtle", "ttl"), ("jsonld", "jsonld"), ("rdfxml", "rdf")],
)
def test_an_export_is_asked_as_its_dataset_is(name: str, ending: str, tmp_path: Path) -> None:
    dataset = sample.write(tmp_path / "dataset", sample.held_by("rdfxml"))
    EXPORTS[name](dataset, tmp_path / f"graph.{ending}")
    query = PACK["drugs-studied-for-disease"]
    given = parse_parameters(query, [f"disease={sample.CANCER}"])
    wanted = by_sparql(sparql.load(dataset), query, given)
    assert wanted and by_sparql(sparql.load(tmp_path / f"graph.{ending}"), query, given) == wanted


def test_a_denied_claim_is_no_triple_for_anyone(small: tuple[Store, Any], dataset: Path) -> None:
    graph = sparql.load(dataset)
    statement = "ASK { ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; biolink:negated true . ?s ?p ?o }"
    denied = {(r["subject"], r["predicate"], r["object"]) for r in sample.contents()["assertions"] if r["negated"]}
    claimed = {(r["subject"], r["predicate"], r["object"]) for r in sample.contents()["assertions"] if not r["negated"]}
    claimed |= {(r["subject"], r["predicate"], r["object"]) for r in sample.contents()["edges"]}
    both = (
        "SELECT DISTINCT ?s ?p ?o { ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; biolink:negated true ."
        " ?s ?p ?o }"
    )
    rows = sparql.ask(graph, both, "both")[1]
    assert {tuple(row.values()) for row in rows} == denied & claimed
    assert sparql.ask(small[1], statement, "ask")[0] == ["answer"]


def test_a_name_is_looked_up_in_the_graph(dataset: Path) -> None:
    graph = sparql.load(dataset)
    query = PACK["drugs-studied-for-disease"]
    assert sparql.named(graph, query, {"disease": "Hepatocellular CARCINOMA", "limit": 5})["disease"] == sample.HCC
    drug = PACK["targets-of-drug"]
    assert sparql.named(graph, drug, {"drug": "rad001"})["drug"] == sample.EVEROLIMUS
    with pytest.raises(QueryError, match="disease='everolimus' names nothing in this graph: give a CURIE"):
        sparql.named(graph, query, {"disease": "everolimus", "limit": 5})


def test_a_statement_for_another_store_is_complete_in_itself(dataset: Path) -> None:
    graph, name = sparql.load(dataset), "drugs-studied-for-disease"
    question = sparql.question_of(name, [f"disease={sample.CANCER}"])
    statement = sparql.portable(question)
    heads = set(re.findall(r"^PREFIX (\w+): <", statement, re.MULTILINE))
    assert {"rdf", "kgv", "biolink"} <= heads < set(known_prefixes()) and sample.CANCER not in statement
    found = graph.query(statement, use_default_graph_as_union=True)  # with no prefix and no value of ours
    assert len(list(found)) == len(sparql.answer(graph, question)[1]) > 0
    with pytest.raises(QueryError, match="disease='cancer' is a name: another store is asked by CURIE; kg ground"):
        sparql.portable(sparql.question_of(name, ["disease=cancer"]))


def test_a_file_of_ones_own_is_a_query(dataset: Path, tmp_path: Path) -> None:
    path = tmp_path / "my.rq"
    statement = (
        'SELECT ?name ?kept_list { $thing rdfs:label ?name BIND("b\\u001Fa" AS ?kept_list) FILTER(?name != $other) }'
    )
    path.write_text(statement)
    graph = sparql.load(dataset)
    expected = (["name", "kept"], [{"name": "hepatocellular carcinoma", "kept": ["a", "b"]}])
    pairs = [f"thing={sample.HCC}", 'other=a "name"']
    assert sparql.answer(graph, sparql.question_of(str(path), pairs)) == expected
    assert sparql.answer(graph, sparql.question_of(statement, {"thing": sample.HCC, "other": 'a "name"'})) == expected
    with pytest.raises(QueryError, match=r"-p nope=1: expected key=value with one of other, thing"):
        sparql.question_of(str(path), ["nope=1"])
    with pytest.raises(QueryError, match=r"parameter 'nope': expected one of other, thing"):
        sparql.question_of(str(path), {"nope": 1})
    with pytest.raises(QueryError, match=r"nosuch.rq cannot be read"):
        sparql.question_of(str(tmp_path / "nosuch.rq"))


def test_an_export_with_another_base_says_so(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, base = tmp_path / "graph.ttl", ids.base_iri()
    said: list[str] = []
    EXPORTS["turtle"](dataset, path)
    sparql.load(path, report=said.append)
    assert said == []
    monkeypatch.setattr(ids, "base_iri", lambda: "https://kg.my-lab.org/")
    sparql.load(path, report=said.append)
    (line,) = said
    assert line.startswith(f"{path} was exported with the base {base}, and questions are asked with https://kg.my-lab")
    assert line.endswith(f"set KG_BASE_IRI={base} to ask it")


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("SELECT ?x {", "my.rq is not understood: error at 1:"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "my.rq makes a graph: expected SELECT or ASK"),
        ("INSERT DATA { <http://a> <http://a> <http://a> }", "my.rq is not understood"),
        ("SELECT * { SERVICE <http://a/> { ?s ?p ?o } }", "my.rq asks another server by SERVICE"),
        ("SELECT * { ?s nope:p ?o }", "my.rq is not understood: the prefix nope: is not declared"),
        ("SELECT * { ?s biolnik:treats ?o }", "the prefix biolnik: is not declared; near: biolink:"),
        ("# nothing", "my.rq is not understood: there is no query"),
    ],
)
def test_what_is_no_question_is_one_line(statement: str, message: str, dataset: Path) -> None:
    with pytest.raises(QueryError, match=re.escape(message)) as caught:
        sparql.ask(sparql.load(dataset), statement, "my.rq")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("word", ["SERVICE", "service SILENT"])
def test_no_other_server_is_asked(word: str) -> None:
    """The word in a comment, an IRI, a text or a name is none."""
    statement = f"SELECT * {{ {word} <http://127.0.0.1:9/s> {{ ?s ?p ?o }} }}"
    with pytest.raises(QueryError, match="by SERVICE: kg reaches no network"):
        sparql.ask(pyoxigraph.Store(), statement, "it")
    for hiding in (
        "# a comment\r",
        """BIND("\""a"b"\"" AS ?x) ?s ?p 'c' .""",
        "?s <urn:a\\u0041'> ?x .",
        "?s MONDO:a\\'b ?x .",
    ):
        with pytest.raises(QueryError, match="by SERVICE"):
            sparql.ask(
                pyoxigraph.Store(), f"SELECT * {{ {hiding} {word} <http://127.0.0.1:9/s> {{ ?s ?p '\"' }} }}", "it"
            )
    harmless = 'SELECT ?service { ?service a <urn:service> FILTER(?service != "SERVICE") } # SERVICE'
    assert sparql.ask(pyoxigraph.Store(), harmless, "it") == (["service"], [])


def test_a_question_that_names_graphs_is_about_these(small: tuple[Store, Any]) -> None:
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    _, graphs = sparql.ask(small[1], "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g", "it")
    _, (whole,) = sparql.ask(small[1], count.format(""), "it")
    found = {}
    for graph in graphs:
        iri = graph["g"] if "://" in graph["g"] else ids.iri(graph["g"])
        _, (found[iri],) = sparql.ask(small[1], count.format(f"FROM <{iri}>"), "it")
        assert found[iri]["n"] == graph["n"] < whole["n"]
    assert len(found) > 1


def test_a_file_that_is_no_rdf_is_one_line(tmp_path: Path) -> None:
    for name, text, message in (
        ("a.csv", "a,b", "expected a dataset or an RDF file, with one of the endings"),
        ("a.ttl", "a b", r"a.ttl:\d+: is not turtle|a.ttl: is not turtle"),
        ("a.nq.gz", "not gzip", "a.nq.gz cannot be read"),
    ):
        (tmp_path / name).write_text(text)
        with pytest.raises(InputError, match=message) as caught:
            sparql.load(tmp_path / name)
        assert "\n" not in str(caught.value)
    with pytest.raises(InputError, match=r"none.nq cannot be read: No such file"):
        sparql.load(tmp_path / "none.nq")


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_whatever_is_given_is_a_value_and_never_a_part_of_the_question(text: str, name: str) -> None:
    statement = (
        "SELECT ($text AS ?text) ($thing AS ?thing) { FILTER('$text' != \"$thing\" && <http://a/$text> != ?x || true) #"
        " $text\n }"
    )
    identifier = ids.iri_of(f"MONDO:{name}", "entity")
    filled = sparql.filled(statement, {"text": text, "thing": f"MONDO:{name}"}, {"thing": "curie"})
    assert "'$text'" in filled and "<http://a/$text>" in filled and "# $text\n" in filled
    found = pyoxigraph.Store().query(filled)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    (solution,) = found
    assert solution["text"].value == text and solution["thing"].value == identifier
