"""Learning to tell families from genes, on documents written by the tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.gold.training.family_weights import MOST_ALIKE, NO_FAMILY, is_gene_or_family, learn_families
from kg.lexicon.lexicon import Lexicon
from kg.model import Annotation, Document, Mention
from kg.pipeline.ground.gene_families import FamilyFinder
from tests.conftest import MakeDocument

Make = Callable[..., Document]


@pytest.fixture
def marked(document: MakeDocument) -> Make:
    """A document whose names are annotated as given: (name, the corpus' type)."""

    def make(text: str, *names: tuple[str, str]) -> Document:
        made = document("x", ("abstract", text))
        found = tuple(
            Annotation(at, at + len(name), name, "Target", "", printed_type=type_)
            for name, type_ in names
            for at in [place for place in range(len(made.text)) if made.text.startswith(name, place)]
        )
        return Document(made.id, made.title, made.text, annotations=found)

    return make


def _probability(lexicon: Lexicon, documents: list[Document], made: Document, name: str) -> float:
    weights, _ = learn_families(documents, lexicon)
    at = made.text.index(name)
    return FamilyFinder(lexicon, weights)(made, [Mention(at, at + len(name), name, "Target", "network")], [name])[0]


def test_what_plurals_and_neighbours_say_is_learned(
    marked: Make, document: MakeDocument, small_lexicon: Lexicon
) -> None:
    family, gene, domain = "FamilyName", "Gene", "DomainMotif"
    documents = [
        marked(
            "Serine proteases and SH2 and MMP9 were seen.",
            ("Serine proteases", family),
            ("SH2", domain),
            ("MMP9", gene),
        ),
        marked("Aspartic proteases and XYZ7 grew.", ("Aspartic proteases", family), ("XYZ7", gene)),
        marked("Lipid kinases with ABC4 fell.", ("Lipid kinases", family), ("ABC4", gene)),
    ]
    text = document("x", ("abstract", "Cysteine proteases and QRS5 and SH2"))
    assert _probability(small_lexicon, documents, text, "Cysteine proteases") > 0.6
    assert _probability(small_lexicon, documents, text, "QRS5") < 0.4
    weights, count = learn_families(documents, small_lexicon)
    assert (
        count == 6
        and "word=sh" not in weights.features
        and weights.features["plural"] > 0 > weights.features["digit-last"]
    )
    assert learn_families(documents, small_lexicon) == (weights, count)
    # a feature of one mention alone is not learned
    assert "word=aspartic" not in weights.features and "word=proteases" in weights.features


def test_a_name_counts_a_few_times_a_document(marked: Make, small_lexicon: Lexicon) -> None:
    made = marked("kinases kinases kinases kinases kinases MMP9", ("kinases", "FamilyName"), ("MMP9", "Gene"))
    assert learn_families([made], small_lexicon)[1] == MOST_ALIKE + 1


def test_without_families_all_are_genes(marked: Make, document: MakeDocument, small_lexicon: Lexicon) -> None:
    for documents in ([], [marked("MMP9 and kinases", ("MMP9", "Gene"), ("kinases", "Gene"))]):
        weights, _ = learn_families(documents, small_lexicon)
        assert (weights.bias, dict(weights.features)) == (NO_FAMILY, {})
        assert _probability(small_lexicon, documents, document("kinases"), "kinases") < 1e-9


def test_only_genes_and_families_of_the_corpus_are_looked_at() -> None:
    one = Annotation(0, 3, "SH2", "Target", "", printed_type="DomainMotif")
    assert not is_gene_or_family(one)
    assert not is_gene_or_family(Annotation(0, 3, "HCC", "Disease", "", printed_type="Gene"))
    assert is_gene_or_family(Annotation(0, 3, "AKT", "Target", "", printed_type="FamilyName"))
