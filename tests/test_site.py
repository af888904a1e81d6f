"""The site: every page has a place in it and every link in it leads somewhere, also to a heading; and what says who may
be cited.
"""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

import kg
from tests import test_architecture
from tests.test_docs import FENCE, PAGES, ROOT

SITE: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
PARTS = ("Tutorial", "How-to", "Reference", "Explanation")


@pytest.fixture(scope="module")
def outside() -> ModuleType:
    """``docs/outside.py`` as a module, as MkDocs loads it."""
    spec = importlib.util.spec_from_file_location("outside", ROOT / "docs" / "outside.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _pages(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    for one in nav if isinstance(nav, list) else nav.values() if isinstance(nav, dict) else ():
        yield from _pages(one)


def test_every_page_is_in_the_navigation_once(outside: ModuleType) -> None:
    listed = Counter(_pages(outside.listed(SITE["nav"])))
    assert set(listed) == set(outside.pages())
    assert not [page for page, times in listed.items() if times > 1]


def test_the_navigation_has_its_parts() -> None:
    assert [next(iter(part)) for part in SITE["nav"]] == ["Start", *PARTS]


def test_pages_beside_docs_are_there(outside: ModuleType) -> None:
    for source, place in outside.BESIDE.items():
        assert (ROOT / source).is_file() and not (ROOT / "docs" / place).exists(), source
    assert {path.parent.name for path in (ROOT / "kg" / "_models").glob("*/MODEL_CARD.md")} == {
        Path(place).stem for place in outside.BESIDE.values() if place.startswith("models/")
    }


@pytest.mark.parametrize(
    ("page", "given", "led"),
    [
        ("neo4j.md", "see [words](../CONTEXT.md#a)", "see [words](glossary.md#a)"),
        ("neo4j.md", "in [.env.example](../.env.example)", "in `.env.example`"),
        ("neo4j.md", "in [the settings](../.env.example)", "in the settings (`.env.example`)"),
        (
            "how-to/query.md",
            "[rdf](../rdf.md), [more](../../CONTRIBUTING.md)",
            "[rdf](../rdf.md), [more](../contributing.md)",
        ),
        ("glossary.md", "[a](docs/studies-and-claims.md)", "[a](studies-and-claims.md)"),
        ("models/ner.md", "[a](../../../docs/quality.md)", "[a](../quality.md)"),
        ("readme.md", "[what was decided](docs/decisions)", "what was decided (`docs/decisions`)"),
        ("rdf.md", "[s](https://example.org/a) [t](#b)", "[s](https://example.org/a) [t](#b)"),
        ("rdf.md", "`[x](../no.md)`\n```text\n[y](../no.md)\n```", "`[x](../no.md)`\n```text\n[y](../no.md)\n```"),
        ("cypher.md", "| `a\\|b` | c \\| d |", "| `a|b` | c \\| d |"),
    ],
)
def test_links_are_led_to_where_pages_are_in_the_site(outside: ModuleType, page: str, given: str, led: str) -> None:
    assert outside.led(given, page) == led


STRUCTURE = (ROOT / "docs" / "structure.md").read_text(encoding="utf-8")


def test_the_page_about_the_structure_has_the_rooms_in_their_order() -> None:
    rooms = re.findall(r"^\| `kg\.(\w+)` \|", STRUCTURE, re.MULTILINE)
    assert tuple(rooms) == test_architecture.ROOMS
    (floor,) = re.findall(
        r"^The ground floor is what every room may know: (.*?)\.$", STRUCTURE, re.MULTILINE | re.DOTALL
    )
    assert set(re.findall(r"kg\.\w+", floor)) == set(test_architecture.GROUND_FLOOR)


def test_the_page_about_the_structure_says_what_a_room_may_know() -> None:
    said = dict(re.findall(r"^\| `kg\.(\w+)` \|.*\| (.*) \|$", STRUCTURE, re.MULTILINE))
    for room, knows in said.items():
        rooms = set(re.findall(r"kg\.(\w+)", knows.partition("; ")[0]))
        below = test_architecture.BELOW.get(f"kg.{room}", ())
        assert rooms <= set(test_architecture.ROOMS[: test_architecture.ROOMS.index(room)])
        if below:
            assert rooms == {name.split(".")[1] for name in below} - {"pipeline"}, room


@pytest.mark.parametrize(
    "name", sorted(set(re.findall(r"\bkg(?:\.\w+)+", STRUCTURE.partition("## Before and after")[0])))
)
def test_a_name_in_the_page_about_the_structure_is_in_the_code(name: str) -> None:
    for length in range(name.count(".") + 1, 0, -1):
        module, *rest = [".".join(name.split(".")[:length]), *name.split(".")[length:]]
        if module in test_architecture.MODULES:
            break
    defined = {one for node in test_architecture.TREES[module].body for one in _defined(node)}
    assert len(rest) < 2 and set(rest) <= defined | set(kg.__all__ if module == "kg" else ())


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            yield ast.unparse(target)


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as both GitHub and MkDocs make them of plain words."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", heading.lower()).strip()) for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_to_a_heading_leads_to_one(page: Path) -> None:
    for path, anchor in re.findall(
        r"\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)", FENCE.sub("", page.read_text(encoding="utf-8"))
    ):
        assert anchor in _anchors(page.parent / path if path else page), f"{path}#{anchor}"


@pytest.mark.slow
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="mkdocs is not installed: pip install 'kg[docs]'")
    pytest.importorskip("material", reason="mkdocs-material is not installed: pip install 'kg[docs]'")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "site" / "how-to" / "query.html").read_text(encoding="utf-8")
    assert 'href="../contributing.html"' in page and "fonts.googleapis" not in page


def test_the_page_about_installing_has_every_extra() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `pip install 'kg\[([\w-]+)\]'` \|", page, re.MULTILINE)) == set(
        project["optional-dependencies"]
    )


def test_the_first_pages_lead_to_installing_the_cache_and_neo4j_without_docker() -> None:
    for first in ("README.md", "docs/index.md"):
        text = (ROOT / first).read_text(encoding="utf-8")
        assert all(f"{page}.md" in text for page in ("install", "how-to/cache", "how-to/neo4j-without-docker")), first


def test_what_is_to_be_cited_is_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert (str(citation["version"]), citation["license"]) == (project["version"], project["license"])
    assert [one["name"] for one in citation["authors"]] == [one["name"] for one in project["authors"]]
