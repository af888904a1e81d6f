"""Which entities the words of a reader fit."""

from __future__ import annotations

import pytest

from kg.exchange.annotation_formats.printed_rows import DocumentRow, MentionRow
from kg.gold.evaluate.fitting import fits, names_in, plain
from kg.model import Document


@pytest.mark.parametrize(
    ("wanted", "name", "strict", "loose"),
    [
        ("Everolimus", "everolimus", True, True),
        ("everolimus (RAD-001)", "everolimus", True, True),  # one within the other, at borders of words
        ("carcinoma", "hepatocellular carcinoma", True, True),
        ("limus", "everolimus", False, False),
        ("HCC", "HCC of the left liver", False, False),  # three letters stand for no longer name; one word of three
        ("HCC", "hcc", True, True),
        ("MDR tuberculosis", "MDR TB", False, False),
        ("cancer of the liver", "liver cancer", False, True),  # loose: two words of two, whatever their order
        ("advanced liver cancers", "severe liver cancer", False, True),  # cancers, and words that say little
        ("lung cancer", "breast cancer", False, False),  # one of three
        ("severe disease", "chronic disease", False, False),
        ("postoperative wound pain", "wound pain after surgery", False, False),  # two of five
        ("fatty liver", "liver fibrosis", False, False),  # one of three
        ("liver", "of the liver, fat", True, True),
    ],
)  # fmt: skip
def test_what_fits(wanted: str, name: str, strict: bool, loose: bool) -> None:
    assert fits(wanted, {plain(name)}, loose=False) is strict
    assert fits(wanted, {plain(name)}, loose=True) is loose


def test_an_entity_is_called_by_every_name_that_the_document_and_the_lexicon_have_for_it() -> None:
    def mention(text: str, identifier: str, name: str, expanded: str = "") -> MentionRow:
        return MentionRow(0, len(text), text, "Disease", identifier, name, 1.0, "dictionary", expanded)

    mentions = (
        mention("HCC", "M:1", "liver-cell cancer", "Hepatocellular Carcinoma"),
        mention("hepatoma", "M:1", ""),
        mention("x", "", ""),
    )
    row = DocumentRow(Document("PMID:1", "", ""), mentions, ())
    assert names_in(row) == {"M:1": {"hcc", "hepatoma", "liver cell cancer", "hepatocellular carcinoma"}}
