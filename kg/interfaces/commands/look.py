"""``kg ground`` and ``kg doctor``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.interfaces.commands.graph import FormatOption, JsonOption
from kg.interfaces.commands.pipeline import CorrectionsOption, ProfileOption


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(ground)
    app.command()(doctor)


TypeOption = Annotated[
    str, typer.Option("--type", help="drug, target, pathway, disease, role, cellline or organism, in any case.")
]
"""The types that names have, ``kg.schema.mention_types``: the help is there before the vocabulary is read."""


def ground(
    texts: Annotated[list[str], typer.Argument(metavar="TEXT...", help="Names to ground.")],
    type_: TypeOption = "",
    within: Annotated[
        str | None,
        typer.Option(
            "--in",
            metavar="TEXT|FILE",
            help=(
                "A sentence, an abstract or a file with one document: what the names are grounded to there, beside what"
                " each gets alone, "
                "and what of the text changed it."
            ),
        ),
    ] = None,
    corrections: CorrectionsOption = None,
    profile: ProfileOption = "default",
    format_: FormatOption = "table",
    json: JsonOption = False,
) -> None:
    """Show which entities a name may stand for, ranked, and why; with --in, what it stands for in a text, exactly as kg
    annotate has it.

    A value of --in that looks like a path (no blank and a slash, or an ending such as .txt) has to be one. --profile
    counts with --in only, and --corrections needs it.

    Example: kg ground COX-2 --in "Inhibition of cyclooxygenase-2 (COX-2) in rat kidney."
    """
    from kg.errors import ConfigError
    from kg.interfaces.output import FORMATS, unknown_format, write_rows

    label = node_label(type_)
    format_ = "json" if json else format_
    if format_ not in FORMATS:
        raise unknown_format(format_)
    if corrections and within is None:
        raise ConfigError("--corrections are applied where a text prints a name: give a text or a file with --in")
    from kg.interfaces.commands.talk import say

    if within is None:
        from kg.interfaces.api.grounding import ground as grounded

        rows = grounded(texts, type=label)
    else:
        from kg.interfaces.api.grounding_in_text import ground_in_text
        from kg.pipeline.in_text import document_of

        rows = ground_in_text(texts, document_of(within), label, corrections or (), profile)
        for note in rows.notes:
            say(note)
    write_rows(rows, rows.columns, format_, sys.stdout)
    if rows.notes:
        if within is None:
            say(rows.notes[0])
        raise typer.Exit(1)


def node_label(type_: str) -> str:
    """The node label a user means by ``--type``, in any case; empty for none. Raises ConfigError for another word."""
    from kg import schema
    from kg.errors import ConfigError

    try:
        return schema.mention_type(type_) if type_ else ""
    except ConfigError as error:
        raise ConfigError(f"--type {error}") from None


def doctor(format_: FormatOption = "table", json: JsonOption = False) -> None:
    """Check this installation: packages, lexicon, cache, disk, the dataset last run; exit 1 when something is wrong.

    Example: kg doctor
    """
    from kg.interfaces.doctor import COLUMNS, checks
    from kg.interfaces.output import write_rows

    rows = checks()
    write_rows(rows, list(COLUMNS), "json" if json else format_, sys.stdout)
    if any(row["state"] == "wrong" for row in rows):
        raise typer.Exit(1)
