from __future__ import annotations

import pytest

from kg.pipeline.run import Result


@pytest.fixture(scope="session")
def result(demonstration: Result) -> Result:
    """What ``make run`` makes."""
    return demonstration
