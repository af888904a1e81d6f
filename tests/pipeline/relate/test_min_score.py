"""``relate.min_score``: evidence that scores below it is left out, and nothing else."""

from __future__ import annotations

from itertools import islice

from kg import paths
from kg.lexicon.lexicon import Lexicon
from kg.model import Document
from kg.pipeline import sources
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline, Relate
from tests.runs import FAST


def test_evidence_below_the_least_score_is_left_out(small_lexicon: Lexicon) -> None:
    files = sorted(paths.data("pipelines", "mtor-hcc").glob("*.xml*"))
    documents = list(
        islice((one for file in files for one in sources.read(str(file)) if isinstance(one, Document)), 40)
    )
    all_, sure = (
        Annotator(small_lexicon, Pipeline("x", nlp=FAST, relate=Relate(min_score=least))) for least in (0.0, 0.5)
    )
    read, kept = ([claim.evidence for one in documents for claim in annotate(one)[1]] for annotate in (all_, sure))
    assert kept == [one for one in read if one.score >= 0.5]
    assert 0 < len(kept) < len(read)
