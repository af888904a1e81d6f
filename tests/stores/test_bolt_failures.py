"""What a user is told when a server cannot be reached, refuses, is too old or is not Neo4j: one line that says what to
do.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from neo4j import exceptions

from kg.errors import StoreError
from kg.stores import load_store, open_store
from kg.stores.bolt.connection import check_version
from kg.stores.bolt.failures import ADVICE, explain
from kg.stores.store import QueryTimeout
from tests.conftest import Hold
from tests.server import Server, ServerUnavailable
from tests.stores.sample import write_dataset

NEO4J = pytest.mark.neo4j


def refusal(address: str) -> str:
    """The one line that opening a store ends with."""
    with pytest.raises(StoreError) as caught:
        open_store(address)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.fixture
def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture
def web_server() -> Iterator[int]:
    """A port at which something answers that is no Neo4j."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                near.recv(100)
                near.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                near.close()

    threading.Thread(target=serve, daemon=True).start()
    yield listener.getsockname()[1]
    listener.close()


def test_no_server(free_port: int) -> None:
    assert refusal(f"bolt://127.0.0.1:{free_port}").startswith(f"no Neo4j answers at bolt://127.0.0.1:{free_port} (")


def test_a_host_that_does_not_exist() -> None:
    assert refusal("neo4j://no-such-host.invalid:7687").startswith(
        "no Neo4j answers at neo4j://no-such-host.invalid:7687"
    )


def test_something_else_than_neo4j(web_server: int) -> None:
    assert f"bolt://127.0.0.1:{web_server}" in refusal(f"bolt://127.0.0.1:{web_server}")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        (
            "bolt://neo4j:secret@localhost:7687",
            r"the address bolt://localhost:7687 came with credentials: .*NEO4J_PASSWORD",
        ),
        ("bolt://localhost:7687/movies", "the database is named by NEO4J_DATABASE"),
        ("bolt://", "names no server"),
        ("bolt://localhost:port", "names no server"),
        ("neo4j+x://localhost", r"neo4j\+x:// is not the address of a store"),
        ("http://localhost:7474", "http:// is not the address of a store"),
    ],
)
def test_an_address_that_is_none(address: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as caught:
        open_store(address)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "agent", ["Neo4j/5.26.0", "Neo4j/5.26.30", "Neo4j/2025.01.0", "Neo4j/2026.08.1", "Neo4j/v5.26.1", "Neo4j/6.0-dev"]
)
def test_a_version_that_is_new_enough(agent: str) -> None:
    check_version("bolt://x", agent)


@pytest.mark.parametrize("agent", ["Neo4j/4.4.40", "Neo4j/5.25.1", "Neo4j/5.9.0", "Memgraph/2.1", "", "Neo4j"])
def test_a_version_that_is_too_old_or_another_product(agent: str) -> None:
    with pytest.raises(StoreError, match=r"^bolt://x is .*Neo4j 5\.26 or newer"):
        check_version("bolt://x", agent)


@pytest.mark.parametrize("code", ADVICE)
def test_every_code_with_advice_is_one_line_that_names_the_server(code: str) -> None:
    error = exceptions.Neo4jError._hydrate_neo4j(code=code, message="line one\nline two")
    line = str(explain(error, "bolt://x"))
    assert line.startswith("bolt://x ") and "\n" not in line and "line one" not in line


def test_a_user_who_may_not_write_is_told_what_rights_are_missing() -> None:
    """Community has no such users, so the error is made by hand."""
    error = exceptions.Neo4jError._hydrate_neo4j(
        code="Neo.ClientError.Security.Forbidden", message="Create node with labels 'Drug' ..."
    )
    assert "does not let this user do that" in str(explain(error, "bolt://x"))


