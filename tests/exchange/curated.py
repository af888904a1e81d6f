"""A dataset as a run makes it with judgements: a claim wholly rejected, one in part, and accepted evidence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from kg.dataset.curation import ACCEPTED, REJECTED, Judgement, of_evidence
from kg.dataset.evidence import evidence_of
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.config import read_pipeline
from kg.pipeline.curation import write_curation
from kg.pipeline.run import run
from tests.runs import study, table, write

PIPELINE = '[source]\npath = "in.xml"\n[nlp]\nprofile = "fast"\n[output]\ndataset = "ds"\n'
EVEROLIMUS, SIROLIMUS = "CHEBI:68478", "CHEBI:9168"


@dataclass(frozen=True, slots=True)
class CuratedDataset:
    """The dataset, and ids of claims: all evidence was rejected; some was, and the rest accepted; all was accepted."""

    folder: Path
    rejected: str
    partly: str
    accepted: str


def curated_dataset(folder: Path, lexicon: Lexicon) -> CuratedDataset:
    """Run over three studies, judge claims of theirs, and run again."""
    write(folder / "in.xml", study(1), study(2), study(3, "sirolimus"))
    (folder / "mine.toml").write_text(PIPELINE, encoding="utf-8")
    with chdir(folder):
        run(read_pipeline(Path("mine.toml")), lexicon=lexicon)
        ids = {(row["subject"], row["relation"]): row["id"] for row in table(folder / "ds", "assertions")}
        made = CuratedDataset(
            folder / "ds", ids[SIROLIMUS, "STUDIED_FOR"], ids[EVEROLIMUS, "STUDIED_FOR"], ids[EVEROLIMUS, "INHIBITS"]
        )
        write_curation(folder / "mine.curation.tsv", list(_judgements(made)))
        result = run(read_pipeline(Path("mine.toml")), lexicon=lexicon)
    assert result.unmatched == 0
    return made


def _judgements(made: CuratedDataset) -> Iterator[Judgement]:
    for claim, first, others in (
        (made.rejected, REJECTED, REJECTED),
        (made.partly, REJECTED, ACCEPTED),
        (made.accepted, ACCEPTED, ACCEPTED),
    ):
        for number, row in enumerate(evidence_of(made.folder, [claim])[claim]):
            flag = others if number else first
            yield of_evidence(row, flag, note="read again", judged_by="A. C.", judged_on="2026-03-01")
