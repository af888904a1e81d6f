"""What each operation answers, over the worked example."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from kg.ask.explain import COLUMNS
from kg.ask.links import page
from kg.ask.pack import load_queries
from kg.interfaces.web.app import KEPT, LIMIT_S, RENEW_S, THREADS, WAITING
from kg.interfaces.web.operations import MOST_ROWS
from kg.interfaces.web.pack_operations import COUNTED
from kg.interfaces.web.security import LONGEST_QUERY, SPARQL
from kg.interfaces.web.sparql_requests import FORM
from kg.model import POLARITIES, TIERS
from tests.typing_pages import ROOT

pytestmark = pytest.mark.lexicon

V1 = "/api/v1"
EVEROLIMUS, HCC = "CHEBI:68478", "MONDO:0007256"
OF_CLASS: dict[str, Any] = {"class": "mTOR inhibitor", "disease": "HCC"}


def get(client: TestClient, path: str, status: int = 200, /, **given: Any) -> Any:
    answer = client.get(V1 + path, params=given)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def test_the_queries_are_listed_with_what_they_take_and_give(example: TestClient) -> None:
    listed = {one["name"]: one for one in get(example, "/queries")["queries"]}
    assert set(listed) == set(load_queries())
    one = listed["drug-class-with-disease-evidence"]
    assert one["example"] == {"class": "mTOR inhibitor", "disease": "HCC"}
    assert [column["name"] for column in one["columns"]][:2] == ["drug_id", "drug"]
    by_name = {parameter["name"]: parameter for parameter in one["parameters"]}
    assert by_name["class"]["required"] and by_name["class"]["entity"] == ["Role", "Target"]
    assert by_name["action"]["default"] == "INHIBITS" and "ACTIVATES" in by_name["action"]["values"]


def test_a_query_says_what_names_were_taken_for(example: TestClient) -> None:
    answer = get(example, "/queries/drug-class-with-disease-evidence", **OF_CLASS)
    assert answer["parameters"] == {"class": "mTOR inhibitor", "disease": "HCC", "action": "INHIBITS"}
    assert [(one["parameter"], one["asked"], one["id"]) for one in answer["entities"]] == [
        ("class", "mTOR inhibitor", "CHEBI:68481"),
        ("disease", "HCC", HCC),
    ]
    assert any("MONDO:0007256" in note for note in answer["notes"])
    assert answer["rows"][0]["drug"] == "everolimus" and list(answer["rows"][0]) == answer["columns"]
    assert answer["total"] == len(answer["rows"]) and not answer["truncated"]


def test_pages_make_up_the_whole_answer(example: TestClient) -> None:
    whole = get(example, "/queries/targets-of-drug", drug=EVEROLIMUS, limit=1000)
    pages = [get(example, "/queries/targets-of-drug", drug=EVEROLIMUS, limit=5, offset=at) for at in (0, 5, 10)]
    assert [row for one in pages for row in one["rows"]] == whole["rows"][:15]
    assert {one["total"] for one in pages} == {whole["total"]} and whole["total"] > 10
    assert pages[0]["truncated"] and not whole["truncated"]
    beyond = get(example, "/queries/targets-of-drug", drug=EVEROLIMUS, offset=900)
    assert beyond["rows"] == [] and beyond["total"] == whole["total"] and not beyond["truncated"]


def test_a_query_with_a_limit_of_its_own_counts_what_is_behind(example: TestClient) -> None:
    few = get(example, "/queries/drugs-studied-for-disease", disease="HCC", limit=3)
    all_ = get(example, "/queries/drugs-studied-for-disease", disease="HCC", limit=1000)
    assert few["rows"] == all_["rows"][:3] and few["total"] == all_["total"] == len(all_["rows"]) > 3
    assert few["truncated"] and few["parameters"]["limit"] == 3
    assert get(example, "/queries/drugs-studied-for-disease", disease="HCC")["limit"] == 50


def test_an_answer_is_also_a_file_of_csv(example: TestClient) -> None:
    answer = example.get(f"{V1}/queries/targets-of-drug", params={"drug": "RAD001", "format": "csv"})
    assert answer.headers["content-disposition"] == 'attachment; filename="targets-of-drug.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    json_rows = get(example, "/queries/targets-of-drug", drug="RAD001")["rows"]
    assert [row["target_id"] for row in rows] == [row["target_id"] for row in json_rows]


def test_a_question_in_words_is_answered_as_its_query(example: TestClient) -> None:
    answer = get(example, "/ask", q="which mTOR inhibitors have HCC evidence")
    assert answer["answered"] is True and answer["query"] == "drug-class-with-disease-evidence"
    same = get(example, "/queries/drug-class-with-disease-evidence", **answer["parameters"])
    assert answer["rows"] == same["rows"] and answer["total"] == same["total"]
    assert {one["id"] for one in answer["entities"]} == {"CHEBI:68481", HCC}
    assert (answer["sure"], answer["doubts"]) == (True, [])
    unsure = get(example, "/ask", q="what is known about everolimus")
    assert unsure["sure"] is False and unsure["notes"][0] == f"not sure: {unsure['doubts'][0]}"


def test_a_question_that_is_not_understood_is_an_answer_with_the_reason(example: TestClient) -> None:
    answer = get(example, "/ask", q="everolimus HCC bananas")
    assert set(answer) == {"question", "answered", "kind", "why", "near", "named"} and answer["answered"] is False
    assert "bananas" in answer["why"] and (answer["kind"], answer["named"]) == ("unknown", [])


def test_a_name_that_is_no_question_is_refused_with_what_it_names(example: TestClient) -> None:
    answer = get(example, "/ask", q="RAD001")
    assert (answer["kind"], answer["named"]) == ("bare name", [{"id": EVEROLIMUS, "name": "everolimus"}])


def test_without_a_beginning_the_best_known_names_are_given(example: TestClient) -> None:
    names = get(example, "/names", type="Drug", limit=3)["names"]
    counts = [one["publications"] for one in names]
    assert names[0]["id"] == EVEROLIMUS and len(names) == 3 and counts == sorted(counts, reverse=True)
    assert {one["label"] for one in names} == {"Drug"} and all(one["matched"] == one["name"] for one in names)


def test_names_begin_with_what_is_typed(example: TestClient) -> None:
    names = get(example, "/names", q="ever", type="Drug")["names"]
    assert names[0] == {
        "id": EVEROLIMUS,
        "name": "everolimus",
        "label": "Drug",
        "matched": "everolimus",
        "publications": names[0]["publications"],
    }
    assert names[0]["publications"] > 10
    assert get(example, "/names", q="RAD0", limit=1)["names"][0]["matched"].startswith("RAD0")
    assert get(example, "/names", q="mtor inh", type="Role")["names"][0]["id"] == "CHEBI:68481"


def test_an_entity_is_found_by_curie_cross_reference_and_name(example: TestClient) -> None:
    found = get(example, f"/entities/{EVEROLIMUS}")
    assert found["name"] == "everolimus" and "RAD001" in found["synonyms"] and found["parents"]
    assert get(example, "/entities/RAD001") == found
    assert "neither in this graph" in get(example, "/entities/CHEBI:999999999", 404)["error"]


def test_what_is_around_an_entity_has_the_studies_counted(example: TestClient) -> None:
    around = get(example, f"/entities/{EVEROLIMUS}/neighbours", relation="STUDIED_FOR", limit=5)
    assert around["nodes"][0] == {"id": EVEROLIMUS, "name": "everolimus", "label": "Drug"}
    nodes = {one["id"] for one in around["nodes"]}
    assert around["edges"] and all({edge["source"], edge["target"]} <= nodes for edge in around["edges"])
    hcc = next(edge for edge in around["edges"] if edge["target"] == HCC)
    rows = get(example, "/evidence", assertion=hcc["assertion"], limit=1000)
    assert hcc["publications"] == len({row["document"] for row in rows["rows"]})
    assert sum(hcc[polarity] for polarity in POLARITIES) == sum(one["publications"] for one in rows["summary"])


def test_a_sentence_of_evidence_is_plain_and_its_marks_are_its_arguments(example: TestClient) -> None:
    answer = get(example, "/evidence", drug="temsirolimus", disease="HCC")
    assert answer["total"] == len(answer["rows"]) > 3
    for row in answer["rows"]:
        assert {*COLUMNS, "marks"} <= set(row) and "«" not in row["sentence"]
        marked = {which: row["sentence"][start:end].lower() for start, end, which in row["marks"]}
        assert marked["subject"] in ("temsirolimus", "cci-779", "torisel") and set(marked) == {"subject", "object"}
        assert row.get("url", "") == page(row["document"])


def test_filters_leave_the_summary_as_it_is(example: TestClient) -> None:
    all_ = get(example, "/evidence", drug="everolimus", disease="HCC", limit=1000)
    some = get(example, "/evidence", drug="everolimus", disease="HCC", tier="phase-3,phase-2", polarity="null")
    wanted = [row for row in all_["rows"] if row["tier"] in ("phase-3", "phase-2") and row["polarity"] == "null"]
    assert some["rows"] == wanted and some["total"] == len(wanted) > 0
    assert some["summary"] == all_["summary"]


def test_the_evidence_of_a_publication_is_all_it_says(example: TestClient) -> None:
    answer = get(example, "/evidence", pmid="25058218")
    assert {row["document"] for row in answer["rows"]} == {"PMID:25058218"}
    claims = get(example, "/queries/claims-of-publication", publication="25058218")["rows"]
    assert {row["assertion"] for row in answer["rows"]} == {row["assertion"] for row in claims}


def test_summary_ladder_and_years_count_the_same_publications(example: TestClient) -> None:
    pair: dict[str, Any] = {"drug": "everolimus", "disease": "HCC"}
    summary = get(example, "/evidence", **pair)["summary"]
    (row,) = get(example, "/ladder", **pair)["rows"]
    years = get(example, "/timeline", **pair)["years"]
    by_tier = {one["tier"]: {key: one[key] for key in POLARITIES} for one in summary}
    assert {tier: {key: cell[key] for key in POLARITIES} for tier, cell in row["cells"].items()} == by_tier
    assert all(len(cell["pmids"]) == sum(cell[key] for key in POLARITIES) for cell in row["cells"].values())
    for key in POLARITIES:
        assert sum(year[key] for year in years) == sum(one[key] for one in summary)
    assert [year["year"] for year in years] == sorted(year["year"] for year in years)


def test_a_ladder_is_that_of_the_query_by_tier(example: TestClient) -> None:
    ladder = get(example, "/ladder", **OF_CLASS)
    assert ladder["tiers"] == list(TIERS) and ladder["polarities"] == list(POLARITIES)
    rows = get(example, "/queries/class-evidence-by-tier", **OF_CLASS)["rows"]
    cells = {(row["drug_id"], tier): cell for row in ladder["rows"] for tier, cell in row["cells"].items()}
    assert {(row["drug_id"], row["tier"]) for row in rows} == set(cells)
    for row in rows:
        cell = cells[row["drug_id"], row["tier"]]
        assert cell["pmids"] == row["pmids"] and all(cell[key] == row[key] for key in POLARITIES)
    everyone = get(example, "/ladder", disease="HCC")["rows"]
    alone = {row["drug_id"]: row["cells"] for row in everyone}
    assert all(alone[row["drug_id"]] == row["cells"] for row in ladder["rows"])


def test_names_are_grounded(example: TestClient) -> None:
    (first, *_) = get(example, "/ground", text="RAD001")["candidates"]
    assert first["id"] == EVEROLIMUS and first["why"] and 0 < first["score"] <= 1
    assert get(example, "/ground", text="RAD001", type="Disease")["candidates"] == []


def test_coverage_is_the_row_of_its_query_with_versions(example: TestClient) -> None:
    answer = get(example, "/coverage", drug="everolimus", disease="HCC")
    (row,) = get(example, "/queries/coverage", drug="everolimus", disease="HCC")["rows"]
    assert row.items() <= answer.items() and answer["versions"]["kg"] and answer["pipeline"] == "mtor-hcc"
    assert re.fullmatch("[0-9a-f]{64}", answer["build"])
    assert all(re.fullmatch("[0-9a-f]{64}", one) for one in answer["versions"]["models"].values())


def test_it_says_that_it_is_well(example: TestClient) -> None:
    assert example.get("/healthz").json() == {"status": "ok"}


def test_every_operation_is_described_and_on_the_page_of_operations(example: TestClient) -> None:
    described = example.get("/openapi.json").json()
    assert set(described["paths"]) >= {f"{V1}/queries/{name}" for name in load_queries()}
    page = example.get("/docs")
    assert page.headers["content-type"].startswith("text/html") and "<script" not in page.text
    for path, methods in described["paths"].items():
        assert set(methods) == ({"get", "post"} if path == SPARQL else {"get"})
        assert path in page.text


def test_the_addresses_on_the_page_of_operations_are_answered(example: TestClient) -> None:
    addresses = [unescape(one) for one in re.findall(r'<a href="(/api[^"]*)"', example.get("/docs").text)]
    assert len(addresses) > 10
    for address in addresses:
        if "/queries/" not in address:  # those are asked in test_same_rows.py
            assert example.get(address).status_code == 200, address


def test_the_addresses_of_the_manual_are_answered(example: TestClient) -> None:
    page = (ROOT / "docs" / "how-to" / "serve.md").read_text(encoding="utf-8")
    addresses = re.findall(r'^curl .*"http://127\.0\.0\.1:8765(/[^"]*)"$', page, re.MULTILINE)
    queries = re.findall(
        r'^curl "http://127\.0\.0\.1:8765/sparql" -H "(.*): (.*)" --data-\S+ "(.*)"$', page, re.MULTILINE
    )
    assert len(addresses) + len(queries) == page.count("\ncurl ") and len(addresses) > 5 and len(queries) == 3
    for address in addresses:
        answer = example.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["content-type"].startswith("text/csv" if "csv" in address else "application/json")
    for header, value, query in queries:
        form = {"content-type": FORM} if header == "Accept" else {}
        sent = urlencode({"query": query.removeprefix("query=")}) if form else query
        answer = example.post("/sparql", content=sent, headers={header: value, **form})
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == (value if form else "application/sparql-results+json")
        assert answer.text.count("\n") > 3 or answer.json()["boolean"] is True


@pytest.mark.parametrize("number", [4096, 1000, 10_000, 200])
def test_the_numbers_of_the_manual_are_those_of_the_code(number: int) -> None:
    page = (ROOT / "docs" / "how-to" / "serve.md").read_text(encoding="utf-8")
    assert {LONGEST_QUERY, MOST_ROWS, COUNTED, WAITING} == {4096, 1000, 10_000, 200}
    assert f"{number:,}" in page
    assert LIMIT_S == 30 and "30 seconds" in page and KEPT == 64 * 2**20 and "64 MB" in page
    assert RENEW_S == 2 and "two seconds" in page and THREADS == 4 and "Four are made" in page
