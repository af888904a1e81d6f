"""What RDF of ours has to be like, as data: a rule a property, from ``ontologies/schema.toml`` and the closed lists.

``kg.exchange.check.shacl`` writes these rules as SHACL and ``kg.exchange.check.rdf`` goes through files by them, so
that both say the same. Names are CURIEs, ``kgv:NAME`` is a term of our own. Numbers of values count distinct ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg import ids, schema
from kg.dataset import curation
from kg.exchange.check.shape_rules import (
    BOOLEAN,
    FLOAT,
    INTEGER,
    IRI,
    STRING,
    YEAR,
    NodeCondition,
    NodeRule,
    PropertyRule,
    any_values,
    one_value,
    optional,
    share,
)
from kg.exchange.export.associations import CLASSES, FALLBACK, PREDICATES, QUALIFIERS
from kg.exchange.export.exported_claims import PHASES
from kg.exchange.export.remainder import ROW
from kg.exchange.one_line import one_line
from kg.model import CONTROLS, POLARITIES, SECTIONS, TIERS
from kg.model import FLAGS as READ_FLAGS

ATTRIBUTIONS = ("drug", "combination", "comparator")
"""Whom a result is credited to."""

FLAGS = tuple(sorted((*READ_FLAGS, *curation.FLAGS)))
"""Flags of evidence: of what was read, and of a curator."""

LEVELS = {"not_provided": "text_mining_agent", "knowledge_assertion": "manual_agent"}
"""Knowledge level -> agent type: read from text, and curated."""

PUBLICATION, EVIDENCE = "biolink:Publication", "biolink:TextMiningStudyResult"
RUN, VERSION = "prov:Activity", "prov:Entity"
RELATION, REJECTED_RELATION, FLAG = "kgv:relation", "kgv:rejected_relation", "kgv:flag"
HAS_EVIDENCE, REJECTED_EVIDENCE = "biolink:has_evidence", "kgv:rejected_evidence"
DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
DESCRIBED = ("http://rdfs.org/ns/void#Dataset", "http://www.w3.org/ns/dcat#Dataset")


@cache
def categories() -> dict[str, tuple[str, ...]]:
    """Node label -> its Biolink categories, publications left out: they are documents."""
    return {
        label: tuple(dict.fromkeys((row.category, *(one for _, one in row.category_of))))
        for label, row in schema.entity_types().items()
        if label != "Publication"
    }


def _categories(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for label in labels for one in categories()[label]))


@cache
def predicates_of(relation: str) -> tuple[str, ...]:
    """The predicates of a relation: its own, then those it has by tier."""
    row = schema.relations()[relation]
    return tuple(dict.fromkeys((row.predicate, *(one for _, one in row.predicate_of))))


@cache
def predicates() -> tuple[str, ...]:
    """The predicates of all relations."""
    return tuple(dict.fromkeys(one for name in schema.relations() for one in predicates_of(name)))


@cache
def association_classes() -> tuple[str, ...]:
    """The classes a claim may have, but for those whose closed predicates leave no relation of ours."""
    return tuple(sorted({FALLBACK, *CLASSES.values()}))


def other_prefixes(label: str) -> tuple[str, ...]:
    """Prefixes of ids of other node labels that are none of this one's."""
    rows = schema.entity_types()
    return tuple(
        sorted(
            {one for row in rows.values() for one in row.prefixes if one in ids.prefixes()} - {*rows[label].prefixes}
        )
    )


def _qualifiers() -> tuple[PropertyRule, ...]:
    closed: dict[str, set[str]] = {}
    for row in schema.relations().values():
        for key, value in row.qualifiers:
            closed.setdefault(key, set()).add(value)
    open_ = {"species_context_qualifier", *(name for names in QUALIFIERS.values() for name in names)} - {*closed}
    rules = []
    for key, values in sorted(closed.items()):
        kind = IRI if all(ids.is_curie(one) for one in values) else STRING
        rules.append(optional(f"biolink:{key}", kind, among=tuple(sorted(values))))
    return (*rules, *(any_values(f"biolink:{key}", "") for key in sorted(open_)))


def _entity(label: str) -> NodeRule:
    properties = (
        one_value("rdfs:label", filled=True),
        any_values("skos:altLabel", filled=True),
        any_values("skos:exactMatch", IRI),
        any_values("biolink:xref", filled=True),
    )
    return NodeRule(
        label,
        schema.entity_types()[label].help,
        properties,
        classes=categories()[label],
        closed=True,
        besides=predicates(),
        not_below=other_prefixes(label),
        said_twice=True,
    )


def _publication() -> NodeRule:
    properties = (
        optional("rdfs:label", filled=True),
        optional("dct:issued", YEAR),
        any_values("dct:type", filled=True),
        any_values("dct:subject", ""),
        any_values("kgv:registered_as", ""),
        any_values("skos:exactMatch", IRI),
        optional("kgv:tier", among=TIERS),
        one_value("kgv:retracted", BOOLEAN),
        optional("biolink:deprecated", BOOLEAN, among=("true",)),
    )
    return NodeRule(
        "Publication", "a document that was read", properties, classes=(PUBLICATION,), closed=True, said_twice=True
    )


