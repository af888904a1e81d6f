"""Sentences as the network is given them."""

from __future__ import annotations

import numpy as np

from kg.model import AnnotatedDocument
from kg.pipeline.relate.pairs.labels import GRAPH, PAIRS
from kg.pipeline.relate.pairs.rows import KINDS, LONGEST, SentenceEncoder, SentenceRow, arrays, batches
from kg.pipeline.relate.pairs.sentence_pairs import sentence_pairs
from kg.pipeline.relate.pieces import FIRST, LAST, MASKED
from tests.gold.training import tiny_reader as tiny
from tests.pipeline.relate.build import annotate


def rows(annotated: AnnotatedDocument) -> list[SentenceRow]:
    encode = SentenceEncoder(tiny.tokenizer())
    return [row for one in sentence_pairs(annotated, PAIRS[GRAPH]) if (row := encode(annotated, one)) is not None]


def shown(row: SentenceRow, places: tuple[int, ...]) -> list[str]:
    return [tiny.tokenizer().decode([row.pieces[at]]) for at in places]


def test_each_argument_has_its_pieces_and_kind() -> None:
    annotated = annotate("In [mice|Organism|NCBITaxon:10090] {ev} and {sir} improved {hcc}.")
    (row,) = rows(annotated)
    assert (row.pieces[0], row.pieces[-1]) == (FIRST, LAST)
    assert [shown(row, where) for where in row.held] == [
        ["everolimus"],
        ["sirolimus"],
        ["h", "##e", *shown(row, row.held[2])[2:]],
    ]
    assert {row.kinds[at] for at in row.held[2]} == {KINDS["Disease"]}
    assert row.kinds[2] == KINDS["Organism"], "what takes no part is marked too"
    assert len(row.pieces) == len(row.kinds) and row.size == len(row.pieces) + 2 * len(row.pairs)


def test_what_is_unsaid_stands_before_the_sentence() -> None:
    annotated = annotate("On {ev}.", {"results": "{hcc} improved."})
    (row,) = rows(annotated)
    assert shown(row, row.held[0]) == ["everolimus"] and row.held[0] == (1,)
    assert tiny.tokenizer().decode([row.pieces[2]]) == ":"
    assert row.kinds[1] == KINDS["Drug"]


def test_pairs_beyond_what_is_read_have_no_row() -> None:
    annotated = annotate("{ev} in {hcc} " + "and " * LONGEST + "{rcc} improved.")
    (row,) = rows(annotated)
    assert len(row.pieces) == LONGEST and row.pieces[-1] == LAST
    assert [row.candidates.pairs[at] for at in row.pairs] == [(0, 1)]
    assert rows(annotate("{ev} " + "and " * LONGEST + "{rcc} improved.")) == []


def test_arrays_of_sentences_are_padded_and_masked() -> None:
    short, long = rows(annotate("{ev} in {hcc}.", "{ev} and {sir} and the placebo improved {hcc}."))
    given = arrays([short, long])
    size = len(short.pieces)
    assert given["mask"][0, 0, 0].tolist() == [0] * size + [MASKED] * (len(long.pieces) - size)
    assert given["shares"].shape == (2, 6, len(long.pieces))
    assert np.allclose(given["shares"][0].sum(-1), [1, 1, 0, 0, 0, 0]), (
        "a marker stands for its mention, and for nothing where no pair is"
    )
    assert given["marks"][1].tolist() == [
        KINDS["Drug"],
        KINDS["Drug"],
        KINDS["Drug"],
        KINDS["Disease"],
        KINDS["Drug"],
        KINDS["Disease"],
    ]
    assert given["places"][0, :2].tolist() == [short.held[0][0], short.held[1][0]]


def test_batches_hold_every_row_once_and_are_no_larger_than_asked() -> None:
    found = rows(
        annotate("{ev} in {hcc}.", " ".join("{ev} and {sir} " + "and " * at + "improved {hcc}." for at in range(30)))
    )
    some = batches(found, 120)
    assert sorted(at for batch in some for at in batch) == list(range(len(found)))
    for batch in some:
        places = len(batch) * (
            max(len(found[at].pieces) for at in batch) + 2 * max(len(found[at].pairs) for at in batch)
        )
        assert places <= 120 or len(batch) == 1
    assert 1 < len(some) < len(found) and batches([], 120) == []
