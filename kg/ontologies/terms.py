"""What the readers of ontology sources yield, and what the merge hands to the lexicon's writer."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Fact


@dataclass(frozen=True, slots=True)
class Term:
    """An entity as one source has it; ``type`` is a node label, ``source`` a key of the manifest."""

    id: str
    type: str
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class Name:
    """A string an entity is called by."""

    id: str
    text: str
    scope: str
    source: str


@dataclass(frozen=True, slots=True)
class Parent:
    """A hierarchy edge: ``relation`` is SUBCLASS_OF, PART_OF or MEMBER_OF."""

    id: str
    parent: str
    relation: str
    source: str


@dataclass(frozen=True, slots=True)
class Xref:
    """The same entity under another id."""

    id: str
    other: str
    source: str


@dataclass(frozen=True, slots=True)
class Ban:
    """A name that must not ground to ``id`` (``*`` for any entity of ``type``); ``reason`` says why."""

    text: str
    type: str
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SpeciesGene:
    """A gene of one species by its names.

    ``id`` and ``taxon`` are CURIEs, ``human`` is the human gene it is an ortholog of, or empty; a human gene is its
    own. ``names`` are in order: the symbol, then aliases, then full names.
    """

    id: str
    taxon: str
    human: str
    names: tuple[str, ...]


@dataclass(slots=True)
class Terms:
    """A growing collection; after the merge every id in it is a preferred id."""

    terms: dict[str, Term] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    parents: list[Parent] = field(default_factory=list)
    xrefs: list[Xref] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    bans: list[Ban] = field(default_factory=list)
    genes: list[SpeciesGene] = field(default_factory=list)
