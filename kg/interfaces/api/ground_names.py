"""``kg.ground``: which entities a name may stand for, on its own and in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.ask.given import shown
from kg.errors import ConfigError
from kg.interfaces.api.arguments import expect, expect_characters, expect_tables, expect_texts
from kg.interfaces.api.ground_alone import ground_alone, label_of
from kg.interfaces.api.keywords import keywords
from kg.interfaces.api.row_list import Rows
from kg.interfaces.api.texts import document_of, refuse_table
from kg.model import Document
from kg.progress import Progress, unwatched


def ground(
    names: str | Iterable[str],
    *,
    type: str = "",
    within: str | Document | None = None,
    profile: str = "default",
    corrections: Sequence[str | Path] = (),
) -> Rows:
    """Which entities a name may stand for, or each of several names: a row a candidate, best first, with the columns
    ``text`` (the name as given), ``id``, ``name``, ``type``, ``score`` (0..1) and ``reason``.

    ``type``: ``drug``, ``target``, ``pathway``, ``disease``, ``role``, ``cellline`` or ``organism``, in any case, for
    candidates of that type only. ``notes`` say which names the lexicon does not have.

    ``within``: a text, for what the names stand for there, as ``kg.annotate`` has it in a profile and with tables of
    corrections: a row for all places that are grounded alike, with what of the text changed it, beside what the name
    gets alone. Its columns are those of ``kg.interfaces.api.ground_in_text``, and ``notes`` say which names are not
    recognised there.

    Raises ConfigError for another type or profile, and for corrections without a text; OntologyError where there is no
    lexicon, TypeError for a name that is no text, InputError for one with half a surrogate pair.

    >>> kg.ground("RAD001")[0]["id"]
    'CHEBI:68478'
    >>> [row["name"] for row in kg.ground(["everolimus", "HCC"], type="disease")]
    ['hepatocellular carcinoma']
    >>> text = "Oncocytic tumours include Hürthle cell carcinoma (HCC)."
    >>> for row in kg.ground("HCC", within=text, profile="fast")[:2]:
    ...     row["where"], row["name"], row["changed_by"]
    ('here', 'thyroid Hurthle cell carcinoma', ["definition: 'Hürthle cell carcinoma'"])
    ('alone', 'hepatocellular carcinoma', [])
    """
    refuse_table(names, "kg.ground", "name")
    if not isinstance(names, Iterable):
        raise TypeError(f"{shown(names)} is no name: expected a text, or several")
    texts = (names,) if isinstance(names, str) else tuple(names)
    for one in texts:
        expect(one, "name", str, "a text")
    expect_texts(type=type or "", profile=profile)
    expect_tables(corrections)
    if within is not None:
        expect(within, "text that names stand in", str | Document, "a text or a kg.Document")
    if isinstance(within, str):
        expect_characters(within, "within")
    with keywords():
        return grounded(texts, type, document_of(within) if isinstance(within, str) else within, profile, corrections)


def grounded(
    texts: Sequence[str],
    type_: str,
    within: Document | None,
    profile: str,
    corrections: Sequence[str | Path],
    progress: Progress = unwatched,
) -> Rows:
    """What ``ground`` and the command ``kg ground`` call; faults name the options of the command."""
    label = label_of(type_)
    for one in texts:
        expect_characters(one, f"name {shown(one)}")
    if within is not None:
        expect_characters(within.text, "--in")
    if within is None:
        if corrections:
            raise ConfigError("--corrections are applied where a text prints a name: give a text with --in")
        return ground_alone(texts, label)
    # loads what annotates a text, and a name alone needs none of it
    from kg.interfaces.api.ground_in_text import ground_in_text

    return ground_in_text(texts, within, label, corrections, profile, progress)
