"""A sentence becomes the skeleton that rules match, and its offsets lead back to the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.pipeline.relate.examples import example_document, read_example
from kg.pipeline.relate.patterns import PatternError, compile_pattern, spell
from kg.pipeline.relate.skeleton import Skeleton, skeleton


def boiled(marked: str) -> Skeleton:
    example = read_example(marked)
    return skeleton(example.text, 0, len(example.text), example_document(example).groundings)


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("[Everolimus|Drug] inhibits [mTOR|Target].", " D0 inhibits T1 . "),
        (
            "[Everolimus|Drug] and [sirolimus|Drug] dose-dependently inhibit [mTOR|Target]",
            " D3 dosedependently inhibit T2 ",
        ),
        ("[A|Drug], [B|Drug], and also [C|Drug] or severe [D|Disease]", " D4 or severe S3 "),
        ("[A|Drug] (5 nM) blocks [mTOR|Target]-driven growth", " D0 blocks T1 - driven growth "),
        ("[rapamycin|Drug] ([sirolimus|Drug]) and [everolimus|Drug] act", " D4 act "),
        ("both [A|Drug] and the selective [B|Drug] came", " both D0 and the selective D1 came "),
        ("[A|Drug] but not [B|Drug] acts", " D0 but not D1 acts "),
        ("[A|Drug] and [B|Target] act", " D0 and T1 act "),
    ],
)
def test_words_lists_and_brackets(marked: str, text: str) -> None:
    assert boiled(marked).text == text


def test_the_members_of_a_list_are_kept_apart_and_names_for_one_thing_together() -> None:
    sentence = boiled("[rapamycin|Drug] ([sirolimus|Drug]) and [everolimus|Drug] act")
    assert sentence.groups[int(sentence.text.split()[0][1:])] == [[0, 1], [2]]


@pytest.mark.parametrize(
    ("marked", "token", "covered"),
    [
        ("Both [A|Drug] and [B|Drug] (5 nM) inhibit [mTOR|Target]", " inhibit", "inhibit"),
        ("Both [A|Drug] and [B|Drug] (5 nM) inhibit [mTOR|Target]", " D3", "A and B"),
        (
            "[A|Drug] (5 nM), [B|Drug] (6 nM) and [C|Drug] (7 nM) block (1) growth by [mTOR|Target]",
            " growth by",
            "growth by",
        ),
    ],
)
def test_a_stretch_of_the_skeleton_leads_back_to_the_text(marked: str, token: str, covered: str) -> None:
    sentence = boiled(marked)
    at = sentence.text.index(token + " ")
    start, end = sentence.span(at, at + len(token))
    assert read_example(marked).text[start:end] == covered


@given(
    st.lists(
        st.sampled_from(
            ["[a|Drug]", "[b|Drug]", "[c|Target]", "and", ",", "(", ")", "x-y", "5", "-", "[d|Disease]", "blocks"]
        ),
        max_size=24,
    )
)
def test_every_token_has_its_place_and_every_mention_its_token(pieces: list[str]) -> None:
    marked = " ".join(pieces)
    sentence = boiled(marked)
    tokens = sentence.text.split()
    assert len(tokens) == len(sentence.spans)
    text = read_example(marked).text
    named = [
        name for token in tokens if token[0].isupper() for member in sentence.groups[int(token[1:])] for name in member
    ]
    assert sorted(named) == list(range(len(read_example(marked).arguments)))
    for token, (start, end) in zip(tokens, sentence.spans, strict=True):
        if not token[0].isupper():
            assert text[start:end].lower().replace("-", "") == token.replace("-", "")


@pytest.mark.parametrize(
    ("word", "spellings"),
    [
        ("named", ["named"]),
        ("(is|are|was)", ["is", "are", "was"]),
        ("(", ["("]),
    ],
)
def test_spellings(word: str, spellings: list[str]) -> None:
    assert spell(word) == spellings


@pytest.mark.parametrize(
    "word", ["inhibit(s", "inhibits)", "a)b(c", "inhibit(s|ed)", "is|are", "(is|)", "((is|are)|was)", "()"]
)
def test_a_choice_of_words_that_is_none_is_refused(word: str) -> None:
    with pytest.raises(PatternError, match="no word and no choice of words"):
        spell(word)


@pytest.mark.parametrize(
    ("source", "text", "matches"),
    [
        ("{drug} {gap:2} *as {role}", " D0 now given as R1 ", True),
        ("{drug} {gap:2} *as {role}", " D0 now often given as R1 ", False),
        ("{drug} {gap:2} *as {role}", " D0 , given as R1 ", False),
        ("{drug} {gap:2} *as {role}", " D0 T1 as R2 ", False),
        ("{drug} {gap:4} *as {role}", " D0 fell but given as R1 ", False),
        ("{drug} {gap:2/verbs} *as {role}", " D0 spares and as R1 ", False),
        ("{drug} {gap:2/verbs} *as {role}", " D0 spared and as R1 ", True),
        ("{drug} *<verbs> {role}", " D0 spares R1 ", True),
        ("{drug} *<verbs> {role}", " D0 spared R1 ", False),
        ("{drug} *as {role} !-", " D0 as R1 - like ", False),
        ("{drug} ,? *as {role}", " D0 , as R1 ", True),
        ("{drug} ,? *as {role}", " D0 as R1 ", True),
        ("{drug} *(is|are) {role}", " D0 are R1 ", True),
        ("{drug} *(is|are) {role}", " D0 areas R1 ", False),
        ("{role} {drug}", " D0 R1 ", False),
        ("{role} {drug}", " S0 D1 ", False),
    ],
)
def test_what_the_elements_of_a_pattern_match(source: str, text: str, matches: bool) -> None:
    pattern = compile_pattern(source, {"verbs": ["spares"]})
    assert bool(pattern.regex.search(text)) == matches
