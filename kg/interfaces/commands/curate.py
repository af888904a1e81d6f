"""``kg curate``: judgements about evidence, kept beside a pipeline and applied at every rebuild."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.interfaces.commands.options import DatasetOption, FolderOption, FormatOption, JsonOption

if TYPE_CHECKING:
    from kg.interfaces.api.row_list import Rows

app = typer.Typer(
    no_args_is_help=True, help="Say which evidence is right or wrong; every run of the pipeline heeds it."
)

EvidenceArgument = Annotated[
    list[str],
    typer.Argument(metavar="EVIDENCE...", help="Ids of evidence, as kg explain --full shows them, or of assertions."),
]
PipelineOption = Annotated[
    str,
    typer.Option(
        "--pipeline",
        metavar="FILE",
        help="The pipeline beside which judgements are kept (default: the one that the dataset was made by).",
    ),
]
ByOption = Annotated[str, typer.Option("--by", help="Who says so.")]
DateOption = Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD", help="When it was said (default: today).")]


@app.command()
def accept(
    evidence: EvidenceArgument,
    note: Annotated[str, typer.Option(help="Why, if there is something to say.")] = "",
    by: ByOption = "",
    date: DateOption = "",
    pipeline: PipelineOption = "",
    store: FolderOption = "",
    dataset: DatasetOption = "",
) -> None:
    """Say of evidence that it is read rightly: it is flagged accepted, and its score counts as 1 in the belief.

    Example: kg curate accept 0b1f7c2d... --note "table 2 says so too" --by "A. Curator"
    """
    _judge("accept", evidence, note, by, date, pipeline, _folder(store, dataset))


@app.command()
def reject(
    evidence: EvidenceArgument,
    note: Annotated[str, typer.Option(help="Why: whoever looks at the evidence later reads it.")],
    by: ByOption = "",
    date: DateOption = "",
    pipeline: PipelineOption = "",
    store: FolderOption = "",
    dataset: DatasetOption = "",
) -> None:
    """Say of evidence that the text does not say so: it is kept, flagged rejected with the note, and counts nowhere.

    Of an assertion all its evidence is rejected that there is now; evidence that comes later is not judged by it.

    Example: kg curate reject 0b1f7c2d... --note "the placebo arm, not the drug" --by "A. Curator"
    """
    _judge("reject", evidence, note, by, date, pipeline, _folder(store, dataset))


@app.command("list")
def list_(
    pipeline: PipelineOption = "",
    store: FolderOption = "",
    dataset: DatasetOption = "",
    format_: FormatOption = "table",
    json: JsonOption = False,
) -> None:
    """List the judgements of a pipeline and what became of each in the dataset: applied, waiting for the next run, or
    unmatched, with the reason.

    Example: kg curate list --pipeline mine.toml
    """
    from kg.interfaces.api.curate_evidence import curation
    from kg.interfaces.commands.options import format_of
    from kg.interfaces.output import write_rows

    format_ = format_of(format_, json)
    rows = curation(pipeline, dataset=_folder(store, dataset))
    write_rows(rows, rows.columns, format_, sys.stdout)


@app.command()
def remove(
    evidence: EvidenceArgument,
    pipeline: PipelineOption = "",
    store: FolderOption = "",
    dataset: DatasetOption = "",
) -> None:
    """Take judgements back, by the ids in the column evidence of kg curate list.

    Example: kg curate remove 0b1f7c2d...
    """
    from kg.errors import counted
    from kg.interfaces.api.curate_evidence import file_of, uncurate
    from kg.interfaces.commands.talk import say

    folder = _folder(store, dataset)
    left = uncurate(evidence, pipeline=pipeline, dataset=folder)
    say(f"{file_of(pipeline, folder)} has {counted(len(left), 'judgement')} left; the next kg run heeds it")


def _judge(action: str, evidence: list[str], note: str, by: str, date: str, pipeline: str, folder: Path) -> None:
    from kg.interfaces.api.curate_evidence import curate

    said(
        curate(action, evidence, note=note, by=by, date=date or today(), pipeline=pipeline, dataset=folder),
        pipeline,
        folder,
    )


def said(made: Rows, pipeline: str, folder: Path) -> None:
    """Say where judgements were written, and what has to follow."""
    from kg.errors import counted
    from kg.interfaces.api.curate_evidence import file_of
    from kg.interfaces.commands.talk import say

    for row in made:
        denied = "not " if row["negated"] else ""
        say(f"{row['flag']}: {row['document']}, {row['subject']} {denied}{row['relation']} {row['object']}")
    say(
        f"{counted(len(made), 'judgement')} written to {file_of(pipeline, folder)}; the dataset is as it was until the"
        " next kg run of the pipeline"
    )


def today() -> str:
    """The date of a judgement that names none."""
    from datetime import date

    return date.today().isoformat()


def _folder(store: str, dataset: str) -> Path:
    from kg.interfaces.commands import last

    return last.dataset_folder(last.one(store, dataset), "evidence is judged in", "name it with --store")
