"""What the network may say of a pair: the graph's own relations, and those of the corpora whose guideline can be
followed.

Two arguments stand in a fixed order (``ORDER``, then as they come in the text), so a relation of the graph has a label
for each direction that its types allow; ``<`` marks the one in which the second argument is the subject.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.pipeline.guidelines import GUIDELINES, Relations

NONE, STUDIED = "none", "studied"
"""Nothing is stated; a drug that the document tests against the disease, which is a study and no claim."""

ORDER = ("Drug", "Role", "Target", "Variant", "Pathway", "Disease")
"""Types of arguments; of a pair the one whose type comes first here is the first argument."""

BACKWARD = "<"

_ONE_WAY = (
    *("INHIBITS", "ACTIVATES", "DOWNREGULATES", "UPREGULATES", "BINDS", "SUBSTRATE_OF", "AFFECTS"),
    *("CAUSES", "ASSOCIATED_WITH", "PARTICIPATES_IN", "INTERACTS_WITH"),
)
_BOTH_WAYS = ("INHIBITS", "ACTIVATES", "DOWNREGULATES", "UPREGULATES", "AFFECTS")

GRAPH = "graph"

CORPORA: Mapping[str, Relations] = {
    one.name: one.relations for one in reversed(GUIDELINES.values()) if one.relations is not None
}
"""Guideline -> what its corpus relates, in the order in which the trained models have their outputs."""

LABELS: Mapping[str, tuple[str, ...]] = {
    GRAPH: (NONE, STUDIED, *_ONE_WAY, *(BACKWARD + relation for relation in _BOTH_WAYS)),
    **{name: (NONE, *corpus.labels) for name, corpus in CORPORA.items()},
}
"""Output of the network -> its labels. Those of corpora bear the name of the guideline."""

DENIED = "denied"
"""One more output: whether what is stated of the pair is denied, with two labels, no and yes."""

_GIVEN = (("Drug", "Drug"), ("Drug", "Target"), ("Drug", "Disease"), ("Target", "Target"), ("Target", "Disease"))
_GRAPH_ONLY = (
    *(("Drug", "Pathway"), ("Role", "Target"), ("Role", "Pathway"), ("Role", "Disease"), ("Target", "Pathway")),
    ("Pathway", "Disease"),
)

PAIRS: Mapping[str, frozenset[tuple[str, str]]] = {
    GRAPH: frozenset((*_GIVEN, *_GRAPH_ONLY)),
    **{name: corpus.pairs for name, corpus in CORPORA.items()},
}
"""Output -> the types of pairs that it is asked of, in their order."""


def directed(label: str) -> tuple[str, bool]:
    """The relation of a label of the graph, and whether the first argument is its subject."""
    return label.removeprefix(BACKWARD), not label.startswith(BACKWARD)
