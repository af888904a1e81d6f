"""RDF/XML, for programs that read nothing else: small graphs, without graph names, and only characters that XML has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from kg.errors import DatasetError
from kg.exchange.export.compact import namespaces, split
from kg.exchange.export.rdf_terms import STRING, parts
from kg.exchange.export.syntax import PredicateObject

LIMIT = 1_000_000
"""Statements above which RDF/XML is refused: its readers hold the whole graph in memory, and take minutes for it."""
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def legal(text: str, where: str) -> str:
    """The text itself. Raises DatasetError when it holds a character that XML 1.0 has no form for."""
    found = _NOT_IN_XML.search(text)
    if found:
        raise DatasetError(
            f"{where} holds the character U+{ord(found[0]):04X}, which XML cannot hold: export it as turtle, trig or"
            " jsonld instead"
        )
    return text


class RdfXml:
    """RDF/XML; refuses more than ``LIMIT`` statements."""

    named = False

    def __init__(self) -> None:
        self._count = 0

    def head(self) -> str:
        """The root element with the prefixes."""
        known = sorted((prefix, start) for start, prefix in namespaces().items() if _NAME.fullmatch(prefix))
        named = "".join(f"\n  xmlns:{prefix}={quoteattr(start)}" for prefix, start in known)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{named}>\n'

    def about(self, subject: str, pairs: Sequence[PredicateObject], graph: str) -> str:
        """One description."""
        self._count += len(pairs)
        if self._count > LIMIT:
            raise DatasetError(
                f"the graph has more than {LIMIT:,} statements, too many for RDF/XML: export it as ntriples or turtle,"
                " or a part of it"
            )
        iri = subject[1:-1]
        return (
            "<rdf:Description"
            f" rdf:about={quoteattr(iri)}>\n{''.join(_property(iri, p[1:-1], o) for p, o in pairs)}</rdf:Description>\n"
        )

    def tail(self) -> str:
        """The end of the root element."""
        return "</rdf:RDF>\n"


def _property(subject: str, predicate: str, object_: str) -> str:
    found = split(predicate)
    if found and _NAME.fullmatch(found[1]) and _NAME.fullmatch(found[0]):
        name, declared = f"{found[0]}:{found[1]}", ""
    else:
        local = re.search(r"[A-Za-z_][A-Za-z0-9_-]*$", predicate)
        if not local or local.start() == 0:
            raise DatasetError(
                f"the predicate {predicate} ends in no XML name, so RDF/XML cannot hold it: export it as turtle or"
                " ntriples"
            )
        name, declared = local[0], f" xmlns={quoteattr(predicate[: local.start()])}"
    value, datatype = parts(object_)
    if not datatype:
        return f"  <{name}{declared} rdf:resource={quoteattr(value)}/>\n"
    kind = "" if datatype == STRING else f" rdf:datatype={quoteattr(datatype)}"
    # a carriage return that is not escaped is read as a line feed
    text = escape(legal(value, f"a text of {subject}"), {"\r": "&#13;"})
    return f"  <{name}{declared}{kind}>{text}</{name}>\n"
