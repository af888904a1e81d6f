"""A query file that says something not understood is refused with its path and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ask.catalogue import catalogue, command
from kg.ask.pack import load_queries
from kg.errors import ConfigError

GOOD = """// name = "good"
// question = "Which drugs are there?"
// [parameters.start]
// type = "string"
// default = ""
// help = "how the name begins"
// [columns]
// id = "CURIE"
// null = "name"

// a comment with $unused and RETURN nothing
MATCH (d:Drug) WHERE d.name STARTS WITH $start AND d.name <> '$other'
RETURN d.id AS id,
       d.name AS `null`
ORDER BY id
"""

BAD = {
    "no header": ("MATCH (n) RETURN n.id AS id", r":1: has no header"),
    "no TOML": ("// name = \n\nMATCH (n) RETURN n.id AS id", r":1: the header is not TOML"),
    "unknown key": (
        GOOD.replace("// question", "// qestion"),
        r":2: unknown key 'qestion' \(did you mean 'question'\?\)",
    ),
    "other name": (GOOD.replace('"good"', '"bad"'), r":1: the name 'bad' differs"),
    "no question": (GOOD.replace('// question = "Which drugs are there?"\n', ""), r":1: the header has no question"),
    "no columns": (GOOD.split("// [columns]")[0] + "\nMATCH (d:Drug) RETURN d.id AS id", r"has no \[columns\]"),
    "undeclared parameter": (
        GOOD.replace("WITH $start", "WITH $strat"),
        r":12: \$strat is not declared.*did you mean 'start'",
    ),
    "unused parameter": (GOOD.replace("$start AND", "'a' AND"), r"parameter start is declared and never used"),
    "column not returned": (
        GOOD.replace("// id =", "// drug ="),
        r":13: RETURN gives id, null; \[columns\] declares drug, null",
    ),
    "columns in another order": (
        GOOD.replace('// id = "CURIE"\n', "").replace("\n\n// a", '\n// id = "CURIE"\n\n// a'),
        r":13: RETURN gives id, null",
    ),
    "column without AS": (GOOD.replace("d.id AS id,", "d.id,"), r":13: column 1 of RETURN has no AS name"),
    "no RETURN": (GOOD[: GOOD.index("RETURN d")], r"RETURN gives ; \[columns\] declares id, null"),
    "unknown type": (
        GOOD.replace('"string"', '"date"'),
        r"parameter start: type 'date': expected one of curie, string, int, list",
    ),
    "wrong default": (GOOD.replace('default = ""', "default = 3"), r"parameter start: default 3 is not of type string"),
    "unknown parameter key": (
        GOOD.replace("// help", "// hlep"),
        r"parameter start: unknown key 'hlep' \(did you mean 'help'\?\)",
    ),
    "example of nothing": (
        GOOD.replace("// [columns]", '// [example]\n// stat = "e"\n// [columns]'),
        r":7: example: there is no parameter 'stat' \(did you mean 'start'\?\)",
    ),
    "example that is no text": (
        GOOD.replace("// [columns]", "// [example]\n// start = 3\n// [columns]"),
        r":7: example: start is 3: expected a text",
    ),
    "example of another type": (
        GOOD.replace('"string"', '"int"')
        .replace('default = ""', "default = 3")
        .replace("// [columns]", '// [example]\n// start = "e"\n// [columns]'),
        r":7: example: start='e': expected a whole number",
    ),
    "example without what must be given": (
        GOOD.replace('// default = ""\n', "").replace("// [columns]", "// [example]\n// [columns]"),
        r":6: example: start is missing, which has no default",
    ),
    "unknown label": (
        GOOD.replace('// type = "string"', '// type = "curie"\n// entity = ["Potion"]'),
        r"parameter start: entity 'Potion'",
    ),
}


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.cypher").write_text(text, encoding="utf-8")
    return folder


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    query = load_queries(write(tmp_path, good=GOOD))["good"]
    assert (query.name, query.question, query.column_names) == ("good", "Which drugs are there?", ("id", "null"))
    assert [(p.name, p.type, p.default, p.help) for p in query.parameters] == [
        ("start", "string", "", "how the name begins")
    ]
    assert query.cypher.startswith("// a comment") and query.cypher.endswith("ORDER BY id")


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_with_path_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=rf"good\.cypher.*{message}"):
        load_queries(write(tmp_path, good=text))


def test_a_folder_without_queries_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no \.cypher files"):
        load_queries(tmp_path)


def test_a_query_says_for_what_it_answers(tmp_path: Path) -> None:
    query = load_queries(
        write(tmp_path, good=GOOD.replace("// [columns]", '// [example]\n// start = "ever"\n// [columns]'))
    )["good"]
    assert query.example == (("start", "ever"),)
    assert "kg query good -p start=ever" in catalogue([query])
    assert command(query) == "kg query good -p start=ever"


CHILD = '// name = "child"\n// question = "Which?"\n// extends = "good"\n'


def test_a_query_may_take_anothers_statement_with_other_defaults(tmp_path: Path) -> None:
    child = CHILD + '// [parameters.start]\n// default = "ever"\n'
    both = load_queries(write(tmp_path, good=GOOD, child=child))
    assert (both["child"].cypher, both["child"].columns) == (both["good"].cypher, both["good"].columns)
    assert (both["child"].parameters[0].default, both["child"].parameters[0].help) == ("ever", "how the name begins")
    assert both["child"].question == "Which?"


def test_a_query_may_require_what_the_other_had_a_default_for(tmp_path: Path) -> None:
    child = CHILD + "// [parameters.start]\n// required = true\n"
    assert load_queries(write(tmp_path, good=GOOD, child=child))["child"].parameters[0].default is None


@pytest.mark.parametrize(
    ("child", "message"),
    [
        (CHILD.replace('"good"', '"godo"'), r"extends 'godo'.*did you mean 'good'"),
        (CHILD.replace('"good"', '"child"'), "extends 'child'"),
        (CHILD + "\nMATCH (n) RETURN n.id AS id", r":5: a query that extends another has no statement"),
        (CHILD + '// [columns]\n// id = "x"\n', "no statement or columns"),
        (
            CHILD + '// [parameters.stop]\n// default = "x"\n',
            "parameter stop: the query it extends has no such parameter",
        ),
    ],
)
def test_a_wrong_extension_is_refused(tmp_path: Path, child: str, message: str) -> None:
    with pytest.raises(ConfigError, match=rf"child\.cypher.*{message}"):
        load_queries(write(tmp_path, good=GOOD, child=child))
