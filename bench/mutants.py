"""``python -m bench.mutants``: small faults put into the code that counts evidence, and which of them no test sees.

A mutant is a module with one fault: a comparison turned, an ``and`` made an ``or``, a number off by one, a sum made a
difference, a condition denied, a word of its SQL put for its opposite. The tests that belong to the module run on each,
in a process that is forked with the libraries loaded and reads the faulty source in place of the module's; the first
failure ends it. What survives is printed with its place: either no test would notice that fault, or it makes no
difference.

    python -m bench.mutants                  all of it, about ten minutes of a core
    python -m bench.mutants kg.dataset.belief -v
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.util
import os
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent

SUBJECTS = {
    "kg.dataset.belief": ("tests/dataset/test_belief.py", "tests/dataset/test_edges.py"),
    "kg.dataset.edges": (
        "tests/dataset/test_edges.py",
        "tests/dataset/test_belief.py",
        "tests/dataset/test_dataset.py",
    ),
    "kg.dataset.finish": ("tests/dataset/test_finish.py",),
    "kg.dataset.ledger": ("tests/dataset/test_dataset.py",),
    "kg.pipeline.relate.reader.verdict": ("tests/pipeline/relate/reader/test_verdict.py",),
    "kg.ontologies.merge": ("tests/ontologies/test_merge.py",),
}
"""Module -> where its tests are."""

SECONDS = 120
"""Processor seconds after which the tests of a mutant count as failed: it never ends, or nearly so."""

TURNED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
"""What an operator is put for."""

SQL = (
    *((r"\bAND\b", "OR"), (r"\bOR\b", "AND"), (r"\bmin\(", "max("), (r"\bmax\(", "min("), (r"\bDISTINCT\b", "")),
    *((r"\bDESC\b", "ASC"), (r"\bLEFT JOIN\b", "JOIN"), (r"\bIS NULL\b", "IS NOT NULL"), (r"\bNOT IN\b", "IN")),
    *((r"\bNOT\b(?! (?:NULL|IN|LIKE))", ""), (r"<>", "="), (r"(?<![<>!])= ", "<> "), (r">=", ">"), (r"<=", "<")),
    *((r"(?<![-<])>(?![=>])", ">="), (r"<(?![=>])", "<="), (r"\bcount\(", "1 + count("), (r"\bsum\(", "1 + sum(")),
    *((r"\bbool_or\(", "bool_and("), (r"\bbool_and\(", "bool_or("), (r"\b1\b", "2"), (r"\b0\b", "1")),
)
"""A pattern in SQL -> what stands there instead."""

_STATEMENT = re.compile(r"\b(?:SELECT|CREATE|INSERT|JOIN|WHERE|ORDER BY)\b")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module's source with one fault: its line, and what the fault is."""

    module: str
    line: int
    fault: str
    source: str


def mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its source."""
    text = _file(module).read_text(encoding="utf-8")
    tree = ast.parse(text)
    for number, node in enumerate(ast.walk(tree)):
        for fault, changed in _faults(node):
            twin = copy.deepcopy(tree)
            place = list(ast.walk(twin))[number]
            for name, value in ast.iter_fields(changed):
                setattr(place, name, value)
            yield Mutant(module, getattr(node, "lineno", 0), fault, ast.unparse(ast.fix_missing_locations(twin)))


def _faults(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What a node can be put for, each with its name; the node that comes with it is of the same class."""
    if isinstance(node, ast.Compare):
        for at, sign in enumerate(node.ops):
            if type(sign) in TURNED:
                signs = [*node.ops[:at], TURNED[type(sign)](), *node.ops[at + 1 :]]
                yield _said(node, ast.Compare(node.left, signs, node.comparators))  # type: ignore[arg-type]
    elif isinstance(node, ast.BoolOp):
        yield _said(node, ast.BoolOp(TURNED[type(node.op)](), node.values))  # type: ignore[arg-type]
    elif isinstance(node, ast.BinOp) and type(node.op) in TURNED:
        yield _said(node, ast.BinOp(node.left, TURNED[type(node.op)](), node.right))  # type: ignore[arg-type]
    elif isinstance(node, ast.If | ast.IfExp):
        fault = f"not ({ast.unparse(node.test)[:60]})"
        yield fault, type(node)(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)  # type: ignore[arg-type]
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield f"{node.value} -> {not node.value}", ast.Constant(not node.value)
        elif isinstance(node.value, int | float):
            yield f"{node.value} -> {node.value + 1}", ast.Constant(node.value + 1)
        elif isinstance(node.value, str) and _STATEMENT.search(node.value):
            for pattern, other in SQL:
                for found in re.finditer(pattern, node.value):
                    around = node.value[max(0, found.start() - 25) : found.end() + 25].replace("\n", " ")
                    changed = node.value[: found.start()] + other + node.value[found.end() :]
                    yield f"SQL {found[0]!r} -> {other!r} in '{around}'", ast.Constant(changed)


def _said(node: ast.AST, changed: ast.AST) -> tuple[str, ast.AST]:
    return f"{ast.unparse(node)[:60]} -> {ast.unparse(ast.fix_missing_locations(changed))[:60]}", changed


def _file(module: str) -> Path:
    return ROOT.joinpath(*module.split(".")).with_suffix(".py")


class _Faulty(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds one module in place of the import system, with a source of its own."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """The module's spec; None for every other module."""
        if name != self._mutant.module:
            return None
        return importlib.util.spec_from_file_location(name, _file(name), loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the faulty source as the module."""
        exec(compile(self._mutant.source, str(_file(self._mutant.module)), "exec"), module.__dict__)


def survives(mutant: Mutant | None, tests: Sequence[str]) -> bool:
    """Whether all tests pass on a mutant; without one, on the code as it is."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, 1)
            os.dup2(nothing, 2)
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            if mutant:
                sys.meta_path.insert(0, _Faulty(mutant))
            import pytest

            code = int(
                pytest.main(["-x", "-n", "0", "-q", "-p", "no:cacheprovider", "-m", "not neo4j and not slow", *tests])
            )
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the survivors, and how many there were of how many; 1 when the tests fail without any fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("module", nargs="*", help=f"one of {', '.join(SUBJECTS)}; all of them by default")
    parser.add_argument("-v", "--verbose", action="store_true", help="print those that are seen, too")
    given = parser.parse_args(arguments)
    os.chdir(ROOT)
    for library in ("duckdb", "hypothesis", "numpy", "onnxruntime", "pyarrow", "pyarrow.parquet", "spacy"):
        importlib.import_module(library)  # loaded once, and there in every process that is forked
    made, left = Counter[str](), Counter[str]()
    for module in given.module or SUBJECTS:
        tests = SUBJECTS[module]
        if not survives(None, tests):
            print(f"{module}: its tests fail without any fault")
            return 1
        begun = time.monotonic()
        for mutant in mutants(module):
            made[module] += 1
            lives = survives(mutant, tests)
            left[module] += lives
            if lives or given.verbose:
                print(f"{'SURVIVES' if lives else 'seen    '} {module}:{mutant.line} {mutant.fault}", flush=True)
        print(f"{module}: {left[module]} of {made[module]} survive; {time.monotonic() - begun:.0f} s", flush=True)
    print(f"all: {sum(left.values())} of {sum(made.values())} survive")
    return 0


if __name__ == "__main__":
    sys.exit(main())
