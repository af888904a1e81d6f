"""The reader's network in torch: where its weights start, that it learns, and that what is exported tells the same."""

# ruff: noqa: E402 - what comes after the skip imports torch

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="kg[train-reader] is not installed")
pytest.importorskip("safetensors", reason="kg[train-reader] is not installed")

from torch import Tensor

from kg.gold.training.encoder import POSITIONS
from kg.gold.training.reader_batches import LearnedText, collate, losses, of_document
from kg.gold.training.reader_gold import StudyExample, StudyLabel
from kg.gold.training.reader_network import TorchReader, export
from kg.model import AnnotatedDocument
from kg.pipeline.relate.reader.model import OUTPUTS, StudyModel
from kg.pipeline.relate.reader.network import StudyNetwork, StudyReading
from kg.pipeline.relate.reader.study_pairs import FEATURES, StudyPairs, study_pairs
from tests.gold.training import tiny_reader as tiny
from tests.pipeline.relate.build import annotate

SHORT = ("{ev} in {hcc}.", "We treated patients with {ev}. Survival improved.")
LONGER = (
    "{sor} or {met} in {hbv}.",
    "We treated mice with {hbv} and {hcc}. {sor} was no better. Nor was {met}. None died.",
)


@pytest.fixture
def network(tmp_path: Path) -> TorchReader:
    torch.manual_seed(0)
    torch.set_num_threads(1)  # as in training; threads that wait for one another cost more than sums of this size
    made = TorchReader(
        tiny.write_bert(tmp_path / "bert"), torch.full((len(FEATURES),), 0.5), torch.full((len(FEATURES),), 2.0)
    )
    with torch.no_grad():
        for layer in made.out.values():
            layer.weight.normal_(0, 0.6)  # so that labels are told apart
    made.eval()
    return made


def pairs_of(annotated: AnnotatedDocument) -> StudyPairs:
    found = study_pairs(annotated, "clinical")
    assert found is not None
    return found


def item_of(annotated: AnnotatedDocument, *labels: StudyLabel) -> LearnedText:
    found = pairs_of(annotated)
    rows = tiny.encoder()(annotated, found)
    assert rows is not None
    return of_document(
        StudyExample(annotated.document.id, annotated, found, rows, dict(zip(found.pairs, labels, strict=False)))
    )


def items() -> list[LearnedText]:
    one = item_of(annotate(*SHORT), StudyLabel("drug", "clinical", "supports", (2,)))
    other = item_of(
        annotate(*LONGER, identifier="PMID:2"),
        StudyLabel("comparator", "in-vivo", "null", (2,)),
        StudyLabel("mention", "mention", "unclear", ()),
    )
    return [one, other]


def told_of(network: TorchReader, some: Sequence[LearnedText]) -> list[Tensor]:
    with torch.no_grad():
        told, weights = network(collate(some).inputs)
        return [*(network.scores(told, name) for name in OUTPUTS), weights]


@pytest.mark.parametrize("prefix", ["", "bert."])
def test_it_starts_from_the_pretrained_weights(tmp_path: Path, prefix: str) -> None:
    made = TorchReader(
        tiny.write_bert(tmp_path / "bert", prefix), torch.zeros(len(FEATURES)), torch.ones(len(FEATURES))
    )
    weights = {
        name: torch.from_numpy(each) for name, each in tiny.bert_weights(tiny.tokenizer().get_vocab_size()).items()
    }
    assert torch.equal(made.bert.words.weight, weights["embeddings.word_embeddings.weight"])
    first_type = weights["embeddings.token_type_embeddings.weight"][0]
    assert torch.equal(made.bert.positions.weight, weights["embeddings.position_embeddings.weight"] + first_type)
    own, layer = "encoder.layer.0.", made.bert.layers[0]
    assert torch.equal(layer.asked.weight[tiny.WIDTH : 2 * tiny.WIDTH], weights[f"{own}attention.self.key.weight"])
    assert torch.equal(layer.down.bias, weights[f"{own}output.dense.bias"])
    assert not made.types.weight.any() and not made.zones.weight.any(), "what is added changes nothing at first"
    assert [name for name, each in made.named_parameters() if not each.requires_grad] == ["bert.words.weight"]


