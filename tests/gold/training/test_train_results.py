"""``kg train results``: what is learned from gold studies and results of trials, and what is written."""

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
from kg.gold.training.passes import Recipe
from kg.gold.training.reader_batches import HIDDEN, NOT_LEARNED
from kg.gold.training.reader_gold import StudyExample, StudyLabel
from kg.gold.training.results_batches import LearnedPassage, collate, loss_of, of_studies, of_trials, sentence_weights
from kg.gold.training.results_network import TorchResults, export
from kg.gold.training.train_results import train
from kg.lexicon.lexicon import Lexicon
from kg.model import POLARITIES
from kg.pipeline import model_files
from kg.pipeline.relate import network_files
from kg.pipeline.relate.reader import results_model
from kg.pipeline.relate.reader.model import ROLES
from kg.pipeline.relate.reader.passages import FEATURES
from kg.pipeline.relate.reader.results import ResultNetwork as Shipped
from kg.pipeline.relate.reader.results import arrays
from kg.pipeline.relate.reader.study_pairs import study_pairs
from tests import small_lexicon as small
from tests.gold.training import tiny_reader as tiny
from tests.pipeline.relate.build import annotate

PMIDS = (1, 2, 3, 4, 5, 6, 7, 8, 11)
RECIPE = Recipe(epochs=2, pieces=400)


def example(number: int = 1) -> StudyExample:
    """Two drugs and two diseases; one pair was tested, another is only spoken of."""
    text = "We treated {rcc} before. {ev} improved survival. Mice did not."
    annotated = annotate("{ev} against {sor} in {hcc}.", text, identifier=f"PMID:{number}")
    found = study_pairs(annotated, "clinical")
    assert found is not None
    rows = tiny.encoder()(annotated, found)
    assert rows is not None
    labels = {
        (0, 2): StudyLabel("drug", "clinical", "null", (2,)),
        (1, 2): StudyLabel("mention", "mention", "unclear", ()),
    }
    return StudyExample(annotated.document.id, annotated, found, rows, labels)


def test_the_sentences_that_annotators_name_are_learned() -> None:
    said: list[str] = []
    learned = sentence_weights([example(number) for number in range(3)], said.append)
    assert learned.shape == (len(FEATURES),)
    assert learned[FEATURES.index("gain")] > 0 > learned[FEATURES.index("names the disease")]
    assert said == ["sentences are chosen by what 12 show, of which 3 decide"]


def test_studies_are_learned() -> None:
    assert [item.targets for item in of_studies(example(), np.zeros(len(FEATURES)), tiny.encoder())] == [
        (ROLES.index("drug"), POLARITIES.index("null"), NOT_LEARNED),
        (ROLES.index("mention"), NOT_LEARNED, NOT_LEARNED),
    ]


@pytest.mark.parametrize(
    ("outcome", "direction", "polarity"),
    [
        ("overall survival", "significantly increased", "supports"),
        ("overall survival", "significantly decreased", "opposes"),
        ("mortality", "significantly decreased", "supports"),
        ("mortality", "significantly increased", "opposes"),
        ("incidence of nausea", "significantly decreased", "supports"),
        ("mortality", "no significant difference", "null"),
        ("volume of something", "no significant difference", "null"),
        ("volume of something", "significantly increased", ""),
        ("survival and mortality", "significantly increased", ""),
        ("adverse events", "significantly increased", "unclear"),
        ("adverse events", "no significant difference", "unclear"),
    ],
)
def test_what_a_result_says_of_the_intervention(outcome: str, direction: str, polarity: str, tmp_path: Path) -> None:
    path = tiny.write_lines(tmp_path / "results.jsonl", [{**tiny.result(direction), "outcome": outcome}])
    (item,) = of_trials(path, tiny.encoder())
    assert item.targets[1] == (POLARITIES.index(polarity) if polarity else NOT_LEARNED)


def test_results_of_trials_are_passages(tmp_path: Path) -> None:
    path = tiny.write_lines(tmp_path / "results.jsonl", [tiny.result("significantly decreased")])
    (item,) = of_trials(path, tiny.encoder())
    assert item.targets == (NOT_LEARNED, POLARITIES.index("opposes"), 1)
    assert len(item.row.drug) == 1 and len(item.row.disease) == 1
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1: no result of Evidence Inference"):
        list(of_trials(path, tiny.encoder()))


def test_pieces_and_names_are_hidden_while_learning() -> None:
    items = list(of_studies(example(), np.zeros(len(FEATURES)), tiny.encoder()))
    plain, targets = collate(items)
    assert targets.tolist() == [list(item.targets) for item in items]
    assert not (plain["pieces"] == HIDDEN).any()
    hidden = [collate(items, random.Random(seed))[0]["pieces"] for seed in range(20)]
    shares = [float((each == HIDDEN).sum() / (plain["mask"][:, 0, 0] == 0).sum()) for each in hidden]
    assert 0.03 < sum(shares) / len(shares) < 0.3
    assert all(torch.equal(each[:, 0], plain["pieces"][:, 0]) for each in hidden), "the first piece stays"


