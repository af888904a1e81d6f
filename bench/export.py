"""How fast and how lean is the export? Writes a synthetic dataset, exports it, and times rdflib's serializer on a part
of the same triples.

    python -m bench.export [--evidence 35000] [--part 50000] [--rounds 3] [--json]

The export runs in a process of its own, so that its peak memory is its own (read from /proc, so on Linux only); beside
it stands what the libraries hold before anything is written. Times are processor seconds and wall seconds of this
machine, the least of the rounds, as other work on the machine only adds to them. Turtle is compared on all triples of
a quarter of the dataset: ours from the tables to the file, that of rdflib from a graph that is loaded already. Leaves
with 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kg import ids, schema
from kg.dataset import tables

PER_ASSERTION = 3
QUADS_S, PEAK_MB, TIMES_TURTLE = 5.0, 100.0, 10.0
"""The goals: processor seconds a million quads, peak memory beyond that of the libraries, and Turtle against rdflib."""
ROWS = 20_000  # a row group: what is held while the dataset is written


def synthetic(folder: Path, evidence: int) -> Path:
    """Write a dataset with this many pieces of evidence, three an assertion, and a tree of curated edges beside
    them.
    """
    count = evidence // PER_ASSERTION
    drugs, diseases = max(10, count // 20), max(10, count // 40)
    claims = sorted((_claim(number, drugs, diseases) for number in range(count)), key=lambda made: made[0])
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    _write(folder, "assertions", (_assertion(*claim) for claim in claims))
    said = ((identifier, number, k) for identifier, number, *_ in claims for k in range(PER_ASSERTION))
    sentences = sorted((ids.digest("e", identifier, str(k)), identifier, number, k) for identifier, number, k in said)
    _write(folder, "evidence", (_evidence(*row) for row in sentences))
    _write(folder, "documents", map(_document, sorted(f"PMID:{1_000_000 + number}" for number in range(count))))
    entities = [(f"CHEBI:{n}", "Drug") for n in range(drugs)] + [(f"MONDO:{n:07d}", "Disease") for n in range(diseases)]
    _write(folder, "entities", (_entity(*row, k) for k, row in enumerate(sorted(entities))))
    hierarchy = sorted((ids.digest("edge", str(n)), n) for n in range(1, diseases))
    _write(folder, "edges", (_edge(*row) for row in hierarchy))
    _write(folder, "mentions", iter(()))
    _write(folder, "rejects", iter(()))
    (folder / "run.json").write_text(json.dumps({"id": "bench", "format": 2, "versions": {"kg": "0"}}))
    return folder


def _claim(number: int, drugs: int, diseases: int) -> tuple[str, int, str, str, bool]:
    subject, object_, negated = (
        f"CHEBI:{number % drugs}",
        f"MONDO:{number * 7 // drugs % diseases:07d}",
        number % 5 == 0,
    )
    return ids.digest("a", str(number)), number, subject, object_, negated


def _document(identifier: str) -> dict[str, Any]:
    return {"id": identifier, "title": f"A study of {identifier}", "year": 2000, "tier": "clinical", "retracted": False}


def _entity(identifier: str, kind: str, number: int) -> dict[str, Any]:
    category = schema.entity_types()[kind].category
    xrefs = [f"MESH:D{number:06d}"]
    return {
        "id": identifier,
        "type": kind,
        "name": f"entity {number}",
        "category": category,
        "xrefs": xrefs,
        "source": "mondo",
    }


def _assertion(identifier: str, number: int, subject: str, object_: str, negated: bool) -> dict[str, Any]:
    return {
        "id": identifier,
        "subject": subject,
        "subject_type": "Drug",
        "relation": "AMELIORATES",
        "predicate": "biolink:ameliorates_condition",
        "object": object_,
        "object_type": "Disease",
        "negated": negated,
        "evidence_count": PER_ASSERTION,
        "publications": [f"PMID:{1_000_000 + number}"],
        "best_tier": "phase-2",
        "score": 0.9,
        "belief": 0.72,
        "first_year": 2000,
        "latest_year": 2020,
    }


def _evidence(identifier: str, assertion: str, number: int, k: int) -> dict[str, Any]:
    text = (
        f'Drug {number} "improved" overall survival in cohort {k} of patients with advanced disease (p < 0.0{k + 1}),'
        " as they report."
    )
    return {
        "id": identifier,
        "assertion": assertion,
        "document": f"PMID:{1_000_000 + number}",
        "start": 100,
        "end": 100 + len(text),
        "text": text,
        "subject_start": 100,
        "subject_end": 104,
        "object_start": 110,
        "object_end": 115,
        "section": "results",
        "rule": "efficacy-positive",
        "cue": "improved",
        "score": 0.8,
        "tier": "phase-2",
        "polarity": "supports",
        "attribution": "drug",
        "year": 2001 + k,
        "trials": [],
        "run": "bench",
    }


def _edge(identifier: str, number: int) -> dict[str, Any]:
    return {
        "id": identifier,
        "subject": f"MONDO:{number:07d}",
        "subject_type": "Disease",
        "relation": "SUBCLASS_OF",
        "predicate": "rdfs:subClassOf",
        "object": f"MONDO:{number // 2:07d}",
        "object_type": "Disease",
        "basis": "curated",
        "source": "mondo",
        "licence": "CC-BY-4.0",
    }


def _write(folder: Path, name: str, rows: Any) -> None:
    columns = tables.TABLES[name]
    with pq.ParquetWriter(folder / "tables" / f"{name}.parquet", columns) as writer:
        while chunk := list(itertools.islice(rows, ROWS)):
            writer.write_table(pa.Table.from_pylist(chunk, schema=columns))


CHILD = r"""
import json, re, sys, time
from pathlib import Path
from kg.exchange.export import EXPORTS
# not getrusage: its ru_maxrss starts from the peak of the process that started this one
def peak(): return int(re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[1]) / 1024
import duckdb, pyarrow.parquet
before, wall, cpu = peak(), time.perf_counter(), time.process_time()
counts = EXPORTS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
spent = {"wall_s": time.perf_counter() - wall, "cpu_s": time.process_time() - cpu}
print(json.dumps({**spent, "rss_mb": peak(), "rss_imports_mb": before, **counts}))
"""


def measured(name: str, dataset: Path, out: Path, rounds: int) -> dict[str, Any]:
    """The row of an export: that of the round with the least processor seconds."""
    found = min((measure(name, dataset, out) for _ in range(rounds)), key=lambda row: float(row["cpu_s"]))
    lines = found.get("lines") or found["nodes"] + found["edges"]
    kept = ("cpu_s", "wall_s", "rss_mb", "rss_imports_mb")
    return {"what": name, "lines": lines, **{key: found[key] for key in kept}}


def measure(name: str, dataset: Path, out: Path) -> dict[str, Any]:
    """Run an export in a process of its own: its counts, wall and processor seconds, peak memory in MB (of the
    libraries alone, too).
    """
    command = [sys.executable, "-c", CHILD, name, str(dataset), str(out)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parent.parent)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def rdflib_rows(triples: list[Any], rounds: int) -> list[dict[str, Any]]:
    """The same triples through rdflib: added to a graph and serialized as N-Triples, and the serializer alone."""
    import rdflib

    spent: list[tuple[float, float]] = []
    for _ in range(rounds):
        start = time.process_time()
        graph = rdflib.Graph()
        for triple in triples:
            graph.add(triple)
        built = time.process_time()
        graph.serialize(io.BytesIO(), format="nt", encoding="utf-8")
        spent.append((time.process_time() - built, time.process_time() - start))
    alone, both = (min(column) for column in zip(*spent, strict=True))
    return [
        {"what": "rdflib serializer", "lines": len(triples), "cpu_s": alone},
        {"what": "rdflib graph and serializer", "lines": len(triples), "cpu_s": both},
    ]


def turtle_rows(dataset: Path, scratch: Path, rounds: int) -> list[dict[str, Any]]:
    """A dataset as Turtle, by the export and by rdflib's serializer of the same triples."""
    import rdflib

    measure("ntriples", dataset, scratch / "part.nt")
    ours = measured("turtle", dataset, scratch / "part.ttl", rounds) | {"what": "turtle, a quarter"}
    graph = rdflib.Graph().parse(scratch / "part.nt", format="nt")
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        graph.serialize(scratch / "rdflib.ttl", format="turtle")
        spent.append(time.process_time() - start)
    return [ours, {"what": "rdflib serializer, turtle", "lines": len(graph), "cpu_s": min(spent)}]


