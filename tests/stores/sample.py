"""A small dataset written straight into Parquet: every trap of the flagship question that a graph can fall into, in
made-up sentences.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kg import ids, schema
from kg.dataset.tables import KEYS, TABLES
from kg.model import TIERS

RUN = "run-of-the-sample"

HCC, HCC_CHILD, LIVER_CANCER, CHOLANGIO, RCC = (
    "MONDO:0007256",
    "MONDO:0007257",
    "MONDO:0002691",
    "MONDO:0019087",
    "MONDO:0005086",
)
MTOR_INHIBITOR, MTORC1_INHIBITOR, IMMUNOSUPPRESSANT = "CHEBI:68481", "KGR:mtorc1-inhibitor", "CHEBI:35705"
MTOR, MTORC1, FKBP12 = "HGNC:3942", "FPLX:mTORC1", "HGNC:3711"
EVEROLIMUS, SIROLIMUS, TACROLIMUS, SORAFENIB = "CHEBI:68478", "CHEBI:9168", "CHEBI:61049", "CHEBI:50924"
TEMSIROLIMUS, METFORMIN, MHY1485, SAPANISERTIB = "CHEBI:79699", "CHEBI:6801", "CHEBI:900001", "CHEBI:900002"
TORIN2, DACTOLISIB, ONATASERTIB, VISTUSERTIB = "CHEBI:900003", "CHEBI:71952", "CHEBI:900004", "CHEBI:900005"
RIDAFOROLIMUS, AZD8055, UMIROLIMUS = "CHEBI:82677", "CHEBI:900006", "CHEBI:900007"
PATHWAY = "REACT:R-HSA-165159"

ENTITIES: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {
    HCC: ("Disease", "hepatocellular carcinoma", ("HCC", "liver cell carcinoma"), ("DOID:684",)),
    HCC_CHILD: ("Disease", "fibrolamellar carcinoma", (), ()),
    LIVER_CANCER: ("Disease", "liver cancer", (), ()),
    CHOLANGIO: ("Disease", "cholangiocarcinoma", (), ()),
    RCC: ("Disease", "renal cell carcinoma", ("RCC",), ()),
    MTOR_INHIBITOR: ("Role", "mTOR inhibitor", ("mTOR inhibitors",), ()),
    MTORC1_INHIBITOR: ("Role", "mTORC1 inhibitor", (), ()),
    IMMUNOSUPPRESSANT: ("Role", "immunosuppressive agent", (), ()),
    MTOR: ("Target", "MTOR", ("mTOR", "FRAP1"), ("NCBIGene:2475",)),
    MTORC1: ("Target", "mTORC1", (), ()),
    FKBP12: ("Target", "FKBP1A", ("FKBP12",), ()),
    EVEROLIMUS: ("Drug", "everolimus", ("RAD001", "Afinitor"), ()),
    SIROLIMUS: ("Drug", "sirolimus", ("rapamycin",), ()),
    TACROLIMUS: ("Drug", "tacrolimus", (), ()),
    SORAFENIB: ("Drug", "sorafenib", (), ()),
    TEMSIROLIMUS: ("Drug", "temsirolimus", (), ()),
    METFORMIN: ("Drug", "metformin", (), ()),
    MHY1485: ("Drug", "MHY1485", (), ()),
    SAPANISERTIB: ("Drug", "sapanisertib", (), ()),
    TORIN2: ("Drug", "torin 2", (), ()),
    DACTOLISIB: ("Drug", "dactolisib", (), ()),
    ONATASERTIB: ("Drug", "onatasertib", (), ()),
    VISTUSERTIB: ("Drug", "vistusertib", (), ()),
    RIDAFOROLIMUS: ("Drug", "ridaforolimus", (), ()),
    AZD8055: ("Drug", "AZD8055", (), ()),
    UMIROLIMUS: ("Drug", "umirolimus", (), ()),
    PATHWAY: ("Pathway", "MTOR signalling", (), ()),
}

CURATED: tuple[tuple[str, str, str], ...] = (
    (HCC_CHILD, "SUBCLASS_OF", HCC),
    (HCC, "SUBCLASS_OF", LIVER_CANCER),
    (CHOLANGIO, "SUBCLASS_OF", LIVER_CANCER),
    (MTORC1_INHIBITOR, "SUBCLASS_OF", MTOR_INHIBITOR),
    (MTOR_INHIBITOR, "INHIBITS", MTOR),
    (MTOR, "PART_OF", MTORC1),
    (MTOR, "PARTICIPATES_IN", PATHWAY),
    (EVEROLIMUS, "HAS_ROLE", MTOR_INHIBITOR),
    (SIROLIMUS, "HAS_ROLE", MTORC1_INHIBITOR),  # a member through a kind of the class
    (TACROLIMUS, "HAS_ROLE", IMMUNOSUPPRESSANT),
    (EVEROLIMUS, "HAS_ROLE", IMMUNOSUPPRESSANT),
    (TEMSIROLIMUS, "INHIBITS", MTOR),  # a member through the target of the class
    (MHY1485, "ACTIVATES", MTOR),  # acts on the target of the class, the other way
    (TACROLIMUS, "BINDS", FKBP12),
    (TORIN2, "HAS_ROLE", MTOR_INHIBITOR),
    (DACTOLISIB, "HAS_ROLE", MTOR_INHIBITOR),
    (ONATASERTIB, "HAS_ROLE", MTOR_INHIBITOR),
    (VISTUSERTIB, "HAS_ROLE", MTOR_INHIBITOR),
    (RIDAFOROLIMUS, "HAS_ROLE", MTOR_INHIBITOR),
    (UMIROLIMUS, "HAS_ROLE", MTOR_INHIBITOR),  # no evidence in HCC at all
)


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of one document."""

    document: str
    subject: str
    relation: str
    object: str
    tier: str = ""
    polarity: str = ""
    attribution: str = "drug"
    partners: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    negated: bool = False
    comparators: tuple[str, ...] = ()
    endpoint: str = ""
    figures: tuple[str, ...] = ()
    setting: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a document brings beside its sentences."""

    year: int | None = 2015
    retracted: bool = False
    registry_ids: tuple[str, ...] = ()
    title: str = ""  # where it is another than the text's


@dataclass(slots=True)
class Content:
    """Everything a dataset is written from."""

    said: Sequence[Said]
    curated: Iterable[tuple[str, str, str]] = CURATED
    entities: Mapping[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = field(default_factory=lambda: ENTITIES)
    papers: Mapping[str, Paper] = field(default_factory=dict)


SAID: tuple[Said, ...] = (
    # everolimus: a null phase 3, a supporting in-vivo study, a subtype study that agrees with itself, another cancer
    Said(
        "PMID:1",
        EVEROLIMUS,
        "STUDIED_FOR",
        HCC,
        "phase-3",
        "null",
        comparators=(SORAFENIB, "placebo"),
        endpoint="overall survival",
        figures=("7.6 vs 7.3 months", "HR 1.05; 95% CI 0.86-1.27"),
        setting="second-line",
    ),
    Said("PMID:1", EVEROLIMUS, "AMELIORATES", HCC, "phase-3", "null", negated=True),
    Said("PMID:2", EVEROLIMUS, "STUDIED_FOR", HCC, "in-vivo", "supports"),
    Said("PMID:2", EVEROLIMUS, "STUDIED_FOR", HCC_CHILD, "in-vivo", "unclear"),
    Said("PMID:3", EVEROLIMUS, "STUDIED_FOR", RCC, "phase-3", "supports"),
    Said("PMID:4", EVEROLIMUS, "STUDIED_FOR", HCC, "phase-2", "supports", "combination", (SORAFENIB,)),
    Said("PMID:4", SORAFENIB, "STUDIED_FOR", HCC, "phase-2", "supports"),
    # sirolimus: one paper that says yes of HCC and no of the subtype; cholangiocarcinoma and the parent do not count
    Said("PMID:5", SIROLIMUS, "STUDIED_FOR", HCC, "phase-3", "supports"),
    Said("PMID:5", SIROLIMUS, "STUDIED_FOR", HCC_CHILD, "phase-3", "null"),
    Said("PMID:6", SIROLIMUS, "STUDIED_FOR", CHOLANGIO, "phase-2", "supports"),
    Said("PMID:7", SIROLIMUS, "STUDIED_FOR", LIVER_CANCER, "clinical", "supports"),
    Said("PMID:8", SIROLIMUS, "STUDIED_FOR", HCC, "clinical", "opposes"),
    # not of the class, though each stands beside mTOR in some sentence
    Said("PMID:9", SORAFENIB, "STUDIED_FOR", HCC, "phase-3", "supports"),
    Said("PMID:9", SORAFENIB, "INHIBITS", MTOR),
    Said("PMID:10", TACROLIMUS, "STUDIED_FOR", HCC, "clinical", "null"),
    Said("PMID:10", TACROLIMUS, "INHIBITS", MTOR),
    Said("PMID:11", METFORMIN, "STUDIED_FOR", HCC, "clinical", "supports"),
    Said("PMID:11", METFORMIN, "INHIBITS", MTOR),
    Said("PMID:12", MHY1485, "STUDIED_FOR", HCC, "in-vitro", "opposes"),
    # of the class only by a sentence; and one whose sentence says it is not
    Said("PMID:13", SAPANISERTIB, "HAS_ROLE", MTOR_INHIBITOR),
    Said("PMID:13", SAPANISERTIB, "STUDIED_FOR", HCC, "in-vivo", "supports", flags=("speculated",)),
    Said("PMID:14", AZD8055, "HAS_ROLE", MTOR_INHIBITOR, negated=True),
    Said("PMID:14", AZD8055, "STUDIED_FOR", HCC, "phase-1", "supports"),
    # of the class by curation and by text: curated wins
    Said("PMID:15", TORIN2, "HAS_ROLE", MTOR_INHIBITOR),
    Said("PMID:15", TORIN2, "STUDIED_FOR", HCC, "in-vitro", "supports"),
    # evidence that is kept but never counts as support
    Said("PMID:16", DACTOLISIB, "STUDIED_FOR", HCC, "in-vivo", "supports", "combination", (EVEROLIMUS,)),
    Said("PMID:17", ONATASERTIB, "STUDIED_FOR", HCC, "phase-2", "supports", flags=("protocol",)),
    Said("PMID:18", VISTUSERTIB, "STUDIED_FOR", HCC, "in-vitro", "supports", flags=("retracted",)),
    Said("PMID:19", TEMSIROLIMUS, "STUDIED_FOR", HCC, "in-vitro", "supports", flags=("contaminated-cell-line",)),
    Said("PMID:20", TEMSIROLIMUS, "STUDIED_FOR", HCC, "phase-2", "mixed"),
    Said("PMID:21", TEMSIROLIMUS, "STUDIED_FOR", HCC, "phase-3", "supports"),  # its document is retracted elsewhere
    # a claim that the drug was not studied is no study
    Said("PMID:22", RIDAFOROLIMUS, "STUDIED_FOR", HCC, "review", "unclear", negated=True),
    Said("PMID:23", MTOR, "ASSOCIATED_WITH", HCC),
)

PAPERS: dict[str, Paper] = {
    "PMID:1": Paper(2014, registry_ids=("NCT01035229",)),
    "PMID:2": Paper(2012),
    "PMID:5": Paper(2016, registry_ids=("NCT00355862", "EudraCT 2005-005362-36")),
    "PMID:8": Paper(None),
    "PMID:20": Paper(2015),
    "PMID:21": Paper(2018, retracted=True),
}


def write_dataset(folder: Path, content: Content | None = None) -> Path:
    """Write all tables and the ledger of ``content`` (the sample when None) and return the folder."""
    content = content or Content(SAID, papers=PAPERS)
    tables = _tables(content)
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        rows.sort(key=lambda row: tuple(str(row[key]) for key in KEYS[name]))
        pq.write_table(pa.Table.from_pylist(rows, TABLES[name]), folder / "tables" / f"{name}.parquet")
    counts = {name: len(rows) for name, rows in tables.items()}
    ledger = {
        "id": RUN,
        "format": 2,
        "versions": {"kg": "0.1.0"},
        "counts": counts,
        "content": ids.digest(repr(content)),
    }
    (folder / "run.json").write_text(json.dumps(ledger, sort_keys=True), encoding="utf-8")
    return folder


def read_tables(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Tables of a dataset as plain rows."""
    return {name: pq.read_table(folder / "tables" / f"{name}.parquet").to_pylist() for name in TABLES}


