"""The question that must be answered right: drugs of a class with evidence in a disease."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from kg.ask.pack import load_queries
from kg.ask.queries import parse_parameters, run_query
from kg.model import FLAGS, POLARITIES, TIERS
from kg.stores import open_store
from kg.stores.store import Store
from tests.ask.recount import flagship
from tests.stores.sample import (
    CHOLANGIO,
    HCC,
    IMMUNOSUPPRESSANT,
    LIVER_CANCER,
    MTOR,
    MTOR_INHIBITOR,
    RCC,
    Content,
    Paper,
    Said,
    read_tables,
    write_dataset,
)

COLUMNS = ("drug_id", "drug", "membership", "tier", *POLARITIES, "publications", "latest_year", "pmids")


def answer(store: Store, *pairs: str, name: str = "drug-class-with-disease-evidence") -> list[dict[str, Any]]:
    query = load_queries()[name]
    return run_query(store, query, parse_parameters(query, pairs))


@pytest.fixture(scope="module")
def rows(store: Store) -> dict[str, dict[str, Any]]:
    return {row["drug"]: row for row in answer(store, name="mtor-inhibitors-with-hcc-evidence")}


def counts(row: dict[str, Any]) -> tuple[int, ...]:
    return tuple(row[polarity] for polarity in POLARITIES)


def test_the_columns_are_those_promised(rows: dict[str, dict[str, Any]]) -> None:
    assert all(tuple(row) == COLUMNS for row in rows.values())


def test_one_row_a_drug_best_tier_first_then_more_publications_then_name(rows: dict[str, dict[str, Any]]) -> None:
    assert list(rows) == [
        "everolimus",
        "sirolimus",
        "temsirolimus",
        "onatasertib",
        "dactolisib",
        "sapanisertib",
        "torin 2",
        "vistusertib",
    ]


@pytest.mark.parametrize("drug", ["sorafenib", "tacrolimus", "metformin"])
def test_standing_beside_the_target_in_a_sentence_is_no_membership(rows: dict[str, dict[str, Any]], drug: str) -> None:
    assert drug not in rows


def test_an_activator_of_the_target_is_no_inhibitor(rows: dict[str, dict[str, Any]]) -> None:
    assert "MHY1485" not in rows


def test_a_sentence_that_denies_membership_makes_none(rows: dict[str, dict[str, Any]]) -> None:
    assert "AZD8055" not in rows


@pytest.mark.parametrize("drug", ["umirolimus", "ridaforolimus"])
def test_a_member_without_evidence_or_with_only_a_denied_study_has_no_row(
    rows: dict[str, dict[str, Any]], drug: str
) -> None:
    assert drug not in rows


@pytest.mark.parametrize(
    ("drug", "membership"),
    [
        ("everolimus", "curated"),
        ("sirolimus", "curated"),
        ("temsirolimus", "curated"),
        ("sapanisertib", "text"),
        ("torin 2", "curated"),
    ],
)
def test_membership_comes_from_role_subclass_target_or_text_and_curation_wins(
    rows: dict[str, dict[str, Any]], drug: str, membership: str
) -> None:
    assert rows[drug]["membership"] == membership


@pytest.mark.parametrize(
    ("drug", "expected", "why"),
    [
        (
            "everolimus",
            (1, 1, 0, 0, 1),
            "a null phase 3, a supporting paper counted once, a combination that is nobody's",
        ),
        (
            "sirolimus",
            (0, 0, 1, 1, 0),
            "one paper that disagrees with itself over the subtype, one that opposes; bile duct and parent left out",
        ),
        ("temsirolimus", (0, 0, 0, 1, 2), "contaminated cells and a publication retracted elsewhere are unclear"),
        ("onatasertib", (0, 0, 0, 0, 1), "a protocol is no result"),
        ("dactolisib", (0, 0, 0, 0, 1), "a combination is no result of the drug"),
        ("vistusertib", (0, 0, 0, 0, 1), "a retracted paper is no support"),
        ("sapanisertib", (1, 0, 0, 0, 0), "speculation weakens and does not forbid"),
    ],
)
def test_each_publication_counts_once_for_what_it_found(
    rows: dict[str, dict[str, Any]], drug: str, expected: tuple[int, ...], why: str
) -> None:
    assert counts(rows[drug]) == expected, why


def test_the_five_counts_add_up_to_the_publications(rows: dict[str, dict[str, Any]]) -> None:
    for row in rows.values():
        assert sum(counts(row)) == row["publications"] == len(row["pmids"])
        assert row["pmids"] == sorted(row["pmids"])


@pytest.mark.parametrize(
    ("drug", "tier"), [("everolimus", "phase-3"), ("temsirolimus", "phase-2"), ("vistusertib", None)]
)
def test_the_tier_leaves_out_retracted_studies_and_is_empty_where_there_are_no_others(
    rows: dict[str, dict[str, Any]], drug: str, tier: str | None
) -> None:
    assert rows[drug]["tier"] == tier


def test_the_latest_year_ignores_publications_without_one(rows: dict[str, dict[str, Any]]) -> None:
    assert rows["sirolimus"]["latest_year"] == 2016


def test_the_flagship_is_the_general_query_with_its_defaults(store: Store) -> None:
    general = answer(store, f"class={MTOR_INHIBITOR}", f"disease={HCC}")
    assert answer(store, name="mtor-inhibitors-with-hcc-evidence") == general


def test_names_do_as_well_as_curies(store: Store) -> None:
    assert answer(store, "class=mTOR inhibitor", "disease=hcc") == answer(
        store, f"class={MTOR_INHIBITOR}", f"disease={HCC}"
    )


def test_a_target_is_a_class_of_what_inhibits_it_and_the_action_may_be_another(store: Store) -> None:
    assert [row["drug"] for row in answer(store, f"class={MTOR}", f"disease={HCC}")] == ["temsirolimus"]
    assert [row["drug"] for row in answer(store, f"class={MTOR}", f"disease={HCC}", "action=ACTIVATES")] == ["MHY1485"]


@pytest.mark.parametrize("class_", [MTOR_INHIBITOR, MTOR, IMMUNOSUPPRESSANT, "KGR:mtorc1-inhibitor", "CHEBI:1"])
@pytest.mark.parametrize("disease", [HCC, LIVER_CANCER, CHOLANGIO, RCC, "MONDO:1"])
def test_the_sample_counted_in_python_gives_the_same_rows(
    store: Store, tmp_path: Path, class_: str, disease: str
) -> None:
    tables = read_tables(write_dataset(tmp_path / "dataset"))
    query = load_queries()["drug-class-with-disease-evidence"]
    # The statement itself, because ids that nobody knows are among them.
    rows = store.run(query.cypher, parse_parameters(query, [f"class={class_}", f"disease={disease}"]))
    assert rows == flagship(tables, class_, disease)


@pytest.mark.parametrize("seed", range(25))
def test_random_datasets_counted_in_python_give_the_same_rows(tmp_path: Path, seed: int) -> None:
    content, class_, disease = random_content(random.Random(seed))
    folder = write_dataset(tmp_path / "dataset", content)
    opened = open_store(str(folder))
    tables = read_tables(folder)
    assert answer(opened, f"class={class_}", f"disease={disease}") == flagship(tables, class_, disease)
    opened.close()


def random_content(dice: random.Random) -> tuple[Content, str, str]:
    """A dataset with random hierarchies, roles, facts and evidence, and a class and a disease to ask for."""
    drugs = [f"CHEBI:{number}" for number in range(1, 9)]
    roles = [f"KGR:role{number}" for number in range(4)]
    targets = [f"HGNC:{number}" for number in range(1, 5)]
    diseases = [f"MONDO:{number}" for number in range(1, 8)]
    entities = {
        curie: (type_, f"{type_.lower()} {curie.partition(':')[2]}", (), ())
        for type_, curies in (("Drug", drugs), ("Role", roles), ("Target", targets), ("Disease", diseases))
        for curie in curies
    }
    curated = {
        (child, "SUBCLASS_OF", dice.choice(diseases[:index]))
        for index, child in enumerate(diseases)
        if index and dice.random() < 0.8
    }
    curated |= {
        (child, "SUBCLASS_OF", dice.choice(roles[:index]))
        for index, child in enumerate(roles)
        if index and dice.random() < 0.7
    }
    curated |= {
        (child, "MEMBER_OF", dice.choice(targets[:index]))
        for index, child in enumerate(targets)
        if index and dice.random() < 0.6
    }
    curated |= {(dice.choice(roles), dice.choice(["INHIBITS", "ACTIVATES"]), dice.choice(targets)) for _ in range(3)}
    curated |= {
        (dice.choice(drugs), dice.choice(["INHIBITS", "ACTIVATES", "BINDS"]), dice.choice(targets)) for _ in range(5)
    }
    curated |= {(dice.choice(drugs), "HAS_ROLE", dice.choice(roles)) for _ in range(4)}
    documents = [f"PMID:{number}" for number in range(1, 16)]
    said = [
        Said(
            dice.choice(documents),
            dice.choice(drugs),
            "STUDIED_FOR",
            dice.choice(diseases),
            dice.choice(TIERS),
            dice.choice(POLARITIES),
            dice.choice(["drug", "drug", "combination"]),
            flags=tuple(dice.sample(FLAGS, dice.choice([0, 0, 0, 1, 2]))),
            negated=dice.random() < 0.1,
        )
        for _ in range(40)
    ]
    said += [
        Said(dice.choice(documents), dice.choice(drugs), "HAS_ROLE", dice.choice(roles), negated=dice.random() < 0.3)
        for _ in range(4)
    ]
    said += [Said(dice.choice(documents), dice.choice(drugs), "INHIBITS", dice.choice(targets)) for _ in range(4)]
    papers = {name: Paper(dice.choice([None, 2001, 2012, 2020]), retracted=dice.random() < 0.1) for name in documents}
    class_ = dice.choice([*roles[:2], *targets[:2]])
    return Content(said, sorted(curated), entities, papers), class_, dice.choice(diseases[:3])


def test_most_random_datasets_have_rows(tmp_path: Path) -> None:
    sizes = []
    for seed in range(25):
        content, class_, disease = random_content(random.Random(seed))
        sizes.append(len(flagship(read_tables(write_dataset(tmp_path / str(seed), content)), class_, disease)))
    assert sum(size > 0 for size in sizes) > 15
