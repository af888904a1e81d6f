"""Where the built lexicon is, and opening it."""

from __future__ import annotations

import os
from pathlib import Path

from kg import paths
from kg.lexicon.lexicon import Lexicon


def lexicon_folder() -> Path:
    """Folder of the lexicon: ``$KG_LEXICON``, else ``lexicon`` in the user's cache."""
    given = os.environ.get("KG_LEXICON")
    return Path(given) if given else paths.cache("lexicon")


def open_lexicon() -> Lexicon:
    """Open the built lexicon. Raises OntologyError when there is none, saying how to build it."""
    return Lexicon(lexicon_folder())
