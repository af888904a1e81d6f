"""Comparators: what a drug was measured against, as CURIEs of drugs and as a few plain words for what is no drug (``placebo``).

From the comparisons that title, aims, methods, results and conclusions state (``kg.relate.arms``). What both arms got is a comparator
only where the control arm got nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.relate.arms import Comparison, comparisons
from kg.relate.marked import Marked

WORDS: dict[str, str] = {
    "placebo": r"placebos?",
    "sham": r"sham",
    "vehicle": r"vehicle",
    "saline": r"(?:normal |physiological |isotonic |0\.9% )*saline",
    "no treatment": r"no (?:additional |further |active |drug |specific |adjuvant |prophylactic )*(?:treatment|therapy|intervention|prophylaxis|medication|"
    r"premedication|supplementation|maintenance)|untreated|non-?treatment|no-treatment",
    "best supportive care": r"best supportive care|supportive care(?: alone| only)",
    "standard of care": r"(?:the )?(?:current )?standard[- ]of[- ]care|standard (?:medical )?(?:care|therapy|treatment)|(?:usual|routine) care|"
    r"conventional (?:medical )?(?:care|therapy|treatment)",
    "observation": r"observation(?: alone| only)?|watchful waiting|expectant management",
    "chemotherapy": r"chemotherapy",
    "radiotherapy": r"radiotherapy|radiation therapy",
    "surgery": r"surgery(?: alone)?",
    "diet": r"(?:control |low-fat |normal |standard )diet",
}
"""Plain word of a comparator -> how texts call it."""

_CALLED = re.compile("|".join(f"(?P<w{i}>{pattern})" for i, pattern in enumerate(WORDS.values())))
_ARM = re.compile(
    rf"\bdrug(\d+)(?!\w)|\b(?:{'|'.join(WORDS.values())}|controls?(?= (?:group|arm|animals|mice|patients|cells))|controls(?! )|"
    r"calcineurin inhibitors?|cnis?)\b(?!-(?:resistant|refractory|controlled|treated))"
)
_DESIGN = re.compile(r"\b(placebo|vehicle|sham|saline)[- ]controlled\b")
_GROUP = re.compile(
    r"(?<!plus )(?<!with matching )(?<!\+ )\b(placebo|vehicle|sham|saline|untreated|no[- ]treatment|observation|standard[- ]of[- ]care|usual care|standard care)"
    r"(?:-treated)?(?: (?:control )?(?:groups?|arms?|recipients|patients|animals|mice|rats|controls?)\b|-treated\b)|"
    r"\b(?:compared (?:with|to)|versus|vs\.?|than|or|relative to|against) (?:an? |the |matching )*(placebo|vehicle|sham|no treatment|usual care|standard care|"
    r"best supportive care|untreated|observation)\b(?! plus)"
)
_ZONES = ("title", "objective", "methods", "results", "conclusions")


def comparators(marked: Marked, subject: str) -> tuple[str, ...]:
    """Comparators of a drug in order of their first statement, the title before aims, methods, results and conclusions; each once."""
    if subject not in marked.drugs:
        return ()
    drug = marked.drugs.index(subject)
    return tuple(dict.fromkeys(_stated(marked, drug)))


def _stated(marked: Marked, drug: int) -> Iterator[str]:
    for zone in _ZONES:
        for sentence in marked.within(zone):
            if re.search(rf"\bdrug{drug}(?!\d)", sentence):
                for comparison in comparisons(sentence, _ARM):
                    yield from _other_side(marked, comparison, drug)
                for match in _DESIGN.finditer(sentence):
                    yield match.group(1)


def _other_side(marked: Marked, comparison: Comparison, drug: int) -> Iterator[str]:
    """What stands against the drug in one comparison; nothing where it stands on both sides or where it was not compared."""
    if not comparison.controlled:
        return
    if drug in comparison.tested and drug not in comparison.control:
        own, other, words, shared = comparison.tested, comparison.control, comparison.control_words, comparison.tested_words
    elif drug in comparison.control and drug not in comparison.tested:
        own, other, words, shared = comparison.control, comparison.tested, comparison.tested_words, comparison.control_words
    else:
        return
    against = other - own or other
    yield from (marked.drugs[number] for number in sorted(against))
    if not against or not words <= shared:
        yield from sorted({called for word in words - shared if (called := _plain_word(word))})


def _plain_word(word: str) -> str:
    match = _CALLED.fullmatch(word)
    return list(WORDS)[int((match.lastgroup or "w0")[1:])] if match else ""
