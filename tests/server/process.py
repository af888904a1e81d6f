"""One Neo4j server of a folder of its own: start, stop, kill, start again, and the admin tool on the same folder."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
import zipfile
from pathlib import Path

import neo4j

from tests.server.install import LTS, install, java_for, java_major

START_S = 180
OPENINGS = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch")]
PROPERTIES = ["-Dio.netty.tryReflectionSetAccessible=true", "-Dlog4j2.disable.jmx=true", "-Dfile.encoding=UTF-8"]
FAST = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # halves the start; slower once warm
ENTRANCES = (
    "org.neo4j.server.CommunityEntryPoint",
    "org.neo4j.server.Neo4jCommunity",
)  # of 5.26 and of calendar versions


class Server:
    """A server on the loopback address, on a port that it keeps. A context manager: started on the way in, killed on
    the way out.

    ``fast`` takes the quick compiler and collector: right for tests, wrong for timings. ``plugins`` is a folder of
    jars whose procedures the server has. Raises ServerUnavailable without Java or Maven.
    """

    def __init__(
        self,
        version: str = LTS,
        home: Path = Path("neo4j"),
        *,
        password: str = "kg-test-password",
        heap: str = "512m",
        settings: dict[str, str] | None = None,
        fast: bool = True,
        plugins: Path | None = None,
    ) -> None:
        self.version, self.home, self.password, self.heap, self.fast = version, home.resolve(), password, heap, fast
        self.user = "neo4j"
        self.settings, self.plugins = settings or {}, plugins
        self.lib, self._java = install(version), java_for(version)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None
        for folder in ("conf", "data", "logs", "run", "import"):
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        self._configure()

    @property
    def uri(self) -> str:
        """Bolt address."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What the server prints."""
        return self.home / "logs" / "console.log"

    def driver(self) -> neo4j.Driver:
        """A driver with the server's credentials."""
        return neo4j.GraphDatabase.driver(self.uri, auth=(self.user, self.password))

    def start(self) -> Server:
        """Start and wait until the databases are up. Raises RuntimeError with the end of the log when it does not
        start.
        """
        fresh = not (self.home / "data" / "databases" / "system").exists()
        entrance = next(name for name in ENTRANCES if f"{name.replace('.', '/')}.class" in self._classes())
        command = [
            *self._command(self.heap),
            entrance,
            f"--home-dir={self.home}",
            f"--config-dir={self.home / 'conf'}",
            "--console-mode",
        ]
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                command,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()
        if fresh:  # over Bolt, as the admin tool would take another JVM
            with (
                neo4j.GraphDatabase.driver(self.uri, auth=(self.user, "neo4j")) as driver,
                driver.session(database="system") as session,
            ):
                session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=self.password).consume()
        return self

    def stop(self) -> None:
        """Stop in good order, which takes some seconds."""
        self._end(kill=False)

    def kill(self) -> None:
        """Kill at once, as a power cut would."""
        self._end(kill=True)

    def restart(self) -> None:
        """Start again after ``kill`` or ``stop``, on the same port and folder."""
        self._end(kill=False)
        self.start()

    def admin(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run neo4j-admin on this server's folder; the server must be stopped for an import. The caller looks at
        ``returncode``.
        """
        command = [*self._command(self.heap), "org.neo4j.cli.AdminTool", *arguments]
        return subprocess.run(
            command,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            cwd=cwd,
        )

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.kill()

    def _end(self, *, kill: bool) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            if kill:
                self._process.kill()
            else:
                self._process.terminate()
        self._process.wait(60)
        self._process = None

    def _wait(self) -> None:
        # Bolt listens before the databases are up: the last line of the start says that they are.
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            text = self.log.read_text(encoding="utf-8", errors="replace")
            if re.search(r"INFO\s+Started\.", text):
                return
            if self._process is None or self._process.poll() is not None:
                raise RuntimeError(f"Neo4j {self.version} ended while it started:\n{text[-3000:]}")
            time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"Neo4j {self.version} did not start in {START_S} s:\n{text[-3000:]}")

    def _classes(self) -> set[str]:
        with zipfile.ZipFile(self.lib / f"neo4j-{self.version}.jar") as jar:
            return set(jar.namelist())

    def _command(self, heap: str) -> list[str]:
        command = [self._java, *OPENINGS, *PROPERTIES, *(FAST if self.fast else []), f"-Xms{heap}", f"-Xmx{heap}"]
        if java_major(self._java) >= 24:
            command += ["--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"]
        folders = [folder for folder in (self.lib, self.plugins) if folder]
        return [*command, "-cp", ":".join(f"{folder}/*" for folder in folders)]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}

    def _configure(self) -> None:
        settings = {
            "server.default_listen_address": "127.0.0.1",
            "server.bolt.listen_address": f"127.0.0.1:{self.port}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.port}",
            "server.http.enabled": "false",
            "server.https.enabled": "false",
            "server.directories.lib": str(self.lib),
            "server.directories.import": str(self.home / "import"),  # unset, LOAD CSV would reach every file
            "server.memory.pagecache.size": "256m",
            "dbms.usage_report.enabled": "false",
            "db.tx_log.preallocate": "false",
            "db.tx_log.rotation.retention_policy": "keep_none",
        }
        if not self.version.startswith("5."):  # newer ones look for others of their kind on the network
            settings |= {"server.fleet_discovery.enabled": "false", "dbms.fleet_manager.enabled": "false"}
        if self.plugins:
            settings["server.directories.plugins"] = str(self.plugins)
        settings |= self.settings
        lines = "".join(f"{name}={value}\n" for name, value in settings.items())
        (self.home / "conf" / "neo4j.conf").write_text(lines, encoding="utf-8")
