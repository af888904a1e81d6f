from __future__ import annotations

import pytest

from kg.pipeline.run import RunResult


@pytest.fixture(scope="session")
def result(demonstration: RunResult) -> RunResult:
    """What ``make run`` makes."""
    return demonstration
