"""Cell lines: names that a text introduces as cells (``LP-1 cells``, ``the cell lines Z-138 and REC-1``).

A short name of a line is a gene's, a drug's or a word's as often (``A20``, ``HK-2``, ``AGS``), and lines that nobody
listed look like genes to every finder. What the text calls cells once is a line wherever the document has the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.lexicon.lexicon import Lexicon, NameRow
from kg.lexicon.names import TOKEN
from kg.model import Mention
from kg.pipeline.nlp.dictionary import Match, NamesInText
from kg.pipeline.nlp.overlaps import Placed
from kg.pipeline.nlp.tokens import Tokens

_NAME = re.compile(r"(?:[A-Z][A-Za-z]*|\d+[A-Z][A-Za-z]*|\d{3,4})(?:[-/.]?\d+[A-Za-z]{0,4}|[-/.][A-Za-z]{1,6}\d*){0,4}")
"""What a laboratory calls a line: letters and numbers, hardly ever a word in small letters."""

_TISSUES = frozenset(
    "adenocarcinoma adipocyte adipocytes adult astrocytic astrocytoma B beta bladder bone breast cancer carcinoma cell"
    " cervical chondrosarcoma colon colonic colorectal cultured dendritic embryonic endometrial endothelial epithelial"
    " erythroid erythroleukaemia erythroleukemia fibroblast fibroblastic fibroblasts fibrosarcoma gastric glial"
    " glioblastoma glioma hepatic hepatocellular hepatocyte hepatoma human insulinoma intestinal keratinocyte kidney"
    " leukaemia leukaemic leukemia leukemic Leydig liver lung lymphoblastic lymphoblastoid lymphocytic lymphoid"
    " lymphoma macrophage macrophage-like mammary mantle mast medulloblastoma melanoma mesothelial mesothelioma"
    " microglial monocyte monocytic mouse murine muscle myeloblastic myeloid myeloma neuroblastoma neuron-like neuronal"
    " NSCLC osteoblast osteoblastic osteosarcoma ovarian ovary pancreatic parental pre-B promyelocytic prostate"
    " prostatic rat renal retinoblastoma rhabdomyosarcoma sarcoma Sertoli squamous stellate stem stromal T"
    " teratocarcinoma thyroid trophoblast tubular tumor tumour wild-type".split()
)
"""What may stand between a line's name and *cells*."""

_CELLS = re.compile(r" (?:cells?|xenografts?|lines|clones|cell-derived)\b( lines?\b)?")
_CELL_WORDS = (" cell", " xenograft", " lines", " clones")
"""What it begins with: to find these first is faster than to try the pattern at each blank of a text."""

_AFTER_LINES = re.compile(
    rf"\bcell[- ]lines?,? (?:\(|such as |including |named |called |designated |termed |\()?({_NAME.pattern}(?:(?:, and|"
    rf", or|,| and| or|/) ?{_NAME.pattern})*)"
)
_LIST = re.compile(r",? (?:and|or) |, ?")
_BACK = 120
"""Characters before *cells* in which the names of lines are."""

_MOST_BETWEEN = 4
"""Words of tissues between a line's name and *cells*, at most."""

_LEAST = 3
"""Letters and digits of the shortest name that is taken for a line without being in the table."""

_NO_LINE = re.compile(
    r"CD\d+\w*|T[hcr]\d+|T[1-9]|B-?[12][ab]?|G[0-9]/?\w*|M[012]\w?|NKT?\d?|IL-?\d+\w?|I?NK\w*|HIV-?\d?|HTLV-?\w+|"
    r"HSV-?\d|HPV-?\d*|SIV|[A-Z]\d|[A-Z]+|[A-Z][a-z]+|\d+|\d+[A-Z]|S-?phase|ED-?1|E1A|H-2\w*|MHC|WT\d?|KO\d?|II|III|IV|"
    r"P\d+|[A-Z][a-z]+-\d"
)
"""Cells that are no line: markers, subsets, phases of the cycle, viruses, words, and single letters with a number."""

_WORD_AFTER = re.compile(r"[-/][a-z]{3,}")


def mentions(
    tokens: Tokens, lines: frozenset[str], found: Iterable[Match], names: NamesInText, lexicon: Lexicon
) -> list[Placed]:
    """Every place of a name that the text introduces as a cell line (``lines``): one in the table, or one that is no
    other thing's own name.
    """
    if not lines:
        return []
    text = tokens.text
    spans = [
        (m.first, m.last, Mention(m.start, m.end, surface, "CellLine", "cell-line-rule", 0.95))
        for m in found
        if (surface := text[m.start : m.end]) in lines and any(lexicon.type(row.entity) == "CellLine" for row in m.rows)
    ]
    listed = {mention.text for _, _, mention in spans}
    for name in sorted(lines - listed):
        if could_be_line(name) and not _is_other(name, names(name), text, lexicon):
            spans += _everywhere(name, tokens)
    return spans


