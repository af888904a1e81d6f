"""Apache Jena and RDF4J read every syntax without a word, hold what was exported, and answer as ``kg query`` does."""

from __future__ import annotations

import re
import textwrap
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kg.pipeline.run import RunResult
from kg.stores import open_store
from tests.exchange.elsewhere import files, programs
from tests.exchange.elsewhere.files import Exported
from tests.exchange.elsewhere.reading import WARN, counted_by_riot, read_by_rdf4j
from tests.exchange.test_sparql import compared
from tests.typing_pages import Shell

pytestmark = pytest.mark.java
NAMED = ("nquads", "trig", "jsonld")
PLAIN = ("ntriples", "turtle", "rdfxml")


def test_riot_is_heard(jena: dict[str, str], tmp_path: Path) -> None:
    """What it says of a bad number and of half a character is not lost on the way to the tests below."""
    integer = "<http://www.w3.org/2001/XMLSchema#integer>"
    bad = tmp_path / "bad.nt"
    for text, word in ((f'"x"^^{integer}', r"'x' not valid for datatype XSD integer"), ('"\ufffe"', r"U\+FFFE in str")):
        bad.write_text(f"<http://a/s> <http://a/p> {text} .\n", encoding="utf-8")
        with pytest.raises(AssertionError, match=word):
            counted_by_riot({"ntriples": Exported(bad, 1)})


def test_riot_has_nothing_to_say_of_odd_ids_and_texts(jena: dict[str, str], odd: dict[str, Exported]) -> None:
    counted_by_riot(odd)
    for names in (NAMED, PLAIN):
        out, _ = programs.ran(
            programs.java("jena", WARN, programs.JENA["riot"], "--output=nq", *(str(odd[one].path) for one in names))
        )
        read = odd["nquads"].path.with_name("riot.nq")
        read.write_text(out, encoding="utf-8", newline="\n")
        assert files.statements(read) == set().union(*(files.statements(odd[one].path) for one in names))


def test_rdf4j_reads_the_same_statements_of_odd_ids_and_texts(rdf4j: None, odd: dict[str, Exported]) -> None:
    blank = re.compile(r'"(?:\\[nrt]|[ \t])+"$')
    for one in read_by_rdf4j(odd):
        wanted = files.statements(one.path)
        if one is odd["rdfxml"]:  # where its parser makes an empty text of one that is nothing but blanks
            assert {blank.search(line) for line in wanted} > {None}
            wanted = {blank.sub('""', line) for line in wanted}
        assert files.statements(one.path.with_name(f"{one.path.name}.read.nq")) == wanted


# --- the worked example ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(jena: dict[str, str], demonstration: RunResult, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """The folder in which the lines of the page were typed, and what they printed."""
    shell = Shell(tmp_path_factory.mktemp("page"), {**jena, "KG_STORE": str(demonstration.dataset)})
    (shell.folder / "build").mkdir()
    (shell.folder / "claims.rq").write_text(files.block("sparql", "claims.rq"), encoding="utf-8")
    for fence in files.blocks("sh"):
        for line in fence.typed():
            shell.type(line)
            assert shell.code[line] == 0, f"{line}\n{shell.out[line]}{shell.err[line]}"
    return shell


def answers_as_ours(dataset: Path, claims: str, inhibitors: str) -> None:
    """The answers to the two questions of the page, as TSV, are those of the dataset's tables and of the Cypher."""
    rows = {name: pq.read_table(dataset / "tables" / f"{name}.parquet").to_pylist() for name in ("assertions", "edges")}
    facts = [row for row in rows["edges"] if row["basis"] == "curated"]
    # links of the hierarchy without a reference are no associations
    reified = sum(row["relation"] != "SUBCLASS_OF" or bool(row["reference"]) for row in facts)
    assert files.rows_of(claims, ("claims",)) == [{"claims": len(rows["assertions"]) + reified}]
    with closing(open_store(str(dataset))) as store:
        columns, wanted = files.flagship(store)
    assert len(wanted) > 5
    found = files.rows_of(inhibitors, columns)
    assert compared(found, files.FLAGSHIP) == compared(wanted, files.FLAGSHIP)


@pytest.mark.lexicon
def test_riot_and_tdb2_have_the_worked_example(
    demonstration: RunResult, example: dict[str, Exported], page: Shell
) -> None:
    counted_by_riot(example)
    (validate, _, *asked) = (line for fence in files.blocks("sh") for line in fence.typed() if line[:3] != "kg ")
    assert validate.startswith("riot --validate") and page.out[validate] == page.err[validate] == ""
    answers_as_ours(demonstration.dataset, *(page.out[line] for line in asked))


@pytest.mark.lexicon
def test_rdf4j_has_the_worked_example(rdf4j: None, demonstration: RunResult, page: Shell, tmp_path: Path) -> None:
    assert textwrap.indent(files.block("java"), "        ") in programs.RDF4J.read_text(encoding="utf-8")
    words = [str(tmp_path / "store"), *(str(page.folder / name) for name in ("mine.nq", "claims.rq", "inhibitors.rq"))]
    out, err = programs.ran(programs.java("rdf4j", str(programs.RDF4J), "ask", *words))
    assert err == ""
    answers_as_ours(demonstration.dataset, *out.split("\n\n")[:2])