def _tables(content: Content) -> dict[str, list[dict[str, Any]]]:
    texts: dict[str, str] = {}
    evidence: dict[str, dict[str, Any]] = {}
    assertions: dict[str, dict[str, Any]] = {}
    for said in content.said:
        claim = schema.make_assertion(said.subject, said.relation, said.object, negated=said.negated, tier=said.tier)
        row = _evidence_row(said, claim.id, content, texts)
        evidence[row["id"]] = row
        head = assertions.setdefault(claim.id, _assertion_row(claim, content))
        head["evidence_count"] += 1
        head["publications"] = sorted({*head["publications"], said.document})
        if said.tier and (not head["best_tier"] or TIERS.index(said.tier) < TIERS.index(head["best_tier"])):
            head["best_tier"] = said.tier
    return {
        "documents": [_document_row(name, text, content.papers.get(name, Paper())) for name, text in texts.items()],
        "mentions": [],
        "assertions": list(assertions.values()),
        "evidence": list(evidence.values()),
        "entities": [_entity_row(curie, *rest) for curie, rest in content.entities.items()],
        "edges": _edge_rows(content, assertions.values()),
        "rejects": [],
    }


def _evidence_row(said: Said, assertion: str, content: Content, texts: dict[str, str]) -> dict[str, Any]:
    subject, object_ = content.entities[said.subject][1], content.entities[said.object][1]
    before = texts.get(said.document, f"Report {said.document.partition(':')[2]}\n")
    sentence = f"We tested {subject} in {object_} cells and patients. "
    texts[said.document] = before + sentence
    start, end = len(before), len(before) + len(sentence) - 1
    first, second = start + len("We tested "), start + len(f"We tested {subject} in ")
    paper = content.papers.get(said.document, Paper())
    return {
        "id": ids.evidence_id(assertion, said.document, start, end, first, second, "sample"),
        "assertion": assertion,
        "document": said.document,
        "start": start,
        "end": end,
        "text": sentence[:-1],
        "subject_start": first,
        "subject_end": first + len(subject),
        "object_start": second,
        "object_end": second + len(object_),
        "section": "results",
        "rule": "sample",
        "cue": "tested",
        "score": 0.9,
        "tier": said.tier,
        "polarity": said.polarity,
        "attribution": said.attribution if said.tier else "",
        "partners": list(said.partners),
        "flags": sorted(said.flags),
        "result_start": start,
        "result_end": end,
        "result_text": sentence[:-1],
        "year": paper.year,
        "comparators": list(said.comparators),
        "endpoint": said.endpoint,
        "figures": list(said.figures),
        "setting": said.setting,
        "trials": list(paper.registry_ids),
        "run": RUN,
    }


