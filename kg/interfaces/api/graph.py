"""An open graph: what can be asked of it and done with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from kg import stores
from kg.ask.asking import Understood
from kg.ask.explain import COLUMNS, asked_alone, explain
from kg.ask.lookup import KnownNames, NamedEntity
from kg.ask.name_index import NameIndex, index_names
from kg.ask.pack import Query, statement_query
from kg.ask.queries import given_parameters, parse_parameters, run_query, tell_absent, told_entities
from kg.ask.sample import drawn
from kg.ask.sample_file import read_judged
from kg.dataset.opened import Dataset
from kg.interfaces.api.arguments import expect, expect_place, expect_texts
from kg.interfaces.api.dataset_tables import DatasetTables
from kg.interfaces.api.kept_lexicon import known_names
from kg.interfaces.api.keywords import keywords
from kg.interfaces.api.mentioned import mentions_at
from kg.interfaces.api.questions import all_parameters, is_own, queries, question_of, understood
from kg.interfaces.api.row_list import Rows
from kg.interfaces.api.sample_rows import Judging, Sample, judging, sampled_of
from kg.interfaces.report.contents import SENTENCES, ReportSettings, answer_report
from kg.interfaces.report.formats import REPORTS, format_for
from kg.pipeline.origin import cut_short
from kg.progress import Progress, Report, unwatched
from kg.stores.hints import hints
from kg.stores.store import Store

if TYPE_CHECKING:
    import pyarrow
    import rdflib

    from kg.exchange.sparql import Question as SparqlQuestion


class Graph:
    """An open graph. ``kg.open`` makes it; close it, or use it in a ``with``."""

    def __init__(self, address: str, store: Store, report: Report) -> None:
        self._address, self._store, self._report = address, store, report
        self._triples: Any = None  # the dataset as its export has it, once it was asked in SPARQL

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
        return self.answer(wanted, given_parameters(wanted, all_parameters(parameters, named)))

    def ask(self, question: str, *, as_of: int = 0) -> Rows:
        """The answer to a question in words, as ``kg ask``: the ``notes`` begin with the query that it was taken for
        and the line that asks the same with ``kg query``; before that, where it is not sure, with *not sure* and why.

        ``as_of`` is the year that *the last five years* end with, else this one. Raises QueryError for a question that
        is not understood, with what is near it, StoreError.

        >>> answer = graph.ask("which mTOR inhibitors have HCC evidence")
        >>> answer.notes[0].split(";")[0], answer[0]["drug"]
        ('asked as drug-class-with-disease-evidence', 'everolimus')
        """
        return self.answer_understood(understood(question, as_of))

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
        expect(statement, "statement", str, "a text in Cypher")
        wanted = statement_query(statement)
        return self.answer(wanted, given_parameters(wanted, all_parameters(parameters, named)))

    def explain(
        self,
        drug: str = "",
        disease: str = "",
        *,
        assertion: str = "",
        pmid: str = "",
        tier: str = "",
        polarity: str = "",
    ) -> Rows:
        """The sentences behind a row, strongest study first: of a drug and a disease with its subtypes, by name or
        CURIE; of a drug and every disease; of a publication (``pmid``, or ``PMID:25058218`` alone); or of an assertion
        by its id (``assertion``, or the id alone). ``tier`` and ``polarity`` leave the rows that have these.

        ``kg.ask.summary.summarize`` counts their publications by tier. Raises QueryError, StoreError.

        >>> rows = graph.explain("everolimus", "hepatocellular carcinoma")
        >>> rows[0]["tier"], "«Everolimus»" in rows[0]["sentence"]
        ('phase-3', True)
        >>> set(graph.explain("everolimus", tier="phase-3")["tier"])
        {'phase-3'}
        """
        expect(drug, "drug", str, "a name, a CURIE or the id of an assertion")
        expect(disease, "disease", str, "a name or a CURIE")
        notes: list[str] = []
        asked = {"drug": drug, "disease": disease, "assertion": assertion, "pmid": pmid}
        if drug and not (disease or assertion or pmid):
            asked = asked_alone(self._store, drug)
        rows = explain(
            self._store,
            **asked,
            tier=tier,
            polarity=polarity,
            lexicon=self._known if asked.get("drug") else None,
            report=self._noted(notes),
            mentions_of=mentions_at(self._address),
        )
        return Rows(tuple(rows), COLUMNS, notes=(*notes, *self._lacks))

    def sample(
        self, name: str, parameters: Mapping[str, Any] | None = None, /, *, n: int = 40, seed: int = 1, **named: Any
    ) -> Sample:
        """``n`` random rows of the answer to a question of the pack to judge, as ``kg sample``: each with the sentences
        behind it. The same graph, question and ``seed`` give the same rows.

        Raises QueryError, also for an answer without rows; StoreError.

        >>> drawn = graph.sample("drugs-studied-for-disease", disease="HCC", n=3)
        >>> len(drawn), drawn.rows[0]["sentences"] != []
        (3, True)
        """
        return Sample(drawn(self._store, question_of(name), all_parameters(parameters, named), n, seed, self._known))

    def judged(
        self, path: str | Path, name: str = "", parameters: Mapping[str, Any] | None = None, /, **named: Any
    ) -> Judging:
        """What was judged of a sample that ``Sample.write`` wrote: precision with its 95% interval, and the wrong rows.

        The table says what it is a sample of; where a question is named, it has to be of that. Raises ConfigError, with
        file and line, for a table that is damaged or of another question.
        """
        read = read_judged(Path(path))
        asked = all_parameters(parameters, named) if parameters is not None or named else None
        return judging(self._store, read, question_of(name) if name else sampled_of(read), asked, self._known)

    def report(
        self,
        name: str,
        parameters: Mapping[str, Any] | None = None,
        /,
        *,
        format: str = "html",
        date: str = "",
        sentences: int = SENTENCES,
        **named: Any,
    ) -> str:
        """A question's answer as a document to hand on, as ``kg report``: method, coverage, charts, the answer in full
        and the sentences behind it, in one page of ``html`` that needs nothing from elsewhere, or in ``markdown``.

        ``date`` is printed where it is given (2026-05-01); ``sentences`` about each row are printed, the strongest
        first. The same graph and question give the same text. Raises QueryError, StoreError.

        >>> page = graph.report("drugs-studied-for-disease", disease="HCC", sentences=1)
        >>> page.startswith("<!DOCTYPE html>"), "<script" in page
        (True, False)
        """
        wanted = question_of(name)
        return self.report_on(
            wanted,
            given_parameters(wanted, all_parameters(parameters, named)),
            format_for(format),
            ReportSettings(date, sentences),
        )

    def report_on(self, wanted: Query, values: Mapping[str, Any], format: str, settings: ReportSettings) -> str:
        """A report on a query for the values of its parameters, as ``answer`` takes them. Raises QueryError,
        StoreError.
        """
        rows = self.answer(wanted, values)
        found = answer_report(self._address, self._store, wanted, values, rows, rows.notes, self._known, settings)
        return REPORTS[format](found)

    @cached_property
    def names(self) -> NameIndex:
        """Its entities' names, to be found by how they begin (``graph.names.find("ever")``). Raises StoreError."""
        return index_names(self._store)

    @cached_property
    def tables(self) -> Mapping[str, pyarrow.Table]:
        """The dataset's tables by name, as Arrow tables that are read when they are asked for; kg/dataset/tables.py
        says what they hold.

        Raises ConfigError for a server, which has none; QueryError for a table that there is not; DatasetError for a
        dataset that is damaged.

        >>> graph.tables["rejects"].column_names
        ['source', 'place', 'id', 'stage', 'reason']
        """
        return DatasetTables(Dataset.open(self._folder("tables are in")))

    def sparql(self, name: str, parameters: Mapping[str, Any] | None = None, /, **named: Any) -> Rows:
        """The answer to a question in SPARQL, from the dataset as its export has it: a query of the pack that is asked
        in SPARQL too, a file of your own (``my.rq``), or a statement. The first question waits for the export.

        Raises QueryError for a question or parameter that there is not, ConfigError for a server.

        >>> answer = graph.sparql("drugs-studied-for-disease", disease="HCC")
        >>> "everolimus" in {row["drug"] for row in answer}
        True
        """
        from kg.exchange import sparql

        expect(name, "question", str, "the name of one, a file of your own, my.rq, or a statement in SPARQL")
        return self.answer_sparql(sparql.question_of(name, all_parameters(parameters, named)))

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

        expect_texts(format=format, query=query, disease=disease, drug=drug)
        expect_place(out, "place of an export")
        expect(
            parameters or {}, "dict of parameters", Mapping, "each parameter by its name, as in {'drug': 'everolimus'}"
        )
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
        expect(server, "address of a server", str, "bolt://HOST:7687")
        folder = self._folder("what is loaded is in")
        with keywords():
            return stores.load_store(
                folder, server, replace=replace, alongside=alongside, report=self._report, progress=progress
            )

    def answer_understood(self, found: Understood) -> Rows:
        """The answer to a question that was understood. Raises QueryError, StoreError."""
        for note in found.notes:
            self._report(note)
        rows = self.answer(found.query, parse_parameters(found.query, found.pairs))
        return Rows(tuple(rows), rows.columns, rows.question, (*found.notes, *rows.notes))

    def answer(self, wanted: Query, values: Mapping[str, Any]) -> Rows:
        """Rows of a query for the values of its parameters, as ``kg.ask.queries.values_of`` makes them; what ``kg
        query`` calls.

        Of a query that is not of the pack the notes begin with what its statement names and no graph has; where the
        dataset was cut short (``stop_after``) they end with that. Raises QueryError, StoreError.
        """
        notes: list[str] = []
        report = self._noted(notes)
        for hint in hints(wanted.cypher) if is_own(wanted) else ():
            report(hint)
        names = self._known if any(parameter.type == "curie" for parameter in wanted.parameters) else None
        rows = run_query(self._store, wanted, values, names, report)
        return Rows(tuple(rows), wanted.column_names, wanted.question, (*notes, *self._lacks))

    def answer_sparql(self, question: SparqlQuestion, progress: Progress = unwatched) -> Rows:
        """Rows of a question in SPARQL, names in it taken for what ``query`` takes them for; what ``kg sparql`` calls.
        Raises QueryError, ConfigError.
        """
        from kg.exchange import sparql

        folder = self._folder("exports are written from")
        notes: list[str] = []
        report = self._noted(notes)
        found: dict[str, NamedEntity] = {}
        if question.query:
            found = told_entities(self._store, question.query, question.values, self._known, report)
            values = {**question.values, **{name: entity.id for name, entity in found.items()}}
            question = replace(question, values=values)
        if self._triples is None:
            self._triples = sparql.load(folder, progress, self._report)
        columns, rows = sparql.answer(self._triples, question, report)
        tell_absent(found, rows, report)
        asked = question.query.question if question.query else ""
        return Rows(tuple(rows), tuple(columns), asked, (*notes, *self._lacks))

    def _folder(self, what: str) -> Path:
        """The folder of the dataset. Raises ConfigError for a server."""
        return stores.folder_of(self._address, what, "open the folder that was loaded into it")

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
