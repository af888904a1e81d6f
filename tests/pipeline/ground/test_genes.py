"""Which gene of a species is printed: by annotators' names, by tables, by orthologs and by likeness."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.exchange.annotation_formats.printed_names import namer, read_namespaces
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.taxa import HUMAN, MOUSE, RAT
from kg.model import Grounding, Mention
from kg.ontologies.terms import Name, SpeciesGene, Term
from kg.ontologies.writer import write
from kg.pipeline.ground import topic
from kg.pipeline.ground.annotated_ids import Ids
from kg.pipeline.ground.grounder import Grounder
from kg.pipeline.ground.learned import LearnedName, LearnedNames
from kg.pipeline.ground.rank import LIKENESS_SCORE
from kg.pipeline.ground.species import CLOSE, FEATURES, SpeciesFinder, SpeciesWeights
from kg.pipeline.guidelines import GUIDELINES, named
from tests import small_lexicon as small
from tests.conftest import MakeDocument

YEAST = "NCBITaxon:4932"
GENES = [
    SpeciesGene("NCBIGene:11651", MOUSE, "HGNC:391", ("Akt1", "Akt", "PKB")),
    SpeciesGene("NCBIGene:56717", MOUSE, "HGNC:3942", ("Mtor",)),
    SpeciesGene("RGD:68371", RAT, "HGNC:3942", ("Mtor", "Frap1")),
    SpeciesGene("RGD:2081", RAT, "HGNC:391", ("Akt1",)),
    SpeciesGene("NCBIGene:852582", YEAST, "", ("PAF1",)),
    SpeciesGene(
        "NCBIGene:2475", HUMAN, "HGNC:3942", ("MTOR", "serine/threonine kinase mechanistic target of rapamycin")
    ),
]
BY_WORDS = {"named": 5.0, "share": 3.0}
"""Weights that follow the species a document names."""


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder = tmp_path_factory.mktemp("genes") / "lexicon"
    folder.mkdir()
    terms = small.terms()
    terms.genes = GENES
    terms.terms["NCBITaxon:10116"] = Term("NCBITaxon:10116", "Organism", "rat", "curated")
    terms.names += [Name("NCBITaxon:10116", text, "curated", "curated") for text in ("rat", "rats")]
    write(folder, terms, {"licences": {}})
    return Lexicon(folder)


def _weights(
    features: Mapping[str, float] = BY_WORDS, words: dict[str, tuple[float, ...]] | None = None
) -> SpeciesWeights:
    return SpeciesWeights({**dict.fromkeys(FEATURES, 0.0), **features}, words or {})


def _ground(
    lexicon: Lexicon, document: MakeDocument, text: str, gene: str, *learned: LearnedName
) -> tuple[Grounding, str]:
    at = text.index(gene)
    mention = Mention(at, at + len(gene), gene, "Target", "network", tagged="Target")
    grounder = Grounder(
        lexicon, learned=LearnedNames(learned, GUIDELINES["biored"]), species=SpeciesFinder(lexicon, _weights())
    )
    (grounding,) = grounder(document(text), (mention,))
    return grounding, namer(lexicon, read_namespaces("Gene=NCBIGene"), bare=True)(grounding.candidates, "Target")


def test_an_id_that_annotators_gave_one_name_of_a_gene_holds_for_its_other_names(
    lexicon: Lexicon, document: MakeDocument
) -> None:
    learned = LearnedName("Target", "Frap1", RAT, Ids.read("NCBIGene:56718"), (("biored", 1),))
    grounding, printed = _ground(lexicon, document, "Mtor of rats.", "Mtor", learned)
    assert printed == "56718" and grounding.best is not None and grounding.best.id == "HGNC:3942"
    assert _ground(lexicon, document, "Mtor of rats.", "Mtor")[1] == ""
    assert _ground(lexicon, document, "Akt1 of rats.", "Akt1", learned)[1] == ""


def test_two_documents_against_the_tables_are_a_slip_and_three_are_not(
    lexicon: Lexicon, document: MakeDocument
) -> None:
    for count, printed in ((1, "56717"), (2, "56717"), (3, "11651")):
        learned = LearnedName("Target", "Mtor", MOUSE, Ids.read("NCBIGene:11651"), (("biored", count),))
        assert _ground(lexicon, document, "Mtor of mice.", "Mtor", learned)[1] == printed
    human = LearnedName("Target", "MTOR", HUMAN, Ids.read("NCBIGene:207"), (("biored", 1),))
    assert _ground(lexicon, document, "MTOR of patients and mice; humans, humans.", "MTOR", human)[1] == "2475"


def test_the_members_that_another_corpus_lists_for_a_family_are_its_own_notion(
    lexicon: Lexicon, document: MakeDocument
) -> None:
    for corpus, printed in (("biored", "2475,207"), ("nlmgene", "")):
        learned = LearnedName("Target", "cytokine", HUMAN, Ids.read("NCBIGene:2475|NCBIGene:207"), ((corpus, 5),))
        assert _ground(lexicon, document, "A cytokine of patients.", "cytokine", learned)[1] == printed


def test_what_annotators_call_so_in_another_species_gives_its_ortholog(
    lexicon: Lexicon, document: MakeDocument
) -> None:
    learned = LearnedName("Target", "PI3K", HUMAN, Ids.read("NCBIGene:2475"), (("biored", 1),))
    grounding, printed = _ground(lexicon, document, "PI3K of mice.", "PI3K", learned)
    assert printed == "56717" and grounding.best is not None and grounding.best.id == "FPLX:PI3K"
    several = LearnedName("Target", "PI3K", HUMAN, Ids.read("NCBIGene:2475|NCBIGene:207"), (("biored", 1),))
    assert _ground(lexicon, document, "PI3K of mice.", "PI3K", several)[1] == ""


def test_a_name_in_other_words_is_found_and_told(lexicon: Lexicon, document: MakeDocument) -> None:
    name = "mechanistic target of rapamycin serine/threonine kinase"
    grounding, printed = _ground(lexicon, document, f"{name} of mice.", name)
    assert printed == "56717" and grounding.best is not None
    assert (
        grounding.best.id == "HGNC:3942"
        and "most like" in grounding.best.reason
        and grounding.best.score <= LIKENESS_SCORE
    )


def test_another_spelling_may_be_a_name_of_the_human_gene_alone(lexicon: Lexicon, document: MakeDocument) -> None:
    name = "recombinant mechanistic target of rapamycin kinase"
    assert lexicon.genes.named("mechanistic target of rapamycin kinase", MOUSE) == ()
    for species, expected in (("patients", "2475"), ("mice", "56717")):
        grounding, printed = _ground(lexicon, document, f"{name} of {species}.", name)
        assert printed == expected and grounding.best is not None
        assert grounding.best.id == "HGNC:3942" and grounding.best.reason.startswith("in another spelling: ")


def test_words_of_a_document_speak_for_a_species(lexicon: Lexicon, document: MakeDocument) -> None:
    mention = Mention(0, 4, "MTOR", "Target", "network")
    made = document("MTOR of mice after knockout in humans.")
    for word, kind in (("knockout", "mouse"), ("knockout", "human")):
        row = tuple(4.0 if name == kind else 0.0 for name in topic.KINDS)
        finder = SpeciesFinder(lexicon, _weights({"share": 0.1}, {word: row}))
        assert [taxa.ranked[0] for taxa in finder(made, [mention])] == [{"mouse": MOUSE, "human": HUMAN}[kind]]
    assert topic.words_of("LPS in mice, Mice and -/- mice") == ("-/-", "LPS", "and", "in", "mice")


def test_what_a_guideline_adds_counts_for_who_follows_it(lexicon: Lexicon, document: MakeDocument) -> None:
    mention, made = Mention(0, 4, "MTOR", "Target", "network"), document("MTOR of mice and humans.")
    weights = SpeciesWeights(dict.fromkeys(FEATURES, 0.0) | {"is-mouse": 1.0}, {}, own={"gnormplus": {"is-human": 2.0}})
    for guideline, expected in (("default", MOUSE), ("biored", MOUSE), ("gnormplus", HUMAN)):
        assert SpeciesFinder(lexicon, weights, named(guideline))(made, [mention])[0].ranked[0] == expected


def test_words_learned_from_texts_speak_where_a_document_names_no_species(
    lexicon: Lexicon, document: MakeDocument
) -> None:
    mention = Mention(0, 4, "MTOR", "Target", "network")
    texts = {"knockout": tuple(4.0 if name == "mouse" else 0.0 for name in topic.KINDS)}
    for feature, text, expected in (
        ("text", "MTOR after knockout.", MOUSE),
        ("text", "MTOR after dinner.", HUMAN),
        ("text-unnamed", "MTOR after knockout in patients.", MOUSE),
        ("text-unnamed", "MTOR after knockout in rats.", HUMAN),
    ):
        weights = SpeciesWeights(dict.fromkeys(FEATURES, 0.0) | {feature: 2.0}, {}, texts)
        assert SpeciesFinder(lexicon, weights)(document(text), [mention])[0].ranked[0] == expected, text


def test_a_name_of_several_words_is_one_species_and_borders_are_those_of_words(tmp_path: Path) -> None:
    terms = small.terms()
    for identifier, name in (
        ("NCBITaxon:10141", "guinea pig"),
        ("NCBITaxon:9823", "pig"),
        ("NCBITaxon:562", "E. coli"),
    ):
        terms.terms[identifier] = Term(identifier, "Organism", name, "curated")
        terms.names.append(Name(identifier, name, "label", "curated"))
    folder = tmp_path / "lexicon"
    folder.mkdir()
    write(folder, terms, {"licences": {}})
    finder = SpeciesFinder(Lexicon(folder), _weights())
    text = "İ guinea pig, a Pig, pigment, E. coli and E. colitis; PIG"
    assert [(text[word.start : word.end], word.taxon) for word in finder.words(text)] == [
        ("guinea pig", "NCBITaxon:10141"), ("Pig", "NCBITaxon:9823"), ("E. coli", "NCBITaxon:562"),
    ]  # fmt: skip


def test_a_species_without_a_table_must_be_clear(lexicon: Lexicon, document: MakeDocument, tmp_path: Path) -> None:
    terms = small.terms()
    terms.terms["NCBITaxon:9913"] = Term("NCBITaxon:9913", "Organism", "cattle", "curated")
    folder = tmp_path / "lexicon"
    folder.mkdir()
    write(folder, terms, {"licences": {}})
    made = document("MTOR of cattle.")
    for weight, taxon in ((0.5, HUMAN), (5.0, "NCBITaxon:9913")):
        finder = SpeciesFinder(Lexicon(folder), _weights({"share": weight}))
        assert finder(made, [Mention(0, 4, "MTOR", "Target", "network")])[0].ranked[0] == taxon


def test_a_name_that_nobody_has_is_looked_up_in_another_spelling(lexicon: Lexicon, document: MakeDocument) -> None:
    grounding, printed = _ground(lexicon, document, "Here recombinant Akt1 of mice; mice.", "recombinant Akt1")
    assert printed == "11651" and grounding.best is not None and "in another spelling" in grounding.best.reason


def test_an_entity_of_the_graph_has_its_own_id_and_not_another_name_of_it(
    lexicon: Lexicon, document: MakeDocument
) -> None:
    learned = LearnedName("Target", "FRAPs", HUMAN, Ids.read("NCBIGene:2475|NCBIGene:207"), (("biored", 2),))
    grounding, printed = _ground(lexicon, document, "FRAPs of patients.", "FRAPs", learned)
    assert grounding.best is not None and (grounding.best.id, grounding.best.name) == ("HGNC:3942", "MTOR")
    assert printed.split(",") == ["2475", "207"] or printed == "2475|207"


def test_a_gene_of_mammals_studied_in_yeast_keeps_its_own_species(lexicon: Lexicon, document: MakeDocument) -> None:
    grounding, printed = _ground(lexicon, document, "MTOR of mice in yeast; yeast, yeast, yeast.", "MTOR")
    assert printed == "56717" and grounding.best is not None and grounding.best.taxon == MOUSE
    assert _ground(lexicon, document, "PAF1 of yeast; yeast.", "PAF1")[1] == "852582"
    # a mammal that nobody names is not guessed
    assert _ground(lexicon, document, "MTOR in yeast; yeast.", "MTOR")[1] == ""
    # a family's name says too little, and so does a name that nobody has
    assert _ground(lexicon, document, "AKT of mice in yeast; yeast, yeast, yeast.", "AKT")[1] == ""
    assert _ground(lexicon, document, "XYZ1 of mice in yeast; yeast, yeast, yeast.", "XYZ1")[1] == ""


def test_two_species_that_are_nearly_as_likely_give_an_id_each(lexicon: Lexicon, document: MakeDocument) -> None:
    text = "MTOR of patients and mice."
    at = Mention(0, 4, "MTOR", "Target", "network", tagged="Target")
    made, found = document(text), {}
    for lead in (0.0, -math.log(CLOSE) - 0.01, -math.log(CLOSE) + 0.01, 9.0):
        finder = SpeciesFinder(lexicon, _weights({"is-human": lead}))
        (taxa,) = finder(made, [at])
        (grounding,) = Grounder(lexicon, learned=LearnedNames((), GUIDELINES["biored"]), species=finder)(made, (at,))
        best = grounding.best
        assert best is not None and (best.id, best.taxon) == ("HGNC:3942", "") and taxa.ranked == (HUMAN, MOUSE)
        found[lead] = namer(lexicon, read_namespaces("Gene=NCBIGene"), bare=True)(grounding.candidates, "Target")
        assert namer(lexicon, read_namespaces("Gene=HGNC"), bare=True)(grounding.candidates, "Target") == "HGNC:3942"
        assert (taxa.close == MOUSE) == ("nearly as likely" in best.reason)
    assert list(found.values()) == ["2475,56717", "2475,56717", "2475", "2475"]


def test_a_second_species_adds_nothing_where_it_has_no_such_gene(lexicon: Lexicon, document: MakeDocument) -> None:
    finder = SpeciesFinder(lexicon, _weights({"share": 0.0}))
    made = document("VEGFA of patients and mice.")
    (grounding,) = Grounder(lexicon, learned=LearnedNames((), GUIDELINES["biored"]), species=finder)(
        made, (Mention(0, 5, "VEGFA", "Target", "network", tagged="Target"),)
    )
    assert finder(made, [grounding.mention])[0].close == MOUSE
    assert grounding.best is not None and grounding.best.ids == () and "nearly" not in grounding.best.reason


def test_a_second_species_whose_gene_is_another_one_adds_nothing(document: MakeDocument, tmp_path: Path) -> None:
    terms = small.terms()
    terms.genes = [
        *GENES,
        SpeciesGene("NCBIGene:777", MOUSE, "HGNC:391", ("Odd1", "mechanistic target of rapamycin kinase")),
    ]
    (tmp_path / "lexicon").mkdir()
    write(tmp_path / "lexicon", terms, {"licences": {}})
    lexicon, name = Lexicon(tmp_path / "lexicon"), "mechanistic target of rapamycin kinase"
    finder = SpeciesFinder(lexicon, _weights({"is-human": 0.01}))
    mention = Mention(0, len(name), name, "Target", "network", tagged="Target")
    made = document(f"{name} of patients and mice.")
    (grounding,) = Grounder(lexicon, learned=LearnedNames((), GUIDELINES["biored"]), species=finder)(made, (mention,))
    assert finder(made, [mention])[0].close == MOUSE
    assert grounding.best is not None and grounding.best.id == "HGNC:3942" and grounding.best.ids == ()


def test_one_name_may_be_of_two_species_in_a_document(lexicon: Lexicon, document: MakeDocument) -> None:
    made = document("MTOR of patients; mice MTOR.")
    finder = SpeciesFinder(lexicon, _weights({"is-human": 1.0, "right-before": 9.0}))
    grounder = Grounder(lexicon, learned=LearnedNames((), GUIDELINES["biored"]), species=finder)
    first, second = (Mention(at, at + 4, "MTOR", "Target", "network", tagged="Target") for at in (0, 23))
    human, mouse = grounder(made, (first, second))
    assert human.best is not None and mouse.best is not None and (human.best.taxon, mouse.best.taxon) == ("", MOUSE)
