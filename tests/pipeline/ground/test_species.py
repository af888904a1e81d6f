"""Genes of the species that a document is about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg import paths
from kg.errors import ModelError
from kg.exchange.annotation_formats.printed_names import namer, read_namespaces
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.taxa import HUMAN, MOUSE, RAT
from kg.model import Grounding, Heading, Mention
from kg.ontologies.terms import SpeciesGene
from kg.ontologies.writer import write
from kg.pipeline.ground import species
from kg.pipeline.ground.annotated_ids import Ids
from kg.pipeline.ground.grounder import Grounder
from kg.pipeline.ground.learned import LearnedName, LearnedNames
from kg.pipeline.ground.species import FEATURES, SpeciesFinder, bare, capital_first
from kg.pipeline.ground.species_words import count_words
from kg.pipeline.guidelines import GUIDELINES
from tests import small_lexicon as small
from tests.conftest import MakeDocument

MOUSE_NAME = "thymoma viral proto-oncogene 1"
GENES = [
    SpeciesGene("NCBIGene:11651", MOUSE, "HGNC:391", ("Akt1", "Akt", "PKB", MOUSE_NAME)),
    SpeciesGene("NCBIGene:12359", MOUSE, "HGNC:1516", ("Cat", "Cas-1")),
    SpeciesGene("NCBIGene:99999", MOUSE, "", ("Musonly1",)),
    SpeciesGene("NCBIGene:207", HUMAN, "HGNC:391", ("AKT1", "RAC-alpha serine/threonine-protein kinase")),
]


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The small lexicon with genes of the mouse."""
    folder = tmp_path_factory.mktemp("genes") / "lexicon"
    folder.mkdir()
    terms = small.terms()
    terms.genes = GENES
    write(folder, terms, {"licences": {}})
    return Lexicon(folder)


@pytest.fixture(scope="module")
def finder(lexicon: Lexicon) -> SpeciesFinder:
    return SpeciesFinder(lexicon, species.load_weights(paths.models("ground")))


def _ground(lexicon: Lexicon, finder: SpeciesFinder, make: MakeDocument, text: str, gene: str) -> Grounding:
    at = text.index(gene)
    (grounding,) = Grounder(lexicon, species=finder)(
        make(text), (Mention(at, at + len(gene), gene, "Target", "network", tagged="Target"),)
    )
    return grounding


def test_the_gene_of_the_mouse_is_printed_and_the_human_one_is_in_the_graph(
    lexicon: Lexicon, finder: SpeciesFinder, document: MakeDocument
) -> None:
    grounding = _ground(lexicon, finder, document, "Loss of Akt1 in mice lowers the growth of tumors.", "Akt1")
    best = grounding.best
    assert best is not None and (best.id, best.ids, best.taxon) == ("HGNC:391", ("NCBIGene:11651",), MOUSE)
    assert namer(lexicon, read_namespaces("Gene=NCBIGene"), bare=True)(grounding.candidates, "Target") == "11651"
    assert namer(lexicon, read_namespaces("Gene=HGNC"), bare=True)(grounding.candidates, "Target") == "HGNC:391"


@pytest.mark.parametrize(
    ("long", "ids"),
    [("pyruvate kinase of bacteria", ()), ("AKT1 protein", ("NCBIGene:11651",)), (MOUSE_NAME, ("NCBIGene:11651",))],
)
def test_a_short_form_is_no_gene_that_its_long_form_does_not_name(
    long: str, ids: tuple[str, ...], lexicon: Lexicon, finder: SpeciesFinder, document: MakeDocument
) -> None:
    mention = Mention(9, 12, "PKB", "Target", "abbreviation", 1.0, long, "Target")
    (grounding,) = Grounder(lexicon, species=finder)(document("In mice, PKB and growth of mice."), (mention,))
    assert (grounding.best.ids if grounding.best else ()) == ids


def test_where_only_people_are_named_genes_are_human(
    lexicon: Lexicon, finder: SpeciesFinder, document: MakeDocument
) -> None:
    best = _ground(lexicon, finder, document, "AKT1 in patients with HCC.", "AKT1").best
    assert best is not None and (best.id, best.ids, best.taxon) == ("HGNC:391", (), "")


def test_a_name_that_only_ncbi_has_leads_to_the_human_gene(
    lexicon: Lexicon, finder: SpeciesFinder, document: MakeDocument
) -> None:
    name = "RAC-alpha serine/threonine-protein kinase"
    best = _ground(lexicon, finder, document, f"{name} in HCC.", name).best
    assert best is not None and best.id == "HGNC:391" and "AKT1" in best.reason


