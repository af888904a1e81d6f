"""``kg doctor`` knows what the package says it needs, and the package says all that its code imports."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import re
import sys
import tomllib
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from kg.dataset.tables import FORMAT, TABLES
from kg.interfaces import doctor

ROOT = Path(__file__).resolve().parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def installed(
    monkeypatch: pytest.MonkeyPatch, needs: list[str], versions: dict[str, str], python: str = ">=3.11"
) -> None:
    """Let the metadata say that kg needs this, and that the environment holds these versions."""
    about = Message()
    about["Requires-Python"] = python
    for need in needs:
        about["Requires-Dist"] = need

    def version(name: str) -> str:
        if name not in versions:
            raise importlib.metadata.PackageNotFoundError(name)
        return versions[name]

    monkeypatch.setattr(importlib.metadata, "metadata", lambda name: about)
    monkeypatch.setattr(importlib.metadata, "version", version)


def checked() -> dict[str, dict[str, str]]:
    return {row["check"]: row for row in doctor.CHECKS["versions"]()}


def test_every_package_that_kg_needs_is_looked_at() -> None:
    needed = [Requirement(text) for text in importlib.metadata.requires("kg") or ()]
    wanted = {one.name for one in needed if "extra" not in str(one.marker) or "train" in str(one.marker)}
    assert {"onnxruntime", "python-crfsuite", "dask", "jax"} <= wanted
    assert checked().keys() == {"kg", "python", *wanted}
    assert all(
        row["state"] == "good"
        for name, row in checked().items()
        if name not in ("jax", "floret", "scipy", "torch", "safetensors")
    )


def test_all_that_the_code_imports_is_needed_by_name() -> None:
    imported = set()
    for path in sorted((ROOT / "kg").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(str(node.module).partition(".")[0])
    foreign = imported - set(sys.stdlib_module_names) - {"kg"}
    extras = ("train", "train-reader", "frames")
    texts = [*PROJECT["dependencies"], *(text for extra in extras for text in PROJECT["optional-dependencies"][extra])]
    declared = {plain(Requirement(text).name) for text in texts}
    packages = importlib.metadata.packages_distributions()
    assert {"pycrfsuite", "onnxruntime", "packaging"} <= foreign
    assert [
        name for name in sorted(foreign) if not {plain(package) for package in packages.get(name, [name])} & declared
    ] == []
    # pip gets the sources of the lexicon as a program, and the driver of Neo4j finds its coder by itself
    assert declared - {plain(package) for name in foreign for package in packages.get(name, [name])} == {
        "pip",
        "neo4j-rust-ext",
    }


@pytest.mark.parametrize(
    ("needs", "versions", "state", "found", "advice"),
    [
        ("numpy<2,>=1.26", {"numpy": "1.26.4"}, "good", "1.26.4", ""),
        ("numpy<2,>=1.26", {"numpy": "2.1.0"}, "wrong", "2.1.0, needed is <2,>=1.26", "pip install 'numpy<2,>=1.26'"),
        ("numpy<2,>=1.26", {}, "wrong", "not installed", "pip install 'numpy<2,>=1.26'"),
        ("numpy", {"numpy": "2.0rc1"}, "good", "2.0rc1", ""),
        ("numpy>=1; extra == 'train'", {}, "absent", "not installed", "optional: pip install 'kg[train]'"),
        ("numpy>=2; extra == 'train'", {"numpy": "1.0"}, "wrong", "1.0, needed is >=2", "pip install 'numpy>=2'"),
        ("numpy>=1; python_version < '4'", {"numpy": "1.0"}, "good", "1.0", ""),
    ],
)
def test_a_package_is_there_in_a_version_that_will_do(
    needs: str, versions: dict[str, str], state: str, found: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch, [needs], versions)
    assert checked()["numpy"] == {"check": "numpy", "state": state, "found": found, "advice": advice}


def test_what_only_those_who_work_on_kg_or_other_systems_need_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, ["pytest>=8; extra == 'dev'", "winonly; python_version > '4'"], {})
    assert checked().keys() == {"kg", "python"}


def test_an_interpreter_that_kg_does_not_install_on_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, [], {}, ">=3.11,<3.13")
    assert checked()["python"]["state"] == ("good" if sys.version_info < (3, 13) else "wrong")
    monkeypatch.setattr(sys, "version_info", (3, 13, 1))
    row = checked()["python"]
    assert (row["state"], row["found"]) == ("wrong", "3.13.1")
    assert row["advice"].startswith("kg needs Python >=3.11,<3.13")


def test_a_tree_that_is_not_installed_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> Message:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "metadata", nothing)
    assert checked()["kg"]["state"] == "wrong"
    assert "pip install -e ." in checked()["kg"]["advice"]


def test_the_package_the_makefile_and_the_classifiers_agree_on_the_interpreter() -> None:
    wanted = SpecifierSet(PROJECT["requires-python"])
    minors = [minor for minor in range(8, 20) if wanted.contains(f"3.{minor}.0")]
    named = {
        text.rpartition(" ")[2]
        for text in PROJECT["classifiers"]
        if text.startswith("Programming Language :: Python :: 3.")
    }
    assert {f"3.{minors[0]}"} <= named <= {f"3.{minor}" for minor in minors}, "those it is tested on"
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    expression = re.search(r"sys\.exit\((.*?)\)' \|\|", makefile)
    assert expression is not None
    refused = expression[1].replace("sys.version_info", "version")
    assert [minor for minor in range(8, 20) if not eval(refused, {"version": (3, minor, 0)})] == minors


@pytest.mark.parametrize(
    ("said", "state", "found"),
    [
        ({"counts": {"documents": 3}, "part": "drug=x"}, "good", "ds: 3 documents"),
        ({}, "wrong", "run.json does not say how many documents there are"),
        ({"counts": 3}, "wrong", 'run.json is damaged: key "counts" should be'),
    ],
)
def test_a_dataset_whose_ledger_counts_no_records_is_looked_at(
    said: dict[str, Any], state: str, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ds" / "tables").mkdir(parents=True)
    for name in TABLES:
        (tmp_path / "ds" / "tables" / f"{name}.parquet").touch()
    (tmp_path / "ds" / "run.json").write_text(json.dumps({"format": FORMAT, "id": "x", **said}))
    monkeypatch.setenv("KG_STORE", str(tmp_path / "ds"))
    (row,) = doctor.CHECKS["store"]()
    assert row["state"] == state and found in row["found"]
