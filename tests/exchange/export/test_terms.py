"""Any text through the writer and back through both parsers; what is no IRI is refused."""

from __future__ import annotations

import io
import struct

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg import ids
from kg.errors import DatasetError
from kg.exchange.export import rdf_terms

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NASTY = st.text(st.sampled_from(list('\\"\n\r\t\x00\x0b\x0c\x1c\x85\u2028\u2029\ufeff\U0001f9ec{}<>^`|%#[]@: aβ.')))


def oxigraph(line: str) -> pyoxigraph.Triple:
    (quad,) = pyoxigraph.parse(io.BytesIO(line.encode()), format=pyoxigraph.RdfFormat.N_TRIPLES)
    triple: pyoxigraph.Triple = quad.triple
    return triple


def value(triple: pyoxigraph.Triple) -> str:
    """What the object says."""
    assert not isinstance(triple.object, pyoxigraph.Triple)
    return triple.object.value


def by_rdflib(line: str) -> tuple[rdflib.term.Node, ...]:
    graph = rdflib.Graph()
    graph.parse(io.BytesIO(line.encode()), format="nt")
    triple: tuple[rdflib.term.Node, ...]
    (triple,) = graph
    return triple


@given(TEXT | NASTY)
def test_any_text_comes_back_as_a_literal(text: str) -> None:
    line = f"<http://a/s> <http://a/p> {rdf_terms.literal(text)} .\n"
    assert value(oxigraph(line)) == text
    assert str(by_rdflib(line)[2]) == text
    assert line.count("\n") == 1


@given(TEXT | NASTY)
def test_any_local_part_of_a_curie_becomes_an_iri_both_parsers_take(text: str) -> None:
    term = rdf_terms.curie_term(f"KGD:x{text}")
    line = f"{term} <http://a/p> {term} .\n"
    assert f"<{value(oxigraph(line))}>" == term
    assert f"<{by_rdflib(line)[2]}>" == term


@given(TEXT | NASTY)
def test_any_reference_is_a_term(text: str) -> None:
    for reference in (text, f"https://example.org/{text}", f"PMID:{text}"):
        line = f"<http://a/s> <http://a/p> {rdf_terms.reference_term(reference)} .\n"
        assert value(oxigraph(line)) == str(by_rdflib(line)[2])


@pytest.mark.parametrize("character", [*map(chr, range(0x21)), *'<>"{}|^`\\'])
def test_what_no_iri_may_hold_is_refused(character: str) -> None:
    with pytest.raises(DatasetError, match="is not an IRI"):
        rdf_terms.iri_term(f"https://example.org/a{character}b")


@pytest.mark.parametrize(
    ("given_iri", "legal"),
    [
        ("https://doi.org/10.1/a%zz", "https://doi.org/10.1/a%25zz"),
        ("https://doi.org/10.1/a%2F", "https://doi.org/10.1/a%2F"),
        ("https://doi.org/10.1/a#b#c", "https://doi.org/10.1/a#b%23c"),
        ("http://x/a b[c]é", "http://x/a%20b%5Bc%5D%C3%A9"),
    ],
)
def test_iris_are_made_legal_without_touching_what_is(given_iri: str, legal: str) -> None:
    assert ids.legal(given_iri) == legal


def test_an_unknown_prefix_is_one_line_that_names_it() -> None:
    with pytest.raises(DatasetError, match="unknown prefix 'NOPE'") as caught:
        rdf_terms.curie_term("NOPE:1")
    assert "\n" not in str(caught.value)


@given(st.floats(0, 1, width=32))
def test_scores_are_written_with_the_digits_of_a_32_bit_float(score: float) -> None:
    short = rdf_terms.shortest(score)
    assert struct.pack("f", short) == struct.pack("f", score)
    assert len(repr(short)) <= len(repr(score))


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_a_score_that_is_no_number_is_refused(score: float) -> None:
    with pytest.raises(DatasetError, match="expected a number"):
        rdf_terms.single(score)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("FDA label: Afinitor", '"FDA label: Afinitor"'),
        ("GO: a note", '"GO: a note"'),
        ("biolink:causes", "<https://w3id.org/biolink/vocab/causes>"),
        ("https://x.org/a b", '"https://x.org/a b"'),
        ("https://x.org/a?b=c", "<https://x.org/a?b=c>"),
        ("https://[bad", '"https://[bad"'),
    ],
)
def test_references_are_iris_where_they_are_addresses_or_curies(text: str, term: str) -> None:
    assert rdf_terms.reference_term(text) == term
