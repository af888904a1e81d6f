"""The ``kg`` command. Data goes to stdout, talk to stderr; exit 0 good, 1 something was lost or rejected, 2 wrong
usage.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import Annotated

import typer

from kg.errors import KgError
from kg.interfaces.commands import (
    ask,
    curate,
    dataset,
    evaluate,
    exchange,
    ground,
    mcp,
    ontologies,
    pipeline,
    report,
    sample,
    serve,
    train,
)
from kg.interfaces.output import shown_escaped
from kg.version import __version__

INTERRUPTED = 130
"""Exit code after a Ctrl-C."""

AGAIN = "interrupted; no file was left half written, and the same command can be given again"
"""What is said after a Ctrl-C where a command has no more to say."""

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="From biomedical abstracts to a knowledge graph with its evidence: read, ground, relate, ask, export.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


pipeline.register(app)
evaluate.register(app)
ask.register(app)
report.register(app)
exchange.register(app)
ground.register(app)
dataset.register(app)
mcp.register(app)
sample.register(app)
app.add_typer(curate.app, name="curate")
serve.register(app)
app.add_typer(ontologies.app, name="ontologies")
app.add_typer(train.app, name="train")


def main() -> None:
    """Run the command line; a KgError becomes one line on stderr and its exit code."""
    try:
        try:
            app(prog_name="kg")
        finally:
            sys.stdout.flush()
    except KgError as error:
        _say(str(error))
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our stdout (head, less) has seen enough; Python must not complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except UnicodeEncodeError as error:
        _say(
            f"the output has {error.object[error.start]!a}, which its encoding, {error.encoding}, lacks: set"
            " PYTHONIOENCODING=utf-8, or take --format json, which is escaped"
        )
        sys.exit(1)
    except OSError as error:
        # What no stage has turned into an error of its own: output that cannot be written, a cache that cannot be made.
        _say(f"{error.filename or 'output'}: {error.strerror or error}")
        sys.exit(1)
    except KeyboardInterrupt:
        _say(AGAIN)
        sys.exit(INTERRUPTED)
    except SystemExit as left:
        if isinstance(left.__context__, OSError) and left.__context__.errno == errno.EPIPE:
            sys.exit(0)  # the library of the command line was quicker to see that the reader has seen enough
        # The library makes this of a Ctrl-C that no command has said more about.
        if left.code == INTERRUPTED:
            _say(AGAIN)
        raise


def _say(message: str) -> None:
    print(f"kg: {shown_escaped(message)}", file=sys.stderr)  # noqa: T201 - the one place errors are printed
