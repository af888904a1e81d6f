"""Names of classes by their targets, and of those who have an infection."""

from __future__ import annotations

from kg.model import Fact
from kg.ontologies.derived_names import derived_names
from kg.ontologies.terms import Terms
from tests.ontologies.tables import terms


def _made(*facts: tuple[str, str]) -> Terms:
    made = terms(
        ("KGR:parp", "Role", "PARP inhibitor", "curated"),
        ("KGR:twin", "Role", "PARP trapping inhibitor", "curated"),
        ("HGNC:270", "Target", "PARP1", "hgnc"),
        ("MONDO:1", "Disease", "HIV infection", "mondo"),
        ("MONDO:2", "Disease", "wound infection", "mondo"),
        names=(("HGNC:270", "PARP-1", "exact"), ("HGNC:270", "ADPRT", "previous")),
    )
    made.facts = [Fact(role, "INHIBITS", target, "curated", "MIT", "s") for role, target in facts]
    return made


def test_a_class_is_named_by_every_close_name_of_its_target() -> None:
    found = derived_names(_made(("KGR:parp", "HGNC:270")), "curated")
    assert {(name.id, name.text) for name in found if name.id.startswith("KGR")} == {
        ("KGR:parp", "PARP-1 inhibitor")
    }, "PARP1 has its key"


def test_two_classes_of_one_target_share_no_name() -> None:
    found = derived_names(_made(("KGR:parp", "HGNC:270"), ("KGR:twin", "HGNC:270")), "curated")
    assert not [name for name in found if name.id.startswith("KGR")]


def test_who_is_infected_has_the_infection() -> None:
    assert [(name.id, name.text) for name in derived_names(_made(), "curated")] == [("MONDO:1", "HIV-infected")]
