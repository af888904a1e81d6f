"""docker-compose.yml and .env.example without Docker: what they say is checked here, the settings and the health check
by a real server.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.specifiers import SpecifierSet

from kg.exchange.export.neo4j_admin import SCHEMA, SCRIPT
from kg.stores import STORES
from kg.stores.bolt.connection import OLDEST
from tests.server import LTS, Server

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, Any] = COMPOSE["services"]
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "docs" / "neo4j.md"]
CONTROLS = {"NEO4J_AUTH", "NEO4J_PLUGINS"}
"""Variables that the entry point of the image reads itself; it takes every other NEO4J_* for a setting."""
PASSWORD = 'pa"ss $HOME wörd'


def filled(text: str, **given: str) -> str:
    """Compose's interpolation: ``${NAME}`` with ``:-``, ``-`` or ``:?``, and ``$$`` for a dollar sign."""

    def value(match: re.Match[str]) -> str:
        if match[0] == "$$":
            return "$"
        found = given.get(match["name"])
        if match["operator"] == ":?":
            assert found, match["rest"]
        if found is None or (not found and match["operator"] == ":-"):
            return str(match["rest"])
        return found

    return re.sub(r"\$\$|\$\{(?P<name>\w+)(?:(?P<operator>:-|-|:\?)(?P<rest>[^}]*))?\}", value, text)


def settings(service: str) -> dict[str, str]:
    """A service's NEO4J_* as the lines of neo4j.conf that the image makes of them: ``_`` for ``.``, ``__`` for
    ``_``.
    """
    found = {}
    for variable, value in SERVICES[service]["environment"].items():
        if variable not in CONTROLS:
            name = variable.removeprefix("NEO4J_").replace("_", ".").replace("..", "_")
            found[name] = filled(str(value))
    return found


# --- what the file says -----------------------------------------------------------------------------------------------


def test_the_image_is_of_the_long_term_line_that_the_tests_run() -> None:
    name, _, tag = SERVICES["neo4j"]["image"].partition(":")
    version, _, edition = tag.partition("-")
    assert (name, edition) == ("neo4j", "community")
    line = version.split(".")[:2]
    assert line == LTS.split(".")[:2]
    assert tuple(map(int, line)) >= OLDEST
    assert SERVICES["import"]["image"] == SERVICES["neo4j"]["image"], "an import by another version could not be opened"


def test_neosemantics_is_asked_for_by_the_name_that_the_image_knows() -> None:
    assert yaml.safe_load(filled(SERVICES["neo4j"]["environment"]["NEO4J_PLUGINS"])) == ["n10s"]
    assert yaml.safe_load(filled(SERVICES["neo4j"]["environment"]["NEO4J_PLUGINS"], NEO4J_PLUGINS="[]")) == []


def test_ports_are_open_to_this_machine_only() -> None:
    published = {name: service.get("ports", []) for name, service in SERVICES.items()}
    assert published.pop("neo4j") == ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"]
    assert not any(published.values())


def test_no_password_is_in_the_files() -> None:
    named = re.findall(r"(?m)^\s*NEO4J_(?:AUTH|PASSWORD): (\S+)", TEXT)
    assert len(named) == 2
    assert all(re.match(r"(?:neo4j/)?\$\{NEO4J_PASSWORD:\?", value) for value in named), named
    assert re.search(r"(?m)^NEO4J_PASSWORD=$", EXAMPLE)
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    with pytest.raises(AssertionError, match=r"set NEO4J_PASSWORD in \.env"):
        filled(SERVICES["neo4j"]["environment"]["NEO4J_AUTH"], NEO4J_PASSWORD="")


def test_what_can_be_set_is_in_the_example_with_its_default() -> None:
    used = {match[1]: match[2] or "" for match in re.finditer(r"(?<!\$)\$\{(\w+)(?::?-([^}]*)|:\?[^}]*)?\}", TEXT)}
    shown = dict(re.findall(r"(?m)^(?:# )?([A-Z][A-Z0-9_]*)=(.*)$", EXAMPLE))
    assert shown.keys() == used.keys()
    assert {name for name in used if shown[name] != used[name]} == {"NEO4J_PLUGINS"}, (
        "which the example shows another use of"
    )


