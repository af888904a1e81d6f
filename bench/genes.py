"""How well genes are grounded where no development file is: in folds over the training files of the gene corpora, on gold mentions.

    python -m bench.genes [--folds 5] [--errors FILE]

What annotators call genes and the weights of the species are learned anew for each fold, from the documents of the others, so that no
document is grounded by its own annotations. Precision, recall and F1 of distinct NCBI Gene ids a document; mentions of families, which
these corpora mark as such, do not take part. The corpora, and the abstracts that species are learned from, are looked for in
``KG_SHARED``, as in ``bench.quality``.
"""

from __future__ import annotations

import argparse
import os
import sys
import zlib
from pathlib import Path

from kg.annotation_formats.names import namer
from kg.ground.grounder import Grounder
from kg.ground.learned import LearnedNames
from kg.ground.species import SpeciesFinder
from kg.model import Annotation, Document, Mention
from kg.nlp.mentions import MentionFinder
from kg.ontologies.open import open_lexicon
from kg.training.corpora import TRAIN_FILES, held_out, read_texts
from kg.training.documents import read_documents
from kg.training.grounding import CORPORA, is_learned, learn

GENE_CORPORA = ("biored", "gnormplus", "nlmgene")
WANTED = {"Target": ("NCBIGene",)}


def _fold(document: Document, folds: int) -> int:
    return zlib.crc32(document.id.encode()) % folds


def _genes(document: Document) -> list[Annotation]:
    return [one for one in document.annotations if one.type == "Target" and is_learned(one) and one.id.startswith("NCBIGene:")]


def main() -> int:
    """Print the table; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--errors", type=Path)
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
    counts = {corpus: [0, 0, 0] for corpus in GENE_CORPORA}
    errors = []
    for fold in range(options.folds):
        others = {corpus: [d for d in found if _fold(d, options.folds) != fold] for corpus, found in documents.items()}
        rows, weights, _ = learn(others, texts, lexicon)
        finder = MentionFinder(lexicon)
        for corpus in GENE_CORPORA:
            grounder = Grounder(lexicon, learned=LearnedNames(rows, corpus), species=SpeciesFinder(lexicon, weights))
            for document in (d for d in documents[corpus] if _fold(d, options.folds) == fold):
                genes = _genes(document)
                mentions = tuple(Mention(a.start, a.end, a.text, a.type, "given") for a in genes)
                groundings = grounder(document, finder.explained(document, mentions), typed=True)
                printed = [{one for one in name(g.candidates, "Target").split(",") if one} for g in groundings]
                wanted = [set(a.id.split("|")) for a in genes]
                gold, found = set().union(*wanted), set().union(*printed)
                counts[corpus][0] += len(gold & found)
                counts[corpus][1] += len(gold)
                counts[corpus][2] += len(found)
                for gene, right, said, grounding in zip(genes, wanted, printed, groundings, strict=True):
                    if right != said:
                        first = grounding.candidates[0] if grounding.candidates else None
                        reason = f"{first.id} {first.name} {first.taxon or 'human'}: {first.reason}" if first else "no candidate"
                        errors.append(
                            f"{corpus}\t{document.id}\t{gene.text}\t{','.join(sorted(right))}\t{','.join(sorted(said))}\t{reason}"
                        )
    print(f"{'corpus':<10} {'precision':>9} {'recall':>7} {'f1':>7} {'gold':>6}")
    for corpus, (both, there, said_in_all) in counts.items():
        print(f"{corpus:<10} {both / said_in_all:9.4f} {both / there:7.4f} {2 * both / (there + said_in_all):7.4f} {there:6}")
    if options.errors:
        options.errors.write_text("\n".join(sorted(errors)) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
