"""BioC XML: one ``<collection>``, a document at a time. Characters that no XML may hold are printed as a space each, so
offsets hold.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from kg.exchange.annotation_formats.bioc import KEY, NOT_XML, SOURCE, Infons, Note, bioc_document
from kg.exchange.annotation_formats.printed_rows import DocumentRow

HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<collection><source>{SOURCE}</source><date></date><key>{KEY}</key>\n'
TAIL = "</collection>\n"


def write(row: DocumentRow) -> str:
    """The ``<document>`` element of one document."""
    found = bioc_document(row)
    parts = [f"<document><id>{_text(found.id)}</id>{_infons(found.infons)}"]
    for passage in found.passages:
        parts.append(
            f"<passage>{_infons(passage.infons)}<offset>{passage.offset}</offset><text>{_text(passage.text)}</text>"
        )
        parts += [_annotation(note) for note in passage.notes]
        parts.append("</passage>")
    for relation in found.relations:
        nodes = "".join(f"<node refid={_attribute(refid)} role={_attribute(role)}/>" for refid, role in relation.nodes)
        parts.append(f"<relation id={_attribute(relation.id)}>{_infons(relation.infons)}{nodes}</relation>")
    return "".join(parts) + "</document>\n"


def _annotation(note: Note) -> str:
    return (
        f"<annotation id={_attribute(note.id)}>{_infons(note.infons)}"
        f'<location offset="{note.offset}" length="{note.length}"/><text>{_text(note.text)}</text></annotation>'
    )


def _infons(infons: Infons) -> str:
    return "".join(f"<infon key={_attribute(key)}>{_text(value)}</infon>" for key, value in infons.items())


def _text(text: str) -> str:
    # a carriage return would come back from an XML parser as a newline, so it is written as a character reference
    return escape(NOT_XML.sub(" ", text), {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(NOT_XML.sub(" ", text))
