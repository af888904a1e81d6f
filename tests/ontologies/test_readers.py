from __future__ import annotations

import io
import json
import pickle
import zipfile
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontologies.readers import READERS, mesh, openers
from kg.ontologies.readers.mesh_supplementary import systematic
from kg.ontologies.readers.pirlygenes import relation_of
from kg.ontologies.readers.unii import recased
from kg.ontologies.terms import Terms
from tests.ontologies.tables import given, source, terms


def names(into: Terms, identifier: str) -> set[tuple[str, str]]:
    return {(name.text, name.scope) for name in into.names if name.id == identifier}


def xrefs(into: Terms, identifier: str) -> set[str]:
    return {xref.other for xref in into.xrefs if xref.id == identifier}


def parents(into: Terms) -> set[tuple[str, str, str]]:
    return {(edge.id, edge.parent, edge.relation) for edge in into.parents}


def read(name: str, into: Terms | None = None, /, **contents: str | bytes) -> Terms:
    into = into or Terms()
    READERS[name](source(name), given(**contents), into)
    return into


MONDO_OBO = """
[Term]
id: MONDO:0000001
name: disease

[Term]
id: MONDO:0007256
name: hepatocellular carcinoma
synonym: "HCC" EXACT ABBREVIATION []
synonym: "liver cancer" RELATED []
xref: DOID:684
xref: UMLS:C2239176
is_a: MONDO:0000001 ! disease

[Term]
id: MONDO:0005583
name: non-human animal disease
is_a: MONDO:0000001

[Term]
id: MONDO:1
name: hepatocellular carcinoma, dog
is_a: MONDO:0005583

[Term]
id: MONDO:2
name: gone
is_obsolete: true
is_a: MONDO:0000001
"""


def test_mondo_from_its_official_file() -> None:
    into = read("mondo", obo=MONDO_OBO)
    assert into.terms.keys() == {"MONDO:0000001", "MONDO:0007256"}
    assert names(into, "MONDO:0007256") == {
        ("hepatocellular carcinoma", "label"),
        ("HCC", "abbreviation"),
        ("liver cancer", "related"),
    }
    assert xrefs(into, "MONDO:0007256") == {"DOID:684"}
    assert parents(into) == {("MONDO:0007256", "MONDO:0000001", "SUBCLASS_OF")}


def test_mondo_from_the_packages_takes_names_from_one_and_links_from_the_other() -> None:
    live = """{"MONDO:0000001": {"label": "disease", "ancestors": {}, "deprecated": false},
      "MONDO:0007256": {"label": "hepatocellular carcinoma", "ancestors": {"MONDO:0000001": 1}, "synonyms": ["HCC"]}}"""
    linked = """[{"id": "0007256", "name": "hepatocellular carcinoma", "synonyms": ["hepatoblastoma"],
      "xrefs": [{"namespace": "MESH", "id": "D006528"}, {"namespace": "MedDRA", "id": "1"}]},
      {"id": "0000009", "name": "x"}]"""
    into = read("mondo", terms=live, xrefs=linked)
    assert names(into, "MONDO:0007256") == {("hepatocellular carcinoma", "label"), ("HCC", "abbreviation")}
    assert xrefs(into, "MONDO:0007256") == {"MESH:D006528"}


def test_doid_reads_both_shapes_alike() -> None:
    obo = "[Term]\nid: DOID:684\nname: hepatocellular carcinoma\n"
    obo += 'synonym: "Hepatoma" EXACT []\nxref: NCI:C3099\nxref: KEGG:1\nis_a: DOID:686\n'
    json_ = (
        '[{"id": "DOID:684", "name": "hepatocellular carcinoma", "synonyms": ["Hepatoma"], "relations": {"is_a":'
        ' ["DOID:686"]},"xrefs": [{"namespace": "NCI", "id": "C3099"}, {"namespace": "KEGG", "id": "1"}]}]'
    )
    official, packaged = read("doid", obo=obo), read("doid", terms=json_)
    assert official == packaged
    assert names(official, "DOID:684") == {("hepatocellular carcinoma", "label"), ("Hepatoma", "exact")}
    assert xrefs(official, "DOID:684") == {"NCIT:C3099"}


