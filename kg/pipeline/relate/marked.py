"""Sentences with their drug and disease mentions put as place-holders, so that patterns speak of roles and not of
names.

``Everolimus did not improve survival in HCC`` becomes ``drug0 did not improve survival in dis0``: the number is the
entity's place in ``Marked.drugs`` or ``Marked.diseases``. Mentions of a drug that is no treatment here are renamed:
``past1`` (earlier therapy, resistance), ``tool1`` (it induces the disease, coats a stent, or is only measured).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import AnnotatedDocument, Grounding
from kg.pipeline.relate.study_cues import pattern, plain
from kg.pipeline.relate.zones import zones


@dataclass(frozen=True, slots=True)
class Marked:
    """A document's sentences as marked plain text, with their zones and the groundings in each.

    ``drugs`` and ``diseases`` are CURIEs in order of first mention. ``mentions[i]`` are sentence *i*'s groundings of
    drugs and diseases.
    """

    drugs: tuple[str, ...]
    diseases: tuple[str, ...]
    sentences: tuple[str, ...]
    zones: tuple[str, ...]
    mentions: tuple[tuple[Grounding, ...], ...]

    def within(self, *wanted: str) -> tuple[str, ...]:
        """Marked sentences of these zones, in text order."""
        return tuple(sentence for sentence, zone in zip(self.sentences, self.zones, strict=True) if zone in wanted)


WIDE = frozenset(("MONDO:0004992", "MONDO:0004993", "MONDO:0005070"))
"""Cancer, carcinoma, neoplasm: in a document that names a disease proper, ``the tumours shrank`` is said of that
one.
"""


def mark(annotated: AnnotatedDocument) -> Marked | None:
    """The marked document; None when it does not name both a drug and a disease."""
    wanted = [g for g in annotated.groundings if g.best is not None and g.best.type in ("Drug", "Disease")]
    drugs = tuple(dict.fromkeys(g.best.id for g in wanted if g.best is not None and g.best.type == "Drug"))
    diseases = tuple(dict.fromkeys(g.best.id for g in wanted if g.best is not None and g.best.type == "Disease"))
    if any(curie not in WIDE for curie in diseases):
        diseases = tuple(curie for curie in diseases if curie not in WIDE)
        wanted = [g for g in wanted if g.best is not None and g.best.id not in WIDE]
    if not drugs or not diseases:
        return None
    number = {
        **{curie: f"drug{i}" for i, curie in enumerate(drugs)},
        **{curie: f"dis{i}" for i, curie in enumerate(diseases)},
    }
    text = annotated.document.text
    marked, mentions, at = [], [], 0
    for sentence in annotated.sentences:
        inside = []
        while at < len(wanted) and wanted[at].mention.start < sentence.end:
            if wanted[at].mention.start >= sentence.start and wanted[at].mention.end <= sentence.end:
                inside.append(wanted[at])
            at += 1
        marked.append(_marked(text, sentence.start, sentence.end, inside, number))
        mentions.append(tuple(inside))
    return Marked(drugs, diseases, tuple(marked), zones(text, annotated.sentences), tuple(mentions))


def _marked(text: str, start: int, end: int, groundings: list[Grounding], number: dict[str, str]) -> str:
    parts, at = [], start
    for grounding in groundings:
        if grounding.best is not None:
            parts += [_PRINTED.sub(r"\1 ", text[at : grounding.mention.start]), number[grounding.best.id]]
            at = grounding.mention.end
    line = plain("".join([*parts, _PRINTED.sub(r"\1 ", text[at:end])]))
    line = _REPEATED.sub(r"\1", line)
    line = pattern("drug-past-before").sub(_past, line)
    line = pattern("drug-past-after").sub(r"past\1", line)
    line = pattern("drug-tool-after").sub(r"tool\1", line)
    return pattern("drug-tool-before").sub(r"\1tool\2", line)


_PRINTED = re.compile(r"\b(drug|dis|past|tool)(?=\d)", re.IGNORECASE)
"""What a text prints in the form of a place-holder (the gene *DIS3*): it is taken apart."""

_REPEATED = re.compile(r"\b((?:drug|dis)\d+)(?:(?: ?[(\[,] ?(?:\w+ )?\1 ?[)\]])|(?:,? \1))+(?!\w)")


def _past(match: re.Match[str]) -> str:
    return re.sub(r"\bdrug(?=\d)", "past", match.group())
