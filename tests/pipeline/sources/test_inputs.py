from pathlib import Path

import pytest

from kg.errors import InputError
from kg.pipeline.sources import expand


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.xml.gz",
        "a.xml",
        "deep/er/c.jsonl",
        "deep/d.PubTator",
        "notes.md",
        ".hidden.xml",
        ".git/e.xml",
        "f.nxml",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def _names(folder: Path, *inputs: str) -> list[str]:
    return [
        path.removeprefix(f"{folder}/") for path in expand([one if one == "-" else f"{folder}/{one}" for one in inputs])
    ]


def test_a_folder_stands_for_its_input_files_sorted(folder: Path) -> None:
    assert [path.removeprefix(f"{folder}/") for path in expand([str(folder)])] == [
        "a.xml", "b.xml.gz", "deep/d.PubTator", "deep/er/c.jsonl", "f.nxml",
    ]  # fmt: skip


def test_globs_are_sorted_and_go_deep_with_two_stars(folder: Path) -> None:
    assert _names(folder, "*.xml*") == ["a.xml", "b.xml.gz"]
    assert _names(folder, "**/*.jsonl") == ["deep/er/c.jsonl"]


def test_the_order_given_is_kept_and_each_file_is_listed_once(folder: Path) -> None:
    assert _names(folder, "f.nxml", "-", "a.xml", "*.xml", "-", "f.nxml") == ["f.nxml", "-", "a.xml"]


def test_a_file_named_by_itself_may_be_called_anything(folder: Path) -> None:
    (folder / "[odd].name").write_text("x")
    assert _names(folder, "notes.md", "[odd].name") == ["notes.md", "[odd].name"]


@pytest.mark.parametrize(
    ("one", "words"),
    [("none.xml", "no such file"), ("*.zip", "no file fits"), ("empty", "no input file in this folder")],
)
def test_what_stands_for_nothing_is_an_error(folder: Path, one: str, words: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(InputError, match=words):
        _names(folder, one)
