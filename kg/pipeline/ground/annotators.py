"""What annotators of corpora may say where nobody's guideline is followed: little against the lexicon, and nothing in
few documents.

Annotators must give every mention an id of one terminology, so for what that lacks they take the nearest: *analgesia*
is annotated as congenital insensitivity to pain, *blood loss* as postpartum haemorrhage, *aggression* as a mental
disorder. What a name means in ordinary text can be learned from them only where the names agree, or where so many
documents do that the habit is everybody's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import curated_tables, names, similar
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.ground.annotated_ids import Ids
from kg.pipeline.ground.evidence import SHORT, is_formula, is_short
from kg.pipeline.ground.learned import LearnedNames

SHARE = 0.75
"""Share of a name's documents that must agree on what it means."""

MANY = 10
"""Documents that are enough whatever the entity is called."""

ENOUGH = 3
"""Documents that are enough where the entity's own names bear the annotators out."""

TWO = 2
"""The same where nothing but the case of the name, or a ban, kept the lexicon from saying so itself, and for names of
genes and long names of substances, which are made to mean one thing.
"""

LONG = 7
"""Letters and digits of a long name."""

NARROWING = frozenset(
    "acute chronic congenital drug familial hereditary induced infantile juvenile neonatal postoperative postpartum"
    " secondary toxic".split()
)
"""Words for cause, course or age: an entity whose name has one more than the text is a narrower thing."""

_SYMBOL = re.compile(r"(?=\S*(?:\d|[^\W\dA-Za-z_]|[A-Z]\S*[A-Z]))\S+")
"""One word with a number, a Greek letter or two capitals is made up for one gene, and one document of annotators is
enough.
"""

_STEM = 5
"""Letters that two inflections of a word share (``diabetic``, ``diabetes``)."""


@dataclass(frozen=True, slots=True)
class Vouched:
    """What annotators mean by a name: the id that they gave, the row of its entity (None where the lexicon has none),
    in how many documents and in which corpora.
    """

    id: str
    row: int | None
    documents: int
    corpora: frozenset[str]


def called_so(documents: int) -> str:
    """The reason in words."""
    return f"annotators call it so in {documents} documents" if documents > 1 else "annotators call it so in a document"


