"""The files of the page, without a browser: nothing foreign, nothing inline, nothing that makes HTML of a text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
PAGE = ROOT / "kg" / "interfaces" / "web" / "page"
FILES = sorted(path for path in PAGE.rglob("*") if path.is_file())
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
INDEX = (PAGE / "index.html").read_text(encoding="utf-8")
OUTWARD = {
    *("https://pubmed.ncbi.nlm.nih.gov", "https://doi.org", "https://bioregistry.io"),
    *("https://clinicaltrials.gov", "https://www.isrctn.com", "https://trialsearch.who.int"),
}
"""Where links of the page may lead; nothing is ever loaded from there."""
NAMESPACES = {"http://www.w3.org"}
AS_HTML = (
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|\beval\b|new Function"
)
UNSTABLE = r"Math\.random|Date\.now|new Date|performance\.now|randomUUID"


def named(path: Path) -> str:
    return path.relative_to(PAGE).as_posix()


def test_the_index_has_neither_scripts_nor_looks_of_its_own() -> None:
    assert not re.findall(r"<style|\sstyle=|\son\w+=", INDEX)
    assert all("src=" in tag and body == "" for tag, body in re.findall(r"<script([^>]*)>(.*?)</script>", INDEX, re.S))


def test_what_the_index_and_the_modules_name_is_there() -> None:
    named_files = re.findall(r'(?:href|src)="/static/([^"]+)"', INDEX)
    assert len(named_files) == 4 and all((PAGE / name).is_file() for name in named_files)
    imported = {
        (path.parent / name).resolve()
        for path in SCRIPTS
        for name in re.findall(r'from "(\./[^"]+)"', path.read_text(encoding="utf-8"))
    }
    entries = {PAGE / "js" / "main.js", PAGE / "js" / "theme.js"}
    assert imported | entries == set(SCRIPTS), "a module is missing, or nothing imports it"


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_is_short_and_leads_nowhere_else(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[\w.-]+", text)) <= OUTWARD | NAMESPACES
    assert text.count("\n") <= (400 if path.suffix == ".js" else 500)
    assert not re.search(r"@import|url\(\s*['\"]?http", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_no_module_makes_html_of_a_text_or_draws_by_chance(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(AS_HTML, text) and not re.findall(UNSTABLE, text)
    assert text.startswith("// "), "a module begins by saying what it is"
