"""Fixtures of the whole suite: a small lexicon written for the tests, and the real one where it is built."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from kg import paths
from kg.errors import OntologyError, StoreError
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.open import open_lexicon
from kg.model import Document, Heading, Section
from kg.pipeline.config import read_pipeline
from kg.pipeline.run import RunResult, run
from kg.stores import load_store, open_store
from tests.server import LTS, NEWEST, Server, ServerUnavailable, clear
from tests.small_lexicon import write_small

MakeDocument = Callable[..., Document]
Hold = Callable[[Path], Server]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long first, those with a server before all: one that is begun last keeps a single process busy
    while the others wait.
    """
    served, slow = ({item.path for item in items if item.get_closest_marker(name)} for name in ("neo4j", "slow"))
    items.sort(key=lambda item: (item.path not in served, item.path not in slow))


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the small lexicon."""
    return write_small(tmp_path_factory.mktemp("small") / "lexicon")


@pytest.fixture(scope="session")
def small_lexicon(small_folder: Path) -> Lexicon:
    """The small lexicon of ``tests/small_lexicon.py``, opened."""
    return Lexicon(small_folder)


@pytest.fixture(scope="session")
def real_lexicon() -> Lexicon:
    """The lexicon that ``kg ontologies build`` made; with ``KG_REQUIRE_LEXICON=1`` its absence is a failure."""
    try:
        return open_lexicon()
    except OntologyError as error:
        if os.environ.get("KG_REQUIRE_LEXICON") == "1":
            pytest.fail(f"KG_REQUIRE_LEXICON is set, but {error}")
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory, real_lexicon: Lexicon) -> RunResult:
    """What ``make run`` makes, once for all tests."""
    pipeline = read_pipeline(paths.data("pipelines", "mtor-hcc.toml"))
    return run(pipeline, out=tmp_path_factory.mktemp("demo") / "dataset", lexicon=real_lexicon)


def _server(version: str, home: Path, *, required: bool) -> Iterator[Server]:
    try:
        server = Server(version, home, heap="1g")
    except ServerUnavailable as error:
        if required:
            pytest.fail(f"KG_REQUIRE_NEO4J is set, but {error}")
        pytest.skip(f"no Neo4j {version} here: {error}")
    with server:
        yield server


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running Neo4j of the long-term line; with ``KG_REQUIRE_NEO4J=1`` its absence is a failure."""
    yield from _server(LTS, tmp_path_factory.mktemp("neo4j"), required=os.environ.get("KG_REQUIRE_NEO4J") == "1")


@pytest.fixture(scope="session")
def newest_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running Neo4j of the newest calendar version, where there is a Java 21 or newer."""
    yield from _server(NEWEST, tmp_path_factory.mktemp("newest"), required=False)


@pytest.fixture
def empty_neo4j(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The running Neo4j without nodes, its credentials in the environment; constraints and indexes of earlier loads may
    be there.
    """
    credentials(neo4j_server, monkeypatch)
    clear(neo4j_server)
    return neo4j_server


@pytest.fixture
def bare_neo4j(empty_neo4j: Server) -> Server:
    """The empty Neo4j without the constraints and indexes that an earlier load has left."""
    clear(empty_neo4j, schema=True)
    return empty_neo4j


@pytest.fixture
def neo4j_holding(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> Hold:
    """Gives the running Neo4j with a dataset in it; loads only when another one is there."""
    credentials(neo4j_server, monkeypatch)
    return partial(hold, neo4j_server)


@pytest.fixture
def newest_holding(newest_server: Server, monkeypatch: pytest.MonkeyPatch) -> Hold:
    """The same of the newest version."""
    credentials(newest_server, monkeypatch)
    return partial(hold, newest_server)


def credentials(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's user and password are in the environment, and no store beside it."""
    monkeypatch.setenv("NEO4J_USERNAME", server.user)
    monkeypatch.setenv("NEO4J_PASSWORD", server.password)
    monkeypatch.delenv("NEO4J_DATABASE", raising=False)
    monkeypatch.delenv("KG_STORE", raising=False)


def hold(server: Server, dataset: Path) -> Server:
    """The server with a dataset in it, in place of whatever was there."""
    try:
        open_store(server.uri).close()
        load_store(dataset, server.uri)
    except StoreError:
        clear(server)
        load_store(dataset, server.uri)
    return server


@pytest.fixture
def document() -> MakeDocument:
    """Makes a document of a title and ``(section, text)`` pairs."""

    def make(title: str, *parts: tuple[str, str], mesh: tuple[str, ...] = (), id: str = "PMID:1") -> Document:
        text, sections = title, [Section("title", 0, len(title))]
        for name, body in parts:
            sections.append(Section(name, len(text) + 1, len(text) + 1 + len(body)))
            text += "\n" + body
        return Document(
            id=id, title=title, text=text, sections=tuple(sections), headings=tuple(Heading(one, "") for one in mesh)
        )

    return make
