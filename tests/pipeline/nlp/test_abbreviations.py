from __future__ import annotations

import time

import pytest

from kg.pipeline.nlp.abbreviations import abbreviations

FIND = abbreviations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Patients with hepatocellular carcinoma (HCC) were seen.", [("HCC", "hepatocellular carcinoma")]),
        ("The mammalian target of rapamycin (mTOR) was blocked.", [("mTOR", "mammalian target of rapamycin")]),
        ("transforming growth factor-β (TGF-β) rose", [("TGF-β", "transforming growth factor-β")]),
        ("Transarterial chemoembolization (TACE; n = 12) was done.", [("TACE", "Transarterial chemoembolization")]),
        ("Hürthle cell carcinoma (HCC) of the thyroid", [("HCC", "Hürthle cell carcinoma")]),
        (
            "overall survival (OS) and time to progression (TTP)",
            [("OS", "overall survival"), ("TTP", "time to progression")],
        ),
        ("It was low (P < 0.05) in all (see Figure 2).", []),
        ("The drug (everolimus) helped.", []),
        ("no brackets here", []),
        ("closed ) before it opened (", []),
    ],
)
def test_definitions_are_found_as_printed(text: str, found: list[tuple[str, str]]) -> None:
    assert [(a.short, a.long) for a in FIND(text)] == found
    for a in FIND(text):
        assert (text[a.start : a.end], text[a.long_start : a.long_end]) == (a.short, a.long)


def _found(text: str) -> list[tuple[str, str]]:
    """Short and long forms of a text; what is printed where a definition says it stands is its short form."""
    found = FIND(text)
    assert all(text[a.start : a.end] == a.short for a in found)
    return [(a.short, a.long) for a in found]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        # each letter begins a word
        ("We saw cervical cancer (CC) there.", "CC", "cervical cancer"),
        ("Severe aplastic anemia (AA) is rare.", "AA", "aplastic anemia"),
        ("The sick sinus syndrome (SSS)", "SSS", "sick sinus syndrome"),
        (
            "ossification of the posterior longitudinal ligament (OPLL)",
            "OPLL",
            "ossification of the posterior longitudinal ligament",
        ),
        ("The thyroid hormone receptor (TR) bound.", "TR", "thyroid hormone receptor"),
        ("Angiotensin II type 1 receptor blockers (ARBs) help.", "ARB", "Angiotensin II type 1 receptor blockers"),
        ("The type III secretion system (T3SS)", "T3SS", "type III secretion system"),
        ("We saw under-5 mortality rates (U5MR) fall.", "U5MR", "under-5 mortality rates"),
        # letters within words, numbers, Greek letters and their names, plurals, what stands before a hyphen
        ("Midazolam (MDZ) was given.", "MDZ", "Midazolam"),
        ("cyclooxygenase-2 (COX-2)", "COX-2", "cyclooxygenase-2"),
        ("nuclear factor kappa B (NF-κB)", "NF-κB", "nuclear factor kappa B"),
        ("interferon γ (IFN-gamma)", "IFN-gamma", "interferon γ"),
        ("5-fluorouracil (5-FU)", "5-FU", "5-fluorouracil"),
        ("7,12-dimethylbenz[a]anthracene (DMBA)", "DMBA", "7,12-dimethylbenz[a]anthracene"),
        ("N-(phosphonacetyl)-L-aspartate (PALA)", "PALA", "N-(phosphonacetyl)-L-aspartate"),
        ("the estimated glomerular filtration rate (eGFR)", "eGFR", "estimated glomerular filtration rate"),
        ("circulating tumor cells (CTCs)", "CTC", "circulating tumor cells"),
        ("odds ratios (ORs)", "OR", "odds ratios"),
        ("long-term anti-cytomegalovirus (CMV) drugs", "CMV", "cytomegalovirus"),
        ("α-smooth muscle actin (SMA)", "SMA", "α-smooth muscle actin"),
        ("Alzheimer's disease (AD)", "AD", "Alzheimer's disease"),
        ("99mTc-white blood cells (WBC)", "WBC", "white blood cells"),
        ("with acute myeloid leukemia patients (AML)", "AML", "acute myeloid leukemia"),
        ("salbutamol 8 mg (SAL)", "SAL", "salbutamol"),
        ("pain, agitation, and delirium (PAD)", "PAD", "pain, agitation, and delirium"),
        ("Staphylococcus aureus (SA) grew.", "SA", "Staphylococcus aureus"),
        # other brackets, marks and words
        ("Refractory anemia [RA] is common.", "RA", "Refractory anemia"),
        ("It was seen (hepatocellular carcinoma [HCC]) twice.", "HCC", "hepatocellular carcinoma"),
        ("[see hepatocellular carcinoma (HCC)]", "HCC", "hepatocellular carcinoma"),
        ("lipopolysaccharide (LPS, 1 ug/ml)", "LPS", "lipopolysaccharide"),
        ("the refractory anemia (termed 'RA')", "RA", "refractory anemia"),
        ("the refractory anemia (hereafter “RA”)", "RA", "refractory anemia"),
        ("Refractory anemia, or RA, is common.", "RA", "Refractory anemia"),
        ("Refractory anemia, abbreviated as RA, is common.", "RA", "Refractory anemia"),
        ("Calcium-activated neutral protease, CANP, may.", "CANP", "Calcium-activated neutral protease"),
        # the short form first
        ("HCC (Hürthle cell carcinoma) is rare.", "HCC", "Hürthle cell carcinoma"),
        ("MM (multiple myeloma) is lethal.", "MM", "multiple myeloma"),
        ("VCR (vincristine) was given.", "VCR", "vincristine"),
        ("RAC (rat adenocarcinoma cells of chromosome 10)", "RAC", "rat adenocarcinoma cells of chromosome 10"),
        ("by Ig-ELISPOT (enzyme-linked immunospot)", "ELISPOT", "enzyme-linked immunospot"),
        ("RA, i.e., refractory anemia, is common.", "RA", "refractory anemia"),
        ("RA stands for refractory anemia.", "RA", "refractory anemia"),
        # both in one bracket
        ("it fell (HR, hazard ratio)", "HR", "hazard ratio"),
        ("it fell (hazard ratio, HR)", "HR", "hazard ratio"),
        ("it fell (HR = hazard ratio)", "HR", "hazard ratio"),
        # an earlier bracket
        (
            "phosphatidylinositol 3-kinase (PI3K)/Akt/mammalian target of rapamycin (mTOR)",
            "mTOR",
            "mammalian target of rapamycin",
        ),
        ("necrosis factor (NF)-related apoptosis ligand (NFRAL)", "NFRAL", "necrosis factor-related apoptosis ligand"),
        ("epidermal growth factor (EGF) receptor (EGFR)", "EGFR", "epidermal growth factor receptor"),
        (
            "mammalian target of rapamycin complex 1 (mTORC1) and 2 (mTORC2)",
            "mTORC2",
            "mammalian target of rapamycin complex 2",
        ),
        ("cyclooxygenase 1 (COX-1) and 2 (COX-2)", "COX-2", "cyclooxygenase 2"),
        ("mesenteric arteries (MAs) and veins (MVs)", "MV", "mesenteric veins"),
        # several in one bracket
        ("estrogen and progesterone receptors (ER and PR)", "ER", "estrogen receptors"),
        ("low density and high density lipoprotein (LDL, HDL)", "HDL", "high density lipoprotein"),
    ],
)
def test_a_long_form_is_found_whole(text: str, short: str, long: str) -> None:
    assert dict(_found(text))[short] == long