def main() -> None:
    """Print the table, or the rows as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--evidence", type=int, default=35_000, help="pieces of evidence; 35,000 make about a million quads"
    )
    parser.add_argument("--part", type=int, default=50_000, help="triples given to rdflib as N-Triples")
    parser.add_argument("--rounds", type=int, default=3, help="times that each is done")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    import rdflib

    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        folder = synthetic(scratch / "dataset", options.evidence)
        out, rounds = scratch / "out", options.rounds
        rows = [measured(one, folder, out, rounds) for one in ("turtle", "nquads", "kgx-jsonl", "ntriples")]
        with out.open("rb") as file:
            part = rdflib.Graph().parse(io.BytesIO(b"".join(itertools.islice(file, options.part))), format="nt")
        rows += rdflib_rows(list(part), rounds)
        rows += turtle_rows(synthetic(scratch / "quarter", options.evidence // 4), scratch, rounds)
    cost = {row["what"]: row["cpu_s"] / row["lines"] for row in rows}
    for row in rows:
        row["us_per_line"] = 1e6 * cost[row["what"]]
        if row["what"] != "kgx-jsonl":  # its line is a whole node or edge, not a triple
            peer = "rdflib serializer, turtle" if "turtle" in row["what"] else "rdflib serializer"
            row["times_faster_than_rdflib"] = cost[peer] / cost[row["what"]]
    quads = next(row for row in rows if row["what"] == "nquads")
    beyond = quads["rss_mb"] - quads["rss_imports_mb"]
    times = cost["rdflib serializer, turtle"] / cost["turtle, a quarter"]
    met = 1e6 * cost["nquads"] <= QUADS_S and beyond < PEAK_MB and times >= TIMES_TURTLE
    if options.json:
        print(json.dumps(rows, indent=1))
        sys.exit(0 if met else 1)
    print(f"{'what':30}{'lines':>10}{'cpu s':>8}{'wall s':>8}{'MB':>6}{'us/line':>9}{'x rdflib':>10}")
    for row in rows:
        cells = [f"{row[key]:{form}}" if key in row else " " * width for key, form, width in COLUMNS]
        print(f"{row['what']:30}{''.join(cells)}")
    print(
        f"a million quads: {1e6 * cost['nquads']:.1f} s (goal: {QUADS_S:.0f}); memory: {quads['rss_mb']:.0f} MB,"
        f" {beyond:.0f} of them beyond the libraries (goal: under {PEAK_MB:.0f})\n"
        f"turtle: {times:.1f} times rdflib (goal: {TIMES_TURTLE:.0f})"
    )
    sys.exit(0 if met else 1)


COLUMNS = (
    ("lines", "10,", 10),
    ("cpu_s", "8.2f", 8),
    ("wall_s", "8.2f", 8),
    ("rss_mb", "6.0f", 6),
    ("us_per_line", "9.2f", 9),
    ("times_faster_than_rdflib", "10.1f", 10),
)


if __name__ == "__main__":
    main()
