"""``kg train relations`` from files to a reader: what is written, what is left out, and what is chosen on what is held
back.
"""

# ruff: noqa: E402 - what comes after the skip imports torch

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="kg[train-reader] is not installed")
pytest.importorskip("safetensors", reason="kg[train-reader] is not installed")

from kg.errors import InputError
from kg.gold.training import relation_corpora
from kg.gold.training.passes import Recipe
from kg.gold.training.reader_gold import is_held
from kg.gold.training.relation_batches import HIDDEN, MOST_PAIRS, grouped, instances, pooled
from kg.gold.training.relation_gold import is_reported, of_sentences
from kg.gold.training.relation_least import least
from kg.gold.training.relation_network import TorchRelations
from kg.gold.training.train_relations import train
from kg.lexicon.lexicon import Lexicon
from kg.pipeline import model_files
from kg.pipeline.relate import network_files
from kg.pipeline.relate.pairs import model
from kg.pipeline.relate.pairs.labels import GRAPH, LABELS, PAIRS
from kg.pipeline.relate.pairs.network import RelationNetwork as Shipped
from kg.pipeline.relate.pairs.rows import SentenceEncoder, arrays
from kg.pipeline.relate.pairs.sentence_pairs import sentence_pairs
from tests import small_lexicon as small
from tests.gold.training import tiny_reader as tiny
from tests.gold.training import tiny_relations
from tests.pipeline.relate.build import annotate

PMIDS = range(1, 25)


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    return Lexicon(small.write_small(tmp_path_factory.mktemp("relations") / "lexicon"))


def test_from_gold_to_a_reader(lexicon: Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relation_corpora, "TIMES", 1)
    corpora, encoder = tiny_relations.write(tmp_path / "corpora", PMIDS), tiny.write_bert(tmp_path / "bert")
    said: list[str] = []
    train(corpora, encoder, tmp_path / "out", lexicon, Recipe(epochs=1, pieces=400), said.append)
    assert sum(line.startswith("pass ") for line in said) == 1
    loaded = model.load(tmp_path / "out")
    learned = network_files.publications(tmp_path / "out", model.LAYOUT)
    assert str(PMIDS[0]) not in learned, "it stands in a development file"
    assert not [number for number in PMIDS if is_reported(str(1000 + number)) and str(1000 + number) in learned]
    assert {"2", "2002", "3002"} <= learned
    trained = json.loads((tmp_path / "out" / model_files.META).read_text())["trained"]
    assert trained["held back"].split() and all(is_held(f"PMID:{one}") for one in trained["held back"].split())
    annotated = annotate("{ev} inhibits [mTOR|Target|HGNC:3942].", "{ev} caused {hcc} and {rcc}, {met} did not.")
    readings = list(Shipped(loaded, GRAPH)(annotated, sentence_pairs(annotated, PAIRS[GRAPH])))
    assert len(readings) == 1 + 9 and all(len(one.scores) == len(LABELS[GRAPH]) for one in readings)
    one = annotate("{ev} inhibits [mTOR|Target|HGNC:3942].")
    alone = list(Shipped(loaded, GRAPH)(one, sentence_pairs(one, PAIRS[GRAPH])))
    assert np.allclose(readings[0].scores, alone[0].scores, atol=0.2), (
        "what else goes through with it changes nothing but rounding"
    )
    said.clear()
    train(corpora, encoder, tmp_path / "out", lexicon, Recipe(epochs=1, pieces=400), said.append)
    assert not any(line.startswith("pass ") for line in said), "nothing is learned again"


@pytest.mark.parametrize(
    "missing", ["corpora/studies-dev.jsonl", "corpora/drugprot-train.jsonl", "bert/model.safetensors"]
)
def test_a_missing_file_is_named(missing: str, lexicon: Lexicon, tmp_path: Path) -> None:
    corpora, encoder = tiny_relations.write(tmp_path / "corpora", range(1, 3)), tiny.write_bert(tmp_path / "bert")
    (tmp_path / missing).unlink()
    with pytest.raises(InputError, match=Path(missing).name):
        train(corpora, encoder, tmp_path / "out", lexicon, Recipe(epochs=1), lambda _: None)


