"""Plain text of marked-up text: what the markup and the formulas said can still be read, and no two words run together.

Entities and tags that were escaped once too often, and so stand in the text as printed, count as what they stand for.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from html.entities import html5
from typing import Final

from lxml import etree

from kg.pipeline.sources.assemble import squeeze
from kg.pipeline.sources.formulas import math, tex
from kg.pipeline.sources.marks import BOLD, LOWERED, RAISED, SLANTED, MarkPair, resolved
from kg.pipeline.sources.xmlstream import Element, local

_MARKS: dict[str, MarkPair] = {
    "sup": RAISED, "sub": LOWERED, "inf": LOWERED, "b": BOLD, "bold": BOLD, "strong": BOLD,
    "i": SLANTED, "italic": SLANTED, "em": SLANTED, "u": SLANTED, "underline": SLANTED,
}  # fmt: skip
"""Inline element -> its marks; one that is not listed (``sc``, ``named-content``) goes without a trace."""

BLOCKS: Final = frozenset(
    """
    p title subtitle sec list list-item def-list def-item def term disp-quote disp-formula dispformula verse-line
    verse-group break br hr div ul ol li dl dt dd table thead tbody tr td th h1 h2 h3 h4 h5 h6 blockquote
    AbstractText abstract boxed-text statement speech """.split()
)
"""Elements that stand on lines of their own."""

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
"""Characters without a width; joiners (U+200C, U+200D) are part of the spelling of some scripts and stay."""

_HAS_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_ENTITY = re.compile(r"&(?:#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});")
_NESTED_ESCAPES = 3
_ATTRIBUTES = r"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*"""
_INLINE = "|".join([*_MARKS, "sc", "span", "font", "a", "small", "tt", "code"])
_BLOCK = "|".join(sorted(BLOCKS, key=len, reverse=True))
_TAG = re.compile(rf"<(/?)(?:jats:)?({_INLINE}|{_BLOCK}){_ATTRIBUTES}\s*(/?)>", re.IGNORECASE)
_FORMULA = re.compile(r"<((?:mml:)?math)\b[^<>]*>.*?</\1>", re.DOTALL)
_TEX = re.compile(r"\\documentclass.*?\\end\{document\}|\$\$[^$]{1,400}\$\$", re.DOTALL)
_VOID = frozenset({"br", "hr", "break"})


def flat(element: Element) -> str:
    """All text of an element as plain text, white space squeezed to single spaces, none at the ends."""
    if len(element) == 0:
        text = element.text
        return plain(text) if text else ""
    return plain("".join(_pieces(element, frozenset())))


def flat_without(element: Element, skip: frozenset[str]) -> str:
    """The same without the text of elements named in ``skip``."""
    return plain("".join(_pieces(element, skip)))


def plain(text: str) -> str:
    """Plain text of text with marks, and with entities and tags as printed; white space squeezed."""
    if "&" in text or "<" in text or "\\" in text or "$$" in text:
        text = _as_meant(text)
    if not text.isascii() and _HAS_UNSEEN.search(text):
        text = text.translate(_UNSEEN)
    return squeeze(resolved(text))


def _pieces(element: Element, skip: frozenset[str]) -> Iterator[str]:
    """The text pieces of an element in order, with marks; without those of elements named in ``skip``; entities known
    from HTML are put in.

    A stack and no recursion: elements may nest deeper than Python calls may.
    """
    if element.text:
        yield element.text
    stack = [iter(element)]
    ends = [""]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            yield ends.pop()
            continue
        tail = child.tail or ""
        if isinstance(child, etree._Entity):  # left as a reference, because its DTD is not loaded
            yield html.unescape(child.text or "") + tail
            continue
        tag = local(child.tag)
        before, behind = ("\n", "\n") if tag in BLOCKS else _MARKS.get(tag, ("", ""))
        if tag in skip or not tag:
            yield before * (tag in BLOCKS) + behind * (tag in BLOCKS) + tail
        elif tag == "math":
            yield math(child) + tail
        elif tag == "tex-math":
            # beside its MathML it would be said twice
            beside = any(local(other.tag) == "math" for other in child.itersiblings()) or any(
                local(other.tag) == "math" for other in child.itersiblings(preceding=True)
            )
            yield ("" if beside else tex(child.text or "")) + tail
        else:
            yield before + (child.text or "")
            if len(child):
                stack.append(iter(child))
                ends.append(behind + tail)
            else:
                yield behind + tail


def _as_meant(text: str) -> str:
    """Text in which entities, tags and formulas are printed, with what they stand for; what is none of these stays."""
    for _ in range(_NESTED_ESCAPES):
        read = _ENTITY.sub(_character, text) if "&" in text else text
        if read == text:
            break
        text = read
    if "</" in text or "/>" in text or "<br" in text.lower():
        text = _FORMULA.sub(_printed_formula, text)
        found = Counter((bool(match[1]), match[2].lower()) for match in _TAG.finditer(text))
        both = {name for _, name in found if found[False, name] and found[True, name]} | _VOID
        text = _TAG.sub(lambda match: _printed_tag(match) if match[2].lower() in both or match[3] else match[0], text)
    return _TEX.sub(lambda match: tex(match[0]), text) if "$$" in text or "\\end{document}" in text else text


def _character(match: re.Match[str]) -> str:
    entity = match[0]
    return html.unescape(entity) if entity[1] == "#" or entity[1:] in html5 else entity


def _printed_tag(match: re.Match[str]) -> str:
    name = match[2].lower()
    if name in BLOCKS or name == "abstracttext":
        return "\n"
    before, behind = _MARKS.get(name, ("", ""))
    return "" if match[3] else behind if match[1] else before


def _printed_formula(match: re.Match[str]) -> str:
    """A formula whose MathML was escaped; one that is broken stays as printed."""
    declared = f'<r xmlns:mml="http://www.w3.org/1998/Math/MathML">{_amp(match[0])}</r>'
    try:
        parsed = etree.fromstring(declared, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        return match[0]
    return math(parsed[0])


def _amp(text: str) -> str:
    return re.sub(r"&(?!#?\w+;)", "&amp;", text)
