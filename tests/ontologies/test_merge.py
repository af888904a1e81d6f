from __future__ import annotations

import pytest

from kg.model import Fact
from kg.ontologies.joins import Clusters
from kg.ontologies.merge import merge, without_circles
from kg.ontologies.terms import Parent, Terms
from tests.ontologies.tables import terms


def ids(merged: Terms) -> set[str]:
    return set(merged.terms)


def others(merged: Terms, identifier: str) -> set[str]:
    return {xref.other for xref in merged.xrefs if xref.id == identifier}


def names(merged: Terms, identifier: str) -> dict[str, str]:
    return {name.text: name.scope for name in merged.names if name.id == identifier}


def test_one_drug_under_four_ids_is_one_entity() -> None:
    merged = merge(
        terms(
            ("UNII:U", "Drug", "everolimus", "unii"),
            ("MESH:D000068338", "Drug", "Everolimus", "mesh"),
            ("DRUGBANK:DB01590", "Drug", "Everolimus", "drugbank-open"),
            ("CHEBI:68478", "Drug", "everolimus", "chebi"),
            names=(("UNII:U", "Afinitor", "brand"), ("UNII:U", "RAD001", "code")),
            xrefs=(("MESH:D000068338", "CHEBI:68478"), ("CHEBI:68478", "CHEMBL.COMPOUND:C1")),
        )
    )
    assert ids(merged) == {"CHEBI:68478"}
    assert others(merged, "CHEBI:68478") == {"UNII:U", "MESH:D000068338", "DRUGBANK:DB01590", "CHEMBL.COMPOUND:C1"}
    assert names(merged, "CHEBI:68478") == {"everolimus": "label", "Afinitor": "brand", "RAD001": "code"}


def test_a_salt_joins_its_base_and_its_names_say_so() -> None:
    merged = merge(
        terms(
            ("CHEBI:50924", "Drug", "sorafenib", "chebi"),
            ("CHEBI:50928", "Drug", "sorafenib tosylate", "chebi"),
            ("UNII:T", "Drug", "sorafenib tosylate", "unii"),
            names=(("UNII:T", "Nexavar", "brand"), ("UNII:T", "BAY 54-9085", "code")),
        )
    )
    assert ids(merged) == {"CHEBI:50924"}
    assert names(merged, "CHEBI:50924") == {
        "sorafenib": "label",
        "sorafenib tosylate": "salt",
        "Nexavar": "brand",
        "BAY 54-9085": "code",
    }


def test_lithium_carbonate_is_not_lithium() -> None:
    merged = merge(terms(("MESH:D1", "Drug", "lithium", "mesh"), ("CHEBI:6504", "Drug", "lithium carbonate", "chebi")))
    assert len(merged.terms) == 2


def test_tacrolimus_is_one_drug_with_a_clean_label() -> None:
    merged = merge(
        terms(
            ("CHEBI:61049", "Drug", "tacrolimus (anhydrous)", "chebi"),
            ("CHEBI:61057", "Drug", "tacrolimus hydrate", "chebi"),
            ("MESH:D016559", "Drug", "Tacrolimus", "mesh"),
            ("UNII:A", "Drug", "tacrolimus", "unii"),
            ("UNII:B", "Drug", "tacrolimus anhydrous", "unii"),
            names=(("UNII:A", "FK506", "code"), ("UNII:B", "tacrolimus", "exact")),
        )
    )
    assert {(t.id, t.label) for t in merged.terms.values()} == {("CHEBI:61049", "tacrolimus")}


def test_broad_links_to_mesh_do_not_collapse_a_hierarchy() -> None:
    """Two levels of MONDO link to one MeSH heading; only the one of its name is it."""
    merged = merge(
        terms(
            ("MONDO:1", "Disease", "liver cancer", "mondo"),
            ("MONDO:2", "Disease", "liver neoplasm", "mondo"),
            ("MESH:D008113", "Disease", "Liver Neoplasms", "mesh"),
            xrefs=(("MONDO:1", "MESH:D008113"), ("MONDO:2", "MESH:D008113")),
        )
    )
    assert ids(merged) == {"MONDO:1", "MONDO:2"}
    assert others(merged, "MONDO:2") == {"MESH:D008113"} and others(merged, "MONDO:1") == set()


