"""What decides beside the network: the words that annotators never mark, the CRF's vote, and how the bias of the tagger
was chosen.

``python -m bench.bias``; ``KG_SHARED`` names the folder that holds ``corpora/``. For each guideline and type the strict
F1 on the development file of the network alone, with the words, with the CRF too, and then by bias; last the F1 where
the best bias of one half of the documents is measured on the other half, the mean of 20 random halvings: what that
choice is worth on documents it has not seen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.development import MODELS
from kg.gold.training.corpora import DEV_FILES, TYPES, CorpusText, read_corpus
from kg.lexicon.open import open_lexicon
from kg.pipeline.guidelines import GUIDELINES, row
from kg.pipeline.nlp import dictionary
from kg.pipeline.nlp.abbreviations import abbreviations
from kg.pipeline.nlp.ner import model as model_files
from kg.pipeline.nlp.ner import rules
from kg.pipeline.nlp.ner.crf import marginals
from kg.pipeline.nlp.ner.decode import TaggedSpan, decode
from kg.pipeline.nlp.ner.encode import TextPiece, pieces
from kg.pipeline.nlp.ner.kinds import KINDS, OUTSIDE
from kg.pipeline.nlp.ner.lexical import LexicalFeatures
from kg.pipeline.nlp.ner.network import MentionNetwork
from kg.pipeline.nlp.ner.tagger import by_kind, voted
from kg.pipeline.nlp.ner.vectors import WordVectors
from kg.pipeline.nlp.ner.voters import F32, Voters
from kg.pipeline.nlp.tokens import Tokens, tokenize

TRIED = [round(tenth / 10, 1) for tenth in range(-6, 9)]
HALVINGS = 20
TITLES = (
    "development file",
    "type",
    "network",
    "and words",
    "and CRF",
    "best biases",
    "bias in use",
    "all in use",
    "chosen on halves",
)
Scored = list[tuple[CorpusText, Tokens, list[tuple[TextPiece, F32, F32 | None]]]]
"""Documents with the network's scores of their pieces, and the CRF's opinion of them where it has a vote."""

Counts = npt.NDArray[np.int64]
"""Documents x (right, found, gold)."""


def counts(
    scored: Scored,
    transitions: Any,
    corpus: str,
    kind: int,
    bias: float = 0.0,
    unmarked: Mapping[int, frozenset[str]] | None = None,
    vote: bool = True,
) -> Counts:
    """Right, found and gold mentions of a type in each document, with a bias and words that are none; with the CRF's
    vote or without.
    """
    rows = []
    for document, tokens, parts in scored:
        spans: list[TaggedSpan] = []
        for piece, scores, opinion in parts:
            biased = scores.copy()
            biased[:, kind, OUTSIDE] -= bias
            own = marginals(biased, transitions)
            if opinion is not None and vote:
                own = voted(own, opinion, by_kind(GUIDELINES[corpus].votes))
            spans += [TaggedSpan(s.first + piece.first, s.last + piece.first, s.kind, s.score) for s in decode(own)]
        kept = rules.apply(GUIDELINES[corpus], tokens, tuple(spans), unmarked or {})
        found = {(tokens.starts[s.first], tokens.ends[s.last - 1]) for s in kept if s.kind == kind}
        gold = {(span.start, span.end) for span in document.spans if span.kind == kind}
        rows.append((len(found & gold), len(found), len(gold)))
    return np.array(rows)


def f1(found: Counts) -> float:
    """F1 in percent."""
    right, predicted, gold = found.sum(axis=0)
    return float(200 * right / (predicted + gold))


def halved(by_bias: dict[float, Counts]) -> float:
    """Mean F1 of random halvings: each half with the bias that is best on the other."""
    random = np.random.RandomState(0)
    size = len(by_bias[0.0])
    figures = []
    for _ in range(HALVINGS):
        order = random.permutation(size)
        halves = order[: size // 2], order[size // 2 :]
        parts = []
        for here, there in (halves, halves[::-1]):
            best = max(TRIED, key=lambda bias: f1(by_bias[bias][here]))
            parts.append(by_bias[best][there])
        figures.append(f1(np.concatenate(parts)))
    return float(np.mean(figures))


def main() -> int:
    """Print the table; exit code 1 when the corpora are not there."""
    corpora = Path(os.environ.get("KG_SHARED", "../shared")) / "corpora"
    if not corpora.is_dir():
        print(
            f"{corpora} is not there: set KG_SHARED to the folder that holds corpora/ with the gold data",
            file=sys.stderr,
        )
        return 1
    lexicon, model = open_lexicon(), model_files.load(MODELS / "ner")
    features, network, voters = (
        LexicalFeatures(lexicon),
        MentionNetwork(model.weights, WordVectors(model.vectors)),
        Voters(model.voters),
    )
    print(f"| {' | '.join(TITLES)} |\n|{' --- |' * len(TITLES)}")
    for corpus, file in DEV_FILES.items():
        scored: Scored = []
        for document in read_corpus(corpora, corpus, file):
            tokens = tokenize(document.text)
            parts = pieces(tokens, dictionary.matches(tokens, lexicon), abbreviations(document.text), features)
            scored.append(
                (
                    document,
                    tokens,
                    [(p, network.emissions(p, row(corpus)), voters(p).get(corpus)) for p in parts],
                )
            )
        unmarked = dict(model.unmarked.get(corpus, {}))
        for kind in TYPES[corpus]:
            score = partial(counts, scored, network.transitions, corpus, kind)
            by_bias = {bias: score(bias, unmarked) for bias in TRIED}
            best = sorted(TRIED, key=lambda bias: -f1(by_bias[bias]))[:3]
            used = by_kind(GUIDELINES[corpus].bias).get(kind, 0.0)
            cells = [
                corpus,
                KINDS[kind],
                *(f"{f1(found):.2f}" for found in (score(vote=False), score(0.0, unmarked, False), by_bias[0.0])),
            ]
            cells += [
                ", ".join(f"{bias:+.1f}: {f1(by_bias[bias]):.2f}" for bias in best),
                f"{used:+.1f}",
                f"{f1(by_bias[used]):.2f}",
            ]
            print(f"| {' | '.join([*cells, f'{halved(by_bias):.2f}'])} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
