"""How well the product does on gold data, beside published figures: ``kg evaluate`` over the development files, reading
first.

    python -m bench.quality [--task TASK]... [--write]

``--write`` keeps the tables in docs/quality.md; with ``--task`` only the tables of these tasks are made, and the others
stay there as they are. The corpora are not part of the repository: they are looked for in the folder named by
``KG_SHARED`` (``corpora/``, default ``../shared`` beside the checkout). Leaves with 1 when one is missing or a gold
document was rejected; the page is then left as it was.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bench.development import use_models
from kg.errors import InputError
from kg.gold.evaluate import TASKS
from kg.gold.evaluate.evaluation import evaluate
from kg.gold.evaluate.reliability import is_scored
from kg.gold.evaluate.task import Outcome, TaskRow, TaskSettings
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.open import open_lexicon

PAGE = Path(__file__).parents[1] / "docs" / "quality.md"
BEGIN, END = "<!-- written by python -m bench.quality --write -->", "<!-- end of what is written -->"


@dataclass(frozen=True, slots=True)
class Published:
    """A published figure to hold ours against; in percent, on the test set of the corpus."""

    name: str
    figure: str
    source: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """A file under ``corpora/``; ``types`` picks rows of its table (empty: all), ``published`` is by type.

    ``guideline``: the network's; without one the fast profile is measured.
    """

    title: str
    file: str
    types: tuple[str, ...] = ()
    guideline: str = ""
    published: tuple[tuple[str, tuple[Published, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page: a task with its options, the columns shown, and what to know about the published figures.

    ``profile`` is for corpora without a guideline; ``told``: what the evaluation notes (documents in the training of a
    model) is shown.
    ``scored``: the rows that say how true scores are to their word are shown, which other tables leave out.
    """

    title: str
    task: str
    corpora: tuple[Corpus, ...]
    columns: tuple[str, ...] = ("precision", "recall", "f1", "gold")
    given: bool = False
    part: str = ""
    note: str = ""
    profile: str = "fast"
    told: bool = False
    scored: bool = False


BLUE, AIONER = "BLUE benchmark's README", "AIONER paper, table 2"
REEL, KRC, BC8 = "REEL paper", "KRC paper, table 2", "BioCreative VIII track 1"

_STUDIES = Table(
    "Studies read from raw abstracts",
    "studies",
    (Corpus("studies dev", "studies-dev.jsonl"),),
    columns=("precision", "recall", "f1", "gold", "found", "read_as"),
    note=(
        "Which drug was tested against which disease. Pairs stated are those that state supports, null, opposes or"
        " mixed: their precision is the share right. The recall of pairs with polarity is the share of the gold's"
        " studies that were found with the right polarity. Tier, polarity and attribution are over the studies found,"
        " where precision is the share right."
    ),
    profile="default",
    told=True,
)

_CLAIMS = Table(
    "Claims read from raw abstracts",
    "claims",
    (Corpus("studies dev", "studies-dev.jsonl"),),
    columns=("precision", "recall", "f1", "gold", "found"),
    note=(
        "Who does what to whom. Pair: subject and object are right; typed and each relation: relation and negation are"
        " right too."
    ),
    profile="default",
    told=True,
)

_TRUE = (
    "Of what was found with a score in a tenth, the mean score beside the share right (precision); error: how far the"
    " two are apart. "
)

_STUDIES_SCORES = replace(
    _STUDIES,
    title="How true the scores of studies are to their word",
    columns=("mean_score", "precision", "error", "found"),
    note=_TRUE + "A found pair is right when it is a study of the gold, whatever is read of it.",
    scored=True,
)

_CLAIMS_SCORES = replace(
    _CLAIMS,
    title="How true the scores of claims are to their word",
    columns=("mean_score", "precision", "error", "found"),
    note=_TRUE + "A claim is right when relation and negation are too.",
    scored=True,
)

_MENTIONS = Table(
    "Mentions",
    "mentions",
    (
        Corpus(
            "BC5CDR dev",
            "bc5cdr-dev.pubtator",
            published=(
                ("Chemical", (Published("BioBERT", "93.0", BLUE), Published("NCBI-BERT", "93.5", BLUE))),
                ("Disease", (Published("BioBERT", "85.9", BLUE), Published("NCBI-BERT", "86.6", BLUE))),
                ("all", (Published("scispaCy en_ner_bc5cdr_md", "84.28", "scispaCy's documentation"),)),
            ),
        ),
        Corpus(
            "NCBI Disease dev",
            "ncbi-disease-dev.pubtator",
            ("Disease",),
            published=(("Disease", (Published("BERN2", "88.6", "BERN2 paper"),)),),
        ),
        Corpus(
            "BioRED dev",
            "biored-dev.pubtator",
            published=(
                ("Chemical", (Published("PubMedBERT", "88.55", AIONER),)),
                ("Gene", (Published("PubMedBERT", "92.35", AIONER),)),
                ("Disease", (Published("PubMedBERT", "83.47", AIONER),)),
                ("all", (Published("PubMedBERT", "89.34", AIONER), Published("AIONER", "91.26", AIONER))),
            ),
        ),
    ),
    note="Exact borders and type. Variants, which BioRED annotates too, are not among kg's types and not counted.",
)

