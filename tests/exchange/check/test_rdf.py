"""RDF is gone through: an export has no fault, and each that is planted is found at its place and named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ConfigError, DatasetError, InputError
from kg.exchange.check.checking import check
from kg.exchange.check.faults import Findings
from kg.exchange.check.shapes import short
from kg.exchange.export import EXPORTS
from kg.exchange.export.report import ExportOptions
from kg.pipeline.run import RunResult
from tests.exchange.check.planted import PLANTS, planted
from tests.exchange.export import sample

ENDINGS = {
    "nquads": "nq",
    "ntriples": "nt",
    "trig": "trig",
    "turtle": "ttl.gz",
    "jsonld": "jsonld",
    "rdfxml": "rdf",
}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.write(tmp_path_factory.mktemp("checked"), sample.held_by("rdfxml"))


@pytest.fixture(scope="module")
def lines(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path = tmp_path_factory.mktemp("lines") / "graph.nq"
    EXPORTS["nquads"](dataset, path)
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def checked(lines: list[str], folder: Path) -> Findings:
    path = folder / "graph.nq"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return check([str(path)])


@pytest.mark.parametrize(("name", "complete"), [*((name, False) for name in ENDINGS), ("nquads", True)])
def test_an_export_has_no_fault(name: str, complete: bool, dataset: Path, tmp_path: Path) -> None:
    path = tmp_path / f"graph.{ENDINGS[name]}"
    EXPORTS[name](dataset, path, options=ExportOptions(complete))
    found = check([str(path)])
    assert [str(one) for one in found.faults] == []
    assert found.total == 0 and found.checked["statements"] > 1000 and found.checked["nodes"] > 100


def test_nanopublications_are_refused_in_one_line(dataset: Path, tmp_path: Path) -> None:
    path = tmp_path / "claims.trig"
    EXPORTS["nanopub"](dataset, path)
    with pytest.raises(
        ConfigError, match=r"claims\.trig: holds nanopublications, which are not checked: .*nquads"
    ) as one:
        check([str(path)])
    assert one.value.exit_code == 2 and "\n" not in str(one.value)


def test_what_is_planted_is_found_and_named(lines: list[str], tmp_path: Path) -> None:
    changed, places = planted(lines, PLANTS, some=True)
    found = checked(changed, tmp_path)
    assert len(places) > 25
    for name, place in places.items():
        plant = PLANTS[name]
        assert any(is_it(one, place, plant.property, plant.found) for one in found.faults), name
    assert all("\n" not in str(one) for one in found.faults)


def is_it(fault: Any, place: str, property_: str, found: str) -> bool:
    return bool(fault.place == short(place) and fault.property == property_ and found in fault.found)


@pytest.mark.lexicon
def test_all_of_them_are_found_in_the_worked_example_and_nothing_else(demonstration: RunResult, tmp_path: Path) -> None:
    path = tmp_path / "whole.nq"
    EXPORTS["nquads"](demonstration.dataset, path)
    assert check([str(path)]).total == 0
    changed, places = planted(path.read_text(encoding="utf-8").split("\n")[:-1], PLANTS)
    found = checked(changed, tmp_path)
    assert len(PLANTS) > 20
    for name, plant in PLANTS.items():
        assert any(is_it(one, places[name], plant.property, plant.found) for one in found.faults), name
    # what is wrong with a node is wrong with those that name it, too
    touched = {short(one) for one in places.values()}
    # and the counts of the description are not those of the file any more
    beside = [one for one in found.faults if one.place not in touched and "void" not in one.property]
    assert all(any(name in str(one) for name in touched) or "(named by)" in one.property for one in beside)


def test_a_denied_claim_with_a_direct_edge_is_found_and_a_claim_without_one(lines: list[str], tmp_path: Path) -> None:
    graph = next(line.split(" ")[3] for line in lines if "/assertion/" in line.partition(" ")[0])
    everolimus, hcc = "http://purl.obolibrary.org/obo/CHEBI_68478", "http://purl.obolibrary.org/obo/MONDO_0007256"
    said = f"<{everolimus}> <https://w3id.org/biolink/vocab/ameliorates_condition> <{hcc}>"
    tested = f"<{everolimus}> <https://w3id.org/biolink/vocab/in_clinical_trials_for> <{hcc}>"
    found = checked([f"{said} {graph} .", *(line for line in lines if not line.startswith(tested))], tmp_path)
    assert sorted((one.property, one.found, one.expected) for one in found.faults if "void" not in one.property) == [
        (
            "direct edge",
            "CHEBI:68478 biolink:ameliorates_condition MONDO:0007256",
            "none, as the claim is denied and nothing else says it",
        ),
        (
            "direct edge",
            "none",
            "CHEBI:68478 biolink:in_clinical_trials_for MONDO:0007256, as the claim is not denied",
        ),
    ]
    # what a source says is no claim of a run
    by_source = checked([*lines, f"{said} <https://example.org/kg/graph/ontology/other> ."], tmp_path)
    assert {one.property for one in by_source.faults} == {"void:triples"}


COUNTS = {
    "of all triples": (r"dataset/\w+> <\S+void#triples>", "dataset/5f1c0d2e", "void:triples", "triples"),
    "of a class": (
        r"class/Disease> <\S+void#entities>", "class/Disease", "void:entities", "nodes of the class biolink:Disease",
    ),
    "of a property": (
        r"property/rdf:object> <\S+void#triples>", "property/rdf:object", "void:triples",
        "triples of the property rdf:object",
    ),
}  # fmt: skip
"""A number that a description states -> how its line is found; the place, the property and what a fault says."""


@pytest.mark.parametrize("name", COUNTS)
def test_a_wrong_count_of_the_description_is_named(name: str, lines: list[str], tmp_path: Path) -> None:
    find, place, property_, what = COUNTS[name]
    (line,) = [one for one in lines if re.search(find, one)]
    changed = re.sub(r'"(\d+)"', lambda number: f'"{int(number[1]) + 1}"', line)
    stated = int(re.findall(r'"(\d+)"', line)[0])
    (fault,) = checked([changed if one == line else one for one in lines], tmp_path).faults
    assert fault.place.endswith(place) and fault.property == property_ and fault.found == str(stated + 1)
    assert fault.expected == f"{stated}: so many {what} are in the file"


def test_what_is_taken_away_is_missed_in_every_count_and_a_lost_description_too(
    lines: list[str], tmp_path: Path
) -> None:
    label = next(one for one in lines if "#label>" in one and "/pubmed/" in one)
    found = checked([one for one in lines if one != label], tmp_path)
    assert [(one.property, one.place.rpartition("/")[2]) for one in found.faults] == [
        ("void:triples", sample.RUN),
        ("void:triples", "rdfs:label"),
    ]
    (fault,) = checked([one for one in lines if "/kg/dataset/" not in one.partition(" ")[0]], tmp_path).faults
    assert (fault.property, fault.found) == ("void:triples", "no description of a dataset")


def test_a_giant_iri_is_cut_in_every_fault(lines: list[str], tmp_path: Path) -> None:
    giant = f"http://a/{'x' * 5000}"
    changed = [*lines, f"<{giant}> <{giant}> <{giant}> .", f'<{giant}> <http://a/p> "1"^^<{giant}> .']
    found = checked([line.replace("/pubmed/25058218", f"/pubmed/{giant}") for line in changed], tmp_path)
    assert found.total > 3 and max(len(str(one)) for one in found.faults) < 600
    assert any("xxx..." in one.place for one in found.faults)


def test_a_disease_where_a_drug_belongs_is_found(lines: list[str], tmp_path: Path) -> None:
    subject = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> <http://purl.obolibrary.org/obo/CHEBI_68478>"
    at = next(number for number, line in enumerate(lines) if subject in line and "/assertion/" in line)
    changed = [*lines]
    changed[at] = lines[at].replace("CHEBI_68478", "MONDO_0004992")
    found = checked(changed, tmp_path)
    assert ("rdf:subject", "MONDO:0004992, a biolink:Disease") in {(one.property, one.found) for one in found.faults}


def test_only_the_first_are_kept_and_all_are_counted(lines: list[str], tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("\n".join(line.replace("false", "no") for line in lines) + "\n")
    found = check([str(tmp_path / "graph.nq")], limit=3)
    assert len(found.faults) == 3 < found.total


def test_a_file_that_holds_nothing_or_is_cut_off(lines: list[str], tmp_path: Path) -> None:
    (tmp_path / "blank.nq").write_text("# nothing\n")
    (fault,) = check([str(tmp_path / "blank.nq")]).faults
    assert fault.found == "no statement"
    for name, what in (("empty.nq", "is empty"), ("folder.nq", ""), ("/dev/null", "is no file")):
        (tmp_path / "folder.nq").mkdir(exist_ok=True)
        (tmp_path / "empty.nq").write_text("")
        with pytest.raises((InputError, DatasetError), match=rf"^{tmp_path / name} {what or 'has no run.json'}"):
            check([str(tmp_path / name)], format="nquads")
    (tmp_path / "cut.nq").write_text("\n".join(lines)[:-20])
    with pytest.raises(InputError, match=r"cut.nq:\d+: is not nquads"):
        check([str(tmp_path / "cut.nq")])
    with pytest.raises(InputError, match=r"none.nq does not exist"):
        check([str(tmp_path / "none.nq")])
