"""Lines of KGX files, JSON Lines or TSV, with their place."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.exchange.export import kgx_tsv
from kg.exchange.export.kgx_inverse import KgxLine
from kg.exchange.statements import opened

FORMATS = {".jsonl": "kgx-jsonl", ".tsv": "kgx-tsv"}
"""Ending of a file's name, without .gz -> its format."""

_OF_SSSOM = frozenset({"subject_id", "predicate_id", "object_id", "mapping_justification"})


def is_sssom(path: Path) -> bool:
    """Whether a TSV file is a mapping set of SSSOM: its first line that is no comment names the columns that SSSOM
    requires (https://mapping-commons.github.io/sssom/MappingSet/). What cannot be read is none: ``lines`` says why.
    """
    try:
        with closing(opened(path)) as file:
            head = next((line for line in file if not line.startswith(b"#")), b"")
    except (EOFError, zlib.error, OSError):  # gzip.BadGzipFile is an OSError
        return False
    return set(head.decode(errors="replace").rstrip("\r\n").split("\t")) >= _OF_SSSOM


def lines(path: Path, format_: str) -> Iterator[tuple[str, KgxLine]]:
    """Each line with its place (``FILE:LINE``).

    Raises InputError, one line, for a file that cannot be read or breaks off, and for a line that is no object with an
    id.
    """
    try:
        with closing(opened(path)) as file:
            raw = ((f"{path}:{number}", text) for number, text in enumerate(file, 1))
            yield from _tsv(path, raw) if format_ == "kgx-tsv" else _jsonl(raw)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(f"{path}: the compressed file is damaged or cut off ({error}): get it again") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None


def _text(place: str, line: bytes) -> str:
    try:
        return line.decode().removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise InputError(f"{place}: is not UTF-8 at byte {error.start}") from None


def _jsonl(raw: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, KgxLine]]:
    for place, line in raw:
        text = _text(place, line)
        if not text.strip():
            continue
        try:
            found = json.loads(text)
            json.dumps(found, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise InputError(f"{place}: holds half a surrogate pair, which is no text") from None
        except ValueError as error:
            raise InputError(f"{place}: is not JSON ({error}): the file may be cut off") from None
        yield place, _checked(place, found)


def _checked(place: str, found: Any) -> KgxLine:
    if not isinstance(found, dict):
        raise InputError(f"{place}: {type(found).__name__}, expected an object of KGX")
    for name, value in found.items():
        many = isinstance(value, list)
        if many and name not in kgx_tsv.LISTS and name in (*kgx_tsv.COLUMNS["nodes"], *kgx_tsv.COLUMNS["edges"]):
            raise InputError(f"{place}: {name} is a list, expected one value")
        if not many and name in kgx_tsv.LISTS:
            found[name] = [value]  # as several programs write a list of one
    return found


def _tsv(path: Path, raw: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, KgxLine]]:
    place, head = next(raw, ("", b""))
    columns = _text(place or f"{path}:1", head).split("\t")
    if "id" not in columns and "subject" not in columns:
        raise InputError(
            f"{path}:1: the columns are {', '.join(columns)[:200]!r}, expected those of KGX nodes or edges, with id or"
            " subject"
        )
    for place, line in raw:
        cells = _text(place, line).split("\t")
        if not line.endswith(b"\n") or len(cells) != len(columns):
            raise InputError(
                f"{place}: {len(cells)} cells, expected {len(columns)} and a line feed: the file may be cut off"
            )
        found: KgxLine = {}
        for name, cell in zip(columns, cells, strict=True):
            try:
                if cell:
                    found[name] = kgx_tsv.value(name, cell)
            except ValueError as error:
                raise InputError(f"{place}: {name}: {error}") from None
        yield place, found
