"""KGX files -> rows: those that ``kg export`` wrote backwards, those of other programs as ``kg.exchange.foreign_kgx``
brings them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from kg.dataset.tables import TABLES
from kg.errors import InputError
from kg.exchange import foreign_kgx
from kg.exchange.assembling import BESIDE, Assembly
from kg.exchange.export import kgx_inverse
from kg.exchange.export.kgx_inverse import KgxLine
from kg.exchange.export.remainder import ROW, unpacked
from kg.exchange.kgx_lines import lines
from kg.progress import Progress

_ROW = f"KGV:{ROW}."


@dataclass(slots=True)
class KgxContents:
    """What KGX files held: runs of kg, versions, ledgers of complete exports, and how many lines a dataset has no place
    for.
    """

    runs: list[str] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)
    complete: list[dict[str, Any]] = field(default_factory=list)
    nodes: int = 0
    edges: int = 0
    rejected: int = 0


def read(files: list[tuple[Path, str]], assembly: Assembly, progress: Progress) -> KgxContents:
    """Read files (path, format) into an assembly. Raises InputError, one line with its place, for a line that cannot be
    understood.
    """
    found = KgxContents()
    ours = any(
        str(line.get("id", "")).startswith("KGRUN:") for path, format_ in files for _, line in lines(path, format_)
    )
    for path, format_ in files:
        for number, (place, line) in enumerate(lines(path, format_), 1):
            if number % 4096 == 0:
                progress("lines", 4096, 0)
            identifier = line.get("id", "")
            if not isinstance(identifier, str) or (not identifier and "subject" not in line):
                raise InputError(f"{place}: id is {identifier!r}, expected a CURIE")
            try:
                if ours:
                    _own(identifier, line, assembly, found)
                else:
                    _foreign(path, place, line, assembly, found)
            except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
                what = f"has no {error.args[0]!r}" if isinstance(error, KeyError) else f"is not understood ({error})"
                raise InputError(
                    f"{place}: {identifier} {what}, expected {'a line as `kg export` writes it' if ours else 'KGX'}"
                ) from None
    return found


def _own(identifier: str, line: KgxLine, assembly: Assembly, found: KgxContents) -> None:
    if identifier.startswith(_ROW):
        _beside(identifier, line, assembly, found)
    elif identifier.startswith("KGRUN:"):
        found.runs.append(identifier.removeprefix("KGRUN:"))
        told = (one.rpartition(" ") for one in str(line.get("description", "")).split("; "))
        found.versions |= {name: version for name, space, version in told if space}
        found.nodes += 1
    elif "subject" in line:
        found.edges += 1
        table = "assertions" if identifier.startswith("KGA:") else "edges"
        if table == "edges" and not identifier.startswith("KGF:"):
            raise ValueError("an edge of another program among those of kg: import it for itself")
        row = kgx_inverse.ROWS[table](line)
        assembly.add(table, row)
        if table == "assertions":
            for evidence in line.get("has_evidence", []):
                assembly.link(evidence.removeprefix("KGE:"), row["id"])
    elif identifier.startswith("KGV:"):
        found.nodes += 1
    else:
        found.nodes += 1
        category = line["category"][0]
        table = (
            "evidence"
            if identifier.startswith("KGE:")
            else "documents"
            if category == "biolink:Publication"
            else "entities"
        )
        assembly.add(table, kgx_inverse.ROWS[table](line))


def _beside(identifier: str, line: KgxLine, assembly: Assembly, found: KgxContents) -> None:
    table, columns = unpacked(line["description"])
    if not table:
        found.complete.append(columns)
        return
    whole = set(columns) >= set(TABLES[table].names)
    tail = identifier.rpartition("-")[2]
    if whole:
        assembly.add(
            table, columns, BESIDE, seq=int(tail) if table in ("mentions", "rejects") and tail.isdigit() else 0
        )
    else:
        key = unquote(identifier.removeprefix(_ROW)).removeprefix(f"{table}.")
        assembly.add(table, columns, BESIDE, key=key)


def _foreign(path: Path, place: str, line: KgxLine, assembly: Assembly, found: KgxContents) -> None:
    try:
        if "subject" in line or "predicate" in line:
            assembly.add("edges", foreign_kgx.edge(line, path))
            found.edges += 1
        else:
            assembly.add(*foreign_kgx.node(line, path))
            found.nodes += 1
    except foreign_kgx.Refused as error:
        found.rejected += 1
        assembly.add(
            "rejects",
            {
                "source": path.name,
                "place": place.rpartition(":")[2],
                "id": str(line.get("id", "")),
                "stage": "import",
                "reason": str(error),
            },
        )
