"""Makes one entity of all the ids that sources give to one thing.

Ids of one type are joined by union-find over cross-references and equal labels, closest evidence first, under one rule that stops
chaining: an entity holds at most one id of each namespace that may give the preferred id. MONDO's broad links to MeSH therefore cannot
collapse two levels of a hierarchy, and a salt is attached to its base only at the end, with names that say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg import schema
from kg.model import Fact
from kg.ontologies import names as name_keys
from kg.ontologies.labels import clean, is_title, label_key, salt_base, worth_keeping
from kg.ontologies.terms import SCOPES, Name, Parent, Term, Terms, Xref

_RANK = {scope: number for number, scope in enumerate(SCOPES)}
_BY_LABEL = frozenset(("Drug", "Disease", "Role"))
"""Types in which an equal label means the same thing; pathways are joined only where a source says so, targets never."""

_CLASS_SIZE = 40
"""A ChEBI chemical with this many kinds right below it is a class (``alcohol``): no substance of a register, even of that name."""

_SUBSTANCES = frozenset(("UNII", "DRUGBANK"))
_CLOSE = frozenset(("label", "symbol", "exact"))


class Clusters:
    """Union-find over ids in which a cluster never holds two ids of one namespace."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._parent = {identifier: identifier for identifier in ids}
        self._members = {identifier: {prefix(identifier): identifier} for identifier in self._parent}

    def root(self, identifier: str) -> str:
        """The id that stands for the cluster until the preferred one is chosen."""
        parent = self._parent
        while parent[identifier] != identifier:
            parent[identifier] = parent[parent[identifier]]
            identifier = parent[identifier]
        return identifier

    def members(self, identifier: str) -> dict[str, str]:
        """Namespace -> id of the cluster that holds ``identifier``."""
        return self._members[self.root(identifier)]

    def join(self, one: str, other: str) -> bool:
        """Join two clusters unless both have an id of the same namespace; whether they are one now."""
        one, other = self.root(one), self.root(other)
        if one == other:
            return True
        small, large = sorted((one, other), key=lambda r: (len(self._members[r]), r))
        if self._members[small].keys() & self._members[large].keys():
            return False
        self._parent[small] = large
        self._members[large].update(self._members.pop(small))
        return True


def prefix(curie: str) -> str:
    """Namespace of a CURIE."""
    return curie.partition(":")[0]


def merge(terms: Terms) -> Terms:
    """A new collection in which every id is preferred: entities, their distinct names, hierarchy, cross-references and facts.

    The preferred id is the one whose prefix comes first in schema.toml for the type, its label the label that source has.
    Parents come from the first of an entity's sources that has any, and edges that would close a circle are dropped.
    """
    clusters = Clusters(terms.terms)
    _join_all(terms, clusters)
    base = _salts(terms, clusters)
    preferred = _preferred(terms, clusters, base)
    merged = Terms(bans=list(terms.bans))
    small = _small_spellings(terms, preferred)
    for identifier in sorted(set(preferred.values())):
        term = terms.terms[identifier]
        label = clean(term.label)
        if term.type == "Drug" and is_title(label) and label.lower() in small[identifier]:
            label = label.lower()
        merged.terms[identifier] = Term(identifier, term.type, label, term.source)
    merged.names = _names(terms, merged, preferred, base, clusters)
    merged.parents = _parents(terms, preferred, clusters, merged)
    merged.xrefs = _xrefs(terms, preferred)
    merged.facts = _facts(terms, preferred)
    merged.genes = [replace(gene, human=preferred.get(gene.human, "")) for gene in terms.genes]
    return merged