def test_a_passage_is_read_alike_alone_and_beside_a_longer_one_and_exported(tmp_path: Path) -> None:
    torch.manual_seed(1)
    network = TorchResults(tiny.write_bert(tmp_path / "bert")).eval()
    for layer in network.out.values():
        torch.nn.init.normal_(layer.weight, std=2)
    (trial,) = of_trials(
        tiny.write_lines(tmp_path / "results.jsonl", [tiny.result("significantly increased")]), tiny.encoder()
    )
    items = [trial, *of_studies(example(), np.zeros(len(FEATURES)), tiny.encoder())]
    assert len(items[0].pieces) < len(items[-1].pieces)
    together = network(collate(items)[0])
    alone = network({name: torch.from_numpy(each) for name, each in arrays(items[0].row).items()})
    for name, scores in together.items():
        assert torch.allclose(scores[:1], alone[name], atol=1e-4), name
    export(network, arrays(items[-1].row), tmp_path / "network.onnx")
    assert [path.name for path in tmp_path.glob("*.onnx")] == ["network.onnx"]
    weights, temperatures = np.zeros(len(FEATURES)), {"role": 1.0, "polarity": 2.0}
    shipped = Shipped(
        results_model.ResultModel(
            (tmp_path / "network.onnx").read_bytes(), tiny.tokenizer().to_str(), temperatures, weights, ""
        )
    )
    one = example()
    (read,) = shipped(one.annotated, one.candidates, [(0, 2)])
    item = next(iter(of_studies(one, weights, tiny.encoder())))
    wanted = network(collate([item])[0])
    for name, told in (("role", read.role), ("polarity", read.polarity)):
        assert (
            np.abs(
                np.array([*told.values()]) - (wanted[name][0] / temperatures[name]).softmax(-1).detach().numpy()
            ).max()
            < 0.1
        )
    assert read.sentence == 1, "where nothing weighs, the first after the title"
    assert shipped(one.annotated, one.candidates, []) == ()


def test_only_known_labels_are_learned() -> None:
    scores = {
        name: torch.zeros(2, size, requires_grad=True)
        for name, size in (("role", 5), ("polarity", 5), ("direction", 3))
    }
    loss = loss_of(scores, torch.tensor([[1, NOT_LEARNED, NOT_LEARNED], [NOT_LEARNED, NOT_LEARNED, 2]]))
    assert float(loss) == pytest.approx((np.log(5) + np.log(3)) / 2, abs=1e-5)
    loss.backward()
    assert not scores["polarity"].grad.any()
    assert scores["direction"].grad[1].any() and not scores["direction"].grad[0].any()


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    return Lexicon(small.write_small(tmp_path_factory.mktemp("results") / "lexicon"))


def test_from_gold_to_a_reader_and_on_after_a_stop(lexicon: Lexicon, tmp_path: Path) -> None:
    labels = ("significantly increased", "significantly decreased", "no significant difference")
    gold = tiny.write_lines(tmp_path / "gold.jsonl", [tiny.document(number) for number in PMIDS])
    trials = tiny.write_lines(tmp_path / "trials.jsonl", [tiny.result(labels[at % 3]) for at in range(6)])
    files = gold, trials, tiny.write_bert(tmp_path / "bert")
    said: list[str] = []
    out = tmp_path / "out"
    train(*files, out, lexicon, RECIPE, said.append)
    assert sum(line.startswith("pass ") for line in said) == RECIPE.epochs
    written = (network_files.NETWORK, network_files.TOKENIZER, model_files.META)
    assert {path.name for path in out.iterdir()} == {*written, "steps"}
    model = results_model.load(out)
    assert model.sentences.any() and set(model.temperatures) == {"role", "polarity"}
    assert network_files.publications(out, results_model.LAYOUT) == {str(number) for number in PMIDS}
    assert json.loads((out / model_files.META).read_text())["trained"]["results of trials"] == 6
    wanted = {name: (out / name).read_bytes() for name in written}
    for name in written:
        (out / name).unlink()
    said.clear()
    train(*files, out, lexicon, RECIPE, said.append)
    assert not any(line.startswith("pass ") for line in said), "nothing is learned again"
    assert {name: (out / name).read_bytes() for name in written} == wanted
    with pytest.raises(InputError, match="not there"):
        train(gold, trials, tmp_path / "nowhere", out, lexicon, RECIPE, said.append)


def test_an_item_says_how_long_it_is() -> None:
    item: LearnedPassage = next(iter(of_studies(example(), np.zeros(len(FEATURES)), tiny.encoder())))
    assert item.pieces is item.row.pieces
