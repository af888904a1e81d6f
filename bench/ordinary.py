"""Labels of ordinary abstracts, which are no part of the shared gold: joined with their texts, a file to train on.

    python -m bench.ordinary > ordinary.jsonl
    mkdir gold && ln -s $KG_SHARED/corpora/* gold/ && rm gold/studies-train.jsonl
    cat $KG_SHARED/corpora/studies-train.jsonl ordinary.jsonl > gold/studies-train.jsonl

``bench/ordinary.jsonl`` has no texts: the PMID of each abstract, where its sentences lie in the document as ``kg.sources`` reads it, and
what was labelled of it under ``$KG_SHARED/score/GUIDELINES.md`` (``docs/studies-and-claims.md``). The labels are by a large language model
that read each abstract once; nobody has checked them. The abstracts are of ``$KG_SHARED/pubmed``, and none is in a
file of ``corpora`` that anything is measured on. They were taken at random of those that name two things which a study or a relation may
join: all in which the fast profile reads a study at a bound of 0.25 (220), and others in which it does not.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from bench.annotate import SHARED
from kg import sources
from kg.model import Document

LABELS = Path(__file__).with_name("ordinary.jsonl")
CLAIM = ("subject", "relation", "object", "negated", "s")
TEXTS = ("abstracts.jsonl.gz", "trial-abstracts.jsonl.gz")


def gold(labels: Path = LABELS, shared: Path = SHARED) -> Iterator[dict[str, Any]]:
    """The labelled documents as the file of texts has them, with their sentences and labels as the shared gold has these.

    Raises SystemExit where a text is missing, or is not what was labelled.
    """
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    wanted = {f"PMID:{row['pmid']}" for row in rows}
    printed, read = dict[str, dict[str, Any]](), dict[str, str]()
    for path in (shared / "pubmed" / name for name in TEXTS):
        if not path.is_file():
            raise SystemExit(f"bench.ordinary: {path} is not there; KG_SHARED names the folder that holds pubmed/")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            printed.update((identifier, row) for row in map(json.loads, lines) if (identifier := f"PMID:{row['pmid']}") in wanted)
        read.update((one.id, one.text) for one in sources.read(str(path)) if isinstance(one, Document) and one.id in wanted)
    for row in rows:
        identifier = f"PMID:{row['pmid']}"
        text = read.get(identifier, "")
        if crc32(text.encode()) != row["crc32"]:
            raise SystemExit(f"bench.ordinary: the texts have no {identifier}, or another than was labelled")
        claims = [dict(zip(CLAIM, claim, strict=True)) for claim in row["claims"]]
        sentences = [text[start:end] for start, end in row["sentences"]]
        yield {**printed[identifier], "sentences": sentences, "studies": row["studies"], "claims": claims}


def main() -> None:
    """Print the documents, one JSON object a line."""
    for row in gold():
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