def _is_other(name: str, rows: tuple[NameRow, ...], text: str, lexicon: Lexicon) -> bool:
    """Whether a name is one that an entity really has (its symbol or label, or an alias printed just so), or the text
    speaks of it as a gene.
    """
    own = any(
        row.scope in ("label", "symbol", "curated")
        or row.text == name
        or lexicon.type(row.entity) in ("Role", "Organism")
        for row in rows
    )
    return own or (bool(rows) and is_gene(name, text))


def _everywhere(name: str, tokens: Tokens) -> Iterator[Placed]:
    """The places of a name, letter by letter."""
    words = TOKEN.findall(name)
    for first in [number for number, word in enumerate(tokens.words) if word == words[0]]:
        last = first + len(words)
        if tokens.words[first:last] == words:
            start, end = tokens.starts[first], tokens.ends[last - 1]
            if end - start == len(name):
                yield first, last, Mention(start, end, name, "CellLine", "cell-line-rule", 0.8)


def introduced(text: str) -> frozenset[str]:
    """The names that stand right before *cells* or right after *cell lines* somewhere in a text, lists of them one by
    one.
    """
    if "cell" not in text:
        return frozenset()
    found: set[str] = set()
    end = 0
    for at in sorted([at for word in _CELL_WORDS for at in _places(word, text)]):
        if at >= end and (match := _CELLS.match(text, at)):
            end = match.end()
            found.update(_before(text[max(0, at - _BACK) : at].split(" "), line=bool(match[1])))
    if "cell line" in text or "cell-line" in text:
        for match in _AFTER_LINES.finditer(text):
            found.update(_LIST.split(match[1]))
    return frozenset(found)


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _before(words: list[str], *, line: bool) -> Iterator[str]:
    """The names in a list that words end with, tissues after it passed over; before *cell line* any other word too."""
    at = len(words) - 1
    while at >= 0 and len(words) - 1 - at < _MOST_BETWEEN and words[at] in _TISSUES:
        at -= 1
    if line and at > 0 and words[at].isalpha() and words[at].islower():
        at -= 1
    comma = False
    while at >= 0:
        name = words[at].removesuffix(",") if comma else words[at]
        if not _NAME.fullmatch(name):
            return
        yield name
        at -= 1
        if at >= 0 and words[at] in ("and", "or"):
            at, comma = at - 1, True
        elif at >= 0 and words[at].endswith(","):
            comma = True
        else:
            return


def could_be_line(name: str) -> bool:
    """Whether a name that no table has is one of a line: a number and a capital in it, and no marker, subset or phase
    of cells.
    """
    return (
        sum(c.isalnum() for c in name) >= _LEAST
        and any(c.isdigit() for c in name)
        and any(c.isupper() for c in name)
        and not _NO_LINE.fullmatch(name)
        and not _WORD_AFTER.search(name)
    )


def speaks_for_itself(name: str) -> bool:
    """Whether a name in the table of lines can be read as one though the text does not say that it is one:
    ``MDA-MB-231``, ``A549``.
    """
    letters, digits = sum(c.isalpha() for c in name), sum(c.isdigit() for c in name)
    return letters + digits >= 4 and digits >= 1 and letters >= 1 and not re.fullmatch(r"[A-Z]\d{2}[A-Z]?", name)


def may_be_one(name: str) -> bool:
    """Whether a name in the table of lines is none of the short words in capitals that stand for much else (``MCT``,
    ``REH``, ``RIN``).
    """
    return any(c.isdigit() for c in name) or len(name) > _LONGEST_WORD


_LONGEST_WORD = 4

_OF_GENE = (
    r"[ -](?:genes?|proteins?|mRNAs?|expression|promoter|transcripts?|siRNA|shRNA|knockdown|knockout|deficient|null|"
    r"activity|isoforms?)\b"
)


def is_gene(name: str, text: str) -> bool:
    """Whether a text speaks of a name as a gene somewhere."""
    return bool(re.search(rf"(?<![\w-]){re.escape(name)}{_OF_GENE}", text))


_NEAR = 60
"""Characters on either side of a name in which *cell* or *line* says that it may be one."""

_NEAR_WORD = re.compile(r"\b(?:cells?|lines?|cultures?|xenografts?|tumou?rs?)\b")


def near_cells(text: str, start: int, end: int) -> bool:
    """Whether the words around a stretch speak of cells."""
    return bool(_NEAR_WORD.search(text, max(0, start - _NEAR), end + _NEAR))
