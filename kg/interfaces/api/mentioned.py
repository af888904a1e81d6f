"""What a document of a dataset mentions, read from the table of mentions."""

from __future__ import annotations

from collections import Counter
from functools import partial

from kg import stores
from kg.ask.nothing_read import Mentioned, MentionsOf
from kg.dataset.graph import stamp
from kg.dataset.opened import Dataset
from kg.model import Candidate

_COLUMNS = ("text", "type", "entity", "name")


def mentions_at(address: str, build: str = "") -> MentionsOf:
    """What the documents of the dataset at an address mention; nothing is known of those of a server, which holds no
    mentions, and where a ``build`` is given and the folder holds another one by now. What is returned raises
    DatasetError.
    """
    return partial(_mentioned, address, build)


def _mentioned(address: str, build: str, document: str) -> Mentioned | None:
    if not stores.is_folder(address):
        return None
    folder = stores.folder_of(address)
    if build and stamp(folder) != build:
        return None
    rows = Dataset.open(folder, ("mentions",)).of_document("mentions", document, _COLUMNS).to_pylist()
    entities = Counter((row["entity"], row["name"], row["type"]) for row in rows if row["entity"])
    unknown = dict.fromkeys(row["text"] for row in rows if not row["entity"])
    return Mentioned(tuple(Candidate(*one, 0.0, "mentioned") for one, _ in entities.most_common()), tuple(unknown))
