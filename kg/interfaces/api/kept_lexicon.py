"""The built lexicon, opened once a process, so that what is made of it is kept from one call to the next."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from kg.ask.lookup import KnownNames
from kg.errors import OntologyError
from kg.lexicon import open as opening
from kg.lexicon.lexicon import Lexicon


def lexicon() -> Lexicon:
    """The built lexicon, the same object as long as it is the same lexicon. Raises OntologyError where there is none,
    or none to read.
    """
    opened = opening.open_lexicon()
    return _kept(str(opened.folder.resolve()), str(opened.meta.get("hash", "")))


def known_names() -> KnownNames:
    """What it knows of names; nothing, and the reason, where there is no lexicon that can be read."""
    try:
        return KnownNames(lexicon())
    except OntologyError as error:
        return KnownNames(lacking=str(error))


@lru_cache(maxsize=1)
def _kept(folder: str, content: str) -> Lexicon:
    return Lexicon(Path(folder))
