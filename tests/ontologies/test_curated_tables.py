"""The curated tables hold together on their own: shape, order, vocabulary, ids and the facts the answers rest on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg import ids, schema

FOLDER = Path(__file__).parents[2] / "ontologies" / "curated"
COLUMNS = {
    "drug_targets": ("drug", "relation", "target", "target_id", "action", "area", "source"),
    "roles": ("role_id", "role", "relation", "target", "target_id", "names", "source"),
    "role_parents": ("role_id", "parent_id", "source"),
    "drug_roles": ("drug", "role_id", "source"),
    "pathway_aliases": ("alias", "pathway_id", "pathway", "source"),
    "names": ("action", "type", "id", "name", "reason", "source"),
    "cell_lines": ("id", "name", "synonyms", "organism_id", "disease_id", "status", "note", "source"),
    "organisms": ("id", "name", "synonyms", "source"),
    "regimens": ("id", "name", "names", "parts", "source"),
    "entities": ("type", "id", "name", "synonyms", "reason", "source"),
}
LEAST = {
    "drug_targets": 1000, "roles": 120, "role_parents": 60, "drug_roles": 150,
    "pathway_aliases": 400, "names": 400, "cell_lines": 60, "organisms": 25, "regimens": 80,
    "entities": 12,
}  # fmt: skip
MAY_BE_EMPTY = {
    ("roles", "relation"),
    ("roles", "target"),
    ("roles", "target_id"),
    ("roles", "names"),
    ("cell_lines", "synonyms"),
    ("cell_lines", "disease_id"),
    ("cell_lines", "note"),
    ("regimens", "names"),
    ("organisms", "synonyms"),
}
ID_COLUMNS = {
    "drug_targets": {"target_id": "Target"},
    "roles": {"role_id": "Role", "target_id": "Target"},
    "role_parents": {"role_id": "Role", "parent_id": "Role"},
    "drug_roles": {"role_id": "Role"},
    "pathway_aliases": {"pathway_id": "Pathway"},
    "cell_lines": {"id": "CellLine", "organism_id": "Organism", "disease_id": "Disease"},
    "organisms": {"id": "Organism"},
    "regimens": {"id": "Drug"},
}
LOCAL = {
    "HGNC": r"\d+",
    "FPLX": r"\w+",
    "CHEBI": r"\d+",
    "MESH": r"[CD]\d+",
    "KGR": r"[a-z0-9-]+",
    "KGP": r"[a-z0-9-]+",
    "KGC": r"[a-z0-9-]+",
    "REACT": r"R-HSA-\d+",
    "GO": r"\d{7}",
    "WIKIPATHWAYS": r"WP\d+",
    "MONDO": r"\d{7}",
    "CVCL": r"[A-Z0-9]{4}",
    "NCBITaxon": r"\d+",
    "DRUGBANK": r"DB\d{5}",
}
MTOR = "HGNC:3942"


def rows(table: str) -> list[dict[str, str]]:
    lines = [
        line
        for line in (FOLDER / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [dict(zip(COLUMNS[table], line.split("\t"), strict=True)) for line in lines[1:]]


def split(text: str) -> list[str]:
    return [part for part in text.split("|") if part]


@pytest.mark.parametrize("table", COLUMNS)
def test_header_fields_and_size(table: str) -> None:
    lines = [
        line for line in (FOLDER / f"{table}.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    assert tuple(lines[0].split("\t")) == COLUMNS[table]
    assert len(rows(table)) >= LEAST[table]
    for row in rows(table):
        for column, field in row.items():
            assert field == field.strip()
            assert field or (table, column) in MAY_BE_EMPTY, row


@pytest.mark.parametrize("table", COLUMNS)
def test_no_row_twice_and_rows_sorted(table: str) -> None:
    found = [tuple(row.values()) for row in rows(table)]
    assert len(set(found)) == len(found)
    first = [row[0].lower() if table in ("drug_targets", "drug_roles", "pathway_aliases") else row[0] for row in found]
    assert first == sorted(first)


@pytest.mark.parametrize("table", ID_COLUMNS)
def test_ids_have_a_prefix_of_their_type_and_a_well_formed_local_part(table: str) -> None:
    for row in rows(table):
        for column, type_ in ID_COLUMNS[table].items():
            if row[column]:
                prefix, local = ids.parse(row[column])
                assert prefix in schema.entity_types()[type_].prefixes, row
                assert re.fullmatch(LOCAL[prefix], local), row


@pytest.mark.parametrize("table", ["drug_targets", "roles"])
def test_relations_lead_from_a_drug_to_a_target(table: str) -> None:
    for row in rows(table):
        if row["relation"]:
            relation = schema.relations()[row["relation"]]
            assert "Drug" in relation.subject and "Target" in relation.object, row
        assert bool(row["relation"]) == bool(row["target"]) == bool(row["target_id"]), row


@pytest.mark.parametrize(
    ("table", "id_column", "name_column"),
    [
        ("drug_targets", "target_id", "target"),
        ("roles", "target_id", "target"),
        ("roles", "role_id", "role"),
        ("pathway_aliases", "pathway_id", "pathway"),
    ],
)
def test_one_id_has_one_name(table: str, id_column: str, name_column: str) -> None:
    called: dict[str, str] = {}
    for row in rows(table):
        assert called.setdefault(row[id_column], row[name_column]) == row[name_column], row
    assert len(set(called.values())) == len(called)


def test_one_drug_relation_and_target_is_one_fact() -> None:
    keys = [(row["drug"].lower(), row["relation"], row["target_id"]) for row in rows("drug_targets")]
    assert len(set(keys)) == len(keys)
    assert len({drug for drug, _, _ in keys}) >= 250
    pairs = {(drug, target): set[str]() for drug, _, target in keys}
    for drug, relation, target in keys:
        pairs[drug, target].add(relation)
    assert not [pair for pair, relations in pairs.items() if {"INHIBITS", "ACTIVATES"} <= relations]


def test_every_area_asked_for_is_covered() -> None:
    drugs_by_area: dict[str, set[str]] = {}
    for row in rows("drug_targets"):
        drugs_by_area.setdefault(row["area"], set()).add(row["drug"])
    for area in ("oncology", "immunosuppression", "cardiology", "diabetes and metabolism", "neurology"):
        assert len(drugs_by_area[area]) >= 40, area


MTOR_INHIBITORS = (
    "everolimus", "sirolimus", "temsirolimus", "ridaforolimus", "zotarolimus", "umirolimus",
    "sapanisertib", "onatasertib", "vistusertib", "AZD-8055", "torin 1", "torin 2", "OSI-027", "torkinib",
    "dactolisib", "PI-103", "gedatolisib", "apitolisib", "omipalisib", "voxtalisib", "bimiralisib", "samotolisib",
)  # fmt: skip


@pytest.mark.parametrize("drug", MTOR_INHIBITORS)
def test_the_mtor_inhibitors_inhibit_mtor(drug: str) -> None:
    assert ("INHIBITS", MTOR) in {
        (row["relation"], row["target_id"]) for row in rows("drug_targets") if row["drug"] == drug
    }


NOT_MTOR_INHIBITORS = (
    "tacrolimus",
    "pimecrolimus",
    "cyclosporine",
    "sorafenib",
    "metformin",
    "capivasertib",
    "alpelisib",
    "MHY1485",
)


@pytest.mark.parametrize("drug", NOT_MTOR_INHIBITORS)
def test_what_is_no_mtor_inhibitor_never_inhibits_mtor(drug: str) -> None:
    assert not [
        row
        for row in rows("drug_targets")
        if row["drug"] == drug and row["target_id"] == MTOR and row["relation"] == "INHIBITS"
    ]
    classes = {"CHEBI:68481"} | {row["role_id"] for row in rows("role_parents") if row["parent_id"] == "CHEBI:68481"}
    assert not [row for row in rows("drug_roles") if row["drug"] == drug and row["role_id"] in classes]


def test_calcineurin_inhibitors_bind_their_immunophilin_and_inhibit_calcineurin() -> None:
    facts = {(row["drug"], row["relation"], row["target"]) for row in rows("drug_targets")}
    assert {
        ("tacrolimus", "BINDS", "FKBP1A"),
        ("tacrolimus", "INHIBITS", "PPP3CA"),
        ("cyclosporine", "BINDS", "PPIA"),
    } <= facts


def test_kgr_roles_are_declared_and_every_role_named_is_known() -> None:
    declared = {row["role_id"] for row in rows("roles")}
    for table, column in (("role_parents", "role_id"), ("role_parents", "parent_id"), ("drug_roles", "role_id")):
        assert not {row[column] for row in rows(table) if row[column].startswith("KGR:")} - declared


def test_regimens_have_several_parts_and_no_name_of_another() -> None:
    owner: dict[str, str] = {}
    for row in rows("regimens"):
        assert len(split(row["parts"])) == len(set(split(row["parts"]))) >= 2, row["id"]
        for name in (row["name"], *split(row["names"])):
            assert owner.setdefault(name.lower(), row["id"]) == row["id"], name


def test_role_parents_have_no_cycle() -> None:
    parents: dict[str, set[str]] = {}
    for row in rows("role_parents"):
        parents.setdefault(row["role_id"], set()).add(row["parent_id"])
    for start in parents:
        above, queue = set[str](), [start]
        while queue:
            for parent in parents.get(queue.pop(), ()):
                assert parent != start, f"{start} lies under itself"
                if parent not in above:
                    above.add(parent)
                    queue.append(parent)


def test_classes_of_one_chemistry_have_no_target_that_would_let_others_in() -> None:
    with_target = {row["role_id"] for row in rows("roles") if row["target_id"]}
    assert not with_target & {"KGR:rapalog", "KGR:mtor-kinase-inhibitor", "KGR:egfr-tki", "KGR:coxib", "MESH:D017367"}
    assert {"CHEBI:68481", "KGR:dual-pi3k-mtor-inhibitor"} <= with_target


def test_no_role_name_stands_for_two_roles() -> None:
    owner: dict[str, str] = {}
    for row in rows("roles"):
        for name in (row["role"], *split(row["names"])):
            assert owner.setdefault(name.lower(), row["role_id"]) == row["role_id"], name


def test_all_forms_of_the_pi3k_akt_mtor_chain_are_one_pathway() -> None:
    of = {row["alias"].lower(): row["pathway_id"] for row in rows("pathway_aliases")}
    assert (
        len(
            {
                i
                for alias, i in of.items()
                if re.search(r"(pi3|inositol|inositide).*/akt/(mtor|mammalian|mechanistic)", alias)
            }
        )
        == 1
    )
    assert of["pi3k/akt/mtor"] == of["phosphatidylinositol 3-kinase/akt/mtor"]
    assert of["mtor pathway"] == "REACT:R-HSA-165159"


def test_no_alias_stands_for_two_pathways() -> None:
    owner: dict[str, str] = {}
    for row in rows("pathway_aliases"):
        core = re.sub(r"\b(pathway|signaling|axis|cascade)\b", " ", row["alias"].lower())
        core = re.sub(r"[^a-z0-9αβγκ]+", "", core) or row["alias"].lower()
        assert owner.setdefault(core, row["pathway_id"]) == row["pathway_id"], row


def test_names_are_added_to_entities_and_banned_with_a_reason() -> None:
    table = rows("names")
    assert {row["action"] for row in table} == {"add", "ban", "label"}
    assert {row["type"] for row in table} <= schema.entity_types().keys()
    assert sum(row["action"] == "ban" for row in table) >= 400
    for row in table:
        if row["id"] == "*":
            assert row["action"] == "ban", row
        else:
            assert ids.parse(row["id"])[0] in schema.entity_types()[row["type"]].prefixes, row
    assert ("ban", "Target", "HGNC:24587", "HCC") in {
        (row["action"], row["type"], row["id"], row["name"]) for row in table
    }


def test_nothing_is_both_added_and_banned() -> None:
    table = rows("names")
    banned = {(row["type"], row["id"], row["name"].lower()) for row in table if row["action"] == "ban"}
    for row in table:
        if row["action"] == "add":
            assert (row["type"], row["id"], row["name"].lower()) not in banned, row
            assert (row["type"], "*", row["name"].lower()) not in banned, row


@pytest.mark.parametrize("name", ["met", "kit", "ras", "tau", "snail", "notch", "raptor", "parkin"])
def test_genes_that_papers_write_with_one_capital_are_not_banned_as_words(name: str) -> None:
    assert not [
        row for row in rows("names") if row["action"] == "ban" and row["type"] == "Target" and row["name"] == name
    ]


@pytest.mark.parametrize("drug", ["water", "alcohol", "aspirin", "insulin", "glucose", "calcium", "gold", "oxygen"])
def test_words_that_are_substances_are_not_banned(drug: str) -> None:
    assert not [
        row for row in rows("names") if row["action"] == "ban" and row["type"] == "Drug" and row["name"].lower() == drug
    ]


def test_a_cell_line_name_is_one_line_and_bad_lines_say_why() -> None:
    species = {row["id"] for row in rows("organisms")}
    owner: dict[str, str] = {}
    for row in rows("cell_lines"):
        assert row["status"] in ("ok", "contaminated", "misidentified")
        assert row["status"] == "ok" or row["note"], row
        assert row["organism_id"] in species, row
        for name in (row["name"], *split(row["synonyms"])):
            assert owner.setdefault(name.lower(), row["id"]) == row["id"], name


LIVER_LINES = (
    ("HepG2", "misidentified", "MONDO:0018666"),
    ("Huh-7", "ok", "MONDO:0007256"),
    ("BEL-7402", "contaminated", "MONDO:0005153"),
    ("SMMC-7721", "contaminated", "MONDO:0005153"),
)


@pytest.mark.parametrize(("line", "status", "disease"), LIVER_LINES)
def test_liver_lines_are_what_they_are(line: str, status: str, disease: str) -> None:
    [row] = [row for row in rows("cell_lines") if row["name"] == line]
    assert (row["status"], row["disease_id"]) == (status, disease)
