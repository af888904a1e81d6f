"""Word vectors: floret (fastText with hashed n-grams only) over unlabelled abstracts, its bucket table as 8-bit
numbers.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.lexicon import names
from kg.pipeline.nlp.ner.vectors import BUCKETS, HASHES, LONGEST, SHORTEST, VectorTable
from kg.pipeline.nlp.sentences import sentence_bounds

RECIPE: dict[str, Any] = {
    "model": "cbow",
    "mode": "floret",
    "bucket": BUCKETS,
    "hashCount": HASHES,
    "minn": SHORTEST,
    "maxn": LONGEST,
    "minCount": 5,
    "dim": 100,
    "epoch": 12,
    "lr": 0.05,
    "neg": 5,
    "ws": 5,
    "thread": 1,
    "verbose": 0,
}
"""Arguments of ``floret.train_unsupervised``; one thread, because several would make the outcome a matter of chance."""


def train_vectors(texts: Iterable[str]) -> VectorTable:
    """Vectors of the words of the texts. About five minutes for 4.5 million tokens."""
    import floret

    with tempfile.TemporaryDirectory() as folder:
        corpus, table = Path(folder) / "text.txt", Path(folder) / "vectors.floret"
        with corpus.open("w", encoding="utf-8") as out:
            for text in texts:
                for start, end in sentence_bounds(text):
                    out.write(" ".join(names.TOKEN.findall(text[start:end])) + "\n")
        floret.train_unsupervised(str(corpus), **RECIPE).save_floret_vectors(str(table))
        return quantised(_read(table))


def _read(path: Path) -> npt.NDArray[np.float32]:
    """The bucket table of a file in floret's text format: a header, then one row a bucket."""
    with path.open(encoding="utf-8") as lines:
        buckets, dimensions, *_ = next(lines).split()
        table = np.zeros((int(buckets), int(dimensions)), dtype=np.float32)
        for line in lines:
            cells = line.split()
            table[int(cells[0])] = [float(cell) for cell in cells[1:]]
    return table


def quantised(table: npt.NDArray[np.float32]) -> VectorTable:
    """The table with each row as signed 8-bit numbers and one scale, spread so that a typical number of a word's vector
    is about 1.
    """
    table = table / np.float32(table.std() + 1e-9)
    scale = np.maximum(np.abs(table).max(axis=1), 1e-2) / 127
    scale = scale.astype(np.float16)
    rows = np.clip(np.rint(table / scale.astype(np.float32)[:, None]), -127, 127).astype(np.int8)
    return VectorTable(rows, scale)
