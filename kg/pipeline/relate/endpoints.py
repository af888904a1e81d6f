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

_HEADS = (
    # time to events, and how many had them
    r"survival(?: (?:rates?|times?|probabilit\w+))?|time to (?:[\w-]+ ){0,3}?(?:progression|recurrence|relapse|failure|"
    r"death|events?|deterioration|exacerbation|discontinuation|rescue\w*|recovery|healing|discharge|resolution|flatus|"
    r"remission|response|extubation|ambulation|onset|closure|clearance|treatment|relief|improvement|analgesi\w+|"
    r"infection|fracture|hospitali[sz]ation)|duration of (?:[\w-]+ ){0,2}?(?:response|remission|analgesia|relief|"
    r"survival|block\w*|stay|ventilation|hospitali[sz]ation|illness|symptoms|diarrh?o?ea|fever|labou?r|surgery|"
    r"anesthesia|anaesthesia|treatment)|(?:hospital|icu) stay|length of (?:[\w-]+ )?stay|mortality(?: rates?)?|deaths?|"
    r"fatality(?: rates?)?|recurrences?(?: rates?)?|relapses?(?: rates?)?|progression(?: rates?)?|"
    r"responses?(?: rates?)?|responders?|remissions?(?: rates?)?|cure(?: rates?)?|success(?: rates?)?|"
    r"failures?(?: rates?)?|(?:disease|tumou?r|glyca?emic|symptom|seizure|asthma|blood pressure|local|locoregional|"
    r"pain|viral|cycle|ovulation|rate|rhythm) control(?: rates?)?|hospitali[sz]ations?|rehospitali[sz]ations?|"
    r"readmissions?|admissions?|exacerbations?(?: rates?)?|attacks?|episodes?|events?(?: rates?)?|"
    r"seizures?(?: frequency| rates?| counts?)?|strokes?|infarctions?|bleeding|ha?emorrhages?|blood loss|"
    r"transfusions?(?: requirements?)?|thrombosis|thromboembolism|embolism|fractures?|infections?(?: rates?)?|"
    r"rejections?|restenosis|late loss|patency|falls|pre-?eclampsia|delivery|births?(?: ?weight)?|pregnanc(?:y|"
    r"ies)(?: rates?)?|ovulation(?: rates?)?|implantation rates?|miscarriages?|abstinence(?: rates?)?|(?:mace|os|pfs|"
    r"dfs|efs|rfs|ttp|orr|dcr|pcr|svr\d*|acr ?\d+|pasi ?\d+)(?![\w-])|"
    # how much and how often
    r"(?:incidences?|prevalence|risks?|odds|frequenc(?:y|ies)|numbers?|proportions?|percentages?|rates?|severity|"
    r"intensity|concentrations?|levels?|expression|activit(?:y|ies)|requirements?|consumption|need|use|counts?|"
    r"volumes?|(?<!sample )(?<!effect )sizes?|weights?|areas?|thickness|burden|load|titers?|titres?|density|pressures?|"
    r"scores?|index|indices|ratings?|scales?|status|grades?|ratios?|values|gain|loss|extent)|"
    # what is measured of a body
    r"hba1c|a1c|glyca?emia|glucose|insulin (?:sensitivity|resistance|secretion)|homa(?:-ir)?|cholesterol|ldl(?:-c)?|"
    r"hdl(?:-c)?|triglycerides?|bmi|sbp|dbp|egfr|gfr|creatinine|proteinuria|albuminuria|uacr|crp|fev1?|fvc|pef|lvef|"
    r"bmd|acuity|clearance|viremia|viraemia|parasita?emia|seroconversion(?: rates?)?|eradication(?: rates?)?|"
    r"immunogenicity|thresholds?|latenc(?:y|ies)|quality of life|qol|hrqol|function(?:ing)?|capacity|endurance|"
    r"strength|mobility|disability|performance|cognition|memory|sleep(?: quality)?|pain(?: relief| intensity)?|nausea|"
    r"vomiting|ponv|emesis|symptoms?|depression|anxiety|cravings?|fatigue|pruritus|itch(?:ing)?|cough|dyspno?ea|fever|"
    r"headaches?|diarrh?o?ea|constipation|delirium|agitation|shivering|hypotension|hypertension|arrhythmias?|"
    r"fibrillation|analgesia|sedation|amnesia|block|relief|satisfaction|adherence|compliance|healing(?: rates?)?|"
    r"closure|repair|lesions?|ulcers?|plaques?|wounds?|erythema|swelling|o?edema|stiffness|spasticity|tremor|"
    r"dyskinesias?|"
    # what is measured of tumours, tissues and cells
    r"(?:tumou?r|cancer|cell) (?:growth|regression|shrinkage|formation|progression|development|survival|migration|"
    r"invasion|proliferation|viability|death|killing|volumes?|sizes?|weights?)|proliferation|viability|apoptosis|"
    r"migration|invasion|angiogenesis|metastas[ei]s|(?:colony|biofilm|plaque) formation|cytotoxicity|necrosis|"
    r"inflammation|fibrosis|steatosis|(?:oxidative )?stress|apoptotic \w+|injury|damage|regeneration|hyperalgesia|"
    r"allodynia|nociception|locomotion|behaviou?rs?|outcomes?|end-?points?|efficacy|effectiveness|benefits?"
)
_SAFETY = (
    r"(?:serious |severe |treatment-related |treatment-emergent |drug-related |grade \S+ |"
    r"immune-related )*(?:adverse[ -](?:drug )?(?:events?|effects?|reactions?)|side[ -]?effects?|toxicit(?:y|ies)|"
    r"complications?|safety|tolerability|discontinuations?|dropouts?|withdrawals?|hypoglyc\w+|neutropenia|"
    r"thrombocytopenia|teaes?|saes?|aes)(?: rates?)?"
)
_BROAD = re.compile(
    r"(?:(?:high|low|inadequate|adequate|proven|known|great|robust|limited|maximal|previously|"
    r"[a-z]+ed) )*(?:responses?|symptoms?|outcomes?|end-?points?|primary end-?points?|efficacy|effectiveness|benefits?|"
    r"events?|scores?|levels?|rates?|risks?|severity|intensity|numbers?|values|status|disease|function|activity|use|"
    r"need|index|ratios?|frequency|incidence|loss|gain|performance|effects?|expression|counts?|concentrations?|stress|"
    r"proportions?|percentages?|consumption|clinical (?:outcomes?|efficacy|benefits?)|treatment outcomes?|(?:primary|"
    r"secondary) (?:end-?points?|outcomes?)|relief|odds|block|grades?|sizes?|volumes?|area|burden|load|extent|"
    r"(?:therapeutic|clinical|treatment|overall|antitumou?r|beneficial|patient|health) (?:benefits?|effects?|efficacy|"
    r"effectiveness|outcomes?|activity)|scales?|ratings?|repair|requirements?|treatment|prevalence|density|weights?|"
    r"episodes?|capacity|damage|injury|success|failures?|closure)"
)
_HEAD = re.compile(
    rf"(?<![\w-])(?<!hazard )(?<!hazards )(?<!odds )(?<!risk )(?<!rate )(?<!response )(?:(?P<safety>{_SAFETY})|"
    rf"(?P<head>{_HEADS}))(?![\w]|-(?!\d))(?! inhibitors?| ratios?\b| reductions? (?:\d|of \d|\(|\[)| differences?\b)"
)

