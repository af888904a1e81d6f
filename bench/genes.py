"""How well genes are grounded where no development file is: in folds over the training files of the gene corpora, on
gold mentions.

    python -m bench.genes [--folds 5] [--errors FILE] [--without-families]

What annotators call genes, and the weights of species and families, are learned anew for each fold, from the documents
of the others, so that no document is grounded by its own annotations. Precision, recall and F1 of distinct NCBI Gene
ids a document. GNormPlus marks families and gives them no id: they are among the mentions, for the network finds them
too, and in a row of its own they are not. The corpora, and the abstracts that species are learned from, are looked for
in ``KG_SHARED``, as in ``bench.quality``. With ``--without-families`` nobody tells families from genes.
"""

from __future__ import annotations

import argparse
import os
import sys
import zlib
from pathlib import Path

from kg.exchange.annotation_formats.printed_names import namer
from kg.gold.training.corpora import TRAIN_FILES, held_out, read_texts
from kg.gold.training.corpus_files import read_documents
from kg.gold.training.family_weights import CORPUS, is_gene_or_family, learn_families
from kg.gold.training.train_grounding import CORPORA, is_learned, learn
from kg.lexicon.open import open_lexicon
from kg.model import Annotation, Document, Mention
from kg.pipeline.ground.gene_families import FamilyFinder
from kg.pipeline.ground.grounder import Grounder
from kg.pipeline.ground.learned import LearnedNames
from kg.pipeline.ground.species import SpeciesFinder
from kg.pipeline.guidelines import GUIDELINES
from kg.pipeline.nlp.mentions import MentionFinder

ROWS = {
    "biored": ("biored", False),
    "gnormplus": ("gnormplus", True),
    "genes alone": ("gnormplus", False),
    "nlmgene": ("nlmgene", False),
}
"""Row -> the corpus, and whether its families are among the mentions."""

WANTED = {"Target": ("NCBIGene",)}


def _fold(document: Document, folds: int) -> int:
    return zlib.crc32(document.id.encode()) % folds


def _genes(document: Document, families: bool = False) -> list[Annotation]:
    return [
        one
        for one in document.annotations
        if (one.type == "Target" and is_learned(one) and one.id.startswith("NCBIGene:"))
        or (families and is_gene_or_family(one))
    ]


def main() -> int:
    """Print the table; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--errors", type=Path)
    parser.add_argument("--without-families", action="store_true")
    options = parser.parse_args()
    folder = Path(os.environ.get("KG_SHARED", Path(__file__).parents[2] / "shared"))
    shared, abstracts = folder / "corpora", folder / "pubmed" / "abstracts.jsonl.gz"
    if missing := next((path for path in (shared, abstracts) if not path.exists()), None):
        print(f"{missing}: not there; set KG_SHARED to the folder with corpora/ and pubmed/", file=sys.stderr)
        return 1
    lexicon, held = open_lexicon(), held_out(shared)
    texts = [text for _, text in read_texts([abstracts], held)]
    documents = {corpus: list(read_documents(shared / TRAIN_FILES[corpus], held)) for corpus in CORPORA}
    name = namer(lexicon, WANTED, bare=False)
    counts = {row: [0, 0, 0] for row in ROWS}
    errors = []
    for fold in range(options.folds):
        others = {corpus: [d for d in found if _fold(d, options.folds) != fold] for corpus, found in documents.items()}
        rows, weights, _ = learn(others, texts, lexicon)
        families = (
            None if options.without_families else FamilyFinder(lexicon, learn_families(others[CORPUS], lexicon)[0])
        )
        finder = MentionFinder(lexicon)
        for row, (corpus, with_families) in ROWS.items():
            grounder = Grounder(
                lexicon,
                learned=LearnedNames(rows, GUIDELINES[corpus]),
                species=SpeciesFinder(lexicon, weights),
                families=families,
            )
            for document in (d for d in documents[corpus] if _fold(d, options.folds) == fold):
                genes = _genes(document, with_families)
                mentions = tuple(Mention(a.start, a.end, a.text, a.type, "given") for a in genes)
                groundings = grounder(document, finder.explained(document, mentions), typed=True)
                printed = [{one for one in name(g.candidates, "Target").split(",") if one} for g in groundings]
                wanted = [{one for one in a.id.split("|") if one.startswith("NCBIGene:")} for a in genes]
                gold, found = set().union(*wanted), set().union(*printed)
                counts[row][0] += len(gold & found)
                counts[row][1] += len(gold)
                counts[row][2] += len(found)
                for gene, right, said, grounding in zip(genes, wanted, printed, groundings, strict=True):
                    if right != said:
                        first = grounding.candidates[0] if grounding.candidates else None
                        reason = (
                            f"{first.id} {first.name} {first.taxon or 'human'}: {first.reason}"
                            if first
                            else "no candidate"
                        )
                        errors.append(
                            f"{row}\t{document.id}\t{gene.text}\t{','.join(sorted(right))}\t{','.join(sorted(said))}\t{reason}"
                        )
    print(f"{'corpus':<11} {'precision':>9} {'recall':>7} {'f1':>7} {'gold':>6}")
    for row, (both, there, said_in_all) in counts.items():
        print(
            f"{row:<11} {both / said_in_all:9.4f} {both / there:7.4f} {2 * both / (there + said_in_all):7.4f} {there:6}"
        )
    if options.errors:
        options.errors.write_text("\n".join(sorted(errors)) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
