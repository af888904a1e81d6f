"""The models that figures on the development files come from: made by the commands that make those that ship, without
these files.

What ships has learned from the development files too, because more gold makes it better on all other text; a figure on
these files would only flatter it. ``kg evaluate`` says so when it is tried.
"""

from __future__ import annotations

import os
from pathlib import Path

MODELS = Path(__file__).parent / "models"


def use_models() -> Path:
    """Let kg use these models in this process and those it starts, unless ``KG_MODELS`` names others; returns their
    folder.
    """
    return Path(os.environ.setdefault("KG_MODELS", str(MODELS)))
