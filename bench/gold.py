"""The gold that the readers learn from: the shared file of studies, and what was labelled beside it for this project.

    mkdir gold && ln -s $KG_SHARED/corpora/* gold/ && rm gold/studies-train.jsonl
    python -m bench.gold > gold/studies-train.jsonl
    python -m bench.gold --unseen > unseen.jsonl && kg evaluate unseen.jsonl --task claims

Half of the abstracts of the shared file come without claims: ``bench/labels/claims.jsonl`` has these.
``bench/labels/ordinary.jsonl`` has studies and claims of 600 other abstracts of ``$KG_SHARED/pubmed``, which are no
part of it and of no file of ``corpora`` that anything is measured on. They were taken at random of those that name two
things which a study or a relation may join: all in which the fast profile read a study at a bound of 0.25 (220), and
others in which it did not.

``bench/labels/studies.jsonl`` has the studies, and no claims, of 1,297 more abstracts: those of the rest in which the
fast profile read a study at a bound of 0.05, and which are a trial's, or in the training part of a corpus, or of an
origin that has no corpus here.

``--unseen`` prints 397 more such abstracts (``bench/labels/unseen.jsonl``) instead, which no reader of studies or
relations has learned from and no number was chosen on; 78 of them are in the training of the networks for mentions and
names. Of claims they are a fair measure for ordinary text. Of studies they are the hard ones: where the fast profile
reads one was labelled before, so what is left is what it misses, and the recall is low by that choice.

All follow ``$KG_SHARED/score/GUIDELINES.md`` (``docs/studies-and-claims.md``). They are by a large language model that
read each abstract once; nobody has checked them. No text is kept, only where sentences lie in the document as
``kg.pipeline.sources`` reads it, and its CRC-32.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from bench.annotate import SHARED
from kg.model import Document
from kg.pipeline import sources

LABELS = Path(__file__).with_name("labels")
ORDINARY, CLAIMS, STUDIES, UNSEEN = "ordinary.jsonl", "claims.jsonl", "studies.jsonl", "unseen.jsonl"
TEXTS = ("abstracts.jsonl.gz", "trial-abstracts.jsonl.gz")
CLAIM = ("subject", "relation", "object", "negated", "s")
"""Parts of a claim, in the order of the files of labels."""

Row = dict[str, Any]


def gold(labels: Path = LABELS, shared: Path = SHARED) -> Iterator[Row]:
    """The shared gold with claims wherever there are any, then the other abstracts, all in its form.

    Raises SystemExit where a file or a text is missing, or a text is not what was labelled.
    """
    added = {row["pmid"]: row for row in _rows(labels / CLAIMS)}
    for row in _rows(_there(shared / "corpora" / "studies-train.jsonl")):
        more = added.pop(row["pmid"], None)
        if more is not None:
            _same(more, "\n".join(row["sentences"]))
            row["claims"] = _claims(more)
        yield row
    if added:
        raise SystemExit(f"bench.gold: the shared file has no PMID:{min(added)}, of which there are claims")
    for name in (ORDINARY, STUDIES):
        yield from ordinary(labels / name, shared)


def ordinary(path: Path, shared: Path) -> Iterator[Row]:
    """Abstracts of ``$KG_SHARED/pubmed`` as its files have them, with their sentences and labels. Raises SystemExit as
    ``gold`` does.
    """
    rows = _rows(path)
    wanted = {f"PMID:{row['pmid']}" for row in rows}
    printed, read = dict[str, Row](), dict[str, str]()
    for texts in (_there(shared / "pubmed" / name) for name in TEXTS):
        with gzip.open(texts, "rt", encoding="utf-8") as lines:
            printed.update(
                (identifier, row) for row in map(json.loads, lines) if (identifier := f"PMID:{row['pmid']}") in wanted
            )
        read.update(
            (one.id, one.text) for one in sources.read(str(texts)) if isinstance(one, Document) and one.id in wanted
        )
    for row in rows:
        identifier = f"PMID:{row['pmid']}"
        text = read.get(identifier, "")
        _same(row, text)
        sentences = [text[start:end] for start, end in row["sentences"]]
        claims = {"claims": _claims(row)} if "claims" in row else {}
        yield {**printed[identifier], "sentences": sentences, "studies": row["studies"], **claims}


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").removesuffix("\n").split("\n")]


def _there(path: Path) -> Path:
    if not path.is_file():
        raise SystemExit(f"bench.gold: {path} is not there; KG_SHARED names the folder that holds corpora/ and pubmed/")
    return path


def _same(labelled: Row, text: str) -> None:
    if crc32(text.encode()) != labelled["crc32"]:
        raise SystemExit(f"bench.gold: there is no text of PMID:{labelled['pmid']}, or another than was labelled")


def _claims(row: Row) -> list[Row]:
    return [dict(zip(CLAIM, claim, strict=True)) for claim in row["claims"]]


def main() -> None:
    """Print the documents, one JSON object a line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(
        "--unseen", action="store_true", help="print the ordinary abstracts that no reader has learned from"
    )
    for row in ordinary(LABELS / UNSEEN, SHARED) if options.parse_args().unseen else gold():
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
