"""Genes by likeness of their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.lexicon.gene_names import FIRST, HEAD, GeneNames, words, worth_comparing
from kg.ontologies.index_files import write_gene_names

NAMES = [
    (1, "plasminogen activator, tissue type"),
    (2, "plasminogen activator, urokinase receptor"),
    (3, "5-hydroxytryptamine (serotonin) receptor 2C"),
    (4, "tryptophan hydroxylase 1"),
    (5, "thyroid hormone receptor beta"),
    (6, "integrin beta 2"),
    (7, "MMP2"),
    (8, "adiponectin receptor 1"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> GeneNames:
    folder = tmp_path_factory.mktemp("gene-names")
    write_gene_names(folder, reversed(NAMES))
    return GeneNames(folder)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("tissue-type plasminogen activator", 1),
        ("thyroid hormone β receptor", 5),
        ("integrin b2", 6),
        ("integrin beta2", 6),
    ],
)
def test_words_in_another_order_and_greek_letters_are_the_same_name(index: GeneNames, text: str, row: int) -> None:
    found = index(text)
    assert found is not None and found.row == row and found.likeness == pytest.approx(1.0, abs=1e-3)


def test_a_first_number_that_authors_leave_out_costs_little_and_a_head_word_much(index: GeneNames) -> None:
    first, head = index("tryptophan hydroxylase"), index("adiponectin")
    assert first is not None and first.row == 4 and 0.5 < first.likeness <= 1 - FIRST
    assert head is not None and head.row == 8 and head.likeness <= 1 - HEAD


def test_another_number_is_another_gene(index: GeneNames) -> None:
    assert index("tryptophan hydroxylase 2") is None
    assert index("integrin beta 7") is None


@pytest.mark.parametrize("text", ["", "MMP2", "AKT", "of the", "zzzzzzzzzz zzz"])
def test_symbols_and_unknown_words_are_like_nothing(index: GeneNames, text: str) -> None:
    assert index(text) is None


def test_symbols_are_not_compared() -> None:
    assert [worth_comparing(text) for text in ("MMP2", "adiponectin", "factor 2")] == [False, True, True]
    assert words("TGF-β1") == ["tgf", "b", "1"] and words("interleukin-1beta") == ["interleukin", "1", "b"]


def test_the_order_of_names_does_not_matter(tmp_path: Path) -> None:
    for name, rows in (("one", NAMES), ("two", NAMES[::-1])):
        (tmp_path / name).mkdir()
        write_gene_names(tmp_path / name, rows)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files and all(
        (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in files
    )
