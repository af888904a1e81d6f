"""Identifiers of publications, from the many ways in which they are written."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from kg import ids
from kg.errors import ConfigError

_PMID = re.compile(r"(?:PMID|PubMed):\s*(\d+)", re.IGNORECASE)
_PMC = re.compile(r"(?:PMC(?:ID)?:)?\s*(PMC\d+)(?:\.\d+)?", re.IGNORECASE)
_DOI = re.compile(r"(doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_DOI_IN_TEXT = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")
_ENCODED = re.compile("%(?=[0-9A-Fa-f]{2})")
_LOCAL = "KGD:"

LONGEST = 1000
"""Characters of an identifier that are kept: Neo4j indexes no more than some 8,000 bytes."""


def publication(printed: str, *, numbers: bool = True, encoded: bool = False) -> str:
    """CURIE of a publication: ``PMC...`` is a PMC id, ``10....`` or a doi.org address a DOI, a CURIE with a known
    prefix itself.

    ``numbers``: bare digits are a PMID, as in a column of PMIDs; else they are a name like any other. Every other name
    is the user's own and is kept to the character behind ``KGD:``: ``note-17`` becomes ``KGD:note-17``. A DOI's letters
    count the same in both cases, so the CURIE has it in lower case. What is longer than ``LONGEST`` is cut and ends in
    a hash of the whole. ``encoded``: a name that is printed behind ``KGD:`` is percent-encoded, as ``encoded_name``
    prints it. Raises ConfigError for an empty identifier.
    """
    if not printed.strip():
        raise ConfigError("the identifier is empty: expected a PMID, a PMC id, a DOI, a CURIE or a name of your own")
    # what is no character cannot be stored; spelt out it still tells two names apart
    whole = printed.encode("utf-8", "backslashreplace").decode()
    known = registered_publication(whole, numbers=numbers)
    if encoded and whole.startswith(_LOCAL):
        whole = unquote(whole)
    return known if known and len(known) <= LONGEST else _own(whole)


def registered_publication(printed: str, *, numbers: bool = True) -> str:
    """The same for an identifier that is registered somewhere; nothing for any other text."""
    text = printed.strip()
    if numbers and text.isascii() and text.isdigit():
        return f"PMID:{text}"
    if match := _PMID.fullmatch(text):
        return f"PMID:{match[1]}"
    if match := _PMC.fullmatch(text):
        return f"PMC:{match[1].upper()}"
    if match := _DOI.fullmatch(text):
        # in an address it is percent-encoded
        return f"DOI:{(unquote(match[2]) if '//' in (match[1] or '') else match[2]).lower()}"
    if not ids.is_curie(text) or text.startswith(_LOCAL) or any(character.isspace() for character in text):
        return ""
    prefix, local = ids.parse(text)
    return f"DOI:{local.lower()}" if prefix == "DOI" else f"{prefix}:{local}"


def _own(text: str) -> str:
    """``KGD:`` and the name; one that is written so already stands for itself."""
    name = text.removeprefix(_LOCAL) or text
    if len(name) > LONGEST:
        name = f"{name[: LONGEST - 33]}~{ids.digest('document', name)}"
    return _LOCAL + name


def own_name(curie: str, *, numbers: bool = True) -> str:
    """The user's own name of a publication when ``publication`` gives the CURIE back for it, else the CURIE."""
    name = curie.removeprefix(_LOCAL)
    return name if name.strip() and publication(name, numbers=numbers) == curie else curie


def encoded_name(curie: str, breaking: re.Pattern[str]) -> str:
    """The same for a format that cannot hold some characters: they are percent-encoded behind ``KGD:``, with what would
    read like that.
    """
    name = own_name(curie)
    if name != curie and not breaking.search(name):
        return name
    return breaking.sub(lambda found: quote(found[0], safe=""), _ENCODED.sub("%25", curie))


def doi_in(text: str) -> str:
    """The first DOI printed in a text, without a closing full stop, or nothing."""
    match = _DOI_IN_TEXT.search(text)
    return match[0].rstrip(".,;)") if match else ""
