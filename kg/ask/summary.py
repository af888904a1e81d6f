"""What the sentences of ``kg.ask.explain`` come to: publications counted by tier and finding, the same in words, and
why a sentence does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model import POLARITIES, TIERS
from kg.stores.store import Row

FOUND = {
    "null": "found no difference",
    "opposes": "found harm",
    "mixed": "found mixed results",
    "unclear": "stated no result that counts",
}
"""Every polarity but that of support -> what its publications did, in words."""

FLAGS = {
    "retracted": "the publication is retracted",
    "protocol": "it only says what is planned",
    "contaminated-cell-line": "its cell line is known to be contaminated or misidentified",
}
"""Flag of evidence that does not count -> why not, in words; ``speculated`` takes nothing but score."""

ATTRIBUTIONS = {
    "combination": "the result is that of a combination, not of the drug alone",
    "comparator": "the drug is only what another was measured against",
}
"""Attribution of evidence that does not count -> why not, in words."""

SECOND_HAND = {"review": "it is a review, no study of its own", "mention": "it is mentioned, not studied"}
"""Tier of evidence that does not count -> why not, in words."""


@dataclass(frozen=True, slots=True)
class TierSummary:
    """Publications whose strongest tier is ``tier``, by what they found: the five counts add up to ``publications``."""

    tier: str
    supports: int
    null: int
    opposes: int
    mixed: int
    unclear: int
    publications: int


def summarize(rows: Iterable[Row]) -> tuple[TierSummary, ...]:
    """The study evidence among rows of ``explain``, strongest tier first; tiers without a publication are left out.

    The rule is that of the query ``class-evidence-by-tier``: claims ``STUDIED_FOR`` that are not negated, without
    comparators and retracted evidence; a publication counts once, at its strongest tier, and as ``mixed`` where its
    counted findings disagree. It is meant for the rows of one drug: those of several would be counted as one.
    """
    ranks: dict[str, int] = {}
    findings: dict[str, set[str]] = {}
    for row in filter(_is_evidence, rows):
        rank = TIERS.index(row["tier"]) if row["tier"] else len(TIERS) - 1
        ranks[row["document"]] = min(rank, ranks.get(row["document"], rank))
        found = findings.setdefault(row["document"], set())
        if row["counted"] and row["polarity"] in POLARITIES and row["polarity"] != "unclear":
            found.add(row["polarity"])
    counts = {rank: dict.fromkeys(POLARITIES, 0) for rank in sorted(set(ranks.values()))}
    for document, rank in ranks.items():
        counts[rank][_finding(findings[document])] += 1
    return tuple(TierSummary(TIERS[rank], **found, publications=sum(found.values())) for rank, found in counts.items())


def is_study(row: Row) -> bool:
    """Whether a row is of a drug that was studied for a disease, whatever it is worth."""
    return bool(row["relation"] == "STUDIED_FOR" and not row["negated"])


def in_words(summary: Iterable[TierSummary]) -> str:
    """The strongest tier that supports, and what the studies of stronger tiers and of that tier found instead."""
    tiers = tuple(summary)
    best = next((at for at, one in enumerate(tiers) if one.supports), -1)
    if not tiers:
        return "No publication here is evidence about it."
    if best < 0:
        found = _found(tiers)
        return " ".join(
            ["No publication supports it.", *(f"{_capital(did)}: {where}." for did, where in found.items())]
        )
    at = tiers[best]
    said = [f"Strongest support: {at.tier} ({_publications(at.supports)})."]
    stronger = _found(tiers[:best])
    if stronger:
        said.append(f"Stronger studies {'; '.join(f'{did}: {where}' for did, where in stronger.items())}.")
    elif at.tier != TIERS[0]:
        said.append("There is no stronger study here.")
    if beside := [f"{count} {did}" for key, did in FOUND.items() if key != "unclear" and (count := getattr(at, key))]:
        said.append(f"At the same tier {', '.join(beside)}.")
    return " ".join(said)


def why_not_counted(row: Row) -> tuple[str, ...]:
    """Why a row does not count, in words; none where it does."""
    if row["counted"]:
        return ()
    reasons: list[tuple[Mapping[str, str], str]] = [(FLAGS, flag) for flag in row["flags"] or ()]
    reasons += [(ATTRIBUTIONS, row["attribution"]), (SECOND_HAND, row["tier"])]
    return tuple(words[key] for words, key in reasons if key in words)


def _is_evidence(row: Row) -> bool:
    return is_study(row) and row["attribution"] != "comparator" and "retracted" not in (row["flags"] or ())


def _finding(found: set[str]) -> str:
    if not found:
        return "unclear"
    return next(iter(found)) if len(found) == 1 else "mixed"


def _found(tiers: Sequence[TierSummary]) -> dict[str, str]:
    """What publications did otherwise than support -> the tiers, each with how many of them."""
    return {
        did: ", ".join(where)
        for key, did in FOUND.items()
        if (where := [f"{one.tier} ({_publications(getattr(one, key))})" for one in tiers if getattr(one, key)])
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _publications(count: int) -> str:
    return f"{count} publication{'' if count == 1 else 's'}"
