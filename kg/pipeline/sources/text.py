"""Plain text: one file, one document; the first line is the title when a blank line follows it, and blank lines part
paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import ids
from kg.model import Document, Record, Reject
from kg.pipeline.sources import opening
from kg.pipeline.sources.assemble import assemble, squeeze, too_long
from kg.pipeline.sources.lines import not_utf8

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")


def parse(stream: Iterator[bytes], source: str) -> Iterator[Record]:
    """The one document of a text file, or the Reject that says why not; its id is ``KGD:`` and a hash of its content.

    Every paragraph is a section ``abstract`` with its white space squeezed. A file cut off part-way is a Reject: its
    text is not known.
    """
    place = "record 1"
    try:
        content = opening.whole(stream).decode("utf-8").removeprefix("\ufeff")
    except opening.Fault as fault:
        yield Reject(source, place, "source", f"{fault}: the text is not whole; fetch the file again")
        return
    except UnicodeDecodeError as error:
        yield Reject(source, place, "source", not_utf8(error))
        return
    paragraphs = [
        piece for piece in _PARAGRAPH.split(content.replace("\r\n", "\n").replace("\r", "\n").strip()) if piece
    ]
    title = ""
    if len(paragraphs) > 1 and "\n" not in paragraphs[0]:
        title = squeeze(paragraphs.pop(0))
    text, sections = assemble(title, [("abstract", "", squeeze(paragraph)) for paragraph in paragraphs])
    identifier = f"KGD:{ids.digest(content, length=16)}"
    reason = too_long(text) or ("" if text.strip() else "no text but white space: nothing to read")
    if reason:
        yield Reject(source, place, "source", reason, identifier)
        return
    yield Document(identifier, title, text, sections, source=source, place=place)
