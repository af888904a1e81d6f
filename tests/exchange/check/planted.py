"""Faults planted in N-Quads: a line that is there is changed, left out or doubled, each at a subject of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

V, B = "<https://example.org/kg/vocab/", "<https://w3id.org/biolink/vocab/"
RDF, RDFS = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#", "<http://www.w3.org/2000/01/rdf-schema#"
PROV, XSD = "<http://www.w3.org/ns/prov#", "<http://www.w3.org/2001/XMLSchema#"
NOWHERE = "<https://example.org/kg/evidence/none>"
CLAIM, PIECE = "/assertion/", "/evidence/"


@dataclass(frozen=True, slots=True)
class Plant:
    """``find`` (a pattern of a line) becomes ``put``, at a subject whose IRI holds ``at``. What has to be found:
    ``property`` and a piece of ``found``. ``every``: all lines of that subject that fit; ``beside``: the line stays,
    and the other comes beside it; ``core``: SHACL finds it too, at the same subject.
    """

    find: str
    put: str
    property: str
    found: str
    at: str = ""
    every: bool = False
    beside: bool = False
    core: bool = True


PLANTS: dict[str, Plant] = {
    "a tier that is none": Plant(rf'{V}tier> "[^"]*"', f'{V}tier> "phase-9"', "kgv:tier", '"phase-9"', PIECE),
    "a polarity that is none": Plant(rf'{V}polarity> "[^"]*"', f'{V}polarity> "good"', "kgv:polarity", '"good"', PIECE),
    "nobody is credited": Plant(rf'{V}attribution> "[^"]*"', f'{V}attribution> "us"', "kgv:attribution", '"us"', PIECE),
    "a flag that is none": Plant(rf'{V}flag> "[^"]*"', f'{V}flag> "odd"', "kgv:flag", '"odd"', PIECE),
    "a comparator that is no word": Plant(
        rf"{V}comparator> \S+( \S+)*? <", f'{V}comparator> "hope" <', "kgv:comparator", '"hope"', PIECE
    ),
    "a section that is none": Plant(
        rf'{B}supporting_text_section_type> "[^"]*"', f'{B}supporting_text_section_type> "footnote"',
        "biolink:supporting_text_section_type", '"footnote"', PIECE,
    ),
    "a truth value as text": Plant(
        rf'{B}negated> "false"\S+', f'{B}negated> "false"', "biolink:negated", '"false"', CLAIM
    ),
    "a score above one": Plant(
        rf'{B}extraction_confidence_score> "[^"]*"', f'{B}extraction_confidence_score> "1.5"',
        "biolink:extraction_confidence_score", '"1.5"', PIECE,
    ),
    "a count that is no number": Plant(
        rf'{B}evidence_count> "[^"]*"', f'{B}evidence_count> "two"', "biolink:evidence_count", '"two"', CLAIM
    ),
    "a relation that is none": Plant(
        rf'{V}relation> "[^"]*"', f'{V}relation> "CURES"', "kgv:relation", '"CURES"', CLAIM
    ),
    "a relation with another predicate": Plant(
        rf'{V}relation> "STUDIED_FOR"', f'{V}relation> "CAUSES"', "rdf:predicate", "biolink:", CLAIM
    ),
    "a level that is none": Plant(
        rf'{B}knowledge_level> "[^"]*"', f'{B}knowledge_level> "guess"', "biolink:knowledge_level", '"guess"', "/fact/"
    ),
    "an agent that does not fit": Plant(
        rf'{B}agent_type> "[^"]*"', f'{B}agent_type> "manual_agent"', "biolink:agent_type", "manual_agent", CLAIM
    ),
    "a source that is no resource": Plant(
        rf"{B}primary_knowledge_source> \S+", f"{B}primary_knowledge_source> <http://a.org/b>",
        "biolink:primary_knowledge_source", "http://a.org/b", CLAIM,
    ),
    "a claim without evidence": Plant(rf"{B}has_evidence>", "", "biolink:has_evidence", "nothing", CLAIM, every=True),
    "evidence that is not there": Plant(
        rf"{B}has_evidence> \S+", f"{B}has_evidence> {NOWHERE}", "biolink:has_evidence", "none", CLAIM, beside=True
    ),
    "evidence of no publication": Plant(
        rf"{PROV}wasDerivedFrom>", "", "prov:wasDerivedFrom", "nothing", PIECE, every=True
    ),
    "evidence of something else": Plant(
        rf"{PROV}wasDerivedFrom> \S+", f"{PROV}wasDerivedFrom> {NOWHERE}", "prov:wasDerivedFrom", "none", PIECE
    ),
    "evidence without text": Plant(rf"{B}supporting_text>", "", "biolink:supporting_text", "nothing", PIECE),
    "an offset behind the text": Plant(
        rf'{B}object_location_in_text> "[^"]*"', f'{B}object_location_in_text> "50000"',
        "biolink:object_location_in_text", "50000", PIECE,
    ),
    "one offset alone": Plant(
        rf"{B}subject_location_in_text>", "", "biolink:subject_location_in_text", "1 value", PIECE
    ),
    "a start behind the end": Plant(rf'{V}start> "[^"]*"', f'{V}start> "999999"', "kgv:start", "999999", PIECE),
    "a first year after the last": Plant(
        rf'{V}first_year> "[^"]*"', f'{V}first_year> "2999"', "kgv:first_year", "2999", CLAIM
    ),
    "an entity without a name": Plant(rf"{RDFS}label>", "", "rdfs:label", "nothing", "/obo/CHEBI_"),
    "an entity of two names": Plant(
        rf'{RDFS}label> "[^"]*"', f'{RDFS}label> "other"', "rdfs:label", "2 values", "/obo/MONDO_", beside=True
    ),
    "a category beside the class": Plant(
        rf"{B}category> \S+", f"{B}category> {B}Pathway>", "biolink:category", "biolink:Pathway", "/hgnc/"
    ),
    "a class that is none": Plant(
        rf"{RDF}type> \S+", f"{RDF}type> {B}Cure>", "rdf:type", "biolink:Cure", "/cellosaurus/"
    ),
    "a disease with the class of drugs": Plant(
        rf"> {B}Disease>", f"> {B}ChemicalEntity>", "prefix", "MONDO", "/obo/MONDO_", every=True
    ),
    "a property that is none": Plant(
        rf'{V}score> "[^"]*"', f'{V}scores> "1"', "kgv:scores", "a property", CLAIM, beside=True
    ),
    "a year that is none": Plant(
        r'<http://purl.org/dc/terms/issued> "[^"]*"', '<http://purl.org/dc/terms/issued> "soon"',
        "dct:issued", '"soon"', "/pubmed/", core=False,  # rdflib takes any text for a gYear
    ),
    "a publication that may be retracted": Plant(rf"{V}retracted>", "", "kgv:retracted", "nothing", "/pubmed/"),
    "a text in a language": Plant(
        rf'{B}supporting_text> ("(?:[^"\\]|\\.)*")', rf"{B}supporting_text> \1@en",
        "biolink:supporting_text", "a text in the language 'en'", PIECE,
    ),
    "a node without a name": Plant(
        rf"{B}publications> \S+", f"{B}publications> _:b", "biolink:publications", "a blank node", CLAIM
    ),
}  # fmt: skip
"""What is planted -> how."""


def planted(lines: list[str], plants: dict[str, Plant], some: bool = False) -> tuple[list[str], dict[str, str]]:
    """Lines with all that is planted, and the subject of each. Fails where there is no place left for one, unless
    ``some`` will do.
    """
    found, used, places = list(lines), set[str](), dict[str, str]()
    for name, plant in plants.items():
        at = [
            number
            for number, line in enumerate(found)
            if plant.at in line.partition(" ")[0] and re.search(plant.find, line) and line.partition(" ")[0] not in used
        ]
        if some and not at:
            continue
        assert at, f"{name}: no place left"
        subject = found[at[0]].partition(" ")[0]
        used.add(subject)
        places[name] = subject[1:-1]
        chosen = [number for number in at if found[number].partition(" ")[0] == subject] if plant.every else at[:1]
        for number in reversed(chosen):
            new = [re.sub(plant.find, plant.put, found[number], count=1)] if plant.put else []
            found[number : number + 1] = [found[number], *new] if plant.beside else new
    return found, places
