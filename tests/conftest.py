"""Fixtures of the whole suite: a small lexicon written for the tests, and the real one where it is built."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.model import Document, Heading, Section
from kg.ontologies.lexicon import Lexicon
from kg.ontologies.open import open_lexicon
from tests.small_lexicon import write_small

MakeDocument = Callable[..., Document]


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the small lexicon."""
    return write_small(tmp_path_factory.mktemp("small") / "lexicon")


@pytest.fixture(scope="session")
def small_lexicon(small_folder: Path) -> Lexicon:
    """The small lexicon of ``tests/small_lexicon.py``, opened."""
    return Lexicon(small_folder)


@pytest.fixture(scope="session")
def real_lexicon() -> Lexicon:
    """The lexicon that ``kg ontologies build`` made; with ``KG_REQUIRE_LEXICON=1`` its absence is a failure."""
    try:
        return open_lexicon()
    except OntologyError as error:
        if os.environ.get("KG_REQUIRE_LEXICON") == "1":
            pytest.fail(f"KG_REQUIRE_LEXICON is set, but {error}")
        pytest.skip(str(error))


@pytest.fixture
def document() -> MakeDocument:
    """Makes a document of a title and ``(section, text)`` pairs."""

    def make(title: str, *parts: tuple[str, str], mesh: tuple[str, ...] = (), id: str = "PMID:1") -> Document:
        text, sections = title, [Section("title", 0, len(title))]
        for name, body in parts:
            sections.append(Section(name, len(text) + 1, len(text) + 1 + len(body)))
            text += "\n" + body
        return Document(id=id, title=title, text=text, sections=tuple(sections), headings=tuple(Heading(one, "") for one in mesh))

    return make
