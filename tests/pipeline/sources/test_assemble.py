import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import SECTIONS
from kg.pipeline.sources.assemble import MAX_TEXT, assemble, squeeze, too_long
from kg.pipeline.sources.headings import section_name
from kg.pipeline.sources.markup import flat

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
PARTS = st.lists(st.tuples(st.sampled_from(SECTIONS), TEXT, TEXT), max_size=8)


@given(TEXT, PARTS)
def test_sections_index_exactly_their_text(title: str, parts: list[tuple[str, str, str]]) -> None:
    text, sections = assemble(title, parts)
    expected = [("title", "", title)] if title else []
    expected += [part for part in parts if part[2]]
    assert [(section.name, section.label, text[section.start : section.end]) for section in sections] == expected
    assert text.startswith(title)


@given(TEXT, PARTS)
def test_every_character_lies_in_one_section_or_is_a_joining_newline(
    title: str, parts: list[tuple[str, str, str]]
) -> None:
    text, sections = assemble(title, parts)
    covered = [0] * len(text)
    for section in sections:
        for at in range(section.start, section.end):
            covered[at] += 1
    assert max(covered, default=0) <= 1
    assert {text[at] for at, times in enumerate(covered) if not times} <= {"\n"}


@given(st.text(max_size=60))
def test_squeezed_text_has_single_spaces_and_loses_nothing_else(text: str) -> None:
    squeezed = squeeze(text)
    assert "".join(squeezed.split()) == "".join(text.split())
    assert squeezed == squeezed.strip() == squeeze(squeezed)
    assert "  " not in squeezed
    assert not set(squeezed) & set("\t\n\r\u00a0")


@pytest.mark.parametrize(
    ("heading", "category", "name"),
    [
        ("", "", "abstract"),
        ("RESULTS", "", "results"),
        ("Results:", "", "results"),
        ("RESULTS", "METHODS", "results"),
        ("TRIAL REGISTRATION", "BACKGROUND", "other"),
        ("WHO WAS ASKED", "METHODS", "methods"),
        ("WHO WAS ASKED", "UNASSIGNED", "other"),
        ("WHO WAS ASKED", "", "other"),
        ("Summary of the main findings", "", "results"),
        ("", "METHODS", "methods"),
        ("", "UNASSIGNED", "abstract"),
        ("MATERIAL AND METHODS", "", "methods"),
        ("DISCUSSION", "CONCLUSIONS", "conclusions"),
    ],
)
def test_a_heading_opens_its_section(heading: str, category: str, name: str) -> None:
    assert section_name(heading, category) == name


def test_the_longest_text_that_may_be_is_allowed() -> None:
    assert too_long("x" * MAX_TEXT) == ""
    assert too_long("x" * (MAX_TEXT + 1)).startswith("the text has 1,000,001 characters")


@given(
    st.recursive(st.text("ab \n&<é", max_size=5), lambda inner: st.lists(inner, min_size=1, max_size=4), max_leaves=20)
)
def test_flattening_markup_gives_the_text_in_order(tree: object) -> None:
    from lxml import etree

    def build(node: object) -> tuple[etree._Element, str]:
        element = etree.Element("i")
        if isinstance(node, str):
            element.text = node
            return element, node
        assert isinstance(node, list)
        text = ""
        for one in node:
            child, inner = build(one)
            child.tail = "-"
            element.append(child)
            text += inner + "-"
        return element, text

    element, text = build(tree)
    assert flat(element) == " ".join(text.split())
