"""Statements of RDF files, read by pyoxigraph as a stream and given out subject by subject, sorted out of core."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO, Any, cast

from kg.dataset import sorting
from kg.errors import InputError
from kg.exchange.one_line import one_line

FORMATS = {
    ".nq": "nquads",
    ".nquads": "nquads",
    ".nt": "ntriples",
    ".ntriples": "ntriples",
    ".trig": "trig",
    ".ttl": "turtle",
    ".turtle": "turtle",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".owl": "rdfxml",
    ".rdfxml": "rdfxml",
}
"""Ending of a file's name, without .gz -> its format."""

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
REIFIES = f"{_RDF}reifies"
NOT_WRITTEN = "-"
Parsed = tuple[str, str, str, str, str, str]
ROWS = 4096
MEMORY = "400MB"
_COLUMNS = ("subject", "predicate", "object", "datatype", "graph", "told")
_SORTED = f"SELECT {', '.join(_COLUMNS)} FROM statements ORDER BY {', '.join(_COLUMNS)}"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement about a subject; ``datatype`` is empty for an IRI, ``graph`` for the default graph.

    ``told`` is the predicate of the statement that the file has where that is another: the three of a claim in RDF 1.1
    are ``rdf:reifies`` once, then ``NOT_WRITTEN`` in RDF 1.2.
    """

    predicate: str
    object: str
    datatype: str
    graph: str
    told: str = ""

    @property
    def written(self) -> str:
        """The predicate of the statement that the file has for it; ``""`` where it has none of its own."""
        return "" if self.told == NOT_WRITTEN else self.told or self.predicate


def parsed(path: Path, format_: str, foreign: Callable[[str, str, str], None] | None = None) -> Iterator[Parsed]:
    """Statements of a file in file order as ``(subject, predicate, object, datatype, graph, told)``, see ``Statement``.

    Raises InputError, one line, for a file that cannot be read, that breaks off or is not of the format, and for what
    no export of kg holds: blank nodes, language tags, quoted triples but those that a claim reifies. Where there is
    ``foreign``, it is told of these (subject, predicate, what it is), and the statement is left out.
    """
    import pyoxigraph as ox

    kinds = {
        "nquads": ox.RdfFormat.N_QUADS,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "trig": ox.RdfFormat.TRIG,
        "turtle": ox.RdfFormat.TURTLE,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdfxml": ox.RdfFormat.RDF_XML,
    }
    try:
        with closing(opened(path)) as file:
            for quad in ox.parse(cast(Any, file), format=kinds[format_]):
                if _reifies(quad):
                    yield from _told(quad)
                    continue
                if strange := _strange(quad):
                    if foreign is None:
                        raise _foreign(path, quad, strange)
                    foreign(str(quad.subject).removeprefix("<").removesuffix(">"), quad.predicate.value, strange)
                    continue
                value, graph = quad.object, quad.graph_name
                yield (
                    quad.subject.value,
                    quad.predicate.value,
                    value.value,
                    value.datatype.value if isinstance(value, ox.Literal) else "",
                    "" if isinstance(graph, ox.DefaultGraph) else graph.value,
                    "",
                )
    except SyntaxError as error:
        where = f":{error.lineno}" if error.lineno else ""
        raise InputError(f"{path}{where}: is not {format_}: {one_line(error.msg or error, 200)}") from None
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(
            f"{path}: the compressed file is damaged or cut off ({one_line(error, 200)}): get it again"
        ) from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        raise InputError(f"{path}: is not {format_}: {one_line(error, 200)}") from None


def opened(path: Path) -> IO[bytes]:
    """A file to read, decompressed when its name ends in ``.gz``. Raises OSError."""
    return cast(IO[bytes], gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb"))


def _reifies(quad: Any) -> bool:
    """Whether a quad names the triple of IRIs that its subject, an IRI, is a claim of (RDF 1.2)."""
    import pyoxigraph as ox

    triple = quad.object
    return (
        quad.predicate.value == REIFIES
        and isinstance(triple, ox.Triple)
        and all(isinstance(one, ox.NamedNode) for one in (quad.subject, triple.subject, triple.object))
        and not isinstance(quad.graph_name, ox.BlankNode)
    )


def _told(quad: Any) -> Iterator[Parsed]:
    """The same in the three statements of RDF 1.1."""
    import pyoxigraph as ox

    graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
    for end in ("subject", "predicate", "object"):
        told = REIFIES if end == "subject" else NOT_WRITTEN
        yield quad.subject.value, f"{_RDF}{end}", getattr(quad.object, end).value, "", graph, told


def _strange(quad: Any) -> str:
    """What a quad has that no export of kg holds; ``""`` for nothing."""
    import pyoxigraph as ox

    if isinstance(quad.object, ox.Literal):
        if quad.object.language:
            return f"a text in the language {quad.object.language!r}"
    elif not isinstance(quad.object, ox.NamedNode):
        return "a blank node" if isinstance(quad.object, ox.BlankNode) else "a quoted triple"
    if not isinstance(quad.subject, ox.NamedNode):
        return "a blank node" if isinstance(quad.subject, ox.BlankNode) else "a quoted triple"
    return "a graph without a name" if isinstance(quad.graph_name, ox.BlankNode) else ""


def _foreign(path: Path, quad: Any, what: str) -> InputError:
    return InputError(
        f"{path}: {one_line(quad, 200)} has {what}, which kg writes nowhere: only RDF that `kg export` wrote is"
        " imported, other graphs come as KGX"
    )


def by_subject(
    files: Sequence[tuple[Path, str]], report: Any, foreign: Callable[[str, str, str], None] | None = None
) -> Iterator[tuple[str, list[Statement]]]:
    """The statements of files (path, format) by subject, sorted, each once.

    ``report`` is told how many were read, ``foreign`` what ``parsed`` tells. Raises InputError.
    """
    import pyarrow as pa

    schema = pa.schema([(name, pa.string()) for name in _COLUMNS])

    def batches() -> Iterator[Any]:
        for path, format_ in files:
            held: list[Parsed] = []
            for statement in parsed(path, format_, foreign):
                held.append(statement)
                if len(held) == ROWS:
                    report("statements", ROWS, 0)
                    yield _batch(held, schema)
                    held = []
            if held:
                yield _batch(held, schema)

    rows = sorting.ordered(_SORTED, {"statements": (schema, batches)}, what="statements", memory=MEMORY)
    for subject, found in groupby(rows, itemgetter(0)):
        last: tuple[Any, ...] | None = None
        said = []
        for row in found:
            if row != last:
                said.append(Statement(*row[1:]))
            last = row
        yield subject, said


def _batch(rows: list[Parsed], schema: Any) -> Any:
    import pyarrow as pa

    return pa.RecordBatch.from_arrays(
        [pa.array(column, pa.string()) for column in zip(*rows, strict=True)], schema=schema
    )
