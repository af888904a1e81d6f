"""Files that training reads: what is damaged is named, and what must not be learned from is not lost with a record."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.gold.training.corpus_files import every_document, lines

GOOD = '{"pmid": "7", "title": "A study", "abstract": "It helped."}'


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe{}", "is not UTF-8"),
        (b'{"a": 1}\n{"a"', "line 2: is no JSON"),
        (b"[" * 100_000, "line 1: is no JSON"),
        (b'{"a": ' + b"9" * 5000 + b"}", "line 1: is no JSON"),
        (b"[]", "line 1: expected a JSON object"),
        (b"null", "line 1: expected a JSON object"),
    ],
)
def test_a_line_that_is_no_object_is_named(content: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=reason):
        list(lines(write(tmp_path / "gold.jsonl", content)))


def test_lines_are_numbered(tmp_path: Path) -> None:
    assert list(lines(write(tmp_path / "gold.jsonl", b'{"a": 1}\n{"a": 2}\n'))) == [(1, {"a": 1}), (2, {"a": 2})]


@pytest.mark.parametrize("rest", ['{"pmid": "8", "ti', "[]", '{"pmid": "9"}'])
def test_a_document_that_must_not_be_learned_from_is_not_lost_in_silence(rest: str, tmp_path: Path) -> None:
    path = write(tmp_path / "dev.jsonl", f"{GOOD}\n{rest}\n".encode())
    assert [one.id for one in every_document(path)] == ["PMID:7"]
    with pytest.raises(InputError, match="the file has to be whole"):
        list(every_document(path, whole=True))
