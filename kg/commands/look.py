"""``kg ground`` and ``kg doctor``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.commands.graph import FormatOption, JsonOption


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(ground)
    app.command()(doctor)


def ground(
    texts: Annotated[list[str], typer.Argument(metavar="TEXT...", help="Names to ground.")],
    type_: Annotated[str, typer.Option("--type", help="drug, target, pathway, disease or role.")] = "",
    format_: FormatOption = "table",
    json: JsonOption = False,
) -> None:
    """Show which entities a name may stand for, ranked, and why.

    Example: kg ground RAD001 mTOR HCC
    """
    from kg.ground.grounder import of_names
    from kg.ontologies.open import open_lexicon
    from kg.output import write_rows

    label = node_label(type_)
    grounder = of_names(open_lexicon())
    rows = [
        {"text": text, "id": c.id, "name": c.name, "type": c.type, "score": c.score, "reason": c.reason}
        for text in texts
        for c in grounder.ground(text, label)
    ]
    write_rows(rows, ["text", "id", "name", "type", "score", "reason"], "json" if json else format_, sys.stdout)
    missing = [text for text in texts if not any(row["text"] == text for row in rows)]
    if missing:
        from kg.commands.talk import say

        shown = ", ".join(text if text.strip() else repr(text) for text in missing)
        say(f"not in the lexicon: {shown}; kg ontologies search looks inside names")
        raise typer.Exit(1)


def node_label(type_: str) -> str:
    """The node label a user means by ``--type``, in any case; empty for none. Raises ConfigError for another word."""
    from kg import schema
    from kg.errors import ConfigError

    labels = {label.casefold(): label for label in schema.entity_types()}
    if type_ and type_.casefold() not in labels:
        raise ConfigError(f"--type {type_!r}: expected one of {', '.join(labels)}")
    return labels.get(type_.casefold(), "")


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
