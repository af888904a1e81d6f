"""Charts as numbers: what a ladder, a timeline, bars and a network make of rows."""

from __future__ import annotations

import doctest
from typing import Any

import pytest

from kg.ask import behind, charts
from kg.ask.behind import Behind
from kg.ask.charts import agrees, bars, ladder, timeline, timeline_of_rows
from kg.ask.lookup import NamedEntity
from kg.ask.network import LINKS, network
from kg.ask.studies import studies_behind
from kg.errors import QueryError


def _sentence(document: str, tier: str, polarity: str, **other: Any) -> dict[str, Any]:
    return {
        "relation": "STUDIED_FOR",
        "negated": False,
        "document": document,
        "tier": tier,
        "polarity": polarity,
        "attribution": "drug",
        "counted": True,
        "flags": [],
        "year": 2010,
        **other,
    }


def _rungs(*sentences: dict[str, Any]) -> tuple[charts.LadderEntry, ...]:
    return ladder(studies_behind([Behind("D:1", "drug", sentences, "")]))


@pytest.mark.parametrize("module", [behind, charts])
def test_the_examples_of_docstrings_run(module: Any) -> None:
    assert doctest.testmod(module).failed == 0


def test_a_null_trial_is_study_and_not_support() -> None:
    (rung,) = _rungs(_sentence("P:1", "phase-3", "null"), _sentence("P:2", "in-vivo", "supports"))
    assert (rung.studied, rung.supported) == ("phase-3", "in-vivo")
    assert rung.counts == {("in-vivo", "supports"): 1, ("phase-3", "null"): 1}


def test_a_publication_counts_once_at_its_strongest_tier_and_mixed_where_it_disagrees() -> None:
    (rung,) = _rungs(
        _sentence("P:1", "phase-2", "supports"),
        _sentence("P:1", "phase-3", "null"),
        _sentence("P:1", "review", "unclear"),
    )
    assert rung.counts == {("phase-3", "mixed"): 1}


@pytest.mark.parametrize(
    "other",
    [
        {"counted": False, "attribution": "combination"},
        {"counted": False, "flags": ["protocol"]},
        {"polarity": "unclear"},
    ],
)
def test_what_does_not_count_decides_nothing(other: dict[str, Any]) -> None:
    (rung,) = _rungs(_sentence("P:1", "phase-3", "supports") | other)
    assert (rung.counts, rung.supported) == ({("phase-3", "unclear"): 1}, "")


def test_a_retracted_study_is_no_rung_to_stand_on() -> None:
    retracted = _sentence("P:1", "phase-3", "supports", flags=["retracted"], counted=False)
    (rung,) = _rungs(retracted, _sentence("P:2", "in-vitro", "supports"))
    assert (rung.studied, rung.supported, rung.total()) == ("in-vitro", "in-vitro", 2)
    (alone,) = _rungs(retracted)
    assert (alone.studied, alone.supported, alone.total()) == ("", "", 1)


def test_what_a_curator_rejected_is_on_no_rung() -> None:
    rejected = _sentence("P:1", "phase-3", "supports", flags=["rejected"], counted=False)
    assert _rungs(rejected) == ()
    (rung,) = _rungs(rejected, _sentence("P:1", "in-vitro", "null"))
    assert rung.counts == {("in-vitro", "null"): 1}


def test_a_comparison_is_left_out_where_there_is_more() -> None:
    against = {"attribution": "comparator", "counted": False}
    (rung,) = _rungs(_sentence("P:1", "phase-3", "null") | against, _sentence("P:1", "phase-2", "supports"))
    assert rung.counts == {("phase-2", "supports"): 1}


def test_other_claims_are_no_studies() -> None:
    assert _rungs(_sentence("P:1", "phase-3", "supports") | {"relation": "CAUSES"}) == ()
    assert _rungs(_sentence("P:1", "phase-3", "supports") | {"negated": True}) == ()


def test_rows_that_count_otherwise_do_not_agree() -> None:
    rungs = _rungs(_sentence("P:1", "phase-3", "null"))
    row = {"drug_id": "D:1", "drug": "drug", "supports": 0, "null": 1}
    assert agrees(rungs, [row])
    assert not agrees(rungs, [row | {"supports": 1}])
    assert not agrees(rungs, [row, row | {"drug_id": "D:2"}])


