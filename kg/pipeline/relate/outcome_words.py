"""Words of results: what studies measure, and what no name of an outcome has in it.

They are many, because sentences of results name outcomes in many ways; ``kg.pipeline.relate.endpoints`` says how an
outcome's name is read with them, ``kg.pipeline.relate.changed`` what a change is said of.
"""

from __future__ import annotations

import re

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

BROAD = re.compile(
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

HEAD = re.compile(
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

WORD = re.compile(r"[\w/+'%.-]*[\w+%]")

STOPPED = re.compile(rf"{_STOP}$|[-+]?\d+(?:\.\d+)?%?$|.*\d%$")

WHEN = re.compile(
    r",? (?:at|after|within|over|during|by) (?:the )?(?:(?:day|week|month|year|hour|visit)s? \d+|"
    r"\d+(?:\.\d+)?(?: ?(?:-|to|,|and) ?\d+)?[ -]?(?:h|hrs?|hours?|min|minutes|days?|weeks?|wks?|months?|mo|years?|"
    r"yrs?)\b|(?:one|two|three|four|six|twelve) (?:days?|weeks?|months?|years?))(?! of (?:treatment|therapy|age))"
)

PEOPLE = re.compile(
    r"[ -](?:(?!(?:in|of|for|with|among|and|or|to|from|at|by|than|between|within) )\w+ )?(?:patients?|subjects|"
    r"participants|groups?|arms?|women|men|children|mice|rats|animals|recipients|volunteers|individuals|cells)\b"
)


def lowered(text: str) -> str:
    """A text in small letters, every character where it was."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def first_word(low: str, head: int, least: int) -> int:
    """Where the words that belong to a head (at ``head``) begin; not before ``least``."""
    start, words = head, 0
    for word in reversed(list(WORD.finditer(low, max(least, head - 80), head))):
        between = low[word.end() : start]
        if between not in (" ", "-") or words == 4 or STOPPED.fullmatch(word.group()):
            break
        start, words = word.start(), words + 1
    return start
