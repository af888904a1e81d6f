"""Whether somebody asks or tells."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"\?|\b(?:which|what|whats|who|whom|whose|where|when|why|how|whether|list|show|give|tell|find|name|compare|explain|suggest|break|display|dump|export|extract|pull|dig|outline|provide|gather|collect|compile|present|identify|retrieve|report|sort|rank|group|tabulate|arrange|check|determine|"
    r"print|get|fetch|count|summari[sz]e|enumerate|describe|want|need|needing|like|look|looking|seek|seeking|trying|hoping|wonder\w*|curious|interested|please|pls|search|return)\b",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|any|anything|would|may|might)\b", re.IGNORECASE
)
_ENDS = re.compile(r"[.!]$")
_OF_US = re.compile(r"^\W*(?:i|we|my|our)\b", re.IGNORECASE)


def is_statement(text: str) -> bool:
    """Whether a text that ends in a full stop tells something and asks nothing; keywords (*HCC mTOR inhibitors*)
    ask.
    """
    text = re.sub(r"\betc\.$", "", text)
    if _ASKS.search(text) or _STARTS.search(text):
        return False
    return bool(_ENDS.search(text) or _OF_US.search(text))
