"""The direction that the words between two names state, where it cannot be mistaken: what a reader says of the pair is
held against it.

A reader weighs all words of a sentence together and so takes *increased* here for *inhibits* there. Only plain
statements are looked at: one single word of change between the names, nothing around them that turns it about (a
knock-out, a loss, an inhibitor, a denial), no other clause. Of everything else nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

TURNED: Mapping[str, str] = {
    "INHIBITS": "ACTIVATES",
    "ACTIVATES": "INHIBITS",
    "DOWNREGULATES": "UPREGULATES",
    "UPREGULATES": "DOWNREGULATES",
}
"""Relations with a direction -> the same in the other direction."""

_RAISES = frozenset(("ACTIVATES", "UPREGULATES"))

_UP = (
    r"up-?regulat\w*|increas\w+|elevat\w+|enhanc\w+|stimulat\w+|induc(?:e|es|ed|ing|tions?)|activat(?:e|es|ing|ions?)|"
    r"augment\w*|promot(?:e|es|ed|ing|ion)|rais(?:e|es|ed|ing)|rises?|rose|potentiat\w+|accumulat\w+|trigger\w*|higher"
)
_DOWN = (
    r"down-?regulat\w*|decreas\w+|declin\w+|reduc(?:e|es|ed|ing|tions?)|lower(?:s|ed|ing)?|diminish\w*|attenuat\w+|"
    r"suppress(?:es|ed|ing|ion)?|inhibit(?:s|ed|ing|ions?)?|abolish\w*|abrogat\w*|block(?:s|ed|ing|ade)?|"
    r"repress(?:es|ed|ing|ion)?|deplet\w+|degrad\w+|dephosphorylat\w+|loss|fall|drop"
)
_OTHER = (
    r"revers\w+|restor\w+|alleviat\w+|ameliorat\w+|protect\w*|rescu\w+|prevent\w*|combat\w*|interfer\w+|disrupt\w+|"
    r"interrupt\w*|weaken\w*|counter\w*|neutrali[sz]\w+|less|fewer|\w*activated|impair\w*|silenc\w+|antagoni\w+|knock\w*|"
    r"limit\w*|normali[sz]\w+|eliminat\w+|inhibitory?|inhibitors?|blockers?|suppressors?|repressors?|overexpress\w*|"
    r"deficien\w+|lack\w*|absence|without|resist\w+|withdrawal|delet\w+|mutat\w+|mutants?|antisense|antibod\w+|null|"
    r"dominant|ablation|defect\w*|ubiquitin\w+|anti|low|poor\w*|failed?|fails|not|no|nor|neither|never|target|proportion|ratio|half-life|-/-|\w+-ko|ko|"
    r"\w*si-?rna\w*|\w*sh-?rna\w*"
)
_CUE = re.compile(rf"(?<![\w-])(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<other>{_OTHER}))(?!\w)", re.IGNORECASE)
"""Words of change: that more or less came of it, and what may turn a statement about."""

_CAUSED = re.compile(
    r"(?<![\w-])(?:induc|promot|trigger|stimulat|enhanc|increas)(?:e|es|s|ed|ing)?(?= (?:\S+ ){0,4}?"
    r"(?:down-?regulation|decreases?|reductions?|declines?|degradation|dephosphorylation|inhibition|suppression|loss|depletion|"
    r"repression) )",
    re.IGNORECASE,
)
"""A verb that brings about the less that follows it: *induced a 59% down-regulation of*."""

_BORDER = re.compile(
    r"[;:]|[.?!] |\b(?:whereas|but|while|which|that|although|though|however|who|whose|when|where|if|because|unlike|"
    r"despite|than)\b",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\b(?:by|via|through|due|because|to|was|were|is|are|after|following|with|from|on|for|at|as|against|during|"
    r"between)\b|(?<=\w )in\b|-\w+ed\b|-dependent|-\w+ing\b|"
    r",(?! (?:(?:and|or) (?:(?!the |an? |its )[\w-]+ ){0,2})?$)[^,]*$",
    re.IGNORECASE,
)
"""What leads away between a word of change and the name that it should be said of."""

_PLACE = re.compile(r"\b(?:to|into|in|given) (?:the |an? )?(?:[\w/-]*[/-])?$")
"""Words right before a name that make it a place or a background, and nothing that acts."""

_AFTER = re.compile(r"[^;,:.]{0,40}")
_NOUN_OF_SUBJECT = re.compile(r"\s?(?:[\w-]+ion|loss|blockade|deficiency|withdrawal)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be|being)(?: [\w-]+){0,2} $")
_MADE = re.compile(r"-(?:induced|stimulated|elicited|evoked|triggered)(?= )", re.IGNORECASE)
_BY = re.compile(r"(?: [\w-]+)? (?:by|after|following|upon|in response to) (?:[\w%/()-]+ ){0,4}", re.IGNORECASE)
_LONGEST, _BEFORE = 130, 45


def contradicted(sentence: str, subject: tuple[int, int], relation: str, object_: tuple[int, int]) -> bool:
    """Whether the words between the two names (half-open offsets in the sentence) plainly state the direction that is
    not the relation's.
    """
    if relation not in TURNED:
        return False
    said = _forward(sentence, subject, object_) if subject < object_ else _backward(sentence, object_, subject)
    return bool(said) and (said > 0) != (relation in _RAISES)


def _forward(sentence: str, subject: tuple[int, int], object_: tuple[int, int]) -> int:
    """+1 or -1 where ``subject`` is said to raise or to lower ``object_``, which stands behind it; else 0."""
    between = sentence[subject[1] : object_[0]]
    if not _plain(sentence, subject[0], between) or _turned_behind(sentence, object_[1]):
        return 0
    made = _MADE.match(between)
    if made:
        rest = between[made.end() :]
        return 0 if len(rest) > _BEFORE or "," in rest or _AWAY.search(rest) or _CUE.search(rest) else 1
    cues = list(_CUE.finditer(_CAUSED.sub("caused", between)))
    if between.startswith("-") or len(cues) != 1 or cues[0]["other"]:
        return 0
    cue, own = cues[0], _CAUSED.sub("caused", between)
    head, tail = own[: cue.start()], own[cue.end() :]
    of_subject = not head.strip() and _NOUN_OF_SUBJECT.match(own)
    if of_subject or _PASSIVE.search(head) or len(head) > 2 * _BEFORE or len(tail.split()) > 9 or _AWAY.search(tail):
        return 0
    return 1 if cue["up"] else -1


def _backward(sentence: str, object_: tuple[int, int], subject: tuple[int, int]) -> int:
    """The same where ``subject`` stands behind ``object_`` (*... was increased by ...*)."""
    between = sentence[object_[1] : subject[0]]
    cues = list(_CUE.finditer(between))
    if not _plain(sentence, object_[0], between) or len(cues) != 1 or cues[0]["other"]:
        return 0
    cue = cues[0]
    if not (_PASSIVE.search(between[: cue.start()]) and _BY.fullmatch(between, cue.end())):
        return 0
    if _turned_behind(sentence, subject[1]):
        return 0
    return 1 if cue["up"] else -1


def _plain(sentence: str, start: int, between: str) -> bool:
    """Does one clause hold both names, with nothing before the first that may turn the statement about?"""
    before = sentence[max(0, start - _BEFORE) : start]
    border = max((match.end() for match in _BORDER.finditer(before)), default=0)
    if len(between) > _LONGEST or _BORDER.search(between):
        return False
    return not _CUE.search(before, border) and not _PLACE.search(before)


def _turned_behind(sentence: str, end: int) -> bool:
    """Does what stands right behind the second name change what is said of it (*... degradation*, *-dependent*)?"""
    behind = _AFTER.match(sentence, end)
    return behind is not None and (behind.group().startswith("-") or _CUE.search(behind.group()) is not None)


_EASED = (
    r"(?:inhibit|prevent|attenuat|reduc|abolish|block|suppress|revers|alleviat|ameliorat|decreas|antagoni[sz]|diminish|"
    r"reliev|abrogat|counteract|mitigat|eliminat|lessen|minimi[sz])(?:es?|ed|s|ing)"
)
_NONE = r"(?:placebo|controls?|vehicle|saline|untreated|no treatment|those (?:\w+ ){0,2}placebo)"
_EASES = (
    re.compile(
        rf"(?: ?\([^()]*\))?(?: (?!and\b|or\b|in\b|to\b)[\w-]+){{0,5}}? {_EASED}"
        r"(?: (?!by|with|which|that|them)[\w,%-]+){0,7}? "
    ),
    re.compile(
        r"[^;]{0,60}?\bassociated with (?:an? )?(?:\w+ ){0,2}?(?:reduced|lower|decreased) (?:risks?|incidences?|"
        r"rates?|odds) of (?:[\w,-]+ ){0,6}"
    ),
    re.compile(rf" than {_NONE}(?: [\w-]+){{1,3}} "),
)
"""What stands between a drug and a disease that it eases or has less of."""

_IS_EASED = (
    re.compile(
        rf"[^;]{{0,160}}?\b(?:was|were|is|are|been|be|being|and)(?: [\w-]+){{0,2}} {_EASED}\b"
        r"(?: [\w-]+){0,3}? (?:by|with|after|following)(?: (?!and|but)[\w%./()-]+){0,6}? ?"
    ),
    re.compile(
        r"[^;]{0,60}?\b(?:was|were|is|are)(?: \w+){0,2} (?:lower|less(?: \w+)?|rarer|reduced) "
        r"(?:in|with|after|for)(?: the| an?)? "
    ),
)
"""The same where the disease stands first."""

_OTHERS = re.compile(
    rf"\b(?:than|compared (?:with|to)|versus|vs\.?) "
    rf"(?!(?:in |with |for |the |after |those |that |an? |of ){{0,4}}{_NONE})"
)
"""What is compared with something else than nothing."""


def eased(sentence: str, drug: tuple[int, int], disease: tuple[int, int]) -> bool:
    """Whether a sentence says of the drug that it takes the disease away or down, where it also may be read to cause
    it. What another drug has more of is no denial, and what a drug does to the harm of its own is none either.
    """
    first, second, patterns = (drug, disease, _EASES) if drug < disease else (disease, drug, _IS_EASED)
    between = sentence[first[1] : second[0]]
    name = re.escape(sentence[drug[0] : drug[1]])
    if re.search(rf"(?<!\w){name}(?!\w)", between, re.IGNORECASE) or _OTHERS.search(sentence):
        return False
    return any(pattern.fullmatch(between) for pattern in patterns)
