"""``kg ground`` and ``kg doctor``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.commands.graph import FormatOption, JsonOption
from kg.commands.pipeline import CorrectionsOption, ProfileOption


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(ground)
    app.command()(doctor)


TypeOption = Annotated[str, typer.Option("--type", help="drug, target, pathway, disease, role, cellline or organism, in any case.")]
"""The types that names have, ``kg.schema.mention_types``: the help is there before the vocabulary is read."""

IN_TEXT = ("text", "where", "places", "mention", "id", "name", "type", "score", "reason", "changed_by")
HERE, ALONE = "here", "alone"


def ground(
    texts: Annotated[list[str], typer.Argument(metavar="TEXT...", help="Names to ground.")],
    type_: TypeOption = "",
    within: Annotated[
        str | None,
        typer.Option(
            "--in",
            metavar="TEXT|FILE",
            help="A sentence, an abstract or a file with one document: what the names are grounded to there, beside what each gets alone, "
            "and what of the text changed it.",
        ),
    ] = None,
    corrections: CorrectionsOption = None,
    profile: ProfileOption = "default",
    format_: FormatOption = "table",
    json: JsonOption = False,
) -> None:
    """Show which entities a name may stand for, ranked, and why; with --in, what it stands for in a text, exactly as kg annotate has it.

    A value of --in that looks like a path (no blank and a slash, or an ending such as .txt) has to be one. --profile counts with --in
    only, and --corrections needs it.

    Example: kg ground COX-2 --in "Inhibition of cyclooxygenase-2 (COX-2) in rat kidney."
    """
    from kg.errors import ConfigError
    from kg.output import FORMATS, unknown_format, write_rows

    label = node_label(type_)
    format_ = "json" if json else format_
    if format_ not in FORMATS:
        raise unknown_format(format_)
    if within is not None:
        _ground_in_text(texts, within, label, corrections or (), profile, format_)
        return
    if corrections:
        raise ConfigError("--corrections are applied where a text prints a name: give a text or a file with --in")
    from kg.api import grounding
    from kg.commands.talk import say

    rows = grounding.ground(texts, type=label)
    write_rows(rows, rows.columns, format_, sys.stdout)
    for note in rows.notes:
        say(note)
    if rows.notes:
        raise typer.Exit(1)


def _ground_in_text(texts: list[str], within: str, label: str, corrections: Sequence[Path], profile: str, format_: str) -> None:
    from kg.annotator import Annotator
    from kg.api.grounding import candidate_row
    from kg.commands.talk import say
    from kg.config import Pipeline, following
    from kg.corrections import read_corrections
    from kg.in_text import document_of, in_other_number, in_text
    from kg.ontologies.open import open_lexicon
    from kg.output import write_rows

    document = document_of(within)
    lexicon = open_lexicon()
    annotator = Annotator(lexicon, Pipeline("ground", nlp=following("", profile), corrections=read_corrections(corrections)))
    rows: list[dict[str, Any]] = []
    lost = False
    for text in texts:
        found = in_text(text, document, annotator, lexicon, label)
        for one in found:
            places = [f"{start}-{end}" for start, end in one.places]
            identifier, name, score = (one.best.id, one.best.name, one.best.score) if one.best else ("", "", None)
            here = {"text": text, "where": HERE, "places": places, "mention": one.mention, "id": identifier, "name": name, "type": one.type}
            rows.append(here | {"score": score, "reason": one.reason, "changed_by": list(one.changed)})
        alone = annotator.alone(text, label)
        rows += [candidate_row(text, one) | {"where": ALONE, "places": [], "mention": "", "changed_by": []} for one in alone]
        if not any(one.type for one in found):
            lost = True
            of_type = f" as a {label.lower()}" if label else ""
            what = "is printed in the text but not recognised there" if found else f"is not in the text{of_type}"
            if not found and (other := in_other_number(text, document)):
                what += f", but {other!r} is, which is another surface"
            say(
                f"{text or repr(text)} {what}; "
                + ("alone it would be what is listed" if alone else "and the lexicon does not have it either")
            )
    write_rows(rows, IN_TEXT, format_, sys.stdout)
    if lost:
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
    from kg.doctor import COLUMNS, checks
    from kg.output import write_rows

    rows = checks()
    write_rows(rows, list(COLUMNS), "json" if json else format_, sys.stdout)
    if any(row["state"] == "wrong" for row in rows):
        raise typer.Exit(1)
