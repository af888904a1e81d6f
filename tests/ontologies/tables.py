"""Small files in the shapes of the real sources; every identifier and name here is either a bare fact or invented."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers.openers import Openers
from kg.ontologies.terms import Name, Term, Terms, Xref


def source(name: str, licence: str = "CC0-1.0") -> OntologySource:
    return OntologySource(name, name, licence, "1", "test", name, {}, {})


def given(**contents: str | bytes) -> Openers:
    def opener(content: str | bytes) -> Callable[[], io.BytesIO]:
        return lambda: io.BytesIO(content.encode() if isinstance(content, str) else content)

    return {key: opener(content) for key, content in contents.items()}


def terms(
    *entries: tuple[str, str, str, str],
    names: tuple[tuple[str, str, str], ...] = (),
    xrefs: tuple[tuple[str, str], ...] = (),
) -> Terms:
    """Terms from (id, type, label, source); each label is a name, further names are (id, text, scope)."""
    made = Terms()
    for identifier, type_, label, source_ in entries:
        made.terms[identifier] = Term(identifier, type_, label, source_)
        made.names.append(Name(identifier, label, "symbol" if type_ == "Target" else "label", source_))
    made.names.extend(Name(identifier, text, scope, made.terms[identifier].source) for identifier, text, scope in names)
    made.xrefs.extend(Xref(one, other, made.terms[one].source) for one, other in xrefs)
    return made


def wheel(path: Path, **members: object) -> Path:
    """A zip that looks like a wheel; values that are no strings are written as JSON, ``__`` in a key is a slash."""
    with zipfile.ZipFile(path, "w") as archive:
        for key, value in members.items():
            archive.writestr(key.replace("__", "/"), value if isinstance(value, str | bytes) else json.dumps(value))
    return path
