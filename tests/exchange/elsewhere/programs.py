"""Apache Jena, RDF4J and neosemantics from the jars of Maven Central, and their commands on PATH."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from kg import paths
from tests.server import LTS, ServerUnavailable, java_for
from tests.server.maven import fetched

VERSIONS = {"jena": "5.6.0", "rdf4j": "5.2.2", "neosemantics": "5.1.0.0"}
"""Of each program the version that was tried; the newest Jena wants a newer Java than Neo4j 5.26 takes."""

POM = Path(__file__).with_name("pom.xml")
RDF4J = Path(__file__).with_name("Rdf4j.java")
FAST = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g", "-Dfile.encoding=UTF-8")
JENA = {"riot": "riotcmd.riot", "tdb2.tdbloader": "tdb2.tdbloader", "tdb2.tdbquery": "tdb2.tdbquery"}
"""Command of Jena -> the class that its script starts."""


def jars(program: str) -> Path:
    """Folder of a program's jars, fetched through Maven the first time (14 to 31 MB). Raises ServerUnavailable."""
    java_for(LTS)
    version = VERSIONS[program]
    return fetched(
        f"{program} {version}",
        POM,
        paths.cache(program, version, "lib"),
        f"-P{program}",
        f"-Dprogram.version={version}",
    )


def installed(program: str, variable: str = "KG_REQUIRE_JAVA") -> Path:
    """The program's jars; with the variable set to 1 their absence is a failure."""
    try:
        return jars(program)
    except ServerUnavailable as error:
        if os.environ.get(variable) == "1":
            pytest.fail(f"{variable} is set, but {error}")
        pytest.skip(f"no {program} here: {error}")


def java(program: str, *arguments: str) -> list[str]:
    """The command line that runs a class or a source file with a program's jars. Raises ServerUnavailable."""
    return [java_for(LTS), *FAST, "-cp", f"{jars(program)}/*", *arguments]


def jena_on_path(folder: Path) -> dict[str, str]:
    """The environment in which a shell finds the commands of Jena as its distribution names them. Raises
    ServerUnavailable.
    """
    folder.mkdir()
    for name, main in JENA.items():
        script = folder / name
        script.write_text(f'#!/bin/sh\nexec {shlex.join(java("jena", main))} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}"}


def ran(command: list[str], **options: str) -> tuple[str, str]:
    """What a command printed to either stream; that it failed is a failure of the test."""
    done = subprocess.run(
        command, env={**os.environ, **options}, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command[-3:]} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout, done.stderr
