from __future__ import annotations

import hashlib
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from kg.errors import DownloadError
from kg.ontologies import download
from kg.ontologies.manifest import Address, Manifest, OntologySource, Package

CONTENT = bytes(range(256)) * 2000
WHEEL = b"not really a wheel"


def package(content: bytes = WHEEL) -> Package:
    return Package("thing", "1.0", "thing-1.0-py3-none-any.whl", hashlib.sha256(content).hexdigest(), len(content))


def pip(tmp_path: Path, body: str) -> tuple[str, ...]:
    """A stand-in for ``python -m pip`` that counts its calls in calls.txt."""
    script = tmp_path / "pip.py"
    head = (
        f"import sys, pathlib\nwith open({str(tmp_path / 'calls.txt')!r}, 'a') as f: f.write(' '.join(sys.argv[1:]) +"
        " '\\n')\n"
    )
    script.write_text(head + "folder = pathlib.Path(sys.argv[sys.argv.index('-d') + 1])\n" + body)
    return (sys.executable, str(script))


def calls(tmp_path: Path) -> list[str]:
    path = tmp_path / "calls.txt"
    return path.read_text().splitlines() if path.exists() else []


def test_a_wheel_is_downloaded_without_dependencies_or_code_and_then_kept(tmp_path: Path) -> None:
    command = pip(tmp_path, f"(folder / 'thing-1.0-py3-none-any.whl').write_bytes({WHEEL!r})\n")
    told: list[tuple[str, int, int]] = []
    for _ in range(2):
        found = download.wheels([package()], lambda *row: told.append(row), folder=tmp_path / "cache", command=command)
        assert found["thing"].read_bytes() == WHEEL
    assert len(calls(tmp_path)) == 1
    assert (
        "--no-deps" in calls(tmp_path)[0]
        and "--only-binary=:all:" in calls(tmp_path)[0]
        and calls(tmp_path)[0].endswith("thing==1.0")
    )
    assert told[-1] == ("packages", len(WHEEL), len(WHEEL))
    assert [p.name for p in (tmp_path / "cache").iterdir()] == ["thing-1.0-py3-none-any.whl"]


def test_a_wheel_with_another_checksum_is_removed_and_both_sums_are_named(tmp_path: Path) -> None:
    command = pip(tmp_path, "(folder / 'thing-1.0-py3-none-any.whl').write_bytes(b'other')\n")
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / "thing-1.0-py3-none-any.whl").write_bytes(b"damaged")
    with pytest.raises(DownloadError) as error:
        download.wheels([package()], folder=cache, command=command)
    assert hashlib.sha256(b"other").hexdigest() in str(error.value) and package().sha256 in str(error.value)
    assert "nothing was built" in str(error.value)
    assert list(cache.iterdir()) == []


def test_a_damaged_wheel_in_the_cache_is_replaced(tmp_path: Path) -> None:
    command = pip(tmp_path, f"(folder / 'thing-1.0-py3-none-any.whl').write_bytes({WHEEL!r})\n")
    (tmp_path / "thing-1.0-py3-none-any.whl").write_bytes(b"damaged")
    assert download.wheels([package()], folder=tmp_path, command=command)["thing"].read_bytes() == WHEEL


def test_no_registry_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    command = pip(
        tmp_path,
        "sys.stderr.write('WARNING: Retrying\\nERROR: No matching distribution found for thing==1.0\\n');"
        " sys.exit(1)\n",
    )
    with pytest.raises(DownloadError) as error:
        download.wheels([package()], folder=tmp_path / "cache", command=command)
    text = str(error.value)
    assert "\n" not in text
    assert (
        "No matching distribution found" in text
        and "thing-1.0-py3-none-any.whl" in text
        and "kg ontologies build" in text
    )


def test_a_cache_that_cannot_be_written_is_a_download_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DownloadError, match="KG_CACHE"):
        download.wheels([package()], folder=tmp_path / "file" / "below")


