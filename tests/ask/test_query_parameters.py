"""Parameters come as text: they are typed, completed, looked up by name, and refused with the nearest thing that would
do.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import schema
from kg.ask.lookup import find_entity
from kg.ask.pack import Query, find, load_queries
from kg.ask.parameters import Parameter
from kg.ask.queries import parse_parameters, resolve
from kg.errors import QueryError
from kg.stores import open_store
from kg.stores.store import Store
from tests.stores.sample import ENTITIES, EVEROLIMUS, HCC, MTOR, MTOR_INHIBITOR, Content, write_dataset

QUERY = Query(
    "sample",
    "?",
    (
        Parameter("drug", "curie", "the drug", None, ("Drug",)),
        Parameter("relations", "list", "relations", ("INHIBITS",)),
        Parameter("limit", "int", "most rows", 50),
        Parameter("note", "string", "a note", ""),
    ),
    (),
    "",
    Path("sample.cypher"),
)


def test_values_take_their_types_and_defaults_fill_the_rest() -> None:
    assert parse_parameters(QUERY, ["drug=CHEBI:1", "limit=3"]) == {
        "drug": "CHEBI:1",
        "relations": ["INHIBITS"],
        "limit": 3,
        "note": "",
    }
    assert parse_parameters(QUERY, ["relations= A, B ,", "drug = x=y "])["relations"] == ["A", "B"]
    assert parse_parameters(QUERY, ["drug = x=y "])["drug"] == "x=y"


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        (
            ["drug=x", "limt=3"],
            r"no parameter 'limt' \(did you mean 'limit'\?\): it takes drug, relations, limit, note",
        ),
        (["limit=3"], "sample needs drug: the drug; give it with -p drug="),
        (["drug=x", "limit=many"], "limit='many': expected a whole number"),
        (["drug=x", "drug=y"], "'drug' is given twice"),
        (["drug"], "expected key=value"),
        (["drug="], "drug is empty: expected a CURIE or a name"),
    ],
)
def test_wrong_parameters_are_refused(pairs: list[str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse_parameters(QUERY, pairs)


CHOICE = Query(
    "choice",
    "?",
    (
        Parameter("action", "string", "what", "INHIBITS", (), ("INHIBITS", "BINDS", "")),
        Parameter("relations", "list", "what", ("INHIBITS",), (), ("INHIBITS", "BINDS")),
        Parameter("limit", "int", "most", 5, least=0),
    ),
    (),
    "",
    Path("choice.cypher"),
)


def test_letter_case_does_not_count_where_only_some_words_are_allowed() -> None:
    values = parse_parameters(CHOICE, ["action=inhibits", "relations=Binds,INHIBITS", "limit=0"])
    assert values == {"action": "INHIBITS", "relations": ["BINDS", "INHIBITS"], "limit": 0}
    assert parse_parameters(CHOICE, ["action="])["action"] == ""


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        ("action=FOO", "action='FOO': expected one of INHIBITS, BINDS, nothing"),
        ("relations=INHIBITS,FOO", "relations='FOO': expected any of INHIBITS, BINDS"),
        ("limit=-1", "limit=-1: expected a number from 0 on"),
    ],
)
def test_what_would_only_ever_find_nothing_is_refused(pair: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse_parameters(CHOICE, [pair])


def test_every_relation_that_the_pack_asks_for_by_name_is_checked() -> None:
    parameters = [parameter for query in load_queries().values() for parameter in query.parameters]
    named = [parameter for parameter in parameters if parameter.name.startswith(("action", "relation"))]
    assert len(named) >= 4
    assert all({*parameter.values} <= {"", *schema.relations()} and parameter.values for parameter in named)


def test_an_unknown_query_names_the_nearest() -> None:
    with pytest.raises(QueryError, match=r"no query 'null-trial' \(did you mean 'null-trials'\?\)"):
        find("null-trial", load_queries())


@pytest.mark.parametrize(
    ("text", "labels", "curie"),
    [
        ("CHEBI:68478", ["Drug"], EVEROLIMUS),
        ("chebi:68478", ["Drug"], EVEROLIMUS),
        ("everolimus", ["Drug"], EVEROLIMUS),
        ("Everolimus ", ["Drug"], EVEROLIMUS),
        ("RAD001", ["Drug"], EVEROLIMUS),
        ("mTOR inhibitor", ["Role", "Target"], MTOR_INHIBITOR),
        ("mTOR", ["Role", "Target"], MTOR),
        ("HCC", [], HCC),
        ("DOID:684", ["Disease"], HCC),
        ("NCBIGene:2475", [], MTOR),
    ],
)
def test_an_entity_is_found_by_curie_cross_reference_name_or_synonym(
    store: Store, text: str, labels: list[str], curie: str
) -> None:
    found = find_entity(store, text, labels)
    assert (found.id, found.here) == (curie, True)
    assert found.by_name == (text.lower() != curie.lower())


def test_an_unknown_name_lists_near_ones(store: Store) -> None:
    with pytest.raises(
        QueryError, match=r"class='mTOR blocker' is neither a CURIE nor the name of a Role or Target.*nearest: .*mTOR"
    ):
        find_entity(store, "mTOR blocker", ["Role", "Target"], "class")


@pytest.mark.parametrize("text", ["???", "zzzz", "AND OR (", "XYZ:12", 'it\'s "quoted" \\'])
def test_a_name_of_nothing_is_one_clear_error(store: Store, text: str) -> None:
    with pytest.raises(QueryError, match="neither a CURIE nor the name"):
        find_entity(store, text, ["Drug"])


def test_an_ambiguous_name_lists_the_candidates(tmp_path: Path) -> None:
    twins = {**ENTITIES, "MONDO:1": ("Disease", "Hurthle cell carcinoma", ("HCC",), ())}
    opened = open_store(str(write_dataset(tmp_path / "dataset", Content((), entities=twins))))
    with pytest.raises(
        QueryError,
        match=(
            r"'HCC' names several entities: MONDO:0007256 \(hepatocellular carcinoma, Disease\), MONDO:1 .*give the"
            r" CURIE"
        ),
    ):
        find_entity(opened, "HCC", ["Disease"])
    assert find_entity(opened, "hepatocellular carcinoma").id == HCC


def test_a_preferred_name_wins_over_a_synonym(tmp_path: Path) -> None:
    named = {**ENTITIES, "MONDO:1": ("Disease", "HCC", (), ())}
    opened = open_store(str(write_dataset(tmp_path / "dataset", Content((), entities=named))))
    assert find_entity(opened, "hcc", ["Disease"]).id == "MONDO:1"


@pytest.mark.parametrize(
    ("text", "label", "curie"),
    [
        ("PMID:1", "Publication", "PMID:1"),
        ("1", "Publication", "PMID:1"),
        ("pubmed:1", "Publication", "PMID:1"),
        ("NCT01035229", "Trial", "CLINICALTRIALS:NCT01035229"),
        ("nct01035229", "Trial", "CLINICALTRIALS:NCT01035229"),
        ("EudraCT 2005-005362-36", "Trial", "EudraCT 2005-005362-36"),
    ],
)
def test_a_publication_and_a_trial_are_found_by_identifier(store: Store, text: str, label: str, curie: str) -> None:
    assert find_entity(store, text, [label]).id == curie


@pytest.mark.parametrize("text", ["PMID:999", "999", "PMC1", "Report 1", "???"])
def test_an_identifier_of_no_publication_is_one_clear_error(store: Store, text: str) -> None:
    with pytest.raises(QueryError, match="is not the identifier of a Publication in this graph"):
        find_entity(store, text, ["Publication"])


def test_only_curie_parameters_are_looked_up(store: Store) -> None:
    values = parse_parameters(QUERY, ["drug=everolimus", "note=everolimus"])
    assert resolve(store, QUERY, values) == {
        "drug": EVEROLIMUS,
        "relations": ["INHIBITS"],
        "limit": 50,
        "note": "everolimus",
    }
