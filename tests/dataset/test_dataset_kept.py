"""A run takes nothing out of a dataset that it was not told to, and adds to one exactly as one run over everything
would.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg import code, paths
from kg.dataset.tables import TABLES
from kg.errors import ConfigError, InputError
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.config import Nlp, Pipeline, Sources, read_pipeline, stopped_after
from kg.pipeline.run import RunResult, plan, run
from tests.runs import FAST, fingerprint, run_on, study, table, write

Run = Callable[..., RunResult]
OTHER = (
    r"holds a dataset of other inputs \({}\): give --add to keep them beside these, --replace to put these in their"
    r" place, or another"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with inputs of several formats."""
    folder = tmp_path / "here"
    write(folder / "a.xml", study(1), study(2, "sirolimus"))
    write(folder / "b.xml", study(3, "temsirolimus"), study(1, version=2))
    write(folder / "more" / "c.xml", study(4, "sorafenib"))
    (folder / "d.jsonl").write_text(
        '{"pmid": "5", "title": "Everolimus inhibited mTOR in hepatocellular carcinoma."}\n'
    )
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def go(here: Path, small_lexicon: Lexicon) -> Run:
    """Runs over inputs in the fast profile into a dataset of the working folder."""

    def call(out: str, *inputs: str, **options: Any) -> RunResult:
        return run_on(small_lexicon, Path(out), *inputs, **options)

    return call


def tables(dataset: str) -> dict[str, str]:
    return {name: digest for name, digest in fingerprint(Path(dataset)).items() if name.startswith("tables/")}


def kept(dataset: str) -> dict[str, str]:
    return {name: digest for name, digest in fingerprint(Path(dataset)).items() if not name.startswith("inputs.json")}


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "gone"),
    [
        (["a.xml"], ["b.xml"], "a.xml"),
        (["a.xml", "b.xml"], ["a.xml"], "b.xml"),
        (["a.xml", "b.xml", "d.jsonl"], ["more"], "a.xml, b.xml and 1 more"),
        (["more"], ["a.xml"], "more"),
        (["*.xml"], ["a.xml"], r"\*.xml"),
    ],
)
def test_other_inputs_are_refused_before_any_work(first: list[str], second: list[str], gone: str, go: Run) -> None:
    go("ds", *first)
    before = fingerprint(Path("ds"))
    with pytest.raises(ConfigError, match=OTHER.format(gone)) as error:
        go("ds", *second)
    assert "\n" not in str(error.value)
    assert fingerprint(Path("ds")) == before


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["a.xml"], ["a.xml"]),
        (["a.xml"], ["./more/../a.xml"]),
        (["a.xml"], ["{here}/a.xml"]),
        (["{here}/a.xml", "more"], ["more/c.xml", "a.xml"]),
        (["a.xml"], ["b.xml", "a.xml"]),
        (["more/c.xml"], ["more"]),
        (["a.xml", "b.xml"], ["*.xml"]),
        (["more"], ["more/"]),
    ],
)
def test_the_same_inputs_are_known_however_they_are_spelled(
    first: list[str], second: list[str], go: Run, here: Path
) -> None:
    go("ds", *(name.format(here=here) for name in first))
    go("ds", *(name.format(here=here) for name in second))
    go("fresh", *(name.format(here=here) for name in second))
    assert tables("ds") == tables("fresh")


def test_a_folder_and_a_glob_may_grow(go: Run, here: Path) -> None:
    go("ds", "more", "*.xml")
    write(here / "more" / "e.xml", study(8))
    write(here / "f.xml", study(9))
    result = go("ds", "more", "*.xml")
    assert (result.made, result.found) == (2, 3)
    go("fresh", "more", "*.xml")
    assert kept("ds") == kept("fresh")


