"""What a name is grounded to where a text prints it, beside what the name alone gets, and what of the text made the
difference.

Nothing is guessed from reasons: the mention goes through the grounder again with more and more of the text around it,
and what was added when its entity changed is what changed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import ConfigError, counted
from kg.lexicon import names
from kg.lexicon.lexicon import Lexicon
from kg.model import Candidate, Document, Mention, Reject
from kg.pipeline import sources
from kg.pipeline.annotator import Annotator
from kg.pipeline.sources import inputs
from kg.pipeline.sources import text as plain_text

NEXT_WORDS = 24
"""Characters after a mention that are added before the rest of the text: those in which words for its type are looked
for.
"""

ENDINGS = (*inputs.SUFFIXES, ".tsv", ".csv", ".pdf", ".docx", ".html", ".htm", ".md")
"""Endings of names of files, with those that people try though they are no inputs."""

Span = tuple[int, int]
"""Half-open, in code points of the text."""


@dataclass(frozen=True, slots=True)
class InText:
    """A name at places of a text, half-open, that are grounded alike; ``mention`` is what is recognised there, which
    may be more.

    Where nothing is recognised ``type`` is empty; ``best`` is None there and for a mention without an entity.
    ``changed`` says what of the text turned what the name alone gets into this, in the order in which it counts;
    nothing where it is the same entity.
    """

    name: str
    mention: str
    type: str
    places: tuple[Span, ...]
    best: Candidate | None
    reason: str
    changed: tuple[str, ...]


def document_of(given: str) -> Document:
    """The document that a user means by ``--in``: that of a file, else the text itself, read as a text file is.

    Raises ConfigError for a file with more or fewer documents than one, for a path at which there is no file, and for a
    text that is none; InputError for a file that cannot be read.
    """
    file = _is_file(given)
    if not file and _is_path(given):
        what = "a folder" if _is_folder(given) else "no such file"
        raise ConfigError(
            f"--in {given}: {what}: expected a text of several words, or a file with one document; check the spelling"
        )
    records = list(
        sources.read(given, "auto") if file else plain_text.parse(iter((given.encode("utf-8", "replace"),)), "--in")
    )
    documents = [one for one in records if isinstance(one, Document)]
    if len(documents) != 1:
        why = "; ".join(one.reason for one in records if isinstance(one, Reject))
        what = f"{given} holds {counted(len(documents), 'document')}" if file else "--in"
        raise ConfigError(f"{what}{f': {why}' if why else ''}: expected a text, or a file with one document")
    return documents[0]


def _is_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except OSError:  # an abstract is too long for the name of a file
        return False


def _is_folder(given: str) -> bool:
    try:
        return Path(given).is_dir()
    except OSError:
        return False


def _is_path(given: str) -> bool:
    """Whether what is no file looks as if it was meant to be one. Texts have slashes, but those that have no blank are
    no texts.
    """
    if "\n" in given or not given.strip():
        return False
    one_word = not any(c.isspace() for c in given)
    return (
        (one_word and ("/" in given or "\\" in given))
        or given.startswith(("/", "./", "../", "~/"))
        or given.lower().removesuffix(".gz").endswith(ENDINGS)
        or (one_word and _is_folder(given))
    )


def in_other_number(name: str, document: Document) -> str:
    """A name as a document prints it in the plural, or in the singular where the name is a plural; empty where it
    prints neither.
    """
    text, own = document.text, name.strip()
    one = names.singular(own.casefold())
    forms = dict.fromkeys(
        (f"{own}s", f"{own}es", f"{own[:-1]}ies" if own.endswith("y") else "", one if one != own.casefold() else "")
    )
    return next((text[slice(*places[0])] for form in forms if (places := _printed(form, text))), "")


def in_text(
    name: str, document: Document, annotator: Annotator, lexicon: Lexicon, type_: str = ""
) -> tuple[InText, ...]:
    """Every place of a document where a name is printed, in any case, those grounded alike together; with ``type_``
    only mentions of it.

    Nothing when the document does not print the name.
    """
    return _GroundedText(document, annotator, lexicon).named(name, type_)


class _GroundedText:
    """A document whose mentions were grounded, as found and without its headings."""

    def __init__(self, document: Document, annotator: Annotator, lexicon: Lexicon) -> None:
        self._document, self._annotator, self._lexicon = document, annotator, lexicon
        self._found = annotator.uncorrected(document)
        self._groundings = (*self._found.groundings, *self._found.aside)
        self._mentions = tuple(_as_found(one.mention) for one in self._groundings)
        bare = replace(document, headings=(), substances=())
        self._bare = annotator.regrounded(bare, self._mentions) if bare != document else self._groundings

    def named(self, name: str, type_: str) -> tuple[InText, ...]:
        places = _printed(name, self._document.text)
        found: dict[tuple[object, ...], InText] = {}
        for at, grounding in enumerate(self._groundings):
            mention = grounding.mention
            over = [place for place in places if place[0] < mention.end and mention.start < place[1]]
            if over or (names.key(name) and names.key(mention.text) == names.key(name)):
                places = [place for place in places if place not in over]
                one = self._explained(name, at)
                if not type_ or type_ in (one.type, mention.type):
                    _add(found, one)
        if not type_:
            for place in places:
                _add(
                    found,
                    InText(name, self._document.text[slice(*place)], "", (place,), None, "not recognised here", ()),
                )
        return tuple(sorted(found.values(), key=lambda one: one.places))

    def _explained(self, name: str, at: int) -> InText:
        grounding = self._groundings[at]
        mention = grounding.mention
        place = ((mention.start, mention.end),)
        changed = tuple(self._changed(name, at))
        corrected = self._annotator.corrected(replace(self._found, groundings=(grounding,), aside=()))
        if corrected.corrected and corrected.corrected[0].applied:
            changed = (*changed, "correction")
            if not corrected.groundings:
                return InText(
                    name,
                    mention.text,
                    mention.type,
                    place,
                    None,
                    "correction: no entity, the mention is left out",
                    changed,
                )
            grounding = corrected.groundings[0]
        best = grounding.best
        reason = best.reason if best else f"recognised as {mention.type}, and no entity is near enough"
        if at >= len(self._found.groundings):
            reason += "; in annotation files only, where it stands within another mention or beside them"
        return InText(name, mention.text, grounding.mention.type, place, best, reason, changed)

    def _changed(self, name: str, at: int) -> Iterator[str]:
        """What changed the entity of a mention, as it met it."""
        grounding = self._groundings[at]
        alone = self._annotator.alone(name)
        before = alone[0].id if alone else ""
        steps = self._steps(name, at) if before != (grounding.best.id if grounding.best else "") else ()
        species = f"species: {self._species(grounding.best.taxon)}" if grounding.best and grounding.best.taxon else ""
        for what, best in steps:
            now = best.id if best else ""
            if now != before and not (species and what == _NEIGHBOURS):
                yield what
            before = now
        if species:
            yield species
        if grounding.best is None and (why := self._annotator.refused(self._document, self._mentions[at])):
            yield f"refused: {why}"

    def _steps(self, name: str, at: int) -> Iterator[tuple[str, Candidate | None]]:
        """What is added to a name that stands alone, one thing at a time, and the best candidate then."""
        mention, text = self._mentions[at], self._document.text
        defined = mention.long_form
        reading = (
            f"part of '{mention.text}'" if names.key(mention.text) != names.key(name) else f"read as {mention.type}"
        )
        yield reading, self._alone(replace(mention, expanded="") if defined else mention, "")
        if defined:
            yield f"definition: '{defined}'", self._alone(mention, "")
        yield "next words", self._alone(mention, text[mention.end : mention.end + NEXT_WORDS].partition("\n")[0])
        yield _NEIGHBOURS, self._bare[at].best
        yield "headings", self._groundings[at].best

    def _alone(self, mention: Mention, after: str) -> Candidate | None:
        """The best candidate of a mention in a text of nothing but itself and some characters after it."""
        text = mention.text + after
        return self._annotator.regrounded(Document("", "", text), (replace(mention, start=0, end=len(mention.text)),))[
            0
        ].best

    def _species(self, taxon: str) -> str:
        row = self._lexicon.row(taxon)
        return f"{self._lexicon.label(row)} ({taxon})" if row is not None else taxon


_NEIGHBOURS = "neighbours"


def _as_found(mention: Mention) -> Mention:
    """A mention as it was before it took the type of its entity."""
    return replace(mention, type=mention.annotated_type)


def _printed(name: str, text: str) -> list[Span]:
    """Where a text prints a name as whole words, in any case."""
    if not name.strip():
        return []
    return [found.span() for found in re.finditer(rf"(?<!\w){re.escape(name.strip())}(?!\w)", text, re.IGNORECASE)]


def _add(found: dict[tuple[object, ...], InText], one: InText) -> None:
    """Put a place with those that are alike."""
    key = (one.mention, one.type, one.best and (one.best.id, one.best.ids), one.reason, one.changed)
    found[key] = replace(one, places=tuple(sorted((*found[key].places, *one.places)))) if key in found else one
