"""The embedded store: a dataset folder answers Cypher by itself, without a server, through kglite.

The graph lies in the dataset as ``graph-STAMP.kgl``, or below the user's cache where the dataset's folder is read-only.
The stamp names the ledger, the code that builds and the engine, so a graph that is missing or stale is simply a file
that is not there: it is built, written beside and renamed into place. Readers load it and lock it; any number of them
may do so at once, also while another process rebuilds.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import warnings
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import kglite

from kg import code, paths
from kg.dataset import graph, graph_schema
from kg.errors import StoreError
from kg.files import whole
from kg.progress import Progress, Report
from kg.stores import cypher, fulltext, searches
from kg.stores.absent import without_absent
from kg.stores.products import ADVICE, MOST, refuse_products
from kg.stores.refusals import MANUAL, refuse
from kg.stores.rewrite import SENTENCES, UNSAFE_PASSES, Prepared, prepare
from kg.stores.store import TIMEOUT_S, QueryTimeout, Row

BUILT_BY = ("kg.stores.embedded",)
"""The module that decides, with all that it imports, what is in a graph."""

READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)
"""What the system says of a folder that nothing can be written to."""

PREPARED = 256
"""Statements that are kept as the engine is asked them, those asked last: those of the pack and of look-ups are 100."""

OF = "dataset"
"""File beside a graph in the cache: which dataset it is of."""


class EmbeddedStore:
    """An open snapshot of one dataset's graph. ``open_embedded`` makes it."""

    def __init__(self, dataset: Path, report: Report, timeout_s: int = TIMEOUT_S) -> None:
        self._report, self._timeout_s = report, timeout_s
        self._snapshot: Any = None
        self._dataset = dataset
        self._words: dict[str, fulltext.TextIndex] = {}

    def build(self) -> dict[str, int]:
        """Build the graph anew, write it into the dataset (or the cache) and open it; returns rows per label and
        relationship type.

        Raises DatasetError when the dataset is damaged and StoreError when the graph cannot be written.
        """
        path = graph_path(self._dataset)
        built, counts = build(self._dataset)
        if not _save(built, path):
            path = cached_path(self._dataset)
            self._report(f"{self._dataset} is read-only: its graph is kept in {path.parent}")
            _save_in_cache(built, path, self._dataset)
        for place in (graph_path(self._dataset), cached_path(self._dataset)):
            _remove_stale(place, keep=path)
        self._snapshot = _locked(built)
        return counts

    def open(self) -> None:
        """Open the graph in the dataset, building it first when it is missing, stale or damaged. Raises DatasetError,
        StoreError.
        """
        kglite.set_query_warning_policy("silent")  # a pattern that matches nothing is an answer here, no mistake
        there = [path for path in (graph_path(self._dataset), cached_path(self._dataset)) if path.is_file()]
        for path in there:
            try:
                self._snapshot = _locked(kglite.load(str(path), verify="eager"))
                return
            except (kglite.KgError, OSError, ValueError) as error:
                self._report(f"{path} is damaged ({_first_line(error)}): building it again from the tables")
        if not there:
            self._report(f"building the graph of {self._dataset}")
        counts = self.build()
        self._report(f"built {graph_path(self._dataset).name}: {sum(counts.values()):,} nodes and relationships")

    def run(self, statement: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of a reading statement, those that Neo4j has. Raises StoreError for anything else, with what to write
        instead.

        The engine is asked what ``rewrite.prepare`` makes of the statement.
        """
        if self._snapshot is None:
            raise StoreError(f"the store of {self._dataset} is closed")
        cypher.require_reading(statement)
        refuse(statement, params or {})
        text, given = searches.with_hits(statement, params or {}, self._index)
        refuse_products(text, lambda counting: int(self._ask(prepare(counting).text, given)[0]["n"]))
        prepared = _prepared(text, statement)
        return prepared.rows(self._ask(prepared.text, given))

    def _ask(self, text: str, params: Mapping[str, Any]) -> list[Row]:
        try:
            result = self._snapshot.cypher(
                text,
                params=dict(params),
                timeout_ms=self._timeout_s * 1000,
                disabled_passes=UNSAFE_PASSES,
                hide_structural_keys=True,
            )
        except kglite.CypherTimeoutError:
            raise QueryTimeout(self._timeout_s) from None
        except kglite.SchemaError as error:
            if (changed := without_absent(text, str(error))) == text:
                raise StoreError(_explained(_first_line(error))) from None
            return self._ask(changed, params)
        except (kglite.KgError, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise StoreError(_explained(_first_line(error))) from None
        if isinstance(result, str):
            raise StoreError("FORMAT CSV is an extension of the embedded engine: use `kg query --format csv`")
        return [dict(row) for row in result]

    def _index(self, label: str) -> fulltext.TextIndex:
        """The full-text index of a label, made when it is first asked."""
        if label not in self._words:
            rows = self._ask(
                f"MATCH (n:{label}) WHERE n.search_text IS NOT NULL RETURN n.id AS id, n.search_text AS text", {}
            )
            self._words[label] = fulltext.index((row["id"], row["text"]) for row in rows)
        return self._words[label]

    def close(self) -> None:
        """Let the snapshot go; the file stays."""
        self._snapshot = None


@lru_cache(maxsize=PREPARED)
def _prepared(text: str, statement: str) -> Prepared:
    """What ``prepare`` makes of a statement, which takes ten times as long as most answers."""
    return prepare(text, statement)


def open_embedded(url: str, report: Report, timeout_s: int = TIMEOUT_S) -> EmbeddedStore:
    """The store of a dataset folder (a path or ``file://`` URL), built when missing or stale. Raises DatasetError,
    StoreError.
    """
    store = EmbeddedStore(Path(url.removeprefix("file://")), report, timeout_s)
    store.open()
    return store


def load_embedded(
    dataset: Path, url: str, *, replace: bool, renew: bool, alongside: bool, report: Report, progress: Progress
) -> dict[str, int]:
    """Build the graph of a dataset in its own folder, also when it is there already; returns rows per label and
    relationship type.

    Raises StoreError when the address is another folder: a dataset answers for itself. Raises DatasetError, StoreError.
    """
    folder = Path(url.removeprefix("file://"))
    if folder.resolve() != dataset.resolve():
        raise StoreError(
            f"{folder} is another dataset than {dataset}: a dataset folder answers for itself, with `kg query --store"
            f" {dataset}`"
        )
    counts = EmbeddedStore(dataset, report).build()
    progress("load", sum(counts.values()), 0)
    return counts


def graph_path(dataset: Path) -> Path:
    """Where the graph of the dataset as it now is lies, whether or not it is there. Raises DatasetError when it is no
    dataset.
    """
    key = f"{graph.stamp(dataset)} {code.code_hash(*BUILT_BY)} {kglite.__version__}"
    return dataset / f"graph-{hashlib.sha256(key.encode()).hexdigest()[:16]}.kgl"


def cached_path(dataset: Path) -> Path:
    """Where the same graph lies below the user's cache when the dataset is read-only: in a folder for the dataset's
    place.
    """
    place = hashlib.sha256(os.fsencode(dataset.resolve())).hexdigest()[:16]
    return paths.cache("graphs", place, graph_path(dataset).name)


def build(dataset: Path) -> tuple[Any, dict[str, int]]:
    """A kglite graph in memory of all tables, and rows per label and relationship type.

    Raises DatasetError when a table is missing or damaged or a relationship names a node that is in no table.
    """
    built = kglite.KnowledgeGraph()
    for statement in graph_schema.constraints():
        built.cypher(statement)
    counts: dict[str, int] = {}
    for nodes in graph.nodes(dataset):
        written = _write(
            built, cypher.upsert_nodes(nodes.label), [{**row, "props": _titled(row["props"])} for row in nodes.rows]
        )
        counts[nodes.label] = counts.get(nodes.label, 0) + written
    for links in graph.relationships(dataset):
        written = _write(
            built, cypher.write_relationships(links.subject, links.relation, links.object, fresh=True), links.rows
        )
        if written != len(links.rows):
            raise graph.dangling(dataset, [links])
        counts[links.relation] = counts.get(links.relation, 0) + written
    return built, counts


def _titled(props: dict[str, Any]) -> dict[str, Any]:
    """Properties of a node as the graph has them: without the ``title`` that the engine gives to every node that has
    none.
    """
    return props if "title" in props else {**props, "title": None}


def _write(built: Any, statement: str, rows: list[dict[str, Any]]) -> int:
    return int(built.cypher(statement, params={"rows": rows}).to_dicts()[0]["n"]) if rows else 0


def _save(built: Any, path: Path) -> bool:
    """Write beside and rename into place; False for a folder that nothing can be written to. Raises StoreError when the
    disk is full.
    """
    try:
        with whole(path) as beside, warnings.catch_warnings():
            beside.touch()  # the engine would not say what is wrong with the folder
            # small mixed columns are decoded at load: that is fine
            warnings.simplefilter("ignore", kglite.MappedFallbackWarning)
            built.save(str(beside))
    except (OSError, kglite.KgError) as error:
        if getattr(error, "errno", None) in READ_ONLY:
            return False
        reason = getattr(error, "strerror", None) or _first_line(error)
        raise StoreError(f"{path} cannot be written ({reason}); the tables are unchanged: free the disk") from None
    return True


def _save_in_cache(built: Any, path: Path, dataset: Path) -> None:
    """The same below the cache, where graphs of datasets that are gone make room. Raises StoreError when it is
    read-only, too.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / OF).write_text(str(dataset.resolve()), encoding="utf-8")
        kept = _save(built, path)
    except OSError:
        kept = False
    if not kept:
        raise StoreError(
            f"the graph of {dataset} can be kept neither there nor in {path.parent}, both are read-only: "
            "set KG_CACHE to a folder you may write to"
        )
    for note in path.parent.parent.glob(f"*/{OF}"):
        if not Path(note.read_text(encoding="utf-8")).exists():
            shutil.rmtree(note.parent)


def _remove_stale(place: Path, keep: Path) -> None:
    """Remove graphs of earlier states of the dataset; a process that still reads one keeps its copy."""
    for other in place.parent.glob("graph-*.kgl"):
        if other != keep:
            with suppress(OSError):  # in a read-only folder it stays
                other.unlink(missing_ok=True)


def _locked(built: Any) -> Any:
    """The graph, for reading only. Not ``freeze()``: a frozen graph cannot leave out passes of the optimizer."""
    built.read_only(True)
    return built


CEILING = "safety ceiling"
"""What the engine says of a query whose rows multiply."""


ADVISED = {
    "String index requires": (
        "a property is looked up in what is no node, relationship or map: name nodes in a pattern, not by startNode()"
    ),
    "cannot be used outside of RETURN/WITH": (
        "count(), collect() and their kind stand alone in RETURN or WITH: write WITH collect(d.id) AS "
        "ids first, then use ids in a comprehension, reduce() or lookup"
    ),
    "Integer overflow": (
        "a sum or product is beyond the whole numbers of 64 bits: make fractions of its terms with toFloat()"
    ),
}
"""Sentences for what the engine says in words that give no way on."""


def _explained(reason: str) -> str:
    """What the engine says, in words of kg where it would send a user after things that kg does not have."""
    for name, sentence in SENTENCES.items():
        if name in reason:
            return sentence
    for fault, sentence in ADVISED.items():
        if fault in reason:
            return f"{sentence} ({MANUAL})"
    if CEILING in reason:
        return (
            f"the patterns of MATCH make more than {MOST:,} rows: give a path a bound, such as -[*1..4]->, or {ADVICE}"
        )
    return (
        f"{reason} (what the embedded graph takes: {MANUAL})"
        if "syntax" in reason.lower() or "Unknown function" in reason
        else reason
    )


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
