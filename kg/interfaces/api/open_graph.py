"""``kg.open``: the graph of a dataset, or of a server, to ask in Python."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from kg import paths, stores
from kg.ask import asking
from kg.ask.explain import COLUMNS, explain
from kg.ask.lookup import KnownNames
from kg.ask.pack import Query, find, load_queries, read_query, statement_query
from kg.ask.queries import given_parameters, parse_parameters, run_query
from kg.dataset.opened import Dataset
from kg.dataset.tables import TABLES
from kg.errors import QueryError, StoreError
from kg.interfaces.api.kept_lexicon import known_names
from kg.interfaces.api.keywords import keywords
from kg.interfaces.api.row_list import Rows
from kg.pipeline.origin import cut_short
from kg.progress import Progress, Report, silent, unwatched
from kg.stores.hints import hints
from kg.stores.store import Store

if TYPE_CHECKING:
    import pyarrow
    import rdflib


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
        >>> members = graph.query("drug-class-with-disease-evidence", {"class": "CHEBI:68481"}, disease="HCC")
        >>> {row["membership"] for row in members}
        {'curated'}
        """
        wanted = question_of(name)
        return self.answer(wanted, given_parameters(wanted, _all(parameters, named)))

    def ask(self, question: str, *, as_of: int = 0) -> Rows:
        """The answer to a question in words, as ``kg ask``: the ``notes`` begin with the query that it was taken for
        and the line that asks the same with ``kg query``.

        ``as_of`` is the year that *the last five years* end with, else this one. Raises QueryError for a question that
        is not understood for sure, with what is near it, StoreError.

        >>> answer = graph.ask("which mTOR inhibitors have HCC evidence")
        >>> answer.notes[0].split(";")[0], answer[0]["drug"]
        ('asked as drug-class-with-disease-evidence', 'everolimus')
        """
        understood = asking.ask(question, load_queries().values(), self._known, as_of or date.today().year)
        for note in understood.notes:
            self._report(note)
        rows = self.answer(understood.query, parse_parameters(understood.query, understood.pairs))
        return Rows(tuple(rows), rows.columns, rows.question, (*understood.notes, *rows.notes))

    def queries(self) -> Rows:
        """The questions of the query pack, each with its name and parameters.

        >>> "targets-of-drug" in [row["name"] for row in graph.queries()]
        True
        """
        return queries()

    def cypher(self, statement: str, parameters: Mapping[str, Any] | None = None, /, **named: Any) -> Rows:
        """Rows of a Cypher statement that reads, columns in the order of its RETURN; ``$name`` in it is the parameter
        ``name``.

        The ``notes`` of the answer say which labels, relationships and properties of it the graph does not have. Raises
        QueryError for a parameter that is missing or not used, StoreError for a statement that writes, fails or is not
        understood.

        >>> statement = "MATCH (d:Drug)-[:INHIBITS]->(:Target {name: $name}) RETURN d.name AS drug"
        >>> {"drug": "everolimus"} in graph.cypher(statement, name="MTOR")
        True
        """
        wanted = statement_query(statement)
        return self.answer(wanted, given_parameters(wanted, _all(parameters, named)))

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
        return Rows(tuple(rows), COLUMNS, notes=(*notes, *self._lacks))

    @cached_property
    def tables(self) -> Mapping[str, pyarrow.Table]:
        """The dataset's tables by name, as Arrow tables that are read when they are asked for; kg/dataset/tables.py
        says what they hold.

        Raises ConfigError for a server, which has none; QueryError for a table that there is not; DatasetError for a
        dataset that is damaged.

        >>> graph.tables["rejects"].column_names
        ['source', 'place', 'id', 'stage', 'reason']
        """
        return _Tables(Dataset.open(self._folder("tables are in")))

    def sparql(self, name: str, parameters: Mapping[str, Any] | None = None, /, **named: Any) -> Rows:
        """The answer to a question in SPARQL, from the dataset as its export has it: a query of the pack that is asked
        in SPARQL too, a file of your own (``my.rq``), or a statement. The first question waits for the export.

        Raises QueryError for a question or parameter that there is not, ConfigError for a server.

        >>> answer = graph.sparql("drugs-studied-for-disease", disease="HCC")
        >>> "everolimus" in {row["drug"] for row in answer}
        True
        """
        from kg.exchange import sparql

        question = sparql.question_of(name, _all(parameters, named))
        columns, rows = sparql.answer(self._triples, question)
        asked = question.query.question if question.query else ""
        return Rows(tuple(rows), tuple(columns), asked, self._lacks)

    def export(
        self,
        format: str,
        out: str | Path,
        *,
        complete: bool = False,
        query: str = "",
        parameters: Mapping[str, Any] | None = None,
        disease: str = "",
        drug: str = "",
        progress: Progress = unwatched,
    ) -> dict[str, int]:
        """Write the graph in a format of others, as ``kg export``: RDF, KGX, GraphML, tables, or a folder that
        neo4j-admin imports.

        ``out``: a file (compressed where its name ends in ``.gz``); for ``kgx-jsonl``, ``kgx-tsv`` and ``csv`` a prefix
        or a folder, which ends in a slash; for ``neo4j-admin`` a new folder. With ``complete`` it holds everything, so
        that ``kg import`` makes the same dataset of it again. A part: what the rows of a ``query`` with its
        ``parameters`` stand for, or the claims about a ``disease``, its subtypes included, and a ``drug``.

        Returns how many of what were written. Raises ConfigError for a format or for options that do not go together,
        and for a server; QueryError for a part that there is not; DatasetError for what cannot be written.

        >>> written = graph.export("turtle", "build/everolimus.ttl", drug="everolimus", disease="HCC")
        >>> written["triples"] > 100
        True
        """
        from kg.exchange.exporting import export_dataset

        folder = self._folder("exports are written from")
        with keywords():
            return export_dataset(
                folder,
                format,
                out,
                complete=complete,
                query=query,
                parameters=parameters or {},
                disease=disease,
                drug=drug,
                report=self._report,
                progress=progress,
            )

    def to_rdflib(self) -> rdflib.Dataset:
        """The graph in memory, for rdflib: what the export ``nquads`` holds, a graph for each source. Raises
        ConfigError for a server.
        """
        from kg.exchange.export.parsed import parsed

        return parsed(self._folder("exports are written from"), self._report)

    def load(
        self,
        server: str,
        *,
        replace: bool = False,
        alongside: bool = False,
        progress: Progress = unwatched,
    ) -> dict[str, int]:
        """Bring a Neo4j server (``bolt://HOST:7687``) to this dataset, as ``kg load``; doing it again changes nothing.

        ``replace`` brings a server that holds another build to this one, exactly; ``alongside`` allows a database that
        holds somebody else's graph too. Returns rows by label and relationship type, counted there. Raises StoreError
        where the server does not serve or holds what would be lost, ConfigError where this graph is a server's.
        """
        folder = self._folder("what is loaded is in")
        with keywords():
            return stores.load_store(
                folder, server, replace=replace, alongside=alongside, report=self._report, progress=progress
            )

    def answer(self, wanted: Query, values: Mapping[str, Any]) -> Rows:
        """Rows of a query for the values of its parameters, as ``kg.ask.queries.values_of`` makes them; what ``kg
        query`` calls.

        Of a query that is not of the pack the notes begin with what its statement names and no graph has; where the
        dataset was cut short (``stop_after``) they end with that. Raises QueryError, StoreError.
        """
        notes: list[str] = []
        report = self._noted(notes)
        for hint in hints(wanted.cypher) if _is_own(wanted) else ():
            report(hint)
        names = self._known if any(parameter.type == "curie" for parameter in wanted.parameters) else None
        rows = run_query(self._store, wanted, values, names, report)
        return Rows(tuple(rows), wanted.column_names, wanted.question, (*notes, *self._lacks))

    def _folder(self, what: str) -> Path:
        """The folder of the dataset. Raises ConfigError for a server."""
        return stores.folder_of(self._address, what, "open the folder that was loaded into it")

    @cached_property
    def _triples(self) -> Any:
        """The dataset as its export has it, to ask in SPARQL."""
        from kg.exchange import sparql

        return sparql.load(self._folder("exports are written from"), report=self._report)

    @cached_property
    def _lacks(self) -> tuple[str, ...]:
        """A note on a dataset that did not go through all stages. It is not told to ``report``: a command says it with
        the place that it read from.
        """
        lacks = cut_short(stores.folder_of(self._address)) if stores.is_folder(self._address) else ""
        return (f"{self._address} {lacks}",) if lacks else ()

    @cached_property
    def _known(self) -> KnownNames:
        return known_names()

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


