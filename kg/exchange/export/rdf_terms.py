"""Terms of N-Triples and N-Quads as text: the few escapes that the grammar asks for, and of the two characters that
readers warn of when they stand there as they are (U+FFFE and U+FFFF, which are none).
"""

from __future__ import annotations

import math
import re
import struct
from functools import lru_cache
from urllib.parse import quote

from kg import ids
from kg.errors import ConfigError, DatasetError

_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_TO_ESCAPE = re.compile('[\\\\"\n\r\ufffe\uffff]')
_ESCAPED = re.compile(r'\\([\\"nr]|uFFFE|uFFFF)')
_MEANT = {"\\": "\\", '"': '"', "n": "\n", "r": "\r", "uFFFE": "\ufffe", "uFFFF": "\uffff"}
_ESCAPES = str.maketrans({meant: f"\\{written}" for written, meant in _MEANT.items()})
_WEB = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#]\S*)?$")
XSD = "http://www.w3.org/2001/XMLSchema#"
STRING = f"{XSD}string"
_INTEGER = f"^^<{XSD}integer>"
_FLOAT = f"^^<{XSD}float>"
TRUE = f'"true"^^<{XSD}boolean>'
FALSE = f'"false"^^<{XSD}boolean>'


def iri_term(iri: str) -> str:
    """``<iri>``. Raises DatasetError when the IRI holds a character that N-Triples refuses."""
    if _NOT_IN_IRI.search(iri):
        raise DatasetError(f'{iri!r} is not an IRI: it holds a blank, a control character or one of <>"{{}}|^`\\')
    return f"<{iri}>"


@lru_cache(maxsize=1024)
def curie_term(curie: str) -> str:
    """IRI term of a word of a vocabulary, given as a CURIE. Raises DatasetError for an unknown prefix."""
    try:
        return iri_term(ids.iri(curie))
    except ConfigError as error:
        raise DatasetError(
            f"no IRI for what the dataset names: {error}; a new prefix goes into ontologies/prefixes.toml"
        ) from error


@lru_cache(maxsize=65536)
def entity_term(identifier: str) -> str:
    """IRI term of an entity, whatever its id: without a known prefix it is a local one."""
    return iri_term(ids.iri_of(identifier, "entity"))


@lru_cache(maxsize=65536)
def document_term(identifier: str) -> str:
    """The same of a publication."""
    return iri_term(ids.iri_of(identifier, "document"))


def checked(curie: str) -> str:
    """The CURIE of a word of a vocabulary itself, when an IRI can be made for it. Raises DatasetError."""
    curie_term(curie)
    return curie


def known(curie: str) -> bool:
    """Whether this is a CURIE with a prefix of ontologies/prefixes.toml (one without blanks: ``GO: a note`` is
    text).
    """
    return ids.is_curie(curie) and not any(c.isspace() for c in curie)


def literal(text: str) -> str:
    """A plain string literal (no ``xsd:string`` suffix, no language tag)."""
    return f'"{text.translate(_ESCAPES)}"' if _TO_ESCAPE.search(text) else f'"{text}"'


def parts(term: str) -> tuple[str, str]:
    """The value of a term of this module and its datatype's IRI; of an IRI term the IRI and ``""``."""
    if term[0] == "<":
        return term[1:-1], ""
    text, _, datatype = term.rpartition('"')
    return _ESCAPED.sub(lambda found: _MEANT[found[1]], text[1:]), datatype[3:-1] or STRING


def integer(value: int) -> str:
    """An ``xsd:integer`` literal."""
    return f'"{value}"{_INTEGER}'


def boolean(value: bool) -> str:
    """An ``xsd:boolean`` literal."""
    return TRUE if value else FALSE


def year(value: int) -> str:
    """An ``xsd:gYear`` literal."""
    return f'"{value:04d}"^^<{XSD}gYear>'


def single(value: float) -> str:
    """An ``xsd:float`` literal, e.g. ``"0.95"^^xsd:float``."""
    return f'"{shortest(value)}"{_FLOAT}'


@lru_cache(maxsize=4096)
def shortest(value: float) -> float:
    """The shortest number that is the same 32-bit float: 0.95, not 0.949999988079071. Raises DatasetError for NaN and
    infinities.
    """
    if not math.isfinite(value):
        raise DatasetError(f"a score is {value}: expected a number from 0 to 1")
    packed = struct.pack("f", value)
    candidates = (float(f"{value:.{digits}g}") for digits in range(6, 9))
    return next((short for short in candidates if struct.pack("f", short) == packed), float(f"{value:.9g}"))


def reference_term(text: str) -> str:
    """IRI term of a CURIE with a known prefix or of a web address, else the text as a literal."""
    if _WEB.match(text):
        return iri_term(ids.legal(text))
    return iri_term(ids.iri(text)) if known(text) else literal(text)


@lru_cache(maxsize=1024)
def own(name: str) -> str:
    """IRI term of this project's vocabulary (docs/rdf.md lists them)."""
    return iri_term(ids.minted("vocab", name))


@lru_cache(maxsize=1024)
def run_graph(run: str) -> str:
    """Name of the graph of what a run read from documents."""
    return iri_term(ids.minted("graph/run", run))


@lru_cache(maxsize=1024)
def ontology_graph(source: str) -> str:
    """Name of the graph of what an ontology or a curated table says."""
    return iri_term(ids.minted("graph/ontology", quote(source, safe="")))
