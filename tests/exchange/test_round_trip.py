"""A complete export comes back as the very dataset it was made of, from every format, whatever the texts and names
are.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from kg.dataset.content import content_hash
from kg.dataset.tables import TABLES
from kg.errors import ConfigError, DatasetError, InputError
from kg.exchange.export import COMPLETE, EXPORTS
from kg.exchange.export.report import ExportOptions
from kg.exchange.importing import FORMATS, Imported, format_of, import_files
from kg.pipeline.frequent import frequent_names
from tests.exchange.conftest import contents
from tests.exchange.export import sample
from tests.exchange.export.nasty import LISTS, TEXTS
from tests.exchange.export.test_any_ids import NAMES, NASTY, renamed

NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""An example takes a second: a fault is shown as it was found."""
ENDINGS = {"nquads": "nq", "ntriples": "nt", "trig": "trig", "turtle": "ttl", "jsonld": "jsonld", "rdfxml": "rdf"}
OF_RDF = {**ENDINGS, "rdf12": "ttl"}
"""Ending of every format of RDF that is checked."""


def files_of(name: str, dataset: Path, folder: Path, *, complete: bool = True, packed: str = "") -> list[Path]:
    """Export a dataset into a new folder; the files."""
    folder.mkdir()
    out = folder / (f"graph.{OF_RDF[name]}{packed}" if name in OF_RDF else f"graph{packed}")
    EXPORTS[name](dataset, out, options=ExportOptions(complete=complete))
    return sorted(folder.iterdir())


def read(files: list[Path], out: Path, **options: Any) -> Imported:
    return import_files([(path, format_of(path)) for path in files], out, **options)


def rows(dataset: Path) -> dict[str, list[dict[str, Any]]]:
    return {name: pq.read_table(dataset / "tables" / f"{name}.parquet").to_pylist() for name in TABLES}


def test_every_complete_format_is_imported() -> None:
    assert set(COMPLETE) == set(FORMATS)


@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize("name", COMPLETE)
def test_a_dataset_comes_back_the_same(name: str, packed: str, tmp_path: Path) -> None:
    plain = {table: list(found) for table, found in contents().items()}
    if name in sample.XML:
        plain["entities"] = sample.held_by(name)["entities"]
    dataset = sample.write(tmp_path / "dataset", plain)
    made = read(files_of(name, dataset, tmp_path / "files", packed=packed), tmp_path / "again")
    assert rows(tmp_path / "again") == rows(dataset)
    assert json.loads((tmp_path / "again" / "run.json").read_bytes()) == json.loads((dataset / "run.json").read_bytes())
    assert made.same and made.content == content_hash(dataset) == content_hash(tmp_path / "again")


@pytest.mark.parametrize("name", ["nquads", "ntriples"])
def test_the_order_of_statements_and_who_wrote_them_down_do_not_count(name: str, whole: Path, tmp_path: Path) -> None:
    (path,) = files_of(name, whole, tmp_path / "files")
    lines = path.read_bytes().splitlines(keepends=True)
    random.Random(7).shuffle(lines)
    path.write_bytes(b"".join([*lines, *lines[:50]]))
    assert read([path], tmp_path / "again").same
    assert rows(tmp_path / "again") == rows(whole)


@pytest.mark.parametrize("name", ["kgx-jsonl", "kgx-tsv"])
def test_kgx_comes_back_whichever_file_is_first(name: str, whole: Path, tmp_path: Path) -> None:
    assert read(files_of(name, whole, tmp_path / "files")[::-1], tmp_path / "again").same
    assert rows(tmp_path / "again") == rows(whole)


def test_a_dataset_that_came_back_is_exported_the_same(whole: Path, tmp_path: Path) -> None:
    (path,) = files_of("nquads", whole, tmp_path / "files")
    read([path], tmp_path / "again")
    assert files_of("nquads", tmp_path / "again", tmp_path / "more")[0].read_bytes() == path.read_bytes()


@settings(max_examples=4, deadline=None, phases=NO_SHRINKING)
@example([*NASTY, *(f"plain {n}" for n in range(17 - len(NASTY)))])
@given(NAMES)
def test_it_comes_back_whatever_things_are_called(names: list[str]) -> None:
    with TemporaryDirectory() as name:
        dataset = sample.write(Path(name) / "dataset", renamed(names))
        for format_ in ("nquads", "kgx-tsv"):
            assert read(files_of(format_, dataset, Path(name) / format_), Path(name) / f"{format_} again").same


TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(TEXTS[:-1])
LIST = st.lists(TEXT, max_size=3) | st.sampled_from(LISTS[:-1])
SOURCE = st.sampled_from(["", "mondo", "A b/c", "x%20é", "中文", "!!!"]) | TEXT
CHANGES = {
    "entities": {"name": TEXT, "synonyms": LIST, "xrefs": LIST, "source": SOURCE},
    "documents": {
        "title": TEXT,
        "text": TEXT,
        "doi": TEXT,
        "pmcid": TEXT,
        "publication_types": LIST,
        "mesh": LIST,
        "year": st.none() | st.integers(0, 9999),
        "retracted": st.none() | st.booleans(),
    },
    "assertions": {"publications": LIST, "best_tier": TEXT, "evidence_count": st.none() | st.integers(0, 9)},
    "evidence": {
        "text": TEXT,
        "cue": TEXT,
        "endpoint": TEXT,
        "setting": TEXT,
        "figures": LIST,
        "flags": LIST,
        "partners": LIST,
        "trials": LIST,
        "result_text": TEXT,
        "section": TEXT,
        "polarity": TEXT,
        "comparators": LIST,
        "subject_start": st.integers(-5, 9),
        "score": st.none() | st.floats(0, 1, width=32),
    },
    "edges": {"source": SOURCE, "licence": TEXT, "reference": TEXT},
}


@settings(max_examples=6, deadline=None, phases=NO_SHRINKING)
@given(st.data())
def test_it_comes_back_whatever_the_columns_hold(data: st.DataObject) -> None:
    plain = contents()
    for table, columns in CHANGES.items():
        row = data.draw(st.sampled_from(plain[table]), table)
        for column, values in columns.items():
            row[column] = data.draw(values, column)
    with TemporaryDirectory() as name:
        dataset = sample.write(Path(name) / "dataset", plain)
        for format_ in ("nquads", "turtle", "kgx-tsv"):
            assert read(files_of(format_, dataset, Path(name) / format_), Path(name) / f"{format_} again").same


# --- exports that are not complete -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMPLETE)
def test_what_is_not_complete_is_refused_in_one_line_and_taken_when_wanted(name: str, tmp_path: Path) -> None:
    dataset = sample.write(tmp_path / "dataset", sample.held_by(name))
    files = files_of(name, dataset, tmp_path / "files", complete=False)
    with pytest.raises(ConfigError, match=r"exported without --complete, so it lacks mentions.* --partial$") as caught:
        read(files, tmp_path / "again")
    assert "\n" not in str(caught.value) and not (tmp_path / "again").exists()
    made = read(files, tmp_path / "again", partial=True)
    assert not made.same
    wanted = {table: len(found) for table, found in rows(dataset).items()}
    claims = sum(not row["negated"] for row in rows(dataset)["assertions"])
    curated = [row for row in rows(dataset)["edges"] if row["basis"] == "curated"]
    if name in ("ntriples", "turtle", "rdfxml"):  # without graphs two sources of one triple are one
        edges = len({(row["subject"], row["relation"], row["object"]) for row in curated})
    else:
        edges = len(curated)
    assert made.counts == {**wanted, "edges": claims + edges}
    with pytest.raises(DatasetError, match="names no pipeline: a dataset that was imported in part has no mentions"):
        frequent_names(tmp_path / "again")


@pytest.mark.parametrize("name", ["nquads", "trig", "jsonld", "ntriples", "turtle"])
def test_what_a_partial_import_holds_is_exported_as_the_same_statements(
    name: str, dataset: Path, tmp_path: Path
) -> None:
    files = files_of(name, dataset, tmp_path / "files", complete=False)
    read(files, tmp_path / "again", partial=True)
    lines = "nquads" if name in ("nquads", "trig", "jsonld") else "ntriples"
    again, first = (
        files_of(lines, one, tmp_path / f"{n}", complete=False)[0]
        for n, one in enumerate((tmp_path / "again", dataset))
    )
    found, wanted = (set(path.read_text(encoding="utf-8").split("\n")) for path in (again, first))
    assert {
        line for line in wanted - found if "void#" not in line and "/dataset/" not in line
    } == set() or lines == "ntriples"
    if lines == "nquads":
        assert found == wanted


def test_a_claim_that_was_changed_is_not_taken_for_the_same(whole: Path, tmp_path: Path) -> None:
    (path,) = files_of("nquads", whole, tmp_path / "files")
    path.write_text(
        path.read_text(encoding="utf-8").replace('"hepatocellular carcinoma"', '"another disease"'), encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"holds another content than it states .* with --partial$"):
        read([path], tmp_path / "again")
    assert not (tmp_path / "again").exists()
    read([path], tmp_path / "again", partial=True)
    assert "another disease" in {row["name"] for row in rows(tmp_path / "again")["entities"]}


def test_two_complete_exports_are_not_one(whole: Path, tmp_path: Path) -> None:
    other = sample.write(tmp_path / "other", sample.contents(), id="another")
    files = [files_of("nquads", one, tmp_path / name)[0] for name, one in (("a", whole), ("b", other))]
    with pytest.raises(InputError, match="two values of kgv:row for one table: give files of one export"):
        read(files, tmp_path / "again")
    same = [
        files_of("nquads", sample.write(tmp_path / one, {}, id=one), tmp_path / f"{one} files")[0] for one in ("x", "y")
    ]
    with pytest.raises(ConfigError, match="2 datasets, expected one: import each for itself"):
        read(same, tmp_path / "again")
