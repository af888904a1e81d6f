"""Names that follow from others: a class by each name of what it acts on, an infection by those who have it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.lexicon import names as name_keys
from kg.ontologies.terms import Name, Terms

ACTS = re.compile(r"(inhibitor|antagonist|agonist|blocker|activator)s?$", re.IGNORECASE)
"""How a class says in its name what its drugs do."""

_CLOSE = frozenset(("label", "symbol", "curated", "exact"))
_INFECTION = re.compile(r"(.{2,40}?)(?: virus)? infections?", re.IGNORECASE)
_NOT_ONE_GERM = re.compile(
    r"\b(?:viral|bacterial|fungal|opportunistic|parasitic|primary|secondary|acute|chronic|congenital|neonatal|"
    r"wound|tract|skin|ear|eye|and|or|of|in|by|due)\b",
    re.IGNORECASE,
)
_ANY_GERM = frozenset(("virus", "bacterium", "bacteria", "parasite", "helminth", "worm", "fungus", "retrovirus"))
_DISEASE_LETTERS, _TARGET_LETTERS = 2, 3


def derived_names(terms: Terms, source: str) -> list[Name]:
    """The names, in order; none that an entity of the same type has already."""
    held = {
        (terms.terms[name.id].type, name_keys.singular_key(name.text)) for name in terms.names if name.id in terms.terms
    }
    found = []
    for name in sorted((*_of_classes(terms, source), *_of_infections(terms, source)), key=lambda n: (n.id, n.text)):
        at = (terms.terms[name.id].type, name_keys.singular_key(name.text))
        if at not in held:
            held.add(at)
            found.append(name)
    return found


def _of_classes(terms: Terms, source: str) -> Iterator[Name]:
    """``PARP-1 inhibitor`` beside ``PARP inhibitor``: a class with one target may be named by any close name of it.

    Where several classes act on one target in the same way (``mTOR inhibitor``, ``rapalog``), the names could mean
    either, and they get none.
    """
    acts: dict[tuple[str, str], set[str]] = defaultdict(set)
    targets: dict[str, set[str]] = defaultdict(set)
    for fact in terms.facts:
        if fact.subject in terms.terms and terms.terms[fact.subject].type == "Role":
            targets[fact.subject].add(fact.object)
    words: dict[str, set[str]] = defaultdict(set)
    for name in terms.names:
        if name.id in targets and (match := ACTS.search(name.text)):
            words[name.id].add(match[1].lower())
    for role, of in targets.items():
        if len(of) == 1:
            for word in words[role]:
                acts[next(iter(of)), word].add(role)
    called: dict[str, list[str]] = defaultdict(list)
    aims = {target for target, _ in acts}
    for name in terms.names:
        letters = sum(c.isalnum() for c in name.text)
        if (
            name.id in aims
            and name.scope in _CLOSE
            and letters >= _TARGET_LETTERS
            and name.text.count(" ") < 4
            and ", " not in name.text
        ):
            called[name.id].append(name.text)
    for (target, word), roles in sorted(acts.items()):
        if len(roles) == 1:
            for text in sorted(set(called[target])):
                yield Name(next(iter(roles)), f"{text} {word}", "exact", source)


def _of_infections(terms: Terms, source: str) -> Iterator[Name]:
    """``HIV-infected`` of ``HIV infection``: who is infected has the disease."""
    for name in terms.names:
        if (
            name.scope in _CLOSE
            and terms.terms[name.id].type == "Disease"
            and (match := _INFECTION.fullmatch(name.text))
        ):
            germ = match[1]
            if (
                sum(c.isalpha() for c in germ) >= _DISEASE_LETTERS
                and not _NOT_ONE_GERM.search(germ)
                and germ.lower() not in _ANY_GERM
            ):
                yield Name(name.id, f"{germ}-infected", "exact", source)
