"""Cues and scopes against gold sentences of our own: every figure here was counted by hand."""

from __future__ import annotations

import pytest

from tests.gold.evaluate.conftest import Measure


def bioscope(*sentences: str, document: str = "1") -> str:
    """A BioScope file of one document."""
    inside = "".join(f'<sentence id="S{number}">{sentence}</sentence>' for number, sentence in enumerate(sentences, 1))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE Annotation PUBLIC "-//BIOSCOPE//DTD"'
        ' "BioScope.dtd">\n<Annotation><DocumentSet><Document type="x"><DocID'
        f' type="PMID">{document}</DocID><DocumentPart'
        f' type="Text">{inside}</DocumentPart></Document></DocumentSet></Annotation>\n'
    )


RIGHT = 'The drug had <xcope id="X1"><cue type="negation" ref="X1">no</cue> effect</xcope>.'
PLAIN = "The drug had no effect."


def test_right_cues_and_scopes(measure: Measure) -> None:
    found = measure(bioscope(RIGHT))
    assert (found.task, found.rejected, found.mistakes) == ("negation", 0, [])
    assert [(row["type"], row["gold"], row["found"], row["right"]) for row in found.rows] == [
        ("negation cue", 1, 1, 1),
        ("negation scope", 2, 2, 2),
        ("speculation cue", 0, 0, 0),
        ("speculation scope", 0, 0, 0),
    ]
    assert found.row("speculation cue")["f1"] is None, "there is nothing to divide by"


def test_a_cue_that_the_gold_has_not(measure: Measure) -> None:
    found = measure(bioscope(PLAIN))
    assert [found.row("negation cue")[key] for key in ("gold", "found", "right", "precision", "f1")] == [
        0,
        1,
        0,
        0.0,
        0.0,
    ]
    assert [(m.kind, m.text, m.start, m.sentence) for m in found.mistakes] == [("spurious", "no", 13, PLAIN)]


def test_a_cue_that_was_missed_and_one_of_the_other_kind(measure: Measure) -> None:
    found = measure(
        bioscope(
            '<xcope id="X1"><cue type="negation" ref="X1">Everolimus</cue> worked</xcope>.',
            'It <xcope id="X2"><cue type="negation" ref="X2">may</cue> work</xcope>.',
        )
    )
    assert [(mistake.kind, mistake.text) for mistake in found.mistakes] == [
        ("missed", "Everolimus"),
        ("kind", "may"),
        ("spurious", "may"),
    ]
    assert found.mistakes[1].found == "speculation"


def test_another_scope_is_counted_by_token(measure: Measure) -> None:
    found = measure(bioscope('<xcope id="X1">The drug had <cue type="negation" ref="X1">no</cue> effect</xcope>.'))
    assert [found.row("negation scope")[key] for key in ("gold", "found", "right")] == [5, 2, 2]
    (mistake,) = found.mistakes
    assert (mistake.kind, mistake.expected, mistake.found) == ("scope", "The drug had no effect", "no effect")


def test_nested_scopes_and_entities_of_xml(measure: Measure) -> None:
    inner = '<xcope id="B"><cue type="negation" ref="B">no</cue> effect</xcope>'
    found = measure(bioscope(f'&lt;1% <xcope id="A"><cue type="speculation" ref="A">may</cue> have {inner}</xcope>.'))
    assert [row["right"] for row in found.rows] == [1, 2, 1, 4]
    assert found.rows[0]["gold"] == found.rows[2]["gold"] == 1


def test_a_cue_without_its_scope_leaves_its_sentence_out(measure: Measure) -> None:
    found = measure(bioscope('There was <cue type="negation" ref="X9">no</cue> effect.', RIGHT))
    assert found.said == [
        "gold1: sentence S1 (PMID:1): the cue 'no' has type 'negation' and ref 'X9': expected negation or speculation, "
        "and an <xcope>'s id; the sentence is left out"
    ]
    assert found.row("negation cue")["gold"] == 1


@pytest.mark.parametrize("content", ["<Annotation><DocumentSet><Document>", "<Annotation>&x;</Annotation>"])
def test_broken_xml_is_one_line(measure: Measure, content: str) -> None:
    found = measure(content)
    assert (found.rows, found.rejected, len(found.said)) == ([], 1, 1)
    assert found.said[0].startswith("gold1: ")


def test_a_file_without_a_sentence_is_no_gold(measure: Measure) -> None:
    found = measure(bioscope())
    assert (found.rows, found.rejected) == ([], 1)
    assert found.said == [
        "gold1: nothing to count for the task negation: it takes BioScope XML: sentences with cue elements in their"
        " xcope elements"
    ]
