"""What the sentences of ``kg.ask.explain`` come to: publications counted by tier and finding, the same in words, and
why a sentence does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.ask.findings import ACCEPTED, REJECTED, finding, publications, strongest_tier
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
    REJECTED: "a curator rejected it",
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


LISTED = 3
"""Publications that a line names before it says how many more there are."""


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

    The rule is that of ``kg.ask.findings``. It is meant for the rows of one drug: those of several would be counted as
    one.
    """
    counts: dict[str, dict[str, int]] = {}
    for evidence in publications(rows).values():
        counts.setdefault(strongest_tier(evidence), dict.fromkeys(POLARITIES, 0))[finding(evidence)] += 1
    return tuple(
        TierSummary(tier, **counts[tier], publications=sum(counts[tier].values())) for tier in TIERS if tier in counts
    )


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


def two_tiers(rows: Iterable[Row]) -> str:
    """In one line, which publications among the rows of one drug have evidence of several tiers, and where they count;
    empty where none has. A tier is that of a drug in a disease: a paper may study it in one and mention it in another.
    """
    found = [
        (document, sorted({row["tier"] or TIERS[-1] for row in evidence}, key=TIERS.index))
        for document, evidence in publications(rows).items()
    ]
    several = [f"{document} ({', '.join(tiers)})" for document, tiers in found if len(tiers) > 1]
    if not several:
        return ""
    more = f" and {len(several) - LISTED} more" if len(several) > LISTED else ""
    who, it = ("publication has", "it") if len(several) == 1 else ("publications have", "each")
    listed = ", ".join(several[:LISTED])
    return (
        f"{len(several)} {who} several tiers, one for each disease that it tells of: {listed}{more};"
        f" {it} counts once, at the strongest"
    )


def why_not_counted(row: Row) -> tuple[str, ...]:
    """Why a row does not count, in words; none where it does."""
    if row["counted"]:
        return ()
    reasons: list[tuple[Mapping[str, str], str]] = [(FLAGS, flag) for flag in row["flags"] or ()]
    reasons += [(ATTRIBUTIONS, row["attribution"]), (SECOND_HAND, row["tier"])]
    return tuple(words[key] for words, key in reasons if key in words)


def judgement(row: Row) -> str:
    """What a curator said of a row, who, when and why; empty where none judged it.

    >>> judgement({"flags": ["rejected"], "note": "the placebo arm", "judged_by": "A. Curator", "judged_on": ""})
    'rejected by A. Curator: the placebo arm'
    """
    flag = next((one for one in row["flags"] or () if one in (ACCEPTED, REJECTED)), "")
    if not flag:
        return ""
    by = f" by {row['judged_by']}" if row["judged_by"] else ""
    on = f" on {row['judged_on']}" if row["judged_on"] else ""
    return f"{flag}{by}{on}" + (f": {row['note']}" if row["note"] else "")


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