def test_a_marker_is_seen_by_no_piece_of_the_text(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = TorchRelations(tiny.write_bert(tmp_path / "bert")).eval()
    row = next(
        one.rows[0] for one in of_sentences(SentenceEncoder(tiny.tokenizer()), 1, 0) if len(one.rows[0].pairs) > 2
    )
    given = {name: torch.from_numpy(each) for name, each in arrays([row]).items()}
    first = {
        name: each[:, :2] if name in ("shares", "marks", "places") else each[:, :1] if name == "counts" else each
        for name, each in given.items()
    }
    with torch.no_grad():
        together, alone = network(given)[:, :1], network(first)
    assert torch.allclose(together, alone, atol=1e-5), "a pair is read the same whatever other pairs are asked of"
    swapped = {**given, "marks": (given["marks"] + 1) % 5}
    with torch.no_grad():
        assert not torch.allclose(network(swapped)[:, :1], together, atol=1e-3)


def test_scores_of_one_group_are_pooled() -> None:
    scores = torch.tensor([[1.0, 2.0], [3.0, -1.0], [0.5, 0.5]])
    found = pooled(scores, torch.tensor([0, 0, 2]), 3)
    assert torch.allclose(found[0], torch.logsumexp(scores[:2], 0)) and torch.allclose(found[2], scores[2])


def test_pieces_are_hidden_and_pairs_left_out_only_for_learning() -> None:
    examples = list(of_sentences(SentenceEncoder(tiny.tokenizer()), 1, 0))
    plain = instances(examples)
    assert [row.pieces for row in plain.rows] == [row.pieces for one in examples for row in one.rows]
    drawn = instances(examples * 5, random.Random(0))
    assert any(HIDDEN in row.pieces for row in drawn.rows) and not any(HIDDEN in row.pieces for row in plain.rows)
    related = sum(any(one.labels[group] for group in groups) for one in examples for groups in one.groups)
    kept = sum(any(drawn.labels[group] for group in groups) for groups in drawn.groups)
    assert kept == 5 * related, "sentences that relate something all stay"
    assert len(drawn.rows) < 5 * len(plain.rows)
    assert max(map(len, drawn.groups)) <= MOST_PAIRS


def test_batches_are_of_one_output_and_hold_every_document_once() -> None:
    examples = list(of_sentences(SentenceEncoder(tiny.tokenizer()), 2, 0))
    found = grouped(examples, 300, random.Random(1))
    assert sorted(one.id for batch in found for one in batch) == sorted(one.id for one in examples)
    assert all(sum(row.size for one in batch for row in one.rows) <= 300 or len(batch) == 1 for batch in found)


def test_the_least_probability_is_where_most_relations_come_out_right() -> None:
    labels = LABELS["bc5cdr"]
    chances = np.array([[1 - chance, chance] for chance in (0.9, 0.8, 0.7, 0.3, 0.2)])
    wanted = np.array([1, 1, 1, 0, 0])
    assert 0.3 < least(chances, wanted, "bc5cdr", 0)[labels[1]] <= 0.7
    doubtful = np.array([1, 1, 0, 1, 0])
    assert (
        least(chances, doubtful, "bc5cdr", 0)[labels[1]]
        <= 0.3
        < least(chances, np.array([1, 1, 0, 0, 0]), "bc5cdr", 0)[labels[1]]
    )


def test_where_it_counts_first_that_two_are_related_one_bound_serves_all_labels() -> None:
    """Each pair is related, though as what is open between two labels: neither reaches what the pair does."""
    chances = np.full((4, len(LABELS["biored"])), 0.001)
    chances[:, 0], chances[:, 1], chances[:, 2] = (
        (0.3, 0.3, 0.3, 0.4),
        (0.36, 0.3, 0.36, 0.58),
        (0.33, 0.39, 0.33, 0.01),
    )
    bounds = set(least(chances, np.array([1, 2, 2, 0]), "biored", 0).values())
    assert len(bounds) == 1
    assert 0.6 < bounds.pop() <= 0.7
