"""A folder for ``neo4j-admin database import full``: the very graph that a load over Bolt gives, many times faster.

- Data and headers are CSV (``kg.exchange.export.neo4j_files``).
- ``import.args`` has the options and files, ``import.sh`` runs the import from any folder.
- ``schema.cypher`` makes the constraints and indexes afterwards and sets the lists that CSV cannot say. Until it has
  run, the imported graph carries the mark of a load that did not end, so nobody takes it for whole.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from kg.dataset import graph, graph_schema
from kg.dataset.batches import Nodes, Relationships
from kg.dataset.opened import AGAIN, Dataset
from kg.errors import ConfigError, DatasetError
from kg.exchange.export.neo4j_files import JOURNAL, READ_BUFFER, AdminFile, AdminFiles, Unsaid
from kg.exchange.export.reading import ExportedDataset
from kg.exchange.export.report import DEFAULT, ExportOptions
from kg.exchange.export.unregistered import report_unregistered
from kg.files import whole
from kg.progress import Report, silent

ARGUMENTS, SCRIPT, SCHEMA, README = "import.args", "import.sh", "schema.cypher", "README.md"

MARK = "# Written by kg export neo4j-admin. "
"""How ``import.args`` begins: an earlier export, which another one may replace."""

ROWS = 10_000
"""Nodes a transaction of ``schema.cypher``."""


def neo4j_admin(
    dataset: Path, out: Path | BinaryIO, report: Report = silent, options: ExportOptions = DEFAULT
) -> dict[str, int]:
    """Write the folder ``out``; an earlier export there is replaced, anything else is refused. Counts nodes,
    relationships and files.

    Holds 8 bytes a node to see that every relationship has both its ends. Raises ConfigError for an open stream (there
    are many files), DatasetError, one line, for what cannot be read or written and for a graph that an import would not
    take; the folder is then as it was.
    """
    if not isinstance(out, Path):
        raise ConfigError(
            "neo4j-admin writes a folder of files and cannot go to standard output: name the folder with -o"
        )
    build = {"build": graph.stamp(dataset), **_run(dataset)}
    try:
        counts = _write(dataset, out.resolve(), build)
    except OSError as error:
        raise DatasetError(f"cannot write {out}: {error.strerror or error}; nothing was kept of this export") from error
    report_unregistered(ExportedDataset(dataset, build["run"], ()), report)
    return counts


def _run(dataset: Path) -> dict[str, str]:
    ledger = Dataset.open(dataset, tables=()).ledger
    return {"run": ledger["id"], "pipeline": (ledger.get("pipeline") or {}).get("name") or ""}


def _write(dataset: Path, out: Path, build: dict[str, str]) -> dict[str, int]:
    _replaceable(out)
    with whole(out) as beside:
        beside.mkdir()
        return _fill(dataset, beside, build)


def _replaceable(out: Path) -> None:
    """Raise DatasetError unless ``out`` is not there, is an empty folder, or an earlier export with nothing of anyone
    else's in it.
    """
    if out.is_file():
        raise DatasetError(f"cannot write {out}: it is a file; name a folder with -o")
    there = sorted(path.name for path in out.iterdir()) if out.exists() else []
    if not there:
        return
    arguments = out / ARGUMENTS
    if not arguments.is_file() or not arguments.read_bytes().startswith(MARK.encode()):
        raise DatasetError(
            f"cannot write {out}: it is not empty ({there[0]}) and no earlier export; name a new folder with -o"
        )
    ours = (ARGUMENTS, SCRIPT, SCHEMA, README)
    others = [name for name in there if name not in ours and not name.endswith(".csv")]
    if others:
        raise DatasetError(f"cannot replace the export in {out}: {others[0]} there is none of its files; move it away")


def _fill(dataset: Path, folder: Path, build: dict[str, str]) -> dict[str, int]:
    # by this every statement that changes nodes does so once, and in no other build that a database may hold later
    unfinished = f"MATCH (load:{JOURNAL} {{build: '{build['build']}'}}) WHERE load.filled IS NULL"
    with (folder / SCHEMA).open("w", encoding="utf-8", newline="\n") as schema:
        schema.writelines(f"{statement};\n" for statement in graph_schema.constraints())
        with AdminFiles(folder, lambda unsaid: schema.write(f"{unfinished} {_exact(unsaid)};\n")) as files:
            known = _KnownNodes(dataset)
            for nodes in graph.nodes(dataset):
                known.add(nodes)
                files.write_nodes(nodes)
            files.write_nodes(_journal(build))
            known.close()
            for links in graph.relationships(dataset):
                known.require_ends(links)
                files.write_relationships(links)
        marked = _marked(files.nodes)
        schema.writelines(f"{statement};\n" for statement in _afterwards(files.nodes, marked, unfinished))
    if graph.stamp(dataset) != build["build"]:
        raise DatasetError(f"{dataset} was changed while it was exported: export it again when that has ended")
    (folder / ARGUMENTS).write_text(_arguments(files, marked), encoding="utf-8")
    (folder / SCRIPT).write_text(_SCRIPT, encoding="utf-8")
    counts = {
        "nodes": sum(part.rows for part in files.nodes) - 1,
        "relationships": sum(part.rows for part in files.relationships),
    }
    (folder / README).write_text(_README.format(**counts, **build), encoding="utf-8")
    return {**counts, "files": len(list(folder.iterdir()))}


class _KnownNodes:
    """64-bit hashes of the ids of each label, sorted: 8 bytes a node.

    A missing end that has the hash of a node (one chance in a hundred million for a hundred million nodes) is left to
    the import tool.
    """

    def __init__(self, dataset: Path) -> None:
        self._dataset = dataset
        self._ids: dict[str, array[int]] = {}
        self._sorted: dict[str, Any] = {}

    def add(self, batch: Nodes) -> None:
        """Take the ids of a batch in."""
        self._ids.setdefault(batch.label, array("q")).extend([hash(row["id"]) for row in batch.rows])

    def close(self) -> None:
        """Sort. Raises DatasetError when two nodes of a label have one id."""
        for label, ids in self._ids.items():
            found = self._sorted[label] = np.frombuffer(ids, np.int64)
            found.sort()
            doubles = found[1:][found[1:] == found[:-1]]
            if len(doubles):
                self._require_single(label, set(doubles.tolist()))

    def require_ends(self, batch: Relationships) -> None:
        """Raise DatasetError unless both ends of every row are nodes of their label."""
        for label, end in ((batch.subject, "subject"), (batch.object, "object")):
            wanted = np.fromiter([hash(row[end]) for row in batch.rows], np.int64, len(batch.rows))
            there = self._sorted.get(label)
            places = np.searchsorted(there, wanted) if there is not None else None
            if there is None or places is None or not (there[np.minimum(places, len(there) - 1)] == wanted).all():
                raise graph.dangling(self._dataset, [batch])

    def _require_single(self, label: str, doubles: set[int]) -> None:
        seen: set[str] = set()
        for batch in graph.nodes(self._dataset):
            for row in batch.rows if batch.label == label else ():
                if hash(row["id"]) in doubles:
                    if row["id"] in seen:
                        raise DatasetError(
                            f"{self._dataset}: two {label} nodes have the id {row['id']!r}, where one is allowed;"
                            f" {AGAIN}"
                        )
                    seen.add(row["id"])


# --- what comes after the import ------------------------------------------------------------------------------------


def _marked(parts: list[AdminFile]) -> dict[str, str]:
    """File -> label by which to tell its nodes: those that have no list where others of their label have an empty
    one.
    """
    marked = {}
    for part in parts:
        emptied = {name for other in parts if other.label == part.label for name in other.empty}
        if emptied - set(part.lists):
            marked[part.name] = f"KgWithout{part.name.replace('-', '')}"
    return marked


def _afterwards(parts: list[AdminFile], marked: dict[str, str], unfinished: str) -> Iterator[str]:
    """Statements that set the empty lists, make the indexes and, last of all, take the mark of an unfinished load
    away.
    """
    batches = f"IN TRANSACTIONS OF {ROWS} ROWS"
    for label in dict.fromkeys(part.label for part in parts):
        same = [part for part in parts if part.label == label]
        for name in sorted({name for part in same for name in part.empty}):
            spared = "".join(f" AND NOT n:{marked[part.name]}" for part in same if name not in part.lists)
            yield (
                f"{unfinished} MATCH (n:{label}) WHERE n.{name} IS NULL{spared} CALL (n) {{ SET n.{name} = [] }}"
                f" {batches}"
            )
    yield f"{unfinished} SET load.filled = true"
    for mark in marked.values():
        yield f"MATCH (n:{mark}) CALL (n) {{ REMOVE n:{mark} }} {batches}"
    yield from graph_schema.range_indexes()
    yield from graph_schema.search_indexes()
    yield "CALL db.awaitIndexes(3600)"
    yield f"{unfinished.partition(' WHERE ')[0]} DELETE load"


def _exact(unsaid: Unsaid) -> str:
    values = ", ".join(_literal(one) if isinstance(one, str) else json.dumps(one) for one in unsaid.value)
    if unsaid.ends is None:
        found = f"(n:{unsaid.label} {{id: {_literal(unsaid.id)}}})"
    else:
        subject, object_ = (f"(:{label} {{id: {_literal(id_)}}})" for label, id_ in unsaid.ends)
        found = f"{subject}-[n:{unsaid.label} {{key: {_literal(unsaid.id)}}}]->{object_}"
    return f"MATCH {found} SET n.{unsaid.name} = [{values}]"


def _literal(text: str) -> str:
    r"""A text as a string of Cypher on one line. Neo4j reads ``\uXXXX`` before it looks for strings, so a backslash
    stays clear of a u.
    """
    escaped = (
        text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    )
    escaped = escaped.replace("\\u", "\\' + 'u")
    return "'" + "".join(f"\\u{ord(one):04x}" if one < " " else one for one in escaped) + "'"


# --- the import -----------------------------------------------------------------------------------------------------


def _journal(build: dict[str, str]) -> Nodes:
    """The node that says, in the words of the Bolt store's journal, that the import still wants finishing: ``kg load``
    would do it, too.
    """
    return Nodes(
        JOURNAL, [{"id": "load", "props": {"id": "load", **build, "mode": "merge", "token": "import", "done": 0}}]
    )


def _arguments(files: AdminFiles, marked: dict[str, str]) -> str:
    parts = [*files.nodes, *files.relationships]
    buffer = max(READ_BUFFER, 2 * max(part.widest for part in parts))
    lines = [
        f"{MARK}{SCRIPT} uses it: neo4j-admin database import full neo4j @{ARGUMENTS}",
        "--id-type=string",
        "--delimiter=U+002C",
        "--array-delimiter=U+001F",
        "--quote=U+0022",
        *_multiline(parts),
        f"--read-buffer-size={buffer}",
        "--trim-strings=false",
        "--ignore-empty-strings=false",
        "--legacy-style-quoting=false",
        "--ignore-extra-columns=false",
        "--skip-bad-relationships=false",
        "--skip-duplicate-nodes=false",
        "--bad-tolerance=0",
    ]
    for part in files.nodes:
        entity = ["Entity"] if part.label in graph.entity_labels() else []
        names = [part.label, *entity, *([marked[part.name]] if part.name in marked else [])]
        lines.append(f"--nodes={':'.join(names)}={_pair(part.name)}")
    lines += [f"--relationships={part.label}={_pair(part.name)}" for part in files.relationships]
    return "\n".join(lines) + "\n"


def _multiline(parts: list[AdminFile]) -> list[str]:
    """Only files that hold line breaks are read row by row, which is several times slower."""
    names = [f"./{part.name}.csv" for part in parts if part.multiline]
    return (
        [f"--multiline-fields={','.join(names)}", "--multiline-fields-format=v2"]
        if names
        else ["--multiline-fields=false"]
    )


def _pair(name: str) -> str:
    return f"./{name}-header.csv,./{name}.csv"  # calendar versions do not take a name without a folder


_SCRIPT = """#!/bin/sh
# Import into a database of a Neo4j that is stopped: sh import.sh [DATABASE [OPTION...]]
# (options of neo4j-admin database import full, for example --overwrite-destination=true)
set -eu
cd "$(dirname "$0")"
database=${1:-neo4j}
if [ $# -gt 0 ]; then shift; fi
admin=neo4j-admin
if ! command -v "$admin" >/dev/null; then admin=${NEO4J_HOME:?neo4j-admin is not on PATH: \
set NEO4J_HOME}/bin/neo4j-admin; fi
exec "$admin" database import full "$database" --report-file="${TMPDIR:-/tmp}/neo4j-import.report" "$@" @import.args
"""

_README = """# A graph for Neo4j: {nodes:,} nodes, {relationships:,} relationships

Written by `kg export neo4j-admin` from run {run} (build {build}) for Neo4j 5.26 or newer.

1. Import, while Neo4j is stopped; `--overwrite-destination=true` replaces what the database holds.

       sh import.sh neo4j --overwrite-destination=true

   With the official Docker image, from this folder, where `neo4j-data` is the volume or folder \
that the server will use:

       docker run --rm --volume "$PWD:/import:ro" --volume neo4j-data:/data neo4j:5.26 \\
         sh /import/import.sh neo4j --overwrite-destination=true

2. Start Neo4j and run `schema.cypher`, which makes the constraints and indexes, and sets the empty lists \
that CSV cannot say. In Neo4j
   Browser put `:auto` before a statement that has `IN TRANSACTIONS`.

       cypher-shell --username neo4j --file schema.cypher

3. Ask. Until step 2 has run to its end, `kg` says that the load did not end; running it again does no harm.

       kg query --store bolt://localhost:7687 --cypher "MATCH (n) RETURN count(n) AS nodes"
"""
