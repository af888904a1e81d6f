"""A lexicon of some sixty names, written by hand: what the tests of mentions, grounding and runs need, and nothing
else.
"""

from __future__ import annotations

from pathlib import Path

from kg.model import Fact
from kg.ontologies.terms import Ban, Name, Parent, Term, Terms, Xref
from kg.ontologies.writer import write

# id, type, label, source, then names as scope:text
ENTITIES = (
    (
        "CHEBI:68478",
        "Drug",
        "everolimus",
        "chebi",
        "exact:40-O-(2-hydroxyethyl)rapamycin",
        "brand:Afinitor",
        "code:RAD001",
    ),
    ("CHEBI:9168", "Drug", "sirolimus", "chebi", "exact:rapamycin", "brand:Rapamune"),
    ("CHEBI:79699", "Drug", "temsirolimus", "chebi", "brand:Torisel", "code:CCI-779"),
    ("CHEBI:61049", "Drug", "tacrolimus", "chebi", "code:FK506"),
    ("CHEBI:50924", "Drug", "sorafenib", "chebi", "brand:Nexavar"),
    ("CHEBI:6801", "Drug", "metformin", "chebi"),
    ("CHEBI:28748", "Drug", "doxorubicin", "chebi", "exact:Adriamycin"),
    ("CHEBI:68481", "Role", "mTOR inhibitor", "chebi", "exact:mammalian target of rapamycin inhibitor"),
    ("CHEBI:35610", "Role", "antineoplastic agent", "chebi"),
    (
        "HGNC:3942",
        "Target",
        "MTOR",
        "hgnc",
        "abbreviation:mTOR",
        "exact:mechanistic target of rapamycin kinase",
        "previous:FRAP1",
        "exact:mammalian target of rapamycin",
    ),
    ("HGNC:391", "Target", "AKT1", "hgnc", "abbreviation:AKT"),
    ("HGNC:3711", "Target", "FKBP1A", "hgnc", "abbreviation:FKBP12"),
    ("HGNC:1516", "Target", "CAT", "hgnc", "exact:catalase"),
    ("HGNC:7029", "Target", "MET", "hgnc", "exact:MET proto-oncogene"),
    ("HGNC:12680", "Target", "VEGFA", "hgnc", "abbreviation:VEGF"),
    ("HGNC:4336", "Target", "GLMN", "hgnc", "abbreviation:HCC"),
    ("FPLX:AKT", "Target", "AKT", "famplex", "exact:protein kinase B"),
    ("FPLX:PI3K", "Target", "PI3K", "famplex", "exact:phosphatidylinositol 3-kinase"),
    ("WIKIPATHWAYS:WP3844", "Pathway", "PI3K-AKT-mTOR signaling pathway", "wikipathways", "curated:PI3K/AKT/mTOR"),
    ("REACT:R-HSA-165159", "Pathway", "mTOR signalling", "reactome"),
    ("GO:0006914", "Pathway", "autophagy", "go"),
    ("MONDO:0005070", "Disease", "neoplasm", "mondo", "exact:tumor"),
    ("MONDO:0002691", "Disease", "liver cancer", "mondo", "exact:hepatic cancer"),
    (
        "MONDO:0007256",
        "Disease",
        "hepatocellular carcinoma",
        "mondo",
        "abbreviation:HCC",
        "exact:hepatocellular cancer",
    ),
    ("MONDO:0006210", "Disease", "fibrolamellar carcinoma", "mondo", "exact:fibrolamellar hepatocellular carcinoma"),
    ("MONDO:0019087", "Disease", "cholangiocarcinoma", "mondo"),
    ("MONDO:0003215", "Disease", "Hürthle cell carcinoma", "mondo", "exact:oncocytic carcinoma of the thyroid"),
    ("MONDO:0007254", "Disease", "breast cancer", "mondo", "exact:breast carcinoma"),
    ("CVCL:0027", "CellLine", "HepG2", "curated", "curated:Hep G2"),
    ("CVCL:5492", "CellLine", "BEL-7402", "curated"),
    ("NCBITaxon:10090", "Organism", "mouse", "curated", "curated:mice"),
)

PARENTS = (
    ("MONDO:0002691", "MONDO:0005070"),
    ("MONDO:0007256", "MONDO:0002691"),
    ("MONDO:0006210", "MONDO:0007256"),
    ("MONDO:0019087", "MONDO:0002691"),
    ("MONDO:0003215", "MONDO:0005070"),
    ("MONDO:0007254", "MONDO:0005070"),
    ("CHEBI:68481", "CHEBI:35610"),
)
FACTS = (
    ("CHEBI:68481", "INHIBITS", "HGNC:3942"),
    *((drug, "HAS_ROLE", "CHEBI:68481") for drug in ("CHEBI:68478", "CHEBI:9168", "CHEBI:79699")),
    *((drug, "INHIBITS", "HGNC:3942") for drug in ("CHEBI:68478", "CHEBI:9168", "CHEBI:79699")),
    ("CHEBI:61049", "BINDS", "HGNC:3711"),
    ("HGNC:3942", "PARTICIPATES_IN", "WIKIPATHWAYS:WP3844"),
)
XREFS = (
    ("MONDO:0007256", "MESH:D006528"),
    ("CHEBI:68478", "MESH:D000068338"),
    ("CHEBI:68478", "DRUGBANK:DB01590"),
    ("CHEBI:9168", "MESH:D020123"),
    ("HGNC:3942", "NCBIGene:2475"),
)


def terms() -> Terms:
    """The terms as the merge would hand them over."""
    made = Terms()
    for identifier, type_, label, source, *names in ENTITIES:
        made.terms[identifier] = Term(identifier, type_, label, source)
        made.names.append(Name(identifier, label, "symbol" if type_ == "Target" else "label", source))
        for name in names:
            scope, _, text = name.partition(":")
            made.names.append(Name(identifier, text, scope, source))
    made.parents += [Parent(child, parent, "SUBCLASS_OF", made.terms[child].source) for child, parent in PARENTS]
    made.parents.append(Parent("HGNC:391", "FPLX:AKT", "MEMBER_OF", "famplex"))
    made.facts += [
        Fact(subject, relation, object_, "curated", "MIT", "written for the tests")
        for subject, relation, object_ in FACTS
    ]
    made.xrefs += [Xref(identifier, other, made.terms[identifier].source) for identifier, other in XREFS]
    made.bans += [
        Ban("met", "Target", "*", "a verb"),
        Ban("Adriamycin", "Drug", "CHEBI:28748", "a ban of one name of one entity"),
    ]
    return made


def write_small(folder: Path) -> Path:
    """Write the lexicon into a new folder and return it."""
    folder.mkdir(parents=True)
    write(folder, terms(), {"licences": {"curated": "MIT", "mondo": "CC-BY-4.0", "chebi": "CC-BY-4.0"}, "sources": {}})
    return folder
