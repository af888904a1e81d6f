"""What is said of a publication in which nothing was read: its title, the names that were found in it, and what can
be asked of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.ask.lookup import listing
from kg.errors import counted
from kg.model import Candidate
from kg.stores.store import Store

_PUBLICATION = "MATCH (n:Publication {id: $id}) RETURN n.title AS title, n.year AS year"
_STUDIED = """UNWIND $ids AS one
MATCH (n:Drug {id: one})<-[:SUBJECT]-(:Assertion {relation: 'STUDIED_FOR', negated: false})
RETURN DISTINCT n.id AS id"""

LISTED = 3
"""Names without an entity that are given, before it is said how many more there are."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What is mentioned in one document: entities, the most mentioned first, and surfaces that stand for none."""

    entities: tuple[Candidate, ...]
    unknown: tuple[str, ...]


MentionsOf = Callable[[str], Mentioned | None]
"""What the document of an id mentions; None where that is not known, as a server holds no mentions."""


def nothing_read(store: Store, publication: str, mentions_of: MentionsOf) -> str:
    """In one line: what was not read in a publication of the graph, what it mentions, and the command to go on with."""
    row = store.run(_PUBLICATION, {"id": publication})[0]
    about = ", ".join(str(one) for one in (row["title"], row["year"]) if one)
    title = f" ({about})" if about else ""
    said = f"{publication}{title}: no study of a drug in a disease and no other claim was read in it"
    mentioned = mentions_of(publication)
    if mentioned is None:
        return f"{said}; {_next(store, ())}"
    return f"{said}; {_in_words(mentioned)}; {_next(store, mentioned.entities)}"


def _in_words(mentioned: Mentioned) -> str:
    found = [f"it mentions {listing(mentioned.entities)}"] if mentioned.entities else []
    if names := mentioned.unknown:
        more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
        found.append(f"{counted(len(names), 'name')} without an id ({', '.join(names[:LISTED])}{more})")
    return ", and ".join(found) or "no name was found in it"


def _next(store: Store, entities: Sequence[Candidate]) -> str:
    """The command that shows most of what the publication is about: a drug that others study, else a disease."""
    drugs = [one for one in entities if one.type == "Drug"]
    studied = {row["id"] for row in store.run(_STUDIED, {"ids": [one.id for one in drugs]})} if drugs else set()
    if drug := _first(one for one in drugs if one.id in studied):
        return f"`kg explain {drug.id}` shows what others say of {drug.name}"
    if disease := _first(one for one in entities if one.type == "Disease"):
        return f"`kg query drugs-studied-for-disease -p disease={disease.id}` lists the drugs of {disease.name}"
    return "`kg query coverage` says what the graph holds"


def _first(found: Iterable[Candidate]) -> Candidate | None:
    return next(iter(found), None)
