"""Where servers listen, and the secret that they ask for."""

from __future__ import annotations

import pytest

from kg.interfaces.listening import (
    AddressError,
    bears_token,
    bracketed,
    host_named,
    is_loopback,
    is_same_secret,
    listen,
)

SECRET = "a-secret-of-enough-characters"


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.0.0.2", True),
        ("::1", True),
        ("[::1]", True),
        ("LocalHost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("2130706433", False),
        ("127.0.0.1.evil.example", False),
        ("", False),
    ],
)
def test_loopback_addresses(host: str, loopback: bool) -> None:
    assert is_loopback(host) == loopback


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b"localhost", "localhost"),
        (b"LocalHost:8000", "localhost"),
        (b"127.0.0.1:80", "127.0.0.1"),
        (b"[::1]", "[::1]"),
        (b"[::1]:8000", "[::1]"),
        (b"[::1]evil.com", ""),
        (b"evil.com@localhost", ""),
        (b"localhost/evil", ""),
        (b"localhost:80.evil.com", ""),
        (b"localhost:99999999", ""),
        (b"localhost:65536", ""),
        (b"localhost:", ""),
        (b"localhost:+80", ""),
        (b"localhost\n", ""),
        (b"local host", ""),
        (b"::1", ""),
        (b"[127.0.0.1]", ""),
        ("localhost:\u0661".encode(), ""),
        (b"", ""),
    ],
)
def test_what_a_request_calls_the_host(header: bytes, name: str) -> None:
    assert host_named(header) == name


@pytest.mark.parametrize(
    ("header", "lets_in"),
    [
        (f"Bearer {SECRET}", True),
        (f"bearer  {SECRET} ", True),
        (f"Bearer {SECRET}x", False),
        (f"Basic {SECRET}", False),
        (SECRET, False),
        ("Bearer", False),
        ("", False),
    ],
)
def test_a_request_bears_the_token_or_not(header: str, lets_in: bool) -> None:
    assert bears_token(header.encode(), SECRET) == lets_in
    assert is_same_secret(SECRET.encode(), SECRET) and not is_same_secret(b"", SECRET)


@pytest.mark.parametrize(("host", "port"), [("no-such-host.invalid", 0), ("x" * 300, 0), ("203.0.113.7", 0)])
def test_an_address_that_cannot_be_had_is_one_line(host: str, port: int) -> None:
    with pytest.raises(AddressError) as refused:
        listen(host, port)
    assert "--host" in str(refused.value) and "\n" not in str(refused.value)


def test_an_address_of_the_new_kind_has_brackets() -> None:
    assert (bracketed("::1"), bracketed("127.0.0.1")) == ("[::1]", "127.0.0.1")
