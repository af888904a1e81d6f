"""The figures of a result as its sentence prints them: where they stand, so that a reader finds them in the text word
for word.

``kg.pipeline.relate.statistics`` reads what figures mean; here they are only quoted: ratios and differences with their
intervals, P values, values that are set against each other, shares, medians, and how many were studied. A dose, a time
of measurement and a P value of an interaction or of heterogeneity are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Extent = tuple[int, int]

_NUM = r"(?:(?<![\w./])[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|(?<![\w./])[-+]?\.\d+)(?!\.?\d)"
_RANGE = rf"{_NUM} ?%? ?(?:(?:-|to|,|and|;|/) ?)?{_NUM} ?%?"
_SIZE = (
    r"(?i:mm ?hg|mg/d ?l|g/d ?l|mmol/l|mmol/mol|µ?mol/l|[mµn]?g/m?l|ml/min|l/min|iu/ml|kg(?:/m2)?|points?|kpa|cm|mm|"
    r"dioptr\w+|letters)"
)
_TIME = r"(?i:months?|mos?\b|weeks?|wks?\b|days?|years?|yrs?\b|hours?|hrs?\b|h\b|min(?:utes?)?\b)"
_DOSED = r"(?! ?(?i:[mµμnk]?c?g\b|mcg|[mk]?iu\b|units?\b|gy\b|ml\b|[µμmn]m\b|doses?\b|cycles?\b|times\b)(?!/d?l))"
_UNIT = rf"(?: ?%| per ?cent| percent| percentage points|[ -]?{_SIZE}|[ -]?{_TIME}|-?fold)"
_SPREAD = rf"(?: ?(?:±|\+/-|\+-) ?{_NUM})"
_ASIDE = r"(?: ?\([^()]{1,80}\)| ?\[[^\[\]]{1,80}\])"
_VALUE = (
    rf"(?:(?:{_NUM} ?%? ?(?:[-–]|to)"
    rf" ?)?{_NUM}(?!/\d)|(?<![\w./])\d+/[1-9]\d*){_SPREAD}?{_UNIT}?{_SPREAD}?{_DOSED}{_ASIDE}?"
)
_GROUP = r"(?: (?:in|with|for|among|of|on|after|by|following|under) [^,;:.()\d]{1,60}?)"
_AGAINST = (
    r",? ?\b(?:vs\.|(?:vs|versus|(?:as )?compared (?:with|to)|against|as against|than)\b),? (?:only |an? |"
    r"the )?(?:median (?:of )?|mean (?:of )?)?"
)

_NAME = (
    r"(?:(?i:(?:adjusted|unadjusted|pooled|stratified|summary|weighted|standardi[sz]ed|multivariable|absolute|"
    r"between-group|relative) )*(?i:hazards? ratios?|odds ratios?|risk ratios?|rate ratios?|relative risks?|"
    r"incidence rate ratios?|response ratios?|risk differences?|risk reductions?|mean differences?|"
    r"treatment differences?|group differences?|effect sizes?|numbers? needed to treat|cohen'?s d|differences?)|"
    r"\b[am]?(?:HR|OR|RR|IRR|RD|MD|SMD|WMD|ARR|RRR|NNT|NNH|ES)\b)"
)
_CI = (
    r"(?:(?:\d\d(?:\.\d+)?|100) ?% ?-?)?(?:(?i:confidence intervals?|credible intervals?|confidence limits?)|"
    r"C\.?I\.?s?|CrI|CL)(?![a-z])"
)
_INTERVAL = rf"[ ,;:]{{0,2}}[(\[]? ?{_CI}(?: ?[(\[]\w+[)\]])?[ ,:;=]{{0,3}}(?:of |was |from )?[(\[]?{_RANGE}[)\]]?"
_BARE = rf" ?[(\[]{_NUM} ?%?(?: ?- ?| to |, ?|; ?){_NUM} ?%?[)\]]"
_RATIO = re.compile(
    rf"(?<![\w-]){_NAME}(?:s?\b)(?: ?[(\[] ?\w+ ?[)\]])?(?:[^\d;()\[\]]|\d+-(?:day|week|month|year)|\([^()\d]*\)|"
    rf"[(\[]\d\d ?%,? ?C\.?I\.?[)\]]){{0,60}}?{_NUM}(?!-(?:day|week|month|year))(?:{_UNIT})?(?:{_INTERVAL}|{_BARE})"
)
_PLAIN_RATIO = re.compile(
    rf"(?<![\w-]){_NAME}(?: ?[(\[] ?\w+ ?[)\]])?,? ?(?:of|was|=|:)? ?{_NUM}(?!-?\w|{_TIME}|\. ?\d)(?: ?%)?"
)
_WITH_INTERVAL = re.compile(rf"{_NUM}{_UNIT}?(?: ?[a-z]+/[a-z]+)?(?:{_INTERVAL})")
_P = re.compile(
    r"(?<![\w.-])[Pp](?:[- ]?[Vv]alues?)?(?: ?\(?(?:for|of|-)? ?(?:trend|log-?rank|superiority|non-?inferiority|"
    r"difference|all|both)\)?)?,? ?(?:(?:=|<|>|≤|≥|<=|>=|&lt;|&gt;|was|were|of|less than|greater than|"
    r":) ?){1,2}(?:NS\b|n\.?s\.?(?!\w)|not significant|\d*\.?\d+(?: ?[x×*.] ?10 ?\^?(?:\( ?)?[-−]? ?\d+\)?|"
    r"[eE]-?\d+)?(?!\.? ?\d))"
)
_OTHER_P = re.compile(r"(?:interaction|heterogeneity)\W{0,3}$", re.IGNORECASE)
_PAIR = re.compile(rf"{_VALUE}{_GROUP}?{_AGAINST}{_VALUE}")
_BOTH = re.compile(rf"(?:(?<=was )|(?<=were )|(?<=of )){_NUM}(?: ?%)?,? and {_NUM}{_UNIT}{_ASIDE}?")
_CHANGE = re.compile(
    rf"(?<=from )(?:an? |the )?(?:median |mean |average |"
    rf"baseline )*(?:of )?{_VALUE}(?: [^,;:.()\d]{{1,40}}?)? to {_VALUE}"
)
_LIST = re.compile(
    rf"{_VALUE}{_GROUP}?(?:, {_VALUE}{_GROUP}?){{0,4}},? and {_VALUE}(?=(?:{_GROUP})?,? respectively|"
    rf"(?: [^,;:.()\d]{{1,50}},? respectively))"
)
_AND = re.compile(
    rf"{_NUM}{_SPREAD}?(?P<unit>{_UNIT}){_ASIDE}?{_GROUP},? (?:and|or) {_NUM}{_SPREAD}?(?P=unit){_ASIDE}?(?={_GROUP})"
)
_COUNT = r"(?:\d+ ?/ ?[1-9]\d*|\d+ (?:out )?of (?:the )?\d+(?: [a-z]+){0,2})"
_SHARE = re.compile(
    rf"{_COUNT} ?[(\[] ?{_NUM} ?%[)\]]|{_NUM} ?(?:%|per ?cent\b)(?: ?[(\[]{_COUNT}[)\]])?(?!-?\d)(?! ?(?:ci|CI|"
    rf"confidence|Cr?I|w/v|v/v|w/w|(?i:[\w-]+ )?(?i:cream|gel|solution|ointment|lotion|saline|dextrose|glucose|ethanol|"
    rf"foam|suspension|spray|drops|emulsion|oxygen|serum|fbs|mouthwash|mouthrinse|patch)))|"
    rf"(?<![\w/]){_COUNT}(?! ?(?:mg|ml|[µμ]|weeks|days|months|hours|years|±))(?![\w/])"
)
_CENTRE = re.compile(
    rf"(?i:median|mean)(?!.{{0,30}}(?:follow|\bage\b|\baged\b|dose))(?i: [^\d;,.()%]{{0,60}}?| \([A-Z]+\)){{0,2}}(?:was"
    rf" |were |of |: ?|"
    rf"= ?| )(?<!at )(?<!after )(?<!within )(?<!to )(?<!over )(?<!for )(?<!by )"
    rf"{_NUM}{_SPREAD}?{_UNIT}{_SPREAD}?{_DOSED}"
    rf"(?! (?:after|before|of (?:treatment|follow)))"
)
_SHIFT = re.compile(
    rf"(?i:decreas|reduc|increas|improv|chang|differ|declin|fell|rose|drop|gain|loss|prolong|extend|"
    rf"shorten)(?i:[a-z]*)(?: [a-z-]+){{0,6}}? (?:by|(?<!end )of) (?:an? |only |about |approximately |"
    rf"up to )?(?:average |mean |median )?(?:of )?({_NUM}{_SPREAD}?(?:{_UNIT}|-fold|[ -]?log(?:10|s)?\b){_DOSED})"
)
_FOLD = re.compile(rf"{_NUM}(?:-| )(?:fold|times (?:higher|lower|more|less))\b")
_POTENCY = re.compile(
    rf"\b(?:IC|EC|GI|ED|LD|MIC)(?:50|90)?(?: values?)?(?: \w+){{0,3}}?(?: ?[=:]| of| was|"
    rf" were) ?{_NUM}{_SPREAD}? ?(?:[µnmp]M|[µnm]g/m?l|[µnm]mol/l|mg/kg)"
)
_N = re.compile(r"\b[nN] ?= ?\d[\d,]*(?!\.?\d)")

_KINDS = (
    _RATIO,
    _WITH_INTERVAL,
    _P,
    _LIST,
    _PAIR,
    _AND,
    _BOTH,
    _CHANGE,
    _SHARE,
    _CENTRE,
    _SHIFT,
    _PLAIN_RATIO,
    _FOLD,
    _POTENCY,
    _N,
)
"""What a figure may be; where two overlap, the kind that comes first wins."""

_SEVERAL = (_LIST, _PAIR, _AND, _BOTH, _CHANGE)
_TIMES = re.compile(r"\b(?:weeks?|months?|days?|years?|hours?)(?: \d+,?)*(?: and)? $", re.IGNORECASE)
_FRACTION = re.compile(r"(\d+) ?/ ?(\d+)")
_NUMBERS = re.compile(_NUM)


def quoted(text: str) -> list[Extent]:
    """Where the figures of a sentence stand, in text order; spans never overlap.

    ``text`` is in the spelling of ``kg.pipeline.relate.study_cues.spelled``.
    """
    found: list[Extent] = []
    for kind in _KINDS:
        for start, end in _spans(kind, text):
            # an aside that holds a figure of its own is left to that: "20.0 and 25.3 months (P = 0.1)"
            taken = [other for other in found if start < other[1] and other[0] < end]
            if taken and min(taken)[0] > start:
                start, end = _closed(text, start, min(taken)[0])
                taken = [] if kind in _SEVERAL and len(_NUMBERS.findall(text, start, end)) > 1 else taken
            if not taken and not _is_half(text, start, end):
                found.append((start, end))
    return sorted(found)


def _is_half(text: str, start: int, end: int) -> bool:
    """Does a number go on behind a figure, or begin before it, in a spelling that is not read? Half of one is another
    number.
    """
    grouped = _GROUPED.match(text, start) and _BEFORE_GROUP.search(text, max(0, start - 4), start)
    return bool(_GOES_ON.match(text, end) or _BEGAN.search(text, max(0, start - 2), start) or grouped)


_GOES_ON = re.compile(r"[.,·]\d|\^|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]| ?[x×*] ?10(?:\D|$)|\([-−]?\d+\)(?! ?%)")
_BEGAN = re.compile(r"\d[.,·]$|\^$")
_GROUPED, _BEFORE_GROUP = re.compile(r"\d{3}(?!\d)"), re.compile(r"(?<!\d)\d{1,3} $")
"""Three digits after a blank and up to three others: *1 234*."""


def compares(figure: str) -> bool:
    """Does a figure test or set against each other, so that it is a result by itself? A share or a number of patients
    is none.
    """
    return any(kind.search(figure) for kind in (_RATIO, _WITH_INTERVAL, _P, _PAIR)) or " and " in figure


def _spans(kind: re.Pattern[str], text: str) -> Iterator[Extent]:
    for match in kind.finditer(text):
        start, end = match.span(1) if kind.groups and kind is _SHIFT else match.span()
        if (
            kind is _SHARE
            and (count := _FRACTION.search(text, start, end))
            and int(count.group(1)) > int(count.group(2))
        ):
            continue  # two strengths of a tablet
        if kind is _P and _OTHER_P.search(text, max(0, start - 20), start):
            continue
        if kind is _LIST and (first := _TIMES.search(text, max(0, start - 30), start)) and first.end() == start:
            start = text.find(", ", start, end) + 2  # "at weeks 52 and 100, 60% and 40%"
        yield _closed(text, start, end)


def _closed(text: str, start: int, end: int) -> Extent:
    """The span with the bracket that it leaves open closed, or cut before that bracket when it closes far off; no
    blanks at its ends.
    """
    while end > start and text[end - 1] in " ,;:([":
        end -= 1
    for opening, closing in (("(", ")"), ("[", "]")):
        while text.count(closing, start, end) > text.count(opening, start, end) and text[end - 1] == closing:
            end -= 1
        if text.count(opening, start, end) > text.count(closing, start, end):
            close = text.find(closing, end, end + 60)
            at = text.rfind(opening, start, end)
            end = close + 1 if close >= 0 and opening not in text[end:close] else at
    while end > start and text[end - 1] in " ,;:([":
        end -= 1
    while start < end and text[start] in " ,;:":
        start += 1
    return start, end
