"""Genes that share a name are told apart by what else the document says."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.lexicon.lexicon import Lexicon
from kg.lexicon.taxa import HUMAN
from kg.model import Mention
from kg.ontologies.terms import Name, SpeciesGene, Term
from kg.ontologies.writer import write
from kg.pipeline.ground.grounder import Grounder
from kg.pipeline.ground.learned import LearnedNames
from kg.pipeline.ground.namesakes import Namesakes, telling_words, words_of
from kg.pipeline.ground.species import FEATURES, SpeciesFinder, SpeciesWeights
from kg.pipeline.guidelines import GUIDELINES
from tests import small_lexicon as small
from tests.conftest import MakeDocument

TACHYKININ, CYTOTOXIC = "HGNC:11526", "HGNC:17013"


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder = tmp_path_factory.mktemp("namesakes") / "lexicon"
    folder.mkdir()
    terms = small.terms()
    for id_, symbol, full in (
        (TACHYKININ, "TACR1", "neurokinin receptor"),
        (CYTOTOXIC, "CD160", "cytotoxic lymphocyte antigen"),
    ):
        terms.terms[id_] = Term(id_, "Target", symbol, "hgnc")
        terms.names += [Name(id_, symbol, "symbol", "hgnc"), Name(id_, full, "exact", "hgnc")]
    terms.names.append(Name(CYTOTOXIC, "NKX1", "abbreviation", "hgnc"))
    terms.genes = [
        SpeciesGene("NCBIGene:6869", HUMAN, TACHYKININ, ("TACR1", "NKX1", "neurokinin receptor")),
        SpeciesGene("NCBIGene:11126", HUMAN, CYTOTOXIC, ("CD160", "NKX1", "cytotoxic lymphocyte antigen")),
    ]
    write(folder, terms, {"licences": {}})
    return Lexicon(folder)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NKX1 binds neurokinin at its receptor in humans.", TACHYKININ),
        ("NKX1 is an antigen of the cytotoxic lymphocyte in humans.", CYTOTOXIC),
        ("NKX1 was measured in humans.", CYTOTOXIC),
    ],
)
def test_the_gene_whose_other_names_the_document_has_is_meant(
    text: str, expected: str, lexicon: Lexicon, document: MakeDocument
) -> None:
    finder = SpeciesFinder(lexicon, SpeciesWeights(dict.fromkeys(FEATURES, 0.0) | {"is-human": 3.0}, {}))
    grounder = Grounder(lexicon, learned=LearnedNames((), GUIDELINES["biored"]), species=finder)
    (grounding,) = grounder(document(text), (Mention(0, 4, "NKX1", "Target", "network", tagged="Target"),))
    assert grounding.best is not None
    assert grounding.best.id == expected, grounding.best.reason


def test_the_words_of_the_mention_and_words_of_one_letter_tell_nothing(lexicon: Lexicon, tmp_path: Path) -> None:
    row = lexicon.row(TACHYKININ)
    assert row is not None
    namesakes = Namesakes(lexicon)
    there = words_of("a neurokinin receptor, 2 of them")
    assert there == {"neurokinin", "receptor", "them"}
    whole = namesakes.evidence(row, (), there)
    assert 0 < namesakes.evidence(row, telling_words("receptor"), there) < whole <= 1
    assert namesakes.evidence(row, telling_words("neurokinin receptor"), there) == 0
    assert namesakes.evidence(row, (), words_of("nothing of the kind")) == 0
