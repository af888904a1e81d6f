"""What the built lexicon must know: the entities everything else leans on."""

from __future__ import annotations

import pytest

from kg.lexicon.lexicon import Lexicon
from kg.lexicon.open import lexicon_folder

pytestmark = pytest.mark.lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    if not (lexicon_folder() / "meta.json").is_file():
        pytest.skip(f"no lexicon in {lexicon_folder()}: run `kg ontologies build`")
    return Lexicon(lexicon_folder())


def ids(lexicon: Lexicon, text: str, type_: str) -> set[str]:
    return {lexicon.id(row.entity) for row in lexicon.lookup(text) if lexicon.type(row.entity) == type_}


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("everolimus", "Drug", "CHEBI:68478"),
        ("RAD001", "Drug", "CHEBI:68478"),
        ("Afinitor", "Drug", "CHEBI:68478"),
        ("sirolimus", "Drug", "CHEBI:9168"),
        ("rapamycin", "Drug", "CHEBI:9168"),
        ("temsirolimus", "Drug", "CHEBI:79699"),
        ("Torisel", "Drug", "CHEBI:79699"),
        ("CCI-779", "Drug", "CHEBI:79699"),
        ("sorafenib", "Drug", "CHEBI:50924"),
        ("sorafenib tosylate", "Drug", "CHEBI:50924"),
        ("Nexavar", "Drug", "CHEBI:50924"),
        ("BAY 43-9006", "Drug", "CHEBI:50924"),
        ("tacrolimus", "Drug", "CHEBI:61049"),
        ("FK506", "Drug", "CHEBI:61049"),
        ("bevacizumab", "Drug", "DRUGBANK:DB00112"),
        ("nivolumab", "Drug", "CHEBI:231614"),
        ("capivasertib", "Drug", "CHEBI:229222"),
        ("sapanisertib", "Drug", "DRUGBANK:DB11836"),
        ("MTOR", "Target", "HGNC:3942"),
        ("FRAP1", "Target", "HGNC:3942"),
        ("PIK3CA", "Target", "HGNC:8975"),
        ("AKT1", "Target", "HGNC:391"),
        ("PI3K", "Target", "FPLX:PI3K"),
        ("AKT", "Target", "FPLX:AKT"),
        ("mTORC1", "Target", "FPLX:mTORC1"),
        ("mTOR signalling", "Pathway", "REACT:R-HSA-165159"),
        ("TOR signaling", "Pathway", "GO:0031929"),
        ("hepatocellular carcinoma", "Disease", "MONDO:0007256"),
        ("HCC", "Disease", "MONDO:0007256"),
        ("hepatoma", "Disease", "MONDO:0007256"),
        ("liver cell carcinoma", "Disease", "MONDO:0007256"),
        ("liver cancer", "Disease", "MONDO:0002691"),
        ("mTOR inhibitor", "Role", "CHEBI:68481"),
        ("MTOR inhibitors", "Role", "CHEBI:68481"),
    ],
)
def test_a_name_leads_to_its_entity(lexicon: Lexicon, text: str, type_: str, expected: str) -> None:
    assert expected in ids(lexicon, text, type_)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("everolimus", "CHEBI:68478"),
        ("sirolimus", "CHEBI:9168"),
        ("temsirolimus", "CHEBI:79699"),
        ("sorafenib", "CHEBI:50924"),
        ("tacrolimus", "CHEBI:61049"),
    ],
)
def test_a_drug_is_one_entity_labelled_as_it_is_called(lexicon: Lexicon, text: str, only: str) -> None:
    assert ids(lexicon, text, "Drug") == {only}
    entity = lexicon.entity(only)
    assert entity is not None and entity.name == text


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("MESH:D000068338", "CHEBI:68478"),
        ("DRUGBANK:DB01590", "CHEBI:68478"),
        ("UNII:9HW64Q8G6G", "CHEBI:68478"),
        ("MESH:D020123", "CHEBI:9168"),
        ("DRUGBANK:DB00877", "CHEBI:9168"),
        ("MESH:C401859", "CHEBI:79699"),
        ("MESH:D000077157", "CHEBI:50924"),
        ("UNII:5T62Q3B36J", "CHEBI:50924"),
        ("MESH:D016559", "CHEBI:61049"),
        ("DRUGBANK:DB00864", "CHEBI:61049"),
        ("MESH:D006528", "MONDO:0007256"),
        ("DOID:684", "MONDO:0007256"),
        ("NCBIGene:2475", "HGNC:3942"),
        ("UniProtKB:P42345", "HGNC:3942"),
    ],
)
def test_an_id_of_another_register_leads_to_the_preferred_one(lexicon: Lexicon, other: str, expected: str) -> None:
    row = lexicon.row(other)
    assert row is not None and lexicon.id(row) == expected


