"""The guidelines: one record a corpus says what its annotators do, and every stage is handed the record.

A guideline is the notion of one corpus: where a mention begins and ends, what counts as one, what it is called, what is
related. The network for mentions has an embedding for each that it has learned from; a user may ask for those that are
``asked`` (``--guideline``). ``DEFAULT`` is nobody's: what a reader would take for a mention.

To add a guideline is to add an entry to ``GUIDELINES``, at its end, and the files that it names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.errors import ConfigError

ArgumentTypes = tuple[str, str]
"""Types of two arguments, in their order."""


@dataclass(frozen=True, slots=True, eq=False)
class Relations:
    """What a corpus relates.

    ``labels``: its types of relations; ``pairs``: the types of arguments that it relates; ``nearest``: type of relation
    -> types of arguments in the graph (which has a gene for a variant) -> the graph's relation that comes nearest.
    ``of_mentions``: it relates mentions, where other corpora relate what a document names. ``apart``: its ids may be
    related without a sentence that names both. ``related_first``: a claim is made where two are likely to be related at
    all, however that is parted between the types.
    """

    labels: tuple[str, ...]
    pairs: frozenset[ArgumentTypes]
    nearest: Mapping[str, Mapping[ArgumentTypes, str]]
    of_mentions: bool = False
    apart: bool = False
    related_first: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Gold:
    """What is learned from a corpus, and how much.

    ``train``, ``dev``: its files in the folder of corpora; without a ``dev`` nothing is measured on it. ``share``: how
    often its documents are drawn in an epoch (below 1: other ones in each); ``student``: the same while labelled texts
    are learned too, 0 where it stays. ``labelled``: whether its text is labelled too, under guidelines that are not its
    own; ``vote``: share of its CRF (0..1) where texts are labelled under it, 0 where none are. ``unmarked``: types of
    which words that its annotators never marked are no mentions.
    """

    train: str
    dev: str = ""
    share: float = 1.0
    student: float = 0.0
    labelled: bool = True
    vote: float = 0.0
    unmarked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Guideline:
    """What the annotators of a corpus do, and the network with it.

    ``types``: entity types that they annotate everywhere; ``names``: what the corpus calls each type. ``asked``:
    whether a user may ask for it, with a ``note`` on it for the help.

    ``ids``: they give mentions ids. ``families_marked``: they mark families of genes and give them no id.
    ``earlier_mesh``: their ids are of the MeSH of earlier years. ``charges``: a chemical takes the bracketed number or
    charge at its end (``CaCl(2)``). ``residues``: the residues of a variant (``glycine to serine at codon 12``) are
    chemicals, and no part of its description. ``people``: words for people are marked as a species.

    ``votes``: type -> share of its CRF's opinion beside the network's (0..1); ``bias``: type -> what the score of a
    token of a mention gains over that of one outside (log odds). Both need figures: see ``python -m bench.bias``.
    """

    name: str
    types: tuple[str, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked: bool = True
    note: str = ""
    ids: bool = True
    families_marked: bool = False
    earlier_mesh: bool = False
    charges: bool = False
    residues: bool = True
    people: bool = False
    votes: Mapping[str, float] = field(default_factory=dict)
    bias: Mapping[str, float] = field(default_factory=dict)
    relations: Relations | None = None
    gold: Gold = Gold("")

    @property
    def followed(self) -> bool:
        """Whether its annotators' names come before the lexicon's."""
        return self.asked and self.ids


_ASSOCIATED = {
    ("Drug", "Drug"): "INTERACTS_WITH", ("Drug", "Target"): "AFFECTS", ("Drug", "Disease"): "ASSOCIATED_WITH",
    ("Target", "Target"): "INTERACTS_WITH", ("Target", "Disease"): "ASSOCIATED_WITH",
}  # fmt: skip
_MORE = {("Drug", "Target"): "UPREGULATES", ("Drug", "Disease"): "CAUSES", ("Target", "Target"): "ACTIVATES"}
_LESS = {("Drug", "Target"): "DOWNREGULATES", ("Drug", "Disease"): "AMELIORATES", ("Target", "Target"): "INHIBITS"}
_BOUND = {("Drug", "Target"): "BINDS", ("Target", "Target"): "BINDS"}

_BC5CDR = Relations(
    labels=("CID",),
    pairs=frozenset((("Drug", "Disease"),)),
    nearest={"CID": {("Drug", "Disease"): "CAUSES"}},
    apart=True,
)

_BIORED = Relations(
    labels=(
        *("Association", "Positive_Correlation", "Negative_Correlation", "Bind"),
        *("Cotreatment", "Comparison", "Drug_Interaction", "Conversion"),
    ),
    pairs=frozenset(
        (
            *(("Drug", "Drug"), ("Drug", "Target"), ("Drug", "Disease"), ("Target", "Target"), ("Target", "Disease")),
            # of variants, which it relates to no gene
            *(("Drug", "Variant"), ("Variant", "Variant"), ("Variant", "Disease")),
        )
    ),
    nearest={
        **dict.fromkeys(("Association", "Cotreatment", "Comparison", "Drug_Interaction", "Conversion"), _ASSOCIATED),
        "Positive_Correlation": {**_ASSOCIATED, **_MORE},
        "Negative_Correlation": {**_ASSOCIATED, **_LESS},
        "Bind": {**_ASSOCIATED, **_BOUND},
    },
    apart=True,
    # Most of its relations are of no kind but Association, and its kinds are told apart far less well than that there
    # is one.
    related_first=True,
)

_DRUGPROT = Relations(
    labels=(
        *("INHIBITOR", "DIRECT-REGULATOR", "SUBSTRATE", "ACTIVATOR", "INDIRECT-UPREGULATOR", "INDIRECT-DOWNREGULATOR"),
        *("ANTAGONIST", "PRODUCT-OF", "PART-OF", "AGONIST", "AGONIST-ACTIVATOR", "SUBSTRATE_PRODUCT-OF"),
        "AGONIST-INHIBITOR",
    ),
    pairs=frozenset((("Drug", "Target"),)),
    nearest={
        type_: {("Drug", "Target"): relation}
        for relation, types in (
            ("INHIBITS", ("INHIBITOR", "ANTAGONIST", "AGONIST-INHIBITOR")),
            ("ACTIVATES", ("ACTIVATOR", "AGONIST", "AGONIST-ACTIVATOR")),
            ("SUBSTRATE_OF", ("SUBSTRATE", "SUBSTRATE_PRODUCT-OF")),
            ("BINDS", ("DIRECT-REGULATOR",)),
            ("UPREGULATES", ("INDIRECT-UPREGULATOR",)),
            ("DOWNREGULATES", ("INDIRECT-DOWNREGULATOR",)),
            ("INTERACTS_WITH", ("PRODUCT-OF", "PART-OF")),
        )
        for type_ in types
    },
    of_mentions=True,
)

DEFAULT = Guideline("default", ids=False)
"""Nobody's guideline: mentions as the network has them that serves best, without what a reader would not take for a
name; no annotators before the lexicon; the graph's own relations.
"""

_RECORDS = (
    Guideline(
        "bc5cdr",
        types=("Drug", "Disease"),
        names={"Drug": ("Chemical",), "Disease": ("Disease",)},
        earlier_mesh=True,
        votes={"Disease": 0.25},
        relations=_BC5CDR,
        gold=Gold(
            "bc5cdr-train.pubtator", "bc5cdr-dev.pubtator", share=2.0, student=3.0, vote=0.35, unmarked=("Disease",)
        ),
    ),
    Guideline(
        "biored",
        types=("Drug", "Disease", "Target"),
        names={
            "Drug": ("ChemicalEntity",),
            "Disease": ("DiseaseOrPhenotypicFeature",),
            "Target": ("GeneOrGeneProduct",),
        },
        charges=True,
        residues=False,
        # Its training file marks 588 of 589 words for people. Of the corpora made for species LINNAEUS has *man* alone,
        # and Species-800 none.
        people=True,
        bias={"Drug": 0.3},
        relations=_BIORED,
        gold=Gold(
            "biored-train.pubtator",
            "biored-dev.pubtator",
            share=2.0,
            student=4.0,
            vote=0.3,
            unmarked=("Disease", "Target"),
        ),
    ),
    Guideline(
        "ncbi-disease",
        types=("Disease",),
        # "breast and ovarian cancer", a composite mention, is one mention here, as it is in the corpus
        names={"Disease": ("SpecificDisease", "DiseaseClass", "Modifier", "CompositeMention")},
        earlier_mesh=True,
        votes={"Disease": 0.35},
        gold=Gold(
            "ncbi-disease-train.pubtator", "ncbi-disease-dev.pubtator", student=3.0, vote=0.4, unmarked=("Disease",)
        ),
    ),
    Guideline(
        "gnormplus",
        types=("Target",),
        # families and complexes are targets, as in BioRED
        names={"Target": ("Gene", "FamilyName")},
        note="its families of genes get no id",
        families_marked=True,
        gold=Gold("gnormplus-train.pubtator"),
    ),
    Guideline(
        "nlmgene",
        types=("Target",),
        names={"Target": ("Gene", "FamilyName")},
        asked=False,
        gold=Gold("nlmgene-train.pubtator"),
    ),
    Guideline(
        "drugprot",
        types=("Drug", "Target"),
        # GENE-N are genes that it has no id for
        names={"Drug": ("CHEMICAL",), "Target": ("GENE", "GENE-Y", "GENE-N")},
        ids=False,
        relations=_DRUGPROT,
        gold=Gold("drugprot-train.jsonl", share=0.4),
    ),
    Guideline(
        "nlmchem",
        types=("Drug",),
        names={"Drug": ("Chemical",)},
        asked=False,
        gold=Gold("nlmchem-fulltext.pubtator", share=0.25, labelled=False),
    ),
)

GUIDELINES: dict[str, Guideline] = {one.name: one for one in _RECORDS}
"""Name -> guideline. The order is that of the rows of the network's embedding, so a new one stands at the end."""

ASKED: tuple[str, ...] = (DEFAULT.name, *(one.name for one in GUIDELINES.values() if one.asked))
"""What a user may ask for."""


def named(name: str) -> Guideline:
    """The guideline of a name, ``DEFAULT`` for ``default``. Raises ConfigError for a name that is not known."""
    if name == DEFAULT.name:
        return DEFAULT
    if name not in GUIDELINES:
        raise ConfigError(f"guideline {name!r}: expected one of {', '.join((DEFAULT.name, *GUIDELINES))}")
    return GUIDELINES[name]


def row(name: str) -> int:
    """The row of the network's embedding that a guideline of ``GUIDELINES`` has."""
    return list(GUIDELINES).index(name)


def told() -> str:
    """The guidelines that a user may ask for, in words, for help texts."""
    *others, last = (f"{name} ({note})" if (note := named(name).note) else name for name in ASKED)
    return f"{', '.join(others)} or {last}"


def told_relations() -> str:
    """The guidelines that say what is related, in words."""
    *others, last = (one.name for one in GUIDELINES.values() if one.relations)
    return f"{', '.join(others)} and {last}"
