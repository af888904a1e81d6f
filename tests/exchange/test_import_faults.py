"""Files that are cut off, changed, of another kind or of another program: one line that says where and what to do, and
no dataset.
"""

from __future__ import annotations

import errno
import gzip
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dataset.content import content_hash
from kg.errors import ConfigError, DatasetError, InputError, KgError
from kg.exchange.export import COMPLETE, EXPORTS
from kg.exchange.importing import format_of, import_files
from kg.exchange.statements import parsed
from tests.exchange.export import sample
from tests.exchange.test_round_trip import ENDINGS, NO_SHRINKING, files_of, read


def refused(
    files: list[Path], out: Path, message: str, error: type[KgError] = InputError, *, partial: bool = False
) -> None:
    with pytest.raises(error, match=message) as caught:
        read(files, out, partial=partial)
    assert "\n" not in str(caught.value)
    assert not out.exists() and not [path for path in out.parent.iterdir() if path.name.endswith(".part")]


def never_less(files: list[Path], out: Path, content: str) -> None:
    """Refused, or what is missing was of no account (words of the closed vocabulary, licences in the description) and
    nothing is lost.
    """
    try:
        made = read(files, out)
    except (InputError, ConfigError) as error:
        assert "\n" not in str(error) and any(str(path) in str(error) for path in files)
        assert not out.exists()
    else:
        assert made.same and content_hash(out) == content


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    folder = tmp_path_factory.mktemp("exported")
    dataset = sample.write(folder / "dataset", sample.held_by("rdfxml"))
    return {name: files_of(name, dataset, folder / name) for name in COMPLETE}


@pytest.fixture(scope="module")
def content(exported: dict[str, list[Path]]) -> str:
    """Content hash of the dataset that was exported."""
    return content_hash(exported["nquads"][0].parent.parent / "dataset")


@pytest.mark.parametrize("part", [0.0, 0.4, 0.9, 0.999])
@pytest.mark.parametrize("name", COMPLETE)
def test_a_file_that_is_cut_off_is_never_taken_for_whole(
    name: str, part: float, exported: dict[str, list[Path]], content: str, tmp_path: Path
) -> None:
    for at, source in enumerate(exported[name]):
        (tmp_path / f"{at}").mkdir()
        copies = []
        for one in exported[name]:
            data = one.read_bytes()
            copies.append(tmp_path / f"{at}" / one.name)
            copies[-1].write_bytes(data[: int(len(data) * part)] if one == source else data)
        never_less(copies, tmp_path / f"out {at}", content)


@pytest.mark.parametrize("name", ["nquads", "ntriples", "kgx-jsonl"])
def test_a_line_that_is_missing_is_missed(
    name: str, exported: dict[str, list[Path]], content: str, tmp_path: Path
) -> None:
    for number in (0, 5, -2):
        files = []
        for path in exported[name]:
            lines = path.read_bytes().splitlines(keepends=True)
            del lines[number]
            (tmp_path / path.name).write_bytes(b"".join(lines))
            files.append(tmp_path / path.name)
        never_less(files, tmp_path / f"out {number}", content)


def test_a_compressed_file_that_is_cut_off_is_said(exported: dict[str, list[Path]], tmp_path: Path) -> None:
    for name, ending in (("nquads", "nq"), ("kgx-jsonl", "jsonl")):
        path = tmp_path / f"graph.{ending}.gz"
        path.write_bytes(gzip.compress(exported[name][-1].read_bytes())[:-20])
        refused([path], tmp_path / "out", rf"graph.{ending}.gz: the compressed file is damaged or cut off")


