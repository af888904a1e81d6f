"""The query pack: ``queries/*.cypher`` files with a TOML header in their comments, read and checked.

A file begins with comment lines that hold TOML, ends the header with a blank line and goes on with one Cypher
statement::

    // name = "targets-of-drug"
    // question = "What does a drug act on?"
    // asks = ["target {drug}"]  # how it is asked in words (kg ask): these, or others that say the same, and names
    //                          # {Target}, a type: a name that no parameter takes and the rows show
    // perhaps = ["{drug}"]     # how else it is asked, where it may be the answer: the answer is marked as not sure
    // besides = "evidence, say" # words that change nothing in it
    // [parameters.drug]
    // type = "curie"            # curie, string, int, float, bool, list (of strings) or any (JSON, or else text)
    // entity = ["Drug"]         # curie only: what a name given instead of a CURIE is looked up among
    // default = "CHEBI:68478"   # without a default the parameter must be given
    // help = "the drug"
    // [parameters.action]
    // type = "string"           # string and list: letter case does not count where only some words are allowed
    // values = ["INHIBITS", "BINDS"]
    // said = {BINDS = "bind"}   # the words of a question that give it a value
    // [parameters.limit]
    // type = "int"
    // least = 0
    // reads = "number"          # the kind of figures of a question that it takes, see kg.ask.parameters.READS
    // [example]                 # values for which the query answers on the worked example, as on a command line
    // drug = "everolimus"
    // [columns]
    // target_id = "CURIE of the target"

``extends = "other"`` instead of a statement takes the other query's statement, columns and parameters; a default given
in ``[parameters.NAME]`` replaces the other's, ``required = true`` removes it.

A user's own file (``read_query``) may leave out any part of the header, or all of it; parameters it does not declare
are of type ``any``.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg import paths, schema
from kg.ask.given import refuse_half, shown
from kg.ask.parameters import READS, Parameter, typed
from kg.ask.statement import returned_columns, used_parameters
from kg.ask.values import DEFAULTS, TYPES
from kg.errors import ConfigError, QueryError
from kg.stores.cypher_tokens import line_of, tokens

_HEADER_KEYS = {"name", "question", "parameters", "example", "columns", "extends", "asks", "perhaps", "besides"}
_PARAMETER_KEYS = {"type", "entity", "values", "least", "default", "required", "help", "reads", "said"}
_HEADER_LINE = re.compile(r"//\s*(?:\[\s*(?:parameters|example|columns)\b|(?:name|question|extends)\s*=)")
"""What tells the header of a user's own file from a comment."""


