"""Cell lines, organisms and words in capitals, told apart by what stands around them."""

from __future__ import annotations

import pytest

from kg.pipeline.nlp import cell_lines, organisms
from kg.pipeline.nlp.mentions import MentionFinder
from tests.conftest import MakeDocument
from tests.foreign_lexicon import write_foreign


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> MentionFinder:
    """Finds by the dictionary and the rules alone."""
    return MentionFinder(write_foreign(tmp_path_factory.mktemp("context") / "lexicon"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LP-1 cells grew", ["LP-1"]),
        ("in REC-1 mantle cell lymphoma cells", ["REC-1"]),
        ("MA-10 Leydig cells", ["MA-10"]),
        ("PC-3, DU145, and LNCaP cells", ["DU145", "LNCaP", "PC-3"]),
        ("the cell lines Z-138 and OPM-2 grew", ["OPM-2", "Z-138"]),
        ("the LP-1 cell line", ["LP-1"]),
        ("ICAM-1 on endothelial tissue", []),
        ("cellular LP-1", []),
    ],
)
def test_lines_are_what_the_text_calls_cells(text: str, names: list[str]) -> None:
    assert (
        sorted(name for name in cell_lines.introduced(text) if cell_lines.could_be_line(name) or name == "LNCaP")
        == names
    )


@pytest.mark.parametrize(
    "name", ["CD4", "Th17", "IL-2", "B-1", "G2/M", "M2", "HIV-1", "T", "LPS", "Treg", "CD40-stimulated"]
)
def test_subsets_and_markers_of_cells_are_no_lines(name: str) -> None:
    assert not cell_lines.could_be_line(name)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("REC-1 cells died; REC-1 was kept", [("REC-1", "CellLine"), ("REC-1", "CellLine")]),
        ("REC1 was cloned", [("REC1", "Target")]),
        ("ICAM-1 cells", [("ICAM-1", "Target")]),
        ("A20 cells", [("A20", "CellLine")]),
        ("A20 was deleted", [("A20", "Target")]),
        ("Ags were bound by antibodies of B cells", []),
        ("the gastric cancer cell line AGS was grown", [("AGS", "CellLine")]),
        ("HIV replication", [("HIV", "Organism")]),
        ("patients with HIV", [("HIV", "Disease")]),
        ("HIV-positive men", [("HIV", "Disease")]),
        ("Malaria, HIV, and malnutrition", [("HIV", "Disease")]),
    ],
)
def test_the_words_around_a_name_settle_its_type(
    text: str, found: list[tuple[str, str]], finder: MentionFinder, document: MakeDocument
) -> None:
    mentions = finder(document(f"{text}.")).mentions
    assert [
        (m.text, m.type) for m in mentions if m.text in ("REC-1", "REC1", "ICAM-1", "A20", "AGS", "Ags", "HIV")
    ] == found


@pytest.mark.parametrize(
    ("text", "cut", "is_part"),
    [
        ("mouse mammary tumor virus", "mammary tumor", True),
        ("hepatitis B virus infection", "hepatitis B", False),
        ("M. tuberculosis grew", "tuberculosis", True),
        ("Pulmonary tuberculosis", "tuberculosis", False),
        ("cholera toxin", "cholera", True),
        ("Chlamydia pneumoniae in plaques", "Chlamydia", True),
        ("Chlamydia notifications", "Chlamydia", False),
    ],
)
def test_a_disease_that_is_cut_out_of_an_organism_is_none(text: str, cut: str, is_part: bool) -> None:
    at = text.index(cut)
    assert organisms.is_part_of_organism(text, at, at + len(cut)) is is_part


def test_words_of_a_sentence_in_capitals_are_no_genes(finder: MentionFinder, document: MakeDocument) -> None:
    loud = finder(
        document("IT WAS GIVEN TO A CAT WITH BREAST CANCER.", ("abstract", "THE DOSE WAS HIGH AND MTOR WAS LOW."))
    ).mentions
    assert [m.text for m in loud if m.type == "Target"] == ["MTOR"]
    quiet = finder(document("Mutations of WAS and CAT in patients.")).mentions
    assert [m.text for m in quiet if m.type == "Target"] == ["WAS", "CAT"]