def open_graph(address: str | Path = "", *, report: Report = silent) -> Graph:
    """Open a graph to ask: a dataset folder, as ``kg.run`` writes it, or a server, ``bolt://HOST:7687`` or
    ``neo4j://HOST:7687``.

    A folder's embedded graph is built from its tables where it is missing or stale. User name, password and database of
    a server come from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE. ``report`` is told, in one line each, what
    takes time and what the notes of answers say of names. Raises DatasetError for a folder that is no finished dataset,
    StoreError for a server that does not serve and where there is no address.

    >>> with kg.open("build/mtor-hcc") as graph:
    ...     len(graph.query("targets-of-drug", drug="everolimus")) > 0
    True
    """
    if not isinstance(address, str | Path):
        raise TypeError(f"{address!r} is no address: kg.open opens a dataset folder or a server, bolt://HOST:7687")
    if not str(address):
        raise StoreError("kg.open has no address: give it a dataset folder, or a server, bolt://HOST:7687")
    url = str(address)
    return Graph(url, stores.open_store(url, report), report)


def queries() -> Rows:
    """The questions of the query pack, each with its name and parameters: what ``kg queries`` lists."""
    return Rows.of(
        {
            "name": one.name,
            "question": one.question,
            "parameters": ", ".join(
                f"{p.name}={p.default}" if p.default is not None else p.name for p in one.parameters
            ),
        }
        for one in load_queries().values()
    )


