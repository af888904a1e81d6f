"""Genes of the species that most studies are made in, by name, each with its human ortholog."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.lexicon.taxa import FLY, HUMAN, MOUSE, RAT
from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import openers
from kg.ontologies.readers.hgnc import parquet
from kg.ontologies.terms import SpeciesGene, Terms

_STRING = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_ROW = re.compile(
    rf"\s*(\d+) : NtData\(.*?Status='live', Symbol={_STRING}, Aliases={_STRING}, description={_STRING},"
    rf" other_designations={_STRING},"
)
"""A line of goatools' tables, which are Python source: it is matched and never run."""

_PREDICTED = re.compile(
    r"^(?:predicted gene|RIKEN cDNA|hypothetical protein|uncharacterized|expressed sequence|LOC\d|Gm\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _NamedGene:
    local: str
    symbol: str
    names: tuple[str, ...]


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add the genes of mouse, rat and fly, and NCBI's names of human genes.

    From the packages: NCBI's tables of 2016 for human, mouse and fly, RGD's for rat (whose genes have RGD ids there),
    orthologs by HGNC's MGI and RGD columns. ``*_info`` and ``orthology`` are NCBI's own files.
    """
    human = {xref.other.partition(":")[2]: xref.id for xref in into.xrefs if xref.other.startswith("NCBIGene:")}
    if "orthology" in given:
        orthologs = _orthology(given["orthology"], human)
        for taxon, name in ((HUMAN, "human_info"), (MOUSE, "mouse_info"), (RAT, "rat_info"), (FLY, "fly_info")):
            _add(into, taxon, "NCBIGene", _gene_info(given[name]), human if taxon == HUMAN else orthologs)
        return
    _add(into, HUMAN, "NCBIGene", _python(given["human"]), human)
    of_mgi, of_rgd = _hgnc_orthologs(given["orthologs"], into)
    symbols = {row["symbol"]: row["source_id"] for row in parquet(given["mgi"])}
    mouse = list(_python(given["mouse"]))
    _add(into, MOUSE, "NCBIGene", mouse, {gene.local: of_mgi.get(symbols.get(gene.symbol, ""), "") for gene in mouse})
    rat = [
        _NamedGene(
            row["source_id"].removeprefix("RGD:"),
            row["symbol"],
            _parts(row["alias_symbols"] + "|" + row["prev_symbols"], "|"),
        )
        for row in parquet(given["rgd"])
        if row["symbol"]
    ]
    _add(into, RAT, "RGD", rat, {gene.local: of_rgd.get(f"RGD:{gene.local}", "") for gene in rat})
    _add(into, FLY, "NCBIGene", _python(given["fly"]), {})


def _add(into: Terms, taxon: str, prefix: str, genes: Iterable[_NamedGene], human: dict[str, str]) -> None:
    for gene in genes:
        names = tuple(
            dict.fromkeys(
                text for text in (gene.symbol, *gene.names) if text not in ("", "-") and not _PREDICTED.match(text)
            )
        )
        if names:
            into.genes.append(SpeciesGene(f"{prefix}:{gene.local}", taxon, human.get(gene.local, ""), names))


def _python(opener: openers.Opener) -> Iterator[_NamedGene]:
    with openers.text(opener) as lines:
        for line in lines:
            if row := _ROW.match(line):
                symbol, aliases, full, others = (str(ast.literal_eval(row[field])) for field in (2, 3, 4, 5))
                yield _NamedGene(row[1], symbol, (*_parts(aliases, ","), full, *_parts(others, "|")))


def _gene_info(opener: openers.Opener) -> Iterator[_NamedGene]:
    for row in openers.records(opener):
        yield _NamedGene(
            row["GeneID"],
            row["Symbol"],
            (
                *_parts(row["Synonyms"], "|"),
                row["description"],
                row["Full_name_from_nomenclature_authority"],
                *_parts(row["Other_designations"], "|"),
            ),
        )


def _hgnc_orthologs(opener: openers.Opener, into: Terms) -> tuple[dict[str, str], dict[str, str]]:
    """MGI and RGD id -> the human gene that HGNC gives it to; an id that two genes claim is left out."""
    found: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for row in openers.records(opener):
        gene = row["HGNC ID"]
        if gene not in into.terms:
            continue
        for table, column in zip(
            found, ("Mouse genome database ID(supplied by MGI)", "Rat genome database ID(supplied by RGD)"), strict=True
        ):
            for identifier in _parts(row[column], ","):
                table[identifier] = "" if identifier in table else gene
    return found


def _orthology(opener: openers.Opener, human: dict[str, str]) -> dict[str, str]:
    """NCBI gene -> human gene, by NCBI's table of orthologs."""
    found = {}
    for row in openers.records(opener):
        if row["#tax_id"] == "9606" and row["relationship"] == "Ortholog" and row["GeneID"] in human:
            found[row["Other_GeneID"]] = human[row["GeneID"]]
    return found


def _parts(text: str, separator: str) -> tuple[str, ...]:
    return tuple(part for part in (one.strip() for one in text.split(separator)) if part and part != "-")