STATEMENTS: dict[str, tuple[str, str]] = {
    "blank subject": ("_:x <http://a/p> <http://a/o> .", "has a blank node, which kg writes nowhere"),
    "blank object": ("<http://a/s> <http://a/p> _:x .", "has a blank node"),
    "blank graph": ("<http://a/s> <http://a/p> <http://a/o> _:g .", "has a graph without a name"),
    "language": ('<http://a/s> <http://a/p> "x"@en .', "has a text in the language 'en'"),
    "quoted triple": (
        "<http://a/s> <http://a/p> <<( <http://a/s> <http://a/p> <http://a/o> )>> .",
        "has a quoted triple",
    ),
    "blank in an IRI": ("<http://a/s x> <http://a/p> <http://a/o> .", r"graph.nq:\d+: is not nquads"),
    "control in an IRI": ("<http://a/\x01> <http://a/p> <http://a/o> .", r"graph.nq:\d+: is not nquads"),
    "escaped blank in an IRI": ("<http://a/\\u0020> <http://a/p> <http://a/o> .", r"graph.nq:\d+: is not nquads"),
    "relative IRI": ("<a> <http://a/p> <http://a/o> .", r"graph.nq:\d+: is not nquads"),
    "line feed in a text": ('<http://a/s> <http://a/p> "a\nb" .', r"graph.nq:\d+: is not nquads"),
    "quote in a text": ('<http://a/s> <http://a/p> "a"b" .', r"graph.nq:\d+: is not nquads"),
    "half a surrogate pair": ('<http://a/s> <http://a/p> "\\uD800" .', r"graph.nq:\d+: is not nquads"),
    "no full stop": (
        "<http://a/s> <http://a/p> <http://a/o>\n<http://a/s> <http://a/p> <http://a/o> .",
        r"graph.nq:\d+: is not nquads",
    ),
    "a statement more": (
        "<http://a/s> <http://a/p> <http://a/o> .",
        r"states [\d,]+ triples and has [\d,]+: it is cut off or was changed",
    ),
}


@pytest.mark.parametrize("fault", STATEMENTS)
def test_a_statement_that_no_export_has_is_one_line(
    fault: str, exported: dict[str, list[Path]], tmp_path: Path
) -> None:
    text, message = STATEMENTS[fault]
    path = tmp_path / "graph.nq"
    path.write_bytes(exported["nquads"][0].read_bytes() + text.encode() + b"\n")
    refused([path], tmp_path / "out", message)


XSD = b"^^<http://www.w3.org/2001/XMLSchema#"
CHANGES: dict[str, tuple[bytes, bytes, str]] = {
    "a text for a year": (b'"2014"' + XSD + b"gYear>", b'"2014"', "as dct:issued, expected a literal of the type"),
    "no number": (b'"1"' + XSD + b"integer>", b'"one"' + XSD + b"integer>", "invalid literal for int"),
    "no truth": (b'"false"' + XSD + b"boolean>", b'"no"' + XSD + b"boolean>", "expected true or false"),
    "an IRI for a text": (
        b'#label> "everolimus"',
        b"#label> <http://a/b>",
        "<http://a/b> as rdfs:label, expected a literal of the type",
    ),
    "a text for an IRI": (
        b"#wasDerivedFrom> <http://www.ncbi.nlm.nih.gov/pubmed/1>",
        b'#wasDerivedFrom> "PMID:1"',
        "expected an IRI",
    ),
    "another row": (b'{\\"columns\\":', b'{\\"cols\\":', "expected an object with a table and its columns"),
    "no table": (
        b'\\"table\\":\\"evidence\\"',
        b'\\"table\\":\\"nothing\\"',
        "columns of a table of a dataset, found 'nothing'",
    ),
}


@pytest.mark.parametrize("fault", CHANGES)
def test_a_value_that_is_none_is_named_with_its_subject(
    fault: str, exported: dict[str, list[Path]], tmp_path: Path
) -> None:
    before, after, message = CHANGES[fault]
    data = exported["nquads"][0].read_bytes()
    assert before in data
    path = tmp_path / "graph.nq"
    path.write_bytes(data.replace(before, after))
    refused([path], tmp_path / "out", message)


