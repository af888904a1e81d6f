"""Elements of HTML and SVG as text that is well-formed and escaped, whatever is put into it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML has no place for."""

VOID = ("meta", "br", "hr", "circle", "line", "path", "rect")
"""Elements without content."""


class Markup(str):
    """Text that is markup already, and is not escaped again."""

    __slots__ = ()


Child = str | Iterable[str] | None
"""What may stand in an element: text, which is escaped; markup; several of them; or nothing."""


def text(value: object) -> Markup:
    """Any value as text, escaped; characters that XML does not allow are replaced."""
    shown = str(value)
    return Markup(escape(_FORBIDDEN.sub("\ufffd", shown)))


def join(*children: Child) -> Markup:
    """Children one after the other, text among them escaped."""
    return Markup("".join(_parts(children)))


def _parts(children: Iterable[Child]) -> Iterable[str]:
    for child in children:
        if isinstance(child, str):
            yield child if isinstance(child, Markup) else text(child)
        elif child is not None:
            yield from _parts(child)


def tag(name: str, /, *children: Child, **attributes: object) -> Markup:
    """An element: ``class_`` is ``class``, other underscores are hyphens; attributes that are None are left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in VOID:
        return Markup(f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{join(*children)}</{name}>")
