"""How long each query of the pack takes on a graph, for its own example and for the values that give the most to do.

    python -m bench.queries --store DATASET|bolt://HOST:7687 [--drug NAME]... [--disease NAME]...

Printed are, query by query, the parameters that took longest, the processor milliseconds of this process (which other
work on the machine does not lengthen; a server's are not in it), the wall milliseconds and the rows. What is asked once
before is not timed, so that a statement is prepared and the names are read.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from itertools import product

from kg.ask.lookup import known
from kg.ask.pack import Query, load_queries
from kg.ask.queries import parse_parameters, resolve
from kg.errors import KgError
from kg.stores import open_store

DRUGS, DISEASES = ("cisplatin", "metformin"), ("MONDO:0000001", "MONDO:0005070")
"""Drugs that many texts name, and the roots of diseases and of neoplasms."""


def asked(query: Query, drugs: list[str], diseases: list[str]) -> Iterator[list[str]]:
    """Parameters to ask a query with, ``key=value``: its example, and that with each drug and disease in it."""
    example = dict(query.example)
    yield [f"{key}={value}" for key, value in example.items()]
    names = {one.name for one in query.parameters}
    for drug, disease in product(drugs if "drug" in names else [""], diseases if "disease" in names else [""]):
        given = example | ({"drug": drug} if drug else {}) | ({"disease": disease} if disease else {})
        if given != example:
            yield [f"{key}={value}" for key, value in given.items()]


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--store", required=True)
    options.add_argument("--drug", action="append")
    options.add_argument("--disease", action="append")
    given = options.parse_args()
    lexicon = known()
    store = open_store(given.store)
    print(f"{'query':40} {'cpu_ms':>8} {'wall_ms':>8} {'rows':>6}  parameters")
    for name, query in load_queries().items():
        slowest = (-1.0, 0.0, 0, "")
        for pairs in asked(query, given.drug or [*DRUGS], given.disease or [*DISEASES]):
            try:
                values = resolve(store, query, parse_parameters(query, pairs), lexicon)
                store.run(query.cypher, values)
                cpu, wall = time.process_time(), time.perf_counter()
                rows = len(store.run(query.cypher, values))
                took = (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000
            except KgError as error:  # an example of the worked example may name what this graph lacks
                print(f"{name:40} {error}")
                continue
            slowest = max(slowest, (*took, rows, " ".join(pairs)))
        if slowest[0] >= 0:
            print(f"{name:40} {slowest[0]:8.0f} {slowest[1]:8.0f} {slowest[2]:6}  {slowest[3]}", flush=True)
    store.close()


if __name__ == "__main__":
    main()
