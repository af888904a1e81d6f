"""The tagger as a spaCy component, for any pipeline with an English tokenizer: ``nlp.add_pipe("kg_ner")``.

spaCy finds the factory by its entry point. Needs the lexicon that ``kg ontologies build`` makes.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from kg.lexicon.open import open_lexicon
from kg.pipeline.guidelines import named
from kg.pipeline.nlp.ner import model
from kg.pipeline.nlp.ner.kinds import KINDS
from kg.pipeline.nlp.ner.tagger import Tagger

SPANS = "kg"
"""Key of ``doc.spans`` under which every mention stands, with scores (0..1) in ``attrs["scores"]``."""


class TaggerComponent:
    """Adds mentions to a document: all in ``doc.spans["kg"]``, and in ``doc.ents`` those that overlap nothing longer
    there.
    """

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def __call__(self, doc: Doc) -> Doc:
        """Tag a document; a mention that ends inside one of its tokens takes in the whole token."""
        spans, tokens = self._tagger.tag(doc.text)
        found = [
            doc.char_span(tokens.starts[s.first], tokens.ends[s.last - 1], label=KINDS[s.kind], alignment_mode="expand")
            for s in spans
        ]
        doc.spans[SPANS] = found
        doc.spans[SPANS].attrs["scores"] = [span.score for span in spans]
        doc.ents = filter_spans([*doc.ents, *found])
        return doc


def make_tagger(nlp: Language, name: str, guideline: str) -> TaggerComponent:
    """The component with the model in use; ``guideline`` as in ``kg annotate``. Raises OntologyError, ModelError,
    ConfigError.
    """
    return TaggerComponent(Tagger(open_lexicon(), model.load(model.in_use()), named(guideline)))


Language.factory("kg_ner", default_config={"guideline": "default"}, assigns=["doc.ents", "doc.spans"], func=make_tagger)
