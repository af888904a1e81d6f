"""Organisms beside the diseases they cause: *HIV-1* is a virus, *patients with HIV* and *HIV infection* speak of a
disease.
"""

from __future__ import annotations

import re

_VIRUS = re.compile(r"virus(?:es)?$", re.IGNORECASE)
_OF_ILLNESS_AFTER = re.compile(
    r"[\s-]*(?:co-?)?(?:infections?|infected|patients?|disease|positive|seropositive|negative|seronegative|treatment|"
    r"therapy|subjects?|individuals|persons?|people|women|men|mothers|adults|children|[Pp]revention|cohort|care|"
    r"clinics?|epidemic|pandemic|prevalence|incidence|status|risk|reactivation|recurrence|rebound|eradication|"
    r"clearance|viremia|viraemia|carriers?|colonization|colonisation|outbreaks?|reinfections?|antibody[- ]positive|"
    r"RNA[- ]positive|mono-?infect\w+|acquisition|testing|screening|pneumonia|hepatitis|retinitis|colitis|encephalitis|"
    r"meningitis|bacter[a]?emia|sepsis|AIDS|/AIDS)\b"
)
_OF_ILLNESS_BEFORE = re.compile(
    r"\b(?:patients?|people|persons?|women|men|children|adults|individuals|subjects|treatment|living|diagnosed|"
    r"management|prevention|risk|cases?|therapy|vaccines?)(?: \w+)? (?:of|with|for|against) $|\b(?:[Pp]erinatal|"
    r"[Vv]ertical|[Pp]a?ediatric|[Cc]ongenital|[Aa]cute|[Cc]hronic|[Rr]ecurrent|[Ll]atent|[Uu]ntreated|"
    r"co-?infected with) $"
)
_DISEASE = (
    r"(?:malaria|tuberculosis|TB|syphilis|[Gg]onorrh\w+|AIDS|hepatitis(?! [A-E] virus)|cancers?|diabetes|malnutrition|"
    r"pneumonia|an[a]?emia|dengue(?! virus)|influenza(?! virus)|STIs?|STDs?|sexually|[Cc]hlamydia)\b"
)
_IN_LIST = re.compile(rf"(?:, |,? and |,? or |/){_DISEASE}", re.IGNORECASE)
_SHARED_INFECTION = re.compile(
    r"(?:, |,? and |,? or |/|-)[A-Z][\w-]{1,6}(?: virus)?(?:,? (?:and|or) [A-Z][\w-]{1,6})? (?:co-?)?infections?\b"
)
"""The end of a list of organisms that share one word: *HBV and HCV infection*."""

_IN_LIST_BEFORE = re.compile(rf"\b{_DISEASE}(?:, |,? and |,? or |/)$", re.IGNORECASE)
_REST_OF_VIRUS = re.compile(r"[ -]virus(?:es)?\b(?![ -](?:co-?)?(?:infections?|infected|diseases?))")
_TOXIN = re.compile(r"[ -](?:toxins?|toxoids?)\b")
_REST_OF_SPECIES = re.compile(
    r" (?:pneumoniae|trachomatis|psittaci|muridarum|falciparum|vivax|albicans|aureus|pylori|donovani|infantum|"
    r"burgdorferi|pallidum|gonorrhoeae|influenzae|fumigatus|neoformans|tuberculosis|"
    r"leprae)\b(?! (?:co-?)?(?:infections?|disease))"
)
_GENUS = re.compile(
    r"\b(?:[A-Z]\.?|Mycobacterium|Vibrio|Klebsiella|Streptococcus|Mycoplasma|Chlamyd(?:ia|ophila)|Corynebacterium|"
    r"Bordetella|Bacillus|Neisseria) ?$"
)
_EPITHET = re.compile(r"[a-z]{5,}")
_IN_CELLS_AFTER = re.compile(
    r"[ -](?:positive|negative|infected|risk)\b(?: [^\s.;]+){0,4}? (?:cells?|lines?|\w+cytes?|\w+phages?|\w*DCs|"
    r"samples?|isolates?|strains?|clones?|tumou?rs?|\w+omas?|tissues?|sera|specimens?|plasmids?)\b"
)
"""What has the organism is no person: *EBV-positive cell lines*."""

_BEFORE = 48


def means_illness(text: str, start: int, end: int) -> bool:
    """Whether the words around an organism's name speak of people who have it, or list it with diseases: then it stands
    for the disease.
    """
    before = text[max(0, start - _BEFORE) : start]
    return bool(
        _OF_ILLNESS_AFTER.match(text, end)
        or _IN_LIST.match(text, end)
        or _SHARED_INFECTION.match(text, end)
        or _OF_ILLNESS_BEFORE.search(before)
        or _IN_LIST_BEFORE.search(before)
    )


def is_infection(text: str, start: int, end: int) -> bool:
    """Whether an organism's name stands for the infection of somebody: as above, and neither is a virus called one nor
    cells infected.
    """
    return not is_virus(text[start:end]) and means_illness(text, start, end) and not _IN_CELLS_AFTER.match(text, end)


def is_part_of_organism(text: str, start: int, end: int) -> bool:
    """Whether what reads as a disease is cut out of a virus's, bacterium's or toxin's name: ``mammary tumor`` of
    *mammary tumor virus*, ``tuberculosis`` of *M. tuberculosis*, ``cholera`` of *cholera toxin*, ``Chlamydia`` of
    *Chlamydia pneumoniae*.
    """
    if (
        _REST_OF_VIRUS.match(text, end)
        or _TOXIN.match(text, end)
        or (text[start].isupper() and _REST_OF_SPECIES.match(text, end))
    ):
        return True
    return bool(
        _EPITHET.fullmatch(text, start, end)
        and _GENUS.search(text, max(0, start - 24), start)
        and text[start:end] in EPITHETS
    )


EPITHETS = frozenset(
    ("tuberculosis", "leprae", "cholerae", "pneumoniae", "diphtheriae", "pertussis", "anthracis", "meningitidis")
)
"""Second words of species that are, or look like, names of diseases."""


def is_virus(name: str) -> bool:
    """Whether a name says itself that it is a virus."""
    return bool(_VIRUS.search(name))


INFECTION = frozenset(("infection", "infections"))
"""What makes a disease of an organism's name."""

_EPITHET_AFTER = re.compile(r" [a-z]{3,}(?:us|um|is|ae|ii?|ens|ans|icola|oides|ica)\b")


def is_genus_of_more(text: str, start: int, end: int) -> bool:
    """Whether a name is the first word of a longer one, of a species that nobody listed: ``Lactobacillus`` of
    *Lactobacillus reuteri*.
    """
    return " " not in text[start:end] and text[start].isupper() and bool(_EPITHET_AFTER.match(text, end))
