"""Runs over small inputs in our own words, and what the tests look at afterwards."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from kg.lexicon.lexicon import Lexicon
from kg.pipeline.config import Nlp, Pipeline, Sources
from kg.pipeline.run import RunResult, run
from tests.pipeline.sources.build import article, article_set

STUDY = (
    "No mTOR inhibitor was at hand before. We gave everolimus to patients with hepatocellular carcinoma (HCC)."
    " Everolimus inhibited mTOR in HepG2 cells. Everolimus significantly prolonged overall survival in patients with"
    " HCC."
)


def study(pmid: int, drug: str = "everolimus", extra: str = "", version: int = 1) -> str:
    """A record that yields mentions, a claim read by a rule and study evidence."""
    abstract = STUDY.replace("everolimus", drug).replace("Everolimus", drug.capitalize())
    return article(pmid, f"{drug.capitalize()} in hepatocellular carcinoma", abstract, extra, version)


def deletion(*pmids: int) -> str:
    """A list of records that MEDLINE takes back."""
    return "<DeleteCitation>" + "".join(f'<PMID Version="1">{pmid}</PMID>' for pmid in pmids) + "</DeleteCitation>"


def notice(pmid: int, of: int) -> str:
    """A notice that retracts another record."""
    link = f'<CommentsCorrections RefType="RetractionOf"><PMID Version="1">{of}</PMID></CommentsCorrections>'
    return article(
        pmid,
        "Notice of retraction",
        "The paper is withdrawn.",
        f"<CommentsCorrectionsList>{link}</CommentsCorrectionsList>",
    )


def write(path: Path, *records: str) -> str:
    """Write records as a PubMed file; returns its path as text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(article_set(*records), encoding="utf-8")
    return str(path)


FAST = Nlp("fast")


def run_on(lexicon: Lexicon, out: Path, *inputs: str, **options: Any) -> RunResult:
    """A run over input files in the fast profile: what becomes of records does not depend on what the network finds."""
    return run(Pipeline("test", source=Sources("auto"), nlp=FAST), inputs, out=out, lexicon=lexicon, **options)


def table(dataset: Path, name: str) -> list[dict[str, Any]]:
    """Rows of a table of a dataset."""
    rows: list[dict[str, Any]] = pq.read_table(dataset / "tables" / f"{name}.parquet").to_pylist()
    return rows


def fingerprint(dataset: Path) -> dict[str, str]:
    """Path and SHA-256 of every file of a dataset; its graph is a view of it and does not count."""
    return {
        str(path.relative_to(dataset)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(dataset.rglob("*"))
        if path.is_file() and path.suffix != ".kgl"
    }
