"""``kg report``: an answer as a document to hand on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.interfaces.commands.options import StoreOption

SENTENCES = 20
"""As in ``kg.interfaces.report.contents``, which costs the help too much to import; a test holds that they agree."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(report)


def report(
    name: Annotated[str, typer.Argument(help="Name of a query (see kg queries), or a file of your own: my.cypher.")],
    output: Annotated[
        str, typer.Option("-o", "--output", help="File to write, .html or .md; - for stdout, the default.")
    ] = "-",
    parameters: Annotated[
        list[str] | None,
        typer.Option("-p", "--param", metavar="KEY=VALUE", help="A parameter, as in kg query; may be repeated."),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", help="html or markdown (default: by the name of the file, else html).")
    ] = "",
    date: Annotated[
        str, typer.Option("--date", metavar="DATE", help="A date to print, such as 2026-05-01; none else.")
    ] = "",
    sentences: Annotated[
        int, typer.Option("--sentences", metavar="N", help="Sentences about each row, the strongest first.")
    ] = SENTENCES,
    store: StoreOption = "",
) -> None:
    """Write an answer as a document to hand on: its method, coverage, charts, all rows, the sentences behind them, and
    the limits of it, in one HTML page that needs nothing from elsewhere, or in Markdown.

    Example: kg report mtor-inhibitors-with-hcc-evidence -o report.html
    """
    from kg.ask.queries import values_of
    from kg.errors import counted
    from kg.exchange.export.whole_files import streaming, writing
    from kg.interfaces.api.open_graph import open_graph
    from kg.interfaces.api.questions import question_of
    from kg.interfaces.commands import last
    from kg.interfaces.commands.talk import say
    from kg.interfaces.report.contents import ReportSettings
    from kg.interfaces.report.formats import check_output, format_for

    wanted = question_of(name)
    values = values_of(wanted, parameters or ())
    format_ = format_for(format_, output)
    settings = ReportSettings(date, sentences)
    address = last.store(store)
    check_output(output, wanted, address)
    with open_graph(address, report=say) as opened:
        content = opened.report_on(wanted, values, format_, settings).encode()
    if output == "-":
        with streaming(sys.stdout.buffer) as stream:
            stream.write(content)
        written = ""
    else:
        with writing(Path(output)) as (file,):
            file.write(content)
        written = f"{output}: a report of {counted(len(content), 'byte')} in {format_}; "
    say(f"{written}{last.read_from(store)}")
