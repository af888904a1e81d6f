"""The sample dataset with rows in every table, also those that only a complete export holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.lexicon.lexicon import Lexicon
from tests.exchange.curated import CuratedDataset, curated_dataset
from tests.exchange.elsewhere import programs
from tests.exchange.export import sample


def contents() -> dict[str, list[dict[str, Any]]]:
    """The sample of the exports and beside it mentions, rejects, a document's text, offsets outside of the text,
    nulls.
    """
    rows = sample.contents()
    document = next(row for row in rows["documents"] if row["id"] == "PMID:1")
    document |= {
        "version": 3,
        "text": "A title.\nAnd a text\twith \x00 and | and \u2028.",
        "journal": "J",
        "section_names": ["title", "other"],
        "section_starts": [0, 9],
        "section_ends": [8, 30],
        "mesh": ["MESH:D1", "MESH:D0"],
        "links": ["corrects PMID:2"],
        "source": "a/b.xml",
        "place": "record 7",
    }
    rows["mentions"] = [
        {
            "document": "PMID:1",
            "start": start,
            "end": end,
            "text": 'a "b"\n',
            "type": "Drug",
            "entity": entity,
            "score": 0.3,
            "detector": "network",
        }
        for start, end, entity in ((0, 3, sample.SORAFENIB), (0, 5, ""), (7, 9, sample.HCC))
    ]
    rows["rejects"] = [
        {"source": "a.xml", "place": f"record {n}", "id": "", "stage": "sources", "reason": 'no title; "x" |\t'}
        for n in (1, 2)
    ]
    rows["evidence"][0] |= {
        "figures": ["z; a", "b | c", "b"],
        "cue": "x; endpoint: y",
        "result_start": 4,
        "result_end": 9,
    }
    rows["entities"][0] |= {"mentions": 7, "documents": 2}
    return rows


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.write(tmp_path_factory.mktemp("whole") / "dataset", contents())


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.write(tmp_path_factory.mktemp("plain") / "dataset", sample.contents())


@pytest.fixture(scope="session")
def curated(small_lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory) -> CuratedDataset:
    return curated_dataset(tmp_path_factory.mktemp("judged"), small_lexicon)


@pytest.fixture(scope="session")
def jena(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment that has Apache Jena's commands on PATH; with ``KG_REQUIRE_JAVA=1`` its absence is a failure."""
    programs.installed("jena")
    return programs.jena_on_path(tmp_path_factory.mktemp("jena") / "bin")


@pytest.fixture(scope="session")
def rdf4j() -> None:
    """RDF4J is here; with ``KG_REQUIRE_JAVA=1`` its absence is a failure."""
    programs.installed("rdf4j")