def test_a_document_is_read_alike_alone_and_beside_a_longer_one(network: TorchReader) -> None:
    short, longer = items()
    both = told_of(network, [short, longer])
    alone = [told_of(network, [one]) for one in (short, longer)]
    for at in range(len(OUTPUTS)):
        assert torch.allclose(both[at], torch.cat([one[at] for one in alone]), atol=1e-4)
    sentences = alone[0][-1].shape[1]
    assert torch.allclose(both[-1][:1, :sentences], alone[0][-1], atol=1e-4)
    assert (both[-1][0, sentences:] < -1000).all(), "sentences that are not there decide nothing"


def test_what_is_surprising_grows_less_with_learning(network: TorchReader) -> None:
    optimizer = torch.optim.AdamW([each for each in network.parameters() if each.requires_grad], lr=3e-3)
    seen = []
    for _ in range(12):
        batch = collate(items())
        told, weights = network(batch.inputs)
        loss = losses(network, told, weights, batch)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        seen.append(float(loss.detach()))
    assert np.isfinite(seen).all()
    assert seen[-1] < 0.7 * seen[0]


def test_gold_without_studies_is_learned_by_roles_alone(network: TorchReader) -> None:
    batch = collate([item_of(annotate(*SHORT))], random.Random(0))
    told, weights = network(batch.inputs)
    losses(network, told, weights, batch).backward()
    assert all(network.out[name].weight.grad is None for name in ("tier", "polarity"))
    assert network.out["role"].weight.grad.isfinite().all()
    assert network.choice.weight.grad.isfinite().all()


def test_what_is_exported_tells_the_same(network: TorchReader, tmp_path: Path) -> None:
    annotated = annotate(*LONGER)
    rows = tiny.encoder()(annotated, pairs_of(annotated))
    assert rows is not None
    counts = np.array([pairs_of(annotated).counts[at] for at in rows.pairs], np.float32)
    names = ("pieces", "types", "zones", "shares", "sentences", "sentence_mask", "drugs", "diseases")
    export(network, {**{name: getattr(rows, name) for name in names}, "counts": counts}, tmp_path / "network.onnx")
    assert not network.training, "it is not left to learn on"
    assert [path.name for path in tmp_path.glob("*.onnx")] == ["network.onnx"], "the whole network does not stay"
    temperatures = {"role": 1.0, "tier": 2.0, "polarity": 0.5}
    model = StudyModel((tmp_path / "network.onnx").read_bytes(), tiny.tokenizer().to_str(), temperatures, {}, "")
    run = StudyNetwork(model)
    far = (
        SHORT[0],
        "We treated patients with {ev}. "
        + "{ev} treated mice; we were not treated. " * (POSITIONS // 9)
        + "{hcc} improved.",
    )
    for one in (annotated, annotate(*SHORT), annotate(*far)):
        *scores, _ = told_of(network, [item_of(one)])
        readings = run(one, pairs_of(one))
        assert [(each.drug, each.disease) for each in readings] == list(pairs_of(one).pairs)
        for at, name in enumerate(OUTPUTS):
            wanted = (scores[at] / temperatures[name]).softmax(-1).numpy()
            assert np.abs(_shares(readings, name) - wanted).max() < 0.1
            assert wanted.max() > 1.5 / wanted.shape[1], "it says something"
    assert len(item_of(annotate(*far)).pieces) > POSITIONS, "longer than the encoder has positions for"


def _shares(readings: Sequence[StudyReading], name: str) -> np.ndarray:  # type: ignore[type-arg]
    return np.array([list(getattr(one, name).values()) for one in readings])
