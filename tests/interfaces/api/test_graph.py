"""``kg.open`` and ``kg.run``: the graph's answers are those of the command line."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow
import pytest
import rdflib

import kg
from kg.ask.explain import explain
from kg.errors import ConfigError, DatasetError, InputError, QueryError, StoreError
from kg.interfaces.api.keywords import as_keywords, keywords
from kg.lexicon.lexicon import Lexicon
from tests.pipeline.sources.build import article
from tests.runs import run_on, study, write
from tests.runs import table as table_of
from tests.server import Server

ROOT = Path(__file__).resolve().parents[3]
STATEMENT = "MATCH (d:Drug)-[:INHIBITS]->(t:Target {name: $name}) RETURN d.name AS drug, d.id AS id ORDER BY drug"


def _command(*arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done


def _rows(*arguments: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Rows that a command prints and what it says beside them."""
    done = _command(*arguments, "--json")
    return json.loads(done.stdout), [line.removeprefix("kg: ") for line in done.stderr.splitlines()]


def test_a_question_of_the_pack_has_the_rows_of_the_command_line(graph: kg.Graph, dataset: Path) -> None:
    rows, said = _rows("query", "targets-of-drug", "-p", "drug=RAD001", "--store", str(dataset))
    answer = graph.query("targets-of-drug", drug="RAD001")
    assert list(answer) == rows and rows
    assert list(answer.notes) == said[:-1]
    assert answer.notes == ("drug 'RAD001' is CHEBI:68478 (everolimus, Drug)",)
    assert answer.columns == tuple(rows[0])
    assert answer.question == "What does a drug act on, and who says so?"


def test_a_parameter_that_python_keeps_for_itself_goes_in_a_dict(graph: kg.Graph) -> None:
    answer = graph.query("drug-class-with-disease-evidence", {"class": "mTOR inhibitor"}, disease="HCC")
    assert {row["drug"] for row in answer} == {"everolimus", "sirolimus"}
    with pytest.raises(QueryError, match="parameter 'disease' is given twice"):
        graph.query("drug-class-with-disease-evidence", {"class": "mTOR inhibitor", "disease": "HCC"}, disease="HCC")


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("targets-of-drugs", {}, "there is no query 'targets-of-drugs' (did you mean 'targets-of-drug'?)"),
        ("targets-of-drug", {}, "targets-of-drug needs drug: the drug; give it with drug=..."),
        ("targets-of-drug", {"drug": 3}, "drug=3: expected a CURIE or a name"),
        ("targets-of-drug", {"drug": ""}, "drug is empty: expected a CURIE or a name"),
        (
            "targets-of-drug",
            {"drugs": "x"},
            "targets-of-drug has no parameter 'drugs' (did you mean 'drug'?): it takes drug",
        ),
        (
            "evidence-for-drug-and-disease",
            {"drug": "RAD001", "disease": "HCC", "relation": "HEALS"},
            "relation='HEALS': expected one of",
        ),
    ],
)
def test_a_wrong_question_or_parameter_is_one_line(
    graph: kg.Graph, name: str, parameters: dict[str, Any], message: str
) -> None:
    with pytest.raises(QueryError) as raised:
        graph.query(name, **parameters)
    assert str(raised.value).startswith(message)


def test_a_statement_takes_python_values_as_they_are(graph: kg.Graph, dataset: Path) -> None:
    answer = graph.cypher(STATEMENT, name="MTOR")
    assert list(answer) == _rows("query", "--cypher", STATEMENT, "-p", "name=MTOR", "--store", str(dataset))[0]
    assert answer.columns == ("drug", "id") and len(answer) == 3
    assert graph.cypher("MATCH (n:Run) RETURN $a AS a, $b AS b, $c AS c", a="3", b=["x", 1], c=None)[0] == {
        "a": "3",
        "b": ["x", 1],
        "c": None,
    }
    with pytest.raises(QueryError, match=r"needs name; give it with name=\.\.\."):
        graph.cypher(STATEMENT)
    with pytest.raises(QueryError, match=r"name=.*: expected a text, number, truth value, list, dict or None"):
        graph.cypher(STATEMENT, name=object())


def test_a_statement_that_writes_is_refused_and_one_of_unknown_names_says_so(graph: kg.Graph) -> None:
    with pytest.raises(StoreError, match="CREATE is not allowed here"):
        graph.cypher("CREATE (n:Drug)")
    answer = graph.cypher("MATCH (n:Drugs) RETURN n.id AS id")
    assert not answer and answer.notes[0].startswith("no label Drugs")


