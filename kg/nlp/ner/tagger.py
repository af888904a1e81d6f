"""The tagger: from the tokens, dictionary matches and abbreviations of a text to spans with types and scores."""

from __future__ import annotations

from kg.errors import ConfigError
from kg.nlp import dictionary
from kg.nlp.abbreviations import Abbreviation, abbreviations
from kg.nlp.dictionary import Match
from kg.nlp.ner import rules
from kg.nlp.ner.crf import marginals
from kg.nlp.ner.decode import Span, decode
from kg.nlp.ner.encode import pieces
from kg.nlp.ner.kinds import GUIDELINES
from kg.nlp.ner.lexical import LexicalFeatures
from kg.nlp.ner.model import Model
from kg.nlp.ner.network import Network
from kg.nlp.ner.vectors import WordVectors
from kg.nlp.tokens import Tokens, tokenize
from kg.ontologies.lexicon import Lexicon


class Tagger:
    """Holds a model and what it has learned of words seen so far; tags text after text, each for itself."""

    def __init__(self, lexicon: Lexicon, model: Model, guideline: str = "default") -> None:
        """``guideline``: one of ``GUIDELINES``, or ``default``. Raises ConfigError for any other."""
        if guideline not in (*GUIDELINES, "default"):
            raise ConfigError(f"guideline {guideline!r}: expected one of default, {', '.join(GUIDELINES)}")
        self.guideline = model.default if guideline == "default" else guideline
        self._number = GUIDELINES.index(self.guideline)
        self._lexicon = lexicon
        self._features = LexicalFeatures(lexicon)
        self._network = Network(model.weights, WordVectors(model.vectors))

    def __call__(self, tokens: Tokens, found: list[Match], defined: tuple[Abbreviation, ...]) -> tuple[Span, ...]:
        """Spans of a text's tokens, in text order and without overlaps, from its dictionary matches and abbreviations."""
        spans: list[Span] = []
        for piece in pieces(tokens, found, defined, self._features):
            probabilities = marginals(self._network.emissions(piece, self._number), self._network.transitions)
            spans += [Span(s.first + piece.first, s.last + piece.first, s.kind, s.score) for s in decode(probabilities)]
        return rules.apply(self.guideline, tokens, tuple(spans))

    def tag(self, text: str) -> tuple[tuple[Span, ...], Tokens]:
        """Spans of a text on its own, with its tokens."""
        tokens = tokenize(text)
        return self(tokens, dictionary.matches(tokens, self._lexicon), abbreviations(text)), tokens
