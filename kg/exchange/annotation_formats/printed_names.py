"""What entity types and ids are called in annotation files, and ids in the namespaces that ``--ids`` asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from kg.errors import ConfigError
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.mesh_headings import BROADER, broader_heading, closest
from kg.model import Candidate

PUBTATOR_TYPES: dict[str, str] = {
    "Drug": "Chemical",
    "Target": "Gene",
    "Disease": "Disease",
    "Pathway": "Pathway",
    "Organism": "Species",
    "CellLine": "CellLine",
    "Role": "Role",
}
"""Node label -> type in PubTator and BioC; ``Role`` has no counterpart there: PubTator leaves it out, BioC prints it as
it is.
"""

NAMESPACES: dict[str, tuple[str, ...]] = {
    "Drug": ("CHEBI", "MESH", "DRUGBANK", "UNII", "CHEMBL.COMPOUND", "PUBCHEM.COMPOUND", "CAS", "KGC"),
    "Target": ("HGNC", "NCBIGene", "UniProtKB", "ENSEMBL", "FPLX", "MESH"),
    "Disease": ("MONDO", "MESH", "DOID", "OMIM", "ORPHANET", "HP", "NCIT", "EFO"),
    "Pathway": ("REACT", "GO", "WIKIPATHWAYS", "KGP"),
    "Role": ("CHEBI", "MESH", "KGR"),
    "CellLine": ("CVCL",),
    "Organism": ("NCBITaxon",),
}
"""Node label -> namespaces the lexicon has ids in."""

BARE = frozenset({"MESH", "NCBIGene", "NCBITaxon"})
"""Namespaces whose ids PubTator files print without a prefix, as BC5CDR, NCBI Disease, BioRED and GNormPlus do
(``D006528``, ``2475``).
"""

OF_ONE_SPECIES = frozenset({"NCBIGene", "UniProtKB", "ENSEMBL"})
"""Namespaces in which the genes of two species have two ids, so that the human one does not stand for another."""

WantedNamespaces = Mapping[str, tuple[str, ...]]
"""Node label -> namespaces, the first that has an id counts."""

_LABELS = {name.lower(): label for label, printed in PUBTATOR_TYPES.items() for name in (label, printed)}


def read_namespaces(text: str) -> dict[str, tuple[str, ...]]:
    """``"Disease=MESH|OMIM,Gene=NCBIGene"`` as node label -> namespaces; several namespaces are tried in turn. Empty
    text: nothing.

    Types may be PubTator's or node labels, in any letter case. Raises ConfigError, saying what is allowed.
    """
    wanted: dict[str, tuple[str, ...]] = {}
    for item in filter(None, (part.strip() for part in text.split(","))):
        name, equals, value = (part.strip() for part in item.partition("="))
        if not equals or not name or not value:
            raise ConfigError(
                f'--ids: {item!r} is not TYPE=NAMESPACE: expected e.g. "Disease=MESH,Chemical=MESH,Gene=NCBIGene"'
            )
        label = _LABELS.get(name.lower())
        if label is None:
            raise ConfigError(
                f"--ids: unknown type {name!r}: expected one of {', '.join(sorted(PUBTATOR_TYPES.values()))}"
            )
        if label in wanted:
            raise ConfigError(
                f"--ids: {name} is there twice: to try several namespaces in turn, write {name}=MESH|OMIM"
            )
        wanted[label] = tuple(_namespace(name, label, one.strip()) for one in value.split("|"))
    return wanted


def _namespace(name: str, label: str, printed: str) -> str:
    allowed = NAMESPACES[label]
    found = next((prefix for prefix in allowed if prefix.lower() == printed.lower()), None)
    if found is None:
        raise ConfigError(f"--ids: {name} has no ids in {printed!r}: expected one of {', '.join(allowed)}")
    return found


def namer(lexicon: Lexicon, wanted: WantedNamespaces, *, bare: bool) -> Callable[[Sequence[Candidate], str], str]:
    """A function from a mention's candidates and its node label to the id that is printed.

    The id is empty where the namespace asked for has none. A label that ``wanted`` leaves out keeps the best
    candidate's preferred CURIE. Otherwise there comes first what a candidate's own ``ids`` say, since they name the
    very thing, and then the entity's ids in the order of ``wanted``. For MeSH, whose headings are as broad as indexing
    needs, there is last the heading of the nearest broader entity that has one, as indexers print it.

    Where the best has no id in the namespace, the next candidate of its type counts: it bears the same name (BC5CDR's
    development set: of 112 gold mentions that get a MeSH id only so, 102 get the gold one).

    Where an entity has several ids in a namespace (two MeSH records that are one drug) the first counts, as a list
    would read as a mention of several things: the preferred one, then a MeSH descriptor before a supplementary record,
    then by spelling.

    ``bare``: without the prefix where PubTator files do so. Several things are joined as the corpora do: genes by
    commas, others by bars.
    """

    return _Namer(lexicon, wanted, bare)


class _Namer:
    """Holds what ``namer`` is told."""

    def __init__(self, lexicon: Lexicon, wanted: WantedNamespaces, bare: bool) -> None:
        self._lexicon = lexicon
        self._wanted = wanted
        self._bare = bare

    def __call__(self, candidates: Sequence[Candidate], label: str) -> str:
        if not candidates:
            return ""
        best = candidates[0]
        if label not in self._wanted:
            return best.id
        if own := self._own(best, label):
            return own
        alike = [one for one in candidates if one.type == best.type and one.taxon == best.taxon]
        if found := next((found for one in alike if (found := self._printed(one.id, label, bool(one.taxon)))), ""):
            return found
        return next((found for one in alike if (found := self._broader(one.id, label))), "")

    def _own(self, best: Candidate, label: str) -> str:
        """What a candidate's own ids say: as they are, else, of a list, each in the namespace."""
        for one in best.ids:
            for prefix in self._wanted[label]:
                if found := _all_in(one, prefix, self._bare):
                    return found
            if "|" in one:
                each = [
                    self._printed(part, label, bool(best.taxon)) or self._broader(part, label)
                    for part in one.split("|")
                ]
                if all(each):
                    return _separator(self._wanted[label][0]).join(dict.fromkeys(each))
        return ""

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a namer lives as long as its process
    def _broader(self, curie: str, label: str) -> str:
        if "MESH" not in self._wanted[label]:
            return ""
        heading = broader_heading(self._lexicon, curie, BROADER.get(label, 0))
        return _printed(heading) if heading and self._bare else heading

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a namer lives as long as its process
    def _printed(self, curie: str, label: str, other_species: bool) -> str:
        row = self._lexicon.row(curie)
        known = (curie,) if row is None else (self._lexicon.id(row), *sorted(self._lexicon.xrefs(row), key=closest))
        for prefix in self._wanted[label]:
            if other_species and prefix in OF_ONE_SPECIES and not curie.startswith(prefix + ":"):
                continue
            for one in known:
                if one.startswith(prefix + ":"):
                    return _printed(one) if self._bare else one
        return ""


def _all_in(joined: str, prefix: str, bare: bool) -> str:
    """The CURIEs of a list when all are in one namespace, as they are printed; else nothing."""
    listed = joined.split("|")
    if not all(one.startswith(prefix + ":") for one in listed):
        return ""
    return _separator(prefix).join(_printed(one) if bare else one for one in listed)


def _separator(prefix: str) -> str:
    return "," if prefix == "NCBIGene" else "|"


def _printed(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    if prefix == "CVCL":
        return f"CVCL_{local}"
    return local if prefix in BARE else curie
