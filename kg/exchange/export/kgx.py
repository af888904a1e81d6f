"""KGX: nodes and edges that Biolink's own classes accept, as JSON Lines.

``kg.exchange.export.kgx_tsv`` writes the same as TSV.

Those classes forbid keys they do not know, so what Biolink has no slot for (tier, polarity, ...) is an attribute node
of the closed vocabulary, named by ``has_attribute``. Identifiers of what is minted here are CURIEs (``KGA:``, ``KGE:``,
``KGF:``, ``KGRUN:``, ``KGV:``) of the same IRIs as in RDF. Both files are in the order of the tables, by id. A complete
export has, as attribute nodes too, what no line holds of a row (``kg.exchange.export.remainder``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from kg.dataset.tables import TABLES
from kg.errors import ConfigError
from kg.exchange.export import associations, exported_claims
from kg.exchange.export.categories import category
from kg.exchange.export.counts import Counts
from kg.exchange.export.kgx_inverse import ROWS, KgxLine
from kg.exchange.export.rdf_terms import checked, shortest
from kg.exchange.export.reading import ExportedDataset, open_dataset, ordered, rows
from kg.exchange.export.remainder import ROW, Remainder, packed
from kg.exchange.export.report import DEFAULT, ExportOptions
from kg.exchange.export.unregistered import report_unregistered
from kg.exchange.export.whole_files import writing
from kg.progress import Report, silent

READ = ("entities", "documents", "assertions", "evidence", "edges")
"""Tables that the mapping reads."""
_PUBLICATION = "IAO:0000311"  # "publication", where PubMed gives no publication type
_ROLE = "CHEBI:50906"  # ChEBI's class of roles: Biolink wants every role to name what kind of attribute it is
_HIERARCHY = {"rdfs:subClassOf": "biolink:subclass_of"}
_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")
_RELATIONS = """
SELECT relation FROM assertions UNION SELECT relation FROM edges WHERE basis = 'curated' ORDER BY relation
"""

KgxRow = tuple[str, str, KgxLine]
"""Table, key of its row, line."""


Encode = Callable[[str, KgxLine], bytes]
"""Kind of file and line -> its bytes."""


def kgx_jsonl(
    dataset: Path, out: Path | BinaryIO, report: Report = silent, options: ExportOptions = DEFAULT
) -> dict[str, int]:
    """Write ``nodes.jsonl`` and ``edges.jsonl`` into a folder, or ``OUT_nodes.jsonl`` and ``OUT_edges.jsonl`` beside
    each other.

    Returns the counts of lines. Raises ConfigError for an open stream (there are two files), DatasetError for what
    cannot be read or written.
    """
    return write("kgx-jsonl", "jsonl", lambda kind: b"", lambda kind, line: _json(line), dataset, out, report, options)


def write(
    name: str,
    ending: str,
    head: Callable[[str], bytes],
    encode: Encode,
    dataset: Path,
    out: Path | BinaryIO,
    report: Report,
    options: ExportOptions,
) -> dict[str, int]:
    """Write both files: ``head`` of each kind (``nodes``, ``edges``), then every line by ``encode``; the counts of
    lines.

    Raises ConfigError for an open stream, DatasetError for what cannot be read or written.
    """
    if not isinstance(out, Path):
        raise ConfigError(
            f"{name} writes two files and cannot go to standard output: name a folder or a prefix with -o"
        )
    opened = open_dataset(dataset, tuple(TABLES) if options.complete else READ, options.progress)
    report_unregistered(opened, report)
    with writing(*named(out, ("nodes", "edges"), ending)) as (node_file, edge_file):
        files = {"nodes": node_file, "edges": edge_file}
        counts = dict.fromkeys(files, 0)

        def put(kind: str, line: KgxLine) -> KgxLine:
            said = {key: value for key, value in line.items() if value not in (None, "", [])}
            files[kind].write(encode(kind, said))
            counts[kind] += 1
            return said

        for kind, file in files.items():
            file.write(head(kind))

        def whole(table: str, key: str, row: dict[str, Any]) -> None:
            put("nodes", remainder_line(table, key, packed(table, row)))

        rest = Remainder(opened, whole) if options.complete else None
        seen: set[tuple[str, str]] = set()
        for kind, lines in (("nodes", _nodes(opened, seen)), ("edges", _edges(opened, seen))):
            for table, key, line in lines:
                said = put(kind, line)
                if rest is not None and table:
                    text = rest.of_row(table, key, partial(ROWS[table], said))
                    if text:
                        put("nodes", remainder_line(table, key, text))
        if rest is not None:
            rest.others()
            put("nodes", remainder_line("", opened.run, rest.of_dataset()))
        for line in _attributes(opened, seen):
            put("nodes", line)
        return counts


def remainder_line(table: str, key: str, text: str) -> KgxLine:
    """The attribute node that holds what no line says of a row."""
    return {
        "id": attribute(ROW, f"{table or 'dataset'}.{key}"),
        "category": ["biolink:Attribute"],
        "name": f"row of {table}" if table else "the dataset",
        "has_attribute_type": f"KGV:{ROW}",
        "description": text,
    }


def named(out: Path, kinds: Sequence[str], ending: str) -> list[Path]:
    """The files of an export that is several: in the folder ``out``, or with ``out`` as prefix, whose ``.gz`` they end
    in too.
    """
    if out.is_dir():
        return [out / f"{kind}.{ending}" for kind in kinds]
    prefix, packed_ending = (out.name[:-3], ".gz") if out.name.endswith(".gz") else (out.name, "")
    return [out.with_name(f"{prefix}_{kind}.{ending}{packed_ending}") for kind in kinds]


def _json(line: KgxLine) -> bytes:
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    # legal in JSON, but readers that split lines as Unicode does would cut the record
    return _LINE_BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode() + b"\n"


def _nodes(dataset: ExportedDataset, seen: set[tuple[str, str]]) -> Iterator[KgxRow]:
    """Nodes but for attributes; ``seen`` takes those that are used: as many as there are words, not rows."""
    yield from _entities(dataset)
    yield from _publications(dataset, seen)
    yield from _evidence(dataset, seen)
    line = {
        "id": f"KGRUN:{dataset.run}",
        "category": ["biolink:Activity"],
        "name": f"kg run {dataset.run}",
        "description": "; ".join(f"{name} {version}" for name, version in dataset.versions),
    }
    yield "", "", line


def _entities(dataset: ExportedDataset) -> Iterator[KgxRow]:
    columns = ("id", "type", "category", "name", "synonyms", "xrefs", "source")
    for identifier, kind, stored, name, synonyms, xrefs, source in rows(dataset, "entities", columns):
        found = category(kind, identifier, stored)
        line = {
            "id": identifier,
            "category": [found],
            "name": name,
            "synonym": list(dict.fromkeys(synonyms)),
            "xref": list(dict.fromkeys(xrefs)),
            "provided_by": [exported_claims.infores(source)],
            "has_attribute_type": _ROLE if found == "biolink:ChemicalRole" else "",
        }
        yield "entities", identifier, line


def _publications(dataset: ExportedDataset, seen: set[tuple[str, str]]) -> Iterator[KgxRow]:
    columns = ("id", "title", "doi", "pmcid", "publication_types", "tier", "retracted")
    for identifier, title, doi, pmcid, kinds, tier, retracted in rows(dataset, "documents", columns):
        closed = [("tier", tier)] if tier else []
        seen.update(closed)
        line = {
            "id": identifier,
            "category": ["biolink:Publication"],
            "name": title,
            "publication_type": list(dict.fromkeys(kinds)) or [_PUBLICATION],
            "xref": exported_claims.same_document(doi, pmcid),
            "deprecated": True if retracted else None,
            "has_attribute": [attribute(*pair) for pair in closed],
        }
        yield "documents", identifier, line


def _evidence(dataset: ExportedDataset, seen: set[tuple[str, str]]) -> Iterator[KgxRow]:
    columns = (
        "id",
        "document",
        "start",
        "end",
        "text",
        "subject_start",
        "subject_end",
        "object_start",
        "object_end",
        "section",
        "rule",
        "score",
        "tier",
        "polarity",
        "attribution",
        "partners",
        "flags",
        "year",
        "trials",
        "run",
        "cue",
        "result_text",
        "comparators",
        "endpoint",
        "figures",
        "setting",
    )
    for row in rows(dataset, "evidence", columns):
        cells = dict(zip(columns, row, strict=True))
        start, end = cells["start"], cells["end"]
        closed = [(name, cells[name]) for name in ("tier", "polarity", "attribution", "rule") if cells[name]]
        closed += [("flag", flag) for flag in cells["flags"]] + [("partner", partner) for partner in cells["partners"]]
        closed += [("comparator", comparator) for comparator in cells["comparators"]]
        seen.update(closed)
        line = {
            "id": f"KGE:{cells['id']}",
            "category": ["biolink:TextMiningStudyResult"],
            # what the polarity was read from comes second: the offsets count in the first
            "supporting_text": [
                cells["text"],
                *([cells["result_text"]] if cells["result_text"] not in ("", cells["text"]) else []),
            ],
            "subject_location_in_text": list(
                exported_claims.within(start, end, cells["subject_start"], cells["subject_end"]) or ()
            ),
            "object_location_in_text": list(
                exported_claims.within(start, end, cells["object_start"], cells["object_end"]) or ()
            ),
            "extraction_confidence_score": None if cells["score"] is None else shortest(cells["score"]),
            "supporting_text_section_type": cells["section"],
            "supporting_document_year": cells["year"],
            "xref": [cells["document"], *dict.fromkeys(exported_claims.trial(number) for number in cells["trials"])],
            "has_attribute": [attribute(*pair) for pair in dict.fromkeys(closed)],
            "provided_by": [f"KGRUN:{cells['run'] or dataset.run}"],
            "description": "; ".join([f"characters {start} to {end} of the document", *_told(cells)]),
        }
        yield "evidence", cells["id"], line


def _told(cells: dict[str, Any]) -> list[str]:
    """What has no slot and no closed vocabulary: the words of the text itself."""
    told = [f"{name}: {cells[name]}" for name in ("cue", "endpoint", "setting") if cells[name]]
    return [*told, f"figures: {' | '.join(cells['figures'])}"] if cells["figures"] else told


def attribute(name: str, value: str) -> str:
    """CURIE of an attribute node, e.g. ``KGV:tier.phase-3``; a colon or a blank in the value is percent-encoded, as
    CURIEs want it.
    """
    return f"KGV:{name}.{quote(value, safe='')}"


def _attributes(dataset: ExportedDataset, seen: set[tuple[str, str]]) -> Iterator[KgxLine]:
    views = {"assertions": ("assertions", ("id", "relation")), "edges": ("edges", ("id", "relation", "basis"))}
    relations = [("relation", relation) for (relation,) in ordered(dataset, _RELATIONS, views)]
    for name, value in sorted({*seen, *relations}):
        yield {
            "id": attribute(name, value),
            "category": ["biolink:Attribute"],
            "name": f"{name}: {value}",
            "has_attribute_type": f"KGV:{name}",
            "has_qualitative_value": value,
        }


def _edges(dataset: ExportedDataset, seen: set[tuple[str, str]]) -> Iterator[KgxRow]:
    counts = Counts(dataset)
    for claim in exported_claims.assertions(dataset):
        primary = exported_claims.said_by(claim.publications)
        counted = [(name, str(number)) for name, number in counts.of(claim.id).items()]
        seen.update(counted)
        line = {
            "id": f"KGA:{claim.id}",
            **_statement(claim, claim.negated, [attribute(*pair) for pair in counted]),
            "knowledge_level": "not_provided",
            "agent_type": "text_mining_agent",
            **_sources(primary),
            "publications": list(claim.publications),
            "evidence_count": claim.evidence_count,
            "max_research_phase": (
                exported_claims.PHASES.get(claim.best_tier)
                if claim.form.association in associations.RESEARCH_PHASE
                else None
            ),
            "has_evidence": [f"KGE:{one}" for one in (*claim.evidence, *claim.rejected)],
        }
        yield "assertions", claim.id, line
    for edge in exported_claims.curated(dataset):
        primary = exported_claims.infores(edge.source)
        # the licence and the row's own reference have slots only on the record of where an edge was taken from
        origin = {
            "id": f"KGF:{edge.id}.source",
            "category": ["biolink:RetrievalSource"],
            "resource_id": primary,
            "resource_role": "primary_knowledge_source",
            "license": edge.licence,
            "source_record_urls": [edge.reference] if edge.reference.startswith(("http://", "https://")) else [],
            "description": edge.reference,
        }
        line = {
            "id": f"KGF:{edge.id}",
            **_statement(edge, False, []),
            "knowledge_level": "knowledge_assertion",
            "agent_type": "manual_agent",
            **_sources(primary),
            "publications": [edge.reference] if edge.reference.startswith("PMID:") else [],
            "sources": [{key: value for key, value in origin.items() if value not in ("", [])}],
        }
        yield "edges", edge.id, line


def _statement(
    claim: exported_claims.Asserted | exported_claims.Curated, negated: bool, attributes: list[str]
) -> KgxLine:
    predicate = _HIERARCHY.get(claim.form.predicate, claim.form.predicate)
    return {
        "category": [claim.form.association],
        "subject": claim.subject,
        "predicate": checked(predicate),
        "object": claim.object,
        "negated": negated,
        # where Biolink asks for another predicate, the claim's own one is what was said first
        "original_predicate": claim.predicate if predicate != claim.predicate else claim.original,
        **{key: [value] if key == "anatomical_context_qualifier" else value for key, value in claim.form.slots},
        "qualifiers": list(claim.form.others),
        "has_attribute": [attribute("relation", claim.relation), *attributes],
        "has_confidence_score": None if claim.belief is None else shortest(claim.belief),
    }


def _sources(primary: str) -> KgxLine:
    return {
        "primary_knowledge_source": primary,
        "aggregator_knowledge_source": [exported_claims.OURSELVES] if primary != exported_claims.OURSELVES else [],
    }
