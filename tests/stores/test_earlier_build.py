"""Whether a run may renew what a server holds, told without a server."""

from __future__ import annotations

import pytest

from kg.stores.bolt.load import earlier
from kg.stores.bolt.state import Build, State


@pytest.mark.parametrize(("pipeline", "renewed"), [("mtor-hcc", True), ("other", False), ("", False)])
def test_only_a_pipeline_with_a_name_renews_its_earlier_build(pipeline: str, renewed: bool) -> None:
    held = State((Build("run-0", "a", "" if not pipeline else "mtor-hcc"),), None, 10, {"Drug": 9})
    assert earlier(held, Build("run-1", "b", pipeline)) is renewed