def question_of(name: str) -> Query:
    """The query of the pack with a name, or that of a file. Raises QueryError, ConfigError."""
    own = name.endswith(".cypher") or os.sep in name
    return read_query(Path(name)) if own else find(name, load_queries())


def _is_own(wanted: Query) -> bool:
    """Whether a query is not of the pack: of a file of the user's own, or a bare statement."""
    return wanted.path.parent != paths.data("queries")


def _all(parameters: Mapping[str, Any] | None, named: Mapping[str, Any]) -> dict[str, Any]:
    if parameters is not None and not isinstance(parameters, Mapping):
        raise TypeError(
            f"{parameters!r} is no dict of parameters: give each parameter by its name, as in disease={parameters!r}"
        )
    if twice := next((key for key in named if key in (parameters or ())), None):
        raise QueryError(f"parameter {twice!r} is given twice")
    return {**(parameters or {}), **named}


class _NoTableError(QueryError, KeyError):
    """There is no table of a name; a KeyError too, so that ``in`` and ``get`` work as those of every mapping do."""

    __str__ = Exception.__str__  # that of KeyError puts quotes around the message


class _Tables(Mapping[str, Any]):
    """The tables of a dataset, each read when it is asked for."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def __getitem__(self, name: str) -> pyarrow.Table:
        if name not in TABLES:
            raise _NoTableError(f"there is no table {name!r}: expected one of {', '.join(TABLES)}")
        return self._dataset.table(name)

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)
