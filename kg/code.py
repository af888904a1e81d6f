"""What code a result depends on: the modules behind it, the data files they read and the libraries they use.

It is found in the source, function bodies included, and nothing is imported for it: some ten milliseconds for the
hundred modules behind an annotation. What stands on a line that looks like an import counts as one, so the answer is
never too small; the tests compare it with the syntax trees and with what a process really loads.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from kg import paths

PACKAGE = Path(__file__).resolve().parent

FRONT_DOOR = "kg"
"""The package itself, which is not followed.

Its ``__init__`` names what it offers to users and imports nothing of it until they use it.
"""

DISTRIBUTIONS = {"pycrfsuite": "python-crfsuite"}
"""Library as it is imported -> as it is installed, where the two differ."""

_MODULE = r"[\w.]+(?:[ \t]+as[ \t]+\w+)?"
_IMPORT = re.compile(
    r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|.+)$"  # from a.b import c, d
    rf"|^[ \t]*import[ \t]+({_MODULE}(?:,[ \t]*{_MODULE})*)[ \t]*(?:#.*)?$"  # import a.b, c
    r"|([\"'])(kg(?:\.\w+)+)\4",  # a module that is imported by its name, as in the table of formats
    re.MULTILINE,
)
_DATA = re.compile(r"\bpaths\.data\(([^)]*)\)")
_LITERAL = re.compile(r"[\"']([^\"']*)[\"']")


@lru_cache
def modules(*roots: str) -> tuple[str, ...]:
    """The modules of ``kg`` that ``roots`` are and import, however far down, and the packages they are in; sorted."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in found and _file(name):
            found.add(name)
            waiting.extend(_imports(name))
            waiting.append(name.rpartition(".")[0])
    return tuple(sorted(found))


def libraries(*roots: str) -> list[str]:
    """The libraries that ``roots`` and what they import use, by the name they are imported under, sorted.

    Python's own are left out.
    """
    imported = {one.partition(".")[0] for name in modules(*roots) for one in _imports(name)}
    return sorted(imported - {"kg"} - sys.stdlib_module_names)


def data_files(*roots: str) -> list[Path]:
    """The files of ``ontologies/`` that ``roots`` and what they import name, sorted by path.

    Of a folder these are all its files but pages to read (``.md``).
    """
    named = {
        paths.data(*parts)
        for name in modules(*roots)
        for call in _DATA.finditer(_text(name))
        if (parts := _LITERAL.findall(call[1])) and parts[0] == "ontologies"
    }
    return sorted(
        file
        for one in named
        for file in (one.iterdir() if one.is_dir() else [one])
        if file.is_file() and file.suffix != ".md"
    )


@lru_cache
def code_hash(*roots: str) -> str:
    """SHA-256 (hex) of the modules and data files that ``roots`` depend on; looked at once a process."""
    digest = hashlib.sha256()
    for name in modules(*roots):
        digest.update(f"{name}\0{_text(name)}\0".encode())
    for file in data_files(*roots):
        digest.update(f"{file.name}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()


@lru_cache
def versions(*roots: str) -> dict[str, str]:
    """Installed versions of Python (its first two numbers) and of the libraries that ``roots`` depend on."""
    python = ".".join(map(str, sys.version_info[:2]))
    return {
        "python": python,
        **{name: importlib.metadata.version(DISTRIBUTIONS.get(name, name)) for name in libraries(*roots)},
    }


def _file(name: str) -> Path | None:
    """Where a module of ``kg`` is; None for the name of a function, or of a module elsewhere."""
    first, *parts = name.split(".")
    if first != "kg":
        return None
    place = PACKAGE.joinpath(*parts)
    return next((file for file in (place / "__init__.py", place.with_name(f"{place.name}.py")) if file.is_file()), None)


@lru_cache
def _text(name: str) -> str:
    file = _file(name)
    return file.read_text(encoding="utf-8") if file else ""


@lru_cache
def _imports(name: str) -> frozenset[str]:
    return frozenset() if name == FRONT_DOOR else frozenset(_imported(_text(name)))


def _imported(text: str) -> Iterator[str]:
    """What a module's source imports, as dotted names.

    Of ``from a import b`` these are both ``a`` and ``a.b``, which may be no module.
    """
    for found in _IMPORT.finditer(text):
        module, names, several, _, quoted = found.groups()
        if module:
            yield module
            if module.partition(".")[0] == "kg":
                yield from (f"{module}.{one}" for one in re.findall(r"\w+", names))
        elif several:
            yield from (one.split()[0] for one in several.split(",") if one.strip())
        else:
            yield quoted
