"""The tagger: from the tokens, dictionary matches and abbreviations of a text to spans with types and scores."""

from __future__ import annotations

from collections.abc import Mapping

from kg.lexicon.lexicon import Lexicon
from kg.pipeline.guidelines import DEFAULT, GUIDELINES, Guideline, row
from kg.pipeline.nlp import dictionary
from kg.pipeline.nlp.abbreviations import Abbreviation, abbreviations
from kg.pipeline.nlp.dictionary import Match
from kg.pipeline.nlp.ner import rules
from kg.pipeline.nlp.ner.crf import marginals
from kg.pipeline.nlp.ner.decode import TaggedSpan, decode
from kg.pipeline.nlp.ner.encode import pieces
from kg.pipeline.nlp.ner.kinds import KINDS, OUTSIDE
from kg.pipeline.nlp.ner.lexical import LexicalFeatures
from kg.pipeline.nlp.ner.model import MentionModel
from kg.pipeline.nlp.ner.network import STATES, MentionNetwork, Weights
from kg.pipeline.nlp.ner.vectors import WordVectors
from kg.pipeline.nlp.ner.voters import F32, Voters, vote
from kg.pipeline.nlp.tokens import Tokens, tokenize


class Tagger:
    """Holds a model and what it has learned of words seen so far; tags text after text, each for itself."""

    def __init__(
        self, lexicon: Lexicon, model: MentionModel, asked: Guideline = DEFAULT, *, exact: bool = False
    ) -> None:
        """``asked``: the guideline asked for; with ``DEFAULT`` the one is followed that the model says serves best.
        ``exact`` as in ``MentionNetwork``.

        ``guideline`` is the one followed, ``plain`` whether none was asked for: then mentions are what a reader takes
        for them.
        """
        self.plain = asked is DEFAULT
        self.guideline = GUIDELINES[model.default] if self.plain else asked
        name = self.guideline.name
        self._row = row(name)
        self._lexicon = lexicon
        self._features = LexicalFeatures(lexicon)
        self._unmarked = model.unmarked.get(name, {})
        self._shares = by_kind(self.guideline.votes) if name in model.voters else {}
        self._voters = Voters({name: model.voters[name]}) if self._shares else None
        weights = _biased(model.weights, by_kind(self.guideline.bias))
        self._network = MentionNetwork(weights, WordVectors(model.vectors), exact=exact)

    def __call__(self, tokens: Tokens, found: list[Match], defined: tuple[Abbreviation, ...]) -> tuple[TaggedSpan, ...]:
        """Spans of a text's tokens, in text order and without overlaps, from its dictionary matches and
        abbreviations.
        """
        spans: list[TaggedSpan] = []
        for piece in pieces(tokens, found, defined, self._features):
            probabilities = marginals(self._network.emissions(piece, self._row), self._network.transitions)
            if self._voters:
                probabilities = voted(probabilities, self._voters(piece)[self.guideline.name], self._shares)
            spans += [
                TaggedSpan(s.first + piece.first, s.last + piece.first, s.kind, s.score) for s in decode(probabilities)
            ]
        return rules.apply(self.guideline, tokens, tuple(spans), self._unmarked)

    def tag(self, text: str) -> tuple[tuple[TaggedSpan, ...], Tokens]:
        """Spans of a text on its own, with its tokens."""
        tokens = tokenize(text)
        return self(tokens, dictionary.matches(tokens, self._lexicon), abbreviations(text)), tokens


def by_kind(numbers: Mapping[str, float]) -> dict[int, float]:
    """Numbers of entity types by the places of the types in ``KINDS``."""
    return {KINDS.index(type_): number for type_, number in numbers.items()}


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
    """The weights with a bias (log odds) on the scores of *outside*, so that it costs nothing to apply.

    F1 wants found and gold mentions to be about as many, and the training does not see to that. How a guideline's was
    chosen, and what it brings where it is chosen on one half of the documents and measured on the other, shows
    ``python -m bench.bias``.
    """
    scores = weights["output_b"].reshape(len(KINDS), STATES).copy()
    for kind, gain in bias.items():
        scores[kind, OUTSIDE] -= gain
    return weights | {"output_b": scores.reshape(-1)}