HGNC = (
    "hgnc_id\tsymbol\tname\tstatus\talias_symbol\talias_name\tprev_symbol\tprev_name\tentrez_id\tensembl_gene_id"
    "\tuniprot_ids\n"
    'HGNC:3942\tMTOR\tmTOR kinase\tApproved\t"RAFT1|FLJ44809"\t"rapamycin target protein"\tFRAP1\t\t2475'
    "\tENSG00000198793\tP42345\n"
    "HGNC:9\tOLD\tgone\tEntry Withdrawn\n"
)


def test_hgnc_from_its_complete_set() -> None:
    into = read("hgnc", set=HGNC)
    assert into.terms.keys() == {"HGNC:3942"}
    assert names(into, "HGNC:3942") == {
        ("MTOR", "symbol"),
        ("mTOR kinase", "exact"),
        ("RAFT1", "abbreviation"),
        ("FLJ44809", "abbreviation"),
        ("rapamycin target protein", "exact"),
        ("FRAP1", "previous"),
    }
    assert xrefs(into, "HGNC:3942") == {"NCBIGene:2475", "UniProtKB:P42345", "ENSEMBL:ENSG00000198793"}


def test_famplex_tells_members_parts_and_kinds() -> None:
    into = terms(("HGNC:3942", "Target", "MTOR", "hgnc"), ("HGNC:391", "Target", "AKT1", "hgnc"))
    read(
        "famplex",
        into,
        entities="mTORC1\nAKT\nKinase_family\n",
        names='"TORC1","FPLX","mTORC1","","","",""\nMTOR,HGNC,MTOR,,,,\n',
        equivalences="MESH,D000076222,mTORC1\nGO,GO:0031931,mTORC1\nBEL,x,AKT\n",
        relations="HGNC,MTOR,partof,FPLX,mTORC1\nHGNC,AKT1,isa,FPLX,AKT\nFPLX,AKT,isa,FPLX,Kinase_family\nUP,P1,isa,FPLX,AKT\n",
    )
    assert parents(into) == {
        ("HGNC:3942", "FPLX:mTORC1", "PART_OF"),
        ("HGNC:391", "FPLX:AKT", "MEMBER_OF"),
        ("FPLX:AKT", "FPLX:Kinase_family", "SUBCLASS_OF"),
    }
    assert names(into, "FPLX:mTORC1") == {("mTORC1", "symbol"), ("TORC1", "exact")}
    assert into.terms["FPLX:Kinase_family"].label == "Kinase family"
    assert xrefs(into, "FPLX:mTORC1") == {"MESH:D000076222", "GO:0031931"}


@pytest.mark.parametrize(
    ("trees", "type_"),
    [
        (["C04.557.470.200.025.255"], "Disease"),
        (["F03.600.300.375"], "Disease"),
        (["D27.505.519.389.755.750"], "Role"),
        (["D02.540.505.760.500"], "Drug"),
        (["D12.776.124.486.485.114.224.060"], "Drug"),
        (["D06.472.699.587.200.500.625", "D12.644.548.586.200.500.625"], "Drug"),
        (["D05.500.337", "D08.811.913.696", "D12.776.476.563"], ""),
        (["D12.644.276.374"], ""),
        (["D02"], ""),
        (["J01.576"], ""),
    ],
)
def test_mesh_trees_decide_the_type(trees: list[str], type_: str) -> None:
    assert mesh.type_of(trees) == type_


MESH_ROWS = """D008107\tLiver Diseases\tLiver Disease|Disease, Liver\tC06.552\t
D006528\tCarcinoma, Hepatocellular\tHepatocellular Carcinoma|Hepatoma|Carcinomas, Hepatocellular|HCC\tC06.552.697\t
D020123\tSirolimus\tRapamycin\tD02.540.505.760\t
D076222\tSome Complex\tcomplex entry|Complex, Some\tD12.776.476\t
"""


