"""A large graph is exported in little memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.export import measure, synthetic


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
@pytest.mark.parametrize("name", ["nquads", "kgx-jsonl"])
def test_200_000_pieces_of_evidence_stream_in_less_than_400_mb(name: str, tmp_path: Path) -> None:
    folder = synthetic(tmp_path / "dataset", 200_000)
    found = measure(name, folder, tmp_path / "out")
    assert found["rss_mb"] < 400
    if name == "nquads":
        assert found["evidence"] == 199_998
        with (tmp_path / "out").open("rb") as file:
            assert found["lines"] == sum(1 for _ in file) > 5_000_000