@dataclass(frozen=True, slots=True)
class Query:
    """A checked query: ``columns`` are (name, help) pairs in the order of RETURN, ``path`` the file it was read
    from.

    ``example`` holds (parameter, text) pairs for which it answers on the worked example; parameters with a default may
    be missing. ``asks`` are its wordings for ``kg ask``, ``perhaps`` those that it may be meant by, ``besides`` the
    words that change nothing in them, see ``kg.ask.words``.
    """

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    cypher: str
    path: Path
    extends: str = ""
    example: tuple[tuple[str, str], ...] = ()
    asks: tuple[str, ...] = ()
    besides: str = ""
    perhaps: tuple[str, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(name for name, _ in self.columns)


def load_queries(folder: Path | None = None) -> dict[str, Query]:
    """All queries of a folder (the pack's own when None), by name, in name order. Raises ConfigError with path and
    line.
    """
    folder = folder or paths.data("queries")
    files = sorted(folder.glob("*.cypher"))
    if not files:
        raise ConfigError(f"{folder} has no .cypher files: expected the query pack there")
    return dict(_loaded(tuple((path, stat.st_mtime_ns, stat.st_size) for path in files for stat in [path.stat()])))


@lru_cache(maxsize=4)
def _loaded(files: tuple[tuple[Path, int, int], ...]) -> Mapping[str, Query]:
    """The queries of files, each with its time and size: read anew only where one of them has changed."""
    headers = {path.stem: _read(path) for path, _, _ in files}
    return {name: _query(name, headers) for name in headers}


def read_query(path: Path) -> Query:
    """A user's own query. Raises QueryError when there is no such file, ConfigError for a header that is not
    understood.
    """
    try:
        file = _read(path, own=True)
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(
            f"{path} cannot be read ({getattr(error, 'strerror', None) or error}): expected a file of Cypher"
        ) from None
    folder = paths.data("queries") if file.header.get("extends") else None
    return _query(
        path.stem,
        {**({one.stem: _read(one) for one in folder.glob("*.cypher")} if folder else {}), path.stem: file},
        own=True,
    )


def statement_query(cypher: str) -> Query:
    """A bare statement as a query: its parameters are of type ``any`` and must be given, its columns are those of its
    rows. Raises QueryError for one that no text in UTF-8 can hold.
    """
    refuse_half("statement", cypher)
    parameters = tuple(Parameter(name, "any", "") for name in used_parameters(cypher))
    return Query("the statement", "", parameters, (), cypher, Path("--cypher"))


def find(name: str, queries: Mapping[str, Query]) -> Query:
    """The query of that name. Raises QueryError naming the nearest one."""
    if name in queries:
        return queries[name]
    raise QueryError(f"there is no query {shown(name)}{nearest(name, queries)}: `kg queries` lists them all")


def nearest(name: str, known: Iterable[str]) -> str:
    """What a message adds about the known name that is spelt most like one that is not; empty where none is."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


# --- files ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    header: dict[str, Any]
    body: str
    body_line: int
    example_line: int = 1


def _read(path: Path, *, own: bool = False) -> _File:
    lines = path.read_text(encoding="utf-8").splitlines()
    length = next((number for number, line in enumerate(lines) if not line.startswith("//")), len(lines))
    if own and not any(_HEADER_LINE.match(line) for line in lines[:length]):
        return _File(path, {}, "\n".join(lines), 1)  # comments at most
    if not length:
        raise ConfigError(
            f"{path}:1: has no header: expected comment lines that hold TOML (name, question, parameters, columns)"
        )
    try:
        header = tomllib.loads("\n".join(line[2:] for line in lines[:length]))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}:1: the header is not TOML: {error}") from None
    unknown = sorted(set(header) - _HEADER_KEYS)
    if unknown:
        raise ConfigError(
            f"{path}:{_header_line(lines, unknown[0])}: unknown key {unknown[0]!r}{nearest(unknown[0], _HEADER_KEYS)}"
        )
    for key in ("name", "question"):
        if not isinstance(header.get(key, "" if own else None), str):
            raise ConfigError(f"{path}:1: the header has no {key}")
    if header.get("name", path.stem) != path.stem and not own:
        raise ConfigError(
            f"{path}:{_header_line(lines, 'name')}: the name {header['name']!r} differs from the file's, {path.stem!r}"
        )
    body = "\n".join(lines[length:]).strip("\n")
    return _File(path, header, body, length + 1 + _leading_blank(lines[length:]), _header_line(lines, "example"))


def _leading_blank(lines: Sequence[str]) -> int:
    return next((number for number, line in enumerate(lines) if line.strip()), 0)


def _header_line(lines: Sequence[str], key: str) -> int:
    return next(
        (number for number, line in enumerate(lines, 1) if re.match(rf"//\s*(\[.*\b)?{re.escape(key)}\b", line)), 1
    )


def _query(name: str, files: Mapping[str, _File], *, own: bool = False) -> Query:
    file = files[name]
    parent = file.header.get("extends", "")
    has_statement = next(tokens(file.body), None) is not None
    if not parent:
        parameters = _parameters(file)
        if own:
            declared = {parameter.name for parameter in parameters}
            parameters += tuple(
                Parameter(used, "any", "") for used in used_parameters(file.body) if used not in declared
            )
        columns = () if own and "columns" not in file.header else _columns(file)
        example = _example(file, parameters)
        query = Query(name, file.header.get("question", ""), parameters, columns, file.body, file.path, "", example)
        query = _with_asks(query, file)
        _check_parameters(query, file)
        if columns:
            _check_columns(query, file)
        return query
    if parent not in files or files[parent].header.get("extends"):
        raise ConfigError(
            f"{file.path}:1: extends {parent!r}, which is not a query with a statement of its"
            f" own{nearest(parent, files)}"
        )
    if has_statement or "columns" in file.header:
        raise ConfigError(
            f"{file.path}:{file.body_line}: a query that extends another has no statement or columns of its own"
        )
    base = _query(parent, files)
    given = {parameter.name: parameter for parameter in _parameters(file, base)}
    parameters = tuple(given.get(parameter.name, parameter) for parameter in base.parameters)
    question, example = file.header.get("question", ""), _example(file, parameters)
    extended = replace(
        base, name=name, question=question, parameters=parameters, path=file.path, extends=parent, example=example
    )
    return _with_asks(extended, file)


def _with_asks(query: Query, file: _File) -> Query:
    """A query with its wordings, checked: texts, with names of its parameters or types of entities between braces;
    and the words that change nothing.
    """
    asks, perhaps, besides = file.header.get("asks", []), file.header.get("perhaps", []), file.header.get("besides", "")
    declared = {parameter.name for parameter in query.parameters}
    lists = isinstance(asks, list) and isinstance(perhaps, list)
    if not lists or not all(isinstance(one, str) for one in (*asks, *perhaps, besides)):
        raise ConfigError(f"{file.path}:1: asks and perhaps are lists of texts, and besides a text")
    for slot in re.findall(r"\{(\w*)\}", " ".join((*asks, *perhaps))):
        if slot not in declared and slot not in schema.entity_types():
            raise ConfigError(f"{file.path}:1: asks: there is no parameter {slot!r}{nearest(slot, declared)}")
    return replace(query, asks=tuple(asks), perhaps=tuple(perhaps), besides=besides)


def _parameters(file: _File, base: Query | None = None) -> tuple[Parameter, ...]:
    inherited = {parameter.name: parameter for parameter in base.parameters} if base else {}
    return tuple(
        _parameter(file, name, row, inherited.get(name), bool(base))
        for name, row in file.header.get("parameters", {}).items()
    )


def _parameter(file: _File, name: str, row: Mapping[str, Any], inherited: Parameter | None, extends: bool) -> Parameter:
    def refuse(reason: str) -> ConfigError:
        return ConfigError(f"{file.path}:1: parameter {name}: {reason}")

    unknown = sorted(set(row) - _PARAMETER_KEYS)
    if unknown:
        raise refuse(f"unknown key {unknown[0]!r}{nearest(unknown[0], _PARAMETER_KEYS)}")
    if extends and inherited is None:
        raise refuse("the query it extends has no such parameter")
    type_ = row.get("type", inherited.type if inherited else "")
    if type_ not in TYPES:
        raise refuse(f"type {type_!r}: expected one of {', '.join(TYPES)}")
    default: Any = None if row.get("required") else row.get("default", inherited.default if inherited else None)
    if default is not None:
        if not isinstance(default, DEFAULTS.get(type_, str)) and not isinstance(default, tuple):
            raise refuse(f"default {default!r} is not of type {type_}")
        default = tuple(default) if isinstance(default, list) else default
    entity = tuple(row.get("entity", inherited.entity if inherited else ()))
    strange = [label for label in entity if label not in schema.entity_types()]
    if strange:
        raise refuse(f"entity {strange[0]!r}: expected labels of {', '.join(schema.entity_types())}")
    values = tuple(row.get("values", inherited.values if inherited else ()))
    least = row.get("least", inherited.least if inherited else None)
    if (values and type_ not in ("string", "list")) or (least is not None and type_ not in ("int", "float")):
        raise refuse(f"{'values are' if values else 'least is'} not for the type {type_}")
    said = tuple(row["said"].items()) if "said" in row else inherited.said if inherited else ()
    if strange := [value for value, words in said if not isinstance(words, str) or (values and value not in values)]:
        raise refuse(f"said {strange[0]!r}: expected words for one of {', '.join(values) or 'its values'}")
    reads = row.get("reads", inherited.reads if inherited else "")
    if reads and reads not in READS:
        raise refuse(f"reads {reads!r}: expected one of {', '.join(READS)}")
    help_ = row.get("help", inherited.help if inherited else "")
    return Parameter(name, type_, help_, default, entity, values, least, said, reads)


def _example(file: _File, parameters: Sequence[Parameter]) -> tuple[tuple[str, str], ...]:
    """The pairs of ``[example]``, checked: parameters of the query, texts that their types take, and none missing that
    must be given.
    """
    given = file.header.get("example")
    if given is None:
        return ()
    declared = {parameter.name: parameter for parameter in parameters}
    line = file.example_line
    for name, text in given.items():
        if name not in declared:
            raise ConfigError(f"{file.path}:{line}: example: there is no parameter {name!r}{nearest(name, declared)}")
        if not isinstance(text, str):
            raise ConfigError(
                f"{file.path}:{line}: example: {name} is {text!r}: expected a text, as on the command line"
            )
        try:
            typed(declared[name], text)
        except QueryError as error:
            raise ConfigError(f"{file.path}:{line}: example: {error}") from None
    missing = [parameter.name for parameter in parameters if parameter.default is None and parameter.name not in given]
    if missing:
        raise ConfigError(f"{file.path}:{line}: example: {missing[0]} is missing, which has no default")
    return tuple(given.items())


def _columns(file: _File) -> tuple[tuple[str, str], ...]:
    columns = file.header.get("columns")
    if not columns:
        raise ConfigError(f"{file.path}:1: the header has no [columns]")
    return tuple(columns.items())


def _check_parameters(query: Query, file: _File) -> None:
    used = used_parameters(query.cypher)
    declared = {parameter.name for parameter in query.parameters}
    for name, start in used.items():
        if name not in declared:
            line = file.body_line + line_of(query.cypher, start) - 1
            raise ConfigError(f"{file.path}:{line}: ${name} is not declared in [parameters]{nearest(name, declared)}")
    for name in sorted(declared - set(used)):
        raise ConfigError(f"{file.path}:1: parameter {name} is declared and never used")


def _check_columns(query: Query, file: _File) -> None:
    found, start = returned_columns(query.cypher)
    line = file.body_line + line_of(query.cypher, start) - 1
    if None in found:
        raise ConfigError(f"{file.path}:{line}: column {found.index(None) + 1} of RETURN has no AS name")
    if tuple(found) != query.column_names:
        declared = ", ".join(query.column_names)
        raise ConfigError(
            f"{file.path}:{line}: RETURN gives {', '.join(map(str, found))}; [columns] declares {declared}"
        )
