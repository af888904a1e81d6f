"""RDF 1.2, SSSOM and nanopublications: what is particular to each, read by parsers of others."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
import rdflib
import yaml

from kg import ids
from kg.errors import ConfigError
from kg.exchange.check.checking import check
from kg.exchange.export import EXPORTS
from kg.exchange.export.nanopub import NP
from kg.exchange.export.report import ExportOptions
from kg.exchange.exporting import export_dataset
from kg.exchange.importing import import_files
from tests.exchange.curated import CuratedDataset
from tests.exchange.export import sample

VOID = "http://rdfs.org/ns/void#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def written(name: str, dataset: Path, **options: Any) -> bytes:
    out = io.BytesIO()
    EXPORTS[name](dataset, out, options=ExportOptions(**options))
    return out.getvalue()


# --- RDF 1.2 ---------------------------------------------------------------------------------------------------------


def test_rdf12_says_what_turtle_says_with_a_triple_term_for_each_claim(dataset: Path) -> None:
    told: set[tuple[str, str, str]] = set()
    reified = 0
    for quad in ox.parse(written("rdf12", dataset), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.object, ox.Triple):
            assert quad.predicate.value == f"{RDF}reifies"
            reified += 1
            for end in ("subject", "predicate", "object"):
                told.add((str(quad.subject), f"<{RDF}{end}>", str(getattr(quad.object, end))))
        else:
            told.add((str(quad.subject), str(quad.predicate), str(quad.object)))
    plain = {
        (str(quad.subject), str(quad.predicate), str(quad.object))
        for quad in ox.parse(written("turtle", dataset), format=ox.RdfFormat.TURTLE)
    }
    # a triple term is one statement where three were, and the description counts statements
    assert {one for one in told if VOID not in one[1]} == {one for one in plain if VOID not in one[1]}
    assert reified == len({one[0] for one in plain if one[1] == f"<{RDF}predicate>"}) > 30


def test_rdf12_is_checked_as_it_is_written_and_counts_its_statements(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_bytes(written("rdf12", dataset))
    assert check([str(tmp_path / "graph.ttl")]).total == 0
    quads = list(ox.parse(path=str(tmp_path / "graph.ttl"), format=ox.RdfFormat.TURTLE))
    described = {
        str(quad.subject) for quad in quads if "/graph/" in str(quad.subject) or "/dataset/" in str(quad.subject)
    }
    (counted,) = [
        quad.object.value
        for quad in quads
        if quad.predicate.value == f"{VOID}triples" and "/property/" not in str(quad.subject)
    ]
    assert int(counted) == sum(str(quad.subject) not in described for quad in quads)
    made = import_files([(tmp_path / "graph.ttl", "turtle")], tmp_path / "again", partial=True)
    assert made.counts["assertions"] == pq.read_metadata(dataset / "tables" / "assertions.parquet").num_rows


def test_a_denied_claim_is_reified_and_not_asserted_in_rdf12(dataset: Path) -> None:
    store = ox.Store()
    store.load(written("rdf12", dataset), format=ox.RdfFormat.TURTLE)
    denied = store.query(
        f"SELECT ?s ?p ?o {{ ?claim <{RDF}reifies> <<( ?s ?p ?o )>> ; <{ids.iri('biolink:negated')}> true }}"
    )
    rows = {tuple(one.value for one in row) for row in denied}  # type: ignore[union-attr]
    failed = (ids.iri(sample.EVEROLIMUS), ids.iri("biolink:ameliorates_condition"), ids.iri(sample.HCC))
    assert failed in rows
    assert not store.query(f"ASK {{ <{failed[0]}> <{failed[1]}> <{failed[2]}> }}")


# --- SSSOM -----------------------------------------------------------------------------------------------------------


def test_sssom_is_a_header_of_yaml_and_a_table(dataset: Path) -> None:
    text = written("sssom", dataset).decode()
    head = yaml.safe_load("\n".join(line[2:] for line in text.split("\n") if line.startswith("# ")))
    assert {"mapping_set_id", "license", "curie_map", "mapping_set_version"} <= set(head)
    table = [line for line in text.split("\n") if not line.startswith("#")]
    rows = list(csv.DictReader(table, dialect="excel-tab"))
    assert {(row["subject_id"], row["object_id"]) for row in rows} == {
        (sample.EVEROLIMUS, "DRUGBANK:DB01590"),
        (sample.EVEROLIMUS, "MESH:D000068338"),
        (sample.HCC, "DOID:684"),
    }
    for row in rows:
        assert row["predicate_id"] == "skos:exactMatch" and row["mapping_justification"] == "semapv:UnspecifiedMatching"
        for curie in (row["subject_id"], row["predicate_id"], row["object_id"], row["mapping_justification"]):
            assert curie.partition(":")[0] in head["curie_map"]
        assert head["curie_map"][row["object_id"].partition(":")[0]] + row["object_id"].partition(":")[2] == ids.iri(
            row["object_id"]
        )
    assert {row["license"] for row in rows} == {"https://spdx.org/licenses/CC-BY-4.0"}
    assert {row["mapping_provider"].rpartition("/")[2] for row in rows} == {"chebi", "mondo"}


def test_sssom_counts_what_has_no_prefix_and_keeps_cells_whole(tmp_path: Path) -> None:
    rows = sample.contents()
    rows["entities"][0]["name"] = 'a\t"quoted"\nname'
    out = io.BytesIO()
    counts = EXPORTS["sssom"](sample.write(tmp_path, rows), out)
    assert counts == {"mappings": 3, "cross-references left out": 1}  # UMLS
    table = [line for line in out.getvalue().decode().split("\n") if not line.startswith("#")]
    assert next(csv.DictReader(table, dialect="excel-tab"))["subject_label"] == 'a "quoted" name'


# --- nanopublications ------------------------------------------------------------------------------------------------


def well_formed(store: ox.Store) -> int:
    """The structural rules of https://nanopub.net/guidelines/working_draft/ held against every nanopublication."""
    types = [quad for quad in store if str(quad.object) == f"<{NP}Nanopublication>"]
    used = set[str]()
    for quad in types:
        this, head = quad.subject, quad.graph_name
        named = [head]
        for part in ("hasAssertion", "hasProvenance", "hasPublicationInfo"):
            (link,) = store.quads_for_pattern(this, ox.NamedNode(f"{NP}{part}"), None, head)
            named.append(link.object)
        assert len({str(one) for one in (*named, this)}) == 5
        assert len(list(store.quads_for_pattern(None, None, None, head))) == 4
        _, assertion, provenance, published = named
        for graph in named:
            assert list(store.quads_for_pattern(None, None, None, graph))
        assert list(store.quads_for_pattern(assertion, None, None, provenance))
        assert list(store.quads_for_pattern(this, None, None, published))
        assert not used & {str(one) for one in named}
        used |= {str(one) for one in named}
    assert {str(graph) for graph in store.named_graphs()} == used
    assert not list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    return len(types)