def test_a_link_between_different_names_holds_only_one_to_one() -> None:
    made = (
        ("MONDO:1", "Disease", "alpha fever", "mondo"),
        ("MONDO:2", "Disease", "beta fever", "mondo"),
        ("MESH:D1", "Disease", "Acute Alpha Beta Fever", "mesh"),
    )
    assert len(merge(terms(*made, xrefs=(("MONDO:1", "MESH:D1"),))).terms) == 2
    assert len(merge(terms(*made, xrefs=(("MONDO:1", "MESH:D1"), ("MONDO:2", "MESH:D1")))).terms) == 3


def test_two_ids_of_one_namespace_never_meet_through_a_third() -> None:
    clusters = Clusters(["MONDO:1", "MONDO:2", "DOID:1", "MESH:1"])
    assert clusters.join("MONDO:1", "DOID:1") and clusters.join("MONDO:2", "MESH:1")
    assert not clusters.join("DOID:1", "MESH:1")
    assert clusters.root("MONDO:1") != clusters.root("MONDO:2")


def test_the_link_whose_label_matches_wins() -> None:
    merged = merge(
        terms(
            ("DRUGBANK:DB1", "Drug", "Everolimus", "drugbank-open"),
            ("CHEBI:1", "Drug", "everolimus", "chebi"),
            ("CHEBI:2", "Drug", "another", "chebi"),
            xrefs=(("DRUGBANK:DB1", "CHEBI:2"), ("DRUGBANK:DB1", "CHEBI:1")),
        )
    )
    assert others(merged, "CHEBI:1") == {"DRUGBANK:DB1"} and others(merged, "CHEBI:2") == set()


def test_a_code_name_ties_two_registers() -> None:
    merged = merge(
        terms(
            ("MESH:C1", "Drug", "PP242", "mesh-scr"),
            ("CHEBI:90", "Drug", "torkinib", "chebi"),
            names=(("CHEBI:90", "PP-242", "code"),),
        )
    )
    assert ids(merged) == {"CHEBI:90"}


def test_roles_of_two_vocabularies_meet_in_the_singular() -> None:
    merged = merge(
        terms(
            ("CHEBI:68481", "Role", "mTOR inhibitor", "chebi"), ("MESH:D000091203", "Role", "MTOR Inhibitors", "mesh")
        )
    )
    assert ids(merged) == {"CHEBI:68481"}


def test_pathways_of_equal_name_stay_apart_unless_a_source_says_otherwise() -> None:
    made = (
        ("REACT:R-HSA-1", "Pathway", "Autophagy", "reactome"),
        ("WIKIPATHWAYS:WP1", "Pathway", "Autophagy", "wikipathways"),
    )
    assert len(merge(terms(*made)).terms) == 2
    assert ids(merge(terms(*made, xrefs=(("WIKIPATHWAYS:WP1", "REACT:R-HSA-1"),)))) == {"REACT:R-HSA-1"}


def test_types_never_mix() -> None:
    merged = merge(
        terms(
            ("HGNC:24587", "Target", "HCC", "hgnc"),
            ("MONDO:0007256", "Disease", "HCC", "mondo"),
            xrefs=(("MONDO:0007256", "HGNC:24587"),),
        )
    )
    assert ids(merged) == {"HGNC:24587", "MONDO:0007256"}
    assert merged.xrefs == [], "an id that is another entity's own would lead to two"


def test_house_style_capitals_of_a_drug_go_when_a_source_writes_it_small() -> None:
    merged = merge(
        terms(
            ("CHEBI:79699", "Drug", "Temsirolimus", "chebi"),
            ("UNII:U", "Drug", "temsirolimus", "unii"),
            ("CHEBI:3", "Drug", "Evans Blue", "chebi"),
        )
    )
    assert {t.label for t in merged.terms.values()} == {"temsirolimus", "Evans Blue"}


