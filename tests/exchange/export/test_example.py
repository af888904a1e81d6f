"""The representation, quad by quad: EVOLVE-1 says two things, and only the one it did not deny is a direct edge."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import ids, schema
from tests.exchange.export import sample
from tests.exchange.export.reading_back import by_oxigraph

BASE, BIOLINK, XSD = "https://example.org/kg/", "https://w3id.org/biolink/vocab/", "http://www.w3.org/2001/XMLSchema#"
RDF, PROV = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/ns/prov#"
GRAPH = f"{BASE}graph/run/{sample.RUN}"
EVEROLIMUS, HCC, PMID = (
    "http://purl.obolibrary.org/obo/CHEBI_68478",
    "http://purl.obolibrary.org/obo/MONDO_0007256",
    "http://www.ncbi.nlm.nih.gov/pubmed/25058218",
)
TREATS = f"{BIOLINK}ChemicalOrDrugOrTreatmentToDiseaseOrPhenotypicFeatureAssociation"


def about(path: Path, subject: str) -> dict[str, list[str]]:
    """Predicate -> objects, typed literals as ``value^^type``, of one subject; all of it must be in the run's graph."""
    found: dict[str, list[str]] = {}
    for s, p, o, g in by_oxigraph(path):
        if s[1] == subject:
            assert g == GRAPH
            typed = o[0] == "literal" and o[2] != f"{XSD}string"
            found.setdefault(_short(p[1]), []).append(f"{o[1]}^^{o[2].removeprefix(XSD)}" if typed else o[1])
    return found