def test_mesh_headings_get_natural_labels_types_and_places() -> None:
    into = terms(("FPLX:thing", "Target", "thing", "famplex"), xrefs=(("FPLX:thing", "MESH:D076222"),))
    mapping = (
        "MESH\tD020123\tSirolimus\tCHEBI\tCHEBI:9168\tsirolimus\n"
        "MESH\tD006528\tx\tDOID\tDOID:684\ty\n"
        "MESH\tD006528\tx\tEFO\t1\ty\n"
    )
    read("mesh", into, descriptors=MESH_ROWS, mappings=mapping, cas="D020123\t53123-88-9\n")
    assert into.terms["MESH:D006528"].label == "Hepatocellular Carcinoma"
    assert into.terms["MESH:D006528"].type == "Disease" and into.terms["MESH:D020123"].type == "Drug"
    assert ("Hepatoma", "exact") in names(into, "MESH:D006528") and ("HCC", "abbreviation") in names(
        into, "MESH:D006528"
    )
    assert not any(", " in text for text, _ in names(into, "MESH:D006528"))
    assert parents(into) == {("MESH:D006528", "MESH:D008107", "SUBCLASS_OF")}
    assert xrefs(into, "MESH:D020123") == {"CHEBI:9168", "CAS:53123-88-9"} and xrefs(into, "MESH:D006528") == {
        "DOID:684"
    }
    assert "MESH:D076222" not in into.terms
    assert ("complex entry", "exact") in names(into, "FPLX:thing")


def test_supplementary_concepts_follow_their_heading() -> None:
    into = terms(
        ("MESH:D020123", "Drug", "Sirolimus", "mesh"),
        ("MESH:D1", "Disease", "Neoplasms", "mesh"),
        ("HGNC:1", "Target", "GENE", "hgnc"),
        xrefs=(("HGNC:1", "UniProtKB:P1"),),
    )
    long_name = "4-(4-(3-(4-chloro-3-(trifluoromethyl)phenyl)ureido)phenoxy)-N-methylpyridine"
    rows = f"""C1\ttemsirolimus\tCCI-779|{long_name}\tD020123
C2\trare tumour\t\tD1,D020123
C3\tunplaced\t\tD999
C4\tthing protein, mouse\t\tD020123
C5\t{long_name}\tMG 132\tD020123
C6\tGENE protein, human\tgene product, human\tD999
"""
    read(
        "mesh-scr", into, concepts=rows, mappings="MESH\tC1\tx\tCHEBI\tCHEBI:79699\ty\nMESH\tC6\tx\tUP\tP1\ty\n", cas=""
    )
    assert into.terms["MESH:C1"].type == "Drug" and into.terms["MESH:C2"].type == "Disease"
    assert not {"MESH:C3", "MESH:C4", "MESH:C6"} & into.terms.keys()
    assert names(into, "MESH:C1") == {("temsirolimus", "label"), ("CCI-779", "exact")}
    assert into.terms["MESH:C5"].label == "MG 132"
    assert names(into, "HGNC:1") >= {("GENE protein", "exact"), ("gene product", "exact")}
    assert xrefs(into, "HGNC:1") == {"UniProtKB:P1", "MESH:C6"}
    assert systematic(long_name) and not systematic("temsirolimus")


def test_drugbank_leaves_out_the_non_commercial_rows_and_gene_products() -> None:
    into = terms(("HGNC:8975", "Target", "PIK3CA", "hgnc"))
    rows = (
        "DRUGBANK_ID\tNAMESPACE\tID\tSOURCE\nDB01590\tNAME\tEverolimus\tdrugbank\nDB01590\tCHEBI\t68478\tchebi\n"
        "DB01590\tCHEBI\t1\tdrugbank\nDB01590\tCHEMBL\tCHEMBL1\tdrugbank\nDB14954\tNAME\tPIK3CA\tdrugbank\n"
    )
    read("drugbank-open", into, drugs=rows)
    assert "DRUGBANK:DB14954" not in into.terms
    assert xrefs(into, "DRUGBANK:DB01590") == {"CHEBI:68478"}


UNII = """Name\tTYPE\tUNII\tDisplay Name
EVEROLIMUS [INN]\tcn\tU1\tEVEROLIMUS
EVEROLIMUS\tof\tU1\tEVEROLIMUS
AFINITOR\tbn\tU1\tEVEROLIMUS
RAD-001\tcd\tU1\tEVEROLIMUS
L04AA18\tcd\tU1\tEVEROLIMUS
SIROLIMUS IMPURITY X [EP IMPURITY]\tcn\tU1\tEVEROLIMUS
LONG SYSTEMATIC\tsys\tU1\tEVEROLIMUS
AIM\tbn\tU2\tWEEDKILLER
WEEDKILLER\tcn\tU2\tWEEDKILLER
MG-132\tcn\tU3\tMG-132
OAK LEAF\tof\tU4\tOAK LEAF
"""


