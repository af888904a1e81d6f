"""``kg.annotate``: mentions and claims of texts and documents, as records to go through or to put in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kg.ask.given import shown
from kg.errors import ConfigError, InputError, counted
from kg.exchange.annotate import AnnotationSettings, in_rows, settings_of, without_effect
from kg.exchange.annotation_formats.printed_rows import DocumentRow, MentionRow, RelationRow
from kg.interfaces.api.arguments import expect, expect_characters, expect_tables, expect_texts
from kg.interfaces.api.kept_lexicon import lexicon
from kg.interfaces.api.keywords import keywords
from kg.interfaces.api.marked_text import marked
from kg.interfaces.api.row_list import Rows
from kg.interfaces.api.texts import document_of, refuse_table
from kg.lexicon.lexicon import Lexicon
from kg.model import Document
from kg.pipeline.annotator import Annotator
from kg.pipeline.sources import inputs
from kg.pipeline.sources.assemble import too_long
from kg.pipeline.sources.registries import own_trials

_LONGEST_PATH = 1_000
"""Characters of a text that may still be a path that was taken for one."""

_BEGINNING = 80
"""Characters of the text that a terminal shows."""

_SHOWN = ("subject", "relation", "negated", "object", "tier", "polarity", "score", "sentence")
"""Columns of the claims that a notebook shows below the text."""


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A stretch of a document's text that names an entity.

    ``text`` is ``document.text[start:end]``. ``type`` is a node label (``Drug``), or of a given mention the input's own
    word. ``id`` and ``name`` are those of the entity, empty where there is none, ``score`` (0..1) how well it fits,
    ``reason`` why. ``expanded`` is the long form of an abbreviation that the document defines.
    """

    document: str
    start: int
    end: int
    text: str
    type: str
    id: str
    name: str
    score: float
    reason: str
    expanded: str
    detector: str


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim and the one place where it is made; fields as the columns of ``Graph.explain``.

    ``subject`` and ``object`` are names, ``subject_id`` and ``object_id`` CURIEs of the graph. ``tier``, ``polarity``
    and ``attribution`` are those of a study of a drug in a disease, else empty; ``result`` is the sentence that the
    polarity was read from. ``partners`` and ``comparators`` hold CURIEs (and ``placebo`` and the like), with their
    names in ``partner_names`` and ``comparator_names``. Offsets count in the document's text; ``score`` (0..1) is how
    likely the claim is read rightly.
    """

    document: str
    subject_id: str
    subject: str
    relation: str
    negated: bool
    object_id: str
    object: str
    tier: str
    polarity: str
    attribution: str
    partners: tuple[str, ...]
    partner_names: tuple[str, ...]
    comparators: tuple[str, ...]
    comparator_names: tuple[str, ...]
    flags: tuple[str, ...]
    setting: str
    section: str
    sentence: str
    result: str
    endpoint: str
    figures: tuple[str, ...]
    rule: str
    cue: str
    score: float
    start: int
    end: int
    subject_start: int
    subject_end: int
    object_start: int
    object_end: int
    assertion: str
    evidence: str


@dataclass(frozen=True, slots=True, repr=False)
class Annotated:
    """A document with its mentions in text order and its claims in the order of their evidence.

    A mention may lie within another (``mTOR`` in ``mTOR inhibitor``). In a notebook it is the text with its mentions
    marked.
    """

    document: Document
    mentions: tuple[FoundMention, ...]
    claims: tuple[FoundClaim, ...]

    def __repr__(self) -> str:
        text = " ".join(self.document.text.split())
        shown = text if len(text) <= _BEGINNING else text[:_BEGINNING] + "..."
        counts = f"{counted(len(self.mentions), 'mention')}, {counted(len(self.claims), 'claim')}"
        return f"<Annotated {self.document.id}: {counts}\n {shown!r}>"

    def _repr_html_(self) -> str:
        """The text with its mentions marked and the claims below; everything in it is escaped."""
        spans = [
            (one.start, one.end, one.type, " ".join((one.id, one.name)).strip() or "no entity") for one in self.mentions
        ]
        table = Rows.of({column: getattr(claim, column) for column in _SHOWN} for claim in self.claims)
        return marked(self.document.text, spans) + (table._repr_html_() if table else "<p>no claims</p>")


def annotate(
    documents: str | Document | Iterable[str | Document],
    profile: str = "default",
    given: bool = False,
    *,
    guideline: str = "",
    ids: str | Mapping[str, str] = "",
    relations: bool = True,
    corrections: Sequence[str | Path] = (),
) -> Iterator[Annotated]:
    """Mentions and claims of each document in turn, as ``kg annotate`` finds them; a generator, so any number of them
    streams.

    ``documents``: one, or many; of a text the first line is the title when a blank line follows, and offsets count in
    the text as given; a ``Document`` comes from ``kg.Document.of`` or ``kg.read``. ``profile``: ``default`` or
    ``fast``, the lexicon alone and many times as fast. ``given`` keeps the mentions and ids that documents bring and
    adds only claims. ``guideline``: whose notion of a mention the networks follow. ``ids``: namespaces of the mentions'
    ids by type, ``{"Disease": "MESH|OMIM", "Chemical": "MESH"}`` or ``"Disease=MESH|OMIM,Chemical=MESH"``.
    ``corrections``: tables that say what names stand for. Without ``relations`` no claims are read, which takes a
    quarter of the time.

    Raises ConfigError for options and TypeError for a DataFrame, a dict or a path at once; while it is gone through,
    TypeError for what is neither text nor document and InputError for a text with nothing to read or with half a
    surrogate pair, each with its number; OntologyError where there is no lexicon, ModelError.

    >>> text = "Everolimus inhibits mTOR in patients with hepatocellular carcinoma (HCC)."
    >>> (annotated,) = kg.annotate(text, profile="fast")
    >>> [(mention.text, mention.id) for mention in annotated.mentions][:2]
    [('Everolimus', 'CHEBI:68478'), ('mTOR', 'HGNC:3942')]
    >>> [(claim.subject, claim.relation, claim.object) for claim in annotated.claims if claim.relation == "INHIBITS"]
    [('everolimus', 'INHIBITS', 'MTOR')]
    """
    many: Iterable[str | Document] = (documents,) if isinstance(documents, str | Document) else documents
    if isinstance(many, Path):
        raise TypeError(
            f"{many} is a path: expected texts or documents; kg.read({str(many)!r}) gives the documents of a file"
        )
    refuse_table(many, "kg.annotate", "abstract")
    if not isinstance(many, Iterable):
        raise TypeError(f"{shown(many)} is neither a text nor a kg.Document, and no list of them")
    expect_texts(profile=profile, guideline=guideline)
    expect(ids, "list of namespaces", str | Mapping, "a text or a dict, type and namespace")
    expect_tables(corrections)
    return map(annotator_of(profile, given, guideline, ids, relations, corrections), _documents(many))


def annotator_of(
    profile: str,
    given: bool,
    guideline: str,
    ids: str | Mapping[str, str],
    relations: bool,
    corrections: Sequence[str | Path],
) -> Callable[[Document], Annotated]:
    """What annotates one document after the other, with options as ``annotate`` has them. Raises as it does for
    these.
    """
    with keywords():
        settings = settings_of(
            "jsonl",
            profile=profile,
            guideline=guideline,
            namespaces=ids if isinstance(ids, str) else ",".join(f"{of}={printed}" for of, printed in ids.items()),
            given=given,
            relations=relations,
            corrections=[Path(one) for one in corrections],
        )
        if lines := without_effect(settings):
            raise ConfigError(f"{'; '.join(lines)}: leave it out")
        names, annotator = _prepared(lexicon(), settings)
    rows = in_rows(names, settings)

    def annotated(document: Document) -> Annotated:
        found, claims, _ = annotator(document)
        row = rows(found, claims)
        mentions = tuple(_mention(row.document, one) for one in row.mentions)
        called = {one.candidates[0].id: one.candidates[0].name for one in row.mentions if one.candidates}
        return Annotated(row.document, mentions, tuple(_claim(row, one, called) for one in row.relations))

    return annotated


@lru_cache(maxsize=2)
def _prepared(lexicon: Lexicon, settings: AnnotationSettings) -> tuple[Lexicon, Annotator]:
    """What takes a second to make, kept for the two settings used last."""
    return lexicon, Annotator(lexicon, settings.pipeline, given=settings.given)


def _documents(many: Iterable[str | Document]) -> Iterator[Document]:
    for number, one in enumerate(many, 1):
        if isinstance(one, Document):
            document = one
            expect_characters(one.text, f"document {one.id}")
        elif isinstance(one, str):
            document = _of_text(one, f"text {number}")
        else:
            raise TypeError(f"text {number} is {shown(one)}: expected a text or a kg.Document")
        yield replace(document, registry_ids=tuple(dict.fromkeys([*document.registry_ids, *own_trials(document)])))


def _of_text(text: str, place: str) -> Document:
    if _names_a_file(text):
        raise InputError(f"{place} is {text!r}, which names a file: kg.read({text!r}) gives its documents")
    expect_characters(text, place)
    document = document_of(text)
    if reason := too_long(text) or ("" if document.sections else "no text but white space: nothing to read"):
        raise InputError(f"{place}: {reason}; leave it out")
    return document


def _names_a_file(text: str) -> bool:
    """Whether a text is one word that ends as inputs do, or the path of a file."""
    if len(text) > _LONGEST_PATH or "\n" in text or not text.strip():
        return False
    one_word = not any(character.isspace() for character in text)
    if one_word and text.lower().removesuffix(".gz").endswith(inputs.SUFFIXES):
        return True
    try:
        return Path(text).is_file()
    except OSError:  # longer than a name may be
        return False


def _mention(document: Document, row: MentionRow) -> FoundMention:
    reason = row.candidates[0].reason if row.candidates else ""
    type_ = row.printed_type or row.type
    return FoundMention(
        document.id,
        row.start,
        row.end,
        row.text,
        type_,
        row.id,
        row.name,
        row.score,
        reason,
        row.expanded,
        row.detector,
    )


def _claim(row: DocumentRow, relation: RelationRow, names: Mapping[str, str]) -> FoundClaim:
    claim, evidence, text = relation.claim.assertion, relation.claim.evidence, row.document.text
    subject, object_ = row.pair(relation)
    return FoundClaim(
        document=row.document.id,
        subject_id=claim.subject,
        subject=subject.name,
        relation=claim.relation,
        negated=claim.negated,
        object_id=claim.object,
        object=object_.name,
        tier=evidence.tier,
        polarity=evidence.polarity,
        attribution=evidence.attribution,
        partners=evidence.partners,
        partner_names=tuple(names.get(one, one) for one in evidence.partners),
        comparators=evidence.comparators,
        comparator_names=tuple(names.get(one, one) for one in evidence.comparators),
        flags=evidence.flags,
        setting=evidence.setting,
        section=evidence.section,
        sentence=text[evidence.start : evidence.end],
        result=text[evidence.result_start : evidence.result_end] if evidence.result_start >= 0 else "",
        endpoint=evidence.endpoint,
        figures=evidence.figures,
        rule=evidence.rule,
        cue=evidence.cue,
        score=evidence.score,
        start=evidence.start,
        end=evidence.end,
        subject_start=evidence.subject_start,
        subject_end=evidence.subject_end,
        object_start=evidence.object_start,
        object_end=evidence.object_end,
        assertion=claim.id,
        evidence=evidence.id,
    )
