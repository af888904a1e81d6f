"""``kg export``, ``kg import`` and ``kg sparql``: the graph leaves for others, and comes back."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import counted


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
    from kg.errors import ConfigError
    from kg.exchange.export import COMPLETE, EXPORTS, FOLDERS, SEVERAL
    from kg.exchange.export.report import ExportOptions
    from kg.interfaces.commands import last, talk

    formats = {**EXPORTS, **FOLDERS}
    if format_ not in formats:
        raise ConfigError(f"{format_!r} is not an export format: expected one of {', '.join(formats)}")
    if complete and format_ not in COMPLETE:
        raise ConfigError(f"{format_} cannot hold all of a dataset: --complete is for {', '.join(COMPLETE)}")
    folder = last.dataset_of(dataset)
    if output.endswith(os.sep) and format_ in SEVERAL:
        made_folder(Path(output))
    if query and (disease or drug):
        raise ConfigError("give --query, or --disease and --drug: a part is of the one or of the other")
    if parameters and not query:
        raise ConfigError("-p is a parameter of --query: name the query")
    target = Path(output) if output else sys.stdout.buffer
    with ExitStack() as stack:
        progress = stack.enter_context(talk.progress({"rows": "rows read for the export"}))
        if query or disease or drug:
            folder = _part(stack, folder, query, parameters or [], disease, drug)
        counts = formats[format_](folder, target, talk.say, ExportOptions(complete, progress))
    written = f", written to {output}" if output else ""
    talk.say(", ".join(f"{count:,} {what}" for what, count in counts.items()) + f"{written}; {last.read_from(dataset)}")


def _part(stack: ExitStack, dataset: Path, query: str, parameters: list[str], disease: str, drug: str) -> Path:
    """A part of a dataset, as a dataset of its own that is there until the stack ends."""
    from kg.ask.lookup import known
    from kg.exchange.asking import of_entities, of_query
    from kg.exchange.part import write_part
    from kg.interfaces.commands.talk import say
    from kg.stores import open_store

    names = known()
    store = open_store(str(dataset), say)
    try:
        wanted = (
            of_query(store, query, parameters, names, say) if query else of_entities(store, disease, drug, names, say)
        )
    finally:
        store.close()
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kg-part-"))) / "part"
    counts = write_part(dataset, wanted, folder)
    say(f"part: {wanted.asked}: {counted(counts['assertions'], 'claim')} in {counted(counts['documents'], 'document')}")
    return folder


def made_folder(folder: Path) -> None:
    """Make a folder that an export is to be written into. Raises DatasetError when it cannot be made."""
    from kg.errors import DatasetError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatasetError(
            f"cannot make the folder {folder}: {error.strerror or error}; name another place with -o"
        ) from None


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
    from kg.exchange.importing import format_of, import_files
    from kg.interfaces.commands import talk
    from kg.interfaces.output import write_rows

    given = [(path, format_of(path, format_)) for path in files]
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
    format_: Annotated[str, typer.Option("--format", help="table, json, csv or markdown.")] = "table",
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
) -> None:
    """Answer a question in SPARQL from an export, or from a dataset as its export has it.

    Example: kg sparql drugs-studied-for-disease mtor-hcc.nq -p disease=MONDO:0007256
    """
    from kg.ask.queries import parse_parameters
    from kg.exchange.sparql import ask, filled, load, named, own_statement, twin
    from kg.interfaces.commands import last, talk
    from kg.interfaces.output import FORMATS, unknown_format, write_rows

    format_ = "json" if json else format_
    if format_ not in FORMATS:
        raise unknown_format(format_)
    own = name.endswith(".rq") or os.sep in name
    query = None if own else twin(name)
    statement = own_statement(Path(name), parameters or []) if own else ""
    values = parse_parameters(query, parameters or []) if query else {}
    place = Path(source) if source and Path(source).is_file() else last.dataset_of(source)
    with talk.progress({"rows": "rows read for the export"}) as progress:
        store = load(place, progress)
    if query:
        statement = filled(query.cypher, named(store, query, values), {one.name: one.type for one in query.parameters})
    columns, rows = ask(store, statement, name, query.column_names if query else ())
    write_rows(rows, columns, format_, sys.stdout)
    talk.say(f"read from {place}")
