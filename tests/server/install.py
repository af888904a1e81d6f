"""Neo4j Community from Maven Central into the cache, and a Java that can run it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg import paths
from tests.server.maven import ServerUnavailable, fetched

LTS = "5.26.30"
NEWEST = "2026.08.1"
POM = Path(__file__).with_name("pom.xml")


def install(version: str) -> Path:
    """Folder of the server's jars, fetched through Maven the first time (about 120 MB). Raises ServerUnavailable."""
    lib = paths.cache("neo4j", version, "lib")
    if not lib.is_dir():
        java_for(version)
    return fetched(f"Neo4j {version}", POM, lib, f"-Dneo4j.version={version}")


def java_for(version: str) -> str:
    """Path of a java that runs this version: 17 or 21 for 5.26, 21 or newer for calendar versions. Raises
    ServerUnavailable.
    """
    calendar = int(version.partition(".")[0]) >= 2025
    found = []
    for java in _javas():
        major = java_major(java)
        if (major >= 21) if calendar else (17 <= major <= 21):
            return java
        found.append(f"{major}")
    wanted = "21 or newer" if calendar else "17 or 21"
    raise ServerUnavailable(
        f"Neo4j {version} wants Java {wanted}; found: {', '.join(found) or 'none'} (NEO4J_JAVA_HOME names one)"
    )


@cache
def java_major(java: str) -> int:
    """Major version of a java program, 0 when it does not say."""
    done = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    found = re.search(r'version "(\d+)', done.stderr)
    return int(found[1]) if found else 0


def _javas() -> Iterator[str]:
    homes = [os.environ.get("NEO4J_JAVA_HOME"), os.environ.get("JAVA_HOME")]
    homes += [value for name, value in sorted(os.environ.items()) if re.fullmatch(r"JAVA_HOME_\d+_\w+", name)]
    candidates = [Path(home) / "bin" / "java" for home in homes if home]
    candidates += [Path(path) for path in [shutil.which("java")] if path]
    candidates += sorted(Path("/usr/lib/jvm").glob("*/bin/java"))
    seen = set()
    for java in candidates:
        if java.is_file() and java.resolve() not in seen:
            seen.add(java.resolve())
            yield str(java)
