"""Writing whole files or none: a temporary name first, the real name at the end."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import DatasetError
from kg.files import whole

_BUFFER = 1 << 20


@contextmanager
def writing(*targets: Path) -> Iterator[tuple[BinaryIO, ...]]:
    """Open files that appear under their names only when everything is written; on any failure none does and the old
    ones stay.

    What is named ``.gz`` is compressed, without a time in it: the same content is the same file. Raises DatasetError,
    one line, for no permission, a missing folder or a full disk.
    """
    for at in targets:
        if at.is_dir():
            raise DatasetError(f"cannot write {at}: it is a folder; give the name of a file")
    try:
        with ExitStack() as renames, ExitStack() as stack:
            parts = [renames.enter_context(whole(path)) for path in targets]
            files = [stack.enter_context(part.open("wb", buffering=_BUFFER)) for part in parts]
            yield tuple(
                [
                    _packed(file, stack) if path.suffix == ".gz" else file
                    for file, path in zip(files, targets, strict=True)
                ]
            )
    except OSError as error:
        raise _failure(" and ".join(map(str, targets)), error) from error


def _packed(file: BinaryIO, stack: ExitStack) -> BinaryIO:
    packed = gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=file, mtime=0)
    # many small writes: the buffer saves a call of the compressor for each
    return stack.enter_context(cast(BinaryIO, io.BufferedWriter(stack.enter_context(packed), _BUFFER)))


@contextmanager
def streaming(out: BinaryIO) -> Iterator[BinaryIO]:
    """The caller's open file (standard output).

    Raises DatasetError when it cannot be written; a closed pipe stays a BrokenPipeError.
    """
    try:
        yield out
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _failure(str(getattr(out, "name", "output")), error) from error


def _failure(name: str, error: OSError) -> DatasetError:
    return DatasetError(f"cannot write {name}: {error.strerror or error}; nothing was kept of this export")
