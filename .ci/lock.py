"""Prints constraints.txt: the versions of everything that this environment has installed of kg and its extras.

``make lock`` writes it. Pins of what is built against numpy hold below Python 3.13 only: there numpy is another,
because the one that scispaCy asks for has no wheels.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

EXTRAS = ("train", "frames", "notebook", "docs", "dev")
HEAD = """\
# Versions that the tests were run with, for Python 3.11 and 3.12. `make lock` writes this page; the Makefile installs
# by it.
# A package that needs no fixed version is free of it with: pip install kg
"""


def wanted(name: str, extras: tuple[str, ...] = ()) -> list[Requirement]:
    """What a distribution requires here, with some of its extras."""
    rows = [Requirement(row) for row in requires(name) or []]
    return [row for row in rows if not row.marker or any(row.marker.evaluate({"extra": one}) for one in ("", *extras))]


def closure() -> dict[str, str]:
    """Version of every installed distribution that kg and its extras require, however far down, by name."""
    found: dict[str, str] = {}
    waiting = wanted("kg", EXTRAS)
    seen = set()
    while waiting:
        one = waiting.pop()
        name, extras = canonicalize_name(one.name), tuple(sorted(one.extras))
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue  # of an extra that is not installed here
        waiting += wanted(name, extras)
    return found


def main() -> None:
    """Print the page."""
    print(HEAD, end="")
    for name, number in sorted(closure().items()):
        on_numpy = name in ("numpy", "scispacy") or any(canonicalize_name(one.name) == "numpy" for one in wanted(name))
        print(f"{name}=={number}" + ('; python_version < "3.13"' if on_numpy else ""))


if __name__ == "__main__":
    main()
