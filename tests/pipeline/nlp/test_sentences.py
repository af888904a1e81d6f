from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.pipeline.nlp.sentences import sentence_bounds, sentences
from tests.conftest import MakeDocument


@pytest.mark.parametrize(
    "parts",
    [
        ["Everolimus was given.", "It did not help."],
        ["Did it help?", "No!", "It did not (P = 0.3)."],
        ["Cells were treated (e.g. HepG2) vs. Controls and Fig. 2 shows it.", "Tumours shrank."],
        ["E. coli was grown by S. Miller et al. Growth was fast.", "The end."],
        ["Survival was 7.6 vs. 7.3 months.", "The difference was small."],
        ["We gave 10 mg p.o. Daily doses rose.", "This ended it."],
        ["They took vitamin C.", "The dose was low."],
        ["1. Cells grew. ", "2. Cells died."],
        ['He said "no."', "We agreed."],
        ["mTOR rose. mTOR fell. after that"],
        [],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    text = " ".join(part.strip() for part in parts)
    assert [text[start:end] for start, end in sentence_bounds(text)] == [part.strip() for part in parts]


@given(st.text(alphabet='ab.?! \n()"A1é', max_size=80))
@example("1.\n1")
@example("vs.\nA")
def test_sentences_hold_every_character_but_blanks_and_never_a_line_break(text: str) -> None:
    bounds = sentence_bounds(text)
    assert list(bounds) == sorted(bounds)
    assert all(first[1] <= second[0] for first, second in pairwise(bounds))
    assert "".join("".join(text[start:end].split()) for start, end in bounds) == "".join(text.split())
    assert all("\n" not in text[start:end] for start, end in bounds)


def test_a_sentence_never_crosses_a_section_and_bears_its_name(document: MakeDocument) -> None:
    made = document("A title without a stop", ("methods", "We gave it. Twice"), ("results", "It helped."))
    found = [(made.text[s.start : s.end], s.section) for s in sentences(made)]
    assert found == [
        ("A title without a stop", "title"), ("We gave it.", "methods"), ("Twice", "methods"), ("It helped.", "results")
    ]  # fmt: skip
