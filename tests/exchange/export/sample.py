"""A small dataset written straight as Parquet: both claims of EVOLVE-1, a combination, a retraction, odd characters,
curated edges.
"""

from __future__ import annotations

import json
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kg import ids, schema
from kg.dataset import tables

RUN = "5f1c0d2e"
EVEROLIMUS, SORAFENIB, HCC, CANCER, MTOR = "CHEBI:68478", "CHEBI:50924", "MONDO:0007256", "MONDO:0004992", "HGNC:3942"
MTORC1, EGFR, PATHWAY, ROLE, ODD = "FPLX:mTORC1", "HGNC:3236", "REACT:R-HSA-165159", "CHEBI:68481", "KGR:odd"
NULL_TEXT = "Everolimus did not improve overall survival in patients with advanced HCC"

TYPES = {
    EVEROLIMUS: "Drug",
    SORAFENIB: "Drug",
    HCC: "Disease",
    CANCER: "Disease",
    MTOR: "Target",
    EGFR: "Target",
    MTORC1: "Target",
    PATHWAY: "Pathway",
    ROLE: "Role",
    ODD: "Role",
    "CVCL:0030": "CellLine",
    "NCBITaxon:9606": "Organism",
    "CLINICALTRIALS:NCT01035229": "Trial",
}


def write(folder: Path, contents: dict[str, list[dict[str, Any]]], **ledger: Any) -> Path:
    """Write a dataset: every table of the contract, rows sorted by key, absent columns filled with empty values."""
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    for name, columns in tables.TABLES.items():
        rows = sorted(contents.get(name, []), key=itemgetter(*tables.KEYS[name]))
        full = [{field.name: row.get(field.name, _empty(field)) for field in columns} for row in rows]
        pq.write_table(pa.Table.from_pylist(full, schema=columns), folder / "tables" / f"{name}.parquet")
    run = {
        "id": RUN,
        "format": 2,
        "versions": {"kg": "0.1.0", "ontologies": {"mondo": "2026-01"}},
        "pipeline": {},
        "counts": {},
        **ledger,
    }
    (folder / "run.json").write_text(json.dumps(run))
    return folder


def _empty(field: pa.Field) -> Any:
    if pa.types.is_list(field.type):
        return []
    if pa.types.is_string(field.type):
        return ""
    return False if pa.types.is_boolean(field.type) else None


def entity(curie: str, name: str, **more: Any) -> dict[str, Any]:
    """An entity row."""
    kind = TYPES[curie]
    return {
        "id": curie,
        "type": kind,
        "category": schema.entity_types()[kind].category_for(curie),
        "name": name,
        "mentions": 1,
        "documents": 1,
        **more,
    }


def assertion(
    subject: str, relation: str, object_: str, *, negated: bool = False, tier: str = "", **more: Any
) -> dict[str, Any]:
    """An assertion row, its predicate and id as the pipeline makes them."""
    made = schema.make_assertion(subject, relation, object_, negated=negated, tier=tier)
    return {
        "id": made.id,
        "subject": subject,
        "subject_type": TYPES[subject],
        "relation": relation,
        "predicate": made.predicate,
        "object": object_,
        "object_type": TYPES[object_],
        "qualifiers": [f"{k}={v}" for k, v in made.qualifiers],
        "negated": negated,
        "evidence_count": 1,
        "publications": ["PMID:25058218"],
        "best_tier": tier,
        "score": 0.95,
        "belief": 0.665,
        "first_year": 2014,
        "latest_year": 2014,
        **more,
    }


def evidence(
    claim: dict[str, Any], document: str, text: str, subject: str, object_: str, start: int = 0, **more: Any
) -> dict[str, Any]:
    """An evidence row; ``subject`` and ``object_`` are the words in the text that name the arguments."""
    s, o = start + text.index(subject), start + text.index(object_)
    end = start + len(text)
    return {
        "id": ids.evidence_id(claim["id"], document, start, end, s, o, "r1"),
        "assertion": claim["id"],
        "document": document,
        "start": start,
        "end": end,
        "text": text,
        "subject_start": s,
        "subject_end": s + len(subject),
        "object_start": o,
        "object_end": o + len(object_),
        "section": "conclusions",
        "rule": "r1",
        "score": 0.91,
        "result_start": -1,
        "result_end": -1,
        "year": 2014,
        "run": RUN,
        **more,
    }


