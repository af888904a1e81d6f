"""Who got what against what: which drugs a study tests, and which are its comparator or backbone.

Read from the marked sentences (``kg.pipeline.relate.marked``), the title first, then aims, conclusions, methods and
results:

* A + B against B is a test of A; B is its backbone. A with or without B, and adding B to A, are tests of B.
* A + B against placebo or anything else, or A + B with no control, is a test of the pair: ``combination`` with
  partners.
* A against B is a test of A: B was studied as the comparator, and the result is not credited to it.
* A alone or with B tests A by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.pipeline.relate.marked import Marked
from kg.pipeline.relate.study_cues import pattern


@dataclass(frozen=True, slots=True)
class Arm:
    """A drug's part in the study: ``role`` is ``focus`` (tested), ``comparator`` (control or backbone) or ``other`` (no
    part stated); ``partners`` are the drugs (numbers in ``Marked.drugs``) from which a tested drug's result cannot be
    told apart.
    """

    role: str
    partners: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """One statement of design: the drugs of the tested side and of the control side (empty: placebo or nothing).

    ``tested_words`` and ``control_words`` are what else stands on each side, in the words of the sentence. ``added``
    says that a phrase told what is given beside what ("adding A to B"), and not what stands against what.
    """

    tested: frozenset[int]
    control: frozenset[int]
    joined: bool
    controlled: bool
    tested_words: frozenset[str] = frozenset()
    control_words: frozenset[str] = frozenset()
    added: bool = False


def arms(marked: Marked) -> tuple[Arm, ...]:
    """The arm of every drug of ``marked.drugs``, in that order."""
    stated = [comparison for sentence in _in_order(marked) for comparison in comparisons(sentence)]
    return tuple(_arm(drug, stated, marked) for drug in range(len(marked.drugs)))


def _in_order(marked: Marked) -> list[str]:
    order = {"title": 0, "objective": 1, "conclusions": 2, "methods": 3, "results": 4}
    ranked = sorted((order[zone], index) for index, zone in enumerate(marked.zones) if zone in order)
    return [marked.sentences[index] for _, index in ranked if "drug" in marked.sentences[index]]


def _arm(drug: int, stated: Sequence[Comparison], marked: Marked) -> Arm:
    controlled = [c for c in stated if c.controlled and drug in c.tested | c.control]
    alone = any(not c.joined and not c.controlled and drug in c.tested for c in stated)
    for comparison in controlled:
        own = comparison.tested - comparison.control
        if drug in own:
            # Whatever else sits on the tested side only cannot be told apart from the drug;
            # "A and B or placebo" is a pair if it is called one elsewhere.
            together = (
                own
                if comparison.joined
                else next((c.tested for c in stated if c.joined and drug in c.tested and not alone), frozenset())
            )
            return Arm("focus", tuple(sorted(together - comparison.control - {drug})))
        if own:
            return Arm("comparator")
    joined = next((c for c in stated if c.joined and drug in c.tested), None)
    if joined is not None and not alone:
        return Arm("focus", tuple(sorted(joined.tested - {drug})))
    return Arm("focus") if alone or _given(drug, marked) else Arm("other")


# ---- one sentence ---------------------------------------------------------------------------------------------------
_ITEM = re.compile(
    r"\bdrug(\d+)(?!\w)|\b(?:placebo|sham|no treatment|untreated|no therapy|best supportive care|observation|"
    r"standard (?:of )?care|vehicle|controls?(?= (?:group|arm|animals|mice|patients|cells))|chemotherapy|"
    r"calcineurin inhibitors?|cnis?)\b"
)
_VERSUS = re.compile(
    r"\b(?:versus|vs\.?|compared (?:with|to|against)|in comparison (?:with|to)|comparison with|than|relative to|"
    r"rather than|instead of|over|against|or matching|superior to|inferior to|as opposed to|"
    r"as (?:effective|efficacious|potent|safe|good|active|well tolerated) as)(?!\w)"
)
_PLUS = re.compile(
    r"^(?:[ -]?based)?(?: \w+){0,2}?(?: ?(?:\+|plus|/|with|combined with|in combination with|together with|"
    r"co-?administered with|added to|on top of|-) ?)(?:[\w.%/-]+ ){0,3}?$"
)
_AND = re.compile(r"^,? ?(?:and|,|&) ?(?:the )?(?:[\w-]+ )?$")
_OR = re.compile(r"^(?:\s?\([^()]*\))?(?:[ -][\w.,%/-]+){0,6}?,? (?:or|and) (?:to |with )?(?:[\w.%/-]+ ){0,3}$")
_PAIRWISE = re.compile(
    r"\b(?:compar(?:e|ed|es|ing|isons?)(?: (?:of|between|the|efficacy|safety|effects?|outcomes?|and|with)){0,6}|"
    r"between|difference between|head-to-head|whether to use) [^.;]{0,20}$"
)
_TOGETHER = re.compile(
    r"\b(?:combination|combining|combined|co-?treatment|synerg\w+|co-?administration|concomitant|doublet)\b"
)
_WITHOUT = re.compile(
    r"\bdrug(\d+)(?:[ -][\w.-]+){0,4}? (?:with or without|with and without|with/without|±|\+/-|alone or (?:plus|"
    r"with drug\d+ as)) (?:[\w-]+ ){0,3}?drug(\d+)"
)
_ADDED = re.compile(
    r"\b(?:addition of|adding|add-on|added) (?:[\w-]+ ){0,3}?drug(\d+)(?:[ -][\w.%/-]+){0,5}? (?:to|"
    r"on top of) (?:[\w-]+ ){0,4}?drug(\d+)|\bdrug(\d+)(?: \w+)? (?:added (?:on )?to|in addition to|as an add-on to|"
    r"on top of|as add-on to) (?:[\w-]+ ){0,3}?drug(\d+)"
)
_ALONE = re.compile(
    r"\bdrug(\d+)(?: [\w-]+)?,? (?:(?:\(?(?:either |used |given |administered )?(?:alone|as (?:a )?(?:monotherapy|"
    r"single[ -]agent)),? (?:or|and|and/or) (?:in combination |combined |together )?(?:with|plus)?))"
)
_SWITCH = re.compile(
    r"\b(?:conver(?:sion|ted|ting)|switch(?:ed|ing)?|chang(?:ed|"
    r"ing)) from (?:[\w-]+ ){0,3}?drug(\d+)(?: [\w-]+){0,4}? to (?:[\w-]+ ){0,3}?drug(\d+)|\breplac(?:ing|ement of|"
    r"ed) (?:[\w-]+ )?drug(\d+) (?:with|by) (?:[\w-]+ )?drug(\d+)"
)


def comparisons(sentence: str, arm: re.Pattern[str] = _ITEM) -> list[Comparison]:
    """Statements of design in one marked sentence, the plainest first; empty when it names no drug.

    ``arm`` finds what may be given in an arm; its first group is the number of a drug.
    """
    found = _phrases(sentence)
    if found:
        return found
    items = list(arm.finditer(sentence))
    if not any(item.group(1) for item in items):
        return []
    sides: list[list[set[int]]] = [[set()]]
    words: list[list[set[str]]] = [[set()]]
    joined = False
    pairwise = _PAIRWISE.search(sentence, 0, items[0].start()) is not None
    assigned = (
        re.search(r"\b(?:randomi[sz]|randomly|assign|allocat|receiv|either)\w*\b", sentence[: items[-1].start()])
        is not None
    )
    for at, item in enumerate(items):
        if at:
            gap = sentence[items[at - 1].end() : item.start()]
            link = _link(gap, pairwise=pairwise, assigned=assigned, together=_TOGETHER.search(sentence) is not None)
            if link == "versus":
                sides.append([set()])
                words.append([set()])
            elif link != "plus":
                sides[-1].append(set())
                words[-1].append(set())
            joined |= link == "plus" and len(sides) == 1
        if item.group(1):
            sides[-1][-1].add(int(item.group(1)))
        else:
            words[-1][-1].add(item.group())
    return _sides(sides, words, joined)


def _phrases(sentence: str) -> list[Comparison]:
    found = []
    for phrase, tested, control in ((_WITHOUT, (2,), (1,)), (_ADDED, (1, 3), (2, 4)), (_SWITCH, (2, 4), (1, 3))):
        for match in phrase.finditer(sentence):
            new = {int(match.group(i)) for i in tested if match.group(i)}
            old = {int(match.group(i)) for i in control if match.group(i)}
            if new != old:
                found.append(Comparison(frozenset(new), frozenset(old), False, True, added=True))
    found.extend(
        Comparison(frozenset({int(match.group(1))}), frozenset(), False, False) for match in _ALONE.finditer(sentence)
    )
    return found


def _link(gap: str, *, pairwise: bool, assigned: bool, together: bool) -> str:
    if ";" in gap or len(gap) > 90:
        return "apart"
    if _VERSUS.search(gap):
        return "versus"
    if pairwise and re.fullmatch(r"(?:[ -][\w.,%()/-]+){0,4}? (?:and|with|to|or) (?:[\w-]+ ){0,3}", gap):
        return "versus"
    if _PLUS.match(gap):
        return "plus"
    if _AND.match(gap):
        return "plus" if together and "," not in gap else "and"
    return "versus" if assigned and _OR.match(gap) and " or " in gap else "apart"


def _sides(sides: list[list[set[int]]], words: list[list[set[str]]], joined: bool) -> list[Comparison]:
    """Comparison of the regimen before a "versus" with the one after it; without one, each regimen by itself."""
    if len(sides) > 1:
        tested = sides[0][-1]
        control: set[int] = set().union(*(side[0] for side in sides[1:]))
        said = frozenset(words[0][-1]), frozenset[str]().union(*(side[0] for side in words[1:]))
        # What is named first and is no drug of its own side is the control: "placebo versus drug1".
        return [Comparison(frozenset(tested), frozenset(control), joined and bool(tested - control), True, *said)]
    return [
        Comparison(frozenset(group), frozenset(), len(group) > 1, False)
        for group in sides[0]
        if group and (len(group) > 1)
    ]


def _given(drug: int, marked: Marked) -> bool:
    """Do the study's own sentences (no background) speak of the drug as something given?"""
    name = f"drug{drug}"
    own = [
        sentence
        for sentence, zone in zip(marked.sentences, marked.zones, strict=True)
        if zone != "background" and name in sentence  # which every form of the pattern has: a search is slow
    ]
    return bool(own) and any(map(pattern("arm-given", drug).search, own))
