"""``kg.open``: the graph of a dataset, or of a server, to ask in Python."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from kg import stores
from kg.ask.explain import COLUMNS, explain
from kg.ask.lookup import Known, known
from kg.ask.pack import Query, find, load_queries, read_query, statement_query
from kg.ask.queries import given_parameters, run_query
from kg.dataset.opened import Dataset
from kg.dataset.tables import TABLES
from kg.errors import QueryError, StoreError
from kg.interfaces.api.rows import Rows
from kg.progress import Report
from kg.stores.hints import hints
from kg.stores.store import Store

if TYPE_CHECKING:
    import pyarrow


class Graph:
    """An open graph. ``kg.open`` makes it; close it, or use it in a ``with``."""

    def __init__(self, address: str, store: Store, report: Report) -> None:
        self._address, self._store, self._report = address, store, report

    def query(self, name: str, parameters: Mapping[str, Any] | None = None, /, **named: Any) -> Rows:
        """The answer to a question of the query pack, or of a file of your own (``my.cypher``).

        Parameters are given by name, those whose name Python keeps for itself (``class``) in a dict before them. Where
        a CURIE is wanted a name will do, as in ``kg.ground``; the ``notes`` of the answer say what it was taken for.
        ``kg queries`` and docs/queries.md list the questions. Raises QueryError for a question or parameter that there
        is not, StoreError.

        >>> answer = graph.query("targets-of-drug", drug="RAD001")
        >>> answer[0]["target"], answer.notes
        ('MTOR', ("drug 'RAD001' is CHEBI:68478 (everolimus, Drug)",))
        >>> {row["membership"] for row in graph.query("drug-class-with-disease-evidence", {"class": "CHEBI:68481"}, disease="HCC")}
        {'curated'}
        """
        wanted = chosen(name)
        values = given_parameters(wanted, _all(parameters, named))
        return self.answer(wanted, values, hints(wanted.cypher) if is_file(name) else ())

    def cypher(self, statement: str, parameters: Mapping[str, Any] | None = None, /, **named: Any) -> Rows:
        """Rows of a Cypher statement that reads, columns in the order of its RETURN; ``$name`` in it is the parameter
        ``name``.

        The ``notes`` of the answer say which labels, relationships and properties of it the graph does not have. Raises
        QueryError for a parameter that is missing or not used, StoreError for a statement that writes, fails or is not
        understood.

        >>> drugs = graph.cypher("MATCH (d:Drug)-[:INHIBITS]->(:Target {name: $name}) RETURN d.name AS drug", name="MTOR")
        >>> {"drug": "everolimus"} in drugs
        True
        """
        wanted = statement_query(statement)
        return self.answer(wanted, given_parameters(wanted, _all(parameters, named)), hints(statement))

    def explain(self, drug: str, disease: str = "") -> Rows:
        """The sentences behind a row, strongest study first: of a drug and a disease with its subtypes, by name or
        CURIE; or, alone, of an assertion by its id. Raises QueryError, StoreError.

        >>> rows = graph.explain("everolimus", "hepatocellular carcinoma")
        >>> rows[0]["tier"], "«Everolimus»" in rows[0]["sentence"]
        ('phase-3', True)
        """
        notes: list[str] = []
        asked = {"drug": drug, "disease": disease} if disease else {"assertion": drug}
        rows = explain(self._store, **asked, lexicon=self._known if disease else None, report=self._noted(notes))
        return Rows(tuple(rows), COLUMNS, notes=tuple(notes))

    @cached_property
    def tables(self) -> Mapping[str, pyarrow.Table]:
        """The dataset's tables by name, as Arrow tables that are read when they are asked for; kg/dataset/tables.py
        says what they hold.

        Raises StoreError for a server, which has none; DatasetError for a dataset that is damaged.

        >>> graph.tables["rejects"].column_names
        ['source', 'place', 'id', 'stage', 'reason']
        """
        if not stores.is_folder(self._address):
            scheme = self._address.partition("://")[0]  # not the whole address, which may hold a password
            raise StoreError(
                f"{scheme}:// is a server, and tables are in a dataset folder: open the folder that was loaded into it"
            )
        return _Tables(Dataset.open(Path(self._address.removeprefix("file://"))))

    def answer(self, wanted: Query, values: Mapping[str, Any], hints: Iterable[str] = ()) -> Rows:
        """Rows of a query for the values of its parameters, as ``kg.ask.queries.parse_parameters`` makes them; what
        ``kg query`` calls.

        ``hints`` go before the notes. Raises QueryError, StoreError.
        """
        notes: list[str] = []
        report = self._noted(notes)
        for hint in hints:
            report(hint)
        names = self._known if any(parameter.type == "curie" for parameter in wanted.parameters) else None
        rows = run_query(self._store, wanted, values, names, report)
        return Rows(tuple(rows), wanted.column_names, wanted.question, tuple(notes))

    @cached_property
    def _known(self) -> Known:
        return known()

    def _noted(self, notes: list[str]) -> Report:
        """A report that is told on and kept."""

        def report(note: str) -> None:
            notes.append(note)
            self._report(note)

        return report

    def close(self) -> None:
        """Give the resources back; calling it twice is fine."""
        self._store.close()

    def __repr__(self) -> str:
        return f"kg.open({stores.without_credentials(self._address)!r})"

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_graph(address: str | Path, *, report: Report = lambda _: None) -> Graph:
    """Open a graph to ask: a dataset folder, as ``kg.run`` writes it, or a server, ``bolt://HOST:7687`` or
    ``neo4j://HOST:7687``.

    A folder's embedded graph is built from its tables where it is missing or stale. User name, password and database of
    a server come from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE. ``report`` is told, in one line each, what
    takes time and what the notes of answers say. Raises DatasetError for a folder that is no finished dataset,
    StoreError for a server that does not serve.

    >>> with kg.open("build/mtor-hcc") as graph:
    ...     len(graph.query("targets-of-drug", drug="everolimus")) > 0
    True
    """
    url = str(address)
    return Graph(url, stores.open_store(url, report), report)


def chosen(name: str) -> Query:
    """The query of the pack with a name, or that of a file. Raises QueryError, ConfigError."""
    return read_query(Path(name)) if is_file(name) else find(name, load_queries())


def is_file(name: str) -> bool:
    """Whether what is given for the name of a query is the path of a file."""
    return name.endswith(".cypher") or os.sep in name


def _all(parameters: Mapping[str, Any] | None, named: Mapping[str, Any]) -> dict[str, Any]:
    if twice := next((key for key in named if key in (parameters or ())), None):
        raise QueryError(f"parameter {twice!r} is given twice")
    return {**(parameters or {}), **named}


class _Tables(Mapping[str, Any]):
    """The tables of a dataset, each read when it is asked for."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def __getitem__(self, name: str) -> pyarrow.Table:
        if name not in TABLES:
            raise KeyError(f"there is no table {name!r}: expected one of {', '.join(TABLES)}")
        return self._dataset.table(name)

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)
