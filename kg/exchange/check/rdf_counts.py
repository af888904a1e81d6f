"""What the description of an RDF file counts (VoID), held against what is in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg import ids
from kg.exchange.check import counts, shapes
from kg.exchange.check.direct_edges import SaidTriple
from kg.exchange.check.faults import Findings
from kg.exchange.check.shapes import short
from kg.exchange.export.description import CLASS, ENTITIES, KINDS, PROPERTY, TRIPLES, is_described
from kg.exchange.export.inverse import types
from kg.exchange.statements import Statement

Partitions = dict[str, tuple[str, str]]
"""Class or property -> the node that counts it, and the number it states."""


@dataclass(slots=True)
class RdfCounts:
    """Distinct triples by property and nodes by class, without the description; and what it states of them."""

    properties: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    named: counts.GraphCounts = field(default_factory=Counter)
    datasets: list[tuple[str, str]] = field(default_factory=list)
    stated: dict[str, Partitions] = field(default_factory=lambda: {CLASS: {}, PROPERTY: {}})

    def note(self, subject: str, said: Sequence[Statement], kinds: Iterable[str]) -> None:
        """Count what is said of a subject."""
        minted = _minted(subject)
        if minted in KINDS:
            self._described(subject, {one.predicate: one.object for one in said})
            return
        self.properties.update(
            predicate for predicate, _, _ in {(one.written, one.object, one.datatype) for one in said} if predicate
        )
        self.classes.update(kinds)
        for kind in kinds:
            if (label := _labels().get(kind)) is not None:
                self.named[counts.NODE, label] += 1
        if minted == "assertion":
            about = {one.predicate: one.object for one in said}
            denied = about.get(shapes.iri("biolink:negated")) in ("true", "1")
            relation = about.get(shapes.iri(shapes.RELATION)) or about.get(shapes.iri(shapes.REJECTED_RELATION), "")
            self.named[counts.NODE, "Assertion"] += 1
            self.named[counts.claim(relation, denied)] += 1

    def _described(self, subject: str, said: dict[str, str]) -> None:
        if is_described(said):
            self.datasets.append((subject, said[TRIPLES]))
        for kind, number in ((CLASS, ENTITIES), (PROPERTY, TRIPLES)):
            if kind in said:
                self.stated[kind][said[kind]] = (subject, said.get(number, ""))

    def check(self, names: str, findings: Findings) -> None:
        """Compare both, where the file describes one dataset. ``names`` are those of the files."""
        if not self.datasets:
            findings.add(names, "void:triples", "no description of a dataset", "one, which kg export writes last")
        if len(self.datasets) != 1:
            return
        ((subject, stated),) = self.datasets
        _compare(subject, "void:triples", self.properties.total(), stated, "triples are in the file", findings)
        # what has no class of ours, such as a run, is in no partition
        classes = {one: number for one, number in self.classes.items() if one in _counted()}
        for kind, name, found, what in (
            (CLASS, "void:entities", classes, "nodes of the class"),
            (PROPERTY, "void:triples", self.properties, "triples of the property"),
        ):
            partitions = self.stated[kind]
            for one in sorted({*found, *partitions}) if partitions else ():
                place, number = partitions.get(one, (subject, "no number"))
                _compare(place, name, found.get(one, 0), number, f"{what} {short(one)} are in the file", findings)

    def found(self, edges: Iterable[SaidTriple]) -> counts.GraphCounts:
        """Numbers as every other form of the graph has them; ``edges`` are its direct edges."""
        return self.named + counts.of_edges(short(predicate) for _, predicate, _ in edges)


def _compare(place: str, name: str, found: int, stated: str, what: str, findings: Findings) -> None:
    if str(found) != stated:
        findings.add(short(place), name, stated, f"{found}: so many {what}")


def _minted(subject: str) -> str:
    """The kind of an IRI that is minted here; ``""`` for others."""
    base = ids.base_iri()
    return subject[len(base) :].partition("/")[0] if subject.startswith(base) else ""


@cache
def _labels() -> dict[str, str]:
    """IRI of a class -> the label of its nodes in a graph; claims have many classes."""
    kinds = {**types(), shapes.EVIDENCE: "Evidence"}
    return {shapes.iri(category): label for category, label in kinds.items() if label in counts.labels()}


@cache
def _counted() -> frozenset[str]:
    return frozenset(map(shapes.iri, (*types(), shapes.EVIDENCE, *shapes.association_classes())))
