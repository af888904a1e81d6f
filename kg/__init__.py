"""kg: from biomedical abstracts to a knowledge graph with its evidence.

Everything here is imported when it is first used: ``import kg`` itself loads nothing.

- ``kg.ground("RAD001")``: which entities a name may stand for, and why
- ``kg.annotate(texts)``: mentions and claims of texts and documents
- ``kg.read("abstracts.xml.gz")``: the documents of a file
- ``kg.run("abstracts.xml.gz", out="build/mine")``: a dataset of files
- ``kg.open("build/mine")``: its graph, or a server's, to ask
"""

from __future__ import annotations

import sys
from importlib import import_module
from inspect import Signature, signature
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api.annotating import Annotated as Annotated
    from kg.api.annotating import FoundClaim as FoundClaim
    from kg.api.annotating import FoundMention as FoundMention
    from kg.api.annotating import annotate as annotate
    from kg.api.graph import Graph as Graph
    from kg.api.graph import open_graph as open
    from kg.api.grounding import ground as ground
    from kg.api.reading import read as read
    from kg.api.rows import Rows as Rows
    from kg.api.running import run as run
    from kg.errors import KgError as KgError
    from kg.model import Document as Document

__version__ = "0.1.0"

__all__ = [
    "Annotated",
    "Document",
    "FoundClaim",
    "FoundMention",
    "Graph",
    "KgError",
    "Rows",
    "__version__",
    "annotate",
    "ground",
    "open",
    "read",
    "run",
]

_PUBLIC = {
    "Annotated": ("kg.api.annotating", "Annotated"),
    "Document": ("kg.model", "Document"),
    "FoundClaim": ("kg.api.annotating", "FoundClaim"),
    "FoundMention": ("kg.api.annotating", "FoundMention"),
    "Graph": ("kg.api.graph", "Graph"),
    "KgError": ("kg.errors", "KgError"),
    "Rows": ("kg.api.rows", "Rows"),
    "annotate": ("kg.api.annotating", "annotate"),
    "ground": ("kg.api.grounding", "ground"),
    "open": ("kg.api.graph", "open_graph"),
    "read": ("kg.api.reading", "read"),
    "run": ("kg.api.running", "run"),
}
"""Public name -> the module it is in and what it is called there."""

_SHARED = ("annotate", "ground", "run")
"""Public functions that have the name of a module: the stage ``kg.ground``, the modules ``kg.annotate`` and
``kg.run``.
"""


class _CalledModule(ModuleType):
    """A module that is called as the public function of its name: ``kg.ground("mTOR")`` and ``kg.ground.rank`` are both
    what they say.

    The import system binds a module in its package whenever it is first imported, so a function of the same name could
    not last there.
    """

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return _public(self.__name__.rpartition(".")[2])(*arguments, **options)

    @property
    def __signature__(self) -> Signature:  # what an editor or a notebook shows of the call
        return signature(_public(self.__name__.rpartition(".")[2]))


class _Package(ModuleType):
    """This package, which makes a module of ``_SHARED`` one that can be called in the moment it is bound here."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _SHARED and isinstance(value, ModuleType):
            value.__class__ = _CalledModule
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name in _SHARED:
        return import_module(f"{__name__}.{name}")
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = _public(name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _public(name: str) -> Any:
    module, attribute = _PUBLIC[name]
    return getattr(import_module(module), attribute)
