"""The trained linear models: of studies and of relations, and the least probabilities at which what they say is
believed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg import paths
from kg.errors import ModelError
from kg.model import POLARITIES, TIERS
from kg.pipeline import model_files
from kg.pipeline.model_files import META
from kg.pipeline.relate.linear import BITS, Linear, unpacked
from kg.pipeline.relate.pairs.labels import LABELS, NONE
from kg.pipeline.relate.pairs.model import ASKED
from kg.pipeline.relate.reader.model import STUDIED

FORMAT = 1

STUDIES: tuple[str, ...] = ("studied", "mention", *STUDIED, *(tier for tier in TIERS if tier != "mention"), *POLARITIES)
"""Columns of the model of studies: whether the document studied a pair, or speaks of it; and of what it studied role,
tier and polarity.
"""

RELATED = "related"

RELATIONS: Mapping[str, tuple[str, ...]] = {
    output: (RELATED, *(label for label in labels if label != NONE)) for output, labels in LABELS.items()
}
"""Columns of the models of relations by output: whether a pair is related at all, and of what is related how."""

ALONE, TOGETHER = "alone", "together"
"""Where a least probability counts: for the linear model by itself, and for what it and the network say together."""

_FILES = {"studies": STUDIES, **RELATIONS}


@dataclass(frozen=True, slots=True)
class LinearModel:
    """The models, and from when on they are believed.

    ``models``: one for ``studies``, and one for each output of ``kg.pipeline.relate.pairs.labels``. ``least``: place
    (``ALONE`` or ``TOGETHER``) -> the same names -> label -> the least probability; of ``studies`` there is the label
    ``studied`` alone. ``hash``: SHA-256 over all that decides, in hex.
    """

    models: Mapping[str, Linear]
    least: Mapping[str, Mapping[str, Mapping[str, float]]]
    hash: str


def in_use() -> Path:
    """Folder of the models that ship with kg, or of those that ``KG_MODELS`` names instead."""
    return paths.models("linear")


def save(folder: Path, models: Mapping[str, bytes], least: Mapping[str, Any], trained: Mapping[str, Any]) -> None:
    """Write models, each as ``kg.pipeline.relate.linear.packed`` gives it; the same arguments give the same bytes."""
    files = {f"{name}.npz": content for name, content in models.items()}
    model_files.save(folder, files, {**_expected(), "least": least, "trained": dict(trained)})


@lru_cache(maxsize=2)
def load(folder: Path) -> LinearModel:
    """Read the models. Raises ModelError where a file is missing, damaged, or of another layout."""
    meta = _meta(folder)
    contents = model_files.contents(folder, meta, [f"{name}.npz" for name in _FILES])
    try:
        models = {name: unpacked(contents[f"{name}.npz"], len(columns)) for name, columns in _FILES.items()}
    except (ValueError, KeyError, OSError) as error:
        raise ModelError(f"{folder}: damaged ({error}); install kg again") from error
    return LinearModel(models, meta["least"], content_hash(folder))


def content_hash(folder: Path) -> str:
    """SHA-256 (hex) that names the contents, from ``model.json`` alone. Raises ModelError as ``load`` does."""
    return model_files.content_hash(_meta(folder), ("least",))


def publications(folder: Path) -> frozenset[str]:
    """PMIDs of the gold documents that the models were trained on. Raises ModelError where it does not tell them."""
    return model_files.publications(folder, _meta(folder))


def _expected() -> dict[str, Any]:
    return {"format": FORMAT, "bits": BITS, "columns": {name: list(columns) for name, columns in _FILES.items()}}


def _meta(folder: Path) -> dict[str, Any]:
    meta = model_files.meta(folder, _expected())
    wanted = {"studies": {"studied"}, **{output: set(labels) for output, labels in ASKED.items()}}
    try:
        found = {place: {name: set(dict(meta["least"][place][name])) for name in wanted} for place in (ALONE, TOGETHER)}
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"{folder / META}: damaged ({error!r}); install kg again") from error
    if any(each != wanted for each in found.values()):
        raise ModelError(
            f"{folder / META}: not every label has its least probability; the model belongs to another version of kg"
        )
    model_files.check_numbers(folder, "least", meta["least"])
    return meta
