"""What the text gives to somebody as a drug: words of dose, route and treatment beside a name of the lexicon.

The network learned from corpora in which insulin, interferon and their like are genes and a plant, an oil or a vaccine
is nothing. Whether such a name is a drug is decided by what is done with it: *insulin levels* are of the gene's
product, *insulin injections* are a drug.
"""

from __future__ import annotations

import re

WINDOW = 70
"""Characters before and after a name in which the words are looked for."""

_KIND = (
    r"(?:the|an?|either|both|daily|weekly|once|twice|single|repeated|exogenous|recombinant|human|bovine|synthetic|"
    r"purified|pegylated|regular|basal|prandial|bolus|rapid|short|long|intermediate|acting|high|low|moderate|medium|"
    r"standard|fixed|dose|dosed|doses|adjuvant|prophylactic|additional|combined|combination|dietary|natural|pure|"
    r"virgin|topical|oral(?:ly)?|enteral|parenteral|systemic|local|rectal|vaginal|inhaled|nebuli[sz]ed|intranasal|"
    r"sublingual|transdermal|subcutaneous(?:ly)?|intradermal|epidural|caudal|preoperative|postoperative|"
    r"intra[a-z]{4,12}(?:ly)?|i\.?[vmp]\.?|s\.?c\.?)"
)
_KINDS = rf"(?:{_KIND}[\s-]+)*"
_AMOUNT = (
    r"\d[\d.,]*\s?(?:mg|g|grams?|µg|μg|ug|mcg|IU|U|units?|MIU|kIU|mmol|mEq)\b(?!\s?/\s?(?:d?[lL]|m[lL])\b)"
    r"(?:\s?[/·.]\s?\w+|\s(?:per|a)\s\w+|\sdaily|\sonce|\stwice)*"
)
_GIVING = (
    r"(?:injections?|infusions?|instillation|administration|supplementation|prescription|doses?|dosages?|dosing|"
    r"boluses|bolus|intake|ingestion|use|users|addition|application|premedication|prophylaxis|therapy|treatments?|"
    r"monotherapy|pretreatment|co-?administration|vaccination|immuni[sz]ation|efficacy|effectiveness|safety|"
    r"tolerability|pharmacokinetics|trials?|courses?|combination)\s(?:of|with|using)"
)
_GIVEN = (
    r"(?:receiv(?:ed?|es|ing)|given|administ(?:ered|ering|er)|inject(?:ed|ing)(?:\swith)?|infused(?:\swith)?|"
    r"supplemented\swith|prescribed|adjunct(?:ive)?\sto|ingest(?:ed|ing)|consum(?:ed|ing)|randomi[sz]ed\sto|"
    r"randomly\s(?:assigned|allocated)\sto|assigned\sto|allocated\sto|(?:pre)?treat(?:ed|ing)\s(?:with|by)|"
    r"vaccinated\swith|immuni[sz]ed\swith|premedicated\swith|fed(?:\swith)?|taking|took|on)"
)
_ROUTE = (
    r"(?:subcutaneous|intravenous|intramuscular|intranasal|inhaled|nebuli[sz]ed|topical|oral|intravitreal|"
    r"intraperitoneal|intrathecal|epidural|recombinant(?:\shuman)?|exogenous|pegylated|basal|prandial|bolus|(?:rapid|"
    r"short|long|intermediate)-acting|(?:high|low)-dose)"
)
BEFORE = re.compile(
    rf"(?:\b{_GIVING}\s{_KINDS}|\b{_GIVEN}\s{_KINDS}|{_AMOUNT}\s(?:of\s)?{_KINDS}|\b{_ROUTE}\s{_KINDS})$", re.IGNORECASE
)
"""What ends where the name begins: *patients received subcutaneous* insulin, *40 IU of* oxytocin."""

AFTER = re.compile(
    rf"(?:[\s-](?:therapy|monotherapy|(?:pre-?|post-?|co-?)?treatment|injections?|infusions?|replacement|"
    rf"supplement(?:s|ation)?|administration|prophylaxis|premedication|users?|vaccin(?:e|es|ation)|dos(?:e|es|ing|age)|"
    rf"bolus(?:es)?|regimens?|groups?|arms?|pumps?|tablets?|capsules?|cream|gel|eye\sdrops|drip|sprays?)\b|"
    rf"(?:\s\([^()\n]{{1,24}}\))?\s(?:for|in|as)\s(?:the\s|an?\s)?(?:adjuvant\s|adjunctive\s|effective\s)?(?:treatment|"
    rf"prevention|management|prophylaxis)\b|-(?:pre)?treated\s(?!cell)|\s(?:vs\.?|versus|or|and|plus)\splacebo\b|"
    rf"\s?\(?{_AMOUNT})",
    re.IGNORECASE,
)
"""What begins where the name ends: insulin *therapy*, oxytocin *(10 IU*."""

