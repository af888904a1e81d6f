"""What the docstrings, docs/python.md and the notebook show is what happens."""

from __future__ import annotations

import ast
import doctest
import importlib
import json
import os
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import paths
from kg.pipeline.run import RunResult

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "python.md"
NOTEBOOK = ROOT / "docs" / "python.ipynb"
API = ROOT / "kg" / "interfaces" / "api"
MODULES = ["kg.model", *(f"kg.interfaces.api.{path.stem}" for path in sorted(API.glob("[a-z]*.py")))]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"#\s*->\s*(.*)$")
LIBRARIES = ("pandas", "polars")


@pytest.fixture
def folder(demonstration: RunResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory as a user's after ``make run``: the pipelines, and the dataset of the worked example."""
    (tmp_path / "build").mkdir()
    (tmp_path / "pipelines").symlink_to(paths.data("pipelines"), target_is_directory=True)
    (tmp_path / "build" / "mtor-hcc").symlink_to(demonstration.dataset, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.lexicon
@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_docstring_run(name: str, folder: Path) -> None:
    module = importlib.import_module(name)
    needs_graph = "= graph." in Path(str(module.__file__)).read_text(encoding="utf-8")
    names = {"kg": kg, **vars(module)} | ({"graph": kg.open("build/mtor-hcc")} if needs_graph else {})
    done = doctest.testmod(module, globs=names)
    assert done.failed == 0


def test_every_public_function_has_an_example_that_runs() -> None:
    finder = doctest.DocTestFinder()
    tried = {found.name for name in MODULES for found in finder.find(importlib.import_module(name)) if found.examples}
    functions = {
        f"{kg._PUBLIC[name][0]}.{kg._PUBLIC[name][1]}"
        for name in ("annotate", "evaluate", "ground", "import_", "open", "read", "run")
    }
    methods = {
        f"kg.interfaces.api.graph.Graph.{name}"
        for name in ("query", "queries", "cypher", "explain", "sparql", "export", "report")
    }
    others = {"kg.model.Document.of", *(f"kg.interfaces.api.row_list.{name}" for name in ("Rows", "Rows.of"))}
    assert functions | methods | others <= tried


def _blocks() -> Iterator[tuple[int, str]]:
    """(line of the page, code) of each block."""
    text = PAGE.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        yield text.count("\n", 0, found.start(1)) + 1, found[1]


def _run(code: str, line: int, names: dict[str, Any]) -> int:
    """Run a block; of an expression with ``# -> value`` behind it the value is compared. Returns how many were."""
    compared = 0
    for statement in ast.parse(code).body:
        last = code.splitlines()[(statement.end_lineno or 1) - 1]
        shown = SHOWN.search(last)
        where = f"{PAGE.name}:{line + statement.lineno - 1}"
        if isinstance(statement, ast.Expr):
            value = eval(compile(ast.Expression(statement.value), where, "eval"), names)
            if shown:
                assert repr(value) == shown[1], where
                compared += 1
        else:
            assert not shown, f"{where}: only an expression has a value to show"
            exec(compile(ast.Module([statement], []), where, "exec"), names)
    return compared


def _needs(code: str) -> list[str]:
    return [library for library in LIBRARIES if f"to_{library}" in code]


@pytest.mark.lexicon
def test_the_page_shows_what_happens(folder: Path) -> None:
    if find_spec("kg.interfaces.api.component"):  # an installation of before has no entry point of this name
        importlib.import_module("kg.interfaces.api.component")
    names: dict[str, Any] = {}
    compared = sum(
        _run(code, line, names) for line, code in _blocks() if all(find_spec(library) for library in _needs(code))
    )
    assert compared >= 15


@pytest.mark.lexicon
def test_the_page_shows_what_happens_with_pandas(folder: Path) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    names: dict[str, Any] = {}
    blocks = list(_blocks())
    first = next(at for at, (_, code) in enumerate(blocks) if "to_pandas" in code)
    for line, code in blocks[: first + 1]:
        _run(code, line, names)
    assert list(names["table"].columns) == list(names["claims"].columns)
    (readme,) = BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    _run(readme, 1, names)
    assert "everolimus" in set(names["drugs"].drug)


def test_a_value_that_is_not_so_fails(folder: Path) -> None:
    with pytest.raises(AssertionError, match=r"python\.md:7"):
        _run("x = 1\nx + 1  # -> 3\n", 6, {})


def test_the_page_names_every_public_name() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in kg.__all__ if name not in ("__version__", "Graph") and f"kg.{name}" not in text] == []


# --- the notebook ----------------------------------------------------------------------------------------------------


def test_the_notebook_is_kept_without_what_it_printed() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code and all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert NOTEBOOK.read_text(encoding="utf-8") == json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


@pytest.mark.slow
@pytest.mark.lexicon
def test_the_notebook_runs_from_abstracts_to_a_plot(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("pandas", "matplotlib", "ipykernel"):
        pytest.importorskip(library, reason=f"{library} is not installed: pip install 'kg[notebook]'")
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed: pip install 'kg[notebook]'")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: pip install 'kg[notebook]'")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", "")))))
    (folder / "docs").mkdir()
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder / "docs")}}).execute()
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    kinds = {kind for output in shown for kind in output.get("data", {})}
    assert {"text/html", "image/png"} <= kinds, "a table and a plot"
    assert not [output for output in shown if output.output_type == "error" or output.get("name") == "stderr"]
