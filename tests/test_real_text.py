"""The pipeline on real abstracts, which are not part of the repository (``KG_SHARED`` names their folder).

Tests of many more are in tests/exchange/export/test_whole_corpus.py.
"""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kg.lexicon.lexicon import Lexicon
from kg.model import Document
from kg.pipeline import sources
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline
from kg.pipeline.run import run

pytestmark = [pytest.mark.corpus, pytest.mark.lexicon]

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).parents[2] / "shared")) / "pubmed"


@pytest.fixture(autouse=True)
def _shared() -> None:
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there; set KG_SHARED to the folder that holds pubmed/")


def test_the_seed_abstract_yields_what_it_is_about(real_lexicon: Lexicon) -> None:
    (document,) = sources.read(str(SHARED / "seed.jsonl"))
    assert isinstance(document, Document)
    annotated, _, _ = Annotator(real_lexicon, Pipeline("seed"))(document)
    grounded = {(g.mention.text.lower(), g.best.id) for g in annotated.groundings if g.best}
    ids = {identifier for _, identifier in grounded}
    assert {"CHEBI:50924", "CHEBI:68481", "HGNC:3942", "MONDO:0007256", "REACT:R-HSA-165159"} <= ids
    assert ("phosphatidylinositol 3-kinase/akt/mtor axis", "WIKIPATHWAYS:WP3844") in grounded
    assert ("hcc", "MONDO:0007256") in grounded and ("mtor inhibitors", "CHEBI:68481") in grounded


@pytest.mark.slow
def test_a_hundred_abstracts_run_with_the_network(real_lexicon: Lexicon, tmp_path: Path) -> None:
    result = run(
        Pipeline("some"),
        [str(SHARED / "trial-abstracts.jsonl.gz")],
        out=tmp_path / "dataset",
        lexicon=real_lexicon,
        limit=100,
    )
    assert result.ledger["records"]["kept"] == 100 and not result.ledger["records"]["rejected"]
    assert "network" in set(pq.read_table(result.dataset / "tables" / "mentions.parquet")["detector"].to_pylist())
