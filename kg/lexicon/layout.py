"""What a lexicon's folder looks like, as far as who reads it and who writes it must agree."""

from __future__ import annotations

FORMAT = 3
"""Version of the layout; a reader refuses any other."""

BITMAP_BITS = 26
"""Bits of a hash that say its place in the bitmap of keys.

2**26 bits are 8 MB, of which 2 million keys set about 3%.
"""
