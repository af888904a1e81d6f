"""A graph that a Neo4j server holds is served as that of its dataset, and not while it is being loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.interfaces.web.app import Service, build_app
from kg.interfaces.web.security import Door
from kg.interfaces.web.snapshot import ServedGraph
from kg.stores import load_store
from kg.stores.bolt.connection import Connection
from kg.stores.bolt.state import JOURNAL
from tests.ask.pack_sample import CONTENT
from tests.conftest import Hold
from tests.interfaces.web.conftest import LOCAL
from tests.stores.sample import EVEROLIMUS, HCC, Content, Said, write_dataset

pytestmark = pytest.mark.neo4j

ADDRESSES = (
    "/api/v1/queries/targets-of-drug?drug=everolimus",
    "/api/v1/queries/drugs-studied-for-disease?disease=HCC",
    f"/api/v1/evidence?drug={EVEROLIMUS}&disease={HCC}&limit=1000",
    "/api/v1/evidence?pmid=1",
    "/api/v1/ladder?class=mTOR+inhibitor&disease=HCC",
    "/api/v1/ladder?disease=HCC",
    "/api/v1/timeline?drug=everolimus&disease=HCC",
    "/api/v1/names?q=m",
    "/api/v1/coverage",
    f"/api/v1/entities/{EVEROLIMUS}",
    f"/api/v1/entities/{HCC}/neighbours",
    "/api/v1/queries/targets-of-drug?drug=nothing+of+that+name",
)


def test_a_server_gives_the_answers_of_the_dataset_until_it_is_loaded_anew(
    neo4j_holding: Hold, sample: Path, client: TestClient, page: Path, small_folder: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("KG_LEXICON", str(small_folder))
    server = neo4j_holding(sample)
    said: list[str] = []
    service = Service(ServedGraph(server.uri, 20, said.append))
    asking = TestClient(build_app(service, Door(), page), base_url=LOCAL)

    def get(address: str) -> Any:
        return asking.get(address).json()

    for address in ADDRESSES:
        assert get(address) == client.get(address).json(), address

    connection = Connection(server.uri)
    connection.change(f"CREATE (:{JOURNAL} {{id: 'load', run: 'r', build: 'b', done: 0, mode: 'merge', token: 't'}})")
    service.kept.clear()
    assert asking.get(ADDRESSES[0]).status_code == 503 and not service.served.renew()
    assert said and "loaded anew" in said[-1]
    connection.change(f"MATCH (n:{JOURNAL}) DELETE n")
    connection.close()
    assert asking.get(ADDRESSES[0]).status_code == 200

    more = Content(
        [*CONTENT.said, Said("PMID:900", EVEROLIMUS, "STUDIED_FOR", HCC, "phase-3", "opposes")],
        CONTENT.curated,
        CONTENT.entities,
        CONTENT.papers,
    )
    again = write_dataset(tmp_path / "again", more)
    ledger = again / "run.json"
    ledger.write_text(ledger.read_text(encoding="utf-8").replace("{", '{"again": true, ', 1), encoding="utf-8")
    load_store(again, server.uri, replace=True)
    before = client.get(ADDRESSES[2]).json()["total"]
    service.kept.clear()
    assert asking.get(ADDRESSES[2]).status_code == 503, "another build than was opened"
    assert service.served.renew() and get(ADDRESSES[2])["total"] == before + 1
    service.close()
