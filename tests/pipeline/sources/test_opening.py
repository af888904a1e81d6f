import io
import os
import sys
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Document, Reject
from kg.pipeline.sources import opening, read, sniff
from tests.pipeline.sources.build import article, article_set, gz, only, records

THOUSAND = article_set(
    *(
        article(number, f"Title {number} of many, each a little different: {number * number}.")
        for number in range(1, 1001)
    )
)


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file") as found:
        list(read(str(tmp_path / "none.xml")))
    assert "\n" not in str(found.value)
    assert str(tmp_path / "none.xml") in str(found.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_read_permission_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "closed.xml"
    path.write_text(THOUSAND)
    path.chmod(0)
    with pytest.raises(InputError, match="no permission"):
        list(read(str(path)))


def test_a_permission_error_is_an_input_error_even_for_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="chmod u\\+r"):
        list(read(str(tmp_path / "closed.xml")))


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        list(read(str(tmp_path)))


@pytest.mark.parametrize("content", [b"", gz(b"")], ids=["plain", "gz"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InputError, match="empty"):
        records(tmp_path / "empty.xml", content)


def test_a_gzip_of_many_members_is_one_stream(tmp_path: Path) -> None:
    half = len(THOUSAND) // 2
    found = records(tmp_path / "two.xml.gz", gz(THOUSAND[:half]) + gz(THOUSAND[half:]) + b"\0" * 512)
    assert len(only(Document, found)) == len(found) == 1000


def test_a_truncated_gzip_gives_every_record_before_the_cut_and_one_reject(tmp_path: Path) -> None:
    whole = gz(THOUSAND)
    found = records(tmp_path / "cut.xml.gz", whole[: len(whole) * 2 // 3])
    documents, rejects = only(Document, found), only(Reject, found)
    assert [document.id for document in documents] == [f"PMID:{number}" for number in range(1, len(documents) + 1)]
    assert len(documents) > 500
    assert len(rejects) == 1
    assert isinstance(found[-1], Reject)
    assert rejects[0].place == f"record {len(documents) + 1}"
    assert "cut off" in rejects[0].reason


def test_a_gzip_with_a_wrong_checksum_is_reported(tmp_path: Path) -> None:
    whole = bytearray(gz(article_set(article())))
    whole[-8] ^= 0xFF
    found = records(tmp_path / "crc.xml.gz", bytes(whole))
    assert [type(record) for record in found] == [Document, Reject]
    assert "damaged" in found[1].reason  # type: ignore[union-attr]


def test_bytes_behind_a_gzip_are_reported(tmp_path: Path) -> None:
    found = records(tmp_path / "tail.xml.gz", gz(article_set(article())) + b"left over")
    assert "after the end of the gzip data" in only(Reject, found)[0].reason


def test_a_gzip_without_any_good_byte_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing could be read"):
        records(tmp_path / "bad.xml.gz", b"\x1f\x8b\x08\x00")


def test_a_read_that_fails_part_way_keeps_what_was_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    content = THOUSAND.encode()

    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() >= opening.CHUNK:
                raise OSError(5, "Input/output error")
            return super().read(size)

    monkeypatch.setattr(Path, "open", lambda *_: Failing(content))
    found = list(read(str(tmp_path / "disk.xml")))
    assert len(found) > 300
    assert "Input/output error" in only(Reject, found)[0].reason


def test_standard_input_is_read_and_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gz(article_set(article(7))))))
    assert [record.id for record in read("-")] == ["PMID:7"]


def test_gz_is_seen_through_whatever_the_name(tmp_path: Path) -> None:
    path = tmp_path / "no-suffix"
    path.write_bytes(gz(article_set(article())))
    assert sniff(str(path)) == "pubmed-xml"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 1000])
def test_lines_do_not_depend_on_where_chunks_end(size: int) -> None:
    content = "\ufeffone\r\ntwo ü\n\nlast".encode()
    stream = iter([content[at : at + size] for at in range(0, len(content), size)])
    assert [(number, offset, line.decode()) for number, offset, line in opening.lines(stream)] == [
        (1, 0, "one"), (2, 8, "two ü"), (3, 15, ""), (4, 16, "last"),
    ]  # fmt: skip
