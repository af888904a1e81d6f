"""A statement of the user's own, on the command line or in a file, takes parameters like a query of the pack."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.ask.pack import read_query, statement_query
from kg.ask.queries import parse_parameters, run_query
from kg.errors import ConfigError, QueryError
from kg.stores.store import Store
from tests.stores.sample import EVEROLIMUS, HCC

BODY = (
    "MATCH (d:Drug {id: $drug})-[:STUDIED_FOR]->(x:Disease) RETURN DISTINCT x.name AS disease ORDER BY disease"
    " LIMIT 1\n"
)
HEADER = '// [parameters.drug]\n// type = "curie"\n// entity = ["Drug"]\n'


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def written(text: str, name: str = "my.cypher") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("-7", -7),
        ("0.5", 0.5),
        ("1e3", 1000.0),
        ("true", True),
        ("false", False),
        ("null", None),
        ('["a", "b"]', ["a", "b"]),
        ("[1, 2.5, [true]]", [1, 2.5, [True]]),
        ('{"id": "x"}', {"id": "x"}),
        ('"3"', "3"),
        ("everolimus", "everolimus"),
        ("PMID:3", "PMID:3"),
        ("007", "007"),
        ("True", "True"),
        ("NaN", "NaN"),
        ("-Infinity", "-Infinity"),
        ("[a, b]", "[a, b]"),
        ("x=y", "x=y"),
        ("", ""),
        ("[" * 100_000, "[" * 100_000),
        (str(2**63 - 1), 2**63 - 1),
    ],
)
def test_a_bare_parameter_is_json_or_else_text(text: str, value: Any) -> None:
    found = parse_parameters(statement_query("RETURN $x AS x"), [f"x={text}"])["x"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "message"),
    [(str(2**63), f"x={2**63}: expected a whole number of at most 64 bits"), ("1e999", "x='1e999': expected a number")],
)
def test_a_number_that_cypher_cannot_hold_is_refused(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse_parameters(statement_query("RETURN $x AS x"), [f"x={text}"])


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ([], "^the statement needs drug; give it with -p drug=...$"),
        (["drug=x"], "^the statement needs limit; give it with -p limit=...$"),
        (
            ["drug=x", "limit=1", "limt=2"],
            r"^the statement has no parameter 'limt' \(did you mean 'limit'\?\): it takes drug, limit$",
        ),
        (["drug=x", "drug=y"], "'drug' is given twice"),
        (["drug"], "expected key=value"),
    ],
)
def test_missing_and_unused_parameters_are_named(pairs: list[str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse_parameters(
            statement_query("MATCH (d {id: $drug}) RETURN d.id AS `$no` LIMIT $limit // $never '$no'"), pairs
        )


def test_a_statement_without_parameters_takes_none() -> None:
    with pytest.raises(QueryError, match="the statement has no parameter 'x': it takes none"):
        parse_parameters(statement_query("RETURN '$x' AS x"), ["x=1"])


def test_a_statement_runs_with_its_parameters(store: Store) -> None:
    query = statement_query(
        "UNWIND $ids AS id MATCH (d:Drug {id: id}) WHERE d.name STARTS WITH $start RETURN d.name AS drug ORDER BY drug"
    )
    values = parse_parameters(query, [f'ids=["{EVEROLIMUS}", "CHEBI:9168"]', "start=e"])
    assert run_query(store, query, values) == [{"drug": "everolimus"}]


@pytest.mark.parametrize(
    "head", ["", "// the diseases of a drug\n// (in its own words)\n", "\n\n", "// What? [drug] = any\n\n"]
)
def test_a_file_without_a_header_is_a_bare_statement(store: Store, write: Any, head: str) -> None:
    query = read_query(write(head + BODY))
    assert [(one.name, one.type) for one in query.parameters] == [("drug", "any")]
    assert run_query(store, query, parse_parameters(query, [f"drug={EVEROLIMUS}"])) == [
        {"disease": "fibrolamellar carcinoma"}
    ]
    assert run_query(store, query, parse_parameters(query, ["drug=everolimus"])) == [], "nothing says that it is a name"


@pytest.mark.parametrize(
    "head",
    [
        HEADER,
        '// name = "another name"\n// question = "Which?"\n' + HEADER,
        HEADER + '// [columns]\n// disease = "name of the disease"\n',
        HEADER + f'// default = "{HCC}"\n',
    ],
)
def test_a_header_gives_types_and_names_to_resolve(store: Store, write: Any, head: str) -> None:
    query = read_query(write(head + "\n" + BODY))
    said: list[str] = []
    rows = run_query(store, query, parse_parameters(query, ["drug=RAD001"]), report=said.append)
    assert rows == [{"disease": "fibrolamellar carcinoma"}]
    assert said == [f"drug 'RAD001' is {EVEROLIMUS} (everolimus, Drug)"]


def test_a_header_may_declare_some_parameters(write: Any) -> None:
    text = '// [parameters.least]\n// type = "float"\n// [parameters.all]\n// type = "bool"\n// default = false\n\n'
    query = read_query(write(text + "MATCH (d) WHERE d.score > $least OR $all RETURN d.id AS id LIMIT $most"))
    assert parse_parameters(query, ["least=1", "most=3"]) == {"least": 1.0, "all": False, "most": 3}
    assert parse_parameters(query, ["least=.5", "all=TRUE", "most=3"])["all"] is True
    for wrong, message in {
        "least=few": "least='few': expected a number",
        "all=1": "all='1': expected true or false",
    }.items():
        with pytest.raises(QueryError, match=message):
            parse_parameters(query, [*({"least=1", "most=3"} - {wrong.partition("=")[0] + "=1"}), wrong])


def test_a_file_may_extend_a_query_of_the_pack(store: Store, write: Any) -> None:
    text = '// extends = "drug-class-with-disease-evidence"\n// [parameters.class]\n// default = "mTOR inhibitor"\n'
    query = read_query(write(text))
    assert {row["drug"] for row in run_query(store, query, parse_parameters(query, ["disease=HCC"]))} >= {
        "everolimus",
        "sirolimus",
    }
    with pytest.raises(ConfigError, match=r"my\.cypher:1: extends 'mtor', which is not a query"):
        read_query(write('// extends = "mtor"\n'))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("// question = \n\nRETURN 1 AS n", r"my\.cypher:1: the header is not TOML"),
        (
            '// name = "x"\n// colums = 1\n\nRETURN 1 AS n',
            r"my\.cypher:2: unknown key 'colums' \(did you mean 'columns'\?\)",
        ),
        (HEADER + "\nRETURN 1 AS n", r"my\.cypher:1: parameter drug is declared and never used"),
        (
            HEADER.replace("curie", "date") + "\nRETURN $drug AS n",
            r"my\.cypher:1: parameter drug: type 'date': expected one of curie, ",
        ),
        ('// [columns]\n// m = "x"\n\nRETURN 1 AS n', r"my\.cypher:4: RETURN gives n; \[columns\] declares m"),
    ],
)
def test_a_header_that_is_not_understood_is_refused_with_its_line(write: Any, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        read_query(write(text))


def test_a_file_that_cannot_be_read_is_one_clear_error(tmp_path: Path, write: Any) -> None:
    with pytest.raises(QueryError, match=r"nosuch\.cypher cannot be read \(No such file or directory\)"):
        read_query(tmp_path / "nosuch.cypher")
    with pytest.raises(QueryError, match=r"cannot be read \(Is a directory\)"):
        read_query(tmp_path)
    (tmp_path / "latin.cypher").write_bytes(b"RETURN '\xe9' AS n")
    with pytest.raises(QueryError, match=r"cannot be read .*utf-8"):
        read_query(tmp_path / "latin.cypher")
