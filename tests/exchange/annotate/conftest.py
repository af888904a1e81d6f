"""A way to annotate a text from within a test: file in, output text and messages out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kg.exchange.annotate import annotate_files
from kg.lexicon.lexicon import Lexicon

STUDY = (
    "101|t|Everolimus in hepatocellular carcinoma: a phase 2 trial\n101|a|Everolimus inhibits mTOR. Patients with"
    " hepatocellular carcinoma (HCC) were given everolimus. HepG2 cells were not used.\n"
)
"""A PubTator block of our own words, without mentions."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What ``annotate_files`` wrote, said and returned."""

    text: str
    said: list[str]
    rejected: int

    @property
    def rows(self) -> list[list[str]]:
        """Tab-separated lines of PubTator output."""
        return [line.split("\t") for line in self.text.split("\n") if "\t" in line]


Annotate = Callable[..., Outcome]


@pytest.fixture
def annotate(small_lexicon: Lexicon, tmp_path: Path) -> Annotate:
    """Annotates in the fast profile unless told otherwise: how files are read and written does not depend on what the
    network finds.
    """

    def call(content: str | bytes, to: str = "pubtator", **options: Any) -> Outcome:
        source, output = tmp_path / "input", tmp_path / "output"
        said: list[str] = []
        source.write_bytes(content if isinstance(content, bytes) else content.encode())
        options.setdefault("profile", "fast")
        written = annotate_files([str(source)], to=to, output=output, lexicon=small_lexicon, say=said.append, **options)
        return Outcome(output.read_bytes().decode(), said, written.rejected)

    return call
