"""How a word that elsewhere names an entity is used so that it names none: as a reagent, as a part of a protein, on a scale's name.

Each use has its reason and the signs by which its places are known; ``kg.nlp.no_entity`` says which words have which use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

WINDOW = 90
"""Characters of a text on each side of a mention in which signs are looked for."""


@dataclass(frozen=True, slots=True)
class Use:
    """A use and its signs, which are regular expressions.

    ``before`` ends at the mention, ``after`` begins there, ``near`` stands on either side, ``around`` covers it. One sign is enough; where
    a use needs ``both``, what stands before and after. ``named_before`` and ``named_after``: signs that the mention does name its entity;
    they outweigh the others. A place without any sign goes with the rest of its document, and where that has none, it is this use if it
    is ``usual``.
    """

    reason: str
    usual: bool
    before: str = ""
    after: str = ""
    near: str = ""
    around: str = ""
    both: bool = False
    named_before: str = ""
    named_after: str = ""
    spreads: bool = True
    """Whether places without a sign go with the rest of their document."""
    title_names: bool = False
    """Whether what stands in the title is what the document is about, whatever its other places look like."""
    cues: tuple[str, ...] = ()
    """A document without any of these has no sign of this use, so nothing else of it need be looked at (where it is not ``usual``); those
    without capitals count in any case. None are given where looking at the place costs no more."""


def _before(pattern: str) -> str:
    return rf"(?i)(?<![A-Za-z])(?:{pattern})[\s(\[]*$"


def _after(pattern: str) -> str:
    return rf"(?i)[\s)\]\-‐–/]*(?:{pattern})"


_AMOUNT = r"\d\s*(?:%\s*\(?[wv]/[wv]\)?|[mµμun]?M|m?mol/l|[mµμu]g/ml|U/ml|IU/ml)"

_IN_LABORATORY_BEFORE = _before(
    rf"dissol\w+ in|diluted in|fix\w+ (?:in|with)|stain\w* (?:with|by|using|for)|counterstain\w* with|"
    rf"label\w* with|conjugated (?:with|to)|embedded in|soft|wash\w+ (?:with|in)|elut\w+ (?:with|by)|"
    rf"extract\w+ (?:with|by|in|using)|precipitat\w+ (?:with|by)|digest\w+ (?:with|by)|"
    rf"cultur\w+ (?:in|on|with)|gr[oe]wn? (?:in|on)|supplemented with|"
    rf"(?:medium|media|buffer|solution|mixture) (?:with|containing)|anti|buffered|aqueous|liquid|"
    rf"{_AMOUNT}(?: of)?|[mµμu]l(?: of)?|buffer|crystal|thin layer|avidin|streptavidin|horseradish|bovine"
)
_IN_LABORATORY_AFTER = _after(
    r"gels?\b|electrophores|PAGE\b|buffer|beads?\b|columns?\b|plates?\b|stain|dye|exclusion|assays?\b|"
    r"medium\b|media\b|free (?:medium|media|buffer)|embedded|fix(?:ed|ation)|blocks?\b|sections?\b|"
    r"extract|precipitat|affinity|chromatograph|matrix|membranes?\b|overlay|conjugat|labell?[ei]|coat|"
    r"incorporat|digest|gradient|zymogra|fraction\w*\b|standard|equivalents?|kits?\b|detection|method|"
    r"soluble|[(]?(?:Complete|Roche|Sigma|Boehringer|Calbiochem|Pierce)\b|[(]?pH \d|[,;] \d+(?:\.\d+)? ?[mµμun]?M\b|v/v|w/v|reagent|"
    r"cocktail|mix|system|"
    r"binding protein|hypersens|footprint|protect|sensitiv|treated (?:RNA|DNA|nuclei)"
)
_STUDIED_BEFORE = _before(
    r"effects? of(?: \w+){0,2}|efficacy of(?: \w+)?|safety of(?: \w+)?|"
    r"(?:treat|therap|administ|infus|inject|ingest|inhal|expos)\w* (?:with|of|to)(?: \w+)?|"
    r"(?:intake|avoidance|dose|doses|use|toxicity|levels?|concentrations?|metabolism|"
    r"absorption|uptake|transport|excretion|synthesis) of(?: \w+)?|"
    r"mg/kg(?: of)?|received|given|versus|vs\.?|intravenous|oral|orally|topical|dietary|inhaled|plasma|"
    r"serum|urinary|intrathecal|intravitreal|gaseous|% w/v of|g/day(?: of)?|patients (?:with|on)"
)
_STUDIED_AFTER = _after(
    r"induc|therap|infusion|intake|supplement|expos|toxic|stress|poison|administ|injection|consumption|"
    r"ingestion|inhal|metabol|allerg|overdose|intoxic|intoleran|maldigest|irrigat|deficien|absorption|reabsorption|excretion|"
    r"nanoparticle|sponge|hydrogel|groups?\b|irrigant|tablets?\b|challenge|test\b|resistan|biosynth|transporter|withdrawal|abuse|"
    r"treat(?:ed|ment) (?:group|patients|rats|mice|animals)"
)


def _laboratory(reason: str, usual: bool) -> Use:
    return Use(
        reason,
        usual,
        before=_IN_LABORATORY_BEFORE,
        after=_IN_LABORATORY_AFTER,
        named_before=_STUDIED_BEFORE,
        named_after=_STUDIED_AFTER,
        title_names=True,
    )


_AMINO_ACID = (
    r"(?:alanine|arginine|asparagine|aspart(?:ate|ic acid)|cysteine|glutamine|glutam(?:ate|ic acid)|glycine|histidine|isoleucine|leucine|"
    r"lysine|methionine|phenylalanine|proline|serine|threonine|tryptophan|tyrosine|valine|ser|thr|tyr|cys|leu|lys|pro|gly|ala|arg)"
)
_RESIDUE_BEFORE = _before(
    r"phospho|[NC][- ]terminal|conserved|catalytic|active[- ]site|critical|essential|invariant|receptor|"
    r"protein|residues?|\bat|\bon|single|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)|"
    r"phosphorylat\w+ (?:of|on|at)(?: \w+)?|"
    r"(?:substitut|replac|chang|mutat)\w+ (?:of|by|with|to|for|from)?(?: an?)?|rich in|acidic,?(?: and)?|"
    r"STAT\d\w*|induced|kinase[- ]mediated"
)
_RESIDUE_AFTER = _after(
    rf"(?:(?:,|and|or|to|for|by|/)[ -]*{_AMINO_ACID}s?[ -]*){{0,3}}(?:residues?|phosph|de-?phosph|acetylation|methylat|"
    r"sulfhydryl|zipper|rich|repeats?|"
    r"clusters?|motif|at (?:position|codon)|position|protein|prote(?:ase|inase)|substitut|mutat|codon|kinase|"
    r"tRNA|string|box|to (?-i:[A-Z])|modification|loop|knot|dioxygenase|peptidase)|"
    rf"\(?\d+\b(?!\.\d|\s*%|\s*[mµμun]?[MgG]\b)|\((?-i:[A-Z])\d|"
    rf"(?:to|for|into|by|->|→)[ -]+(?:an? )?{_AMINO_ACID}"
)
_SUBSTANCE_BEFORE = _before(
    r"plasma|serum|oral|dietary|\bfree|"
    r"(?:levels?|concentrations?|intake|uptake|transport|metabolism|infusion|synthesis|release|oxidation|supply|accumulation|"
    r"biosynthesis|catabolism|supplement\w*|consumption) of(?: [\w-]+)?|"
    r"added|dose|aromatic amino acids?|mg/kg(?: of)?|supplemented with|respond\w* to"
)
_SUBSTANCE_AFTER = _after(
    r"supplement|intake|biosynth|synthesis|metabol|transport|uptake|levels?|concentration|catabol|"
    r"deprivation|deplet|starvation|auxotroph|infus|release|oxidation|supply|ingestion|restrict|administ|signal|"
    r"(?:load|tolerance|turnover|consumption|deficien|accumulat|tRNA)"
)

_ENZYME = (
    r"(?=[a-z-]*ase)[a-z-]*(?:kinase|synthase|synthetase|oxidase|reductase|dehydrogenase|transferase|hydroxylase|phosphatase|deaminase|esterase|"
    r"hydrolase|lyase|isomerase|carboxylase|peptidase|protease|proteinase|cyclase|ligase|mutase|aldolase|lipase|phosphorylase|"
    r"nuclease|epimerase|oxygenase|sulfatase|deiminase|permease|translocase)"
)
_SCALES = r"(?:Scale|Inventory|Questionnaire|Index|Scores?|Checklist|Survey|Interview|Schedule|Module|Instrument)"
_CENTRES = (
    r"(?:Institutes?|Departments?|Divisions?|Cent(?:er|re)s?|Society|Association|Hospital|Journal|Section|Branch|Foundation|Academy|College|Federation|"
    r"League|Council)"
)
_CENTRE_CUES = tuple(
    "Institute Department Division Center Centre Society Association Hospital Journal Section Branch Foundation Academy College "
    "Federation League Council".split()
)
_SCALE_CUES = tuple("Scale Inventory Questionnaire Index Score Checklist Survey Interview Schedule Module Instrument".split())
_EPONYMS = (
    r"(?:Glasgow|Beck|Hamilton|Epworth|Edinburgh|Zung|McGill|Spielberger|Toronto|Oswestry|Montgomery|Young|Liebowitz|Sheehan|Bristol|"
    r"Hospital|Geriatric|Brief|Pediatric|Positive|State-Trait)"
)

USES: Final[dict[str, Use]] = {
    "always": Use("no entity of this graph wherever it stands", usual=True, before="$"),
    "reagent": _laboratory(
        "what a laboratory works with, not what is studied, unless it is given to somebody or stands in the title", usual=True
    ),
    "reagent if said": _laboratory(
        "a substance that is also studied; the words beside it tell that a laboratory works with it", usual=False
    ),
    "residue": Use(
        "part of a protein's chain, not the free amino acid",
        usual=True,
        before=_RESIDUE_BEFORE,
        after=_RESIDUE_AFTER,
        named_before=_SUBSTANCE_BEFORE,
        named_after=_SUBSTANCE_AFTER,
    ),
    "residue if said": Use(
        "part of a protein's chain where the words beside it say so",
        usual=False,
        before=_RESIDUE_BEFORE,
        after=_RESIDUE_AFTER,
        named_before=_SUBSTANCE_BEFORE,
        named_after=_SUBSTANCE_AFTER,
    ),
    "sequence": Use(
        "the length and the order of a chain, not the substances",
        usual=False,
        before=_before(
            r"\d|\d of(?: the)?|encod\w+|deduced|predicted|single|terminal|conserved|first|last|hundred|between|"
            r"(?:two|three|four|five|six|seven|eight|nine|ten|several|few|these|following|same|different)|"
            r"hydrophobic|charged|acidic|basic|upstream|nucleotide and(?: deduced)?"
        ),
        after=_after(
            r"sequenc|residue|composition|identit|identical|substitut|chang|position|replac|homolog|similar|"
            r"difference|mutation|exchange|deletion|insertion|align|polymorph|varia|region|motif|side|stretch|"
            r"domain|in length|long\b|protein|peptide|\d|upstream|downstream|level\b|conserv|extension|repeat|"
            r"at (?:position|codon)|terminus|code|derived"
        ),
        named_before=_before(r"plasma|serum|\bfree|branched[- ]chain|dietary|essential|(?:uptake|transport|metabolism|intake) of"),
        named_after=_after(
            r"supplement|transport|metabol|intake|uptake|starvation|deprivation|infus|biosynth|pool|"
            r"level(?:s| of)|concentration|catabol|availab|and insulin|mixture"
        ),
    ),
    "group if said": Use(
        "a group or a bond within a molecule, not the substance",
        usual=False,
        before=_before(r"secondary|side|free|peptide"),
        after=_after(
            r"groups?\b|moiet|side[- ]chain|substituent|bond|bridge|rings?\b|linkage|scaffold|core\b|residues?\b|"
            r"derivative|atoms?\b|donor|acceptor|abstraction"
        ),
    ),
    "unit": Use("part of a unit or a measurement, not the substance", usual=False, before=_before(r"\b[cm]m"), spreads=False),
    "time": Use(
        "the clotting time of a laboratory test",
        usual=True,
        before=_before(r"partial|activated"),
        after=_after(r"times?\b|\(?a?PTT"),
        named_before=_before(r"tissue"),
        named_after=_after(r"generation|release"),
    ),
    "polymerase": Use(
        "a step of the polymerase chain reaction, not what a virus does",
        usual=False,
        before=_before(r"quantitative|real[- ]time|coupled"),
        after=_after(
            r"PCR|q-?PCR|polymerase|quantitative|real|loop|and (?:PCR|amplif|real|quant|poly)|"
            r"(?:\(?RT\)?[\s)/-]*)?(?:and |followed by |coupled |quantitative |semi\S* |real[- ]time |competitive |nested )*"
            r"(?:q?PCR|polymer)"
        ),
        near=r"\bq?PCR\b|polymerase chain|\bamplif|\bcDNA\b|TaqMan",
    ),
    "starved cells": Use(
        "what cells are kept without, not hunger of a person",
        usual=False,
        before=_before(
            r"serum|glucose|amino[- ]acids?|nutrients?|nitrogen|carbon|phosphate|sulfur|iron|growth factors?|"
            r"[a-z]+ine|cytokine|upon|under|during|stress|and"
        ),
        after=_after(r"medium|condition|respons|induced|stress"),
        near=r"\bcells?\b|yeast|cerevisiae|pombe|bacteri|\bcoli\b|subtilis|fung|serum|mutants?\b|\bmedium\b|pheromone",
    ),
    "adjective": Use(
        "says what a system or a property is about; only before a word for drugs it is a class of them",
        usual=True,
        named_after=_after(
            r"(?:(?:and|or) \w+ergic )?(?:agents?\b|drugs?\b|medic|agonis|antagonis|block|compound|therap|treatment|substance|"
            r"ligand|stimula|inhibit|sponge|dressing|device)"
        ),
    ),
    "tag": Use(
        "the part that a made protein is caught by, not the enzyme of the cell",
        usual=False,
        before=_before(r"immobili[sz]ed|generated to an?|fused to|fusions? (?:with|to)"),
        after=r"(?:\s*\([\w-]+\))?(?:[\s-]*(?:fusion|fused|pull|tag|beads|sepharose)|[-–](?:[A-Z]|human|mouse|rat))",
        near=r"fusion protein|pull-?down",
    ),
    "promoter": Use(
        "the promoter of a reporter gene, taken from a virus",
        usual=False,
        after=_after(r"(?:\(t?k?\)[\s-]*)?(?:minimal |gene )?(?:promoter|reporter|luc)"),
        near=r"(?i)\bherpes|\bHSV|\breporter|luciferase|heterologous|chloramphenicol",
    ),
    "nick end": Use(
        "the enzyme of the stain for broken DNA",
        usual=False,
        after=_after(r"(?:\(TdT\)[ -]*)?(?:mediated )?(?:deoxyuridine|dUTP|biotin|nick)"),
        near=r"(?i)dUTP|TUNEL|nick|deoxyuridine",
    ),
    "response": Use(
        "*in response to X* tells what made something happen; it is a process where genes take part in it",
        usual=True,
        named_before=(
            r"\b(?:involved|participat\w+|function\w*|implicated|enriched|roles?|annotated)\b[^.;]{0,30}"
            r"\b(?:in|for|to)\s+(?:the\s+)?(?:\w+\s+)?$|\b(?:regulat|modulat|mediat|controll?)\w*\s+(?:of\s+)?the\s+(?:\w+\s+)?$"
        ),
    ),
    "institution": Use(
        "part of the name of an institution",
        usual=False,
        spreads=False,
        before=rf"\b{_CENTRES} (?:of|for|on)(?: (?:[A-Z][\w-]+,?|the|and|of|on|in))*\s(?<!Health )$",
        after=rf"(?:['’]s)?(?: (?:[A-Z][\w-]+|and|of)){{0,2}} {_CENTRES}\b",
        cues=_CENTRE_CUES,
    ),
    "scale": Use(
        "part of the name of a scale, which is called after its authors or after what it measures",
        usual=False,
        spreads=False,
        after=rf"(?:['’]s)?[ -](?:(?:[A-Z][\w-]+|and|of|for) ){{0,4}}{_SCALES}\b",
        around=rf"{_EPONYMS}\b[\w’' -]{{0,40}}\b{_SCALES}\b",
        cues=_SCALE_CUES,
    ),
    "manual": Use(
        "part of the name of the manual of diagnoses",
        usual=False,
        spreads=False,
        before=_before(r"Statistical Manual of(?: the)?"),
        cues=("statistical manual",),
    ),
    "protein name": Use(
        "part of a protein's name, whose substance is not what is given or measured",
        usual=False,
        spreads=False,
        after=rf"(?:\s*\([\w-]{{1,12}}\))?(?:[ -]{_ENZYME}s?\b|[ -](?:receptors?|transporters?|channels?|exchangers?|cotransporters?)\b|"
        r"[ -](?:gated|binding (?:cassette|protein|domain)|response element|responsive element))",
    ),
    "virus name": Use(
        "part of the name of a virus or of a toxin",
        usual=False,
        spreads=False,
        after=_after(r"virus(?:es)?\b|viral\b|toxins?\b|toxoids?\b|surface antigen|bacill"),
        cues=("virus", "viral", "toxin", "toxoid", "surface antigen", "bacill"),
    ),
    "species name": Use(
        "the second word of a species' name", usual=False, spreads=False, before=r"(?:^|[\s(])(?:[A-Z]\.|Mycobacterium) ?$"
    ),
    "alike": Use(
        "like the disease, and not it",
        usual=False,
        spreads=False,
        after=r"[-‐– ]like (?:symptom|illness|syndrome|disease)",
        cues=("like symptom", "like illness", "like syndrome", "like disease"),
    ),
    "index": Use(
        "an index or a test, not the disease",
        usual=False,
        spreads=False,
        before=_before(r"reactive"),
        after=_after(r"(?:hypopn\w+ )?(?:\(\w+\) )?(?:index|test)\b|range\b"),
    ),
    "model": Use(
        "a statistical model, or what its hazards differ by",
        usual=False,
        before=_before(r"shared|gamma|individual"),
        after=_after(r"models?\b|terms?\b"),
        near=r"(?i)unobserved|hazards? model|heterogeneity",
    ),
    "assay": Use(
        "the reagent of a test that counts cells",
        usual=False,
        before=_before(r"counting kit(?:[-‐–]?8)?"),
        after=_after(r"(?:\(\w+\) )?(?:assays?|kits?|tests?|method|reagent|solution|absorbance)\b"),
        near=r"(?i)cell counting|cell viability|cytotoxicity assay|absorbance",
        named_before=_before(r"inject\w*(?: of)?|infus\w*(?: of)?|administ\w+ of|sulfated|octapeptide|cholecystokinin"),
        named_after=_after(r"inject|infus|administ|octapeptide|receptor|induced"),
    ),
    "status": Use(
        "the class of a patient before an operation (American Society of Anesthesiologists)",
        usual=False,
        before=_before(r"Society of An(?:a)?esthesiologists|classified as|physical status|high|low"),
        after=_after(r"(?:\(\w+\) )?(?:physical|PS\b|class|grad|scor|status|risk|categor|[1-5]\b|(?-i:I{1,3}V?\b|IV\b)|patients? (?-i:I))"),
        named_before=_before(r"low[- ]dose|mg(?: of)?|oral|enteric"),
        named_after=_after(r"\d+ ?mg|therapy|treatment|dose|and clopidogrel|resistan|desensiti"),
    ),
    "checklist": Use(
        "the symptom checklist SCL-90",
        usual=False,
        after=r"[- ]?90",
        near=r"(?i)checklist|questionnaire",
        named_after=_after(r"locus|genes?\b|mRNA|proteins?\b|/|transcript|expression|promoter"),
    ),
    "functional score": Use(
        "the functional ability score of a motor test",
        usual=False,
        before=r"(?:WMFT|Test|Motor)[-‐–/ (]*$",
        after=_after(r"scores?\b"),
        near=r"WMFT|[Ff]unctional [Aa]bility",
    ),
    "gene if said": Use(
        "a short form of many things; the gene is called a gene or an enzyme, or written out",
        usual=True,
        named_before=_before(r"synthase|gene|genes|mRNA|expression of|mutations in"),
        named_after=_after(r"genes?\b|mRNA|proteins?\b|activity|expression|enzyme|mutation|knock|transcript"),
    ),
    "effect": Use(
        "what a drug or a surgeon does on purpose, not a disorder",
        usual=False,
        after=_after(
            r"(?:and \w+ )?(?:drugs?\b|agents?\b|effects?\b|action|activit|an(?:a)?esthesia|potency|propert|medication|therap|treatment|"
            r"(?:cardiopulmonary )?bypass|circulatory arrest|perfus|preserv|storage|cardiopleg|cardiac arrest)"
        ),
    ),
    "heat": Use(
        "heat as a treatment",
        usual=False,
        before=_before(
            r"whole[- ]body|loco-?regional|local|regional|mild|magnetic|microwave|photothermal|induced by|interstitial|combined|"
            r"(?:chemotherapy|radiotherapy|radiation|drug|adriamycin|cisplatin),? (?:and|or|plus|combined with|with)"
        ),
        after=_after(
            r"(?:\(\w+\) )?(?:treatment|therapy|chemotherapy|and (?:chemo|radio|radiation|stimuli)|session|device|applicat|plus|alone)"
        ),
        near=r"(?i)thermal enhancement|thermotherap|thermal dose|nanoparticl|nanogel|heat treat",
        named_before=_before(r"malignant|postoperative|exertional|maternal|fever and"),
    ),
    "ordinary word": Use(
        "an everyday word, not the state of a patient",
        usual=False,
        before=_before(
            r"avoid\w*(?: \w+)?|(?:some|much|considerable|further|terminological|prevent|source of|le(?:a)?d to|resolve|clarify)"
        ),
        after=_after(r"matri(?:x|ces)\b|tables?\b|about\b|over\b|regarding\b|surround|in the (?:literature|field|nomenclature)|of terms"),
        named_before=_before(r"mental|acute|postoperative|delirium|drowsiness|agitation,?(?: and)?|dizziness,?(?: and)?"),
    ),
    "isotype": Use(
        "an antibody of the laboratory, by its isotype",
        usual=False,
        before=_before(r"conjugated(?: \w+)?|anti-[\w-]+(?: [\w-]+)?|monoclonal|mouse|rat|control"),
        after=_after(r"\(|anti|isotype|control|mono|mAb|antibod|kappa|κ"),
    ),
    "kit": Use(
        "a box of reagents that is sold",
        usual=False,
        before=r"(?:PCR|[Aa]ssay|ELISA|[Tt]est|[Rr]eagents?|Mini|System|[A-Z][a-z]+(?:ion|ing|sis)|RNA|DNA|\d)[ -]$",
        after=r"\s*\((?:[A-Z][a-z]+|[A-Z]{2,})[ ,)]",
    ),
    "inflammatory": Use(
        "what cells and messengers are like, not an inflammation",
        usual=False,
        spreads=False,
        before=_before(r"pro[-‐–]?"),
        after=_after(r"genes?\b|transcri|stimuli\b|signal"),
    ),
    "system": Use(
        "part of the name of the renin-angiotensin system or of another enzyme",
        usual=False,
        spreads=False,
        before=_before(r"renin[-‐–/ ]+"),
        after=_after(r"angiotensin|aldosterone|converting"),
    ),
    "clotting": Use(
        "a laboratory test or a product of plasma", usual=False, spreads=False, after=_after(r"times?\b|complex|fragment|ratio")
    ),
    "glycated": Use(
        "the measure of blood sugar, not the carrier of oxygen",
        usual=False,
        spreads=False,
        before=_before(r"glyc(?:osyl)?at(?:ed|ion of)|glyco"),
    ),
    "cycle": Use("the cycle that is called after its acids", usual=False, after=_after(r"(?:\(\w+\) )?cycle")),
    "rate": Use("the glomerular filtration rate, a measure", usual=False, after=_after(r"rates?\b")),
    "sulfate": Use("part of the name of another substance", usual=False, spreads=False, after=_after(r"(?:sodium )?sul(?:f|ph)ate")),
    "agency": Use(
        "the Environmental Protection Agency of the USA", usual=False, before=_before(r"U\.? ?S\.?A?\.?|United States|Protection Agency")
    ),
    "blood count": Use(
        "the mean haemoglobin of a red cell, a value of the blood count",
        usual=False,
        before=_before(r"corpuscular h(?:a)?emoglobin"),
        near=r"\b(?:MCV|MCHC|RDW|RBC|WBC|Hct|HCT)\b|platelet count|ha?ematocrit|corpuscular",
    ),
    "state": Use(
        "a state of the USA in an address",
        usual=False,
        before=r"[A-Z][a-z]+(?: [A-Z][a-z]+)*, ?$",
        after=r"\s*(?:[,;)]|USA|U\.S)",
        both=True,
        spreads=False,
    ),
    "bases": Use(
        "a stretch of a sequence of bases",
        usual=False,
        spreads=False,
        before=r"\b[ACGTU]{3,}[ -]$|[35]['’′]?[-– ]$",
        after=r"[ -][ACGTU]{3,}\b|[-–][35]\b",
    ),
    "author": Use(
        "the initials of an author after others", usual=False, spreads=False, before=r"\b[A-Z][a-z]+ [A-Z]{1,3}(?: Jr)?, [A-Z][a-z]+ $"
    ),
    "statistic": Use(
        "a measure of statistics with its value",
        usual=False,
        before=r"\d\d\s?%\s*\(?$|±\s*$",
        spreads=False,
        after=r"\)?\s*(?:[=<>≤≥:]|was|of|,)?\s*[-–−]?\d*[.·]\d|\)?\s*[=<>≤≥]",
    ),
    "initials": Use(
        "the initials of an author in a list of references",
        usual=False,
        before=r"[A-Z][a-z]+ $",
        after=r"[,;] [A-Z][a-z]+ [A-Z]{1,3}\b|\. [A-Z][a-z]+ [A-Z]{1,3},",
        both=True,
        spreads=False,
    ),
}
"""Use -> how its places are known."""
