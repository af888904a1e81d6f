"""kg as a component of a spaCy pipeline: ``nlp.add_pipe("kg")``, in any pipeline with an English tokenizer.

spaCy finds the factory by its entry point. Needs the lexicon that ``kg ontologies build`` makes. What it says of a
document stays with it through ``to_bytes`` and ``nlp.pipe``: it is made of texts, numbers and lists alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg.interfaces.api.annotate_texts import Annotated, annotator_of
from kg.interfaces.api.texts import document_of
from kg.model import Document
from kg.pipeline.nlp.abbreviations import abbreviations

SPANS = "kg"
"""Key of ``doc.spans`` under which every mention stands, also those within another, with scores (0..1) in
``attrs["scores"]``.
"""

MENTIONS, CLAIMS, ABBREVIATIONS, LONG_FORM = "kg_mentions", "kg_claims", "kg_abbreviations", "kg_long_form"
"""What ``doc._`` and ``span._`` have.

``doc._.kg_mentions`` and ``doc._.kg_claims`` are dicts with the fields of ``kg.FoundMention`` and ``kg.FoundClaim``,
offsets in ``doc.text``; ``doc._.kg_abbreviations`` are the spans of short forms where the text defines them, and
``span._.kg_long_form`` of such a span is that of its long form (None for another span).
"""


@dataclass(frozen=True, slots=True)
class _ComponentSettings:
    """The settings of the component, as a pipeline's configuration has them."""

    profile: str
    guideline: str
    ids: str
    relations: bool

    def annotator(self) -> Callable[[Document], Annotated]:
        return annotator_of(self.profile, False, self.guideline, self.ids, self.relations, ())


class KgComponent:
    """Adds mentions to a document, with the ids of their entities, and the abbreviations that it defines."""

    def __init__(self, options: _ComponentSettings) -> None:
        self._options = options
        self._annotate: Callable[[Document], Annotated] | None = options.annotator()

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document; a mention that ends inside one of its tokens takes in the whole token.

        ``doc.ents`` are those that overlap nothing longer, entities of other components included, each with its type as
        ``label_`` and the CURIE of its entity as ``kb_id_`` (empty where it has none).
        """
        document = document_of(doc.text)
        if not document.sections:
            return doc
        if self._annotate is None:
            self._annotate = self._options.annotator()
        found = self._annotate(document)
        spans = [_span(doc, one.start, one.end, one.type, one.id) for one in found.mentions]
        doc.spans[SPANS] = spans
        doc.spans[SPANS].attrs["scores"] = [one.score for one in found.mentions]
        doc.ents = filter_spans([*doc.ents, *spans])
        setattr(doc._, MENTIONS, [asdict(one) for one in found.mentions])
        setattr(doc._, CLAIMS, [asdict(one) for one in found.claims])
        doc.user_data[ABBREVIATIONS] = [
            [(short.start, short.end), (long.start, long.end)]
            for one in abbreviations(document.text)
            for short, long in [(_span(doc, one.start, one.end), _span(doc, one.long_start, one.long_end))]
        ]
        return doc

    def __getstate__(self) -> _ComponentSettings:
        """For another process, which makes its own annotator: networks and memory-mapped tables do not travel."""
        return self._options

    def __setstate__(self, options: _ComponentSettings) -> None:
        _extend()
        self._options, self._annotate = options, None


def make_component(nlp: Language, name: str, profile: str, guideline: str, ids: str, relations: bool) -> KgComponent:
    """The component; options as in ``kg.annotate``. Raises OntologyError, ModelError, ConfigError."""
    _extend()
    return KgComponent(_ComponentSettings(profile, guideline, ids, relations))


def _extend() -> None:
    """Make the attributes of documents and spans known to spaCy, once."""
    if not Doc.has_extension(ABBREVIATIONS):
        Doc.set_extension(MENTIONS, default=[])
        Doc.set_extension(CLAIMS, default=[])
        Doc.set_extension(ABBREVIATIONS, getter=_abbreviations)
        Span.set_extension(LONG_FORM, getter=_long_form)


def _span(doc: Doc, start: int, end: int, label: str = "", kb_id: str = "") -> Span:
    return doc.char_span(start, end, label=label, kb_id=kb_id, alignment_mode="expand")


def _abbreviations(doc: Doc) -> list[Span]:
    return [doc[start:end] for (start, end), _ in doc.user_data.get(ABBREVIATIONS, ())]


def _long_form(span: Span) -> Span | None:
    pairs: list[Any] = span.doc.user_data.get(ABBREVIATIONS, [])
    return next((span.doc[slice(*long)] for short, long in pairs if tuple(short) == (span.start, span.end)), None)


Language.factory(
    "kg",
    default_config={"profile": "default", "guideline": "", "ids": "", "relations": False},
    assigns=[
        "doc.ents",
        "doc.spans",
        "token.ent_type",
        "token.ent_kb_id",
        *(f"doc._.{one}" for one in (MENTIONS, CLAIMS, ABBREVIATIONS)),
    ],
    func=make_component,
)
