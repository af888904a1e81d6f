"""The model on disk: a folder with the network's weights, the word vectors, the CRFs that vote with the network, the
words that annotators never mark, and ``model.json``, which holds the SHA-256 of each.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kg import paths
from kg.errors import ModelError
from kg.pipeline.guidelines import GUIDELINES
from kg.pipeline.model_files import absent, read_checked
from kg.pipeline.nlp.ner.kinds import KINDS
from kg.pipeline.nlp.ner.network import Weights, shapes
from kg.pipeline.nlp.ner.unmarked import Unmarked, from_lines, to_lines
from kg.pipeline.nlp.ner.vectors import BUCKETS, VectorTable

FORMAT = 2
"""Version of the layout; a reader refuses any other."""

NETWORK, VECTORS, UNMARKED, META = "network.npz", "vectors.npz", "unmarked.tsv", "model.json"
VOTER = "voter-{}.crfsuite"
"""Name of the file of a guideline's CRF."""


@dataclass(frozen=True, slots=True, eq=False)
class MentionModel:
    """A trained model. ``voters``: guideline -> a CRF as CRFsuite writes it; ``default``: the guideline that serves
    best where none is asked for; ``hash``: SHA-256 over its files, in hex, empty for one that was not read from files.
    """

    weights: Weights
    vectors: VectorTable
    voters: Mapping[str, bytes]
    unmarked: Unmarked
    default: str
    hash: str = ""


def in_use() -> Path:
    """Folder of the model that ships with kg, or of the one that ``KG_MODELS`` names instead."""
    return paths.models("ner")


def save(folder: Path, model: MentionModel, trained: dict[str, Any]) -> None:
    """Write a model; the same arguments give the same bytes. ``trained`` says how it was made and goes into
    ``model.json``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    contents = {
        NETWORK: _npz({name: array.astype(np.float16) for name, array in sorted(model.weights.items())}),
        VECTORS: _npz({"rows": model.vectors.rows, "scale": model.vectors.scale}),
        UNMARKED: to_lines(model.unmarked),
        **{VOTER.format(corpus): content for corpus, content in model.voters.items()},
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    meta = {
        "format": FORMAT,
        "kinds": list(KINDS),
        "guidelines": list(GUIDELINES),
        "default": model.default,
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
        "trained": trained,
    }
    (folder / META).write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def content_hash(folder: Path) -> str:
    """SHA-256 (hex) that names the model's contents, from ``model.json`` alone. Raises ModelError as ``load`` does."""
    return _meta(folder)[2]


def default(folder: Path) -> str:
    """The guideline that serves best where none is asked for. Raises ModelError as ``load`` does."""
    return _meta(folder)[0]


def publications(folder: Path) -> frozenset[str]:
    """PMIDs of the gold documents that the model was trained on. Raises ModelError where it does not tell them."""
    try:
        return frozenset(
            str(json.loads((folder / META).read_text(encoding="utf-8"))["trained"]["publications"]).split()
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"{folder / META}: trained.publications cannot be read ({error!r}); install kg again"
        ) from error


def _meta(folder: Path) -> tuple[str, dict[str, str], str]:
    """Default guideline, SHA-256 of the files, and the hash over both."""
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        found = {key: meta[key] for key in ("format", "kinds", "guidelines")}
        default, digests = str(meta["default"]), dict(meta["sha256"])
    except (FileNotFoundError, NotADirectoryError):
        raise absent(folder) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{folder / META}: damaged ({error!r}); install kg again") from error
    expected = {"format": FORMAT, "kinds": list(KINDS), "guidelines": list(GUIDELINES)}
    if found != expected or default not in GUIDELINES:
        raise ModelError(
            f"{folder / META}: {found} found, {expected} expected; the model belongs to another version of kg"
        )
    return default, digests, hashlib.sha256(json.dumps([default, digests], sort_keys=True).encode()).hexdigest()


def load(folder: Path) -> MentionModel:
    """Read a model. Raises ModelError where a file is missing, damaged, or of another layout."""
    default, digests, content = _meta(folder)
    contents = {name: read_checked(folder / name, digests.get(name, "")) for name in (NETWORK, VECTORS, UNMARKED)}
    network, vectors = _arrays(contents[NETWORK]), _arrays(contents[VECTORS])
    try:
        table = VectorTable(vectors["rows"], vectors["scale"])
        wanted = shapes(table.rows.shape[1])
        if {name: array.shape for name, array in network.items()} != wanted or table.rows.shape[0] != BUCKETS:
            raise ModelError(
                f"{folder}: the arrays have other shapes than this version of kg expects; install kg again"
            )
    except (KeyError, IndexError) as error:
        raise ModelError(f"{folder / VECTORS}: {error} missing; install kg again") from error
    weights = {name: array.astype(np.float32) for name, array in network.items()}
    files = {corpus: VOTER.format(corpus) for corpus in GUIDELINES}
    voters = {corpus: read_checked(folder / name, digests[name]) for corpus, name in files.items() if name in digests}
    return MentionModel(
        weights, table, voters, from_lines(contents[UNMARKED], str(folder / UNMARKED)), default, content
    )


def _npz(arrays: dict[str, Any]) -> bytes:
    # Not compressed: trained numbers hardly shrink, and a reader is ready sooner. The members of the archive bear no
    # time.
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def _arrays(content: bytes) -> dict[str, Any]:
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}
