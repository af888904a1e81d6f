"""What the words of change in a sentence of results are said of, where no endpoint is named: ``a reduction in NP``,
``reduced NP``, ``NP was lower``.
"""

from __future__ import annotations

import re

from kg.pipeline.relate.endpoints import Endpoint
from kg.pipeline.relate.outcome_words import BROAD, PEOPLE, STOPPED, WHEN, WORD, first_word, lowered

_BE = r"(?:was|were|is|are|remained|became|did|had|has been|have been|tended to be|appeared|showed|fell|rose)"

_IN = re.compile(
    r"(?:,? ?(?:was|were|is|are) (?:\w+ ){0,2}(?:found|observed|seen|noted|detected|"
    r"shown))?(?:,? between (?:the )?(?:[\w-]+ ){0,3}?(?:groups?|arms?|treatments?|drugs?))?,? (?:in|of|on|for|"
    r"in terms of|with respect to|with regard to|regarding) (?:the |a |mean |median |both |total )*"
)

_VERB = re.compile(
    r"(?:(?:reduc|decreas|increas|improv|prolong|enhanc|attenuat|inhibit|suppress|prevent|lower|delay|extend|shorten|"
    r"alleviat|ameliorat|reliev|affect|chang|alter|influenc|elevat|restor|abolish|diminish|block)(?:e|es|ed|ing|s)?)$"
)

_MORE = re.compile(
    r"(?:better|worse|longer|shorter|higher|lower|greater|larger|smaller|fewer|less|more|faster|slower|improved|"
    r"reduced|increased|decreased)$"
)

_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be|remained|became)(?: \w+){0,3} ?$")

_SUBJECT = re.compile(
    rf"(?:^|[,;:] |\b(?:that|but|whereas|while|the|mean|"
    rf"median) )(?P<np>(?:[\w/+'%.-]+ ){{0,8}}?[\w/+'%.-]+)(?: ?\([^()]*\))?(?: (?:in|of|for|among|with|between|at|"
    rf"after) [^,;()]{{1,70}}?)? {_BE}(?: \w+){{0,3}} ?$"
)

_PHRASE = re.compile(r"(?:[\w/+'%.-]*[\w+%])(?:(?: of(?: the)?| and|[ -])?[ -]?[\w/+'%.-]*[\w+%]){0,6}")

_NOBODY = re.compile(
    r".*\b(?:patients?|groups?|arms?|subjects|mice|rats|animals|cells|treatments?|therapy|therapies|placebo|doses?|"
    r"drugs?|study|studies|trials?|results?|analys[ie]s|p|ci|hr|or|rr|differences?|presence|absence|comparisons?|"
    r"notion|overall|role|ability|evidence|fact|order|use|number|design|data|findings?|variants?|genotypes?|samples?|"
    r"sample size|parameters?|variables?|times?|points?|weeks?|months?|days?|years?|it|who|efficacy|two|both|three|"
    r"controls?)$"
)

_PRAISE = re.compile(
    r"\b(?:effective\w*|efficac\w+|activ\w+|superior\w*|inferior\w*|non-?inferior\w*|better|useful|beneficial|"
    r"benefits?|comparable|similar\w*|equivalent|equally)\b[^;]{0,20}$"
)

_AT_DOING = re.compile(
    r"[^;,]{0,70}? (?:in|at|for|of) (?:the )?(?:(?P<verb>[a-z]+ing) |(?:reduction|improvement|relief|control|"
    r"prevention|increase|decrease) (?:of|in) )(?:the )?"
)

_REDUCTION = re.compile(r"(?:reductions?|lowering|decreases?|improvements?|increases?|relief)$")

_BENEFIT = re.compile(r"(?:benefits?|effects?|efficacy|effectiveness|advantages?|superiority|impact|influence)$")

_NOMINAL = re.compile(
    r"\b(?:reductions?|decreases?|increases?|improvements?|changes?|differences?|effects?|impact|influence|"
    r"prolongation|decline|gains?|worsening) (?:of|in|on) (?:the |a |mean |median |both |total |any )*"
)


def changed(text: str, start: int, end: int) -> Endpoint | None:
    """What the words of change at ``[start, end)`` of a sentence are said of: "a reduction in NP", "reduced NP", "NP
    was lower".

    None where that is a group, people or a time.
    """
    low = lowered(text)
    if _PRAISE.search(low, start, end):
        doing = _AT_DOING.match(low, end)
        if doing is not None and (doing.group("verb") is None or _VERB.match(doing.group("verb"))):
            return _phrase(low, doing.end())
        if "effect" in low[start:end] or "active" in low[start:end]:
            return None
    before = first_word(low, start, 0)
    if (
        _REDUCTION.search(low, start, end)
        and before < start
        and not low.startswith((" the ", " a ", " an "), end)
        and not _NOBODY.fullmatch(low, before, start - 1)
    ):
        return Endpoint(
            before, start - 1, (before, start - 1), broad=BROAD.fullmatch(low, before, start - 1) is not None
        )
    after = _IN.match(low, end)
    # "no benefit of the drug", but "no effect on pain"
    whose = after is not None and after.group().strip() in ("of", "of the") and _BENEFIT.search(low, start, end)
    found = _phrase(low, after.end()) if after is not None and not whose else None
    passive = _PASSIVE.search(low, max(0, start - 60), start) is not None and " not" not in low[start:end]
    word = low[max(0, low.rfind(" ", 0, end)) : end].strip()
    if found is None and low.startswith(" ", end) and ((_VERB.match(word) and not passive) or _MORE.match(word)):
        found = _phrase(low, end + 1)
    if found is None and (subject := _SUBJECT.search(low, max(0, start - 200), start)):
        at = subject.start("np")
        while (first := WORD.match(low, at)) and STOPPED.fullmatch(first.group()) and first.end() < subject.end("np"):
            at = first.end() + 1
        found = _phrase(low, at, subject.end("np"))
    if found is None:
        nominal = list(_NOMINAL.finditer(low))
        found = _phrase(low, nominal[0].end()) if len(nominal) == 1 else None
    return found


def _phrase(low: str, start: int, most: int | None = None) -> Endpoint | None:
    """The noun phrase that begins at ``start``."""
    match = _PHRASE.match(low, start) if most is None else _PHRASE.match(low, start, most)
    if match is None:
        return None
    first = last = head = start
    for word in WORD.finditer(low, start, match.end()):
        text = word.group()
        if text in ("the", "a", "an") and last == first:
            first = last = word.end() + 1
            continue
        if text in ("of", "and", "the") and last > first:
            continue
        if STOPPED.fullmatch(text) or low[last : word.start()].strip(" ofandthe-"):
            break
        head, last = word.start(), word.end()
    if last <= first or last - first < 2 or _NOBODY.fullmatch(low, first, last) or PEOPLE.match(low, last):
        return None
    when = WHEN.match(low, last)
    return Endpoint(
        first, when.end() if when else last, (head, last), broad=BROAD.fullmatch(low, first, last) is not None
    )
