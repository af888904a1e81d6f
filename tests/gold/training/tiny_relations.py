"""A folder of invented gold for the training of the network of relations: claims, and corpora in the shapes that they
have.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DRUGS, TARGETS = ("everolimus", "sirolimus", "sorafenib", "metformin"), ("mTOR", "AKT1")


def claimed(pmid: int) -> dict[str, Any]:
    """A gold document with a claim that its second sentence makes, and a study."""
    drug, other = DRUGS[pmid % 4], DRUGS[(pmid + 1) % 4]
    sentences = [
        f"On {drug} and {other}.",
        f"{drug.capitalize()} inhibits mTOR.",
        f"{other.capitalize()} was given for breast cancer.",
    ]
    return {
        "pmid": str(pmid),
        "title": sentences[0],
        "abstract": " ".join(sentences[1:]),
        "sentences": sentences,
        "studies": [
            {
                "drug": other,
                "disease": "breast cancer",
                "tier": "clinical",
                "polarity": "supports",
                "attribution": "drug",
                "s": [2],
            }
        ],
        "claims": [{"subject": drug, "relation": "INHIBITS", "object": "mTOR", "negated": pmid % 2 == 0, "s": 1}],
    }


def related(pmid: int) -> dict[str, Any]:
    """A document of DrugProt's shape: the first chemical inhibits the gene, the second does not."""
    text = "Everolimus inhibits mTOR, metformin does not. "
    places = [("T1", "CHEMICAL", "Everolimus"), ("T2", "GENE-Y", "mTOR"), ("T3", "CHEMICAL", "metformin")]
    entities = [
        {"id": at, "type": kind, "start": text.index(name), "end": text.index(name) + len(name), "text": name}
        for at, kind, name in places
    ]
    title = text.strip()
    return {
        "pmid": str(pmid), "title": title, "abstract": "It is so.", "entities": entities,
        "relations": [{"type": "INHIBITOR", "arg1": "T1", "arg2": "T2"}],
    }  # fmt: skip


def pubtator(pmid: int, relation: str) -> str:
    """A document of BC5CDR's or BioRED's shape: the chemical and the disease of the title are related, those of the
    abstract are not.
    """
    title, abstract = "Nausea after everolimus.", "Metformin was given."
    lines = [f"{pmid}|t|{title}", f"{pmid}|a|{abstract}"]
    for name, kind, identifier in (
        ("Nausea", "Disease", "D009325"),
        ("everolimus", "Chemical", "D000068338"),
        ("Metformin", "Chemical", "D008687"),
    ):
        start = f"{title} {abstract}".index(name)
        lines.append(f"{pmid}\t{start}\t{start + len(name)}\t{name}\t{kind}\t{identifier}")
    return "\n".join([*lines, f"{pmid}\t{relation}\tD000068338\tD009325", "", ""])


def write(folder: Path, pmids: range) -> Path:
    """All files that ``kg train relations`` reads; the development files have documents of their own, and one of the
    training's.
    """
    folder.mkdir(parents=True, exist_ok=True)
    dev = pmids[0]
    for name, numbers in (("studies-train", pmids), ("studies-dev", [dev])):
        (folder / f"{name}.jsonl").write_text(
            "".join(json.dumps(claimed(number)) + "\n" for number in numbers), encoding="utf-8"
        )
    rows = "".join(json.dumps(related(1000 + number)) + "\n" for number in pmids)
    (folder / "drugprot-train.jsonl").write_text(rows, encoding="utf-8")
    for corpus, relation, base in (("bc5cdr", "CID", 2000), ("biored", "Positive_Correlation", 3000)):
        for part, numbers in (("train", pmids), ("dev", range(9000, 9001))):
            text = "".join(pubtator(base + number, relation) for number in numbers)
            (folder / f"{corpus}-{part}.pubtator").write_text(text, encoding="utf-8")
    return folder
