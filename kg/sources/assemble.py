"""A document's text from its title and sections: the one place where offsets are made.

``text`` is the title, one newline, then the sections joined by newlines; headings are not in the text. Every section's offsets index
it exactly. Without sections the text is the title alone; without a title it starts with the newline, so that offsets stay PubTator's.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Section

MAX_TEXT = 1_000_000
"""Longest text of one document, in code points. The longest real PubMed abstracts have about 30,000 and full texts rarely 500,000;
spaCy refuses texts above 1,000,000 by default (``Language.max_length``), because its memory grows with a text's length."""

Part = tuple[str, str, str]
"""A section before assembly: name (one of ``kg.model.SECTIONS``), heading as printed, text."""

HEADINGS: dict[str, str] = {
    "abstract": "abstract", "summary": "abstract", "abstract text": "abstract", "text": "abstract",
    "background": "background", "introduction": "background", "intro": "background", "context": "background", "rationale": "background",
    "background and rationale": "background", "importance": "background", "significance": "background", "background and significance": "background",
    "what is known": "background", "what is known and objective": "background", "background context": "background", "study background": "background",
    "background and objective": "background", "background and objectives": "background", "background and aim": "background",
    "background and aims": "background", "background and purpose": "background", "background/aims": "background", "background & aims": "background",
    "background/aim": "background", "background/objective": "background", "background/objectives": "background", "background/purpose": "background",
    "introduction and objective": "background", "introduction and objectives": "background", "introduction and aim": "background",
    "objective": "objective", "objectives": "objective", "aim": "objective", "aims": "objective", "purpose": "objective", "goal": "objective",
    "goals": "objective", "hypothesis": "objective", "question": "objective", "study objective": "objective", "study objectives": "objective",
    "aim of the study": "objective", "aims of the study": "objective", "purpose of the study": "objective", "research question": "objective",
    "aims and objectives": "objective", "purpose of review": "objective", "study aim": "objective", "research purpose": "objective",
    "methods": "methods", "method": "methods", "materials and methods": "methods", "material and methods": "methods", "patients and methods": "methods",
    "subjects and methods": "methods", "methodology": "methods", "methods and materials": "methods", "materials & methods": "methods",
    "design": "methods", "study design": "methods", "design and methods": "methods", "design and setting": "methods", "setting": "methods",
    "patients": "methods", "participants": "methods", "subjects": "methods", "intervention": "methods", "interventions": "methods",
    "main outcome measures": "methods", "main outcome measure": "methods", "main outcomes and measures": "methods", "outcome measures": "methods",
    "measurements": "methods", "data sources": "methods", "data source": "methods", "study selection": "methods", "data extraction": "methods",
    "search methods": "methods", "search strategy": "methods", "selection criteria": "methods", "data collection and analysis": "methods",
    "design, setting, and participants": "methods", "design, setting and participants": "methods", "design setting and participants": "methods",
    "setting and participants": "methods", "statistical analysis": "methods", "experimental design": "methods", "experimental approach": "methods",
    "experimental procedures": "methods", "procedures": "methods", "exposures": "methods", "exposure": "methods", "eligibility criteria": "methods",
    "methods/design": "methods", "methods and design": "methods", "study design and methods": "methods", "patients & methods": "methods",
    "population": "methods", "study population": "methods", "research design and methods": "methods", "animals": "methods", "materials": "methods",
    "results": "results", "result": "results", "findings": "results", "main results": "results", "key results": "results", "main findings": "results",
    "key findings": "results", "outcomes": "results", "outcome": "results", "observations": "results", "data synthesis": "results",
    "methods and results": "results", "methods and findings": "results", "methodology/principal findings": "results", "principal findings": "results",
    "measurements and main results": "results", "results and discussion": "results", "recent findings": "results", "case report": "results",
    "case presentation": "results", "case summary": "results", "results and conclusion": "results", "results and conclusions": "results",
    "principal results": "results", "main outcomes": "results", "cases": "results", "clinical findings": "results",
    "conclusions": "conclusions", "conclusion": "conclusions", "discussion": "conclusions", "interpretation": "conclusions",
    "discussion and conclusion": "conclusions", "discussion and conclusions": "conclusions", "discussion/conclusion": "conclusions",
    "conclusions and relevance": "conclusions", "conclusion and relevance": "conclusions", "conclusions/significance": "conclusions",
    "conclusion/significance": "conclusions", "authors' conclusions": "conclusions", "reviewers' conclusions": "conclusions",
    "author's conclusions": "conclusions", "implications": "conclusions", "clinical relevance": "conclusions", "clinical implications": "conclusions",
    "conclusions and implications": "conclusions", "conclusion and implications": "conclusions", "take-home message": "conclusions",
    "what is new and conclusion": "conclusions", "practice implications": "conclusions", "comment": "conclusions", "comments": "conclusions",
    "concl": "conclusions", "discuss": "conclusions", "lessons": "conclusions", "general significance": "conclusions",
    "trial registration": "other", "clinical trial registration": "other", "clinical trials registration": "other", "registration": "other",
    "trial registration number": "other", "trial registry": "other", "funding": "other", "level of evidence": "other", "keywords": "other",
    "key words": "other", "abbreviations": "other", "systematic review registration": "other", "clinicaltrials.gov identifier": "other",
    "copyright": "other", "conflict of interest": "other", "limitations": "other", "other": "other", "unassigned": "other",
}  # fmt: skip
"""Heading as printed, lower case and without its closing colon -> section name. Headings of PubMed's structured abstracts
(NLM's list maps about 3,000 of them to five categories; these are the common ones) and of JATS and BioC sections."""


def section_name(heading: str, category: str = "") -> str:
    """Section name of a heading; ``category`` (NLM's ``NlmCategory``, BioC's ``section_type``) is asked when the heading is not known.

    No heading and no known category is ``abstract``; an unknown heading without a known category is ``other``.
    """
    known = HEADINGS.get(heading.lower().strip(" \t\n:.")) if heading else None
    if known is not None:
        return known
    by_category = HEADINGS.get(category.lower()) if category else None
    if by_category is not None and (by_category != "other" or heading):
        return by_category
    return "other" if heading else "abstract"


def squeeze(text: str) -> str:
    """The text with every run of white space (tabs, newlines, no-break spaces) turned into one space, and none at its ends."""
    return " ".join(text.split())


def assemble(title: str, parts: Iterable[Part]) -> tuple[str, tuple[Section, ...]]:
    """Text and sections of a document; the parts' texts are taken as they are, and those without text are left out.

    The title is a section too (name ``title``), so every character but the joining newlines lies in exactly one section.
    """
    sections: list[Section] = []
    texts = [title]
    end = len(title)
    if title:
        sections.append(Section("title", 0, end))
    for name, label, text in parts:
        if text:
            start = end + 1
            end = start + len(text)
            sections.append(Section(name, start, end, label))
            texts.append(text)
    return "\n".join(texts), tuple(sections)


def too_long(text: str) -> str:
    """Why a text cannot be used for its length, or nothing."""
    if len(text) <= MAX_TEXT:
        return ""
    return f"the text has {len(text):,} characters: more than the {MAX_TEXT:,} a document may have; split it"