def test_a_folder_and_a_glob_that_have_lost_files_are_refused_until_it_is_said_what_becomes_of_their_documents(
    go: Run, here: Path
) -> None:
    write(here / "more" / "e.xml", study(8))
    go("ds", "more", "*.xml")
    before = fingerprint(Path("ds"))
    (here / "more" / "c.xml").unlink()
    (here / "b.xml").unlink()
    gone = r"documents of 2 inputs no longer there \(more/c.xml, b.xml\): put them back, give --add to keep"
    with pytest.raises(ConfigError, match=gone) as error:
        go("ds", "more", "*.xml")
    assert "\n" not in str(error.value) and fingerprint(Path("ds")) == before
    go("ds", "more", "*.xml", add=True)
    assert {name: digest for name, digest in before.items() if name.startswith("tables/")} == tables("ds")
    result = go("ds", "more", "*.xml", replace=True)
    assert (result.made, result.found) == (0, 2)
    go("fresh", "more", "*.xml")
    assert kept("ds") == kept("fresh")


def test_replace_puts_other_inputs_in_their_place_and_touches_nothing_else(go: Run) -> None:
    go("ds", "a.xml")
    Path("ds/mine.txt").write_text("mine")
    go("ds", "b.xml", replace=True)
    go("fresh", "b.xml")
    Path("fresh/mine.txt").write_text("mine")
    assert fingerprint(Path("ds")) == fingerprint(Path("fresh"))


@pytest.mark.parametrize("options", [{}, {"add": True}, {"replace": True}])
def test_what_is_no_dataset_is_never_written_into(options: dict[str, bool], go: Run, here: Path) -> None:
    (here / "photos").mkdir()
    (here / "photos" / "one.jpg").write_bytes(b"x")
    (here / "ledgers").mkdir()
    (here / "ledgers" / "run.json").write_text('{"pace": "5:30"}')
    (here / "file").write_text("in the way")
    for out, message in [
        ("photos", "photos holds files and no dataset of kg: name another folder with --out"),
        ("ledgers", "ledgers holds files and no dataset of kg"),
        ("file", "file is a file, and a dataset is a folder"),
        ("file/ds", "file is a file, and a dataset is a folder"),
        (".", "holds files and no dataset of kg"),
    ]:
        with pytest.raises(ConfigError, match=message):
            go(out, "a.xml", **options)
    assert sorted(path.name for path in here.iterdir()) == [
        "a.xml",
        "b.xml",
        "d.jsonl",
        "file",
        "ledgers",
        "more",
        "photos",
    ]
    assert [path.name for path in (here / "photos").iterdir()] == ["one.jpg"]


def test_an_empty_folder_is_free(go: Run, here: Path) -> None:
    (here / "ds").mkdir()
    (here / "ds" / ".gitkeep").touch()
    assert go("ds", "a.xml").made == 1


def test_a_limit_or_an_earlier_stage_does_not_cut_a_dataset(go: Run, small_lexicon: Lexicon) -> None:
    go("ds", "a.xml", "b.xml")
    before = fingerprint(Path("ds"))
    with pytest.raises(
        ConfigError, match="holds a dataset without a limit, and --limit 1 would cut it: give --replace"
    ):
        go("ds", "a.xml", "b.xml", limit=1)
    for stage in ("sources", "nlp", "ground"):
        with pytest.raises(
            ConfigError, match=f"up to stage relate, and this run, which ends after {stage}, would cut it"
        ):
            plan(stopped_after(Pipeline("test", nlp=FAST), stage), ["a.xml", "b.xml"], out=Path("ds"))
    assert fingerprint(Path("ds")) == before
    go("few", "a.xml", "b.xml", limit=2)
    go("few", "a.xml", "b.xml", limit=2)
    with pytest.raises(ConfigError, match="holds a dataset of 2 records, and --limit 1 would cut it"):
        go("few", "a.xml", "b.xml", limit=1)
    go("few", "a.xml", "b.xml", limit=1, replace=True)
    go("few", "a.xml", "b.xml")
    assert kept("few") == kept("ds")
    cut = stopped_after(Pipeline("test", nlp=FAST), "ground")
    run(cut, ["a.xml"], out=Path("cut"), lexicon=small_lexicon)
    go("cut", "a.xml")
    assert table(Path("cut"), "evidence")


