"""Nanopublications, which are told apart and not checked."""

from __future__ import annotations

from pathlib import Path

from kg.errors import ConfigError

NANOPUBLICATION = "http://www.nanopub.org/nschema#Nanopublication"


def not_checked(path: Path) -> ConfigError:
    """The refusal of a file of nanopublications: each holds one claim without the entities and publications that it
    names, so that most rules have nothing to look at.
    """
    return ConfigError(
        f"{path}: holds nanopublications, which are not checked: check the same graph as N-Quads, with"
        " `kg export nquads -o graph.nq` and `kg check graph.nq`"
    )