def test_a_file_of_ones_own_is_a_question_too(graph: kg.Graph, tmp_path: Path) -> None:
    (tmp_path / "mine.cypher").write_text(STATEMENT)
    assert list(graph.query(str(tmp_path / "mine.cypher"), name="MTOR")) == list(graph.cypher(STATEMENT, name="MTOR"))


def test_the_sentences_behind_a_row(graph: kg.Graph, dataset: Path) -> None:
    rows, _ = _rows("explain", "everolimus", "HCC", "--store", str(dataset))
    answer = graph.explain("everolimus", "HCC")
    assert list(answer) == rows and "«" in rows[0]["sentence"]
    assert (
        list(graph.explain(rows[0]["assertion"])) == _rows("explain", rows[0]["assertion"], "--store", str(dataset))[0]
    )
    assert list(graph.explain(assertion=rows[0]["assertion"])) == list(graph.explain(rows[0]["assertion"]))
    with pytest.raises(QueryError, match="this graph has no assertion 'everolimus'"):
        graph.explain(assertion="everolimus")


def test_the_sentences_of_a_drug_and_of_a_publication(graph: kg.Graph) -> None:
    pair = graph.explain("everolimus", "HCC")
    drug = graph.explain("everolimus")
    assert set(pair["evidence"]) <= set(drug["evidence"]) and drug.columns == pair.columns
    assert drug.notes == ("drug 'everolimus' is CHEBI:68478 (everolimus, Drug)",)
    paper = graph.explain(pmid="1")
    assert list(graph.explain("PMID:1")) == list(paper) and set(paper["document"]) == {"PMID:1"}
    tier = pair[0]["tier"]
    assert list(graph.explain("everolimus", "HCC", tier=tier)) == [row for row in pair if row["tier"] == tier]
    assert not graph.explain("everolimus", "HCC", polarity="opposes")
    with pytest.raises(QueryError, match="give one thing"):
        graph.explain("everolimus", pmid="1")


def test_a_publication_in_which_nothing_was_read_says_what_it_mentions_and_where_to_go_on(
    small_lexicon: Lexicon, small: None, tmp_path: Path
) -> None:
    bare = article(4, "Levels", "Blood levels of everolimus and everolimus were taken.")
    file = write(tmp_path / "a.xml", study(1), bare, article(5, "Weather", "It rained."))
    dataset = run_on(small_lexicon, tmp_path / "ds", file).dataset
    with kg.open(dataset) as graph:
        assert graph.explain("PMID:4").notes == (
            "PMID:4 (Levels, 2011): no study of a drug in a disease and no other claim was read in it; it mentions"
            " CHEBI:68478 (everolimus, Drug); `kg explain CHEBI:68478` shows what others say of everolimus",
        )
        assert "; no name was found in it; `kg query coverage` says" in graph.explain(pmid="5").notes[0]
        said: list[str] = []
        assert not explain(graph._store, pmid="5", report=said.append)
    assert len(said) == 1 and "no name" not in said[0], "a server holds no mentions, and does not say there are none"


def test_what_is_told_while_it_answers_is_told_to_the_report_too(small: None, dataset: Path) -> None:
    said: list[str] = []
    with kg.open(str(dataset), report=said.append) as opened:
        assert tuple(said[-1:]) == opened.query("targets-of-drug", drug="RAD001").notes or said


def test_a_graph_shows_where_it_is_and_no_password(graph: kg.Graph, dataset: Path) -> None:
    assert repr(graph) == f"kg.open({str(dataset)!r})"
    assert repr(kg.Graph("bolt://neo4j:secret@host:7687/x", graph._store, print)) == "kg.open('bolt://host:7687/x')"


def test_a_parameter_without_its_name_is_refused(graph: kg.Graph) -> None:
    for ask in (graph.query, graph.cypher, graph.sparql):
        with pytest.raises(TypeError, match=r"^'HCC' is no dict of parameters: give each parameter by its name, as in"):
            ask("drugs-studied-for-disease", "HCC")  # type: ignore[arg-type]


def test_a_column_of_the_questions_is_a_list(graph: kg.Graph) -> None:
    assert "targets-of-drug" in graph.queries()["name"]


def test_a_closed_graph_says_so(small: None, dataset: Path) -> None:
    opened = kg.open(dataset)
    opened.close()
    opened.close()
    with pytest.raises(StoreError, match="closed"):
        opened.query("targets-of-drug", drug="RAD001")


