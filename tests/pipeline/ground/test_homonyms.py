"""Names of two things are told apart by the words around them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.lexicon.lexicon import Lexicon
from kg.model import Document, Mention
from kg.ontologies.terms import Name, Term
from kg.ontologies.writer import write
from kg.pipeline.ground import homonyms
from kg.pipeline.ground.grounder import Grounder
from tests import small_lexicon as small
from tests.conftest import MakeDocument

ENTITIES = (
    ("HGNC:583", "Target", "APC", "symbol:APC"),
    ("MONDO:0021055", "Disease", "familial adenomatous polyposis", "exact:adenomatous polyposis coli"),
    ("HGNC:12687", "Target", "VHL", "symbol:VHL", "exact:von Hippel-Lindau tumor suppressor"),
    ("MONDO:0008667", "Disease", "von Hippel-Lindau disease", "abbreviation:VHL"),
    ("HGNC:9884", "Target", "RB1", "symbol:RB1"),
    ("MONDO:0008380", "Disease", "retinoblastoma", "label:retinoblastoma"),
    ("HGNC:10012", "Target", "RHO", "symbol:RHO", "exact:rhodopsin"),
    ("FPLX:RHO", "Target", "RHO", "symbol:RHO"),
    ("MONDO:0004946", "Disease", "hypoglycemia", "label:hypoglycemia"),
    ("CHEBI:35526", "Role", "hypoglycemic agent", "exact:hypoglycemic"),
    ("MONDO:0100130", "Disease", "adult acute respiratory distress syndrome", "exact:respiratory distress syndrome"),
    (
        "MONDO:0700081",
        "Disease",
        "newborn respiratory distress syndrome",
        "label:newborn respiratory distress syndrome",
    ),
)


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The small lexicon with names of two things."""
    folder = tmp_path_factory.mktemp("homonyms") / "lexicon"
    folder.mkdir()
    terms = small.terms()
    for identifier, type_, label, *called in ENTITIES:
        terms.terms[identifier] = Term(identifier, type_, label, "curated")
        for name in called:
            scope, _, text = name.partition(":")
            terms.names.append(Name(identifier, text, scope, "curated"))
    write(folder, terms, {"licences": {}})
    return Lexicon(folder)


def _ids(lexicon: Lexicon, made: Document, surface: str, type_: str, expanded: str = "") -> list[str]:
    mentions = tuple(
        Mention(at.start(), at.end(), surface, type_, "network", 0.9, expanded, type_)
        for at in re.finditer(re.escape(surface), made.text)
    )
    assert mentions
    return [one.candidates[0].id if one.candidates else "" for one in Grounder(lexicon)(made, mentions)]


@pytest.mark.parametrize(
    ("surface", "type_", "text", "identifier"),
    [
        ("adenomatous polyposis coli", "Disease", "The adenomatous polyposis coli (APC) gene was cloned.", "HGNC:583"),
        (
            "adenomatous polyposis coli",
            "Disease",
            "Patients with adenomatous polyposis coli were seen.",
            "MONDO:0021055",
        ),
        ("VHL", "Disease", "Somatic VHL mutations were found.", "HGNC:12687"),
        ("VHL", "Disease", "Expression of VHL was lost.", "HGNC:12687"),
        ("VHL", "Disease", "Eleven VHL families were seen.", "MONDO:0008667"),
        ("retinoblastoma", "Disease", "The retinoblastoma tumor suppressor protein was bound.", "HGNC:9884"),
        ("retinoblastoma", "Disease", "Mutations in retinoblastoma are many.", "MONDO:0008380"),
        ("Rho", "Target", "Rho GTPases move cells.", "FPLX:RHO"),
        ("Rho", "Target", "Rods of the retina lost Rho.", "HGNC:10012"),
        ("hypoglycemic", "Role", "No hypoglycemic episodes were told.", "MONDO:0004946"),
        ("hypoglycemic", "Role", "A new hypoglycemic was given.", "CHEBI:35526"),
        (
            "respiratory distress syndrome",
            "Disease",
            "Preterm infants had respiratory distress syndrome.",
            "MONDO:0700081",
        ),
        ("respiratory distress syndrome", "Disease", "Burned men had respiratory distress syndrome.", "MONDO:0100130"),
    ],
)
def test_the_words_around_tell(
    lexicon: Lexicon, document: MakeDocument, surface: str, type_: str, text: str, identifier: str
) -> None:
    assert _ids(lexicon, document("A study", ("abstract", text)), surface, type_) == [identifier]


def test_places_without_a_sign_go_with_most_of_the_others(lexicon: Lexicon, document: MakeDocument) -> None:
    text = "VHL mutations and VHL expression were looked at. VHL was lost. One of the VHL families moved."
    made = document("A study", ("abstract", text))
    assert _ids(lexicon, made, "VHL", "Disease") == ["HGNC:12687"] * 3 + ["MONDO:0008667"]


def test_a_long_form_of_another_thing_holds(lexicon: Lexicon, document: MakeDocument) -> None:
    made = document("A study", ("abstract", "The respiratory distress syndrome (VHL) mutations."))
    assert _ids(lexicon, made, "VHL", "Disease", "respiratory distress syndrome") == ["MONDO:0100130"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("a\tTarget\tbeside\tx\tnone", "5 fields"),
        ("a\tTarget\tnowhere\tx\tnone\twhy", "unknown place 'nowhere'"),
    ],
)
def test_a_wrong_row_is_told(tmp_path: Path, row: str, told: str) -> None:
    table = tmp_path / "homonyms.tsv"
    table.write_text("\t".join(homonyms.COLUMNS) + "\n" + row + "\n")
    with pytest.raises(ConfigError, match=rf"homonyms.tsv:2: {told}"):
        homonyms.read_table(table)


def test_every_id_of_the_table_is_a_curie_or_none() -> None:
    assert all(re.fullmatch(r"none|[A-Z]+:\S+", one.id) for senses in homonyms.read_table().values() for one in senses)