def test_unii_keeps_drugs_and_types_their_names() -> None:
    into = read("unii", names=UNII)
    assert into.terms.keys() == {"UNII:U1", "UNII:U3"}
    assert names(into, "UNII:U1") == {
        ("everolimus", "label"),
        ("everolimus", "exact"),
        ("Afinitor", "brand"),
        ("RAD-001", "code"),
    }
    assert into.terms["UNII:U3"].label == "MG-132"


PLANTS = """Name\tTYPE\tUNII\tDisplay Name
ANDROGRAPHIS PANICULATA [WHO-DD]\tcn\tP1\tANDROGRAPHIS PANICULATA WHOLE
ANDROGRAPHIS PANICULATA LEAF\tcn\tP2\tANDROGRAPHIS PANICULATA LEAF
QUERCUS ROBUR BARK [MART.]\tcn\tP3\tQUERCUS ROBUR BARK
NOBODY TAKESIT LEAF\tcn\tP4\tNOBODY TAKESIT LEAF
BOS TAURUS WHOLE [HOC]\tcn\tP5\tBOS TAURUS WHOLE
"""


def test_plants_of_lists_of_medicines_are_drugs_by_their_latin_name() -> None:
    into = read("unii-plants", names=PLANTS)
    assert {term.id: term.label for term in into.terms.values()} == {
        "UNII:P1": "Andrographis paniculata",
        "UNII:P3": "Quercus robur",
    }
    assert names(into, "UNII:P1") == {
        ("Andrographis paniculata", "label"),
        ("Andrographis paniculata extract", "exact"),
    }


def test_a_plant_that_a_drug_is_called_by_is_no_second_entity() -> None:
    known = terms(("UNII:OTHER", "Drug", "creat", "unii"), names=(("UNII:OTHER", "andrographis paniculata", "exact"),))
    assert "UNII:P1" not in read("unii-plants", known, names=PLANTS).terms


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("SORAFENIB TOSYLATE", "of", "sorafenib tosylate"),
        ("NEXAVAR", "bn", "Nexavar"),
        ("BAY 43-9006", "cd", "BAY 43-9006"),
        ("RPM", "cn", "RPM"),
    ],
)
def test_capitals_of_the_register_are_undone(text: str, kind: str, expected: str) -> None:
    assert recased(text, kind) == expected


CHEBI = """
[Term]
id: CHEBI:50906
name: role

[Term]
id: CHEBI:23888
name: drug
is_a: CHEBI:50906

[Term]
id: CHEBI:68481
name: mTOR inhibitor
is_a: CHEBI:23888

[Term]
id: CHEBI:9168
name: sirolimus
synonym: "Rapamycin" RELATED []
xref: DrugBank:DB00877
xref: CAS:53123-88-9
is_a: CHEBI:145565
relationship: has_role CHEBI:68481

[Term]
id: CHEBI:145565
name: macrolide lactam
is_a: CHEBI:25106

[Term]
id: CHEBI:25106
name: macrolide
relationship: has_role CHEBI:23888

[Term]
id: CHEBI:1
name: unused chemical

[Term]
id: CHEBI:2
name: wanted chemical
"""


def test_chebi_keeps_drugs_roles_and_who_has_which() -> None:
    into = read("chebi", terms(("MESH:D1", "Drug", "Wanted Chemical", "mesh")), obo=CHEBI)
    assert {i for i, t in into.terms.items() if t.type == "Role"} == {"CHEBI:50906", "CHEBI:23888", "CHEBI:68481"}
    assert {i for i, t in into.terms.items() if t.type == "Drug"} == {"MESH:D1", "CHEBI:9168", "CHEBI:25106", "CHEBI:2"}
    assert ("CHEBI:9168", "CHEBI:25106", "SUBCLASS_OF") in parents(into), "a class that is no drug is stepped over"
    facts = {(f.subject, f.relation, f.object) for f in into.facts}
    assert facts == {("CHEBI:9168", "HAS_ROLE", "CHEBI:68481"), ("CHEBI:25106", "HAS_ROLE", "CHEBI:23888")}
    assert all(f.source == "chebi" and f.licence and f.reference for f in into.facts)
    assert ("Rapamycin", "related") in names(into, "CHEBI:9168")


