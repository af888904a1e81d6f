import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Reject
from kg.pipeline.sources import FORMATS, SOURCES, read, sniff
from tests.pipeline.sources.build import article, article_set, citation, gz, records

BIOC = '{"passages": [{"offset": 0, "infons": {"type": "title"}, "text": "Sirolimus", "annotations": []}], "id": "1"}'
SAMPLES = [
    ("pubmed-xml", article_set(article())),
    ("pubmed-xml", article()),
    ("pubmed-xml", f"<MedlineCitationSet>{citation()}</MedlineCitationSet>"),
    ("pubmed-xml", "\ufeff" + article_set(article())),
    ("pubmed-xml", "\n  " + article_set(article())),
    ("pubmed-xml", "<?xml version='1.0'?><!-- a comment with <article> in it -->" + article()),
    ("jats", '<article xmlns:xlink="http://www.w3.org/1999/xlink"><front/></article>'),
    ("jats", '<article xmlns="https://jats.nlm.nih.gov/ns/archiving/1.3/"><front/></article>'),
    ("bioc-xml", "<collection><source>own</source></collection>"),
    ("bioc-json", BIOC),
    ("bioc-json", '{"PubTator3": [' + BIOC + "]}"),
    ("bioc-json", '{\n  "id": "1",\n  "passages": []\n}'),
    ("bioc-json", "[" + BIOC + "]"),
    ("jsonl", '{"pmid": 1, "title": "T", "abstract": "He wrote \\"passages\\": two."}\n'),
    ("jsonl", '{"id": "x", "title": "T", "text": "' + "long " * 40000 + '"}\n'),
    ("pubtator", "1|t|Sirolimus\n1|a|It works.\n"),
    ("pubtator", "\n\r\nPMC12|t|Sirolimus\r\n"),
    ("text", "Sirolimus was given to mice.\n"),
    ("text", "a|b|c\n"),
]


@pytest.mark.parametrize("compress", [False, True], ids=["plain", "gz"])
@pytest.mark.parametrize(("kind", "content"), SAMPLES)
def test_a_format_is_known_by_its_content(tmp_path: Path, kind: str, content: str, compress: bool) -> None:
    path = tmp_path / "input.dat"
    path.write_bytes(gz(content) if compress else content.encode())
    assert sniff(str(path)) == kind


def test_utf16_xml_is_read_by_its_declaration(tmp_path: Path) -> None:
    content = article_set(article(title="Größe")).replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16")
    assert records(tmp_path / "wide.xml", content)[0].title == "Größe"  # type: ignore[union-attr]


def test_latin1_xml_is_read_by_its_declaration(tmp_path: Path) -> None:
    content = article_set(article(title="Größe")).replace("utf-8", "iso-8859-1").encode("latin-1")
    assert records(tmp_path / "old.xml", content)[0].title == "Größe"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><body>Not here</body></html>", "root element is <html>"),
        (b"<eFetchResult><ERROR>no</ERROR></eFetchResult>", "root element is <eFetchResult>"),
        (b"< not xml at all", "not XML"),
        (b"<?xml version='1.0'?>\n", "not XML"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"\x28\xb5\x2f\xfdrest", "zstandard"),
        (b"%PDF-1.7", "a PDF"),
        ("Sirolimus".encode("utf-16"), "UTF-16"),
        (b"abc\x00\x01\x02def", "binary"),
        (b" \n\t \n", "white space"),
        (b'{"name": "x"}\n', "keys name"),
        (b"[1, 2]\n", "a list"),
        (b'{\n "pmid": 1,\n "title": "T"\n}\n', "one object a line"),
    ],
)
def test_what_is_no_known_format_is_refused_in_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as found:
        records(tmp_path / "input", content)
    assert "\n" not in str(found.value)


def test_an_unknown_kind_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="pubmed-xml"):
        records(tmp_path / "input", "text", kind="word")


def test_the_first_line_that_is_no_json_says_what_the_file_looks_like(tmp_path: Path) -> None:
    found = records(tmp_path / "a.xml", article_set(article(), article()), "jsonl")
    assert len(found) > 2 and all(isinstance(one, Reject) for one in found)
    first, *others = (one.reason for one in found if isinstance(one, Reject))
    assert first.startswith("not JSON: ")
    assert first.endswith("; the file looks like pubmed-xml: leave out the format jsonl")
    assert not any("looks like" in reason for reason in others)


def test_a_bad_line_of_a_file_that_is_what_was_said_has_no_such_hint(tmp_path: Path) -> None:
    good = '{"pmid": 1, "title": "T"}\n'
    for content in (f"{good}<PubmedArticleSet>\n", f'{{"pmid": 1}}\n{good}'):
        (reject,) = (one for one in records(tmp_path / "a.jsonl", content, "jsonl") if isinstance(one, Reject))
        assert "looks like" not in reject.reason


def test_a_kind_that_does_not_fit_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected <PubmedArticleSet>"):
        records(tmp_path / "input.xml", "<collection/>", kind="pubmed-xml")


def test_every_source_is_a_function_and_every_format_one_of_them(tmp_path: Path) -> None:
    assert set(FORMATS) | {"auto", "eutils"} == set(SOURCES)
    path = tmp_path / "a.xml"
    path.write_text(article_set(article(5)))
    assert list(SOURCES["pubmed-xml"](str(path))) == list(SOURCES["auto"](str(path))) == list(read(str(path)))


def test_importing_the_package_imports_no_parser() -> None:
    code = "import sys, kg.pipeline.sources; print([name for name in ('lxml', 'httpx') if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
