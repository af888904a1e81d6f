"""Comparators: what a drug was measured against, as CURIEs of drugs and as a few plain words for what is no drug
(``placebo``).

From the comparisons that title, aims, methods, results and conclusions state (``kg.pipeline.relate.arms``). What both
arms got is a comparator only where the control arm got nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.pipeline.relate.arms import Comparison, comparisons
from kg.pipeline.relate.marked import Marked

WORDS: dict[str, str] = {
    "placebo": r"placebos?",
    "sham": r"sham",
    "vehicle": r"vehicle",
    "saline": r"(?:normal |physiological |isotonic |0\.9% )*saline",
    "no treatment": (
        r"no (?:additional |further |active |drug |specific |adjuvant |prophylactic"
        r" )*(?:treatment|therapy|intervention|"
        "prophylaxis|medication|"
        r"premedication|supplementation|maintenance)|(?<!previously )(?<!naive )untreated|non-?treatment|no-treatment"
    ),
    "best supportive care": r"best supportive care|supportive care(?: alone| only)",
    "best available therapy": r"best available (?:therapy|treatment|care)",
    "standard of care": (
        r"(?:the )?(?:current )?standard[- ]of[- ]care|standard (?:medical )?(?:care|therapy|treatment)|(?:usual|"
        "routine) care|"
        r"conventional (?:medical )?(?:care|therapy|treatment)"
    ),
    "observation": r"observation(?: alone| only)?|watchful waiting|expectant management",
    "chemotherapy": r"chemotherapy",
    "radiotherapy": r"radiotherapy|radiation therapy",
    "surgery": r"surgery(?: alone| only)?",
    "diet": r"(?:control |low-fat |normal |standard )diet",
}
"""Plain word of a comparator -> how texts call it."""

_BARE_SURGERY = (
    r"surgery(?: alone| only)|(?:(?<=versus )|(?<=vs )|(?<=vs\. )|(?<=than )|(?<=with )|(?<=to )|(?<=or ))surgery"
)
"""Surgery as an arm: of a kind ("cardiac surgery") it is what patients had."""

_CALLED = re.compile("|".join(f"(?P<w{i}>{pattern})" for i, pattern in enumerate(WORDS.values())))
_ARM = re.compile(
    rf"\bdrug(\d+)(?!\w)|\b(?:{'|'.join({**WORDS, 'surgery': _BARE_SURGERY}.values())}|"
    r"controls?(?= (?:group|arm|animals|mice|patients|cells))|controls(?! )|"
    r"calcineurin inhibitors?|cnis?)\b(?!-(?:resistant|refractory|controlled|treated))"
)
_CONTROL = (
    r"(?P<control>placebo|vehicle|sham|(?:normal |physiological |isotonic )?saline|(?<!previously )untreated|"
    r"no (?:additional |further )?(?:treatment|"
    r"therapy)|observation|best available (?:therapy|treatment)|"
    r"(?:usual|standard|routine|best supportive) care|standard of care)"
)
_CONTROLLED = tuple(
    re.compile(pattern.replace("CONTROL", _CONTROL))
    for pattern in (
        r"\bCONTROL[- ]controlled\b",
        r"(?<!plus )(?<!with )(?<!\+ )(?<!matching )\bCONTROL(?:[- ](?:treated|injected))?[- ](?:control )?(?:groups?|"
        r"arms?|recipients|treated|patients|animals|mice|rats|controls?)\b",
        r"\b(?:compared (?:with|to)|versus|vs\.?|than|relative to|differ(?:ed|ent)? (?:\w+ )?from|(?:superior|inferior|"
        r"similar) to)(?: that)?(?: (?:of|in|with|for))?(?: (?:an?|the|matching|those|"
        r"receiving)){0,3} CONTROL\b(?! (?:plus|and drug|\+))",
        r"\bdrug\d+(?!\d)[^;.+]{0,60}?(?<! plus)(?<! with)(?:,| or|, or| and|, and)(?: (?:to|either|an?|matching|"
        r"identical|matched|oral|intravenous|corresponding))* CONTROL\b(?! ?(?:plus|\+|and drug|or drug\d+ (?:plus|"
        r"\+)))",
        (
            r"\b(?:received?|receiving|given|or|assigned to) (?:to |a |an |the |matching |"
            r"identical )*CONTROL\b(?! (?:plus|\+|and drug))"
        ),
    )
)
"""A control that is no drug, where it stands as an arm of its own and is not given beside a drug."""

_LISTED = re.compile(
    r"(?:[ -]\([^()]*\)|[ -][\w.%/]+){0,12}?,(?: (?:and|or))? (?:[\w.%/-]+ ){0,3}|(?:[ -]\([^()]*\)|"
    r"[ -][\w.%/]+){0,12}?,? (?:and|or) (?:[\w.%/-]+ ){0,3}"
)
_AND = re.compile(r"\b(?:and|either)\b")
_BESIDE = re.compile(r"(?:\+|\b(?:plus|with|combin\w+|combined|added|together|followed|then)\b)")
_ASSIGNED = re.compile(r"\b(?:randomi[sz]\w*|randomly|assigned|allocated)\b")
_COMPARED = re.compile(r"\b(?:compar(?:e|ed|ing|isons?|ative)|versus|head-to-head)\b")
_ZONES = ("title", "objective", "methods", "results", "conclusions")


def comparators(marked: Marked, subject: str) -> tuple[str, ...]:
    """Comparators of a drug in order of their first statement, the title before aims, methods, results and conclusions;
    each once.
    """
    if subject not in marked.drugs:
        return ()
    drug = marked.drugs.index(subject)
    # of a double dummy each arm gets the other's placebo, and nothing is a backbone
    dummy = any(_DUMMY.search(sentence) for sentence in marked.sentences)
    backbones = set() if dummy else {int(number) for sentence in marked.sentences for number in _backbones(sentence)}
    stated = [
        (one, added)
        for one, added in _stated(marked, drug)
        if not (one in marked.drugs and marked.drugs.index(one) in backbones)
    ]
    # "Adding A to B" tests A against B alone, unless it turns out that B was in both arms.
    firm = [comparator for comparator, added in stated if not added] or [comparator for comparator, _ in stated]
    return tuple(dict.fromkeys(firm))


@lru_cache(maxsize=1024)  # asked for every pair of a document
def _controls(sentence: str) -> tuple[str, ...]:
    """The words of controls that stand in the sentence as arms of their own."""
    found = (_plain_word(match.group("control")) for pattern in _CONTROLLED for match in pattern.finditer(sentence))
    return tuple(word for word in found if word)


_WITH_PLACEBO = re.compile(
    r"\b((?:drug\d+ ?(?:/|\+|,|and) ?)*drug\d+)(?!\w)(?: ?\([^()]*\))?(?: (?!drug\d|or\b|versus\b|"
    r"vs\b)[\w.%/-]+){0,3}? ?(?:plus|\+|with|and) (?:matching |matched |an? )?placebo\b(?! of)"
)
_PLACEBO_WITH = re.compile(r"\bplacebos? (?:plus|\+|with|and) (?:[\w.%/-]+ ){0,2}?(drug\d+)(?!\w)")
_SIDE = r"(?:[\w.%/-]+ ){0,3}?"
_PLUS = r" ?(?:and|plus|\+|with|/) ?"
_AGAINST_SAME = r"[^.;]{0,40}?\b(?:versus|vs|or|compared with)\b[^.;]{0,20}?"
_SAME_BACKBONE = (
    re.compile(
        rf"\bdrug(?P<x>\d+)(?!\w){_PLUS}{_SIDE}drug(?P<a>\d+)(?!\w){_AGAINST_SAME}"
        rf"\bdrug(?P=x)(?!\w){_PLUS}{_SIDE}drug(?P<b>\d+)"
    ),
    re.compile(
        rf"\bdrug(?P<a>\d+)(?!\w){_PLUS}{_SIDE}drug(?P<x>\d+)(?!\w){_AGAINST_SAME}"
        rf"\bdrug(?P<b>\d+)(?!\w){_PLUS}{_SIDE}drug(?P=x)(?!\w)"
    ),
)
"""A + X against B + X: X is the backbone."""

_DUMMY = re.compile(r"\bdouble[- ]dummy\b")


@lru_cache(maxsize=1024)
def _backbones(sentence: str) -> frozenset[str]:
    """Drugs that both arms got: those given with placebo in one and named again in the same sentence."""
    matches = [match for pattern in (_WITH_PLACEBO, _PLACEBO_WITH) for match in pattern.finditer(sentence)]
    found = {number for match in matches for number in re.findall(r"drug(\d+)", match.group(1))}
    found |= {match.group("x") for pattern in _SAME_BACKBONE for match in pattern.finditer(sentence)}
    return frozenset(number for number in found if len(re.findall(rf"\bdrug{number}(?!\d)", sentence)) > 1)


_PLANNED = re.compile(r"\b(?:future|further|upcoming) (?:[\w-]+,? ){0,3}?(?:stud|trial)|\bwarranted\b|\bare needed\b")
_EARLIER = re.compile(r"\b(?:cured|having been|previously|prior|failure|failed|progress\w+)\b[^,;]{0,80}$")


def _stated(marked: Marked, drug: int) -> Iterator[tuple[str, bool]]:
    """Comparators, and whether the drug is only said to be added to them."""
    named = re.compile(rf"\bdrug{drug}(?!\d)")
    titled = any(named.search(sentence) for sentence in marked.within("title"))
    for zone in _ZONES:
        for sentence in marked.within(zone):
            if _PLANNED.search(sentence):
                continue  # another study's design
            own = named.search(sentence)
            if own and _EARLIER.search(sentence, 0, own.start()):
                continue  # what patients had before is in no arm
            if own:
                for comparison in comparisons(sentence, _ARM):
                    yield from ((one, comparison.added) for one in _other_side(marked, comparison, drug))
                yield from (
                    (one, False)
                    for one in (
                        *_on_same_backbone(marked, sentence, drug),
                        *_listed(marked, sentence, drug),
                        *_set_against(marked, sentence, drug),
                    )
                )
            elif not titled or "drug" in sentence:
                continue  # it may speak of another drug
            yield from ((word, False) for word in _controls(sentence))


def _other_side(marked: Marked, comparison: Comparison, drug: int) -> Iterator[str]:
    """What stands against the drug in one comparison; nothing where it stands on both sides or where it was not
    compared.
    """
    if not comparison.controlled:
        return
    if drug in comparison.tested and drug not in comparison.control:
        own, other, words, shared = (
            comparison.tested,
            comparison.control,
            comparison.control_words,
            comparison.tested_words,
        )
    elif drug in comparison.control and drug not in comparison.tested:
        own, other, words, shared = (
            comparison.control,
            comparison.tested,
            comparison.tested_words,
            comparison.control_words,
        )
    else:
        return
    yield from (marked.drugs[number] for number in sorted(other - own or other))
    yield from sorted({called for word in words - shared if (called := _plain_word(word))})


def _on_same_backbone(marked: Marked, sentence: str, drug: int) -> Iterator[str]:
    """B for A, and A for B, of "A + X versus B + X"."""
    for match in (match for pattern in _SAME_BACKBONE for match in pattern.finditer(sentence)):
        pair = int(match.group("a")), int(match.group("b"))
        yield from (marked.drugs[number] for number in pair if drug in pair and number != drug)


def _listed(marked: Marked, sentence: str, drug: int) -> Iterator[str]:
    """The other arms of a list of three or more: "were randomised to drug0, drug1 or placebo", "we compared drug0,
    drug1, and drug2".
    """
    assigned, compared = _ASSIGNED.search(sentence), _COMPARED.search(sentence)
    run: list[re.Match[str]] = []
    joints: list[str] = []
    for item in [*_ARM.finditer(sentence), None]:
        gap = sentence[run[-1].end() : item.start()] if run and item else ""
        if item and run and _LISTED.fullmatch(gap) and not _BESIDE.search(gap):
            run.append(item)
            joints.append(gap)
            continue
        # "A, B, and either C or D" is A and B with one of two
        if (
            len(run) > 2
            and not any(_AND.search(joint) for joint in joints[:-1])
            and (
                (assigned and assigned.end() <= run[0].start() and re.search(r"\bor\b", joints[-1]))
                or (compared and compared.end() <= run[0].start() and re.search(r"\b(?:or|and)\b", joints[-1]))
            )
        ):
            numbers = [int(one.group(1)) for one in run if one.group(1)]
            if drug in numbers:
                yield from (marked.drugs[number] for number in numbers if number != drug)
                yield from (called for one in run if not one.group(1) and (called := _plain_word(one.group())))
        run, joints = ([item] if item else []), []


_AGAINST = re.compile(
    r"\b(?:compar(?:e|es|ed|ing|ison|ative)|versus|"
    r"differences? between)\b[^.;]{0,160}?\bdrug(\d+)(?!\w)(?: ?\([^()]*\))?(?: [\w.%/-]+){0,4}?,? (?:and|with|to|"
    r"versus) (?:[\w.%/-]+ ){0,4}?drug(\d+)(?!\w)"
)
_COMBINED = re.compile(r"\b(?:combin\w+|plus|added|addition|together|co-\w+|alone|and/or)\b|\+")


def _set_against(marked: Marked, sentence: str, drug: int) -> Iterator[str]:
    """The other of the only two drugs of a sentence that compares ("to compare duration and quality of analgesia with
    drug0 and drug1").
    """
    match = _AGAINST.search(sentence)
    if match and len(re.findall(r"\b(?:drug|past|tool)\d+", sentence)) == 2 and not _COMBINED.search(sentence):
        pair = int(match.group(1)), int(match.group(2))
        yield from (marked.drugs[number] for number in pair if drug in pair and number != drug)


def _plain_word(word: str) -> str:
    match = _CALLED.fullmatch(word)
    return list(WORDS)[int((match.lastgroup or "w0")[1:])] if match else ""
