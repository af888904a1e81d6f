"""``kg train grounding``: what annotators call things, and which words tell a gene's species, from the training files of the corpora.

Publications of the development files are left out everywhere. No network and no randomness: the same files give the same bytes.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.ground import species
from kg.ground.learned import LearnedName, save
from kg.ground.species import FEATURES, HUMAN, MOUSE, SpeciesFinder
from kg.model import Annotation, Document, Mention
from kg.ontologies import names
from kg.ontologies.lexicon import Lexicon
from kg.training.corpora import TRAIN_FILES, held_out
from kg.training.documents import read_documents

CORPORA = ("bc5cdr", "biored", "ncbi-disease", "gnormplus", "nlmgene", "nlmchem")
"""Corpora with ids."""

TYPES = ("Drug", "Disease", "Target")
_NOT_LEARNED = frozenset(("FamilyName", "DomainMotif", "OTHER", "NonStandardRef"))
LONGEST = 80
"""Characters of the longest name that is learned."""

STEPS, RATE, DECAY = 600, 0.05, 1e-4
"""Adam's steps and rate, and the L2 penalty, for the weights of the species."""

Say = Callable[[str], None]


def train(corpora: Path, out: Path, lexicon: Lexicon, *, say: Say) -> None:
    """Learn names and weights of species and write them to ``out``. Raises InputError for a file that is missing or cannot be read."""
    held = held_out(corpora)
    documents = {corpus: list(read_documents(corpora / TRAIN_FILES[corpus], held)) for corpus in CORPORA}
    for corpus, found in documents.items():
        say(f"{corpus}: {len(found):,} documents")
    finder = SpeciesFinder(lexicon, dict.fromkeys(FEATURES, 0.0))
    taxon_of = _taxa_of_genes(documents, lexicon, finder)
    rows = _names(documents, taxon_of)
    save(out, rows)
    say(f"{len(rows):,} names with ids")
    weights, right, count = _fit(_examples(documents, taxon_of, finder))
    content = {
        "weights": {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)},
        "trained": {
            "lexicon": str(lexicon.meta.get("hash", "")),
            "documents": {corpus: len(found) for corpus, found in documents.items()},
            "mentions": count,
            "right_on_them": round(right / max(count, 1), 4),
        },
    }
    (out / species.FILE).write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    say(f"species of {count:,} mentions of genes, {right / max(count, 1):.1%} right; written to {out}")


def _learned(annotation: Annotation) -> bool:
    return annotation.type in TYPES and annotation.printed_type not in _NOT_LEARNED and len(annotation.text) <= LONGEST


def _taxa_of_genes(documents: dict[str, list[Document]], lexicon: Lexicon, finder: SpeciesFinder) -> dict[str, str]:
    """Gene id -> species: by the lexicon's tables, else the one species that the gene's documents name and no table covers."""
    covered = {HUMAN, MOUSE, "NCBITaxon:7227"}
    found: dict[str, str] = {}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for corpus in documents.values():
        for document in corpus:
            genes = {one for a in document.annotations if a.type == "Target" for one in a.id.split("|") if one}
            unknown = []
            for gene in genes:
                if gene in found:
                    continue
                if taxon := lexicon.genes.taxon(gene):
                    found[gene] = taxon
                else:
                    unknown.append(gene)
            if unknown:
                others = species.count_words(document, finder.words(document.text))
                for gene in unknown:
                    votes[gene].update({taxon: count for taxon, count in others.items() if taxon not in covered})
    for gene, counted in votes.items():
        if counted:
            found[gene] = max(counted, key=lambda taxon: (counted[taxon], taxon))
    return found


def _names(documents: dict[str, list[Document]], taxon_of: dict[str, str]) -> tuple[LearnedName, ...]:
    """Names with ids, counted a corpus, sorted."""
    counts: dict[tuple[str, str, str, str], Counter[str]] = defaultdict(Counter)
    spellings: dict[tuple[str, str, str, str], Counter[str]] = defaultdict(Counter)
    for corpus, found in documents.items():
        for document in found:
            for annotation in document.annotations:
                key = names.key(annotation.text)
                if not _learned(annotation) or not key:
                    continue
                ids = "|".join(dict.fromkeys(one for one in annotation.id.split("|") if ":" in one))
                taxa = {taxon_of.get(one, "") for one in ids.split("|")} if annotation.type == "Target" else {""}
                if len(taxa) > 1:  # genes of several species: no name of either
                    continue
                taxon = taxa.pop()
                at = (annotation.type, key, taxon, ids)
                counts[at][corpus] += 1
                spellings[at][" ".join(annotation.text.split())] += 1
    rows = []
    for at, counted in counts.items():
        type_, _, taxon, ids = at
        text = min(spellings[at], key=lambda spelling: (-spellings[at][spelling], spelling))
        rows.append(LearnedName(type_, text, taxon, ids, tuple(sorted(counted.items()))))
    return tuple(sorted(rows, key=lambda row: (row.type, row.text.lower(), row.text, row.taxon, row.ids)))


Example = tuple[npt.NDArray[np.float64], int]


def _examples(documents: dict[str, list[Document]], taxon_of: dict[str, str], finder: SpeciesFinder) -> Iterator[Example]:
    """(species x features, number of the right species) of each mention of a gene whose species is among those of its document."""
    for found in documents.values():
        for document in found:
            words = finder.words(document.text)
            counted = species.count_words(document, words)
            taxa = tuple(dict.fromkeys((HUMAN, MOUSE, *counted)))
            for annotation in document.annotations:
                taxon = taxon_of.get(annotation.id.partition("|")[0], "") if annotation.type == "Target" else ""
                if taxon in taxa and _learned(annotation):
                    mention = Mention(annotation.start, annotation.end, annotation.text, annotation.type, "given")
                    yield finder.features(document, mention, words, counted, taxa), taxa.index(taxon)


def _fit(examples: Iterator[Example]) -> tuple[npt.NDArray[np.float64], int, int]:
    """Weights of a conditional logit by Adam (Kingma and Ba 2015) on all examples at once, and how many of how many it gets right."""
    listed = list(examples)
    sizes = np.array([len(table) for table, _ in listed])
    rows = np.concatenate([table for table, _ in listed])
    starts = np.cumsum(sizes) - sizes
    wanted = starts + np.array([right for _, right in listed])
    target = rows[wanted].sum(axis=0)
    weights, mean, square = np.zeros(len(FEATURES)), np.zeros(len(FEATURES)), np.zeros(len(FEATURES))
    for step in range(1, STEPS + 1):
        grown = np.exp(_centred(rows @ weights, starts, sizes))
        chance = grown / np.repeat(np.add.reduceat(grown, starts), sizes)
        slope = (rows.T @ chance - target) / len(listed) + DECAY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    score = _centred(rows @ weights, starts, sizes)
    right = int((score[wanted] >= 0).sum())
    return weights, right, len(listed)


def _centred(score: npt.NDArray[np.float64], starts: npt.NDArray[np.int64], sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    return np.asarray(score - np.repeat(np.maximum.reduceat(score, starts), sizes))
