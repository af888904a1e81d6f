"""The worked example, served, for the tests of every door."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.interfaces.web.app import Service
from kg.interfaces.web.snapshot import ServedGraph
from kg.pipeline.run import RunResult


@pytest.fixture(scope="session")
def worked(demonstration: RunResult) -> Iterator[Service]:
    """The worked example, served."""
    made = Service(ServedGraph(str(demonstration.dataset), 60))
    yield made
    made.close()
