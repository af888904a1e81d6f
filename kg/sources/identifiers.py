"""Identifiers of publications, from the many ways in which they are written."""

from __future__ import annotations

import re

from kg import ids
from kg.errors import ConfigError

_PMC = re.compile(r"(?:PMC(?:ID)?:)?\s*(PMC\d+)(?:\.\d+)?", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_DOI_IN_TEXT = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")


def publication(printed: str) -> str:
    """CURIE of a publication: digits are a PMID, ``PMC...`` a PMC id, ``10....`` or a doi.org address a DOI, a CURIE itself.

    A DOI's letters count the same in both cases, so the CURIE has it in lower case. A name of the user's own (``note-17``)
    becomes ``KGD:note-17``. Raises ConfigError for an empty identifier and for a CURIE with an unknown prefix.
    """
    text = printed.strip()
    if text.isascii() and text.isdigit():
        return f"PMID:{text}"
    if match := _PMC.fullmatch(text):
        return f"PMC:{match[1].upper()}"
    if match := _DOI.fullmatch(text):
        return f"DOI:{match[1].lower()}"
    if ":" in text:
        prefix, local = ids.parse(text)
        return f"DOI:{local.lower()}" if prefix == "DOI" else f"{prefix}:{local}"
    if not text or any(character.isspace() for character in text):
        raise ConfigError(f"{printed!r} is not an identifier of a document: expected a PMID, a PMC id, a DOI or a CURIE")
    return f"KGD:{text}"


def doi_in(text: str) -> str:
    """The first DOI printed in a text, without a closing full stop, or nothing."""
    match = _DOI_IN_TEXT.search(text)
    return match[0].rstrip(".,;)") if match else ""
