"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

StoreOption = Annotated[
    str,
    typer.Option(
        "--store", help="Dataset folder or bolt://HOST:7687 (default: $KG_STORE, else the dataset last run here)."
    ),
]
FolderOption = Annotated[
    str, typer.Option("--store", help="Dataset folder (default: $KG_STORE, else the dataset last run here).")
]
"""``StoreOption`` of a command that reads the tables, which no server has."""

DatasetArgument = Annotated[str, typer.Argument(metavar="DATASET", hidden=True)]
DatasetOption = Annotated[str, typer.Option("--dataset", hidden=True)]
"""``--store`` as some commands spelt it before; ``last.one`` makes one of both."""

FormatOption = Annotated[str, typer.Option("--format", help="table, json, csv or markdown.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
TypeOption = Annotated[
    str, typer.Option("--type", help="drug, target, pathway, disease, role, cellline or organism, in any case.")
]
"""The types that names have, ``kg.schema.mention_types``: the help is there before the vocabulary is read."""

ProfileOption = Annotated[
    str,
    typer.Option(
        help=(
            "How mentions are found: default (the network, and the lexicon) or fast (the lexicon alone, many times as"
            " fast)."
        )
    ),
]
CorrectionsOption = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="FILE.tsv",
        help="A table of corrections, as a pipeline's ground.corrections names them; may be repeated.",
    ),
]


def format_of(format_: str, json: bool) -> str:
    """The format that a command's answer is printed in, ``--json`` counted in. Raises QueryError for another one."""
    from kg.interfaces.output import FORMATS, unknown_format

    wanted = "json" if json else format_
    if wanted not in FORMATS:
        raise unknown_format(wanted)
    return wanted
