"""The folder for neo4j-admin: exactly the graph of the dataset, whole or not at all, and nothing of anyone else's
touched.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg.dataset import graph, graph_schema
from kg.dataset.batches import Nodes, Relationships
from kg.dataset.tables import TABLES
from kg.errors import ConfigError, DatasetError
from kg.exchange.export import FOLDERS
from kg.interfaces import cli
from kg.stores.bolt import state
from tests.exchange.export.nasty import LISTS, TEXTS, write_nasty
from tests.stores.sample import EVEROLIMUS, write_dataset

SEPARATOR = "\x1f"
export = FOLDERS["neo4j-admin"]


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_nasty(tmp_path_factory.mktemp("nasty") / "dataset")


@pytest.fixture(scope="module")
def written(nasty: Path) -> Path:
    """The export of the nasty dataset."""
    folder = nasty.parent / "import"
    export(nasty, folder)
    return folder


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "dataset")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def arguments(folder: Path) -> list[tuple[str, str]]:
    lines = (folder / "import.args").read_text(encoding="utf-8").splitlines()
    found = [line.removeprefix("--").partition("=") for line in lines if not line.startswith("#")]
    return [(name, value) for name, _, value in found]


def rows(folder: Path, files: str) -> Iterator[dict[str, Any]]:
    """Rows of a header and its data as the import tool reads them: header cell -> typed value, without what is
    absent.
    """
    header, data = (folder / name for name in files.split(","))
    names = header.read_text(encoding="utf-8").rstrip("\n").split(",")
    csv.field_size_limit(10 << 20)
    with data.open(encoding="utf-8", newline="") as file:
        for cells in csv.reader(file):
            yield {
                name.partition(":")[0] or name: _typed(name, cell)
                for name, cell in zip(names, cells, strict=True)
                if cell
            }


def _typed(name: str, cell: str) -> Any:
    kind = name.rpartition(":")[2]
    if kind == "boolean":
        return {"true": True, "false": False}[cell]
    read: dict[str, Callable[[str], Any]] = {
        "long": int,
        "double": float,
        "string[]": lambda text: text.split(SEPARATOR),
    }
    return read.get(kind, str)(cell)


def test_two_exports_are_the_same_bytes(nasty: Path, written: Path, tmp_path: Path) -> None:
    export(nasty, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(written)


def test_every_row_of_the_mapping_is_in_the_files(nasty: Path, written: Path) -> None:
    nodes: dict[tuple[str, str], dict[str, Any]] = {}
    for name, value in arguments(written):
        if name == "nodes":
            labels, _, files = value.partition("=")
            nodes.update({(labels.partition(":")[0], row["id"]): row for row in rows(written, files)})
    assert nodes.pop(("KgLoad", "load"))["build"] == graph.stamp(nasty)
    expected = {(batch.label, row["id"]): row["props"] for batch in graph.nodes(nasty) for row in batch.rows}
    assert nodes.keys() == expected.keys()
    for key, props in expected.items():
        assert repr(sorted(nodes[key].items())) == repr(sorted(_sayable_props(props))), key


def _sayable(value: list[str]) -> bool:
    return value not in ([], [""]) and not any(SEPARATOR in one for one in value)


def test_every_relationship_of_the_mapping_is_in_the_files(nasty: Path, written: Path) -> None:
    found = []
    for name, value in arguments(written):
        if name == "relationships":
            relation, _, files = value.partition("=")
            start, end = re.findall(
                r":(?:START|END)_ID\((\w+)\)", (written / files.partition(",")[0]).read_text(encoding="utf-8")
            )
            found += [(start, relation, end, *_parted(row)) for row in rows(written, files)]
    expected = [
        (
            batch.subject,
            batch.relation,
            batch.object,
            row["subject"],
            row["object"],
            sorted(_sayable_props(row["props"])),
        )
        for batch in graph.relationships(nasty)
        for row in batch.rows
    ]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))


def test_lists_of_relationships_that_no_cell_can_hold_are_set_afterwards(nasty: Path, written: Path) -> None:
    left = [
        (batch.relation, row["key"], name)
        for batch in graph.relationships(nasty)
        for row in batch.rows
        for name, value in row["props"].items()
        if isinstance(value, list) and not _sayable(value)
    ]
    statements = (written / "schema.cypher").read_text(encoding="utf-8").split(";\n")
    assert left
    for relation, key, name in left:
        assert (
            sum(f"-[n:{relation} {{key: '{key}'}}]->" in one and f"SET n.{name} = [" in one for one in statements) == 1
        )


def _sayable_props(props: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in props.items() if not isinstance(value, list) or _sayable(value)]


def _parted(row: dict[str, Any]) -> tuple[str, str, list[tuple[str, Any]]]:
    ends = {name: value for name, value in row.items() if name.startswith(":")}
    (_, start), (_, end) = sorted(ends.items(), reverse=True)
    return start, end, sorted((name, value) for name, value in row.items() if name not in ends)


def test_headers_are_typed_and_ids_have_a_space_a_label(dataset: Path, tmp_path: Path) -> None:
    export(dataset, tmp_path / "out")
    header = (tmp_path / "out" / "Evidence-header.csv").read_text(encoding="utf-8").rstrip("\n").split(",")
    assert header[0] == "id:ID(Evidence)"
    assert {"score:double", "start:long", "text:string", "flags:string[]", "counted:boolean"} <= set(header)
    links = (tmp_path / "out" / "Drug-STUDIED_FOR-Disease-header.csv").read_text(encoding="utf-8")
    assert links.startswith(":START_ID(Drug),:END_ID(Disease),key:string,predicate:string,")
    labels = dict(value.split("=") for name, value in arguments(tmp_path / "out") if name == "nodes")
    assert {"Drug:Entity", "Evidence", "Run", "KgLoad"} <= labels.keys()


def test_every_file_is_named_once_and_every_choice_is_made(written: Path) -> None:
    given = arguments(written)
    named = [
        file
        for name, value in given
        if name in ("nodes", "relationships")
        for file in value.partition("=")[2].split(",")
    ]
    assert sorted(Path(name).name for name in named) == sorted(path.name for path in written.glob("*.csv"))
    assert all(name.startswith("./") for name in named)
    options = dict(pair for pair in given if pair[0] not in ("nodes", "relationships"))
    choices = (
        "trim-strings",
        "ignore-empty-strings",
        "legacy-style-quoting",
        "skip-bad-relationships",
        "skip-duplicate-nodes",
    )
    assert {options[name] for name in choices} == {"false"}
    assert options["bad-tolerance"] == "0" and options["array-delimiter"] == "U+001F" and options["id-type"] == "string"


def test_line_breaks_are_in_files_of_their_own(written: Path) -> None:
    csv.field_size_limit(10 << 20)
    given = dict(arguments(written))
    multiline = given["multiline-fields"].split(",")
    assert given["multiline-fields-format"] == "v2"
    for path in written.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            broken = any("\n" in cell or "\r" in cell for row in csv.reader(file) for cell in row)
        assert broken == (f"./{path.name}" in multiline), path.name


def test_without_line_breaks_all_files_are_read_in_parallel(dataset: Path, tmp_path: Path) -> None:
    for name in ("evidence", "documents"):  # the sample's titles and sentences have none
        assert not any(
            "\n" in (row.get("title") or row["text"])
            for row in pq.read_table(dataset / "tables" / f"{name}.parquet").to_pylist()
        )
    export(dataset, tmp_path / "out")
    assert dict(arguments(tmp_path / "out"))["multiline-fields"] == "false"


def test_a_huge_value_fits_the_buffer(dataset: Path, tmp_path: Path) -> None:
    change(dataset, "evidence", text="x" * (5 << 20))
    export(dataset, tmp_path / "out")
    assert int(dict(arguments(tmp_path / "out"))["read-buffer-size"]) > 5 << 20


def test_the_statements_are_one_a_line_and_end_the_load_last(nasty: Path, written: Path) -> None:
    lines = (written / "schema.cypher").read_text(encoding="utf-8").split("\n")
    assert lines.pop() == "" and all(line.endswith(";") for line in lines)
    statements = [line.removesuffix(";") for line in lines]
    own = [*graph_schema.constraints(), *graph_schema.range_indexes(), *graph_schema.search_indexes()]
    assert set(own) <= set(statements)
    assert statements[: len(graph_schema.constraints())] == graph_schema.constraints()
    assert statements[-2:] == [
        "CALL db.awaitIndexes(3600)",
        f"MATCH (load:KgLoad {{build: '{graph.stamp(nasty)}'}}) DELETE load",
    ]
    assert all(line.isprintable() or not any(one < " " for one in line) for line in statements)


def test_the_mark_is_what_a_store_knows_a_load_by(dataset: Path, tmp_path: Path) -> None:
    export(dataset, tmp_path / "out")
    assert state.JOURNAL == "KgLoad"
    (row,) = rows(tmp_path / "out", "KgLoad-header.csv,KgLoad.csv")
    ledger = json.loads((dataset / "run.json").read_text(encoding="utf-8"))
    assert row == {
        "id": "load",
        "run": ledger["id"],
        "build": graph.stamp(dataset),
        "mode": "merge",
        "token": "import",
        "done": 0,
    }


def test_the_readme_has_the_counts(dataset: Path, tmp_path: Path) -> None:
    counts = export(dataset, tmp_path / "out")
    text = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert f"{counts['nodes']:,} nodes, {counts['relationships']:,} relationships" in text
    assert counts["nodes"] == sum(len(batch.rows) for batch in graph.nodes(dataset))
    assert counts["relationships"] == sum(len(batch.rows) for batch in graph.relationships(dataset))
    assert counts["files"] == len(list((tmp_path / "out").iterdir()))


# --- what is refused ------------------------------------------------------------------------------------------------


def change(dataset: Path, table: str, **cells: Any) -> None:
    """Set cells of the first row of a table."""
    path = dataset / "tables" / f"{table}.parquet"
    first, *rest = pq.read_table(path).to_pylist()
    pq.write_table(pa.Table.from_pylist([{**first, **cells}, *rest], TABLES[table]), path)


def refused(dataset: Path, out: Path, message: str) -> None:
    """The export fails with a message of one line and leaves the place as it was."""
    before = {path: path.read_bytes() for path in sorted(out.parent.rglob("*")) if path.is_file()}
    with pytest.raises(DatasetError, match=message) as caught:
        export(dataset, out)
    assert "\n" not in str(caught.value)
    assert {path: path.read_bytes() for path in sorted(out.parent.rglob("*")) if path.is_file()} == before
    assert not list(out.parent.glob(".*"))


def _double(dataset: Path) -> None:
    path = dataset / "tables" / "documents.parquet"
    table = pq.read_table(path)
    pq.write_table(pa.concat_tables([table, table.slice(2, 1)]), path)


def _retype(dataset: Path) -> None:
    path = dataset / "tables" / "evidence.parquet"
    table = pq.read_table(path)
    place = table.schema.get_field_index("score")
    pq.write_table(table.set_column(place, "score", table.column("score").cast(pa.string())), path)


def _null_element(dataset: Path) -> None:
    change(dataset, "entities", synonyms=["a", None])


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "no ledger": (lambda d: (d / "run.json").unlink(), r"has no run\.json"),
    "ledger is no JSON": (lambda d: (d / "run.json").write_text("{") and None, r"run\.json is damaged"),
    "no table": (lambda d: (d / "tables" / "edges.parquet").unlink(), r"edges\.parquet: a table is missing"),
    "no parquet": (
        lambda d: (d / "tables" / "evidence.parquet").write_bytes(b"PAR1") and None,
        r"evidence\.parquet is damaged",
    ),
    "another type": (_retype, r"Evidence: score should be double, found str; run the same command again"),
    "nothing in a list": (_null_element, r"synonyms should be string, found NoneType"),
    "an id twice": (_double, r"two Publication nodes have the id 'PMID:\d+', where one is allowed"),
    "no id": (lambda d: change(d, "evidence", id=None), r"Evidence: a row has no id"),
    "subject of no table": (
        lambda d: change(d, "edges", subject="CHEBI:1"),
        r"names the \w+ CHEBI:1, which no table has",
    ),
    "document of no table": (
        lambda d: change(d, "evidence", document="PMID:0"),
        r"names the Publication PMID:0, which no table has",
    ),
    "end of another label": (
        lambda d: change(d, "assertions", object=EVEROLIMUS),
        rf"names the \w+ {EVEROLIMUS}, which no table has",
    ),
    "a label of no table": (
        lambda d: change(d, "assertions", object_type="../x"),
        r"names the \.\./x .*, which no table has",
    ),
    "half a character": (
        lambda d: (d / "run.json").write_text(json.dumps({"id": "r", "format": 2, "versions": {"a": "\ud800"}})),
        r"'\\ud800' is half a character",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_dataset_is_one_line_and_leaves_nothing(fault: str, dataset: Path, tmp_path: Path) -> None:
    spoil, message = FAULTS[fault]
    spoil(dataset)
    refused(dataset, tmp_path / "out", message)


def test_a_dataset_that_changes_under_way_is_refused(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = graph.relationships

    def changing(folder: Path) -> Iterator[Relationships]:
        yield from links(folder)
        (folder / "run.json").write_text(json.dumps({"id": "other", "format": 2}))

    monkeypatch.setattr(graph, "relationships", changing)
    with pytest.raises(DatasetError, match="was changed while it was exported"):
        export(dataset, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_property_without_a_column_is_no_silent_loss(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches = graph.nodes

    def richer(folder: Path) -> Iterator[Nodes]:
        for batch in batches(folder):
            yield Nodes(batch.label, [{**row, "props": {**row["props"], "colour": "red"}} for row in batch.rows])

    monkeypatch.setattr(graph, "nodes", richer)
    refused(dataset, tmp_path / "out", "no column for colour")


def test_standard_output_is_refused(dataset: Path) -> None:
    with pytest.raises(ConfigError, match="cannot go to standard output: name the folder with -o"):
        export(dataset, io.BytesIO())


def test_a_file_is_refused(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    refused(dataset, tmp_path / "out", "it is a file; name a folder")


def test_a_folder_of_other_things_is_refused(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "import.args").write_text("--nodes=mine.csv")
    refused(dataset, tmp_path / "out", "it is not empty .* and no earlier export")


def test_the_dataset_itself_is_refused(dataset: Path) -> None:
    refused(dataset, dataset, "it is not empty")


def test_an_earlier_export_with_something_else_in_it_is_refused(dataset: Path, tmp_path: Path) -> None:
    export(dataset, tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    refused(dataset, tmp_path / "out", r"notes\.txt there is none of its files")


def test_an_empty_folder_and_an_earlier_export_are_replaced(
    dataset: Path, nasty: Path, written: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    export(dataset, out)
    first = contents(out)
    export(nasty, out)
    assert contents(out) == contents(written) != first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dataset", "out"]


def test_a_missing_folder_around_it_is_said(dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"cannot write .*nowhere.*No such file or directory"):
        export(dataset, tmp_path / "nowhere" / "out")


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file may grow past 4 kB, as on a full disk."""
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_keeps_the_earlier_export(
    dataset: Path, nasty: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    export(dataset, tmp_path / "out")
    request.getfixturevalue("small_disk")
    refused(nasty, tmp_path / "out", "cannot write .*File too large; nothing was kept of this export")


def test_a_rename_that_fails_brings_the_earlier_export_back(
    dataset: Path, nasty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(dataset, tmp_path / "out")
    replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        if source.suffix == ".part":
            raise OSError(errno.EBUSY, "Device or resource busy")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    refused(nasty, tmp_path / "out", "Device or resource busy")


# --- the command line -----------------------------------------------------------------------------------------------


def kg(*words: str) -> int:
    """Exit code of a command line."""
    before, sys.argv = sys.argv, ["kg", *words]
    try:
        cli.main()
    except SystemExit as left:
        return int(left.code or 0)
    finally:
        sys.argv = before
    return 0


@pytest.mark.parametrize("format_", ["nquads", "neo4j-admin"])
@pytest.mark.parametrize("where", ["option", "environment"])
def test_a_server_is_nothing_to_export_from(
    format_: str, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address = "bolt://me:secret@localhost:7687"
    monkeypatch.setenv("KG_STORE", address if where == "environment" else "")
    assert kg("export", format_, *(["--store", address] if where == "option" else []), "-o", str(tmp_path / "out")) == 2
    said = capsys.readouterr().err
    assert "bolt:// is a server, and exports are written from a dataset folder" in said and "secret" not in said
    assert not list(tmp_path.iterdir())


def test_the_command_writes_the_folder_and_says_what_is_in_it(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kg("export", "neo4j-admin", "--dataset", f"file://{dataset}", "-o", str(tmp_path / "out")) == 0
    captured = capsys.readouterr()
    assert (
        re.fullmatch(
            r"kg: \d+ nodes, \d+ relationships, \d+ files, written to \S+/out; read from file://\S+\n", captured.err
        )
        and not captured.out
    )
    assert (tmp_path / "out" / "import.sh").is_file()


def test_the_nasty_dataset_has_every_text_and_list(nasty: Path) -> None:
    values = [value for batch in graph.nodes(nasty) for row in batch.rows for value in row["props"].values()]
    assert set(TEXTS) <= {value for value in values if isinstance(value, str)}
    assert {tuple(one) for one in LISTS} <= {tuple(value) for value in values if isinstance(value, list)}
