from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.lexicon.curated_tables import COLUMNS, cell_lines
from kg.model import Fact
from kg.ontologies import curated
from kg.ontologies.terms import Ban, Parent, Terms, Xref
from tests.ontologies.tables import terms


def merged() -> Terms:
    made = terms(
        ("CHEBI:68478", "Drug", "everolimus", "chebi"),
        ("CHEBI:61049", "Drug", "tacrolimus", "chebi"),
        ("CHEBI:5", "Drug", "alpelisib", "chebi"),
        ("HGNC:3942", "Target", "MTOR", "hgnc"),
        ("HGNC:8975", "Target", "PIK3CA", "hgnc"),
        ("HGNC:3711", "Target", "FKBP1A", "hgnc"),
        ("FPLX:PI3K", "Target", "PI3K", "famplex"),
        ("CHEBI:68481", "Role", "mTOR inhibitor", "chebi"),
        ("CHEBI:37699", "Role", "protein kinase inhibitor", "chebi"),
        ("REACT:R-HSA-165159", "Pathway", "mTOR signalling", "reactome"),
        ("MONDO:0007256", "Disease", "hepatocellular carcinoma", "mondo"),
        ("MONDO:0018666", "Disease", "hepatoblastoma", "mondo"),
        names=(("CHEBI:68478", "RAD001", "code"),),
    )
    made.parents = [
        Parent("HGNC:8975", "FPLX:PI3K", "MEMBER_OF", "famplex"),
        Parent("MONDO:0018666", "MONDO:0007256", "SUBCLASS_OF", "mondo"),
    ]
    made.xrefs = [Xref("REACT:R-HSA-165159", "WIKIPATHWAYS:WP1471", "compath")]
    return made


def write(folder: Path, table: str, *rows: str) -> None:
    lines = ["# a comment", "", "\t".join(COLUMNS[table]), *("\t".join(row.split(" ; ")) for row in rows)]
    (folder / f"{table}.tsv").write_text("\n".join(lines) + "\n")


def applied(folder: Path) -> Terms:
    made = merged()
    curated.apply(made, folder)
    return made


def roles(made: Terms) -> set[tuple[str, str]]:
    return {(fact.subject, fact.object) for fact in made.facts if fact.relation == "HAS_ROLE"}


MTOR_ROLE = "CHEBI:68481 ; mTOR inhibitor ; INHIBITS ; MTOR ; HGNC:3942 ; mTOR blocker|rapalog ; ChEBI"
EVEROLIMUS = "RAD001 ; INHIBITS ; MTOR ; HGNC:3942 ; inhibitor ; oncology ; FDA label: Afinitor"


def test_a_drug_that_hits_the_target_of_a_role_has_the_role(tmp_path: Path) -> None:
    write(tmp_path, "roles", MTOR_ROLE)
    write(
        tmp_path,
        "drug_targets",
        EVEROLIMUS,
        "tacrolimus ; BINDS ; FKBP1A ; HGNC:3711 ; binder ; immunosuppression ; FDA label",
    )
    made = applied(tmp_path)
    assert Fact("CHEBI:68478", "INHIBITS", "HGNC:3942", "curated", "MIT", "FDA label: Afinitor") in made.facts
    assert Fact("CHEBI:68481", "INHIBITS", "HGNC:3942", "curated", "MIT", "ChEBI") in made.facts
    assert Fact("CHEBI:68478", "HAS_ROLE", "CHEBI:68481", "curated", "MIT", "FDA label: Afinitor") in made.facts
    assert roles(made) == {("CHEBI:68478", "CHEBI:68481")}, "tacrolimus ends in -limus and is no mTOR inhibitor"
    assert {name.text for name in made.names if name.scope == "curated"} == {
        "mTOR inhibitor",
        "mTOR blocker",
        "rapalog",
    }


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("RAD001 ; ACTIVATES ; MTOR ; HGNC:3942 ; activator ; x ; s",), set()),
        (("RAD001 ; INHIBITS ; MTOR ; HGNC:3942 ; inhibitor ; x ; s",), set()),
        (
            (
                "RAD001 ; INHIBITS ; MTOR ; HGNC:3942 ; inhibitor ; x ; s",
                "RAD001 ; INHIBITS ; FKBP1A ; HGNC:3711 ; inhibitor ; x ; s",
            ),
            {("CHEBI:68478", "KGR:both")},
        ),
    ],
)
def test_a_role_with_two_targets_asks_for_both(
    tmp_path: Path, rows: tuple[str, ...], expected: set[tuple[str, str]]
) -> None:
    write(
        tmp_path,
        "roles",
        "KGR:both ; dual inhibitor ; INHIBITS ; MTOR ; HGNC:3942 ;  ; s",
        "KGR:both ; dual inhibitor ; INHIBITS ; FKBP1A ; HGNC:3711 ;  ; s",
    )
    write(tmp_path, "drug_targets", *rows)
    made = applied(tmp_path)
    assert made.terms["KGR:both"].type == "Role"
    assert roles(made) == expected


