"""Which ids of several sources are one thing: the evidence for it, and the rule that keeps it from chaining.

Ids of one type are joined by union-find over cross-references and equal labels, closest evidence first. A cluster holds
at most one id of each namespace, so that MONDO's broad links to MeSH cannot collapse two levels of a hierarchy.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kg import schema
from kg.lexicon import names as name_keys
from kg.lexicon import similar
from kg.ontologies import source_labels
from kg.ontologies.source_labels import clean, label_key
from kg.ontologies.terms import Terms

BY_LABEL = frozenset(("Drug", "Disease", "Role"))
"""Types in which an equal label means the same thing.

Pathways are joined only where a source says so, targets never.
"""

_CLASS_SIZE = 40
"""A ChEBI chemical with this many kinds right below it is a class (``alcohol``).

It is no substance of a register, even of one with that name.
"""

_MANY = 3
"""Names that a MeSH heading and a disease share when no other evidence is needed."""

_SHARED, _LINK_ALONE = 3, 4
"""Ranks of a pair that shares a name, and of one that only a link ties."""

_SUBSTANCES = frozenset(("UNII", "DRUGBANK"))
CLOSE = frozenset(("label", "symbol", "exact"))


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


def close_names(terms: Terms) -> dict[str, set[str]]:
    """Read id -> the keys of its labels, symbols, exact and code names."""
    close: dict[str, set[str]] = defaultdict(set)
    for name in terms.names:
        if name.scope in CLOSE:
            close[name.id].add(key_of(name.text, terms.terms[name.id].type))
        elif name.scope == "code":
            close[name.id].add(code_of(name.text))
    return close


def join_all(terms: Terms, clusters: Clusters, close: dict[str, set[str]]) -> None:
    """Join the ids that are one thing, closest evidence first; ``close`` as ``close_names`` gives it."""
    wide = classes(terms)
    for one, other in _ranked(terms, close):
        if not ({one, other} & wide and {prefix(one), prefix(other)} & _SUBSTANCES):
            clusters.join(one, other)
    for one, other in _label_is_name(terms, clusters, close):
        members = {*clusters.members(one).values(), *clusters.members(other).values()}
        if not (members & wide and {prefix(member) for member in members} & _SUBSTANCES):
            clusters.join(one, other)


def _ranked(terms: Terms, close: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Pairs of ids to join, closest evidence first.

    The ranks are: equal labels; a label that is a name of the other; a shared name; a link alone. Of links of one rank,
    those between the disease ontologies come first, which map to one another disease by disease, and MeSH's wider
    headings after them. Then come those of ids that share the most names: of all that a heading lists, it is what it
    has most names for.
    """
    links = _links(terms)
    alike = _most_names(close)
    partners: dict[tuple[str, str], int] = defaultdict(int)
    for one, other in links:
        partners[one, prefix(other)] += 1
        partners[other, prefix(one)] += 1
    found = [(1, False, 0, pair) for pair in _equal_labels(terms)]
    found.extend((_SHARED, True, -count, (heading, disease)) for heading, (disease, count) in alike.items())
    for link in links:
        one, other = link
        rank = _by_names(terms, close, link)
        # A link between names that differ holds only when neither side has another partner; pathways need the name as
        # well.
        if (
            rank is None
            and partners[one, prefix(other)] == 1 == partners[other, prefix(one)]
            and not _apart(terms, alike, link)
        ):
            rank = _LINK_ALONE
        if rank is not None:
            nearest = _closeness(close, one, other) if terms.terms[one].type == "Disease" else (False, 0)
            found.append((rank, *nearest, link))
    yield from (pair for *_, pair in sorted(found))


def _by_names(terms: Terms, close: dict[str, set[str]], link: tuple[str, str]) -> int | None:
    one, other = link
    keys = [key_of(terms.terms[i].label, terms.terms[i].type) for i in link]
    if keys[0] == keys[1]:
        return 0
    if keys[0] in close[other] or keys[1] in close[one]:
        return 2
    return _SHARED if close[one] & close[other] else None


def _apart(terms: Terms, alike: dict[str, tuple[str, int]], link: tuple[str, str]) -> bool:
    """Whether two linked ids without a name in common are not one thing, by what they are called."""
    kind = terms.terms[link[0]].type
    if kind == "Pathway":
        return "WIKIPATHWAYS" not in map(prefix, link)
    if kind == "Drug":
        return _other_member(*(key_of(terms.terms[i].label, kind) for i in link))
    if kind != "Disease" or "MESH" not in map(prefix, link):
        return False
    disease, heading = sorted(link, key=lambda i: prefix(i) == "MESH")
    # A heading that has many names of another disease is that one: Chronic Kidney Failure is end stage renal disease.
    if alike.get(heading, (disease, 0))[0] != disease:
        return True
    # Supplementary records were made from OMIM's, one by one; headings were not.
    differ = _other_disease if heading.startswith("MESH:D") else _wider
    return differ(terms.terms[disease].label, terms.terms[heading].label)


