"""Names that stand for several things."""

from __future__ import annotations

import pytest

from kg.exchange.annotation_formats.printed_names import namer, read_namespaces
from kg.lexicon.lexicon import Lexicon
from kg.model import Mention
from kg.pipeline.ground.annotated_ids import Ids
from kg.pipeline.ground.grounder import Grounder
from kg.pipeline.ground.learned import LearnedName, LearnedNames
from kg.pipeline.ground.lists import LONGEST_RANGE, listed
from kg.pipeline.guidelines import DEFAULT, GUIDELINES
from tests.conftest import MakeDocument


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("caspase-3/7", ("caspase-3", "caspase-7")),
        ("MMP-2/-9", ("MMP-2", "MMP-9")),
        ("ALK1/2/3/6", ("ALK1", "ALK2", "ALK3", "ALK6")),
        ("ERK1 and 2", ("ERK1", "ERK2")),
        ("ROCK-I/II", ("ROCK-I", "ROCK-II")),
        ("VEGFR-1, -2, and -3", ("VEGFR-1", "VEGFR-2", "VEGFR-3")),
        ("NPHP1-3", ("NPHP1", "NPHP2", "NPHP3")),
        ("IKKalpha/beta", ("IKKalpha", "IKKbeta")),
        ("GRO a/b/g", ("GRO a", "GRO b", "GRO g")),
        ("TGF-beta1 and -beta2", ("TGF-beta1", "TGF-beta2")),
        ("B2 and B1 receptors", ("B2 receptors", "B1 receptors")),
        ("type I and type II TGF-beta receptors", ("type I TGF-beta receptors", "type II TGF-beta receptors")),
        ("breast and ovarian cancer", ("breast cancer", "ovarian cancer")),
        (
            "ovarian, gastric, and basal cell carcinomas",
            ("ovarian carcinomas", "gastric carcinomas", "basal cell carcinomas"),
        ),
    ],
)
def test_a_list_with_a_shared_head_or_tail_is_told_apart(text: str, names: tuple[str, ...]) -> None:
    assert listed(text) == names


@pytest.mark.parametrize(
    "text",
    ["", "IL-1", "p38 MAPK", "Akt/mTOR", "A/B", "cytochrome P450 1A2", "TGF-beta", f"A1-{LONGEST_RANGE + 9}", "A9-1"],
)
def test_what_is_no_list_is_none(text: str) -> None:
    assert listed(text) == ()


def test_a_text_too_long_for_a_name_is_no_list_at_once() -> None:
    assert (
        listed("a1/" * 40_000 + "2") == () and listed("AB 1" + ", 2" * 60) != () and listed("AB 1" + ", 2" * 70) == ()
    )


def test_diseases_of_a_list_are_printed_together(small_lexicon: Lexicon, document: MakeDocument) -> None:
    text = "breast and liver cancer"
    mention = Mention(0, len(text), text, "Disease", "network", tagged="Disease")
    (grounding,) = Grounder(small_lexicon, learned=LearnedNames((), DEFAULT))(document(text), (mention,))
    best = grounding.best
    assert best is not None and best.id == "MONDO:0007254" and best.ids == ("MONDO:0007254|MONDO:0002691",)
    assert "a list: " in best.reason
    assert (
        namer(small_lexicon, read_namespaces("Disease=MONDO"), bare=True)(grounding.candidates, "Disease")
        == "MONDO:0007254|MONDO:0002691"
    )
    assert namer(small_lexicon, read_namespaces("Disease=MESH"), bare=True)(grounding.candidates, "Disease") == ""


def test_a_list_with_a_thing_that_has_no_entity_stays_as_it_is(small_lexicon: Lexicon, document: MakeDocument) -> None:
    text = "breast and unheard-of cancer"
    mention = Mention(0, len(text), text, "Disease", "network", tagged="Disease")
    (grounding,) = Grounder(small_lexicon, learned=LearnedNames((), DEFAULT))(document(text), (mention,))
    assert grounding.best is None or "a list" not in grounding.best.reason


def test_a_list_that_annotators_know_is_not_taken_apart(small_lexicon: Lexicon, document: MakeDocument) -> None:
    text = "breast and liver cancer"
    learned = LearnedNames(
        (LearnedName("Disease", text, "", Ids.read("MESH:D001943|MESH:D006528"), (("bc5cdr", 2),)),),
        GUIDELINES["bc5cdr"],
    )
    mention = Mention(0, len(text), text, "Disease", "network", tagged="Disease")
    (grounding,) = Grounder(small_lexicon, learned=learned)(document(text), (mention,))
    assert (
        namer(small_lexicon, read_namespaces("Disease=MESH"), bare=True)(grounding.candidates, "Disease")
        == "D001943|D006528"
    )


def test_a_list_is_not_read_by_the_fast_profile(small_lexicon: Lexicon, document: MakeDocument) -> None:
    text = "breast and liver cancer"
    (grounding,) = Grounder(small_lexicon)(document(text), (Mention(0, len(text), text, "Disease", "dictionary"),))
    assert grounding.best is None
