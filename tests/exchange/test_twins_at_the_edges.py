"""Where a query draws a line, its Cypher and its SPARQL draw the same: names in other words, wide and deep classes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.ask.pack import load_queries
from kg.ask.queries import given_parameters, run_query
from kg.exchange import sparql
from kg.stores import open_store
from tests.exchange.test_sparql import compared
from tests.stores.sample import ENTITIES, EVEROLIMUS, HCC, Content, Paper, Said, write_dataset

WIDE, OTHER = "MONDO:0900000", "MONDO:0900999"


def asked(folder: Path, name: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a query, which its twin has too."""
    query = load_queries()[name]
    store = open_store(str(folder))
    try:
        rows = run_query(store, query, given_parameters(query, values))
    finally:
        store.close()
    pairs = [f"{key}={value}" for key, value in values.items()]
    _, told = sparql.answer(sparql.load(folder), sparql.question_of(name, pairs))
    assert compared(told, name) == compared(rows, name)
    return rows


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("HT-29 cells in HCC", {"HT-29"}),
        ("CHO cells, and CHOP", {"CHO"}),
        ("CHOP was given", set()),
        ("HLA-B35 carriers", set()),
        ("B16-F10 melanoma", {"B16-F10"}),
        ("B16-bearing mice", {"B16"}),
        ("(HT-2) and CHO", {"HT-2", "CHO"}),
    ],
)
def test_a_cell_line_is_named_where_its_name_stands_alone(title: str, found: set[str], tmp_path: Path) -> None:
    lines = ("HT-29", "HT-2", "CHO", "B35", "B16", "B16-F10")
    named = {f"CVCL:{number}": ("CellLine", line, (), ()) for number, line in enumerate(lines, 9000)}
    content = Content(
        [Said("PMID:1", EVEROLIMUS, "STUDIED_FOR", HCC, "in-vitro", "supports")],
        (),
        {**ENTITIES, **named},
        {"PMID:1": Paper(title=title)},
    )
    rows = asked(write_dataset(tmp_path, content), "cell-lines-in-evidence", {"disease": HCC})
    assert {row["cell_line"] for row in rows} == found


@pytest.mark.parametrize(("kinds", "how"), [(40, {"neighbour"}), (60, set())])
def test_what_most_diseases_are_kinds_of_makes_no_neighbours(kinds: int, how: set[str], tmp_path: Path) -> None:
    ids = [f"MONDO:{900000 + number:07}" for number in range(1, kinds)]
    named = {one: ("Disease", f"disease {one}", (), ()) for one in (WIDE, OTHER, *ids)}
    below = [(one, "SUBCLASS_OF", WIDE) for one in (HCC, OTHER, *ids)]
    said = [Said("PMID:1", EVEROLIMUS, "STUDIED_FOR", OTHER, "phase-2", "supports")]
    folder = write_dataset(tmp_path, Content(said, below, {**ENTITIES, **named}))
    assert {row["how"] for row in asked(folder, "related-disease-evidence", {"disease": HCC})} == how


def test_a_class_has_members_ten_steps_below(tmp_path: Path) -> None:
    roles = [f"CHEBI:{910000 + number}" for number in range(10)]
    named = {one: ("Role", f"role {one}", (), ()) for one in roles}
    links = [(below, "SUBCLASS_OF", above) for above, below in pairwise(roles)]
    content = Content([], [*links, (EVEROLIMUS, "HAS_ROLE", roles[-1])], {**ENTITIES, **named})
    rows = asked(write_dataset(tmp_path, content), "drug-class-members", {"class": roles[0]})
    assert [row["drug_id"] for row in rows] == [EVEROLIMUS]