class Annotators:
    """Holds what annotators call things and the lexicon that their ids are looked up in."""

    def __init__(self, lexicon: Lexicon, learned: LearnedNames) -> None:
        self._lexicon = lexicon
        self._learned = learned
        self._bans = _curated_bans()

    @lru_cache(maxsize=1 << 15)  # noqa: B019 - lives as long as its process
    def votes(self, type_: str, text: str) -> Mapping[int, int]:
        """Row of an entity -> documents in which annotators meant it by this name; genes of other species count for the
        human ortholog.
        """
        found: Counter[int] = Counter()
        for ids, corpora in self._learned.said(type_, text).items():
            row = self._row(ids)
            if row is not None:
                found[row] += sum(corpora.values())
        return found

    def nothing(self, type_: str, text: str) -> bool:
        """Whether most documents of annotators leave a name without an id."""
        said = {ids: sum(corpora.values()) for ids, corpora in self._learned.said(type_, text).items()}
        return bool(said) and 2 * said.get(Ids(), 0) > sum(said.values())

    def alike(self, text: str, limit: int, least: float) -> list[str]:
        """Names of diseases by annotators that are most like a text (``least`` to 1)."""
        return [name.text for name, _ in self._learned.similar(text, self._lexicon.similar_names, limit, least)]

    def vouched(
        self, type_: str, text: str, told: frozenset[int] = frozenset(), *, family: bool = False
    ) -> Vouched | None:
        """What a name that the lexicon lacks means by annotators, where that can be relied on.

        ``told``: rows of entities that the document itself says it is about, for which a document of annotators is
        enough; ``family``: the name is likely one of a class of genes.
        """
        found = self._meant(type_, text)
        if found is None or found.row in told:
            return found
        if found.row is None:
            return found if type_ != "Target" and found.documents >= MANY else None
        return found if self._suffices(type_, text, found, family) else None

    @lru_cache(maxsize=1 << 15)  # noqa: B019 - lives as long as its process
    def _meant(self, type_: str, text: str) -> Vouched | None:
        """The one entity that most documents agree on."""
        by_entity: dict[Ids, Counter[str]] = {}
        for ids, corpora in self._learned.said(type_, text).items():
            if not ids:
                continue
            row = self._row(ids)
            by_entity.setdefault(ids if row is None else Ids((self._lexicon.id(row),)), Counter()).update(corpora)
        counted = {ids: sum(corpora.values()) for ids, corpora in by_entity.items()}
        meant = min(counted, key=lambda ids: (-counted[ids], str(ids)), default=Ids())
        # Several ids are a list, or the members that one corpus takes a class to have.
        if not meant or meant.are_several or counted[meant] < SHARE * sum(counted.values()):
            return None
        best, documents, corpora = meant.first, counted[meant], by_entity[meant]
        # A word that is kept from standing for anything of a type (``lipid``, for one is no drug) may still be what
        # everybody annotates.
        banned = self._banned(type_, text)
        # A plural that is kept from it is a class, whatever annotators call its singular (``alcohols``).
        if (
            "*" in banned
            and _is_plural(text)
            and not any(_is_plural(one) for one in self._learned.printed(type_, text))
        ):
            return None
        if best in banned or ("*" in banned and (documents < MANY or len(corpora) < 2)):
            return None
        return Vouched(best, self._lexicon.row(best), documents, frozenset(corpora))

    def _suffices(self, type_: str, text: str, found: Vouched, family: bool) -> bool:
        """Whether there are documents enough for a name and an entity of the lexicon."""
        assert found.row is not None
        length, short = sum([c.isalnum() for c in text]), is_short(text)
        if type_ == "Target":
            if family:
                return found.documents >= ENOUGH
            if short:
                return found.documents >= (TWO if names.fold(text[-1:]).isalpha() and not text.isascii() else ENOUGH)
            return found.documents >= TWO or _SYMBOL.fullmatch(text) is not None or self._names_it(found.row, text)
        several = len(found.corpora) > 1
        if type_ == "Drug":
            if length < SHORT and text.isalpha():
                return found.documents >= MANY and several
            return found.documents >= _of_substance(
                text, length, short=short, agreed=several or self._names_it(found.row, text)
            )
        if short:
            return found.documents >= MANY and several
        if found.documents >= MANY:
            return True
        entity = self._lexicon.entity_at(found.row)
        known = (entity.name, *entity.synonyms)
        if text in known:
            return found.documents >= TWO
        return found.documents >= ENOUGH and any(_bears_out(name, text) for name in known)

    def _banned(self, type_: str, text: str) -> frozenset[str]:
        """The entities that a person has kept a name from standing for, ``*`` for all of a type; a ban in lower case
        spares capitals.
        """
        banned, found = self._bans.get((type_, names.key(text)), ("", frozenset[str]()))
        return frozenset() if banned.islower() and sum(c.isupper() for c in text) > 1 else found

    def _names_it(self, row: int, text: str) -> bool:
        """Whether a name of an entity has all words of a text, two of them at the least."""
        entity = self._lexicon.entity_at(row)
        said = {word for word in names.folded_tokens(text) if len(word) > 2}
        return len(said) > 1 and any(said <= set(names.folded_tokens(name)) for name in (entity.name, *entity.synonyms))

    def _row(self, ids: Ids) -> int | None:
        """The row of the one entity that ids stand for, of a gene of another species that of the human ortholog."""
        if not ids or ids.are_several:
            return None
        gene = self._lexicon.genes.gene(ids.first)
        return self._lexicon.row(ids.first) if gene is None or gene.human is None else gene.human


def _is_plural(text: str) -> bool:
    return text.endswith("s") and not text.endswith("ss") and text[-2:-1].islower()


def _curated_bans() -> dict[tuple[str, str], tuple[str, frozenset[str]]]:
    """Type and key of a name -> the name as it is banned and the ids that it is banned from, from
    ontologies/curated/names.tsv.
    """
    found: dict[tuple[str, str], tuple[str, frozenset[str]]] = {}
    for row in curated_tables.rows("names"):
        if row["action"] == "ban":
            at = (row["type"], names.key(row["name"]))
            found[at] = (row["name"], found.get(at, ("", frozenset[str]()))[1] | {row["id"]})
    return found


def _of_substance(text: str, length: int, *, short: bool, agreed: bool) -> int:
    """Documents that are enough for a name of a drug; ``agreed``: corpora agree on it, or it is a part of a name of the
    entity.
    """
    if is_formula(text):
        return 1
    if length >= LONG:
        return 1 if agreed else TWO
    if agreed and not short:
        return TWO
    return ENOUGH


def _bears_out(name: str, text: str) -> bool:
    """Whether a name has the stems of all words of a text, and no word more that makes it narrower."""
    own, said = similar.words(name), similar.words(text)
    if not said or NARROWING & (
        set(map(names.singular, names.folded_tokens(name))) - set(map(names.singular, names.folded_tokens(text)))
    ):
        return False
    stems = {word[:_STEM] for word in own}
    return all(word[:_STEM] in stems for word in said)
