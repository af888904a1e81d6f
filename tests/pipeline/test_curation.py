"""Judgements of evidence: read and checked, applied at every rebuild, and told where their evidence is gone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.dataset.curation import ACCEPTED, REJECTED, Judgement, of_evidence, sentence_hash
from kg.dataset.evidence import evidence_of
from kg.errors import ConfigError
from kg.exchange.exporting import export_dataset
from kg.exchange.importing import import_files
from kg.lexicon.lexicon import Lexicon
from kg.pipeline import run as running
from kg.pipeline.config import read_pipeline
from kg.pipeline.curation import COLUMNS, curation_file, read_curation, write_curation
from kg.pipeline.run import RunResult, run
from kg.stores import open_store
from tests.runs import fingerprint, run_on, study, table, write

PIPELINE = '[source]\npath = "in.xml"\n[nlp]\nprofile = "fast"\n[output]\ndataset = "ds"\n'
HEAD = "\t".join(COLUMNS) + "\n"
EVEROLIMUS, SIROLIMUS = "CHEBI:68478", "CHEBI:9168"


@pytest.fixture(scope="module")
def made(small_lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a pipeline and the dataset that it made, without judgements."""
    folder = tmp_path_factory.mktemp("curation")
    write(folder / "in.xml", study(1), study(2, "sirolimus"))
    (folder / "mine.toml").write_text(PIPELINE, encoding="utf-8")
    with chdir(folder):  # so that rows name their file alike in every copy
        run(read_pipeline(Path("mine.toml")), lexicon=small_lexicon)
    return folder