def _association() -> NodeRule:
    relations = schema.relations()
    ends = _categories(categories())
    properties = (
        one_value("rdf:subject", IRI, classes=ends),
        one_value("rdf:predicate", IRI, among=predicates()),
        one_value("rdf:object", IRI, classes=ends),
        one_value("biolink:negated", BOOLEAN),
        one_value("biolink:knowledge_level", among=tuple(LEVELS)),
        one_value("biolink:agent_type", among=tuple(LEVELS.values())),
        optional(RELATION, among=tuple(relations)),
        optional(REJECTED_RELATION, among=tuple(relations)),
        PropertyRule(RELATION, least=1, besides=REJECTED_RELATION),
        optional(
            "biolink:original_predicate",
            IRI,
            among=tuple(sorted({r.original for r in relations.values() if r.original})),
        ),
        *_qualifiers(),
        share("biolink:has_confidence_score"),
        one_value("biolink:primary_knowledge_source", IRI, starts="infores:"),
        any_values("biolink:aggregator_knowledge_source", IRI, starts="infores:"),
        any_values("biolink:publications", IRI),
        optional("kgv:best_tier", among=TIERS),
        optional("biolink:max_research_phase", among=tuple(sorted(PHASES.values()))),
        share("kgv:score"),
        optional("biolink:evidence_count", INTEGER, lowest=0),
        optional("kgv:first_year", INTEGER, below="kgv:latest_year"),
        optional("kgv:latest_year", INTEGER),
        any_values(HAS_EVIDENCE, IRI, classes=(EVIDENCE,)),
        any_values(REJECTED_EVIDENCE, IRI, classes=(EVIDENCE,)),
        any_values("dct:license", IRI),
        any_values("dct:rights", filled=True),
        any_values("dct:source", ""),
    )
    return NodeRule(
        "Association",
        "a claim read from texts, or a curated fact",
        properties,
        classes=association_classes(),
        closed=True,
        said_twice=True,
    )


_CLAIMED = (
    *(HAS_EVIDENCE, REJECTED_EVIDENCE, REJECTED_RELATION, "biolink:evidence_count"),
    *("kgv:score", "kgv:best_tier", "kgv:first_year"),
)
_READ = PropertyRule("biolink:knowledge_level", among=("not_provided",), kind=STRING)


def _claim() -> NodeRule:
    properties = (
        PropertyRule(HAS_EVIDENCE, least=1),
        PropertyRule("biolink:evidence_count", least=1, lowest=1, kind=INTEGER),
        PropertyRule("biolink:publications", least=1, classes=(PUBLICATION,)),
        _READ,
    )
    return NodeRule(
        "Claim",
        "a claim read from texts: it has evidence, counted",
        properties,
        having=_CLAIMED,
        when=NodeCondition(REJECTED_RELATION, holds=False),
    )


def _rejected_claim() -> NodeRule:
    of_evidence = ("biolink:publications", "biolink:max_research_phase", "kgv:best_tier")
    properties = (
        PropertyRule(RELATION, most=0),
        PropertyRule(HAS_EVIDENCE, most=0),
        PropertyRule(REJECTED_EVIDENCE, least=1),
        PropertyRule("biolink:evidence_count", least=1, lowest=0, highest=0, kind=INTEGER),
        PropertyRule("biolink:has_confidence_score", lowest=0, highest=0, kind=FLOAT),
        PropertyRule("kgv:score", lowest=0, highest=0, kind=FLOAT),
        *(PropertyRule(path, most=0) for path in (*of_evidence, "kgv:first_year", "kgv:latest_year")),
        _READ,
    )
    return NodeRule(
        "RejectedClaim", "a claim whose whole evidence a curator rejected", properties, having=(REJECTED_RELATION,)
    )


def _evidence() -> NodeRule:
    drugs = _categories(("Drug", "Role"))
    properties = (
        one_value("biolink:supporting_text", filled=True),
        PropertyRule("biolink:subject_location_in_text", 0, 2, INTEGER, lowest=0, both_or_none=True),
        PropertyRule("biolink:object_location_in_text", 0, 2, INTEGER, lowest=0, both_or_none=True),
        one_value("kgv:start", INTEGER, lowest=0, below="kgv:end"),
        one_value("kgv:end", INTEGER, lowest=0),
        share("biolink:extraction_confidence_score"),
        optional("biolink:supporting_document_year", INTEGER),
        optional("biolink:supporting_text_section_type", among=SECTIONS),
        optional("kgv:rule", filled=True),
        optional("kgv:cue", filled=True),
        optional("kgv:tier", among=TIERS),
        optional("kgv:polarity", among=POLARITIES),
        optional("kgv:attribution", among=ATTRIBUTIONS),
        optional("kgv:result_text", filled=True),
        optional("kgv:endpoint", filled=True),
        optional("kgv:setting", filled=True),
        any_values(FLAG, among=FLAGS),
        optional("kgv:note", filled=True),
        optional("kgv:judged_by", filled=True),
        optional("kgv:judged_on", like=DATE),
        any_values("kgv:partner", IRI, classes=drugs),
        any_values("kgv:comparator", "", among=CONTROLS, classes=drugs, either=True),
        any_values("kgv:figure", filled=True),
        any_values("kgv:trial", ""),
        one_value("prov:wasDerivedFrom", IRI, classes=(PUBLICATION,)),
        one_value("prov:wasGeneratedBy", IRI, classes=(RUN,)),
        PropertyRule(HAS_EVIDENCE, 1, 1, inverse=True, besides=REJECTED_EVIDENCE),
    )
    return NodeRule(
        "Evidence", "a place where a claim is made", properties, classes=(EVIDENCE,), closed=True, said_twice=True
    )


