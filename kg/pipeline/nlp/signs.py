"""What the signs of a use are made of: what stands before or after a mention in the laboratory, in a study, in a
protein, on a scale.
"""

from __future__ import annotations

from dataclasses import dataclass

WINDOW = 90
"""Characters of a text on each side of a mention in which signs are looked for."""


@dataclass(frozen=True, slots=True)
class Use:
    """A use and its signs, which are regular expressions.

    ``before`` ends at the mention, ``after`` begins there, ``near`` stands on either side, ``around`` covers it. One
    sign is enough; where a use needs ``both``, what stands before and after. ``named_before`` and ``named_after``:
    signs that the mention does name its entity; they outweigh the others. A place without any sign goes with the rest
    of its document, and where that has none, it is this use if it is ``usual``.
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
    """A document without any of these has no sign of this use, so nothing else of it need be looked at (where it is not
    ``usual``); those without capitals count in any case. None are given where looking at the place costs no more.
    """


def before(pattern: str) -> str:
    """The pattern of words that end right before a mention, in any case."""
    return rf"(?i)(?<![A-Za-z])(?:{pattern})[\s(\[]*$"


def after(pattern: str) -> str:
    """The pattern of words that begin right after a mention, in any case."""
    return rf"(?i)[\s)\]\-‐–/]*(?:{pattern})"


AMOUNT = r"\d\s*(?:%\s*\(?[wv]/[wv]\)?|[mµμun]?M|m?mol/l|[mµμu]g/ml|U/ml|IU/ml)"

IN_LABORATORY_BEFORE = before(
    rf"dissol\w+ in|diluted in|fix\w+ (?:in|with)|stain\w* (?:with|by|using|for)|counterstain\w* with|"
    rf"label\w* with|conjugated (?:with|to)|embedded in|soft|wash\w+ (?:with|in)|elut\w+ (?:with|by)|"
    rf"extract\w+ (?:with|by|in|using)|precipitat\w+ (?:with|by)|digest\w+ (?:with|by)|"
    rf"cultur\w+ (?:in|on|with)|gr[oe]wn? (?:in|on)|supplemented with|"
    rf"(?:medium|media|buffer|solution|mixture) (?:with|containing)|anti|buffered|aqueous|liquid|"
    rf"{AMOUNT}(?: of)?|[mµμu]l(?: of)?|buffer|crystal|thin layer|avidin|streptavidin|horseradish|bovine"
)
IN_LABORATORY_AFTER = after(
    r"gels?\b|electrophores|PAGE\b|buffer|beads?\b|columns?\b|plates?\b|stain|dye|exclusion|assays?\b|medium\b|media\b|"
    r"free (?:medium|media|buffer)|embedded|fix(?:ed|ation)|blocks?\b|sections?\b|extract|precipitat|affinity|"
    r"chromatograph|matrix|membranes?\b|overlay|conjugat|labell?[ei]|coat|incorporat|digest|gradient|zymogra|"
    r"fraction\w*\b|standard|equivalents?|kits?\b|detection|method|soluble|[(]?(?:Complete|Roche|Sigma|Boehringer|"
    r"Calbiochem|Pierce)\b|[(]?pH \d|[,;] \d+(?:\.\d+)? ?[mµμun]?M\b|v/v|w/v|reagent|cocktail|mix|system|"
    r"binding protein|hypersens|footprint|protect|sensitiv|treated (?:RNA|DNA|nuclei)"
)
STUDIED_BEFORE = before(
    r"effects? of(?: \w+){0,2}|efficacy of(?: \w+)?|safety of(?: \w+)?|"
    r"(?:treat|therap|administ|infus|inject|ingest|inhal|expos)\w* (?:with|of|to)(?: \w+)?|"
    r"(?:intake|avoidance|dose|doses|use|toxicity|levels?|concentrations?|metabolism|"
    r"absorption|uptake|transport|excretion|synthesis) of(?: \w+)?|"
    r"mg/kg(?: of)?|received|given|versus|vs\.?|intravenous|oral|orally|topical|dietary|inhaled|plasma|"
    r"serum|urinary|intrathecal|intravitreal|gaseous|% w/v of|g/day(?: of)?|patients (?:with|on)"
)
STUDIED_AFTER = after(
    r"induc|therap|infusion|intake|supplement|expos|toxic|stress|poison|administ|injection|consumption|ingestion|inhal|"
    r"metabol|allerg|overdose|intoxic|intoleran|maldigest|irrigat|deficien|absorption|reabsorption|excretion|"
    r"nanoparticle|sponge|hydrogel|groups?\b|irrigant|tablets?\b|challenge|test\b|resistan|biosynth|transporter|"
    r"withdrawal|abuse|treat(?:ed|ment) (?:group|patients|rats|mice|animals)"
)


def laboratory(reason: str, usual: bool) -> Use:
    """A substance of the laboratory; ``usual``: it is one where nothing is said."""
    return Use(
        reason,
        usual,
        before=IN_LABORATORY_BEFORE,
        after=IN_LABORATORY_AFTER,
        named_before=STUDIED_BEFORE,
        named_after=STUDIED_AFTER,
        title_names=True,
    )


AMINO_ACID = (
    r"(?:alanine|arginine|asparagine|aspart(?:ate|ic acid)|cysteine|glutamine|glutam(?:ate|ic acid)|glycine|histidine|"
    r"isoleucine|leucine|lysine|methionine|phenylalanine|proline|serine|threonine|tryptophan|tyrosine|valine|ser|thr|"
    r"tyr|cys|leu|lys|pro|gly|ala|arg)"
)
RESIDUE_BEFORE = before(
    r"phospho|[NC][- ]terminal|conserved|catalytic|active[- ]site|critical|essential|invariant|receptor|protein|"
    r"residues?|\bat|\bon|single|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)|phosphorylat\w+ (?:of|on|"
    r"at)(?: \w+)?|(?:substitut|replac|chang|mutat)\w+ (?:of|by|with|to|for|from)?(?: an?)?|rich in|acidic,?(?: and)?|"
    r"STAT\d\w*|induced|kinase[- ]mediated"
)
RESIDUE_AFTER = after(
    rf"(?:(?:,|and|or|to|for|by|/)[ -]*{AMINO_ACID}s?[ -]*){{0,3}}(?:residues?|phosph|de-?phosph|acetylation|methylat|"
    rf"sulfhydryl|zipper|rich|repeats?|clusters?|motif|at (?:position|codon)|position|protein|prote(?:ase|inase)|"
    rf"substitut|mutat|codon|kinase|tRNA|string|box|to (?-i:[A-Z])|modification|loop|knot|dioxygenase|peptidase)|"
    rf"\(?\d+\b(?!\.\d|\s*%|\s*[mµμun]?[MgG]\b)|\((?-i:[A-Z])\d|(?:to|for|into|by|->|→)[ -]+(?:an? )?{AMINO_ACID}"
)
SUBSTANCE_BEFORE = before(
    r"plasma|serum|oral|dietary|\bfree|(?:levels?|concentrations?|intake|uptake|transport|metabolism|infusion|"
    r"synthesis|release|oxidation|supply|accumulation|biosynthesis|catabolism|supplement\w*|"
    r"consumption) of(?: [\w-]+)?|added|dose|aromatic amino acids?|mg/kg(?: of)?|supplemented with|respond\w* to"
)
SUBSTANCE_AFTER = after(
    r"supplement|intake|biosynth|synthesis|metabol|transport|uptake|levels?|concentration|catabol|"
    r"deprivation|deplet|starvation|auxotroph|infus|release|oxidation|supply|ingestion|restrict|administ|signal|"
    r"(?:load|tolerance|turnover|consumption|deficien|accumulat|tRNA)"
)

ENZYME = (
    r"(?=[a-z-]*ase)[a-z-]*(?:kinase|synthase|synthetase|oxidase|reductase|dehydrogenase|transferase|hydroxylase|"
    r"phosphatase|deaminase|esterase|hydrolase|lyase|isomerase|carboxylase|peptidase|protease|proteinase|cyclase|"
    r"ligase|mutase|aldolase|lipase|phosphorylase|nuclease|epimerase|oxygenase|sulfatase|deiminase|permease|"
    r"translocase)"
)
SCALES = r"(?:Scale|Inventory|Questionnaire|Index|Scores?|Checklist|Survey|Interview|Schedule|Module|Instrument)"
CENTRES = (
    r"(?:Institutes?|Departments?|Divisions?|Cent(?:er|re)s?|Society|Association|Hospital|Journal|Section|Branch|"
    r"Foundation|Academy|College|Federation|League|Council)"
)
CENTRE_CUES = tuple(
    "Institute Department Division Center Centre Society Association Hospital Journal Section Branch Foundation Academy"
    " College Federation League Council".split()
)
SCALE_CUES = tuple(
    "Scale Inventory Questionnaire Index Score Checklist Survey Interview Schedule Module Instrument".split()
)
EPONYMS = (
    r"(?:Glasgow|Beck|Hamilton|Epworth|Edinburgh|Zung|McGill|Spielberger|Toronto|Oswestry|Montgomery|Young|Liebowitz|"
    r"Sheehan|Bristol|Hospital|Geriatric|Brief|Pediatric|Positive|State-Trait)"
)
