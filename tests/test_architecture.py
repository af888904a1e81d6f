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
PACKAGES = {
    name for name, path in MODULES.items() if path.name == "__init__.py" and not path.read_text().count("import")
}
"""Packages whose ``__init__`` holds nothing but what they are."""
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}

GROUND_FLOOR = (
    *("kg.model", "kg.errors", "kg.ids", "kg.paths", "kg.schema"),
    *("kg.code", "kg.files", "kg.progress", "kg.version"),
)
"""What every room may know."""

ROOMS = ("lexicon", "ontologies", "dataset", "pipeline", "stores", "ask", "exchange", "gold", "interfaces")
"""The rooms from the bottom up: each may know those before it, and none behind it."""

STAGES = ("kg.pipeline.sources", "kg.pipeline.nlp", "kg.pipeline.ground", "kg.pipeline.relate")
VIEWS = ("kg.stores", "kg.exchange.export")
BELOW = {
    # a stage may import itself and, of kg, these
    **dict.fromkeys(
        STAGES, ("kg.lexicon", "kg.pipeline.guidelines", "kg.pipeline.word_tables", "kg.pipeline.model_files")
    ),
    # stores and exports read the dataset's tables
    **dict.fromkeys(VIEWS, ("kg.dataset",)),
    # what is measured is what kg annotate does; of the stages only those without another door: gold files, readers of
    # one sentence
    "kg.gold.evaluate": (
        *("kg.lexicon", "kg.pipeline.config", "kg.pipeline.guidelines", "kg.pipeline.annotator"),
        *("kg.pipeline.sources", "kg.pipeline.relate", "kg.exchange.annotation_formats", "kg.exchange.export"),
    ),
    # a name means what kg ground says it means: more of grounding is not known here
    "kg.ask": ("kg.lexicon", "kg.stores", "kg.pipeline.ground"),
    "kg.ontologies": ("kg.lexicon",),
    "kg.dataset": ("kg.lexicon",),
}
"""A part -> the other parts that it may know beside the ground floor."""

FOREIGN = {
    # a library -> the parts of kg that may know it
    "spacy": ("kg.pipeline.nlp", "kg.pipeline.relate", "kg.interfaces.api.component"),
    "pandas": ("kg.interfaces.api.row_list",),
    "polars": ("kg.interfaces.api.row_list",),
    "scispacy": ("kg.pipeline.nlp",),
    "kglite": ("kg.stores",),
    "neo4j": ("kg.stores",),
    "rdflib": ("kg.exchange.export", "kg.interfaces.api.graph"),
    "pyoxigraph": ("kg.exchange.export", "kg.exchange"),
    "lxml": ("kg.pipeline.sources", "kg.ontologies.readers", "kg.exchange.annotation_formats", "kg.gold.evaluate"),
    "jax": ("kg.gold.training",),
    "floret": ("kg.gold.training",),
    "torch": ("kg.gold.training",),
    "safetensors": ("kg.gold.training",),
    "tokenizers": (
        "kg.pipeline.relate.pieces",
        "kg.pipeline.relate.pairs",
        "kg.pipeline.relate.reader",
        "kg.gold.training",
    ),
    "pycrfsuite": ("kg.pipeline.nlp", "kg.gold.training"),
    "httpx": ("kg.pipeline.sources", "kg.ontologies.download"),
    "typer": ("kg.interfaces.cli", "kg.interfaces.commands"),
    "rich": ("kg.interfaces.commands", "kg.interfaces.explained", "kg.interfaces.output"),
    "fastapi": ("kg.interfaces.web",),
    "starlette": ("kg.interfaces.web", "kg.interfaces.mcp_server"),
    "uvicorn": ("kg.interfaces.connections",),
    "mcp": ("kg.interfaces.mcp_server",),
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
    *("fastapi", "starlette", "uvicorn", "mcp", "pydantic"),
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
        if _inside(name, (part,))
        for imported in _imports(tree)
        if imported in MODULES
        and "." in imported
        and imported not in PACKAGES
        and not _inside(imported, (*GROUND_FLOOR, *BELOW[part], part))
    ]
    assert not wrong


def test_the_house_has_these_rooms_and_no_more() -> None:
    assert {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_knows_only_those_below_it(room: str) -> None:
    above = tuple(f"kg.{one}" for one in ROOMS[ROOMS.index(room) + 1 :])
    wrong = [
        f"{name} imports {imported}"
        for name, tree in TREES.items()
        if _inside(name, (f"kg.{room}",))
        for imported in _imports(tree)
        if _inside(imported, above)
    ]
    assert not wrong


def test_nothing_but_the_doors_knows_the_evaluation() -> None:
    knowing = {
        name for name, tree in TREES.items() for imported in _imports(tree) if _inside(imported, ("kg.gold.evaluate",))
    }
    assert {name for name in knowing if not _inside(name, ("kg.gold.evaluate",))} == {
        "kg.interfaces.api.evaluate_gold",
        "kg.interfaces.commands.evaluate",
    }


def test_asking_knows_of_grounding_only_what_a_name_means() -> None:
    known = {
        (name, imported)
        for name, tree in TREES.items()
        if _inside(name, ("kg.ask",))
        for imported in _imports(tree)
        if _inside(imported, ("kg.pipeline.ground",))
    }
    assert known == {("kg.ask.lookup", "kg.pipeline.ground.grounder")}


def test_stages_are_found_at_all() -> None:
    assert all(any(_inside(name, (part,)) for name in MODULES) for part in BELOW)
    assert any("kg.model" in set(_imports(tree)) for tree in TREES.values())


def test_the_ground_floor_knows_no_room() -> None:
    rooms = tuple(f"kg.{room}" for room in ROOMS)
    wrong = [f"{name} imports {one}" for name in GROUND_FLOOR for one in _imports(TREES[name]) if _inside(one, rooms)]
    assert not wrong


def test_the_model_imports_nothing_of_the_package() -> None:
    assert [one for one in _imports(TREES["kg.model"]) if one.split(".")[0] == "kg"] == []


def test_only_the_annotator_knows_several_stages() -> None:
    knowing = {
        name: {stage for imported in _imports(tree) for stage in STAGES if _inside(imported, (stage,))}
        for name, tree in TREES.items()
        if not _inside(name, (*STAGES, "kg.gold"))
    }
    assert {name for name, stages in knowing.items() if len(stages) > 1} == {"kg.pipeline.annotator"}


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
    code = (
        "import json, sys, kg.interfaces.cli;"
        " print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
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
        for body in [
            tree.body,
            *(one.body for one in tree.body if isinstance(one, ast.ClassDef) and not one.name.startswith("_")),
        ]
        for node in body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and not any(ast.unparse(decorator) == "property" for decorator in node.decorator_list)
    ]
    assert not silent


def test_one_name_is_one_thing() -> None:
    """A class, or another name of a type, is defined in one module; a private one has no namesake either."""
    places: dict[str, list[str]] = {}
    for module, tree in TREES.items():
        for name in _types(tree):
            places.setdefault(name, []).append(module)
    assert {name: modules for name, modules in places.items() if len(modules) > 1} == {}
    assert len(places) > 200


def _types(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name.lstrip("_")
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name[:1].isupper() and not name.isupper() and not isinstance(node.value, ast.Constant):
                yield name


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
