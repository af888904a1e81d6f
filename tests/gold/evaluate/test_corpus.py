"""Each task on a slice of each development file, which are not part of the repository: the figures are sane."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.development import MODELS
from kg.exchange.annotate import annotate_files
from kg.gold.evaluate.evaluation import evaluate
from kg.gold.evaluate.labelled import RELATIONS
from kg.gold.evaluate.task import Outcome, TaskSettings
from kg.lexicon.lexicon import Lexicon

CORPORA = Path(os.environ.get("KG_SHARED", Path(__file__).resolve().parents[4] / "shared")) / "corpora"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.lexicon,
    pytest.mark.skipif(
        not CORPORA.is_dir(),
        reason=f"no gold data: {CORPORA} is not there; set KG_SHARED to the folder that holds corpora/",
    ),
]


@pytest.fixture(scope="module", autouse=True)
def models_that_have_not_seen_these_files() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_MODELS", str(MODELS))
        yield


def first(name: str, between: str, records: int, folder: Path) -> Path:
    """A file of the first records of a corpus."""
    if not (CORPORA / name).is_file():
        pytest.skip(f"{CORPORA / name} is not there")
    text = (CORPORA / name).read_text(encoding="utf-8")
    (folder / "slice").write_text(between.join(text.split(between)[:records]) + between, encoding="utf-8")
    return folder / "slice"


def measured(
    name: str, between: str, records: int, tmp_path: Path, lexicon: Lexicon, task: str, given: bool = False
) -> Outcome:
    """A task on the first records of a corpus."""
    said: list[str] = []
    gold = first(name, between, records, tmp_path)
    _, _, outcome = evaluate([str(gold)], task, TaskSettings(lambda: lexicon, given=given), said.append)
    assert outcome.rejects == [], said
    return outcome


def figure(outcome: Outcome, type_: str, column: str = "f1") -> float:
    """A figure of a row."""
    value = next(row[column] for row in outcome.rows if row["type"] == type_)
    assert isinstance(value, int | float)
    return float(value)


@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("bc5cdr-dev", ["Chemical", "Disease"]),
        ("ncbi-disease-dev", ["Disease"]),
        ("biored-dev", ["Chemical", "Gene", "Disease", "Species", "CellLine"]),
    ],
)
def test_mentions_and_grounding(name: str, types: list[str], real_lexicon: Lexicon, tmp_path: Path) -> None:
    for task, given in (("mentions", False), ("grounding", False), ("grounding", True)):
        outcome = measured(f"{name}.pubtator", "\n\n", 40, tmp_path, real_lexicon, task, given)
        assert [row["type"] for row in outcome.rows] == [*types, "all"]
        assert 0.4 < figure(outcome, "all", "accuracy" if given else "f1") < 1
        assert all(mistake.kind and mistake.document for mistake in outcome.mistakes)


@pytest.mark.parametrize(("name", "type_"), [("bc5cdr-dev", "CID"), ("biored-dev", "any")])
def test_relations_between_ids(name: str, type_: str, real_lexicon: Lexicon, tmp_path: Path) -> None:
    outcome = measured(f"{name}.pubtator", "\n\n", 84, tmp_path, real_lexicon, "relations")
    assert 0.15 < figure(outcome, type_) < 1
    assert figure(outcome, type_, "precision") > 0.5


def test_relations_between_mentions(real_lexicon: Lexicon, tmp_path: Path) -> None:
    outcome = measured("drugprot-train.jsonl", "\n", 150, tmp_path, real_lexicon, "relations")
    assert 0.35 < figure(outcome, "all") < 1
    assert figure(outcome, "any") >= figure(outcome, "all")


def test_polarity(real_lexicon: Lexicon, tmp_path: Path) -> None:
    outcome = measured("evidence-inference-validation.jsonl", "\n", 150, tmp_path, real_lexicon, "polarity")
    assert 0.7 < figure(outcome, "all") < 1


@pytest.mark.parametrize("name", ["bioscope-abstracts-train.xml", "bioscope-full_papers-train.xml"])
def test_negation(name: str, real_lexicon: Lexicon) -> None:
    if not (CORPORA / name).is_file():
        pytest.skip(f"{CORPORA / name} is not there")
    _, _, outcome = evaluate([str(CORPORA / name)], "", TaskSettings(lambda: real_lexicon), print)
    assert outcome.rejects == []
    assert 0.85 < figure(outcome, "negation cue") < 1
    assert 0.7 < figure(outcome, "negation scope") < 1


SCORERS = CORPORA.parent / "score"
STUDIED = 60


@pytest.fixture(scope="module")
def annotated(
    real_lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory, models_that_have_not_seen_these_files: None
) -> tuple[Path, Path]:
    """The first abstracts with gold of studies and claims, and what ``kg annotate`` makes of them."""
    folder = tmp_path_factory.mktemp("annotated")
    gold = first("studies-dev.jsonl", "\n", STUDIED, folder)
    annotate_files([str(gold)], to="jsonl", output=folder / "annotated.jsonl", lexicon=real_lexicon, say=print)
    return gold, folder / "annotated.jsonl"


def scored(task: str, annotated: tuple[Path, Path]) -> dict[str, Any]:
    """What the scorer that stands beside the gold says of it."""
    if not (SCORERS / f"{task}.py").is_file():
        pytest.skip(f"{SCORERS / task}.py is not there")
    command = [sys.executable, str(SCORERS / f"{task}.py"), *map(str, annotated), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def test_figures_of_studies_are_those_of_the_scorer(
    annotated: tuple[Path, Path], real_lexicon: Lexicon, tmp_path: Path
) -> None:
    outcome = measured("studies-dev.jsonl", "\n", STUDIED, tmp_path, real_lexicon, "studies")
    theirs = scored("studies", annotated)
    assert [figure(outcome, "pairs", one) for one in ("gold", "found")] == [theirs["gold"], theirs["predicted"]]
    assert figure(outcome, "polarity", "gold") == theirs["matched"] > 20
    ours = {name: 100 * figure(outcome, "pairs", name) for name in ("precision", "recall")}
    ours |= {
        name: 100 * figure(outcome, name.replace("+", " and "))
        for name in ("tier", "polarity", "tier+polarity", "attribution")
    }
    ours["end_to_end"] = 100 * figure(outcome, "pairs with polarity", "recall")
    # the scorer rounds to tenths of a percent, and makes means of what it has rounded
    assert ours == pytest.approx({name: theirs[name] for name in ours}, abs=0.06)
    means = 100 * figure(outcome, "pairs"), 100 * figure(outcome, "polarity macro")
    assert means == pytest.approx((theirs["f1"], theirs["polarity_macro"]), abs=0.12)
    each = {
        str(row["type"]).removeprefix("polarity "): 100 * row["f1"]
        for row in outcome.rows
        if isinstance(row["f1"], float)
    }
    for label, f1 in theirs["polarity_f1"].items():
        assert (each.get(label) is None) if f1 is None else each[label] == pytest.approx(f1, abs=0.06), label


def test_figures_of_claims_are_those_of_the_scorer(
    annotated: tuple[Path, Path], real_lexicon: Lexicon, tmp_path: Path
) -> None:
    outcome = measured("studies-dev.jsonl", "\n", STUDIED, tmp_path, real_lexicon, "claims")
    theirs = scored("claims", annotated)
    assert [figure(outcome, "pair", one) for one in ("gold", "found")] == [theirs["gold"], theirs["predicted"]]
    for name in ("pair", "typed"):
        ours = [100 * figure(outcome, name, one) for one in ("precision", "recall", "f1")]
        assert ours[:2] == pytest.approx(theirs[name][:2], abs=0.06)
        assert ours[2] == pytest.approx(theirs[name][2], abs=0.12)
    by = {row["type"]: row for row in outcome.rows if row["type"] in RELATIONS}
    assert set(by) == set(theirs["by"])
    for relation, (precision, recall, gold) in theirs["by"].items():
        # the scorer has 0 where there is nothing to divide by
        ours = [
            100 * value if isinstance(value := by[relation][one], float) else 0.0 for one in ("precision", "recall")
        ]
        assert [*ours, by[relation]["gold"]] == pytest.approx([precision, recall, gold], abs=0.06), relation
