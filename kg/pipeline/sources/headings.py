"""Headings of sections, as printed in abstracts and papers, and the section each one opens."""

from __future__ import annotations

import re
from functools import lru_cache

_HEADINGS_OF: dict[str, str] = {
    "abstract": """
        abstract; summary; abstract text; text
    """,
    "background": """
        background; introduction; intro; context; rationale; background and rationale; importance; significance;
        background and significance; what is known; what is known and objective; background context; study
        background; background and objective; background and objectives; background and aim; background and
        aims; background and purpose; background/aims; background & aims; background/aim; background/objective;
        background/objectives; background/purpose; introduction and objective; introduction and objectives;
        introduction and aim
    """,
    "objective": """
        objective; objectives; aim; aims; purpose; goal; goals; hypothesis; question; study objective; study
        objectives; aim of the study; aims of the study; purpose of the study; research question; aims and
        objectives; purpose of review; study aim; research purpose
    """,
    "methods": """
        methods; method; materials and methods; material and methods; patients and methods; subjects and
        methods; methodology; methods and materials; materials & methods; design; study design; design and
        methods; design and setting; setting; patients; participants; subjects; intervention; interventions;
        main outcome measures; main outcome measure; main outcomes and measures; outcome measures; measurements;
        data sources; data source; study selection; data extraction; search methods; search strategy; selection
        criteria; data collection and analysis; design, setting, and participants; design, setting and
        participants; design setting and participants; setting and participants; statistical analysis;
        experimental design; experimental approach; experimental procedures; procedures; exposures; exposure;
        eligibility criteria; methods/design; material/methods; materials/methods; methods and design; study
        design and methods; patients & methods; population; study population; research design and methods;
        animals; materials
    """,
    "results": """
        results; result; findings; main results; key results; main findings; key findings; outcomes; outcome;
        observations; data synthesis; methods and results; methods and findings; methodology/principal findings;
        principal findings; measurements and main results; results and discussion; recent findings; case report;
        case presentation; case summary; results and conclusion; results and conclusions; principal results;
        main outcomes; cases; clinical findings
    """,
    "conclusions": """
        conclusions; conclusion; discussion; interpretation; discussion and conclusion; discussion and
        conclusions; discussion/conclusion; conclusions and relevance; conclusion and relevance;
        conclusions/significance; conclusion/significance; authors' conclusions; reviewers' conclusions;
        author's conclusions; implications; clinical relevance; clinical implications; conclusions and
        implications; conclusion and implications; take-home message; what is new and conclusion; practice
        implications; comment; comments; concl; discuss; lessons; general significance
    """,
    "other": """
        trial registration; clinical trial registration; clinical trials registration; registration; trial
        registration number; trial registry; funding; level of evidence; keywords; key words; abbreviations;
        systematic review registration; clinicaltrials.gov identifier; copyright; conflict of interest;
        limitations; other; unassigned
    """,
}
"""Section name -> headings, lower case, parted by semicolons. NLM's list maps about 3,000 headings of PubMed's
structured abstracts to five categories; these are the common ones, with those of JATS and BioC sections.
"""

HEADINGS: dict[str, str] = {" ".join(one.split()): name for name, row in _HEADINGS_OF.items() for one in row.split(";")}
"""Heading, lower case and without its closing colon -> section name."""

WORDS: dict[str, str] = {
    "conclusion": "conclusions",
    "conclusions": "conclusions",
    "result": "results",
    "results": "results",
    "findings": "results",
    "method": "methods",
    "methods": "methods",
    "methodology": "methods",
    "background": "background",
    "introduction": "background",
    "objective": "objective",
    "objectives": "objective",
    "aim": "objective",
    "aims": "objective",
    "purpose": "objective",
}
"""Word of an unknown heading -> section name; the first such word decides (``Summary of findings``)."""

_WORD = re.compile(r"[a-z]+")


@lru_cache(maxsize=4096)
def section_name(heading: str, category: str = "") -> str:
    """Section name of a heading; ``category`` (NLM's ``NlmCategory``, BioC's ``section_type``) is asked when the
    heading is not known.

    An unknown heading without a known category goes by its words, else is ``other``; no heading and no known category
    is ``abstract``.
    """
    known = HEADINGS.get(heading.lower().strip(" \t\n:.")) if heading else None
    if known is not None:
        return known
    by_category = HEADINGS.get(category.lower()) if category else None
    if by_category is not None and (by_category != "other" or heading):
        return by_category
    by_word = next((WORDS[word] for word in _WORD.findall(heading.lower()) if word in WORDS), None)
    return by_word or ("other" if heading else "abstract")
