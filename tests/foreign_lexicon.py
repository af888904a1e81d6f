"""The small lexicon with genes, classes, organisms and cell lines whose names are one another's."""

from __future__ import annotations

from pathlib import Path

from kg.lexicon.lexicon import Lexicon
from kg.ontologies.terms import Ban, Name, Term
from kg.ontologies.writer import write
from tests import small_lexicon as small

ENTITIES = (
    ("HGNC:11573", "Target", "TAT", "symbol:TAT", "exact:tyrosine aminotransferase"),
    ("HGNC:6565", "Target", "LGALS4", "symbol:LGALS4", "abbreviation:GAL4"),
    ("HGNC:1602", "Target", "CCR5", "symbol:CCR5"),
    ("HGNC:5962", "Target", "IL10", "symbol:IL10", "exact:interleukin 10"),
    ("HGNC:10498", "Target", "S100A8", "symbol:S100A8", "abbreviation:CAGA"),
    ("HGNC:7758", "Target", "NEU1", "symbol:NEU1", "exact:neuraminidase"),
    ("HGNC:12434", "Target", "TXK", "symbol:TXK", "exact:tyrosine kinase"),
    ("HGNC:9967", "Target", "RET", "symbol:RET", "exact:receptor tyrosine kinase"),
    ("FPLX:RTK", "Target", "RTK", "label:RTK", "exact:Receptor tyrosine kinases"),
    ("HGNC:1368", "Target", "CA1", "symbol:CA1", "exact:carbonic anhydrase 1", "exact:carbonic anhydrase"),
    ("HGNC:1373", "Target", "CA2", "symbol:CA2", "exact:carbonic anhydrase 2"),
    ("HGNC:6091", "Target", "INSR", "symbol:INSR", "exact:insulin receptor"),
    ("HGNC:4196", "Target", "GH1", "symbol:GH1", "exact:growth hormone"),
    ("HGNC:9806", "Target", "RAD1", "symbol:RAD1", "abbreviation:REC1"),
    ("HGNC:5344", "Target", "ICAM1", "symbol:ICAM1"),
    ("HGNC:11896", "Target", "TNFAIP3", "symbol:TNFAIP3", "abbreviation:A20"),
    ("HGNC:12731", "Target", "WAS", "symbol:WAS"),
    ("MONDO:0005109", "Disease", "HIV infectious disease", "label:HIV infectious disease", "exact:HIV"),
    ("NCBITaxon:12721", "Organism", "human immunodeficiency virus", "label:human immunodeficiency virus", "exact:HIV"),
    ("NCBITaxon:9685", "Organism", "cat", "label:cat", "exact:cats"),
    ("CVCL:1940", "CellLine", "A20", "label:A20"),
    ("CVCL:0139", "CellLine", "AGS", "label:AGS"),
)  # fmt: skip


def write_foreign(folder: Path) -> Lexicon:
    """Write the lexicon into a new folder and open it."""
    folder.mkdir(parents=True)
    terms = small.terms()
    for identifier, type_, label, *called in ENTITIES:
        terms.terms[identifier] = Term(identifier, type_, label, "curated")
        for name in called:
            scope, _, text = name.partition(":")
            terms.names.append(Name(identifier, text, scope, "curated"))
    terms.bans.append(Ban("was", "Target", "*", "a word"))
    write(folder, terms, {"licences": {}})
    return Lexicon(folder)
