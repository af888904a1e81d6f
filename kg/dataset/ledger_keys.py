"""What the keys of a ledger hold: checked once, where the ledger is opened, so that no reader meets another thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

MISSING = object()
"""What is found where a key is not there."""

SHOWN = 60
"""Characters of a wrong value that a message shows."""

RECORDS = ("read", "documents", "deletions", "rejected", "kept", "superseded", "deleted")
"""What records are counted by."""

OF_A_RUN = ("pipeline", "versions", "inputs", "records", "counts")
"""Keys that go together: the ledger of a run has them all. That of a part or of an import says less."""


def fault(ledger: Mapping[str, Any]) -> str:
    """What is wrong with a ledger's keys, with what was expected; empty where nothing is."""
    return next(_faults(ledger), "")


def whole(ledger: Mapping[str, Any]) -> bool:
    """Whether a ledger says all that one of a run says."""
    return all(ledger.get(key) for key in (*OF_A_RUN, "corrections", "mentions"))


def _faults(ledger: Mapping[str, Any]) -> Iterator[str]:
    for key, (expected, holds) in KEYS.items():
        if key in ledger and not holds(ledger[key]):
            yield _wrong(key, ledger[key], expected)
    if "inputs" in ledger or "records" in ledger:
        for key in OF_A_RUN:
            if key not in ledger:
                yield _wrong(key, MISSING, KEYS[key][0])


def _wrong(key: str, found: Any, expected: str) -> str:
    shown = "nothing" if found is MISSING else repr(found)
    shown = shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}..."
    return f'key "{key}" should be {expected}, found {shown}'


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _counts(value: Any, *names: str) -> bool:
    return isinstance(value, dict) and all(map(_is_count, value.values())) and all(name in value for name in names)


def _rows(value: Any, texts: tuple[str, ...], counts: tuple[str, ...] = ()) -> bool:
    """Whether these are objects with texts and counts of these names."""
    return isinstance(value, list) and all(
        isinstance(one, dict)
        and all(isinstance(one.get(name), str) for name in texts)
        and all(_is_count(one.get(name)) for name in counts)
        for one in value
    )


def _is_input(one: dict[str, Any]) -> bool:
    """Whether an input that says its format says the rest of what a later run goes by."""
    parts = one.get("partitions")
    made = isinstance(parts, list) and all(isinstance(part, str) for part in parts)
    return "format" not in one or (isinstance(one["format"], str) and isinstance(one.get("sha256"), str) and made)


def _inputs(value: Any) -> bool:
    return _rows(value, ("source",)) and all(map(_is_input, value))


def _corrections(value: Any) -> bool:
    names = ("surface", "type", "long_form", "was")
    return (
        isinstance(value, dict)
        and all(_is_count(value.get(name)) for name in ("rows", "mentions"))
        and _rows(value.get("unmatched"), names, ("defined",))
        and _rows(value.get("left_out", []), (*names, "example"), ("mentions", "documents"))
    )


def _pipeline(value: Any) -> bool:
    return value is None or (isinstance(value, dict) and isinstance(value.get("name", ""), str))


KEYS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "pipeline": ("an object with a text name", _pipeline),
    "versions": ("an object", lambda value: isinstance(value, dict)),
    "inputs": ("a list of objects with source, format, sha256 and partitions", _inputs),
    "records": (f"an object with the counts {', '.join(RECORDS)}", lambda value: _counts(value, *RECORDS)),
    "counts": ("an object of counts by table", _counts),
    "mentions": ("an object with the counts found and grounded", lambda value: _counts(value, "found", "grounded")),
    "corrections": ("an object with rows, mentions, unmatched and left_out", _corrections),
    "part": ("a text", lambda value: isinstance(value, str)),
}
"""Key of a ledger -> what it should be, and whether a value is that."""
