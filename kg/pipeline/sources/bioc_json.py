"""BioC JSON: one collection, one document, PubTator 3's ``{"PubTator3": [...]}``, or one of these a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.errors import InputError
from kg.model import Record, Reject
from kg.pipeline.sources import opening
from kg.pipeline.sources.bioc import InputMark, InputPassage, documents
from kg.pipeline.sources.lines import decoded, not_utf8


def parse(stream: Iterator[bytes], source: str) -> Iterator[Record]:
    """Documents of a BioC JSON input, each followed by the Rejects of its annotations; ``place`` is ``record N``, or
    ``line N`` of a bad line.

    Raises InputError when the input is one JSON value that is broken or not BioC.
    """
    head, stream = opening.split_head(stream)
    first_line, newline, rest = head.partition(b"\n")
    # a first line that is a value by itself, with another line that opens one, is JSON lines
    if newline and rest.lstrip().startswith(b"{") and _is_json(first_line):
        yield from _by_line(stream, source)
        return
    try:
        value = json.loads(opening.whole(stream).decode("utf-8").removeprefix("\ufeff"))
    except opening.Fault as fault:
        raise InputError(f"{source}: {fault}: a JSON value cannot be read in part; fetch the file again") from None
    except UnicodeDecodeError as error:
        yield Reject(source, "record 1", "source", not_utf8(error))
        return
    except json.JSONDecodeError as error:
        raise InputError(
            f"{source}: not JSON: {error.msg} at line {error.lineno} column {error.colno}: fetch the file again"
        ) from None
    except RecursionError:
        raise InputError(
            f"{source}: JSON nested too deep to be BioC: expected a collection of documents with passages"
        ) from None
    found = _documents(value)
    if found is None:
        raise InputError(
            f"{source}: JSON without passages, documents or PubTator3: expected BioC; is it the right file?"
        )
    for number, row in enumerate(found, 1):
        yield from _records(row, source, f"record {number}")


def _by_line(stream: Iterator[bytes], source: str) -> Iterator[Record]:
    number = count = 0
    try:
        for line in decoded(stream):
            number = line.number
            place = f"line {number}"
            if not line.text.strip():
                continue
            if line.fault:
                yield Reject(source, place, "source", line.fault)
                continue
            try:
                found = _documents(json.loads(line.text))
            except (json.JSONDecodeError, RecursionError) as error:
                yield Reject(source, place, "source", f"not JSON: {error}")
                continue
            if found is None:
                yield Reject(source, place, "source", "JSON without passages, documents or PubTator3: expected BioC")
                continue
            for row in found:
                count += 1
                yield from _records(row, source, f"record {count}")
    except opening.Fault as fault:
        yield Reject(
            source,
            f"line {number + 1}",
            "source",
            f"{fault}: the {number} lines before it were read; fetch the file again",
        )


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _documents(value: Any) -> list[Any] | None:
    """The documents in a JSON value, or nothing where it holds none of the three shapes."""
    if isinstance(value, list):
        return value if all(isinstance(row, dict) and "passages" in row for row in value) else None
    if not isinstance(value, dict):
        return None
    if "passages" in value:
        return [value]
    for key in ("PubTator3", "documents"):
        if isinstance(value.get(key), list):
            return list(value[key])
    return None


def _records(row: Any, source: str, place: str) -> Iterator[Record]:
    try:
        passages = [_passage(passage) for passage in row["passages"]]
        named = [row.get("pmid"), row.get("id"), str(row.get("_id", "")).partition("|")[0]]
        identifier = next((text for one in named if one is not None and (text := str(one)).strip()), "")
        infons = _infons(row.get("infons")) | {key: str(row[key]) for key in ("journal", "pmcid") if row.get(key)}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f"not a BioC document ({type(error).__name__} {error}): expected id, and passages with offset and text"
        yield Reject(source, place, "source", reason)
        return
    yield from documents(identifier, passages, infons, source, place)


def _passage(row: dict[str, Any]) -> InputPassage:
    offset = int(row["offset"])
    marks = [_mark(mark) for mark in row.get("annotations") or ()]
    text = row.get("text")
    sentences = row.get("sentences") or ()
    if not text and sentences:
        text = ""
        for sentence in sentences:
            # BioC may split a passage into sentences only: the gaps between them are white space
            text = text.ljust(int(sentence["offset"]) - offset) + str(sentence.get("text") or "")
            marks.extend(_mark(mark) for mark in sentence.get("annotations") or ())
    return InputPassage(offset, str(text or ""), _infons(row.get("infons")), marks)


def _mark(row: dict[str, Any]) -> InputMark:
    locations = [(int(one["offset"]), int(one["length"])) for one in row["locations"]]
    return InputMark(str(row.get("text") or ""), _infons(row.get("infons")), locations)


def _infons(row: dict[str, Any] | None) -> dict[str, str]:
    return {key: str(value) for key, value in (row or {}).items() if value is not None}
