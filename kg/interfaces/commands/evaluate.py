"""``kg evaluate``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.interfaces.commands.options import FormatOption, JsonOption, ProfileOption
from kg.pipeline import guidelines


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(evaluate)


def evaluate(
    gold: Annotated[
        list[str], typer.Argument(metavar="GOLD...", help="Gold files, folders or globs, or - for standard input.")
    ],
    task: Annotated[
        str,
        typer.Option(
            help=(
                "mentions, grounding, relations, relations-in-text, negation, polarity, studies or claims; left out,"
                " what the first file is gold for."
            )
        ),
    ] = "",
    given: Annotated[
        bool, typer.Option("--given", help="Task grounding: ground the gold's mentions instead of the raw text.")
    ] = False,
    part: Annotated[
        str, typer.Option(help="Tasks relations and negation: tune or report, the documents to tune on or the others.")
    ] = "",
    profile: ProfileOption = "default",
    guideline: Annotated[
        str,
        typer.Option(
            help=f"Whose notion of a mention, and of a relation, the networks follow: {guidelines.told()}."
            f" Task relations: {guidelines.told_relations()} are read as they annotate."
        ),
    ] = "",
    errors: Annotated[
        Path | None, typer.Option("--errors", help="File to write every mistake to, as JSON lines.")
    ] = None,
    format_: FormatOption = "table",
    json: JsonOption = False,
) -> None:
    """Measure mentions, grounding, relations, negation, polarity, studies or claims on gold data: precision, recall and
    F1 by type.

    Gold documents that do not fit their own text are named, left out and make exit code 1. Shapes, columns and
    mistakes: docs/evaluate.md; what a study and a claim are: docs/studies-and-claims.md.

    Example: kg evaluate bc5cdr-dev.pubtator --task grounding --errors mistakes.jsonl
    """
    from kg.errors import counted
    from kg.gold.evaluate.evaluation import evaluate as evaluated
    from kg.gold.evaluate.evaluation import write_mistakes
    from kg.gold.evaluate.task import TaskSettings
    from kg.interfaces.api.kept_lexicon import open_lexicon
    from kg.interfaces.commands import talk
    from kg.interfaces.commands.options import format_of
    from kg.interfaces.output import write_rows

    format_ = format_of(format_, json)
    with talk.progress(
        {"document": "documents read", "sentence": "sentences read", "result": "results read"}
    ) as progress:
        settings = TaskSettings(
            open_lexicon, given=given, part=part, profile=profile, guideline=guideline, progress=progress
        )
        name, columns, outcome = evaluated(gold, task, settings, talk.say)
    if errors is not None:
        write_mistakes(outcome.mistakes, name, errors)
        talk.say(f"{counted(len(outcome.mistakes), 'mistake')} in {errors}")
    write_rows(outcome.rows, columns, format_, sys.stdout)
    if outcome.rejects:
        what = counted(len(outcome.rejects), "gold file, document or line", "gold files, documents or lines")
        talk.say(f"{what} could not be used")
        raise typer.Exit(1)
