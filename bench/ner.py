"""Quality and speed of the network that finds mentions, on the development files of three corpora that its training
never saw.

``python -m bench.ner [--model DIR] [--exact]``; the environment's ``KG_SHARED`` names the folder that holds
``corpora/``. A mention is right when start, end and type are those of the gold.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bench.development import MODELS
from bench.memory import peak_mb
from kg.gold.training.corpora import DEV_FILES, TYPES, CorpusText, read_corpus
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.open import open_lexicon
from kg.pipeline.guidelines import named
from kg.pipeline.nlp.ner import model as model_files
from kg.pipeline.nlp.ner.decode import TaggedSpan
from kg.pipeline.nlp.ner.kinds import KINDS
from kg.pipeline.nlp.ner.model import MentionModel
from kg.pipeline.nlp.ner.tagger import Tagger
from kg.pipeline.nlp.tokens import Tokens


@dataclass(slots=True)
class Score:
    """Counts of gold, found and right mentions by type, and what went wrong as (document, what, text)."""

    gold: list[int] = field(default_factory=lambda: [0] * len(KINDS))
    found: list[int] = field(default_factory=lambda: [0] * len(KINDS))
    right: list[int] = field(default_factory=lambda: [0] * len(KINDS))
    errors: list[tuple[str, str, str]] = field(default_factory=list)

    def figures(self, kinds: tuple[int, ...]) -> tuple[float, float, float]:
        """Precision, recall and F1 (percent) over some types."""
        gold, found, right = (sum(counts[kind] for kind in kinds) for counts in (self.gold, self.found, self.right))
        return 100 * right / max(found, 1), 100 * right / max(gold, 1), 200 * right / max(gold + found, 1)


def measure(documents: tuple[CorpusText, ...], tagger: Tagger, kinds: tuple[int, ...]) -> Score:
    """Compare the tagger's mentions of some types with the gold."""
    score = Score()
    for document in documents:
        spans, tokens = tagger.tag(document.text)
        compare(score, document, spans, tokens, kinds)
    return score


def compare(
    score: Score, document: CorpusText, spans: Iterable[TaggedSpan], tokens: Tokens, kinds: tuple[int, ...]
) -> None:
    """Count a document's spans of some types against its gold."""
    found = {(tokens.starts[s.first], tokens.ends[s.last - 1], s.kind) for s in spans if s.kind in kinds}
    gold = {(s.start, s.end, s.kind) for s in document.spans}
    for counts, those in ((score.gold, gold), (score.found, found), (score.right, gold & found)):
        for _, _, kind in those:
            counts[kind] += 1
    for what, those in (("missed", gold - found), ("wrong", found - gold)):
        score.errors += [
            (document.id, f"{what} {KINDS[kind]}", document.text[start:end]) for start, end, kind in sorted(those)
        ]


def development(
    corpora: Path, lexicon: Lexicon, model: MentionModel, *, exact: bool = False, default: bool = True
) -> dict[tuple[str, str], Score]:
    """Scores by (corpus, guideline), each corpus under its own guideline and, with ``default``, under the default."""
    others = ("default",) if default else ()
    taggers = {guideline: Tagger(lexicon, model, named(guideline), exact=exact) for guideline in (*DEV_FILES, *others)}
    documents = {corpus: read_corpus(corpora, corpus, file) for corpus, file in DEV_FILES.items()}
    return {
        (corpus, guideline): measure(documents[corpus], taggers[guideline], TYPES[corpus])
        for corpus in DEV_FILES
        for guideline in (corpus, *others)
    }


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; exit code 1 when the corpora are not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=MODELS / "ner", help="folder of another model")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="print N errors of each corpus under its own guideline"
    )
    parser.add_argument("--exact", action="store_true", help="matrix products in float32 in place of whole numbers")
    chosen = parser.parse_args(arguments)
    corpora = Path(os.environ.get("KG_SHARED", "../shared")) / "corpora"
    if not corpora.is_dir():
        print(
            f"{corpora} is not there: set KG_SHARED to the folder that holds corpora/ with the gold data",
            file=sys.stderr,
        )
        return 1
    lexicon = open_lexicon()
    begun = time.perf_counter()
    model = model_files.load(chosen.model)
    tagger = Tagger(lexicon, model, exact=chosen.exact)
    tagger.tag("Everolimus in hepatocellular carcinoma (HCC)")
    print(f"model {model.hash[:12]}, default guideline {model.default}, ready in {time.perf_counter() - begun:.2f} s\n")
    print("| development file | guideline | type | P | R | F1 | gold n |\n| --- | --- | --- | --- | --- | --- | --- |")
    scores = development(corpora, lexicon, model, exact=chosen.exact)
    for (corpus, guideline), score in scores.items():
        rows = [("all", TYPES[corpus]), *((KINDS[kind], (kind,)) for kind in TYPES[corpus] if len(TYPES[corpus]) > 1)]
        for name, kinds in rows:
            precision, recall, f1 = score.figures(kinds)
            print(
                f"| {corpus} | {guideline} | {name} | {precision:.2f} | {recall:.2f} | {f1:.2f} |"
                f" {sum(score.gold[k] for k in kinds)} |"
            )
    texts = [document.text for document in read_corpus(corpora, "bc5cdr", DEV_FILES["bc5cdr"])]
    for text in texts[:100]:
        tagger.tag(text)
    begun = time.process_time()
    for text in texts[100:]:
        tagger.tag(text)
    print(
        f"\n{(len(texts) - 100) / (time.process_time() - begun):.0f} abstracts a second of CPU; peak memory"
        f" {peak_mb():.0f} MB"
    )
    for (corpus, guideline), score in scores.items():
        if guideline == corpus:
            for error in score.errors[:: max(1, len(score.errors) // max(chosen.errors, 1))][: chosen.errors]:
                print(corpus, *error, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
