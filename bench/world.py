"""Made-up entities and curated edges for synthetic datasets: as many a type and an entity as a real dataset has, with a
class and a disease in the middle of them that the flagship can be asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, product
from typing import Any

import numpy as np
import pyarrow as pa

from kg import ids, schema
from kg.dataset import belief, tables

SAMPLE = 11_174
SIZES = {"Drug": 4739, "Disease": 3920, "Target": 4511, "Pathway": 4684, "Role": 1168, "CellLine": 69, "Organism": 30}
"""Entities a type in a dataset of 5,000 real abstracts with ``SAMPLE`` pieces of evidence; vocabularies grow with the
fourth root.
"""

CURATED: tuple[tuple[str, str, str, float, str, str], ...] = (
    ("PARTICIPATES_IN", "Target", "Pathway", 12.3, "reactome", "CC0-1.0"),
    ("SUBCLASS_OF", "Disease", "Disease", 1.64, "mondo", "CC-BY-4.0"),
    ("HAS_ROLE", "Drug", "Role", 1.34, "chebi", "CC-BY-4.0"),
    ("SUBCLASS_OF", "Drug", "Drug", 1.25, "mesh", "LicenseRef-NLM-MeSH"),
    ("SUBCLASS_OF", "Pathway", "Pathway", 0.66, "go", "CC-BY-4.0"),
    ("PART_OF", "Pathway", "Pathway", 0.6, "compath", "MIT"),
    ("SUBCLASS_OF", "Role", "Role", 1.13, "chebi", "CC-BY-4.0"),
    ("MEMBER_OF", "Target", "Target", 0.28, "famplex", "CC0-1.0"),
    ("INHIBITS", "Drug", "Target", 0.095, "curated", "MIT"),
    ("INHIBITS", "Role", "Target", 0.11, "curated", "MIT"),
    ("ACTIVATES", "Drug", "Target", 0.025, "curated", "MIT"),
    ("ACTIVATES", "Role", "Target", 0.018, "curated", "MIT"),
    ("BINDS", "Drug", "Target", 0.008, "curated", "MIT"),
)
"""Relation, types of its ends, edges a subject, source and licence."""

CLASS, DISEASE, TARGET = "CHEBI:68481", "MONDO:0007256", "HGNC:3942"
KINDS = ("KGR:rapalog", "KGR:mtor-kinase-inhibitor", "KGR:dual-pi3k-mtor-inhibitor")
PLANTED: dict[tuple[str, int], tuple[str, str]] = {
    ("Disease", 12): (DISEASE, "hepatocellular carcinoma"),
    **{("Disease", 400 + n): (f"MONDO:{7257 + n:07d}", f"hepatocellular carcinoma, type {n + 1}") for n in range(6)},
    ("Role", 400): (CLASS, "mTOR inhibitor"),
    **{
        ("Role", 410 + n): (identifier, identifier.partition(":")[2].replace("-", " "))
        for n, identifier in enumerate(KINDS)
    },
    ("Target", 300): (TARGET, "MTOR"),
}
"""Type and place by frequency (0 is the most frequent) -> id and name of what the flagship is about."""

HCC, SUBTYPES = 12, tuple(range(400, 406))
MEMBERS = tuple(range(60, 60 + 24 * 17, 17))
"""Drugs of the class, by their place."""

FAMILY_EVERY = 20
_HEADS = [
    "".join(pair)
    for pair in product(
        ("a", "be", "ca", "do", "e", "fi", "ga", "lo", "ma", "no"), ("bri", "dar", "lin", "mo", "ta", "ve", "xi")
    )
]
_MIDDLES = ["".join(pair) for pair in product(("c", "d", "l", "m", "n", "r", "s", "t", "v", "z"), ("a", "e", "i", "o"))]
_TAILS = {
    "Drug": "tinib",
    "Disease": "osis of the liver",
    "Pathway": "e signalling pathway",
    "Role": "e receptor antagonist",
    "Organism": "us",
}
_PREFIXES = {
    "Drug": "CHEBI:{}",
    "Disease": "MONDO:{:07d}",
    "Target": "HGNC:{}",
    "Pathway": "REACT:R-HSA-{}",
    "Role": "CHEBI:{}",
    "CellLine": "CVCL:{}",
    "Organism": "NCBITaxon:{}",
}
_FIRST = {"Role": 500_000, "Disease": 900_000}
_NAMES = {"Drug": 6.8, "Pathway": 1.1, "Target": 8.0, "Disease": 6.0, "Role": 2.0, "CellLine": 2.0, "Organism": 3.3}
_XREFS = {"Drug": 2.8, "Target": 3.5, "Disease": 2.7}


@dataclass(frozen=True, slots=True)
class World:
    """Entities by type and place: ``ids`` and ``names`` are lists, ``place`` maps a place to its position in the
    hierarchy.
    """

    ids: dict[str, list[str]]
    names: dict[str, list[str]]
    position: dict[str, Any]
    weights: dict[str, Any]

    def size(self, kind: str) -> int:
        """How many entities of a type there are."""
        return len(self.ids[kind])

    def offsets(self) -> dict[str, int]:
        """Where the entities of a type begin in the list of all."""
        begins = np.cumsum([0, *map(len, self.ids.values())]).tolist()
        return dict(zip(self.ids, begins, strict=False))

    def all_ids(self) -> list[str]:
        """Ids of all entities, type by type."""
        return list(chain.from_iterable(self.ids.values()))

    def all_names(self) -> list[str]:
        """Names of all entities, type by type."""
        return list(chain.from_iterable(self.names.values()))

    def pick(self, kind: str, u: Any) -> Any:
        """Places for numbers ``u`` of [0, 1), frequent entities more often."""
        return np.searchsorted(self.weights[kind], u, side="right").clip(max=self.size(kind) - 1)


def make_world(random: np.random.Generator, evidence: int) -> World:
    """Entities for a dataset with that many pieces of evidence."""
    growth = (evidence / SAMPLE) ** 0.25
    sizes = {kind: max(500, round(count * growth)) if count > 100 else count for kind, count in SIZES.items()}
    world = World({}, {}, {}, {})
    for kind, count in sizes.items():
        world.ids[kind] = [_identifier(kind, place) for place in range(count)]
        world.names[kind] = [_name(kind, place) for place in range(count)]
        for (planted, place), (identifier, name) in PLANTED.items():
            if planted == kind:
                world.ids[kind][place], world.names[kind][place] = identifier, name
        cumulated = np.cumsum(1.0 / (np.arange(count) + 10.0))
        world.weights[kind] = cumulated / cumulated[-1]
        world.position[kind] = _positions(random, kind, count)
    return world


def _identifier(kind: str, place: int) -> str:
    if kind == "Target" and place % FAMILY_EVERY == FAMILY_EVERY - 1:
        return f"FPLX:F{place}"
    return _PREFIXES[kind].format(_FIRST.get(kind, 100_000) + place)


def _name(kind: str, place: int) -> str:
    if kind in ("Target", "CellLine"):
        return f"{_HEADS[place % len(_HEADS)].upper()}{place // len(_HEADS)}"
    head, rest = place % len(_HEADS), place // len(_HEADS)
    return (
        f"{_HEADS[head]}{_MIDDLES[rest % len(_MIDDLES)]}{_MIDDLES[rest // len(_MIDDLES) % len(_MIDDLES)]}{_TAILS[kind]}"
    )


def _positions(random: np.random.Generator, kind: str, count: int) -> Any:
    """Place -> position in the tree, 0 the root: by chance, but what the flagship is about has few below it, and its
    kinds none.
    """
    position = random.permutation(count)
    wanted = {
        place: 0.35 if identifier in (CLASS, DISEASE) else 0.9
        for (planted, place), (identifier, _) in PLANTED.items()
        if planted == kind
    }
    for number, (place, share) in enumerate(wanted.items()):
        goal = int(share * count) + number
        other = int(np.flatnonzero(position == goal)[0])
        position[place], position[other] = position[other], position[place]
    return position


def entity_table(world: World) -> pa.Table:
    """The entities, sorted by id."""
    rows = []
    for kind, identifiers in world.ids.items():
        type_ = schema.entity_types()[kind]
        for place, (identifier, name) in enumerate(zip(identifiers, world.names[kind], strict=True)):
            rows.append(
                {
                    "id": identifier,
                    "type": kind,
                    "category": type_.category_for(identifier),
                    "name": name,
                    "synonyms": [
                        f"{name} {_MIDDLES[n]}{place % 97}" for n in range(_varied(_NAMES.get(kind, 0), place))
                    ],
                    "xrefs": [f"MESH:D{place:06d}{n}" for n in range(_varied(_XREFS.get(kind, 0), place))],
                    "source": "synthetic",
                    "mentions": 3,
                    "documents": 2,
                }
            )
    rows.sort(key=lambda row: str(row["id"]))
    return pa.Table.from_pylist(rows, schema=tables.ENTITIES)


def _varied(mean: float, place: int) -> int:
    return round(mean * (0.25, 0.5, 0.75, 1.0, 1.25, 2.25)[place % 6])


def curated_edges(random: np.random.Generator, world: World) -> pa.Table:
    """Hierarchy, roles, families, pathways and curated facts, each pair once, in no order."""
    parts = []
    for relation, subject, object_, share, source, licence in CURATED:
        count = round(share * world.size(subject))
        if subject == object_ and relation != "MEMBER_OF":
            subjects, objects = _upwards(random, world, subject, count)
        else:
            subjects = random.integers(0, world.size(subject), count)
            objects = world.pick(object_, random.random(count))
        if relation == "MEMBER_OF":
            objects = objects - objects % FAMILY_EVERY + FAMILY_EVERY - 1
            kept = (subjects % FAMILY_EVERY != FAMILY_EVERY - 1) & (objects < world.size(object_))
            subjects, objects = subjects[kept], objects[kept]
        planted = [pair for name, kinds, pair in _planted() if (name, kinds) == (relation, (subject, object_))]
        pairs = np.unique(
            np.column_stack([np.r_[subjects, [s for s, _ in planted]], np.r_[objects, [o for _, o in planted]]]).astype(
                int
            ),
            axis=0,
        )
        parts.append(_edge_table(world, relation, subject, object_, pairs, source, licence))
    return pa.concat_tables(parts)


def _upwards(random: np.random.Generator, world: World, kind: str, count: int) -> tuple[Any, Any]:
    """Pairs of an entity and one nearer to the root: everything but the root has a parent, some have more."""
    total = world.size(kind)
    at = np.argsort(world.position[kind])
    first = np.arange(1, total) if count >= total else random.choice(np.arange(1, total), count, replace=False)
    low = np.r_[first, random.integers(1, total, max(0, count - len(first)))]
    high = (low * random.uniform(0.1, 0.4, len(low))).astype(int)
    return at[low], at[high]


def _planted() -> list[tuple[str, tuple[str, str], tuple[int, int]]]:
    place = {identifier: number for (_, number), (identifier, _) in PLANTED.items()}
    kinds = [place[identifier] for identifier in KINDS]
    role, target = place[CLASS], place[TARGET]
    return [
        *(("SUBCLASS_OF", ("Disease", "Disease"), (subtype, HCC)) for subtype in SUBTYPES),
        *(("SUBCLASS_OF", ("Role", "Role"), (kind, role)) for kind in kinds),
        *(("HAS_ROLE", ("Drug", "Role"), (drug, [role, *kinds][n % 4])) for n, drug in enumerate(MEMBERS[:16])),
        *(("INHIBITS", ("Drug", "Target"), (drug, target)) for drug in MEMBERS[8:]),
        ("INHIBITS", ("Role", "Target"), (role, target)),
    ]


def _edge_table(
    world: World, relation: str, subject: str, object_: str, pairs: Any, source: str, licence: str
) -> pa.Table:
    ends = [[world.ids[kind][place] for place in pairs[:, column]] for column, kind in enumerate((subject, object_))]
    count = len(pairs)
    constant = {
        "subject_type": subject,
        "relation": relation,
        "predicate": schema.relations()[relation].predicate,
        "object_type": object_,
        "basis": "curated",
        "assertion": "",
        "source": source,
        "licence": licence,
        "evidence_count": 0,
        "best_tier": "",
        "score": 1.0,
        "belief": belief.CURATED,
    }
    columns = {
        **{name: pa.repeat(pa.scalar(value, tables.EDGES.field(name).type), count) for name, value in constant.items()},
        "id": [ids.digest("curated", one, relation, other) for one, other in zip(*ends, strict=True)],
        "subject": ends[0],
        "object": ends[1],
        "reference": ends[1] if relation == "PARTICIPATES_IN" else [""] * count,
    }
    return pa.table({name: columns[name] for name in tables.EDGES.names}, schema=tables.EDGES)
