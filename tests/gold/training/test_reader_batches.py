"""Batches of the reader's training: what is padded, hidden and left out."""

# ruff: noqa: E402 - what comes after the skip imports torch

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="kg[train-reader] is not installed")

from kg.gold.training import reader_batches
from kg.gold.training.reader_batches import (
    HIDDEN,
    MOST_PAIRS,
    NOT_LEARNED,
    LearnedText,
    batches,
    collate,
    of_document,
    targets,
)
from kg.gold.training.reader_gold import StudyExample, StudyLabel
from kg.model import POLARITIES, TIERS
from kg.pipeline.relate.pieces import MASKED
from kg.pipeline.relate.reader.model import ROLES
from kg.pipeline.relate.reader.study_pairs import FEATURES, study_pairs
from tests.gold.training import tiny_reader as tiny
from tests.pipeline.relate.build import annotate

COUNTS = (0.0,) * len(FEATURES)


def item(name: str, length: int, pairs: int = 1, studies: int = 1) -> LearnedText:
    """A text in two sentences between [CLS] and [SEP]; the drug is a new one in each pair, of a piece or two."""
    held = {0: [2, 3]} | {1 + at: [1 + at % (length - 2)] for at in range(pairs)}
    numbers = [(0, NOT_LEARNED, NOT_LEARNED)] * (pairs - studies) + [(1, 3, 0)] * studies
    half = (length - 2) // 2
    sentences = [NOT_LEARNED, *([0] * half), *([1] * (length - 2 - half)), NOT_LEARNED]
    return LearnedText(
        name, [101, *([110] * (length - 2)), 102], [0] * length, [1] * length, sentences, held,
        [(1 + at, 0, COUNTS, each, (1, 7)) for at, each in enumerate(numbers)],
    )  # fmt: skip


def test_rows_are_padded_and_padding_is_masked() -> None:
    batch = collate([item("short", 6), item("long", 9, 3)])
    inputs = batch.inputs
    assert inputs["pieces"].tolist()[0] == [101, 110, 110, 110, 110, 102, 0, 0, 0]
    assert inputs["mask"][0, 0, 0].tolist() == [0] * 6 + [MASKED] * 3
    assert inputs["mask"][1].eq(0).all()
    assert inputs["drugs"].shape == (2, 3)
    assert inputs["rows"].tolist() == [0, 3, 4, 5], "places of the pairs that there are"
    assert batch.keys == [("short", 1, 0), ("long", 1, 0), ("long", 2, 0), ("long", 3, 0)]
    assert (batch.targets.shape, inputs["counts"].shape) == ((4, 3), (4, len(FEATURES)))


def test_the_pieces_of_an_entity_and_of_a_sentence_make_up_one() -> None:
    inputs = collate([item("short", 6), item("long", 9, 3)]).inputs
    assert inputs["shares"].sum(-1).tolist() == [[1, 1, 0, 0], [1, 1, 1, 1]]
    assert inputs["shares"][0, 1].tolist() == [0, 0, 0.5, 0.5, 0, 0, 0, 0, 0]
    assert torch.allclose(inputs["sentences"].sum(-1), torch.ones(2, 2))
    assert inputs["sentence_mask"].eq(0).all()


def test_a_sentence_that_is_not_read_is_masked_and_decides_nothing() -> None:
    one, more = item("one", 8), item("more", 8)
    cut = LearnedText(
        "cut", one.pieces, one.types, one.zones, [NOT_LEARNED, *[0] * 6, NOT_LEARNED], one.held, one.pairs
    )
    batch = collate([cut, more])
    assert batch.inputs["sentence_mask"].tolist() == [[[0, MASKED]], [[0, 0]]]
    assert batch.decisive.tolist() == [[0, 0], [0, 1]], "sentence 1 is not in the first, 7 in none"


def test_pieces_are_hidden_only_with_chance() -> None:
    one = item("one", 200)
    assert collate([one]).inputs["pieces"].tolist() == [one.pieces]
    chance = random.Random(0)
    drawn = torch.cat([collate([one], chance).inputs["pieces"] for _ in range(50)])
    assert HIDDEN in drawn
    assert drawn[:, 0].eq(101).all()
    assert (drawn == HIDDEN).float().mean().item() == pytest.approx(reader_batches.HIDDEN_PIECES, abs=0.01)
    assert HIDDEN not in one.pieces, "the item itself stays"


