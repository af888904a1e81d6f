"""Endpoints: which outcome a sentence of results speaks of, in its own words (``overall survival``, ``pain scores at 24
h``).

An endpoint is a noun phrase whose head is something that studies measure. It takes the words before its head as far as
these are no verbs, no articles and no words of comparison, and what follows ``of``, ``to``, ``in`` where the head asks
for it (``risk of stroke``). Endpoints that ``and`` joins are one. Side effects are endpoints too, so that their figures
are told from those of another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.pipeline.relate.outcome_words import BROAD, HEAD, PEOPLE, STOPPED, WHEN, WORD, first_word, lowered


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint at ``[start, end)`` of a sentence; ``head`` is where its head stands (the first one's, where several
    are joined).

    ``safety`` says that it is a harm of the treatment, ``broad`` that its words alone say little (``response``,
    ``symptoms``).
    """

    start: int
    end: int
    head: tuple[int, int]
    safety: bool = False
    broad: bool = False


LONGEST = 90
"""Characters of an endpoint; what would be longer is cut to its head with the words before it."""

_TAKES_OF = re.compile(
    r"(?:incidences?|prevalence|risks?|odds|frequenc(?:y|ies)|numbers?|proportions?|percentages?|rates?|severity|"
    r"intensity|concentrations?|levels?|expression|requirements?|consumption|need|use|volumes?|sizes?|area|thickness|"
    r"burden|deaths?|mortality(?: rates?)?|events?|recurrences?(?: rates?)?|relapses?|symptoms?|signs|progression|"
    r"healing|eradication(?: rates?)?|clearance|hospitali[sz]ations?|loss|episodes?|duration|improvement|relief|"
    r"prevention|scores?|activity|density|status|failure|control|extent|frequency|counts?|development|quality)$"
)

_TAKES_TO = re.compile(r"(?:need|time|resistance|sensitivity|progression|responses?|adherence|exposure)$")

_AFTER = re.compile(
    r" (?P<link>of|from|for|to|due to)(?P<words>(?: (?:the |a |an )?(?!(?:the|a|an|both|either|all|these|this|those|"
    r"patients|mice|rats|children|adults|subjects|participants|women|men|placebo|controls?)\b)[a-z][\w'/+-]*(?:(?: and|"
    r" or|,) (?!(?:the|was|were|had|did|in|with|no|a|compared|but|by)\b)[a-z][\w'/+-]*)?){1,5})"
)

_JOINED = re.compile(r",? (?:and|or|and/or|as well as) (?:the )?(?:median |mean |overall )?$|, $|/$")

_ABBREVIATED = re.compile(r" ?\((?:[A-Z][\w-]{0,9}|[A-Z][\w -]{0,20})\)")

_KINDS_OF = frozenset(
    "favorable favourable good poor major minor new any other severe most recurrent worsening clinical treatment drug"
    " overall first further".split()
)
"""Words that praise or size before a head, and that tell one outcome from another behind ``of``."""


def endpoints(text: str) -> list[Endpoint]:
    """The endpoints of a sentence, in text order.

    ``text`` is in the spelling that ``kg.pipeline.relate.study_cues.spelled`` gives it.
    """
    low = lowered(text)
    found: list[Endpoint] = []
    for match in HEAD.finditer(low):
        if found and match.start() < found[-1].end:
            continue
        if match.group() == "egfr" and text[match.start() : match.end()] != "eGFR":
            continue  # the receptor, not the filtration rate
        safety = match.group("safety") is not None
        start = first_word(low, match.start(), found[-1].end if found else 0)
        end = _last(text, low, match.start(), match.end())
        if end - start > LONGEST:
            end = match.end()
        broad = not safety and BROAD.fullmatch(low, start, end) is not None
        found.append(Endpoint(start, end, match.span(), safety, broad))
    return _together(text, found)


def _last(text: str, low: str, head: int, end: int) -> int:
    """Where what follows a head and belongs to it ends: ``of stroke``, ``at 24 h``."""
    if _TAKES_OF.search(low, head, end):
        aside = _ABBREVIATED.match(text, end)
        after = _AFTER.match(low, end if aside is None else aside.end())
        if after is not None and (after.group("link") != "to" or _TAKES_TO.search(low, head, end)):
            end = _cut(low, after.start("words"), after.end("words"), end)
    when = WHEN.match(low, end)
    return when.end() if when else end


def _cut(low: str, start: int, end: int, otherwise: int) -> int:
    """The end of the words ``[start, end)`` before the first of them that no noun phrase has; ``otherwise`` where that
    is the first.
    """
    last = otherwise
    for word in WORD.finditer(low, start, end):
        text = word.group()
        if text in ("and", "or", "the", "a", "an"):
            continue
        if text in _KINDS_OF:
            last = word.end()
            continue
        if (
            text in ("of", "in")
            or STOPPED.fullmatch(text)
            or text in ("alone", "respectively", "however", "therefore", "thus")
        ):
            break
        last = word.end()
    dangling = low[start:last].split()[-1:] and low[start:last].split()[-1] in _KINDS_OF
    return otherwise if dangling or PEOPLE.match(low, last) else last  # "levels of asthmatic subjects"


def _together(text: str, found: list[Endpoint]) -> list[Endpoint]:
    """Endpoints that ``and`` joins as one."""
    joined: list[Endpoint] = []
    for one in found:
        last = joined[-1] if joined else None
        if last is not None and last.safety == one.safety and one.end - last.start <= LONGEST:
            between = text[last.end : one.start]
            if between in (" ", "-", " and "):
                # one name with two heads in it: "Psoriasis Area and Severity Index", "pain intensity scores"
                joined[-1] = Endpoint(
                    last.start, one.end, last.head, one.safety, last.broad and one.broad and between != " "
                )
                continue
            aside = _ABBREVIATED.match(between)
            if _JOINED.fullmatch(between[aside.end() :] if aside else between):
                joined[-1] = Endpoint(last.start, one.end, last.head, one.safety, last.broad and one.broad)
                continue
        joined.append(one)
    return [_listed(text, one) for one in joined]


def _listed(text: str, one: Endpoint) -> Endpoint:
    """A list of endpoints that breaks off ("cognitive function, depression" before what is no endpoint) cut to its
    first.
    """
    comma = text.find(", ", one.head[1], one.end)
    if comma < 0 or re.search(r"\b(?:and|or|as well as)\b", text[comma : one.end]):
        return one
    return Endpoint(one.start, comma, one.head, one.safety, one.broad)
