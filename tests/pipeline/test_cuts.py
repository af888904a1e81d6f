"""A pipeline that is cut short costs its stages: what lies behind the cut is neither loaded nor imported."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DatasetError
from kg.files import locked
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.config import Pipeline, stopped_after
from kg.pipeline.ground import gene_families, learned, species
from kg.pipeline.nlp.ner import model as ner_model
from kg.pipeline.relate import linear_model
from kg.pipeline.relate.pairs import model as pairs_model
from kg.pipeline.relate.reader import model as reader_model
from kg.pipeline.relate.reader import results_model
from kg.pipeline.run import run
from tests.runs import run_on, study, write

ROOT = Path(__file__).resolve().parents[2]

LOADERS = {
    "mentions": (ner_model, "load"),
    "names": (learned, "load"),
    "species": (species, "load_weights"),
    "families": (gene_families, "load_weights"),
    "linear": (linear_model, "load"),
    "pairs": (pairs_model, "load"),
    "studies": (reader_model, "load"),
    "results": (results_model, "load"),
}
OF_GROUND = {"mentions", "names", "species", "families"}


@pytest.mark.parametrize(
    ("stage", "loads", "names"),
    [
        ("sources", set(), set()),
        ("nlp", {"mentions"}, {"ner"}),
        ("ground", OF_GROUND, {"ner", "ground"}),
        ("relate", set(LOADERS), {"ner", "ground", "relate", "read", "results", "linear"}),
    ],
)
def test_a_cut_loads_the_models_of_its_stages_and_names_them(
    stage: str,
    loads: set[str],
    names: set[str],
    tmp_path: Path,
    small_lexicon: Lexicon,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded: set[str] = set()

    def noting(what: str, load: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*arguments: Any) -> Any:
            loaded.add(what)
            return load(*arguments)

        return noted

    for what, (module, name) in LOADERS.items():
        monkeypatch.setattr(module, name, noting(what, getattr(module, name)))
    file = write(tmp_path / "a.xml", study(1))
    result = run(stopped_after(Pipeline("p"), stage), [file], out=tmp_path / "ds", lexicon=small_lexicon)
    assert result.ledger["records"]["kept"] == 1
    assert loaded == loads
    assert set(result.ledger["versions"].get("models", ())) == names


CUT = """
import sys
from pathlib import Path
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.config import Pipeline, stopped_after
from kg.pipeline.run import run
folder, out, stage, file = sys.argv[1:]
run(stopped_after(Pipeline("p"), stage), [file], out=Path(out), lexicon=Lexicon(Path(folder)))
print(*sys.modules)
"""


@pytest.mark.parametrize(
    ("stage", "behind"),
    [
        ("sources", ("spacy", "onnxruntime", "kg.pipeline.nlp.", "kg.pipeline.ground.", "kg.pipeline.relate.")),
        ("nlp", ("kg.pipeline.ground.grounder", "kg.pipeline.relate.")),
        ("ground", ("kg.pipeline.relate.",)),
    ],
)
def test_a_cut_imports_nothing_that_lies_behind_it(
    stage: str, behind: tuple[str, ...], tmp_path: Path, small_folder: Path
) -> None:
    file = write(tmp_path / "a.xml", study(1))
    done = subprocess.run(
        [sys.executable, "-c", CUT, str(small_folder), str(tmp_path / "ds"), stage, file],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert [name for name in done.stdout.split() if name.startswith(behind)] == []


def test_two_runs_do_not_write_to_one_dataset_at_the_same_time(tmp_path: Path, small_lexicon: Lexicon) -> None:
    file = write(tmp_path / "a.xml", study(1))
    (tmp_path / "ds").mkdir()
    with (
        locked(tmp_path / "ds") as ours,
        pytest.raises(DatasetError, match="another run is writing to it: wait until it ends"),
    ):
        assert ours
        run_on(small_lexicon, tmp_path / "ds", file)
    assert run_on(small_lexicon, tmp_path / "ds", file).made == 1


def test_what_a_killed_run_left_half_written_goes_with_the_next(tmp_path: Path, small_lexicon: Lexicon) -> None:
    file = write(tmp_path / "a.xml", study(1))
    run_on(small_lexicon, tmp_path / "ds", file)
    left = [tmp_path / "ds" / ".run.json.7.part", tmp_path / "ds" / "tables" / ".edges.parquet.7.part"]
    for path in left:
        path.touch()
    run_on(small_lexicon, tmp_path / "ds", file)
    assert not [path for path in left if path.exists()]


def test_a_run_killed_over_its_first_file_is_begun_again(tmp_path: Path, small_lexicon: Lexicon) -> None:
    file = write(tmp_path / "a.xml", study(1))
    (tmp_path / "ds").mkdir()
    (tmp_path / "ds" / ".inputs.json.7.part").touch()
    assert run_on(small_lexicon, tmp_path / "ds", file).made == 1