def test_the_datasets_of_an_example_are_not_overwritten_by_ones_own_files(here: Path) -> None:
    pipeline = read_pipeline(paths.data("pipelines", "mtor-hcc.toml"))
    shutil.copytree(paths.data("pipelines"), here / "pipelines")
    copy = read_pipeline(Path("pipelines/mtor-hcc.toml"))
    assert plan(copy).dataset == plan(pipeline, ["d.jsonl"]).dataset == Path("build/mtor-hcc")
    (here / "build" / "mtor-hcc" / "partitions" / ("0" * 32)).mkdir(parents=True)
    inputs = [
        {
            "name": "x",
            "place": "../../pipelines/mtor-hcc/*.xml",
            "kind": "pubmed-xml",
            "files": [["x", "../../pipelines/mtor-hcc/clinical-trials.xml"]],
        }
    ]
    (here / "build" / "mtor-hcc" / "inputs.json").write_text(
        json.dumps({"format": 1, "limit": 0, "stage": "relate", "inputs": inputs})
    )
    assert plan(copy).dataset == Path("build/mtor-hcc"), "its own inputs"
    with pytest.raises(ConfigError, match=r"build/mtor-hcc holds a dataset of other inputs \(x\)"):
        plan(copy, ["d.jsonl"])


def test_a_run_that_has_made_nothing_yet_binds_nobody(go: Run, here: Path) -> None:
    go("ds", "a.xml")
    shutil.rmtree("ds/partitions")
    Path("ds/run.json").unlink()
    assert go("ds", "b.xml").made == 1


def test_the_same_command_goes_on_with_a_run_that_did_not_end(go: Run) -> None:
    go("whole", "a.xml", "b.xml")
    go("ds", "a.xml", "b.xml")
    Path("ds/run.json").unlink()
    with pytest.raises(ConfigError, match=OTHER.format("a.xml")):
        go("ds", "b.xml")
    result = go("ds", "a.xml", "b.xml")
    assert (result.made, result.found) == (0, 2)
    assert fingerprint(Path("ds")) == fingerprint(Path("whole"))


def test_a_dataset_from_before_there_were_notes_is_known_by_its_ledger(go: Run) -> None:
    go("ds", "a.xml")
    Path("ds/inputs.json").unlink()
    with pytest.raises(ConfigError, match=OTHER.format("a.xml")):
        go("ds", "b.xml")
    assert go("ds", "a.xml").found == 1
    Path("ds/inputs.json").unlink()
    Path("ds/run.json").write_text("{")
    with pytest.raises(ConfigError, match="does not say of which inputs: give --replace"):
        go("ds", "a.xml")
    with pytest.raises(ConfigError, match="does not say of which inputs: give --replace"):
        go("ds", "a.xml", add=True)
    assert go("ds", "a.xml", replace=True).found == 1


def test_a_tree_that_is_moved_or_copied_is_the_same_tree(
    go: Run, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go("ds", "a.xml")
    here.rename(tmp_path / "there")
    monkeypatch.chdir(tmp_path / "there")
    assert go("ds", "a.xml").found == 1
    shutil.copytree(tmp_path / "there", tmp_path / "copy")
    monkeypatch.chdir(tmp_path / "copy")
    assert go("ds", "a.xml").found == 1
    assert fingerprint(tmp_path / "copy" / "ds") == fingerprint(tmp_path / "there" / "ds")


# --- what is added ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "steps",
    [
        [["a.xml"], ["b.xml"]],
        [["b.xml"], ["a.xml"]],
        [["a.xml"], ["b.xml"], ["d.jsonl", "more"]],
        [["a.xml"], ["a.xml"]],
        [["more", "a.xml"], ["more/c.xml", "b.xml"]],
        [["a.xml"], ["*.xml"]],
        [["*.xml"], ["more"], ["a.xml"]],
        [["a.xml"], ["{here}/a.xml", "{here}/b.xml"]],
    ],
)
def test_added_inputs_give_what_one_run_over_all_of_them_gives(steps: list[list[str]], go: Run, here: Path) -> None:
    steps = [[name.format(here=here) for name in step] for step in steps]
    made = 0
    for step in steps:
        made += go("ds", *step, add=True).made
    fresh = go("fresh", *(name for step in steps for name in step))
    assert kept("ds") == kept("fresh")
    assert made == fresh.made, "nothing is made twice"


