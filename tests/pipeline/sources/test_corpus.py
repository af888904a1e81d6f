"""Every real file there is, read whole: nothing is lost and every offset is true."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model import SECTIONS, Document, Reject
from kg.pipeline.sources import expand, read, sniff

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).resolve().parents[4] / "shared"))
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not (SHARED / "pubmed").is_dir(), reason=f"no real abstracts: KG_SHARED ({SHARED}) has no folder pubmed"
    ),
]


def _checked(path: str) -> Iterator[Document | Reject]:
    for record in read(path):
        assert isinstance(record, Document | Reject), record
        if isinstance(record, Document):
            end = -1
            for section in record.sections:
                assert section.name in SECTIONS
                assert section.start == end + 1 or (section.start == 1 and end == -1)
                assert 0 <= section.start < (end := section.end) <= len(record.text)
            for mention in record.annotations:
                assert record.text[mention.start : mention.end] == mention.text
        yield record


def test_every_pubmed_file_is_read() -> None:
    paths = expand([str(SHARED / "pubmed" / "xml")])
    assert len(paths) == 172
    counts: Counter[str] = Counter()
    articles = 0
    for path in paths:
        assert sniff(path) == "pubmed-xml"
        content = Path(path).read_bytes()
        articles += content.count(b"<PubmedArticle>") + content.count(b"<PubmedBookArticle>")
        for record in _checked(path):
            counts[type(record).__name__] += 1
            if isinstance(record, Document):
                assert f'<PMID Version="{record.version}">{record.id[5:]}</PMID>'.encode() in content
    assert counts == {"Document": articles}


def test_every_jats_file_is_read() -> None:
    paths = expand([str(SHARED / "pubmed" / "pmc")])
    assert len(paths) == 40
    found = [record for path in paths for record in _checked(path)]
    assert [type(record) for record in found] == [Document] * 40
    names = Counter(section.name for record in found if isinstance(record, Document) for section in record.sections)
    assert all(names[name] > 40 for name in ("background", "methods", "results", "conclusions", "other"))


def test_every_pubtator3_export_is_read() -> None:
    paths = expand([str(SHARED / "pubmed" / "pubtator3")])
    found = [record for path in paths for record in _checked(path)]
    assert [type(record) for record in found] == [Document] * 10
    given = sum(content.count('"locations"') for content in (Path(path).read_text(encoding="utf-8") for path in paths))
    assert sum(len(record.annotations) for record in found if isinstance(record, Document)) == given > 200


@pytest.mark.parametrize(
    ("name", "count"), [("abstracts.jsonl.gz", 8547), ("trial-abstracts.jsonl.gz", 3810), ("seed.jsonl", 1)]
)
def test_every_json_line_is_a_document(name: str, count: int) -> None:
    counts = Counter(type(record) for record in _checked(str(SHARED / "pubmed" / name)))
    # one line of abstracts.jsonl.gz has an empty pmid: it is kept under a hash, and said
    rejects: dict[type, int] = {Reject: 1} if name == "abstracts.jsonl.gz" else {}
    assert counts == {Document: count, **rejects}


@pytest.mark.parametrize("path", sorted((SHARED / "corpora").glob("*.pubtator")), ids=lambda path: path.name)
def test_every_mention_of_a_gold_corpus_is_kept_or_rejected(path: Path) -> None:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")]
    mentions = sum(len(row) >= 5 and row[1].isdigit() for row in rows)
    titles = sum("|t|" in row[0] for row in rows)
    found = list(_checked(str(path)))
    documents = [record for record in found if isinstance(record, Document)]
    rejects = [record for record in found if isinstance(record, Reject)]
    assert len(documents) == titles
    assert sum(len(document.annotations) for document in documents) + len(rejects) == mentions
    assert len(rejects) <= mentions * 0.01


def test_every_drugprot_entity_is_kept() -> None:
    path = SHARED / "corpora" / "drugprot-train.jsonl"
    given = sum(len(json.loads(line)["entities"]) for line in path.open(encoding="utf-8"))
    found = list(_checked(str(path)))
    assert sum(len(record.annotations) for record in found if isinstance(record, Document)) == given
