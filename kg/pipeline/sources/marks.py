"""Marks for raised, lowered and set-off text, and the plain text that keeps what they said.

Markup and formulas are first written with the marks below, control characters that XML does not allow in a text and
that therefore stand for nothing else. ``resolved`` takes them out. Most go without a trace, as printed names want it
(``Ca2+``, ``IC50``, ``18F``, ``TGF-β1``). What would read as something else is written out: a power of a number with a
caret (``10^-3``, not the range 10-3), another index that would run into a figure or a word in PubMed's own brackets
(``SO4(2-)``, ``mc(2)155``, ``BRAF(V600E)``).
"""

from __future__ import annotations

import re

MarkPair = tuple[str, str]
"""What stands before and behind a stretch of text."""

RAISED: MarkPair = ("\x01", "\x02")
LOWERED: MarkPair = ("\x03", "\x04")
BOLD: MarkPair = ("\x05", "\x06")
SLANTED: MarkPair = ("\x07", "\x08")
FRACTION: MarkPair = ("\x0e", "\x0f")

_ANY = re.compile("[\x01-\x08\x0e\x0f]")
_INDEX = re.compile("\x01([^\x01-\x04]*)\x02|\x03([^\x01-\x04]*)\x04")
_DEEPEST = 20
"""Levels of indices above one another that are read."""

_NUMBER = re.compile(r"[+\-−–]?\s?\d+(?:[.,/]\d+)*")
_POWER_OF_LETTERS = re.compile(r"[+\-−–][^\W\d_].*|[nkNx]|[+\-−–]?\d.*[^\W\d_].*[+*/−-].*")
_CHARGE = re.compile(r"\d+[+\-−–]")
_STATE = re.compile(
    r"[A-Z]\d{1,4}(?:[A-Z*X]|fs\S*|del|dup)?(?:[/,+]\s?[A-Z]\d{1,4}[A-Z*]?)*|[Δ∆].*|(?:[A-Z]\d+)?(?:high|hi|low|lo|int|"
    r"bright|dim|neg|pos|mut|mutant|wt|WT|KO|null|flox|fl|Min|Cre)(?:/(?:high|hi|low|lo|int|bright|dim|neg|pos|flox|fl|"
    r"wt|WT|null|-|−|\+))?"
)
"""What a raised word says of the thing before it, and is no part of its name: a variant, how much of it, a genotype."""

_SMALL_WORDS = "the|and|or|of|in|on|by|to|for|with|from|between|than|that|both|against|via|an|at|as|is|was|were|are"
_WORD_BEFORE = re.compile(rf"(?<![\w-])((?i:{_SMALL_WORDS}))([\x05\x07])(?=\w{{3}})")
_WORD_BEHIND = re.compile(r"(?<=\w{3})([\x06\x08])(?=(?!opath|ness|like|itis|osis)[a-z]{4}|(?:and|or|in|of|is|was)\b)")
_PART_OF_WORD = re.compile(
    r"[\x05\x07](?:iso|tert|cis|trans|ortho|meta|para|syn|anti|exo|endo|sec|neo|threo|erythro|allo|myo|pre|pro|non|sub|"
    r"tri|mono|poly|bis|hyper|hypo|micro|nano|over|under|post|inter|intra)[\x06\x08]"
)
_SIDE_BY_SIDE = re.compile(r"(?<=[\w.,:;)]{2})\x06\x05(?=\w{2})")


def marked(mark: MarkPair, text: str) -> str:
    """A text with its marks, or nothing for no text."""
    return f"{mark[0]}{text}{mark[1]}" if text.strip() else text


def resolved(text: str) -> str:
    """The plain text of a marked one; white space is left as it is."""
    if not _ANY.search(text):
        return text
    if "\x06" in text or "\x08" in text:
        text = _words_parted(text)
    if "\x0f" in text:
        # 3<fraction>1/2 is three and a half, and not 31/2
        text = re.sub(r"(?<=\w)\x0e", " ", text).replace("\x0e", "")
        text = re.sub(r"\x0f(?=\w)", " ", text).replace("\x0f", "")
    for _ in range(_DEEPEST):  # an index of an index is resolved first
        text, count = _INDEX.subn(_index, text)
        if not count:
            break
    return _ANY.sub("", text)


def _index(match: re.Match[str]) -> str:
    text, (start, end) = match.string, match.span()
    before = _neighbour(text, start - 1, -1)
    after = "" if text[end : end + 1] in (RAISED[0], LOWERED[0]) else _neighbour(text, end, 1)
    if match[1] is None:
        return _lowered(before, match[2], after)
    return _raised(before, match[1], after, above=text[start - 1 : start] == LOWERED[1])


def _neighbour(text: str, at: int, step: int) -> str:
    """The next character that is no mark, or nothing."""
    for _ in range(_DEEPEST):
        if not 0 <= at < len(text):
            return ""
        if not _ANY.match(text, at):
            return text[at]
        at += step
    return ""


def _raised(before: str, text: str, after: str, *, above: bool) -> str:
    """A raised text as it is written between its neighbours; ``above``: it stands above or behind a lowered one."""
    bare = text.strip()
    tail = text[len(text.rstrip()) :]
    if bare.lower() == "tm":
        return "™" + tail
    if bare in ("o", "O", "◦", "º") and before.isdigit():
        return "°" + tail
    if before.isdigit() or before in (")", "]"):
        if above and _NUMBER.fullmatch(bare) and after.isalpha():  # H2(18)O
            return f"({bare}){tail}"
        if _NUMBER.fullmatch(bare) and (before.isdigit() or before == ")"):
            return f"^{bare}{tail}"
        if _CHARGE.fullmatch(bare) and before.isdigit():
            return f"({bare}){tail}"
        if _POWER_OF_LETTERS.fullmatch(bare) and before.isdigit():
            return f"^{bare}{tail}" if bare.isalnum() or bare[1:].isalnum() else f"^({bare}){tail}"
    joins = before.isalnum() and bool(bare)
    if joins and (
        _STATE.fullmatch(bare) or (bare[-1].isdigit() and after.isdigit()) or (before.isdigit() and bare[0].isdigit())
    ):
        return f"({bare}){tail}"
    return text


def _lowered(before: str, text: str, after: str) -> str:
    bare = text.strip()
    if bare and (
        (before.isdigit() and bare[0].isdigit()) or (bare[-1].isdigit() and after.isdigit() and text == text.rstrip())
    ):
        return f"({bare})"
    return text


def _words_parted(text: str) -> str:
    """Blanks put in where a word in bold or italics runs into its neighbour, as some publishers' files have it."""
    text = _SIDE_BY_SIDE.sub("\x06 \x05", text)
    text = _PART_OF_WORD.sub(lambda match: match[0][1:-1], text)
    text = _WORD_BEFORE.sub(r"\1 \2", text)
    return _WORD_BEHIND.sub(r"\1 ", text)
