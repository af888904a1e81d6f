"""How strong a study is: its tier, from what PubMed says of it first and from its words second.

Publication types decide where they name a phase. A trial type without a phase takes the phase its own text states, else
it is ``clinical``: being randomised is no phase. Phase I/II is ``phase-1`` unless the text reports its phase II part.
Phase IV and 0 are ``clinical`` and ``phase-1``. MeSH check tags (animals, cell lines) and registry numbers come next,
then words. "Humans" alone proves nothing: PubMed puts it on studies of human cell lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import TIERS, Document
from kg.pipeline.relate.study_cues import pattern

REVIEWS = frozenset(
    {
        "Review",
        "Systematic Review",
        "Meta-Analysis",
        "Network Meta-Analysis",
        "Practice Guideline",
        "Guideline",
        "Consensus Development Conference",
        "Scoping Review",
    }
)
OPINIONS = frozenset({"Editorial", "Comment", "News"})
"""Types of records that remark on the work of others: ``mention``."""

TRIALS = frozenset(
    {
        "Randomized Controlled Trial",
        "Clinical Trial",
        "Controlled Clinical Trial",
        "Pragmatic Clinical Trial",
        "Equivalence Trial",
        "Adaptive Clinical Trial",
        "Clinical Trial Protocol",
        "Clinical Study",
    }
)
HUMAN = frozenset(
    {"Case Reports", "Observational Study", "Multicenter Study", "Twin Study", "Clinical Trial, Phase IV"}
)
PHASES = {
    "Clinical Trial, Phase III": "phase-3",
    "Clinical Trial, Phase II": "phase-2",
    "Clinical Trial, Phase I": "phase-1",
}
NOTICES = frozenset({"Retraction of Publication", "Retraction Notice", "Published Erratum", "Expression of Concern"})
"""Types of records that are about another publication and hold no study of their own."""

_HUMAN_HEADINGS = frozenset(
    [
        "Adult",
        "Aged",
        "Aged, 80 and over",
        "Middle Aged",
        "Young Adult",
        "Adolescent",
        "Child",
        "Infant",
        "Retrospective Studies",
        "Cohort Studies",
        "Prospective Studies",
        "Case-Control Studies",
        "Follow-Up Studies",
        "Double-Blind Method",
        "Single-Blind Method",
    ]
)
_ANIMAL_HEADINGS = frozenset(
    [
        "Animals",
        "Mice",
        "Mice, Nude",
        "Mice, SCID",
        "Mice, Inbred BALB C",
        "Mice, Inbred C57BL",
        "Mice, Transgenic",
        "Rats",
        "Rats, Wistar",
        "Rats, Sprague-Dawley",
        "Rabbits",
        "Zebrafish",
        "Xenograft Model Antitumor Assays",
        "Disease Models, Animal",
        "Dogs",
        "Swine",
    ]
)
_CELL_HEADINGS = frozenset(
    [
        "Cell Line, Tumor",
        "Cell Line",
        "Hep G2 Cells",
        "HeLa Cells",
        "MCF-7 Cells",
        "Tumor Cells, Cultured",
        "Cells, Cultured",
        "In Vitro Techniques",
        "A549 Cells",
        "HCT116 Cells",
        "HEK293 Cells",
        "PC-3 Cells",
    ]
)

_PHASE = re.compile(
    r"\bphase[- ]?(0|iv|iii|ii|i|[1-4])[ab]?(?:\s?(?:/|-|and|or|to)\s?(?:phase[- ]?)?(iii|ii|i|"
    r"[1-3])[ab]?)?\b(?! (?:of (?:the )?(?:cell|menstrual|treatment|study)|enzyme|metabol|reaction))"
)
_FUTURE = re.compile(
    r"(?:warrant\w*|needed|need|await\w*|should|ongoing|future|planned|further|proceed\w*|support\w*|justif\w+|"
    r"currently|underway|previous|earlier|prior|other|several|recent)\b[^.;]{0,60}$"
)
_FUTURE_AFTER = re.compile(
    r"^[^.;]{0,40}\b(?:warranted|needed|ongoing|planned|underway|justified|should|trials have|studies have|"
    r"are in progress)\b"
)
_PART_TWO = re.compile(
    r"\bphase[- ](?:ii|2)b? (?:part|portion|cohort|component|stage|patients|expansion|step|section|dose|population)\b|"
    r"\bin (?:the )?phase[- ](?:ii|2)\b"
)


def document_tier(document: Document, body: Sequence[str]) -> str:
    """Tier of a document's own study: one of ``kg.model.TIERS``; ``mention`` when nothing says that there was a study.

    ``body`` holds its sentences without background, lower-cased: what others did does not count.
    """
    types = frozenset(document.publication_types)
    phases = {PHASES[name] for name in types if name in PHASES}
    text = " ".join(body)
    if phases:
        return _phase(phases, text)
    title = document.title.lower()
    trial = bool(types & TRIALS)
    if types & REVIEWS and not trial:
        return "review"
    if types & OPINIONS and not trial:
        return "mention"
    stated = stated_phases(title) or stated_phases(text)
    if trial:
        return _phase(stated, text) if stated else "clinical"
    if types & HUMAN:
        return "clinical"
    if (
        pattern("tier-review").search(title)
        or (pattern("tier-review").search(text) and not pattern("tier-people").search(text))
        or (
            pattern("tier-review").search(text)
            and not stated
            and not document.registry_ids
            and not re.search(r"\bp ?[<=>] ?0?\.\d", text)
            and not types & {"Journal Article"}
        )
    ):
        return "review"
    return _from_signs(document, title, text, stated)


def _from_signs(document: Document, title: str, text: str, stated: frozenset[str]) -> str:
    headings = frozenset(heading.name for heading in document.headings)
    registered = bool(document.registry_ids)  # with those of the text that are its own; a trial only cited is none
    people = pattern("tier-people").search(text) is not None or pattern("tier-people").search(title) is not None
    animals, cells = bool(headings & _ANIMAL_HEADINGS), bool(headings & _CELL_HEADINGS)
    preclinical_words = bool(
        pattern("tier-animals").search(f"{title} {text}") or pattern("tier-cells").search(f"{title} {text}")
    )
    if stated and (people or registered) and not animals:
        return _phase(stated, text)
    if (
        registered
        or (headings & _HUMAN_HEADINGS and not (animals or cells))
        or (people and not (animals or cells or _drug_on_models(text)))
    ):
        return "clinical"
    if (animals and (pattern("tier-animals").search(text) or not text or not cells)) or (
        not headings & _HUMAN_HEADINGS and pattern("tier-animals").search(f"{title} {text}")
    ):
        return "in-vivo"
    if cells or pattern("tier-cells").search(f"{title} {text}"):
        return "in-vitro"
    return "clinical" if people and not preclinical_words else "mention"


def _drug_on_models(text: str) -> bool:
    return pattern("tier-models").search(text) is not None


def stated_phases(text: str) -> frozenset[str]:
    """Phases that lower-cased text states of the study itself: not of trials that are planned, wanted or earlier."""
    found = set()
    for match in _PHASE.finditer(text):
        if _FUTURE.search(text, max(0, match.start() - 70), match.start()) or _FUTURE_AFTER.match(
            text[match.end() : match.end() + 60]
        ):
            continue
        found |= {_NUMERAL[part] for part in match.groups() if part}
    return frozenset(found - {""})


_NUMERAL = {
    "0": "phase-1",
    "i": "phase-1",
    "1": "phase-1",
    "ii": "phase-2",
    "2": "phase-2",
    "iii": "phase-3",
    "3": "phase-3",
    "iv": "",
    "4": "",
}


def _phase(phases: frozenset[str] | set[str], text: str) -> str:
    if phases >= {"phase-1", "phase-2"} and "phase-3" not in phases:
        return "phase-2" if _PART_TWO.search(text) else "phase-1"
    return min(phases, key=TIERS.index)


def is_protocol(document: Document, body: Sequence[str]) -> bool:
    """Is this the plan of a study that reports no result?"""
    if "Clinical Trial Protocol" in document.publication_types:
        return True
    title = document.title.lower()
    return (
        bool(pattern("protocol-title").search(title))
        or sum(1 for sentence in body if pattern("protocol-plan").search(sentence)) >= 2
    )


def is_retracted(document: Document) -> bool:
    """Has the publication been retracted (its type, a link to the notice, or the word set before its title)?"""
    return (
        "Retracted Publication" in document.publication_types
        or any(link.kind == "retracted-by" for link in document.links)
        or document.title.lower().startswith(("retracted:", "retracted article", "[retracted"))
    )


def is_notice(document: Document) -> bool:
    """Is the record only a notice about another publication (retraction, erratum)?"""
    return bool(NOTICES & frozenset(document.publication_types)) or document.title.lower().startswith(
        ("retraction:", "retraction notice", "retraction to", "erratum", "correction to", "corrigendum")
    )
