"""Files and folders appear whole or not at all, and what was there before stays until then."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg import files


def test_a_file_appears_at_the_end_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with files.whole(path, durable=True) as beside:
        beside.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), files.whole(path) as beside:
        beside.write_text("half")
        raise ZeroDivisionError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_takes_the_place_of_another(tmp_path: Path) -> None:
    for content in ("one", "two"):
        with files.whole(tmp_path / "out") as beside:
            beside.mkdir()
            (beside / content).touch()
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "two"]


def test_a_folder_comes_back_where_the_new_one_cannot_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "one").touch()
    replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        if source.suffix == ".part":
            raise OSError(errno.EBUSY, "Device or resource busy")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="busy"), files.whole(tmp_path / "out") as beside:
        beside.mkdir()
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "one"]


def test_what_is_durable_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: steps.append("sync"))
    replace = os.replace

    def renamed(source: Path, target: Path) -> None:
        steps.append("rename")
        replace(source, target)

    monkeypatch.setattr(os, "replace", renamed)
    files.write_whole(tmp_path / "a", b"", durable=True)
    files.write_whole(tmp_path / "b", b"")
    assert steps == ["sync", "rename", "sync", "rename"]


def test_what_a_killed_process_left_is_swept_away_and_nothing_else(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from kg.files import whole\n"
        "with whole(Path(sys.argv[1])) as beside: beside.touch(); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.parquet")], check=False)
    (tmp_path / ".a.parquet.77.old").mkdir()
    for name in ("a.part", ".hidden", ".a.part", "b.7.part"):
        (tmp_path / name).touch()
    assert len(list(tmp_path.iterdir())) == 6
    files.sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"a.part", ".hidden", ".a.part", "b.7.part"}


def test_a_folder_is_held_by_one_process_until_it_ends(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.files import locked\n"
        "with locked(Path(sys.argv[1])) as ours: print(ours)"
    )

    def other() -> str:
        return subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
        ).stdout.strip()

    with files.locked(tmp_path) as ours:
        assert ours
        assert other() == "False"
    assert other() == "True"
    assert not list(tmp_path.iterdir())


def test_the_digest_is_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert files.sha256(tmp_path / "a") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