def _judgements() -> tuple[NodeRule, ...]:
    """What a curator's flag, or none, means for a piece of evidence."""
    rejected = (
        PropertyRule(FLAG, among=tuple(one for one in FLAGS if one != curation.ACCEPTED), kind=STRING),
        PropertyRule(HAS_EVIDENCE, most=0, inverse=True),
    )
    counted = (PropertyRule(REJECTED_EVIDENCE, most=0, inverse=True),)
    unjudged = tuple(PropertyRule(f"kgv:{name}", most=0) for name in curation.COLUMNS)
    return tuple(
        NodeRule(name, help, properties, classes=(EVIDENCE,), when=when)
        for name, help, properties, when in (
            (
                "RejectedEvidence",
                "evidence that a curator rejected is none that its claim has",
                rejected,
                NodeCondition(FLAG, (curation.REJECTED,)),
            ),
            (
                "StandingEvidence",
                "all other evidence is",
                counted,
                NodeCondition(FLAG, (curation.REJECTED,), holds=False),
            ),
            (
                "UnjudgedEvidence",
                "only of judged evidence it is told who judged it, when and why",
                unjudged,
                NodeCondition(FLAG, curation.FLAGS, holds=False),
            ),
        )
    )


def _run() -> NodeRule:
    properties = (one_value("rdfs:label", filled=True), any_values("prov:used", IRI, classes=(VERSION,)))
    return NodeRule("Run", "a run that read documents", properties, classes=(RUN,), closed=True)


def _version() -> NodeRule:
    properties = (one_value("rdfs:label", filled=True), one_value("dct:hasVersion"))
    return NodeRule("Version", "a version that a run used", properties, classes=(VERSION,), closed=True)


def _described() -> NodeRule:
    properties = (one_value("dct:title", filled=True), any_values("dct:license", IRI), any_values("dct:rights"))
    return NodeRule("Described", "the dataset, or one of its graphs", properties, classes=DESCRIBED[:1])


def _typed() -> NodeRule:
    known = (*_categories(categories()), PUBLICATION, EVIDENCE, *association_classes(), RUN, VERSION, *DESCRIBED)
    kinds = PropertyRule("rdf:type", least=1, kind=IRI, among=known)
    return NodeRule(
        "Typed", "every node has a class that is known", (kinds,), having=("rdf:type", "biolink:category", "rdfs:label")
    )


def _ends() -> NodeRule:
    return NodeRule(
        "End",
        "an end of a direct edge is an entity",
        (),
        having=predicates(),
        naming=predicates(),
        one_of=_categories(categories()),
    )


@cache
def node_rules() -> tuple[NodeRule, ...]:
    """Every rule, in the order of the page."""
    entities = tuple(_entity(label) for label in categories())
    claims = (_publication(), _association(), _claim(), _rejected_claim(), _evidence(), *_judgements())
    return (*entities, *claims, _run(), _version(), _described(), _typed(), _ends())


EVERYWHERE = ("rdf:type", "biolink:category", f"kgv:{ROW}")
"""Properties that every node may have: its class, and in a complete export the rest of its row."""


@cache
def relation_rules() -> dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """Relation -> its predicates, and the categories of its subjects and of its objects."""
    return {
        name: (predicates_of(name), _categories(row.subject), _categories(row.object))
        for name, row in schema.relations().items()
    }


@cache
def class_rules() -> dict[str, tuple[str, ...]]:
    """Association class with a closed list of predicates -> that list."""
    return {name: tuple(sorted(found)) for name, found in sorted(PREDICATES.items())}


def iri(name: str) -> str:
    """IRI of a name in these rules. Raises ConfigError for the base."""
    if name.startswith("kgv:"):
        return ids.minted("vocab", name[4:])
    return name if "://" in name else ids.iri(name)


def short(iri: str) -> str:
    """An IRI as it is shown: a CURIE, ``kgv:NAME``, else as it is; cut when it is long."""
    start = ids.minted("vocab", "")
    return one_line(f"kgv:{iri[len(start) :]}" if iri.startswith(start) else ids.curie_of(iri) or iri)
