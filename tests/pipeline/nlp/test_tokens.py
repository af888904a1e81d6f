from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import names
from kg.lexicon.hashing import hash_of
from kg.pipeline.nlp.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("everolimus-induced", ["everolimus", "-", "induced"]),
        ("PI3K/AKT/mTOR", ["PI3K", "/", "AKT", "/", "mTOR"]),
        ("1.5 mg, 10,000 cells.", ["1.5", "mg", ",", "10,000", "cells", "."]),
        ("p<0.05", ["p", "<", "0.05"]),
        ("TGF-β1", ["TGF", "-", "β1"]),
        ("HCC(n=3)", ["HCC", "(", "n", "=", "3", ")"]),
        ("", []),
    ],
)
def test_tokens_are_fine(text: str, words: list[str]) -> None:
    assert tokenize(text).words == words


@given(st.text(max_size=200))
def test_tokens_lie_where_they_say_and_leave_out_only_blanks(text: str) -> None:
    tokens = tokenize(text)
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert tokens.starts == sorted(tokens.starts)
    covered = set().union(*(range(start, end) for start, end in zip(tokens.starts, tokens.ends, strict=True)), set())
    assert all(at in covered or char.isspace() for at, char in enumerate(text))


def test_hashes_of_a_run_of_tokens_combine_to_the_hash_of_its_key() -> None:
    tokens = tokenize("hepato-cellular carcinomas")
    whole = 0
    for value, power in zip(tokens.hashes.tolist(), tokens.powers.tolist(), strict=True):
        whole = (whole * power + value) % (1 << 64)
    assert whole == hash_of(names.key("hepato-cellular carcinomas")) == hash_of("hepatocellularcarcinomas")
    assert int(tokens.singular_hashes[-1]) == hash_of("carcinoma")


def test_a_possessive_ending_is_punctuation() -> None:
    tokens = tokenize("Crohn's disease of s")
    assert tokens.words == ["Crohn", "'", "s", "disease", "of", "s"]
    assert tokens.lengths.tolist() == [5, 0, 0, 7, 2, 1]
