"""The shape of the package, read from its source: who may import whom, where foreign types may stand, how large a
module may be.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kg"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}

STAGES = ("sources", "nlp", "ground", "relate", "stores", "export")
BELOW = {
    # a stage may import itself and, of kg, these; stores and exports read the dataset's tables
    **dict.fromkeys(
        ("sources", "nlp", "ground", "relate"),
        frozenset(("model", "errors", "ids", "schema", "paths", "word_tables", "model_files", "ontologies")),
    ),
    **dict.fromkeys(
        ("stores", "export"), frozenset(("model", "errors", "ids", "schema", "paths", "ontologies", "dataset"))
    ),
    # what is measured is what kg annotate does; of the stages only those without another door: gold files, readers of
    # one sentence
    "evaluate": {
        *(
            "model",
            "errors",
            "ids",
            "schema",
            "paths",
            "ontologies",
            "config",
            "annotator",
            "annotation_formats",
            "export",
        ),
        *("sources", "relate"),
    },
    # a name means what kg ground says it means: more of grounding is not known here
    "ask": {"model", "errors", "ids", "schema", "paths", "ontologies", "stores", "ground"},
    # what comes back is what an export wrote, read by the same mapping
    "exchange": {"model", "errors", "ids", "schema", "paths", "dataset", "export", "ask", "stores"},
    "ontologies": {"model", "errors", "ids", "schema", "paths"},
    "dataset": {"model", "errors", "ids", "schema", "paths", "ontologies", "config"},
}
FOREIGN = {
    # a library -> the parts of kg that may know it
    "spacy": ("kg.nlp", "kg.relate", "kg.api.component"),
    "pandas": ("kg.api.rows",),
    "polars": ("kg.api.rows",),
    "scispacy": ("kg.nlp",),
    "kglite": ("kg.stores",),
    "neo4j": ("kg.stores",),
    "rdflib": ("kg.export",),
    "pyoxigraph": ("kg.export", "kg.exchange"),
    "lxml": ("kg.sources", "kg.ontologies.readers", "kg.annotation_formats", "kg.evaluate"),
    "jax": ("kg.training",),
    "floret": ("kg.training",),
    "torch": ("kg.training",),
    "safetensors": ("kg.training",),
    "tokenizers": ("kg.relate.pieces", "kg.relate.pairs", "kg.relate.reader", "kg.training"),
    "pycrfsuite": ("kg.nlp", "kg.training"),
    "httpx": ("kg.sources", "kg.ontologies.download"),
    "typer": ("kg.cli", "kg.commands"),
    "rich": ("kg.commands", "kg.output"),
}
HEAVY = {
    *(
        "spacy",
        "scispacy",
        "pyarrow",
        "duckdb",
        "lxml",
        "numpy",
        "kglite",
        "rdflib",
        "httpx",
        "scipy",
        "pandas",
        "polars",
        "jax",
        "torch",
    ),
    *("tokenizers", "onnxruntime", "pyoxigraph"),
}
LONGEST = 400


def _imports(tree: ast.AST) -> Iterator[str]:
    """Every module that a tree imports anywhere, functions included; ``from kg import run`` counts as ``kg.run``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            module = node.module or ""
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names if f"{module}.{alias.name}" in MODULES)


def _inside(module: str, parts: tuple[str, ...]) -> bool:
    return any(module == part or module.startswith(part + ".") for part in parts)


@pytest.mark.parametrize("part", BELOW)
def test_a_part_imports_only_what_lies_below_it(part: str) -> None:
    wrong = [
        f"{name} imports {imported}"
        for name, tree in TREES.items()
        if _inside(name, (f"kg.{part}",))
        for imported in _imports(tree)
        if imported.startswith("kg.") and imported.split(".")[1] not in {*BELOW[part], part}
    ]
    assert not wrong


def test_nothing_but_the_command_knows_the_evaluation() -> None:
    knowing = {
        name for name, tree in TREES.items() for imported in _imports(tree) if _inside(imported, ("kg.evaluate",))
    }
    assert {name for name in knowing if not _inside(name, ("kg.evaluate",))} == {"kg.commands.measure"}


def test_asking_knows_of_grounding_only_what_a_name_means() -> None:
    known = {
        (name, imported)
        for name, tree in TREES.items()
        if _inside(name, ("kg.ask",))
        for imported in _imports(tree)
        if _inside(imported, ("kg.ground",))
    }
    assert known == {("kg.ask.lookup", "kg.ground.grounder")}


def test_stages_are_found_at_all() -> None:
    assert all(any(_inside(name, (f"kg.{stage}",)) for name in MODULES) for stage in STAGES)
    assert any("kg.model" in set(_imports(tree)) for tree in TREES.values())


def test_the_model_imports_nothing_of_the_package() -> None:
    assert [one for one in _imports(TREES["kg.model"]) if one.split(".")[0] == "kg"] == []


def test_only_the_runner_and_the_annotator_know_several_stages() -> None:
    knowing = {
        name: {
            imported.split(".")[1]
            for imported in _imports(tree)
            if imported.startswith("kg.") and imported.split(".")[1] in STAGES[:4]
        }
        for name, tree in TREES.items()
        if not _inside(name, tuple(f"kg.{stage}" for stage in STAGES))
    }
    several = {name for name, stages in knowing.items() if len(stages) > 1}
    assert several == {"kg.annotator"}


@pytest.mark.parametrize("library", FOREIGN)
def test_a_library_is_known_in_its_own_part_only(library: str) -> None:
    wrong = [
        name
        for name, tree in TREES.items()
        for imported in _imports(tree)
        if imported.split(".")[0] == library and not _inside(name, FOREIGN[library])
    ]
    assert not wrong


def test_the_command_line_imports_nothing_heavy() -> None:
    code = "import json, sys, kg.cli; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert HEAVY & set(json.loads(done.stdout)) == set()


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_one_idea(name: str) -> None:
    lines = MODULES[name].read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST, f"{name} has {lines} lines"
    assert name.rpartition(".")[2] not in ("utils", "util", "helpers", "helper", "common", "misc")


@pytest.mark.parametrize("name", MODULES)
def test_everything_public_says_what_it_is(name: str) -> None:
    tree = TREES[name]
    assert ast.get_docstring(tree) or MODULES[name].stat().st_size == 0, f"{name} has no docstring"
    silent = [
        f"{MODULES[name].name}:{node.lineno} {node.name}"
        for parent in [
            tree,
            *(node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")),
        ]
        for node in parent.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and not any(ast.unparse(decorator) == "property" for decorator in node.decorator_list)
    ]
    assert not silent


def test_nothing_is_done_when_a_module_is_imported() -> None:
    opened = {"open", "read_text", "read_bytes", "write_text", "urlopen", "connect", "run", "print"}
    wrong = [
        f"{name}:{node.lineno}"
        for name, tree in TREES.items()
        if name != "kg.__main__"
        for statement in tree.body
        if isinstance(statement, ast.Assign | ast.AnnAssign | ast.Expr)
        for node in _now(statement)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in opened
    ]
    assert not wrong


def _now(statement: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a statement that run when it does: a lambda's body does not."""
    yield statement
    for child in ast.iter_child_nodes(statement):
        if not isinstance(child, ast.Lambda):
            yield from _now(child)


def test_data_classes_are_frozen_in_the_model() -> None:
    classes = [node for node in TREES["kg.model"].body if isinstance(node, ast.ClassDef)]
    assert classes
    for node in classes:
        assert [ast.unparse(decorator) for decorator in node.decorator_list] == [
            "dataclass(frozen=True, slots=True)"
        ], node.name
