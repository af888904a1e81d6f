"""Diseases beside the organisms that cause them, in what the network has found: infections that it cut or passed over,
and parts of organisms' names that it took for diseases.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from kg.lexicon.lexicon import Lexicon
from kg.model import Mention
from kg.pipeline.nlp import organisms
from kg.pipeline.nlp.dictionary import Match, NamesInText
from kg.pipeline.nlp.overlaps import Placed
from kg.pipeline.nlp.overlooked import CLOSE
from kg.pipeline.nlp.tokens import Tokens


class Infections:
    """Finds infections by the names of organisms: *M. tuberculosis infection*."""

    def __init__(self, lexicon: Lexicon, names: NamesInText) -> None:
        self._lexicon, self._names = lexicon, names

    def __call__(self, tokens: Tokens, found: Iterable[Match], tagged: list[Placed]) -> list[Placed]:
        """The network's mentions with the infections that the lexicon knows, in place of what they overlap.

        A disease that begins within the organism's name begins where that does.
        """
        text = tokens.text
        for match in found:
            rows = [row for row in match.rows if self._lexicon.type(row.entity) == "Organism"]
            if not rows:
                continue
            ill = match.last < len(tokens.words) and tokens.words[match.last].lower() in organisms.INFECTION
            if not ill and not organisms.is_infection(text, match.start, match.end):
                continue
            last = match.last + ill
            if any(one.type == "Disease" and first <= match.first and last <= end for first, end, one in tagged):
                continue
            printed = text[match.start : tokens.ends[last - 1]]
            known = self._known(f"{text[match.start : match.end]} infection", rows[0].entity)
            if known:
                expanded = "" if known == printed else known
                mention = Mention(
                    match.start, tokens.ends[last - 1], printed, "Disease", "network", 0.9, expanded, "Disease"
                )
                tagged = [span for span in tagged if span[1] <= match.first or last <= span[0]]
                tagged.append((match.first, last, mention))
        return tagged

    @lru_cache(maxsize=1 << 12)  # noqa: B019 - lives as long as its process
    def _known(self, printed: str, organism: int) -> str:
        """The name that the lexicon has for the infection by an organism, as printed or by another of the organism's
        names; empty where it has none.
        """
        entity = self._lexicon.entity_at(organism)
        for name in (printed, *(f"{name} infection" for name in (entity.name, *entity.synonyms))):
            if any(self._lexicon.type(row.entity) == "Disease" and row.scope in CLOSE for row in self._names(name)):
                return name
        return ""


def without_parts_of_organisms(text: str, tagged: Iterable[Placed]) -> list[Placed]:
    """The network's mentions without diseases that are cut out of an organism's name; a disease that is called a virus
    is one.
    """
    kept = []
    for first, last, mention in tagged:
        if mention.type == "Disease" and organisms.is_part_of_organism(text, mention.start, mention.end):
            continue
        if mention.type != "Drug" and organisms.is_virus(mention.text):
            mention = replace(mention, type="Organism", detector="virus-rule")
        elif mention.type == "Disease" and organisms.is_virus(mention.expanded) and _means_illness(text, mention):
            # The disease has the short form as a name of its own; the long form is the virus's alone.
            mention = replace(mention, expanded="")
        kept.append((first, last, mention))
    return kept


def without_organisms_as_illness(text: str, spans: Iterable[Placed], tagged: Iterable[Placed]) -> list[Placed]:
    """The mentions without organisms that the network takes for the disease, as the words around them do too."""
    ill = {span[:2] for span in tagged if span[2].type == "Disease" and _means_illness(text, span[2])}
    return [span for span in spans if span[2].type != "Organism" or span[:2] not in ill]


def _means_illness(text: str, mention: Mention) -> bool:
    return organisms.means_illness(text, mention.start, mention.end)
