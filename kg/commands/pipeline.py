"""``kg run`` and ``kg annotate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.run import Result

ProfileOption = Annotated[
    str,
    typer.Option(help="How mentions are found: default (the network, and the lexicon) or fast (the lexicon alone, many times as fast)."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(run)
    app.command()(annotate)


def run(
    pipeline: Annotated[Path, typer.Argument(help="Pipeline file (TOML).")],
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="[INPUT]...", help="Files, folders or globs to read instead of the pipeline's own source.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Dataset folder to write instead of the pipeline's own.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="Stop after this many records (0: read all).")] = 0,
    fail_fast: Annotated[bool, typer.Option(help="Stop at the first document that fails, with its traceback (for developers).")] = False,
    stop_after: Annotated[
        str, typer.Option(help="Stop after a stage: sources, nlp or ground; the dataset then holds no more than that.")
    ] = "",
    workers: Annotated[int, typer.Option(min=1, help="Processes that work on files side by side.")] = 1,
    scheduler: Annotated[str, typer.Option(help="Address of a running Dask cluster, tcp://HOST:PORT, instead of --workers.")] = "",
    store: Annotated[
        str, typer.Option(help="Server to bring to this dataset, bolt://HOST:7687, and to answer from (default: the embedded graph).")
    ] = "",
    format_: Annotated[str, typer.Option("--format", help="How the pipeline's answer is printed: table, json, csv or markdown.")] = "table",
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
) -> None:
    """Read documents, write the dataset and answer the pipeline's question.

    With --store the dataset is loaded into that server too; it may hold an earlier build of the same pipeline.

    Example: kg run pipelines/mtor-hcc.toml
    """
    from kg import run as running
    from kg.commands import graph, last, talk
    from kg.config import read_pipeline, stopped_after
    from kg.ontologies.open import open_lexicon

    format_ = "json" if json else format_
    settings = stopped_after(read_pipeline(pipeline), stop_after)
    if settings.answer.query:
        graph.check_answer(settings.answer.query, settings.answer.parameters, format_)
    lexicon = open_lexicon()
    with talk.progress(
        {"read": "files read", "annotate": "records annotated", "write": "tables written", "download": "records downloaded"}
    ) as progress:
        result = running.run(
            settings, inputs or (), out=out, lexicon=lexicon, limit=limit, fail_fast=fail_fast,
            workers=workers, scheduler=scheduler, progress=progress,
        )  # fmt: skip
    last.remember(result.dataset)
    talk.say(summary(result))
    if store:
        graph.load_into(result.dataset, store, renew=True)
    if settings.answer.query:
        graph.answer(store or str(result.dataset), settings.answer.query, settings.answer.parameters, format_)
    if result.rejected:
        raise typer.Exit(1)


def summary(result: Result) -> str:
    """One line on what a run did."""
    records, counts = result.ledger["records"], result.ledger["counts"]
    line = (
        f"{records['read']:,} records read = {records['kept']:,} documents kept + {records['superseded']:,} superseded"
        f" + {records['deleted']:,} deleted + {records['deletions']:,} deletions + {records['rejected']:,} rejected;"
        f" {counts['mentions']:,} mentions, {counts['evidence']:,} pieces of evidence for {counts['assertions']:,} assertions;"
        f" {result.made} partitions made, {result.found} found; dataset {result.dataset}"
    )
    if records["rejected"]:
        line += f"; reasons in {result.dataset / 'tables' / 'rejects.parquet'}"
    return line


def annotate(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for standard input.")],
    to: Annotated[str, typer.Option(help="Output format: pubtator, bioc-json, bioc-xml or jsonl.")],
    from_: Annotated[str, typer.Option("--from", help="Input format; auto goes by content.")] = "auto",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File to write instead of stdout.")] = None,
    namespaces: Annotated[
        str,
        typer.Option(
            "--ids",
            help='Namespace of the ids by type, e.g. "Disease=MESH|OMIM,Chemical=MESH,Gene=NCBIGene"; other types keep preferred ids. '
            "PubTator prints MESH, NCBIGene and NCBITaxon ids without a prefix, and - where there is none. "
            "A disease or drug without a MeSH heading gets the nearest broader one; "
            "outside the fast profile, a gene gets the NCBIGene id of the species it is of.",
        ),
    ] = "",
    given: Annotated[bool, typer.Option("--given", help="Keep the mentions and ids of the input and add only relations.")] = False,
    profile: ProfileOption = "default",
    guideline: Annotated[
        str,
        typer.Option(
            help="Whose notion of a mention the network follows: default, bc5cdr, ncbi-disease, biored or gnormplus (its families of "
            "genes get no id)."
        ),
    ] = "",
    no_relations: Annotated[
        bool, typer.Option("--no-relations", help="Find and ground mentions and read no relations, which takes three quarters of the time.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that annotate side by side; the output is the same.")] = 1,
) -> None:
    """Annotate documents with grounded mentions and relations, in input order, without a dataset.

    PubTator output has no roles and no negated claims; its relations are named as in BioRED. With --given, --ids changes nothing.

    Example: kg annotate abstracts.xml --to pubtator --ids "Disease=MESH,Chemical=MESH,Gene=NCBIGene"
    """
    from kg.annotate import annotate_files
    from kg.commands import talk
    from kg.ontologies.open import open_lexicon

    rejected = annotate_files(
        inputs,
        to=to,
        kind=from_,
        output=output,
        namespaces=namespaces,
        given=given,
        profile=profile,
        guideline=guideline,
        relations=not no_relations,
        workers=workers,
        lexicon=open_lexicon(),
        say=talk.say,
    )
    if rejected:
        talk.say(f"{rejected} records or annotations rejected")
        raise typer.Exit(1)
