"""Ids from raw text and on the gold's mentions, of publications that models have not seen: in folds, and on development
files.

    python -m bench.folds [--folds 5] [--models FOLDER] [--errors FILE] [--row NAME ...]

A fold holds whole publications, by PMID and across all corpora: what annotators call things, and the weights of species
and families, are learned from the other publications alone, each file by its own guideline. The development files are
grounded with the models in ``bench/models``, that have learned from none of their publications. Of each file:
precision, recall and F1 of distinct ids a document, compared as ``kg evaluate`` compares them,

* *raw*: from the raw text, mentions by the network of ``bench/models`` (an hour and more to train, so there is one and
  not one a fold);
* *given*: on the gold's mentions; of GNormPlus its families are among them, because the network finds both.

The network has learned from the training files, so in folds raw flatters mentions, and *given* is what tells ids. On
development files both are honest. ``--models`` keeps what a fold learned in a folder, and uses what is there: only for
the same corpora and code of training. ``--errors`` writes each document's ids that were missed or wrong, with the
mentions that they stand at. The corpora, and the abstracts that species are learned from, are looked for in
``KG_SHARED``, as in ``bench.quality``.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.development import MODELS
from kg.gold.evaluate.gold import read_documents as read_gold
from kg.gold.evaluate.gold import read_file
from kg.gold.evaluate.judge import Judge, ids_of, namespaces_of
from kg.gold.evaluate.task import Count
from kg.gold.training.corpora import DEV_FILES, TRAIN_FILES, held_out, read_texts
from kg.gold.training.corpus_files import read_documents
from kg.gold.training.family_weights import CORPUS, is_gene_or_family, learn_families
from kg.gold.training.train_grounding import CORPORA, is_learned, learn
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.open import open_lexicon
from kg.model import Annotation, Document, Grounding, Mention
from kg.pipeline.ground import gene_families, learned, species
from kg.pipeline.ground.gene_families import FamilyFinder
from kg.pipeline.ground.grounder import Grounder
from kg.pipeline.ground.species import SpeciesFinder
from kg.pipeline.guidelines import GUIDELINES, named
from kg.pipeline.nlp.mentions import MentionFinder
from kg.pipeline.nlp.ner import model as ner_model
from kg.pipeline.nlp.ner.tagger import Tagger

DONE = "done"
"""A file in a fold's folder of models once they are all there."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: a corpus, whose guideline is followed, and a node label; ``folds``: over its training
    file.
    """

    corpus: str
    label: str
    folds: bool


ROWS = {
    "NCBI Disease folds": Row("ncbi-disease", "Disease", True),
    "NCBI Disease dev": Row("ncbi-disease", "Disease", False),
    "BioRED genes folds": Row("biored", "Target", True),
    "BioRED genes dev": Row("biored", "Target", False),
    "BioRED diseases folds": Row("biored", "Disease", True),
    "BioRED diseases dev": Row("biored", "Disease", False),
    "GNormPlus genes folds": Row("gnormplus", "Target", True),
    "BC5CDR diseases dev": Row("bc5cdr", "Disease", False),
    "BC5CDR chemicals dev": Row("bc5cdr", "Drug", False),
}


def fold_of(document: Document, folds: int) -> int:
    """The fold that a publication is held out in."""
    return zlib.crc32(document.id.encode()) % folds


def wanted_of(document: Document, label: str) -> list[Annotation]:
    """The gold's mentions of a type, families among them and domains not."""
    return [one for one in document.annotations if one.type == label and (is_learned(one) or is_gene_or_family(one))]


def fold_models(folder: Path, folds: int, lexicon: Lexicon, shared: Path) -> None:
    """Learn each fold's models from the publications of the others and write them to ``folder/N`` where they are not
    yet.
    """
    if all((folder / str(fold) / DONE).exists() for fold in range(folds)):
        return
    held = held_out(shared / "corpora")
    texts = [text for _, text in read_texts([shared / "pubmed" / "abstracts.jsonl.gz"], held)]
    documents = {corpus: list(read_documents(shared / "corpora" / TRAIN_FILES[corpus], held)) for corpus in CORPORA}
    for fold in range(folds):
        others = {corpus: [d for d in found if fold_of(d, folds) != fold] for corpus, found in documents.items()}
        rows, weights, _ = learn(others, texts, lexicon)
        out = folder / str(fold)
        learned.save(out, rows)
        species.save_weights(out, weights, {"fold": fold})
        gene_families.save_weights(out, learn_families(others[CORPUS], lexicon)[0], {"fold": fold})
        (out / DONE).write_text("")


def grounder_of(folder: Path, corpus: str, lexicon: Lexicon) -> Grounder:
    """A grounder with the models of a folder, under a corpus' guideline."""
    finders = (
        SpeciesFinder(lexicon, species.load_weights(folder), GUIDELINES[corpus]),
        FamilyFinder(lexicon, gene_families.load_weights(folder)),
    )
    return Grounder(lexicon, 0.55, learned.load(folder, GUIDELINES[corpus]), *finders)