def edge(subject: str, relation: str, object_: str, **more: Any) -> dict[str, Any]:
    """A curated edge row."""
    source = more.get("source", "mondo")
    return {
        "id": ids.digest("edge", subject, relation, object_, source),
        "subject": subject,
        "subject_type": TYPES[subject],
        "relation": relation,
        "predicate": schema.relations()[relation].predicate,
        "object": object_,
        "object_type": TYPES[object_],
        "basis": "curated",
        "source": source,
        "licence": "CC-BY-4.0",
        "belief": 0.99,
        **more,
    }


def contents() -> dict[str, list[dict[str, Any]]]:
    """Rows of the small dataset."""
    tested = assertion(EVEROLIMUS, "STUDIED_FOR", HCC, tier="phase-3", belief=0.95)
    failed = assertion(EVEROLIMUS, "AMELIORATES", HCC, negated=True, tier="phase-3", score=0.91)
    both = assertion(SORAFENIB, "AMELIORATES", HCC, tier="phase-2", evidence_count=2, publications=["PMID:1", "PMID:2"])
    inhibits = assertion(EVEROLIMUS, "INHIBITS", MTOR, publications=["KGD:note 1"])
    claims = [
        tested,
        failed,
        both,
        inhibits,
        assertion(EVEROLIMUS, "INHIBITS", EGFR, negated=True),
        assertion(EVEROLIMUS, "HAS_ROLE", ROLE),
        # denied for one direction, claimed for another: both are the bare predicate `affects`
        assertion(SORAFENIB, "INHIBITS", MTOR, negated=True),
        assertion(SORAFENIB, "UPREGULATES", MTOR),
        assertion(EVEROLIMUS, "INHIBITS", PATHWAY),
        assertion(EVEROLIMUS, "AFFECTS", PATHWAY),
        assertion(MTOR, "INHIBITS", EGFR),
        assertion(MTOR, "AFFECTS", EGFR),
        assertion(MTORC1, "ACTIVATES", MTOR),
        assertion(MTOR, "ACTIVATES", PATHWAY),
        assertion(ROLE, "INHIBITS", MTORC1),
        assertion(MTOR, "BINDS", EGFR),
        assertion(MTORC1, "BINDS", MTOR),
        assertion(EVEROLIMUS, "BINDS", MTOR),
        assertion(EVEROLIMUS, "INTERACTS_WITH", SORAFENIB),
        assertion(MTOR, "INTERACTS_WITH", SORAFENIB),
        assertion(SORAFENIB, "SUBSTRATE_OF", EGFR),
        assertion(MTOR, "CAUSES", HCC),
        assertion(SORAFENIB, "CAUSES", CANCER),
        assertion(MTORC1, "CAUSES", HCC),
        assertion(MTOR, "ASSOCIATED_WITH", HCC),
        assertion(PATHWAY, "ASSOCIATED_WITH", HCC),
        assertion(SORAFENIB, "ASSOCIATED_WITH", HCC),
        assertion(MTOR, "PARTICIPATES_IN", PATHWAY),
        assertion(MTORC1, "PARTICIPATES_IN", PATHWAY),
        assertion(
            EVEROLIMUS,
            "STUDIED_FOR",
            CANCER,
            score=None,
            belief=None,
            first_year=None,
            latest_year=None,
            best_tier="mention",
        ),
    ]
    told = 'In HCC, "sorafenib" was\tgiven with\nβ-glucan \\ 100 µg/m² 🧬 and helped.'
    found = [
        evidence(
            tested,
            "PMID:25058218",
            "Everolimus was tested in patients with HCC.",
            "Everolimus",
            "HCC",
            tier="phase-3",
            polarity="null",
            trials=["NCT01035229"],
            comparators=[SORAFENIB, "placebo"],
            endpoint="overall survival",
            figures=["7.6 vs 7.3 months", "HR 1.05; 95% CI 0.86-1.27"],
            setting="second-line",
        ),
        evidence(
            failed,
            "PMID:25058218",
            NULL_TEXT,
            "Everolimus",
            "HCC",
            start=100,
            tier="phase-3",
            polarity="null",
            attribution="drug",
            cue="did not improve",
        ),
        evidence(
            both,
            "PMID:1",
            told,
            "sorafenib",
            "HCC",
            start=7,
            tier="phase-2",
            polarity="supports",
            attribution="combination",
            partners=[EVEROLIMUS],
            result_start=80,
            result_end=95,
            result_text="Tumours shrank.\u2028",
            trials=["ISRCTN 7", "CLINICALTRIALS:NCT00000001"],
            year=None,
        ),
        # the object is named in the sentence before
        evidence(
            both,
            "PMID:2",
            "Sorafenib helped. HCC.",
            "Sorafenib",
            "HCC",
            flags=["protocol", "retracted"],
            end=17,
            score=1.0,
            section="results",
        ),
    ]
    said = {row["assertion"] for row in found}
    found += [
        evidence(row, row["publications"][0], "X does it to Y.", "X", "Y", run="")
        for row in claims
        if row["id"] not in said
    ]
    return {
        "documents": [
            {
                "id": "PMID:25058218",
                "title": "Everolimus after failure of sorafenib",
                "year": 2014,
                "doi": "10.1001/jama.2014.7189",
                "tier": "phase-3",
                "publication_types": ["Randomized Controlled Trial", "Journal Article"],
            },
            {
                "id": "PMID:1",
                "title": 'β\u2028blockers "and" <more>',
                "year": None,
                "pmcid": "PMC77",
                "doi": "10.1000/odd<id>%zz#a#b",
            },
            {"id": "PMID:2", "title": "Withdrawn", "year": 2010, "retracted": True},
            {"id": "KGD:note 1", "title": "", "retracted": None},
        ],
        "entities": [
            entity(
                EVEROLIMUS,
                "everolimus",
                source="chebi",
                synonyms=["RAD001", "RAD-001", "RAD001"],
                xrefs=["DRUGBANK:DB01590", "mesh:D000068338", "MESH:D000068338", "UMLS:C0541315", EVEROLIMUS],
            ),
            entity(SORAFENIB, "sorafenib", source="chebi"),
            entity(HCC, "hepatocellular carcinoma", source="mondo", xrefs=["DOID:684"]),
            entity(CANCER, "cancer", source="mondo"),
            entity(MTOR, "MTOR", source="hgnc"),
            entity(EGFR, "EGFR", source="hgnc"),
            entity(MTORC1, "mTORC1", source="famplex"),
            entity(PATHWAY, "mTOR signalling", source="reactome"),
            entity(ROLE, "mTOR inhibitor", source="chebi"),
            entity(ODD, 'odd "role"\r\n\\ with <all> {of} it \x00\x85 é', source=""),
            entity("CVCL:0030", "Hep G2"),
            entity("NCBITaxon:9606", "Homo sapiens"),
            entity("CLINICALTRIALS:NCT01035229", "EVOLVE-1"),
        ],
        "assertions": claims,
        "evidence": found,
        "edges": [
            edge(HCC, "SUBCLASS_OF", CANCER),
            edge(HCC, "SUBCLASS_OF", CANCER, source="doid", licence="CC0-1.0"),
            edge(EVEROLIMUS, "HAS_ROLE", ROLE, source="chebi"),
            edge(EVEROLIMUS, "INHIBITS", MTOR, source="curated", licence="MIT", reference="FDA label: Afinitor"),
            edge(
                SORAFENIB,
                "INHIBITS",
                MTOR,
                source="curated",
                licence="LicenseRef-own terms",
                reference="https://example.org/label?q=1",
            ),
            edge(MTOR, "MEMBER_OF", MTORC1, source="famplex", licence="CC0-1.0", reference="PMID:12150925"),
            edge(EGFR, "PART_OF", PATHWAY, source="reactome", licence=""),
            {
                **edge(EVEROLIMUS, "STUDIED_FOR", HCC),
                "id": "text-1",
                "basis": "text",
                "assertion": tested["id"],
                "source": "",
                "licence": "",
            },
        ],
    }


XML = ("rdfxml", "graphml")
"""Formats that cannot hold every character."""


def held_by(format_: str) -> dict[str, list[dict[str, Any]]]:
    """The same rows, without the one character that a format cannot hold."""
    rows = contents()
    if format_ in XML:
        rows["entities"] = [{**row, "name": row["name"].replace("\x00", "")} for row in rows["entities"]]
    return rows
