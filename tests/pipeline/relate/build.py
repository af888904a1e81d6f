"""Build annotated documents from marked text: ``[Everolimus|Drug|CHEBI:68478] did not help in
[HCC|Disease|MONDO:0007256].``
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from kg.model import (
    AnnotatedDocument,
    Candidate,
    Document,
    Grounding,
    Heading,
    Mention,
    PublicationLink,
    Section,
    Sentence,
)

_MARK = re.compile(r"\[([^\[\]|]+)\|(\w+)\|([^\[\]|]*)\]")
NAMES = {
    "ev": "[everolimus|Drug|CHEBI:68478]",
    "sir": "[sirolimus|Drug|CHEBI:9168]",
    "tac": "[tacrolimus|Drug|CHEBI:61049]",
    "sor": "[sorafenib|Drug|CHEBI:50924]",
    "tem": "[temsirolimus|Drug|CHEBI:79699]",
    "dac": "[dactolisib|Drug|CHEBI:71952]",
    "met": "[metformin|Drug|CHEBI:6801]",
    "hcc": "[hepatocellular carcinoma|Disease|MONDO:0007256]",
    "rcc": "[renal cell carcinoma|Disease|MONDO:0005086]",
    "hbv": "[hepatitis B|Disease|MONDO:0005344]",
}
"""Short names for mentions used again and again: ``{ev}`` in a text stands for a mention of everolimus."""


def annotate(
    title: str,
    sections: Mapping[str, str] | str = "",
    *,
    identifier: str = "PMID:99000001",
    types: Sequence[str] = (),
    headings: Sequence[tuple[str, bool]] = (),
    registry: Sequence[str] = (),
    links: Sequence[PublicationLink] = (),
) -> AnnotatedDocument:
    """A document of a title and sections (name to text; a plain text is one section ``abstract``), its mentions marked
    as above.

    ``{ev}``-style short names are filled in from ``NAMES``; sentences end at a full stop, question or exclamation mark
    before a space. ``headings`` are (MeSH name, is it major).
    """
    parts = [("title", title), *({"abstract": sections} if isinstance(sections, str) else sections).items()]
    text, spans, groundings = "", list[Section](), list[Grounding]()
    sentences: list[Sentence] = []
    for name, marked in parts:
        if not marked:
            continue
        start = len(text)
        at = 0
        for match in _MARK.finditer(marked := marked.format(**NAMES)):
            text += marked[at : match.start()]
            groundings.append(_grounding(len(text), *match.groups()))
            text += match.group(1)
            at = match.end()
        text += marked[at:]
        spans.append(Section(name, start, len(text)))
        sentences.extend(Sentence(start + a, start + b, name) for a, b in _sentences(text[start:]))
        text += "\n"
    text = text.rstrip("\n")
    document = Document(
        identifier,
        text[: spans[0].end],
        text,
        tuple(spans),
        publication_types=tuple(types),
        headings=tuple(Heading(f"MESH:D{i:06}", h, m) for i, (h, m) in enumerate(headings)),
        registry_ids=tuple(registry),
        links=tuple(links),
    )
    return AnnotatedDocument(document, tuple(sentences), tuple(groundings))


def _grounding(start: int, text: str, type_: str, curie: str) -> Grounding:
    mention = Mention(start, start + len(text), text, type_, "given")
    return Grounding(mention, (Candidate(curie, text, type_, 1.0, "marked by hand"),) if curie else ())


def _sentences(text: str) -> list[tuple[int, int]]:
    borders = [0, *(m.end() for m in re.finditer(r"(?<!vs)(?<! P)[.!?]\s+(?=\S)", text)), len(text)]
    return [(a, a + len(text[a:b].rstrip())) for a, b in itertools.pairwise(borders) if text[a:b].strip()]
