"""The network against a plain reading of its definition, and what it does with texts that are hardly any."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from kg.lexicon.lexicon import Lexicon
from kg.pipeline.guidelines import GUIDELINES, named
from kg.pipeline.nlp import dictionary
from kg.pipeline.nlp.abbreviations import abbreviations
from kg.pipeline.nlp.ner import encode
from kg.pipeline.nlp.ner.encode import COLUMNS, TextPiece, pieces
from kg.pipeline.nlp.ner.lexical import LexicalFeatures
from kg.pipeline.nlp.ner.model import MentionModel
from kg.pipeline.nlp.ner.network import AFTER, BEFORE, EMBEDDED, WIDTH, MentionNetwork
from kg.pipeline.nlp.ner.tagger import Tagger
from kg.pipeline.nlp.ner.vectors import WordVectors
from kg.pipeline.nlp.ner.words import MAX_TRIGRAMS, shape, word_form
from kg.pipeline.nlp.tokens import tokenize
from tests.pipeline.nlp.ner.conftest import random_model

TEXT = (
    "Everolimus in hepatocellular carcinoma (HCC)\nWe gave everolimus. HCC cells lost AKT; the HCC shrank, RAD-001"
    " helped."
)


def _pieces(text: str, lexicon: Lexicon) -> list[TextPiece]:
    tokens = tokenize(text)
    return list(pieces(tokens, dictionary.matches(tokens, lexicon), abbreviations(text), LexicalFeatures(lexicon)))


def _reference(model: MentionModel, piece: TextPiece, guideline: int) -> npt.NDArray[Any]:
    """The network token by token, as its definition reads."""
    w = {name: array.astype(np.float64) for name, array in model.weights.items()}
    vectors = WordVectors(model.vectors)
    count = len(piece.words)

    def layer(x: npt.NDArray[Any], inputs: npt.NDArray[Any], name: str) -> npt.NDArray[Any]:
        mapped = inputs @ w[f"{name}_w"] + w[f"{name}_b"]
        y = x + np.maximum(mapped[:WIDTH], mapped[WIDTH:])
        normed: npt.NDArray[Any] = (y - y.mean()) / np.sqrt(y.var() + 1e-5)
        return normed * w[f"{name}_gain"] + w[f"{name}_bias"]

    def convolve(states: list[npt.NDArray[Any]], name: str) -> list[npt.NDArray[Any]]:
        padded = [np.zeros(WIDTH), *states, np.zeros(WIDTH)]
        return [layer(states[at], np.concatenate(padded[at : at + 3]), name) for at in range(count)]

    states = []
    for at, word in enumerate(piece.words):
        form = word_form(word)
        own = [w[f"embed_{name}"][form.rows[n]] for n, name in enumerate(EMBEDDED)]
        own += [np.mean([w["embed_trigram"][row] for row in form.trigrams], axis=0), vectors(word)]
        mapped = np.concatenate(own) @ w["word_w"] + piece.flags[at] @ w["flag_w"] + w["input_b"]
        states.append(np.maximum(mapped[:WIDTH], mapped[WIDTH:]))
    for n in range(BEFORE):
        states = convolve(states, f"conv{n}")
    pooled = []
    for at in range(count):
        same = [states[other] for other in range(count) if piece.same[other] == piece.same[at]]
        inside = [states[other] for other in range(count) if piece.in_long[other] == piece.long_of[at] >= 0]
        long = np.mean(inside, axis=0) if inside else np.zeros(WIDTH)
        pooled.append(
            layer(states[at], np.concatenate([states[at], np.mean(same, axis=0), np.max(same, axis=0), long]), "pool")
        )
    states = pooled
    for n in range(BEFORE, BEFORE + AFTER):
        states = convolve(states, f"conv{n}")
    embedding = w["embed_guideline"][guideline]
    hidden = [np.maximum(np.concatenate([state, embedding]) @ w["hidden_w"] + w["hidden_b"], 0) for state in states]
    return np.array([h @ w["output_w"] + w["output_b"] for h in hidden]).reshape(count, 3, 3)


@pytest.mark.parametrize("guideline", [0, len(GUIDELINES) - 1])
def test_the_forward_pass_is_its_definition(guideline: int, any_model: MentionModel, small_lexicon: Lexicon) -> None:
    (piece,) = _pieces(TEXT, small_lexicon)
    found = MentionNetwork(any_model.weights, WordVectors(any_model.vectors), exact=True).emissions(piece, guideline)
    assert found.shape == (len(piece.words), 3, 3) and found.dtype == np.float32
    np.testing.assert_allclose(found, _reference(any_model, piece, guideline), atol=2e-3)


def test_whole_numbers_are_close_to_the_definition(any_model: MentionModel, small_lexicon: Lexicon) -> None:
    (piece,) = _pieces(TEXT, small_lexicon)
    found = MentionNetwork(any_model.weights, WordVectors(any_model.vectors)).emissions(piece, 0)
    expected = _reference(any_model, piece, 0)
    assert found.shape == expected.shape and found.dtype == np.float32
    assert np.abs(found - expected).mean() < 0.02 * expected.std()


def test_what_is_known_of_words_changes_nothing(any_model: MentionModel, small_lexicon: Lexicon) -> None:
    (piece,) = _pieces(TEXT, small_lexicon)
    fresh, used = (MentionNetwork(any_model.weights, WordVectors(any_model.vectors)) for _ in range(2))
    for other in _pieces("HCC of other words; everolimus again.", small_lexicon):
        used.emissions(other, 0)
    assert (fresh.emissions(piece, 1) == used.emissions(piece, 1)).all()


def test_abbreviations_and_lexicon_reach_the_flags(small_lexicon: Lexicon) -> None:
    (piece,) = _pieces(TEXT, small_lexicon)
    assert piece.flags.shape == (len(piece.words), COLUMNS)
    named = dict(zip(encode.FLAGS, piece.flags[:, -len(encode.FLAGS) :].T, strict=True))
    assert [w for w, on in zip(piece.words, named["short-used"], strict=True) if on] == ["HCC"] * 3
    assert [w for w, on in zip(piece.words, named["long"], strict=True) if on] == ["hepatocellular", "carcinoma"]
    assert [w for w, on in zip(piece.words, named["sentence-first"], strict=True) if on] == ["Everolimus", "We", "HCC"]
    assert piece.words[: int(named["title"].sum())] == [
        "Everolimus",
        "in",
        "hepatocellular",
        "carcinoma",
        "(",
        "HCC",
        ")",
    ]
    drug = piece.flags[:, 3]
    assert [w for w, on in zip(piece.words, drug, strict=True) if on] == ["Everolimus", "everolimus"]


def test_a_long_text_is_cut_at_sentences(small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encode, "MAX_TOKENS", 10)
    text = "One two three four. Five six. " * 5 + "word " * 30
    found = _pieces(text, small_lexicon)
    assert [w for piece in found for w in piece.words] == tokenize(text).words
    assert all(len(piece.words) <= 10 for piece in found)
    assert [piece.first for piece in found] == np.cumsum([0, *(len(p.words) for p in found[:-1])]).tolist()
    assert found[0].words[-1] == "."
    assert all(piece.same.max() < len(piece.words) for piece in found)


@pytest.mark.parametrize(
    "text", ["", "\n", "   \n ", "a", ".", "x" * 100_000, "7" * 100_000 + " " + "Ж" * 5000, "\ud83d lone half"]
)
def test_texts_that_are_hardly_any(text: str, any_tagger: Tagger) -> None:
    spans, tokens = any_tagger.tag(text)
    assert all(0 <= span.first < span.last <= len(tokens.words) for span in spans)


def test_offsets_count_code_points(any_tagger: Tagger) -> None:
    text = "😀 Everolimus 👩‍🔬\ne\u0301verolimus cafe\u0301 😀 HCC\u0301 \U0001d6fc-tocopherol β-catenin"
    spans, tokens = any_tagger.tag(text)
    assert spans, "the random model tags something here"
    for span in spans:
        surface = text[tokens.starts[span.first] : tokens.ends[span.last - 1]]
        assert surface.startswith(tokens.words[span.first]) and surface.endswith(tokens.words[span.last - 1])
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words


def test_the_same_seed_tags_the_same(small_lexicon: Lexicon) -> None:
    assert Tagger(small_lexicon, random_model(3)).tag(TEXT)[0] == Tagger(small_lexicon, random_model(3)).tag(TEXT)[0]


def test_guidelines_differ(any_model: MentionModel, small_lexicon: Lexicon) -> None:
    found = {
        guideline: Tagger(small_lexicon, any_model, named(guideline)).tag(TEXT)[0]
        for guideline in ("default", "biored", "bc5cdr")
    }
    assert found["default"] == found["biored"] != found["bc5cdr"]


def test_word_forms() -> None:
    assert [shape(word) for word in ("RAD001", "mTOR", "aaaaaaa", "β2", "Ünder")] == [
        "XXXddd",
        "xXXX",
        "xxx",
        "xd",
        "xxxx"[:3],
    ]
    assert word_form("RAD001").rows[0] == word_form("rad001").rows[0]
    assert word_form("RAD001").rows[3] != word_form("rad001").rows[3]
    assert len(word_form("a" * 100_000).trigrams) == MAX_TRIGRAMS and len(word_form("a").trigrams) == 1
