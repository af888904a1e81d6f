"""``kg export``, ``kg import`` and ``kg sparql``: the graph leaves for others, and comes back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import counted
from kg.interfaces.commands.options import FormatOption, JsonOption

_SINGULAR = {"entities": "entity", "rows besides": "row besides"}
"""What an export counts -> the word for one of them, where it is more than an ``s`` less."""


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(export)
    app.command("import")(import_)
    app.command()(sparql)


FORMATS = "nquads, ntriples, trig, turtle, jsonld, rdfxml, kgx-jsonl, kgx-tsv, graphml, csv or neo4j-admin."


def export(
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help=FORMATS)],
    dataset: Annotated[
        str,
        typer.Option(
            "--dataset", "--store", help="Dataset folder (default: $KG_STORE, else the dataset last run here)."
        ),
    ] = "",
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
) -> None:
    """Write the graph for other graphs: RDF, KGX, GraphML, tables, or a folder that neo4j-admin imports; all of it, or
    a part.

    Example: kg export turtle --disease "hepatocellular carcinoma" --drug everolimus -o everolimus-hcc.ttl
    """
    from kg.exchange.exporting import check_format, export_dataset
    from kg.interfaces.commands import last, talk

    check_format(format_, complete)
    folder = last.dataset_folder(dataset, "exports are written from", "name it with --dataset")
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
            report=talk.say,
            progress=progress,
        )
    written = f", written to {output}" if output else ""
    told = ", ".join(
        counted(count, _SINGULAR.get(what, what.removesuffix("s")), what) for what, count in counts.items()
    )
    talk.say(f"{told}{written}; {last.read_from(dataset)}")


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
            f" rejects {out}"
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
            metavar="EXPORT|DATASET",
            help="RDF file (.nq, .trig, .ttl, .nt, .jsonld, .rdf; .gz too) or dataset folder "
            "(default: $KG_STORE, else the dataset last run here).",
        ),
    ] = "",
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            "-p", "--param", metavar="KEY=VALUE", help="A parameter, as in kg query; in a file of your own text."
        ),
    ] = None,
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
    place = (
        Path(source)
        if source and Path(source).is_file()
        else last.dataset_folder(source, "exports are written from", "name it with --dataset")
    )
    with talk.progress({"rows": "rows read for the export"}) as progress:
        if place.is_file():
            columns, rows = asking.answer(asking.load(place, progress, talk.say), question)
        else:
            with open_graph(place, report=talk.say) as opened:
                answer = opened.answer_sparql(question, progress)
            columns, rows = list(answer.columns), list(answer)
    write_rows(rows, columns, format_, sys.stdout)
    talk.say(f"read from {place}")
