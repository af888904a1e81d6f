"""kg: from biomedical abstracts to a knowledge graph with its evidence.

Everything here is imported when it is first used: ``import kg`` itself loads nothing.

- ``kg.ground("RAD001")``: which entities a name may stand for, and why
- ``kg.annotate(texts)``: mentions and claims of texts and documents
- ``kg.read("abstracts.xml.gz")``: the documents of a file
- ``kg.run("abstracts.xml.gz", out="build/mine")``: a dataset of files
- ``kg.open("build/mine")``: its graph, or a server's, to ask and to export
- ``kg.curate("reject", ids, note="...", dataset="build/mine")``: what a curator says of evidence; ``kg.curation``: all
  that was said
- ``kg.import_("mine.nq", "build/again")``: a dataset of what was exported
- ``kg.evaluate("gold.pubtator")``: precision and recall on gold data
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KgError as KgError
    from kg.interfaces.api.annotate_texts import Annotated as Annotated
    from kg.interfaces.api.annotate_texts import FoundClaim as FoundClaim
    from kg.interfaces.api.annotate_texts import FoundMention as FoundMention
    from kg.interfaces.api.annotate_texts import annotate as annotate
    from kg.interfaces.api.curate_evidence import curate as curate
    from kg.interfaces.api.curate_evidence import curation as curation
    from kg.interfaces.api.curate_evidence import uncurate as uncurate
    from kg.interfaces.api.evaluate_gold import Evaluation as Evaluation
    from kg.interfaces.api.evaluate_gold import evaluate as evaluate
    from kg.interfaces.api.graph import Graph as Graph
    from kg.interfaces.api.ground_names import ground as ground
    from kg.interfaces.api.import_files import import_ as import_
    from kg.interfaces.api.open_graph import open_graph as open
    from kg.interfaces.api.read_files import read as read
    from kg.interfaces.api.row_list import Rows as Rows
    from kg.interfaces.api.run_pipeline import run as run
    from kg.model import Document as Document
    from kg.version import __version__ as __version__

__all__ = [
    "Annotated",
    "Document",
    "Evaluation",
    "FoundClaim",
    "FoundMention",
    "Graph",
    "KgError",
    "Rows",
    "__version__",
    "annotate",
    "curate",
    "curation",
    "evaluate",
    "ground",
    "import_",
    "open",
    "read",
    "run",
    "uncurate",
]

_PUBLIC = {
    "__version__": ("kg.version", "__version__"),
    "Annotated": ("kg.interfaces.api.annotate_texts", "Annotated"),
    "Document": ("kg.model", "Document"),
    "Evaluation": ("kg.interfaces.api.evaluate_gold", "Evaluation"),
    "FoundClaim": ("kg.interfaces.api.annotate_texts", "FoundClaim"),
    "FoundMention": ("kg.interfaces.api.annotate_texts", "FoundMention"),
    "Graph": ("kg.interfaces.api.graph", "Graph"),
    "KgError": ("kg.errors", "KgError"),
    "Rows": ("kg.interfaces.api.row_list", "Rows"),
    "annotate": ("kg.interfaces.api.annotate_texts", "annotate"),
    "curate": ("kg.interfaces.api.curate_evidence", "curate"),
    "curation": ("kg.interfaces.api.curate_evidence", "curation"),
    "evaluate": ("kg.interfaces.api.evaluate_gold", "evaluate"),
    "ground": ("kg.interfaces.api.ground_names", "ground"),
    "import_": ("kg.interfaces.api.import_files", "import_"),
    "open": ("kg.interfaces.api.open_graph", "open_graph"),
    "read": ("kg.interfaces.api.read_files", "read"),
    "run": ("kg.interfaces.api.run_pipeline", "run"),
    "uncurate": ("kg.interfaces.api.curate_evidence", "uncurate"),
}
"""Public name -> the module it is in and what it is called there."""


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _PUBLIC[name]
    found = globals()[name] = getattr(import_module(module), attribute)
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