def test_nanopublications_are_well_formed_and_two_parsers_read_the_same(dataset: Path) -> None:
    text = written("nanopub", dataset, creator="https://orcid.org/0000-0002-1825-0097", created="2026-12-01")
    store = ox.Store()
    store.load(text, format=ox.RdfFormat.TRIG)
    claims = sample.contents()["assertions"]
    assert well_formed(store) == len(claims)
    other = rdflib.Dataset()
    other.parse(data=text.decode(), format="trig")
    assert len(list(other.quads((None, None, None, None)))) == len(store)
    created = list(store.quads_for_pattern(None, ox.NamedNode("http://purl.org/dc/terms/created"), None, None))
    assert len(created) == len(claims) and {quad.object.value for quad in created} == {"2026-12-01"}  # type: ignore[union-attr]
    assert len(
        list(store.quads_for_pattern(None, ox.NamedNode(ids.iri("biolink:supporting_text")), None, None))
    ) == len(sample.contents()["evidence"])


def test_the_rules_see_a_nanopublication_that_lacks_a_graph(dataset: Path) -> None:
    store = ox.Store()
    store.load(written("nanopub", dataset), format=ox.RdfFormat.TRIG)
    graph = next(one for one in store.named_graphs() if str(one).endswith("/provenance>"))
    store.remove_graph(graph)
    with pytest.raises(AssertionError):
        well_formed(store)


def test_a_denied_claim_is_a_nanopublication_without_its_triple(dataset: Path) -> None:
    store = ox.Store()
    store.load(written("nanopub", dataset), format=ox.RdfFormat.TRIG)
    for quad in list(store.quads_for_pattern(None, ox.NamedNode(ids.iri("biolink:negated")), None, None)):
        inside = list(store.quads_for_pattern(None, None, None, quad.graph_name))
        bare = [one for one in inside if one.subject != quad.subject]
        assert len(bare) == (0 if quad.object.value == "true" else 1)  # type: ignore[union-attr]


