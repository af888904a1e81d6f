"""``kg run`` and ``kg annotate``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.interfaces.commands.options import CorrectionsOption, JsonOption, ProfileOption
from kg.pipeline import guidelines

if TYPE_CHECKING:
    from kg.pipeline.config import Pipeline
    from kg.pipeline.run import RunResult

SHOWN = 5
"""Files that are passed over which are named."""


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(run)
    app.command()(annotate)


def run(
    pipeline: Annotated[
        str,
        typer.Argument(
            metavar="PIPELINE.toml|INPUT", help="Pipeline file (TOML), or a first input: then --out is needed."
        ),
    ],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INPUT]...",
            help="Files, folders or globs to read instead of the pipeline's own source, each by its content.",
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Dataset folder to write instead of the pipeline's own.")] = None,
    add: Annotated[
        bool,
        typer.Option(
            "--add", help="Keep the inputs that the dataset has and put these after them, as one run over all of them."
        ),
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Let the dataset lose the inputs that it has and these are not.")
    ] = False,
    limit: Annotated[int, typer.Option(min=0, help="Stop after this many records (0: read all).")] = 0,
    fail_fast: Annotated[
        bool, typer.Option(help="Stop at the first document that fails, with its traceback (for developers).")
    ] = False,
    stop_after: Annotated[
        str,
        typer.Option(
            help="Stop after a stage: sources, nlp, ground or relate, the last of all; the dataset then holds no more"
            " than that."
        ),
    ] = "",
    workers: Annotated[int, typer.Option(min=1, help="Processes that work on files side by side.")] = 1,
    scheduler: Annotated[
        str, typer.Option(help="Address of a running Dask cluster, tcp://HOST:PORT, instead of --workers.")
    ] = "",
    store: Annotated[
        str,
        typer.Option(
            help="Server to bring to this dataset, bolt://HOST:7687, and to answer from (default: the embedded graph)."
        ),
    ] = "",
    format_: Annotated[
        str, typer.Option("--format", help="How the pipeline's answer is printed: table, json, csv or markdown.")
    ] = "table",
    json: JsonOption = False,
) -> None:
    """Read documents, write the dataset and answer the pipeline's question.

    The same command again does only what has changed. A run that would take inputs out of a dataset is refused: --add
    or --replace say what is meant. With --store the dataset is loaded into that server too; it may hold an earlier
    build of the same pipeline.

    Without a pipeline, --out says where the dataset goes: kg run abstracts.xml.gz more/ --out build/mine

    The worked example comes with the package and runs by its name, mtor-hcc.

    Example: kg run mtor-hcc
    """
    from kg.interfaces.api.kept_lexicon import open_lexicon
    from kg.interfaces.api.run_pipeline import planned_run
    from kg.interfaces.commands import ask, dataset, last, talk
    from kg.pipeline.curation import told as judgements_told
    from kg.pipeline.held import told
    from kg.pipeline.run import carry_out

    def check(settings: Pipeline) -> None:
        if settings.answer.query:
            ask.check_answer(settings.answer.query, settings.answer.parameters, format_, json)

    given = [pipeline, *(inputs or ())]
    planned = planned_run(
        given, out, add=add, replace=replace, limit=limit, stop_after=stop_after, check=check, report=talk.say
    )
    settings = planned.pipeline
    say_passed_over([one.name for one in planned.origin.inputs])
    lexicon = open_lexicon()
    kept = f"finished partitions are kept in {planned.dataset}, and the same command goes on from there"
    labels = {
        "read": "files read",
        "annotate": "records annotated",
        "write": "tables written",
        "download": "records downloaded",
    }
    with talk.interruptible(kept), talk.progress(labels) as progress:
        result = carry_out(
            planned, lexicon=lexicon, fail_fast=fail_fast, workers=workers, scheduler=scheduler, progress=progress
        )  # fmt: skip
    last.remember(result.dataset)
    talk.say(summary(result))
    if settings.corrections:
        for line in told(result.ledger["corrections"], f"in {result.dataset / 'run.json'}, corrections.unmatched"):
            talk.say(line)
    if curated := result.ledger.get("curation"):
        for line in judgements_told(curated, f"in {result.dataset / 'run.json'}, curation.unmatched"):
            talk.say(line)
    if result.rejected:
        dataset.say_rejects(result.dataset)
    with talk.interruptible(
        f"the dataset {result.dataset} is finished, and kg query --store {result.dataset} answers from it"
    ):
        if store:
            ask.load_into(result.dataset, store, renew=True)
        if settings.answer.query:
            ask.answer(store or str(result.dataset), settings.answer.query, settings.answer.parameters, format_, json)
    if result.rejected or result.unmatched:
        raise typer.Exit(1)


def say_passed_over(inputs: Sequence[str]) -> None:
    """Say how many files of the folders among inputs are not read, for their names end in something else."""
    from kg.errors import counted
    from kg.interfaces.commands.talk import say
    from kg.pipeline.sources import passed_over

    if left := passed_over(inputs):
        shown = ", ".join(left[:SHOWN]) + (f" and {len(left) - SHOWN:,} more" if len(left) > SHOWN else "")
        say(
            f"{counted(len(left), 'file')} passed over for the ending of the name: {shown}; name a file itself to have"
            " it read"
        )


def summary(result: RunResult) -> str:
    """One line on what a run did."""
    from kg.errors import counted

    records, counts = result.ledger["records"], result.ledger["counts"]
    return (
        f"{counted(records['read'], 'record')} read = {counted(records['kept'], 'document')} kept +"
        f" {records['superseded']:,} superseded + {records['deleted']:,} deleted +"
        f" {counted(records['deletions'], 'deletion')} + {records['rejected']:,} rejected;"
        f" {counted(counts['mentions'], 'mention')}, {counted(counts['evidence'], 'piece')} of evidence for"
        f" {counted(counts['assertions'], 'assertion')}; {counted(result.made, 'partition')} made, {result.found:,}"
        f" found; dataset {result.dataset}"
    )


def annotate(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for standard input.")
    ],
    to: Annotated[str, typer.Option(help="Output format: pubtator, bioc-json, bioc-xml or jsonl.")],
    from_: Annotated[str, typer.Option("--from", help="Input format; auto goes by content.")] = "auto",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File to write instead of stdout.")] = None,
    namespaces: Annotated[
        str,
        typer.Option(
            "--ids",
            help=(
                'Namespace of the ids by type, e.g. "Disease=MESH|OMIM,Chemical=MESH,Gene=NCBIGene"; other types keep'
                " preferred ids. "
                "PubTator prints MESH, NCBIGene and NCBITaxon ids without a prefix, and - where there is none. "
                "A disease or drug without a MeSH heading gets the nearest broader one; "
                "outside the fast profile, a gene gets the NCBIGene id of the species it is of."
            ),
        ),
    ] = "",
    given: Annotated[
        bool, typer.Option("--given", help="Keep the mentions and ids of the input and add only relations.")
    ] = False,
    profile: ProfileOption = "default",
    guideline: Annotated[
        str,
        typer.Option(help=f"Whose notion of a mention, and of a relation, the networks follow: {guidelines.told()}."),
    ] = "",
    corrections: CorrectionsOption = None,
    no_relations: Annotated[
        bool,
        typer.Option(
            "--no-relations",
            help="Find and ground mentions and read no relations, which takes a quarter of the time.",
        ),
    ] = False,
    workers: Annotated[
        int, typer.Option(min=1, help="Processes that annotate side by side; the output is the same.")
    ] = 1,
) -> None:
    """Annotate documents with grounded mentions and relations, in input order, without a dataset.

    PubTator output has no roles, negated claims or guesses; its relations are named as in BioRED. With --given, --ids
    changes nothing.

    Example: kg annotate abstracts.xml --to pubtator --ids "Disease=MESH,Chemical=MESH,Gene=NCBIGene"
    """
    from kg.errors import counted
    from kg.exchange.annotate import annotate_files
    from kg.interfaces.api.kept_lexicon import open_lexicon
    from kg.interfaces.commands import talk

    say_passed_over(inputs)
    with talk.progress({"annotate": "records annotated"}, beside_data=output is None) as progress:
        written = annotate_files(
            inputs,
            to=to,
            kind=from_,
            output=output,
            namespaces=namespaces,
            given=given,
            profile=profile,
            guideline=guideline,
            corrections=corrections or (),
            relations=not no_relations,
            workers=workers,
            lexicon=open_lexicon(),
            say=talk.say,
            progress=progress,
        )
    talk.say(
        f"{counted(written.documents, 'document')} annotated with {counted(written.mentions, 'mention')} and"
        f" {counted(written.relations, 'relation')};"
        f" {counted(written.rejected, 'record or annotation', 'records or annotations')} rejected"
        f"{f'; written to {output}' if output else ''}"
    )
    if written.rejected:
        raise typer.Exit(1)
