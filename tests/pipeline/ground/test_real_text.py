"""What names stand for in sentences, with the lexicon and the network that ship."""

from __future__ import annotations

import pytest

from kg.lexicon.lexicon import Lexicon
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline, following
from kg.pipeline.in_text import document_of, in_text


@pytest.fixture(scope="module")
def annotator(real_lexicon: Lexicon) -> Annotator:
    return Annotator(real_lexicon, Pipeline("p", nlp=following()))


def _ids(annotator: Annotator, text: str, surface: str) -> set[str | None]:
    found = annotator.mentions(document_of(text)).groundings
    return {one.best.id if one.best else None for one in found if one.mention.text == surface}


@pytest.mark.parametrize(
    ("surface", "identifier", "text"),
    [
        (
            "HAT infection",
            "MONDO:0005459",
            "Human African trypanosomiasis (HAT) is fatal. HAT infection was treated with fexinidazole.",
        ),
        (
            "HCA infections",
            "MONDO:0043544",
            "Healthcare-associated (HCA) infections are costly. HCA infections were treated with vancomycin.",
        ),
        (
            "TRAF6",
            "HGNC:12036",
            "We cloned tumor necrosis factor receptor-associated factor 6 (TRAF6). TRAF6 binds CD40.",
        ),
        ("HLA-G", "HGNC:4964", "Human leukocyte antigen-G (HLA-G) protects the trophoblast. HLA-G was low."),
        ("ATF4", "HGNC:786", "Activated transcription factor 4 (ATF4) was induced. ATF4 rose."),
        ("Cd", "CHEBI:22977", "Cd accumulated in the kidneys of rats that were given Cd in water."),
        ("MDBK", "CVCL:0421", "Madin-Darby bovine kidney (MDBK) cells were infected. MDBK cells died."),
        (
            "endothelial nitric oxide synthase",
            "HGNC:7876",
            "The endothelial nitric oxide synthase (eNOS) was active. eNOS rose.",
        ),
        ("K-ras", "HGNC:6407", "Mutations of K-ras were found in tumors."),
        ("Akt", "FPLX:AKT", "Akt was phosphorylated by insulin."),
        ("factor X (FX) deficiency", "MONDO:0002247", "Patients with factor X (FX) deficiency bled."),
        ("CKD", "MONDO:0005300", "Patients with CKD were older."),
        ("MDD", "MONDO:0002009", "MDD patients received escitalopram."),
        ("septicaemia", "MESH:D018805", "Patients with septicaemia received gentamicin."),
        ("Zn", "CHEBI:30185", "Serum Zn and Cu concentrations were measured in children."),
        ("T4", "CHEBI:30660", "Free T4 and TSH were measured in hypothyroidism."),
        (
            "MS",
            "MONDO:0005301",
            "Multiple sclerosis (MS) sera were analysed by LC-MS/MS. MS patients received interferon.",
        ),
        ("AFLP", "MONDO:0016573", "AFLP occurs in late pregnancy."),
        ("SCID", "MONDO:0015974", "Infants with SCID were transplanted."),
    ],
)
def test_a_name_stands_for_what_the_text_says(annotator: Annotator, surface: str, identifier: str, text: str) -> None:
    assert _ids(annotator, text, surface) == {identifier}


@pytest.mark.parametrize(
    ("surface", "text"),
    [
        ("cART", "HIV-positive women who started cART had fewer deaths."),
        ("CAR-T", "CAR-T cells were infused in patients with leukemia."),
        ("MRAs", "MRAs lower mortality in patients with heart failure."),
        ("DTPa", "Infants received three doses of DTPa."),
        ("Xba I", "Plasmid DNA was digested with Xba I and ligated."),
        ("RPA III", "Transcripts were measured with the RPA III kit."),
        ("subunit B", "The subunit B of the toxin was cloned."),
        ("coat protein", "The coat protein of potato virus X was expressed in leaves."),
        ("DM", "Phases were improved with the program DM and the model was built by hand."),
        ("SHARP", "Crystallographic phases were calculated with SHARP."),
        ("BLAST", "BLAST searches found no homolog."),
        ("AFLP", "AFLP fingerprints told the isolates apart."),
        ("SCID", "Tumors grew in NOD/SCID mice."),
        ("hyperactivity", "Hyperactivity of the adrenal cortex was seen, and B cell hyperactivity too."),
        ("p120", "A phosphorylated p120 band was seen on blots."),
        ("T4", "Bacteriophage T4 and its ligase were studied."),
        ("PCE", "The per capita expenditure (PCE) rose. PCE was higher in cities."),
        ("alcohols", "Long-chain alcohols were formed."),
        ("social cognition", "Social cognition was impaired in schizophrenia."),
        ("Jama", "Jama et al. found no effect of aspirin."),
    ],
)
def test_a_name_of_something_else_gets_no_entity(annotator: Annotator, surface: str, text: str) -> None:
    assert _ids(annotator, text, surface) <= {None}


def test_both_forms_of_a_definition_have_one_entity(annotator: Annotator) -> None:
    text = "Cells expressed green fluorescent protein (GFP). GFP was bright, and green fluorescent protein stable."
    assert _ids(annotator, text, "green fluorescent protein") == _ids(annotator, text, "GFP") == {"MESH:D049452"}


def test_a_refused_name_says_why(annotator: Annotator, real_lexicon: Lexicon) -> None:
    (one,) = in_text(
        "CKD",
        document_of("The cell kinetics database (CKD) lists genes. The kinase was in CKD."),
        annotator,
        real_lexicon,
        "Disease",
    ) or (None,)
    assert one is None or (one.best is None and any(why.startswith("refused: defined here as") for why in one.changed))
    found = in_text(
        "neuraminidase",
        document_of("The influenza virus has a neuraminidase that oseltamivir inhibits."),
        annotator,
        real_lexicon,
    )
    assert any(why.startswith("refused: no human gene's") for one in found for why in one.changed)
