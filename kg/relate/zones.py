"""Which part of the paper a sentence belongs to when its section does not say (most abstracts have no headings)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Sentence

ZONES = ("title", "background", "objective", "methods", "results", "conclusions")

_LABEL = re.compile(r"^(background|introduction|context|purpose|objectives?|aims?|methods?(?: and materials)?|patients and methods|materials and methods|design|setting|results?|findings|observations?|conclusions?|interpretation|discussion)\s?[:.]\s")
_LABEL_ZONE = {"b": "background", "i": "background", "c": "background", "p": "objective", "o": "objective", "a": "objective", "m": "methods", "d": "methods", "s": "methods", "r": "results", "f": "results"}
_CONCLUSION = re.compile(
    r"\b(?:in conclusion|in summary|to conclude|we conclude|it is concluded|we concluded|conclude that|taken together|collectively|altogether|overall, (?:our|these|this)|"
    r"(?:these|our|the present|the current|this|the) (?:\w+ ){0,2}?(?:data|results?|findings|study|observations|trial|evidence|work|experience|case)s? (?:\w+ )?(?:suggests?|indicates?|demonstrates?|shows?|supports?|provides?|confirms?|highlights?|reveals?|imply|implies|do not support|does not support|identif\w+|establish\w*)|"
    r"we (?:suggest|propose|recommend|provide evidence))\b|^(?:thus|therefore|hence|conclusions?|accordingly)\b"
)
_OBJECTIVE = re.compile(
    r"\b(?:(?:we|this \w+(?: \w+)?|the (?:present |current )?(?:study|trial|work)|our study) (?:\w+ )?(?:aim\w*|sought|investigat\w+|evaluat\w+|assess\w*|examin\w+|explor\w+|compar\w+|test(?:s|ed)?|determin\w+|stud(?:y|ied)|analy[sz]\w+|describ\w+|report|review\w*|set out|wished|attempted|conducted|performed|hypothesi[sz]ed)|"
    r"(?:aims?|purpose|objectives?|goal) (?:of|was|is|were)|was (?:designed|undertaken|conducted|performed|carried out|initiated) to|to (?:investigate|evaluate|assess|examine|determine|compare|explore|test|study) (?:the|whether|if|how))\b"
)
_METHODS = re.compile(
    r"\b(?:(?:was|were) (?:then |also |all )?(?:randomly|randomi[sz]ed|assigned|allocated|enrolled|recruited|included|eligible|administered|given|treated with|exposed|incubated|cultured|seeded|injected|inoculated|implanted|measured|assessed|evaluated|analy[sz]ed|determined|performed|reviewed|collected|monitored|divided|stratified|obtained using|examined)|"
    r"received|randomi[sz]ed|open-label|double-blind|(?:primary|secondary) (?:end ?points?|outcomes?) (?:was|were|included)|using (?:the )?(?:mtt|western|flow|cox|kaplan)|will be)\b"
)
_RESULTS = re.compile(
    r"\bp ?[<=>≤≥] ?0?\.|\d ?%|\b(?:hr|hazard ratio|odds ratio|95% ci)\b|\b(?:improved|increased|decreased|reduced|inhibited|induced|suppressed|prolonged|observed|found that|showed|revealed|resulted in|led to|did not|failed|significant(?:ly)?|occurred|longer|higher|lower|shorter|median (?:\w+[ -]){0,3}survival|response rate|achieved|blocked|attenuated|enhanced|sensitized|caused|demonstrated|exhibited|experienced|were treated for|remained|was seen|were seen)\b"
)

_GIVEN = re.compile(
    r"\b(?:patients?|recipients?|participants|subjects|children|women|men|volunteers|adults|mice|rats|animals|cells|cell lines?|lines|xenografts?) (?:\S+ ){0,12}?(?:received|were (?:\w+ly )?(?:treated|given|randomi[sz]ed|assigned|enrolled|recruited|exposed|incubated|injected|fed|included|reviewed|evaluated|divided))\b"
    r"|\bwe (?:\w+ly )?(?:treated|gave|exposed|incubated|enrolled|randomi[sz]ed|recruited|administered|cultured|used|measured|combined|injected|included|followed|identified|collected|retrospectively)\b|\b(?:in (?:this|the present|our) (?:\w+ )?(?:study|trial|review|article|paper|report|work))\b|\bthis (?:\w+ )?(?:review|article|paper) \w+|\b\d+[- ]years?[- ]old\b"
)


def zones(text: str, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Zone of every sentence, one of ``ZONES``.

    A section that names its part decides. In a section called ``abstract`` or ``other`` the words decide, and the parts only move
    forward: what stands before the first aim, method or result is background; a conclusion needs its own words, or to be
    the last of at least four sentences without a figure.
    """
    found: list[str] = []
    stage = "background"
    last = max((i for i, s in enumerate(sentences) if s.section in ("abstract", "other")), default=-1)
    for index, sentence in enumerate(sentences):
        if sentence.section in ZONES:
            found.append(sentence.section)
            continue
        low = text[sentence.start : sentence.end].lower()
        label = _LABEL.match(low)
        if label:
            stage = "conclusions" if low.startswith(("conclu", "interp", "discus")) else _LABEL_ZONE[low[0]]
        else:
            stage = _next(low, stage, ending=index == last and index >= 4, late=index * 2 >= last)
        found.append(stage)
    return tuple(found)


def _next(low: str, stage: str, *, ending: bool, late: bool) -> str:
    if stage == "conclusions" or (late and _CONCLUSION.search(low)):
        return "conclusions"
    if stage in ("background", "objective") and _OBJECTIVE.search(low):
        return "objective"
    if stage in ("results", "methods", "objective"):
        if ending and not re.search(r"\bp ?[<=>]|\d ?%|\(\d|ci\b", low):
            return "conclusions"
        if _METHODS.search(low) and not (stage == "results" and _RESULTS.search(low)) and not re.search(r"p ?[<=>] ?0?\.|\d ?%", low):
            return "methods"
        return "results" if _RESULTS.search(low) or stage == "results" else "methods"
    if stage == "background" and _GIVEN.search(low):
        return "methods" if not re.search(r"p ?[<=>] ?0?\.|\d ?%", low) else "results"
    if stage == "background" and re.search(r"\bp ?[<=>] ?0?\.|\bwe (?:found|show|report|observed|demonstrate)|\bhere,? we\b|\b(?:randomi[sz]ed|assigned) to\b|\bwere (?:treated|given|randomi[sz]ed|enrolled)\b", low):
        return "methods" if _METHODS.search(low) and not re.search(r"p ?[<=>]", low) else "results"
    return stage
