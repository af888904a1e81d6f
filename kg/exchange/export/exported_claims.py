"""What every export says about claims, whatever its format: assertions joined with their evidence, and where a claim
comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg import ids, schema
from kg.dataset.curation import REJECTED
from kg.dataset.opened import AGAIN
from kg.errors import DatasetError
from kg.exchange.export import associations
from kg.exchange.export.reading import ExportedDataset, ordered, rows

OURSELVES = "infores:kg"
"""This project as an information resource; not registered with Biolink yet, like the base of our IRIs."""
_INFORES = {"mesh-scr": "infores:mesh", "drugbank-open": "infores:drugbank", "curated": OURSELVES, "": OURSELVES}
_NOT_IN_INFORES = re.compile(r"[^a-z0-9]+")
PHASES = {"phase-3": "clinical_trial_phase_3", "phase-2": "clinical_trial_phase_2", "phase-1": "clinical_trial_phase_1"}
"""Evidence tier -> Biolink's research phase, for tiers that are one."""
_TRIAL = re.compile(r"NCT\d{8}")


@dataclass(frozen=True, slots=True)
class Asserted:
    """An assertion as stored, with the ids of its evidence, sorted; ``form`` is how Biolink says it.

    ``rejected`` is the evidence that a curator rejected, which is not among ``evidence``.
    """

    id: str
    subject: str
    relation: str
    predicate: str
    object: str
    form: associations.BiolinkForm
    original: str
    qualifiers: tuple[tuple[str, str], ...]
    negated: bool
    evidence_count: int | None
    publications: tuple[str, ...]
    best_tier: str
    score: float | None
    belief: float | None
    first_year: int | None
    latest_year: int | None
    evidence: tuple[str, ...]
    rejected: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether some evidence is left: of a claim whose whole evidence was rejected the graph has no edge."""
        return bool(self.evidence)


@dataclass(frozen=True, slots=True)
class Curated:
    """A curated edge as stored; ``form`` is how Biolink says it."""

    id: str
    subject: str
    relation: str
    predicate: str
    object: str
    form: associations.BiolinkForm
    original: str
    qualifiers: tuple[tuple[str, str], ...]
    source: str
    licence: str
    reference: str
    belief: float | None


_ASSERTION = (
    "id",
    "subject",
    "subject_type",
    "relation",
    "predicate",
    "object",
    "object_type",
    "qualifiers",
    "negated",
    "evidence_count",
    "publications",
    "best_tier",
    "score",
    "belief",
    "first_year",
    "latest_year",
)
_EDGE = (
    "id",
    "subject",
    "subject_type",
    "relation",
    "predicate",
    "object",
    "object_type",
    "basis",
    "source",
    "licence",
    "reference",
    "belief",
)


def assertions(dataset: ExportedDataset) -> Iterator[Asserted]:
    """Assertions by id, each with its evidence: two streams merged, the evidence sorted out of core.

    Raises DatasetError when evidence names an assertion that the dataset does not have, or an assertion has no
    evidence.
    """
    pairs = ordered(
        dataset,
        f"SELECT assertion, id, list_contains(coalesce(flags, []), '{REJECTED}') FROM evidence ORDER BY assertion, id",
        {"evidence": ("evidence", ("id", "assertion", "flags"))},
    )
    pending = next(pairs, None)
    for row in rows(dataset, "assertions", _ASSERTION):
        identifier, subject, subject_type, relation, predicate, object_, object_type, qualifiers = row[:8]
        if pending is not None and pending[0] < identifier:
            raise _dangling(dataset, pending)
        evidence: dict[bool, list[str]] = {False: [], True: []}
        while pending is not None and pending[0] == identifier:
            evidence[pending[2]].append(pending[1])
            pending = next(pairs, None)
        if not any(evidence.values()):
            raise DatasetError(f"{dataset.path('evidence')} has no evidence for assertion {identifier}; {AGAIN}")
        named = tuple(_qualifier(dataset, text) for text in qualifiers)
        form = _form(relation, subject, subject_type, predicate, object_, object_type, named)
        negated, count, publications, tier, score, belief, first, latest = row[8:]
        yield Asserted(
            identifier, subject, relation, predicate, object_, form, _original(relation), named, negated, count,
            tuple(dict.fromkeys(publications)), tier, score, belief, first, latest,
            tuple(evidence[False]), tuple(evidence[True]),
        )  # fmt: skip
    if pending is not None:
        raise _dangling(dataset, pending)


def curated(dataset: ExportedDataset) -> Iterator[Curated]:
    """Curated edges by id. Their qualifiers are those of their relation in schema.toml. Raises DatasetError."""
    for (
        identifier,
        subject,
        subject_type,
        relation,
        predicate,
        object_,
        object_type,
        basis,
        source,
        licence,
        reference,
        belief,
    ) in rows(dataset, "edges", _EDGE):
        if basis != "curated":
            continue
        row = schema.relations().get(relation)
        named = row.qualifiers if row and row.predicate == predicate else ()
        form = _form(relation, subject, subject_type, predicate, object_, object_type, named)
        original = _original(relation)
        yield Curated(
            identifier, subject, relation, predicate, object_, form, original, named, source, licence, reference, belief
        )


def _form(
    relation: str,
    subject: str,
    subject_type: str,
    predicate: str,
    object_: str,
    object_type: str,
    qualifiers: tuple[tuple[str, str], ...],
) -> associations.BiolinkForm:
    return _form_of(
        relation,
        associations.category(subject_type, subject),
        associations.category(object_type, object_),
        predicate,
        qualifiers,
    )


_form_of = lru_cache(maxsize=4096)(associations.form)
"""The form of a kind of claim: thousands of claims are of one kind."""


def _original(relation: str) -> str:
    row = schema.relations().get(relation)
    return row.original if row else ""


def _dangling(dataset: ExportedDataset, pair: tuple[object, ...]) -> DatasetError:
    return DatasetError(
        f"{dataset.path('evidence')}: evidence {pair[1]} names assertion {pair[0]}, which is not in the dataset;"
        f" {AGAIN}"
    )


def _qualifier(dataset: ExportedDataset, text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not re.fullmatch(r"[a-z][a-z0-9_]*", key):
        raise DatasetError(f"{dataset.path('assertions')}: the qualifier {text!r} is not of the form key=value")
    return key, value


def infores(source: str) -> str:
    """The information resource of a source, e.g. ``infores:mondo`` of one of ``ontologies/manifest.toml``.

    The catalogue takes lower-case ASCII letters, digits and hyphens. A name in other letters, or of none, ends in its
    hash: no source is refused, and two of them are not one.
    """
    if source in _INFORES:
        return _INFORES[source]
    slug = _NOT_IN_INFORES.sub("-", source.lower()).strip("-")
    hashed = "" if slug and source.isascii() else ids.digest("source", source, length=8)
    return "infores:" + "-".join(one for one in (slug, hashed) if one)


def said_by(publications: tuple[str, ...]) -> str:
    """Primary knowledge source of an assertion: PubMed, or this project when none of its documents has a PMID."""
    return "infores:pubmed" if any(p.startswith("PMID:") for p in publications) else OURSELVES


def within(start: int, end: int, first: int, last: int) -> tuple[int, int] | None:
    """Offsets ``first, last`` of an argument counted from ``start``; None when it lies outside ``[start, end)``."""
    return (first - start, last - start) if start <= first < last <= end else None


def same_document(doi: str, pmcid: str) -> list[str]:
    """The other identifiers of a publication as CURIEs, from the bare or the prefixed form."""
    found = []
    for prefix in ("https://doi.org/", "http://dx.doi.org/", "doi:", "DOI:"):
        doi = doi.removeprefix(prefix)
    if doi:
        found.append(f"DOI:{doi}")
    pmcid = pmcid.removeprefix("PMC:")
    if pmcid:
        found.append(f"PMC:{pmcid}")
    return found


def trial(number: str) -> str:
    """CURIE of a registry number (``NCT01035229``); numbers of other registries come back as they are."""
    return f"CLINICALTRIALS:{number}" if _TRIAL.fullmatch(number) else number