_GROUNDING = Table(
    "Grounding from the raw text",
    "grounding",
    (
        Corpus(
            "BC5CDR dev",
            "bc5cdr-dev.pubtator",
            published=(("Disease", (Published("best of the DNER task", "86.46", "BioCreative V CDR task"),)),),
        ),
        Corpus("NCBI Disease dev", "ncbi-disease-dev.pubtator", ("Disease",)),
        Corpus(
            "BioRED dev",
            "biored-dev.pubtator",
            published=(("all", (Published("best of the track, end to end", "83.87", BC8),)),),
        ),
    ),
    note="Distinct ids a document, in the gold's namespaces. Of a mention with several ids all are required.",
)

_GIVEN = Table(
    "Grounding of the gold's mentions",
    "grounding",
    (
        Corpus(
            "BC5CDR dev",
            "bc5cdr-dev.pubtator",
            published=(
                ("Chemical", (Published("string matching", "88.5", REEL), Published("REEL", "90.0", REEL))),
                ("Disease", (Published("string matching", "80.4", REEL), Published("REEL", "83.5", REEL))),
            ),
        ),
        Corpus("NCBI Disease dev", "ncbi-disease-dev.pubtator", ("Disease",)),
        Corpus("BioRED dev", "biored-dev.pubtator"),
    ),
    columns=("accuracy", "id_accuracy", "among_share", "mentions"),
    given=True,
    note=(
        "accuracy: the first candidate is the gold's id, or none where it has none; id_accuracy: of mentions with an"
        " id; among_share: the right id is among the candidates."
    ),
)

_IDS = Table(
    "Relations between ids, on the gold's mentions",
    "relations",
    (
        Corpus(
            "BC5CDR dev",
            "bc5cdr-dev.pubtator",
            published=(
                ("CID", (Published("BRAN, text alone", "62.1", KRC), Published("with CTD's facts", "67-71", KRC))),
            ),
        ),
        Corpus(
            "BioRED dev",
            "biored-dev.pubtator",
            published=(
                ("any", (Published("best of the track", "77.2", BC8),)),
                ("all", (Published("best of the track", "58.95", BC8),)),
            ),
        ),
    ),
)

_PLACES = Table(
    "Relations between mentions, on the part that nothing was learned from",
    "relations",
    (
        Corpus(
            "DrugProt train",
            "drugprot-train.jsonl",
            published=(
                ("drugprot all", (Published("transformer ensemble", "79.7", "DrugProt task, hidden test set"),)),
            ),
        ),
    ),
    part="report",
    note=(
        "Rows kg count DrugProt's types as this project's relations. The models learned from the other 70% of the"
        " documents."
    ),
)

_GUIDELINES = {
    "bc5cdr-dev.pubtator": "bc5cdr",
    "ncbi-disease-dev.pubtator": "ncbi-disease",
    "biored-dev.pubtator": "biored",
    "drugprot-train.jsonl": "drugprot",
}


def _guided(table: Table, title: str, note: str) -> Table:
    """The same table with the default profile, each file by its own guideline."""
    corpora = tuple(replace(corpus, guideline=_GUIDELINES[corpus.file]) for corpus in table.corpora)
    return replace(table, title=title, corpora=corpora, note=note)


TABLES: tuple[Table, ...] = (
    _STUDIES,
    _CLAIMS,
    _STUDIES_SCORES,
    _CLAIMS_SCORES,
    _MENTIONS,
    _guided(
        _MENTIONS,
        "Mentions by the network, each file by its guideline",
        "The models are those of bench/models/, whose training these files took no part in; "
        "kg/_models/ner/MODEL_CARD.md says what was chosen on them.",
    ),
    _GROUNDING,
    _guided(
        _GROUNDING,
        "Grounding from the raw text, each file by its guideline",
        "As above, with --guideline: with annotators' names, similar names and the species of genes.",
    ),
    _GIVEN,
    _guided(_GIVEN, "Grounding of the gold's mentions, each file by its guideline", "As above, with --guideline."),
    _IDS,
    _guided(
        _IDS,
        "Relations between ids by the network, each file by its guideline",
        "With --guideline: as that corpus annotates.",
    ),
    replace(
        _guided(
            _IDS,
            "Relations between ids from the raw text, each file by its guideline",
            "Nothing is given: mentions, ids and relations are found, by the models of bench/models/, and compared by "
            "their ids.",
        ),
        task="relations-in-text",
    ),
    _PLACES,
    _guided(
        _PLACES,
        "Relations between mentions by the network, by the guideline of the file",
        "With --guideline: as that corpus annotates. These documents took no part in the network's training.",
    ),
    Table(
        "Negation and speculation, on the part that rules were not tuned on",
        "negation",
        (Corpus("BioScope abstracts", "bioscope-abstracts-train.xml"),),
        part="report",
        note="A cue is right when it overlaps a gold cue; scopes count by token. The list of cues was first counted "
        "over the whole file, so the figures of cues are optimistic.",
    ),
    Table(
        "Direction of a result",
        "polarity",
        (Corpus("Evidence Inference validation", "evidence-inference-validation.jsonl"),),
        note="From the evidence span: the direction of one outcome, not the polarity of a study. Rules were tuned on "
        "the train file.",
    ),
)


