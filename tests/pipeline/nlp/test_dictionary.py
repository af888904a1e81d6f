"""The dictionary against looking up every stretch of a text on its own."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lexicon import names
from kg.lexicon.hashing import hash_of
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.nlp import dictionary
from kg.pipeline.nlp.dictionary import MAX_TOKENS, fits, matches
from kg.pipeline.nlp.mentions import MentionFinder
from kg.pipeline.nlp.tokens import tokenize
from tests.conftest import MakeDocument

WORDS = (
    "everolimus",
    "RAD001",
    "RAD",
    "-",
    "001",
    "hepatocellular",
    "carcinomas",
    "carcinoma",
    "HCC",
    "HCCs",
    "mTOR",
    "inhibitors",
    "(",
    ")",
    "AKT",
    "of",
    "'s",
    "β",
    "1.5",
    "s",
    "tumours",
    "\n",
)


def _one_by_one(text: str, lexicon: Lexicon) -> list[tuple[int, int, frozenset[str]]]:
    tokens = tokenize(text)
    folded = [
        names.fold(word) if length else "" for word, length in zip(tokens.words, tokens.lengths.tolist(), strict=True)
    ]
    found = []
    for first in range(len(folded)):
        for last in range(first + 1, min(len(folded), first + MAX_TOKENS) + 1):
            surface = text[tokens.starts[first] : tokens.ends[last - 1]]
            if not folded[first] or not folded[last - 1] or "\n" in surface or surface.count("(") != surface.count(")"):
                continue
            before, end = "".join(folded[first : last - 1]), folded[last - 1]
            keys = {before + end, before + (names.singular(end) if tokens.words[last - 1].endswith("s") else end)}
            named = frozenset(
                row.text for key in keys for row in lexicon.rows_of_hash(hash_of(key)) if fits(surface, row)
            )
            if named and surface not in ("of", "s"):
                found.append((first, last, named))
    return found


@settings(max_examples=200, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=40), blank=st.sampled_from((" ", " ", "")))
def test_every_stretch_that_names_something_is_found(words: list[str], blank: str, small_lexicon: Lexicon) -> None:
    text = blank.join(words)
    found = matches(tokenize(text), small_lexicon)
    assert [(m.first, m.last, frozenset(row.text for row in m.rows)) for m in found] == _one_by_one(text, small_lexicon)


def test_names_are_found_at_all(small_lexicon: Lexicon) -> None:
    found = matches(tokenize("Everolimus (RAD-001) in hepatocellular carcinomas"), small_lexicon)
    assert [m.rows[0].text for m in found][:2] == ["everolimus", "RAD001"] and found[-1].last - found[-1].first == 2


def test_a_token_too_long_for_a_name_takes_no_part_in_one(small_lexicon: Lexicon) -> None:
    text = f"everolimus {'x' * 500} everolimus"
    assert [(m.first, m.last) for m in matches(tokenize(text), small_lexicon)] == [(0, 1), (2, 3)]


def test_a_name_that_a_comma_parts_is_shown_to_the_network_and_named_by_nobody(
    small_lexicon: Lexicon, document: MakeDocument
) -> None:
    parted, whole = "Cells were hepatocellular, carcinoma was none.", "Cells of hepatocellular carcinoma, of course."
    for text, expected in ((parted, []), (whole, ["hepatocellular carcinoma"])):
        found = matches(tokenize(text), small_lexicon)
        assert any(text[match.start : match.end].startswith("hepatocellular") for match in found)
        kept = [text[match.start : match.end] for match in dictionary.whole(text, found, small_lexicon)]
        mentions = [
            mention.text for mention in MentionFinder(small_lexicon)(document("x", ("abstract", text))).mentions
        ]
        assert [name for name in kept if name.startswith("hepatocellular")] == expected
        assert [name for name in mentions if name.startswith("hepatocellular")] == expected