def test_chebi_adds_newer_chemicals_that_a_drug_list_names() -> None:
    packaged = '[{"id": "CHEBI:50906", "name": "role"}, {"id": "CHEBI:9168", "name": "sirolimus"}]'
    newer = (
        '{"CHEBI:229222": {"label": "capivasertib", "ancestors": {}}, "CHEBI:3": {"label": "other", "ancestors": {}}}'
    )
    into = read("chebi", terms(("DRUGBANK:DB1", "Drug", "Capivasertib", "drugbank-open")), terms=packaged, newer=newer)
    assert "CHEBI:229222" in into.terms and "CHEBI:3" not in into.terms


GO = """
[Term]
id: GO:0008150
name: biological_process
namespace: biological_process

[Term]
id: GO:0035556
name: intracellular signal transduction
namespace: biological_process
is_a: GO:0008150

[Term]
id: GO:0031929
name: TOR signaling
namespace: biological_process
synonym: "TOR signaling cascade" RELATED [GOC:signaling]
xref: Reactome:R-HSA-165159 "mTOR signalling"
is_a: GO:0035556 ! intracellular signal transduction
relationship: part_of GO:0035556

[Term]
id: GO:0031931
name: TORC1 complex
namespace: cellular_component
"""


def test_go_keeps_processes_only() -> None:
    into = read("go", obo=GO)
    assert into.terms.keys() == {"GO:0035556", "GO:0031929"}
    assert names(into, "GO:0031929") == {("TOR signaling", "label"), ("TOR signaling cascade", "related")}
    assert xrefs(into, "GO:0031929") == {"REACT:R-HSA-165159"}
    assert parents(into) == {("GO:0031929", "GO:0035556", "SUBCLASS_OF"), ("GO:0031929", "GO:0035556", "PART_OF")}


GENES = (("HGNC:3942", "Target", "MTOR", "hgnc"), ("HGNC:391", "Target", "AKT1", "hgnc"))


def test_reactome_official_and_packaged_give_the_same() -> None:
    official = read(
        "reactome",
        terms(*GENES, xrefs=(("HGNC:3942", "NCBIGene:2475"),)),
        pathways=(
            "R-HSA-165159\tmTOR signalling\tHomo sapiens\nR-HSA-9006925\tIntracellular signaling\tHomo"
            " sapiens\nR-MMU-1\tmouse\tMus\n"
        ),
        relations="R-HSA-9006925\tR-HSA-165159\nR-MMU-1\tR-MMU-2\n",
        members=(
            "2475\tR-HSA-165159\thttps://x\tmTOR signalling\tTAS\tHomo sapiens\n999\tR-HSA-165159\tu\tn\tTAS\tHomo"
            " sapiens\n"
        ),
    )
    packaged = read(
        "reactome",
        terms(*GENES, xrefs=(("HGNC:3942", "NCBIGene:2475"),)),
        hierarchy=(
            "Source Resource\tSource ID\tSource Name\tMapping Type\tTarget Resource\tTarget ID\tTarget Name\n"
            "reactome\tR-HSA-165159\tmTOR signalling\tBFO:0000050\treactome\tR-HSA-9006925\tIntracellular signaling\n"
        ),
        genes=pickle.dumps({"MTOR Signalling": ["MTOR", "NOGENE"], "unknown pathway": ["MTOR"]}),
    )
    for into in (official, packaged):
        assert parents(into) == {("REACT:R-HSA-165159", "REACT:R-HSA-9006925", "PART_OF")}
        assert [(f.subject, f.relation, f.object) for f in into.facts] == [
            ("HGNC:3942", "PARTICIPATES_IN", "REACT:R-HSA-165159")
        ]
        assert into.terms["REACT:R-HSA-165159"].label == "mTOR signalling"


