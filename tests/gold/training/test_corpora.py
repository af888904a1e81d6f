"""Reading corpora and turning gold into what the network is to say, on files written by the tests."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from kg.errors import InputError, ModelError
from kg.gold.training.corpora import (
    DEV_FILES,
    TRAIN_FILES,
    TYPES,
    CorpusText,
    GoldSpan,
    held_out,
    read_corpus,
    read_texts,
)
from kg.gold.training.ner_examples import TextEncoder, WordTable, gold_examples, gold_states
from kg.gold.training.train_ner import train
from kg.gold.training.vector_training import quantised
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.guidelines import GUIDELINES, row
from kg.pipeline.nlp.ner.kinds import BEGIN, DISEASE, DRUG, INSIDE, OUTSIDE, TARGET
from kg.pipeline.nlp.ner.vectors import BUCKETS, VectorTable, WordVectors
from kg.pipeline.nlp.ner.voters import vote
from kg.pipeline.nlp.tokens import tokenize

PUBTATOR = """7|t|Everolimus in HCC
7|a|It helped. mTOR fell.
7\t0\t10\tEverolimus\tChemical\tD1
7\t14\t17\tHCC\tDisease\tD2
7\t29\t33\tmTOR\tGene\t2475
7\tCID\tD1\tD2

8|t|Nothing
8|a|

"""


def test_pubtator_is_read_with_the_types_of_its_corpus(tmp_path: Path) -> None:
    (tmp_path / "x.pubtator").write_text(PUBTATOR, encoding="utf-8")
    first, second = read_corpus(tmp_path, "bc5cdr", "x.pubtator")
    assert (first.id, first.text) == ("7", "Everolimus in HCC\nIt helped. mTOR fell.")
    assert first.spans == (GoldSpan(0, 10, DRUG), GoldSpan(14, 17, DISEASE))
    assert (second.text, second.spans) == ("Nothing", ())
    (both, _) = read_corpus(tmp_path, "biored", "x.pubtator")
    assert [both.text[s.start : s.end] for s in both.spans] == ["Everolimus", "HCC", "mTOR"]
    assert read_corpus(tmp_path, "gnormplus", "x.pubtator")[0].spans == (GoldSpan(29, 33, TARGET),)


def test_drugprot_is_read(tmp_path: Path) -> None:
    record = {"pmid": 9, "title": "AKT", "abstract": "of it", "entities": [{"start": 0, "end": 3, "type": "GENE-N"}]}
    (tmp_path / "x.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert read_corpus(tmp_path, "drugprot", "x.jsonl") == (
        CorpusText("9", "drugprot", "AKT\nof it", (GoldSpan(0, 3, TARGET),)),
    )


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.pubtator", None, r"x\.pubtator: not there; --corpora needs a folder with x\.pubtator"),
        ("x.pubtator", b"\xff", r"x\.pubtator: cannot be read"),
        ("x.pubtator", b"1|t|T\n2\t0\t1\tT\tGene\t1\n", r"x\.pubtator:2: a mention of 2 stands under 1"),
        ("x.jsonl", b'{"pmid": 1}\n', r"x\.jsonl:1: expected a JSON object with pmid, title, abstract, entities"),
    ],
)
def test_a_corpus_that_cannot_be_read_is_one_line(name: str, content: bytes | None, says: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=says):
        read_corpus(tmp_path, "biored", name)


def test_texts_without_labels_leave_out_what_is_held_out(tmp_path: Path) -> None:
    lines = [
        {"pmid": 7, "title": "A", "abstract": "a"},
        {"pmid": 8, "title": "B", "sections": [["x", "b"], ["y", "c"]]},
    ]
    with gzip.open(tmp_path / "t.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(line) + "\n" for line in [*lines, lines[1]])
    assert list(read_texts([tmp_path / "t.jsonl.gz"], {"7"})) == [("8", "B\nb\nc")]
    (tmp_path / "bad.jsonl").write_text('{"pmid": 1, "title": "x"}\n[]\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.jsonl:2: expected a JSON object"):
        list(read_texts([tmp_path / "bad.jsonl"], ()))


def test_states_follow_tokens_and_the_longest_mention() -> None:
    tokens = tokenize("breast cancer gene-1")
    spans = (GoldSpan(0, 13, DISEASE), GoldSpan(0, 20, TARGET), GoldSpan(7, 13, DISEASE))
    states = gold_states(CorpusText("1", "biored", tokens.text, spans), tokens)
    assert states[:, TARGET].tolist() == [BEGIN, INSIDE, INSIDE, INSIDE, INSIDE]
    assert (states[:, DISEASE] == OUTSIDE).all()
    inside_a_token = gold_states(
        CorpusText("1", "biored", "pretreatment", (GoldSpan(3, 12, DISEASE),)), tokenize("pretreatment")
    )
    assert inside_a_token[:, DISEASE].tolist() == [BEGIN]


def test_what_a_corpus_does_not_annotate_is_unknown_but_absent_inside_its_mentions(small_lexicon: Lexicon) -> None:
    vectors = WordVectors(VectorTable(np.zeros((BUCKETS, 4), np.int8), np.ones(BUCKETS, np.float16)))
    document = CorpusText("1", "ncbi-disease", "HCC after aspirin", (GoldSpan(0, 3, DISEASE),))
    table = WordTable(vectors)
    (example,) = gold_examples([document], TextEncoder(small_lexicon), table)
    assert example.guideline == row("ncbi-disease")
    assert example.known.tolist() == [[1, 1, 1], [0, 1, 0], [0, 1, 0]]
    assert example.wanted.argmax(axis=2)[:, DISEASE].tolist() == [BEGIN, OUTSIDE, OUTSIDE]
    assert table.rows(["HCC", "new", "HCC"]).tolist() == [1, 4, 1]


def test_every_corpus_has_its_files_types_and_guideline() -> None:
    assert set(TRAIN_FILES) == set(TYPES) == set(GUIDELINES) and set(DEV_FILES) <= set(TYPES)


def test_vectors_survive_eight_bits() -> None:
    table = np.random.RandomState(0).randn(50, 8).astype(np.float32)
    table[3] = 0
    made = quantised(table)
    back = made.rows.astype(np.float32) * made.scale.astype(np.float32)[:, None]
    np.testing.assert_allclose(back, table / table.std(), atol=0.03)


def test_a_vote_lies_between_the_opinions() -> None:
    one = np.array([[[0.8, 0.1, 0.1]]], dtype=np.float32)
    other = np.array([[[0.2, 0.7, 0.1]]], dtype=np.float32)
    mixed = vote([one, other], [0.5, 0.5])
    assert mixed.sum() == pytest.approx(1.0) and 0.2 < mixed[0, 0, OUTSIDE] < 0.8 and 0.1 < mixed[0, 0, BEGIN] < 0.7
    np.testing.assert_allclose(vote([one, other], [1.0, 0.0]), one, atol=1e-6)


def test_a_missing_package_is_one_line(tmp_path: Path, small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jax", None)
    with pytest.raises(ModelError, match=r"needs the package jax, which is not installed: pip install 'kg\[train\]'"):
        train(tmp_path, (), tmp_path / "out", small_lexicon, say=print)
    assert not (tmp_path / "out").exists()


def test_held_out_needs_the_development_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"bc5cdr-dev\.pubtator: not there"):
        held_out(tmp_path)