class Found:
    """Holds the mentions that the network of ``bench/models`` finds, so that a document is read once for all rows of a
    guideline.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._finders: dict[str, MentionFinder] = {}
        self._found: dict[tuple[str, str], tuple[Mention, ...]] = {}

    def __call__(self, document: Document, guideline: str) -> tuple[Mention, ...]:
        """The mentions of a document under a guideline, those aside among them."""
        if guideline not in self._finders:
            tagger = Tagger(self._lexicon, ner_model.load(MODELS / "ner"), named(guideline))
            self._finders[guideline] = MentionFinder(self._lexicon, tagger=tagger)
        at = (document.id, guideline)
        if at not in self._found:
            found = self._finders[guideline](document)
            self._found[at] = (*found.mentions, *found.aside)
        return self._found[at]


def gold_documents(shared: Path, row: Row) -> list[Document]:
    """The documents of a row, those of development files left out of training files."""
    file = (TRAIN_FILES if row.folds else DEV_FILES)[row.corpus]
    held = held_out(shared / "corpora") if row.folds else frozenset[str]()
    found = read_gold(read_file(str(shared / "corpora" / file))).documents
    return [one.document for one in found if one.document.id.partition(":")[2] not in held]


def mistakes(
    document: Document, gold: list[Annotation], groundings: Sequence[Grounding], judge: Judge, label: str
) -> Iterator[str]:
    """A line for each id that was missed, and for each that is wrong."""
    printed = {one: g for g in reversed(groundings) for one in judge.printed(g.candidates, label)}
    wanted = {one: a for a in reversed(gold) for one in ids_of(a)}
    for missed in sorted(wanted.keys() - printed.keys()):
        a = wanted[missed]
        over = [g for g in groundings if g.mention.start < a.end and a.start < g.mention.end]
        said = "; ".join(f"{g.mention.text!r} {judge.found(g) or 'no candidate'}" for g in over) or "no mention"
        yield f"missed\t{document.id}\t{a.text}\t{judge.expected(ids_of(a))}\t{said}"
    for wrong in sorted(printed.keys() - wanted.keys()):
        g = printed[wrong]
        there = [a for a in gold if g.mention.start < a.end and a.start < g.mention.end]
        said = "; ".join(f"{a.text!r} {a.printed_type} {judge.expected(ids_of(a))}" for a in there) or "no gold mention"
        yield f"wrong\t{document.id}\t{g.mention.text}\t{judge.found(g)}\t{said}"


def main() -> int:
    """Print the table; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--models", type=Path)
    parser.add_argument("--errors", type=Path)
    parser.add_argument("--row", action="append", choices=list(ROWS))
    options = parser.parse_args()
    shared = Path(os.environ.get("KG_SHARED", Path(__file__).parents[2] / "shared"))
    if missing := next(
        (path for path in (shared / "corpora", shared / "pubmed" / "abstracts.jsonl.gz") if not path.exists()), None
    ):
        print(f"{missing}: not there; set KG_SHARED to the folder with corpora/ and pubmed/", file=sys.stderr)
        return 1
    rows = {name: ROWS[name] for name in options.row or ROWS}
    lexicon, lines = open_lexicon(), list[str]()
    found = Found(lexicon)
    print(f"{'file':<23}{'':<6} {'precision':>9} {'recall':>7} {'f1':>7} {'gold':>6}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.models or Path(temporary)
        if any(row.folds for row in rows.values()):
            fold_models(folder, options.folds, lexicon, shared)
        for name, row in rows.items():
            documents = gold_documents(shared, row)
            judge = Judge(lexicon, namespaces_of(a for d in documents for a in d.annotations))
            counts = {"raw": Count(), "given": Count()}
            folds = range(options.folds) if row.folds else [None]
            for fold in folds:
                grounder = grounder_of(MODELS / "ground" if fold is None else folder / str(fold), row.corpus, lexicon)
                explained = MentionFinder(lexicon).explained
                for document in documents:
                    if fold is not None and fold_of(document, options.folds) != fold:
                        continue
                    gold = wanted_of(document, row.label)
                    wanted = {one for a in gold for one in ids_of(a)}
                    given = tuple(Mention(a.start, a.end, a.text, a.type, "given", tagged=a.type) for a in gold)
                    grounded = {
                        "raw": grounder(document, found(document, row.corpus)),
                        "given": grounder(document, explained(document, given), typed=True),
                    }
                    for how, groundings in grounded.items():
                        own = [g for g in groundings if g.mention.annotated_type == row.label]
                        counts[how].add(wanted, {one for g in own for one in judge.printed(g.candidates, row.label)})
                        if options.errors:
                            lines += [
                                f"{name}\t{how}\t{one}" for one in mistakes(document, gold, own, judge, row.label)
                            ]
            for how, count in counts.items():
                figures = count.row()
                print(
                    f"{name:<23}{how:<6} {figures['precision']:9.4f} {figures['recall']:7.4f} {figures['f1']:7.4f}"
                    f" {figures['gold']:6}"
                )
            sys.stdout.flush()
    if options.errors:
        options.errors.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
