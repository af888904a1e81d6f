"""What was labelled for this project, joined with the shared gold and the texts, and refused where a text is
another.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from bench.annotate import SHARED
from bench.gold import CLAIMS, LABELS, ORDINARY, STUDIES, UNSEEN, gold, ordinary
from kg.model import POLARITIES, TIERS
from kg.pipeline.relate.pairs.labels import GRAPH
from kg.pipeline.relate.pairs.labels import LABELS as RELATIONS
from kg.pipeline.relate.reader.model import STUDIED

TITLE, ABSTRACT = "A drug in a disease.", "It helped. Nobody was harmed."
TEXT = f"{TITLE}\n{ABSTRACT}"
CLAIM = ["drug", "CAUSES", "harm", True, 2]
TOLD = {"subject": "drug", "relation": "CAUSES", "object": "harm", "negated": True, "s": 2}
SENTENCES = [TITLE, "It helped.", "Nobody was harmed."]


def _lines(path: Path, *rows: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") if path.suffix == ".gz" else path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Labels of three documents, and what is shared: one of them with its studies, the others as texts."""
    labels, shared = tmp_path / "labels", tmp_path / "shared"
    _lines(labels / CLAIMS, {"pmid": "6", "crc32": crc32("\n".join(SENTENCES).encode()), "claims": [CLAIM]})
    spans = [[0, 20], [21, 31], [32, 50]]
    _lines(
        labels / ORDINARY,
        {"pmid": "7", "crc32": crc32(TEXT.encode()), "sentences": spans, "studies": [], "claims": [CLAIM]},
    )
    trial = "A trial.\nNothing."
    _lines(
        labels / STUDIES, {"pmid": "8", "crc32": crc32(trial.encode()), "sentences": [[0, 8], [9, 17]], "studies": []}
    )
    _lines(
        shared / "corpora" / "studies-train.jsonl",
        {"pmid": "5", "title": TITLE, "abstract": ABSTRACT, "sentences": SENTENCES, "studies": [], "claims": []},
        {"pmid": "6", "title": TITLE, "abstract": ABSTRACT, "sentences": SENTENCES, "studies": []},
    )
    _lines(shared / "pubmed" / "abstracts.jsonl.gz", {"pmid": "7", "title": TITLE, "abstract": ABSTRACT, "origin": "x"})
    _lines(
        shared / "pubmed" / "trial-abstracts.jsonl.gz",
        {"pmid": "8", "title": "A trial.", "sections": [["results", "Nothing."]]},
    )
    return labels, shared


def test_labels_are_joined_with_what_was_labelled(folders: tuple[Path, Path]) -> None:
    as_it_was, with_claims, added, of_studies = gold(*folders)
    assert (as_it_was["pmid"], as_it_was["claims"]) == ("5", [])
    assert (with_claims["pmid"], with_claims["claims"]) == ("6", [TOLD])
    assert (added["title"], added["abstract"], added["origin"]) == (TITLE, ABSTRACT, "x")
    assert (added["sentences"], added["claims"]) == (SENTENCES, [TOLD])
    assert of_studies["sentences"] == ["A trial.", "Nothing."]
    assert "claims" not in of_studies, "what nobody looked for is not said to be absent"


def test_another_text_than_was_labelled_is_refused(folders: tuple[Path, Path]) -> None:
    labels, shared = folders
    _lines(
        shared / "pubmed" / "abstracts.jsonl.gz",
        {"pmid": "7", "title": TITLE, "abstract": "It helped. Nobody was hurt."},
    )
    with pytest.raises(SystemExit, match="PMID:7"):
        list(gold(labels, shared))
    _lines(
        shared / "corpora" / "studies-train.jsonl",
        {"pmid": "6", "title": TITLE, "sentences": SENTENCES[:2], "studies": []},
    )
    with pytest.raises(SystemExit, match="PMID:6"):
        list(gold(labels, shared))
    _lines(
        shared / "corpora" / "studies-train.jsonl", {"pmid": "5", "title": TITLE, "sentences": SENTENCES, "studies": []}
    )
    with pytest.raises(SystemExit, match="has no PMID:6"):
        list(gold(labels, shared))


def test_a_file_that_is_missing_is_named(folders: tuple[Path, Path]) -> None:
    labels, shared = folders
    (shared / "pubmed" / "abstracts.jsonl.gz").unlink()
    with pytest.raises(SystemExit, match=r"abstracts\.jsonl\.gz is not there"):
        list(gold(labels, shared))


@pytest.mark.parametrize("name", [ORDINARY, CLAIMS, UNSEEN])
def test_every_label_is_one_that_is_known(name: str) -> None:
    rows = [json.loads(line) for line in (LABELS / name).read_text(encoding="utf-8").splitlines()]
    assert len({row["pmid"] for row in rows}) == len(rows) >= 397
    for row in rows:
        for study in row.get("studies", ()):
            assert study["tier"] in TIERS and study["polarity"] in POLARITIES and study["attribution"] in STUDIED, row[
                "pmid"
            ]
        for _, relation, _, negated, _ in row["claims"]:
            assert relation in RELATIONS[GRAPH] and isinstance(negated, bool), row["pmid"]


@pytest.mark.corpus
@pytest.mark.skipif(not (SHARED / "pubmed").is_dir(), reason="KG_SHARED holds no pubmed/")
def test_all_texts_are_those_that_were_labelled_and_none_is_measured_on() -> None:
    measured = {
        json.loads(line)["pmid"]
        for line in (SHARED / "corpora" / "studies-dev.jsonl").read_text(encoding="utf-8").splitlines()
    }
    rows = list(gold())
    assert len(rows) > 3000 and not {row["pmid"] for row in rows} & measured
    unseen = list(ordinary(LABELS / UNSEEN, SHARED))
    assert len(unseen) == 397 and not {row["pmid"] for row in unseen} & ({row["pmid"] for row in rows} | measured)
    for row in (*rows, *unseen):
        last = len(row["sentences"])
        assert all(at < last for study in row["studies"] for at in study["s"]), row["pmid"]
        assert all(claim["s"] < last for claim in row.get("claims", ())), row["pmid"]