class TestOnAServer:
    pytestmark = NEO4J

    def test_a_wrong_password_and_one_tried_too_often(
        self, empty_neo4j: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        uri = empty_neo4j.uri
        with empty_neo4j.driver() as driver, driver.session(database="system") as session:
            session.run(
                "CREATE USER forgetful IF NOT EXISTS SET PASSWORD 'the-right-one' CHANGE NOT REQUIRED"
            ).consume()
        monkeypatch.setenv("NEO4J_USERNAME", "forgetful")
        monkeypatch.setenv("NEO4J_PASSWORD", "wrong-password")
        said = [refusal(uri) for _ in range(5)]
        assert said[0] == f"{uri} refuses the user name or password: set NEO4J_USERNAME and NEO4J_PASSWORD"
        assert said[-1].startswith(f"{uri} has locked the user after too many wrong passwords")
        assert "wrong-password" not in "".join(said)

    def test_no_password_at_all(self, neo4j_holding: Hold, dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        uri = neo4j_holding(dataset).uri
        monkeypatch.delenv("NEO4J_PASSWORD")
        assert refusal(uri) == f"{uri} refuses the user name or password: set NEO4J_USERNAME and NEO4J_PASSWORD"

    def test_a_password_that_must_be_changed(self, empty_neo4j: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        with empty_neo4j.driver() as driver, driver.session(database="system") as session:
            session.run("CREATE USER newcomer IF NOT EXISTS SET PASSWORD 'first-password' CHANGE REQUIRED").consume()
        monkeypatch.setenv("NEO4J_USERNAME", "newcomer")
        monkeypatch.setenv("NEO4J_PASSWORD", "first-password")
        assert "wants a new password first" in refusal(empty_neo4j.uri)

    def test_a_database_that_is_not_there(
        self, neo4j_holding: Hold, dataset: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        uri = neo4j_holding(dataset).uri
        monkeypatch.setenv("NEO4J_DATABASE", "nosuch")
        assert refusal(uri) == f"{uri} has no database of that name: check NEO4J_DATABASE"

    def test_a_server_without_a_certificate(self, neo4j_holding: Hold, dataset: Path) -> None:
        uri = neo4j_holding(dataset).uri.replace("bolt://", "bolt+s://")
        line = refusal(uri)
        assert line.startswith(f"no Neo4j answers at {uri}") and line.endswith(
            "a server without a certificate wants bolt://?"
        )

    def test_a_routing_address(self, neo4j_holding: Hold, dataset: Path) -> None:
        opened = open_store(neo4j_holding(dataset).uri.replace("bolt://", "neo4j://"))
        assert opened.run("RETURN 1 AS x") == [{"x": 1}]
        opened.close()

    def test_a_statement_that_takes_too_long_is_stopped(self, neo4j_holding: Hold, dataset: Path) -> None:
        opened = open_store(neo4j_holding(dataset).uri, timeout_s=1)
        slow = (
            "UNWIND range(1, 10000) AS a UNWIND range(1, 10000) AS b UNWIND range(1, 100) AS c RETURN sum(a * b * c)"
            " AS n"
        )
        with pytest.raises(QueryTimeout, match="the query was stopped after 1 s"):
            opened.run(slow)
        assert opened.run("RETURN 1 AS x") == [{"x": 1}]
        opened.close()

    def test_values_that_only_a_server_has_are_plain_data(self, neo4j_holding: Hold, dataset: Path) -> None:
        opened = open_store(neo4j_holding(dataset).uri)
        (row,) = opened.run(
            "RETURN date('2014-07-02') AS day, datetime('2014-07-02T12:00:00Z') AS time, duration('P1M2D') AS span,"
            " point({x: 1.5, y: 2.0}) AS point, $bytes AS bytes, [date('2020-01-01')] AS days, {at: date('2020-01-01')}"
            " AS map",
            {"bytes": b"\x00\xff"},
        )
        assert row == {
            "day": "2014-07-02",
            "time": "2014-07-02T12:00:00.000000000+00:00",
            "span": "P1M2D",
            "point": {"srid": 7203, "coordinates": [1.5, 2.0]},
            "bytes": "00ff",
            "days": ["2020-01-01"],
            "map": {"at": "2020-01-01"},
        }
        opened.close()


@pytest.fixture(scope="module")
def read_only(tmp_path_factory: pytest.TempPathFactory, neo4j_server: Server) -> Iterator[Server]:
    """A server with the sample whose databases have been made read-only since."""
    home = tmp_path_factory.mktemp("readonly")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_PASSWORD", neo4j_server.password)
        with Server(home=home) as writable:
            load_store(write_dataset(tmp_path_factory.mktemp("sample")), writable.uri)
            writable.stop()  # one that was killed would have to be written to first
    with Server(home=home, settings={"server.databases.default_to_read_only": "true"}) as server:
        yield server


class TestAReadOnlyDatabase:
    pytestmark = NEO4J

    @pytest.fixture(autouse=True)
    def _password(self, read_only: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NEO4J_PASSWORD", read_only.password)

    def test_it_can_be_queried(self, read_only: Server) -> None:
        opened = open_store(read_only.uri)
        assert opened.run("MATCH (d:Drug {name: 'everolimus'}) RETURN d.name AS name") == [{"name": "everolimus"}]
        opened.close()

    def test_loading_it_again_only_counts(self, read_only: Server, dataset: Path) -> None:
        assert load_store(dataset, read_only.uri)["Run"] == 1

    def test_writing_to_it_is_one_line(self, read_only: Server, dataset: Path) -> None:
        with pytest.raises(
            StoreError, match=r"^bolt://\S+ has this database set to read-only .*: it can be queried, not loaded$"
        ):
            load_store(dataset, read_only.uri, replace=True)


def test_a_server_that_cannot_be_had_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ServerUnavailable, match="Maven is not installed"):
        Server(home=tmp_path / "home")
