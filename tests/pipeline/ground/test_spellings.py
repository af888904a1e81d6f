"""Other spellings of the names of genes and of toxicities."""

from __future__ import annotations

import pytest

from kg.pipeline.ground.spellings import one_word, spellings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pet10p", "Pet10"),
        ("transforming growth factor (TGF)-b1", "TGF-beta1"),
        ("B cell lymphoma-2 (Bcl-2)-associated X protein", "Bcl-2-associated X protein"),
        ("Hepatocyte growth factor (HGF) activator", "Hepatocyte growth factor activator"),
        ("rhBMP-2", "BMP-2"),
        ("HsUAP1", "UAP1"),
        ("recombinant BMP-2", "BMP-2"),
        ("v-myb", "myb"),
        ("miRNA-193a-3p", "MIR193a"),
        ("let-7b", "MIRLET7b"),
        ("NF-kB p50 subunit", "NF-kB p50"),
        ("IKK-a", "IKK-alpha"),
        ("Rab6a-GTP", "Rab6a"),
        ("phosphatase and tensin homologue", "phosphatase and tensin homolog"),
        ("FGF receptor 2", "FGFR2"),
        ("TGF-beta receptor type I", "TGF-betaRI"),
        ("sTNFR1", "TNFR1"),
        ("pro-alpha3(V)", "COL5A3"),
        ("proalpha1(II) collagen", "COL2A1"),
        ("collagen IIA1", "COL2A1"),
        ("collagen type 4", "COL4A1"),
        ("type III collagen", "COL3A1"),
        ("Glutathione-S-transferase P1", "glutathione S-transferase pi 1"),
        ("Cytochrome p4501A1", "CYP1A1"),
        ("FMO form 3", "FMO3"),
        ("type II TNF-R", "TNF-R2"),
        ("hKv1.5", "Kv1.5"),
        ("SERCA2a", "SERCA2"),
        ("STAT3KO", "STAT3"),
        ("BAGL", "BAG"),
        ("NRG-1 beta", "NRG-1"),
        ("p50csk", "csk"),
        ("CXCR3 receptor", "CXCR3"),
        ("5-HT6 receptor", "5-HT6"),
        ("8-oxoguanine DNA glycosylase 1", "8-oxoguanine DNA glycosylase"),
        ("3-hydroxy-3-methylglutaryl coenzyme A reductase", "3-hydroxy-3-methylglutaryl CoA reductase"),
        ("pituitary adenylyl cyclase-activating polypeptide", "pituitary adenylate cyclase-activating polypeptide"),
    ],
)
def test_a_name_is_tried_in_the_spelling_that_tables_have(text: str, expected: str) -> None:
    found = spellings(text)
    assert expected in found or expected in {other for one in found for other in spellings(one)}
    assert text not in found


@pytest.mark.parametrize(
    "text", ["cortisol (F)", "stat3", "receptor 2", "insulin", "MTOR", "actin-binding protein", "heat shock protein"]
)
def test_a_phrase_keeps_its_head(text: str) -> None:
    assert spellings(text) == ()


def test_the_receptor_of_a_symbol_is_a_symbol_and_not_its_ligand() -> None:
    assert spellings("CNTF receptor") == ("CNTFR",)


def test_a_form_or_a_number_is_left_out_of_symbols_alone() -> None:
    assert "collagen" not in spellings("collagen XL") and not any(
        one.startswith("COL") for one in spellings("collagen XXX")
    )
    for text in ("insulin alpha", "IL-2 receptor beta", "class", "hormone a", "type 2 diabetes genes of mice"):
        assert not {"insulin", "IL-2 receptor", "hormone"} & set(spellings(text)), text


@pytest.mark.parametrize("text", ["A1" * 50_000, "A" * 100_000, "p53" + "a-" * 50_000, "type 1 " * 20_000])
def test_what_is_too_long_for_a_name_is_left_alone(text: str) -> None:
    assert spellings(text) == ()


def test_only_the_toxicity_of_an_organ_becomes_one_word() -> None:
    assert [one_word(text) for text in ("renal toxicity", "Kidney toxicities", "bone marrow toxicity")] == [
        "nephrotoxicity", "nephrotoxicity", "myelotoxicity"
    ]  # fmt: skip
    assert [one_word(text) for text in ("toxicity", "drug toxicity", "renal failure", "severe renal toxicity")] == [
        ""
    ] * 4
