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
    opened = open_lexicon()
    return _kept(str(opened.folder.resolve()), str(opened.meta.get("hash", "")))


def known_names() -> KnownNames:
    """What it knows of names; nothing, and the reason, where there is no lexicon that can be read."""
    try:
        return KnownNames(lexicon())
    except OntologyError as error:
        return KnownNames(lacking=str(error))


def open_lexicon() -> Lexicon:
    """The built lexicon, opened anew. Raises OntologyError where there is none, and says what ``KG_LEXICON`` should be
    where it names a file.
    """
    folder = opening.lexicon_folder()
    if folder.is_file():
        raise OntologyError(
            f"KG_LEXICON: {folder} is a file, and a lexicon is a folder: name the folder that `kg ontologies build`"
            " made, or unset it to use the one in the cache"
        )
    return opening.open_lexicon()


@lru_cache(maxsize=1)
def _kept(folder: str, content: str) -> Lexicon:
    return Lexicon(Path(folder))
