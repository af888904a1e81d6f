"""What is added to the network's mentions and what changes its type, with a lexicon of a few names."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.lexicon.lexicon import Lexicon
from kg.model import Mention
from kg.ontologies.terms import Name, Term, Terms
from kg.ontologies.writer import write
from kg.pipeline.nlp import dictionary
from kg.pipeline.nlp.overlaps import Placed
from kg.pipeline.nlp.overlooked import Overlooked
from kg.pipeline.nlp.tokens import tokenize

ENTITIES = (
    ("CHEBI:1", "Drug", "insulin", "chebi"),
    ("HGNC:1", "Target", "INS", "hgnc", "insulin"),
    ("HGNC:2", "Target", "INSR", "hgnc", "insulin receptor"),
    ("DRUGBANK:1", "Drug", "insulin glargine", "drugbank-open"),
    ("DRUGBANK:2", "Drug", "fish oil", "drugbank-open"),
    ("UNII:1", "Drug", "water", "unii"),
    ("KGC:folfox", "Drug", "FOLFOX", "curated"),
    ("MESH:D1", "Disease", "oxidative stress", "curated"),
    ("MONDO:1", "Disease", "vitamin D deficiency", "mondo"),
    ("CHEBI:2", "Drug", "vitamin D", "chebi"),
    ("MONDO:2", "Disease", "HIV infection", "mondo", "HIV-infected"),
    ("MONDO:3", "Disease", "shock", "mondo"),
    ("DRUGBANK:3", "Drug", "reteplase", "drugbank-open"),
    ("UNII:2", "Drug", "recombinant DNA", "unii"),
    ("MESH:D2", "Drug", "corticosteroid", "mesh"),
    ("CHEBI:3", "Role", "corticosteroid", "chebi"),
    ("CHEBI:4", "Drug", "lutein", "chebi"),
    ("CHEBI:5", "Role", "antioxidant", "chebi"),
    ("MONDO:4", "Disease", "dental plaque", "mondo"),
    ("MONDO:5", "Disease", "hypophysitis", "mondo", "pituitary gland"),
    ("MESH:D3", "Disease", "Signs and Symptoms", "mesh"),
    ("MONDO:6", "Disease", "COVID-19", "mondo", "Covid-19", "Covit-19"),
    ("MONDO:7", "Disease", "OMIM-21", "mondo"),
    ("HGNC:3", "Target", "OMIM-21", "hgnc"),
)


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder: Path = tmp_path_factory.mktemp("overlooked") / "lexicon"
    folder.mkdir()
    made = Terms()
    for identifier, type_, label, source, *others in ENTITIES:
        made.terms[identifier] = Term(identifier, type_, label, source)
        made.names.append(Name(identifier, label, "symbol" if type_ == "Target" else "label", source))
        made.names += [Name(identifier, text, "exact", source) for text in others]
    write(folder, made, {"licences": {}, "sources": {}})
    return Lexicon(folder)


def _network(text: str, *named: tuple[str, str]) -> list[Placed]:
    """The network's mentions: the first place of each surface, with its type."""
    tokens = tokenize(text)
    placed = []
    for surface, type_ in named:
        start = text.index(surface)
        end = start + len(surface)
        placed.append(
            (
                tokens.starts.index(start),
                tokens.ends.index(end) + 1,
                Mention(start, end, surface, type_, "network", 1.0, "", type_),
            )
        )
    return placed


def _added(lexicon: Lexicon, text: str, *named: tuple[str, str]) -> list[tuple[str, str]]:
    found = dictionary.matches(tokenize(text), lexicon)
    return [(m.text, m.type) for _, _, m in Overlooked(lexicon).added(text, found, _network(text, *named))]


@pytest.mark.parametrize(
    ("text", "named", "added"),
    [
        ("Patients took fish oil. Fish oil helped.", (), [("fish oil", "Drug"), ("Fish oil", "Drug")]),
        ("The smell of fish oil was strong.", (), []),
        ("They received water.", (), []),
        ("They received recombinant DNA.", (), []),
        ("They received corticosteroids.", (), []),
        ("On insulin glargine they slept.", (("insulin", "Target"),), [("insulin glargine", "Drug")]),
        ("FOLFOX was well tolerated.", (), [("FOLFOX", "Drug")]),
        ("It lowers oxidative stress.", (), [("oxidative stress", "Disease")]),
        ("Children with vitamin D deficiency.", (("vitamin D", "Drug"),), [("vitamin D deficiency", "Disease")]),
        ("HIV-infected women", (), [("HIV-infected", "Disease")]),
        ("She was in shock.", (), []),
        ("Eyes need zeaxanthin, lutein (L) and light.", (("zeaxanthin", "Drug"),), [("lutein", "Drug")]),
        ("They gave antioxidants and lutein.", (), [("lutein", "Drug")]),
        ("Cells had zeaxanthin, lutein and light.", (("zeaxanthin", "Drug"),), []),
        ("Light hit the lutein.", (), []),
        ("It removed dental plaque.", (), [("dental plaque", "Disease")]),
        ("It reached the pituitary gland.", (), []),
        ("All signs and symptoms went.", (), []),
        ("insulin receptor", (("insulin receptor", "Target"),), []),
        ("Few died of Covid-19.", (), [("Covid-19", "Disease")]),
        ("Few died of Covit-19.", (), []),
        ("Few had OMIM-21.", (), []),
    ],
)
def test_what_is_added(
    lexicon: Lexicon, text: str, named: tuple[tuple[str, str], ...], added: list[tuple[str, str]]
) -> None:
    assert _added(lexicon, text, *named) == added


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Patients received insulin twice.", "Drug"),
        ("Serum insulin was measured.", "Target"),
        ("Cultured cells received insulin.", "Target"),
        ("Metformin versus insulin in pregnancy.", "Drug"),
    ],
)
def test_a_target_that_is_given_is_a_drug(lexicon: Lexicon, text: str, type_: str) -> None:
    others = (("Metformin", "Drug"),) if "Metformin" in text else ()
    (_, _, mention), *_ = Overlooked(lexicon).retyped(text, _network(text, ("insulin", "Target"), *others))
    assert (mention.type, mention.tagged) == (type_, type_)


def test_what_is_made_is_given(lexicon: Lexicon) -> None:
    text = "Recombinant insulin was tried."
    ((_, _, mention),) = Overlooked(lexicon).retyped(text, _network(text, ("Recombinant insulin", "Target")))
    assert mention.type == "Drug"


def test_a_word_that_is_only_a_drug_is_one_wherever_it_stands(lexicon: Lexicon) -> None:
    text = "Levels of reteplase fell."
    ((_, _, mention),) = Overlooked(lexicon).retyped(text, _network(text, ("reteplase", "Target")))
    assert mention.type == "Drug"


def test_a_target_without_a_drug_of_its_name_stays_one(lexicon: Lexicon) -> None:
    text = "They received insulin receptor."
    ((_, _, mention),) = Overlooked(lexicon).retyped(text, _network(text, ("insulin receptor", "Target")))
    assert mention.type == "Target"
