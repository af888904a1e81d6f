"""Sentences of one pattern, made of their parts: what is done, by what or by the lack of what, to a target or to a
change of it. One word turns the sign.
"""

from __future__ import annotations

_DONE = (
    ("activates", "", "ACTIVATES"),
    ("activated", "", "ACTIVATES"),
    ("increased", " phosphorylation", "ACTIVATES"),
    ("increased", " expression", "UPREGULATES"),
    ("upregulated", "", "UPREGULATES"),
    ("induced", " expression", "UPREGULATES"),
    ("raised", " levels", "UPREGULATES"),
    ("inhibited", "", "INHIBITS"),
    ("blocked", " activation", "INHIBITS"),
    ("suppressed", " activity", "INHIBITS"),
    ("reduced", " expression", "DOWNREGULATES"),
    ("represses", "", "DOWNREGULATES"),
    ("downregulated", "", "DOWNREGULATES"),
    ("decreased", " levels", "DOWNREGULATES"),
)
"""What is done to a target, what of it, and which relation that is."""

_TURNED = {
    "ACTIVATES": "INHIBITS",
    "INHIBITS": "ACTIVATES",
    "UPREGULATES": "DOWNREGULATES",
    "DOWNREGULATES": "UPREGULATES",
}
"""A relation, and the one of the other sign."""

_LACKING = (
    "{T1} knockout",
    "{T1} knockdown",
    "Knockdown of {T1}",
    "Silencing of {T1}",
    "Silencing {T1}",
    "Deletion of {T1}",
    "Loss of {T1}",
    "{T1} loss",
    "Absence of {T1}",
    "Depletion of {T1}",
    "{T1} deficiency",
    "Ablation of {T1}",
    "{T1} siRNA",
    "Dominant-negative {T1}",
    "{T1} antagonists",
    "A neutralizing {T1} antibody",
    "An inhibitor of {T1}",
)
"""A target that is lost or blocked."""

_ACTING = (
    "{T1}",
    "{D1}",
    "Overexpression of {T1}",
    "Treatment with {D1}",
    "{D1} treatment",
    "Exposure to {D1}",
)
"""A target or a drug that acts."""

_STOPPED = ("attenuated", "prevented", "blocks", "reversed", "suppresses", "inhibits", "abolished")
_FURTHERED = ("promotes", "increases", "enhanced", "induces", "accelerates")
_CHANGES = (
    ("degradation of {T1}", "DOWNREGULATES"),
    ("the decrease in {T1} expression", "DOWNREGULATES"),
    ("the loss of {T1}", "DOWNREGULATES"),
    ("inhibition of {T1}", "INHIBITS"),
    ("the inhibitor of {T1}", "INHIBITS"),
    ("the increase in {T1} expression", "UPREGULATES"),
    ("{T1} degradation", "DOWNREGULATES"),
    ("activation of {T1}", "ACTIVATES"),
    ("expression of {T1}", "UPREGULATES"),
    ("{T1} phosphorylation", "ACTIVATES"),
    ("transcription of {T1}", "UPREGULATES"),
)
"""A change of a target, and which relation it is to bring it about."""

TURNS: tuple[tuple[str, str], ...] = (
    *(
        (f"{who} {does} {{T2}}{what}.", f"T1 {_TURNED[relation]} T2")
        for who in _LACKING
        for does, what, relation in _DONE
    ),
    *(
        (f"{who} {does} {{T2}}{what}.", f"{who[who.index('{') + 1 :][:2]} {relation} T2")
        for who in _ACTING
        for does, what, relation in _DONE
    ),
    *((f"{{D1}} {does} {change}.", f"D1 {_TURNED[relation]} T1") for does in _STOPPED for change, relation in _CHANGES),
    *(
        (f"{{D1}} {does} {change}.", f"D1 {relation} T1")
        for does in _FURTHERED
        for change, relation in _CHANGES
        if "inhibitor" not in change
    ),
)
"""Sentences of one pattern, in which one word turns the sign; each is learned once."""
