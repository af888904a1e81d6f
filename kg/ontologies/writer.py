"""Writes the lexicon's arrays from merged terms: sorted, so that the same terms give the same bytes."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np

from kg import schema
from kg.lexicon import names
from kg.lexicon.hashing import MAX_LENGTH, NO_KEY, hash_of, mix
from kg.lexicon.layout import BITMAP_BITS, FORMAT
from kg.lexicon.scopes import SCOPES
from kg.lexicon.taxa import HUMAN
from kg.ontologies.array_files import save, save_lists, save_strings
from kg.ontologies.index_files import write_gene_names, write_similar, write_species_genes
from kg.ontologies.matching import case_policy, worth_matching
from kg.ontologies.terms import Ban, Name, Terms

_SCOPE = {scope: number for number, scope in enumerate(SCOPES)}
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


def write(folder: Path, terms: Terms, meta: dict[str, object], advance: Callable[[int], None] | None = None) -> None:
    """Write the lexicon of ``terms`` into an existing empty folder.

    ``meta`` must hold ``licences`` (source -> licence) and goes into meta.json beside what is added here. ``advance``
    is told after each of 6 steps. Names, parents, facts and cross-references of unknown ids raise KeyError: the merge
    must not leave any.
    """
    step = advance or (lambda _: None)
    order = sorted(terms.terms)
    row_of = {identifier: row for row, identifier in enumerate(order)}
    types = list(schema.entity_types())
    relations = list(schema.relations())
    sources = sorted(
        {t.source for t in terms.terms.values()}
        | {n.source for n in terms.names}
        | {p.source for p in terms.parents}
        | {f.source for f in terms.facts}
    )
    source_of = {source: number for number, source in enumerate(sources)}
    save_strings(folder, "entity_ids", order)
    save_strings(folder, "entity_labels", (terms.terms[i].label for i in order))
    save(folder, "entity_type", np.array([types.index(terms.terms[i].type) for i in order], dtype=np.uint8))
    save(folder, "entity_source", np.array([source_of[terms.terms[i].source] for i in order], dtype=np.uint8))
    step(1)
    name_count = _write_names(folder, terms, row_of, source_of, order)
    step(1)
    _write_xrefs(folder, terms, order, row_of)
    write_species_genes(folder, terms.genes, row_of)
    write_gene_names(folder, _gene_names(terms, row_of))
    step(1)
    parents = [
        (row_of[p.id], row_of[p.parent], relations.index(p.relation), source_of[p.source]) for p in terms.parents
    ]
    save_lists(folder, "parents_of", ["parent", "relation", "source"], len(order), parents)
    step(1)
    references = sorted({f.reference for f in terms.facts})
    reference_of = {reference: number for number, reference in enumerate(references)}
    save_strings(folder, "references", references)
    facts = [
        (
            row_of[f.subject],
            relations.index(f.relation),
            row_of[f.object],
            source_of[f.source],
            reference_of[f.reference],
        )
        for f in terms.facts
    ]
    save_lists(folder, "facts_of", ["relation", "object", "source", "reference"], len(order), facts)
    step(1)
    counts: dict[str, int] = defaultdict(int)
    for term in terms.terms.values():
        counts[term.type] += 1
    contents = {
        **meta,
        "hash": _hash(folder),
        "format": FORMAT,
        "types": types,
        "relations": relations,
        "source_names": sources,
        "counts": {
            "entities": dict(sorted(counts.items())),
            "names": name_count,
            "parents": len(set(parents)),
            "facts": len(set(facts)),
        },
    }
    (folder / "meta.json").write_text(json.dumps(contents, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    step(1)


def _gene_names(terms: Terms, row_of: dict[str, int]) -> Iterator[tuple[int, str]]:
    """(row, name) of human genes and families, by the lexicon's names and by NCBI's of human genes."""
    for name in terms.names:
        if name.id.startswith(("HGNC:", "FPLX:")):
            yield row_of[name.id], name.text
    for gene in terms.genes:
        if gene.taxon == HUMAN and gene.human in row_of:
            for text in gene.names:
                yield row_of[gene.human], text


def _hash(folder: Path) -> str:
    """SHA-256 over all arrays: equal for lexicons with equal contents."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.npy")):
        digest.update(f"{path.name} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _write_names(
    folder: Path, terms: Terms, row_of: dict[str, int], source_of: dict[str, int], order: list[str]
) -> int:
    banned, capitals = _bans(terms.bans)
    best: dict[tuple[int, str, int], tuple[int, int, int]] = {}
    for name in terms.names:
        entity = row_of[name.id]
        type_ = terms.terms[name.id].type
        key = names.singular_key(name.text)
        if _listed(banned, key, type_, name.id):
            continue
        policy = case_policy(name.text, type_)
        if name.scope == "curated":
            policy = min(policy, names.STRICT)
        if _listed(capitals, key, type_, name.id):
            policy = names.UPPER
        info = (_SCOPE[name.scope], source_of[name.source], policy)
        # A name that is not looked for keeps its place among the entity's names under no key.
        keyed = _keyed(name, type_) if worth_matching(name.text, type_, name.scope) else [(NO_KEY, name.text)]
        for key_hash, text in keyed:
            at = (key_hash, text, entity)
            if at not in best or info < best[at]:
                best[at] = info
    rows = sorted(best.items(), key=lambda item: (item[0][0], item[1][0], item[0][2], item[0][1]))
    hashes = np.array([key_hash for (key_hash, _, _), _ in rows], dtype=np.uint64)
    entities = np.array([entity for (_, _, entity), _ in rows], dtype=np.uint32)
    save(folder, "name_hash", hashes)
    save(folder, "name_entity", entities)
    save(folder, "name_info", np.array([info for _, info in rows], dtype=np.uint8).reshape(-1, 3))
    save_strings(folder, "name_texts", (text for (_, text, _), _ in rows))
    save_lists(folder, "names_of", ["name"], len(row_of), ((int(entity), row) for row, entity in enumerate(entities)))
    write_similar(
        folder,
        (
            (row, entity, text)
            for row, ((_, text, entity), _) in enumerate(rows)
            if terms.terms[order[entity]].type == "Disease"
        ),
    )
    position = mix(hashes[hashes != NO_KEY]) >> np.uint64(64 - BITMAP_BITS)
    bits = np.zeros(1 << BITMAP_BITS, dtype=bool)
    bits[position] = True
    save(folder, "bitmap", np.packbits(bits, bitorder="little"))
    return len(rows)


