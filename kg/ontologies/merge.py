"""Makes one entity of all the ids that sources give to one thing.

Which ids are joined is settled in ``kg.ontologies.joins``. A salt is attached to its base only at the end, with names
that say so.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from kg.lexicon.scopes import SCOPES
from kg.model import Fact
from kg.ontologies import shown
from kg.ontologies.joins import BY_LABEL, CLOSE, Clusters, classes, close_names, join_all, key_of, preference, prefix
from kg.ontologies.source_labels import clean, is_title, label_key, salt_base, worth_keeping
from kg.ontologies.terms import Name, Parent, Term, Terms, Xref

_RANK = {scope: number for number, scope in enumerate(SCOPES)}


def merge(terms: Terms) -> Terms:
    """A new collection in which every id is preferred: entities, their names, hierarchy, cross-references and facts.

    The preferred id is the one whose prefix comes first in schema.toml for the type; ``kg.ontologies.shown`` says which
    label it gets. Parents come from the first of an entity's sources that has any, and edges that would close a circle
    are dropped.
    """
    clusters = Clusters(terms.terms)
    close = close_names(terms)
    join_all(terms, clusters, close)
    base = _salts(terms, clusters)
    preferred = _preferred(terms, clusters, base)
    merged = Terms(bans=list(terms.bans))
    small = _small_spellings(terms, preferred)
    for identifier in sorted(set(preferred.values())):
        term = terms.terms[identifier]
        label = _label(terms, clusters, close, identifier)
        if term.type in BY_LABEL and is_title(label) and label.lower() in small[identifier]:
            label = label.lower()
        merged.terms[identifier] = Term(identifier, term.type, label, term.source)
    merged.names = _names(terms, merged, preferred, base, clusters)
    merged.parents = _parents(terms, preferred, clusters, merged)
    merged.xrefs = _xrefs(terms, preferred)
    merged.facts = _facts(terms, preferred)
    merged.genes = [replace(gene, human=preferred.get(gene.human, "")) for gene in terms.genes]
    return merged


def _salts(terms: Terms, clusters: Clusters) -> dict[str, str]:
    """Root of a salt's cluster -> root of its base's cluster, followed to the last base.

    A twin of one label leads likewise to the twin that the most sources know.
    """
    by_label: dict[str, set[str]] = defaultdict(set)
    drugs = sorted(term.id for term in terms.terms.values() if term.type == "Drug")
    for identifier in drugs:
        by_label[label_key(terms.terms[identifier].label)].add(clusters.root(identifier))
    base = _twins(terms, clusters)
    for identifier in drugs:
        key = salt_base(terms.terms[identifier].label)
        root = clusters.root(identifier)
        found = {base.get(r, r) for r in by_label.get(key, ())} - {root} if key else set()
        if len(found) == 1 and root not in base and root not in by_label.get(key, set()):
            base[root] = next(iter(found))
    for root in sorted(base):
        seen = {root}
        end = base[root]
        while end in base and end not in seen:
            seen.add(end)
            end = base[end]
        if end in seen:
            del base[root]
        else:
            base[root] = end
    return base


def _twins(terms: Terms, clusters: Clusters) -> dict[str, str]:
    """Root of a cluster -> root of the cluster of the same label that the most sources know.

    ``carbidopa`` and ``carbidopa (anhydrous)`` are two ids of ChEBI, but no reader of a text could tell which is meant.
    """
    by_label: dict[tuple[str, str], set[str]] = defaultdict(set)
    for identifier, term in terms.terms.items():
        if term.type in BY_LABEL:
            by_label[term.type, key_of(term.label, term.type)].add(clusters.root(identifier))
    found: dict[str, str] = {}
    for (type_, key), roots in sorted(by_label.items()):
        if key and len(roots) > 1:
            # A cluster may be there for one of several labels; only those whose own preferred label is this one are
            # twins.
            same = [
                r
                for r in roots
                if key_of(terms.terms[_first(terms, clusters, r)].label, type_) == key and r not in found
            ]
            same.sort(key=lambda r: (-len(clusters.members(r)), preference(_first(terms, clusters, r), type_)))
            found.update((other, same[0]) for other in same[1:] if same[0] not in found)
    return found


def _first(terms: Terms, clusters: Clusters, root: str) -> str:
    """The id a cluster prefers."""
    return min(clusters.members(root).values(), key=lambda i: preference(i, terms.terms[i].type))


def _preferred(terms: Terms, clusters: Clusters, base: dict[str, str]) -> dict[str, str]:
    """Read id -> preferred id of its entity; a salt's ids lead to its base's."""
    chosen: dict[str, str] = {}
    found: dict[str, str] = {}
    for identifier in terms.terms:
        root = clusters.root(identifier)
        root = base.get(root, root)
        if root not in chosen:
            chosen[root] = _first(terms, clusters, root)
        found[identifier] = chosen[root]
    return found


def _label(terms: Terms, clusters: Clusters, close: dict[str, set[str]], identifier: str) -> str:
    """The name that the entity with this preferred id is shown by."""
    type_ = terms.terms[identifier].type
    if type_ not in BY_LABEL:
        return clean(terms.terms[identifier].label)
    members = sorted(clusters.members(identifier).values(), key=lambda i: preference(i, type_))
    heading = next((terms.terms[member].label for member in members[1:] if member.startswith("MESH:D")), "")
    firsts = [clean(terms.terms[member].label) for member in members]
    return shown.shown(firsts, type_, lambda name: key_of(name, type_), close[identifier], heading)


def _small_spellings(terms: Terms, preferred: dict[str, str]) -> dict[str, set[str]]:
    """Entity -> its close names that a source writes without capitals."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in terms.names:
        if name.scope in CLOSE and name.text.islower() and terms.terms[name.id].type in BY_LABEL:
            found[preferred[name.id]].add(name.text)
    return found