def test_a_human_id_never_stands_for_the_gene_of_a_mouse(
    lexicon: Lexicon, finder: SpeciesFinder, document: MakeDocument
) -> None:
    grounding = _ground(
        lexicon, finder, document, "MTOR in mouse liver; mice were fed. Mouse MTOR rose in mice.", "MTOR"
    )
    human = _ground(lexicon, finder, document, "MTOR in patients.", "MTOR")
    assert grounding.best is not None and grounding.best.taxon == MOUSE
    assert namer(lexicon, read_namespaces("Gene=NCBIGene"), bare=True)(grounding.candidates, "Target") == ""
    assert namer(lexicon, read_namespaces("Gene=NCBIGene"), bare=True)(human.candidates, "Target") == "2475"


def test_a_gene_without_a_human_ortholog_is_itself(
    lexicon: Lexicon, finder: SpeciesFinder, document: MakeDocument
) -> None:
    best = _ground(lexicon, finder, document, "Mouse Musonly1 in mice.", "Musonly1").best
    assert best is not None and best.id == "NCBIGene:99999" and best.type == "Target"


def test_a_family_stays_a_family_and_its_member_is_printed(
    lexicon: Lexicon, finder: SpeciesFinder, document: MakeDocument
) -> None:
    text = "Loss of AKT in mice. Mice and mouse tumors."
    mention = Mention(8, 11, "AKT", "Target", "network", tagged="Target")
    table = LearnedNames(
        (LearnedName("Target", "AKT", MOUSE, Ids.read("NCBIGene:11651"), (("biored", 1),)),), GUIDELINES["biored"]
    )
    (grounding,) = Grounder(lexicon, learned=table, species=finder)(document(text), (mention,))
    assert grounding.best is not None and (grounding.best.id, grounding.best.ids) == ("FPLX:AKT", ("NCBIGene:11651",))


def test_an_id_that_no_table_has_goes_with_the_human_gene(
    lexicon: Lexicon, finder: SpeciesFinder, document: MakeDocument
) -> None:
    text = "Rat VEGFA in rats and mice; mouse VEGFA. Mice, mice."
    mention = Mention(34, 39, "VEGFA", "Target", "network", tagged="Target")
    table = LearnedNames(
        (LearnedName("Target", "VEGFA", MOUSE, Ids.read("NCBIGene:22339"), (("biored", 1),)),), GUIDELINES["biored"]
    )
    (grounding,) = Grounder(lexicon, learned=table, species=finder)(document(text), (mention,))
    assert grounding.best is not None and (grounding.best.id, grounding.best.ids) == ("HGNC:12680", ("NCBIGene:22339",))


def test_check_tags_count_and_capitals_are_no_animal(
    lexicon: Lexicon, finder: SpeciesFinder, document: MakeDocument
) -> None:
    made = replace(document("Akt1 and growth."), headings=(Heading("MESH:D051379", "Mice", False, ()),))
    assert finder(made, [Mention(0, 4, "Akt1", "Target", "network")])[0].ranked[0] == MOUSE
    assert [word.taxon for word in finder.words("MOUSE and mouse and patients")] == [MOUSE, HUMAN]


def test_genera_and_cell_lines_speak_for_a_species(finder: SpeciesFinder) -> None:
    words = finder.words("Drosophila wings, yeast, RAW264.7 and PC12 cells, HeLa and MCF-7 cells")
    taxa = ["NCBITaxon:7227", "NCBITaxon:4932", MOUSE, RAT, HUMAN, HUMAN]
    assert [word.taxon for word in words] == taxa
    # a line says where a gene comes from, and is no word for the species itself
    assert [word.named for word in words] == [True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("text", "taxa"),
    [
        ("RNA polymerase II associated factor, homolog (Saccharomyces cerevisiae) complex in embryos", []),
        ("conserved from yeast to mammals", []),
        ("known from yeast through man", [HUMAN]),
        ("the homolog of the yeast PAF1", ["NCBITaxon:4932"]),
        ("isolated from yeast and grown", ["NCBITaxon:4932"]),
        ("yeast to mammals", ["NCBITaxon:4932"]),
    ],
)
def test_what_a_gene_is_like_is_not_the_species(text: str, taxa: list[str], finder: SpeciesFinder) -> None:
    assert [word.taxon for word in finder.words(text)] == taxa