def test_what_changed_on_both_sides_is_done_again(go: Run, here: Path) -> None:
    go("ds", "a.xml", "more")
    write(here / "a.xml", study(1, "metformin"))
    write(here / "more" / "new.xml", study(7))
    assert go("ds", "b.xml", add=True).made == 3
    go("fresh", "a.xml", "more", "b.xml")
    assert fingerprint(Path("ds")) == fingerprint(Path("fresh"))


def test_the_same_content_under_another_name_is_a_later_copy(go: Run, here: Path) -> None:
    go("ds", "a.xml")
    shutil.copy(here / "a.xml", here / "copy.xml")
    ledger = go("ds", "copy.xml", add=True).ledger
    assert (ledger["records"]["kept"], ledger["records"]["superseded"]) == (2, 2)
    go("fresh", "a.xml", "copy.xml")
    assert fingerprint(Path("ds")) == fingerprint(Path("fresh"))


def test_an_input_that_is_gone_is_kept_as_it_was(go: Run, here: Path) -> None:
    go("fresh", "a.xml", "more", "b.xml")
    go("ds", "a.xml", "more")
    (here / "a.xml").unlink()
    shutil.rmtree(here / "more")
    assert go("ds", "b.xml", add=True).made == 1
    assert fingerprint(Path("ds")) == fingerprint(Path("fresh"))
    with pytest.raises(InputError, match=r"a\.xml: no such file"):
        go("ds", "a.xml", "more", "b.xml")