def _names(
    terms: Terms, merged: Terms, preferred: dict[str, str], base: dict[str, str], clusters: Clusters
) -> list[Name]:
    """Each entity's names, closest scope first.

    Of spellings that differ only in case one is kept, except for targets, where case tells. A name that a source puts
    first for one entity is no exact name of another, whatever another source says: ``metabolic syndrome`` is that, and
    only related to abdominal obesity-metabolic syndrome.
    """
    firsts = _firsts(terms, merged, preferred, clusters, base)
    best: dict[tuple[str, str], tuple[int, int, str, str]] = {}

    def add(entity: str, text: str, scope: str, source: str) -> None:
        type_ = merged.terms[entity].type
        if not worth_keeping(text, type_, scope):
            return
        at = (entity, text if type_ == "Target" else text.casefold())
        # Among spellings of one scope prefer small letters, then the first in order, whatever order the sources were
        # read in.
        value = (_RANK[scope], sum(c.isupper() for c in text), text, source)
        if at not in best or value < best[at]:
            best[at] = value

    for name in terms.names:
        entity = preferred[name.id]
        term = merged.terms[entity]
        scope = name.scope
        key = key_of(name.text, term.type)
        if scope not in ("brand", "code") and clusters.root(name.id) in base and key != key_of(term.label, term.type):
            scope = "salt"
        elif scope == "label" and (name.id != entity or key != key_of(term.label, term.type)):
            scope = "exact"
        if scope in ("label", "exact") and entity not in firsts.get((term.type, key), {entity}):
            scope = "related"
        add(entity, term.label if scope == "label" else " ".join(name.text.split()), scope, name.source)
    for entity, term in merged.terms.items():
        if term.type in BY_LABEL:
            held = entity in firsts.get((term.type, key_of(term.label, term.type)), {entity})
            add(entity, term.label, "label" if held else "related", term.source)
    return [Name(entity, text, SCOPES[scope], source) for (entity, _), (scope, _, text, source) in sorted(best.items())]