def test_wikipathways_reads_gmt_and_says_where_it_is_broken() -> None:
    into = terms(*GENES, xrefs=(("HGNC:3942", "NCBIGene:2475"),))
    read(
        "wikipathways",
        into,
        gmt="Target of  rapamycin signaling%WikiPathways_20220613%WP1471%Homo sapiens\thttp://x\t2475\t2475\t1\n",
    )
    assert into.terms["WIKIPATHWAYS:WP1471"].label == "Target of rapamycin signaling"
    assert [(f.subject, f.object) for f in into.facts] == [("HGNC:3942", "WIKIPATHWAYS:WP1471")]
    with pytest.raises(OntologyError, match=r"line 2 of the GMT file starts with 'broken'"):
        read("wikipathways", terms(*GENES), gmt="a%b%WP1%c\tx\nbroken\tx\t1\n")


def test_compath_gives_equivalences_and_parts() -> None:
    into = terms(("REACT:R-HSA-1", "Pathway", "a", "reactome"), ("WIKIPATHWAYS:WP1", "Pathway", "a", "wikipathways"))
    head = "Source Resource\tSource ID\tSource Name\tMapping Type\tTarget Resource\tTarget ID\tTarget Name\n"
    rows = "".join(
        f"wikipathways\t{local}\ta\t{kind}\treactome\tR-HSA-1\ta\n"
        for local, kind in (("WP1", "skos:exactMatch"), ("WP1", "BFO:0000050"), ("WP9", "skos:exactMatch"))
    )
    read("compath", into, mappings=head + rows)
    assert xrefs(into, "WIKIPATHWAYS:WP1") == {"REACT:R-HSA-1"}
    assert parents(into) == {("WIKIPATHWAYS:WP1", "REACT:R-HSA-1", "PART_OF")}


@pytest.mark.parametrize(
    ("agent", "agent_class", "symbol", "relation"),
    [
        ("everolimus", "small_molecule", "MTOR", "INHIBITS"),
        ("octreotide", "small_molecule", "SSTR2", "AFFECTS"),
        ("cetuximab", "antibody", "EGFR", "BINDS"),
        ("sunitinib", "small_molecule", "VEGFA", ""),
        ("bevacizumab", "antibody", "VEGFA", "BINDS"),
        ("bevacizumab", "antibody", "KDR", ""),
        ("olaparib", "small_molecule", "BRCA1", ""),
        ("pembrolizumab", "antibody", "CD274", ""),
        ("atezolizumab", "antibody", "CD274", "BINDS"),
        ("tisagenlecleucel", "CAR-T", "CD19", ""),
    ],
)
def test_a_marker_is_not_taken_for_a_target(agent: str, agent_class: str, symbol: str, relation: str) -> None:
    assert relation_of(agent, agent_class, symbol) == relation


def test_pirlygenes_skips_combinations_and_unknown_agents() -> None:
    into = terms(*GENES, ("CHEBI:68478", "Drug", "everolimus", "chebi"))
    head = "symbol,agent,agent_class,source\n"
    pairs = (("MTOR", "everolimus"), ("MTOR", "everolimus + x"), ("MTOR", "unknown"), ("NOGENE", "everolimus"))
    rows = "".join(f"{gene},{agent},small_molecule,PMID:{number}\n" for number, (gene, agent) in enumerate(pairs, 1))
    read("pirlygenes", into, rows=head + rows)
    assert [(f.subject, f.relation, f.object, f.reference) for f in into.facts] == [
        ("CHEBI:68478", "INHIBITS", "HGNC:3942", "PMID:1")
    ]


class Runs:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (print, ("run",))


def test_a_pickle_that_would_run_code_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(OntologyError, match=r"refused to load builtins\.print"):
        openers.parse_pickle(given(x=pickle.dumps(Runs()))["x"])
    assert capsys.readouterr().out == ""
    assert openers.parse_pickle(given(x=pickle.dumps({"a": {"b"}}))["x"]) == {"a": {"b"}}