def _most_names(close: dict[str, set[str]]) -> dict[str, tuple[str, int]]:
    """MeSH heading -> (the one MONDO disease that shares the most names with it, how many).

    Only headings are in it that share ``_MANY`` at the least.
    """
    having: dict[str, list[str]] = defaultdict(list)
    for identifier, keys in close.items():
        if identifier.startswith("MONDO:"):
            for key in keys:
                having[key].append(identifier)
    found = {}
    for heading, keys in close.items():
        if heading.startswith("MESH:D"):
            counts = Counter(identifier for key in keys for identifier in having.get(key, ())).most_common(2)
            if counts and counts[0][1] >= _MANY and (len(counts) == 1 or counts[1][1] < counts[0][1]):
                found[heading] = counts[0]
    return found


def _closeness(close: dict[str, set[str]], one: str, other: str) -> tuple[bool, int]:
    return "MESH" in (prefix(one), prefix(other)), -len(close[one] & close[other])


def _wider(label: str, heading: str) -> bool:
    """Whether a MeSH heading says only a part of a disease's label, or nothing of it.

    ``Seizures`` is not ``visual epilepsy``.
    """
    words, of_heading = (
        {name_keys.singular(token) for token in name_keys.folded_tokens(text)} for text in (label, heading)
    )
    return not words & of_heading or of_heading < words


def _other_disease(label: str, heading: str) -> bool:
    """Whether a heading and a disease without a name in common are two things, or the heading is the wider one.

    ``Septic Shock`` is not ``toxic shock syndrome``, ``Klebsiella Infections`` not ``Klebsiella pneumonia``. Words that
    say no more than that it is a disease do not count: ``Vibrio Infections`` are ``vibrio infectious disease``.
    """
    words, of_heading = (set(similar.words(text)) - source_labels.words("any_disease") for text in (label, heading))
    return not of_heading >= words


def _other_member(one: str, other: str) -> bool:
    """Whether two names of drugs differ only in what tells members of one series apart.

    ``microcystin LR`` and ``microcystin YR`` do.
    """
    words, others = set(one.split()), set(other.split())
    differ = words - others, others - words
    letters, digits = (all(test(word) for side in differ for word in side) for test in (_is_letters, str.isdigit))
    return bool(words & others) and all(differ) and (letters or digits)


def _is_letters(word: str) -> bool:
    return len(word) <= 2 and word.isalpha()


def classes(terms: Terms) -> set[str]:
    """The ChEBI ids of classes of chemicals, which are no substance of a register."""
    below: dict[str, int] = defaultdict(int)
    for edge in terms.parents:
        if edge.parent.startswith("CHEBI:"):
            below[edge.parent] += 1
    return {identifier for identifier, count in below.items() if count >= _CLASS_SIZE}


def key_of(text: str, type_: str) -> str:
    """The key of a label: those of one type that mean the same have one key."""
    return label_key(text) if type_ == "Drug" else name_keys.singular_key(clean(text))


def code_of(text: str) -> str:
    """Key of a code name, blanks and hyphens forgotten: ``PP-242`` and ``PP242`` are one."""
    return label_key(text).replace(" ", "")


def _links(terms: Terms) -> list[tuple[str, str]]:
    """Pairs of read ids of one type that a cross-reference ties, each once."""
    found = {
        (min(xref.id, xref.other), max(xref.id, xref.other))
        for xref in terms.xrefs
        if xref.id in terms.terms
        and xref.other in terms.terms
        and terms.terms[xref.id].type == terms.terms[xref.other].type
    }
    return sorted(pair for pair in found if prefix(pair[0]) != prefix(pair[1]))


def _equal_labels(terms: Terms) -> Iterator[tuple[str, str]]:
    """Pairs of ids with equal labels, in the order of preference of their prefixes."""
    by_label: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in terms.terms.values():
        if term.type in BY_LABEL:
            by_label[term.type, key_of(term.label, term.type)].append(term.id)
    for (type_, key), ids in by_label.items():
        if key and len(ids) > 1:
            first, *others = sorted(ids, key=lambda i: preference(i, type_))
            yield from ((first, other) for other in others)


def _label_is_name(terms: Terms, clusters: Clusters, close: dict[str, set[str]]) -> list[tuple[str, str]]:
    """Pairs (id, id of another cluster) where the label of one is a close name of the other's cluster alone."""
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for identifier, keys in close.items():
        type_ = terms.terms[identifier].type
        if type_ in ("Drug", "Disease"):
            for key in keys:
                holders[type_, key].add(clusters.root(identifier))
    found = []
    for term in terms.terms.values():
        if term.type in ("Drug", "Disease"):
            key = key_of(term.label, term.type)
            others = (
                holders[term.type, key] | holders[term.type, code_of(term.label)]
                if term.type == "Drug"
                else holders[term.type, key]
            )
            others = others - {clusters.root(term.id)}
            if len(others) == 1 and len(key) > 4:
                found.append((term.id, next(iter(others))))
    # Of several labels that one heading lists, the one of the disease that shares most names with it.
    return sorted(found, key=lambda pair: (-len(close[pair[0]] & _of_cluster(clusters, close, pair[1])), pair))


def _of_cluster(clusters: Clusters, close: dict[str, set[str]], identifier: str) -> set[str]:
    return set().union(*(close[member] for member in clusters.members(identifier).values()))


def preference(identifier: str, type_: str) -> tuple[int, str]:
    """Sort key of the ids of one entity, preferred first."""
    order = schema.entity_types()[type_].prefixes
    namespace = prefix(identifier)
    return (order.index(namespace) if namespace in order else len(order), identifier)
