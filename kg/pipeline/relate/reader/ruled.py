"""What rules read as the result of a pair: figures say what words do not (*14 vs 9 months, P = 0.001*), and a
conclusion says it plainly.

They are heard where the models waver (``kg.pipeline.relate.reader.verdict``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.pipeline.relate.findings import read
from kg.pipeline.relate.study import Study

_PLACE_HOLDER = re.compile(r"\b(drug|past|tool|dis)(\d+)")


@dataclass(frozen=True, slots=True)
class Ruled:
    """``polarity``: ``supports`` where all that a document concludes of a pair (else all its results) is a benefit,
    ``opposes`` where it is a harm, ``null`` where it concludes that nothing changed, else empty; ``sentence``: the
    number of the first that says so.
    """

    polarity: str = ""
    sentence: int = -1


def ruled(study: Study | None, drug: str, disease: str) -> Ruled:
    """The reading of a pair (CURIEs); nothing where rules do not know both. ``study``: what rules say of the
    document.
    """
    if study is None or drug not in study.marked.drugs or disease not in study.marked.diseases:
        return Ruled()
    numbers = study.marked.drugs.index(drug), study.marked.diseases.index(disease)
    for zone in ("conclusions", "results"):
        found = [
            (at, finding.effect)
            for at, (sentence, own) in enumerate(zip(study.marked.sentences, study.marked.zones, strict=True))
            if own == zone and _about(sentence, study, numbers[0])
            for finding in read(_roles(sentence, study, *numbers))
            if not finding.hedged
        ]
        effects = {effect for _, effect in found}
        if effects:
            said = "supports" if effects == {1} else "opposes" if effects == {-1} else ""
            said = "null" if effects == {0} and zone == "conclusions" else said
            return Ruled(said, found[0][0] if said else -1)
    return Ruled()


def _about(sentence: str, study: Study, drug: int) -> bool:
    """Does a sentence speak of the drug, its partners, what it was measured against, or of no drug?"""
    named = {int(number) for kind, number in _PLACE_HOLDER.findall(sentence) if kind in ("drug", "tool")}
    allowed = {number for number, arm in enumerate(study.arms) if arm.role == "comparator"} | set(
        study.arms[drug].partners
    )
    return drug in named or not named - allowed


def _roles(sentence: str, study: Study, drug: int, disease: int) -> str:
    """A sentence with this pair's place-holders; the partners of a combination count as the drug itself."""

    def role(match: re.Match[str]) -> str:
        kind, number = match[1], int(match[2])
        if kind == "dis":
            return "disx" if number == disease else "otherd"
        if kind != "past" and (number == drug or (kind == "drug" and number in study.arms[drug].partners)):
            return "drugx"
        return "compx" if kind == "drug" and study.arms[number].role == "comparator" else "otherx"

    return _PLACE_HOLDER.sub(role, sentence)
