"""``/sparql`` by the SPARQL 1.1 Protocol: what is asked and answered, in which formats, and what is refused."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from starlette.testclient import TestClient

from kg.exchange import sparql
from kg.interfaces.connections import BoundServer
from kg.interfaces.web.app import Service, build_app
from kg.interfaces.web.security import HEADERS, LARGEST_BODY, Door
from kg.interfaces.web.snapshot import ServedGraph
from kg.interfaces.web.sparql_description import EXAMPLE
from kg.interfaces.web.sparql_requests import chosen
from tests.exchange.test_sparql import compared
from tests.interfaces.web.conftest import LOCAL

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
DRUGS = "SELECT ?drug { ?drug a biolink:ChemicalEntity } ORDER BY ?drug"
GRAPH = "CONSTRUCT { ?drug rdfs:label ?name } WHERE { ?drug a biolink:ChemicalEntity ; rdfs:label ?name }"
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")


def asked(client: TestClient, query: str, accept: str = JSON, **more: Any) -> Any:
    return client.get("/sparql", params={"query": query, **more}, headers={"accept": accept})


def rows(answer: Any) -> list[tuple[str, ...]]:
    assert answer.status_code == 200, answer.text
    found = ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.from_media_type(JSON))
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(str(getattr(term, "value", term)) for term in row) for row in found]


def test_a_query_comes_in_three_ways_and_is_one(client: TestClient) -> None:
    wanted = rows(asked(client, DRUGS))
    form = client.post("/sparql", data={"query": DRUGS}, headers={"accept": JSON})
    statement = client.post(
        "/sparql", content=DRUGS, headers={"accept": JSON, "content-type": "application/sparql-query; charset=UTF-8"}
    )
    assert len(wanted) > 2 and rows(form) == rows(statement) == wanted
    assert form.headers["content-type"] == JSON and form.headers["vary"] == "accept"
    assert "access-control-allow-origin" not in form.headers
    assert all(form.headers[name] == value for name, value in HEADERS.items())


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        (DRUGS, "*/*", JSON),
        (DRUGS, "application/json", "application/json"),
        (DRUGS, "text/turtle, application/sparql-results+xml;q=0.8, text/csv;q=0.1", XML),
        (DRUGS, "text/*", "text/csv"),
        (DRUGS, "text/tab-separated-values", "text/tab-separated-values"),
        ("ASK { ?drug a biolink:ChemicalEntity }", XML, XML),
        ("ASK { ?drug a biolink:ChemicalEntity }", "text/html, */*;q=0.1", JSON),
        (GRAPH, "*/*", "text/turtle"),
        (GRAPH, "application/n-triples;q=0.5, application/rdf+xml", "application/rdf+xml"),
        (GRAPH, "application/ld+json", "application/ld+json"),
        (GRAPH, f"{XML}, application/n-triples;q=0.5", "application/n-triples"),
        ("DESCRIBE <http://purl.obolibrary.org/obo/CHEBI_68478>", "text/turtle", "text/turtle"),
    ],
)
def test_an_answer_is_in_the_best_liked_format(client: TestClient, query: str, accept: str, media: str) -> None:
    answer = asked(client, query, accept)
    assert answer.status_code == 200 and answer.headers["content-type"] == media, answer.text
    if query.startswith(("CONSTRUCT", "DESCRIBE")):
        graph = rdflib.Graph().parse(data=answer.content, format=media)
        assert len(graph) == len(
            rdflib.Graph().parse(data=asked(client, query, "text/turtle").content, format="turtle")
        )
        assert len(graph) > 2
    elif "json" in media or "xml" in media:
        kind = media if media.endswith(("+json", "+xml")) else JSON
        found = rdflib.query.Result.parse(source=io.BytesIO(answer.content), content_type=kind)
        assert found.askAnswer is True if query.startswith("ASK") else len(found) == len(rows(asked(client, DRUGS)))
    else:
        assert len(answer.text.splitlines()) == 1 + len(rows(asked(client, DRUGS)))


def test_what_accept_takes() -> None:
    offered = ("a/x", "a/y", "b/z")
    for header, best in (
        ("", "a/x"),
        ("b/*, a/x;q=0.5", "b/z"),
        ("*/*, a/x;q=0", "a/y"),
        ("a/*;q=0.3, A/Y ; Q=0.4", "a/y"),
        ("c/d", ""),
        ("a/x;q=no", ""),
    ):
        assert chosen([header] if header else [], offered) == best, header


def test_a_format_may_be_said_in_the_address(client: TestClient) -> None:
    """As SPARQLWrapper does, by three names at once."""
    said = {"format": "csv", "output": "csv", "results": "csv"}
    assert asked(client, DRUGS, "*/*", **said).headers["content-type"] == "text/csv"
    for wrong in ({"format": "xlsx"}, {"format": "csv", "output": "json"}):
        answer = asked(client, DRUGS, **wrong)
        assert answer.status_code == 400 and "expected one of json, xml, csv" in answer.json()["error"]


def test_what_a_query_is_about_may_be_said_by_graphs(client: TestClient) -> None:
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    (run,) = next(
        one for one in rows(asked(client, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")) if "/run/" in one[0]
    )
    ((all_,),) = rows(asked(client, count.format("")))
    ((of_run,),) = rows(asked(client, count.format(f"FROM <{run}>")))
    assert int(all_) > int(of_run) > 0
    assert rows(asked(client, count.format(""), **{"default-graph-uri": run})) == [(of_run,)]
    assert rows(asked(client, count.format("FROM <urn:none>"), **{"default-graph-uri": run})) == [(of_run,)]
    assert rows(asked(client, count.format("FROM <urn:none>"))) == [("0",)]
    assert rows(asked(client, count.format(""), **{"named-graph-uri": run})) == [("0",)]
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert rows(asked(client, named, **{"named-graph-uri": run})) == [(of_run,)]
    assert asked(client, count.format(""), **{"default-graph-uri": "no iri"}).status_code == 400


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"params": {"query": "SELECT ?x {"}}, 400, "the query is not understood: error at 1:"),
        ({"params": {"query": ""}}, 400, "the query is not understood"),
        ({"params": {"querry": DRUGS}}, 400, "/sparql has no parameter 'querry'"),
        ({"params": [("query", DRUGS), ("query", DRUGS)]}, 400, "'query' is given twice"),
        ({"params": {"default-graph-uri": "urn:a"}}, 400, "there is no query"),
        ({"params": {"query": DRUGS}, "headers": {"accept": "image/png"}}, 406, "Accept takes none"),
        ({"params": {"query": DRUGS}, "headers": {"accept": "text/turtle"}}, 406, "answered in one of application/sp"),
        ({"params": {"query": GRAPH}, "headers": {"accept": "text/csv"}}, 406, "answered in one of text/turtle"),
        ({"data": {"update": "CLEAR ALL"}}, 400, "an update is not carried out"),
        ({"params": {"update": "CLEAR ALL"}}, 400, "an update is not carried out"),
        ({"content": "CLEAR ALL", "type": "application/sparql-update"}, 400, "an update is not carried out"),
        ({"data": {"query": "# SELECT\nPREFIX a: <urn:a> BASE <urn:b>\ndelete where {?s ?p ?o}"}}, 400, "an update is"),
        ({"content": "", "type": "application/x-www-form-urlencoded"}, 400, "there is no query"),
        ({"content": DRUGS}, 415, "the body is of no type"),
        ({"content": DRUGS, "type": "text/plain"}, 415, "the body is text/plain"),
        ({"content": DRUGS, "type": "application/sparql-query; charset=latin-1"}, 415, "in latin-1: expected UTF-8"),
        ({"content": b"\xff", "type": "application/sparql-query"}, 400, "the query is no UTF-8"),
        ({"content": b"query=%FF", "type": "application/x-www-form-urlencoded"}, 400, "is no UTF-8"),
        ({"params": {"query": " " * 9000}}, 414, "8192 of query"),
        ({"content": b" " * (LARGEST_BODY["/sparql"] + 1), "type": "application/sparql-query"}, 413, "262,144 bytes"),
        ({"content": iter([b" " * 2**17] * 3), "type": "application/sparql-query"}, 413, "262,144 bytes"),
        ({"params": {"query": "SELECT * { SERVICE <http://127.0.0.1/> {} }"}}, 400, "no network is reached"),
        ({"params": {"query": "SELECT * { BIND('\u0000' AS ?x) FILTER( }"}}, 400, "the query is not understood"),
    ],
)  # fmt: skip
def test_what_is_refused_is_one_line(client: TestClient, sent: dict[str, Any], status: int, said: str) -> None:
    sent = dict(sent)
    kind = sent.pop("type", "")
    if kind:
        sent["headers"] = {"content-type": kind}
    method = "POST" if sent.keys() & {"content", "data"} else "GET"
    answer = client.request(method, "/sparql", **sent)
    assert answer.status_code == status, answer.text
    assert answer.json().keys() == {"error", "status"} and said in answer.json()["error"]
    assert "\n" not in answer.json()["error"]


def test_other_methods_and_other_addresses_are_as_before(client: TestClient) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"):
        answer = client.request(method, "/sparql")
        assert answer.status_code == 405 and answer.headers["allow"] == "GET, POST"
    answer = client.post("/api/v1/names", content="q=e")
    assert answer.status_code == 405 and answer.headers["allow"] == "GET"
    assert client.get("/docs").text.count('href="/sparql"') == 1


def test_a_token_is_asked_for_here_too(service: Service, page: Path) -> None:
    token = "a-secret-of-enough-characters"
    asking = TestClient(build_app(service, Door(token, local=False), page), base_url=LOCAL)
    assert asking.post("/sparql", data={"query": DRUGS}).status_code == 401
    bearing = {"authorization": f"Bearer {token}"}
    assert asking.post("/sparql", data={"query": DRUGS}, headers=bearing).status_code == 200


def test_the_service_describes_itself(client: TestClient) -> None:
    for media in ("text/turtle", "application/ld+json", "application/rdf+xml"):
        answer = client.get("/sparql", headers={"accept": media})
        graph = rdflib.Graph().parse(data=answer.content, format=media)
        service = rdflib.URIRef(f"{LOCAL}/sparql")
        assert answer.headers["content-type"] == media and (service, RDF.type, SD.Service) in graph
        assert (service, SD.endpoint, service) in graph and len(set(graph.objects(service, SD.resultFormat))) == 8
    page = client.get("/sparql", headers={"accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html") and 'action="/sparql"' in page.text
    assert EXAMPLE in page.text and len(rows(asked(client, EXAMPLE))) > 2


def test_a_neo4j_server_without_a_dataset_is_said(sample: Path, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ServedGraph, "folder", None)
    service = Service(ServedGraph(str(sample), 20))
    asking = TestClient(build_app(service, Door(), page), base_url=LOCAL)
    for answer in (asked(asking, DRUGS), asking.get("/sparql")):
        assert answer.status_code == 501 and "kg serve --store FOLDER" in answer.json()["error"]
    assert "not answered here" in asking.get("/sparql", headers={"accept": "text/html"}).text
    service.close()


class OverHttp:
    """A graph as ``kg.exchange.sparql`` asks it, which asks ``/sparql``."""

    def __init__(self, client: TestClient) -> None:
        self._client = client

    def query(self, statement: str, **_: Any) -> Any:
        answer = self._client.post("/sparql", data={"query": statement}, headers={"accept": JSON})
        assert answer.status_code == 200, answer.text
        return ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.JSON)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("drugs-studied-for-disease", {"disease": "MONDO:0007256"}),
        ("evidence-for-drug-and-disease", {"drug": "everolimus", "disease": "MONDO:0007256"}),
        ("drug-class-with-disease-evidence", {"class": "CHEBI:68481", "disease": "MONDO:0007256"}),
    ],
)
def test_a_twin_gives_the_rows_of_rest(client: TestClient, name: str, given: dict[str, str]) -> None:
    rest = client.get(f"/api/v1/queries/{name}?{urlencode({**given, 'limit': 1000})}").json()["rows"]
    _, found = sparql.answer(OverHttp(client), sparql.question_of(name, given))
    assert len(found) > 3 and compared(found, name) == compared(rest, name)


@pytest.fixture(scope="module")
def address(service: Service, page: Path) -> Iterator[str]:
    """Of a real server."""
    server = BoundServer(build_app(service, Door(), page))
    with socket.create_server(("127.0.0.1", 0)) as bound:
        running = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        running.start()
        yield f"http://127.0.0.1:{bound.getsockname()[1]}/sparql"
        server.should_exit = True
        running.join()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("kind", ["json", "xml", "csv", "tsv"])
def test_rdflib_asks_it(address: str, method: str, kind: str, client: TestClient, sample: Path) -> None:
    """Another's client, over a socket."""
    graph = rdflib.Graph(SPARQLStore(address, method=method, returnFormat=kind))
    prologue = "PREFIX biolink: <https://w3id.org/biolink/vocab/> "
    assert [(str(drug),) for (drug,) in graph.query(prologue + DRUGS)] == rows(asked(client, DRUGS))
    if kind in ("json", "xml"):
        everolimus = rdflib.URIRef("http://purl.obolibrary.org/obo/CHEBI_68478")
        whole = sparql.load(sample)
        wanted = len({one.triple for one in whole.quads_for_pattern(ox.NamedNode(str(everolimus)), None, None)})
        assert len(set(graph.triples((everolimus, None, None)))) == wanted > 0