def test_case_variants_are_kept_for_targets_only() -> None:
    merged = merge(
        terms(
            ("FPLX:AKT", "Target", "AKT", "famplex"),
            ("CHEBI:1", "Drug", "aspirin", "chebi"),
            names=(("FPLX:AKT", "Akt", "exact"), ("CHEBI:1", "Aspirin", "exact")),
        )
    )
    assert names(merged, "FPLX:AKT") == {"AKT": "symbol", "Akt": "exact"} and names(merged, "CHEBI:1") == {
        "aspirin": "label"
    }


def test_parents_come_from_the_preferred_source() -> None:
    made = terms(
        ("MONDO:1", "Disease", "alpha", "mondo"),
        ("MONDO:2", "Disease", "top", "mondo"),
        ("DOID:1", "Disease", "alpha", "doid"),
        ("DOID:3", "Disease", "elsewhere", "doid"),
        xrefs=(("MONDO:1", "DOID:1"),),
    )
    made.parents = [
        Parent("MONDO:1", "MONDO:2", "SUBCLASS_OF", "mondo"),
        Parent("DOID:1", "DOID:3", "SUBCLASS_OF", "doid"),
        Parent("DOID:3", "DOID:1", "SUBCLASS_OF", "doid"),
    ]
    assert {(e.id, e.parent) for e in merge(made).parents} == {("MONDO:1", "MONDO:2"), ("DOID:3", "MONDO:1")}


