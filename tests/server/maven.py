"""Jars from Maven Central in the cache, by a pom of the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

MAVEN_S = 600


class ServerUnavailable(Exception):
    """What is missing on this machine, in one line."""


def fetched(what: str, pom: Path, lib: Path, *options: str) -> Path:
    """``lib`` with the jars that a pom names and all that they need, fetched the first time. Raises
    ServerUnavailable.
    """
    if lib.is_dir():
        return lib
    maven = shutil.which("mvn")
    if maven is None:
        raise ServerUnavailable(f"Maven is not installed (no mvn on PATH), so {what} cannot be fetched")
    part = lib.with_name(f".{lib.name}.{os.getpid()}")
    shutil.rmtree(part, ignore_errors=True)
    command = [maven, "-q", "-B", "-ntp", "-f", str(pom), "dependency:copy-dependencies", "-DincludeScope=runtime"]
    command += [*options, f"-DoutputDirectory={part}"]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=MAVEN_S, check=False
        )
    except subprocess.TimeoutExpired:
        shutil.rmtree(part, ignore_errors=True)
        raise ServerUnavailable(f"Maven did not fetch {what} in {MAVEN_S} s") from None
    if done.returncode:
        shutil.rmtree(part, ignore_errors=True)
        said = next((line for line in done.stdout.splitlines() if line.startswith("[ERROR]")), "it said nothing")
        raise ServerUnavailable(f"Maven could not fetch {what}: {said}")
    try:
        part.rename(lib)
    except OSError:  # another process was faster
        shutil.rmtree(part, ignore_errors=True)
    return lib
