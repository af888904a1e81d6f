"""Gold data: which shape a file has, and its documents with what the gold says of them."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from kg.errors import InputError
from kg.exchange.annotation_formats.printed_names import PUBTATOR_TYPES
from kg.model import Document, Reject
from kg.pipeline import sources
from kg.pipeline.sources import opening, xmlstream
from kg.pipeline.sources.formats import sniff_bytes
from kg.pipeline.sources.lines import decoded

SHAPES: dict[str, str] = {
    "pubtator": "PubTator: text lines, mentions PMID, start, end, text, type, id, and relations PMID, type, id, id",
    "bioc": "BioC JSON or XML with annotations",
    "drugprot": (
        "JSON lines with pmid, title, abstract, entities [{id, type, start, end, text}] and relations [{type, arg1,"
        " arg2}]"
    ),
    "bioscope": "BioScope XML: sentences with cue elements in their xcope elements",
    "evidence-inference": "JSON lines with pmcid, intervention, comparator, outcome, label and evidence",
    "studies": (
        "JSON lines with pmid, title, abstract or sections, and studies [{drug, disease, tier, polarity, attribution}]"
        " or claims [{subject, relation, object, negated}] or both"
    ),
}
"""Shapes a gold file may have."""

PARTS = ("tune", "report")
"""The two parts of a corpus: the one is to tune on, the other is what counts."""

TUNED: dict[str, tuple[int, int]] = {"drugprot": (7, 10), "pubtator": (1, 2), "bioscope": (7, 10)}
"""Shape -> (share, of): ``share`` documents in ``of`` belong to the ``tune`` part."""

_BIOC = ("bioc-json", "bioc-xml")


@dataclass(frozen=True, slots=True)
class GoldFile:
    """A gold file in memory: ``shape`` is a key of ``SHAPES``, ``format`` the reader of its documents
    (``kg.pipeline.sources.FORMATS``) or empty.
    """

    path: str
    shape: str
    format: str
    data: bytes


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation of the gold. ``left`` and ``right`` are ids as printed (PubTator), or ids of mentions (DrugProt)."""

    type: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document with its gold mentions (``document.annotations``) and relations.

    ``scheme`` says whose relations its file has: ``cid``, ``biored`` or ``drugprot``, empty where the file has none.
    """

    document: Document
    relations: tuple[GoldRelation, ...] = ()
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class GoldDocuments:
    """The documents of a file. ``types``: node labels of its mentions, in a fixed order; ``others``: how many mentions
    have other types.
    """

    documents: tuple[GoldDocument, ...]
    types: tuple[str, ...]
    others: dict[str, int]
    rejects: tuple[Reject, ...]


def part(identifier: str, shape: str) -> str:
    """``tune`` or ``report``, by a hash of a document's local id."""
    tuned, of = TUNED[shape]
    return "tune" if int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % of < tuned else "report"


def read_file(path: str) -> GoldFile:
    """A gold file (plain, gz, or ``-``) with its shape. Raises InputError: missing, empty, damaged, or none of
    ``SHAPES``.
    """
    chunks: list[bytes] = []
    try:
        chunks += opening.chunks(path)
    except opening.Fault as fault:
        # figures from half a gold file would mislead
        raise InputError(f"{path}: {fault}: gold must be whole; fetch the file again") from None
    data = b"".join(chunks)
    head = data[: opening.HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"<") and xmlstream.root_name(data[: opening.HEAD], path) == "Annotation":
        return GoldFile(path, "bioscope", "", data)
    if head.startswith(b"{") and (shape := _json_shape(data)):
        return GoldFile(path, shape, "jsonl" if shape in ("drugprot", "studies") else "", data)
    found = sniff_bytes(data[: opening.HEAD], path)
    if found == "pubtator" or found in _BIOC:
        return GoldFile(path, "pubtator" if found == "pubtator" else "bioc", found, data)
    raise InputError(f"{path}: is {found}, which is no gold: expected one of {'; '.join(SHAPES.values())}")


def _json_shape(data: bytes) -> str:
    """Shape of a JSON lines file by its first line; empty when that is not one of ours."""
    try:
        row = json.loads(data.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0])
    except (ValueError, RecursionError):
        return ""
    if not isinstance(row, dict):
        return ""
    if {"intervention", "comparator", "outcome", "evidence"} & row.keys():
        return "evidence-inference"
    if {"studies", "claims"} & row.keys():
        return "studies"
    return "drugprot" if "entities" in row else ""


def objects(file: GoldFile) -> Iterator[tuple[int, dict[str, Any]] | Reject]:
    """(line number, object) of every line of a JSON lines file; a line that is no JSON object is a Reject."""
    for line in decoded(iter([file.data])):
        if not line.text.strip():
            continue
        place = f"line {line.number}"
        try:
            row = json.loads(line.text) if not line.fault else None
        except (ValueError, RecursionError) as error:
            yield Reject(
                file.path, place, "gold", f"not JSON: {getattr(error, 'msg', 'nested too deep')}; the line is left out"
            )
            continue
        if isinstance(row, dict):
            yield line.number, row
        else:
            yield Reject(file.path, place, "gold", f"{line.fault or 'is not a JSON object'}; the line is left out")