def _assertion_row(claim: Any, content: Content) -> dict[str, Any]:
    return {
        "id": claim.id,
        "subject": claim.subject,
        "subject_type": content.entities[claim.subject][0],
        "relation": claim.relation,
        "predicate": claim.predicate,
        "object": claim.object,
        "object_type": content.entities[claim.object][0],
        "qualifiers": [f"{key}={value}" for key, value in claim.qualifiers],
        "negated": claim.negated,
        "evidence_count": 0,
        "publications": [],
        "best_tier": "",
        "score": 0.9,
        "belief": 0.72,
        "first_year": None,
        "latest_year": None,
    }


def _document_row(name: str, text: str, paper: Paper) -> dict[str, Any]:
    empty_lists = (
        "publication_types",
        "section_names",
        "section_starts",
        "section_ends",
        "section_labels",
        "mesh",
        "substances",
        "keywords",
        "links",
    )
    return {
        "id": name,
        "version": 1,
        "title": paper.title or text.partition("\n")[0],
        "text": text,
        "year": paper.year,
        "journal": "",
        "doi": "",
        "pmcid": "",
        "language": "eng",
        "tier": "",
        "retracted": paper.retracted,
        "source": "sample",
        "place": name,
        "registry_ids": list(paper.registry_ids),
        **{key: [] for key in empty_lists},
    }


