"""Where a server listens and who may ask it, the same for ``kg serve`` and ``kg mcp --http``: this machine alone, or
whoever brings the secret.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import socket
from errno import EACCES, EADDRINUSE, EADDRNOTAVAIL

from kg.errors import ConfigError, KgError

TOKEN = "KG_TOKEN"
"""Variable of the environment with the token; it is never an option, which everyone on the machine could read."""

SHORTEST_TOKEN = 20
"""Characters of the shortest token: one that is drawn at random and has as many cannot be guessed."""

WAITING_CONNECTIONS = 512
"""Connections that the system keeps until the server takes them."""

_HOST = re.compile(rb"([A-Za-z0-9._-]+|\[[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*\])(?::([0-9]{1,5}))?")
_HIGHEST_PORT = 65_535


class AddressError(KgError):
    """The server cannot have the address that it was given."""

    exit_code = 1


def is_loopback(host: str) -> bool:
    """Whether a host, without a port, is this machine for itself alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def host_named(header: bytes) -> str:
    """The host that ``Host`` names, in lower case and without its port; empty for what is no host and port."""
    found = _HOST.fullmatch(header)
    if not found or int(found[2] or 0) > _HIGHEST_PORT:
        return ""
    return found[1].decode("ascii").lower()


def check_token(host: str, token: str) -> None:
    """Raise ConfigError where others may reach a host and there is no token, and for a token that is too short."""
    if not token and not is_loopback(host):
        raise ConfigError(
            f"{host} can be reached by others: set {TOKEN} in the environment to a secret of at least {SHORTEST_TOKEN}"
            " characters (openssl rand -hex 24), which requests then have to bring; --host 127.0.0.1 needs none"
        )
    if token and (len(token) < SHORTEST_TOKEN or not token.isascii() or not token.isprintable() or " " in token):
        raise ConfigError(
            f"{TOKEN} is not good enough: expected at least {SHORTEST_TOKEN} letters, digits and signs, without spaces"
            " (openssl rand -hex 24)"
        )


def is_same_secret(given: bytes, wanted: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how much of them is."""
    return hmac.compare_digest(hashlib.sha256(given).digest(), hashlib.sha256(wanted.encode()).digest())


def bears_token(authorization: bytes, token: str) -> bool:
    """Whether the header ``Authorization`` of a request is ``Bearer`` with the token."""
    scheme, _, given = authorization.partition(b" ")
    return scheme.lower() == b"bearer" and is_same_secret(given.strip(), token)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address, so that a client that is told the address can connect at once; port 0 is any
    that is free. Raises AddressError, one line, where it cannot.
    """
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError, OverflowError) as error:
        raise AddressError(f"--host {host}: there is no such address ({_reason(error)})") from None
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(WAITING_CONNECTIONS)
    except OSError as error:
        listening.close()
        raise AddressError(_refused(host, port, error)) from None
    return listening


def bracketed(host: str) -> str:
    """A host as it stands in a URL and in ``Host``."""
    return f"[{host}]" if ":" in host else host


def _refused(host: str, port: int, error: OSError) -> str:
    if error.errno == EADDRINUSE:
        return (
            f"port {port} of {host} is in use: stop what listens there, or give another with --port (0: any free one)"
        )
    if error.errno == EACCES:
        return f"port {port} of {host} may not be used ({_reason(error)}): give one above 1023 with --port"
    if error.errno == EADDRNOTAVAIL:
        return f"--host {host}: this machine does not have that address"
    return f"{host}:{port} cannot be listened at ({_reason(error)})"


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
