"""``kg sample``: random rows of an answer to judge, and what was judged."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.interfaces.commands.curate import ByOption, DateOption, PipelineOption, said, today
from kg.interfaces.commands.options import FormatOption, JsonOption, StoreOption, format_of

if TYPE_CHECKING:
    from kg.interfaces.api.sample_rows import Judging

SHOWN = 20
"""Wrong rows that are told one by one."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(sample)


def sample(
    query: Annotated[
        str, typer.Argument(help="Name of a query (see kg queries) or a file of your own; with --judge the file says.")
    ] = "",
    parameters: Annotated[
        list[str] | None,
        typer.Option("-p", "--param", metavar="KEY=VALUE", help="A parameter of the query; may be repeated."),
    ] = None,
    number: Annotated[int, typer.Option("-n", "--rows", min=1, help="Rows to draw, all where there are no more.")] = 40,
    seed: Annotated[int, typer.Option(help="Another seed draws other rows; the same seed the same.")] = 1,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE.tsv", help="Table to write, - for stdout; not one that is there."),
    ] = None,
    judge: Annotated[
        Path | None,
        typer.Option("--judge", metavar="FILE.tsv", help="Read such a table back and say how many rows are right."),
    ] = None,
    wrong: Annotated[
        bool, typer.Option("--wrong", help="With --judge: print the wrong rows, not the measure.")
    ] = False,
    curate: Annotated[
        bool,
        typer.Option(
            "--curate", help="With --judge: reject the evidence of wrong rows behind which there is one piece of it."
        ),
    ] = False,
    pipeline: PipelineOption = "",
    by: ByOption = "",
    date: DateOption = "",
    store: StoreOption = "",
    format_: FormatOption = "table",
    json: JsonOption = False,
) -> None:
    """Draw random rows of a query's answer to judge, each with the sentences behind it and links to PubMed.

    Open the table in a spreadsheet, fill in judgement (right, wrong or unclear) and note, save it as TSV, and let
    --judge read it: it says how many rows are right, with the 95% interval that so many judged rows allow, and by tier.
    Reading is an option of the same command, because the table knows what it is a sample of: nothing is said twice.
    Rows stand in random order, so those that you got to are a sample as well.

    Example: kg sample drugs-studied-for-disease -p disease=HCC -n 40 -o rows.tsv
    """
    from kg.errors import QueryError
    from kg.interfaces.api.open_graph import open_graph
    from kg.interfaces.commands import last
    from kg.interfaces.commands.talk import say

    format_ = format_of(format_, json)
    if judge is None and (wrong or curate):
        raise QueryError("--wrong and --curate go with --judge FILE.tsv")
    if judge is None and (not query or output is None):
        raise QueryError("give a query and -o FILE.tsv to draw rows, or --judge FILE.tsv to read them back")
    if judge is not None and output is not None:
        raise QueryError("-o writes a new table and --judge reads one: give one of the two")
    to_stdout = output is not None and str(output) == "-"
    if output is not None and not to_stdout:
        _check_place(output, last.store(store))
    with open_graph(last.store(store), report=say) as graph:
        if output is not None:
            drawn = graph.sample(query, _pairs(query, parameters or ()), n=number, seed=seed)
            if to_stdout:
                _print_table(drawn.text)
            else:
                drawn.write(output)
            place, file = ("stdout", "FILE.tsv") if to_stdout else (output, output)
            say(
                f"{len(drawn):,} of {drawn.population:,} rows of {query} written to {place}:"
                f" fill in judgement (right, wrong, unclear) and note, then kg sample --judge {file}"
            )
        elif judge is not None:
            done = graph.judged(judge, query, _pairs(query, parameters) if parameters else None)
            _print(done, wrong, format_)
            if curate:
                _reject(done, judge, by, date or today(), pipeline, last.store(store))
    say(last.read_from(store))


def _check_place(output: Path, store: str) -> None:
    """Raise ConfigError for a place where a sample is not written: over a file, or into the dataset."""
    from kg.dataset.opened import require_outside
    from kg.errors import QueryError
    from kg.stores import folder_of, is_folder

    if is_folder(store):
        require_outside(output, folder_of(store))
    if output.exists():
        raise QueryError(f"{output} is there already, and may hold judgements: name another file with -o")


def _print_table(text: str) -> None:
    from kg.exchange.export.whole_files import streaming

    with streaming(sys.stdout.buffer) as stream:
        stream.write(text.encode())


def _pairs(query: str, parameters: Sequence[str]) -> dict[str, str]:
    """Parameters as they are written, by key. Raises QueryError for what is none of the query's."""
    from kg.ask.queries import parse_parameters
    from kg.errors import QueryError
    from kg.interfaces.api.questions import question_of

    if not query:
        raise QueryError("-p goes with the name of the query")
    parse_parameters(question_of(query), parameters)
    return {key.strip(): text.strip() for key, _, text in (pair.partition("=") for pair in parameters)}


def _print(done: Judging, wrong: bool, format_: str) -> None:
    from kg.interfaces.commands.talk import say
    from kg.interfaces.output import write_rows

    for note in done.notes:
        say(note)
    judged = sum(bool(row.judgement) for row in done.read.rows)
    say(
        f"{judged:,} of {len(done.read.rows):,} sampled rows judged, of {done.read.population:,} rows of"
        f" {done.read.query}"
    )
    rows = done.wrong if wrong else done.precision
    write_rows(rows, rows.columns, format_, sys.stdout)
    if not wrong:
        for row in list(done.wrong)[:SHOWN]:
            say(f"wrong: {row['place']}: row {row['row']}{': ' if row['note'] else ''}{row['note']}")
        if len(done.wrong) > SHOWN:
            say(f"{len(done.wrong) - SHOWN:,} more are wrong; --wrong lists all")


def _reject(done: Judging, judge: Path, by: str, date: str, pipeline: str, store: str) -> None:
    """Reject what stands behind wrong rows, where that is one piece of evidence; the others are told."""
    from kg.interfaces.api.curate_evidence import reject_wrong
    from kg.interfaces.commands.talk import say
    from kg.stores import folder_of

    folder = folder_of(store, "evidence is judged in", "name the dataset folder with --store")
    rejected, left = reject_wrong(done.wrong, judge, by=by, date=date, pipeline=pipeline, dataset=folder)
    for row in left:
        several = len(row["evidence"]) > 1
        behind = f"{len(row['evidence']):,} pieces of evidence are" if several else _none_behind(done)
        advice = "; kg curate reject says which is wrong" if several else ""
        say(f"not curated: {row['place']}: {behind} behind row {row['row']}{advice}")
    if rejected:
        said(rejected, pipeline, folder)


def _none_behind(done: Judging) -> str:
    return "no evidence that was judged is still" if done.notes else "no evidence is"
