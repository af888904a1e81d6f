"""The records that flow from stage to stage: frozen, slotted, free of any library's types.

Offsets are half-open ``[start, end)`` in Unicode code points of ``Document.text``; scores lie in 0..1; identifiers are
CURIEs (``PREFIX:local``); entity types are the node labels of ``ontologies/schema.toml``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Section:
    """A named stretch of a document's text, e.g. ``results``; ``label`` is the heading as printed."""

    name: str
    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A MeSH heading of a document: descriptor CURIE, name, whether it is a major topic, qualifier names."""

    id: str
    name: str
    major: bool = False
    qualifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicationLink:
    """A link between publications: ``kind`` is one of ``LINK_KINDS``, ``target`` the other publication's CURIE."""

    kind: str
    target: str


LINK_KINDS = (
    *("retracted-by", "retracts", "corrected-by", "corrects", "concern-by", "concerns"),
    *("republished-by", "republishes", "updated-by", "updates", "comments-on", "commented-by"),
)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mention that the input brought with it (PubTator, BioC, JSONL ``entities``); ``id`` may be empty.

    ``printed_type`` and ``printed_id`` are type and identifier as the input has them; they do not count when
    annotations are compared.
    """

    start: int
    end: int
    text: str
    type: str
    id: str = ""
    printed_type: str = field(default="", compare=False)
    printed_id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """One publication record.

    ``text`` is ``title``, one newline, then the abstract's sections joined by newlines (headings are not part of the
    text: they are in ``sections``), so offsets agree with PubTator's count of title + one character + abstract.
    ``order`` is the position of the record in the whole input and ``version`` the record's own version: the newest
    wins.
    """

    id: str
    title: str
    text: str
    sections: tuple[Section, ...] = ()
    version: int = 1
    year: int | None = None
    journal: str = ""
    doi: str = ""
    pmcid: str = ""
    language: str = ""
    publication_types: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    substances: tuple[str, ...] = ()
    registry_ids: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    links: tuple[PublicationLink, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    source: str = ""
    place: str = ""

    @classmethod
    def of(cls, title: str, abstract: str = "", id: str = "") -> Document:
        """A document of a title and an abstract, just as a line of JSON with these keys is read: runs of white space
        become one space.

        Without ``id`` it gets ``KGD:`` and a hash of its text. ``dataclasses.replace`` adds what else is known of the
        publication. Raises TypeError for what is no text (the NaN of an empty cell), ValueError where there is nothing
        to read.

        >>> document = Document.of("Everolimus in HCC", "It inhibits  mTOR.", id="PMID:1")
        >>> document.text
        'Everolimus in HCC\\nIt inhibits mTOR.'
        >>> [(section.name, section.start, section.end) for section in document.sections]
        [('title', 0, 17), ('abstract', 18, 35)]
        """
        for name, value in (("title", title), ("abstract", abstract), ("id", id)):
            if not isinstance(value, str):
                raise TypeError(f"{name} is {value!r}: expected a text; give '' for one that there is not")
        title, abstract = " ".join(title.split()), " ".join(abstract.split())
        if not title and not abstract:
            raise ValueError("title and abstract are empty: nothing to read")
        text = f"{title}\n{abstract}" if abstract else title
        named = (("title", 0, len(title)), ("abstract", len(title) + 1, len(text)))
        sections = tuple(Section(name, start, end) for name, start, end in named if start < end)
        return cls(id or f"KGD:{hashlib.sha256(text.encode()).hexdigest()[:16]}", title, text, sections)


@dataclass(frozen=True, slots=True)
class Deletion:
    """An order to remove a publication (MEDLINE ``DeleteCitation``)."""

    id: str
    source: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that could not be used: where it is, which stage refused it, why. Its ``id``, if it could be read."""

    source: str
    place: str
    stage: str
    reason: str
    id: str = ""


Record = Document | Deletion | Reject


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document; ``section`` is the name of the section it lies in (``title``, ``methods``, ...)."""

    start: int
    end: int
    section: str


DEFINED_BY = ("abbreviation", "network")
"""Detectors whose ``expanded`` is a long form that the document defines; a rule's is the name that it has read."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names an entity.

    ``text`` is ``document.text[start:end]``; ``expanded`` is the long form when the mention is an abbreviation the
    document defines, or the name that the lexicon has where the text says it in other words; ``detector`` says what
    found it (``dictionary``, ``abbreviation``, ``pathway-rule``, ``cell-line-rule``, ``class-rule``, ``virus-rule``,
    ``network``, ``people``, ``given``). ``type`` is the type of the entity it was grounded to; ``tagged`` is the type
    that the network (or the gold) gave it, empty where none did.
    """

    start: int
    end: int
    text: str
    type: str
    detector: str
    score: float = 1.0
    expanded: str = ""
    tagged: str = ""

    @property
    def annotated_type(self) -> str:
        """The type in annotation files: how the text uses the name, whatever entity the graph has for it (``estrogen``
        is a chemical).
        """
        return self.tagged or self.type

    @property
    def long_form(self) -> str:
        """The long form by which the document defines the mention; empty where it does not."""
        return self.expanded if self.detector in DEFINED_BY else ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity a mention may stand for; ``reason`` says in words why it scored as it did.

    ``ids``: CURIEs of the very thing that is named, where they say more than the entity's own: the mouse's gene where
    the entity is the human ortholog, or the heading that annotators give this name. Several things at once are one
    string, joined by bars.
    ``taxon``: the species of a gene that is not a human one, as a CURIE. ``evidence``: the class of what speaks for the
    entity (``kg.pipeline.ground.evidence.CLASSES``), empty for what was not grounded by its name.
    """

    id: str
    name: str
    type: str
    score: float
    reason: str
    ids: tuple[str, ...] = ()
    taxon: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Grounding:
    """A mention with its candidates, best first; no candidates means the mention stays ungrounded."""

    mention: Mention
    candidates: tuple[Candidate, ...] = ()

    @property
    def best(self) -> Candidate | None:
        """The candidate ranked first; None when the mention stays ungrounded."""
        return self.candidates[0] if self.candidates else None


