"""Cell lines: names that a text introduces as cells (``LP-1 cells``, ``the cell lines Z-138 and REC-1``).

A short name of a line is a gene's, a drug's or a word's as often (``A20``, ``HK-2``, ``AGS``), and lines that nobody listed look like genes to
every finder. What the text calls cells once is a line wherever the document has the name.
"""

from __future__ import annotations

import re

_NAME = r"(?:[A-Z][A-Za-z]*|\d+[A-Z][A-Za-z]*|\d{3,4})(?:[-/.]?\d+[A-Za-z]{0,4}|[-/.][A-Za-z]{1,6}\d*){0,4}"
"""What a laboratory calls a line: letters and numbers, hardly ever a word in small letters."""

_TISSUE = (
    r"(?:adenocarcinoma|adipocytes?|adult|astrocytoma|astrocytic|B|beta|bladder|bone|breast|cancer|carcinoma|cell|cervical|chondrosarcoma|colon|"
    r"colonic|colorectal|cultured|dendritic|embryonic|endometrial|endothelial|epithelial|erythroid|erythroleuk[a]?emia|fibroblastic|fibroblast|"
    r"fibroblasts|fibrosarcoma|gastric|glial|glioblastoma|glioma|hepatic|hepatocellular|hepatocyte|hepatoma|human|insulinoma|intestinal|"
    r"keratinocyte|kidney|leuk[a]?emia|leuk[a]?emic|Leydig|liver|lung|lymphoblastic|lymphoblastoid|lymphocytic|lymphoid|lymphoma|macrophage|"
    r"macrophage-like|mammary|mantle|mast|medulloblastoma|melanoma|mesothelial|mesothelioma|microglial|monocyte|monocytic|mouse|murine|muscle|"
    r"myeloblastic|myeloid|myeloma|neuroblastoma|neuronal|neuron-like|NSCLC|osteoblast|osteoblastic|osteosarcoma|ovarian|ovary|pancreatic|"
    r"parental|pre-B|promyelocytic|prostate|prostatic|rat|renal|retinoblastoma|rhabdomyosarcoma|sarcoma|Sertoli|squamous|stellate|stem|stromal|"
    r"T|teratocarcinoma|thyroid|trophoblast|tubular|tumou?r|wild-type)"
)
_CELLS = r"(?:cells?(?:[- ]lines?)?|lines|cell-derived|xenografts?|clones)\b"

_BEFORE_CELLS = re.compile(rf"(?<![\w/-]){_NAME}(?:(?:,|/| and| or|, and|, or) ?{_NAME})*(?= (?:{_TISSUE} ){{0,4}}{_CELLS}| \w+ cell line)")
_AFTER_LINES = re.compile(
    rf"\bcell[- ]lines?,? (?:\(|such as |including |named |called |designated |termed |\()?({_NAME}(?:(?:, and|, or|,| and| or|/) ?{_NAME})*)"
)
_LIST = re.compile(r",? (?:and|or) |, ?")

_LEAST = 3
"""Letters and digits of the shortest name that is taken for a line without being in the table."""

_NO_LINE = re.compile(
    r"CD\d+\w*|T[hcr]\d+|T[1-9]|B-?[12][ab]?|G[0-9]/?\w*|M[012]\w?|NKT?\d?|IL-?\d+\w?|I?NK\w*|HIV-?\d?|HTLV-?\w+|HSV-?\d|HPV-?\d*|SIV|[A-Z]\d|"
    r"[A-Z]+|[A-Z][a-z]+|\d+|\d+[A-Z]|S-?phase|ED-?1|E1A|H-2\w*|MHC|WT\d?|KO\d?|II|III|IV|P\d+|[A-Z][a-z]+-\d"
)
"""Cells that are no line: markers, subsets, phases of the cycle, viruses, words, and single letters with a number."""


def introduced(text: str) -> frozenset[str]:
    """The names that stand right before *cells* or right after *cell lines* somewhere in a text, lists of them one by one."""
    if "cell" not in text:
        return frozenset()
    found: set[str] = set()
    for match in _BEFORE_CELLS.finditer(text):
        found.update(_LIST.split(match.group()))
    for match in _AFTER_LINES.finditer(text):
        found.update(_LIST.split(match.group(1)))
    return frozenset(found)


def could_be_line(name: str) -> bool:
    """Whether a name that no table has is one of a line: a number and a capital in it, and no marker, subset or phase of cells."""
    return (
        sum(c.isalnum() for c in name) >= _LEAST
        and any(c.isdigit() for c in name)
        and any(c.isupper() for c in name)
        and not _NO_LINE.fullmatch(name)
    )


def speaks_for_itself(name: str) -> bool:
    """Whether a name in the table of lines can be read as one though the text does not say that it is: ``MDA-MB-231``, ``HepG2``, ``A549``."""
    letters, digits = sum(c.isalpha() for c in name), sum(c.isdigit() for c in name)
    return letters + digits >= 4 and digits >= 1 and letters >= 1 and not re.fullmatch(r"[A-Z]\d{2}[A-Z]?", name)


_NEAR = 60
"""Characters on either side of a name in which *cell* or *line* says that it may be one."""

_NEAR_WORD = re.compile(r"\b(?:cells?|lines?|cultures?|xenografts?|tumou?rs?)\b")


def near_cells(text: str, start: int, end: int) -> bool:
    """Whether the words around a stretch speak of cells."""
    return bool(_NEAR_WORD.search(text, max(0, start - _NEAR), end + _NEAR))