Rebuild = Callable[..., RunResult]


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to work in."""
    shutil.copytree(made, tmp_path / "w")
    monkeypatch.chdir(tmp_path / "w")
    return tmp_path / "w"


@pytest.fixture
def rebuild(folder: Path, small_lexicon: Lexicon) -> Rebuild:
    """Runs the pipeline again, with these judgements."""

    def again(*judgements: Judgement, **options: Any) -> RunResult:
        if judgements:
            write_curation(folder / "mine.curation.tsv", judgements)
        return run(read_pipeline(Path("mine.toml")), lexicon=small_lexicon, **options)

    return again


def judged(folder: Path, flag: str, subject: str, relation: str, **more: Any) -> Judgement:
    """The judgement of the one piece of evidence of a claim."""
    claim = claim_of(folder, subject, relation)
    assert claim
    (row,) = evidence_of(folder / "ds", [claim["id"]])[claim["id"]]
    return replace(of_evidence(row, flag, note="read again", judged_by="A. C.", judged_on="2026-03-01"), **more)


def claim_of(folder: Path, subject: str, relation: str, name: str = "assertions") -> dict[str, Any] | None:
    found = [row for row in table(folder / "ds", name) if (row["subject"], row["relation"]) == (subject, relation)]
    return next((row for row in found if row.get("basis") != "curated"), None)


# --- what a judgement does --------------------------------------------------------------------------------------------


def test_rejected_evidence_counts_nowhere_and_stays_with_its_note(folder: Path, rebuild: Rebuild) -> None:
    before = {name: table(folder / "ds", name) for name in ("evidence", "assertions", "edges")}
    assert claim_of(folder, SIROLIMUS, "STUDIED_FOR", "edges")
    result = rebuild(judged(folder, REJECTED, SIROLIMUS, "STUDIED_FOR"))
    assert (result.made, result.found, result.unmatched) == (0, 1, 0), "no document is done again for a judgement"
    (row,) = [row for row in table(folder / "ds", "evidence") if row["flags"]]
    assert row["flags"] == [REJECTED]
    assert [row[name] for name in ("note", "judged_by", "judged_on")] == ["read again", "A. C.", "2026-03-01"]
    claim = claim_of(folder, SIROLIMUS, "STUDIED_FOR")
    assert claim
    assert [claim[name] for name in ("evidence_count", "publications", "best_tier", "belief", "score")] == [
        0,
        [],
        "",
        0,
        0,
    ]
    assert claim["first_year"] is claim["latest_year"] is None
    assert claim_of(folder, SIROLIMUS, "STUDIED_FOR", "edges") is None, "nothing is left that says so"
    others = [one for one in table(folder / "ds", "assertions") if one["id"] != claim["id"]]
    assert others == [one for one in before["assertions"] if one["id"] != claim["id"]]
    assert len(table(folder / "ds", "evidence")) == len(before["evidence"])
    assert result.ledger["curation"]["rejected"] == 1 and result.ledger["curation"]["unmatched"] == []


def test_accepted_evidence_is_flagged_and_its_score_counts_as_1(folder: Path, rebuild: Rebuild) -> None:
    before = claim_of(folder, EVEROLIMUS, "INHIBITS")
    rebuild(judged(folder, ACCEPTED, EVEROLIMUS, "INHIBITS"))
    after = claim_of(folder, EVEROLIMUS, "INHIBITS")
    assert before and after
    assert before["belief"] < 0.9 and after["belief"] == pytest.approx(0.95)
    assert after["score"] == before["score"] and after["evidence_count"] == 1
    assert [row["flags"] for row in table(folder / "ds", "evidence") if row["assertion"] == after["id"]] == [[ACCEPTED]]


def test_the_same_again_is_the_same_and_taken_back_all_is_as_before(folder: Path, rebuild: Rebuild) -> None:
    def state() -> dict[str, str]:
        return {name: digest for name, digest in fingerprint(folder / "ds").items() if name != "inputs.json"}

    without = state()
    judgement = judged(folder, REJECTED, SIROLIMUS, "INHIBITS")
    rebuild(judgement)
    once = fingerprint(folder / "ds")
    rebuild(judgement)
    assert fingerprint(folder / "ds") == once and state() != without
    shutil.rmtree(folder / "ds")
    rebuild(judgement)
    assert fingerprint(folder / "ds") == once, "from nothing it is made the same"
    write_curation(folder / "mine.curation.tsv", ())
    rebuild()
    assert state() == without


def test_queries_on_the_graph_do_not_meet_what_was_rejected(folder: Path, rebuild: Rebuild) -> None:
    judgement = judged(folder, REJECTED, SIROLIMUS, "STUDIED_FOR")
    rebuild(judgement, judged(folder, ACCEPTED, EVEROLIMUS, "STUDIED_FOR"))
    store = open_store(str(folder / "ds"))
    try:
        kinds = {
            (row["kind"], row["id"], row["counted"], row["note"])
            for row in store.run(
                "MATCH (:Assertion {relation: 'STUDIED_FOR'})-[r:HAS_EVIDENCE|REJECTED_EVIDENCE]->(e:Evidence)"
                " RETURN type(r) AS kind, e.id AS id, e.counted AS counted, e.note AS note",
                {},
            )
        }
        assert ("REJECTED_EVIDENCE", judgement.evidence, False, "read again") in kinds and len(kinds) == 2
        assert {kind[:1] + kind[2:] for kind in kinds} >= {("HAS_EVIDENCE", True, "read again")}
        assert store.run("MATCH (d:Drug)-[:STUDIED_FOR]->() RETURN d.id AS id", {}) == [{"id": EVEROLIMUS}]
    finally:
        store.close()


@pytest.mark.parametrize("format_", ["nquads", "kgx-jsonl"])
def test_an_export_keeps_it_and_comes_back_as_the_same(format_: str, folder: Path, rebuild: Rebuild) -> None:
    rebuild(judged(folder, REJECTED, SIROLIMUS, "STUDIED_FOR"), judged(folder, ACCEPTED, EVEROLIMUS, "STUDIED_FOR"))
    out = folder / ("all.nq" if format_ == "nquads" else "all")
    export_dataset(folder / "ds", format_, str(out), complete=True)
    files = [out] if format_ == "nquads" else sorted(folder.glob("all*.jsonl"))
    again = import_files([(file, format_) for file in files], folder / "again")
    assert again.same
    assert table(folder / "again", "evidence") == table(folder / "ds", "evidence")
    if format_ == "nquads":
        text = out.read_text(encoding="utf-8")
        said = [line.split(" ", 2)[1].rpartition("/")[2] for line in text.splitlines()]
        assert said.count("rejected_evidence>") == 1 and said.count("rejected_relation>") == 1
        assert '/vocab/note> "read again"' in text
        bare = [line for line in text.splitlines() if line.startswith("<http://purl.obolibrary.org/obo/CHEBI_9168> ")]
        assert not [line for line in bare if "studied_to_treat" in line or "clinical_trials" in line]


# --- what it outlives, and what it does not ---------------------------------------------------------------------------


def test_a_judgement_outlives_offsets_and_blanks(folder: Path, rebuild: Rebuild) -> None:
    judgement = judged(folder, REJECTED, SIROLIMUS, "INHIBITS")
    longer = study(2, "sirolimus").replace(
        "No mTOR inhibitor was at hand before.", "Nothing of this kind was at hand before then."
    )
    write(folder / "in.xml", study(1), longer)
    result = rebuild(judgement)
    (row,) = [row for row in table(folder / "ds", "evidence") if REJECTED in row["flags"]]
    assert row["id"] != judgement.evidence and result.unmatched == 0
    assert sentence_hash("a  b\n c ") == sentence_hash("a b c") != sentence_hash("ab c")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"document": "PMID:99"}, "its document is not there"),
        ({"object": "MONDO:0004992"}, "the claim is not read from the document"),
        ({"sentence": "0" * 32}, "the claim is read from other sentences of the document"),
        ({"polarity": "null"}, "the sentence is read as supports, drug, and was read as null, drug"),
    ],
)
def test_a_judgement_without_evidence_is_listed_with_the_reason(
    change: dict[str, str], why: str, folder: Path, rebuild: Rebuild
) -> None:
    gone = judged(folder, REJECTED, SIROLIMUS, "STUDIED_FOR", **change)
    result = rebuild(gone, judged(folder, ACCEPTED, EVEROLIMUS, "STUDIED_FOR"))
    assert result.unmatched == 1
    (told,) = result.ledger["curation"]["unmatched"]
    assert (told["evidence"], told["why"]) == (gone.evidence, why)
    assert [row["flags"] for row in table(folder / "ds", "evidence") if row["flags"]] == [[ACCEPTED]]


def test_a_run_that_would_lose_judgements_is_refused(folder: Path, rebuild: Rebuild, small_lexicon: Lexicon) -> None:
    rebuild(judged(folder, REJECTED, SIROLIMUS, "INHIBITS"))
    write(folder / "more.xml", study(3))
    with pytest.raises(
        ConfigError, match=r"1 judgement of its evidence \(.*mine\.curation\.tsv\), and this run has none"
    ):
        run_on(small_lexicon, folder / "ds", "in.xml")
    (folder / "mine.curation.tsv").unlink()
    with pytest.raises(ConfigError, match="give --replace to make the dataset without them"):
        rebuild()
    note = json.loads((folder / "ds" / "inputs.json").read_text(encoding="utf-8"))
    assert note["curation"] == {"file": "../mine.curation.tsv", "judgements": 1}
    assert rebuild(replace=True).ledger.get("curation") is None


def test_adding_without_a_pipeline_keeps_the_judgements(folder: Path, rebuild: Rebuild, small_lexicon: Lexicon) -> None:
    from kg.pipeline.inputs import pipeline_and_inputs

    judgement = judged(folder, REJECTED, SIROLIMUS, "INHIBITS")
    rebuild(judgement)
    write(folder / "more.xml", study(3))
    pipeline, inputs = pipeline_and_inputs(["more.xml"], folder / "ds", add=True)
    assert pipeline.curation == (judgement,)
    result = running.run(pipeline, inputs, out=folder / "ds", lexicon=small_lexicon, add=True)
    assert result.ledger["curation"]["rejected"] == 1 and result.ledger["records"]["kept"] == 3
    assert json.loads((folder / "ds" / "inputs.json").read_text())["curation"]["file"] == "../mine.curation.tsv"


# --- the table --------------------------------------------------------------------------------------------------------


def row(**cells: str) -> str:
    whole = {
        "evidence": "a" * 32, "flag": REJECTED, "note": "no", "judged_by": "", "judged_on": "", "document": "PMID:1",
        "subject": EVEROLIMUS, "relation": "INHIBITS", "object": "HGNC:3942", "negated": "", "polarity": "",
        "attribution": "", "sentence": "b" * 32, **cells,
    }  # fmt: skip
    return "\t".join(whole[name] for name in COLUMNS) + "\n"


def test_a_table_is_sorted_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "mine.curation.tsv"
    assert read_curation(path) == ()
    path.write_text(HEAD + row(document="PMID:2", note='"""a"" b"') + row(negated="yes"), encoding="utf-8")
    first, second = read_curation(path)
    assert (first.document, first.negated, second.note) == ("PMID:1", True, '"a" b')
    write_curation(path, (second, first))
    once = path.read_bytes()
    assert read_curation(path) == (first, second)
    write_curation(path, read_curation(path))
    assert path.read_bytes() == once


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", r":1: nothing found: expected a first line"),
        ("evidence\tflag\n", r":1: no column note, judged_by"),
        (HEAD + "a\tb\n", r":2: 2 cells found, 13 expected"),
        (HEAD + row(flag="wrong"), r":2: flag 'wrong': expected accepted or rejected"),
        (HEAD + row(evidence="12"), r":2: evidence '12': expected 32 hex digits"),
        (HEAD + row(sentence="x"), r":2: sentence 'x': expected 32 hex digits"),
        (HEAD + row(document=""), r":2: document is empty"),
        (HEAD + row(relation="HURTS"), r":2: relation 'HURTS': expected one of INHIBITS"),
        (HEAD + row(negated="true"), r":2: negated 'true': expected yes or nothing"),
        (HEAD + row(judged_on="1 March"), r":2: judged_on '1 March' is no date: expected one like 2026-03-01"),
        (HEAD + row() + row(), r":3: .* which repeats .*:2 \(rejected\): expected one judgement"),
        (HEAD + row() + row(flag=ACCEPTED), r":3: .* is accepted here, which contradicts .*:2 \(rejected\)"),
        (HEAD + row() + row(note="else"), r":3: .* which says it otherwise than .*:2"),
    ],
)
def test_a_damaged_table_is_told_with_its_line(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.curation.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"mine\.curation\.tsv{says}"):
        read_curation(path)


def test_the_pipeline_that_ships_has_its_table_where_one_works(tmp_path: Path) -> None:
    from kg import paths

    assert curation_file(paths.data("pipelines", "mtor-hcc.toml")) == Path("mtor-hcc.curation.tsv")
    assert curation_file(tmp_path / "a" / "b.toml") == tmp_path / "a" / "b.curation.tsv"
