"""The worked example's exports: read whole by other people's readers, and the same bytes twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.exchange.export import EXPORTS
from kg.pipeline.run import RunResult
from tests.exchange.export.reading_back import by_oxigraph, by_rdflib
from tests.exchange.export.test_kgx import accept

pytestmark = pytest.mark.lexicon


def test_quads_are_read_alike_by_both_readers_and_equal_the_triples(result: RunResult, tmp_path: Path) -> None:
    quads, triples = tmp_path / "demo.nq", tmp_path / "demo.nt"
    counts = EXPORTS["nquads"](result.dataset, quads)
    EXPORTS["ntriples"](result.dataset, triples)
    read = set(by_oxigraph(quads))
    assert read == set(by_rdflib(quads)) and len(read) > 10_000 and sum(counts.values()) > 0
    described = {s[:3] for s in read if s[3]}
    assert described <= {s[:3] for s in by_oxigraph(triples)}


@pytest.mark.parametrize("format_", ["nquads", "ntriples"])
def test_two_exports_are_the_same_bytes(format_: str, result: RunResult, tmp_path: Path) -> None:
    for name in ("one", "two"):
        EXPORTS[format_](result.dataset, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_biolink_accepts_every_kgx_line(result: RunResult, tmp_path: Path) -> None:
    EXPORTS["kgx-jsonl"](result.dataset, tmp_path / "demo")
    for kind in ("nodes", "edges"):
        lines = (tmp_path / f"demo_{kind}.jsonl").read_text(encoding="utf-8").splitlines()
        assert len(lines) > 1_000
        for line in lines:
            accept(json.loads(line))
