"""Small random datasets that have every label and every relation of the graph, with missing values, lists, parallel
edges and loops.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kg import schema
from kg.dataset import graph
from kg.dataset.tables import TABLES
from kg.model import POLARITIES, TIERS
from tests.stores.sample import Content, Paper, Said, read_tables, write_dataset

LETTERS = ("alpha", "beta", "gamma", "Delta", "it's", 'a"b', "β-x", "x y", "HCC", "mtor")
A_LABEL = 3
"""Entities of each label."""


def write_random(folder: Path, seed: int) -> Path:
    """A dataset of about 70 nodes, the same for the same seed."""
    rng = random.Random(seed)
    entities, by_label = {}, {}
    for label in graph.entity_labels():
        prefix = {"Role": "KGR", "Pathway": "REACT"}.get(label, schema.entity_types()[label].prefixes[0])
        by_label[label] = [f"{prefix}:{100 + number}" for number in range(A_LABEL)]
        for curie in by_label[label]:
            synonyms = tuple(rng.sample(LETTERS, rng.randint(0, 3)))
            entities[curie] = (
                label,
                rng.choice(LETTERS),
                synonyms,
                tuple(rng.sample(("DOID:1", "MESH:D1"), rng.randint(0, 2))),
            )
    curated, said = [], []
    papers = {
        f"PMID:{number}": Paper(
            rng.choice((None, 1999, 2010, 2015, 2015)),
            rng.random() < 0.3,
            tuple(rng.sample(("NCT00000001", "NCT00000002"), rng.randint(0, 2))),
        )
        for number in range(1, 6)
    }
    for name, relation in schema.relations().items():
        ends = [(one, other) for one in relation.subject for other in relation.object]
        if name == "SUBCLASS_OF":
            ends = [(label, label) for label in relation.subject]
        for one, other in [*rng.sample(ends, len(ends)), *ends][:5]:
            start, end = rng.choice(by_label[one]), rng.choice(by_label[other])
            if rng.random() < 0.7 or not relation.association:
                curated.append((start, name, end))
            if relation.association and rng.random() < 0.35:  # beside a curated edge: two parallel ones
                for _ in range(rng.randint(1, 2)):
                    tier = rng.choice(TIERS) if name == "STUDIED_FOR" else ""
                    polarity = rng.choice(POLARITIES) if tier else ""
                    flags = tuple(rng.sample(("speculated", "protocol"), rng.randint(0, 1)))
                    paper = rng.choice(sorted(papers))
                    said.append(Said(paper, start, name, end, tier, polarity, flags=flags, negated=rng.random() < 0.2))
    loop = rng.choice(by_label["Target"])
    curated.append((loop, "INTERACTS_WITH", loop))
    write_dataset(folder, Content(tuple(dict.fromkeys(said)), tuple(dict.fromkeys(curated)), entities, papers))
    _vary(folder, rng)
    return folder


def _vary(folder: Path, rng: random.Random) -> None:
    """Numbers and gaps where the sample has one and the same value."""
    tables = read_tables(folder)
    for row in tables["evidence"]:
        row["score"] = rng.choice((0.25, 0.5, 0.75, 0.9))
    for row in tables["assertions"]:
        row["score"] = rng.choice((0.1, 0.5, 1.0))
        row["first_year"] = rng.choice((None, 1999, 2005))
    for row in tables["entities"]:
        row["mentions"], row["documents"] = rng.choice((0, 1, 2, 7)), rng.choice((0, 1, 3))
        row["source"] = rng.choice(("", "hgnc", "x"))
    for name in ("evidence", "assertions", "entities"):
        rows: list[dict[str, Any]] = tables[name]
        pq.write_table(pa.Table.from_pylist(rows, TABLES[name]), folder / "tables" / f"{name}.parquet")
