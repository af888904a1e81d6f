"""``kg query``, ``kg ask``, ``kg queries``, ``kg explain`` and ``kg load``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.interfaces.commands.options import FormatOption, JsonOption, StoreOption, format_of

if TYPE_CHECKING:  # importing it would cost the help a tenth of a second
    from kg.ask.pack import Query


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(query)
    app.command()(ask)
    app.command()(queries)
    app.command()(explain)
    app.command()(load)


def query(
    name: Annotated[
        str, typer.Argument(help="Name of a query (see kg queries), or a file of your own: my.cypher.")
    ] = "",
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            "-p",
            "--param",
            metavar="KEY=VALUE",
            help=(
                "A parameter; may be repeated. Where a CURIE is wanted a name will do, as in kg ground. In --cypher and"
                " in a file without "
                'a header the value is JSON (3, 0.5, true, null, ["a", "b"], "3") or else text.'
            ),
        ),
    ] = None,
    cypher: Annotated[str, typer.Option("--cypher", help="A Cypher statement to run instead; reading only.")] = "",
    plot: Annotated[
        bool, typer.Option("--plot", help="Draw the counts by finding, or by year, below the table.")
    ] = False,
    store: StoreOption = "",
    format_: FormatOption = "table",
    json: JsonOption = False,
) -> None:
    """Answer a question of the query pack (or a Cypher statement, or a file of Cypher) from a graph.

    Example: kg query drug-class-with-disease-evidence -p class="mTOR inhibitor" -p disease=MONDO:0007256
    """
    from kg.ask.pack import statement_query
    from kg.errors import QueryError
    from kg.interfaces.api.questions import question_of
    from kg.interfaces.commands import last
    from kg.interfaces.commands.talk import say

    if bool(name) == bool(cypher):
        raise QueryError("give the name of a query or --cypher STATEMENT, one of the two; kg queries lists the names")
    address = last.store(store)
    wanted = statement_query(cypher) if cypher else question_of(name)
    _answer(address, wanted, parameters or (), format_, json, plot=plot)
    say(last.read_from(store))


def check_answer(name: str, parameters: Sequence[str], format_: str, json: bool) -> None:
    """Raise QueryError now for what ``answer`` would refuse later whatever the graph holds."""
    from kg.ask.pack import find, load_queries

    _checked(find(name, load_queries()), parameters, format_, json)


def answer(store: str, name: str, parameters: Sequence[str], format_: str, json: bool) -> None:
    """Run a query of the pack on a store and print its rows."""
    from kg.ask.pack import find, load_queries

    _answer(store, find(name, load_queries()), parameters, format_, json)


def _checked(wanted: Query, parameters: Sequence[str], format_: str, json: bool) -> tuple[dict[str, Any], str]:
    """The values of a query's parameters, and the format. Raises QueryError for what is wrong with them."""
    from kg.ask.queries import values_of

    return values_of(wanted, parameters), format_of(format_, json)


def _answer(
    store: str, wanted: Query, parameters: Sequence[str], format_: str, json: bool, *, plot: bool = False
) -> None:
    from kg.interfaces.api.open_graph import open_graph
    from kg.interfaces.commands.plot import check_plot, write_plot
    from kg.interfaces.commands.talk import say
    from kg.interfaces.output import write_rows

    values, format_ = _checked(wanted, parameters, format_, json)
    if plot:
        check_plot(wanted, format_)
    with open_graph(store, report=say) as opened:
        rows = opened.answer(wanted, values)
    if format_ == "table" and rows.question:
        say(rows.question)
    write_rows(rows, rows.columns, format_, sys.stdout)
    if plot and rows:
        sys.stdout.write("\n")
        write_plot(rows, rows.columns, wanted.name, sys.stdout)


def ask(
    question: Annotated[str, typer.Argument(help="The question, in English, in quotes.")],
    as_of: Annotated[
        int,
        typer.Option("--as-of", metavar="YEAR", help="The year that 'the last five years' end with, else this one."),
    ] = 0,
    store: StoreOption = "",
    format_: FormatOption = "table",
    json: JsonOption = False,
) -> None:
    """Answer a question in words with a query of the pack; stderr says which one, with what, and the line that asks
    the same with kg query, to change it. An answer that is not sure says so there, with the words that were not read. A
    question that is not understood is refused: exit 1, with what is near.

    Example: kg ask "which mTOR inhibitors have HCC evidence"
    """
    from kg.interfaces.api.open_graph import open_graph
    from kg.interfaces.api.questions import understood
    from kg.interfaces.commands import last
    from kg.interfaces.commands.talk import say
    from kg.interfaces.output import write_rows

    format_ = format_of(format_, json)
    found = understood(question, as_of)  # what is refused needs no graph
    with open_graph(last.store(store), report=say) as opened:
        rows = opened.answer_understood(found)
    if format_ == "table":
        say(rows.question)
    write_rows(rows, rows.columns, format_, sys.stdout)
    say(last.read_from(store))


