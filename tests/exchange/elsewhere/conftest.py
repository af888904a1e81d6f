"""The worked example and a dataset of odd texts as files of every syntax, and the programs that read them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest

from kg.exchange.export import rdfxml
from kg.exchange.export.report import ExportOptions
from kg.pipeline.run import RunResult
from tests.exchange.conftest import contents
from tests.exchange.elsewhere import programs
from tests.exchange.elsewhere.files import ENDINGS, Exported, exported
from tests.exchange.export import sample
from tests.exchange.export.nasty import TEXTS
from tests.exchange.export.test_any_ids import DOCUMENTS, ENTITIES, NASTY, renamed
from tests.server import Server

NOT_LAST = TEXTS[:-1]
"""The texts that are odd for another reason than that they are long."""


@pytest.fixture(scope="session")
def with_neosemantics(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running Neo4j with neosemantics; with ``KG_REQUIRE_NEO4J=1`` the absence of either is a failure."""
    plugins = programs.installed("neosemantics", "KG_REQUIRE_NEO4J")
    with Server(home=tmp_path_factory.mktemp("n10s"), heap="1g", plugins=plugins) as server:
        yield server


@pytest.fixture(scope="session")
def example(demonstration: RunResult, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Exported]:
    """The worked example by format."""
    folder = tmp_path_factory.mktemp("example")
    return {name: exported(name, demonstration.dataset, folder) for name in ENDINGS}


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Exported]:
    """By format a dataset with rows in every table whose ids and texts are what parsers stumble over, complete where
    the format can be.
    """
    folder = tmp_path_factory.mktemp("odd")
    rows = odd_rows()
    dataset = sample.write(folder / "dataset", rows)
    legal = sample.write(folder / "legal", {name: [_legal(row) for row in table] for name, table in rows.items()})
    return {
        name: exported(name, legal if name in sample.XML else dataset, folder, ExportOptions(complete=complete))
        for name in ENDINGS
        for complete in [name not in ("rdf12", "nanopub")]
    }


def odd_rows() -> dict[str, list[dict[str, Any]]]:
    """Rows of the sample with other names for everything, and a text in every column that takes any."""
    wanted = len(ENTITIES) + len(DOCUMENTS)
    names = [*NASTY, *(f"plain {number}" for number in range(wanted - len(NASTY)))]
    rows, texts = renamed(names), cycle((*NOT_LAST, "\ufffe", "\uffff", "\ufdd0"))
    for name, table in contents().items():
        rows.setdefault(name, []).extend(table if name in ("mentions", "rejects") else ())
    free = {
        "documents": ("title", "doi", "pmcid", "journal"),
        "entities": ("name",),
        "evidence": ("cue", "endpoint", "setting", "result_text", "note"),
        "edges": ("reference", "licence"),
    }
    for name, columns in free.items():
        for row in rows[name]:
            row.update({column: next(texts) for column in columns})
    for row in rows["entities"]:
        row |= {"synonyms": [next(texts), next(texts)], "xrefs": [f"MESH:{next(texts)}", next(texts)]}
    for row in rows["evidence"]:
        row |= {"figures": [next(texts)], "trials": [next(texts)]}
    return rows


def _legal(value: Any) -> Any:
    """A row with the names of the characters that XML has no form for in their place."""
    if isinstance(value, dict):
        return {name: _legal(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_legal(one) for one in value]
    return rdfxml._NOT_IN_XML.sub(lambda one: f"U+{ord(one[0]):04X}", value) if isinstance(value, str) else value
