"""What a pass of the network's training learns from; the passes themselves are tested in test_fit.py."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from kg.gold.training.train_ner import LABELLED_SHARE, SHARES, STUDENT_SHARES, _of_a_pass


def test_more_of_the_gold_is_drawn_beside_labelled_texts_and_some_of_these() -> None:
    gold: dict[str, Any] = {corpus: [f"{corpus} {number}" for number in range(20)] for corpus in SHARES}
    labelled: Any = [[f"text {number} a", f"text {number} b"] for number in range(20)]
    for given, shares, texts in (([], SHARES, 0), (labelled, STUDENT_SHARES, 20 * LABELLED_SHARE)):
        found: Any = _of_a_pass(gold, given, np.random.RandomState(1))
        assert Counter(one.split()[0] for one in found) == {c: 20 * s for c, s in shares.items()} | (
            {"text": texts} if texts else {}
        )
        drawn = [one.split()[1] for one in found if one.startswith("text")]
        assert len(set(drawn)) == len(drawn), "a text is learned under one guideline in a pass"