@pytest.mark.parametrize(
    "text",
    [
        # the words before do not have the letters, or a sentence, a verb or an open bracket stands between
        "The growth was measured. Tumors (GT) were few.",
        "The gene encodes a transcription factor (GTF) there.",
        "greatly (tumors (GT))",
        "interleukin 1 and 6 (IL-8)",
        "fibroblast growth factor 23 (FF)",
        "the ratio of receptors of (RO)",
        # no short forms
        "A maternal age (at grant entry) rose; an RNA kit (Qiagen) and rabbits (ot)",
        "a kinase assay kit (Kits, 2 of them)",
        "cells of lines (clones)",
        "bases (1.1 kilobases (kb] long)",
        "made in Ohio (Life, Carlsbad, CA)",
        # lists without a definition, and what is as long as its long form
        "We saw IL-2, TNF, or IL-6.",
        "SrcA (Src)",
    ],
)
def test_what_defines_nothing(text: str) -> None:
    assert _found(text) == []


def test_each_definition_of_a_short_form_is_found_once() -> None:
    text = "hepatocellular carcinoma (HCC). Later, Hürthle cell carcinoma (HCC), and hepatocellular carcinomas (HCCs)."
    assert _found(text) == [("HCC", "hepatocellular carcinoma"), ("HCC", "Hürthle cell carcinoma")]


def test_a_definition_does_not_cross_a_line() -> None:
    assert FIND("Hepatocellular carcinoma\n(HCC) was seen") == ()


def test_many_brackets_cost_no_more_than_their_number() -> None:
    def seconds(count: int) -> float:
        text = "hepatocellular carcinoma (HCC) and " * count
        start = time.perf_counter()
        FIND(text)
        return time.perf_counter() - start

    seconds(50)
    assert min(seconds(800) for _ in range(2)) < 30 * max(min(seconds(100) for _ in range(3)), 1e-3)
