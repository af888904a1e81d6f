"""The setting of a treatment in the text's own words: its line (``first-line``), its place beside surgery (``adjuvant``) or what came before.

Only what is said of the study itself counts: background and reviews of others' trials do not, and ``after first-line chemotherapy`` is
quoted whole, as it is no first line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Evidence, Sentence
from kg.relate.study_cues import spelled

_LINE = r"(?:first|second|third|fourth|front|later|1st|2nd|3rd)[- ](?:line|or (?:second|third|later)[- ]line)"
_LINES = (
    rf"(?:(?:first|second|third)-?(?:,? ?(?:or|and|to|/) ?))?{_LINE}(?: (?:or (?:later|greater|higher|beyond)|and beyond))?(?:[- ]line)?"
)
_GIVEN = r"(?:therap\w+|treatment|chemotherap\w+|chemoradi\w+|immunotherap\w+|radiotherap\w+|setting|regimens?|hormon\w+|endocrine|anti\w+)"
_KINDS = (
    rf"(?:after|following|failure of|failed|failing|progress\w+ (?:on|after|during|following)|resistant to|refractory to|despite|"
    rf"previous|prior) (?:failure of |progression (?:on|after) |prior |previous |one |a |the |standard )*{_LINES} (?:[\w-]+[- ])??(?:{_GIVEN}|[\w-]+)",
    rf"{_LINES}(?= )",
    r"(?:neo-?adjuvant(?: (?:and|or) adjuvant)?|adjuvant and neo-?adjuvant)(?! (?:arthritis))",
    rf"adjuvant(?= (?:[\w-]+ ){{0,3}}?{_GIVEN}| setting)|(?<=as )adjuvant|post-?(?:operative|mastectomy) adjuvant",
    r"peri-?operative(?= (?:chemo\w+|treatment|therapy))",
    rf"(?:maintenance|consolidation|induction|salvage|rescue)(?= (?:{_GIVEN}|phase of treatment))|(?<=as )(?:maintenance|consolidation|salvage)(?! dose)",
    r"(?:adjunctive|add-on|adjunct)(?= (?:therapy|treatment|to ))|(?<=as )(?:an? )?(?:adjunctive|add-on|adjunct)\b",
    r"(?:primary|secondary) (?:prevention|prophylaxis)",
    r"(?:relapsed|recurrent)(?:(?:,? ?(?:/|or|and|and/or) ?|-)refractory)|refractory(?: ?(?:/|or|and) ?)(?:relapsed|recurrent)|refractory(?! (?:period|error|index))|"
    r"treatment-(?:resistant|refractory|na[iï]ve|experienced)|(?:previously |chemotherapy-|chemo)(?:untreated|treated|na[iï]ve)|antiretroviral-na[iï]ve|drug-na[iï]ve",
    r"(?:after|following|undergoing) (?:[\w-]+ ){0,3}?(?:transplant(?:ation)?|resection|hepatectomy|prostatectomy|cystectomy|nephrectomy|mastectomy|"
    r"(?:percutaneous )?coronary intervention|pci|myocardial infarction|stroke|acute coronary syndromes?)(?![\w-])",
    r"palliative(?= (?:chemo\w+|treatment|therapy|setting))",
)
_SETTING = tuple(re.compile(rf"(?<![\w-])(?:{kind})", re.IGNORECASE) for kind in _KINDS)
"""Kinds of settings; of two in one sentence the kind that comes first counts."""

_NOT = re.compile(
    r"\b(?:freund'?s?|complete|incomplete|vaccine|alum|no|not|without|non-?|prior|previous|previously received|received|earlier) (?:\w+ )?$",
    re.IGNORECASE,
)
_STATED = ("title", "conclusions", "objective", "methods")
_PATIENTS = frozenset({"phase-3", "phase-2", "phase-1", "clinical"})


def setting(text: str, sentences: Sequence[Sentence], parts: Sequence[str], evidence: Evidence) -> str:
    """The setting that the sentences of a study in patients state, the title before the evidence itself and the rest; empty for none."""
    if evidence.tier not in _PATIENTS:
        return ""
    for sentence in _in_order(sentences, parts, evidence):
        words = text[sentence.start : sentence.end]
        found = _first(spelled(words))
        if found:
            return " ".join(words[found[0] : found[1]].split())
    return ""


def _in_order(sentences: Sequence[Sentence], parts: Sequence[str], evidence: Evidence) -> Iterator[Sentence]:
    yield from (s for s, part in zip(sentences, parts, strict=True) if part == "title")
    yield from (s for s, part in zip(sentences, parts, strict=True) if evidence.start <= s.start < evidence.end and part != "background")
    for wanted in _STATED[1:]:
        yield from (s for s, part in zip(sentences, parts, strict=True) if part == wanted)


def _first(sentence: str) -> tuple[int, int] | None:
    for kind in _SETTING:
        for match in kind.finditer(sentence):
            if not _NOT.search(sentence, max(0, match.start() - 40), match.start()):
                return match.span()
    return None
