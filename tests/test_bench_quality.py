"""The tables of docs/quality.md: where they stand, what they hold, when they are left alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bench import quality
from bench.development import MODELS, use_models
from kg.annotator import trained_on
from kg.config import Nlp, Pipeline
from kg.evaluate import TASKS
from kg.evaluate.task import Row
from kg.nlp.ner import model as ner_model
from kg.ontologies.lexicon import Lexicon
from kg.training.corpora import held_out
from tests.evaluate.conftest import block

CORPORA = Path(os.environ.get("KG_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "corpora"
CORPUS = quality.Corpus("Own dev", "own.pubtator", published=(("Chemical", (quality.Published("theirs", "93.0", "a paper"),)),))
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
    assert page.read_text() == (
        f"before\n{quality.BEGIN}\n\n### Own mentions\n\n`kg evaluate FILE --task mentions --profile fast`. Written for the tests.\n\n"
        "| corpus | type | precision | recall | f1 | gold | published |\n| --- | --- | --- | --- | --- | --- | --- |\n"
        "| Own dev | Chemical | 100.0 | 50.0 | 66.7 | 2 | theirs 93.0 (a paper) |\n"
        f"| Own dev | all | 100.0 | 50.0 | 66.7 | 2 | - |\n\n{quality.END}\nafter\n"
    )
    once = page.read_text()
    assert quality.main() == 0
    assert page.read_text() == once


@pytest.mark.parametrize("spoil", ["missing", "offsets"])
def test_the_page_is_left_alone_when_gold_could_not_be_used(page: Path, spoil: str, capsys: pytest.CaptureFixture[str]) -> None:
    before, gold = page.read_text(), page.parent / "corpora" / "own.pubtator"
    if spoil == "missing":
        gold.unlink()
    else:
        gold.write_text(GOLD.replace("\t0\t10", "\t1\t10"))
    assert quality.main() == 1
    assert "docs/quality.md is left as it was" in capsys.readouterr().err
    assert page.read_text() == before


def test_a_page_without_marks_is_an_error() -> None:
    with pytest.raises(ValueError, match="expected the lines"):
        quality.put("no marks", "x")


def test_figures_come_from_the_models_of_development_unless_others_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_MODELS", "mine")
    assert use_models() == Path("mine")
    monkeypatch.delenv("KG_MODELS")
    assert use_models() == MODELS and ner_model.in_use() == MODELS / "ner"


@pytest.mark.corpus
@pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no gold data: {CORPORA} is not there; set KG_SHARED to the folder that holds corpora/")
def test_only_what_ships_has_seen_the_development_files(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline, held = Pipeline("p", nlp=Nlp(profile="default")), held_out(CORPORA)
    assert held <= trained_on(pipeline)
    monkeypatch.setenv("KG_MODELS", str(MODELS))
    assert trained_on(pipeline) and not held & trained_on(pipeline)


def test_schemes_are_named_only_where_there_are_several() -> None:
    rows: list[Row] = [{"scheme": scheme, "type": "all", "f1": 0.5} for scheme in ("drugprot", "kg")]
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
