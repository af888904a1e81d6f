"""What the functions of Python say of arguments of another type, of nothing, and of half characters: one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.ask.given import shown
from kg.errors import ConfigError, InputError, QueryError

HALF = "a\ud800b"
"""A text with half a surrogate pair."""

SAID_OF_HALF = "holds half a surrogate pair, which is no character, at character 2"
FAST: dict[str, Any] = {"profile": "fast"}
Door = Any
"""The module, or an open graph, as a caller sees it who reads no types."""

DOORS: dict[str, tuple[Callable[[Door], object], str]] = {
    "ground type": (lambda kg: kg.ground("mTOR", type=3), "3 is no type: expected a text"),
    "ground within": (
        lambda kg: kg.ground("mTOR", within=3),
        "3 is no text that names stand in: expected a text or a kg.Document",
    ),
    "ground profile": (lambda kg: kg.ground("mTOR", within="mTOR here", profile=3), "3 is no profile: expected a text"),
    "ground corrections": (
        lambda kg: kg.ground("mTOR", within="mTOR here", corrections="x.tsv"),
        "'x.tsv' is one table: corrections is a list, as in corrections=['x.tsv']",
    ),
    "annotate nothing": (
        lambda kg: kg.annotate(None),
        "None is neither a text nor a kg.Document, and no list of them",
    ),
    "annotate corrections": (
        lambda kg: kg.annotate("x", corrections=Path("x.tsv")),
        "'x.tsv' is one table: corrections is a list, as in corrections=['x.tsv']",
    ),
    "annotate no list": (
        lambda kg: kg.annotate("x", corrections=3),
        "3 is no list of corrections: expected a list of paths of tables",
    ),
    "annotate no path": (
        lambda kg: kg.annotate("x", corrections=[3]),
        "3 is no path of corrections: expected the path of a table",
    ),
    "annotate ids": (
        lambda kg: kg.annotate("x", ids=3),
        "3 is no list of namespaces: expected a text or a dict, type and namespace",
    ),
    "annotate guideline": (lambda kg: kg.annotate("x", guideline=3), "3 is no guideline: expected a text"),
    "evaluate nothing": (lambda kg: kg.evaluate(None), "None is no path: kg.evaluate reads files"),
    "evaluate task": (lambda kg: kg.evaluate("x", 3), "3 is no task: expected a text"),
    "import nothing": (lambda kg: kg.import_(None, "x"), "None is no path: kg.import_ reads files"),
    "import to nothing": (lambda kg: kg.import_("x.nq", None), "None is no folder of a dataset: expected a path"),
    "run nothing": (lambda kg: kg.run(None), "None is no path: kg.run reads files; write texts to a file"),
    "run to a number": (lambda kg: kg.run("x", 3), "3 is no folder of a dataset: expected a path"),
    "run limit": (lambda kg: kg.run("x", "ds", limit="3"), "'3' is no limit: expected a whole number"),
    "run workers": (lambda kg: kg.run("x", "ds", workers=True), "True is no number of workers: expected a whole"),
    "run stage": (lambda kg: kg.run("x", "ds", stop_after=3), "3 is no last stage: expected a text"),
    "read format": (lambda kg: kg.read("x", format=3), "3 is no format: expected a text"),
}

GRAPHS: dict[str, tuple[Callable[[Door], object], str]] = {
    "query": (lambda graph: graph.query(None), "None is no question: expected the name of one, see kg queries"),
    "sparql": (lambda graph: graph.sparql(None), "None is no question: expected the name of one, a file of your own"),
    "cypher": (lambda graph: graph.cypher(None), "None is no statement: expected a text in Cypher"),
    "ask": (lambda graph: graph.ask(None), "None is no question: expected a text"),
    "ask as of": (lambda graph: graph.ask("x", as_of="2020"), "'2020' is no year: expected a whole number"),
    "explain": (lambda graph: graph.explain(None), "None is no drug: expected a name, a CURIE or the id"),
    "explain disease": (lambda graph: graph.explain("x", 3), "3 is no disease: expected a name or a CURIE"),
    "export": (lambda graph: graph.export("turtle", None), "None is no place of an export: expected a path"),
    "export format": (lambda graph: graph.export(None, "x"), "None is no format: expected a text"),
    "export drug": (lambda graph: graph.export("turtle", "x", drug=3), "3 is no drug: expected a text"),
    "export parameters": (
        lambda graph: graph.export("turtle", "x", query="targets-of-drug", parameters="drug=x"),
        "'drug=x' is no dict of parameters: expected each parameter by its name",
    ),
    "load": (lambda graph: graph.load(None), "None is no address of a server: expected bolt://HOST:7687"),
}

NOTHING: dict[str, tuple[Callable[[Door], object], type[kg.KgError], str]] = {
    "read none": (lambda kg: kg.read([]), ConfigError, "nothing to read, for no path is given: kg.read reads files"),
    "run none": (lambda kg: kg.run([], "ds"), ConfigError, "nothing to read, for no path is given: kg.run reads files"),
    "import none": (lambda kg: kg.import_([], "ds"), ConfigError, "nothing to read, for no path is given: kg.import_"),
    "evaluate none": (lambda kg: kg.evaluate([]), ConfigError, "nothing to read, for no path is given: kg.evaluate"),
    "run empty": (lambda kg: kg.run("", "ds"), ConfigError, "the path is empty: expected a path"),
    "run to empty": (lambda kg: kg.run("x", ""), ConfigError, "the folder of a dataset is empty: expected a path"),
    "run no workers": (
        lambda kg: kg.run(__file__, "ds", workers=0),
        ConfigError,
        "workers 0: expected a number of processes, 1 or more",
    ),
    "annotate half": (
        lambda kg: list(kg.annotate(["everolimus", HALF], **FAST)),
        InputError,
        f"text 2: {SAID_OF_HALF}; leave it out",
    ),
    "annotate half a document": (
        lambda kg: list(kg.annotate(kg.Document("PMID:1", "T", HALF), **FAST)),
        InputError,
        f"document PMID:1: {SAID_OF_HALF}; leave it out",
    ),
    "ground half": (lambda kg: kg.ground(HALF), InputError, f"name 'a\\ud800b': {SAID_OF_HALF}; leave it out"),
    "ground in half": (lambda kg: kg.ground("mTOR", within=HALF), InputError, f"within: {SAID_OF_HALF}; leave it out"),
    "run half": (lambda kg: kg.run(HALF, "ds"), ConfigError, f"'a\\ud800b' is no path: it {SAID_OF_HALF}"),
    "open half": (lambda kg: kg.open(HALF), ConfigError, f"'a\\ud800b' is no dataset folder: it {SAID_OF_HALF}"),
    "open zero": (lambda kg: kg.open("a\0"), ConfigError, "'a\\x00' is no dataset folder: it holds a zero character"),
}

HALVES: dict[str, tuple[Callable[[Door], object], str]] = {
    "query": (lambda graph: graph.query("targets-of-drug", drug=HALF), f"drug='a\\ud800b' {SAID_OF_HALF}: take it out"),
    "cypher": (lambda graph: graph.cypher("RETURN $n AS n", n=HALF), "n='a\\ud800b' holds half a surrogate pair"),
    "cypher list": (lambda graph: graph.cypher("RETURN $n AS n", n=["a", HALF]), "n='a\\ud800b' holds half"),
    "cypher map": (lambda graph: graph.cypher("RETURN $n AS n", n={HALF: 1}), "n='a\\ud800b' holds half"),
    "statement": (lambda graph: graph.cypher(f"RETURN '{HALF}' AS n"), "statement=\"RETURN 'a\\ud800b' AS n\" holds"),
    "sparql": (
        lambda graph: graph.sparql(f'ASK {{ ?x ?y "{HALF}" }}'),
        "statement='ASK { ?x ?y \"a\\ud800b\" }' holds",
    ),
    "sparql value": (lambda graph: graph.sparql("ASK { ?x ?y $n }", n=HALF), "n='a\\ud800b' holds half a surrogate"),
    "explain": (lambda graph: graph.explain(HALF, "HCC"), "drug='a\\ud800b' holds half a surrogate pair"),
    "export": (lambda graph: graph.export("turtle", "x.ttl", disease=HALF), "disease='a\\ud800b' holds half"),
}


@pytest.mark.parametrize("door", DOORS)
def test_another_type_is_one_line(door: str, small: None) -> None:
    call, message = DOORS[door]
    with pytest.raises(TypeError) as raised:
        call(kg)
    assert str(raised.value).startswith(message)


@pytest.mark.parametrize("door", GRAPHS)
def test_another_type_is_one_line_to_a_graph(door: str, graph: kg.Graph) -> None:
    call, message = GRAPHS[door]
    with pytest.raises(TypeError) as raised:
        call(graph)
    assert str(raised.value).startswith(message)


@pytest.mark.parametrize("door", NOTHING)
def test_nothing_and_half_a_character_are_one_line(
    door: str, small: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    call, kind, message = NOTHING[door]
    with pytest.raises(kind) as raised:
        call(kg)
    assert str(raised.value).startswith(message)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("door", HALVES)
def test_half_a_character_is_one_line_to_a_graph(door: str, graph: kg.Graph) -> None:
    call, message = HALVES[door]
    with pytest.raises(QueryError) as raised:
        call(graph)
    assert str(raised.value).startswith(message)
    str(raised.value).encode()


def test_no_texts_are_no_documents(small: None) -> None:
    assert list(kg.annotate([])) == [], "a batch may be empty"


def test_a_text_of_one_line_may_be_longer_than_a_name_of_a_file(small: None) -> None:
    (annotated,) = kg.annotate("Everolimus inhibits mTOR. " * 20, **FAST)
    assert annotated.mentions


def test_a_long_value_is_shown_by_its_beginning(graph: kg.Graph) -> None:
    long = "x" * 5000
    begun = "x" * 80
    assert shown(long) == f"'{begun}'... (4,920 more characters)"
    assert shown([long]) == f"['{begun[:78]}... (4,924 more characters)"
    asked: list[Callable[[], object]] = [
        lambda: graph.query("targets-of-drug", drug=long),
        lambda: graph.query(long),
        lambda: graph.query("targets-of-drug", {long: 1}),
        lambda: graph.query("targets-of-drug", drug=[long]),
        lambda: graph.query("null-trials", {long: 1}),
        lambda: graph.explain(long),
        lambda: graph.explain(long, "HCC"),
        lambda: graph.export("turtle", "x.ttl", drug=long),
        lambda: graph.sparql("ASK { ?x ?y $n }", {long: 1}),
    ]
    for ask in asked:
        with pytest.raises(QueryError) as raised:
            ask()
        assert begun[:78] in str(raised.value) and len(str(raised.value)) < 500, str(raised.value)[:300]


def test_options_of_an_evaluation_are_looked_at_before_its_files(small: None, tmp_path: Path) -> None:
    gold = tmp_path / "missing.pubtator"
    for options, message in (
        ({"profile": "slow"}, "profile slow: unknown profile"),
        ({"guideline": "mine"}, "guideline mine: unknown guideline"),
        ({"part": "all"}, "part all: unknown part"),
        ({"task": "negation", "given": True}, "given is not for the task negation"),
    ):
        with pytest.raises(ConfigError, match=message):
            kg.evaluate(gold, **options)
