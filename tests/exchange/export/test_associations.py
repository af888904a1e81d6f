"""The table of association classes against Biolink: its classes for predicates and slots, its schema for what may stand
at each end.
"""

from __future__ import annotations

import importlib.resources
import itertools
import typing
from functools import cache
from typing import Any

import pytest
import yaml
from biolink_model.datamodel import pydanticmodel_v2 as biolink

from kg import schema
from kg.exchange.export import associations
from kg.exchange.export.associations import (
    CLASSES,
    FALLBACK,
    INSTEAD,
    NEEDED,
    PREDICATES,
    QUALIFIERS,
    RESEARCH_PHASE,
    form,
)

USED = sorted({*CLASSES.values(), FALLBACK})


def fields(name: str) -> dict[str, Any]:
    fields: dict[str, Any] = getattr(biolink, name.removeprefix("biolink:")).model_fields
    return fields


def closed_predicates(name: str) -> frozenset[str] | None:
    annotation = fields(name)["predicate"].annotation
    if annotation is str:
        return None
    return frozenset(typing.get_args(annotation) or [member.value for member in annotation])


@cache
def model() -> dict[str, Any]:
    text = importlib.resources.files("biolink_model.schema").joinpath("biolink_model.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


def words(category: str) -> str:
    """``biolink:GeneFamily`` -> ``gene family``."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in category.removeprefix("biolink:")).strip()


def ancestors(name: str) -> list[str]:
    row = model()["classes"][name]
    above = [*([row["is_a"]] if row.get("is_a") else []), *row.get("mixins", ())]
    return [name, *itertools.chain.from_iterable(ancestors(one) for one in above)]


def allowed(association: str, slot: str) -> str:
    """What Biolink's schema lets stand at an end of an association: the nearest class that says so."""
    for name in ancestors(words(association)):
        found = model()["classes"][name].get("slot_usage", {}).get(slot, {}).get("range")
        if found:
            return str(found)
    return "named thing"


@pytest.mark.parametrize("name", USED)
def test_predicates_are_those_of_the_class(name: str) -> None:
    assert PREDICATES.get(name) == closed_predicates(name)


@pytest.mark.parametrize("name", USED)
def test_slots_are_those_of_the_class(name: str) -> None:
    assert {*QUALIFIERS.get(name, ()), "species_context_qualifier", "qualifiers"} <= set(fields(name))
    assert (name in RESEARCH_PHASE) == ("max_research_phase" in fields(name))


@pytest.mark.parametrize("name", USED)
def test_qualifiers_used_here_are_given_to_every_class_that_has_a_slot(name: str) -> None:
    ours = {key for relation in schema.relations().values() for key, _ in relation.qualifiers}
    assert ours & set(fields(name)) <= QUALIFIERS.get(name, frozenset())


@pytest.mark.parametrize("name", USED)
def test_required_qualifiers_are_known(name: str) -> None:
    always = {"id", "subject", "predicate", "object", "knowledge_level", "agent_type"}
    assert {key for key, field in fields(name).items() if field.is_required()} - always == NEEDED.get(name, frozenset())


@pytest.mark.parametrize(("relation", "subject", "object_"), sorted(CLASSES))
def test_ends_are_within_the_ranges_of_the_class(relation: str, subject: str, object_: str) -> None:
    name = CLASSES[relation, subject, object_]
    assert allowed(name, "subject") in ancestors(words(subject))
    assert allowed(name, "object") in ancestors(words(object_))


def test_the_ranges_can_refuse() -> None:
    assert allowed("biolink:GeneToDiseaseAssociation", "subject") not in ancestors("gene family")
    assert allowed("biolink:ChemicalAffectsGeneAssociation", "subject") not in ancestors("gene")


def ends() -> list[tuple[str, str, str]]:
    found = []
    for relation in schema.relations().values():
        categories = [
            [(label, c) for label in side for c in _categories(label)] for side in (relation.subject, relation.object)
        ]
        found += [(relation.name, s, o) for (_, s), (_, o) in itertools.product(*categories)]
    return found


def _categories(label: str) -> set[str]:
    row = schema.entity_types()[label]
    return {row.category, *(category for _, category in row.category_of)}


@pytest.mark.parametrize(("relation", "subject", "object_"), sorted(ends()))
@pytest.mark.parametrize("tier", ["", "phase-3", "in-vivo"])
def test_biolink_accepts_every_combination_the_schema_allows(
    relation: str, subject: str, object_: str, tier: str
) -> None:
    row = schema.relations()[relation]
    predicate = dict(row.predicate_of).get(tier, row.predicate)
    made = form(relation, subject, object_, predicate, row.qualifiers)
    getattr(biolink, made.association.removeprefix("biolink:"))(
        id="KGA:1",
        category=[made.association],
        subject="A:1",
        predicate=made.predicate,
        object="B:1",
        knowledge_level="not_provided",
        agent_type="text_mining_agent",
        **dict(made.slots),
        qualifiers=list(made.others),
    )
    assert {*(f"{k}={v}" for k, v in made.slots), *made.others} == {f"{k}={v}" for k, v in row.qualifiers}
    assert made.predicate == predicate or (made.association, predicate) in INSTEAD


def test_a_class_that_lacks_what_it_needs_gives_way() -> None:
    assert form("INHIBITS", "biolink:Gene", "biolink:Gene", "biolink:affects", ()).association == FALLBACK
    assert (
        form("STUDIED_FOR", "biolink:ChemicalEntity", "biolink:Disease", "biolink:affects", ()).association == FALLBACK
    )
    assert form(
        "NEW", "biolink:Gene", "biolink:Gene", "biolink:affects", [("new_qualifier", "x")]
    ) == associations.BiolinkForm(FALLBACK, "biolink:affects", (), ("new_qualifier=x",))


@pytest.mark.parametrize("relation", sorted(schema.relations()))
def test_predicates_of_the_schema_are_biolinks(relation: str) -> None:
    row = schema.relations()[relation]
    for predicate in {row.predicate, *(name for _, name in row.predicate_of)} - {"rdfs:subClassOf"}:
        assert predicate.removeprefix("biolink:").replace("_", " ") in model()["slots"]


@pytest.mark.parametrize("label", sorted(schema.entity_types()))
def test_categories_of_the_schema_are_biolinks(label: str) -> None:
    for category in _categories(label):
        assert words(category) in model()["classes"]


def test_associations_named_in_the_schema_are_biolinks() -> None:
    for row in schema.relations().values():
        assert not row.association or words(row.association) in model()["classes"]
