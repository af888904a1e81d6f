"""The tagger: from the tokens, dictionary matches and abbreviations of a text to spans with types and scores."""

from __future__ import annotations

from collections.abc import Mapping

from kg.errors import ConfigError
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.nlp import dictionary
from kg.pipeline.nlp.abbreviations import Abbreviation, abbreviations
from kg.pipeline.nlp.dictionary import Match
from kg.pipeline.nlp.ner import rules
from kg.pipeline.nlp.ner.crf import marginals
from kg.pipeline.nlp.ner.decode import TaggedSpan, decode
from kg.pipeline.nlp.ner.encode import pieces
from kg.pipeline.nlp.ner.kinds import DISEASE, DRUG, GUIDELINES, KINDS, OUTSIDE
from kg.pipeline.nlp.ner.lexical import LexicalFeatures
from kg.pipeline.nlp.ner.model import MentionModel
from kg.pipeline.nlp.ner.network import STATES, MentionNetwork, Weights
from kg.pipeline.nlp.ner.vectors import WordVectors
from kg.pipeline.nlp.ner.voters import F32, Voters, vote
from kg.pipeline.nlp.tokens import Tokens, tokenize

VOTES: dict[str, dict[int, float]] = {"bc5cdr": {DISEASE: 0.25}, "ncbi-disease": {DISEASE: 0.35}}
"""Guideline -> type -> share of the CRF's opinion beside the network's. Elsewhere the network alone is better, and
twice as fast.
"""

BIAS: dict[str, dict[int, float]] = {"biored": {DRUG: 0.3}}
"""Guideline -> type -> what the score of a token of a mention gains over that of one outside, in log odds.

F1 wants found and gold mentions to be about as many, and the training does not see to that. ``python -m bench.bias``
shows how it was chosen, and what it brings where it is chosen on one half of the documents and measured on the other.
"""


class Tagger:
    """Holds a model and what it has learned of words seen so far; tags text after text, each for itself."""

    def __init__(
        self, lexicon: Lexicon, model: MentionModel, guideline: str = "default", *, exact: bool = False
    ) -> None:
        """``guideline``: one of ``GUIDELINES``, or ``default``; ``exact`` as in ``MentionNetwork``. Raises ConfigError for any
        other.

        ``plain`` is whether no corpus is followed: then mentions are what a reader takes for them.
        """
        if guideline not in (*GUIDELINES, "default"):
            raise ConfigError(f"guideline {guideline!r}: expected one of default, {', '.join(GUIDELINES)}")
        self.guideline = model.default if guideline == "default" else guideline
        self.plain = guideline == "default"
        self._number = GUIDELINES.index(self.guideline)
        self._lexicon = lexicon
        self._features = LexicalFeatures(lexicon)
        self._unmarked = model.unmarked.get(self.guideline, {})
        self._shares = VOTES.get(self.guideline, {}) if self.guideline in model.voters else {}
        self._voters = Voters({self.guideline: model.voters[self.guideline]}) if self._shares else None
        self._network = MentionNetwork(
            _biased(model.weights, BIAS.get(self.guideline, {})), WordVectors(model.vectors), exact=exact
        )

    def __call__(self, tokens: Tokens, found: list[Match], defined: tuple[Abbreviation, ...]) -> tuple[TaggedSpan, ...]:
        """Spans of a text's tokens, in text order and without overlaps, from its dictionary matches and
        abbreviations.
        """
        spans: list[TaggedSpan] = []
        for piece in pieces(tokens, found, defined, self._features):
            probabilities = marginals(self._network.emissions(piece, self._number), self._network.transitions)
            if self._voters:
                probabilities = voted(probabilities, self._voters(piece)[self.guideline], self._shares)
            spans += [
                TaggedSpan(s.first + piece.first, s.last + piece.first, s.kind, s.score) for s in decode(probabilities)
            ]
        return rules.apply(self.guideline, tokens, tuple(spans), self._unmarked)

    def tag(self, text: str) -> tuple[tuple[TaggedSpan, ...], Tokens]:
        """Spans of a text on its own, with its tokens."""
        tokens = tokenize(text)
        return self(tokens, dictionary.matches(tokens, self._lexicon), abbreviations(text)), tokens


def voted(probabilities: F32, opinion: F32, shares: Mapping[int, float]) -> F32:
    """The network's probabilities (tokens x types x states), with a CRF's opinion mixed in for some types by its
    share.
    """
    mixed = probabilities.copy()
    for kind, share in shares.items():
        one = slice(kind, kind + 1)
        mixed[:, one] = vote([probabilities[:, one], opinion[:, one]], [1 - share, share])
    return mixed


def _biased(weights: Weights, bias: dict[int, float]) -> Weights:
    """The weights with a bias on the scores of *outside*, so that it costs nothing to apply."""
    scores = weights["output_b"].reshape(len(KINDS), STATES).copy()
    for kind, gain in bias.items():
        scores[kind, OUTSIDE] -= gain
    return weights | {"output_b": scores.reshape(-1)}
