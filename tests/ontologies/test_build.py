from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from kg import code, paths
from kg.code import code_hash
from kg.errors import DownloadError, OntologyError
from kg.files import sha256
from kg.lexicon.lexicon import Lexicon
from kg.ontologies import build, download, manifest, writer
from tests.ontologies.tables import wheel

DOID = [
    {
        "id": "DOID:684",
        "name": "hepatocellular carcinoma",
        "synonyms": ["Hepatoma"],
        "relations": {"is_a": ["DOID:3571"]},
    },
    {"id": "DOID:3571", "name": "liver cancer"},
]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A manifest of one source in one wheel, with empty curated tables; returns the folder of wheels."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    path = wheel(wheels / "thing-1-py3-none-any.whl", data__doid=DOID)
    text = f"""
[package.thing]
version = "1"
wheel = "{path.name}"
sha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"
bytes = {path.stat().st_size}
[source.doid]
title = "t"
licence = "CC0-1.0"
version = "2024"
gives = "diseases"
reader = "doid"
files.terms = {{ package = "thing", path = "data/doid" }}
latest.obo = {{ url = "https://example.org/doid.obo", format = "obo" }}
[source.curated]
title = "t"
licence = "MIT"
version = "1"
gives = "ours"
reader = "curated"
"""
    folder = tmp_path / "ontologies"
    shutil.copytree(paths.data("ontologies"), folder, ignore=shutil.ignore_patterns("*.tsv"))
    (folder / "manifest.toml").write_text(text)
    monkeypatch.setattr(paths, "data", lambda *parts: tmp_path.joinpath(*parts))
    monkeypatch.setattr(build, "code_hash", code_hash.__wrapped__)  # asked anew each time, as by another process
    return wheels


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_build_can_be_opened_and_says_where_it_comes_from(small: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    meta = build.build(tmp_path / "lexicon", progress=lambda *row: told.append(row), wheels=small)
    lexicon = Lexicon(tmp_path / "lexicon")
    entity = lexicon.entity("DOID:684")
    assert (
        entity is not None
        and entity.name == "hepatocellular carcinoma"
        and entity.synonyms == ("Hepatoma",)
        and entity.parents == ("DOID:3571",)
    )
    assert meta["counts"]["entities"] == {"Disease": 2} and meta["names_by_type"] == {"Disease": 3}
    assert meta["licences"] == {"doid": "CC0-1.0", "curated": "MIT"}
    assert meta["sources"]["doid"]["packages"]["thing"]["version"] == "1" and meta["sources"]["doid"]["entities"] == 2
    assert told[-1] == ("write", 6, 6) and ("read doid", 0, 1) in told


def test_the_same_files_give_the_same_bytes(small: Path, tmp_path: Path) -> None:
    build.build(tmp_path / "one", wheels=small)
    build.build(tmp_path / "two", wheels=small)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.parametrize(
    ("file", "more"),
    [
        ("curated/organisms.tsv", "id\tname\tsynonyms\tsource\nNCBITaxon:9606\thuman\t\tNCBI\n"),
        ("manifest.toml", "# changed\n"),
        ("words.toml", "# changed\n"),
        ("schema.toml", "# changed\n"),
        ("prefixes.toml", "# changed\n"),
    ],
)
def test_a_lexicon_is_current_until_what_it_is_built_from_changes(
    file: str, more: str, small: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "lexicon"
    assert not build.is_current(folder)
    build.build(folder, wheels=small)
    assert build.is_current(folder)
    with (tmp_path / "ontologies" / file).open("a") as table:
        table.write(more)
    assert not build.is_current(folder)
    build.build(folder, wheels=small)
    assert build.is_current(folder)


@pytest.mark.parametrize("file", ["context.toml", "roles.toml", "studies.toml", "curated/README.md"])
def test_what_only_readers_of_texts_use_leaves_a_lexicon_current(file: str, small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    build.build(folder, wheels=small)
    with (tmp_path / "ontologies" / file).open("a") as table:
        table.write("# changed\n")
    assert build.is_current(folder)


def test_a_lexicon_with_damaged_meta_data_is_not_current(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    build.build(folder, wheels=small)
    (folder / "meta.json").write_text("{")
    assert not build.is_current(folder)


def test_the_code_that_builds_decides_and_the_code_that_reads_does_not() -> None:
    behind = set(code.modules("kg.ontologies.build"))
    building = {"kg.ontologies.merge", "kg.ontologies.readers.hgnc", "kg.ontologies.writer", "kg.lexicon.names"}
    assert building <= behind
    assert not {"kg.lexicon.lexicon", "kg.lexicon.open", "kg.lexicon.mesh_headings"} & behind


def test_a_failed_build_leaves_the_old_lexicon(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "lexicon"
    build.build(folder, wheels=small)
    before = contents(folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writer, "write", full)
    with pytest.raises(OntologyError, match=r"No space left on device.*unchanged"):
        build.build(folder, wheels=small)
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".lexicon")] == []


def test_no_package_and_no_network_is_a_download_error(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "_pip_download", _refuse)
    with pytest.raises(DownloadError, match="nothing was built"):
        build.build(tmp_path / "lexicon", wheels=tmp_path / "empty")
    assert not (tmp_path / "lexicon").exists()


def _refuse(*_: object) -> None:
    raise DownloadError("no network; nothing was built")


def test_the_newest_official_file_takes_the_place_of_the_package(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = tmp_path / "doid.obo"
    newest.write_text("[Term]\nid: DOID:1\nname: new disease\n")
    monkeypatch.setattr(download, "official", lambda *_: {"doid": {"obo": newest}})
    meta = build.build(tmp_path / "lexicon", latest=True, wheels=tmp_path / "no-wheels-needed")
    assert meta["latest"] is True and meta["sources"]["doid"]["files"]["obo"]["sha256"] == sha256(newest)
    assert Lexicon(tmp_path / "lexicon").entity("DOID:1") is not None


def test_a_file_of_another_shape_is_one_clear_error(small: Path, tmp_path: Path) -> None:
    plan = manifest.load()
    broken = wheel(tmp_path / "broken.whl", data__doid=[{"nope": 1}])
    with pytest.raises(
        OntologyError, match=r"doid: the pinned package has not the shape its reader expects \(KeyError"
    ):
        build.collect(plan, {"thing": broken})