BESIDE = re.compile(
    r"(?:\s?\([^()\n]{1,40}\))?(?:\s(?:vs\.?|versus|plus|combined\swith|in\scombination\swith|compared\s(?:with|to)|"
    r"added\sto|with\sor\swithout)\s|\s?\+\s?)(?:the\s)?",
    re.IGNORECASE,
)
"""What stands between two drugs that are given together or against each other."""

LISTED = re.compile(r"(?:\s?\([^()\n]{1,40}\))?(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s|/)(?:the\s)?", re.IGNORECASE)
"""What stands between two things of one list."""

EFFECT = re.compile(
    rf"\b(?:effects?|benefits?|impact|influence|value|potential|properties|activity)\sof\s{_KINDS}$|\b(?:compar(?:ed?|"
    rf"ing)|versus|vs\.?)\s(?:with\s|to\s)?{_KINDS}$",
    re.IGNORECASE,
)
"""Weaker words before a name, enough for a name that can only be of a drug."""

PREPARATION = re.compile(
    r"[\s-](?:(?:whole|leaf|leaves|root|seed|fruit|flower|bark|peel|rhizome|herb|stem|aerial\sparts?|"
    r"berry)\s)?(?:(?:aqueous|ethanol(?:ic)?|methanol(?:ic)?|hydroalcoholic|water|crude|essential)\s)?(?:extracts?|"
    r"juice|oils?|powder|supplement(?:s|ation|ed)?|tea|syrup|decoction|tincture|consumption|intake|ingestion|solution|"
    r"lozenges?|paste|gum|milk|formula)\b|\s(?:vs\.?|versus)\s",
    re.IGNORECASE,
)
"""A form in which plants and food are given."""

_OF_STUDY = re.compile(
    r"\b(?:patients?|treat(?:ment|ing)|trials?|therapy|children|infants?|women|men|adults|randomi[sz]ed|placebo|"
    r"efficacy|prevent(?:ion|s|ing)|management|supplement\w*|prophylaxis|versus|vs)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"[\s-](?:levels?|concentrations?|status|metaboli\w+|transport\w*|uptake|synthesis|residues?|sequences?|"
    r"substitutions?|exposure|content|poisoning|intoxication|allerg\w+|toxicity|deficien\w+|use disorders?|abuse|"
    r"dependence|receptors?|channels?|sensitivity|resistance|homeostasis|balance|scan\w*|imaging|staining|antibod\w+|"
    r"induced|free|positive|negative|specific)\b",
    re.IGNORECASE,
)

IN_VITRO = re.compile(
    r"\b(?:in vitro|cells?|cultured?|cultures|fibroblasts?|hepatocytes?|myocytes?|adipocytes?|macrophages?|monocytes?|"
    r"lymphocytes?|explants?|transfected|[nµμ]M|[np]g/ml)\b",
    re.IGNORECASE,
)
"""Words of an experiment with cells, where a cytokine that is added stays the gene's product."""


def is_given(text: str, start: int, end: int) -> bool:
    """Whether the name at ``[start, end)`` (code points of ``text``) is given to somebody there, by dose, route or
    words of treatment.
    """
    return bool(BEFORE.search(text, max(0, start - WINDOW), start) or AFTER.match(text, end))


def is_tried(text: str, start: int, end: int) -> bool:
    """The same for a name that only drugs, plants and food have: its effect is looked at, or a preparation of it is
    named.
    """
    return is_given(text, start, end) or bool(
        PREPARATION.match(text, end) or EFFECT.search(text, max(0, start - WINDOW), start)
    )


def is_beside(text: str, first_end: int, second_start: int, *, listed: bool = False) -> bool:
    """Whether two names, of which the second begins after the first ends, are tried together; ``listed``: or are of one
    list.
    """
    between = (text, first_end, second_start)
    return bool(BESIDE.fullmatch(*between) or (listed and LISTED.fullmatch(*between)))


def is_in_title(text: str, start: int, end: int) -> bool:
    """Whether a name stands in a title, the first line of a document, that tells of a study in people or animals; not
    before a word for what is measured of it.
    """
    line = text.find("\n")
    title = text[: line if line >= 0 else 0]
    return (
        end <= len(title)
        and not text[start:end].endswith(("antibody", "antibodies"))
        and bool(_OF_STUDY.search(title))
        and not (in_cells(title) or _MEASURED.match(text, end))
    )


def in_cells(text: str) -> bool:
    """Whether a sentence speaks of cells in a dish."""
    return bool(IN_VITRO.search(text))
