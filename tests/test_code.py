"""What a partition and the tables depend on is found by itself, all of it, and nothing that they do not depend on."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import code
from kg.lexicon.lexicon import Lexicon
from kg.pipeline import run as running
from kg.pipeline.config import Pipeline
from kg.pipeline.run import settings_hash
from tests.runs import FAST, run_on, study, write

ROOT = Path(__file__).resolve().parent.parent
ROOTS = (*running.MADE_BY, *running.WRITTEN_BY)


def _from_the_tree(roots: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """(modules, libraries) behind ``roots``, read from the syntax trees."""
    modules: set[str] = set()
    libraries: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        path = next(
            (
                p
                for p in (ROOT.joinpath(*name.split("."), "__init__.py"), ROOT / f"{name.replace('.', '/')}.py")
                if p.is_file()
            ),
            None,
        )
        if name in modules or path is None or name.partition(".")[0] != "kg":
            continue
        modules.add(name)
        waiting.append(name.rpartition(".")[0])
        if name == code.FRONT_DOOR:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                waiting.extend(alias.name for alias in node.names)
                libraries.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                waiting.extend((node.module, *(f"{node.module}.{alias.name}" for alias in node.names)))
                libraries.add(node.module.partition(".")[0])
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("kg."):
                waiting.append(node.value)
    return modules, libraries - {"kg"} - sys.stdlib_module_names


@pytest.mark.parametrize(
    "roots",
    [running.MADE_BY, running.WRITTEN_BY, ("kg.stores.embedded",), ("kg.interfaces.cli",), ("kg.gold.evaluate.judge",)],
)
def test_what_is_found_in_the_source_is_what_the_syntax_trees_say(roots: tuple[str, ...]) -> None:
    modules, libraries = _from_the_tree(roots)
    assert set(code.modules(*roots)) == modules
    assert set(code.libraries(*roots)) == libraries


REALLY = """
import json, sys
opened = []
sys.addaudithook(lambda event, arguments: opened.append(str(arguments[0])) if event == "open" else None)
from pathlib import Path
from kg import paths
from kg.pipeline.config import Pipeline
from kg.lexicon.open import open_lexicon
from kg.pipeline.run import run
out, *inputs = sys.argv[1:]
before = set(sys.modules)
result = run(Pipeline("test"), inputs, out=Path(out), lexicon=open_lexicon())
folder = str(paths.data("ontologies"))
read = sorted({Path(f).name for f in opened if f.startswith(folder)})
print(json.dumps([sorted(sys.modules), read, result.ledger["records"]]))
"""


@pytest.mark.lexicon
def test_what_a_run_really_loads_and_reads_is_what_is_found(real_lexicon: Lexicon, tmp_path: Path) -> None:
    inputs = [write(tmp_path / "a.xml", study(1)), *_other_formats(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-c", REALLY, str(tmp_path / "ds"), *inputs], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    loaded, read, records = json.loads(done.stdout.splitlines()[-1])
    assert (records["kept"], records["rejected"]) == (len(inputs), 0)
    ours = {name for name in loaded if name.partition(".")[0] == "kg"}
    above = {
        "kg.pipeline.run",
        "kg.pipeline.inputs",
        "kg.pipeline.scale",
        "kg.pipeline.origin",
        "kg.code",
        "kg.lexicon.open",
    }
    assert ours - above <= set(code.modules(*ROOTS)), "a module that is not known to matter"
    assert set(code.modules(*ROOTS)) - ours == {"kg.pipeline.sources.eutils", "kg.pipeline.ground.given_ids"}, (
        "which only a query and --given load"
    )
    assert set(read) <= {file.name for file in code.data_files(*ROOTS)}
    assert {"schema.toml", "prefixes.toml", "roles.toml", "context.toml", "studies.toml", "cell_lines.tsv"} <= set(read)
    assert set(code.libraries(*ROOTS)) - set(loaded) <= {"httpx", "pycrfsuite"}, "which only a query and training load"


def _other_formats(folder: Path) -> list[str]:
    passage = {
        "offset": 0,
        "infons": {"type": "title"},
        "text": "Sirolimus in hepatocellular carcinoma.",
        "annotations": [],
    }
    files = {
        "b.pubtator": "2|t|Everolimus in hepatocellular carcinoma.\n2|a|Everolimus inhibited mTOR.\n\n",
        "c.jsonl": '{"pmid": "3", "title": "Everolimus inhibited mTOR."}\n',
        "d.txt": "Temsirolimus inhibited mTOR in hepatocellular carcinoma cells.\n",
        "e.json": json.dumps({"documents": [{"id": "5", "passages": [passage]}]}),
        "f.xml": (
            "<collection><source>PubMed</source><date/><key/><document><id>6</id><passage><infon"
            " key='type'>title</infon><offset>0</offset><text>Everolimus in hepatocellular"
            " carcinoma.</text></passage></document></collection>"
        ),
        "g.nxml": (
            "<article><front><article-meta><article-id"
            " pub-id-type='pmid'>7</article-id><title-group><article-title>Everolimus in"
            " mice.</article-title></title-group></article-meta></front></article>"
        ),
    }
    for name, content in files.items():
        (folder / name).write_text(content)
    return [str(folder / name) for name in files]


# --- what matters -----------------------------------------------------------------------------------------------------

HASHES = """
import json
from kg.pipeline import run
from kg import code
print(json.dumps([code.code_hash(*run.MADE_BY), code.code_hash(*run.WRITTEN_BY), code.code_hash("kg.stores.embedded")]))
"""


@pytest.fixture(scope="module")
def hashes(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[str]]:
    """Hashes (of what makes partitions, tables, graphs) of a copy of the tree in which files have one more line."""
    copy = tmp_path_factory.mktemp("copy")
    for name in ("kg", "ontologies"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "_models", "*.kgl"))

    def call(*changed: str) -> list[str]:
        before = {name: (copy / name).read_text(encoding="utf-8") for name in changed}
        for name, text in before.items():
            (copy / name).write_text(text + "\n# changed\n", encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-c", HASHES], cwd=copy, env=environment, capture_output=True, text=True, check=True
        )
        for name, text in before.items():
            (copy / name).write_text(text, encoding="utf-8")
        found: list[str] = json.loads(done.stdout)
        return found

    return call


def test_a_change_does_again_what_it_can_change_and_nothing_else(hashes: Callable[..., list[str]]) -> None:
    as_it_is = hashes()
    assert hashes() == as_it_is

    def changes(*names: str) -> tuple[bool, ...]:
        return tuple(one != other for one, other in zip(hashes(*names), as_it_is, strict=True))

    for name in (
        "kg/lexicon/lexicon.py",
        "kg/lexicon/species_genes.py",
        "kg/pipeline/sources/jsonl.py",
        "ontologies/prefixes.toml",
    ):
        assert changes(name)[0], name
    for name in (
        "kg/pipeline/nlp/ner/decode.py",
        "kg/pipeline/ground/rank.py",
        "kg/pipeline/relate/zones.py",
        "kg/pipeline/partitions.py",
        "ontologies/studies.toml",
    ):
        assert changes(name) == (True, False, False), name
    assert changes("kg/dataset/finish.py") == (
        False,
        True,
        False,
    ), "tables are written anew, and no document is read again"
    assert changes("kg/dataset/background.py") == (False, True, False)
    assert changes("kg/dataset/graph.py") == (False, False, True)
    nothing = [
        "kg/interfaces/cli.py",
        "kg/ontologies/build.py",
        "kg/ontologies/merge.py",
        "kg/ontologies/writer.py",
        "kg/pipeline/run.py",
        "kg/ask/queries.py",
        "kg/interfaces/output.py",
        "kg/exchange/export/rdf.py",
        "kg/gold/evaluate/judge.py",
        "kg/gold/training/ner_fit.py",
    ]
    commands = [str(path.relative_to(ROOT)) for path in (ROOT / "kg" / "interfaces" / "commands").glob("*.py")]
    assert commands
    assert changes(*nothing, *commands, "ontologies/manifest.toml", "ontologies/curated/README.md") == (
        False,
        False,
        False,
    )


def test_other_code_for_the_tables_writes_them_anew_from_the_same_partitions(
    small_lexicon: Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "a.xml", study(1))
    first = run_on(small_lexicon, tmp_path / "ds", file)
    stamp = (tmp_path / "ds" / "tables" / "evidence.parquet").stat().st_mtime_ns
    real = code.code_hash
    monkeypatch.setattr(code, "code_hash", lambda *roots: "edited" if roots == running.WRITTEN_BY else real(*roots))
    again = run_on(small_lexicon, tmp_path / "ds", file)
    assert (again.made, again.found) == (0, 1)
    assert again.ledger["id"] != first.ledger["id"]
    assert (tmp_path / "ds" / "tables" / "evidence.parquet").stat().st_mtime_ns > stamp


@pytest.mark.parametrize(
    "library", ["numpy", "onnxruntime", "pyarrow", "spacy", "scispacy", "pycrfsuite", "lxml", "onnx"]
)
def test_another_version_of_a_library_does_everything_again(
    library: str, small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline = Pipeline("test", nlp=FAST)
    assert library in code.libraries(*running.MADE_BY)
    before = settings_hash(pipeline, small_lexicon)
    code.versions.cache_clear()
    real = importlib.metadata.version
    installed = code.DISTRIBUTIONS.get(library, library)
    with monkeypatch.context() as patch:
        patch.setattr(importlib.metadata, "version", lambda name: "0.0" if name == installed else real(name))
        assert settings_hash(pipeline, small_lexicon) != before
    code.versions.cache_clear()
    assert settings_hash(pipeline, small_lexicon) == before


def test_a_library_without_effect_is_one_that_is_used_and_changes_nothing(
    small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(running.WITHOUT_EFFECT) <= set(code.libraries(*running.MADE_BY))
    pipeline = Pipeline("test", nlp=FAST)
    before = settings_hash(pipeline, small_lexicon)
    real = code.versions(*running.MADE_BY)
    monkeypatch.setattr(code, "versions", lambda *roots: {**real, **dict.fromkeys(running.WITHOUT_EFFECT, "0.0")})
    assert settings_hash(pipeline, small_lexicon) == before


def test_the_code_is_looked_at_in_a_moment() -> None:
    program = (
        "import time; from kg import code; from kg.pipeline.run import MADE_BY; t = time.process_time();"
        " code.code_hash(*MADE_BY); "
    )
    program += "print(time.process_time() - t)"
    seconds = [
        float(subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True).stdout)
        for _ in range(3)
    ]
    started = time.process_time()
    _from_the_tree(running.MADE_BY)
    assert min(seconds) < max(0.05, (time.process_time() - started) / 2), (
        "half of what the syntax trees take, on a slow machine"
    )
