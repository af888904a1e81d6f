"""The worked example, run once for all its tests."""

from __future__ import annotations

import pytest

from kg import paths
from kg.config import read_pipeline
from kg.ontologies.lexicon import Lexicon
from kg.run import Result, run


@pytest.fixture(scope="session")
def result(tmp_path_factory: pytest.TempPathFactory, real_lexicon: Lexicon) -> Result:
    """What ``make run`` makes."""
    return run(
        read_pipeline(paths.data("pipelines", "mtor-hcc.toml")), out=tmp_path_factory.mktemp("demo") / "dataset", lexicon=real_lexicon
    )