def test_a_gene_stands_for_its_family_but_not_the_family_for_the_gene(tmp_path: Path) -> None:
    write(
        tmp_path,
        "roles",
        "KGR:pi3k ; PI3K inhibitor ; INHIBITS ; PI3K ; FPLX:PI3K ;  ; s",
        "KGR:alpha ; PI3K alpha inhibitor ; INHIBITS ; PIK3CA ; HGNC:8975 ;  ; s",
    )
    write(
        tmp_path,
        "drug_targets",
        "alpelisib ; INHIBITS ; PIK3CA ; HGNC:8975 ; inhibitor ; x ; s",
        "everolimus ; INHIBITS ; PI3K ; FPLX:PI3K ; inhibitor ; x ; s",
    )
    assert roles(applied(tmp_path)) == {("CHEBI:5", "KGR:pi3k"), ("CHEBI:5", "KGR:alpha"), ("CHEBI:68478", "KGR:pi3k")}


def test_a_role_an_ontology_gives_is_not_given_twice(tmp_path: Path) -> None:
    write(tmp_path, "roles", MTOR_ROLE)
    write(tmp_path, "drug_targets", EVEROLIMUS)
    made = merged()
    made.facts = [Fact("CHEBI:68478", "HAS_ROLE", "CHEBI:68481", "chebi", "CC-BY-4.0", "CHEBI:68478")]
    curated.apply(made, tmp_path)
    assert [fact.source for fact in made.facts if fact.relation == "HAS_ROLE"] == ["chebi"]


def test_pathway_aliases_reach_the_preferred_id_and_make_new_pathways(tmp_path: Path) -> None:
    write(
        tmp_path,
        "pathway_aliases",
        "PI3K/AKT/mTOR axis ; WIKIPATHWAYS:WP1471 ; mTOR signalling ; s",
        "A/B axis ; KGP:a-b ; A/B pathway ; s",
        "A-B cascade ; KGP:a-b ; A/B pathway ; s",
    )
    made = applied(tmp_path)
    found = {(name.id, name.text) for name in made.names if name.source == "curated"}
    assert found == {
        ("REACT:R-HSA-165159", "PI3K/AKT/mTOR axis"),
        ("KGP:a-b", "A/B pathway"),
        ("KGP:a-b", "A/B axis"),
        ("KGP:a-b", "A-B cascade"),
    }


def test_names_are_added_and_banned(tmp_path: Path) -> None:
    write(
        tmp_path,
        "names",
        "add ; Drug ; CHEBI:68478 ; Certican ; brand ; s",
        "ban ; Target ; * ; cat ; an animal ; s",
        "ban ; Disease ; MONDO:0007256 ; liver ; an organ ; s",
    )
    made = applied(tmp_path)
    assert ("CHEBI:68478", "Certican") in {(name.id, name.text) for name in made.names}
    assert made.bans == [Ban("cat", "Target", "*", "an animal"), Ban("liver", "Disease", "MONDO:0007256", "an organ")]


def test_edges_are_dropped_and_added(tmp_path: Path) -> None:
    write(tmp_path, "parents", "drop ; MONDO:0018666 ; SUBCLASS_OF ; MONDO:0007256 ; not a kind of it ; s")
    write(tmp_path, "role_parents", "CHEBI:68481 ; CHEBI:37699 ; s")
    edges = {(edge.id, edge.parent) for edge in applied(tmp_path).parents}
    assert ("MONDO:0018666", "MONDO:0007256") not in edges and ("CHEBI:68481", "CHEBI:37699") in edges


