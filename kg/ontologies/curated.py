"""Adds the tables that this project writes itself (``ontologies/curated/*.tsv``) to the merged entities, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kg import ids, schema
from kg.errors import ConfigError
from kg.lexicon import names as name_keys
from kg.lexicon.curated_tables import CuratedRow, cell_lines, rows
from kg.lexicon.scopes import SCOPES
from kg.model import Fact
from kg.ontologies.derived_names import derived_names
from kg.ontologies.implied import implied_roles
from kg.ontologies.terms import Ban, Name, Parent, Term, Terms

SOURCE = "curated"
LICENCE = "MIT"


class EntityIndex:
    """Finds merged entities by id (their own or a cross-reference), and drugs by name.

    ``above``: entity -> its parents by now.
    """

    def __init__(self, terms: Terms) -> None:
        self.terms = terms.terms
        claimed: dict[str, set[str]] = defaultdict(set)
        for xref in terms.xrefs:
            claimed[xref.other].add(xref.id)
        self._by_xref = {other: next(iter(owners)) for other, owners in claimed.items() if len(owners) == 1}
        self._in_drugbank = {xref.id for xref in terms.xrefs if xref.other.startswith("DRUGBANK:")} | {
            i for i in self.terms if i.startswith("DRUGBANK:")
        }
        self.above: dict[str, list[str]] = defaultdict(list)
        for edge in terms.parents:
            self.above[edge.id].append(edge.parent)
        self._by_name: dict[str, dict[str, int]] = defaultdict(dict)
        for name in terms.names:
            if terms.terms[name.id].type == "Drug":
                key = name_keys.key(name.text)
                rank = SCOPES.index(name.scope)
                self._by_name[key][name.id] = min(rank, self._by_name[key].get(name.id, rank))

    def find(self, curie: str, type_: str, place: str) -> str:
        """The preferred id of the entity of this type. Raises ConfigError when there is none."""
        try:
            normal = ids.normalise(curie)
        except ConfigError as error:
            raise ConfigError(f"{place}: {error}") from error
        found = normal if normal in self.terms else self._by_xref.get(normal, "")
        if not found:
            raise ConfigError(f"{place}: the lexicon has no {type_} {curie}")
        if self.terms[found].type != type_:
            raise ConfigError(
                f"{place}: {curie} is a {self.terms[found].type} ({self.terms[found].label}), expected a {type_}"
            )
        return found

    def drug(self, name: str, place: str) -> str:
        """The drug of this name, the one it names most closely (of several, the one in DrugBank).

        Raises ConfigError when there is none, or more than one equally close.
        """
        found = self._by_name.get(name_keys.key(name), {})
        closest = min(found.values(), default=0)
        best = sorted(identifier for identifier, rank in found.items() if rank == closest)
        for narrowed in (
            [identifier for identifier in best if self.terms[identifier].label.casefold() == name.casefold()],
            [identifier for identifier in best if identifier in self._in_drugbank],
        ):
            if len(narrowed) == 1:
                return narrowed[0]
        if len(best) != 1:
            what = f"names {', '.join(best)} alike" if best else "is the name of no drug in the lexicon"
            raise ConfigError(f"{place}: {name!r} {what}")
        return best[0]


def apply(terms: Terms, where: Path | None = None) -> None:
    """Add the tables to merged terms.

    They give new entities and names, facts, bans and changes of the hierarchy, and roles and names that follow from
    these. Raises one ConfigError for all rows that are wrong, naming the first and counting the others; ``terms`` is
    then only partly changed.
    """
    errors: list[str] = []

    def each(table: str, add: Callable[[CuratedRow], None]) -> None:
        for row in rows(table, where):
            try:
                add(row)
            except ConfigError as error:
                errors.append(str(error))

    each("organisms", lambda row: _entity(terms, row, "Organism"))
    _entities_of_cell_lines(terms, where)
    # Entities come first, so that any other table may name them whatever its place in the order.
    each("pathway_aliases", lambda row: _new(terms, row["pathway_id"], "KGP", "Pathway", row["pathway"]))
    each("roles", lambda row: _new(terms, row["role_id"], "KGR", "Role", row["role"]))
    each("entities", lambda row: _missing(terms, row))
    each("regimens", lambda row: _new(terms, row["id"], "KGC", "Drug", row["name"]))
    index = EntityIndex(terms)
    wanted: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    each(
        "pathway_aliases",
        lambda row: terms.names.append(
            Name(index.find(row["pathway_id"], "Pathway", row.place), row["alias"], SOURCE, SOURCE)
        ),
    )
    each("roles", lambda row: _role(terms, index, row, wanted))
    each("drug_targets", lambda row: _drug_target(terms, index, row))
    each("drug_roles", lambda row: _drug_role(terms, index, row))
    each("role_parents", lambda row: _role_parent(terms, index, row))
    each("regimens", lambda row: _regimen(terms, index, row))
    each("names", lambda row: _name(terms, index, row))
    each("parents", lambda row: _parent(terms, index, row))
    if errors:
        others = [f"and {error.rpartition('/')[2]}" for error in errors[1:10]]
        raise ConfigError("; ".join((errors[0], *others, *([f"{len(errors)} rows in all"] if errors[10:] else []))))
    terms.facts.extend(implied_roles(terms, wanted, SOURCE, LICENCE))
    terms.names.extend(derived_names(terms, SOURCE))


def _entity(terms: Terms, row: CuratedRow, type_: str) -> None:
    identifier = _normal(row["id"], type_, row.place)
    terms.terms[identifier] = Term(identifier, type_, row["name"], SOURCE)
    terms.names.append(Name(identifier, row["name"], "label", SOURCE))
    terms.names.extend(Name(identifier, text, "exact", SOURCE) for text in row.parts("synonyms"))


def _missing(terms: Terms, row: CuratedRow) -> None:
    """An entity that no source gives under this type; one that is there already is a mistake in the table."""
    if row["type"] not in schema.entity_types():
        raise ConfigError(
            f"{row.place}: unknown type {row['type']!r}, expected one of {', '.join(schema.entity_types())}"
        )
    known = terms.terms.get(row["id"])
    if known or any(xref.other == row["id"] for xref in terms.xrefs):
        what = f"{known.type} ({known.label})" if known else "cross-reference of another entity"
        raise ConfigError(f"{row.place}: {row['id']} is already a {what}; give it names in names.tsv")
    _entity(terms, row, row["type"])


def _regimen(terms: Terms, index: EntityIndex, row: CuratedRow) -> None:
    """Names of a regimen, and its parts: drugs by name, roles by id (any drug of the role)."""
    regimen = index.find(row["id"], "Drug", row.place)
    terms.names.extend(
        Name(regimen, text, SOURCE, SOURCE) for text in dict.fromkeys((row["name"], *row.parts("names")))
    )
    for part in row.parts("parts"):
        found = index.find(part, "Role", row.place) if ":" in part else index.drug(part, row.place)
        terms.facts.append(Fact(regimen, "HAS_PART", found, SOURCE, LICENCE, row["source"]))


def _entities_of_cell_lines(terms: Terms, where: Path | None) -> None:
    for line, row in zip(cell_lines(where), rows("cell_lines", where), strict=True):
        _entity(terms, row, "CellLine")
        for curie, kind in ((line.organism, "Organism"), (line.disease, "Disease")):
            if curie:
                _normal(curie, kind, row.place)


def _normal(curie: str, type_: str, place: str) -> str:
    try:
        normal = ids.normalise(curie)
    except ConfigError as error:
        raise ConfigError(f"{place}: {error}") from error
    allowed = schema.entity_types()[type_].prefixes
    if ids.parse(normal)[0] not in allowed:
        raise ConfigError(f"{place}: {curie} is no id of a {type_}, expected {' or '.join(allowed)}")
    return normal


def _new(terms: Terms, curie: str, namespace: str, type_: str, label: str) -> None:
    if curie.startswith(namespace + ":") and curie not in terms.terms:
        terms.terms[curie] = Term(curie, type_, label, SOURCE)
        terms.names.append(Name(curie, label, "label", SOURCE))


def _relation(row: CuratedRow, subject: str, object_: str) -> str:
    relation = schema.relations().get(row["relation"])
    if relation is None or subject not in relation.subject or object_ not in relation.object:
        known = [r.name for r in schema.relations().values() if subject in r.subject and object_ in r.object]
        raise ConfigError(
            f"{row.place}: unknown relation {row['relation']!r} from a {subject} to a {object_}, expected one of"
            f" {', '.join(known)}"
        )
    return relation.name


def _target(terms: Terms, index: EntityIndex, row: CuratedRow) -> str:
    target = index.find(row["target_id"], "Target", row.place)
    label = terms.terms[target].label
    if name_keys.key(row["target"]) != name_keys.key(label):
        raise ConfigError(f"{row.place}: {row['target_id']} is {label}, but the row calls it {row['target']}")
    return target


def _role(terms: Terms, index: EntityIndex, row: CuratedRow, wanted: dict[str, dict[tuple[str, str], str]]) -> None:
    role = index.find(row["role_id"], "Role", row.place)
    terms.names.extend(Name(role, text, SOURCE, SOURCE) for text in dict.fromkeys((row["role"], *row.parts("names"))))
    if row["target_id"]:
        relation = _relation(row, "Drug", "Target")
        target = _target(terms, index, row)
        wanted[role][relation, target] = row["source"]
        # What drugs of the role do is checked above; a role itself only acts where the schema gives it that relation.
        if "Role" in schema.relations()[relation].subject:
            terms.facts.append(Fact(role, relation, target, SOURCE, LICENCE, row["source"]))


def _drug_target(terms: Terms, index: EntityIndex, row: CuratedRow) -> None:
    relation = _relation(row, "Drug", "Target")
    target = _target(terms, index, row)
    terms.facts.append(Fact(index.drug(row["drug"], row.place), relation, target, SOURCE, LICENCE, row["source"]))


def _drug_role(terms: Terms, index: EntityIndex, row: CuratedRow) -> None:
    role = index.find(row["role_id"], "Role", row.place)
    terms.facts.append(Fact(index.drug(row["drug"], row.place), "HAS_ROLE", role, SOURCE, LICENCE, row["source"]))


def _role_parent(terms: Terms, index: EntityIndex, row: CuratedRow) -> None:
    child, parent = (index.find(row[column], "Role", row.place) for column in ("role_id", "parent_id"))
    # The same class under two ids is one role by now.
    if child != parent:
        _add_edge(terms, index, Parent(child, parent, "SUBCLASS_OF", SOURCE), row.place)


def _add_edge(terms: Terms, index: EntityIndex, edge: Parent, place: str) -> None:
    above = index.above
    if edge.parent in above[edge.id]:
        return
    reached = [edge.parent]
    for identifier in reached:
        reached.extend(up for up in above.get(identifier, ()) if up not in reached)
    if edge.id in reached:
        raise ConfigError(f"{place}: {edge.parent} already lies under {edge.id}, so the row would close a circle")
    terms.parents.append(edge)
    above[edge.id].append(edge.parent)


def _name(terms: Terms, index: EntityIndex, row: CuratedRow) -> None:
    type_ = row["type"]
    if type_ not in schema.entity_types():
        raise ConfigError(f"{row.place}: unknown type {type_!r}, expected one of {', '.join(schema.entity_types())}")
    if row["action"] == "add":
        terms.names.append(Name(index.find(row["id"], type_, row.place), row["name"], SOURCE, SOURCE))
    elif row["action"] == "ban":
        identifier = "*" if row["id"] == "*" else index.find(row["id"], type_, row.place)
        terms.bans.append(Ban(row["name"], type_, identifier, row["reason"]))
    elif row["action"] == "label":
        # The name an entity is shown by: the INN where the source still has the code name.
        entity = index.find(row["id"], type_, row.place)
        terms.terms[entity] = replace(terms.terms[entity], label=row["name"])
        terms.names.append(Name(entity, row["name"], "label", SOURCE))
    else:
        raise ConfigError(f"{row.place}: unknown action {row['action']!r}, expected add, ban or label")


def _parent(terms: Terms, index: EntityIndex, row: CuratedRow) -> None:
    type_ = next((terms.terms[i].type for i in (row["id"], row["parent"]) if i in terms.terms), "Disease")
    child, parent = (index.find(row[column], type_, row.place) for column in ("id", "parent"))
    edge = Parent(child, parent, _relation(row, type_, type_), SOURCE)
    if row["action"] == "drop":
        terms.parents = [
            e for e in terms.parents if (e.id, e.parent, e.relation) != (edge.id, edge.parent, edge.relation)
        ]
        index.above[child] = [e.parent for e in terms.parents if e.id == child]
    elif row["action"] == "add":
        _add_edge(terms, index, edge, row.place)
    else:
        raise ConfigError(f"{row.place}: unknown action {row['action']!r}, expected add or drop")