def test_a_circle_is_opened_and_nothing_else_lost() -> None:
    edges = [Parent(a, b, "SUBCLASS_OF", "s") for a, b in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"))]
    kept = without_circles(edges)
    assert len(kept) == 3 and edges[3] in kept


@pytest.mark.parametrize("start", ["a", "z"])
def test_a_circle_is_found_wherever_the_walk_begins(start: str) -> None:
    """From ``a`` it lies further up, from ``z`` the walk begins in it."""
    edges = [Parent(a, b, "SUBCLASS_OF", "s") for a, b in ((start, "b"), ("b", "c"), ("c", "b"), ("c", "top"))]
    kept = without_circles(edges)
    assert [(e.id, e.parent) for e in kept] == [(start, "b"), ("b", "c"), ("c", "top")]


def test_an_edge_whose_ends_are_not_both_known_is_left_out() -> None:
    made = terms(("MONDO:1", "Disease", "alpha", "mondo"), ("MONDO:2", "Disease", "top", "mondo"))
    made.parents = [
        Parent("MONDO:1", "MONDO:2", "SUBCLASS_OF", "mondo"),
        Parent("MONDO:1", "MONDO:404", "SUBCLASS_OF", "mondo"),
        Parent("MONDO:404", "MONDO:2", "SUBCLASS_OF", "mondo"),
    ]
    assert {(e.id, e.parent) for e in merge(made).parents} == {("MONDO:1", "MONDO:2")}


def test_the_place_of_a_salt_says_nothing_of_its_base() -> None:
    made = terms(
        ("CHEBI:1", "Drug", "sorafenib", "chebi"),
        ("CHEBI:2", "Drug", "sorafenib tosylate", "chebi"),
        ("CHEBI:3", "Role", "kinase inhibitor", "chebi"),
        ("CHEBI:4", "Role", "organosulfonate salt", "chebi"),
    )
    made.parents = [
        Parent("CHEBI:1", "CHEBI:3", "SUBCLASS_OF", "chebi"),
        Parent("CHEBI:2", "CHEBI:4", "SUBCLASS_OF", "chebi"),
        Parent("CHEBI:2", "CHEBI:1", "SUBCLASS_OF", "chebi"),
    ]
    assert {(e.id, e.parent) for e in merge(made).parents} == {("CHEBI:1", "CHEBI:3")}


@pytest.mark.parametrize(
    ("type_", "one", "other", "parents"),
    [
        ("Target", "HGNC:1", "PR:1", {"T:8", "T:9"}),
        ("Pathway", "R-HSA:1", "GO:1", {"T:8", "T:9"}),
        ("Disease", "MONDO:1", "DOID:1", {"T:8"}),
    ],
)
def test_edges_of_several_sources_add_up_for_targets_and_pathways_alone(
    type_: str, one: str, other: str, parents: set[str]
) -> None:
    made = terms(
        (one, type_, "alpha", "first"),
        (other, type_, "alpha", "second"),
        ("T:8", type_, "eight", "first"),
        ("T:9", type_, "nine", "second"),
        xrefs=((one, other),),
    )
    made.parents = [Parent(one, "T:8", "PART_OF", "first"), Parent(other, "T:9", "PART_OF", "second")]
    merged = merge(made)
    assert {edge.parent for edge in merged.parents} == parents


def test_of_twins_the_one_that_most_sources_know_stays() -> None:
    """Two ids of one vocabulary with one name; no reader could tell which is meant."""
    merged = merge(
        terms(
            ("CHEBI:39585", "Drug", "carbidopa (anhydrous)", "chebi"),
            ("CHEBI:3395", "Drug", "carbidopa", "chebi"),
            ("CHEBI:9999", "Drug", "Carbidopa", "chebi"),
            ("DRUGBANK:DB1", "Drug", "Carbidopa", "drugbank-open"),
            ("UNII:C", "Drug", "carbidopa", "unii"),
            ("CHEBI:1", "Drug", "levodopa", "chebi"),
            xrefs=(("DRUGBANK:DB1", "CHEBI:3395"), ("UNII:C", "CHEBI:3395")),
        )
    )
    assert ids(merged) == {"CHEBI:3395", "CHEBI:1"}
    assert {"CHEBI:39585", "CHEBI:9999"} < others(merged, "CHEBI:3395")


def test_a_name_that_is_only_related_takes_no_capitals_away() -> None:
    given = terms(("CHEBI:3", "Drug", "Evans Blue", "chebi"), names=(("CHEBI:3", "evans blue", "related"),))
    assert merge(given).terms["CHEBI:3"].label == "Evans Blue"
    close = terms(("CHEBI:3", "Drug", "Evans Blue", "chebi"), names=(("CHEBI:3", "evans blue", "exact"),))
    assert merge(close).terms["CHEBI:3"].label == "evans blue"


def test_facts_follow_their_entities_and_are_kept_once() -> None:
    made = terms(("CHEBI:1", "Drug", "x", "chebi"), ("UNII:1", "Drug", "x", "unii"), ("CHEBI:9", "Role", "r", "chebi"))
    made.facts = [
        Fact("UNII:1", "HAS_ROLE", "CHEBI:9", "chebi", "CC0", "ref"),
        Fact("CHEBI:1", "HAS_ROLE", "CHEBI:9", "chebi", "CC0", "ref"),
        Fact("CHEBI:404", "HAS_ROLE", "CHEBI:9", "chebi", "CC0", ""),
    ]
    assert merge(made).facts == [Fact("CHEBI:1", "HAS_ROLE", "CHEBI:9", "chebi", "CC0", "ref")]


@pytest.mark.parametrize("flip", [False, True])
def test_the_order_of_the_sources_does_not_change_the_result(flip: bool) -> None:
    entries = [
        ("UNII:U", "Drug", "sirolimus", "unii"),
        ("CHEBI:9168", "Drug", "sirolimus", "chebi"),
        ("MESH:D020123", "Drug", "Sirolimus", "mesh"),
        ("UNII:V", "Drug", "sirolimus hydrate", "unii"),
    ]
    merged = merge(terms(*(reversed(entries) if flip else entries)))
    expected = merge(terms(*entries))
    assert (merged.terms, merged.names, merged.xrefs) == (expected.terms, expected.names, expected.xrefs)


def test_a_mesh_heading_wider_than_the_disease_is_not_it() -> None:
    """MONDO's link from visual epilepsy to Seizures must not make every seizure a visual epilepsy."""
    made = (("MONDO:1", "Disease", "visual epilepsy", "mondo"), ("MESH:D012640", "Disease", "Seizures", "mesh"))
    assert len(merge(terms(*made, xrefs=(("MONDO:1", "MESH:D012640"),))).terms) == 2


def test_a_heading_about_something_else_is_not_the_disease_it_is_linked_to() -> None:
    made = (
        ("MONDO:1", "Disease", "toxic shock syndrome", "mondo"),
        ("MESH:D012772", "Disease", "Septic Shock", "mesh"),
        ("MONDO:2", "Disease", "vibrio infectious disease", "mondo"),
        ("MESH:D014735", "Disease", "Vibrio Infections", "mesh"),
    )
    merged = merge(terms(*made, xrefs=(("MONDO:1", "MESH:D012772"), ("MONDO:2", "MESH:D014735"))))
    assert ids(merged) == {"MONDO:1", "MESH:D012772", "MONDO:2"}


def test_a_heading_is_the_disease_that_it_has_most_names_for() -> None:
    """A link to the whole disease does not hold against the names of its last stage that the heading lists."""
    merged = merge(
        terms(
            ("MONDO:1", "Disease", "chronic kidney disease", "mondo"),
            ("MONDO:2", "Disease", "end stage renal failure", "mondo"),
            ("MESH:D007676", "Disease", "Chronic Kidney Failure", "mesh"),
            names=tuple(
                (identifier, text, "exact")
                for identifier in ("MONDO:2", "MESH:D007676")
                for text in ("end stage kidney disease", "end stage renal disease", "terminal renal failure")
            ),
            xrefs=(("MONDO:1", "MESH:D007676"),),
        )
    )
    assert others(merged, "MONDO:2") == {"MESH:D007676"} and others(merged, "MONDO:1") == set()


def test_members_of_a_series_are_not_one_drug() -> None:
    made = (("CHEBI:1", "Drug", "microcystin-LR", "chebi"), ("MESH:C1", "Drug", "microcystin YR", "mesh-scr"))
    assert len(merge(terms(*made, xrefs=(("CHEBI:1", "MESH:C1"),))).terms) == 2


def test_a_name_that_a_source_puts_first_is_no_exact_name_of_another_disease() -> None:
    merged = merge(
        terms(
            ("MONDO:1", "Disease", "abdominal obesity-metabolic syndrome", "mondo"),
            ("MESH:D024821", "Disease", "Metabolic Syndrome", "mesh"),
            ("MONDO:2", "Disease", "metabolic syndrome X", "mondo"),
            names=(("MONDO:1", "metabolic syndrome", "exact"), ("MESH:D024821", "Metabolic Syndrome X", "exact")),
            xrefs=(("MONDO:2", "MESH:D024821"),),
        )
    )
    assert names(merged, "MONDO:1")["metabolic syndrome"] == "related"
    assert names(merged, "MONDO:2")["Metabolic Syndrome"] == "exact"


def test_alcohol_is_ethanol_and_the_class_gives_the_name_up() -> None:
    made = terms(
        ("CHEBI:30879", "Drug", "alcohol", "chebi"),
        ("CHEBI:16236", "Drug", "ethanol", "chebi"),
        ("MESH:D000431", "Drug", "Ethanol", "mesh"),
        ("UNII:E", "Drug", "alcohol", "unii"),
        *((f"CHEBI:{number}", "Drug", f"kind {number}", "chebi") for number in range(100, 140)),
        names=(("UNII:E", "ethanol", "exact"),),
    )
    made.parents = [Parent(f"CHEBI:{number}", "CHEBI:30879", "SUBCLASS_OF", "chebi") for number in range(100, 140)]
    merged = merge(made)
    assert names(merged, "CHEBI:30879") == {"alcohol": "related"}
    assert names(merged, "CHEBI:16236") == {"ethanol": "label", "alcohol": "exact"}


def test_the_old_label_stays_a_name_where_another_is_shown() -> None:
    merged = merge(
        terms(
            ("CHEBI:22984", "Drug", "calcium atom", "chebi"),
            ("DRUGBANK:DB01373", "Drug", "Calcium", "drugbank-open"),
            ("UNII:C", "Drug", "calcium", "unii"),
            xrefs=(("DRUGBANK:DB01373", "CHEBI:22984"), ("UNII:C", "CHEBI:22984")),
        )
    )
    assert merged.terms["CHEBI:22984"].label == "calcium"
    assert names(merged, "CHEBI:22984") == {"calcium": "label", "calcium atom": "exact"}