def test_organisms_and_cell_lines_become_entities(tmp_path: Path) -> None:
    write(tmp_path, "organisms", "NCBITaxon:9606 ; human ; Homo sapiens|patients ; NCBI")
    write(
        tmp_path,
        "cell_lines",
        "CVCL:0027 ; Hep-G2 ; HepG2 ; NCBITaxon:9606 ; MONDO:0018666 ; misidentified ; hepatoblastoma, not HCC ; s",
    )
    made = applied(tmp_path)
    assert made.terms["NCBITaxon:9606"].type == "Organism" and made.terms["CVCL:0027"].type == "CellLine"
    (line,) = cell_lines(tmp_path)
    assert (line.name, line.synonyms, line.status, line.disease) == (
        "Hep-G2",
        ("HepG2",),
        "misidentified",
        "MONDO:0018666",
    )


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        (
            "drug_targets",
            "nosuchdrug ; INHIBITS ; MTOR ; HGNC:3942 ; a ; b ; s",
            "'nosuchdrug' is the name of no drug in the lexicon",
        ),
        (
            "drug_targets",
            "everolimus ; HATES ; MTOR ; HGNC:3942 ; a ; b ; s",
            "unknown relation 'HATES' from a Drug to a Target, expected one of INHIBITS",
        ),
        (
            "drug_targets",
            "everolimus ; INHIBITS ; MTOR ; HGNC:999999 ; a ; b ; s",
            "the lexicon has no Target HGNC:999999",
        ),
        (
            "drug_targets",
            "everolimus ; INHIBITS ; MTOR ; HGNC:8975 ; a ; b ; s",
            "HGNC:8975 is PIK3CA, but the row calls it MTOR",
        ),
        (
            "drug_targets",
            "everolimus ; INHIBITS ; MTOR ; MONDO:0007256 ; a ; b ; s",
            "is a Disease (hepatocellular carcinoma), expected a Target",
        ),
        ("drug_targets", "everolimus ; INHIBITS ; MTOR ; WHAT:1 ; a ; b ; s", "unknown prefix 'WHAT'"),
        ("drug_targets", "everolimus ; INHIBITS ; MTOR ; HGNC:3942 ; a ; s", "6 fields, expected 7"),
        ("drug_targets", "everolimus ; INHIBITS ; MTOR ; HGNC:3942 ; a ; b ; ", "the column source is empty"),
        ("roles", "CHEBI:404 ; x ; INHIBITS ; MTOR ; HGNC:3942 ;  ; s", "the lexicon has no Role CHEBI:404"),
        ("pathway_aliases", "x ; REACT:R-HSA-404 ; y ; s", "the lexicon has no Pathway REACT:R-HSA-404"),
        ("names", "remove ; Drug ; * ; x ; r ; s", "unknown action 'remove', expected add, ban or label"),
        ("names", "ban ; Thing ; * ; x ; r ; s", "unknown type 'Thing'"),
        ("names", "add ; Drug ; * ; x ; r ; s", "is not a CURIE"),
        (
            "parents",
            "drop it ; MONDO:0018666 ; SUBCLASS_OF ; MONDO:0007256 ; r ; s",
            "unknown action 'drop it', expected add or drop",
        ),
        ("parents", "add ; MONDO:0007256 ; SUBCLASS_OF ; MONDO:0018666 ; r ; s", "would close a circle"),
        ("drug_roles", "everolimus ; CHEBI:61049 ; s", "is a Drug (tacrolimus), expected a Role"),
        ("organisms", "HGNC:1 ; x ; y ; s", "HGNC:1 is no id of a Organism"),
        (
            "cell_lines",
            "CVCL:1 ; x ;  ;  ;  ; odd ;  ; s",
            "unknown status 'odd', expected one of ok, contaminated, misidentified",
        ),
    ],
)
def test_a_wrong_row_is_named_with_file_and_line(tmp_path: Path, table: str, row: str, said: str) -> None:
    write(tmp_path, table, row)
    with pytest.raises(ConfigError) as error:
        applied(tmp_path)
    assert said in str(error.value) and f"{table}.tsv:4" in str(error.value)


