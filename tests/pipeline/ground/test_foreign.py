"""Proteins of viruses, bacteria and reporters, and words for classes, are no human genes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.lexicon.lexicon import Lexicon
from kg.model import Document, Mention
from kg.pipeline.ground import foreign_proteins
from kg.pipeline.ground.classes import is_class_name
from kg.pipeline.ground.grounder import Grounder
from tests.conftest import MakeDocument
from tests.foreign_lexicon import write_foreign


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """Genes whose names proteins of other kingdoms have."""
    return write_foreign(tmp_path_factory.mktemp("foreign") / "lexicon")


def _ids(lexicon: Lexicon, made: Document, surface: str, type_: str = "Target", expanded: str = "") -> list[str]:
    """The id of every place of a surface, empty where it has none."""
    mentions = tuple(
        Mention(at.start(), at.end(), surface, type_, "network", tagged=type_, expanded=expanded)
        for at in re.finditer(re.escape(surface), made.text)
    )
    assert mentions
    return [one.candidates[0].id if one.candidates else "" for one in Grounder(lexicon)(made, mentions)]


@pytest.mark.parametrize(
    ("text", "surface", "identifier"),
    [
        ("Replication of HIV-1 needs Tat", "Tat", ""),
        ("Liver extracts had more TAT after cortisol", "TAT", "HGNC:11573"),
        ("CagA was found in gastric mucosa", "CagA", ""),
        ("S100A8 (CAGA) was found in neutrophils", "CAGA", "HGNC:10498"),
        ("The influenza virus has neuraminidase", "neuraminidase", ""),
        ("Lysosomes have neuraminidase", "neuraminidase", "HGNC:7758"),
        ("Cells had the Gal4 fusion", "Gal4", ""),
        ("Galectin-4, or GAL4, of the galectin family", "GAL4", "HGNC:6565"),
        ("CAT was assayed in transfected cells with the reporter", "CAT", ""),
        ("Promoter variants of the catalase gene CAT", "CAT", "HGNC:1516"),
        ("A viral IL-10 was cloned", "IL-10", ""),
        ("EBV IL-10 was cloned", "IL-10", ""),
        ("HIV CCR5 antagonists", "CCR5", "HGNC:1602"),
        ("Macrophages secreted IL-10", "IL-10", "HGNC:5962"),
    ],
)
def test_the_document_says_whose_a_protein_is(
    text: str, surface: str, identifier: str, lexicon: Lexicon, document: MakeDocument
) -> None:
    assert _ids(lexicon, document("x", ("abstract", text)), surface) == [identifier]


def test_what_is_a_virus_in_one_place_is_it_in_all(lexicon: Lexicon, document: MakeDocument) -> None:
    made = document("Viral IL-10 in mice.", ("abstract", "IL-10 was raised."))
    assert _ids(lexicon, made, "IL-10") == ["", ""]


def test_a_long_form_says_what_a_short_form_is(lexicon: Lexicon, document: MakeDocument) -> None:
    made = document("HIV.", ("abstract", "Tyrosine aminotransferase (TAT) was raised."))
    assert _ids(lexicon, made, "TAT", expanded="tyrosine aminotransferase") == ["HGNC:11573"]


@pytest.mark.parametrize(
    "organism",
    (
        *(
            "HIV",
            "HIV-1",
            "HIV2",
            "HTLV-I",
            "HTLV-II",
            "HTLV1",
            "SIV",
            "EBV",
            "HBV",
            "HCV",
            "HPV",
            "HPV16",
            "HPV-18",
            "HSV-1",
            "HSV2",
            "CMV",
        ),
        *(
            "HCMV",
            "KSHV",
            "VZV",
            "RSV",
            "MuLV",
            "SV40",
            "MMTV",
            "influenza",
            "influenza A",
            "influenza B virus",
            "vaccinia",
            "Ebola",
        ),
        *(
            "herpes simplex virus 1",
            "parvovirus",
            "virus type 2",
            "virus type I",
            "E. coli",
            "Escherichia coli",
            "H. pylori",
            "S. aureus",
        ),
        *(
            "Helicobacter pylori",
            "P. aeruginosa",
            "M. tuberculosis",
            "P. falciparum",
            "B. subtilis",
            "phage",
            "bacteriophage",
            "viral",
        ),
        *(
            "Bacterial",
            "mycobacterial",
            "staphylococcal",
            "Streptococcal",
            "pneumococcal",
            "plasmodial",
            "chlamydial",
            "prokaryotic",
        ),
        *("virally encoded", "virus-encoded"),
    ),
)
def test_every_organism_before_a_protein_is_seen(organism: str, lexicon: Lexicon, document: MakeDocument) -> None:
    assert _ids(lexicon, document("x", ("abstract", f"Here {organism} IL-10 was cloned")), "IL-10") == [""]


@pytest.mark.parametrize(
    ("text", "surface", "is_bacterial"),
    [
        ("Escherichia coli without recA", "recA", True),
        ("The operon codes for NarX", "NarX", True),
        ("In bacteria, apoE was bound", "apoE", False),
        ("Mice without recA", "recA", False),
        ("Bacteria bound FcgR", "FcgR", False),
    ],
)
def test_genes_of_bacteria_are_known_by_their_spelling(
    text: str, surface: str, is_bacterial: bool, lexicon: Lexicon, document: MakeDocument
) -> None:
    made = document("x", ("abstract", text))
    at = made.text.index(surface)
    found = foreign_proteins.ForeignProteins(lexicon, {})(
        made, Mention(at, at + len(surface), surface, "Target", "network"), ()
    )
    assert bool(found) is is_bacterial


@pytest.mark.parametrize(
    ("surface", "identifier"),
    [
        ("tyrosine kinase", ""),
        ("receptor tyrosine kinase", "FPLX:RTK"),
        ("carbonic anhydrase", ""),
        ("carbonic anhydrase 2", "HGNC:1373"),
        ("insulin receptor", "HGNC:6091"),
        ("growth hormone", "HGNC:4196"),
    ],
)
def test_a_class_word_is_none_of_its_members(
    surface: str, identifier: str, lexicon: Lexicon, document: MakeDocument
) -> None:
    assert _ids(lexicon, document("x", ("abstract", f"It was {surface} that rose")), surface) == [identifier]


@pytest.mark.parametrize(
    ("surface", "is_class"),
    [
        ("serine/threonine protein kinases", True),
        ("Protein Kinase", True),
        ("proinflammatory cytokines", True),
        ("nuclear hormone receptors", True),
        ("MHC class II", True),
        ("IgA", True),
        ("transferrin receptor", False),
        ("tyrosine hydroxylase", False),
        ("heat shock protein 70", False),
        ("tissue factor", False),
        ("E-cadherin", False),
        ("", False),
    ],
)
def test_classes_are_known_by_their_words(surface: str, is_class: bool) -> None:
    assert is_class_name(surface) is is_class


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("where\tnames\n", r":1: the header is where, names"),
        ("where\tnames\ttypes\treason\n*\tTat\tTarget\n", r":2: 3 fields; expected where"),
        ("where\tnames\ttypes\treason\n*\tTat\tGene\tx\n", r":2: unknown type 'Gene'"),
    ],
)
def test_a_wrong_row_of_the_table_is_named(rows: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text(rows)
    with pytest.raises(ConfigError, match=said):
        foreign_proteins.read_table(path)
