"""``kg.ground``: which entities a name may stand for, on its own and in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kg import schema
from kg.errors import ConfigError
from kg.interfaces.api.lexicon import lexicon
from kg.interfaces.api.rows import Rows
from kg.interfaces.api.texts import document_of
from kg.model import Candidate, Document
from kg.pipeline.ground.grounder import of_names

COLUMNS = ("text", "id", "name", "type", "score", "reason")
"""Columns of ``ground``, in order: the name as given, then the candidate's."""


def ground(
    names: str | Iterable[str],
    *,
    type: str = "",
    within: str | Document | None = None,
    profile: str = "default",
    corrections: Sequence[str | Path] = (),
) -> Rows:
    """Which entities a name may stand for, or each of several names: a row a candidate with the columns ``COLUMNS``,
    best first, and why.

    ``type``: ``drug``, ``target``, ``pathway``, ``disease``, ``role``, ``cellline`` or ``organism``, in any case, for
    candidates of that type only. ``notes`` say which names the lexicon does not have.

    ``within``: a text, for what the names stand for there, as ``kg.annotate`` has it in a profile and with tables of
    corrections: a row for all places that are grounded alike, with what of the text changed it, beside what the name
    gets alone; its columns are those of ``kg.interfaces.api.grounding_in_text``, and ``notes`` say which names are not recognised
    there.

    Raises ConfigError for another type or profile, OntologyError where there is no lexicon, TypeError for a name that
    is no text.

    >>> kg.ground("RAD001")[0]["id"]
    'CHEBI:68478'
    >>> [row["name"] for row in kg.ground(["everolimus", "HCC"], type="disease")]
    ['hepatocellular carcinoma']
    >>> for row in kg.ground("HCC", within="Oncocytic tumours include Hürthle cell carcinoma (HCC).", profile="fast")[:2]:
    ...     row["where"], row["name"], row["changed_by"]
    ('here', 'thyroid Hurthle cell carcinoma', ["definition: 'Hürthle cell carcinoma'"])
    ('alone', 'hepatocellular carcinoma', [])
    """
    texts = (names,) if isinstance(names, str) else tuple(names)
    if wrong := next((one for one in texts if not isinstance(one, str)), None):
        raise TypeError(f"{wrong!r} is no name: expected a text")
    label = label_of(type)
    if within is not None:
        from kg.interfaces.api.grounding_in_text import (
            ground_in_text,
        )  # which loads what annotates a text, and a name alone needs none of it

        try:
            return ground_in_text(
                texts, document_of(within) if isinstance(within, str) else within, label, corrections, profile
            )
        except ConfigError as error:
            raise ConfigError(str(error).removeprefix("--")) from None  # it is no option here
    if corrections:
        raise ConfigError("corrections are applied where a text prints a name: give a text with within")
    grounder = of_names(lexicon())
    rows = tuple(candidate_row(text, one) for text in texts for one in grounder.ground(text, label))
    found = {row["text"] for row in rows}
    missing = [text if text.strip() else repr(text) for text in texts if text not in found]
    notes = (f"not in the lexicon: {', '.join(missing)}; kg ontologies search looks inside names",) if missing else ()
    return Rows(rows, COLUMNS, notes=notes)


def label_of(type_: str) -> str:
    """The node label that a user means by a type, in any case; empty for none. Raises ConfigError for another word."""
    try:
        return schema.mention_type(type_) if type_ else ""
    except ConfigError as error:
        raise ConfigError(f"type {error}") from None


def candidate_row(text: str, candidate: Candidate) -> dict[str, Any]:
    """A candidate for a name as a row."""
    return {"text": text} | {column: getattr(candidate, column) for column in COLUMNS[1:]}
