"""``kg.evaluate``: how well mentions, grounding and claims are found, measured on gold data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.gold.evaluate.evaluation import evaluate as measured
from kg.gold.evaluate.task import Mistake, TaskSettings
from kg.interfaces.api.arguments import expect_texts
from kg.interfaces.api.kept_lexicon import lexicon
from kg.interfaces.api.keywords import keywords
from kg.interfaces.api.read_files import paths
from kg.interfaces.api.row_list import Rows
from kg.model import Reject
from kg.progress import Progress, unwatched


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured: ``rows`` are the table of ``kg evaluate`` and what was said beside it, ``mistakes`` the places
    where what was found and the gold differ, ``rejects`` the gold that could not be used.
    """

    task: str
    rows: Rows
    mistakes: tuple[Mistake, ...]
    rejects: tuple[Reject, ...]


def evaluate(
    gold: str | Path | Iterable[str | Path],
    task: str = "",
    *,
    given: bool = False,
    part: str = "",
    profile: str = "default",
    guideline: str = "",
    progress: Progress = unwatched,
) -> Evaluation:
    """Precision, recall and F1 by type on gold files, folders or globs, as ``kg evaluate``: docs/evaluate.md has the
    shapes of gold, the columns and the kinds of mistakes.

    ``task``: ``mentions``, ``grounding``, ``relations``, ``negation``, ``polarity``, ``studies`` or ``claims``; left
    out, what the first file is gold for. ``given``: ground the gold's mentions instead of the raw text. ``part``:
    ``tune`` or ``report``, the documents to tune on or the others. ``profile`` and ``guideline`` as in ``kg.annotate``.

    Raises ConfigError for options that do not fit, InputError for a path that is missing, OntologyError where a task
    needs the lexicon and there is none. Gold that does not fit its own text is among the ``rejects``.

    >>> lines = ("1|t|Everolimus in liver cancer", "1|a|", "1\\t0\\t10\\tEverolimus\\tChemical\\tMESH:D000068338", "")
    >>> _ = Path("gold.pubtator").write_text("\\n".join(lines))
    >>> kg.evaluate("gold.pubtator", "mentions", profile="fast").rows[0]["recall"]
    1.0
    """
    expect_texts(task=task, part=part, profile=profile, guideline=guideline)
    notes: list[str] = []
    with keywords():
        settings = TaskSettings(
            lexicon, given=given, part=part, profile=profile, guideline=guideline, progress=progress
        )
        name, columns, outcome = measured(paths(gold, "kg.evaluate"), task, settings, notes.append)
    rows = Rows(tuple(outcome.rows), tuple(columns), notes=tuple(notes))
    return Evaluation(name, rows, tuple(outcome.mistakes), tuple(outcome.rejects))