def main() -> int:
    """Print the tables one by one."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="keep the tables in docs/quality.md")
    options.add_argument("--task", action="append", choices=list(TASKS), help="make the tables of this task only")
    given = options.parse_args()
    corpora = Path(os.environ.get("KG_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "corpora"
    if not corpora.is_dir():
        print(
            f"{corpora} is not there: set KG_SHARED to the folder that holds corpora/ with the gold data",
            file=sys.stderr,
        )
        return 1
    use_models()
    pieces: dict[str, str] = {}
    lost = 0
    for table in (one for one in TABLES if not given.task or one.task in given.task):
        try:
            lines, rejected = measured(table, corpora)
        except InputError as error:
            lines, rejected = [f"### {table.title}", "", f"not measured: {error}"], 1
        pieces[table.title] = "\n".join(lines)
        lost += rejected
        print(pieces[table.title], end="\n\n", flush=True)
    if given.write and not lost:
        page = PAGE.read_text(encoding="utf-8")
        if given.task:
            pieces = kept(page) | pieces
        ordered = [pieces[table.title] for table in TABLES if table.title in pieces]
        PAGE.write_text(put(page, "\n\n".join(ordered)), encoding="utf-8")
    if lost:
        print(f"{lost} gold files or documents could not be used; docs/quality.md is left as it was", file=sys.stderr)
    return 1 if lost else 0


def put(page: str, text: str) -> str:
    """The page with ``text`` between its two marks. Raises ValueError when it does not have them."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"docs/quality.md: expected the lines {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{text}\n\n{END}{after}"


def kept(page: str) -> dict[str, str]:
    """Title -> table, of those that the page has between its two marks."""
    _, _, rest = page.partition(BEGIN)
    pieces = rest.partition(END)[0].split("### ")[1:]
    return {piece.partition("\n")[0]: f"### {piece.strip()}" for piece in pieces}


def measured(table: Table, corpora: Path) -> tuple[list[str], int]:
    """A table in Markdown, and how much of its gold could not be used."""
    options = "".join(
        [f" --task {table.task}", " --given" * table.given, f" --part {table.part}" if table.part else ""]
    )
    if table.task in ("mentions", "grounding"):
        options += " --guideline GUIDELINE" if any(corpus.guideline for corpus in table.corpora) else " --profile fast"
    lines = [f"### {table.title}", "", f"`kg evaluate FILE{options}`{'. ' + table.note if table.note else ''}", ""]
    lines += [
        "| corpus | type | " + " | ".join(table.columns) + " | published |",
        "| --- | --- |" + " --- |" * (len(table.columns) + 1),
    ]
    rejected, told = 0, list[str]()
    for corpus in table.corpora:
        profile = "default" if corpus.guideline else table.profile
        settings = TaskSettings(
            lexicon, given=table.given, part=table.part, profile=profile, guideline=corpus.guideline
        )
        outcome = _outcome(str(corpora / corpus.file), table.task, settings)
        rejected += len(outcome.rejects)
        told += outcome.notes if table.told else []
        lines += _lines(corpus, [row for row in outcome.rows if is_scored(row) == table.scored], table.columns)
    return [*lines, *(line for note in told for line in ("", note))], rejected


@cache
def _outcome(path: str, task: str, settings: TaskSettings) -> Outcome:
    """What a task finds out about a file, once for all tables that show some of it."""
    return evaluate([path], task, settings, lambda line: print(line, file=sys.stderr))[2]


def _lines(corpus: Corpus, rows: list[TaskRow], columns: tuple[str, ...]) -> Iterator[str]:
    published = dict(corpus.published)
    schemes = {row.get("scheme") for row in rows}
    for row in rows:
        name = f"{row['scheme']} {row['type']}" if len(schemes) > 1 else str(row["type"])
        if not corpus.types or name in corpus.types:
            beside = "; ".join(f"{one.name} {one.figure} ({one.source})" for one in published.get(name, ())) or "-"
            yield "| " + " | ".join([corpus.title, name, *(_shown(row[column]) for column in columns), beside]) + " |"


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else f"{100 * value:.1f}" if isinstance(value, float) else str(value)


@cache
def lexicon() -> Lexicon:
    """The lexicon, opened once."""
    return open_lexicon()


if __name__ == "__main__":
    sys.exit(main())