def test_a_claim_of_rejected_or_retracted_evidence_alone_is_no_nanopublication(tmp_path: Path) -> None:
    rows = sample.contents()
    withdrawn, wrong, partly, first = (
        next(row for row in rows["assertions"] if (row["relation"], row["object"]) == ends)
        for ends in (
            ("HAS_ROLE", sample.ROLE),
            ("SUBSTRATE_OF", sample.EGFR),
            ("INHIBITS", sample.MTORC1),
            ("STUDIED_FOR", sample.HCC),
        )
    )
    pieces = {row["assertion"]: row for row in rows["evidence"]}
    pieces[withdrawn["id"]]["flags"] = ["retracted"]
    pieces[wrong["id"]]["flags"] = ["rejected"]
    more = [
        sample.evidence(partly, "PMID:25058218", "X did it to Y.", "X", "Y", flags=["rejected"]),
        # what is left of it is retracted: nothing stands
        sample.evidence(withdrawn, "PMID:25058218", "X did it to Y.", "X", "Y", flags=["rejected"]),
    ]
    rows["evidence"] += more
    out = io.BytesIO()
    counts = EXPORTS["nanopub"](sample.write(tmp_path, rows), out)
    claims, evidence = len(rows["assertions"]), len(rows["evidence"])
    assert counts["nanopublications"] == claims - 2 and counts["evidence"] == evidence - 4
    left_out = {what: number for what, number in counts.items() if what.endswith("left out")}
    assert left_out == {
        "retracted claims left out": 1,
        "rejected claims left out": 1,
        "rejected pieces of evidence left out": 1,
    }
    store = ox.Store()
    store.load(out.getvalue(), format=ox.RdfFormat.TRIG)
    assert well_formed(store) == claims - 2
    said = {quad.subject.value.rpartition("/")[2] for quad in store if isinstance(quad.subject, ox.NamedNode)}
    assert {partly["id"], first["id"]} <= said and not {withdrawn["id"], wrong["id"]} & said
    assert not said & {row["id"] for row in more} and b'"rejected"' not in out.getvalue()
    assert b"rejected_relation" not in out.getvalue()


def test_a_real_rejection_leaves_its_claim_out(curated: CuratedDataset) -> None:
    text = written("nanopub", curated.folder).decode()
    assert curated.rejected not in text and curated.accepted in text and curated.partly in text


def test_one_claim_is_chosen_by_a_query(dataset: Path) -> None:
    claim = sample.contents()["assertions"][1]["id"]
    out = io.BytesIO()
    counts = export_dataset(dataset, "nanopub", out, query="evidence-for-assertion", parameters=[f"assertion={claim}"])
    assert counts["nanopublications"] == 1 and f"KGA:{claim} a ".encode() in out.getvalue()


@pytest.mark.parametrize(
    ("format_", "given", "message"),
    [
        ("turtle", {"creator": "https://a.org/b"}, "--creator and --created are said of nanopublications"),
        ("nanopub", {"creator": "me"}, "--creator 'me': expected an address"),
        ("nanopub", {"created": "yesterday"}, "--created 'yesterday': expected a date"),
        ("nanopub", {"created": "2026-02-30"}, "--created '2026-02-30': expected a date"),
        ("nanopub", {"complete": True}, "nanopub cannot hold all of a dataset"),
        ("rdf12", {"complete": True}, "rdf12 cannot hold all of a dataset"),
    ],
)
def test_who_and_when_are_checked(format_: str, given: dict[str, Any], message: str, dataset: Path) -> None:
    with pytest.raises(ConfigError, match=message):
        export_dataset(dataset, format_, io.BytesIO(), **given)


# --- headings and registrations of publications -------------------------------------------------------------------


def test_headings_and_registrations_of_a_publication_are_said_and_come_back(tmp_path: Path) -> None:
    rows = sample.contents()
    rows["documents"][0] |= {
        "registry_ids": ["CLINICALTRIALS:NCT01035229", "EudraCT 2005-1"],
        "mesh": ["MESH:D006801", "MESH:D051379"],
    }
    path = tmp_path / "graph.nq"
    EXPORTS["nquads"](sample.write(tmp_path / "dataset", rows), path, options=ExportOptions(complete=True))
    said = {
        (quad.predicate.value.rpartition("/")[2], quad.object.value)
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS)
        if str(quad.subject) == f"<{ids.iri('PMID:25058218')}>"
    }
    assert {("registered_as", ids.iri("CLINICALTRIALS:NCT01035229")), ("registered_as", "EudraCT 2005-1")} <= said
    assert {("subject", ids.iri("MESH:D006801")), ("subject", ids.iri("MESH:D051379"))} <= said
    assert import_files([(path, "nquads")], tmp_path / "again").same
