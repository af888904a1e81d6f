"""The command line as a user meets it: what is on stdout and stderr, the exit code, and every fault in one line."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer.main

from kg import paths
from kg.exchange import exporting
from kg.interfaces import cli
from kg.interfaces.api.row_list import Rows
from kg.interfaces.commands import last, talk
from kg.pipeline import config
from kg.pipeline import run as running
from kg.progress import unwatched
from tests.pipeline.sources.build import article, article_set
from tests.runs import deletion, study, table, write

ROOT = Path(__file__).resolve().parents[2]
FLAGSHIP = "mtor-inhibitors-with-hcc-evidence"
COMMANDS = sorted(
    path
    for name, command in typer.main.get_command(cli.app).commands.items()  # type: ignore[attr-defined]
    for path in ([f"{name} {sub}" for sub in command.commands] if hasattr(command, "commands") else [name])
)


@dataclass(frozen=True)
class Said:
    """What a command did: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """stdout as JSON rows; fails when anything else is on it."""
        rows: list[dict[str, Any]] = json.loads(self.out)
        return rows

    def one_line(self, pattern: str, code: int) -> None:
        """Assert that this was one clear line of error and nothing else."""
        assert "Traceback" not in self.err
        assert self.err.count("\n") == 1, self.err
        assert re.search(pattern, self.err), self.err
        assert (self.code, self.out) == (code, "")


Kg = Callable[..., Said]