def test_how_symbols_are_written_counts_for_mice_where_no_species_is_named(
    finder: SpeciesFinder, document: MakeDocument
) -> None:
    column = FEATURES.index("unnamed-capital-first-mouse")
    for of, expected in (("embryos", 0.5), ("yeast", 0.0), ("patients", 0.5)):
        made = document(f"Eomes of {of}")
        words = finder.words(made.text)
        table = finder.features_of_document(made, words, count_words(made, words), (HUMAN, MOUSE, RAT), 0.5)
        assert table[:, column].tolist() == [0.0, expected, 0.0]


def test_whether_a_distant_species_has_a_gene_of_the_name_is_told(document: MakeDocument, tmp_path: Path) -> None:
    terms = small.terms()
    terms.genes = [*GENES, SpeciesGene("NCBIGene:852582", "NCBITaxon:4932", "", ("PAF1",))]
    (tmp_path / "lexicon").mkdir()
    write(tmp_path / "lexicon", terms, {"licences": {}})
    finder = SpeciesFinder(Lexicon(tmp_path / "lexicon"), species.load_weights(paths.models("ground")))
    made, taxa = document("PAF1 and Akt1 in yeast and chick"), (MOUSE, "NCBITaxon:4932", "NCBITaxon:9031")
    words = finder.words(made.text)
    known, unknown = (FEATURES.index(f"other-name-{name}") for name in ("known", "unknown"))
    for start, text, expected in ((0, "PAF1", [(0, 0), (1, 0), (0, 0)]), (9, "Akt1", [(0, 0), (0, 1), (0, 0)])):
        mention = Mention(start, start + 4, text, "Target", "network")
        table = finder.features(
            made, mention, words, taxa, finder.features_of_document(made, words, count_words(made, words), taxa, 0.5)
        )
        assert [(row[known], row[unknown]) for row in table] == expected
        style = [FEATURES.index(f"document-capital-first-{kind}") for kind in ("mouse", "other")]
        assert [tuple(row[style]) for row in table] == [(0.5, 0.0), (0.0, 0.5), (0.0, 0.5)]


def test_how_a_document_writes_its_symbols() -> None:
    assert capital_first(["SOX2", "NANOG", "SOX2"]) == -2 / 3 and capital_first(["Sox2", "Nanog"]) == 2 / 3
    assert capital_first(["Sox2"]) == 1 / 2
    assert capital_first(["Sox2", "NANOG", "insulin receptor"]) == 0.0 and capital_first(["insulin receptor"]) == 0.0


def test_the_letter_of_a_species_is_taken_off() -> None:
    assert [bare(text) for text in ("mPer1", "hTERT", "Per1", "mTOR", "rpoB")] == [
        "Per1",
        "TERT",
        "Per1",
        "TOR",
        "rpoB",
    ]


def test_genes_are_found_by_name_ortholog_and_id(lexicon: Lexicon) -> None:
    assert [gene.id for gene in lexicon.genes.named("PKB", MOUSE)] == ["NCBIGene:11651"]
    assert lexicon.genes.named("PKB", HUMAN) == ()
    row = lexicon.row("HGNC:1516")
    assert row is not None and [gene.symbol for gene in lexicon.genes.orthologs(row, MOUSE)] == ["Cat"]
    assert lexicon.genes.taxon("NCBIGene:207") == HUMAN and lexicon.genes.taxon("NCBIGene:1") == ""


def test_weights_that_lack_a_feature_are_refused(tmp_path: Path) -> None:
    (tmp_path / species.FILE).write_text('{"weights": {"is-human": 1}}', encoding="utf-8")
    with pytest.raises(ModelError, match=r"species\.json: cannot be used"):
        species.load_weights(tmp_path)
    assert len(set(FEATURES)) == len(FEATURES)


def test_weights_of_a_word_that_lack_a_kind_are_refused_and_good_ones_come_back(tmp_path: Path) -> None:
    features = dict.fromkeys(FEATURES, 0.5)
    species.save_weights(tmp_path, species.SpeciesWeights(features, {'od"d': (0.1, -0.2, 0.0, 1.0)}), {"mentions": 3})
    assert species.load_weights(tmp_path) == species.SpeciesWeights(features, {'od"d': (0.1, -0.2, 0.0, 1.0)})
    species.save_weights(tmp_path, species.SpeciesWeights(features, {"odd": (0.1,)}), {})
    with pytest.raises(ModelError, match="the word 'odd' has 1 numbers, expected 4"):
        species.load_weights(tmp_path)
