"""The order of resolvers, and those that order others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.lexicon.lexicon import Lexicon
from kg.model import Candidate, Mention
from kg.pipeline.ground.annotated_ids import Ids
from kg.pipeline.ground.by_name import ByName
from kg.pipeline.ground.case import Case, Resolver, resolved
from kg.pipeline.ground.classes import Classes
from kg.pipeline.ground.learned import LearnedNames
from kg.pipeline.ground.profiles import Profile, by_order_of_evidence, fast, following
from kg.pipeline.ground.rank import Scored
from kg.pipeline.ground.resolvers import (
    MAX_CANDIDATES,
    ByType,
    FirstThatFinds,
    ListedNames,
    OtherTypes,
    Where,
    best_few,
    families_alone,
)
from kg.pipeline.guidelines import DEFAULT, GUIDELINES

CASE = Case.alone(Mention(0, 4, "word", "Drug", "network"))


def _one(curie: str, type_: str = "Drug", score: float = 0.7) -> Candidate:
    return Candidate(curie, curie.lower(), type_, score, "said so")


def _finds(*candidates: Candidate) -> Resolver:
    return lambda _case, before: (*before, *candidates)


def _names(resolvers: tuple[Resolver, ...]) -> list[str]:
    return [getattr(one, "__name__", type(one).__name__) for one in resolvers]


def test_a_profile_is_its_resolvers_in_their_order(small_lexicon: Lexicon) -> None:
    assert _names(fast(small_lexicon, 0.5).resolvers) == ["ByName", "ByType", "OtherTypes", "best_few", "Classes"]
    plain = by_order_of_evidence(small_lexicon, LearnedNames((), DEFAULT), 0.5)
    assert _names(plain.resolvers) == ["ByName", "ByType", "ListedNames", "OtherTypes", "best_few", "Classes"]
    followed = following(small_lexicon, LearnedNames((), GUIDELINES["bc5cdr"]), 0.5)
    assert _names(followed.resolvers) == ["ByName", "ByType", "ListedNames", "OtherTypes", "best_few"]
    for profile in (plain, followed):
        lists = next(one for one in profile.resolvers if isinstance(one, ListedNames))
        assert lists.resolvers == profile.resolvers[:2], "a name of a list is grounded as one that stands alone"
        assert profile.resolvers[0] is profile.by_name and isinstance(profile.by_name, ByName)


def test_each_type_has_its_own_and_what_scores_less_is_left_out() -> None:
    by_type = ByType({"Drug": _finds(_one("D:1"), _one("D:2", score=0.4))}, min_score=0.5)
    assert [one.id for one in by_type(CASE, ())] == ["D:1"]
    assert by_type(CASE, (_one("G:1", "Target"),)) == (_one("G:1", "Target"),), (
        "the type is that of what is meant so far"
    )
    assert [one.id for one in replace(by_type, min_score=0.0)(CASE, ())] == ["D:1", "D:2"]


def test_the_first_that_finds_counts_and_nothing_is_asked_after_it() -> None:
    asked = []

    def never(_case: Case, _candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        asked.append("never")
        return ()

    first = FirstThatFinds((_finds(), _finds(_one("D:1")), never))
    assert [one.id for one in first(CASE, ())] == ["D:1"] and asked == []
    assert [one.id for one in first(CASE, (_one("D:9"),))] == ["D:9"] and asked == []
    assert Where(lambda case: case.name == "other", first)(CASE, ()) == ()
    assert [one.id for one in Where(lambda case: case.name == "word", first)(CASE, ())] == ["D:1"]


def test_other_types_are_asked_where_nothing_else_is_found() -> None:
    by_name: Resolver = lambda case, _: tuple(_one(f"G:{one.row}", "Target") for one in case.scored)  # noqa: E731
    case = replace(CASE, of_other_types=(Scored(5, 0.9, "", False, "label"),))
    assert [one.id for one in OtherTypes(by_name)(case, ())] == ["G:5"]
    assert [one.id for one in OtherTypes(by_name)(case, (_one("D:1"),))] == ["D:1"]


def test_families_alone_and_the_best_few() -> None:
    assert families_alone(CASE, (_one("HGNC:1", "Target"), _one("FPLX:AKT", "Target"))) == (_one("FPLX:AKT", "Target"),)
    many = tuple(_one(f"D:{number}") for number in range(MAX_CANDIDATES + 1))
    assert best_few(CASE, many) == many[:MAX_CANDIDATES]


def _each(small_lexicon: Lexicon, resolver: Resolver) -> ListedNames:
    return ListedNames(by_order_of_evidence(small_lexicon, LearnedNames((), DEFAULT), 0.5).names, (resolver,))


@pytest.mark.parametrize(("score", "wanted"), [(0.7, "G:7|G:3"), (0.3, "")])
def test_a_list_is_its_names_where_each_is_better_than_the_whole(
    score: float, wanted: str, small_lexicon: Lexicon
) -> None:
    case = Case.alone(Mention(0, 11, "caspase-7/3", "Target", "network"))
    lists = _each(small_lexicon, lambda case, _: (_one(f"G:{case.mention.text[-1]}", "Target", 0.6),))
    whole = _one("G:9", "Target", 1 - score)
    found = lists(case, (whole,))
    assert str(Ids.of(found[0])) == wanted and (wanted or found == (whole,))
    assert lists(case, (replace(whole, score=0.95),)) == (replace(whole, score=0.95),), "a name of the whole counts"


def test_a_list_of_which_one_name_has_nothing_is_none(small_lexicon: Lexicon) -> None:
    case = Case.alone(Mention(0, 11, "caspase-7/3", "Target", "network"))
    assert (
        _each(small_lexicon, lambda case, _: (_one("G:7"),) if case.mention.text.endswith("7") else ())(case, ()) == ()
    )


def test_classes_come_last_of_the_candidates_that_remain(small_lexicon: Lexicon) -> None:
    profile: Profile = by_order_of_evidence(small_lexicon, LearnedNames((), DEFAULT), 0.5)
    assert isinstance(profile.resolvers[-1], Classes)
    case = replace(Case.alone(Mention(0, 7, "kinases", "Target", "network")), scored=())
    assert all(not one.id.startswith("HGNC:") for one in resolved(case, profile.resolvers))


def test_ids_are_read_and_printed() -> None:
    for printed in ("", "MESH:D1", "MESH:D1|MESH:D2"):
        assert str(Ids.read(printed)) == printed and bool(Ids.read(printed)) == bool(printed)
    several = Ids.read("A:1|A:2")
    assert (several.first, several.are_several, several.printed) == ("A:1", True, ("A:1|A:2",))
    assert (Ids().first, Ids().are_several, Ids().printed) == ("", False, ())
    assert Ids.of(replace(_one("D:1"), ids=("A:1|A:2",))) == several and Ids.of(_one("D:1")) == Ids()