def test_members_are_read_from_zips_and_missing_ones_named(tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("folder/UNII_Names_1.txt", "hello")
        archive.writestr("other.txt", "x")
    with openers.download(path, "zip:UNII_Names")() as opened:
        assert opened.read() == b"hello"
    with pytest.raises(OntologyError, match=r"the member none\.txt cannot be read"):
        openers.member(path, "none.txt")()
    with pytest.raises(OntologyError, match="expected one member starting with 'Nothing', found 0"):
        openers.download(path, "zip:Nothing")()
    packed = tmp_path / "x.obo.gz"
    packed.write_bytes(gzip.compress(b"obo"))
    assert openers.text(openers.download(packed, "obo")).read() == "obo"


def test_fields_that_are_missing_at_the_end_are_empty() -> None:
    assert list(openers.records(lambda: io.BytesIO(b"\xef\xbb\xbfa\tb\n1\n"))) == [{"a": "1", "b": ""}]


def test_names_mapped_to_a_disease_only_serve_to_compare() -> None:
    into = terms(("MESH:D012640", "Disease", "Seizures", "mesh"), ("MESH:D000001", "Drug", "x", "mesh"))
    rows = [
        {"id": "HP:1", "name": "Seizure", "synonyms": ["Fits"], "xrefs": [{"namespace": "MSH", "id": "D012640"}]},
        {
            "id": "HP:2",
            "name": "two",
            "xrefs": [{"namespace": "MSH", "id": "D012640"}, {"namespace": "MSH", "id": "D000002"}],
        },
        {"id": "HP:3", "name": "a drug", "xrefs": [{"namespace": "MSH", "id": "D000001"}]},
        {"id": "HP:4", "name": "unknown", "xrefs": [{"namespace": "MSH", "id": "D9"}]},
    ]
    read("mapped-names", into, terms=json.dumps(rows))
    assert names(into, "MESH:D012640") == {("Seizures", "label"), ("Seizure", "mapped"), ("Fits", "mapped")}
    assert names(into, "MESH:D000001") == {("x", "label")}


NCBI_PYTHON = (
    "GENEID2NT = {\n  11651 : NtData(tax_id=10090, Org_name='Mus musculus', GeneID=11651, CurrentID=0, Status='live',"
    " Symbol='Akt1', Aliases='PKB, Akt', description='it\\'s a kinase', other_designations=\"5'-kinase|-\","
    " map_location='12'),\n  2 : NtData(tax_id=10090, Status='discontinued', Symbol='Old', Aliases='', description='',"
    " other_designations='', map_location=''),\n}"
)


def _table(*rows: dict[str, str]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    raw = io.BytesIO()
    columns = ("source_id", "symbol", "alias_symbols", "prev_symbols")
    pq.write_table(pa.table({column: [row.get(column, "") for row in rows] for column in columns}), raw)
    return raw.getvalue()


def test_genes_of_other_species_from_the_packages() -> None:
    into = terms(("HGNC:391", "Target", "AKT1", "hgnc"), xrefs=(("HGNC:391", "NCBIGene:207"),))
    orthologs = (
        "HGNC ID\tMouse genome database ID(supplied by MGI)\tRat genome database ID(supplied by RGD)\n"
        "HGNC:391\tMGI:87986\tRGD:2081\nHGNC:9\tMGI:1\t\n"
    )
    human = NCBI_PYTHON.replace("11651", "207").replace("'Akt1'", "'AKT1'")
    read(
        "ncbi-gene",
        into,
        human=human,
        mouse=NCBI_PYTHON,
        fly="",
        orthologs=orthologs,
        mgi=_table({"source_id": "MGI:87986", "symbol": "Akt1"}),
        rgd=_table(
            {"source_id": "RGD:2081", "symbol": "Akt1", "alias_symbols": "Akt|Pkb"},
            {"source_id": "RGD:3", "symbol": ""},
        ),
    )
    found = {gene.id: gene for gene in into.genes}
    assert found.keys() == {"NCBIGene:207", "NCBIGene:11651", "RGD:2081"}
    mouse = found["NCBIGene:11651"]
    assert (mouse.taxon, mouse.human, mouse.names) == (
        "NCBITaxon:10090",
        "HGNC:391",
        ("Akt1", "PKB", "Akt", "it's a kinase", "5'-kinase"),
    )
    assert (found["RGD:2081"].human, found["RGD:2081"].names) == ("HGNC:391", ("Akt1", "Akt", "Pkb"))
    assert found["NCBIGene:207"].human == "HGNC:391"


def test_genes_of_other_species_from_ncbis_own_files() -> None:
    into = terms(("HGNC:391", "Target", "AKT1", "hgnc"), xrefs=(("HGNC:391", "NCBIGene:207"),))
    head = "#tax_id\tGeneID\tSymbol\tSynonyms\tdescription\tFull_name_from_nomenclature_authority\tOther_designations\n"
    empty = head
    rat = head + "10116\t24185\tAkt1\tAkt|PKB\tAKT kinase 1\t-\tserine kinase|-\n"
    orthology = (
        "#tax_id\tGeneID\trelationship\tOther_tax_id\tOther_GeneID\n"
        "9606\t207\tOrtholog\t10116\t24185\n"
        "9606\t5\tOrtholog\t10116\t6\n"
    )
    read("ncbi-gene", into, human_info=empty, mouse_info=empty, rat_info=rat, fly_info=empty, orthology=orthology)
    (gene,) = into.genes
    assert (gene.id, gene.taxon, gene.human) == ("NCBIGene:24185", "NCBITaxon:10116", "HGNC:391")
    assert gene.names == ("Akt1", "Akt", "PKB", "AKT kinase 1", "serine kinase")


MESH_PROTEINS = """D008995\tMonoamine Oxidase\tMAO|Oxidase, Monoamine\tD08.811.682.664.750\t
D007074\tImmunoglobulin G\tIgG\tD12.776.124.486.485.114.619.393\t
D000906\tAntibodies\tAntibody\tD12.776.124.486.485.114\t
D011494\tThing Kinases\tThing Kinase\tD08.811.913.696.620\t
D000001\tThing Kinase One\tTK1\tD08.811.913.696.620.100\t
D000002\tLone Protein\tLP\tD12.776.124.100.200\t
D001798\tBlood Proteins\tBlood Protein\tD12.776.124\t
D020672\tI-kappa B Proteins\tIkappaB\tD12.644.360.365\t
D015699\tHIV Envelope Protein gp120\tEnvelope Glycoprotein gp120, HIV\tD12.776.964.350.520\t
"""


def test_mesh_classes_of_proteins_are_targets_where_no_gene_or_family_has_their_name() -> None:
    into = terms(
        ("HGNC:6833", "Target", "MAOA", "hgnc"),
        ("HGNC:6834", "Target", "MAOB", "hgnc"),
        ("HGNC:1", "Target", "TKONE", "hgnc"),
        ("FPLX:IKK_family", "Target", "IKK family", "famplex"),
        ("FPLX:IKB", "Target", "IKB", "famplex"),
        names=(
            ("HGNC:6833", "monoamine oxidase A", "exact"),
            ("HGNC:6834", "monoamine oxidase B", "exact"),
            ("FPLX:IKB", "IkappaB", "exact"),
        ),
        xrefs=(("FPLX:IKK_family", "MESH:D020672"),),
    )
    read("mesh", into, descriptors=MESH_PROTEINS, mappings="MESH\tD000001\tx\tHGNC\tHGNC:1\ty\n", cas="")
    targets = {
        identifier
        for identifier, term in into.terms.items()
        if identifier.startswith("MESH:") and term.type == "Target"
    }
    assert targets == {"MESH:D008995", "MESH:D007074", "MESH:D011494", "MESH:D015699"}
    assert into.terms["MESH:D000906"].type == "Drug", "antibodies are given; their isotypes are measured"
    assert parents(into) == {
        ("HGNC:6833", "MESH:D008995", "MEMBER_OF"),
        ("HGNC:6834", "MESH:D008995", "MEMBER_OF"),
        ("HGNC:1", "MESH:D011494", "MEMBER_OF"),
    }
    assert "MESH:D020672" in xrefs(into, "FPLX:IKB"), (
        "the family that has the heading's name, not the one it is mapped to"
    )


ANHYDROUS = """format-version: 1.2

[Term]
id: CHEBI:1
name: drugamine anhydrous

[Term]
id: CHEBI:2
name: otherine anhydrous

[Term]
id: CHEBI:3
name: otherine
"""


def test_chebis_anhydrous_form_is_the_substance_where_it_has_no_other() -> None:
    into = read(
        "chebi", terms(("MESH:D1", "Drug", "Drugamine", "mesh"), ("MESH:D2", "Drug", "Otherine", "mesh")), obo=ANHYDROUS
    )
    assert into.terms["CHEBI:1"].label == "drugamine" and ("drugamine anhydrous", "exact") in names(into, "CHEBI:1")
    assert "CHEBI:2" not in into.terms and into.terms["CHEBI:3"].label == "otherine"
