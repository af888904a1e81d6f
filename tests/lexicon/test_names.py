"""How names are compared: what a key forgets, and what case and blanks bring back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.names import (
    ANY,
    STRICT,
    TOKEN,
    UPPER,
    blanks_fit,
    case_fits,
    fold,
    key,
    pathway_core,
    singular,
    singular_key,
)


@pytest.mark.parametrize(
    "spellings",
    [
        ("RAD-001", "RAD 001", "RAD001", "rad001"),
        ("TGF-β1", "TGFβ1", "TGF-beta1", "tgf beta 1"),
        ("Hürthle cell carcinoma", "Hurthle-cell carcinoma"),
        ("tumour", "tumor", "Tumor"),
        ("anaemia", "anemia"),
        ("haemangioma", "hemangioma"),
        ("Crohn's disease", "Crohn’s disease", "Crohn disease"),
        ("type II", "type 2"),
        ("NF-κB", "NF-kappaB", "NFkappaB"),
        ("signalling", "signaling"),
        ("ﬁbrosis", "fibrosis"),
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("AKT1", "AKT2"), ("type 1", "type 2"), ("hepatoma", "hepatomas"), ("mTOR", "mTORC1")]
)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


@given(st.text(max_size=60))
def test_a_key_holds_only_folded_letters_and_digits_and_is_its_own_key(text: str) -> None:
    assert key(text) == "" or key(text).isalnum()
    assert all(token.strip() for token in TOKEN.findall(text))
    assert fold(fold(text)) == fold(text) or not text.isascii()


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("carcinomas", "carcinoma"),
        ("metastases", "metastasis"),
        ("biopsies", "biopsy"),
        ("viruses", "virus"),
        ("virus", "virus"),
        ("sepsis", "sepsis"),
        ("abscess", "abscess"),
        ("gas", "gas"),
        ("cirrhoses", "cirrhosis"),
    ],
)
def test_plurals_lose_their_ending(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mTOR inhibitors", "mtorinhibitor"),
        ("ARMS", "arms"),
        ("FAS", "fas"),
        ("liver cancers", "livercancer"),
        ("", ""),
    ],
)
def test_a_symbol_in_capitals_has_no_plural(text: str, expected: str) -> None:
    assert singular_key(text) == expected


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("Signaling by WNT", "wnt"),
        ("mTOR signalling pathway", "mtor"),
        ("PI3K/AKT/mTOR", "pi3kaktmtor"),
        ("PI3K-Akt-mTOR signaling cascade", "pi3kaktmtor"),
        ("the signaling pathway", ""),
    ],
)
def test_the_core_of_a_pathway_leaves_out_what_only_says_pathway(text: str, core: str) -> None:
    assert pathway_core(text) == core


@pytest.mark.parametrize(
    ("surface", "name", "policy", "fits"),
    [
        ("hepatoma", "Hepatoma", ANY, True),
        ("CAT", "CAT", STRICT, True),
        ("CATs", "CAT", STRICT, True),
        ("Akt", "AKT", STRICT, True),
        ("cat", "CAT", STRICT, False),
        ("akt", "AKT", STRICT, False),
        ("Aids", "aids", STRICT, True),
        ("met", "MET", UPPER, False),
        ("Met", "MET", UPPER, False),
        ("MET", "MET", UPPER, True),
    ],
)
def test_a_surface_must_have_the_case_its_name_asks_for(surface: str, name: str, policy: int, fits: bool) -> None:
    assert case_fits(surface, name, policy) is fits


@pytest.mark.parametrize(
    ("surface", "name", "fits"),
    [
        ("RAD 001", "RAD001", True),
        ("AST", "AST", True),
        ("as t", "AST", False),
        ("hepato cellular carcinoma", "hepatocellular carcinoma", False),
        ("breast cancer", "breast cancer", True),
        ("breastcancer", "breast cancer", True),
        ("in 2", "IN2", False),
        ("mTOR C1", "mTORC1", False),
    ],
)
def test_blanks_stand_where_the_name_has_a_border_or_a_letter_meets_a_digit(
    surface: str, name: str, fits: bool
) -> None:
    assert blanks_fit(surface, name) is fits
