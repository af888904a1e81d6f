"""``kg train grounding``: what annotators call things, what tells families from genes, and which words tell a gene's
species.

All from the training files of the corpora, the words from abstracts without labels too.

Publications of the development files are left out everywhere, unless they are asked for. No network and no randomness:
the same files give the same bytes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from kg.gold.training.corpora import gold_files, held_out, read_texts
from kg.gold.training.corpus_files import read_documents
from kg.gold.training.family_weights import CORPUS, learn_families
from kg.gold.training.number_types import F64, I64
from kg.gold.training.species_texts import word_weights
from kg.lexicon import names
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.taxa import FLY, HUMAN, MOUSE
from kg.model import Annotation, Document, Mention
from kg.pipeline.ground import gene_families, species, topic
from kg.pipeline.ground.annotated_ids import Ids
from kg.pipeline.ground.learned import LearnedName, save
from kg.pipeline.ground.species import FEATURES, SpeciesFinder, SpeciesWeights, capital_first
from kg.pipeline.ground.species_words import SpeciesWords, count_words
from kg.pipeline.guidelines import GUIDELINES
from kg.progress import Report

CORPORA = tuple(one.name for one in GUIDELINES.values() if one.ids)
"""Corpora with ids."""

TYPES = ("Drug", "Disease", "Target")
_NOT_LEARNED = frozenset(("FamilyName", "DomainMotif", "OTHER", "NonStandardRef"))
LONGEST = 80
"""Characters of the longest name that is learned."""

STEPS, RATE = 600, 0.05
"""Adam's steps and rate for the weights of the species."""

DECAY = (1e-4, 3e-4)
"""The L2 penalties of the weights of features and of words."""

OWN_DECAY = 3e-4
"""The L2 penalty of what a corpus adds to the weights of features (Daume 2007: a copy of each feature a domain beside
the shared one).
"""

LEAST_DOCUMENTS, MOST_DOCUMENTS = 4, 0.1
"""Documents that a word must stand in, and share of all that it may stand in, to be learned as one that tells the
species.
"""

WORD_SCALE, LEAST_WEIGHT = 0.3, 0.01
"""What a word of a document counts while the weights are fitted; words that say less than the second for every species
are not kept.
"""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Mentions of genes that the species' weights were fitted to, and how many of them they get right."""

    mentions: int
    right: int


def train(
    corpora: Path, texts: Sequence[Path], out: Path, lexicon: Lexicon, *, with_development: bool = False, say: Report
) -> None:
    """Learn names and weights of species and write them to ``out``. Raises InputError for a file that is missing or
    cannot be read.

    ``texts``: abstracts without labels; without them no text tells a species by words that gold lacks.
    ``with_development``: the development files are learned from too.
    """
    held = frozenset[str]() if with_development else held_out(corpora)
    documents = {
        corpus: [d for file in gold_files(corpus, with_development) for d in read_documents(corpora / file, held)]
        for corpus in CORPORA
    }
    for corpus, found in documents.items():
        say(f"{corpus}: {len(found):,} documents")
    unlabelled = [text for _, text in read_texts(texts, held)]
    rows, weights, fitted = learn(documents, unlabelled, lexicon)
    told, marked = learn_families(documents[CORPUS], lexicon)
    save(out, rows)
    gene_families.save_weights(out, told, {"mentions": marked, "documents": {CORPUS: len(documents[CORPUS])}})
    say(f"{len(rows):,} names with ids")
    trained = {
        "lexicon": str(lexicon.meta.get("hash", "")),
        "documents": {corpus: len(found) for corpus, found in documents.items()},
        "publications": " ".join(sorted({d.id.partition(":")[2] for found in documents.values() for d in found})),
        "texts": len(unlabelled),
        "mentions": fitted.mentions,
        "right_on_them": round(fitted.right / max(fitted.mentions, 1), 4),
    }
    species.save_weights(out, weights, trained)
    say(f"families told from genes by {len(told.features):,} features of {marked:,} mentions")
    say(
        f"species of {fitted.mentions:,} mentions of genes, {fitted.right / max(fitted.mentions, 1):.1%} right; written"
        f" to {out}"
    )


