"""Files of RDF read by Apache Jena and by RDF4J, which must have nothing to say of them and count what was written."""

from __future__ import annotations

import re

from tests.exchange.elsewhere import programs
from tests.exchange.elsewhere.files import Exported

WARN = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"  # else riot names each file that it begins


def counted_by_riot(found: dict[str, Exported]) -> None:
    """``riot --validate`` finds nothing to say of any file and counts the statements of each."""
    paths = [str(one.path) for one in found.values()]
    out, err = programs.ran(programs.java("jena", WARN, programs.JENA["riot"], "--validate", "--count", *paths))
    counts = dict.fromkeys(paths, 0)
    for line in f"{out}{err}".splitlines():
        path, _, said = line.partition(" :")
        if path.strip() == "Total":
            assert "warning" not in said and "error" not in said
            continue
        assert path.strip() in counts, line
        counts[path.strip()] = sum(int(one.replace(",", "")) for one in re.findall(r"= ([\d,]+)", said))
    assert counts == {str(one.path): one.statements for one in found.values()}


def read_by_rdf4j(found: dict[str, Exported]) -> list[Exported]:
    """The files that RDF4J reads, which it does without a word and with as many statements as were written."""
    read = [one for name, one in found.items() if name != "rdf12"]  # its << >> is that of RDF-star
    paths = [str(one.path) for one in read]
    out, err = programs.ran(programs.java("rdf4j", str(programs.RDF4J), "read", *paths))
    assert err == "" and [line.split("\t") for line in out.splitlines()] == [
        [str(one.statements), str(one.path)] for one in read
    ]
    return read
