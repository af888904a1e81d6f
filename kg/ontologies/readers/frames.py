"""Columns of a table that pandas pickled, read without pandas and without running anything that the pickle names."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np

from kg.errors import OntologyError
from kg.ontologies.readers.openers import Opener

_REBUILD, _FROM_BUFFER = np.empty(1).__reduce__()[0], np.empty(1).__reduce_ex__(5)[0]
"""How numpy itself rebuilds an array; both only lay out memory."""


class _Inert:
    """Stands for an object of pandas: it keeps what it is given and does nothing."""

    def __init__(self, *given: Any) -> None:
        self.given = given
        self.state: Any = None

    def __setstate__(self, state: Any) -> None:
        self.state = state


_ALLOWED: dict[tuple[str, str], Any] = {
    ("numpy.core.multiarray", "_reconstruct"): _REBUILD,
    ("numpy.core.numeric", "_frombuffer"): _FROM_BUFFER,
    ("numpy", "ndarray"): np.ndarray,
    ("numpy", "dtype"): np.dtype,
    ("pandas.core.frame", "DataFrame"): _Inert,
    ("pandas.core.internals.managers", "BlockManager"): _Inert,
    ("pandas.core.indexes.base", "_new_Index"): _Inert,
    ("pandas.core.indexes.base", "Index"): _Inert,
    ("pandas.core.indexes.numeric", "Int64Index"): _Inert,
}
"""All that such a pickle may name; pandas 1 wrote these."""


class _FrameOnly(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return _ALLOWED[module, name]
        except KeyError:
            raise OntologyError(
                f"refused to load {module}.{name} from a pickle: only a plain table is expected"
            ) from None


def columns(opener: Opener) -> dict[str, list[Any]]:
    """The columns of a pickled DataFrame by name. Raises OntologyError when the pickle holds or names anything else."""
    with opener() as raw:
        try:
            frame = _FrameOnly(raw).load()
            blocks, named = frame.state["_mgr"].state[1:3]
            return {
                str(name): block[row].tolist()
                for block, index in zip(blocks, named, strict=True)
                for row, name in enumerate(index.given[1]["data"])
            }
        except (pickle.UnpicklingError, EOFError, AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
            raise OntologyError(f"a pickled table is damaged or of another shape ({error!r})") from error
