"""The tables of docs/quality.md: where they stand, what they hold, when they are left alone."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench import quality
from bench.development import MODELS, use_models
from kg.gold.evaluate import TASKS
from kg.gold.evaluate.task import Outcome, TaskRow, TaskSettings
from kg.gold.training.corpora import held_out
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.annotator import trained_on
from kg.pipeline.config import Nlp, Pipeline, Relate
from kg.pipeline.nlp.ner import model as ner_model
from tests.gold.evaluate.conftest import block

CORPORA = Path(os.environ.get("KG_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "corpora"
CORPUS = quality.Corpus(
    "Own dev", "own.pubtator", published=(("Chemical", (quality.Published("theirs", "93.0", "a paper"),)),)
)
TABLE = quality.Table("Own mentions", "mentions", (CORPUS,), note="Written for the tests.")
GOLD = block(1, "Everolimus and water", "x", [("Everolimus", 0, "Chemical", "D1"), ("water", 0, "Chemical", "D2")])


@pytest.fixture
def page(small_lexicon: Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page with marks, a corpus of our own, and ``--write``."""
    path = tmp_path / "quality.md"
    path.write_text(f"before\n{quality.BEGIN}\nold\n{quality.END}\nafter\n")
    (tmp_path / "corpora").mkdir()
    (tmp_path / "corpora" / "own.pubtator").write_text(GOLD)
    monkeypatch.setattr(quality, "PAGE", path)
    monkeypatch.setattr(quality, "TABLES", (TABLE,))
    monkeypatch.setattr(quality, "lexicon", lambda: small_lexicon)
    monkeypatch.setenv("KG_SHARED", str(tmp_path))
    monkeypatch.setenv("KG_MODELS", str(MODELS))
    monkeypatch.setattr(sys, "argv", ["quality", "--write"])
    return path


def test_tables_are_kept_between_the_marks(page: Path) -> None:
    assert quality.main() == 0
    assert (
        page.read_text()
        == f"before\n{quality.BEGIN}\n\n### Own mentions\n\n`kg evaluate FILE --task mentions --profile fast`. Written"
        " for the tests.\n\n| corpus | type | precision | recall | f1 | gold | published |\n| --- | --- | --- | ---"
        " | --- | --- | --- |\n| Own dev | Chemical | 100.0 | 50.0 | 66.7 | 2 | theirs 93.0 (a paper) |\n| Own dev"
        f" | all | 100.0 | 50.0 | 66.7 | 2 | - |\n\n{quality.END}\nafter\n"
    )
    once = page.read_text()
    assert quality.main() == 0
    assert page.read_text() == once


