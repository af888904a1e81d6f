"""The one way to write a file or a folder whole: under a temporary name beside its place, then renamed.

Nobody ever sees half of it, and what fails leaves what was there before. What a killed process leaves has a name of its
own (``is_leaving``).
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LEAVING = re.compile(r"\.(.+)\.\d+\.(?:part|old)")


@contextmanager
def whole(path: Path, *, durable: bool = False) -> Iterator[Path]:
    """A name beside ``path`` to make a file or a folder under; it becomes ``path`` at the end, in place of what was
    there.

    When anything is raised it is removed and ``path`` stays as it was. ``durable``: the file is on the disk before it
    has its name, so that not even a power cut leaves an empty one; for what another file vouches for.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    _remove(beside)  # of a killed process that had the same number
    try:
        yield beside
        if durable:
            _sync(beside)
        put(beside, path)
        if durable:
            _sync(path.parent)
    finally:
        _remove(beside)


def write_whole(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Write a file of these bytes, whole or not at all."""
    with whole(path, durable=durable) as beside:
        beside.write_bytes(content)


def put(made: Path, path: Path) -> None:
    """Give a finished file or folder its name, beside which it was made.

    A folder that was there goes when the new one stands, and comes back when it does not.
    """
    if not path.is_dir():
        os.replace(made, path)
        return
    old = made.with_suffix(".old")
    _remove(old)
    os.replace(path, old)
    try:
        os.replace(made, path)
    except OSError:
        os.replace(old, path)
        raise
    _remove(old)


@contextmanager
def locked(folder: Path) -> Iterator[bool]:
    """Hold a folder for this process while it writes there; gives False where another process holds it.

    The lock goes with the process, however that ends, and leaves no file. Where the file system knows no such locks,
    everybody holds it.
    """
    held = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            yield error.errno not in (errno.EWOULDBLOCK, errno.EACCES)
        else:
            yield True
    finally:
        os.close(held)


def is_leaving(name: str) -> bool:
    """Whether a file or folder of this name is what a killed process left of one that it was writing."""
    return _LEAVING.fullmatch(name) is not None


def sweep(folder: Path) -> None:
    """Remove what killed processes left in a folder that nobody else is writing to."""
    for path in folder.iterdir():
        if is_leaving(path.name):
            _remove(path)


def sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # file systems without it
            raise
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):  # renamed already, or never made as its folder cannot be written to
            path.unlink()
