from pathlib import Path

import pytest

from kg.model import Reject
from kg.pipeline.sources.assemble import MAX_TEXT
from tests.pipeline.sources.build import document, gz, only, records


def test_the_first_line_is_the_title_when_a_blank_line_follows(tmp_path: Path) -> None:
    found = document(records(tmp_path / "a.txt", "\n A  title \n \t\nOne\nparagraph.\n\n\n\nAnother\u00a0 one.\n"))
    assert found.title == "A title"
    assert [(section.name, found.text[section.start : section.end]) for section in found.sections] == [
        ("title", "A title"), ("abstract", "One paragraph."), ("abstract", "Another one."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content", ["One line only.", "Two lines\nwithout a blank one.\n", "First\nparagraph.\n\nSecond."]
)
def test_other_texts_have_no_title(tmp_path: Path, content: str) -> None:
    found = document(records(tmp_path / "a.txt", content))
    assert found.title == ""
    assert found.text == "\n" + "\n".join(" ".join(piece.split()) for piece in content.split("\n\n"))


def test_the_id_is_made_from_the_content_alone(tmp_path: Path) -> None:
    first = document(records(tmp_path / "a.txt", "Same words."))
    assert first.id == document(records(tmp_path / "b.txt.gz", gz("Same words."))).id
    assert first.id != document(records(tmp_path / "c.txt", "Other words.")).id
    assert first.id.startswith("KGD:")


def test_crlf_and_bom_change_nothing(tmp_path: Path) -> None:
    plain = document(records(tmp_path / "a.txt", "Title\n\nText of\ntwo lines.\n"))
    for content in ("\ufeffTitle\n\nText of\ntwo lines.\n", "Title\r\n\r\nText of\r\ntwo lines.\r\n"):
        other = document(records(tmp_path / "b.txt", content))
        assert (other.title, other.text, other.sections) == (plain.title, plain.text, plain.sections)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"caf\xe9 au lait", "byte 0xe9 at byte offset 3"),
        (b"\xef\xbb\xbfcaf\xe9", "byte 0xe9 at byte offset 6"),
        (b"word " * (MAX_TEXT // 4), "characters"),
        (gz("Many different words. " * 9)[:-9], "cut off"),
    ],
)
def test_a_text_that_cannot_be_used_is_a_reject(tmp_path: Path, content: bytes, words: str) -> None:
    (reject,) = only(Reject, records(tmp_path / "a.txt", content))
    assert words in reject.reason
    assert reject.place == "record 1"