def _join_all(terms: Terms, clusters: Clusters) -> None:
    close: dict[str, set[str]] = defaultdict(set)
    for name in terms.names:
        if name.scope in _CLOSE:
            close[name.id].add(_key(name.text, terms.terms[name.id].type))
        elif name.scope == "code":
            close[name.id].add(_code(name.text))
    links = _links(terms)
    partners: dict[tuple[str, str], int] = defaultdict(int)
    for one, other in links:
        partners[one, prefix(other)] += 1
        partners[other, prefix(one)] += 1

    def rank(link: tuple[str, str]) -> int | None:
        one, other = link
        kind = terms.terms[one].type
        keys = [_key(terms.terms[i].label, kind) for i in link]
        if keys[0] == keys[1]:
            return 0
        if keys[0] in close[other] or keys[1] in close[one]:
            return 2
        if close[one] & close[other]:
            return 3
        if (
            kind == "Disease"
            and "MESH" in (prefix(one), prefix(other))
            and _wider(*(terms.terms[i].label for i in sorted(link, key=lambda i: prefix(i) == "MESH")))
        ):
            return None
        # A link between names that differ holds only when neither side has another partner; pathways need the name as well.
        only = partners[one, prefix(other)] == 1 and partners[other, prefix(one)] == 1
        return 4 if only and (kind != "Pathway" or "WIKIPATHWAYS" in (prefix(one), prefix(other))) else None

    ranked = [(r, link) for link in links if (r := rank(link)) is not None]
    ranked.extend((1, link) for link in _equal_labels(terms))
    classes = _classes(terms)
    for _, (one, other) in sorted(ranked):
        if not ({one, other} & classes and {prefix(one), prefix(other)} & _SUBSTANCES):
            clusters.join(one, other)
    for one, other in _label_is_name(terms, clusters, close):
        members = {*clusters.members(one).values(), *clusters.members(other).values()}
        if not (members & classes and {prefix(member) for member in members} & _SUBSTANCES):
            clusters.join(one, other)


def _wider(label: str, heading: str) -> bool:
    """Whether a MeSH heading only says a part of a disease's label, or nothing of it: ``Seizures`` is not ``visual epilepsy``."""
    words, of_heading = ({name_keys.singular(token) for token in name_keys.folded_tokens(text)} for text in (label, heading))
    return not words & of_heading or of_heading < words


def _classes(terms: Terms) -> set[str]:
    below: dict[str, int] = defaultdict(int)
    for edge in terms.parents:
        if edge.parent.startswith("CHEBI:"):
            below[edge.parent] += 1
    return {identifier for identifier, count in below.items() if count >= _CLASS_SIZE}


def _key(text: str, type_: str) -> str:
    return label_key(text) if type_ == "Drug" else name_keys.singular_key(clean(text))


def _code(text: str) -> str:
    """Key of a code name, blanks and hyphens forgotten: ``PP-242`` and ``PP242`` are one."""
    return label_key(text).replace(" ", "")


def _links(terms: Terms) -> list[tuple[str, str]]:
    """Pairs of read ids of one type that a cross-reference ties, each once."""
    found = {
        (min(xref.id, xref.other), max(xref.id, xref.other))
        for xref in terms.xrefs
        if xref.id in terms.terms and xref.other in terms.terms and terms.terms[xref.id].type == terms.terms[xref.other].type
    }
    return sorted(pair for pair in found if prefix(pair[0]) != prefix(pair[1]))


def _equal_labels(terms: Terms) -> Iterator[tuple[str, str]]:
    """Pairs of ids with equal labels, in the order of preference of their prefixes."""
    by_label: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in terms.terms.values():
        if term.type in _BY_LABEL:
            by_label[term.type, _key(term.label, term.type)].append(term.id)
    for (type_, key), ids in by_label.items():
        if key and len(ids) > 1:
            first, *others = sorted(ids, key=lambda i: _preference(i, type_))
            yield from ((first, other) for other in others)