LINES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "no object": (lambda line: [], r"nodes.jsonl:3: list, expected an object of KGX"),
    "no id": (lambda line: {"category": ["biolink:Disease"]}, r"nodes.jsonl:3: id is '', expected a CURIE"),
    "a number for an id": (lambda line: {**line, "id": 7}, r"nodes.jsonl:3: id is 7, expected a CURIE"),
    "no category": (lambda line: {"id": line["id"]}, r"nodes.jsonl:3: .* has no 'category', expected a line as"),
    "a list for a name": (lambda line: {**line, "name": ["a"]}, r"nodes.jsonl:3: name is a list, expected one value"),
    "half a surrogate pair": (lambda line: {**line, "name": "\ud800"}, r"nodes.jsonl:3: holds half a surrogate pair"),
    "a number for a name": (lambda line: {**line, "name": 7.5}, "entities: .* has '7.5' as name, expected string"),
}


@pytest.mark.parametrize("fault", LINES)
def test_a_line_of_kgx_that_is_none_is_named(fault: str, exported: dict[str, list[Path]], tmp_path: Path) -> None:
    change, message = LINES[fault]
    edges, nodes = exported["kgx-jsonl"]
    lines = nodes.read_text(encoding="utf-8").splitlines()
    lines[2] = json.dumps(change(json.loads(lines[2])))
    copy = tmp_path / "nodes.jsonl"
    copy.write_text("\n".join(lines) + "\n", encoding="utf-8")
    refused([copy, edges], tmp_path / "out", message)


def test_lines_that_are_no_json_or_no_utf8_are_named(tmp_path: Path) -> None:
    path = tmp_path / "nodes.jsonl"
    path.write_bytes(b'{"id": "A:1"}\n{"id": \n')
    refused([path], tmp_path / "out", r"nodes.jsonl:2: is not JSON .*: the file may be cut off")
    path.write_bytes(b'{"id": "A:\xff"}\n')
    refused([path], tmp_path / "out", r"nodes.jsonl:1: is not UTF-8 at byte 10")


def test_cells_that_are_none_are_named(tmp_path: Path) -> None:
    path = tmp_path / "edges.tsv"
    for text, message in (
        ("name\tpredicate\nx\ty\n", r"edges.tsv:1: the columns are 'name, predicate', expected those of KGX"),
        ("id\tsubject\nx\n", r"edges.tsv:2: 1 cells, expected 2"),
        ("id\tsubject\nx\ty", r"edges.tsv:2: 2 cells, expected 2 and a line feed: the file may be cut off"),
        ("id\tsubject\tnegated\nx\ty\tmaybe\n", r"edges.tsv:2: negated: 'maybe' is not true or false"),
        ("id\tsubject\tevidence_count\nx\ty\t1.5\n", r"edges.tsv:2: evidence_count: invalid literal"),
        ("id\tsubject\tdescription\nx\ty\ta\\qb\n", r"edges.tsv:2: description: \\q is no escape"),
    ):
        path.write_text(text, encoding="utf-8")
        refused([path], tmp_path / "out", message)


def test_what_is_no_export_at_all_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("@prefix a: <http://a/> . a:s a:p a:o .")
    refused(
        [tmp_path / "a.ttl"],
        tmp_path / "out",
        "has no description of a dataset: the file is cut off, or `kg export` did not write it",
    )
    refused([tmp_path / "none.nq"], tmp_path / "out", r"none.nq does not exist: expected a file that kg export wrote")
    (tmp_path / "folder.nq").mkdir()
    refused([tmp_path / "folder.nq"], tmp_path / "out", r"folder.nq is a folder")
    refused(
        [tmp_path / "a.csv"],
        tmp_path / "out",
        r"its ending '.csv' is of no format that is imported: give --from nquads",
        ConfigError,
    )


@pytest.mark.parametrize(("name", "file"), [("nanopub", "graph.trig"), ("sssom", "graph.sssom.tsv")])
def test_what_only_leaves_is_told_what_it_is_and_what_to_import(name: str, file: str, tmp_path: Path) -> None:
    EXPORTS[name](sample.write(tmp_path / "dataset", sample.held_by("rdfxml")), tmp_path / file)
    message = rf"{file}: .*(nanopublications|SSSOM), which (are|is) not imported: import .*`kg export nquads --compl"
    for partial in (False, True):
        refused([tmp_path / file], tmp_path / "out", message, ConfigError, partial=partial)