def _keyed(name: Name, type_: str) -> Iterable[tuple[int, str]]:
    """(hash, text) under which a name is found.

    It is found as it is, without its article, uninverted, each in the singular too, and a pathway by its core.
    """
    texts = [name.text]
    bare = _ARTICLE.sub("", name.text)
    if bare != name.text:
        texts.append(bare)
    if type_ in ("Disease", "Drug", "Role") and ", " in name.text:
        parts = name.text.split(", ")
        if len(parts) <= 3:
            texts.append(" ".join(reversed(parts)))
    seen: set[str] = set()
    for text in texts:
        for key in names.keys(text):
            if key and key not in seen and len(key.encode()) <= MAX_LENGTH:
                seen.add(key)
                yield hash_of(key), text
    if type_ == "Pathway":
        core = names.pathway_core(name.text)
        if core and len(core) <= MAX_LENGTH:
            yield hash_of(names.PATHWAY_PREFIX + core), name.text


def _bans(bans: list[Ban]) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
    """(keys banned outright, keys banned in lower case only).

    A ban of a target's name that is written in lower case spares the capitals (``cat``, not ``CAT``). Bans go by key:
    one of ``codon`` holds for ``Codons`` as well.
    """
    banned: set[tuple[str, str, str]] = set()
    capitals: set[tuple[str, str, str]] = set()
    for ban in bans:
        (capitals if ban.text.islower() and ban.id == "*" and ban.type == "Target" else banned).add(
            (names.singular_key(ban.text), ban.type, ban.id)
        )
    return banned, capitals


def _listed(bans: set[tuple[str, str, str]], key: str, type_: str, identifier: str) -> bool:
    return (key, type_, "*") in bans or (key, type_, identifier) in bans


def _write_xrefs(folder: Path, terms: Terms, order: list[str], row_of: dict[str, int]) -> None:
    others = sorted({x.other for x in terms.xrefs})
    other_row = {other: number for number, other in enumerate(others)}
    save_strings(folder, "xrefs", others)
    save_lists(folder, "xrefs_of", ["xref"], len(order), ((row_of[x.id], other_row[x.other]) for x in terms.xrefs))
    # An id that two entities claim as cross-reference leads to the one sorted first; a preferred id always leads to its
    # own entity.
    target: dict[str, int] = {}
    for xref in sorted(terms.xrefs, key=lambda x: (x.other, x.id)):
        target.setdefault(xref.other, row_of[xref.id])
    target.update(row_of)
    by_hash = sorted((hash_of(identifier), row) for identifier, row in target.items())
    save(folder, "id_hash", np.array([h for h, _ in by_hash], dtype=np.uint64))
    save(folder, "id_row", np.array([row for _, row in by_hash], dtype=np.uint32))
