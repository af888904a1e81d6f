"""Short names that are another one in other capitals or with another hyphen are left to the document."""

from __future__ import annotations

import pytest

from kg.lexicon.names import is_parted
from kg.pipeline.ground.evidence import is_refolded
from kg.pipeline.ground.likeness import tells


@pytest.mark.parametrize(
    ("surface", "name", "symbol"),
    [
        ("cART", "CART", False),
        ("CAR-T", "CART", False),
        ("MRAs", "MRAS", True),
        ("Jama", "JAMA", False),
        ("tat-I", "TATI", False),
        ("Gal-T", "GALT", True),
        ("AX II", "AX2", True),
    ],
)
def test_a_gene_in_other_capitals_or_with_a_hyphen_is_a_guess(surface: str, name: str, symbol: bool) -> None:
    assert is_refolded(surface, name, gene=True, symbol=symbol)


@pytest.mark.parametrize(
    ("surface", "name", "symbol"),
    [
        ("Akt", "AKT", True),
        ("RhoA", "RHOA", True),
        ("TrkA", "TRKA", False),
        ("TNFa", "TNFA", False),
        ("TNF-a", "TNFA", False),
        ("K-ras", "KRAS", True),
        ("NGF-R", "NGFR", True),
        ("il-6", "IL6", True),
        ("ERK-2", "ERK2", False),
        ("HER2S", "HER2S", True),
        ("PTENs", "PTEN", True),
        ("NF-kappaB", "NFKAPPAB", False),
        ("TNFα", "TNFalpha", False),
    ],
)
def test_what_genes_are_written_like_is_none(surface: str, name: str, symbol: bool) -> None:
    assert not is_refolded(surface, name, gene=True, symbol=symbol)


@pytest.mark.parametrize(
    ("surface", "name", "told"),
    [
        ("DTPa", "DTPA", True),
        ("CP-I", "CPI", True),
        ("Aids", "AIDS", True),
        ("cGMP", "CGMP", False),
        ("Zinc", "zinc", False),
    ],
)
def test_substances_and_diseases_keep_their_case(surface: str, name: str, told: bool) -> None:
    assert is_refolded(surface, name, gene=False, symbol=False) is told


def test_what_a_comma_parts_is_no_name() -> None:
    assert is_parted("LTR, as", "LTRAs")
    assert is_parted("fever, pain", "fever pain")
    assert not is_parted("arthritis, rheumatoid", "Arthritis, Rheumatoid")
    assert not is_parted("indoleamine 2, 3-dioxygenase", "indoleamine 2,3-dioxygenase")


@pytest.mark.parametrize(
    "text", ["subunit B", "coat protein", "beta-subunit", "membrane protein", "Pac I", "surface antigen", "heavy chain"]
)
def test_words_of_any_protein_tell_none(text: str) -> None:
    assert not tells(text)


@pytest.mark.parametrize(
    "text", ["T cell factor 1", "IL-4 receptor alpha-chain", "calcineurin subunit B", "vitronectin receptor"]
)
def test_a_word_a_symbol_or_a_number_tells(text: str) -> None:
    assert tells(text)