def _label_is_name(terms: Terms, clusters: Clusters, close: dict[str, set[str]]) -> list[tuple[str, str]]:
    """Pairs (id, id of another namespace) where the label of one is a close name of the other's cluster and of no other cluster."""
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for identifier, keys in close.items():
        type_ = terms.terms[identifier].type
        if type_ in ("Drug", "Disease"):
            for key in keys:
                holders[type_, key].add(clusters.root(identifier))
    found = []
    for term in terms.terms.values():
        if term.type in ("Drug", "Disease"):
            key = _key(term.label, term.type)
            others = holders[term.type, key] | holders[term.type, _code(term.label)] if term.type == "Drug" else holders[term.type, key]
            others = others - {clusters.root(term.id)}
            if len(others) == 1 and len(key) > 4:
                found.append((term.id, next(iter(others))))
    return sorted(found)


def _preference(identifier: str, type_: str) -> tuple[int, str]:
    order = schema.entity_types()[type_].prefixes
    namespace = prefix(identifier)
    return (order.index(namespace) if namespace in order else len(order), identifier)


def _salts(terms: Terms, clusters: Clusters) -> dict[str, str]:
    """Root of a salt's cluster -> root of its base's cluster, followed to the last base; twins of one label likewise."""
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
        if term.type in _BY_LABEL:
            by_label[term.type, _key(term.label, term.type)].add(clusters.root(identifier))
    found: dict[str, str] = {}
    for (type_, key), roots in sorted(by_label.items()):
        if key and len(roots) > 1:
            # A cluster may be there for one of several labels; only those whose own preferred label is this one are twins.
            same = [r for r in roots if _key(terms.terms[_first(terms, clusters, r)].label, type_) == key and r not in found]
            same.sort(key=lambda r: (-len(clusters.members(r)), _preference(_first(terms, clusters, r), type_)))
            found.update((other, same[0]) for other in same[1:] if same[0] not in found)
    return found


def _first(terms: Terms, clusters: Clusters, root: str) -> str:
    """The id a cluster prefers."""
    return min(clusters.members(root).values(), key=lambda i: _preference(i, terms.terms[i].type))


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


def _small_spellings(terms: Terms, preferred: dict[str, str]) -> dict[str, set[str]]:
    """Drug -> its close names that a source writes without capitals."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in terms.names:
        if name.scope in _CLOSE and name.text.islower() and terms.terms[name.id].type == "Drug":
            found[preferred[name.id]].add(name.text)
    return found


def _names(terms: Terms, merged: Terms, preferred: dict[str, str], base: dict[str, str], clusters: Clusters) -> list[Name]:
    """Each entity's names, closest scope first, spellings that differ only in case once (except for targets, where case tells)."""
    best: dict[tuple[str, str], tuple[int, int, str, str]] = {}
    for name in terms.names:
        entity = preferred[name.id]
        term = terms.terms[entity]
        scope = name.scope
        if scope not in ("brand", "code") and clusters.root(name.id) in base and _key(name.text, term.type) != _key(term.label, term.type):
            scope = "salt"
        elif scope == "label" and name.id != entity:
            scope = "exact"
        text = merged.terms[entity].label if scope == "label" else " ".join(name.text.split())
        if not worth_keeping(text, term.type, scope):
            continue
        at = (entity, text if term.type == "Target" else text.casefold())
        # Among spellings of one scope prefer small letters, then the first in order, whatever order the sources were read in.
        value = (_RANK[scope], sum(c.isupper() for c in text), text, name.source)
        if at not in best or value < best[at]:
            best[at] = value
    return [Name(entity, text, SCOPES[scope], source) for (entity, _), (scope, _, text, source) in sorted(best.items())]


def _parents(terms: Terms, preferred: dict[str, str], clusters: Clusters, merged: Terms) -> list[Parent]:
    by_child: dict[str, dict[int, set[Parent]]] = defaultdict(lambda: defaultdict(set))
    for edge in terms.parents:
        if edge.parent in preferred and edge.id in preferred:
            child, parent = preferred[edge.id], preferred[edge.parent]
            # A salt's own place in a hierarchy says nothing of its base.
            if child != parent and edge.id in clusters.members(child).values():
                order = _preference(edge.id, terms.terms[edge.id].type)[0]
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
    """The edges in order without those that close a circle (found by a depth-first walk, so one edge of each circle goes)."""
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
