"""What stands beside a question and says nothing of what is asked: blanked out before it is read.

Whatever may hold a name is left as it is. Every place in the text stays what it was.
"""

from __future__ import annotations

import re

_FOR_WHAT = (
    "assignment|chapter|class|committee|course|dissertation|essay|exam|grant|grant proposal|group meeting|homework|"
    "journal club|lab meeting|lecture|manuscript|meeting|poster|presentation|project|proposal|protocol|report|review|"
    "review article|seminar|slide|slides|student|students|talk|teaching|thesis|tutorial|workshop"
)
_OF_WHAT = (
    r"\d(?:st|nd|rd|th)|year|first|second|third|final|biology|biochemistry|medicine|medical|oncology|pharmacology|"
    "chemistry|bachelor|master|masters|phd|undergraduate|graduate|annual|big|new|next|short|small|upcoming|literature"
)
_PART = "appendix|aim|exercise|figure|item|number|panel|point|question|referee|reviewer|row|section|table|task|ticket"

_ASIDES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:i\.\s?e\.|e\.\s?g\.)",
        r"\bw/(?=\s)",
        r"\betc\.?",
        r"(?<=\s)(?-i:x|×|&amp;)(?=\s)",  # mTOR inhibitors x HCC
        r"(?<=\d{7})\s*\([^)]*\)",  # NCT03548935 (STEP 1)
        r"(?<=\bdiffer)\s*\([^)]*\)",
        rf"\b(?:{_PART})\s*#?\d{{1,2}}[a-d]?\b(?!\s*%)",
        r"\bQ\d{1,2}(?=\s*[:.)])",
        r"^\W*\d{1,2}\s*[.)](?=\s)",
        rf"\bfor (?:my|our|the|a|an|his|her) (?:(?:{_OF_WHAT})[ -]+){{0,4}}(?:{_FOR_WHAT})\b(?! of| on| in)",
        r"(?<=\bdrug)\s+(?-i:[ABXY])\b",
        r"(?<=\bagent)\s+(?-i:[ABXY])\b",
    )
)

_PARTED_VERB = re.compile(
    r"\b(break|crank|dial|keep|knock|put|shut|switch|turn|write)(\w{0,3})(\s+)([\w/-]+(?:\s+[\w/-]+){0,4}?)\s+"
    r"(on|off|down|up|in check|out of action)\b(?!\s+(?:to|the|a|an)\b)",
    re.IGNORECASE,
)
"""*Switch SIRT1 on* is *switch on SIRT1*."""


def without_asides(question: str) -> str:
    """A question with what says nothing blanked out, as long as before."""
    for aside in _ASIDES:
        question = aside.sub(lambda match: " " * len(match.group()), question)
    return _PARTED_VERB.sub(_joined, question)


def _joined(match: re.Match[str]) -> str:
    verb, ending, gap, name, particle = match.groups()
    return f"{verb}{ending} {particle}{gap}{name}".ljust(len(match.group()))