def test_tables_are_arrow_tables_read_when_asked_for(graph: kg.Graph, dataset: Path) -> None:
    assert list(graph.tables) == ["documents", "mentions", "assertions", "evidence", "entities", "edges", "rejects"]
    evidence = graph.tables["evidence"]
    assert isinstance(evidence, pyarrow.Table)
    assert evidence.to_pylist() == table_of(dataset, "evidence")
    with pytest.raises(QueryError, match=r"^there is no table 'claims': expected one of documents, mentions"):
        graph.tables["claims"]
    assert "claims" not in graph.tables and graph.tables.get("claims") is None


def test_a_table_that_is_damaged_is_named(small: None, dataset: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(dataset, tmp_path / "ds")
    with kg.open(tmp_path / "ds") as opened:
        (tmp_path / "ds" / "tables" / "rejects.parquet").write_bytes(b"no table")
        with pytest.raises(DatasetError, match=r"rejects\.parquet is damaged \(.*\); run the same command again"):
            opened.tables["rejects"]


def test_a_folder_that_is_no_dataset_and_an_address_of_no_store_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"has no run\.json, so it is not a finished dataset"):
        kg.open(tmp_path)
    with pytest.raises(StoreError, match="http:// is not the address of a store"):
        kg.open("http://localhost")
    with pytest.raises(StoreError, match=r"^kg\.open has no address: give it a dataset folder"):
        kg.open()
    with pytest.raises(TypeError, match=r"^None is no address: kg\.open opens a dataset folder"):
        kg.open(None)  # type: ignore[arg-type]