_STOP = (
    r"(?:a|an|the|this|these|those|that|which|its|their|our|his|her|both|either|neither|all|any|some|each|every|no|not|"
    r"nor|and|or|but|than|as|if|in|on|of|for|to|with|without|by|at|from|after|before|during|between|among|within|over|"
    r"under|against|versus|vs|via|per|into|through|until|is|are|was|were|be|been|being|has|have|had|having|do|does|did|"
    r"can|could|may|might|will|would|should|there|it|they|we|also|only|even|more|less|fewer|greater|greatest|higher|"
    r"highest|lower|lowest|longer|longest|shorter|better|best|worse|worst|larger|smaller|faster|slower|superior|"
    r"inferior|similar|comparable|equivalent|equal|same|different|improved|poorer|poor|good|significant|nonsignificant|"
    r"marked|substantial|modest|slight|small|large|meaningful|important|relevant|beneficial|favou?rable|noticeable|"
    r"considerable|dramatic|sustained|strong|potent|such|other|further|additional|most|many|few|several|one|two|three|"
    r"four|mean|median|average|estimated|(?:co-)?primary|secondary|main|key|new|group|groups|arm|arms|patients|"
    r"subjects|participants|women|men|children|mice|rats|therapy|placebo|control(?! rates?)|controls|drug|drugs|so|etc|"
    r"consecutive|when|where|whereas|while|although|despite|various|certain|respective|corresponding|because|however|"
    r"using|including|compared|terms|regard|respect|effect|effects|effective|impact|influence|difference|differences|"
    r"change|changes|reductions?|increases?|decreases?|improvements?|prolongation|trend|increase|decrease|"
    r"(?:[\w-]+ly)(?<!early)(?<!elderly)(?<!daily)(?<!weekly)(?<!family)(?<!monthly)|(?:reduc|increas|decreas|improv|"
    r"prolong|enhanc|attenuat|inhibit|suppress|prevent|affect|alter|lower|rais|elevat|diminish|abolish|block|delay|"
    r"extend|shorten|restor|revers|protect|alleviat|ameliorat|reliev|minimi[sz]|eliminat|promot|stimulat|induc|"
    r"accelerat|influenc|chang|differ|show|suggest|indicat|conclud|confirm|demonstrat|reveal|achiev|reach|experienc|"
    r"caus|produc|provid|yield|result|relat|associat|report|observ|found|receiv|treat|compar|evaluat|assess|measur|"
    r"determin|investigat|examin|exert|exhibit|display|controll|maintain|follow|confer|predict|modulat|correlat|remain|"
    r"lead|led|develop|occurr|declin|worsen|dropp|rose|fell|declin|offer|gave|given)(?:s|e|es|ed|ing|d|t)?)"
)
_WORD = re.compile(r"[\w/+'%.-]*[\w+%]")
_STOPPED = re.compile(rf"{_STOP}$|[-+]?\d+(?:\.\d+)?%?$|.*\d%$")
_ADVERBIAL_KEPT = frozenset({"early", "daily", "weekly", "monthly"})

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
_WHEN = re.compile(
    r",? (?:at|after|within|over|during|by) (?:the )?(?:(?:day|week|month|year|hour|visit)s? \d+|"
    r"\d+(?:\.\d+)?(?: ?(?:-|to|,|and) ?\d+)?[ -]?(?:h|hrs?|hours?|min|minutes|days?|weeks?|wks?|months?|mo|years?|"
    r"yrs?)\b|(?:one|two|three|four|six|twelve) (?:days?|weeks?|months?|years?))(?! of (?:treatment|therapy|age))"
)
_LAST = re.compile(rf"(?:^| )(?:{_STOP})$")
_JOINED = re.compile(r",? (?:and|or|and/or|as well as) (?:the )?(?:median |mean |overall )?$|, $|/$")
_ABBREVIATED = re.compile(r" ?\((?:[A-Z][\w-]{0,9}|[A-Z][\w -]{0,20})\)")


