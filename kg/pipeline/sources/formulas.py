"""Formulas in MathML and TeX as text with marks, so that fractions, powers and indices keep their sense.

The marks are those of ``kg.pipeline.sources.marks``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html.entities import html5

from kg.pipeline.sources.marks import FRACTION, LOWERED, RAISED, marked
from kg.pipeline.sources.xmlstream import Element, local

_DEEPEST = 60
"""Levels of a formula that are read; a deeper one is no formula, and gives its characters only."""

_SIMPLE = re.compile(r"[\w.,%°′'√\x03\x04]*|\([^()]*\)")
_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms", "ci", "cn"})
_UNSEEN = frozenset({"annotation", "annotation-xml", "mphantom", "maligngroup", "malignmark"})
_ACCENT = re.compile(r"[^\w\s]*|_+")
_UNSEEN_OPERATORS = str.maketrans("", "", "\u2061\u2062\u2063\u2064")


def math(element: Element, depth: int = 0) -> str:
    """A MathML element as marked text; white space between its elements does not count."""
    tag = local(element.tag)
    if depth > _DEEPEST:
        return "".join(str(piece) for piece in element.itertext())
    if tag in _TOKENS:
        return " ".join(f"|{_inner(element)}|".split())[1:-1].translate(_UNSEEN_OPERATORS)
    if tag == "mspace":
        return " "
    if tag in _UNSEEN or not tag:
        return ""
    children = [child for child in element if local(child.tag) not in _UNSEEN and local(child.tag)]
    if tag == "semantics":
        children = children[:1]
    parts = [math(child, depth + 1) for child in children]
    if tag == "mfenced":
        separator = (element.get("separators") or ",").strip()[:1]
        inside = f"{separator} ".join(parts) if separator else "".join(parts)
        return f"{element.get('open', '(')}{inside}{element.get('close', ')')}"
    if tag == "mmultiscripts":
        return _scripts(children, parts)
    shape = _SHAPES.get(tag)
    return shape(parts) if shape is not None and len(parts) >= _PARTS[tag] else "".join(parts)


def _inner(element: Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def fraction(over: str, under: str) -> str:
    """A fraction on one line; a numerator or denominator of several terms goes in brackets."""
    return marked(FRACTION, f"{_bracketed(over)}/{_bracketed(under)}")


def _bracketed(text: str) -> str:
    bare = text.strip()
    return bare if _SIMPLE.fullmatch(bare) else f"({bare})"


def _script(text: str) -> str:
    """An index of several terms goes in brackets: ``e^(-kt)``."""
    bare = text.strip()
    return (
        bare if re.fullmatch(r"[+\-−–]?[\w.,/*′'+\-−]*", bare) and not re.search(r"\w[+\-−]\w", bare) else f"({bare})"
    )


def _over(parts: Sequence[str]) -> str:
    """A base with an accent (``x̄``, ``V̇``: the base alone), or with a limit above it."""
    return parts[0] if _ACCENT.fullmatch(parts[1].strip()) else f"{parts[0]}^{_bracketed(parts[1])}"


def _under(parts: Sequence[str]) -> str:
    return parts[0] if _ACCENT.fullmatch(parts[1].strip()) else f"{parts[0]}_{_bracketed(parts[1])} "


def _raise(base: str, index: str) -> str:
    script = _script(index)
    return (
        f"{base}^{script}"
        if script.startswith("(") or re.match(r"[+\-−–][^\W\d]", script)
        else base + marked(RAISED, script)
    )


_SHAPES: dict[str, Callable[[Sequence[str]], str]] = {
    "mfrac": lambda parts: fraction(parts[0], parts[1]),
    "msup": lambda parts: _raise(parts[0], parts[1]),
    "msub": lambda parts: parts[0] + marked(LOWERED, parts[1]),
    "msubsup": lambda parts: _raise(parts[0] + marked(LOWERED, parts[1]), parts[2]),
    "mover": _over,
    "munder": _under,
    "munderover": lambda parts: f"{parts[0]}_{_bracketed(parts[1])}^{_bracketed(parts[2])} ",
    "msqrt": lambda parts: f"√{_bracketed(''.join(parts))}",
    "mroot": lambda parts: f"{_bracketed(parts[0])}^(1/{parts[1]})",
    "mtr": " ".join,
    "mlabeledtr": " ".join,
    "mtable": "; ".join,
}
"""MathML element -> its parts on one line."""

_PARTS = {
    "mfrac": 2,
    "msup": 2,
    "msub": 2,
    "msubsup": 3,
    "mover": 2,
    "munder": 2,
    "munderover": 3,
    "msqrt": 1,
    "mroot": 2,
    "mtr": 0,
    "mlabeledtr": 0,
    "mtable": 0,
}


def _scripts(children: Sequence[Element], parts: Sequence[str]) -> str:
    """Indices on both sides of a base: pairs of lower and upper behind it, then ``mprescripts``, then pairs before
    it.
    """
    names = [local(child.tag) for child in children]
    border = names.index("mprescripts") if "mprescripts" in names else len(parts)
    before, behind = parts[border + 1 :], parts[1:border]
    lead = "".join(
        marked(LOWERED, before[at]) + marked(RAISED, "".join(before[at + 1 : at + 2]))
        for at in range(0, len(before), 2)
    )
    text = lead + (parts[0] if parts else "")
    for at in range(0, len(behind), 2):
        text += marked(LOWERED, behind[at])
        text = _raise(text, behind[at + 1]) if at + 1 < len(behind) and behind[at + 1] else text
    return text


# --- TeX --------------------------------------------------------------------------------------------------------------

_BODY = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.DOTALL)
_SETTING = re.compile(
    r"\\(?:text|math|operatorname|hbox|mbox|overline|underline|bar|hat|vec|tilde|dot|ddot|widehat|ensuremath|"
    r"boldsymbol|rm|bf|it)[a-z]*\*?\s*\{([^{}]*)\}"
)
_FRACTION = re.compile(r"\\[dtc]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\s*\{([^{}]*)\}")
_SCRIPT = re.compile(r"([\^_])\s*(?:\{([^{}]*)\}|(\\[A-Za-z]+|[^\s{}\\]))")
_COMMAND = re.compile(r"\\([A-Za-z]+)|\\([^A-Za-z])")
_SYMBOLS = {
    "cdot": "·",
    "circ": "°",
    "infty": "∞",
    "to": "→",
    "ldots": "...",
    "dots": "...",
    "quad": " ",
    "qquad": " ",
    "left": "",
    "right": "",
    "big": "",
    "Big": "",
    "displaystyle": "",
    "textstyle": "",
    "limits": "",
    "rm": "",
    "bf": "",
    "it": "",
    "prime": "′",
    "percent": "%",
    "log": "log",
    "exp": "exp",
    "min": "min",
    "max": "max",
    "le": "≤",
    "ge": "≥",
    "leqslant": "≤",
    "geqslant": "≥",
    "lt": "<",
    "gt": ">",
    "pm": "±",
    "in": "∈",
    "mu": "μ",
    "degree": "°",
}
"""TeX command -> character, where HTML has no entity of that name or another thing under it."""

_PLAIN = {",": " ", ";": " ", ":": " ", "!": "", " ": " ", "\\": " ", "(": "", ")": "", "[": "", "]": ""}


_CARET = "\x10"
"""Stands for a caret that is no longer TeX's."""


