"""The shapes as SHACL: they are Turtle, and pySHACL finds with them what ``kg check`` finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib

from kg import ids, paths, schema
from kg.dataset import curation
from kg.exchange.check import shacl, shapes
from kg.exchange.check.checking import check
from kg.exchange.check.shapes import short
from kg.exchange.export import EXPORTS
from kg.model import FLAGS, POLARITIES, TIERS
from tests.exchange.check.planted import PLANTS, planted
from tests.exchange.export import sample

SH = rdflib.Namespace(shacl.SHACL)


@pytest.fixture(scope="module")
def page() -> rdflib.Graph:
    return rdflib.Graph().parse(paths.data("ontologies", "shapes.ttl"), format="turtle")


def test_the_page_is_that_of_the_code_and_two_parsers_read_the_same(page: rdflib.Graph) -> None:
    text = paths.data("ontologies", "shapes.ttl").read_text(encoding="utf-8")
    assert text == shacl.turtle().rstrip("\n") + "\n"
    assert len(page) == len(list(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)))


def test_closed_lists_are_those_of_the_model(page: rdflib.Graph) -> None:
    def among(path: str) -> set[tuple[str, ...]]:
        lists = page.query(
            "PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT ?list { ?p sh:path ?path ; sh:in ?list }",
            initBindings={"path": rdflib.URIRef(shapes.iri(path))},
        )
        return {tuple(str(one) for one in page.items(row[0])) for row in lists}

    assert among("kgv:tier") == {TIERS} and among("kgv:polarity") == {POLARITIES}
    flags = tuple(sorted((*FLAGS, *curation.FLAGS)))
    assert among("kgv:flag") == {flags, tuple(one for one in flags if one != curation.ACCEPTED)}
    assert among("kgv:attribution") == {("drug", "combination", "comparator")}
    assert tuple(schema.relations()) in among("kgv:relation")


def test_every_class_and_property_of_an_export_has_its_shape(page: rdflib.Graph, dataset: Path, tmp_path: Path) -> None:
    EXPORTS["ntriples"](dataset, tmp_path / "graph.nt")
    graph = rdflib.Graph().parse(tmp_path / "graph.nt")
    targets = set(page.objects(None, SH.targetClass))
    kinds = set(graph.objects(None, rdflib.RDF.type)) - {rdflib.URIRef(shapes.DESCRIBED[1])}
    assert kinds <= targets
    named = {*page.objects(None, SH.path), *page.objects(None, SH.targetSubjectsOf)}
    ignored = {one for shape in page.objects(None, SH.ignoredProperties) for one in page.items(shape)}
    described = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(shapes.DESCRIBED[0])))
    used = {p for s, p, _ in graph if s not in described and "/dataset/" not in str(s)}
    assert used <= named | ignored


def test_another_base_is_in_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "base_iri", lambda: "https://kg.my-lab.org/")
    assert "@prefix kgv: <https://kg.my-lab.org/vocab/> ." in shacl.turtle()


def test_pyshacl_finds_what_is_planted_and_what_kg_check_finds(page: rdflib.Graph, tmp_path: Path) -> None:
    """The independent peer, on a graph with a few good claims and all that can be planted in it."""
    pyshacl: Any = pytest.importorskip("pyshacl")
    EXPORTS["ntriples"](few_claims(tmp_path / "few"), tmp_path / "graph.nt")
    lines = (tmp_path / "graph.nt").read_text(encoding="utf-8").split("\n")[:-1]
    sown = {name: plant for name, plant in PLANTS.items() if plant.core}
    changed, places = planted(lines, sown, some=True)
    assert len(places) > 20
    (tmp_path / "wrong.nt").write_text("\n".join(changed) + "\n", encoding="utf-8")
    conforms, report, _ = pyshacl.validate(rdflib.Graph().parse(tmp_path / "wrong.nt"), shacl_graph=page)
    found = {ids.identifier_of(str(one), "entity") for one in report.objects(None, SH.focusNode)}
    ours = {one.place for one in check([str(tmp_path / "wrong.nt")]).faults}
    assert not conforms and {short(one) for one in places.values()} <= found
    assert found <= ours


def few_claims(folder: Path) -> Path:
    """The sample with a part of its claims: pySHACL takes long for each."""
    rows = sample.held_by("rdfxml")
    rows["assertions"] = rows["assertions"][:20]
    kept = {row["id"] for row in rows["assertions"]}
    rows["evidence"] = [row for row in rows["evidence"] if row["assertion"] in kept]
    return sample.write(folder, rows)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.write(tmp_path_factory.mktemp("shaped"), sample.held_by("rdfxml"))
