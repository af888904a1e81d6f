"""Which pairs of mentions a sentence may relate, and what is counted of each."""

from __future__ import annotations

from kg.model import AnnotatedDocument
from kg.pipeline.relate.pairs.labels import GRAPH, PAIRS
from kg.pipeline.relate.pairs.sentence_pairs import FEATURES, MOST_ARGUMENTS, MOST_PAIRS, SentencePairs, sentence_pairs
from tests.pipeline.relate.build import annotate

MTOR, AKT, HCC = "[mTOR|Target|HGNC:3942]", "[AKT1|Target|HGNC:391]", "[HCC|Disease|MONDO:0007256]"


def read(annotated: AnnotatedDocument, *, outside: bool = True) -> list[SentencePairs]:
    return list(sentence_pairs(annotated, PAIRS[GRAPH], outside=outside))


def named(annotated: AnnotatedDocument, found: SentencePairs) -> set[tuple[str, str]]:
    text = annotated.document.text
    return {tuple(text[found.arguments[at].start : found.arguments[at].end] for at in pair) for pair in found.pairs}  # type: ignore[misc]


def count(found: SentencePairs, number: int, feature: str) -> float:
    return found.counts[number][FEATURES.index(feature)]


def test_a_pair_stands_in_the_order_of_its_types_then_of_the_text() -> None:
    annotated = annotate(f"{MTOR} is blocked by {{ev}}, and {MTOR} activates {AKT}.")
    (found,) = read(annotated)
    assert named(annotated, found) == {("everolimus", "mTOR"), ("everolimus", "AKT1"), ("mTOR", "AKT1")}
    assert len(found.pairs) == 5, "each mention by itself"
    places = {pair: number for number, pair in enumerate(found.pairs)}
    first, last = places[1, 0], places[1, 3]
    assert [count(found, number, "first comes first") for number in (first, last)] == [0, 1]
    assert [count(found, number, "mentions between") for number in (first, last)] == [0, 1]


def test_what_no_relation_joins_is_no_pair() -> None:
    both = annotate(
        "{hcc} and {rcc}.", "{ev} and [everolimus|Drug|CHEBI:68478]. [mice|Organism|NCBITaxon:10090] and {hcc}."
    )
    assert read(both, outside=False) == []
    assert read(annotate("{ev} and [unknown|Target|].")) == []


def test_what_the_title_names_is_asked_of_where_it_is_unsaid() -> None:
    annotated = annotate(
        "Effects of {ev} and {met}.", {"results": f"{{ev}} was given. Levels of {MTOR} fell. {{met}} lowered {MTOR}."}
    )
    unsaid, said = (one for one in read(annotated) if one.sentence in (2, 3))
    assert named(annotated, unsaid) == {("everolimus", "mTOR"), ("metformin", "mTOR")}
    everolimus = next(one for one in unsaid.arguments if annotated.document.text[one.start : one.end] == "everolimus")
    assert everolimus.outside and everolimus.start > len(annotated.document.title), (
        "the nearest mention before the sentence"
    )
    assert [count(unsaid, number, "outside") for number in range(2)] == [1, 1]
    assert named(annotated, said) == {("metformin", "mTOR"), ("everolimus", "mTOR"), ("everolimus", "metformin")}
    assert [one for one in read(annotated, outside=False) if one.sentence == 2] == []
    methods = annotate("Effects of {ev}.", {"methods": f"Levels of {MTOR} were measured."})
    assert read(methods) == [], "nothing is found out there"


def test_of_many_pairs_the_nearest_are_read() -> None:
    drugs = ", ".join(f"[drug{at}|Drug|CHEBI:{at}]" for at in range(40))
    annotated = annotate(f"{MTOR}, {AKT}, {drugs}.")
    (found,) = sentence_pairs(annotated, {("Drug", "Target")})
    assert len(found.pairs) == MOST_PAIRS < 80
    assert max(at for pair in found.pairs for at in pair) < 41, "the farthest drug has none"


def test_counts_of_a_document() -> None:
    annotated = annotate(
        f"{{ev}} and {MTOR}.", {"results": f"{{ev}} bound {MTOR}.", "conclusions": f"{{ev}} binds {MTOR}."}
    )
    found = read(annotated)
    assert [count(one, 0, "earlier sentences with both") > 0 for one in found] == [False, True, True]
    assert [count(one, 0, "in results") for one in found] == [0, 1, 0]
    assert all(count(one, 0, "first in title") == count(one, 0, "second in title") == 1 for one in found)
    assert all(len(counts) == len(FEATURES) for one in found for counts in one.counts)


def test_of_names_by_the_thousand_in_one_sentence_the_first_are_paired() -> None:
    (found,) = read(annotate("We saw " + f"{{ev}} and {MTOR}, " * 1000 + "."))
    assert (len(found.arguments), len(found.pairs)) == (MOST_ARGUMENTS, MOST_PAIRS)
