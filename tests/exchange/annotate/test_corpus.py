"""Gold data from outside the repository: its text lines and mentions come back as they are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.exchange.annotate import annotate_files
from kg.lexicon.lexicon import Lexicon

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).resolve().parents[4] / "shared"))
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not (SHARED / "corpora").is_dir(), reason=f"no gold data: KG_SHARED ({SHARED}) has no folder corpora"
    ),
]


@pytest.mark.parametrize("name", ["ncbi-disease-dev", "biored-dev"])
def test_gold_mentions_come_back_unchanged(small_lexicon: Lexicon, tmp_path: Path, name: str) -> None:
    gold, output = SHARED / "corpora" / f"{name}.pubtator", tmp_path / "out"
    done = annotate_files([str(gold)], to="pubtator", output=output, given=True, lexicon=small_lexicon, say=print)
    assert done.rejected == 0
    assert kept(output) == kept(gold)


def kept(path: Path) -> list[str]:
    """Text lines and mentions of a PubTator file, in order of document and place."""
    found = []
    for number, block in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n")):
        for line in block.split("\n"):
            fields = line.split("\t")
            if len(fields) < 5:
                found += [(number, -1, -1, line)] if "|" in fields[0] else []
            elif fields[1].isdigit():
                found.append((number, int(fields[1]), int(fields[2]), line))
    return [line for *_, line in sorted(found)]