def tex(text: str) -> str:
    """A formula in TeX as marked text; a whole LaTeX document gives what stands between its ``begin`` and ``end``."""
    body = match[1] if (match := _BODY.search(text)) else text
    body = body.replace("$", "").replace("~", " ")
    for _ in range(_DEEPEST):  # from the inside out; every turn takes one level of braces
        inner = _SETTING.sub(r"\1", body)
        inner = _FRACTION.sub(lambda found: fraction(_signs(found[1]), _signs(found[2])), inner)
        inner = _ROOT.sub(lambda found: f"√{_bracketed(_signs(found[1]))}", inner)
        inner = _SCRIPT.sub(_tex_script, inner)
        if inner == body:
            break
        body = inner
    return _signs(body).replace("{", "").replace("}", "").replace(_CARET, "^")


def _tex_script(match: re.Match[str]) -> str:
    index = _signs(match[2] if match[2] is not None else match[3])
    if match[1] == "_":
        return marked(LOWERED, index)
    return "°" if index.strip() == "°" else _raise("", index).replace("^", _CARET) if index.strip() else ""


def _signs(text: str) -> str:
    return _COMMAND.sub(lambda found: _sign(found[1]) if found[1] else _PLAIN.get(found[2], found[2]), text)


def _sign(name: str) -> str:
    known = _SYMBOLS.get(name)
    return known if known is not None else html5.get(f"{name};", name)
