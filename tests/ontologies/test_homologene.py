"""Groups of genes that descend from one: ids and orthologs of the species that the other sources lack."""

from __future__ import annotations

import io
import lzma
import pickle
import sys
import types
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from kg.errors import OntologyError
from kg.lexicon.taxa import HUMAN, RAT
from kg.ontologies.readers import READERS, frames, openers
from kg.ontologies.terms import SpeciesGene, Terms
from tests.ontologies.tables import given, source, terms

ZEBRAFISH = "NCBITaxon:7955"
GROUPS = (
    (1, 9606, 207, "AKT1"), (1, 10116, 24185, "Akt1"), (1, 7955, 101910198, "akt1"),
    (2, 10116, 500, "Old1"), (2, 9606, 5, "TWO1"), (2, 9606, 6, "TWO2"), (2, 7955, 7, "two"),
    (3, 7955, 8, "LOC8"), (3, 9606, 9999, "NOTINHGNC"), (3, 10116, 501, "Alone"),
)  # fmt: skip


def _terms() -> Terms:
    into = terms(
        ("HGNC:391", "Target", "AKT1", "hgnc"), ("HGNC:5", "Target", "TWO1", "hgnc"),
        xrefs=(("HGNC:391", "NCBIGene:207"), ("HGNC:5", "NCBIGene:5")),
    )  # fmt: skip
    into.genes = [
        SpeciesGene("NCBIGene:207", HUMAN, "HGNC:391", ("AKT1",)),
        SpeciesGene("RGD:2081", RAT, "", ("Akt1", "Pkb")),
        SpeciesGene("RGD:7", RAT, "HGNC:7", ("New1", "Old1", "Akt1")),
        SpeciesGene("RGD:8", RAT, "", ("Elsewhere",)),
        SpeciesGene("RGD:9", RAT, "", ("Namesake", "Akt1")),
    ]
    return into


def _check(into: Terms) -> None:
    found = {gene.names[0]: gene for gene in into.genes}
    assert (found["Akt1"].id, found["Akt1"].human, found["Akt1"].names) == (
        "NCBIGene:24185",
        "HGNC:391",
        ("Akt1", "Pkb"),
    )
    # by a former symbol, but not by one that is another gene's; an ortholog that HGNC gives stays
    assert (found["New1"].id, found["New1"].human) == ("NCBIGene:500", "HGNC:7")
    assert (found["Elsewhere"].id, found["Elsewhere"].human) == ("RGD:8", "")
    assert (found["Namesake"].id, found["Namesake"].human) == ("RGD:9", "")
    assert (found["akt1"].id, found["akt1"].taxon, found["akt1"].human) == ("NCBIGene:101910198", ZEBRAFISH, "HGNC:391")
    # two human genes in its group: neither is the ortholog
    assert found["two"].human == ""
    # of rat and human, which other sources have, none is added; an accession number is no name
    assert set(found) == {"AKT1", "Akt1", "New1", "Elsewhere", "Namesake", "akt1", "two"}


def test_genes_from_ncbis_own_table() -> None:
    into = _terms()
    table = "".join("\t".join(map(str, (*row, 1, "NP_1"))) + "\n" for row in GROUPS)
    READERS["homologene"](source("homologene"), given(groups=table), into)
    _check(into)


def _pickled(monkeypatch: pytest.MonkeyPatch, numbers: npt.NDArray[Any], texts: npt.NDArray[Any]) -> bytes:
    """What pandas 1 pickles a DataFrame as; classes of its names stand for its own."""

    def made(module: str, name: str) -> Any:
        cls = type(
            name, (), {"__module__": module, "__reduce__": lambda self: (type(self), (), self.__dict__["state"])}
        )
        parts = module.split(".")
        for end in range(1, len(parts) + 1):
            package = ".".join(parts[:end])
            monkeypatch.setitem(sys.modules, package, sys.modules.get(package) or types.ModuleType(package))
        setattr(sys.modules[module], name, cls)
        return cls

    base = "pandas.core.indexes.base"
    frame, manager, index = (
        made("pandas.core.frame", "DataFrame"),
        made("pandas.core.internals.managers", "BlockManager"),
        made(base, "Index"),
    )

    def _new_index(cls: type, told: dict[str, object]) -> object:
        raise AssertionError("only its name is pickled")

    _new_index.__module__, _new_index.__qualname__ = base, "_new_Index"
    monkeypatch.setattr(sys.modules[base], "_new_Index", _new_index, raising=False)

    def named(columns: list[str]) -> object:
        made_index = index()
        index.__reduce__ = lambda self: (_new_index, (index, self.told))
        made_index.told = {"data": np.array(columns, dtype=object), "name": None}
        return made_index

    inner, outer = manager(), frame()
    numbered, texted = named(["homology_id", "tax_id", "gene_id"]), named(["gene_symbol"])
    inner.state = ([], [numbers, texts], [numbered, texted], {})
    outer.state = {"_mgr": inner}
    return pickle.dumps(outer, protocol=5)


def test_genes_from_the_packages_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    numbers = np.array([row[:3] for row in GROUPS]).T
    texts = np.array([[row[3] for row in GROUPS]], dtype=object)
    wheel = tmp_path / "a.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("data/homology.pkl.xz", lzma.compress(_pickled(monkeypatch, numbers, texts)))
    into = _terms()
    READERS["homologene"](source("homologene"), {"frame": openers.member(wheel, "data/homology.pkl.xz")}, into)
    _check(into)


class _Runs:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return print, ("it ran",)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (pickle.dumps(_Runs()), "refused to load builtins.print"),
        (pickle.dumps({"a": 1}), "a pickled table is damaged or of another shape"),
        (pickle.dumps({"a": 1})[:-3], "a pickled table is damaged or of another shape"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(OntologyError, match=says):
        frames.columns(lambda: io.BytesIO(content))
    assert "it ran" not in capsys.readouterr().out
