"""FamPlex: protein families and complexes."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import openers
from kg.ontologies.terms import Name, Parent, Term, Terms, Xref

_EQUIVALENT = {"MESH": "MESH", "GO": "", "NCIT": "NCIT"}
"""FamPlex namespace -> CURIE prefix (GO ids carry theirs)."""


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add families and complexes, their names, equivalents, and members.

    A gene of a family is MEMBER_OF it, a family in a family SUBCLASS_OF it, a part of a complex PART_OF it. Genes are
    named by symbol, so HGNC must have been read.
    """
    gene = {term.label: term.id for term in into.terms.values() if term.id.startswith("HGNC:")}
    for row in _csv(given["entities"]):
        identifier = f"FPLX:{row[0]}"
        label = row[0].replace("_", " ")
        into.terms[identifier] = Term(identifier, "Target", label, source.name)
        into.names.append(Name(identifier, label, "symbol", source.name))
    for row in _csv(given["names"]):
        identifier = f"FPLX:{row[2]}" if len(row) > 2 and row[1] == "FPLX" else ""
        if identifier in into.terms:
            into.names.append(Name(identifier, row[0], "exact", source.name))
    for namespace, local, name in _csv(given["equivalences"]):
        identifier = f"FPLX:{name}"
        if namespace in _EQUIVALENT and identifier in into.terms:
            prefix = _EQUIVALENT[namespace]
            into.xrefs.append(Xref(identifier, f"{prefix}:{local}" if prefix else local, source.name))
    for namespace, local, relation, _, whole in _csv(given["relations"]):
        child = gene.get(local) if namespace == "HGNC" else f"FPLX:{local}"
        parent = f"FPLX:{whole}"
        if child in into.terms and parent in into.terms and child is not None:
            kind = "PART_OF" if relation == "partof" else "MEMBER_OF" if namespace == "HGNC" else "SUBCLASS_OF"
            into.parents.append(Parent(child, parent, kind, source.name))


def _csv(opener: openers.Opener) -> Iterator[list[str]]:
    with openers.text(opener) as lines:
        yield from (row for row in csv.reader(lines) if row)