@pytest.fixture
def kg(small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kg:
    """Runs a command in this process, in a folder and with a cache of its own, on the small lexicon."""
    monkeypatch.setenv("KG_LEXICON", str(small_folder))
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("KG_STORE", raising=False)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["kg", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            cli.main()
        said = capsys.readouterr()
        return Said(
            left.value.code if isinstance(left.value.code, int) else int(left.value.code is not None),
            said.out,
            said.err,
        )

    return call


@pytest.fixture
def pipeline(tmp_path: Path) -> str:
    """A pipeline without an answer, to be given its inputs."""
    (tmp_path / "p.toml").write_text('name = "p"\n')
    return str(tmp_path / "p.toml")


@pytest.fixture(scope="module")
def made(small_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of three studies made through the command line, with its graph."""
    folder = tmp_path_factory.mktemp("made")
    write(folder / "in" / "a.xml", study(1), study(2, "sirolimus"), study(3, "sorafenib"))
    (folder / "p.toml").write_text(
        f'[source]\npath = ["in/*.xml"]\n[output]\ndataset = "{folder}/ds"\n[answer]\nquery = "{FLAGSHIP}"\n'
    )
    environment = {
        **os.environ,
        "KG_LEXICON": str(small_folder),
        "KG_CACHE": str(folder / "cache"),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "kg", "run", "p.toml", "--json"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (folder / "answer.json").write_text(done.stdout)
    (folder / "talk.txt").write_text(done.stderr)
    return folder


# --- help -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str, kg: Kg) -> None:
    said = kg(*command.split(), "--help")
    assert said.code == 0
    assert f"Example: kg {command}" in " ".join(said.out.split())


@pytest.mark.parametrize("command", ["", "ontologies", "train", *COMMANDS])
def test_help_shows_what_stands_in_square_brackets(command: str, kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    shown: Any = typer.main.get_command(cli.app)
    for name in command.split():
        shown = shown.commands[name]
    texts = [shown.help or "", *(getattr(parameter, "help", None) or "" for parameter in shown.params)]
    texts += [inner.get_short_help_str(400) for inner in getattr(shown, "commands", {}).values()]
    bracketed = [part for text in texts for part in re.findall(r"\S*\[[^]]*\]\S*", text.replace("\\[", "["))]
    assert bracketed or command != "train"
    said = " ".join(kg(*command.split(), "--help").out.split())
    assert [part for part in bracketed if part not in said] == []


def test_help_is_there_in_under_three_tenths_of_a_second() -> None:
    def seconds(*command: str) -> float:
        # Processor time: the wall clock of a machine that runs other tests beside this one says nothing. `make bench`
        # measures wall time.
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True)
        assert not done.returncode
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    # On a machine that is slow just now, what counts is that little is imported beside the library of the command line.
    library = min(seconds("-c", "import typer") for _ in range(5))
    assert min(seconds("-m", "kg", "--help") for _ in range(5)) < max(0.3, 5 * library)


def test_without_a_command_kg_shows_its_help(kg: Kg) -> None:
    assert "Usage: kg" in kg().out
    assert kg("--version").out.startswith("kg 0.")


def test_a_character_that_stdout_cannot_have_is_one_line(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.interfaces.api.questions.queries", lambda: Rows(({"a": "«x»"},), ("a",)))
    assert kg("queries", "--format", "csv").out == "a\n«x»\n"
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    monkeypatch.setattr(sys, "argv", ["kg", "queries", "--format", "csv"])
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 1
    assert said.getvalue() == (
        "kg: the output has '\\xab', which its encoding, ascii, lacks: set PYTHONIOENCODING=utf-8, or take --format"
        " json, which is escaped\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("run",), ("run", "p.toml", "--nonsense"), ("query", "--limit"), ("ontologies", "none")],
)
def test_wrong_usage_is_2(arguments: tuple[str, ...], kg: Kg) -> None:
    said = kg(*arguments)
    assert (said.code, said.out) == (2, "")
    assert "Usage: kg" in said.err


# --- what works -------------------------------------------------------------------------------------------------------


def test_run_answers_the_pipelines_question_on_stdout_and_talks_on_stderr(made: Path) -> None:
    rows = json.loads((made / "answer.json").read_text())
    assert sorted((row["drug"], row["membership"]) for row in rows) == [
        ("everolimus", "curated"),
        ("sirolimus", "curated"),
    ]
    talk_ = (made / "talk.txt").read_text().splitlines()
    assert all(line.startswith("kg: ") for line in talk_)
    assert "3 records read = 3 documents kept" in talk_[0]
    assert not any("annotated" in line for line in talk_), "a run of a second has no progress to tell"


def test_a_query_names_its_rows(kg: Kg, made: Path) -> None:
    said = kg("query", FLAGSHIP, "--store", str(made / "ds"), "--json")
    assert said.rows == json.loads((made / "answer.json").read_text())
    assert (said.code, said.err) == (0, f"kg: read from {made / 'ds'}\n")
    csv = kg("query", FLAGSHIP, "--store", str(made / "ds"), "--format", "csv").out.splitlines()
    assert csv[0].startswith("drug_id,drug,membership,tier")
    assert len(csv) == 3
    other = kg("query", "drugs-against-target", "-p", "target=MTOR", "--store", str(made / "ds"), "--json")
    assert "sorafenib" in {row["drug"] for row in other.rows}, "the sentence says so"


def test_a_cypher_statement_is_answered(kg: Kg, made: Path) -> None:
    said = kg(
        "query",
        "--cypher",
        "MATCH (d:Drug)-[:INHIBITS]->(:Target {name: 'MTOR'}) RETURN DISTINCT d.name AS drug ORDER BY drug",
        "--store",
        str(made / "ds"),
        "--json",
    )
    assert {"drug": "everolimus"} in said.rows


def test_a_statement_takes_parameters(kg: Kg, made: Path) -> None:
    statement = (
        "MATCH (d:Drug)-[:INHIBITS]->(:Target {name: $target}) WHERE d.name IN $drugs RETURN DISTINCT d.name AS drug"
        " ORDER BY drug"
    )
    given = ("-p", "target=MTOR", "-p", 'drugs=["everolimus", "x"]', "--store", str(made / "ds"), "--json")
    assert kg("query", "--cypher", statement, *given).rows == [{"drug": "everolimus"}]
    kg("query", "--cypher", statement, *given[2:]).one_line("the statement needs target; give it with -p target=", 2)
    kg("query", "--cypher", statement, *given, "-p", "drug=x").one_line("no parameter 'drug' .did you mean 'drugs'", 2)


def test_a_file_of_ones_own_is_a_query(kg: Kg, made: Path, tmp_path: Path) -> None:
    body = "MATCH (:Drug {id: $drug})-[:STUDIED_FOR]->(x:Disease) RETURN DISTINCT x.id AS id"
    (tmp_path / "my.cypher").write_text(body)
    assert kg("query", "my.cypher", "-p", "drug=CHEBI:68478", "--store", str(made / "ds"), "--json").rows == [
        {"id": "MONDO:0007256"}
    ]
    (tmp_path / "named.cypher").write_text(f'// [parameters.drug]\n// type = "curie"\n// entity = ["Drug"]\n\n{body}')
    said = kg("query", "./named.cypher", "-p", "drug=Afinitor", "--store", str(made / "ds"), "--json")
    assert said.rows == [{"id": "MONDO:0007256"}]
    assert said.err == f"kg: drug 'Afinitor' is CHEBI:68478 (everolimus, Drug)\nkg: read from {made / 'ds'}\n"
    kg("query", "nosuch.cypher", "--store", str(made / "ds")).one_line("nosuch.cypher cannot be read .No such file", 2)


def test_what_no_graph_has_gets_a_hint_and_is_no_error(kg: Kg, made: Path) -> None:
    statement = "MATCH (d:drug)-[:TREATS]->(x:Disease) RETURN d.name AS drug, x.Name AS disease"
    said = kg("query", "--cypher", statement, "--store", str(made / "ds"), "--json")
    assert (said.code, said.rows) == (0, [])
    lines = said.err.splitlines()
    assert [line.partition(";")[0] for line in lines[:3]] == [
        "kg: no label drug", "kg: no relation TREATS", "kg: no property Name of Disease",
    ]  # fmt: skip
    assert lines[1].startswith("kg: no relation TREATS; there are STUDIED_FOR, AMELIORATES, ")


def test_a_known_entity_without_rows_says_so_and_an_unknown_one_is_an_error(kg: Kg, made: Path) -> None:
    store = ("--store", str(made / "ds"), "--json")
    said = kg(
        "query",
        "drug-class-with-disease-evidence",
        "-p",
        "class=mTOR inhibitors",
        "-p",
        "disease=breast carcinomas",
        *store,
    )
    assert (said.code, said.rows) == (0, [])
    assert said.err.splitlines() == [
        "kg: class 'mTOR inhibitors' is CHEBI:68481 (mTOR inhibitor, Role)",
        "kg: disease 'breast carcinomas' is MONDO:0007254 (breast cancer, Disease)",
        "kg: known, nothing here: disease MONDO:0007254 (breast cancer, Disease) is not in this graph",
        f"kg: read from {made / 'ds'}",
    ]
    assert "known, nothing here: disease MONDO:0007254" in kg("explain", "everolimus", "MONDO:0007254", *store).err
    for command in (
        ("query", "drugs-studied-for-disease", "-p", "disease=MONDO:0007265"),
        ("explain", "RAD001", "MONDO:0007265"),
    ):
        kg(*command, *store).one_line(
            "disease='MONDO:0007265' is neither in this graph nor in the lexicon; nearest: .*MONDO:0007256", 2
        )


def test_what_reads_says_what_it_read(kg: Kg, made: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    commands = (
        ("query", FLAGSHIP, "--json"),
        ("query", "--cypher", "RETURN 1 AS n", "--json"),
        ("explain", "everolimus", "HCC", "--json"),
        ("export", "kgx-jsonl", "-o", "kgx"),
    )
    monkeypatch.setenv("KG_STORE", f"file://{made / 'ds'}")
    for command in commands:
        assert kg(*command).err.endswith(f"read from file://{made / 'ds'} ($KG_STORE)\n")
        assert kg(*command, "--store", str(made / "ds")).err.endswith(f"read from {made / 'ds'}\n")
    monkeypatch.delenv("KG_STORE")
    last.remember(made / "ds")
    for command in commands:
        assert kg(*command).err.endswith(f"read from {made / 'ds'} (the dataset last run here)\n")
    assert last.read_from("bolt://me:secret-w@rd@host:7687/x") == "read from bolt://host:7687/x"
    assert last.read_from("bolt://host:7687") == "read from bolt://host:7687"


def test_a_folder_that_is_no_dataset_is_called_the_same_by_everyone(
    kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    for name, reason in {
        "empty": (
            "empty has no run.json, so it is not a finished dataset: make one with `kg run PIPELINE.toml --out empty`"
        ),
        "nowhere": "nowhere does not exist: make one with `kg run PIPELINE.toml --out nowhere`",
        "file": "file is a file, not a dataset: name the folder that `kg run` wrote",
    }.items():
        commands = (
            ("query", FLAGSHIP),
            ("query", "--cypher", "RETURN 1 AS n"),
            ("explain", "everolimus", "HCC"),
            ("export", "nquads"),
        )
        exports = tuple(("export", format_, "-o", "out") for format_ in ("ntriples", "kgx-jsonl", "neo4j-admin"))
        for command in (*commands, *exports):
            kg(*command, "--store", name).one_line(f"^kg: {re.escape(reason)}\n$", 1)
            with monkeypatch.context() as patch:
                patch.setenv("KG_STORE", name)
                kg(*command).one_line(f"^kg: {re.escape(reason)}\n$", 1)
        kg("load", name).one_line(f"^kg: {re.escape(reason)}\n$", 1)
        with monkeypatch.context() as patch:
            patch.setenv("KG_STORE", name)
            assert [row["found"] for row in kg("doctor", "--json").rows if row["check"] == "dataset"] == [reason]


def test_explain_shows_the_sentences_behind_a_row(kg: Kg, made: Path) -> None:
    said = kg("explain", "everolimus", "hepatocellular carcinoma", "--store", str(made / "ds"), "--json")
    assert {row["document"] for row in said.rows} == {"PMID:1"}
    assert all(row["sentence"].count("«") == 2 for row in said.rows)
    by_id = kg("explain", said.rows[0]["assertion"], "--store", str(made / "ds"), "--json")
    assert {row["assertion"] for row in by_id.rows} == {said.rows[0]["assertion"]}


def test_explain_takes_a_drug_and_a_publication_alone(kg: Kg, made: Path) -> None:
    store = ("--store", str(made / "ds"), "--json")
    assert {row["subject"] for row in kg("explain", "everolimus", *store).rows} == {"everolimus"}
    by_option = kg("explain", "--pmid", "1", *store)
    assert {row["document"] for row in by_option.rows} == {"PMID:1"} and by_option.code == 0
    assert kg("explain", "PMID:1", *store).out == by_option.out == kg("explain", "pmid:1", *store).out


def test_explain_shows_a_summary_first_and_all_fields_when_asked(kg: Kg, made: Path) -> None:
    asked = ("explain", "everolimus", "HCC", "--store", str(made / "ds"))
    rows = kg(*asked, "--json").rows
    short = kg(*asked)
    assert short.out.startswith("everolimus in hepatocellular carcinoma: ")
    assert "https://pubmed.ncbi.nlm.nih.gov/1/" in short.out and rows[0]["assertion"] not in short.out
    full = kg(*asked, "--full")
    assert full.out.count("\nassertion ") == len(rows) and full.out.startswith("document ")
    assert kg(*asked, "--tier", "review", "--json").rows == []
    assert [row["tier"] for row in kg(*asked, "--tier", rows[0]["tier"], "--json").rows] == [
        row["tier"] for row in rows if row["tier"] == rows[0]["tier"]
    ]


def test_rows_that_a_limit_leaves_out_are_counted_on_stderr(kg: Kg, made: Path) -> None:
    asked = ("explain", "--pmid", "1", "--store", str(made / "ds"), "--json")
    rows = kg(*asked).rows
    assert len(rows) > 1
    cut = kg(*asked, "--limit", "1")
    assert cut.rows == rows[:1] and f"kg: and {len(rows) - 1} more: --limit 0\n" in cut.err
    assert kg(*asked, "--limit", "0").rows == rows
    assert kg(*asked, "--limit", "-1").code == 2


def test_the_dataset_run_last_here_is_the_default_store(kg: Kg, pipeline: str, tmp_path: Path) -> None:
    kg("query", FLAGSHIP).one_line(
        "no store: give --store .a dataset folder or bolt://HOST:7687.*`kg run mtor-hcc` in this folder first", 1
    )
    assert kg("run", pipeline, write(tmp_path / "a.xml", study(1)), "--out", "ds").code == 0
    assert [row["drug"] for row in kg("query", FLAGSHIP, "--json").rows] == ["everolimus"]


@pytest.mark.parametrize("note", ["", "[]", "{"])
def test_a_damaged_note_of_the_last_run_is_no_note(note: str, kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "last.json").write_text(note)
    kg("query", FLAGSHIP).one_line("no store", 1)


def test_a_cache_that_cannot_be_written_costs_the_note_not_the_run(kg: Kg, pipeline: str, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    said = kg("run", pipeline, write(tmp_path / "a.xml", study(1)), "--out", "ds")
    assert said.code == 0
    assert "kg query needs --store ds" in said.err


def test_the_pack_is_listed(kg: Kg) -> None:
    rows = kg("queries", "--json").rows
    assert len(rows) >= 8
    assert FLAGSHIP in {row["name"] for row in rows}
    assert all(row["question"].endswith("?") for row in rows)
    said = kg("queries", "targets-of-drug").out.splitlines()
    assert said[:3] == ["What does a drug act on, and who says so?", "", "kg query targets-of-drug -p drug=everolimus"]
    (row,) = kg("queries", "targets-of-drug", "--json").rows
    assert (row["command"], row["parameters"]) == (said[2], ["drug (curie (Drug), required): the drug"])
    kg("queries", "target-of-drug").one_line("there is no query 'target-of-drug' .did you mean 'targets-of-drug'", 2)


@pytest.mark.parametrize(
    ("name", "type_", "first"),
    [("RAD001", "", "CHEBI:68478"), ("rapamycin", "drug", "CHEBI:9168"), ("HCC", "Disease", "MONDO:0007256")],
)
def test_ground_ranks_and_explains(name: str, type_: str, first: str, kg: Kg) -> None:
    rows = kg("ground", name, "--type", type_, "--json").rows
    assert rows[0]["id"] == first
    assert all(row["reason"] and 0 < row["score"] <= 1 for row in rows)


@pytest.mark.parametrize(("given", "reason"), [("CHEBI:68478", "its id"), ("DRUGBANK:DB01590", "its cross-reference")])
def test_ground_takes_an_id_for_its_entity(given: str, reason: str, kg: Kg) -> None:
    (row,) = kg("ground", given, "--json").rows
    assert (row["id"], row["name"], row["score"], row["reason"]) == ("CHEBI:68478", "everolimus", 1, reason)
    assert kg("ground", given, "--type", "drug", "--json").rows == [row]
    assert kg("ground", given, "--type", "disease", "--json").code == 1
    assert kg("ground", "CHEBI:1", "--json").err.startswith("kg: not in the lexicon: CHEBI:1;")
    assert [row["id"] for row in kg("ontologies", "search", given, "--json").rows] == ["CHEBI:68478"]


def test_ground_says_what_it_does_not_know(kg: Kg) -> None:
    said = kg("ground", "everolimus", "nosuchname", "--json")
    assert [row["text"] for row in said.rows] == ["everolimus"]
    assert said.code == 1
    assert said.err == "kg: not in the lexicon: nosuchname; kg ontologies search looks inside names\n"


def test_ground_takes_what_has_no_letters_for_the_name_of_nothing(kg: Kg) -> None:
    said = kg("ground", "-", "", "%", "--json")
    assert (said.code, said.rows) == (1, [])
    assert said.err == "kg: not in the lexicon: -, '', %; kg ontologies search looks inside names\n"


@pytest.mark.parametrize("command", [("ground", "x"), ("ontologies", "search", "x")])
def test_an_unknown_type_is_refused(command: tuple[str, ...], kg: Kg) -> None:
    kg(*command, "--type", "gene").one_line("--type 'gene': expected one of Drug, Target, .*; did you mean Target", 2)


def test_the_lexicon_is_searched_by_name_and_by_part(kg: Kg) -> None:
    assert [row["id"] for row in kg("ontologies", "search", "rapamycin", "--json").rows] == ["CHEBI:9168"]
    assert {row["name"] for row in kg("ontologies", "search", "olimus", "--type", "drug", "--json").rows} == {
        "everolimus",
        "sirolimus",
        "temsirolimus",
        "tacrolimus",
    }
    assert kg("ontologies", "search", "olimus", "--type", "disease", "--json").rows == []


def test_the_sources_are_listed_with_their_licences(kg: Kg) -> None:
    rows = kg("ontologies", "list", "--json").rows
    assert {"mondo", "hgnc"} <= {row["source"] for row in rows}
    assert all(row["licence"] for row in rows)


@pytest.mark.parametrize(
    ("format_", "looks"), [("nquads", r"<[^>]+> <[^>]+> .+ <[^>]+> \.$"), ("ntriples", r"<[^>]+> <[^>]+> .+ \.$")]
)
def test_export_writes_data_on_stdout(format_: str, looks: str, made: Path) -> None:
    command = [sys.executable, "-m", "kg", "export", format_, "--dataset", str(made / "ds")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    lines = done.stdout.splitlines()
    assert len(lines) > 100
    assert sum(bool(re.match(looks, line)) for line in lines) > 0.5 * len(lines)
    assert all(line.startswith("<") and line.endswith(" .") for line in lines)
    assert re.fullmatch(rf"kg: [\d,]+ .*; read from {re.escape(str(made))}/ds\n", done.stderr)


def test_export_writes_files(kg: Kg, made: Path, tmp_path: Path) -> None:
    said = kg("export", "kgx-jsonl", "--store", str(made / "ds"), "-o", str(tmp_path / "kgx"))
    assert (said.code, said.out) == (0, "")
    names = {
        json.loads(line)["id"] for path in tmp_path.glob("kgx*nodes.jsonl") for line in path.read_text().splitlines()
    }
    assert "CHEBI:68478" in names


def test_doctor_looks_at_everything(kg: Kg, made: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KG_STORE", str(made / "ds"))
    states = {row["check"]: row for row in kg("doctor", "--json").rows}
    assert {"python", "duckdb", "cache", "lexicon", "dataset", "NCBI_API_KEY"} <= states.keys()
    assert states["lexicon"]["state"] == "wrong", "the small lexicon was not built from the manifest"
    assert states["lexicon"]["advice"] == "kg ontologies build"
    assert "3 documents of 3 records" in states["dataset"]["found"]
    assert kg("doctor").code == 1
    monkeypatch.setenv("KG_STORE", str(tmp_path))
    assert {row["check"]: row["state"] for row in kg("doctor", "--json").rows}["dataset"] == "absent"
    (tmp_path / "run.json").write_text("[]")
    assert {row["check"]: row["state"] for row in kg("doctor", "--json").rows}["dataset"] == "wrong"
    monkeypatch.setenv("KG_STORE", f"file://{made / 'ds'}")
    assert {row["check"]: row["state"] for row in kg("doctor", "--json").rows}["dataset"] == "good"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("bolt://127.0.0.1:9", "no Neo4j answers at bolt://127.0.0.1:9"),
        ("bolt://me:secret-word@127.0.0.1:9", "bolt://127.0.0.1:9 came with credentials"),
        ("gopher://127.0.0.1", "gopher:// is not an address of Neo4j"),
    ],
)
def test_doctor_says_what_is_wrong_with_the_address_of_a_server(
    address: str, found: str, kg: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", address)
    monkeypatch.setenv("NEO4J_PASSWORD", "secret-word")
    said = kg("doctor", "--json")
    rows = {row["check"]: row for row in said.rows}
    assert "dataset" not in rows
    assert rows["store"]["state"] == "wrong"
    assert found in rows["store"]["found"]
    assert "unset KG_STORE" in rows["store"]["advice"]
    assert [rows[name]["state"] for name in ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")].count("good") >= 1
    assert "secret-word" not in said.out
    assert said.code == 1


# --- bad input --------------------------------------------------------------------------------------------------------

_GOOD = article_set(study(1), study(2, "sirolimus"), study(3, "sorafenib")).encode()
_ENTITY = b'<?xml version="1.0"?><!DOCTYPE PubmedArticleSet [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_BAD_INPUTS: dict[str, tuple[bytes, list[int], str]] = {
    # name of the file: its bytes, the PMIDs that are kept, the reason that the rejects give
    "truncated.xml.gz": (gzip.compress(_GOOD, mtime=0)[:-200], [], "cut off before its end"),
    "broken.xml": (
        _GOOD.replace(b"</PubmedArticle><PubmedArticle>", b"</PubmedArticle><oops><PubmedArticle>", 1),
        [1],
        "",
    ),
    "root.xml": (b"<?xml version='1.0'?><html><body>No records</body></html>", [], "html"),
    "entities.xml": (
        _ENTITY + b"<PubmedArticleSet>" + article(4, "&b;").encode() + b"</PubmedArticleSet>",
        [],
        "entit",
    ),
    "latin.xml": (_GOOD.replace(b"sirolimus", "sirolimus à".encode("latin-1"), 1), [1], ""),
    "huge.xml": (
        article_set(study(1), article(5, "Huge", "word " * 1_000_000), study(2)).encode(),
        [1, 2],
        "more than the 1,000,000",
    ),
    "empty.xml": (b"", [], "empty"),
    "text.bin": (bytes(range(256)) * 4, [], ""),
}


@pytest.mark.parametrize("name", _BAD_INPUTS)
def test_a_bad_input_is_a_reject_with_its_reason_and_nothing_else_is_lost(
    name: str, kg: Kg, pipeline: str, tmp_path: Path
) -> None:
    content, kept, reason = _BAD_INPUTS[name]
    (tmp_path / name).write_bytes(content)
    good = write(tmp_path / "good.xml", study(11, "temsirolimus"))
    said = kg("run", pipeline, str(tmp_path / name), good, "--out", "ds")
    assert said.code == 1
    assert "Traceback" not in said.err
    assert "kg: kg rejects --store ds lists" in said.err
    documents = {row["id"] for row in table(tmp_path / "ds", "documents")}
    assert {f"PMID:{pmid}" for pmid in (*kept, 11)} <= documents
    rejects = table(tmp_path / "ds", "rejects")
    assert rejects
    assert {Path(row["source"]).name for row in rejects} == {name}
    assert all(row["reason"] and row["place"] and row["stage"] for row in rejects)
    assert any(reason in row["reason"] for row in rejects), rejects
    assert said.err.count("\nkg: rejected: ") == min(len(rejects), 5)
    assert all(" ".join(row["reason"].split()) in said.err for row in rejects[:5])
    assert kg("rejects", "ds", "--json").rows == rejects


def test_an_empty_abstract_and_a_duplicate_are_no_fault(kg: Kg, pipeline: str, tmp_path: Path) -> None:
    file = write(tmp_path / "a.xml", article(1, "Everolimus", ""), study(2), study(2), study(3), deletion(3))
    said = kg("run", pipeline, file, "--out", "ds")
    assert said.code == 0
    assert "5 records read = 2 documents kept + 1 superseded + 1 deleted + 1 deletion + 0 rejected" in said.err
    titles = {row["id"]: row["text"].strip() for row in table(tmp_path / "ds", "documents")}
    assert titles["PMID:1"] == "Everolimus"


# --- what cannot be done ----------------------------------------------------------------------------------------------


def test_a_place_that_cannot_be_written_is_one_line(kg: Kg, pipeline: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    file = write(tmp_path / "a.xml", study(1))
    for out in ("file", "file/ds"):
        kg("run", pipeline, file, "--out", out).one_line(
            "kg: file is a file, and a dataset is a folder: name another place with --out", 2
        )
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (errno.EACCES, "no permission to write here; choose another folder with --out"),
        (errno.EROFS, "no permission to write here"),
        (
            errno.ENOSPC,
            "the disk is full; finished partitions are kept, free some space and run the same command again",
        ),
        (errno.EDQUOT, "the disk is full"),
        (errno.EIO, "cannot be written .Input/output error.; finished partitions are kept"),
    ],
)
def test_a_write_that_fails_is_one_line_and_costs_nothing_that_was_done(
    code: int, message: str, kg: Kg, pipeline: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [write(tmp_path / f"{number}.xml", study(number)) for number in (1, 2)]
    replace = os.replace

    def failing(source: str | Path, target: str | Path) -> None:
        if Path(source).name.startswith(".assertions.parquet."):
            raise OSError(code, os.strerror(code), str(source))
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing)
        kg("run", pipeline, *files, "--out", "ds").one_line(f"kg: ds: {message}", 1)
    kg("query", FLAGSHIP, "--store", "ds").one_line("it is not a finished dataset: make one with `kg run", 1)
    assert "0 partitions made, 2 found" in kg("run", pipeline, *files, "--out", "ds").err
    assert len(table(tmp_path / "ds", "documents")) == 2


def test_a_real_full_disk_is_one_line(small_folder: Path, pipeline: str, tmp_path: Path) -> None:
    file = write(tmp_path / "a.xml", *(study(pmid) for pmid in range(1, 30)))
    limit = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); sys.argv[0] = 'kg'"
        "; from kg.interfaces.commands import talk; talk.EVERY = 1e9"  # no progress, however slow the machine is
        "; from kg.interfaces.cli import main; main()"
    )
    environment = {
        **os.environ,
        "KG_LEXICON": str(small_folder),
        "KG_CACHE": str(tmp_path / "cache"),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", limit, "run", pipeline, file, "--out", str(tmp_path / "ds")],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    Said(done.returncode, done.stdout, done.stderr).one_line("the disk is full; finished partitions are kept", 1)
    assert not (tmp_path / "ds" / "run.json").exists()


def test_output_that_cannot_be_written_is_one_line(small_folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "kg", "queries"], stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT
        )
    Said(done.returncode, "", done.stderr).one_line("kg: output: No space left on device", 1)


def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "queries", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


@pytest.mark.parametrize(("error", "code"), [(errno.EPIPE, 0), (errno.ENOSPC, 1)])
def test_a_reader_that_the_library_saw_go_is_no_fault_either(
    error: int, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def app(**_: str) -> None:
        try:
            raise OSError(error, os.strerror(error))
        except OSError:
            sys.exit(1)  # as the library does

    monkeypatch.setattr(cli, "app", app)
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == code


def test_a_place_that_a_run_may_not_write_to_is_said_before_the_lexicon_is_opened(
    kg: Kg, pipeline: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_LEXICON", str(tmp_path / "nowhere"))
    file = write(tmp_path / "a.xml", study(1))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    for flags in ([], ["--replace"], ["--add"]):
        kg("run", pipeline, file, "--out", "mine", *flags).one_line(
            "mine holds files and no dataset of kg: name another folder", 2
        )
    kg("run", pipeline, file, "--out", "a.xml").one_line("a.xml is a file, and a dataset is a folder", 2)
    kg("run", pipeline, file, "--add", "--replace").one_line("give one of the two", 2)


def test_other_inputs_need_a_word_from_the_user(
    kg: Kg, pipeline: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = write(tmp_path / "a.xml", study(1)), write(tmp_path / "b.xml", study(2))
    assert kg("run", pipeline, first, "--out", "ds").code == 0
    lexicon = os.environ["KG_LEXICON"]
    monkeypatch.setenv("KG_LEXICON", str(tmp_path / "nowhere"))
    message = (
        "ds holds a dataset of other inputs .*a.xml.: give --add to keep them .* --replace .* or another folder with"
        " --out"
    )
    kg("run", pipeline, second, "--out", "ds").one_line(message, 2)
    monkeypatch.setenv("KG_LEXICON", lexicon)
    assert "2 records read" in kg("run", pipeline, second, "--out", "ds", "--add").err
    assert {row["id"] for row in table(tmp_path / "ds", "documents")} == {"PMID:1", "PMID:2"}
    assert "1 record read = 1 document kept" in kg("run", pipeline, second, "--out", "ds", "--replace").err
    assert {row["id"] for row in table(tmp_path / "ds", "documents")} == {"PMID:2"}


def test_a_dataset_that_is_loaded_into_itself_is_named_once(kg: Kg, made: Path) -> None:
    said = kg("load", str(made / "ds"), "--json")
    assert said.code == 0
    assert re.fullmatch(rf"kg: {made}/ds has its graph: [\d,]+ nodes and relationships\n", said.err)


# --- without a pipeline -----------------------------------------------------------------------------------------------


@pytest.fixture
def fast_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of a run without a pipeline, but without the network, which the small lexicon has no use for."""
    monkeypatch.setattr("kg.pipeline.inputs.Pipeline", lambda name: config.Pipeline(name, nlp=config.Nlp("fast")))


@pytest.mark.usefixtures("fast_by_default")
def test_files_and_a_folder_to_write_are_enough(kg: Kg, tmp_path: Path) -> None:
    write(tmp_path / "a.xml", study(1))
    (tmp_path / "b.jsonl").write_text('{"pmid": "2", "title": "Everolimus inhibited mTOR."}\n')
    write(tmp_path / "more" / "c.xml", study(3))
    said = kg("run", "a.xml", "b.jsonl", "more", "--out", "ds")
    assert (said.code, said.out) == (0, "")
    assert "3 records read = 3 documents kept" in said.err
    assert [row["drug"] for row in kg("query", FLAGSHIP, "--json").rows] == ["everolimus"]
    assert "3 found" in kg("run", "a.xml", "b.jsonl", "more", "--out", "ds").err


def test_a_run_without_a_pipeline_adds_with_the_settings_that_the_dataset_has(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('name = "mine"\n[nlp]\nprofile = "fast"\ntypes = ["Drug"]\n')
    write(tmp_path / "a.xml", study(1))
    write(tmp_path / "b.xml", study(2))
    assert kg("run", "p.toml", "a.xml", "--out", "ds").code == 0
    said = kg("run", "b.xml", "--out", "ds", "--add")
    assert "1 partition made, 1 found" in said.err
    ledger = json.loads((tmp_path / "ds" / "run.json").read_text())["pipeline"]
    assert (ledger["name"], ledger["nlp"]["profile"], ledger["nlp"]["types"]) == ("mine", "fast", ["Drug"])


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (
            ["a.xml"],
            (
                "no pipeline is named that says where the dataset goes: give its folder with --out, or a PIPELINE.toml"
                " first"
            ),
            2,
        ),
        (["a.xml", "b.xml"], "no pipeline is named", 2),
        (["none.xml", "--out", "ds"], "none.xml: no such file or folder", 1),
        (["none.xml"], "none.xml: no such file or folder", 1),
        (["mtor-hc"], "mtor-hc: no such file, folder or pipeline: did you mean mtor-hcc[?]", 2),
        (
            ["a.xml", "p.toml", "--out", "ds"],
            "p.toml: a run has one pipeline, and it comes first: kg run PIPELINE.toml .INPUT",
            2,
        ),
        (["p.toml", "p.toml"], "p.toml: a run has one pipeline, and it comes first", 2),
        (["nosuch.toml"], "nosuch.toml: no such pipeline file; by name alone: kg run mtor-hcc$", 2),
        (["NOSUCH.TOML", "a.xml"], "NOSUCH.TOML: no such pipeline file", 2),
        (["-", "--out", "ds"], "cannot read standard input", 2),
        (["folder.toml"], "folder.toml: cannot be read .Is a directory", 2),
    ],
)
def test_what_a_run_cannot_do_with_its_arguments_is_one_line(
    arguments: list[str], message: str, code: int, kg: Kg, pipeline: str, tmp_path: Path
) -> None:
    write(tmp_path / "a.xml", study(1))
    write(tmp_path / "b.xml", study(1))
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "pipelines").mkdir()
    (tmp_path / "pipelines" / "mine.toml").write_text('name = "mine"\n')
    kg("run", *arguments).one_line(message, code)
    assert not (tmp_path / "ds").exists()


def test_the_shipped_pipelines_are_those_of_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files", "pipelines/*.toml"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("this tree is not a git checkout")
    assert sorted(config.SHIPPED) == sorted(Path(name).name for name in listed.stdout.split())


def test_a_file_named_nearly_like_a_shipped_pipeline_is_an_input(kg: Kg, tmp_path: Path) -> None:
    write(tmp_path / "mtor-hc", study(1))
    assert "1 record read" in kg("run", "mtor-hc", "--out", "ds", "--stop-after", "sources").err


def test_an_export_counts_one_as_one(kg: Kg, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    counts = {"entities": 1, "publications": 1, "assertions": 2, "negated": 1, "rows besides": 1}
    monkeypatch.setattr(exporting, "export_dataset", lambda *_, **__: counts)
    said = kg("export", "nquads", "--dataset", str(tmp_path), "-o", "x.nq").err
    assert said.startswith("kg: 1 entity, 1 publication, 2 assertions, 1 negated, 1 row besides, written to x.nq;")


def test_a_shipped_pipeline_is_named_by_its_name_alone(kg: Kg, tmp_path: Path) -> None:
    """It goes before no file of that name, which may be an input."""
    assert config.shipped("mtor-hcc") == paths.data("pipelines", "mtor-hcc.toml")
    assert config.shipped("mtor-hcc.toml") is None
    write(tmp_path / "a.xml", study(1))
    done = kg("run", "mtor-hcc", "a.xml", "--out", "ds", "--stop-after", "sources")
    assert "1 record read" in done.err
    assert json.loads((tmp_path / "ds" / "run.json").read_text())["pipeline"]["name"] == "mtor-hcc"
    (tmp_path / "mtor-hcc").mkdir()
    assert config.shipped("mtor-hcc") is None


def test_a_pipeline_is_known_by_its_content_too(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "settings").write_text('name = "mine"\n[nlp]\nprofile = "fast"\n')
    write(tmp_path / "a.xml", study(1))
    assert "1 record read" in kg("run", "settings", "a.xml", "--out", "ds").err
    for name, content in {
        "empty": "",
        "text": "Everolimus in HCC.\n",
        "other": "[tool]\nx = 1\n",
        "latin": "\xe9",
    }.items():
        (tmp_path / name).write_bytes(content.encode("latin-1"))
        assert not config.is_pipeline(str(tmp_path / name)), name


# --- rejects ----------------------------------------------------------------------------------------------------------


def test_rejects_are_counted_by_reason_and_the_first_are_shown(kg: Kg, pipeline: str, tmp_path: Path) -> None:
    lines = ['{"pmid": "1", "title": "Everolimus"}', *(f"no JSON {number}" for number in range(7)), '{"title": ""}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n")
    write(tmp_path / "b.xml", study(2), study(2, version=2), study(3), deletion(3))
    said = kg("run", pipeline, "a.jsonl", "b.xml", "--out", "my ds")
    assert (said.code, said.out) == (1, "")
    rows = table(tmp_path / "my ds", "rejects")
    refused = [row for row in rows if row["stage"] != "dataset"]
    assert len(refused) == 8 and len(rows) == 10
    told = said.err.splitlines()[1:]
    assert re.match(r"kg: 7 records rejected: not JSON", told[0])
    assert re.match(r"kg: 1 record rejected: ", told[1])
    shown = [line for line in told if line.startswith("kg: rejected: ")]
    assert shown == [f"kg: rejected: a.jsonl: {row['place']}: {row['reason']}" for row in refused[:5]]
    assert told[-1] == "kg: kg rejects --store 'my ds' lists all 8"
    listed = kg("rejects", "my ds", "--json")
    assert listed.rows == [*refused, *(row for row in rows if row["stage"] == "dataset")]
    assert (listed.code, listed.err) == (0, "kg: my ds: 8 records rejected, 2 superseded or deleted\n")
    assert kg("rejects", "--json").rows == listed.rows, "the dataset run last here"
    assert kg("rejects", "--store", "my ds", "--json").rows == listed.rows
    kg("rejects", "my ds", "--store", "ds").one_line("--store ds and my ds are two datasets: give --store alone", 2)
    csv = kg("rejects", "my ds", "--format", "csv").out.splitlines()
    assert (csv[0], len(csv)) == ("source,place,id,stage,reason", 11)


def test_a_dataset_without_rejects_says_so(kg: Kg, made: Path, tmp_path: Path) -> None:
    said = kg("rejects", str(made / "ds"), "--json")
    assert (said.code, said.rows) == (0, [])
    assert "0 records rejected, 0 superseded or deleted" in said.err
    kg("rejects", "nowhere").one_line("nowhere does not exist: make one with", 1)
    kg("rejects", "bolt://localhost").one_line("bolt:// is a server, and rejects are in a dataset folder", 2)
    shutil.copytree(made / "ds", tmp_path / "damaged")
    (tmp_path / "damaged" / "tables" / "rejects.parquet").write_bytes(b"PAR1")
    kg("rejects", "damaged").one_line("damaged/tables/rejects.parquet is damaged", 1)


# --- Ctrl-C -----------------------------------------------------------------------------------------------------------

INTERRUPTED = """
import os, signal, sys
from pathlib import Path
from kg.pipeline import job
from kg.dataset.partition import Partition
job.CHUNK = 2
write, out = Partition.write, Path(sys.argv[1])
def writing(partition, folder):
    write(partition, folder)
    if len(list(folder.glob("[0-9a-f]*"))) == 3 and not (out / "again").exists():
        (out / "again").touch()
        os.kill({whom}, signal.SIGINT)
Partition.write = writing
from kg.interfaces.cli import main
sys.argv = ["kg", "run", str(out / "p.toml"), str(out / "in"), "--out", str(out / "ds"), *sys.argv[2:]]
main()
"""


def _interrupted(code: str, folder: Path, lexicon: Path, *arguments: str) -> Said:
    environment = {**os.environ, "KG_LEXICON": str(lexicon), "KG_CACHE": str(folder / "cache"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, str(folder), *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, start_new_session=True
    )
    return Said(done.returncode, done.stdout, done.stderr)


def test_an_interrupt_says_what_is_kept_and_the_same_command_goes_on(small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('[nlp]\nprofile = "fast"\n')
    write(tmp_path / "in" / "a.xml", *(study(pmid) for pmid in range(1, 20)))
    code = INTERRUPTED.replace("{whom}", "os.getpid()")
    said = _interrupted(code, tmp_path, small_folder)
    said.one_line(
        f"^kg: interrupted; finished partitions are kept in {tmp_path}/ds, and the same command goes on from there$",
        130,
    )
    again = _interrupted(code, tmp_path, small_folder)
    assert "7 partitions made, 3 found" in again.err


def test_an_interrupt_of_a_terminal_reaches_all_processes_and_is_one_line(small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('[nlp]\nprofile = "fast"\n')
    for number in range(6):
        write(tmp_path / "in" / f"{number}.xml", *(study(number * 20 + pmid) for pmid in range(1, 12)))
    environment = {
        **os.environ,
        "KG_LEXICON": str(small_folder),
        "KG_CACHE": str(tmp_path / "cache"),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "kg", "run", "p.toml", "in", "--out", "ds", "--workers", "2"]
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 120
    while (
        not list((tmp_path / "ds").glob("partitions/[0-9a-f]*"))
        and time.monotonic() < deadline
        and process.poll() is None
    ):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 130, err
    Said(130, out, err).one_line("interrupted; (finished partitions are kept in ds|the dataset ds is finished)", 130)
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not re.search(r"[^\d]0 found", done.stderr), "what was finished is found"


def test_an_interrupt_while_the_tables_are_joined_is_heard(
    kg: Kg, pipeline: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise RuntimeError("Query interrupted")  # what DuckDB makes of a Ctrl-C while a statement is at work

    file = write(tmp_path / "a.xml", study(1))
    with monkeypatch.context() as patch:
        patch.setattr(running, "finish", interrupted)
        kg("run", pipeline, file, "--out", "ds").one_line(
            "interrupted; finished partitions are kept in ds, and the same command", 130
        )
    assert "0 partitions made, 1 found" in kg("run", pipeline, file, "--out", "ds").err


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (("ground", "everolimus"), "kg.lexicon.open.open_lexicon"),
        (("query", FLAGSHIP, "--store", "{ds}"), "kg.stores.open_store"),
        (("export", "nquads", "--dataset", "{ds}"), "kg.interfaces.commands.last.store"),
        (("ontologies", "build", "--force"), "kg.ontologies.build.build"),
        (("annotate", "a.xml", "--to", "jsonl"), "kg.exchange.annotate.annotate_files"),
    ],
)
def test_an_interrupt_of_any_command_is_one_line(
    arguments: tuple[str, ...], place: str, kg: Kg, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(place, interrupted)
    said = kg(*(argument.replace("{ds}", str(made / "ds")) for argument in arguments))
    said.one_line("^kg: interrupted; no file was left half written, and the same command can be given again$", 130)


def test_an_interrupt_after_the_tables_says_that_the_dataset_is_whole(
    kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "p.toml").write_text(f'[nlp]\nprofile = "fast"\n[answer]\nquery = "{FLAGSHIP}"\n')
    monkeypatch.setattr("kg.stores.open_store", interrupted)
    said = kg("run", "p.toml", write(tmp_path / "a.xml", study(1)), "--out", "ds")
    assert (said.code, said.out) == (130, "")
    assert (
        said.err.splitlines()[-1]
        == "kg: interrupted; the dataset ds is finished, and kg query --store ds answers from it"
    )


@pytest.mark.parametrize(
    "command", [("run", "p.toml", "a.xml"), ("ground", "everolimus"), ("ontologies", "search", "x")]
)
def test_a_missing_lexicon_names_the_command_that_builds_it(
    command: tuple[str, ...], kg: Kg, pipeline: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.xml", study(1))
    monkeypatch.setenv("KG_LEXICON", str(tmp_path / "nowhere"))
    kg(*command).one_line("there is no lexicon here; run `kg ontologies build`", 2)
    assert not (tmp_path / "ds").exists()


def test_building_the_lexicon_without_a_network_is_one_line(
    kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9/simple")
    for variable in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("KG_LEXICON", str(tmp_path / "lexicon"))
    said = kg("ontologies", "build")
    assert said.code in (1, 2)
    assert said.out == ""
    assert "Traceback" not in said.err
    assert said.err.splitlines()[-1].startswith("kg: ")
    assert said.err.count("\n") == 1, said.err
    assert not (tmp_path / "lexicon").exists()


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[sorce]\n", "unknown key 'sorce'; did you mean 'source'"),
        ("[nlp]\nprofil = 'rules'\n", "unknown key nlp.profil; did you mean 'profile'"),
        ("[source]\nkind = 'medline'\n", "source.kind has 'medline'; expected one of auto"),
        ("[answer]\nquery = 'mtor-inhibitors-with-hc-evidence'\n", f"no query .*did you mean '{FLAGSHIP}'"),
        ("[answer]\nquery = 'targets-of-drug'\nparameters = ['drog=x']\n", "no parameter 'drog' .did you mean 'drug'"),
        ("name = ", "not valid TOML"),
    ],
)
def test_a_wrong_pipeline_is_refused_before_any_work(toml: str, message: str, kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_text(toml)
    kg("run", "wrong.toml", write(tmp_path / "a.xml", study(1)), "--out", "ds").one_line(message, 2)
    assert not (tmp_path / "ds").exists()


def test_an_unknown_format_is_refused_before_any_work(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(f"[answer]\nquery = '{FLAGSHIP}'\n")
    kg("run", "p.toml", write(tmp_path / "a.xml", study(1)), "--out", "ds", "--format", "excel").one_line(
        "format 'excel': expected one of table", 2
    )
    assert not (tmp_path / "ds").exists()


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (("run", "p.toml"), "nothing to read; give source.path", 2),
        (("run", "p.toml", "none.xml"), "none.xml: no such file or folder", 1),
        (("query", "mtor-inhibitors", "--store", "{ds}"), "there is no query 'mtor-inhibitors'", 2),
        (("query", "targets-of-drug", "-p", "drog=everolimus", "--store", "{ds}"), "no parameter 'drog'", 2),
        (
            ("query", "targets-of-drug", "-p", "drug=nosuchdrug", "--store", "{ds}"),
            "drug.* is neither a CURIE nor the name of a Drug",
            2,
        ),
        (("query", "targets-of-drug", "-p", "everolimus", "--store", "{ds}"), "expected key=value", 2),
        (("query", FLAGSHIP, "--format", "excel", "--store", "{ds}"), "format 'excel': expected one of table", 2),
        (("query", "--store", "{ds}"), "give the name of a query or --cypher", 2),
        (("query", "--cypher", "CREATE (n:Drug)", "--store", "{ds}"), "CREATE", 1),
        (("query", "--cypher", "MATCH (n RETURN n", "--store", "{ds}"), "kg: ", 1),
        (("query", FLAGSHIP, "--store", "nowhere"), "nowhere does not exist: make one with `kg run", 1),
        (("query", FLAGSHIP, "--store", "gopher://x"), "gopher:// is not the address of a store", 1),
        (("explain", "everolimus", "nosuchdisease", "--store", "{ds}"), "nosuchdisease", 2),
        (
            ("explain", "0123456789abcdef0123456789abcdef", "--store", "{ds}"),
            "no assertion '0123456789abcdef0123456789abcdef'.* kg explain everolimus HCC, ",
            2,
        ),
        (
            ("explain", "nosuchdrug", "--store", "{ds}"),
            "drug='nosuchdrug' is neither a CURIE nor the name of a Drug",
            2,
        ),
        (("explain", "--store", "{ds}"), "give one thing: a drug, with or without a disease", 2),
        (("explain", "everolimus", "--pmid", "1", "--store", "{ds}"), "give one thing: a drug", 2),
        (("explain", "--pmid", "777", "--store", "{ds}"), "pmid='777' is not the identifier of a Publication", 2),
        (("explain", "everolimus", "HCC", "--tier", "phase3", "--store", "{ds}"), "tier='phase3': expected one of", 2),
        (("explain", "everolimus", "--polarity", "yes", "--store", "{ds}"), "polarity='yes': expected one of", 2),
        (("explain", "everolimus", "--format", "excel", "--store", "{ds}"), "format 'excel': expected one of table", 2),
        (("export", "excel", "--dataset", "{ds}"), "'excel' is not an export format", 2),
        (("export", "nquads", "--dataset", "nowhere"), "nowhere does not exist: make one with `kg run", 1),
        (("export", "nquads", "--dataset", "{ds}", "-o", "p.toml/x"), "p.toml/x", 1),
    ],
)
def test_a_request_that_cannot_be_met_is_one_line(
    arguments: tuple[str, ...], message: str, code: int, kg: Kg, pipeline: str, made: Path
) -> None:
    kg(*(argument.replace("{ds}", str(made / "ds")) for argument in arguments)).one_line(message, code)


@pytest.mark.parametrize(
    ("ledger", "message"),
    [
        ("{", "damaged|holds"),
        ("[]", "damaged|holds"),
        ('{"format": 99, "id": "x"}', "dataset format 99"),
        ('{"format": 2, "id": "x", "inputs": 3}', 'run.json is damaged: key "inputs" should be a list of objects'),
        ('{"format": 2, "id": "x", "inputs": []}', 'run.json is damaged: key "pipeline" should be .*, found nothing;'),
    ],
)
def test_a_damaged_or_other_ledger_is_one_line(
    ledger: str, message: str, kg: Kg, pipeline: str, tmp_path: Path
) -> None:
    file = write(tmp_path / "a.xml", study(1))
    assert kg("run", pipeline, file, "--out", "ds").code == 0
    (tmp_path / "ds" / "run.json").write_text(ledger)
    for command in (("query", FLAGSHIP), ("explain", "everolimus", "HCC"), ("export", "ntriples")):
        kg(*command).one_line(message, 1)
    assert kg("run", pipeline, file, "--out", "ds").code == 0, "the advice must help"
    assert kg("query", FLAGSHIP).code == 0


@pytest.mark.parametrize(
    ("variable", "place", "message"),
    [
        ("KG_LEXICON", "file", "KG_LEXICON: file is a file, and a lexicon is a folder: name the folder that"),
        ("KG_LEXICON", "nothing", "nothing: there is no lexicon here; run `kg ontologies build`"),
        ("KG_LEXICON", "empty", "empty: there is no lexicon here; run `kg ontologies build`"),
        ("KG_MODELS", "file", "KG_MODELS: file is a file; set it to a folder with ner/, .*, or unset it to use"),
        ("KG_MODELS", "nothing", "KG_MODELS: nothing does not exist: no model at nothing/ner; set it to a folder"),
        ("KG_MODELS", "empty", "KG_MODELS: empty has no model in empty/ner; set it to a folder with ner/"),
    ],
)
def test_a_variable_that_names_no_lexicon_or_models_is_one_line_with_what_to_do(
    variable: str, place: str, message: str, kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("Everolimus in HCC.")
    monkeypatch.setenv(variable, place)
    kg("annotate", "a.txt", "--to", "jsonl").one_line(message, 2)


# --- progress ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (("annotate", "a.jsonl", "--to", "jsonl", "--profile", "fast"), "records annotated: 2"),
        (("ground", "HCC", "mTOR", "--in", "mTOR in HCC.", "--profile", "fast"), "names grounded: 1 of 2"),
    ],
)
def test_a_command_that_takes_long_says_how_far_it_is(
    command: tuple[str, ...], line: str, kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jsonl").write_text('{"pmid": 1, "title": "Everolimus"}\n{"pmid": 2, "title": "Sirolimus"}\n')
    quiet = kg(*command)
    assert line not in quiet.err
    monkeypatch.setattr(talk, "EVERY", 0.0)
    said = kg(*command)
    assert f"kg: {line}\n" in said.err
    assert (said.code, said.out) == (quiet.code, quiet.out)


def test_there_are_no_bars_among_the_data_of_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with talk.progress({}, beside_data=True) as tell:
        assert tell is unwatched


def test_progress_is_one_line_in_ten_seconds_at_most(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    with talk.progress({"read": "files read", "annotate": "records annotated"}) as tell:
        for number in range(3):
            tell("read", number, 3)
            for _ in range(1000):
                now += 0.0125
                tell("annotate", 1, 0)
        tell("read", 3, 3)
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "kg: files read: 0 of 3, records annotated: 800",
        "kg: files read: 1 of 3, records annotated: 1,600",
        "kg: files read: 2 of 3, records annotated: 2,400",
        "kg: files read: 3 of 3, records annotated: 3,000",
    ]


def test_work_under_names_of_its_own_is_told_by_itself(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    with talk.progress({}) as tell:
        tell("read mondo", 0, 20)
        now = 11.0
        tell("read chebi", 1, 20)
    assert capsys.readouterr().err == "kg: read chebi: 1 of 20\n"


# --- what is said of inputs, places and stages ------------------------------------------------------------------------


def test_files_of_a_folder_that_are_not_read_are_said(kg: Kg, made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.jsonl").write_text('{"pmid": "7", "title": "Everolimus"}\n')
    for name in ("b.bioc", "c.tsv", ".hidden"):
        (folder / name).write_text("text")
    said = kg("run", str(folder), "--out", str(tmp_path / "ds"), "--stop-after", "sources")
    assert said.code == 0
    assert (
        f"2 files passed over for the ending of the name: {folder}/b.bioc, {folder}/c.tsv; name a file itself"
        in said.err
    )
    assert "passed over" not in kg("annotate", str(folder / "c.tsv"), "--to", "jsonl").err


def test_a_dataset_that_ends_after_a_stage_is_called_so(kg: Kg, made: Path, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"pmid": "7", "title": "Everolimus"}\n')
    assert kg("run", str(tmp_path / "a.jsonl"), "--out", str(tmp_path / "ds"), "--stop-after", "nlp").code == 0
    said = kg("query", "null-trials", "--store", str(tmp_path / "ds"))
    assert "which ends after the stage nlp and has no relations" in said.err
    assert "ends after" not in kg("query", "null-trials", "--store", str(made / "ds")).err


def test_a_run_that_is_cut_short_says_that_it_does_not_ask(kg: Kg, tmp_path: Path) -> None:
    write(tmp_path / "a.xml", study(1))
    (tmp_path / "p.toml").write_text(f'name = "p"\n[answer]\nquery = "{FLAGSHIP}"\n')
    said = kg("run", "p.toml", "a.xml", "--out", "cut", "--stop-after", "sources")
    line = f"the question {FLAGSHIP} is not asked, because the run ends after the stage sources"
    assert said.code == 0 and said.out == "" and said.err.count(line) == 1
    (tmp_path / "q.toml").write_text('name = "q"\n')
    assert "not asked" not in kg("run", "q.toml", "a.xml", "--out", "other", "--stop-after", "sources").err


def test_a_folder_for_kgx_is_made(kg: Kg, made: Path, tmp_path: Path) -> None:
    said = kg("export", "kgx-jsonl", "--dataset", str(made / "ds"), "-o", f"{tmp_path}/new/")
    assert said.code == 0 and f"written to {tmp_path}/new/" in said.err
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["edges.jsonl", "nodes.jsonl"]
    kg("export", "kgx-jsonl", "--dataset", str(made / "ds"), "-o", "/proc/new/").one_line(
        "cannot make the folder /proc/new", 1
    )


def test_a_place_where_no_dataset_can_be_made_is_said_so(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"pmid": "7", "title": "Everolimus"}\n')
    said = kg("run", str(tmp_path / "a.jsonl"), "--out", "/proc/new")
    assert said.code == 1 and "/proc/new: cannot be made" in said.err and "choose another folder with --out" in said.err
