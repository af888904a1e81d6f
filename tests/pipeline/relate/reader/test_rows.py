"""A document as arrays for the network."""

from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import Whitespace

from kg.pipeline.relate.pieces import MASKED
from kg.pipeline.relate.reader.rows import LONGEST, DocumentEncoder, DocumentRows
from kg.pipeline.relate.reader.study_pairs import study_pairs
from tests.pipeline.relate.build import annotate


@pytest.fixture(scope="module")
def encode() -> DocumentEncoder:
    """Pieces of one letter each."""
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,()-"
    words = (
        {"[UNK]": 100}
        | {letter: 200 + at for at, letter in enumerate(letters)}
        | {f"##{one}": 400 + at for at, one in enumerate(letters)}
    )
    tokenizer = Tokenizer(WordPiece(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    return DocumentEncoder(tokenizer)


def rows(encode: DocumentEncoder, title: str, text: dict[str, str] | str = "") -> DocumentRows | None:
    annotated = annotate(title, text)
    found = study_pairs(annotated, "clinical")
    assert found is not None
    return encode(annotated, found)


def test_pieces_lie_in_their_mentions_zones_and_sentences(encode: DocumentEncoder) -> None:
    made = rows(encode, "{ev} in {hcc}.", {"conclusions": "It helps."})
    assert made is not None
    size = made.pieces.shape[1]
    assert size == 1 + len("everolimusinhepatocellularcarcinoma.") + len("Ithelps.") + 1
    assert (made.pieces[0, 0], made.pieces[0, -1]) == (101, 102)
    everolimus, hcc = made.shares[0]
    assert np.flatnonzero(everolimus).tolist() == list(range(1, 11))
    assert np.allclose(made.shares.sum(-1), 1)
    assert len(np.flatnonzero(hcc)) == len("hepatocellularcarcinoma")
    assert set(made.types[0, 1:11]) == {1}
    assert made.zones[0, 1] == 1
    assert made.zones[0, -2] == 6
    assert np.allclose(made.sentences.sum(-1), 1)
    assert made.sentence_mask.tolist() == [[[0.0, 0.0]]]
    assert (made.pairs, made.drugs.tolist(), made.diseases.tolist()) == ((0,), [[0]], [[1]])


def test_what_is_beyond_the_longest_is_not_read(encode: DocumentEncoder) -> None:
    made = rows(encode, "{ev} in {hcc}.", {"results": "{ev} " + "x " * LONGEST, "conclusions": "{sor} in {hcc}."})
    assert made is not None
    assert made.pieces.shape[1] == LONGEST + 1
    assert made.pairs == (0,)
    assert made.sentence_mask[0, 0, -1] == MASKED


def test_a_document_whose_pairs_all_stand_beyond_has_no_rows(encode: DocumentEncoder) -> None:
    assert rows(encode, "A study.", {"results": "x " * LONGEST + "{sor}", "conclusions": "{sor} in {hcc}."}) is None


def test_a_sentence_between_that_names_none_of_the_pairs_is_left_out(encode: DocumentEncoder) -> None:
    text = "We asked. {sor} was given. Nobody knew. {hcc} shrank. It was slow. That is all."
    made, whole = rows(encode, "A study.", text), "sorafenibwasgiven." + "hepatocellularcarcinomashrank."
    assert made is not None
    assert made.pieces.shape[1] == 1 + len("Astudy." + whole + "Thatisall.") + 1
    assert made.sentence_mask[0, 0].tolist() == [0, MASKED, 0, MASKED, 0, MASKED, 0]


def test_a_text_of_ones_own_is_marked(encode: DocumentEncoder) -> None:
    pieces, types, held = encode.marked("ab for cd.", [(0, 2, 1, 0), (7, 9, 3, 1)])
    assert len(pieces) == len(types) == 1 + 8 + 1
    assert held == {0: [1, 2], 1: [6, 7]}
    assert (types[1], types[6], types[3]) == (1, 3, 0)