def _entity_row(curie: str, type_: str, name: str, synonyms: tuple[str, ...], xrefs: tuple[str, ...]) -> dict[str, Any]:
    return {
        "id": curie,
        "type": type_,
        "category": schema.entity_types()[type_].category_for(curie),
        "name": name,
        "synonyms": list(synonyms),
        "xrefs": list(xrefs),
        "source": "sample",
        "mentions": 1,
        "documents": 1,
    }


def _edge_rows(content: Content, assertions: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for subject, relation, object_ in content.curated:
        claim = schema.make_assertion(subject, relation, object_)
        rows.append(
            _edge(
                ids.digest("curated", claim.id),
                claim,
                content,
                basis="curated",
                source="curated-table",
                licence="CC0-1.0",
            )
        )
    for row in assertions:
        if not row["negated"]:
            claim = schema.make_assertion(row["subject"], row["relation"], row["object"])
            text = {
                "basis": "text",
                "source": "text",
                "assertion": row["id"],
                "evidence_count": row["evidence_count"],
                "best_tier": row["best_tier"],
                "score": row["score"],
                "belief": row["belief"],
            }
            rows.append(_edge(ids.digest("text", row["id"]), claim, content, **text))
    return rows


def _edge(key: str, claim: Any, content: Content, **rest: Any) -> dict[str, Any]:
    return {
        "id": key,
        "subject": claim.subject,
        "subject_type": content.entities[claim.subject][0],
        "relation": claim.relation,
        "predicate": claim.predicate,
        "object": claim.object,
        "object_type": content.entities[claim.object][0],
        "basis": "",
        "assertion": "",
        "source": "",
        "licence": "",
        "reference": "",
        "evidence_count": None,
        "best_tier": "",
        "score": None,
        "belief": 0.99,
        **rest,
    }
