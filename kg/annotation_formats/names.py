"""What entity types and ids are called in annotation files, and ids in the namespaces that ``--ids`` asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from kg.errors import ConfigError
from kg.model import Candidate
from kg.ontologies.lexicon import Lexicon

PUBTATOR_TYPES: dict[str, str] = {
    "Drug": "Chemical",
    "Target": "Gene",
    "Disease": "Disease",
    "Pathway": "Pathway",
    "Organism": "Species",
    "CellLine": "CellLine",
    "Role": "Role",
}
"""Node label -> type in PubTator and BioC; ``Role`` has no counterpart there: PubTator leaves it out, BioC prints it as it is."""

NAMESPACES: dict[str, tuple[str, ...]] = {
    "Drug": ("CHEBI", "MESH", "DRUGBANK", "UNII", "CHEMBL.COMPOUND", "PUBCHEM.COMPOUND", "CAS"),
    "Target": ("HGNC", "NCBIGene", "UniProtKB", "ENSEMBL", "FPLX", "MESH"),
    "Disease": ("MONDO", "MESH", "DOID", "OMIM", "ORPHANET", "HP", "NCIT", "EFO"),
    "Pathway": ("REACT", "GO", "WIKIPATHWAYS", "KGP"),
    "Role": ("CHEBI", "MESH", "KGR"),
    "CellLine": ("CVCL",),
    "Organism": ("NCBITaxon",),
}
"""Node label -> namespaces the lexicon has ids in."""

BARE = frozenset({"MESH", "NCBIGene", "NCBITaxon"})
"""Namespaces whose ids PubTator files print without a prefix, as BC5CDR, NCBI Disease, BioRED and GNormPlus do (``D006528``, ``2475``)."""

Wanted = Mapping[str, tuple[str, ...]]
"""Node label -> namespaces, the first that has an id counts."""

_LABELS = {name.lower(): label for label, printed in PUBTATOR_TYPES.items() for name in (label, printed)}


def read_namespaces(text: str) -> dict[str, tuple[str, ...]]:
    """``"Disease=MESH|OMIM,Gene=NCBIGene"`` as node label -> namespaces; several namespaces are tried in turn. Empty text: nothing.

    Types may be PubTator's or node labels, in any letter case. Raises ConfigError, saying what is allowed.
    """
    wanted: dict[str, tuple[str, ...]] = {}
    for item in filter(None, (part.strip() for part in text.split(","))):
        name, equals, value = (part.strip() for part in item.partition("="))
        if not equals or not name or not value:
            raise ConfigError(f'--ids: {item!r} is not TYPE=NAMESPACE: expected e.g. "Disease=MESH,Chemical=MESH,Gene=NCBIGene"')
        label = _LABELS.get(name.lower())
        if label is None:
            raise ConfigError(f"--ids: unknown type {name!r}: expected one of {', '.join(sorted(PUBTATOR_TYPES.values()))}")
        if label in wanted:
            raise ConfigError(f"--ids: {name} is there twice: to try several namespaces in turn, write {name}=MESH|OMIM")
        wanted[label] = tuple(_namespace(name, label, one.strip()) for one in value.split("|"))
    return wanted


def _namespace(name: str, label: str, printed: str) -> str:
    allowed = NAMESPACES[label]
    found = next((prefix for prefix in allowed if prefix.lower() == printed.lower()), None)
    if found is None:
        raise ConfigError(f"--ids: {name} has no ids in {printed!r}: expected one of {', '.join(allowed)}")
    return found


def namer(lexicon: Lexicon, wanted: Wanted, *, bare: bool) -> Callable[[Sequence[Candidate]], str]:
    """A function from a mention's candidates to the id that is printed: empty when the namespace asked for has none.

    A type that ``wanted`` leaves out keeps the best candidate's preferred CURIE. Where the best has no id in the namespace, the next
    candidate of its type counts: it bears the same name (BC5CDR's development set: of 112 gold mentions that get a MeSH id only so, 102 get
    the gold one). Where an entity has several ids in a namespace (two MeSH records that are one drug) the first counts: the preferred
    one, then a MeSH descriptor before a supplementary record, then by spelling; a list would read as a mention of several things.
    ``bare``: without the prefix where PubTator files do so.
    """

    def name(candidates: Sequence[Candidate]) -> str:
        label = candidates[0].type if candidates else ""
        return next((found for one in candidates if one.type == label and (found := printed(one.id, label))), "")

    @lru_cache(maxsize=1 << 16)
    def printed(curie: str, label: str) -> str:
        if label not in wanted:
            return curie
        row = lexicon.row(curie)
        known = (curie,) if row is None else (lexicon.id(row), *sorted(lexicon.xrefs(row), key=_closest))
        for prefix in wanted[label]:
            for one in known:
                if one.startswith(prefix + ":"):
                    return _printed(one) if bare else one
        return ""

    return name


def _closest(curie: str) -> tuple[bool, str]:
    return curie.startswith("MESH:C"), curie


def _printed(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    if prefix == "CVCL":
        return f"CVCL_{local}"
    return local if prefix in BARE else curie
