"""What names a family and what a gene."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg import paths
from kg.errors import ModelError
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.taxa import HUMAN, MOUSE
from kg.model import Document, Grounding, Mention
from kg.ontologies.terms import Name, SpeciesGene, Term, Xref
from kg.ontologies.writer import write
from kg.pipeline.ground import gene_families, species
from kg.pipeline.ground.annotated_ids import Ids
from kg.pipeline.ground.gene_families import FamilyFinder, FamilyWeights, distinct
from kg.pipeline.ground.grounder import Grounder
from kg.pipeline.ground.learned import LearnedName, LearnedNames
from kg.pipeline.ground.species import SpeciesFinder
from kg.pipeline.guidelines import named
from tests import small_lexicon as small
from tests.conftest import MakeDocument

PLURALS = FamilyWeights(-2.0, {"plural": 4.0, "a-family-alone": 4.0})
"""Plurals are families, and what only a family has as its name."""


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The small lexicon with a gene and a family that are found by likeness."""
    folder = tmp_path_factory.mktemp("families") / "lexicon"
    folder.mkdir()
    terms = small.terms()
    for identifier, name in (("HGNC:12434", "TXK"), ("FPLX:ERBB", "ERBB")):
        terms.terms[identifier] = Term(identifier, "Target", name, "hgnc")
    terms.names += [
        Name("HGNC:12434", "TXK", "symbol", "hgnc"),
        Name("FPLX:ERBB", "epidermal growth factor receptor kinase family", "exact", "famplex"),
    ]
    terms.xrefs.append(Xref("HGNC:12434", "NCBIGene:7294", "hgnc"))
    terms.genes = [
        SpeciesGene("NCBIGene:22165", MOUSE, "HGNC:12434", ("Txk",)),
        SpeciesGene("NCBIGene:7294", HUMAN, "HGNC:12434", ("TXK", "tyrosine kinase of resting lymphocytes")),
    ]
    write(folder, terms, {"licences": {}})
    return Lexicon(folder)


def _mentions(made: Document, *texts: str) -> tuple[Mention, ...]:
    return tuple(
        Mention(at, at + len(text), text, "Target", "network", tagged="Target")
        for text in texts
        for at in [made.text.index(text)]
    )


def _features(lexicon: Lexicon, made: Document, text: str, *others: str) -> dict[str, float]:
    return FamilyFinder(lexicon, PLURALS).features(made, _mentions(made, text)[0], distinct((text, *others)))


def test_a_name_tells_by_its_words_and_what_the_lexicon_has_under_it(lexicon: Lexicon, document: MakeDocument) -> None:
    made = document("x", ("abstract", "PI3K and AKT1, protein kinases C alpha"))
    family, gene = _features(lexicon, made, "PI3K"), _features(lexicon, made, "AKT1")
    assert family["a-family-alone"] and "a-gene" not in family
    assert (
        gene["a-gene"]
        and gene["scope=symbol"]
        and gene["digit-last"]
        and gene["word=akt"]
        and gene["last=0"]
        and "a-family" not in gene
    )
    phrase = _features(lexicon, made, "protein kinases C alpha")
    assert phrase["greek-last"] and phrase["last-two=c alpha"] and "plural" not in phrase and phrase["first=protein"]
    assert _features(lexicon, made, "protein kinases")["plural"]


def test_a_place_tells_by_its_neighbours_and_the_other_names(lexicon: Lexicon, document: MakeDocument) -> None:
    made = document("PKC forms", ("abstract", "The PKC family has PKC delta; PKCs act."))
    found = _features(lexicon, made, "PKC", "PKC delta")
    assert (
        found["title"]
        and found["member-named"]
        and found["within-another"]
        and found["next-1=forms"]
        and found["often"] == 0.8
    )
    assert not {"member-named", "within-another"} & _features(lexicon, made, "PKC", "PKCX", "APK").keys() - {
        "within-another"
    }
    assert "member-named" not in _features(lexicon, made, "PKC", "PKCx")
    later = FamilyFinder(lexicon, PLURALS).features(made, Mention(14, 17, "PKC", "Target", "network"), ["pkc"])
    assert later["previous-1=the"] and later["next-1=family"] and later["next-2=has"] and "title" not in later