def endpoints(text: str) -> list[Endpoint]:
    """The endpoints of a sentence in text order. ``text`` is in the spelling of ``kg.pipeline.relate.study_cues.spelled``."""
    low = _lowered(text)
    found: list[Endpoint] = []
    for match in _HEAD.finditer(low):
        if found and match.start() < found[-1].end:
            continue
        if match.group() == "egfr" and text[match.start() : match.end()] != "eGFR":
            continue  # the receptor, not the filtration rate
        safety = match.group("safety") is not None
        start = _first(low, match.start(), found[-1].end if found else 0)
        end = _last(text, low, match.start(), match.end())
        if end - start > LONGEST:
            end = match.end()
        broad = not safety and _BROAD.fullmatch(low, start, end) is not None
        found.append(Endpoint(start, end, match.span(), safety, broad))
    return _together(text, found)


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
    low = _lowered(text)
    if _PRAISE.search(low, start, end):
        doing = _AT_DOING.match(low, end)
        if doing is not None and (doing.group("verb") is None or _VERB.match(doing.group("verb"))):
            return _phrase(low, doing.end())
        if "effect" in low[start:end] or "active" in low[start:end]:
            return None
    before = _first(low, start, 0)
    if (
        _REDUCTION.search(low, start, end)
        and before < start
        and not low.startswith((" the ", " a ", " an "), end)
        and not _NOBODY.fullmatch(low, before, start - 1)
    ):
        return Endpoint(
            before, start - 1, (before, start - 1), broad=_BROAD.fullmatch(low, before, start - 1) is not None
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
        while (first := _WORD.match(low, at)) and _STOPPED.fullmatch(first.group()) and first.end() < subject.end("np"):
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
    for word in _WORD.finditer(low, start, match.end()):
        text = word.group()
        if text in ("the", "a", "an") and last == first:
            first = last = word.end() + 1
            continue
        if text in ("of", "and", "the") and last > first:
            continue
        if _STOPPED.fullmatch(text) or low[last : word.start()].strip(" ofandthe-"):
            break
        head, last = word.start(), word.end()
    if last <= first or last - first < 2 or _NOBODY.fullmatch(low, first, last) or _PEOPLE.match(low, last):
        return None
    when = _WHEN.match(low, last)
    return Endpoint(
        first, when.end() if when else last, (head, last), broad=_BROAD.fullmatch(low, first, last) is not None
    )


def _lowered(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _first(low: str, head: int, least: int) -> int:
    """Where the words that belong to a head begin."""
    start, words = head, 0
    for word in reversed(list(_WORD.finditer(low, max(least, head - 80), head))):
        between = low[word.end() : start]
        if between not in (" ", "-") or words == 4 or _STOPPED.fullmatch(word.group()):
            break
        start, words = word.start(), words + 1
    return start


def _last(text: str, low: str, head: int, end: int) -> int:
    """Where what follows a head and belongs to it ends: ``of stroke``, ``at 24 h``."""
    if _TAKES_OF.search(low, head, end):
        aside = _ABBREVIATED.match(text, end)
        after = _AFTER.match(low, end if aside is None else aside.end())
        if after is not None and (after.group("link") != "to" or _TAKES_TO.search(low, head, end)):
            end = _cut(low, after.start("words"), after.end("words"), end)
    when = _WHEN.match(low, end)
    return when.end() if when else end


_PEOPLE = re.compile(
    r"[ -](?:(?!(?:in|of|for|with|among|and|or|to|from|at|by|than|between|within) )\w+ )?(?:patients?|subjects|"
    r"participants|groups?|arms?|women|men|children|mice|rats|animals|recipients|volunteers|individuals|cells)\b"
)


_KINDS_OF = frozenset(
    "favorable favourable good poor major minor new any other severe most recurrent worsening clinical treatment drug"
    " overall first further".split()
)
"""Words that praise or size before a head, and that tell one outcome from another behind ``of``."""


def _cut(low: str, start: int, end: int, otherwise: int) -> int:
    """The end of the words ``[start, end)`` before the first of them that no noun phrase has; ``otherwise`` where that
    is the first.
    """
    last = otherwise
    for word in _WORD.finditer(low, start, end):
        text = word.group()
        if text in ("and", "or", "the", "a", "an"):
            continue
        if text in _KINDS_OF:
            last = word.end()
            continue
        if (
            text in ("of", "in")
            or _STOPPED.fullmatch(text)
            or text in ("alone", "respectively", "however", "therefore", "thus")
        ):
            break
        last = word.end()
    dangling = low[start:last].split()[-1:] and low[start:last].split()[-1] in _KINDS_OF
    return otherwise if dangling or _PEOPLE.match(low, last) else last  # "levels of asthmatic subjects"


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
