"""Files of trained models, held to the SHA-256 that the model's own list has of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.errors import ModelError


def read_checked(path: Path, digest: str) -> bytes:
    """The content of a file with this SHA-256 (hex). Raises ModelError where it cannot be read or has another."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); install kg again") from error
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        raise ModelError(f"{path}: damaged (SHA-256 {found[:12]}, {digest[:12] or 'none'} expected); install kg again")
    return content
