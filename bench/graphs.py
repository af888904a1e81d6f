"""Synthetic datasets of any size with the shape of real ones, for timing stores and queries: the tables of ``kg run``,
from a seed.

Kinds of claims, tiers, polarities, flags, entities a type and curated edges an entity are in the proportions that 5,000
real abstracts gave; entities are drawn by a Zipf-Mandelbrot law, objects mostly from the few that go with their
subject. The question of the flagship has an answer: a class of drugs with kinds, members by role and by target, and
studies of them in a disease with subtypes. Names and sentences are made up from templates. Mentions, which no store
reads, are left out; ids of claims are hashes of numbers.

    python -m bench.graphs FOLDER [--evidence N] [--seed N]
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bench.claims import (
    HELPED,
    MENTION,
    MIX,
    OPENINGS,
    VERBS,
    Documents,
    Said,
    draw_documents,
    draw_evidence,
    lengths_of,
    sentences,
)
from bench.world import World, curated_edges, entity_table, make_world
from kg import ids, schema
from kg.dataset import curation, tables
from kg.dataset.parquet import write_table
from kg.model import POLARITIES, TIERS

RUN = "synthetic"
CHUNK = 50_000
POLARITY_SHARES = (0.32, 0.13, 0.25, 0.1, 0.2)
DENIED_SHARES = (0.0, 0.6, 0.2, 0.2, 0.0)
ATTRIBUTIONS, ATTRIBUTION_SHARES = ("drug", "combination", "comparator", ""), (0.923, 0.045, 0.032)
FLAGS, FLAG_SHARES = ((), ("speculated",), ("protocol",), ("contaminated-cell-line",)), (0.9066, 0.0901, 0.002, 0.0013)
FILLER = " Methods, numbers and limits of the work are described in full in the supplement." * 6
RULES = (
    "study/treated",
    "study/title",
    "mention/treatment",
    "linked-to-disease",
    "role-then-drug",
    "affects",
    "inhibits-active",
)
CUES = ("", "increased", "reduced", "improved", "similar", "expression", "induced", "associated with")


def realistic(folder: Path, evidence: int, *, seed: int = 1) -> Path:
    """Write a dataset with this many pieces of evidence into ``folder`` and return it; the same numbers give the same
    tables.
    """
    random = np.random.default_rng(seed)
    world = make_world(random, evidence)
    documents = draw_documents(random, world, evidence)
    said = draw_evidence(random, world, documents, evidence)
    claims = _claims(random, world, documents, said)
    curated = curated_edges(random, world)
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    made: dict[str, Iterable[pa.Table]] = {
        "entities": [entity_table(world)],
        "documents": _document_tables(random, world, documents, said),
        "assertions": [claims.sort_by("id")],
        "evidence": _evidence_tables(random, world, documents, said, claims["id"].combine_chunks()),
        "edges": [pa.concat_tables([curated, _text_edges(claims)]).sort_by("id")],
        "mentions": [],
        "rejects": [],
    }
    counts = {name: _write(folder, name, parts) for name, parts in made.items()}
    ledger = {
        "id": RUN,
        "format": tables.FORMAT,
        "versions": {"kg": "0"},
        "pipeline": {"name": RUN},
        "seed": seed,
        "counts": counts,
    }
    (folder / "run.json").write_text(json.dumps(ledger, indent=1, sort_keys=True), encoding="utf-8")
    return folder


def _claims(random: np.random.Generator, world: World, documents: Documents, said: Said) -> pa.Table:
    """The table of assertions in the order of their numbers."""
    rows, count = said.one_of_claim, len(said.one_of_claim)
    identifiers, kinds = world.all_ids(), said.kind[rows]
    best, first, latest = np.full(count, len(TIERS)), np.full(count, 9999), np.zeros(count, int)
    np.minimum.at(best, said.claim, np.where(said.tier < 0, len(TIERS), said.tier))
    np.minimum.at(first, said.claim, documents.years[said.document])
    np.maximum.at(latest, said.claim, documents.years[said.document])
    places = len(documents.titles)
    pairs = np.unique(said.claim * places + said.document)
    offsets = np.searchsorted(pairs // places, np.arange(count + 1)).astype(np.int32)
    relations = schema.relations()
    predicates = [
        dict(relations[MIX[kind][0]].predicate_of).get(
            TIERS[tier] if tier >= 0 else "", relations[MIX[kind][0]].predicate
        )
        for kind, tier in zip(kinds.tolist(), said.tier[rows].tolist(), strict=True)
    ]
    qualifiers = [[f"{key}={value}" for key, value in relations[relation].qualifiers] for relation, *_ in MIX]
    columns = {
        "id": [ids.digest("assertion", str(number)) for number in range(count)],
        "subject": [identifiers[place] for place in said.subject[rows].tolist()],
        "subject_type": _taken([one for _, one, *_ in MIX], kinds),
        "relation": _taken([relation for relation, *_ in MIX], kinds),
        "predicate": predicates,
        "object": [identifiers[place] for place in said.object[rows].tolist()],
        "object_type": _taken([other for _, _, other, *_ in MIX], kinds),
        "qualifiers": [qualifiers[kind] for kind in kinds.tolist()],
        "negated": said.negated[rows],
        "evidence_count": np.bincount(said.claim, minlength=count).astype(np.int32),
        "publications": pa.ListArray.from_arrays(offsets, documents.ids.take(pa.array(pairs % places))),
        "best_tier": _taken([*TIERS, ""], best),
        "score": random.integers(50, 96, count).astype(np.float32) / 100,
        "belief": (np.arange(count) % 95 + 1).astype(np.float32) / 100,
        "first_year": first.astype(np.int32),
        "latest_year": latest.astype(np.int32),
    }
    return pa.table(columns, schema=tables.ASSERTIONS)


def _text_edges(claims: pa.Table) -> pa.Table:
    kept = claims.filter(pc.invert(claims["negated"]))
    constant = {"basis": "text", "source": "text", "licence": "", "reference": ""}
    columns = {name: pa.repeat(pa.scalar(value), len(kept)) for name, value in constant.items()}
    columns["assertion"] = kept["id"]
    return pa.table(
        {name: columns.get(name, kept[name] if name in kept.column_names else None) for name in tables.EDGES.names},
        tables.EDGES,
    )


def _document_tables(random: np.random.Generator, world: World, documents: Documents, said: Said) -> Iterator[pa.Table]:
    for low in range(0, len(documents.titles), CHUNK):
        high = min(low + CHUNK, len(documents.titles))
        rows = range(low, high)
        begin = int(documents.first[low])
        said_there = sentences(world, said, slice(begin, int(documents.first[high])))
        bounds = (documents.first[low : high + 1] - begin).tolist()
        texts = [
            f"{documents.titles[row]}\n{' '.join(said_there[bounds[row - low] : bounds[row - low + 1]])}{FILLER}"
            for row in rows
        ]
        starts = [[0, len(documents.titles[row]) + 1] for row in rows]
        ends = [[start - 1, len(text)] for (_, start), text in zip(starts, texts, strict=True)]
        numbers = random.integers(0, 40, len(rows)).tolist()
        columns: dict[str, Any] = {
            "id": documents.ids[low:high],
            "title": documents.titles[low:high],
            "text": texts,
            "year": documents.years[low:high].astype(np.int32),
            "journal": [f"Journal of Made-up Medicine {number}" for number in numbers],
            "doi": [f"10.5555/{row}" for row in rows],
            "publication_types": [
                ["Journal Article", "Review"] if tier == 6 else ["Journal Article"]
                for tier in documents.tiers[low:high]
            ],
            "section_names": [["title", "abstract"]] * len(rows),
            "section_starts": starts,
            "section_ends": ends,
            "section_labels": [["", ""]] * len(rows),
            "mesh": [
                [f"MESH:D{(number * 7 + n * 1009) % 30000:06d}" for n in range(4 + number % 9)] for number in numbers
            ],
            "substances": [[f"substance {number + n}" for n in range(number % 4)] for number in numbers],
            "keywords": [[f"keyword {number * n}" for n in range(number % 3)] for number in numbers],
            "registry_ids": documents.trials[low:high],
            "tier": _taken(TIERS, documents.tiers[low:high]),
            "retracted": documents.retracted[low:high],
            "source": [RUN] * len(rows),
            "place": [f"record {row + 1}" for row in rows],
            "version": [1] * len(rows),
            "language": ["eng"] * len(rows),
            "pmcid": [""] * len(rows),
            "links": [[]] * len(rows),
        }
        yield pa.table({name: columns[name] for name in tables.DOCUMENTS.names}, schema=tables.DOCUMENTS)


def _evidence_tables(
    random: np.random.Generator, world: World, documents: Documents, said: Said, claims: Any
) -> Iterator[pa.Table]:
    count = len(said.kind)
    identifiers = np.array([ids.digest("evidence", str(row)) for row in range(count)], "S32")
    study = said.tier >= 0
    weak = (said.tier == MENTION) | (said.tier == MENTION - 1)
    drawn = np.where(said.negated, *(random.choice(5, count, p=shares) for shares in (DENIED_SHARES, POLARITY_SHARES)))
    helped = (said.kind == HELPED) & ~said.negated
    polarity = np.where(study, np.where(helped, 0, np.where(weak & ~said.negated, 4, drawn)), 5)
    attribution = np.where(study, random.choice(3, count, p=ATTRIBUTION_SHARES), 3)
    flag, partner = random.choice(4, count, p=FLAG_SHARES), world.pick("Drug", random.random(count))
    rule, cue, score = (
        random.integers(0, len(RULES), count),
        random.integers(0, len(CUES), count),
        random.integers(50, 96, count),
    )
    lengths, opened = lengths_of(world.all_names()), lengths_of(OPENINGS)
    order = np.argsort(identifiers)
    for low in range(0, count, CHUNK):
        rows = order[low : low + CHUNK]
        texts = sentences(world, said, rows)
        start, document = said.start[rows], said.document[rows]
        end = start + lengths_of(texts)
        subject_start = start + opened[said.opening[rows]] + 1
        verb = lengths_of(VERBS)[said.kind[rows] * 2 + said.negated[rows]]
        object_start = subject_start + lengths[said.subject[rows]] + verb + 2
        found = polarity[rows] < 4
        gone = documents.retracted[document]
        columns: dict[str, Any] = {
            "id": [identifier.decode() for identifier in identifiers[rows].tolist()],
            "assertion": claims.take(pa.array(said.claim[rows])),
            "document": documents.ids.take(pa.array(document)),
            "text": texts,
            "section": ["abstract"] * len(rows),
            "rule": _taken(RULES, rule[rows]),
            "cue": _taken(CUES, cue[rows]),
            "score": score[rows].astype(np.float32) / 100,
            "tier": _taken([*TIERS, ""], np.where(study, said.tier, len(TIERS))[rows]),
            "polarity": _taken([*POLARITIES, ""], polarity[rows]),
            "attribution": _taken(ATTRIBUTIONS, attribution[rows]),
            "partners": [
                [world.ids["Drug"][p]] if a == 1 else [] for a, p in zip(attribution[rows], partner[rows], strict=True)
            ],
            "flags": [[*(["retracted"] if g else []), *FLAGS[f]] for f, g in zip(flag[rows], gone, strict=True)],
            "result_text": [text if is_found else "" for text, is_found in zip(texts, found, strict=True)],
            "comparators": [["placebo"] if is_found else [] for is_found in found],
            "endpoint": ["overall survival" if is_found else "" for is_found in found],
            "figures": [["HR 0.72; 95% CI 0.61-0.85"] if is_found else [] for is_found in found],
            "setting": [""] * len(rows),
            "trials": [documents.trials[row] for row in document.tolist()],
            "run": [RUN] * len(rows),
            **{name: [""] * len(rows) for name in curation.COLUMNS},
        }
        numbers = {
            "start": start,
            "end": end,
            "subject_start": subject_start,
            "subject_end": subject_start + lengths[said.subject[rows]],
            "object_start": object_start,
            "object_end": object_start + lengths[said.object[rows]],
            "year": documents.years[document],
            "result_start": np.where(found, start, -1),
            "result_end": np.where(found, end, -1),
        }
        columns |= {name: array.astype(np.int32) for name, array in numbers.items()}
        yield pa.table({name: columns[name] for name in tables.EVIDENCE.names}, schema=tables.EVIDENCE)


def _taken(vocabulary: Iterable[str], numbers: Any) -> pa.Array:
    return pa.array(list(vocabulary)).take(pa.array(numbers))


def _write(folder: Path, name: str, parts: Iterable[pa.Table]) -> int:
    batches = (batch for part in parts for batch in part.to_batches())
    return write_table(folder / "tables" / f"{name}.parquet", tables.TABLES[name], batches)


def main() -> None:
    """Write one dataset and say how long it took."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--evidence", type=int, default=100_000, help="pieces of evidence")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    begun = time.perf_counter()
    realistic(given.folder, given.evidence, seed=given.seed)
    print(f"{given.folder}: {given.evidence:,} pieces of evidence in {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
