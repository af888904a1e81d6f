"""Which diseases of a document are its condition: what the treated patients, animals or cells have.

A disease in the title is the condition unless it stands there as context (the cause of another disease, a side effect, where a
tumour has spread). Without one, or beside one, a disease counts when it is a major MeSH heading, or when aims, methods and conclusions
name it as what is treated ("patients with", "cells", "xenografts", "transplantation for").
"""

from __future__ import annotations

import re

from kg.model import Document
from kg.relate.marked import Marked
from kg.relate.study_cues import pattern


def conditions(marked: Marked, document: Document) -> tuple[int, ...]:
    """Numbers (in ``marked.diseases``) of the diseases that are the document's condition, in order of first mention."""
    title = " ".join(marked.within("title"))
    names = _names(marked)
    major = {_plain(heading.name) for heading in document.headings if heading.major} | {
        heading.id for heading in document.headings if heading.major
    }
    found = []
    titled = [i for i in range(len(marked.diseases)) if _named(i, title) and not _context(i, title)]
    for i, curie in enumerate(marked.diseases):
        is_major = curie in major or bool(names[i] & major)
        if (
            i in titled
            or (is_major and not _only_adverse(i, marked) and _treated(i, marked, 1))
            or (
                not _context(i, " ; ".join(marked.sentences))
                and _treated(i, marked, 2 if titled else 1)
                and not _only_adverse(i, marked)
                and (not titled or not _named(i, title))
            )
        ):
            found.append(i)
    return tuple(found)


def _named(disease: int, text: str) -> bool:
    return re.search(rf"\bdis{disease}(?!\d)", text) is not None


def _context(disease: int, text: str) -> bool:
    """Is every naming in the text one as context?"""
    name = rf"\bdis{disease}(?!\d)"
    rest = pattern("disease-context-after", disease).sub(" ", text)
    rest = pattern("disease-context-before", disease).sub(" ", rest)
    return re.search(name, rest) is None


def _treated(disease: int, marked: Marked, least: int) -> bool:
    """Do at least ``least`` of the document's own sentences name it as what is treated (of two or more, one an aim or a conclusion)?"""
    treated = pattern("disease-treated", disease)
    own = [
        (sentence, zone)
        for sentence, zone in zip(marked.sentences, marked.zones, strict=True)
        if zone not in ("background", "title")
        and f"dis{disease}" in sentence
        and not pattern("disease-adverse").search(sentence)
        and not pattern("disease-eligible").search(sentence)
    ]
    hits = [zone for sentence, zone in own if treated.search(sentence)]
    return len(hits) >= least and (least < 2 or any(zone in ("objective", "conclusions") for zone in hits))


def _only_adverse(disease: int, marked: Marked) -> bool:
    own = [sentence for sentence in marked.sentences if _named(disease, sentence)]
    return all(
        pattern("disease-adverse").search(sentence)
        or re.search(rf"(?:drug|tool)\d+-(?:induced|associated|related) (?:[\w-]+ ){{0,2}}dis{disease}(?!\d)", sentence)
        for sentence in own
    )


def _names(marked: Marked) -> list[set[str]]:
    """Plain names of every disease: its preferred name, its mentions and their long forms."""
    names: list[set[str]] = [set() for _ in marked.diseases]
    number = {curie: i for i, curie in enumerate(marked.diseases)}
    for groundings in marked.mentions:
        for grounding in groundings:
            if grounding.best is not None and grounding.best.id in number:
                names[number[grounding.best.id]] |= {
                    _plain(name) for name in (grounding.best.name, grounding.mention.text, grounding.mention.expanded) if name
                }
    return names


def _plain(name: str) -> str:
    """A name in the order of words of running text: MeSH writes ``Carcinoma, Hepatocellular``."""
    head, comma, tail = name.lower().partition(", ")
    return f"{tail} {head}" if comma and "," not in tail else name.lower()