def test_all_wrong_rows_are_named_at_once(tmp_path: Path) -> None:
    write(tmp_path, "drug_targets", *(f"no{i} ; INHIBITS ; MTOR ; HGNC:3942 ; a ; b ; s" for i in range(3)))
    with pytest.raises(
        ConfigError, match=r"drug_targets.tsv:4: 'no0'.*drug_targets.tsv:5: 'no1'.*drug_targets.tsv:6: 'no2'"
    ):
        applied(tmp_path)


def test_a_wrong_header_is_named(tmp_path: Path) -> None:
    (tmp_path / "names.tsv").write_text("action\tname\n")
    with pytest.raises(
        ConfigError, match=r"names.tsv:1: the header is action, name; expected action, type, id, name, reason, source"
    ):
        applied(tmp_path)


def test_a_name_of_two_drugs_goes_to_the_one_it_labels_or_to_none(tmp_path: Path) -> None:
    made = terms(
        ("CHEBI:1", "Drug", "alpha", "chebi"),
        ("CHEBI:2", "Drug", "beta", "chebi"),
        names=(("CHEBI:2", "alpha", "exact"), ("CHEBI:1", "zed", "exact"), ("CHEBI:2", "zed", "exact")),
    )
    index = curated.EntityIndex(made)
    assert index.drug("Alpha", "here") == "CHEBI:1"
    with pytest.raises(ConfigError, match="here: 'zed' names CHEBI:1, CHEBI:2 alike"):
        index.drug("zed", "here")
    made.xrefs.append(Xref("CHEBI:2", "DRUGBANK:DB1", "drugbank-open"))
    assert curated.EntityIndex(made).drug("zed", "here") == "CHEBI:2"


def test_a_regimen_is_a_drug_with_parts(tmp_path: Path) -> None:
    write(tmp_path, "roles", MTOR_ROLE)
    write(tmp_path, "regimens", "KGC:ta ; TA ; TA regimen ; tacrolimus|CHEBI:68481 ; a trial")
    made = applied(tmp_path)
    assert made.terms["KGC:ta"].type == "Drug"
    assert {name.text for name in made.names if name.id == "KGC:ta"} == {"TA", "TA regimen"}
    parts = {
        (fact.object, fact.reference) for fact in made.facts if (fact.subject, fact.relation) == ("KGC:ta", "HAS_PART")
    }
    assert parts == {("CHEBI:61049", "a trial"), ("CHEBI:68481", "a trial")}


def test_a_regimen_of_an_unknown_drug_stops_the_build(tmp_path: Path) -> None:
    write(tmp_path, "regimens", "KGC:ta ; TA ; TA regimen ; tacrolimus|nosuchdrug ; a trial")
    with pytest.raises(ConfigError, match=r"regimens.tsv:4: 'nosuchdrug' is the name of no drug"):
        applied(tmp_path)


def test_an_entity_that_no_source_gives(tmp_path: Path) -> None:
    write(
        tmp_path,
        "entities",
        "Disease ; MESH:D018384 ; oxidative stress ; oxidant stress ; no source has it ; MeSH D018384",
    )
    made = applied(tmp_path)
    assert made.terms["MESH:D018384"].label == "oxidative stress"
    assert {name.text for name in made.names if name.id == "MESH:D018384"} == {"oxidative stress", "oxidant stress"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Disease ; MONDO:0007256 ; liver cell cancer ;  ; why ; s", "MONDO:0007256 is already a Disease"),
        ("Illness ; MESH:D1 ; x ;  ; why ; s", "unknown type 'Illness'"),
        ("Pathway ; WIKIPATHWAYS:WP1471 ; mTOR ;  ; why ; s", "cross-reference of another entity"),
        ("Disease ; HGNC:1 ; x ;  ; why ; s", "HGNC:1 is no id of a Disease"),
    ],
)
def test_an_entity_that_is_there_or_cannot_be_is_refused(tmp_path: Path, row: str, message: str) -> None:
    write(tmp_path, "entities", row)
    with pytest.raises(ConfigError, match=message):
        applied(tmp_path)