def drugs_of(lexicon: Lexicon, role: str) -> set[str]:
    return {
        fact.subject
        for row in lexicon.rows_of_type("Drug")
        for fact in lexicon.facts(row)
        if (fact.relation, fact.object) == ("HAS_ROLE", role)
    }


def test_the_mtor_inhibitors_are_known_and_the_lookalikes_are_none(lexicon: Lexicon) -> None:
    found = drugs_of(lexicon, "CHEBI:68481")
    assert {"CHEBI:68478", "CHEBI:9168", "CHEBI:79699"} <= found
    assert not {"CHEBI:61049", "CHEBI:50924", "CHEBI:135888", "CHEBI:6801"} & found, (
        "tacrolimus, sorafenib, pimecrolimus, metformin"
    )


@pytest.mark.parametrize(
    ("child", "ancestor", "expected"),
    [
        ("MONDO:0007256", "MONDO:0002691", True),
        ("MONDO:0007256", "MONDO:0004992", True),
        ("MONDO:0018666", "MONDO:0007256", False),
        ("MONDO:0006268", "MONDO:0007256", False),
        ("CHEBI:68481", "CHEBI:37699", True),
    ],
)
def test_the_hierarchy_leads_up_to_cancer_and_hepatoblastoma_is_no_hcc(
    lexicon: Lexicon, child: str, ancestor: str, expected: bool
) -> None:
    rows = [lexicon.row(identifier) for identifier in (child, ancestor)]
    assert rows[0] is not None and rows[1] is not None
    assert (rows[1] in lexicon.ancestors(rows[0])) is expected


def test_mtor_takes_part_in_its_pathway(lexicon: Lexicon) -> None:
    row = lexicon.row("HGNC:3942")
    assert row is not None
    assert "REACT:R-HSA-165159" in {fact.object for fact in lexicon.facts(row) if fact.relation == "PARTICIPATES_IN"}


def test_every_fact_and_name_has_a_licensed_source(lexicon: Lexicon) -> None:
    licences = lexicon.meta["licences"]
    row = lexicon.row("CHEBI:68478")
    assert row is not None
    facts = list(lexicon.facts(row))
    assert facts and all(fact.licence == licences[fact.source] for fact in facts)
    assert set(lexicon.sources) <= licences.keys()


@pytest.mark.parametrize("prefix", ["KEGG", "UMLS", "SCTID", "SNOMEDCT", "MedDRA", "ICD10CM"])
def test_nothing_that_must_not_be_passed_on_is_inside(lexicon: Lexicon, prefix: str) -> None:
    assert not any(xref.startswith(prefix) for row in range(0, len(lexicon), 97) for xref in lexicon.xrefs(row))


@pytest.mark.parametrize(("text", "type_"), [("AIM", "Drug"), ("PIK3CA", "Drug"), ("HCC", "Target")])
def test_a_word_or_gene_is_no_drug_and_hcc_no_gene(lexicon: Lexicon, text: str, type_: str) -> None:
    assert ids(lexicon, text, type_) == set()
