"""JSON lines: one object a line with ``pmid`` or ``id``, ``title``, and ``abstract``, ``text`` or ``sections``; other
keys are ignored.

A record without an identifier gets ``KGD:`` and a hash of its text.
With ``entities`` the text is kept to the character: their offsets count title + one character + abstract (``text`` and
``sections`` likewise; sections are one character apart), or in ``text`` alone when the line has no title. Without
entities white space is squeezed, and of an abstract in two languages the English one is taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from kg import ids
from kg.model import Annotation, Document, Heading, Record, Reject
from kg.pipeline.sources import given
from kg.pipeline.sources.assemble import SectionText, assemble, squeeze, too_long
from kg.pipeline.sources.dates import FIRST, LAST, year_in
from kg.pipeline.sources.headings import section_name
from kg.pipeline.sources.identifiers import publication
from kg.pipeline.sources.languages import Abstract, english
from kg.pipeline.sources.lines import InputLine, decoded
from kg.pipeline.sources.opening import Fault
from kg.pipeline.sources.registries import registered

_NO_YEAR = re.compile(r"0+(?:[-/.]0+)*")
_NCT = re.compile(r"(?:CLINICALTRIALS:)?\s*NCT", re.IGNORECASE)
_MESH = re.compile(r"(?:MESH:)?([CD]\d{6,9})", re.IGNORECASE)
_IDENTIFIERS = ("pmid", "id", "pmcid", "doi")
"""Keys of an identifier, the best first."""


class _LineError(Exception):
    """Why a line cannot be used."""


def parse(stream: Iterator[bytes], source: str) -> Iterator[Record]:
    """Documents of a JSON lines input, each followed by the Rejects of its own entities; ``place`` is ``line N``.

    A line that is not UTF-8, not a JSON object, or has a key of the wrong kind is a Reject that names the byte, column
    or key.
    """
    number = 0
    try:
        for line in decoded(stream):
            number = line.number
            if line.text.strip():
                yield from _records(line, source)
    except Fault as fault:
        yield Reject(
            source,
            f"line {number + 1}",
            "source",
            f"{fault}: the {number} lines before it were read; fetch the file again",
        )


def _records(line: InputLine, source: str) -> Iterator[Record]:
    place = f"line {line.number}"
    identifier = ""
    try:
        row = _object(line)
        identifier = _identifier(row)
        document, wrong = _document(row, identifier, source, place)
    except _LineError as error:
        yield Reject(source, place, "source", str(error), identifier)
        return
    yield document
    given = [key for key in _IDENTIFIERS if key in row and row[key] is not None]
    if given and not identifier:
        wrong.append(f"{' and '.join(given)}: empty; the record is kept as {document.id}, after a hash of its text")
    for reason in wrong:
        yield Reject(source, place, "source", reason, document.id)


def _object(line: InputLine) -> dict[str, Any]:
    if line.fault:
        raise _LineError(line.fault)
    try:
        row = json.loads(line.text)
    except json.JSONDecodeError as error:
        raise _LineError(f"not JSON: {error.msg} at column {error.colno}") from None
    except ValueError:
        raise _LineError("not JSON that can be read: a number of thousands of digits") from None
    except RecursionError:
        raise _LineError("not JSON that can be read: nested too deep") from None
    if not isinstance(row, dict):
        raise _LineError(
            f"is a JSON {type(row).__name__}: expected an object with pmid or id, title, and abstract, text or sections"
        )
    return row


def _identifier(row: dict[str, Any]) -> str:
    """CURIE of the record, or nothing where it brings no identifier."""
    for key in _IDENTIFIERS:
        value = row.get(key)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise _LineError(f"{key} is {_show(value)}: expected a string or a whole number")
        if str(value).strip():
            # a bare number is a PMID where it is given as one, and a name like any other under "id"
            return publication(str(value), numbers=key == "pmid")
    return ""


def _document(row: dict[str, Any], identifier: str, source: str, place: str) -> tuple[Document, list[str]]:
    verbatim = bool(row.get("entities"))
    title, parts = _string(row, "title"), _parts(row, verbatim)
    if not verbatim:
        parts = english([Abstract(parts)])
    text, sections = assemble(title if verbatim else squeeze(title), parts)
    if not text.strip():
        raise _LineError("no text in title, abstract, text or sections: nothing to read")
    if reason := too_long(text):
        raise _LineError(reason)
    # an input without a title counts from the start of its text, which here follows the empty title's newline
    annotations, wrong = _annotations(row, text, 0 if "title" in row else 1)
    year, wrong_year = _year(row)
    trials, wrong_trials = _trials(row)
    wrong += wrong_year + wrong_trials
    return (
        Document(
            identifier or f"KGD:{ids.digest(text, length=16)}",
            title if verbatim else squeeze(title),
            text,
            sections,
            year=year,
            journal=_string(row, "journal"),
            doi=_string(row, "doi"),
            pmcid=_string(row, "pmcid"),
            language=_string(row, "language"),
            publication_types=_strings(row, "publication_types"),
            headings=tuple(_heading(item) for item in _list(row, "mesh")),
            registry_ids=tuple(dict.fromkeys(trials)),
            keywords=_strings(row, "keywords"),
            annotations=tuple(annotations),
            source=source,
            place=place,
        ),
        wrong,
    )


def _parts(row: dict[str, Any], verbatim: bool) -> list[SectionText]:
    if row.get("sections") is None:
        body = _string(row, "abstract") or _string(row, "text")
        return [("abstract", "", body if verbatim else squeeze(body))]
    parts: list[SectionText] = []
    for number, item in enumerate(_list(row, "sections"), 1):
        pair = (item.get("name", ""), item.get("text")) if isinstance(item, dict) else item
        if (
            not isinstance(pair, list | tuple)
            or len(pair) != 2
            or not isinstance(pair[1], str)
            or not isinstance(pair[0], str | None)
        ):
            raise _LineError(f"sections: item {number} is {_show(item)}: expected [name, text]")
        label = pair[0] or ""
        parts.append((section_name(label), label, pair[1] if verbatim else squeeze(pair[1])))
    return parts


def _annotations(row: dict[str, Any], text: str, shift: int) -> tuple[list[Annotation], list[str]]:
    """The entities that fit the text, and for each other one the reason why not."""
    annotations: list[Annotation] = []
    wrong: list[str] = []
    for number, item in enumerate(_list(row, "entities"), 1):
        start, end = (item.get("start"), item.get("end")) if isinstance(item, dict) else (None, None)
        if not isinstance(start, int) or not isinstance(end, int) or not isinstance(item.get("type"), str):
            wrong.append(
                f"entities: item {number} is {_show(item)}: expected type, start, end, text and id; it is left out"
            )
            continue
        found = text[start + shift : end + shift] if 0 <= start < end else ""
        if not found or item.get("text", found) != found:
            expected = _show(item.get("text", "a mention"))
            wrong.append(
                f"entities: item {number}: the text at {start}-{end} is {_show(found)}, not {expected}; it is left out"
            )
            continue
        type_, printed_id = given.label(item["type"]), str(item.get("id") or "")
        curie = given.curie(printed_id, type_)
        annotations.append(Annotation(start + shift, end + shift, found, type_, curie, item["type"], printed_id))
    return annotations, wrong


def _heading(item: object) -> Heading:
    """A MeSH heading: a descriptor's id, its name, or an object with id, name, major and qualifiers."""
    if isinstance(item, str):
        match = _MESH.fullmatch(item.strip())
        return Heading(f"MESH:{match[1].upper()}", "") if match else Heading("", item.strip())
    if isinstance(item, dict) and isinstance(item.get("id", ""), str) and isinstance(item.get("name", ""), str):
        match = _MESH.fullmatch(item.get("id", "").strip())
        qualifiers = item.get("qualifiers") or []
        if isinstance(qualifiers, list) and (match or item.get("name")):
            identifier = f"MESH:{match[1].upper()}" if match else ""
            return Heading(
                identifier, item.get("name", ""), bool(item.get("major")), tuple(str(one) for one in qualifiers)
            )
    raise _LineError(f"mesh: {_show(item)}: expected a descriptor's id or name, or an object with id and name")


