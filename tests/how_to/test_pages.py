"""The how-to pages are followed: what they write and change fits the tree as it is, and in a copy their own commands
hold it.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.how_to import following
from tests.how_to.following import HERE, blocks, changed, commands, copied, followed, run
from tests.stores.sample import write_dataset
from tests.test_docs import ROOT

PAGES = sorted(path.stem for path in HERE.glob("*.md"))
WITH_EXAMPLE = [page for page in PAGES if any(block.kind == "diff" for block in blocks(page))]


def test_every_page_that_extends_kg_has_an_example() -> None:
    (parts,) = (
        part["How-to"]
        for part in yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
        if "How-to" in part
    )
    extending = next(part["Extend it"] for part in parts if "Extend it" in part)
    assert {Path(page).stem for page in extending if page.startswith("how-to/")} == set(WITH_EXAMPLE)


@pytest.mark.parametrize("page", WITH_EXAMPLE)
def test_what_a_page_changes_stands_there_and_is_in_its_tables(page: str, tmp_path: Path) -> None:
    followed(page, copied(tmp_path))
    rows = [line for line in (HERE / f"{page}.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    for name in {
        block.title for block in blocks(page) if block.kind == "diff" and not block.title.startswith("tests/")
    }:
        assert any(f"`{name}`" in row for row in rows), f"{name} is changed, and in no table of {page}.md"


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_EXAMPLE)
def test_a_page_does_what_it_says(page: str, tmp_path: Path) -> None:
    tree = copied(tmp_path)
    followed(page, tree)
    lines = [line for line in commands(page) if line.startswith("python ")]
    assert any(" -m pytest " in line for line in lines)
    for line in lines:
        run(tree, line)
    if page in EXAMPLES:
        EXAMPLES[page](tree, tmp_path)


def _query(tree: Path, folder: Path) -> None:
    """The query of the page answers from a dataset, by its name."""
    (line,) = [line for line in commands("query") if line.startswith("kg query")]
    dataset = write_dataset(folder / "dataset")
    asked = line.replace("drug=everolimus", "drug=CHEBI:68478").replace("disease=HCC", "disease=MONDO:0007256")
    assert asked != line
    rows = json.loads(run(tree, f"{asked} --json --store {shlex.quote(str(dataset))}"))
    assert rows == [{"comparator": name, "publications": 1, "phase_3": 1} for name in ("placebo", "sorafenib")]
    assert "## comparators-of-drug" in (tree / "docs" / "queries.md").read_text(encoding="utf-8")


def _exporter(tree: Path, folder: Path) -> None:
    """The format of the page can be exported from the command line, as a part and compressed, and is in the generated
    page.
    """
    (line,) = [line for line in commands("exporter") if line.startswith("kg export")]
    dataset, out = write_dataset(folder / "dataset"), folder / "hcc.sif"
    asked = line.replace('"hepatocellular carcinoma"', "MONDO:0007256").replace("hcc.sif", shlex.quote(str(out)))
    run(tree, f"{asked} --dataset {shlex.quote(str(dataset))}")
    written = out.read_text(encoding="utf-8").splitlines()
    assert "CHEBI:68478\tSTUDIED_FOR\tMONDO:0007256" in written
    assert not [one for one in written if one.startswith("CHEBI:82677\tSTUDIED_FOR")], "which is only denied"
    assert "csv, sif or neo4j-admin" in (tree / "docs" / "cli.md").read_text(encoding="utf-8")


def _relation(tree: Path, folder: Path) -> None:
    """The relation of the page is in the generated page, and Cypher on a dataset knows it."""
    assert "| MODEL_OF | CellLine | Disease |" in (tree / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    (line,) = [line for line in commands("relation") if line.startswith("kg query")]
    dataset = write_dataset(folder / "dataset")
    assert json.loads(run(tree, f"{line} --json --store {shlex.quote(str(dataset))}")) == []


def _source(tree: Path, folder: Path) -> None:
    """The generated example of the page's test is read by its content."""
    (folder / "saved.nbib").write_text("PMID- 99000199\nTI  - Everolimus in HCC.\n", encoding="utf-8")
    told = "from kg import read; print([one.id for one in read('{}')])".format(folder / "saved.nbib")
    assert run(tree, f"python -c {shlex.quote(told)}").strip() == "['PMID:99000199']"


EXAMPLES: dict[str, Callable[[Path, Path], None]] = {
    "query": _query,
    "exporter": _exporter,
    "relation": _relation,
    "source": _source,
}
"""Page -> what is looked at beside its own commands, in the copy that followed it."""


def test_a_change_that_fits_nowhere_or_twice_is_told() -> None:
    assert changed("a\nb\nc\n", " a\n+x\n-b\n", "f") == "a\nx\nc\n"
    for text in ("a\nc\n", "a\nb\na\nb\n"):
        with pytest.raises(AssertionError, match="what the page shows of f stands there"):
            changed(text, " a\n-b\n", "f")


@pytest.mark.parametrize("text", ["X = (\n    *('a', 'b'),\n    'c',\n)\n", "X = (*('a', 'b'), 'c')\n"])
def test_a_change_fits_however_the_lines_are_broken(text: str) -> None:
    after = changed(text, "     *('a', 'b'),\n-    'c',\n+    'c',\n+    'd',\n", "f")
    names: dict[str, object] = {}
    exec(after, names)
    assert names["X"] == ("a", "b", "c", "d")


def test_a_command_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="no such thing"):
        run(tmp_path, "python -c \"raise SystemExit('no such thing')\"")
    assert following.HERE.is_dir()
