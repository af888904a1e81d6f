"""Elements of a large XML input one at a time, with memory flat and every known XML attack shut out.

Entities are never expanded, a DTD is never loaded, the network is never used, and an input that declares entities of
its own is refused before anything of its body is parsed. Only then are libxml2's size limits lifted (``huge_tree``), so
that one overlong record costs that record and not the rest of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, cast

from lxml import etree

from kg.errors import InputError
from kg.pipeline.sources.opening import Fault, split_head

Element = etree._Element

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute ``xml:lang``."""


def root_name(head: bytes, source: str) -> str:
    """Name of the root element, without its namespace, from the first bytes of an XML input.

    Raises InputError when the XML is broken before its root element, or declares entities of its own.
    """
    # libxml2's own limits (entity amplification, depth, sizes) stay on here: an attack in the root's attributes ends as
    # a syntax error
    parser = etree.XMLPullParser(("start",), load_dtd=False, no_network=True, resolve_entities=False)
    fault: etree.XMLSyntaxError | None = None
    try:
        parser.feed(head)
    except etree.XMLSyntaxError as error:
        fault = error
    for _, found in parser.read_events():
        root = cast(Element, found)
        dtd: Any = root.getroottree().docinfo.internalDTD  # the stubs do not know a DTD's entities
        if dtd is not None and any(True for _ in dtd.iterentities()):
            raise InputError(
                f"{source}: declares XML entities of its own, refused (they can unfold without end): remove the"
                " <!ENTITY> lines"
            )
        return local(root.tag)
    if fault is not None and "ntity" in str(fault):
        raise InputError(
            f"{source}: declares XML entities that unfold without end, refused: remove the <!ENTITY> lines"
        )
    raise InputError(
        f"{source}: not XML that can be read: {_words(fault) or 'there is no root element'}; fetch the file again"
    )


def elements(stream: Iterator[bytes], source: str, wanted: Mapping[str, Sequence[str]]) -> Iterator[Element]:
    """Elements with the wanted names, each whole, in order; ``wanted`` is root element name -> names of the elements
    below (or the root).

    An element is valid until the next one is asked for. Raises InputError for a root that is not in ``wanted``, Fault
    (with the line) when the XML breaks off after elements were read.
    """
    head, stream = _head(stream)
    root = root_name(head, source)
    if root not in wanted:
        raise InputError(
            f"{source}: the root element is <{root}>: expected <{'>, <'.join(wanted)}>; is it the right file?"
        )
    parser = etree.XMLPullParser(
        ("end",),
        tag=[f"{{*}}{name}" for name in wanted[root]],
        load_dtd=False,
        no_network=True,
        resolve_entities=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    events = parser.read_events()
    fault: Fault | None = None
    for chunk in _ended(stream):
        try:
            if isinstance(chunk, Fault):
                fault = chunk
            elif chunk:
                parser.feed(chunk)
            else:
                parser.close()
        except etree.XMLSyntaxError as error:
            fault = Fault(f"the XML is broken: {_words(error)}")
        for _, found in events:
            element = cast(Element, found)
            yield element
            _forget(element)
        if fault is not None:
            raise fault


def _ended(stream: Iterator[bytes]) -> Iterator[bytes | Fault]:
    """The chunks, then an empty one at a good end, or the Fault at a bad one (as a value: what was read before it is
    still due).
    """
    try:
        for chunk in stream:
            if chunk:
                yield chunk
    except Fault as fault:
        yield fault
        return
    yield b""


def _head(stream: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    head, rest = split_head(stream)
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare == head:
        return head, rest
    # white space before the XML declaration is a syntax error, yet some tools write it
    skip = len(head) - len(bare)
    first = next(rest)
    while len(first) < skip:
        first += next(rest)
    return bare, chain([first[skip:]], rest)


def _forget(element: Element) -> None:
    """Free an element that has been read, and its siblings before it. The element stays in the tree: the parser may
    still append to it.
    """
    element.clear(keep_tail=True)  # type: ignore[call-arg]  # the stubs are older than keep_tail
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _words(error: Exception | None) -> str:
    return " ".join(str(error).replace("(<string>, line", "(line").split()) if error is not None else ""


def local(tag: object) -> str:
    """Name of a tag without its namespace; empty for what is no element (an entity reference)."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