def read_documents(file: GoldFile) -> GoldDocuments:
    """The documents of a file of mentions.

    A document with a gold mention or relation that does not fit it is left out whole: what is found at that place could
    be neither right nor wrong. Raises InputError when no document has a mention.
    """
    found: list[Document] = []
    rejects: list[Reject] = []
    spoilt: set[int] = set()
    for record in import_module(sources.FORMATS[file.format]).parse(iter([file.data]), file.path):
        if isinstance(record, Document):
            found.append(record)
        elif isinstance(record, Reject):
            # a reader yields the rejects of a document's mentions right behind it
            behind = bool(found) and record.id == found[-1].id and record.place != "file"
            rejects.append(_whole(record) if behind else record)
            spoilt |= {len(found) - 1} if behind else set()
    relations: list[tuple[GoldRelation, ...]] = [() for _ in found]
    if file.shape == "pubtator":
        relations = _pubtator_relations(file, found)
    elif file.shape == "drugprot":
        relations = _drugprot_relations(file, found, rejects, spoilt)
    scheme = _scheme(file.shape, relations)
    documents = tuple(
        GoldDocument(d, r, scheme) for at, (d, r) in enumerate(zip(found, relations, strict=True)) if at not in spoilt
    )
    printed: dict[str, int] = {}
    for one in documents:
        for annotation in one.document.annotations:
            printed[annotation.type] = printed.get(annotation.type, 0) + 1
    if not printed and not rejects:
        raise InputError(
            f"{file.path}: {len(found)} documents without a mention: expected gold mentions, e.g. in"
            f" {SHAPES[file.shape]}"
        )
    types = tuple(label for label in PUBTATOR_TYPES if label in printed)
    others = {name: count for name, count in sorted(printed.items()) if name not in PUBTATOR_TYPES}
    return GoldDocuments(documents, types, others, tuple(rejects))


def _scheme(shape: str, relations: list[tuple[GoldRelation, ...]]) -> str:
    types = {relation.type for one in relations for relation in one}
    if not types or shape == "drugprot":
        return shape if types else ""
    return "cid" if "CID" in types else "biored"


def _whole(reject: Reject) -> Reject:
    reason = reject.reason + (
        ", and so is its document" if reject.reason.endswith("left out") else "; its document is left out"
    )
    return Reject(reject.source, reject.place, "gold", reason, reject.id)


def _pubtator_relations(file: GoldFile, documents: list[Document]) -> list[tuple[GoldRelation, ...]]:
    """Relation lines of each document: those between its first line and the next document's."""
    starts = [int(document.place.removeprefix("line ")) for document in documents]
    found: list[dict[GoldRelation, None]] = [{} for _ in documents]
    for line in decoded(iter([file.data])):
        fields = line.text.split("\t")
        # the reader has judged the line already: a number in the second field makes it a mention
        if len(fields) >= 4 and "|t|" not in fields[0] and "|a|" not in fields[0] and not fields[1].isdigit():
            at = bisect_right(starts, line.number) - 1
            if at >= 0:
                found[at].setdefault(GoldRelation(fields[1], fields[2], fields[3]))
    return [tuple(one) for one in found]


def _drugprot_relations(
    file: GoldFile, documents: list[Document], rejects: list[Reject], spoilt: set[int]
) -> list[tuple[GoldRelation, ...]]:
    """Relations of each document; one that names a mention which is not there spoils its document."""
    given = {number: row.get("relations") or [] for number, row in _rows(file)}
    by_line = {number: relations if isinstance(relations, list) else [relations] for number, relations in given.items()}
    found: list[tuple[GoldRelation, ...]] = []
    for at, document in enumerate(documents):
        known = {annotation.printed_id for annotation in document.annotations}
        relations: dict[GoldRelation, None] = {}
        for item in by_line.get(int(document.place.removeprefix("line ")), []):
            fields = [item.get(key) for key in ("type", "arg1", "arg2")] if isinstance(item, dict) else []
            if len(fields) == 3 and all(isinstance(one, str) for one in fields) and {fields[1], fields[2]} <= known:
                relations.setdefault(GoldRelation(*map(str, fields)))
            elif at not in spoilt:
                spoilt.add(at)
                reason = (
                    f"relations: found {json.dumps(item)[:80]}, expected type, and arg1 and arg2 among the ids of the"
                    " entities"
                )
                rejects.append(
                    Reject(file.path, document.place, "gold", f"{reason}; its document is left out", document.id)
                )
        found.append(tuple(relations))
    return found


def _rows(file: GoldFile) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects alone: the reader of the documents tells of the other lines."""
    for row in objects(file):
        if not isinstance(row, Reject):
            yield row
