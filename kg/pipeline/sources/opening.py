"""Bytes of an input, plain or gzipped, as an iterator of chunks; what goes wrong on the way has one of two names.

``InputError``  nothing of the file can be used (missing, no permission, empty, damaged from the first byte on)
``Fault``       the file broke off part-way: all bytes before it were handed on; readers turn it into a ``Reject``
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import chain
from pathlib import Path
from typing import IO

from kg.errors import InputError

STDIN = "-"
CHUNK = 1 << 18
"""Bytes read at a time: large enough that the loop costs nothing, small enough that a record waits for little."""

HEAD = 1 << 16
"""Bytes looked at to tell a format by its content; one whole PubMed record fits in it with room to spare."""

_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WBITS = 31  # zlib's number for "gzip wrapper, CRC checked, largest window"


class Fault(Exception):
    """An input broke off part-way; the message says why. Never leaves ``kg.pipeline.sources``: readers yield it as a
    ``Reject``.
    """


def chunks(path: str) -> Iterator[bytes]:
    """Decompressed bytes of a file (or of standard input for ``-``), in order.

    Raises InputError when nothing can be read, Fault after the last good byte when the file breaks off later.
    """
    empty = True
    try:
        for chunk in _decompressed(_raw(path)):
            if chunk:
                empty = False
                yield chunk
    except Fault as fault:
        if empty:
            raise InputError(f"{path}: {fault}: nothing could be read; fetch the file again") from None
        raise
    if empty:
        raise InputError(f"{path}: the file is empty (0 bytes): expected records; fetch or write it again")


def split_head(stream: Iterator[bytes], size: int = HEAD) -> tuple[bytes, Iterator[bytes]]:
    """The first ``size`` bytes (fewer when there are no more) and a stream that still holds them."""
    taken: list[bytes] = []
    have = 0
    rest: Iterator[bytes] = stream
    while have < size:
        try:
            chunk = next(stream)
        except StopIteration:
            break
        except Fault as fault:
            rest = _raising(fault)
            break
        taken.append(chunk)
        have += len(chunk)
    return b"".join(taken)[:size], chain(taken, rest)


def whole(stream: Iterator[bytes]) -> bytes:
    """Every byte of a stream. Raises Fault when it breaks off."""
    return b"".join(stream)


def lines(stream: Iterator[bytes]) -> Iterator[tuple[int, int, bytes]]:
    """Line number (1-based), byte offset and bytes of every line, without its line end (LF or CRLF) and without a BOM.

    A last line cut off by a Fault is not handed on: it is not known to be whole.
    """
    number, offset = 0, 0
    carry: list[bytes] = []
    for chunk in stream:
        if b"\n" not in chunk:
            carry.append(chunk)
            continue
        pieces = b"".join([*carry, chunk]).split(b"\n")
        carry = [pieces.pop()]
        for piece in pieces:
            number += 1
            yield number, offset, _bare(piece, number)
            offset += len(piece) + 1
    last = b"".join(carry)
    if last:
        yield number + 1, offset, _bare(last, number + 1)


def _bare(line: bytes, number: int) -> bytes:
    return (line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).removesuffix(b"\r")


def _raising(fault: Fault) -> Iterator[bytes]:
    raise fault
    yield b""  # makes this a generator


def _raw(path: str) -> Iterator[bytes]:
    with _open(path) as file:
        while True:
            try:
                chunk = file.read(CHUNK)
            except OSError as error:
                raise Fault(f"reading failed ({error.strerror or error})") from None
            if not chunk:
                return
            yield chunk


def _open(path: str) -> nullcontext[IO[bytes]] | IO[bytes]:
    if path == STDIN:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(path).open("rb")
    except FileNotFoundError:
        raise InputError(
            f"{path}: no such file: expected a file, a folder, a glob or - for standard input; check the spelling"
        ) from None
    except IsADirectoryError:
        raise InputError(
            f"{path}: is a folder: expected a file; name the files, or pass the folder as an input of the run"
        ) from None
    except PermissionError:
        raise InputError(f"{path}: no permission to read it: ask its owner, or try: chmod u+r {path}") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be opened ({error.strerror or error}): check the path") from None


def _decompressed(raw: Iterator[bytes]) -> Iterator[bytes]:
    first = next(raw, b"")
    while 0 < len(first) < len(_GZIP_MAGIC):
        more = next(raw, b"")
        if not more:
            break
        first += more
    if not first.startswith(_GZIP_MAGIC):
        if first:
            yield first
        yield from raw
        return
    yield from _gunzipped(chain([first], raw))


def _salvaged(inflate: zlib._Decompress, data: bytes) -> bytes:
    """What comes out before the damage: zlib drops the output of the call that fails, so the bytes are fed singly."""
    plain: list[bytes] = []
    for at in range(len(data)):
        try:
            plain.append(inflate.decompress(data[at : at + 1]))
        except zlib.error:
            break
    return b"".join(plain)


def _gunzipped(raw: Iterator[bytes]) -> Iterator[bytes]:
    """Members of a gzip file one after the other; trailing zero bytes are padding, anything else after a member is a
    fault.
    """
    inflate = zlib.decompressobj(_GZIP_WBITS)
    for compressed in raw:
        data = compressed
        while data:
            if inflate.eof:
                data = data.lstrip(b"\0")
                if not data:
                    break
                if data[:1] != _GZIP_MAGIC[:1]:
                    raise Fault("there are bytes after the end of the gzip data")
                inflate = zlib.decompressobj(_GZIP_WBITS)
            while True:
                before = inflate.copy()
                try:
                    # max_length bounds the memory that one compressed chunk may unfold into
                    plain = inflate.decompress(data, CHUNK)
                except zlib.error as error:
                    yield _salvaged(before, data)
                    raise Fault(f"the gzip data is damaged ({error})") from None
                if not plain:
                    break
                yield plain
                data = inflate.unconsumed_tail
            data = inflate.unused_data if inflate.eof else b""
    if not inflate.eof:
        raise Fault("the gzip data is cut off before its end")