def test_what_is_no_file_with_something_in_it_is_said(tmp_path: Path) -> None:
    for name in ("empty.nq", "nodes.jsonl", "nodes.tsv", "graph.rdf.gz"):
        (tmp_path / name).write_bytes(b"")
        refused([tmp_path / name], tmp_path / "out", rf"{name} is empty: expected a file that kg export wrote, or KGX")
    with pytest.raises(InputError, match=r"^/dev/null is no file: expected a file that kg export wrote, or KGX$"):
        import_files([(Path("/dev/null"), "nquads")], tmp_path / "out")


def test_a_giant_iri_is_cut_in_what_is_said(exported: dict[str, list[Path]], tmp_path: Path) -> None:
    giant, data = f"http://a/{'x' * 5000}", exported["nquads"][0].read_text(encoding="utf-8")
    path = tmp_path / "graph.nq"
    mistyped = "http://www.w3.org/2001/XMLSchema#gYear"
    for text in (
        f"{data}_:b <{giant}> <{giant}> .\n",
        f"{data}<{giant}> <{giant} .\n",
        data.replace("/pubmed/25058218", f"/pubmed/{giant}").replace(mistyped, "http://a/t"),
        data.replace(mistyped, giant),
        data.replace("/pubmed/25058218", f"/pubmed/{giant}"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises((InputError, ConfigError)) as caught:
            read([path], tmp_path / "out")
        assert len(str(caught.value)) < 700 + len(str(path)) and str(path) in str(caught.value)


def test_files_of_two_kinds_and_a_folder_that_is_there_are_refused(
    exported: dict[str, list[Path]], tmp_path: Path
) -> None:
    refused([*exported["nquads"], *exported["kgx-tsv"]], tmp_path / "out", "imported each for themselves", ConfigError)
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "mine").write_text("")
    with pytest.raises(DatasetError, match="is there already: name a new folder"):
        read(exported["nquads"], tmp_path / "here")
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["mine"]


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match=r"--from 'xml': expected one of nquads, ntriples"):
        format_of(Path("a.xml"), "xml")
    assert format_of(Path("a.NQ.gz")) == "nquads" and format_of(Path("a.txt"), "trig") == "trig"


def test_half_of_kgx_is_not_a_graph(exported: dict[str, list[Path]], tmp_path: Path) -> None:
    edges, nodes = exported["kgx-jsonl"]
    refused([edges], tmp_path / "out", "names .*, which is no node of these files: give all files")
    refused([nodes], tmp_path / "out", "evidence .* is named by no assertion: give all files of the export")


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(ENDINGS)),
    st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode(errors="replace")),
)
def test_whatever_the_bytes_are_the_fault_is_one_line(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"graph.{ENDINGS[name]}"
        path.write_bytes(data)
        try:
            list(parsed(path, name))
        except InputError as error:
            assert "\n" not in str(error) and str(error).startswith(str(path))


@settings(max_examples=25, deadline=None, phases=NO_SHRINKING)
@given(st.sampled_from(COMPLETE), st.floats(0, 0.9999), st.binary(min_size=1, max_size=3), st.booleans())
def test_wherever_bytes_are_changed_the_file_is_never_taken_for_another_dataset(
    exported: dict[str, list[Path]], content: str, name: str, part: float, put: bytes, inserted: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(folder) / one.name for one in exported[name]]
        for copy, one in zip(copies, exported[name], strict=True):
            data = one.read_bytes()
            at = int(len(data) * part)
            copy.write_bytes(data[:at] + put + data[at if inserted else at + len(put) :])
        never_less(copies, Path(folder) / "out", content)


def test_nothing_is_left_when_the_disk_is_full(
    exported: dict[str, list[Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("kg.exchange.assembling.write_table", full)
    with pytest.raises(DatasetError, match="the disk is full"):
        import_files([(path, "nquads") for path in exported["nquads"]], tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