def queries(
    name: Annotated[str, typer.Argument(help="A query to show alone, with its example as a command to paste.")] = "",
    format_: FormatOption = "table",
    json: JsonOption = False,
) -> None:
    """List the queries of the pack with their questions and parameters; or show one, with what it takes and gives.

    Example: kg queries targets-of-drug
    """
    from kg.interfaces.api.questions import queries as listed
    from kg.interfaces.api.questions import question_of
    from kg.interfaces.output import write_rows
    from kg.interfaces.query_help import write_query

    format_ = format_of(format_, json)
    if name:
        write_query(question_of(name), format_, sys.stdout)
        return
    rows = listed()
    write_rows(rows, rows.columns, format_, sys.stdout)


def explain(
    drug: Annotated[
        str, typer.Argument(help="Drug, by name or CURIE; or alone PMID:12345, or the id of an assertion.")
    ] = "",
    disease: Annotated[
        str, typer.Argument(help="Disease, by name or CURIE; its subtypes count. Without it every disease.")
    ] = "",
    pmid: Annotated[
        str, typer.Option("--pmid", help="A publication instead: its PMID, or another id of a document.")
    ] = "",
    tier: Annotated[str, typer.Option("--tier", help="Only sentences of this tier, e.g. phase-3.")] = "",
    polarity: Annotated[
        str, typer.Option("--polarity", help="Only these: supports, null, opposes, mixed or unclear.")
    ] = "",
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", min=0, help="Show so many sentences; 0: all (default: 10, and all with --full or a format)."
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Print every field of each sentence.")] = False,
    store: StoreOption = "",
    format_: FormatOption = "table",
    json: JsonOption = False,
) -> None:
    """Show what the sentences behind a row of an answer come to, and each of them with what was read from it and why:
    of a drug and a disease, of a drug, of a publication, or of one assertion.

    Example: kg explain everolimus "hepatocellular carcinoma"
    """
    from kg.ask.explain import check_filters, chosen
    from kg.interfaces.api.open_graph import open_graph
    from kg.interfaces.commands import last
    from kg.interfaces.commands.talk import say
    from kg.interfaces.explained import BLOCKS, write_explained
    from kg.interfaces.output import write_rows

    format_ = format_of(format_, json)
    check_filters(tier, polarity)
    with open_graph(last.store(store), report=say) as opened:
        rows = opened.explain(drug, disease, pmid=pmid)
    shown = chosen(rows, tier, polarity)
    if format_ == "table" and not full:
        write_explained(rows, shown, BLOCKS if limit is None else limit, sys.stdout, within=disease)
    else:
        write_rows(shown[:limit] if limit else shown, rows.columns, format_, sys.stdout)
        if limit and len(shown) > limit:
            say(f"and {len(shown) - limit:,} more: --limit 0")
    say(last.read_from(store))


def load(
    dataset: Annotated[Path, typer.Argument(help="Dataset folder, as `kg run` wrote it.")],
    store: Annotated[
        str,
        typer.Option(
            "--store",
            help="Server to load, bolt://HOST:7687 (default: $KG_STORE, else the dataset's own embedded graph).",
        ),
    ] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Bring a server that holds another build to this one, exactly.")
    ] = False,
    alongside: Annotated[
        bool, typer.Option("--alongside", help="Load into a database that holds somebody else's graph too.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the counts as a list of objects.")] = False,
) -> None:
    """Load a dataset into a Neo4j server and count what it holds then; doing it again changes nothing.

    The user name and password come from NEO4J_USERNAME and NEO4J_PASSWORD, the database from NEO4J_DATABASE.

    Example: kg load build/mtor-hcc --store bolt://localhost:7687
    """

    from kg.interfaces.output import write_rows

    counts = load_into(
        dataset, store or os.environ.get("KG_STORE") or str(dataset), replace=replace, alongside=alongside
    )
    rows = [{"name": name, "rows": count} for name, count in counts.items()]
    write_rows(rows, ["name", "rows"], "json" if json else "table", sys.stdout)


def load_into(
    dataset: Path, store: str, *, replace: bool = False, renew: bool = False, alongside: bool = False
) -> dict[str, int]:
    """Load a dataset into a store with progress on stderr; returns rows per label and relationship type."""
    from kg.interfaces.commands import talk
    from kg.stores import is_folder, load_store

    with talk.progress(
        {"delete": "nodes and relationships deleted", "load": "nodes and relationships loaded"}
    ) as progress:
        counts = load_store(
            dataset, store, replace=replace, renew=renew, alongside=alongside, report=talk.say, progress=progress
        )  # fmt: skip
    total = f"{sum(counts.values()):,} nodes and relationships"
    if is_folder(store):
        talk.say(f"{dataset} has its graph: {total}")
    else:
        talk.say(f"{store} holds {dataset}: {total}, counted there")
    return counts
