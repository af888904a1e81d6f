"""``kg export``, ``kg import``, ``kg sparql`` and ``kg check``: the graph leaves for others, and comes back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import ConfigError, counted
from kg.interfaces.commands.options import DatasetOption, FolderOption, FormatOption, JsonOption, StoreOption

_SINGULAR = {
    "entities": "entity",
    "rows besides": "row besides",
    "evidence": "piece of evidence",
    "rejected claims left out": "rejected claim left out",
    "retracted claims left out": "retracted claim left out",
    "rejected pieces of evidence left out": "rejected piece of evidence left out",
}
"""What is counted -> the word for one of them, where it is more than an ``s`` less."""


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(export)
    app.command("import")(import_)
    app.command()(sparql)
    app.command()(check)


FORMATS = (
    "nquads, ntriples, trig, turtle, rdf12, jsonld, rdfxml, nanopub, kgx-jsonl, kgx-tsv, sssom, graphml, csv"
    " or neo4j-admin."
)


def export(
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help=FORMATS)],
    store: FolderOption = "",
    dataset: DatasetOption = "",
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            help=(
                "File to write instead of stdout (kgx-jsonl, kgx-tsv, csv: FOLDER/ or prefix; neo4j-admin: new folder);"
                " with .gz at the "
                "end it is compressed."
            ),
        ),
    ] = "",
    complete: Annotated[
        bool,
        typer.Option(
            "--complete",
            help="With everything the dataset holds, so that kg import makes the same dataset of it again.",
        ),
    ] = False,
    query: Annotated[
        str,
        typer.Option(
            "--query",
            metavar="NAME",
            help="Only what the rows of a query of the pack stand for, with all that hangs on it.",
        ),
    ] = "",
    parameters: Annotated[
        list[str] | None, typer.Option("-p", "--param", metavar="KEY=VALUE", help="A parameter of --query.")
    ] = None,
    disease: Annotated[
        str, typer.Option("--disease", help="Only claims about this disease and its subtypes, by name or CURIE.")
    ] = "",
    drug: Annotated[str, typer.Option("--drug", help="Only claims about this drug, by name or CURIE.")] = "",
    creator: Annotated[
        str, typer.Option("--creator", metavar="IRI", help="Who publishes nanopublications, e.g. an ORCID address.")
    ] = "",
    created: Annotated[
        str, typer.Option("--created", metavar="DATE", help="When they are made: 2026-12-01, or with a time.")
    ] = "",
) -> None:
    """Write the graph for other graphs: RDF, KGX, GraphML, tables, or a folder that neo4j-admin imports; all of it, or
    a part.

    Example: kg export turtle --disease "hepatocellular carcinoma" --drug everolimus -o everolimus-hcc.ttl
    """
    from kg.exchange.exporting import check_format, export_dataset
    from kg.interfaces.commands import last, talk

    check_format(format_, complete)
    store = last.one(store, dataset)
    folder = last.dataset_folder(store, "exports are written from", "name it with --store")
    with talk.progress({"rows": "rows read for the export"}) as progress:
        counts = export_dataset(
            folder,
            format_,
            output or sys.stdout.buffer,
            complete=complete,
            query=query,
            parameters=parameters or (),
            disease=disease,
            drug=drug,
            creator=creator,
            created=created,
            report=talk.say,
            progress=progress,
        )
    written = f", written to {output}" if output else ""
    told = ", ".join(
        counted(count, _SINGULAR.get(what, what.removesuffix("s")), what) for what, count in counts.items()
    )
    talk.say(f"{told}{written}; {last.read_from(store)}")


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help="RDF or KGX files that kg export wrote, or KGX of another program; .gz too."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder of the dataset to make; a new one.")],
    format_: Annotated[
        str,
        typer.Option(
            "--from", metavar="FORMAT", help="Format of the files, where their names do not tell: nquads, kgx-tsv, ..."
        ),
    ] = "",
    partial: Annotated[
        bool,
        typer.Option(
            "--partial", help="Take what the files hold, though they are not a whole export made with --complete."
        ),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the counts as a list of objects.")] = False,
) -> None:
    """Make a dataset of RDF or KGX files: of a complete export the very dataset that it was made of.

    Example: kg import mtor-hcc.nq --out build/again
    """
    from kg.exchange.importing import import_files, with_formats
    from kg.interfaces.commands import talk
    from kg.interfaces.output import write_rows

    given = with_formats(files, format_)
    with talk.progress({"statements": "statements read", "lines": "lines read"}) as progress:
        made = import_files(given, out, partial=partial, report=talk.say, progress=progress)
    rows = [{"name": name, "rows": count} for name, count in made.counts.items()]
    write_rows(rows, ["name", "rows"], "json" if json else "table", sys.stdout)
    same = "the same as was exported" if made.same else "what the files hold"
    talk.say(f"{out} holds {same}; content {made.content}")
    if made.rejected:
        what = counted(made.rejected, "line")
        talk.say(
            f"{what} that a dataset has no place for: the reasons are in {out / 'tables' / 'rejects.parquet'}, see kg"
            f" rejects --store {out}"
        )
        raise typer.Exit(1)


def sparql(
    name: Annotated[
        str,
        typer.Argument(metavar="QUERY.rq|NAME", help="A file of SPARQL, or a query of the pack that has a twin in it."),
    ],
    source: Annotated[
        str,
        typer.Argument(
            metavar="EXPORT",
            help="RDF file to ask instead of a dataset: .nq, .trig, .ttl, .nt, .jsonld, .rdf; .gz too.",
        ),
    ] = "",
    store: FolderOption = "",
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            "-p", "--param", metavar="KEY=VALUE", help="A parameter, as in kg query; in a file of your own text."
        ),
    ] = None,
    statement: Annotated[
        bool, typer.Option("--statement", help="Print the question, complete in itself, for another store to answer.")
    ] = False,
    format_: FormatOption = "table",
    json: JsonOption = False,
) -> None:
    """Answer a question in SPARQL from an export, or from a dataset as its export has it.

    Example: kg sparql drugs-studied-for-disease mtor-hcc.nq -p disease=MONDO:0007256
    """
    from kg.exchange import sparql as asking
    from kg.interfaces.api.open_graph import open_graph
    from kg.interfaces.commands import last, talk
    from kg.interfaces.commands.options import format_of
    from kg.interfaces.output import write_rows

    format_ = format_of(format_, json)
    question = asking.question_of(name, parameters or ())
    if statement:
        typer.echo(asking.portable(question), nl=False)
        return
    place = (
        Path(source)
        if source and not store and Path(source).is_file()
        else last.dataset_folder(last.one(store, source), "exports are written from", "name it with --store")
    )
    with talk.progress({"rows": "rows read for the export"}) as progress:
        if place.is_file():
            columns, rows = asking.answer(asking.load(place, progress, talk.say), question, talk.say)
        else:
            with open_graph(place, report=talk.say) as opened:
                answer = opened.answer_sparql(question, progress)
            columns, rows = list(answer.columns), list(answer)
    write_rows(rows, columns, format_, sys.stdout)
    talk.say(f"read from {place}")


def check(
    places: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...", help="RDF or KGX files (or the folder of KGX files) instead of a graph; .gz too."
        ),
    ] = None,
    store: StoreOption = "",
    format_: Annotated[
        str,
        typer.Option(
            "--from", metavar="FORMAT", help="Format of the files, where their names do not tell: nquads, kgx-tsv, ..."
        ),
    ] = "",
    limit: Annotated[int, typer.Option(min=0, help="Faults that are listed (0: all); all are counted.")] = 100,
    shapes: Annotated[
        bool, typer.Option("--shapes", help="Print the SHACL shapes of our RDF, with the base that is set, and leave.")
    ] = False,
    counts: Annotated[
        bool,
        typer.Option(
            "--counts",
            help="Print how many nodes, claims and direct edges there are, and not the faults: the same numbers for a "
            "dataset, its graph, its RDF and its KGX.",
        ),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the faults, or counts, as a list of objects.")] = False,
) -> None:
    """Look for faults: in files by the shapes of our RDF or by Biolink, in a graph by what its rows name.

    One line a fault: its place, the property, what is there and what was expected. With a fault the exit code is 1.

    Example: kg check mtor-hcc.nq
    """
    from kg.interfaces.commands import last, talk

    if shapes:
        from kg.exchange.check.shacl import turtle

        sys.stdout.write(turtle())
        return
    from dataclasses import asdict

    from kg.exchange.check import checking
    from kg.exchange.check import counts as counted_alike
    from kg.exchange.check.faults import COLUMNS
    from kg.interfaces.output import write_rows
    from kg.stores import without_credentials

    if places and store:
        raise ConfigError(f"--store {store} and {', '.join(places)}: give files to check, or a graph, one of the two")
    given = places or [last.store(store)]
    with talk.progress({"rows": "rows read", "statements": "statements read", "lines": "lines read"}) as progress:
        found = checking.check(given, format=format_, limit=limit, report=talk.say, progress=progress)
    if counts:
        numbers = list(counted_alike.rows(found.counts))
        write_rows(numbers, list(counted_alike.COLUMNS), "json" if json else "table", sys.stdout)
    elif json:
        write_rows([asdict(one) for one in found.faults], COLUMNS, "json", sys.stdout)
    else:
        sys.stdout.writelines(f"{one}\n" for one in found.faults)
    for note in found.notes:
        talk.say(note)
    checked = ", ".join(
        counted(number, _SINGULAR.get(what, what.removesuffix("s")), what) for what, number in found.checked.items()
    )
    listed = 0 if counts else len(found.faults)
    shown = f", the first {listed:,} are listed" if 0 < listed < found.total else ""
    told = counted(found.total, "fault") if found.total else "no fault"
    talk.say(f"{', '.join(map(without_credentials, given))}: {checked or 'nothing'} checked: {told}{shown}")
    if found.total:
        raise typer.Exit(1)
