"""How a word that elsewhere names an entity is used so that it names none: as a reagent, as a part of a protein, on a
scale's name.

Each use has its reason and the signs by which its places are known; ``kg.pipeline.nlp.no_entity`` says which words
have which use.
"""

from __future__ import annotations

from typing import Final

from kg.pipeline.nlp.method_uses import METHOD_USES
from kg.pipeline.nlp.signs import (
    CENTRE_CUES,
    CENTRES,
    ENZYME,
    EPONYMS,
    RESIDUE_AFTER,
    RESIDUE_BEFORE,
    SCALE_CUES,
    SCALES,
    SUBSTANCE_AFTER,
    SUBSTANCE_BEFORE,
    WINDOW,
    Use,
    after,
    before,
    laboratory,
)

__all__ = ["USES", "WINDOW", "Use"]

USES: Final[dict[str, Use]] = {
    **METHOD_USES,
    "always": Use("no entity of this graph wherever it stands", usual=True, before="$"),
    "reagent": laboratory(
        "what a laboratory works with, not what is studied, unless it is given to somebody or stands in the title",
        usual=True,
    ),
    "reagent if said": laboratory(
        "a substance that is also studied; the words beside it tell that a laboratory works with it", usual=False
    ),
    "residue": Use(
        "part of a protein's chain, not the free amino acid",
        usual=True,
        before=RESIDUE_BEFORE,
        after=RESIDUE_AFTER,
        named_before=SUBSTANCE_BEFORE,
        named_after=SUBSTANCE_AFTER,
    ),
    "residue if said": Use(
        "part of a protein's chain where the words beside it say so",
        usual=False,
        before=RESIDUE_BEFORE,
        after=RESIDUE_AFTER,
        named_before=SUBSTANCE_BEFORE,
        named_after=SUBSTANCE_AFTER,
    ),
    "sequence": Use(
        "the length and the order of a chain, not the substances",
        usual=False,
        before=before(
            r"\d|\d of(?: the)?|encod\w+|deduced|predicted|single|terminal|conserved|first|last|hundred|between|"
            r"(?:two|three|four|five|six|seven|eight|nine|ten|several|few|these|following|same|different)|"
            r"hydrophobic|charged|acidic|basic|upstream|nucleotide and(?: deduced)?"
        ),
        after=after(
            r"sequenc|residue|composition|identit|identical|substitut|chang|position|replac|homolog|similar|"
            r"difference|mutation|exchange|deletion|insertion|align|polymorph|varia|region|motif|side|stretch|"
            r"domain|in length|long\b|protein|peptide|\d|upstream|downstream|level\b|conserv|extension|repeat|"
            r"at (?:position|codon)|terminus|code|derived"
        ),
        named_before=before(
            r"plasma|serum|\bfree|branched[- ]chain|dietary|essential|(?:uptake|transport|metabolism|intake) of"
        ),
        named_after=after(
            r"supplement|transport|metabol|intake|uptake|starvation|deprivation|infus|biosynth|pool|"
            r"level(?:s| of)|concentration|catabol|availab|and insulin|mixture"
        ),
    ),
    "group if said": Use(
        "a group or a bond within a molecule, not the substance",
        usual=False,
        before=before(r"secondary|side|free|peptide"),
        after=after(
            r"groups?\b|moiet|side[- ]chain|substituent|bond|bridge|rings?\b|linkage|scaffold|core\b|residues?\b|"
            r"derivative|atoms?\b|donor|acceptor|abstraction"
        ),
    ),
    "unit": Use(
        "part of a unit or a measurement, not the substance", usual=False, before=before(r"\b[cm]m"), spreads=False
    ),
    "time": Use(
        "the clotting time of a laboratory test",
        usual=True,
        before=before(r"partial|activated"),
        after=after(r"times?\b|\(?a?PTT"),
        named_before=before(r"tissue"),
        named_after=after(r"generation|release"),
    ),
    "polymerase": Use(
        "a step of the polymerase chain reaction, not what a virus does",
        usual=False,
        before=before(r"quantitative|real[- ]time|coupled"),
        after=after(
            r"PCR|q-?PCR|polymerase|quantitative|real|loop|and (?:PCR|amplif|real|quant|poly)|"
            r"(?:\(?RT\)?[\s)/-]*)?(?:and |followed by |coupled |quantitative |semi\S* |real[- ]time |competitive |"
            r"nested )*(?:q?PCR|polymer)"
        ),
        near=r"\bq?PCR\b|polymerase chain|\bamplif|\bcDNA\b|TaqMan",
    ),
    "starved cells": Use(
        "what cells are kept without, not hunger of a person",
        usual=False,
        before=before(
            r"serum|glucose|amino[- ]acids?|nutrients?|nitrogen|carbon|phosphate|sulfur|iron|growth factors?|"
            r"[a-z]+ine|cytokine|upon|under|during|stress|and"
        ),
        after=after(r"medium|condition|respons|induced|stress"),
        near=r"\bcells?\b|yeast|cerevisiae|pombe|bacteri|\bcoli\b|subtilis|fung|serum|mutants?\b|\bmedium\b|pheromone",
    ),
    "adjective": Use(
        "says what a system or a property is about; only before a word for drugs it is a class of them",
        usual=True,
        named_after=after(
            r"(?:(?:and|or) \w+ergic )?(?:agents?\b|drugs?\b|medic|agonis|antagonis|block|compound|therap|treatment|"
            r"substance|ligand|stimula|inhibit|sponge|dressing|device)"
        ),
    ),
    "tag": Use(
        "the part that a made protein is caught by, not the enzyme of the cell",
        usual=False,
        before=before(r"immobili[sz]ed|generated to an?|fused to|fusions? (?:with|to)"),
        after=r"(?:\s*\([\w-]+\))?(?:[\s-]*(?:fusion|fused|pull|tag|beads|sepharose)|[-–](?:[A-Z]|human|mouse|rat))",
        near=r"fusion protein|pull-?down",
    ),
    "promoter": Use(
        "the promoter of a reporter gene, taken from a virus",
        usual=False,
        after=after(r"(?:\(t?k?\)[\s-]*)?(?:minimal |gene )?(?:promoter|reporter|luc)"),
        near=r"(?i)\bherpes|\bHSV|\breporter|luciferase|heterologous|chloramphenicol",
    ),
    "nick end": Use(
        "the enzyme of the stain for broken DNA",
        usual=False,
        after=after(r"(?:\(TdT\)[ -]*)?(?:mediated )?(?:deoxyuridine|dUTP|biotin|nick)"),
        near=r"(?i)dUTP|TUNEL|nick|deoxyuridine",
    ),
    "response": Use(
        "*in response to X* tells what made something happen; it is a process where genes take part in it",
        usual=True,
        named_before=(
            r"\b(?:involved|participat\w+|function\w*|implicated|enriched|roles?|annotated)\b[^.;]{0,30}\b(?:in|for|"
            r"to)\s+(?:the\s+)?(?:\w+\s+)?$|\b(?:regulat|modulat|mediat|controll?)\w*\s+(?:of\s+)?the\s+(?:\w+\s+)?$"
        ),
    ),
    "institution": Use(
        "part of the name of an institution",
        usual=False,
        spreads=False,
        before=rf"\b{CENTRES} (?:of|for|on)(?: (?:[A-Z][\w-]+,?|the|and|of|on|in))*\s(?<!Health )$",
        after=rf"(?:['’]s)?(?: (?:[A-Z][\w-]+|and|of)){{0,2}} {CENTRES}\b",
        cues=CENTRE_CUES,
    ),
    "scale": Use(
        "part of the name of a scale, which is called after its authors or after what it measures",
        usual=False,
        spreads=False,
        after=rf"(?:['’]s)?[ -](?:(?:[A-Z][\w-]+|and|of|for) ){{0,4}}{SCALES}\b",
        around=rf"{EPONYMS}\b[\w’' -]{{0,40}}\b{SCALES}\b",
        cues=SCALE_CUES,
    ),
    "manual": Use(
        "part of the name of the manual of diagnoses",
        usual=False,
        spreads=False,
        before=before(r"Statistical Manual of(?: the)?"),
        cues=("statistical manual",),
    ),
    "protein name": Use(
        "part of a protein's name, whose substance is not what is given or measured",
        usual=False,
        spreads=False,
        after=(
            rf"(?:\s*\([\w-]{{1,12}}\))?(?:[ -]{ENZYME}s?\b|[ -](?:receptors?|transporters?|channels?|exchangers?|"
            rf"cotransporters?)\b|[ -](?:gated|binding (?:cassette|protein|domain)|response element|"
            rf"responsive element))"
        ),
    ),
    "virus name": Use(
        "part of the name of a virus or of a toxin",
        usual=False,
        spreads=False,
        after=after(r"virus(?:es)?\b|viral\b|toxins?\b|toxoids?\b|surface antigen|bacill"),
        cues=("virus", "viral", "toxin", "toxoid", "surface antigen", "bacill"),
    ),
    "species name": Use(
        "the second word of a species' name",
        usual=False,
        spreads=False,
        before=r"(?:^|[\s(])(?:[A-Z]\.|Mycobacterium) ?$",
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
        before=before(r"reactive"),
        after=after(r"(?:hypopn\w+ )?(?:\(\w+\) )?(?:index|test)\b|range\b"),
    ),
    "model": Use(
        "a statistical model, or what its hazards differ by",
        usual=False,
        before=before(r"shared|gamma|individual"),
        after=after(r"models?\b|terms?\b"),
        near=r"(?i)unobserved|hazards? model|heterogeneity",
    ),
    "assay": Use(
        "the reagent of a test that counts cells",
        usual=False,
        before=before(r"counting kit(?:[-‐–]?8)?"),
        after=after(r"(?:\(\w+\) )?(?:assays?|kits?|tests?|method|reagent|solution|absorbance)\b"),
        near=r"(?i)cell counting|cell viability|cytotoxicity assay|absorbance",
        named_before=before(r"inject\w*(?: of)?|infus\w*(?: of)?|administ\w+ of|sulfated|octapeptide|cholecystokinin"),
        named_after=after(r"inject|infus|administ|octapeptide|receptor|induced"),
    ),
    "status": Use(
        "the class of a patient before an operation (American Society of Anesthesiologists)",
        usual=False,
        before=before(r"Society of An(?:a)?esthesiologists|classified as|physical status|high|low"),
        after=after(
            r"(?:\(\w+\) )?(?:physical|PS\b|class|grad|scor|status|risk|categor|[1-5]\b|(?-i:I{1,3}V?\b|IV\b)|"
            r"patients? (?-i:I))"
        ),
        named_before=before(r"low[- ]dose|mg(?: of)?|oral|enteric"),
        named_after=after(r"\d+ ?mg|therapy|treatment|dose|and clopidogrel|resistan|desensiti"),
    ),
    "checklist": Use(
        "the symptom checklist SCL-90",
        usual=False,
        after=r"[- ]?90",
        near=r"(?i)checklist|questionnaire",
        named_after=after(r"locus|genes?\b|mRNA|proteins?\b|/|transcript|expression|promoter"),
    ),
    "functional score": Use(
        "the functional ability score of a motor test",
        usual=False,
        before=r"(?:WMFT|Test|Motor)[-‐–/ (]*$",
        after=after(r"scores?\b"),
        near=r"WMFT|[Ff]unctional [Aa]bility",
    ),
    "gene if said": Use(
        "a short form of many things; the gene is called a gene or an enzyme, or written out",
        usual=True,
        named_before=before(r"synthase|gene|genes|mRNA|expression of|mutations in"),
        named_after=after(r"genes?\b|mRNA|proteins?\b|activity|expression|enzyme|mutation|knock|transcript"),
    ),
    "effect": Use(
        "what a drug or a surgeon does on purpose, not a disorder",
        usual=False,
        after=after(
            r"(?:and \w+ )?(?:drugs?\b|agents?\b|effects?\b|action|activit|an(?:a)?esthesia|potency|propert|medication|"
            r"therap|treatment|(?:cardiopulmonary )?bypass|circulatory arrest|perfus|preserv|storage|cardiopleg|"
            r"cardiac arrest)"
        ),
    ),
    "heat": Use(
        "heat as a treatment",
        usual=False,
        before=before(
            r"whole[- ]body|loco-?regional|local|regional|mild|magnetic|microwave|photothermal|induced by|interstitial|"
            r"combined|(?:chemotherapy|radiotherapy|radiation|drug|adriamycin|cisplatin),? (?:and|or|plus|"
            r"combined with|with)"
        ),
        after=after(
            r"(?:\(\w+\) )?(?:treatment|therapy|chemotherapy|and (?:chemo|radio|radiation|stimuli)|session|device|"
            r"applicat|plus|alone)"
        ),
        near=r"(?i)thermal enhancement|thermotherap|thermal dose|nanoparticl|nanogel|heat treat",
        named_before=before(r"malignant|postoperative|exertional|maternal|fever and"),
    ),
    "ordinary word": Use(
        "an everyday word, not the state of a patient",
        usual=False,
        before=before(
            r"avoid\w*(?: \w+)?|(?:some|much|considerable|further|terminological|prevent|source of|le(?:a)?d to|"
            r"resolve|clarify)"
        ),
        after=after(
            r"matri(?:x|ces)\b|tables?\b|about\b|over\b|regarding\b|surround|in the (?:literature|field|nomenclature)|"
            r"of terms"
        ),
        named_before=before(
            r"mental|acute|postoperative|delirium|drowsiness|agitation,?(?: and)?|dizziness,?(?: and)?"
        ),
    ),
    "isotype": Use(
        "an antibody of the laboratory, by its isotype",
        usual=False,
        before=before(r"conjugated(?: \w+)?|anti-[\w-]+(?: [\w-]+)?|monoclonal|mouse|rat|control"),
        after=after(r"\(|anti|isotype|control|mono|mAb|antibod|kappa|κ"),
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
        before=before(r"pro[-‐–]?"),
        after=after(r"genes?\b|transcri|stimuli\b|signal"),
    ),
    "system": Use(
        "part of the name of the renin-angiotensin system or of another enzyme",
        usual=False,
        spreads=False,
        before=before(r"renin[-‐–/ ]+"),
        after=after(r"angiotensin|aldosterone|converting"),
    ),
    "clotting": Use(
        "a laboratory test or a product of plasma",
        usual=False,
        spreads=False,
        after=after(r"times?\b|complex|fragment|ratio"),
    ),
    "glycated": Use(
        "the measure of blood sugar, not the carrier of oxygen",
        usual=False,
        spreads=False,
        before=before(r"glyc(?:osyl)?at(?:ed|ion of)|glyco"),
    ),
    "cycle": Use("the cycle that is called after its acids", usual=False, after=after(r"(?:\(\w+\) )?cycle")),
    "rate": Use("the glomerular filtration rate, a measure", usual=False, after=after(r"rates?\b")),
    "sulfate": Use(
        "part of the name of another substance", usual=False, spreads=False, after=after(r"(?:sodium )?sul(?:f|ph)ate")
    ),
    "agency": Use(
        "the Environmental Protection Agency of the USA",
        usual=False,
        before=before(r"U\.? ?S\.?A?\.?|United States|Protection Agency"),
    ),
    "blood count": Use(
        "the mean haemoglobin of a red cell, a value of the blood count",
        usual=False,
        before=before(r"corpuscular h(?:a)?emoglobin"),
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
        "the initials of an author after others",
        usual=False,
        spreads=False,
        before=r"\b[A-Z][a-z]+ [A-Z]{1,3}(?: Jr)?, [A-Z][a-z]+ $",
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
