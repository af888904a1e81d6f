"""Where the project's data folders and the user's cache are."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data(*parts: str) -> Path:
    """Path below ``ontologies``, ``pipelines`` or ``queries``: beside the package in a checkout, in ``kg/_data`` once
    installed.
    """
    inside = _PACKAGE / "_data"
    root = inside if inside.is_dir() else _PACKAGE.parent
    return root.joinpath(*parts)


def models(*parts: str) -> Path:
    """Path below the trained models: ``$KG_MODELS``, else those that ship inside the package."""
    given = os.environ.get("KG_MODELS")
    return (Path(given).expanduser() if given else _PACKAGE / "_models").joinpath(*parts)


def cache(*parts: str) -> Path:
    """Path below the user's cache: ``$KG_CACHE``, else ``$XDG_CACHE_HOME/kg``, else ``~/.cache/kg``. Nothing is
    created.
    """
    home = os.environ.get("KG_CACHE")
    if home:
        return Path(home).expanduser().joinpath(*parts)
    xdg = os.environ.get("XDG_CACHE_HOME")
    return (Path(xdg) if xdg else Path("~/.cache").expanduser()).joinpath("kg", *parts)
