"""Words for a class of proteins, which is not one of its members: *tyrosine kinase* is not TXK, *carbonic anhydrase*
not CA1.

A name is a class's where it is made of words for classes alone, or where it is listed as one that hides several genes.
It stands for the family or class that has the name, or for no entity.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg import paths
from kg.lexicon import names
from kg.lexicon.lexicon import Lexicon
from kg.model import Candidate
from kg.pipeline.ground.case import Case


@dataclass(frozen=True, slots=True)
class _ClassWords:
    """The word lists: kinds of proteins, words that narrow them, keys of whole names of classes, keys of names that are
    one gene's, and the CURIE of the family by the key of a name that FamPlex does not have.
    """

    heads: frozenset[str]
    modifiers: frozenset[str]
    names: frozenset[str]
    single: frozenset[str]
    family: Mapping[str, str]


@lru_cache(maxsize=1)
def _words() -> _ClassWords:
    """The word lists of ``protein_classes.toml``."""
    content = tomllib.loads(paths.data("ontologies", "protein_classes.toml").read_text(encoding="utf-8"))
    heads, modifiers = (frozenset(content[part]) for part in ("heads", "modifiers"))
    whole, single = (frozenset(map(names.key, content[part])) for part in ("names", "single"))
    family = {names.key(name): str(curie) for name, curie in content["family"].items()}
    return _ClassWords(heads, heads | modifiers, whole | family.keys(), single, family)


_WORD = re.compile(r"[^\s(),]+")
_SLASH = re.compile(r"[/-]")


class Classes:
    """Holds the lexicon: a resolver that keeps classes and their members apart."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def __call__(self, case: Case, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The candidates of a case; of a class's name those that are families or classes, else the lexicon's own."""
        surface = case.name
        if not candidates:
            return self._class_of(surface) if case.mention.type == "Target" and is_class_name(surface) else ()
        if candidates[0].type != "Target" or not is_single_gene(candidates[0].id):
            return candidates
        if not is_class_name(surface):
            return candidates
        return tuple(one for one in candidates if not is_single_gene(one.id)) or self._class_of(surface)

    def _class_of(self, surface: str) -> tuple[Candidate, ...]:
        """The family or class that has the name in any case, or the name without its plural, or is known to be meant by
        it.
        """
        lexicon = self._lexicon
        known = next((curie for key in names.keys(surface) if (curie := _words().family.get(key))), "")
        if (row := lexicon.row(known) if known else None) is not None:
            return (
                Candidate(
                    lexicon.id(row),
                    lexicon.label(row),
                    "Target",
                    0.9,
                    f"a class of proteins, the family {lexicon.label(row)}",
                ),
            )
        rows = [
            row
            for row in lexicon.lookup(surface)
            if lexicon.type(row.entity) == "Target" and not is_single_gene(lexicon.id(row.entity))
        ]
        rows.sort(key=lambda row: (row.scope not in ("label", "symbol", "curated"), lexicon.id(row.entity)))
        return tuple(
            Candidate(
                lexicon.id(row.entity),
                lexicon.label(row.entity),
                "Target",
                0.9,
                f"a class of proteins: {row.scope} '{row.text}'",
            )
            for row in rows[:1]
        )


def is_single_gene(curie: str) -> bool:
    """Whether an entity is one gene, and no family, complex or class."""
    return curie.startswith(("HGNC:", "NCBIGene:"))


@lru_cache(maxsize=1 << 14)
def is_class_name(surface: str) -> bool:
    """Whether a name is made of words for classes of proteins alone: *receptor protein tyrosine kinases*, but not
    *insulin receptor*.
    """
    lists = _words()
    keys = names.keys(surface)
    if any(key in lists.single for key in keys):
        return False
    if any(key in lists.names for key in keys):
        return True
    words = [word.lower() for word in _WORD.findall(surface)]
    return (
        bool(words)
        and _is_one_of(words[-1], lists.heads)
        and all(_is_one_of(word, lists.modifiers) for word in words[:-1])
    )


def _is_one_of(word: str, known: frozenset[str]) -> bool:
    if word in known or names.singular(word) in known:
        return True
    parts = _SLASH.split(word)
    return len(parts) > 1 and all(part in known or names.singular(part) in known for part in parts)
