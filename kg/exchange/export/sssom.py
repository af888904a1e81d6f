"""SSSOM: the cross-references of the graph's entities as a table of mappings with its metadata before it.

https://mapping-commons.github.io/sssom/ . A mapping says from which source of ``ontologies/manifest.toml`` it is and
under which licence. Who found it by what method is not known, so its justification is ``semapv:UnspecifiedMatching``.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from kg import ids, paths
from kg.exchange.export.categories import category
from kg.exchange.export.description import licence
from kg.exchange.export.rdf_terms import known
from kg.exchange.export.reading import ExportedDataset, open_dataset, rows
from kg.exchange.export.report import DEFAULT, ExportOptions
from kg.exchange.export.unregistered import report_unregistered
from kg.exchange.export.whole_files import streaming, writing
from kg.progress import Report, silent

COLUMNS = (
    *("subject_id", "subject_label", "subject_category", "predicate_id", "object_id", "mapping_justification"),
    *("license", "mapping_provider", "mapping_tool", "comment"),
)
READ = ("entities", "documents", "assertions", "evidence", "edges")
"""Tables that have to be whole; mappings are of the first alone."""

EXACT, JUSTIFICATION = "skos:exactMatch", "semapv:UnspecifiedMatching"
SEMAPV = "https://w3id.org/semapv/vocab/"


def sssom(
    dataset: Path, out: Path | BinaryIO, report: Report = silent, options: ExportOptions = DEFAULT
) -> dict[str, int]:
    """Write the cross-references of entities; counts of mappings and of those left out, whose prefix has no IRI here.

    Raises DatasetError.
    """
    opened = open_dataset(dataset, READ, options.progress)
    report_unregistered(opened, report)
    if isinstance(out, Path):
        with writing(out) as (file,):
            return _write(opened, file)
    with streaming(out) as file:
        return _write(opened, file)


def _write(dataset: ExportedDataset, file: BinaryIO) -> dict[str, int]:
    counts = {"mappings": 0, "cross-references left out": 0}
    prefixes = {
        prefix for row in _mappings(dataset, {}) for prefix in (_prefix(row["subject_id"]), _prefix(row["object_id"]))
    }
    file.write("".join(f"# {line}\n" for line in _head(dataset, prefixes)).encode())
    file.write(("\t".join(COLUMNS) + "\n").encode())
    for row in _mappings(dataset, counts):
        counts["mappings"] += 1
        file.write(("\t".join(_cell(row[name]) for name in COLUMNS) + "\n").encode())
    return counts


def _prefix(curie: str) -> str:
    return curie.partition(":")[0]


def _cell(text: str) -> str:
    """A text of a cell: without what would end it, and quoted as CSV is where it has a quote."""
    text = " ".join(text.split())
    return '"' + text.replace('"', '""') + '"' if '"' in text else text


def _head(dataset: ExportedDataset, prefixes: set[str]) -> Iterator[str]:
    """The metadata, YAML: texts are quoted as JSON quotes them."""
    yield f"mapping_set_id: {json.dumps(ids.minted('sssom', dataset.run))}"
    yield f"mapping_set_version: {json.dumps(dataset.run)}"
    yield f"mapping_set_title: {json.dumps(f'Cross-references of the entities of run {dataset.run}')}"
    yield 'mapping_set_description: "Each mapping has the licence of the source that it is from."'
    # the set is of several sources: this is SSSOM's own word for a set without one licence
    yield 'license: "https://w3id.org/sssom/license/unspecified"'
    yield 'sssom_version: "1.0"'
    yield "curie_map:"
    named = {prefix: ids.prefixes()[prefix] for prefix in prefixes} | {
        name: ids.prefixes()[name] for name in ("skos", "biolink")
    }
    for prefix, start in sorted({**named, "semapv": SEMAPV}.items()):
        yield f"  {json.dumps(prefix)}: {json.dumps(start)}"


def _mappings(dataset: ExportedDataset, counts: dict[str, int]) -> Iterator[dict[str, str]]:
    """Rows by id of the entity, then as its cross-references stand."""
    columns = ("id", "type", "category", "name", "xrefs", "source")
    for identifier, kind, stored, name, xrefs, source in rows(dataset, "entities", columns):
        seen, named = {identifier}, category(kind, identifier, stored)
        for other in xrefs:
            if not (known(identifier) and known(other)):
                counts["cross-references left out"] = counts.get("cross-references left out", 0) + 1
                continue
            object_ = ids.normalise(other)
            if object_ in seen:
                continue
            seen.add(object_)
            address, text = _licence(source)
            yield {
                "subject_id": ids.normalise(identifier),
                "subject_label": name,
                "subject_category": named,
                "predicate_id": EXACT,
                "object_id": object_,
                "mapping_justification": JUSTIFICATION,
                "license": address,
                "mapping_provider": _provider(source),
                "mapping_tool": "kg",
                "comment": text,
            }


def _provider(source: str) -> str:
    return ids.minted("graph/ontology", quote(source, safe="")) if source else ""


@cache
def _sources() -> dict[str, Any]:
    text = paths.data("ontologies", "manifest.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text).get("source", {})
    return found


@cache
def _licence(source: str) -> tuple[str, str]:
    """Address of a source's licence, and its name where it has no address; both empty where none is known."""
    name = str(_sources().get(source, {}).get("licence", ""))
    for _, term in licence(name):
        return (term[1:-1], "") if term.startswith("<") else ("", f"licence: {name}")
    return "", ""