def learn(
    documents: dict[str, list[Document]], texts: Iterable[str], lexicon: Lexicon
) -> tuple[tuple[LearnedName, ...], SpeciesWeights, Fitted]:
    """Names with ids and the weights of the species, from documents with gold annotations by corpus and from texts
    without labels.
    """
    untrained = SpeciesWeights(dict.fromkeys(FEATURES, 0.0), {}, word_weights(texts, SpeciesWords(lexicon)))
    finder = SpeciesFinder(lexicon, untrained)
    taxon_of = _taxa_of_genes(documents, lexicon, finder)
    weights, fitted = _fit(_examples(documents, taxon_of, finder))
    return _names(documents, taxon_of), replace(weights, texts=untrained.texts), fitted


def is_learned(annotation: Annotation) -> bool:
    """Whether an annotation names what is looked for: no family and no domain, which have no ids of their own."""
    return annotation.type in TYPES and annotation.printed_type not in _NOT_LEARNED and len(annotation.text) <= LONGEST


def _taxa_of_genes(documents: dict[str, list[Document]], lexicon: Lexicon, finder: SpeciesFinder) -> dict[str, str]:
    """Gene id -> species: by the lexicon's tables, else the one species that the gene's documents name and no table
    covers.
    """
    covered = {HUMAN, MOUSE, FLY}
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
                others = count_words(document, finder.words(document.text))
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
            seen: set[tuple[str, str, str, str]] = set()
            for annotation in document.annotations:
                key = names.key(annotation.text)
                if not is_learned(annotation) or not key:
                    continue
                ids = "|".join(dict.fromkeys(one for one in annotation.id.split("|") if ":" in one))
                taxa = {taxon_of.get(one, "") for one in ids.split("|")} if annotation.type == "Target" else {""}
                if len(taxa) > 1:  # genes of several species: no name of either
                    continue
                taxon = taxa.pop()
                at = (annotation.type, key, taxon, ids)
                if at not in seen:
                    seen.add(at)
                    counts[at][corpus] += 1
                spellings[at][" ".join(annotation.text.split())] += 1
    rows = []
    for at, counted in counts.items():
        type_, _, taxon, ids = at
        text = min(spellings[at], key=lambda spelling: (-spellings[at][spelling], spelling))
        rows.append(LearnedName(type_, text, taxon, Ids.read(ids), tuple(sorted(counted.items()))))
    return tuple(sorted(rows, key=lambda row: (row.type, row.text.lower(), row.text, row.taxon, str(row.ids))))


@dataclass(frozen=True, slots=True)
class _Examples:
    """Mentions of genes whose species is among those of their document, end to end: a row for each species that
    competes.

    ``table``: rows x ``FEATURES``; ``kind``: a row's place in ``topic.KINDS``; ``document``: its row in ``words``;
    ``sizes``: rows of each mention; ``wanted``: the right row of each; ``words``: documents x ``vocabulary``, 1 where
    the document has the word; ``corpora``: the rows of each corpus, first and last one excluded, in order.
    """

    table: F64
    kind: I64
    document: I64
    sizes: I64
    wanted: I64
    words: F64
    vocabulary: tuple[str, ...]
    corpora: dict[str, tuple[int, int]]


