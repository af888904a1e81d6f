"""The folder imported into a real Neo4j: node for node and edge for edge what a load over Bolt gives."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.exchange.export import FOLDERS
from kg.pipeline.run import RunResult
from kg.stores import load_store, open_store
from tests.exchange.export.nasty import write_nasty
from tests.server import LTS, NEWEST, Server, ServerUnavailable, clear
from tests.stores.sample import write_dataset
from tests.stores.whole_graph import digest, whole_graph

pytestmark = [pytest.mark.neo4j, pytest.mark.xdist_group("neo4j")]
export = FOLDERS["neo4j-admin"]


def offline(version: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    """A server of its own, stopped; its admin tool is on PATH, and its credentials are in the environment."""
    try:
        server = Server(version, folder / "neo4j", heap="1g")
    except ServerUnavailable as error:
        if version == LTS and os.environ.get("KG_REQUIRE_NEO4J") == "1":
            pytest.fail(f"KG_REQUIRE_NEO4J is set, but {error}")
        pytest.skip(f"no Neo4j {version} here: {error}")
    admin = folder / "bin" / "neo4j-admin"
    admin.parent.mkdir()
    admin.write_text(f'#!/bin/sh\nexec {shlex.join([*server._command("1g"), "org.neo4j.cli.AdminTool"])} "$@"\n')
    admin.chmod(0o755)
    environment = {
        **server._environment(),
        "PATH": f"{admin.parent}:{os.environ['PATH']}",
        "TMPDIR": str(folder),
        "KG_STORE": "",
    }
    environment |= {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return server


def imported(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """What the script in the folder says, run from somewhere else."""
    return subprocess.run(["sh", folder / "import.sh", *options], cwd="/", capture_output=True, text=True, check=False)


def finish(server: Server, folder: Path) -> None:
    """Run the statements for after the start, each in a transaction of its own, as cypher-shell does."""
    with server.driver() as driver, driver.session() as session:
        for line in (folder / "schema.cypher").read_text(encoding="utf-8").split(";\n")[:-1]:
            session.run(line).consume()


def graph_of(server: Server) -> tuple[list[str], list[str]]:
    with server.driver() as driver:
        return whole_graph(driver)


def loaded(server: Server, dataset: Path) -> tuple[list[str], list[str]]:
    """What a load over Bolt gives."""
    clear(server)
    load_store(dataset, server.uri)
    return graph_of(server)


def require_equal(server: Server, dataset: Path, folder: Path) -> None:
    """Import, finish, and compare with a load over Bolt; kg takes the import for the build, and finishing twice changes
    nothing.
    """
    counts = export(dataset, folder)
    done = imported(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    with server:
        with pytest.raises(StoreError, match="is being loaded, or its load did not end"):
            open_store(server.uri)
        finish(server, folder)
        first = graph_of(server)
        said: list[str] = []
        load_store(dataset, server.uri, report=said.append)
        assert said[0].endswith(
            f"has this build already: {counts['nodes'] + counts['relationships']:,} nodes and relationships counted"
        )
        finish(server, folder)
        assert graph_of(server) == first
        assert len(first[0]) == counts["nodes"] and len(first[1]) == counts["relationships"]
        assert first == loaded(server, dataset)


@pytest.mark.slow
def test_the_nasty_dataset_is_the_same_by_both_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_equal(offline(LTS, tmp_path, monkeypatch), write_nasty(tmp_path / "dataset"), tmp_path / "import")


@pytest.mark.slow
@pytest.mark.lexicon
def test_the_worked_example_is_the_same_by_both_ways(
    demonstration: RunResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_equal(offline(NEWEST, tmp_path, monkeypatch), demonstration.dataset, tmp_path / "import")


@pytest.mark.slow
def test_a_load_finishes_an_import_whose_statements_never_ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server, dataset, folder = (
        offline(LTS, tmp_path, monkeypatch),
        write_dataset(tmp_path / "dataset"),
        tmp_path / "import",
    )
    export(dataset, folder)
    assert imported(folder, "neo4j").returncode == 0
    with server:
        load_store(dataset, server.uri)
        open_store(server.uri).close()
        first = graph_of(server)
        assert first == loaded(server, dataset)
        with server.driver() as driver:
            counted = {name: count for name, (count, _) in digest(driver).items()}
        assert counted == {"nodes": len(first[0]), "relationships": len(first[1])}


def test_a_database_that_holds_something_is_left_alone_unless_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offline(LTS, tmp_path, monkeypatch)
    folder = tmp_path / "import"
    export(write_dataset(tmp_path / "dataset"), folder)
    assert imported(folder, "neo4j", "--overwrite-destination=true").returncode == 0
    again = imported(folder, "neo4j")
    assert again.returncode != 0 and "overwrite-destination" in again.stdout + again.stderr
    assert imported(folder, "neo4j", "--overwrite-destination=true").returncode == 0
    assert not (folder / "import.report").exists()
