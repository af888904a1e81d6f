"""A real Neo4j Community server for tests and benchmarks, from the jars of Maven Central: no Docker, no root."""

from tests.server.clear import clear
from tests.server.install import LTS, NEWEST, install, java_for
from tests.server.maven import ServerUnavailable
from tests.server.process import Server

__all__ = ["LTS", "NEWEST", "Server", "ServerUnavailable", "clear", "install", "java_for"]
