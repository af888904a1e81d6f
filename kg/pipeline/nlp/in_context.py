"""Names that stand for something else in many places, cell lines and organisms, told by the text around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.lexicon.lexicon import Lexicon
from kg.pipeline.nlp import cell_lines, organisms
from kg.pipeline.nlp.dictionary import Match

_MAY_BE_OTHER = frozenset(("CellLine", "Organism"))


@dataclass(frozen=True, slots=True)
class NamedInText:
    """What a text itself says of names: those that it introduces as cell lines, the short forms that it defines, and
    the types that the network gives to places (half-open numbers of tokens).
    """

    lines: frozenset[str]
    short: frozenset[str]
    tagged: Mapping[tuple[int, int], str]


def in_context(text: str, found: Iterable[Match], said: NamedInText, lexicon: Lexicon) -> list[Match]:
    """Matches without what the text says they are not: a short name of a cell line where nothing speaks of cells, an
    organism where its name stands for the disease, a disease or gene where it is the organism's.
    """
    kept = []
    for match in found:
        if match.types.isdisjoint(_MAY_BE_OTHER):
            kept.append(match)
            continue
        left_out = _no_line(text, match, said) | _no_organism(text, match, said)
        rows = match.rows
        if left_out:
            rows = tuple([row for row in rows if lexicon.type(row.entity) not in left_out])
        if rows:
            kept.append(match if rows is match.rows else match.with_rows(rows, lexicon))
    return kept


def _no_line(text: str, match: Match, said: NamedInText) -> frozenset[str]:
    """The type of cell lines, where a name is of none here."""
    surface = text[match.start : match.end]
    if "CellLine" not in match.types or surface in said.lines:
        return frozenset()
    if surface in said.short or surface.removesuffix("s") in said.short:
        return frozenset(("CellLine",))
    near = (
        len(match.types) == 1 and cell_lines.may_be_one(surface) and cell_lines.near_cells(text, match.start, match.end)
    )
    return frozenset() if near or cell_lines.speaks_for_itself(surface) else frozenset(("CellLine",))


def _no_organism(text: str, match: Match, said: NamedInText) -> frozenset[str]:
    """The type of organisms, where a name is of none here; the others, where it is the organism's."""
    organism = frozenset(("Organism",))
    if "Organism" not in match.types:
        return frozenset()
    if text[match.start : match.end] in said.short:
        # What the text defines is found with its long form, and is no organism if that is none.
        return organism
    tagged = said.tagged.get((match.first, match.last), "")
    if tagged == "Disease" or "Disease" in match.types:
        return organism if organisms.means_illness(text, match.start, match.end) else match.types - organism
    if organisms.is_genus_of_more(text, match.start, match.end):
        return organism
    return match.types - organism if tagged != "Drug" else frozenset()
