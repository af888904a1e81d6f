"""Mentions found with the small lexicon: names with their case and blanks, pathways by rule, short forms by their
definition.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from kg.lexicon.lexicon import Lexicon
from kg.model import Mention
from kg.pipeline.nlp import dictionary, mentions
from kg.pipeline.nlp.mentions import MentionFinder
from kg.pipeline.nlp.tokens import tokenize
from tests.conftest import MakeDocument


def _found(lexicon: Lexicon, text: str) -> list[tuple[str, str]]:
    """(surface, id) of every dictionary match of a text."""
    tokens = tokenize(text)
    return [
        (text[m.start : m.end], lexicon.id(row.entity)) for m in dictionary.matches(tokens, lexicon) for row in m.rows
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Everolimus slowed it", [("Everolimus", "CHEBI:68478")]),
        (
            "RAD-001, RAD 001, rad001",
            [("RAD-001", "CHEBI:68478"), ("RAD 001", "CHEBI:68478"), ("rad001", "CHEBI:68478")],
        ),
        ("hepato-cellular carcinomas", [("hepato-cellular carcinomas", "MONDO:0007256")]),
        ("Tumours and tumor", [("Tumours", "MONDO:0005070"), ("tumor", "MONDO:0005070")]),
        ("a CAT, a cat, two cats, Cat", [("CAT", "HGNC:1516"), ("Cat", "HGNC:1516")]),
        ("we met MET at rest", [("MET", "HGNC:7029")]),
        (
            "AKT and Akt but not akt",
            [("AKT", "FPLX:AKT"), ("AKT", "HGNC:391"), ("Akt", "FPLX:AKT"), ("Akt", "HGNC:391")],
        ),
        ("hurthle cell carcinoma", [("hurthle cell carcinoma", "MONDO:0003215")]),
        ("Hep G2, HepG2 and Hep-G2", [("Hep G2", "CVCL:0027"), ("HepG2", "CVCL:0027"), ("Hep-G2", "CVCL:0027")]),
        ("everolimusx and xeverolimus", []),
        ("ever olimus", []),
        ("Adriamycin", []),
        ("liver\ncancer", []),
        ("in the liver. Cancer was rare", []),
        ("RAD. 001 patients", []),
        ("RAD; 001", []),
        ("Hep. G2", []),
    ],
)
def test_names_are_found_in_their_case_and_with_their_blanks(
    text: str, found: list[tuple[str, str]], small_lexicon: Lexicon
) -> None:
    assert sorted(set(_found(small_lexicon, text))) == sorted(found)


def test_a_longer_name_is_found_with_the_shorter_inside_it(small_lexicon: Lexicon) -> None:
    found = _found(small_lexicon, "fibrolamellar hepatocellular carcinoma")
    assert found == [
        ("fibrolamellar hepatocellular carcinoma", "MONDO:0006210"),
        ("hepatocellular carcinoma", "MONDO:0007256"),
    ]


@pytest.fixture(scope="module")
def finder(small_lexicon: Lexicon) -> MentionFinder:
    """Finds mentions with the small lexicon."""
    return MentionFinder(small_lexicon)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Fibrolamellar hepatocellular carcinoma", [("Fibrolamellar hepatocellular carcinoma", "Disease")]),
        ("The PI3K/AKT/mTOR pathway is active", [("PI3K/AKT/mTOR pathway", "Pathway")]),
        ("the mTOR signalling cascade", [("mTOR signalling cascade", "Pathway")]),
        ("the mTOR axis and MTOR", [("mTOR axis", "Pathway"), ("MTOR", "Target")]),
        ("an mTOR inhibitor", [("mTOR inhibitor", "Role")]),
        ("this signaling pathway", []),
        (
            "phosphatidylinositol 3-kinase/protein kinase B/mTOR signaling",
            [("phosphatidylinositol 3-kinase/protein kinase B/mTOR signaling", "Pathway")],
        ),
        ("mice with BEL-7402 tumours", [("mice", "Organism"), ("BEL-7402", "CellLine"), ("tumours", "Disease")]),
        ("everolimus/sorafenib", [("everolimus", "Drug"), ("sorafenib", "Drug")]),
        ("It hit mTOR. Signaling fell. We saw the liver. Cancer was rare", [("mTOR", "Target")]),
    ],
)
def test_the_longest_mention_is_kept(
    text: str, surfaces: list[tuple[str, str]], finder: MentionFinder, document: MakeDocument
) -> None:
    found = finder(document(text)).mentions
    assert [(mention.text, mention.type) for mention in found] == surfaces


def test_mentions_lie_in_text_order_without_overlap(finder: MentionFinder, document: MakeDocument) -> None:
    made = document(
        "mTOR inhibitors in HCC",
        ("abstract", "Hepatocellular carcinoma (HCC) and the PI3K/AKT/mTOR pathway: everolimus in HepG2 and HCCs."),
    )
    found = finder(made).mentions
    assert len(found) >= 8
    assert all(made.text[m.start : m.end] == m.text for m in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


def test_a_chain_is_looked_up_under_its_members_own_names(finder: MentionFinder, document: MakeDocument) -> None:
    (mention,) = finder(document("the phosphatidylinositol 3-kinase/Akt/mTOR axis")).mentions
    assert (mention.detector, mention.expanded) == ("pathway-rule", "PI3K/AKT/MTOR")


def test_a_short_form_is_tied_to_its_long_form_everywhere(finder: MentionFinder, document: MakeDocument) -> None:
    made = document(
        "HCC and everolimus",
        ("abstract", "Hepatocellular carcinoma (HCC) is common. HCCs grow. The HCC group did well."),
    )
    short = [mention for mention in finder(made).mentions if mention.text.startswith("HCC")]
    assert [mention.text for mention in short] == ["HCC", "HCC", "HCCs", "HCC"]
    assert {mention.expanded for mention in short} == {"Hepatocellular carcinoma"}


def test_the_nearest_definition_before_a_short_form_is_its_long_form(
    finder: MentionFinder, document: MakeDocument
) -> None:
    made = document(
        "x", ("abstract", "Hepatocellular carcinoma (HCC) grew. HCC! Hürthle cell carcinoma (HCC) grew. HCC!")
    )
    found = [m.expanded for m in finder(made).mentions if m.text == "HCC"]
    assert found == ["Hepatocellular carcinoma"] * 2 + ["Hürthle cell carcinoma"] * 2


def test_a_long_form_that_no_lexicon_knows_is_the_whole_name_before_the_bracket(
    finder: MentionFinder, document: MakeDocument
) -> None:
    found = finder(document("Hürthle cell carcinoma (CC) and liver cancer (LC)")).mentions
    assert [m.expanded for m in found if m.text in ("CC", "LC")] == ["Hürthle cell carcinoma", "liver cancer"]


def test_a_short_form_no_lexicon_knows_takes_the_type_of_its_long_form(
    finder: MentionFinder, document: MakeDocument
) -> None:
    made = document("x", ("abstract", "Cholangiocarcinoma (CCA) was seen; CCA grew."))
    assert [(m.text, m.type, m.detector) for m in finder(made).mentions if m.text == "CCA"] == [
        ("CCA", "Disease", "abbreviation")
    ] * 2


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        # a target's long form, a chain that ends in one, a long form that only its short form explains, and a listed
        # name
        (
            "the mammalian target of rapamycin (mTOR) signalling cascade",
            "mammalian target of rapamycin (mTOR) signalling cascade",
            "MTOR",
        ),
        ("PI3K/AKT/mTOR (see Figure (2)) pathway", "PI3K/AKT/mTOR (see Figure (2)) pathway", "PI3K/AKT/mTOR"),
        ("the massive tower of rust (mTOR) pathway", "massive tower of rust (mTOR) pathway", "mTOR"),
        ("cellular autophagy (ATG) pathway", "autophagy (ATG) pathway", "autophagy pathway"),
        # nothing begins within a bracket
        ("Growth (of tumors by mTOR) signaling", "", ""),
        ("Growth (of (odd) mTOR) signaling", "", ""),
        ("1) mTOR) pathway", "", ""),
        (") pathway", "", ""),
    ],
)
def test_a_bracket_before_the_pathway_word_belongs_to_what_stands_before_it(
    text: str, surface: str, name: str, finder: MentionFinder, document: MakeDocument
) -> None:
    found = [(m.text, m.expanded) for m in finder(document(text)).mentions if m.type == "Pathway"]
    assert found == [(surface, name)][: bool(surface)]


def test_mentions_of_others_get_their_long_forms_and_keep_their_borders(
    finder: MentionFinder, document: MakeDocument
) -> None:
    made = document("x", ("abstract", "Home care unit (HCU) was far; HCUs grew. See the mTOR axis."))
    mentions = tuple(
        Mention(start, start + len(text), text, type_, "given")
        for text, type_ in (("HCU", "Disease"), ("HCUs", "Disease"), ("mTOR axis", "Pathway"), ("mTOR", "Target"))
        for start in [made.text.rindex(text)]
    )
    found = finder.explained(made, mentions)
    assert [(m.start, m.end, m.text, m.type) for m in found] == [(m.start, m.end, m.text, m.type) for m in mentions]
    assert [m.expanded for m in found] == ["Home care unit", "Home care unit", "mTOR axis", ""]


def test_given_words_for_people_are_the_human_species_and_a_syndrome_is_not(
    finder: MentionFinder, document: MakeDocument
) -> None:
    made = document("Women and MEN with mice")
    given = tuple(
        Mention(at, at + len(text), text, "Organism", "given")
        for text in ("Women", "MEN", "mice")
        for at in [made.text.index(text)]
    )
    assert [(m.detector, m.expanded) for m in finder.explained(made, given)] == [
        ("people", "human"),
        ("given", ""),
        ("given", ""),
    ]
    disease = replace(given[0], type="Disease")
    assert finder.explained(made, (disease,)) == (disease,)


def test_only_the_types_asked_for_are_kept(small_lexicon: Lexicon, document: MakeDocument) -> None:
    found = MentionFinder(small_lexicon, frozenset(("Drug",)))(document("Everolimus for liver cancer")).mentions
    assert [mention.text for mention in found] == ["Everolimus"]


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "(", "((((", ")))", "a" * 10_000, "/" * 1000, "pathway", "mTOR " * 2000]
)
def test_odd_texts_are_read(text: str, finder: MentionFinder, document: MakeDocument) -> None:
    finder(document(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Afinitor slowed it", True),
        ("It grew. Afinitor (everolimus) was given", True),
        ("everolimus (Afinitor) was given", True),
        ("given with Afinitor® daily", True),
        ("as Afinitor and Miller wrote", False),
        ("Afinitor Miller wrote it", False),
    ],
)
def test_a_brand_that_the_network_passes_over_is_a_drug(text: str, found: bool, small_lexicon: Lexicon) -> None:
    (row,) = (row for row in small_lexicon.lookup("RAD001") if row.scope == "code")
    start = text.index("Afinitor")
    brand = row._replace(text="Afinitor", scope="brand")
    match = dictionary.Match(0, 1, start, start + 8, (brand,), "Drug", frozenset(("Drug",)))
    assert bool(mentions.passed_over(text, [match], [])) == found
