"""What leaves and does not come back: nanopublications and SSSOM, told apart and refused in one line.

Each nanopublication holds one claim without the entities and publications that it names, a mapping set has no claim: a
check would have nothing to look at, and no dataset can be made of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.errors import ConfigError
from kg.exchange.kgx_lines import is_sssom

NANOPUBLICATION = "http://www.nanopub.org/nschema#Nanopublication"
INSTEAD = {
    "checked": "check the same graph as N-Quads, with `kg export nquads -o graph.nq` and `kg check graph.nq`",
    "imported": (
        "import the same graph as N-Quads, with `kg export nquads --complete -o graph.nq` and"
        " `kg import graph.nq --out FOLDER`"
    ),
}
"""What is not done -> what to do instead."""


def nanopublications(names: object, done: str) -> ConfigError:
    """The refusal of files of nanopublications; ``done`` is a key of ``INSTEAD``."""
    return ConfigError(f"{names}: holds nanopublications, which are not {done}: {INSTEAD[done]}")


def refuse_sssom(files: Sequence[tuple[Path, str]], done: str) -> None:
    """Raise ConfigError for a mapping set of SSSOM among files (path, format)."""
    for path, format_ in files:
        if format_ == "kgx-tsv" and is_sssom(path):
            raise ConfigError(f"{path}: is a mapping set of SSSOM, which is not {done}: {INSTEAD[done]}")
