"""Names to choose from while they are typed."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from kg.ask import name_index
from kg.ask.name_index import NameIndex, index_names, index_of
from kg.stores.store import Store


def row(curie: str, name: str, *synonyms: str, label: str = "Drug", documents: int | None = 0) -> dict[str, Any]:
    return {"id": curie, "name": name, "label": label, "synonyms": list(synonyms), "documents": documents}


ROWS = [
    row("D:1", "everolimus", "RAD001", "Afinitor", "42-O-(2-hydroxyethyl)rapamycin", documents=40),
    row("D:2", "sirolimus", "rapamycin", "Rapamune", documents=90),
    row("D:3", "evernic acid"),
    row("R:1", "mTOR inhibitor", "inhibitors of  mTOR", label="Role", documents=None),
    row("G:1", "MET", "hepatocyte growth factor receptor", label="Target", documents=2),
    row("D:4", "metformin", documents=70),
    row("D:5", "(-)-gossypol", documents=1),
    row("D:6", "ÉTOPOSIDE", "Straße", documents=3),
]


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return index_of(ROWS)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("ever", ["D:1", "D:3"]),
        ("EVER", ["D:1", "D:3"]),
        ("  ever", ["D:1", "D:3"]),
        ("rapa", ["D:2", "D:1"]),  # a word in a name counts; the better known first
        ("rapamycin", ["D:2", "D:1"]),  # who is called exactly so first
        ("met", ["G:1", "D:4"]),  # also before one that is better known
        ("mtor inh", ["R:1"]),
        ("inhibitors of mtor", ["R:1"]),
        ("hydroxy", ["D:1"]),
        ("2-hydroxyethyl)rapa", ["D:1"]),
        ("(-)-g", ["D:5"]),
        ("gossypol", ["D:5"]),
        ("étop", ["D:6"]),
        ("strasse", ["D:6"]),
        ("limus", []),
        ("", []),
        ("   ", []),
        ("everolimus\nsirolimus", []),
        ("e" * 5000, []),
    ],
)
def test_what_begins_so_is_found(index: NameIndex, typed: str, ids: list[str]) -> None:
    assert [one.id for one in index.find(typed)] == ids


def test_the_name_that_matched_is_the_entitys_own_where_it_can_be(index: NameIndex) -> None:
    assert index.find("ever")[0].matched == "everolimus"
    assert index.find("rad")[0].matched == "RAD001" and index.find("rad")[0].name == "everolimus"


def test_only_labels_that_are_wanted_and_as_many_as_are(index: NameIndex) -> None:
    assert [one.id for one in index.find("met", ["Drug"])] == ["D:4"]
    assert [one.id for one in index.find("e", limit=1)] == ["D:1"]
    assert index.find("e", limit=0) == []


def test_what_is_best_known_comes_first_of_its_labels(index: NameIndex) -> None:
    assert [one.id for one in index.best_known(limit=2)] == ["D:2", "D:4"]
    assert [(one.id, one.matched) for one in index.best_known(["Target"])] == [("G:1", "MET")]
    assert index.best_known(["Pathway"]) == []


def test_what_is_known_of_many_names_is_what_all_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """The short cut for what begins many names gives the same as looking at all of them; so does plain search."""
    draw = random.Random(3)
    words = ["alpha", "beta", "gamma", "a", "ab", "abc", "(b)", "b-2", "delta a"]
    rows = [
        row(
            f"D:{n:03}",
            " ".join(draw.choices(words, k=draw.randint(1, 3))),
            draw.choice(words),
            documents=draw.randint(0, 9),
        )
        for n in range(300)
    ]
    index = index_of(rows)
    typed = ["a", "ab", "al", "b", "b-", "(", "alpha b", "delta a", "2"]
    whole = {one: [found.id for found in index.find(one, limit=12)] for one in typed}
    monkeypatch.setattr(name_index, "MANY", 0)
    assert {one: [found.id for found in index.find(one, limit=12)] for one in typed} == whole
    for one in typed:
        assert whole[one] == _plainly(rows, one)[:12], one


def _plainly(rows: list[dict[str, Any]], typed: str) -> list[str]:
    begins = re.compile(rf"(?:^|(?<![a-z0-9])(?=[a-z0-9])){re.escape(typed)}")
    names = {one["id"]: [one["name"], *one["synonyms"]] for one in rows}
    found = [one for one in rows if any(begins.search(name) for name in names[one["id"]])]
    found.sort(key=lambda one: (typed not in names[one["id"]], -one["documents"], one["id"]))
    return [one["id"] for one in found]


def test_the_names_of_a_graph_are_those_of_its_entities(store: Store) -> None:
    index = index_names(store)
    assert [one.name for one in index.find("rapamycin")] == ["sirolimus"]
    assert index.find("HCC")[0].name == "hepatocellular carcinoma"
    assert {one.label for one in index.find("m", limit=50)} >= {"Drug", "Role", "Target"}
    assert index_names(store, ["Role"]).find("everolimus") == []
