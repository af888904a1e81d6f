"""Word pieces of a text, as the networks that read text are given them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import numpy.typing as npt
from tokenizers import Tokenizer

WORD = re.compile(r"\d+(?:\.\d+)+|[^\W_]+|[^\w\s]|_")
"""What is cut into pieces at a time: a number, a run of letters and digits, or a sign."""

FIRST, LAST, UNKNOWN = 101, 102, 100  # [CLS], [SEP] and [UNK] of BERT's vocabulary

MASKED = -1e4
"""What is added to the attention to a place that is not there."""

NetworkInputs = dict[str, npt.NDArray[Any]]
"""What a network is given, by the names of its inputs."""


class Pieces:
    """Holds a tokenizer and the pieces of words seen so far; call it with a word."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    @lru_cache(maxsize=1 << 17)  # noqa: B019 - it lives as long as its process
    def __call__(self, word: str) -> tuple[int, ...]:
        """Numbers of a word's pieces in the vocabulary; one that stands for it where it has none."""
        return tuple(self._tokenizer.encode(word, add_special_tokens=False).ids) or (UNKNOWN,)
