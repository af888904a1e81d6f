"""``kg names`` and ``kg rejects``: what a dataset says, and what is in none of its documents."""

from __future__ import annotations

import csv
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from kg.interfaces.commands.options import DatasetArgument, FolderOption, FormatOption, JsonOption, TypeOption

if TYPE_CHECKING:  # importing it would cost the help a tenth of a second
    from kg.pipeline.frequent import FrequentName

COLUMNS = ("type", "surface", "long_form", "id", "name", "documents", "mentions", "reason", "example")
CONTEXTS = "contexts"
TSV = "tsv"

SHOWN = 5
"""Rejects, and reasons, that are said after a run."""


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(names)
    app.command()(rejects)


def names(
    store: FolderOption = "",
    dataset: DatasetArgument = "",
    type_: TypeOption = "",
    least: Annotated[int, typer.Option(min=1, help="Only names in at least this many documents.")] = 1,
    limit: Annotated[int, typer.Option(min=0, help="Names that are listed, the first in the order (0: all).")] = 100,
    by: Annotated[
        str,
        typer.Option(
            help=(
                "Order: documents (the most frequent first), or doubt (the weakest reason first: likeness, few"
                " annotators, a guess, other "
                "case; then the lowest score)."
            )
        ),
    ] = "documents",
    no_id: Annotated[
        bool, typer.Option("--no-id", help="Only names that are recognised and stand for no known entity.")
    ] = False,
    undefined: Annotated[
        bool, typer.Option("--undefined", help="Only short forms that no document of the dataset defines.")
    ] = False,
    left_out: Annotated[
        bool, typer.Option("--left-out", help="Also names that corrections leave out; their id is none.")
    ] = False,
    contexts: Annotated[
        int, typer.Option(min=0, help="Contexts of each name, one a document, the name in brackets.")
    ] = 0,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            help="table, json, csv, markdown, or tsv: a table of corrections to fill in (see docs/corrections.md).",
        ),
    ] = "table",
    json: JsonOption = False,
) -> None:
    """List the names that a dataset's texts use most: the entity each stands for, in how many documents, and why.

    A surface is listed once for each type that it is recognised as, entity and long form by which documents define it.
    What is corrected is listed as its correction has it, with the file and line of the correction behind the reason.

    Example: kg names --store build/mtor-hcc --type target --contexts 2
    """
    from dataclasses import asdict

    from kg.errors import QueryError, counted
    from kg.interfaces.api.ground_alone import label_of
    from kg.interfaces.commands import last
    from kg.interfaces.commands.talk import say
    from kg.interfaces.output import FORMATS, write_rows
    from kg.pipeline.frequent import ORDERS, frequent_names

    format_ = "json" if json else format_
    if format_ not in (*FORMATS, TSV):
        raise QueryError(f"format {format_!r}: expected one of {', '.join((*FORMATS, TSV))}")
    if by not in ORDERS:
        raise QueryError(f"--by {by!r}: expected one of {', '.join(ORDERS)}")
    label = label_of(type_)
    folder = last.dataset_folder(last.one(store, dataset), "names are in", "name it with --store")
    found = frequent_names(
        folder,
        label,
        least=least,
        limit=limit,
        by=by,
        without_id=no_id,
        undefined=undefined,
        left_out=left_out,
        contexts=contexts,
    )
    say(f"{folder}: {counted(len(found), 'name')} listed{f', {ORDERS[by]}' if limit and len(found) == limit else ''}")
    columns = [*COLUMNS, *([CONTEXTS] if contexts else [])]
    if format_ == TSV:
        write_table(found, columns, sys.stdout)
        return
    rows: list[dict[str, Any]] = [asdict(one) | {CONTEXTS: list(one.contexts)} for one in found]
    write_rows(rows, columns, format_, sys.stdout)


def write_table(found: Sequence[FrequentName], columns: Sequence[str], stream: TextIO) -> None:
    """Write names as a table of the corrections that there are, which corrects nothing more: whoever changes an ``id``
    and says ``why`` has another.
    """
    from kg.pipeline.corrections import COLUMNS as FIRST
    from kg.pipeline.corrections import LONG_FORM, WAS

    head = (*FIRST, LONG_FORM, WAS, *(column for column in columns if column not in (*FIRST, LONG_FORM)))
    writer = csv.writer(stream, dialect="excel-tab", lineterminator="\n")
    writer.writerow(head)
    for one in found:
        cells = {column: getattr(one, column) for column in (*columns, "why", WAS)}
        cells |= {"id": one.corrected or one.id, CONTEXTS: " | ".join(one.contexts)}
        writer.writerow([" ".join(str(cells[column]).split()) for column in head])


def say_rejects(dataset: Path) -> None:
    """Say how often each reason was given, most frequent first, then the first few refused records and how to see the
    others.
    """
    from kg.dataset.rejects import RESOLVED, by_reason, rejects, told
    from kg.errors import counted
    from kg.interfaces.commands.talk import say

    refused = [one for one in rejects(dataset) if one.stage != RESOLVED]
    reasons = by_reason(refused)
    if len(reasons) < len(refused) or len(refused) > SHOWN:  # otherwise each record below is a reason of its own
        for count, reason in reasons[:SHOWN]:
            say(f"{counted(count, 'record')} rejected: {reason}")
        if others := sum(count for count, _ in reasons[SHOWN:]):
            say(f"{counted(others, 'record')} rejected for {counted(len(reasons) - SHOWN, 'other reason')}")
    for one in refused[:SHOWN]:
        say(f"rejected: {told(one)}")
    listed = "them" if len(refused) <= SHOWN else f"all {len(refused):,}"
    say(f"kg rejects --store {shlex.quote(str(dataset))} lists {listed}")


def rejects(
    store: FolderOption = "",
    dataset: DatasetArgument = "",
    format_: FormatOption = "table",
    json: JsonOption = False,
) -> None:
    """List every record of a dataset that is in none of its documents: refused, superseded or deleted, with its place
    and the reason.

    Where only a part of a record was refused (a mention at wrong offsets, a year that cannot be), the part is listed.

    Example: kg rejects --store build/mtor-hcc
    """
    from kg.dataset.rejects import COLUMNS, RESOLVED
    from kg.dataset.rejects import rejects as listed
    from kg.errors import counted
    from kg.interfaces.commands import last
    from kg.interfaces.commands.talk import say
    from kg.interfaces.output import write_rows

    folder = last.dataset_folder(last.one(store, dataset), "rejects are in", "name it with --store")
    rows = [{column: getattr(one, column) for column in COLUMNS} for one in listed(folder)]
    resolved = sum(row["stage"] == RESOLVED for row in rows)
    say(f"{folder}: {counted(len(rows) - resolved, 'record')} rejected, {resolved:,} superseded or deleted")
    write_rows(rows, COLUMNS, "json" if json else format_, sys.stdout)
