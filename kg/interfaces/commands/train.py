"""``kg train``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True, help=r"Train the models that ship with kg again (ner needs pip install 'kg\[train]')."
)

CorporaOption = Annotated[Path, typer.Option(help="Folder with the gold corpora (the model card lists their files).")]
TextsOption = Annotated[
    list[Path] | None, typer.Option(help="JSON lines of abstracts without labels (pmid, title, abstract); repeatable.")
]
WithDevelopmentOption = Annotated[
    bool,
    typer.Option("--with-development", help="Learn from the development files too. Figures on them then tell nothing."),
]


@app.command()
def ner(
    corpora: CorporaOption,
    text: TextsOption = None,
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")] = Path("build/ner"),
    seed: Annotated[int, typer.Option(min=0, help="Seed of everything random.")] = 0,
    epochs: Annotated[
        int, typer.Option(min=1, help="Passes over the gold, before the texts without labels come in.")
    ] = 6,
    workers: Annotated[
        int, typer.Option(min=0, help="Processes side by side; 0: one a processor. The outcome is the same.")
    ] = 0,
    with_development: WithDevelopmentOption = False,
) -> None:
    """Train the network that finds drugs, diseases and targets. An hour and a half on two cores; a run that was stopped
    goes on.

    Example: kg train ner --corpora corpora --text abstracts.jsonl.gz --out build/ner
    """
    from kg.gold.training.parallel import processors
    from kg.gold.training.train_ner import train
    from kg.interfaces.api.kept_lexicon import open_lexicon
    from kg.interfaces.commands import talk

    train(
        corpora,
        text or (),
        out,
        open_lexicon(),
        seed=seed,
        epochs=epochs,
        workers=workers or processors(),
        with_development=with_development,
        say=talk.say,
    )


@app.command()
def grounding(
    corpora: CorporaOption,
    text: TextsOption = None,
    out: Annotated[Path, typer.Option(help="Folder to write the tables to.")] = Path("build/ground"),
    with_development: WithDevelopmentOption = False,
) -> None:
    """Learn what annotators call things, what is a family of genes, and which words tell a gene's species. A minute on
    one core.

    Example: kg train grounding --corpora corpora --text abstracts.jsonl.gz --out build/ground
    """
    from kg.gold.training.train_grounding import train
    from kg.interfaces.api.kept_lexicon import open_lexicon
    from kg.interfaces.commands import talk

    train(corpora, text or (), out, open_lexicon(), with_development=with_development, say=talk.say)


GoldOption = Annotated[
    Path, typer.Option(help="JSON lines of abstracts with their studies (docs/studies-and-claims.md).")
]
InferenceOption = Annotated[Path, typer.Option(help="JSON lines of results of trials (Evidence Inference).")]
EncoderOption = Annotated[
    Path, typer.Option(help="Folder of a pretrained BERT: config.json, model.safetensors, tokenizer.json.")
]
SeedOption = Annotated[int, typer.Option(min=0, help="Seed of everything random.")]


@app.command()
def reader(
    gold: GoldOption,
    encoder: EncoderOption,
    out: Annotated[Path, typer.Option(help="Folder to write the reader to.")] = Path("build/read"),
    seed: SeedOption = 0,
    epochs: Annotated[int, typer.Option(min=1, help="Passes over the gold.")] = 5,
) -> None:
    """Train the reader of studies. 75 minutes on one core; a run that was stopped goes on. Needs pip install
    'kg\\[train-reader]'.

    Example: kg train reader --gold studies.jsonl --encoder minilm --out build/read
    """
    _needs_torch()
    from kg.gold.training.passes import Recipe
    from kg.gold.training.train_reader import train
    from kg.interfaces.api.kept_lexicon import open_lexicon
    from kg.interfaces.commands import talk

    train(gold, encoder, out, open_lexicon(), Recipe(epochs=epochs, seed=seed), talk.say)


@app.command()
def results(
    gold: GoldOption,
    inference: InferenceOption,
    encoder: EncoderOption,
    out: Annotated[Path, typer.Option(help="Folder to write the reader of results to.")] = Path("build/results"),
    seed: SeedOption = 0,
    epochs: Annotated[int, typer.Option(min=1, help="Passes over the gold.")] = 4,
) -> None:
    """Train the reader of results. An hour on one core; a run that was stopped goes on. Needs pip install
    'kg\\[train-reader]'.

    Example: kg train results --gold studies.jsonl --inference inference.jsonl --encoder minilm --out build/results
    """
    _needs_torch()
    from dataclasses import replace

    from kg.gold.training.train_results import RECIPE, train
    from kg.interfaces.api.kept_lexicon import open_lexicon
    from kg.interfaces.commands import talk

    train(gold, inference, encoder, out, open_lexicon(), replace(RECIPE, epochs=epochs, seed=seed), talk.say)


@app.command()
def relations(
    corpora: Annotated[
        Path, typer.Option(help="Folder with the gold claims and corpora (the model card lists their files).")
    ],
    encoder: EncoderOption,
    out: Annotated[Path, typer.Option(help="Folder to write the reader to.")] = Path("build/relate"),
    seed: SeedOption = 0,
    epochs: Annotated[int, typer.Option(min=1, help="Passes over the gold.")] = 5,
) -> None:
    """Train the reader of relations. 45 minutes on one core; a run that was stopped goes on. Needs pip install
    'kg\\[train-reader]'.

    Example: kg train relations --corpora corpora --encoder minilm --out build/relate
    """
    _needs_torch()
    from kg.gold.training.passes import Recipe
    from kg.gold.training.train_relations import train
    from kg.interfaces.api.kept_lexicon import open_lexicon
    from kg.interfaces.commands import talk

    train(corpora, encoder, out, open_lexicon(), Recipe(epochs=epochs, pieces=2500, seed=seed), talk.say)


@app.command()
def linear(
    corpora: Annotated[
        Path, typer.Option(help="Folder with the gold studies, claims and corpora (the model card lists their files).")
    ],
    out: Annotated[Path, typer.Option(help="Folder to write the models to.")] = Path("build/linear"),
    seed: SeedOption = 0,
) -> None:
    """Train the linear models of studies and relations. Five minutes; needs pip install 'kg\\[train]'.

    What is believed is chosen beside the networks in use, so these come first.

    Example: kg train linear --corpora corpora --out build/linear
    """
    from kg.gold.training.train_linear import train
    from kg.interfaces.api.kept_lexicon import open_lexicon
    from kg.interfaces.commands import talk

    train(corpora, out, open_lexicon(), seed, talk.say)


def _needs_torch() -> None:
    """Raise ModelError where what reads text by a pretrained encoder is not installed."""
    from importlib.util import find_spec

    from kg.errors import ModelError

    if missing := [name for name in ("torch", "safetensors") if find_spec(name) is None]:
        raise ModelError(f"{' and '.join(missing)} not installed; pip install 'kg[train-reader]'")
