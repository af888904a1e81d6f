"""The Biolink category of a node."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.errors import DatasetError
from kg.exchange.export import associations

_CATEGORY = re.compile(r"biolink:[A-Z][A-Za-z0-9]*")


@lru_cache(maxsize=4096)
def _checked(category: str) -> str:
    if not _CATEGORY.fullmatch(category):
        raise DatasetError(f"{category!r} is not a Biolink category: expected e.g. biolink:Disease")
    return category


def category(entity_type: str, curie: str, stored: str) -> str:
    """The category a dataset stores for an entity, else that of its node label. Raises DatasetError when it is not
    one.
    """
    return _checked(stored or associations.category(entity_type, curie))