@pytest.mark.parametrize("spoil", ["missing", "offsets"])
def test_the_page_is_left_alone_when_gold_could_not_be_used(
    page: Path, spoil: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before, gold = page.read_text(), page.parent / "corpora" / "own.pubtator"
    if spoil == "missing":
        gold.unlink()
    else:
        gold.write_text(GOLD.replace("\t0\t10", "\t1\t10"))
    assert quality.main() == 1
    assert "docs/quality.md is left as it was" in capsys.readouterr().err
    assert page.read_text() == before


def test_only_the_tables_of_a_task_are_made_anew(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = quality.Table("Others' relations", "relations", (CORPUS,))
    monkeypatch.setattr(quality, "TABLES", (other, TABLE))
    old = "### Own mentions\n\nold\n\n### Others' relations\n\nas it was\n\n### No table any more\n\nold"
    page.write_text(quality.put(page.read_text(), old))
    monkeypatch.setattr(sys, "argv", ["quality", "--task", "mentions", "--write"])
    assert quality.main() == 0
    text = page.read_text()
    assert text.startswith(
        f"before\n{quality.BEGIN}\n\n### Others' relations\n\nas it was\n\n### Own mentions\n\n`kg evaluate FILE"
    )
    assert "| Own dev | all | 100.0 | 50.0 | 66.7 | 2 | - |" in text
    assert "\nold" not in text


def test_what_is_read_from_raw_abstracts_comes_first() -> None:
    text = quality.PAGE.read_text(encoding="utf-8")
    assert [table.task for table in quality.TABLES[:2]] == ["studies", "claims"]
    assert text.index("\n### ") + 1 == text.index(f"### {quality.TABLES[0].title}")
    assert (
        text.index(quality.TABLES[0].title) < text.index(quality.TABLES[1].title) < text.index(quality.TABLES[2].title)
    )


def test_what_the_evaluation_notes_stands_below_a_table_that_tells_it(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.gold.evaluate.gold_documents.trained_on", lambda pipeline: frozenset(("1",)))
    monkeypatch.setattr(quality, "TABLES", (replace(TABLE, told=True),))
    assert quality.main() == 0
    assert "\n\n1 of 1 documents were in the training of the models, so these figures flatter them" in page.read_text()


def test_lists_are_shown_with_commas() -> None:
    assert quality._shown(["supports 2", "null 1"]) == "supports 2, null 1"


def test_a_page_without_marks_is_an_error() -> None:
    with pytest.raises(ValueError, match="expected the lines"):
        quality.put("no marks", "x")


def test_figures_come_from_the_models_of_development_unless_others_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_MODELS", "mine")
    assert use_models() == Path("mine")
    monkeypatch.delenv("KG_MODELS")
    assert use_models() == MODELS and ner_model.in_use() == MODELS / "ner"


@pytest.mark.corpus
@pytest.mark.skipif(
    not CORPORA.is_dir(),
    reason=f"no gold data: {CORPORA} is not there; set KG_SHARED to the folder that holds corpora/",
)
def test_only_what_ships_has_seen_the_development_files(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline, held = Pipeline("p", nlp=Nlp(profile="default"), relate=Relate(readers=())), held_out(CORPORA)
    assert held <= trained_on(pipeline)
    monkeypatch.setenv("KG_MODELS", str(MODELS))
    assert trained_on(pipeline) and not held & trained_on(pipeline)


def test_schemes_are_named_only_where_there_are_several() -> None:
    rows: list[TaskRow] = [{"scheme": scheme, "type": "all", "f1": 0.5} for scheme in ("drugprot", "kg")]
    corpus = quality.Corpus("C", "c")
    assert [line.split(" | ")[1] for line in quality._lines(corpus, rows, ("f1",))] == ["drugprot all", "kg all"]
    assert [line.split(" | ")[1] for line in quality._lines(corpus, rows[:1], ("f1",))] == ["all"]


def test_the_page_of_the_repository_holds_every_table_and_every_published_figure() -> None:
    text = (Path(__file__).resolve().parent.parent / "docs" / "quality.md").read_text(encoding="utf-8")
    for table in quality.TABLES:
        assert f"### {table.title}\n" in text
        assert set(table.columns) <= {*TASKS[table.task].columns, *TASKS[table.task].given_columns}
        for corpus in table.corpora:
            for _, published in corpus.published:
                assert all(f"{one.name} {one.figure} ({one.source})" in text for one in published)


def test_rows_about_scores_have_tables_of_their_own_and_a_file_is_measured_once(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def measured(paths: list[str], task: str, settings: TaskSettings, say: object) -> tuple[str, list[str], Outcome]:
        asked.append(task)
        scored = {"type": "score 0.8 to 0.9", "precision": 0.75, "mean_score": 0.84, "error": 0.09}
        return task, [], Outcome([{"type": "all", "precision": 0.5, "mean_score": None, "error": None}, scored])

    columns = ("mean_score", "precision", "error")
    corpora = (quality.Corpus("Own dev", "own.pubtator"),)
    table = replace(TABLE, corpora=corpora, columns=columns)
    monkeypatch.setattr(quality, "TABLES", (table, replace(table, title="Own scores", scored=True)))
    monkeypatch.setattr(quality, "evaluate", measured)
    assert quality.main() == 0
    first, second = (piece for _, piece in sorted(quality.kept(page.read_text()).items()))
    assert [line for line in first.splitlines() if "Own dev" in line] == ["| Own dev | all |  | 50.0 |  | - |"]
    assert [line for line in second.splitlines() if "Own dev" in line] == [
        "| Own dev | score 0.8 to 0.9 | 84.0 | 75.0 | 9.0 | - |"
    ]
    assert asked == ["mentions"]
