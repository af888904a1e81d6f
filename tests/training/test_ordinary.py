"""Labels of ordinary abstracts: joined with their texts, and refused where the text is another."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from zlib import crc32

import pytest

from bench.annotate import SHARED
from bench.ordinary import LABELS, gold
from kg.model import POLARITIES, TIERS
from kg.relate.pairs.labels import GRAPH
from kg.relate.pairs.labels import LABELS as RELATIONS
from kg.relate.reader.model import STUDIED

TITLE, ABSTRACT = "A drug in a disease.", "It helped. Nobody was harmed."
TEXT = f"{TITLE}\n{ABSTRACT}"


def _shared(folder: Path, abstract: str = ABSTRACT) -> Path:
    (folder / "pubmed").mkdir()
    trial = {"pmid": "8", "title": "A trial.", "sections": [["results", "Nothing."]]}
    for name, row in (("abstracts", {"pmid": "7", "title": TITLE, "abstract": abstract, "origin": "x"}), ("trial-abstracts", trial)):
        with gzip.open(folder / "pubmed" / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
    return folder


def _labels(folder: Path) -> Path:
    row = {
        "pmid": "7", "crc32": crc32(TEXT.encode()), "sentences": [[0, 20], [21, 31], [32, 50]],
        "studies": [], "claims": [["drug", "CAUSES", "harm", True, 2]],
    }  # fmt: skip
    (folder / "labels.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder / "labels.jsonl"


def test_labels_are_joined_with_their_texts(tmp_path: Path) -> None:
    (row,) = gold(_labels(tmp_path), _shared(tmp_path))
    assert (row["title"], row["abstract"], row["origin"]) == (TITLE, ABSTRACT, "x")
    assert row["sentences"] == [TITLE, "It helped.", "Nobody was harmed."]
    assert row["claims"] == [{"subject": "drug", "relation": "CAUSES", "object": "harm", "negated": True, "s": 2}]


def test_another_text_than_was_labelled_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="PMID:7"):
        list(gold(_labels(tmp_path), _shared(tmp_path, "It helped. Nobody was hurt.")))
    with pytest.raises(SystemExit, match=r"abstracts\.jsonl\.gz is not there"):
        list(gold(_labels(tmp_path), tmp_path / "nowhere"))


def test_every_label_is_one_that_is_known() -> None:
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    assert len({row["pmid"] for row in rows}) == len(rows) >= 600
    for row in rows:
        last = len(row["sentences"]) - 1
        for study in row["studies"]:
            assert study["tier"] in TIERS and study["polarity"] in POLARITIES and study["attribution"] in STUDIED, row["pmid"]
            assert all(0 <= at <= last for at in study["s"]), row["pmid"]
        for _, relation, _, negated, at in row["claims"]:
            assert relation in RELATIONS[GRAPH] and isinstance(negated, bool) and 0 <= at <= last, row["pmid"]


@pytest.mark.corpus
@pytest.mark.skipif(not (SHARED / "pubmed").is_dir(), reason="KG_SHARED holds no pubmed/")
def test_all_texts_are_those_that_were_labelled_and_none_is_measured_on() -> None:
    labelled = {row["pmid"] for row in gold()}
    measured = {json.loads(line)["pmid"] for line in (SHARED / "corpora" / "studies-dev.jsonl").read_text(encoding="utf-8").splitlines()}
    assert len(labelled) >= 600 and not labelled & measured
