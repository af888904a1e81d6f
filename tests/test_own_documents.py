"""Documents under names of the user's own, from a file of JSON lines to every output."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kg import ids
from kg.ask.explain import explain
from kg.exchange.annotate import annotate_files
from kg.exchange.export import EXPORTS, FOLDERS
from kg.lexicon.lexicon import Lexicon
from kg.model import Document
from kg.pipeline import sources
from kg.stores import open_store
from tests.conftest import Hold
from tests.exchange.export.tally import by_oxigraph, by_rdflib
from tests.runs import STUDY, run_on, table

NAMES = (
    "digest:pmid:1",
    "nct:NCT0#a",
    "doc 7",
    "doc  7",
    "doc_7",
    "7",
    "07",
    "foo:1",
    "a/b",
    "a|b",
    "a%7Cb",
    "a%7cb",
    "50%",
    "a b",
    "a%20b",
    "a?b",
    "a#b",
    'say "so"',
    "it's",
    "back\\slash",
    "<x>",
    "{}",
    "[1]",
    "é",
    "e\u0301",
    "文献 7",
    "😀",
    "..",
    "-",
    "a,b",
    "a;b",
    "=1+1",
    "NULL",
    "$1",
    "two\nlines",
    "a\tb",
    "nul\x00",
    "unit\x1fseparator",
    "x" * 1000,
    "x" * 3000 + "a",
    "x" * 3000 + "b",
)
GIVEN: tuple[tuple[dict[str, Any], str], ...] = (
    *(({"id": name}, f"KGD:{name}") for name in NAMES if len(name) <= 1000),
    *(({"id": name}, "") for name in NAMES if len(name) > 1000),
    ({"pmid": "7"}, "PMID:7"),
    ({"id": 8}, "KGD:8"),
    ({"id": "10.9999/a<b>"}, "DOI:10.9999/a<b>"),
    ({"id": "PMC7"}, "PMC:PMC7"),
)
"""Keys of a record -> its id, where it is not cut."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("own") / "own.jsonl"
    path.write_text(
        "".join(json.dumps({**keys, "title": "A study", "abstract": STUDY}) + "\n" for keys, _ in GIVEN),
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="module")
def dataset(source: Path, small_lexicon: Lexicon) -> Path:
    result = run_on(small_lexicon, source.parent / "dataset", str(source))
    assert result.rejected == 0 and result.ledger["records"]["kept"] == len(GIVEN)
    return result.dataset


@pytest.fixture(scope="module")
def documents(dataset: Path) -> set[str]:
    """Ids of the documents: as many as were given, and those that were given where nothing is cut."""
    found = {row["id"] for row in table(dataset, "documents")}
    assert len(found) == len(GIVEN)
    assert {curie for _, curie in GIVEN if curie} <= found
    return found


def test_every_document_has_its_own_evidence_and_iri(dataset: Path, documents: set[str]) -> None:
    assert {row["document"] for row in table(dataset, "evidence")} == documents
    assert {row["document"] for row in table(dataset, "mentions")} == documents
    assert len({ids.iri(one) for one in documents}) == len(documents)


def test_the_embedded_graph_and_its_sentences_name_every_document(dataset: Path, documents: set[str]) -> None:
    with closing(open_store(str(dataset))) as store:
        nodes = store.run("MATCH (p:Publication) RETURN p.id AS id, p.uri AS uri ORDER BY id")
        sentences = explain(store, drug="everolimus", disease="hepatocellular carcinoma")
    assert {row["id"]: row["uri"] for row in nodes} == {one: ids.iri(one) for one in documents}
    assert {row["document"] for row in sentences} == documents


@pytest.mark.parametrize(("name", "suffix"), [("nquads", ".nq"), ("ntriples", ".nt")])
def test_rdf_has_an_iri_for_every_document(
    name: str, suffix: str, dataset: Path, documents: set[str], tmp_path: Path
) -> None:
    path, said = tmp_path / f"graph{suffix}", list[str]()
    lines = EXPORTS[name](dataset, path, said.append)["lines"]
    for tally in (by_oxigraph(path), by_rdflib(path)):
        assert tally.statements == lines
        assert tally.nodes["documents"] == {ids.iri(one) for one in documents}
    assert said == []


