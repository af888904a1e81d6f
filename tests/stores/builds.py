"""Builds of the sample: the same pipeline run over more or fewer papers."""

from __future__ import annotations

import json
from pathlib import Path

from tests.stores.sample import PAPERS, SAID, Content, Said, write_dataset


def write_build(folder: Path, said: tuple[Said, ...] = SAID, *, run: str = "run-1", pipeline: str = "sample") -> Path:
    """A dataset of these sentences whose ledger names a run and a pipeline."""
    write_dataset(folder, Content(said, papers=PAPERS))
    path = folder / "run.json"
    ledger = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**ledger, "id": run, "pipeline": {"name": pipeline}}), encoding="utf-8")
    return folder
