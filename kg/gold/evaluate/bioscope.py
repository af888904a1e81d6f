"""BioScope XML: sentences with the cues of negation and speculation and their scopes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from kg.errors import InputError
from kg.gold.evaluate.gold import GoldFile
from kg.model import Reject
from kg.pipeline.sources import opening, xmlstream
from kg.pipeline.sources.identifiers import publication


@dataclass(frozen=True, slots=True)
class Scope:
    """A cue and its scope, all half-open offsets in the sentence; ``kind`` is ``negation`` or ``speculation``."""

    kind: str
    start: int
    end: int
    scope_start: int
    scope_end: int


@dataclass(frozen=True, slots=True)
class ScopedSentence:
    """A sentence: the CURIE of its document, its own id, its text and its scopes in text order."""

    document: str
    id: str
    text: str
    scopes: tuple[Scope, ...]


def sentences(file: GoldFile) -> Iterator[ScopedSentence | Reject]:
    """The sentences of a file; one with a cue whose scope is not there is a Reject. Raises InputError for broken
    XML.
    """
    try:
        for document in xmlstream.elements(iter([file.data]), file.path, {"Annotation": ("Document",)}):
            printed = (document.findtext("DocID") or "").strip()
            for sentence in document.iter("sentence"):
                yield _sentence(sentence, printed, file.path)
    except opening.Fault as fault:
        raise InputError(f"{file.path}: {fault}: gold must be whole; fetch the file again") from None


def _sentence(element: etree._Element, printed: str, path: str) -> ScopedSentence | Reject:
    cues: list[tuple[str, str, int, int]] = []
    scopes: dict[str, tuple[int, int]] = {}
    text = _flatten(element, "", cues, scopes)
    identifier = element.get("id", "")
    curie = (
        publication(printed)
        if printed and not any(c.isspace() for c in printed) and ":" not in printed
        else f"KGD:{printed}"
    )
    for ref, kind, start, end in cues:
        if ref not in scopes or kind not in ("negation", "speculation"):
            reason = (
                f"the cue {text[start:end]!r} has type {kind!r} and ref {ref!r}: expected negation or speculation, and"
                " an <xcope>'s id"
            )
            return Reject(path, f"sentence {identifier}", "gold", f"{reason}; the sentence is left out", curie)
    found = sorted((start, end, kind, *scopes[ref]) for ref, kind, start, end in cues)
    return ScopedSentence(
        curie, identifier, text, tuple(Scope(kind, start, end, *scope) for start, end, kind, *scope in found)
    )


def _flatten(
    element: etree._Element, text: str, cues: list[tuple[str, str, int, int]], scopes: dict[str, tuple[int, int]]
) -> str:
    """``text`` with the element's own text added; its cues and scopes go to the lists with their offsets."""
    start = len(text)
    text += element.text or ""
    for child in element:
        text = _flatten(child, text, cues, scopes) + (child.tail or "")
    if element.tag == "cue":
        cues.append((element.get("ref", ""), element.get("type", ""), start, len(text)))
    elif element.tag == "xcope":
        scopes[element.get("id", "")] = (start, len(text))
    return text