def test_mentions_of_one_thing_are_of_one_mind(lexicon: Lexicon, document: MakeDocument) -> None:
    weights = FamilyWeights(0.0, {"next-1=family": 3.0, "previous-1=gene": -1.0})
    made = document("x", ("abstract", "the PKC family, gene PKC and gene MTOR"))
    pkc = [Mention(at, at + 3, "PKC", "Target", "network") for at in (made.text.index("PKC"), made.text.rindex("PKC"))]
    mtor = _mentions(made, "MTOR")[0]
    first, second, other = FamilyFinder(lexicon, weights)(made, (*pkc, mtor), ("PKC", "MTOR"))
    assert first == second == pytest.approx(1 / (1 + 2.718281828**-1)) and other == pytest.approx(1 / (1 + 2.718281828))


@pytest.fixture
def ground(lexicon: Lexicon, document: MakeDocument) -> Callable[..., Grounding]:
    """Grounds one mention of a text under a guideline, plurals being families."""

    def make(text: str, mention: str, guideline: str, *rows: LearnedName) -> Grounding:
        finder = SpeciesFinder(lexicon, species.load_weights(paths.models("ground")))
        grounder = Grounder(
            lexicon,
            learned=LearnedNames(rows, named(guideline)),
            species=finder,
            families=FamilyFinder(lexicon, PLURALS),
        )
        made = document(text)
        return grounder(made, _mentions(made, mention))[0]

    return make


def test_a_family_is_no_gene_that_has_a_name_like_it(ground: Callable[..., Grounding]) -> None:
    one = "resting lymphocytes tyrosine kinase"
    best = ground(f"{one} in patients", one, "biored").best
    assert best is not None and best.id == "HGNC:12434" and "most like" in best.reason
    assert ground(f"{one}s in patients", f"{one}s", "biored").candidates == ()
    # an own name of the gene counts, whatever the probability
    own = "tyrosine kinase of resting lymphocytes"
    found = ground(f"{own} in patients", own, "biored").best
    assert found is not None and found.id == "HGNC:12434" and "a name of" in found.reason


def test_a_family_by_likeness_is_one(ground: Callable[..., Grounding]) -> None:
    name = "family of epidermal growth factor receptor kinases"
    best = ground(f"{name} in patients", name, "biored").best
    assert best is not None and best.id == "FPLX:ERBB"


def test_where_annotators_mark_families_they_have_no_ids(ground: Callable[..., Grounding]) -> None:
    row = LearnedName("Target", "PI3K", HUMAN, Ids.read("NCBIGene:5290"), (("biored", 3),))
    for guideline, ids in (("biored", ("NCBIGene:5290",)), ("gnormplus", ())):
        best = ground("PI3K of patients", "PI3K", guideline, row).best
        assert best is not None and (best.id, best.ids) == ("FPLX:PI3K", ids), guideline
    own = "tyrosine kinase of resting lymphocytes"
    assert ground(f"{own} in patients", own, "gnormplus").candidates == ()
    best = ground("TXK of patients", "TXK", "gnormplus").best
    assert best is not None and best.id == "HGNC:12434"


def test_what_ships_knows_families_of_the_field(real_lexicon: Lexicon, document: MakeDocument) -> None:
    finder = FamilyFinder(real_lexicon, gene_families.load_weights(paths.models("ground")))
    made = document(
        "x", ("abstract", "Receptor tyrosine kinases, serine proteases, cytokines; EGFR, interleukin-6 and MMP-9.")
    )
    names = ("Receptor tyrosine kinases", "serine proteases", "cytokines", "EGFR", "interleukin-6", "MMP-9")
    found = finder(made, _mentions(made, *names), names)
    assert min(found[:3]) > 0.8 and max(found[3:]) < 0.2


def test_weights_come_back_as_they_were_written_and_damage_is_one_line(tmp_path: Path) -> None:
    gene_families.save_weights(tmp_path, PLURALS, {"mentions": 2})
    assert gene_families.load_weights(tmp_path) == PLURALS
    for content in (
        "{",
        "[]",
        '{"bias": 1}',
        '{"bias": "x", "weights": {}}',
        '{"bias": 1, "weights": {"plural": null}}',
    ):
        (tmp_path / gene_families.FILE).write_text(content, encoding="utf-8")
        with pytest.raises(ModelError, match=r"families\.json: cannot be used .*; install kg again"):
            gene_families.load_weights(tmp_path)
    with pytest.raises(ModelError, match=r"families\.json"):
        gene_families.load_weights(tmp_path / "nowhere")