def test_answers_from_a_dataset_that_was_cut_short_say_so(small: None, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('name = "p"\n[nlp]\nprofile = "fast"\n')
    cut = kg.run(
        [tmp_path / "p.toml", write(tmp_path / "a.xml", study(1))], out=tmp_path / "cut", stop_after="ground"
    ).dataset
    lacks = f"{cut} ends after the stage ground and has no relations"
    rows, said = _rows("query", "null-trials", "--store", str(cut))
    said_of_it = [line for line in said if "ends after" in line]
    assert said_of_it == [f"read from {cut}, which ends after the stage ground and has no relations"] and not rows
    told: list[str] = []
    with kg.open(cut, report=told.append) as opened:
        answers = [
            opened.query("null-trials"),
            opened.cypher(STATEMENT, name="MTOR"),
            opened.explain("everolimus", "HCC"),
            opened.sparql("drugs-studied-for-disease", disease="HCC"),
        ]
    assert [answer.notes[-1:] for answer in answers] == [(lacks,)] * 4
    assert lacks in repr(answers[0]) and lacks not in told


@pytest.mark.parametrize(("format", "complete"), [("nquads", True), ("nquads", False), ("kgx-jsonl", False)])
def test_what_is_imported_from_a_dataset_that_was_cut_short_says_so(
    format: str, complete: bool, small: None, tmp_path: Path
) -> None:
    cut = kg.run(write(tmp_path / "a.xml", study(1)), out=tmp_path / "cut", stop_after="ground").dataset
    with kg.open(cut) as opened:
        opened.export(format, tmp_path / ("x.nq" if complete or format == "nquads" else "x"), complete=complete)
    told: list[str] = []
    files = sorted(tmp_path.glob("x*"))
    again = tmp_path / "again"
    assert kg.import_(files, again, partial=not complete, report=told.append).same is complete
    lacks = f"{again} ends after the stage ground and has no relations"
    assert told[-1] == f"{lacks}, as the dataset that was exported"
    with kg.open(again) as opened:
        assert opened.cypher("MATCH (n:Drug) RETURN n.id AS id").notes[-1] == lacks


def test_a_run_makes_a_dataset_that_opens(small: None, tmp_path: Path) -> None:
    file = write(tmp_path / "a.xml", study(1))
    (tmp_path / "p.toml").write_text('name = "p"\n[nlp]\nprofile = "fast"\n')
    gc.unfreeze()
    before = gc.get_threshold()
    gc.set_threshold(800, 9, 9)
    try:
        result = kg.run([tmp_path / "p.toml", file], out=tmp_path / "ds")
        assert (gc.get_threshold(), gc.get_freeze_count()) == ((800, 9, 9), 0), "as it was in the user's process"
    finally:
        gc.set_threshold(*before)
    assert (result.rejected, result.made) == (0, 1)
    assert kg.run([tmp_path / "p.toml", file], out=tmp_path / "ds").made == 0
    with kg.open(result.dataset) as opened:
        assert opened.query("targets-of-drug", drug="everolimus")
    with pytest.raises(ConfigError, match="holds a dataset of other inputs"):
        kg.run([tmp_path / "p.toml", write(tmp_path / "b.xml", study(2))], out=tmp_path / "ds")


def test_a_run_without_an_input_or_a_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nothing to read"):
        kg.run([])
    with pytest.raises(ConfigError, match=r"give its folder with out, or a PIPELINE\.toml"):
        kg.run(write(tmp_path / "a.xml", study(1)))


def test_what_is_no_file_to_read_is_refused_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    document = kg.Document.of("A title", "Everolimus inhibited mTOR.", id="PMID:1")
    for inputs in (document, [document], iter([document])):
        with pytest.raises(
            TypeError, match=r"^the document PMID:1 is no path: kg\.run reads files; write texts to a file"
        ):
            kg.run(inputs, out=tmp_path / "ds")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^None is no path: kg\.run reads files"):
        kg.run(None, out=tmp_path / "ds")  # type: ignore[arg-type]
    for text in ("Aspirin inhibits PTGS2.", "Does aspirin inhibit PTGS2?", "one\ntwo " * 10_000):
        with pytest.raises(
            InputError, match=r"is no file, folder or glob: kg\.run reads files; write texts to a file of"
        ):
            kg.run(text, out=tmp_path / "ds")
        with pytest.raises(InputError, match=r"kg\.read reads files; give texts to kg\.annotate, as they are$"):
            kg.read(text)
    with pytest.raises(InputError, match=r"my abstracts\.xml: no such file or folder"):
        kg.run("my abstracts.xml", out=tmp_path / "ds")
    (tmp_path / "my notes").mkdir()
    write(tmp_path / "my notes" / "a.xml", study(1))
    assert [one.id for inputs in ("my notes", "my n*s/*") for one in kg.read(inputs)] == ["PMID:1"] * 2


def test_a_run_is_shown_in_two_lines(small: None, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('name = "p"\n[nlp]\nprofile = "fast"\n')
    result = kg.run(
        [tmp_path / "p.toml", write(tmp_path / "a.xml", study(1))], out=tmp_path / "ds", stop_after="sources"
    )
    assert repr(result).splitlines() == [
        f"<RunResult {tmp_path}/ds: 1 record read, 1 kept, 0 rejected;",
        " 0 mentions, 0 pieces of evidence for 0 assertions>",
    ]


@pytest.mark.neo4j
def test_a_server_gives_the_same_rows_and_has_no_tables(graph: kg.Graph, dataset: Path, neo4j_holding: Any) -> None:
    server: Server = neo4j_holding(dataset)
    with kg.open(server.uri) as opened:
        assert list(opened.query("targets-of-drug", drug="RAD001")) == list(
            graph.query("targets-of-drug", drug="RAD001")
        )
        assert list(opened.cypher(STATEMENT, name="MTOR")) == list(graph.cypher(STATEMENT, name="MTOR"))
        with pytest.raises(ConfigError, match="bolt:// is a server, and tables are in a dataset folder"):
            opened.tables  # noqa: B018


# --- to others -------------------------------------------------------------------------------------------------------


def test_an_export_is_that_of_the_command_line(graph: kg.Graph, dataset: Path, tmp_path: Path) -> None:
    done = _command("export", "nquads", "--dataset", str(dataset), "--disease", "HCC", "--drug", "everolimus")
    written = graph.export("nquads", tmp_path / "graph.nq", disease="HCC", drug="everolimus")
    assert (tmp_path / "graph.nq").read_text(encoding="utf-8") == done.stdout
    assert f"{written['triples']:,} triples" in done.stderr
    graph.export("kgx-tsv", f"{tmp_path}/new/", query="targets-of-drug", parameters={"drug": "RAD001"})
    assert sorted(path.name for path in (tmp_path / "new").iterdir())


@pytest.mark.parametrize(
    ("format", "options", "message"),
    [
        ("excel", {}, "'excel' is not an export format: expected one of nquads"),
        ("csv", {"complete": True}, "csv cannot hold all of a dataset: complete is for nquads"),
        ("nquads", {"query": "contradictions", "drug": "everolimus"}, "give query, or disease and drug: a part is"),
        ("nquads", {"parameters": {"drug": "everolimus"}}, "parameters are those of query: name the query"),
    ],
)
def test_a_wrong_export_names_the_keywords(
    graph: kg.Graph, tmp_path: Path, format: str, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        graph.export(format, tmp_path / "out", **options)
    assert str(raised.value).startswith(message)
    assert list(tmp_path.iterdir()) == []


def test_a_question_in_sparql_has_the_rows_of_the_command_line(graph: kg.Graph, dataset: Path, tmp_path: Path) -> None:
    name = "drugs-studied-for-disease"
    rows, _ = _rows("sparql", name, str(dataset), "-p", "disease=HCC")
    answer = graph.sparql(name, disease="hepatocellular carcinoma")
    assert list(answer) == rows and rows
    assert answer.question == graph.query(name, disease="HCC").question
    statement = "SELECT ?name { $drug rdfs:label ?name }"
    assert list(graph.sparql(statement, drug="CHEBI:68478")) == [{"name": "everolimus"}]
    with pytest.raises(QueryError, match=r"parameter 'drugs': expected one of drug"):
        graph.sparql(statement, drugs="CHEBI:68478")


def test_a_name_is_the_same_in_a_query_in_sparql_and_in_an_export(graph: kg.Graph, tmp_path: Path) -> None:
    name = "drugs-studied-for-disease"
    for disease in ("no such illness", "everolimus", "hepatocelular carcinoma", "MONDO:9999999"):
        said = set()
        for ask in (graph.query, graph.sparql):
            with pytest.raises(QueryError) as raised:
                ask(name, disease=disease)
            said.add(str(raised.value))
        with pytest.raises(QueryError) as raised:
            graph.export("turtle", tmp_path / "x.ttl", disease=disease)
        assert said == {str(raised.value)}
    asked = graph.sparql(name, disease="HCC")
    assert list(asked.notes) == list(graph.query(name, disease="HCC").notes) and "'HCC' is MONDO" in asked.notes[0]


@pytest.mark.parametrize("place", ["run.json", "tables/evidence.parquet", "new.trig", ""])
def test_an_export_leaves_the_dataset_alone_that_it_reads(graph: kg.Graph, dataset: Path, place: str) -> None:
    before = {path: path.read_bytes() for path in dataset.rglob("*") if path.is_file()}
    with pytest.raises(kg.KgError, match="is in the folder of the dataset"):
        graph.export("trig" if place else "csv", str(dataset / place))
    assert {path: path.read_bytes() for path in dataset.rglob("*") if path.is_file()} == before


def test_a_limit_below_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Everolimus in HCC.")
    with pytest.raises(kg.KgError, match=r"limit.?-1: expected a number of records"):
        kg.run(tmp_path / "a.txt", out=tmp_path / "ds", limit=-1)
    assert not (tmp_path / "ds").exists()


def test_rdflib_has_every_statement_of_the_export(graph: kg.Graph, tmp_path: Path) -> None:
    graph.export("nquads", tmp_path / "graph.nq")
    found = graph.to_rdflib()
    lines = (tmp_path / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert len(list(found.quads((None, None, None, None)))) == len(set(lines)) > 100
    label = rdflib.URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    assert "everolimus" in {str(name) for name in found.objects(None, label)}


def test_the_questions_are_those_of_the_command_line(graph: kg.Graph) -> None:
    assert list(graph.queries()) == _rows("queries")[0]


def test_what_is_not_a_server_is_not_loaded(graph: kg.Graph, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is another dataset than"):
        graph.load(str(tmp_path))
    with pytest.raises(StoreError, match="http:// is not the address of a store"):
        graph.load("http://localhost")


@pytest.mark.neo4j
def test_a_server_is_brought_to_the_dataset(graph: kg.Graph, dataset: Path, empty_neo4j: Server) -> None:
    counts = graph.load(empty_neo4j.uri)
    assert counts == graph.load(empty_neo4j.uri) and counts["Drug"]
    with kg.open(empty_neo4j.uri) as opened:
        assert list(opened.cypher(STATEMENT, name="MTOR")) == list(graph.cypher(STATEMENT, name="MTOR"))
        with pytest.raises(ConfigError, match="bolt:// is a server, and exports are written from a dataset folder"):
            opened.export("nquads", "out.nq")


# --- faults ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("--profile x: unknown", "profile x: unknown"),
        ("give its folder with --out, or --stop-after", "give its folder with out, or stop_after"),
        ("give a text with --in; no --ids", "give a text with within; no ids"),
        ("run `kg run P.toml --out DIR` first", "run `kg run P.toml --out DIR` first"),
        ("see kg names --left-out, or give --add", "see kg names --left-out, or give add"),
        ("a--b and x --- y", "a--b and x --- y"),
    ],
)
def test_faults_name_keywords_for_options_and_commands_as_they_are(message: str, said: str) -> None:
    assert as_keywords(message) == said
    with pytest.raises(ConfigError) as raised, keywords():
        raise ConfigError(message)
    assert str(raised.value) == said