def test_an_entity_is_hidden_with_all_its_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_batches, "HIDDEN_PIECES", 0.0)
    one, chance = item("one", 12), random.Random(1)
    seen = Counter(
        tuple(np.flatnonzero(collate([one], chance).inputs["pieces"][0] == HIDDEN).tolist()) for _ in range(300)
    )
    assert set(seen) == {(), (1,), (2, 3), (1, 2, 3)}


def test_of_many_pairs_all_studies_stay() -> None:
    few, chance = item("one", 12, 65, studies=5), random.Random(2)
    drawn = [collate([few], chance) for _ in range(3)]
    assert all((len(one.keys), int((one.targets[:, 0] > 0).sum())) == (MOST_PAIRS, 5) for one in drawn)
    assert drawn[0].keys != drawn[1].keys, "others by chance"
    assert len(collate([few]).keys) == 65, "none is left out where nothing is learned"
    assert (
        collate([item("one", 12, MOST_PAIRS + 24, studies=MOST_PAIRS + 4)], chance).targets[:, 0] > 0
    ).sum() == MOST_PAIRS + 4


@pytest.mark.parametrize("chance", [None, random.Random(3)])
def test_batches_hold_every_item_once_and_are_no_larger_than_asked(chance: random.Random | None) -> None:
    items = [item(str(at), 5 + at * 7 % 60) for at in range(40)] + [item("giant", 300)]
    found = batches(items, 200, chance)
    assert sorted(one.id for batch in found for one in batch) == sorted(one.id for one in items)
    assert all(len(batch) * max(len(one.pieces) for one in batch) <= 200 for batch in found if len(batch) > 1)
    assert len(found) < len(items)
    assert [one.id for batch in found for one in batch if len(batch) == 1 and len(one.pieces) > 200] == ["giant"]


def test_batches_come_in_another_order_with_another_chance() -> None:
    items = [item(str(at), 5 + at * 7 % 60) for at in range(40)]

    def order(chance: random.Random | None) -> list[str]:
        return [one.id for batch in batches(items, 200, chance) for one in batch]

    assert order(None) == order(None)
    assert order(random.Random(1)) == order(random.Random(1)) != order(random.Random(2))
    assert batches([], 200) == []


def test_targets_of_a_label() -> None:
    assert targets(None) == (0, NOT_LEARNED, NOT_LEARNED)
    studied = targets(StudyLabel("comparator", "phase-3", "null", ()))
    assert studied == (ROLES.index("comparator"), TIERS.index("phase-3"), POLARITIES.index("null"))
    mentioned = targets(StudyLabel("mention", "mention", "unclear", ()))
    assert mentioned == (ROLES.index("mention"), TIERS.index("mention"), NOT_LEARNED), (
        "what is only spoken of has no result"
    )


def test_a_gold_document_as_an_item() -> None:
    annotated = annotate("{ev} in {hcc}.", "{ev} was better than {sor}.")
    found = study_pairs(annotated, "clinical")
    assert found is not None
    rows = tiny.encoder()(annotated, found)
    assert rows is not None
    label = StudyLabel("drug", "clinical", "supports", (1,))
    one = of_document(StudyExample("PMID:1", annotated, found, rows, {found.pairs[0]: label}))
    assert [pair[:2] for pair in one.pairs] == list(found.pairs)
    assert [(pair[3], pair[4]) for pair in one.pairs] == [(targets(label), (1,)), (targets(None), ())]
    assert one.pieces == rows.pieces[0].tolist()
    assert (one.sentences[0], one.sentences[1], one.sentences[-2], one.sentences[-1]) == (
        NOT_LEARNED,
        0,
        1,
        NOT_LEARNED,
    )
    everolimus = one.held[one.pairs[0][0]]
    assert {one.types[at] for at in everolimus} == {1}
    assert {one.sentences[at] for at in everolimus} == {0, 1}, "both its mentions"
    inputs = collate([one]).inputs
    for name in ("shares", "sentences", "sentence_mask", "pieces", "types", "zones"):
        assert np.array_equal(np.sort(inputs[name].numpy(), 1), np.sort(getattr(rows, name), 1)), (
            f"{name} as they are when it is run"
        )