def test_a_timeline_has_every_year_and_counts_the_undated() -> None:
    first = _sentence("P:1", "review", "unclear", year=2001)
    second = _sentence("P:2", "phase-1", "null", year=2003)
    undated = _sentence("P:3", "mention", "unclear", year=None)
    found = studies_behind([Behind("D:1", "one", (first,), ""), Behind("D:2", "two", (second, undated), "")])
    assert timeline(()) is None
    drawn = timeline(found)
    assert drawn and (drawn.undated, drawn.publications, drawn.several) == (1, 2, 0)
    assert drawn.counts == {2001: (0, 0, 0, 0, 1), 2002: (0,) * 5, 2003: (0, 1, 0, 0, 0)}


def test_a_timeline_counts_a_publication_once_for_each_finding() -> None:
    one, same, other = (
        _sentence("P:1", "phase-2", polarity, year=2005) for polarity in ("supports", "supports", "null")
    )
    undated = _sentence("P:2", "phase-2", "null", year=None)
    drawn = timeline(
        studies_behind(
            [
                Behind("D:1", "one", (one, undated), ""),
                Behind("D:2", "two", (same, undated), ""),
                Behind("D:3", "three", (other,), ""),
            ]
        )
    )
    assert drawn and drawn.counts == {2005: (1, 1, 0, 0, 0)}
    assert (drawn.publications, drawn.several, drawn.undated) == (1, 1, 1)


def test_a_timeline_of_rows_is_of_rows_with_a_year_each() -> None:
    rows: list[dict[str, Any]] = [
        {"year": 2003, "publications": 2},
        {"year": 2001, "publications": 1},
        {"year": None, "publications": 4},
    ]
    drawn = timeline_of_rows(rows)
    assert drawn and (drawn.counts, drawn.undated) == ({2001: (1,), 2002: (0,), 2003: (2,)}, 4)
    assert (drawn.publications, drawn.several) == (3, 0)
    assert timeline_of_rows([*rows, {"year": 2003, "publications": 1}]) is None
    assert timeline_of_rows([{"year": None, "publications": 4}]) is None


def test_bars_count_lists_and_tell_rows_of_one_name_apart() -> None:
    row = {
        "drug_id": "D:1",
        "drug": "d",
        "disease_id": "M:1",
        "disease": "x",
        "supporting": ["P:1", "P:2"],
        "opposing": [],
    }
    drawn = bars([row, row | {"disease_id": "M:2", "disease": "y"}], tuple(row))
    assert [bar.name for bar in drawn] == ["d in x", "d in y"]
    assert drawn[0].counts == (("supports", 2), ("against", 0))


def test_a_count_that_is_no_number_is_one_clear_error() -> None:
    with pytest.raises(QueryError, match="'supports' holds 'many': expected a number of publications"):
        bars([{"drug": "d", "supports": "many"}], ("drug", "supports"))


ASKED = {
    "class": NamedEntity("R:1", "inhibitor", "Role", here=True),
    "disease": NamedEntity("M:1", "disease", "Disease", here=True),
}


def test_a_network_links_what_was_asked_for_with_what_the_rows_have() -> None:
    row = {"drug_id": "D:1", "drug": "drug", "supports": 0, "publications": 4}
    net = network([row, row | {"drug_id": "D:2", "supports": 2}], ASKED)
    assert net
    links = [(link.left.key, link.right.key, link.weight, link.supports) for link in net.links]
    assert links == [
        ("R:1", "D:1", 1, None),
        ("D:1", "M:1", 4, False),
        ("R:1", "D:2", 1, None),
        ("D:2", "M:1", 4, True),
    ]


def test_a_target_that_groups_drugs_stands_before_them() -> None:
    asked = {"target": NamedEntity("T:1", "target", "Target", here=True), "disease": ASKED["disease"]}
    net = network([{"drug_id": "D:1", "drug": "drug", "supports": 1}], asked)
    assert net and [node.key for node in net.nodes] == ["T:1", "D:1", "M:1"]


def test_a_claim_is_linked_without_what_was_asked_for() -> None:
    row = {"subject_id": "D:1", "subject": "s", "object_id": "M:2", "object": "o", "negated": True}
    net = network([row], ASKED)
    assert net and [(one.left.key, one.right.key, one.supports) for one in net.links] == [("D:1", "M:2", False)]
    assert network([{"year": 2001}], {}) is None


def test_a_network_says_what_it_leaves_out() -> None:
    rows = [{"drug_id": f"D:{n}", "drug": str(n)} for n in range(LINKS + 3)]
    net = network(rows, ASKED)
    assert net and net.left_out == 3 and len(net.nodes) == LINKS + 2