def _examples(documents: dict[str, list[Document]], taxon_of: dict[str, str], finder: SpeciesFinder) -> _Examples:
    tables: list[F64] = []
    kinds: list[int] = []
    numbers: list[int] = []
    sizes: list[int] = []
    wanted: list[int] = []
    texts: list[tuple[str, ...]] = []
    corpora: dict[str, tuple[int, int]] = {}
    for corpus, document in ((corpus, one) for corpus, found in documents.items() for one in found):
        words = finder.words(document.text)
        counted = count_words(document, words)
        taxa = tuple(dict.fromkeys((HUMAN, MOUSE, *counted)))
        before = len(sizes)
        style = capital_first(one.text for one in document.annotations if one.type == "Target" and is_learned(one))
        shared = finder.features_of_document(document, words, counted, taxa, style)
        for annotation in document.annotations:
            taxon = taxon_of.get(annotation.id.partition("|")[0], "") if annotation.type == "Target" else ""
            if taxon in taxa and is_learned(annotation):
                mention = Mention(annotation.start, annotation.end, annotation.text, annotation.type, "given")
                wanted.append(len(kinds) + taxa.index(taxon))
                tables.append(finder.features(document, mention, words, taxa, shared))
                kinds += [topic.kind_of(one) for one in taxa]
                numbers += [len(texts)] * len(taxa)
                sizes.append(len(taxa))
        if len(sizes) > before:
            texts.append(topic.words_of(document.text))
            first = corpora[corpus][0] if corpus in corpora else len(kinds) - sum(sizes[before:])
            corpora[corpus] = (first, len(kinds))
    frequent = Counter(word for text in texts for word in text)
    vocabulary = tuple(
        sorted(word for word, count in frequent.items() if LEAST_DOCUMENTS <= count <= MOST_DOCUMENTS * len(texts))
    )
    place = {word: number for number, word in enumerate(vocabulary)}
    table = np.zeros((len(texts), len(vocabulary)))
    for row, text in zip(table, texts, strict=True):
        row[[place[word] for word in text if word in place]] = 1.0
    return _Examples(
        np.concatenate(tables),
        np.array(kinds),
        np.array(numbers),
        np.array(sizes),
        np.array(wanted),
        table,
        vocabulary,
        corpora,
    )


def _fit(examples: _Examples) -> tuple[SpeciesWeights, Fitted]:
    """Weights of a conditional logit by Adam (Kingma and Ba 2015) on all examples at once, and how many of how many it
    gets right.

    A word counts ``WORD_SCALE`` for a document that has it, so that the one penalty holds words back more than
    features.
    """
    sizes, wanted, count = examples.sizes, examples.wanted, len(examples.sizes)
    starts = np.cumsum(sizes) - sizes
    cell = examples.document * len(topic.KINDS) + examples.kind
    cells = len(examples.words) * len(topic.KINDS)
    words = WORD_SCALE * examples.words
    right = np.zeros(len(cell))
    right[wanted] = 1.0
    weights: list[F64] = [np.zeros(len(FEATURES)), np.zeros((len(examples.vocabulary), len(topic.KINDS)))]
    weights += [np.zeros(len(FEATURES)) for _ in examples.corpora]
    decay = (*DECAY, *(OWN_DECAY for _ in examples.corpora))
    own = [examples.table[first:last] for first, last in examples.corpora.values()]
    mean, square = [np.zeros_like(one) for one in weights], [np.zeros_like(one) for one in weights]

    def scores() -> F64:
        added = np.concatenate([part @ weight for part, weight in zip(own, weights[2:], strict=True)])
        return _centred(examples.table @ weights[0] + added + (words @ weights[1]).ravel()[cell], starts, sizes)

    for step in range(1, STEPS + 1):
        grown = np.exp(scores())
        off = grown / np.repeat(np.add.reduceat(grown, starts), sizes) - right
        by_document = np.bincount(cell, off, cells).reshape(-1, len(topic.KINDS))
        by_corpus = [
            part.T @ off[first:last] for part, (first, last) in zip(own, examples.corpora.values(), strict=True)
        ]
        for at, slope in enumerate((examples.table.T @ off, words.T @ by_document, *by_corpus)):
            slope = slope / count + decay[at] * weights[at]
            mean[at], square[at] = 0.9 * mean[at] + 0.1 * slope, 0.999 * square[at] + 0.001 * slope**2
            weights[at] = weights[at] - RATE * (mean[at] / (1 - 0.9**step)) / (
                np.sqrt(square[at] / (1 - 0.999**step)) + 1e-8
            )
    found = int((scores()[wanted] >= 0).sum())
    features, *added = (
        {name: round(float(weight), 4) for name, weight in zip(FEATURES, one, strict=True)}
        for one in (weights[0], *weights[2:])
    )
    told = {
        word: tuple(round(float(WORD_SCALE * weight), 3) for weight in row)
        for word, row in zip(examples.vocabulary, weights[1], strict=True)
    }
    kept = {word: row for word, row in told.items() if max(map(abs, row)) >= LEAST_WEIGHT}
    return SpeciesWeights(features, kept, own=dict(zip(examples.corpora, added, strict=True))), Fitted(count, found)


def _centred(score: F64, starts: I64, sizes: I64) -> F64:
    return np.asarray(score - np.repeat(np.maximum.reduceat(score, starts), sizes))