@dataclass(frozen=True, slots=True)
class Corrected:
    """How often a user's correction of a surface held in a document.

    ``applied``: mentions that it changed or left out; ``defined``: mentions that it names and that the document itself
    defines otherwise. ``long_form`` is in lower case, and empty for a correction of every mention that no document
    defines. ``was`` is the id that the mentions had (``none`` for no entity), empty for a correction whatever they had.
    """

    surface: str
    type: str
    long_form: str
    applied: int
    defined: int
    was: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """The key of its correction."""
        return (self.surface, self.type, self.long_form, self.was)


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document with its sentences and its grounded mentions, both in text order; mentions never overlap.

    ``aside``: mentions that are printed in annotation files and from which no relation is read: those within one of
    ``groundings`` of another type (``mTOR`` in ``mTOR inhibitor``), and words for people, which BioRED's guideline
    marks (``patients``).
    ``corrected``: how often a user's corrections held among ``groundings``.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    groundings: tuple[Grounding, ...]
    aside: tuple[Grounding, ...] = ()
    corrected: tuple[Corrected, ...] = ()

    @property
    def all_groundings(self) -> tuple[Grounding, ...]:
        """``groundings`` and ``aside`` together in text order, a longer mention before the one within it."""
        return tuple(sorted((*self.groundings, *self.aside), key=lambda g: (g.mention.start, -g.mention.end)))


@dataclass(frozen=True, slots=True)
class Assertion:
    """A claim: ``relation`` is a key of schema.toml (``INHIBITS``), ``predicate`` the CURIE of its Biolink predicate.

    ``id`` is ``kg.ids.assertion_id`` of the other fields: the same claim has the same id everywhere, a negated claim
    another one.
    """

    id: str
    subject: str
    relation: str
    predicate: str
    object: str
    qualifiers: tuple[tuple[str, str], ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place where an assertion is made: the sentence, the two arguments and what the study is worth.

    Offsets count in ``document.text``. The arguments lie inside ``[start, end)``, the sentence (or the run of
    sentences) that claims it. ``flags`` are some of ``FLAGS``, sorted.

    The rest is of drug-disease evidence alone, and empty where it is another's or the text does not state it:

    - ``tier`` and ``polarity``; ``result_start``, ``result_end``: the sentence that the polarity was read from (-1).
    - ``attribution``: ``drug``; ``combination`` when the result cannot be credited to the drug alone, with the other
      drugs in ``partners``; ``comparator`` when it was what another was measured against: it was given, but the study
      is no evidence about it.
    - ``comparators``: what the drug was measured against, as CURIEs of drugs and words of ``CONTROLS``.
    - ``endpoint``, the outcome that the result is about, and ``setting`` (``first-line``), both in the text's words;
      ``figures``, the statistics of the result letter by letter, in text order.
    """

    id: str
    assertion: str
    document: str
    start: int
    end: int
    subject_start: int
    subject_end: int
    object_start: int
    object_end: int
    section: str
    rule: str
    score: float
    cue: str = ""
    tier: str = ""
    polarity: str = ""
    attribution: str = ""
    partners: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    result_start: int = -1
    result_end: int = -1
    comparators: tuple[str, ...] = ()
    endpoint: str = ""
    figures: tuple[str, ...] = ()
    setting: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What the ``relate`` stage yields: an assertion and one piece of evidence for it."""

    assertion: Assertion
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the lexicon.

    ``id`` is its preferred CURIE, ``type`` its node label, ``name`` its preferred name, ``source`` and ``category``
    where it comes from; ``synonyms`` and ``xrefs`` are its other names and ids, ``parents`` the ids right above it.
    """

    id: str
    type: str
    name: str
    source: str = ""
    category: str = ""
    synonyms: tuple[str, ...] = ()
    xrefs: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A curated edge: ``relation`` is a key of schema.toml.

    ``source`` names the source of the manifest, ``reference`` what the row itself names as its source.
    """

    subject: str
    relation: str
    object: str
    source: str
    licence: str
    reference: str = ""


TIERS = ("phase-3", "phase-2", "phase-1", "clinical", "in-vivo", "in-vitro", "review", "mention")
"""Strength of a study, strongest first."""

POLARITIES = ("supports", "null", "opposes", "mixed", "unclear")
"""What a study found about a drug's effect on a disease."""

FLAGS = ("contaminated-cell-line", "protocol", "retracted", "speculated")
"""Reasons for which evidence is kept but not counted as support (``speculated`` only weakens its score)."""

CONTROLS = (
    *("placebo", "sham", "vehicle", "saline", "no treatment"),
    *("best supportive care", "best available therapy", "standard of care", "observation"),
    *("chemotherapy", "radiotherapy", "surgery", "diet"),
)
"""What a drug may be measured against beside other drugs, as ``Evidence.comparators`` has it."""

SECTIONS = ("title", "abstract", "background", "objective", "methods", "results", "conclusions", "other")
"""Names a section may have; every source maps its own headings to these."""