def _short(iri: str) -> str:
    names = {
        BIOLINK: "biolink:",
        RDF: "rdf:",
        PROV: "prov:",
        f"{BASE}vocab/": "kg:",
        "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    }
    return next((prefix + iri.removeprefix(base) for base, prefix in names.items() if iri.startswith(base)), iri)


def claim(relation: str, negated: bool) -> str:
    return schema.make_assertion(sample.EVEROLIMUS, relation, sample.HCC, negated=negated, tier="phase-3").id


@pytest.mark.parametrize(
    ("relation", "predicate", "negated", "score", "belief", "original"),
    [
        ("STUDIED_FOR", "in_clinical_trials_for", False, "0.95", "0.95", None),
        ("AMELIORATES", "ameliorates_condition", True, "0.91", "0.665", "http://purl.obolibrary.org/obo/RO_0003307"),
    ],
)
def test_an_assertion_is_exactly_these_quads(
    quads: Path, relation: str, predicate: str, negated: bool, score: str, belief: str, original: str | None
) -> None:
    identifier = claim(relation, negated)
    evidence = [row["id"] for row in sample.contents()["evidence"] if row["assertion"] == identifier]
    expected = {
        "rdf:type": [TREATS],
        "biolink:category": [TREATS],
        "rdf:subject": [EVEROLIMUS],
        "rdf:predicate": [BIOLINK + predicate],
        "rdf:object": [HCC],
        "biolink:negated": ["true^^boolean" if negated else "false^^boolean"],
        "biolink:max_research_phase": ["clinical_trial_phase_3"],
        "biolink:knowledge_level": ["not_provided"],
        "biolink:agent_type": ["text_mining_agent"],
        "biolink:primary_knowledge_source": ["https://w3id.org/biolink/infores/pubmed"],
        "biolink:aggregator_knowledge_source": ["https://w3id.org/biolink/infores/kg"],
        "biolink:publications": [PMID],
        "biolink:evidence_count": ["1^^integer"],
        "biolink:has_confidence_score": [f"{belief}^^float"],
        "kg:score": [f"{score}^^float"],
        "biolink:has_evidence": [f"{BASE}evidence/{one}" for one in evidence],
        "kg:relation": [relation],
        "kg:best_tier": ["phase-3"],
        "kg:first_year": ["2014^^integer"],
        "kg:latest_year": ["2014^^integer"],
    }
    if original:
        expected["biolink:original_predicate"] = [original]
    assert about(quads, f"{BASE}assertion/{identifier}") == expected
    assert len(evidence) == 1


def test_evidence_is_exactly_these_quads(quads: Path) -> None:
    identifier = next(row["id"] for row in sample.contents()["evidence"] if row["text"] == sample.NULL_TEXT)
    assert about(quads, f"{BASE}evidence/{identifier}") == {
        "rdf:type": [f"{BIOLINK}TextMiningStudyResult"],
        "biolink:category": [f"{BIOLINK}TextMiningStudyResult"],
        "biolink:supporting_text": [sample.NULL_TEXT],
        # counted in the supporting text, though the sentence starts at character 100 of the document
        "biolink:subject_location_in_text": ["0^^integer", "10^^integer"],
        "biolink:object_location_in_text": ["70^^integer", "73^^integer"],
        "kg:start": ["100^^integer"],
        "kg:end": ["173^^integer"],
        "biolink:extraction_confidence_score": ["0.91^^float"],
        "biolink:supporting_document_year": ["2014^^integer"],
        "biolink:supporting_text_section_type": ["conclusions"],
        "kg:rule": ["r1"],
        "kg:cue": ["did not improve"],
        "kg:tier": ["phase-3"],
        "kg:polarity": ["null"],
        "kg:attribution": ["drug"],
        "prov:wasDerivedFrom": [PMID],
        "prov:wasGeneratedBy": [f"{BASE}run/{sample.RUN}"],
    }


def test_only_the_claim_that_is_not_negated_is_a_bare_triple(quads: Path) -> None:
    between = {(p[1], g) for s, p, o, g in by_oxigraph(quads) if s[1] == EVEROLIMUS and o[1] == HCC}
    assert between == {(f"{BIOLINK}in_clinical_trials_for", GRAPH)}


def _objects(path: Path, subject: str, predicate: str) -> set[str]:
    return {o[1] for s, p, o, _ in by_oxigraph(path) if s[1] == subject and p[1] == predicate}


def _evidence(text: str) -> str:
    id_ = next(row["id"] for row in sample.contents()["evidence"] if row["text"].startswith(text))
    return f"{BASE}evidence/{id_}"


def test_an_argument_outside_the_sentence_has_no_location(quads: Path) -> None:
    said = _evidence("Sorafenib helped. HCC.")
    assert _objects(quads, said, f"{BIOLINK}subject_location_in_text") == {"0", "9"}
    assert _objects(quads, said, f"{BIOLINK}object_location_in_text") == set()
    assert _objects(quads, said, f"{BASE}vocab/flag") == {"protocol", "retracted"}


def test_a_combination_names_its_partners_and_trials(quads: Path) -> None:
    said = _evidence("In HCC")
    assert _objects(quads, said, f"{BASE}vocab/attribution") == {"combination"}
    assert _objects(quads, said, f"{BASE}vocab/partner") == {EVEROLIMUS}
    assert _objects(quads, said, f"{BASE}vocab/trial") == {
        "http://identifiers.org/clinicaltrials/NCT00000001",
        "ISRCTN 7",
    }
    assert _objects(quads, said, f"{BASE}vocab/result_text") == {"Tumours shrank.\u2028"}


def test_the_details_of_a_study_are_said_and_only_drugs_are_iris(quads: Path) -> None:
    said = _evidence("Everolimus was tested in patients")
    assert _objects(quads, said, f"{BASE}vocab/comparator") == {"http://purl.obolibrary.org/obo/CHEBI_50924", "placebo"}
    assert _objects(quads, said, f"{BASE}vocab/endpoint") == {"overall survival"}
    assert _objects(quads, said, f"{BASE}vocab/figure") == {"7.6 vs 7.3 months", "HR 1.05; 95% CI 0.86-1.27"}
    assert _objects(quads, said, f"{BASE}vocab/setting") == {"second-line"}
    for detail in ("comparator", "endpoint", "figure", "setting"):
        assert _objects(quads, _evidence("In HCC"), f"{BASE}vocab/{detail}") == set()


def test_offsets_count_characters_that_take_several_bytes(quads: Path) -> None:
    row = next(row for row in sample.contents()["evidence"] if row["text"].startswith("In HCC"))
    (text,) = _objects(quads, _evidence("In HCC"), f"{BIOLINK}supporting_text")
    start, end = sorted(int(n) for n in _objects(quads, _evidence("In HCC"), f"{BIOLINK}subject_location_in_text"))
    assert text == row["text"] and text[start:end] == "sorafenib"


def test_a_publication_carries_title_year_doi_and_whether_it_was_retracted(quads: Path) -> None:
    other, issued = "http://www.w3.org/2004/02/skos/core#exactMatch", "http://purl.org/dc/terms/issued"
    assert _objects(quads, PMID, "http://www.w3.org/2000/01/rdf-schema#label") == {
        "Everolimus after failure of sorafenib"
    }
    assert _objects(quads, PMID, issued) == {"2014"}
    assert _objects(quads, PMID, other) == {"https://doi.org/10.1001/jama.2014.7189"}
    assert _objects(quads, PMID, f"{BASE}vocab/retracted") == {"false"}
    withdrawn = "http://www.ncbi.nlm.nih.gov/pubmed/2"
    assert (
        _objects(quads, withdrawn, f"{BASE}vocab/retracted")
        == _objects(quads, withdrawn, f"{BIOLINK}deprecated")
        == {"true"}
    )
    odd = "http://www.ncbi.nlm.nih.gov/pubmed/1"
    assert _objects(quads, odd, other) == {
        "https://doi.org/10.1000/odd%3Cid%3E%25zz#a%23b",
        "http://identifiers.org/pmc/PMC77",
    }


def test_cross_references_are_exact_matches_and_unknown_ones_are_kept_as_text(quads: Path) -> None:
    assert _objects(quads, EVEROLIMUS, "http://www.w3.org/2004/02/skos/core#exactMatch") == {
        "http://identifiers.org/drugbank/DB01590", "http://id.nlm.nih.gov/mesh/D000068338",
    }  # fmt: skip
    assert _objects(quads, EVEROLIMUS, f"{BIOLINK}xref") == {"UMLS:C0541315"}


def test_the_run_is_an_activity_that_used_its_versions(quads: Path) -> None:
    used = _objects(quads, f"{BASE}run/{sample.RUN}", f"{PROV}used")
    assert used == {f"{BASE}version/kg/0.1.0", f"{BASE}version/ontologies%2Fmondo/2026-01"}
    assert _objects(quads, f"{BASE}run/{sample.RUN}", f"{RDF}type") == {f"{PROV}Activity"}


def test_a_curated_fact_says_who_says_so_under_which_licence(quads: Path) -> None:
    facts = {row["id"]: row for row in sample.contents()["edges"] if row.get("reference")}
    fda = next(identifier for identifier, row in facts.items() if row["reference"].startswith("FDA"))
    subject = f"{BASE}fact/{fda}"
    assert _objects(quads, subject, f"{BIOLINK}knowledge_level") == {"knowledge_assertion"}
    assert _objects(quads, subject, f"{BIOLINK}agent_type") == {"manual_agent"}
    assert _objects(quads, subject, "http://purl.org/dc/terms/source") == {"FDA label: Afinitor"}
    assert _objects(quads, subject, "http://purl.org/dc/terms/license") == {"https://spdx.org/licenses/MIT"}
    assert _objects(quads, subject, f"{BIOLINK}object_direction_qualifier") == {"decreased"}
    assert {g for s, *_, g in by_oxigraph(quads) if s[1] == subject} == {f"{BASE}graph/ontology/curated"}
    family = f"{BASE}fact/" + next(
        identifier for identifier, row in facts.items() if row["reference"].startswith("PMID")
    )
    assert _objects(quads, family, f"{BIOLINK}publications") == {"http://www.ncbi.nlm.nih.gov/pubmed/12150925"}


def test_the_hierarchy_is_bare_in_each_graph_and_not_reified(quads: Path) -> None:
    parent = "http://purl.obolibrary.org/obo/MONDO_0004992"
    found = {(p[1], g) for s, p, o, g in by_oxigraph(quads) if s[1] == HCC and o[1] == parent}
    assert found == {
        ("http://www.w3.org/2000/01/rdf-schema#subClassOf", f"{BASE}graph/ontology/{name}")
        for name in ("mondo", "doid")
    }
    assert not {
        s
        for s, p, o, _ in by_oxigraph(quads)
        if p[1] == f"{RDF}object" and o[1] == parent and s[1].startswith(f"{BASE}fact/")
    }


def test_names_minted_here_and_their_curies_are_the_same() -> None:
    for prefix, kind in (
        ("KGA", "assertion"),
        ("KGE", "evidence"),
        ("KGF", "fact"),
        ("KGRUN", "run"),
        ("KGV", "vocab"),
    ):
        assert ids.iri(f"{prefix}:x1") == ids.minted(kind, "x1")
