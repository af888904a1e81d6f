"""Chemical elements that studies measure and give, by their symbols: the sources have names of one and two letters in
no form.
"""

from __future__ import annotations

ELEMENTS = {
    "Ag": "silver",
    "Al": "aluminum",
    "Ca": "calcium",
    "Cd": "cadmium",
    "Cu": "copper",
    "Fe": "iron",
    "Hg": "mercury",
    "Mg": "magnesium",
    "Mn": "manganese",
    "Ni": "nickel",
    "Se": "selenium",
    "Zn": "zinc",
}
"""Symbol -> name. Those that are words, units or statistics elsewhere (As, Co, Cr, Pt) are left out, and lead, which is
a word.
"""


def element(surface: str) -> str:
    """The name of the element with a symbol; empty for any other text."""
    return ELEMENTS.get(surface, "")