def _year(row: dict[str, Any]) -> tuple[int | None, list[str]]:
    """The year, and why there is none where the line has one that no publication is of; zero is how exports write that
    they know none.
    """
    value = row.get("year")
    if value is None or value == "" or (not isinstance(value, bool) and _NO_YEAR.fullmatch(str(value))):
        return None, []
    year = None if isinstance(value, bool | list | dict) else year_in(str(value))
    return year, [] if year else [f"year is {_show(value)}: expected four digits, {FIRST} to {LAST}; it is left out"]


def _trials(row: dict[str, Any]) -> tuple[list[str], list[str]]:
    """CURIEs of the trials, of which a string may hold several, and why one gives none; a number of another registry
    stays as printed.
    """
    found: list[str] = []
    wrong: list[str] = []
    for printed in _strings(row, "registry_ids"):
        if trials := registered(printed):
            found += trials
        elif _NCT.match(printed):
            wrong.append(f"registry_ids: {_show(printed)}: expected NCT and eight digits; it is left out")
        else:
            found += [one for piece in printed.split(";") if (one := piece.strip())]
    return found, wrong


def _string(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _LineError(f"{key} is {_show(value)}: expected a string")
    return value


def _list(row: dict[str, Any], key: str) -> list[Any]:
    value = row.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise _LineError(f"{key} is {_show(value)}: expected a list")
    return value


def _strings(row: dict[str, Any], key: str) -> tuple[str, ...]:
    values = _list(row, key)
    if not all(isinstance(value, str) for value in values):
        raise _LineError(f"{key} is {_show(values)}: expected a list of strings")
    return tuple(value.strip() for value in values if value.strip())


def _show(value: object, length: int = 60) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= length else text[:length] + "..."
