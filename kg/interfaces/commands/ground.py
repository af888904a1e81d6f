"""``kg ground`` and ``kg doctor``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.interfaces.commands.options import CorrectionsOption, FormatOption, JsonOption, ProfileOption, TypeOption


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(ground)
    app.command()(doctor)


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
    from kg.interfaces.api.ground_alone import label_of
    from kg.interfaces.api.ground_names import grounded
    from kg.interfaces.commands.options import format_of
    from kg.interfaces.commands.talk import say
    from kg.interfaces.output import write_rows

    label, format_ = label_of(type_), format_of(format_, json)
    if within is None:
        rows = grounded(texts, label, None, profile, corrections or ())
    else:
        from kg.interfaces.commands.talk import progress
        from kg.pipeline.in_text import document_of

        with progress({"ground": "names grounded"}) as told:
            rows = grounded(texts, label, document_of(within), profile, corrections or (), told)
    write_rows(rows, rows.columns, format_, sys.stdout)
    for note in rows.notes:
        say(note)
    if rows.notes:
        raise typer.Exit(1)


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
