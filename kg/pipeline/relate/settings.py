"""The setting of a treatment in the text's own words: its line (``first-line``), its place beside surgery
(``adjuvant``), what came before.

Only what is said of the study itself counts: background and reviews of others' trials do not, and ``after first-line
chemotherapy`` is quoted whole, as it is no first line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import AnnotatedDocument, Evidence, Sentence
from kg.pipeline.relate.study_cues import spelled

_LINE = r"(?:first|second|third|fourth|front|later|1st|2nd|3rd)[- ](?:line|or (?:second|third|later)[- ]line)"
_LINES = (
    rf"(?:(?:first|second|third)-?(?:,? ?(?:or|and|to|/) ?))?{_LINE}(?: (?:or (?:later|greater|higher|beyond)|"
    rf"and beyond))?(?:[- ]line)?"
)
_GIVEN = (
    r"(?:therap\w+|treatment|chemotherap\w+|chemoradi\w+|immunotherap\w+|radiotherap\w+|setting|regimens?|hormon\w+|"
    r"endocrine|anti\w+)"
)
_KINDS = (
    r"(?:neo-?adjuvant(?: (?:and|or) adjuvant)?|adjuvant and neo-?adjuvant)(?! (?:arthritis))",
    rf"adjuvant(?= (?:[\w-]+ ){{0,3}}?{_GIVEN}| setting)|(?<=as )adjuvant|post-?(?:operative|mastectomy) adjuvant",
    r"peri-?operative(?= (?:chemo\w+|treatment|therapy))",
    rf"(?:maintenance|consolidation|induction|salvage|rescue)(?= (?:{_GIVEN}|phase of treatment))|"
    rf"(?<=as )(?:maintenance|consolidation|salvage)(?! dose)",
    rf"(?:after|following|failure of|failed|failing|progress\w+ (?:on|after|during|following)|resistant to|"
    rf"refractory to|despite|previous|prior) (?:failure of |progression (?:on|after) |prior |previous |one |a |the |"
    rf"standard )*{_LINES}(?: [\w-]+){{0,2}}? (?:{_GIVEN}|[\w-]+)",
    rf"{_LINES}(?= )(?! (?:of )?(?:defen[cs]e|barrier|support))",
    r"(?:adjunctive|add-on|adjunct)(?= (?:therapy|treatment|to ))|(?<=as )(?:an? )?(?:adjunctive|add-on|adjunct)\b",
    r"(?:primary|secondary) (?:prevention|prophylaxis)",
    r"(?:relapsed|recurrent)(?:(?:,? ?(?:/|or|and|and/or) ?|-)refractory)|refractory(?: ?(?:/|or|and) ?)(?:relapsed|"
    r"recurrent)|refractory(?! (?:period|error|index))|treatment-(?:resistant|refractory|na[iï]ve|experienced)|"
    r"(?:previously |chemotherapy-|chemo)(?:untreated|treated|na[iï]ve)|antiretroviral-na[iï]ve|drug-na[iï]ve",
    r"(?:after|following|undergoing) (?:[\w-]+ ){0,3}?(?:transplant(?:ation)?|resection|hepatectomy|prostatectomy|"
    r"cystectomy|nephrectomy|mastectomy|(?:percutaneous )?coronary intervention|pci|myocardial infarction|stroke|"
    r"acute coronary syndromes?)(?![\w-])",
    r"palliative(?= (?:chemo\w+|treatment|therapy|setting))",
)
_SETTING = tuple(re.compile(rf"(?<![\w-])(?:{kind})", re.IGNORECASE) for kind in _KINDS)
"""Kinds of settings; of two in one sentence the kind that comes first counts."""

_HINT = re.compile(
    r"line|adjuvant|operative|maintenance|consolidation|induction|salvage|rescue|adjunct|add-on|prevention|prophylaxis|"
    r"refractory|treatment-|treated|na[iï]ve|after|following|undergoing|palliative",
    re.IGNORECASE,
)
"""What every setting has in it; most sentences have none."""

_NOT = re.compile(
    r"\b(?:freund'?s?|complete|incomplete|vaccine|alum|no|not|without|non-?|prior|previous|previously received|"
    r"received|earlier) (?:\w+ )?$",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(r"\b(?:years?|months?|weeks?|days?|hours?|h) $", re.IGNORECASE)
_ADDED_TO = re.compile(r"(?: [\w-]+){0,2} to (?:the |[\w-]+ )?")
_STATED = ("conclusions", "objective", "methods")
_PATIENTS = frozenset({"phase-3", "phase-2", "phase-1", "clinical"})


def setting(annotated: AnnotatedDocument, parts: Sequence[str], evidence: Evidence, subject: str) -> str:
    """The setting that a study in patients states of a drug (CURIE ``subject``); empty for none.

    ``parts`` are the sentences' zones. The title counts before the evidence itself, and that before conclusions, aims
    and methods; sentences that only name other drugs do not.
    """
    if evidence.tier not in _PATIENTS:
        return ""
    text = annotated.document.text
    drugs = [
        (g.mention.start, g.mention.end, g.best.id)
        for g in annotated.groundings
        if g.best and g.best.type in ("Drug", "Role")
    ]
    for sentence in _in_order(annotated.sentences, parts, evidence):
        start, end = sentence.start, sentence.end
        named = [(a - start, b - start, curie) for a, b, curie in drugs if start <= a and b <= end]
        if named and subject not in {curie for _, _, curie in named}:
            continue
        found = _first(spelled(text[start:end]), [a for a, _, curie in named if curie == subject])
        if found:
            return " ".join(text[start + found[0] : start + found[1]].split())
    return ""


def _in_order(sentences: Sequence[Sentence], parts: Sequence[str], evidence: Evidence) -> Iterator[Sentence]:
    yield from (s for s, part in zip(sentences, parts, strict=True) if part == "title")
    yield from (
        s
        for s, part in zip(sentences, parts, strict=True)
        if evidence.start <= s.start < evidence.end and part != "background"
    )
    for wanted in _STATED:
        yield from (s for s, part in zip(sentences, parts, strict=True) if part == wanted)


def _first(sentence: str, drugs: Sequence[int]) -> tuple[int, int] | None:
    """The setting in a sentence that names the drug at ``drugs``; not one of time ("two years after transplantation"),
    nor what another drug is to this one ("lithium as add-on to quetiapine").
    """
    if not _HINT.search(sentence):
        return None
    for kind in _SETTING:
        for match in kind.finditer(sentence):
            before = max(0, match.start() - 40)
            to = _ADDED_TO.match(sentence, match.end())
            other = to is not None and match.group()[:2].lower() == "ad" and to.end() in drugs
            if not (
                other
                or _NOT.search(sentence, before, match.start())
                or _LONG_AGO.search(sentence, before, match.start())
            ):
                return match.span()
    return None
