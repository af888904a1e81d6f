"""What ``import kg`` offers: these names and no others, at no cost until one is used, under whatever name is imported
first.
"""

from __future__ import annotations

import inspect
import json
import re
import resource
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kg
from tests.test_architecture import HEAVY

ROOT = Path(__file__).resolve().parent.parent

MEMBERS = [
    "Annotated",
    "Document",
    "Evaluation",
    "FoundClaim",
    "FoundMention",
    "Graph",
    "KgError",
    "Rows",
    "__version__",
    "annotate",
    "curate",
    "curation",
    "evaluate",
    "ground",
    "import_",
    "open",
    "read",
    "run",
    "uncurate",
]


def _fresh(code: str) -> str:
    """What a new process prints."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_public_names_are_these() -> None:
    assert kg.__all__ == MEMBERS
    assert dir(kg) == MEMBERS


@pytest.mark.parametrize("name", MEMBERS)
def test_a_public_name_is_there_and_says_what_it_is(name: str) -> None:
    found = getattr(kg, name)
    assert isinstance(found, str) or found.__doc__
    assert isinstance(found, str) or callable(found)


@pytest.mark.parametrize(
    "name",
    [one for one in MEMBERS if one not in ("__version__", "open")],
)
def test_what_a_name_stands_for_is_what_editors_are_told(name: str) -> None:
    """The imports that only type checkers follow and the table that is followed when a name is used are one list."""
    lines = Path(kg.__file__).read_text(encoding="utf-8")
    module, attribute = kg._PUBLIC[name]
    assert f"    from {module} import {attribute} as {name}\n" in lines
    assert f"    from {kg._PUBLIC['open'][0]} import {kg._PUBLIC['open'][1]} as open\n" in lines


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    cited = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    assert cited and kg.__version__ == project["version"] == cited[1]


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'grond'"):
        kg.grond  # noqa: B018


def test_import_kg_loads_nothing_heavy_and_nothing_of_its_own() -> None:
    loaded = json.loads(_fresh("import json, sys, kg; print(json.dumps(sorted(sys.modules)))"))
    assert not HEAVY & {name.partition(".")[0] for name in loaded}
    assert [name for name in loaded if name.startswith("kg.")] == []


def test_import_kg_takes_less_than_a_fifth_of_a_second() -> None:
    def seconds() -> float:
        # processor time, as for the help: the wall clock of a machine that runs other tests says nothing
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        _fresh("import kg")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(5)) < 0.2


@pytest.mark.parametrize(
    "first",
    [
        "import kg",
        "import kg; kg.ground",
        "import kg.pipeline.ground",
        "import kg.pipeline.ground.rank as rank; assert rank.__name__ == 'kg.pipeline.ground.rank'; import kg",
        "from kg.pipeline.ground import rank; import kg; assert kg.pipeline.ground.rank is rank",
        "from kg import ground; assert callable(ground); import kg",
        "import kg.pipeline.run, kg.exchange.annotate",
        "from kg.pipeline.run import carry_out; import kg; assert kg.pipeline.run.carry_out is carry_out",
        "from kg import *; import kg; assert run is kg.run and annotate is kg.annotate",
    ],
)
def test_a_function_with_the_name_of_a_module_can_be_called_whatever_was_imported_before(first: str) -> None:
    code = f"""{first}
for name in ("annotate", "ground", "run"):
    function = getattr(kg, name)
    assert callable(function), name
    try:
        function()
    except TypeError as error:
        assert str(error).startswith(name + "() missing 1 required positional argument"), error
"""
    _fresh(code)


@pytest.mark.parametrize("name", ["annotate", "ground", "run"])
def test_its_signature_is_that_of_the_function(name: str) -> None:
    from importlib import import_module

    module, attribute = kg._PUBLIC[name]
    assert inspect.signature(getattr(kg, name)) == inspect.signature(getattr(import_module(module), attribute))


TYPED = """
import kg
reveal_type(kg.ground("x"))
reveal_type(kg.run("x", out="y"))
reveal_type(kg.open("x").query("y", drug="z"))
reveal_type(kg.open("x").query("y")[0])
reveal_type(kg.Document.of("x"))
reveal_type([claim.subject for one in kg.annotate("x") for claim in one.claims])
"""
REVEALED = [
    "kg.interfaces.api.row_list.Rows",
    "kg.pipeline.run.RunResult",
    "kg.interfaces.api.row_list.Rows",
    "dict[str, Any]",
    "kg.model.Document",
    "list[str]",
]


def test_a_type_checker_knows_what_everything_is(tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="mypy is not installed")
    (tmp_path / "user.py").write_text(TYPED)
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--config-file=",
        "--follow-imports=silent",
        "--ignore-missing-imports",
        "--no-incremental",
    ]
    done = subprocess.run([*command, str(tmp_path / "user.py")], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    revealed = [
        line.partition('Revealed type is "')[2].rstrip('"').replace("builtins.", "")
        for line in done.stdout.splitlines()[:-1]
    ]
    assert [one.replace("typing.Any", "Any") for one in revealed] == REVEALED
