"""Answers as bytes, and those that are kept: the ones asked last, as many as fit."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

LARGEST_SHARE = 8
"""An answer that takes more than this part of the room is not kept: it would put out too many others."""

OVERHEAD = 500
"""Bytes that keeping an answer takes beside itself, about."""


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """An answer as it is sent: status, body, media type, the name of the file that it is saved under, if any, and more
    headers.
    """

    status: int
    body: bytes
    media: str = "application/json"
    file: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


class KeptAnswers:
    """Answers by what was asked, at most ``most`` bytes of them; those asked longest ago make room.

    Not for several threads: the server's loop alone uses it.
    """

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._kept: OrderedDict[str, HttpAnswer] = OrderedDict()

    def get(self, key: str) -> HttpAnswer | None:
        """The answer to what was asked, if it is kept."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: str, answer: HttpAnswer) -> None:
        """Keep an answer, and let go of others where there is no room."""
        size = _size(key, answer)
        if size * LARGEST_SHARE > self._most:
            return
        if (before := self._kept.pop(key, None)) is not None:
            self._size -= _size(key, before)
        self._kept[key] = answer
        self._size += size
        while self._size > self._most:
            self._size -= _size(*self._kept.popitem(last=False))

    def clear(self) -> None:
        """Let go of all."""
        self._kept.clear()
        self._size = 0

    @property
    def size(self) -> int:
        """Bytes that are kept."""
        return self._size

    def __len__(self) -> int:
        return len(self._kept)


def _size(key: str, answer: HttpAnswer) -> int:
    return len(key.encode()) + len(answer.body) + OVERHEAD
