"""Pipelines: every key is known and typed, and a wrong one is refused with file, key, what was found and what is
expected.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from kg import paths
from kg.ask.pack import find, load_queries
from kg.ask.queries import parse_parameters
from kg.errors import ConfigError
from kg.pipeline.config import TABLES, Pipeline, read_pipeline
from kg.pipeline.inputs import named_inputs

EVERY_KEY = """
name = "all"
description = "every key there is"
[source]
kind = "pubmed-xml"
path = ["a.xml", "more/*.xml.gz"]
query = "sirolimus"
[nlp]
profile = "default"
guideline = "biored"
types = ["Drug", "Disease"]
[ground]
min_score = 1
corrections = "c.tsv"
[relate]
readers = "studies"
[output]
dataset = "build/all"
[answer]
query = "targets-of-drug"
parameters = ["drug=CHEBI:68478"]
"""


def _read(tmp_path: Path, toml: str) -> Pipeline:
    (tmp_path / "c.tsv").write_text("surface\ttype\tid\twhy\nHCC\tDisease\tnone\tx\n", encoding="utf-8")
    (tmp_path / "p.toml").write_text(toml, encoding="utf-8")
    return read_pipeline(tmp_path / "p.toml")


def test_every_key_is_read(tmp_path: Path) -> None:
    pipeline = _read(tmp_path, EVERY_KEY)
    assert (pipeline.name, pipeline.source.path, pipeline.nlp.types) == (
        "all",
        ("a.xml", "more/*.xml.gz"),
        ("Drug", "Disease"),
    )
    assert (pipeline.ground.min_score, pipeline.relate.readers) == (
        1.0,
        ("studies",),
    ), "a whole number and a single string will do"
    assert pipeline.answer.parameters == ("drug=CHEBI:68478",)
    named = {line.split(" =")[0] for line in EVERY_KEY.splitlines() if " =" in line}
    assert named == {field.name for table in TABLES.values() for field in dataclasses.fields(table)} | {
        "name",
        "description",
    }


def test_what_is_not_said_has_a_default(tmp_path: Path) -> None:
    pipeline = _read(tmp_path, "")
    assert dataclasses.replace(pipeline, file="") == Pipeline("p")


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[sources]", "unknown key 'sources'; did you mean 'source'"),
        ("[source]\npaths = 'x'", "unknown key source.paths; did you mean 'path'"),
        ("[source]\nzzz = 1", "unknown key source.zzz; known keys: kind, path, query"),
        ("source = 'x'", r"\[source\] must be a table, found 'x'"),
        ("name = 3", "name must be a str, found 3"),
        ("[source]\npath = [1]", r"source.path must be a list of strings, found \[1\]"),
        ("[source]\nkind = 'medline'", "source.kind has 'medline'; expected one of auto, pubmed-xml"),
        ("[source]\nkind = 'eutils'", "source.kind is eutils, so source.query must hold the query"),
        ("[ground]\nmin_score = '0.5'", "ground.min_score must be a number, found '0.5'"),
        ("[ground]\nmin_score = true", "ground.min_score must be a number, found True"),
        ("[ground]\nmin_score = 1.5", "ground.min_score must lie in 0..1, found 1.5"),
        ("[ground]\nmin_score = nan", "ground.min_score must lie in 0..1"),
        ("[relate]\nmin_score = -0.1", "relate.min_score must lie in 0..1, found -0.1"),
        ("[nlp]\ntypes = ['Gene']", "nlp.types has 'Gene'; expected one of Drug, Target"),
        ("[nlp]\nprofile = 'gpu'", "nlp.profile has 'gpu'; expected one of fast, default"),
        ("[nlp]\nguideline = 'bc6'", "nlp.guideline has 'bc6'; expected one of default, bc5cdr, biored"),
        (
            "[nlp]\nprofile = 'fast'\nguideline = 'biored'",
            "nlp.guideline is biored, which needs nlp.profile = 'default'",
        ),
        ("[relate]\nreaders = ['rule']", "relate.readers has 'rule'; expected one of rules, studies"),
        ("[source", "not valid TOML"),
    ],
)
def test_a_wrong_key_or_value_is_refused_in_one_line(toml: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=says) as error:
        _read(tmp_path, toml)
    assert str(error.value).startswith(str(tmp_path / "p.toml"))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("what", ["missing", "a folder", "not text"])
def test_a_pipeline_that_cannot_be_read_is_one_line(what: str, tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    if what == "a folder":
        path.mkdir()
    elif what == "not text":
        path.write_bytes(b"name = '\xff\xfe'")
    with pytest.raises(ConfigError, match=r"p\.toml"):
        read_pipeline(path)


def test_only_what_decides_the_records_is_in_the_settings(tmp_path: Path) -> None:
    pipeline = _read(tmp_path, EVERY_KEY)
    elsewhere = dataclasses.replace(
        pipeline, name="x", output=dataclasses.replace(pipeline.output, dataset="y"), answer=TABLES["answer"]()
    )
    assert elsewhere.settings() == pipeline.settings()
    assert dataclasses.replace(pipeline, corrections=()).settings() != pipeline.settings()
    assert dataclasses.replace(pipeline, ground=TABLES["ground"]()).settings() != pipeline.settings()


@pytest.mark.parametrize("path", sorted(paths.data("pipelines").glob("*.toml")), ids=lambda path: path.name)
def test_shipped_pipelines_are_right(path: Path) -> None:
    pipeline = read_pipeline(path)
    assert named_inputs(pipeline)[0].files
    parse_parameters(find(pipeline.answer.query, load_queries()), pipeline.answer.parameters)


def test_paths_are_relative_to_the_pipeline_not_to_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "records.jsonl").write_text("{}")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    pipeline = _read(tmp_path, "[source]\npath = 'records.jsonl'")
    assert [place for named in named_inputs(pipeline) for _, place in named.files] == [
        str((tmp_path / "records.jsonl").resolve())
    ]
