"""What each step of training the network brings, on the development files: from what ``kg train ner`` keeps in
``OUT/steps``.

    python -m bench.ablation [--steps build/ner/steps]

One teacher; the mean of all teachers; these with the CRF of the guideline, which is what labels the texts; the student,
which is kept. Strict F1 of each corpus under its own guideline. Runs only where training has run; ``KG_SHARED`` names
the folder that holds ``corpora/``.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.ner import Score, compare
from kg.gold.training import voter_training
from kg.gold.training.corpora import DEV_FILES, TYPES, read_corpus
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.open import open_lexicon
from kg.pipeline.guidelines import GUIDELINES, row
from kg.pipeline.nlp import dictionary
from kg.pipeline.nlp.abbreviations import abbreviations
from kg.pipeline.nlp.ner import rules
from kg.pipeline.nlp.ner.crf import marginals
from kg.pipeline.nlp.ner.decode import TaggedSpan, decode
from kg.pipeline.nlp.ner.encode import TextPiece, pieces
from kg.pipeline.nlp.ner.kinds import KINDS
from kg.pipeline.nlp.ner.lexical import LexicalFeatures
from kg.pipeline.nlp.ner.network import MentionNetwork
from kg.pipeline.nlp.ner.vectors import VectorTable, WordVectors
from kg.pipeline.nlp.ner.voters import Voters, vote
from kg.pipeline.nlp.tokens import tokenize

F32 = npt.NDArray[np.float32]
Reader = Callable[[TextPiece, str], F32]
"""A piece and a guideline -> probabilities, tokens x types x states."""


def readers(steps: Path) -> dict[str, Reader]:
    """What is compared, by name. Raises FileNotFoundError where a step is missing."""
    with np.load(_only(steps, "vectors-*.npz")) as kept:
        vectors = WordVectors(VectorTable(kept["rows"], kept["scale"]))

    def network(path: Path) -> MentionNetwork:
        with np.load(path) as kept:
            return MentionNetwork({key: kept[key] for key in kept.files}, vectors)

    teachers = [network(path) for path in sorted(steps.glob("teacher-*.npz"))]
    student = network(_only(steps, "student-*.npz"))
    crfs = {
        corpus: Voters({corpus: _only(steps, f"voter-{corpus}-*.crfsuite").read_bytes()})
        for corpus in voter_training.WEIGHTS
    }

    def mean(networks: Sequence[MentionNetwork], piece: TextPiece, corpus: str) -> list[F32]:
        return [marginals(one.emissions(piece, row(corpus)), one.transitions) for one in networks]

    def with_crf(networks: Sequence[MentionNetwork], piece: TextPiece, corpus: str) -> F32:
        weight = voter_training.WEIGHTS[corpus]
        shares = [*[(1 - weight) / len(networks)] * len(networks), weight]
        return vote([*mean(networks, piece, corpus), crfs[corpus](piece)[corpus]], shares)

    return {
        "one teacher": lambda piece, corpus: mean(teachers[:1], piece, corpus)[0],
        f"mean of {len(teachers)} teachers": lambda piece, corpus: vote(
            mean(teachers, piece, corpus), [1 / len(teachers)] * len(teachers)
        ),
        "CRF alone": lambda piece, corpus: crfs[corpus](piece)[corpus],
        "teachers and CRF (what labels)": lambda piece, corpus: with_crf(teachers, piece, corpus),
        "student (what is kept)": lambda piece, corpus: mean([student], piece, corpus)[0],
        "student and CRF": lambda piece, corpus: with_crf([student], piece, corpus),
    }


def _only(steps: Path, pattern: str) -> Path:
    found = sorted(steps.glob(pattern))
    if len(found) != 1:
        raise FileNotFoundError(
            f"{steps}: {len(found)} files {pattern}, expected one; run `kg train ner` to its end in a new folder"
        )
    return found[0]


def measure(read: Reader, corpus: str, corpora: Path, lexicon: Lexicon, features: LexicalFeatures) -> Score:
    """The scores of one reader on the development file of a corpus, under the corpus' guideline."""
    score = Score()
    for document in read_corpus(corpora, corpus, DEV_FILES[corpus]):
        tokens = tokenize(document.text)
        spans: list[TaggedSpan] = []
        for piece in pieces(tokens, dictionary.matches(tokens, lexicon), abbreviations(document.text), features):
            spans += [
                TaggedSpan(s.first + piece.first, s.last + piece.first, s.kind, s.score)
                for s in decode(read(piece, corpus))
            ]
        compare(score, document, rules.apply(GUIDELINES[corpus], tokens, tuple(spans), {}), tokens, TYPES[corpus])
    return score


def main() -> int:
    """Print the table; exit code 1 when corpora or steps are not there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--steps", type=Path, default=Path("build/ner/steps"))
    chosen = parser.parse_args()
    corpora = Path(os.environ.get("KG_SHARED", "../shared")) / "corpora"
    try:
        compared = readers(chosen.steps)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    if not corpora.is_dir():
        print(
            f"{corpora} is not there: set KG_SHARED to the folder that holds corpora/ with the gold data",
            file=sys.stderr,
        )
        return 1
    lexicon = open_lexicon()
    features = LexicalFeatures(lexicon)
    columns = [
        (corpus, kinds)
        for corpus in DEV_FILES
        for kinds in (TYPES[corpus], *((k,) for k in TYPES[corpus] if len(TYPES[corpus]) > 1))
    ]
    heads = [corpus if len(kinds) == len(TYPES[corpus]) else KINDS[kinds[0]] for corpus, kinds in columns]
    print(f"| | {' | '.join(heads)} |\n| --- |{' --- |' * len(heads)}")
    for name, read in compared.items():
        scores = {corpus: measure(read, corpus, corpora, lexicon, features) for corpus in DEV_FILES}
        print(
            f"| {name} | {' | '.join(f'{scores[corpus].figures(kinds)[2]:.2f}' for corpus, kinds in columns)} |",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