class Server:
    """A local HTTP server with byte ranges that can be told to misbehave."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {"/data.bin": CONTENT}
        self.etag = '"one"'
        self.cut_after: list[int] = []
        self.answers: list[int] = []
        self.ranges: list[str | None] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                if outer.answers:
                    self.send_error(outer.answers.pop(0))
                    return
                if self.path not in outer.pages:
                    self.send_error(404)
                    return
                body = outer.pages[self.path]
                asked = self.headers.get("Range")
                outer.ranges.append(asked)
                start = 0
                if asked and self.headers.get("If-Range") == outer.etag:
                    start = int(asked.removeprefix("bytes=").rstrip("-"))
                    if start >= len(body):
                        self.send_error(416)
                        return
                    self.send_response(206)
                else:
                    self.send_response(200)
                self.send_header("ETag", outer.etag)
                self.send_header("Content-Length", str(len(body) - start))
                self.end_headers()
                stop = start + outer.cut_after.pop(0) if outer.cut_after else len(body)
                self.wfile.write(body[start:stop])
                self.close_connection = True

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_file_arrives_whole(server: Server, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    target = download.fetch(f"{server.url}/data.bin", tmp_path / "a" / "data.bin", lambda *row: told.append(row))
    assert target.read_bytes() == CONTENT
    assert told[-1] == ("data.bin", len(CONTENT), len(CONTENT))
    assert [p.name for p in target.parent.iterdir()] == ["data.bin"]


def test_a_broken_transfer_is_resumed_where_it_broke(server: Server, tmp_path: Path) -> None:
    server.cut_after = [100_000, 50_000]
    target = download.fetch(f"{server.url}/data.bin", tmp_path / "data.bin", pause=0)
    assert target.read_bytes() == CONTENT
    assert server.ranges == [None, "bytes=100000-", "bytes=150000-"]


def test_a_later_run_resumes_what_an_earlier_one_left(server: Server, tmp_path: Path) -> None:
    server.cut_after = [1000] * download.ATTEMPTS
    with pytest.raises(DownloadError, match=f"{1000 * download.ATTEMPTS} bytes are kept"):
        download.fetch(f"{server.url}/data.bin", tmp_path / "data.bin", pause=0)
    assert not (tmp_path / "data.bin").exists()
    assert download.fetch(f"{server.url}/data.bin", tmp_path / "data.bin", pause=0).read_bytes() == CONTENT
    assert server.ranges[-1] == f"bytes={1000 * download.ATTEMPTS}-"


def test_a_part_of_an_older_file_is_not_mixed_with_the_new_one(server: Server, tmp_path: Path) -> None:
    server.cut_after = [1000] * download.ATTEMPTS
    with pytest.raises(DownloadError):
        download.fetch(f"{server.url}/data.bin", tmp_path / "data.bin", pause=0)
    server.etag, server.pages["/data.bin"] = '"two"', b"new" * 5000
    assert download.fetch(f"{server.url}/data.bin", tmp_path / "data.bin", pause=0).read_bytes() == b"new" * 5000


def test_a_busy_server_is_tried_again(server: Server, tmp_path: Path) -> None:
    server.answers = [503, 429]
    assert download.fetch(f"{server.url}/data.bin", tmp_path / "data.bin", pause=0).read_bytes() == CONTENT


def test_a_missing_file_is_reported_at_once(server: Server, tmp_path: Path) -> None:
    server.answers = [404]
    with pytest.raises(DownloadError, match="the server answered 404"):
        download.fetch(f"{server.url}/data.bin", tmp_path / "data.bin", pause=100)
    assert server.ranges == []


def test_no_connection_is_a_download_error(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="nothing was written"):
        download.fetch("http://127.0.0.1:9/data.bin", tmp_path / "data.bin", pause=0)


def test_a_dated_name_is_found_in_the_listing(server: Server) -> None:
    server.pages["/gmt/"] = (
        b'<a href="set-20250101-Homo.gmt">x</a> <a href="set-20260101-Homo.gmt">y</a> <a'
        b' href="set-20270101-Mus.gmt">z</a>'
    )
    with httpx.Client() as client:
        assert download.resolve(f"{server.url}/gmt/set-*-Homo.gmt", client) == f"{server.url}/gmt/set-20260101-Homo.gmt"
        assert download.resolve(f"{server.url}/gmt/plain.gmt", client) == f"{server.url}/gmt/plain.gmt"
        with pytest.raises(DownloadError, match=r"no file there is called other-\*.gmt"):
            download.resolve(f"{server.url}/gmt/other-*.gmt", client)
        with pytest.raises(DownloadError, match="the server answered 404"):
            download.resolve(f"{server.url}/nowhere/set-*.gmt", client)


def test_only_sources_whose_format_is_read_are_fetched(server: Server, tmp_path: Path) -> None:
    def made(name: str, read: bool) -> OntologySource:
        return OntologySource(
            name, name, "MIT", "1", "g", name, {}, {"data": Address(f"{server.url}/data.bin", "tsv", read)}
        )

    plan = Manifest({}, {"a": made("a", True), "b": made("b", False)}, "")
    found = download.official(plan, folder=tmp_path)
    assert found == {"a": {"data": tmp_path / "a" / "data.bin"}}
    assert found["a"]["data"].read_bytes() == CONTENT