def _firsts(
    terms: Terms, merged: Terms, preferred: dict[str, str], clusters: Clusters, base: dict[str, str]
) -> dict[tuple[str, str], set[str]]:
    """(type, key) -> the entities that a source puts a name of this key first for, a salt's name left out.

    A class of chemicals gives its name up to the substance that the register of drugs calls so: alcohol is ethanol,
    ether diethyl ether.
    """
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    substances: dict[str, str] = {}
    for term in terms.terms.values():
        if term.type in BY_LABEL and clusters.root(term.id) not in base:
            entity, key = preferred[term.id], key_of(term.label, term.type)
            found[term.type, key].add(entity)
            if prefix(term.id) == "UNII" and key_of(merged.terms[entity].label, "Drug") != key:
                substances[key] = entity
    wide = classes(terms)
    for key, substance in substances.items():
        if found["Drug", key] & wide:
            found["Drug", key] = {substance}
    return found


def _parents(terms: Terms, preferred: dict[str, str], clusters: Clusters, merged: Terms) -> list[Parent]:
    by_child: dict[str, dict[int, set[Parent]]] = defaultdict(lambda: defaultdict(set))
    for edge in terms.parents:
        if edge.parent in preferred and edge.id in preferred:
            child, parent = preferred[edge.id], preferred[edge.parent]
            # A salt's own place in a hierarchy says nothing of its base.
            if child != parent and edge.id in clusters.members(child).values():
                order = preference(edge.id, terms.terms[edge.id].type)[0]
                by_child[child][order].add(Parent(child, parent, edge.relation, edge.source))
    edges: list[Parent] = []
    for child, by_source in by_child.items():
        # Targets and pathways have edges of several kinds and sources that add to one another.
        all_sources = merged.terms[child].type in ("Target", "Pathway")
        edges.extend(set().union(*by_source.values()) if all_sources else by_source[min(by_source)])
    return without_circles(
        sorted(
            {(e.id, e.parent, e.relation): e for e in sorted(edges, key=lambda e: e.source)}.values(),
            key=lambda e: (e.id, e.parent, e.relation),
        )
    )


def without_circles(edges: list[Parent]) -> list[Parent]:
    """The edges in order, without those that close a circle.

    Circles are found by a depth-first walk, so one edge of each goes.
    """
    above: dict[str, list[Parent]] = defaultdict(list)
    for one in edges:
        above[one.id].append(one)
    state: dict[str, int] = {}
    dropped: set[Parent] = set()
    for start in sorted(above):
        if start in state:
            continue
        state[start] = 1
        stack = [(start, iter(above[start]))]
        while stack:
            node, waiting = stack[-1]
            edge: Parent | None = next(waiting, None)
            if edge is None:
                state[node] = 2
                stack.pop()
            elif state.get(edge.parent) == 1:
                dropped.add(edge)
            elif edge.parent not in state:
                state[edge.parent] = 1
                stack.append((edge.parent, iter(above.get(edge.parent, ()))))
    return [edge for edge in edges if edge not in dropped]


def _xrefs(terms: Terms, preferred: dict[str, str]) -> list[Xref]:
    """Every other id of an entity; an id that is another entity's own is left out, for it would lead to two."""
    found: dict[tuple[str, str], str] = {}
    for identifier, entity in preferred.items():
        if identifier != entity:
            found[entity, identifier] = terms.terms[identifier].source
    for xref in terms.xrefs:
        if xref.id in preferred and xref.other not in preferred:
            found.setdefault((preferred[xref.id], xref.other), xref.source)
    return [Xref(identifier, other, source) for (identifier, other), source in sorted(found.items())]


def _facts(terms: Terms, preferred: dict[str, str]) -> list[Fact]:
    """The facts between entities, each once."""
    found = {
        Fact(preferred[f.subject], f.relation, preferred[f.object], f.source, f.licence, f.reference)
        for f in terms.facts
        if f.subject in preferred and f.object in preferred
    }
    return sorted(found, key=lambda f: (f.subject, f.relation, f.object, f.source, f.reference))
