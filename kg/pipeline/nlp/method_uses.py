"""Uses of names in methods: programs, typing, spectrometry, enzymes that cut, strains of mice, phages, bands by their
weight.
"""

from __future__ import annotations

from typing import Final

from kg.pipeline.nlp.signs import Use, after, before

_CELLS = (
    r"(?:cells?|lymphocytes?|platelets?|neutrophils?|macrophages?|microglial?|osteoclasts?|neurons?|neuronal|synap\w+|"
    r"sympathetic|parasympathetic|autonomic|vagal|\w+ergic|immune|complement|detrusor|bladder|airway|bronchial|uterine|"
    r"muscle|adrenal|axis|HPA|kinase|enzyme|enzymatic|pathway|receptors?|channels?|system|cortex|cortical|amygdala|"
    r"hippocampal|hippocampus|transcriptional|catalytic|signall?ing|reflex)"
)
"""What is active and no person."""

METHOD_USES: Final[dict[str, Use]] = {
    "program": Use(
        "the name of a computer program",
        usual=False,
        before=before(
            r"(?:the|a|computer|software|statistical|refinement|analysis|alignment|modell?ing|"
            r"docking) programs?(?: called| named)?|programs? (?:[A-Z][\w-]+,? )+(?:and|or)|software(?: package|"
            r" program)?|(?:the|an) algorithm|web ?server|toolbox"
        ),
        after=after(
            r"software\b|(?:web ?)?server\b|toolbox\b|searches\b|homology search|algorithm\b|suite of programs"
        ),
        cues=("program", "software", "algorithm", "server", "toolbox", "search", "suite"),
    ),
    "software": Use(
        "a program of structural biology or of sequences, where the text is about these",
        usual=False,
        near=(
            r"(?i)\bsoftware\b|\bprograms?\b|crystallograph|crystal structure|\bphas(?:es|ing)\b|\bsearch(?:es|ed)?\b|"
            r"density modif|refinement|molecular dynamics|force field|\bdocking\b|superposition|diffraction|"
            r"structural (?:similarity|alignment|homolog)"
        ),
    ),
    "typing": Use(
        "a method that tells strains apart (amplified fragment length polymorphism)",
        usual=False,
        before=before(r"polymorphisms?"),
        after=after(
            r"\(?(?:typ|genotyp|analys|marker|fingerprint|pattern|profil|band|primer|loc[iu]|based|data|technique|"
            r"method|map\b|mapping|polymorph|fragment|cluster|PCR)"
        ),
        near=r"(?i)\bisolates?\b|\bstrains?\b|genotyp|fingerprint|amplified fragment|cultivar|accessions",
        named_before=r"(?i)\b(?:pregnan|HELLP|gravid|postpartum)[^.]{0,60}$",
        named_after=r"(?i)[^.]{0,60}\b(?:pregnan|HELLP|gravid|postpartum)",
    ),
    "strain": Use(
        "a strain of mice that takes grafts, not a patient's disease",
        usual=False,
        spreads=False,
        before=(
            r"\b(?:NOD[-/. ]+(?:LtSz[-/ ]+)?|CB-?17[-/ ]+(?:Icr[-/ ]+)?|nude(?: mice)?(?:/| and | or )|athymic(?: and |"
            r" or ))$"
        ),
        after=r"\)?(?:\s*\([\w/ -]+\))?(?:[-/ ]+(?:hu|beige|bg|NOD|nude|gamma|null|IL-?2\w*|immune-deficient))*[-/ ]+"
        r"(?:\w+ )?(?:mice|mouse|murine|rats|xenografts?|recipient)\b|[-/](?:hu|beige|bg|NOD)\b",
        cues=("mice", "mouse", "murine", "rats", "xenograft", "recipient", "NOD", "nude", "athymic", "-hu"),
    ),
    "spectrometry": Use(
        "mass spectrometry in the name of a method",
        usual=False,
        spreads=False,
        before=r"(?:\b(?:LC|GC|CE|TOF|MALDI|ESI|ICP|HPLC|UPLC|UHPLC|FT|IT|IR|Q|SELDI|APCI|PTR|SIFT|HILIC|DART|MS|IM|"
        r"HR|SPE)\d?\)?[-‐‑–/]|\b(?:TOF|MALDI|ESI|[Tt]andem|[Ii]on trap|Orbitrap|[Qq]uadrupole) )$",
        after=r"\d?[/ -]MS\b|[ -]?(?:spectr|/MS)",
        cues=("MS",),
    ),
    "cutting": Use(
        "an enzyme that cuts at a site, by the letters of its bacterium and a Roman number",
        usual=False,
        near=(
            r"(?i)restriction|digest|endonuclease|\bcut (?:with|by|at)|cleaved (?:with|by)|\bSouthern\b|fragment|"
            r"cloning site|\bplasmid|\blinker|\bligated\b"
        ),
    ),
    "method kit": Use("a box of reagents that is sold", usual=False, after=after(r"(?:\w+ ){0,2}kits?\b")),
    "band": Use(
        "a band of a blot by its weight, which many proteins have",
        usual=False,
        before=before(r"\d+[-\s]?kDa(?: \w+)?|bands?(?: \w+){0,3}|(?:phospho|tyrosine-phosphorylated )?proteins? of"),
        after=(
            r"[\s-]*(?:kDa\b|kilodalton|bands?\b|phosphoproteins?\b)|\s*\(\d+\s?kDa|(?: and p\d+)* (?:bands?|"
            r"proteins? of)\b"
        ),
        named_before=r"(?i)(?:retinoblastoma|pRb|p107|E2F|catenin|\bCas\b|RasGAP|coactivator|coactivators)[^.]{0,60}$",
        named_after=r"(?i)[ -]?(?:catenin|Cas\b|RasGAP|ctn\b|GAP\b|[^.]{0,60}(?:retinoblastoma|pRb|p107|E2F))",
        cues=("kDa", "band", "proteins of", "protein of", "phosphoprotein", "kilodalton"),
    ),
    "cited": Use(
        "an author, whom others are named with",
        usual=False,
        after=r",?\s+et\s+al\b|\s+and\s+(?:co-?workers|colleagues|associates)\b",
        cues=("et al", "workers", "colleagues", "associates"),
    ),
    "phage": Use(
        "a bacteriophage",
        usual=False,
        before=before(r"(?:bacterio|coli)?phages?|T[2-7](?:,| and| or|/)"),
        after=after(
            r"(?:bacterio|coli)?phages?\b|gp\d|genes? \d|(?:DNA|RNA) (?:ligase|polymerase|helicase|replicat|"
            r"topoisomerase)|ligase|lysozyme|polynucleotide|endonuclease|polymerase|helicase|replisome|holoenzyme|"
            r"infect|UvsX|glucosyl|rII\b|head\b|tail\b|(?:helper )?(?:lymphocyte|cells?\b)|\+ ?(?:T )?(?:cells?|"
            r"lymphocyte)"
        ),
        near=r"(?i)\bphages?\b|bacteriophage|coliphage",
        named_before=before(r"(?:free|total|serum|plasma)|thyroxine|T3(?:,| and| or|/)"),
        named_after=after(r"levels?\b|concentration|and T3\b"),
        cues=("phage", "T4"),
    ),
    "of cells": Use(
        "what cells, organs or enzymes do too much, not the behaviour of a person",
        usual=False,
        spreads=False,
        before=rf"(?i)\b{_CELLS}[-\s]$",
        after=rf"(?i)\s+(?:of|in) (?:the )?(?:[\w-]+ ){{0,3}}{_CELLS}\b",
    ),
}
"""Use -> how its places are known."""