def test_kgx_and_the_import_files_have_a_node_for_every_document(
    dataset: Path, documents: set[str], tmp_path: Path
) -> None:
    EXPORTS["kgx-jsonl"](dataset, tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "nodes.jsonl").read_bytes().splitlines()]
    assert {line["id"] for line in lines if line["category"] == ["biolink:Publication"]} == documents
    named = {one for line in lines if line["category"] == ["biolink:TextMiningStudyResult"] for one in line["xref"]}
    assert named == documents
    counts = FOLDERS["neo4j-admin"](dataset, tmp_path / "import")
    assert counts["nodes"] > len(documents)


@pytest.mark.neo4j
@pytest.mark.xdist_group("neo4j")
def test_neo4j_has_a_node_for_every_document(dataset: Path, documents: set[str], neo4j_holding: Hold) -> None:
    with neo4j_holding(dataset).driver() as driver, driver.session() as session:
        found = session.run(
            "MATCH (p:Publication)<-[:FROM]-(:Evidence) RETURN DISTINCT p.id AS id, p.uri AS uri"
        ).values()
    assert dict(found) == {one: ids.iri(one) for one in documents}


@pytest.mark.parametrize("form", ["jsonl", "bioc-json", "bioc-xml", "pubtator"])
def test_annotated_files_keep_every_name_and_read_back(
    form: str, source: Path, documents: set[str], small_lexicon: Lexicon, tmp_path: Path
) -> None:
    output, said = tmp_path / "output", list[str]()
    written = annotate_files(
        [str(source)], to=form, output=output, profile="fast", lexicon=small_lexicon, say=said.append
    )
    assert written.rejected == 0
    assert said == []
    back = [one.id for one in sources.read(str(output)) if isinstance(one, Document)]
    assert len(back) == len(documents)
    assert set(back) == documents


def test_json_lines_print_a_name_as_it_was_given(source: Path, small_lexicon: Lexicon, tmp_path: Path) -> None:
    annotate_files(
        [str(source)], to="jsonl", output=tmp_path / "out", profile="fast", lexicon=small_lexicon, say=lambda _: None
    )
    printed = [json.loads(line)["id"] for line in (tmp_path / "out").read_bytes().splitlines()]
    assert [one for one in printed if len(one) < 1000] == [
        *(name for name in NAMES if len(name) < 1000), "PMID:7", "8", "DOI:10.9999/a<b>", "PMC:PMC7",
    ]  # fmt: skip


def test_a_repeated_name_is_said(small_lexicon: Lexicon, tmp_path: Path) -> None:
    path = tmp_path / "twice.jsonl"
    path.write_text(
        "".join(json.dumps({"id": "doc 7", "title": "A study", "abstract": f"{n}. {STUDY}"}) + "\n" for n in range(2))
    )
    result = run_on(small_lexicon, tmp_path / "dataset", str(path))
    assert (result.ledger["records"]["kept"], result.ledger["records"]["superseded"]) == (1, 1)
    (reject,) = table(result.dataset, "rejects")
    assert (reject["id"], reject["place"]) == ("KGD:doc 7", "line 1") and "later copy of the same record" in reject[
        "reason"
    ]


def test_evidence_names_the_trials_of_every_registry_and_the_largest_first(
    tmp_path: Path, small_lexicon: Lexicon
) -> None:
    path = tmp_path / "trial.jsonl"
    abstract = f"{STUDY} Trial registration: ISRCTN81306618; ACTRN12605000000000; ClinicalTrials.gov NCT01035229."
    path.write_text(json.dumps({"pmid": "7", "title": "A study", "abstract": abstract}) + "\n", encoding="utf-8")
    rows = table(run_on(small_lexicon, tmp_path / "dataset", str(path)).dataset, "evidence")
    assert rows
    for row in rows:
        assert row["trials"] == ["CLINICALTRIALS:NCT01035229", "ACTRN:ACTRN12605000000000", "ISRCTN:ISRCTN81306618"]
