"""What is read of a pair: which sentences are chosen, and how they are written and marked."""

from __future__ import annotations

import numpy as np
import pytest

from kg.pipeline.relate.reader.passages import FEATURES, ROOM, Passages, ResultPassage, counted
from kg.pipeline.relate.reader.study_pairs import StudyPairs, study_pairs
from tests.pipeline.relate.build import annotate

TITLE = "{ev} against {sor} in {hcc}."
SECTIONS = {
    "background": "{rcc} is common.",
    "methods": "Patients had {ev} or {sor}.",
    "results": "Survival was significantly longer. {ev} was tolerated.",
    "conclusions": "{ev} improved survival in {hcc}.",
}


def weights(**known: float) -> np.ndarray:  # type: ignore[type-arg]
    assert set(known) <= {name.replace(" ", "_") for name in FEATURES}
    return np.array([known.get(name.replace(" ", "_"), 0.0) for name in FEATURES])


def passage(
    drug: int, disease: int, title: str = TITLE, sections: dict[str, str] | str = "", **known: float
) -> tuple[ResultPassage, StudyPairs]:
    annotated = annotate(title, sections or SECTIONS)
    found = study_pairs(annotated, "clinical")
    assert found is not None
    return Passages(annotated, found, weights(**known))(drug, disease), found


def number(found: StudyPairs, curie: str) -> int:
    return next(at for at, one in enumerate(found.entities) if one.id == curie)


def test_the_title_and_the_sentences_of_most_weight_are_read_in_the_order_of_the_text() -> None:
    long = "Nothing was said of it here" + " again" * (ROOM // 6) + ". "
    made, _ = passage(
        0,
        2,
        sections={"results": long + "{ev} was better in {hcc}. " + long + "{sor} was not."},
        names_the_drug=2,
        last=1,
    )
    assert made.sentences == (0, 2, 4), "a long one that weighs less does not fit in"
    assert made.decisive == 2
    assert [zone for _, zone in made.parts] == ["head", "title", "results", "results"]
    assert made.text == (
        "everolimus for hepatocellular carcinoma: everolimus against sorafenib in hepatocellular carcinoma. "
        "everolimus was better in hepatocellular carcinoma. sorafenib was not. "
    )
    assert made.parts[-1][0] == len(made.text)


def test_what_weighs_most_is_read_even_where_it_is_too_long() -> None:
    made, _ = passage(0, 2, sections="{ev} was" + " very" * ROOM + " good. It was.", names_the_drug=1)
    assert (made.sentences, made.decisive) == ((0, 1), 1)


def test_a_title_alone_is_read() -> None:
    made, _ = passage(0, 1, title="{ev} in {hcc}.", sections={"abstract": ""})
    assert (made.sentences, made.decisive) == ((0,), 0)


def test_mentions_are_marked_with_their_part_in_the_pair() -> None:
    made, found = passage(0, 2, names_both=1)
    everolimus, sorafenib, hcc = (number(found, one) for one in ("CHEBI:68478", "CHEBI:50924", "MONDO:0007256"))
    assert (everolimus, sorafenib, hcc) == (0, 1, 2)
    for start, end, type_, part in made.marks:
        words = made.text[start:end]
        wanted = {
            "everolimus": ("Drug", 0),
            "hepatocellular carcinoma": ("Disease", 1),
            "renal cell carcinoma": ("Disease", -1),
        }
        assert (type_, part) == wanted.get(words, ("Drug", -1)), words
    assert {words for start, end, *_ in made.marks if (words := made.text[start:end])} >= {"everolimus", "sorafenib"}
    other, _ = passage(sorafenib, hcc, names_both=1)
    assert other.text.startswith("sorafenib for hepatocellular carcinoma: ")
    assert {made.text[start:end] for start, end, _, part in made.marks if part == 0} == {"everolimus"}
    assert {other.text[start:end] for start, end, _, part in other.marks if part == 0} == {"sorafenib"}


def test_the_longest_way_to_write_a_name_stands_at_the_head() -> None:
    made, _ = passage(0, 1, title="[RAD|Drug|CHEBI:1] in {hcc}.", sections="[RAD001 tablets|Drug|CHEBI:1] helped.")
    assert made.text.startswith("RAD001 tablets for hepatocellular carcinoma: RAD in")


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("names the drug", [0, 2, 4, 5]),
        ("names the disease", [0, 5]),
        ("names both", [0, 5]),
        ("follows the drug", [1, 3, 5]),
        ("in results", [3, 4]),
        ("in conclusions", [5]),
        ("significance", [3]),
        ("safety", [4]),
        ("gain", [5]),
        ("last", [5]),
        ("first", [0]),
    ],
)
def test_what_is_counted_of_sentences(name: str, sentences: list[int]) -> None:
    annotated = annotate(TITLE, SECTIONS)
    found = study_pairs(annotated, "clinical")
    assert found is not None
    told = counted(annotated, found, 0, 2)
    assert told.shape == (6, len(FEATURES))
    assert np.flatnonzero(told[:, FEATURES.index(name)]).tolist() == sentences