def test_an_input_that_is_gone_and_would_have_to_be_read_is_an_error(
    go: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go("ds", "a.xml")
    (here / "a.xml").unlink()
    before = fingerprint(Path("ds"))
    with monkeypatch.context() as patch:
        patch.setattr(code, "code_hash", lambda *roots: "of other code")
        with pytest.raises(
            ConfigError, match=r"a.xml: an input of ds that is gone, .* made with other settings, code or lexicon: put"
        ):
            go("ds", "b.xml", add=True)
    shutil.rmtree(next(Path("ds/partitions").iterdir()))
    with pytest.raises(ConfigError, match=r"a.xml: an input of ds that is gone"):
        go("ds", "b.xml", add=True)
    assert fingerprint(Path("ds")).keys() < before.keys()


def test_an_input_of_another_folder_is_found_from_anywhere(
    go: Run, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go("fresh", "a.xml", str(here / "b.xml"))
    go("ds", "a.xml")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    write(tmp_path / "elsewhere" / "a.xml", study(9))
    ds = str(here / "ds")
    assert go(ds, str(here / "b.xml"), add=True).made == 1, "what was read under a name from there is not read again"
    assert tables(ds) == tables(str(here / "fresh"))
    result = go(ds, "a.xml", add=True)
    assert (result.made, result.ledger["records"]["read"]) == (1, 5), "the other a.xml"
    sources = [one["source"] for one in result.ledger["inputs"]]
    assert sources == ["a.xml", str(here / "b.xml"), str(tmp_path / "elsewhere" / "a.xml")]
    write(here / "a.xml", study(1))
    assert go(ds, "a.xml", add=True).ledger["inputs"][0]["source"] == str(here / "a.xml"), (
        "read again, under a name that leads to it"
    )


def test_other_settings_do_everything_again_with_them(go: Run, small_lexicon: Lexicon) -> None:
    go("ds", "a.xml")
    other = Pipeline("other", nlp=Nlp("fast", types=("Drug", "Disease")))
    result = run(other, ["b.xml"], out=Path("ds"), lexicon=small_lexicon, add=True)
    assert result.made == 2
    run(other, ["a.xml", "b.xml"], out=Path("fresh"), lexicon=small_lexicon)
    assert fingerprint(Path("ds")) == fingerprint(Path("fresh"))


def test_files_are_added_to_a_query_and_a_pinned_kind_stays_that_of_its_files(
    here: Path, small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.pipeline import sources

    monkeypatch.setitem(sources.SOURCES, "eutils", lambda query: sources.read("a.xml"))
    asked = Pipeline("test", nlp=FAST, source=Sources("eutils", query="mTOR[mh] OR everolimus"))
    first = run(asked, out=Path("ds"), lexicon=small_lexicon)
    assert run(asked, out=Path("ds"), lexicon=small_lexicon).found == 1
    both = run(asked, ["d.jsonl"], out=Path("ds"), lexicon=small_lexicon, add=True)
    assert (first.ledger["records"]["read"], both.ledger["records"]["read"], both.made) == (2, 3, 1)
    with pytest.raises(ConfigError, match=OTHER.format(r"mTOR\[mh\] OR everolimus")):
        run(asked, ["d.jsonl"], out=Path("ds"), lexicon=small_lexicon)
    (here / "p.toml").write_text('[source]\nkind = "pubmed-xml"\npath = ["a.xml"]\n[nlp]\nprofile = "fast"\n')
    pinned = read_pipeline(Path("p.toml"))
    run(pinned, out=Path("own"), lexicon=small_lexicon)
    added = run(pinned, ["d.jsonl"], out=Path("own"), lexicon=small_lexicon, add=True)
    assert [one["format"] for one in added.ledger["inputs"]] == ["pubmed-xml", "jsonl"]
    assert added.rejected == 0
    run(pinned, ["a.xml", "d.jsonl"], out=Path("fresh"), lexicon=small_lexicon)
    assert tables("own") == tables("fresh")


def test_several_processes_add_the_same(go: Run, here: Path) -> None:
    go("ds", "a.xml")
    (here / "a.xml").rename(here / "moved.xml")
    together = go("ds", "b.xml", "more", add=True, workers=2)
    assert (together.made, together.found) == (2, 1)
    (here / "moved.xml").rename(here / "a.xml")
    go("fresh", "a.xml", "b.xml", "more")
    assert fingerprint(Path("ds")) == fingerprint(Path("fresh"))


def test_add_and_what_cannot_go_with_it(go: Run) -> None:
    with pytest.raises(ConfigError, match="give one of the two"):
        go("ds", "a.xml", add=True, replace=True)
    with pytest.raises(ConfigError, match="--limit counts records from the first input on"):
        go("ds", "a.xml", add=True, limit=3)
    assert not Path("ds").exists()
    go("ds", "a.xml", add=True)
    assert set(TABLES) == {path.stem for path in Path("ds/tables").iterdir()}, "to add to nothing is a run"


def test_a_file_under_two_names_is_one_input(go: Run, here: Path) -> None:
    (here / "link.xml").symlink_to(here / "a.xml")
    assert go("ds", "a.xml", "./a.xml", str(here / "a.xml"), "link.xml").ledger["records"]["read"] == 2


# --- by content -------------------------------------------------------------------------------------------------------


def test_named_inputs_go_by_their_content_whatever_the_pipeline_pins(here: Path, small_lexicon: Lexicon) -> None:
    for kind in ("pubmed-xml", "jats", "text"):
        pinned = Pipeline("test", nlp=FAST, source=Sources(kind))
        ledger = run(pinned, ["d.jsonl", "a.xml"], out=Path(kind), lexicon=small_lexicon).ledger
        assert (ledger["records"]["kept"], ledger["records"]["rejected"]) == (3, 0)
        assert [one["format"] for one in ledger["inputs"]] == ["jsonl", "pubmed-xml"]


def test_the_kind_of_a_file_is_no_reason_to_read_it_again(here: Path, small_lexicon: Lexicon) -> None:
    for number, kind in enumerate(("pubmed-xml", "auto")):
        (here / "p.toml").write_text(f'[source]\nkind = "{kind}"\npath = ["a.xml"]\n[nlp]\nprofile = "fast"\n')
        assert run(read_pipeline(Path("p.toml")), out=Path("ds"), lexicon=small_lexicon).found == number
    assert run(read_pipeline(Path("p.toml")), ["a.xml"], out=Path("ds"), lexicon=small_lexicon).found == 1