def test_the_data_outlive_the_containers() -> None:
    mounts = {mount.partition(":")[2]: mount.partition(":")[0] for mount in SERVICES["neo4j"]["volumes"]}
    assert {"/data", "/logs", "/plugins"} <= mounts.keys()
    assert set(mounts.values()) <= COMPOSE["volumes"].keys()
    assert {mount for mount in SERVICES["import"]["volumes"] if isinstance(mount, str)} == {
        "neo4j-data:/data",
        "neo4j-logs:/logs",
    }


def test_kg_waits_for_a_healthy_server_and_knows_its_address() -> None:
    kg = SERVICES["kg"]
    assert kg["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    scheme, host, port = re.fullmatch(r"(\w+)://(\w+):(\d+)", kg["environment"]["KG_STORE"]).groups()  # type: ignore[union-attr]
    assert scheme in STORES
    assert host in SERVICES
    assert any(mapping.endswith(f":{port}") for mapping in SERVICES[host]["ports"])
    assert kg["environment"]["NEO4J_USERNAME"] == SERVICES[host]["environment"]["NEO4J_AUTH"].partition("/")[0]
    assert filled(SERVICES[host]["environment"]["NEO4J_AUTH"], NEO4J_PASSWORD=PASSWORD) == f"neo4j/{PASSWORD}"
    assert filled(kg["environment"]["NEO4J_PASSWORD"], NEO4J_PASSWORD=PASSWORD) == PASSWORD


def test_the_image_of_kg_has_all_that_the_package_is_built_from() -> None:
    lines = filled(SERVICES["kg"]["build"]["dockerfile_inline"]).splitlines()
    copied = {
        source: target
        for line in lines
        if line.startswith("COPY ")
        for *sources, target in [line.split()[1:]]
        for source in sources
    }
    assert all((ROOT / source).exists() for source in copied)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {
        "pyproject.toml",
        project["project"]["readme"],
        *project["project"]["license-files"],
        *wheel["packages"],
        *wheel["force-include"],
    }
    assert copied.keys() == needed
    assert all(target == (f"/kg/{source}" if (ROOT / source).is_dir() else "/kg/") for source, target in copied.items())
    version = re.fullmatch(r"FROM python:(\d+)\.(\d+)-slim", lines[0])
    assert version
    assert SpecifierSet(project["project"]["requires-python"]).contains(f"{version[1]}.{version[2]}.0")
    assert next(line for line in lines if line.startswith("ENTRYPOINT")) == 'ENTRYPOINT ["kg"]'
    (cache,) = re.findall(r"ENV KG_CACHE=(\S+)", "\n".join(lines))
    assert cache in {mount.partition(":")[2] for mount in SERVICES["kg"]["volumes"]}


def test_the_import_runs_what_the_export_writes_in_its_default_folder() -> None:
    service = SERVICES["import"]
    folder = next(mount for mount in service["volumes"] if isinstance(mount, dict))
    assert service["command"] == ["sh", f"{folder['target']}/{SCRIPT}", "neo4j", "--overwrite-destination=true"]
    page = PAGES[1].read_text(encoding="utf-8")
    assert f"-o {filled(folder['source']).removeprefix('./')}\n" in page
    assert f"-f {folder['target']}/{SCHEMA} " in page
    assert folder["read_only"] and not folder["bind"]["create_host_path"]


def test_docker_lines_in_the_docs_name_services_that_there_are() -> None:
    found = []
    for page in PAGES:
        for line in re.findall(r"docker compose ([a-z][^\n`#]*)", page.read_text(encoding="utf-8")):
            verb, *words = line.split()
            assert verb in ("up", "run", "stop", "start", "restart", "down", "exec", "logs", "cp", "build"), line
            named = [word.partition(":")[0] for word in words if not word.startswith("-")]
            if verb in ("run", "stop", "start", "restart", "exec", "logs"):
                assert named[0] in SERVICES, line
            for address in re.findall(r"bolt://(\w+)", line) if verb == "run" else ():
                assert address in SERVICES, line
            found.append(verb)
    assert {"up", "run", "stop", "down"} <= set(found)


def test_three_lines_of_the_readme_bring_the_graph_into_the_browser() -> None:
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## Neo4j\n")[2].partition("\n## ")[0]
    first = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    assert first
    lines = [line.partition(" #")[0].strip() for line in first[1].splitlines()]
    address = SERVICES["kg"]["environment"]["KG_STORE"]
    assert lines == [
        "cp .env.example .env",
        "docker compose run --rm kg ontologies build",
        f"docker compose run --rm kg run pipelines/mtor-hcc.toml --store {address}",
    ]
    assert "localhost:7474" in section


# --- by the programs themselves ---------------------------------------------------------------------------------------


def test_docker_compose_understands_the_file() -> None:
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode:
        pytest.skip("no docker client with the compose plug-in on this machine")
    environment = {**os.environ, "NEO4J_PASSWORD": PASSWORD}
    command = [
        docker,
        "compose",
        "--profile",
        "*",
        "-f",
        str(ROOT / "docker-compose.yml"),
        "config",
        "--format",
        "json",
    ]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    read = yaml.safe_load(done.stdout)
    assert read["services"].keys() == SERVICES.keys()
    assert read["services"]["kg"]["environment"]["NEO4J_PASSWORD"] == PASSWORD


@pytest.mark.parametrize("answer", [0, 1])
def test_the_health_check_asks_with_the_password_and_says_what_came(answer: int, tmp_path: Path) -> None:
    kind, command = SERVICES["neo4j"]["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    shell = tmp_path / "cypher-shell"
    shell.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$NEO4J_USERNAME" "$NEO4J_PASSWORD" "$@" > "{tmp_path}/asked"\nexit {answer}\n'
    )
    shell.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "NEO4J_AUTH": f"neo4j/{PASSWORD}"}
    done = subprocess.run(["sh", "-c", filled(command)], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == answer, done.stderr
    assert (tmp_path / "asked").read_text(encoding="utf-8").splitlines() == [
        "neo4j",
        PASSWORD,
        "-a",
        "bolt://localhost:7687",
        "RETURN 1",
    ]


@pytest.fixture(scope="module")
def configured(neo4j_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the settings of the service; ``neo4j_server`` decides whether there can be one here."""
    with Server(LTS, tmp_path_factory.mktemp("configured"), settings=settings("neo4j")) as server:
        yield server


@pytest.mark.neo4j
def test_a_real_server_knows_every_setting_and_takes_its_value(configured: Server) -> None:
    given = settings("neo4j")
    assert given == settings("import")
    assert {"server.memory.heap.max_size", "server.memory.pagecache.size"} <= given.keys()
    with configured.driver() as driver, driver.session() as session:
        known = {row["name"]: row for row in session.run("SHOW SETTINGS YIELD name, value, isExplicitlySet")}
    assert given.keys() <= known.keys()
    assert all(known[name]["isExplicitlySet"] for name in given)
    assert known["server.config.strict_validation.enabled"]["value"] == "true"
    assert known["dbms.usage_report.enabled"]["value"] == "false"
    assert known["server.memory.pagecache.size"]["value"].lower() in ("512m", "512.00mib")


@pytest.mark.neo4j
def test_a_real_server_would_not_start_with_a_setting_it_does_not_know(neo4j_server: Server, tmp_path: Path) -> None:
    """Why NEO4J_PASSWORD must not be in the environment of the server: the image would make the setting PASSWORD of
    it.
    """
    server = Server(LTS, tmp_path / "home", settings={"PASSWORD": "secret"})
    with pytest.raises(RuntimeError, match=r"(?i)unrecognized setting"):
        server.start()
