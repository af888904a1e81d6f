"""What RDF of ours has to be like, as data: a rule a property, from ``ontologies/schema.toml`` and the closed lists.

``kg.exchange.check.shacl`` writes these rules as SHACL and ``kg.exchange.check.rdf`` goes through files by them, so
that both say the same. Names are CURIEs, ``kgv:NAME`` is a term of our own. Numbers of values count distinct ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import ids, schema
from kg.dataset import curation
from kg.exchange.export.associations import CLASSES, FALLBACK, PREDICATES, QUALIFIERS
from kg.exchange.export.exported_claims import PHASES
from kg.exchange.export.remainder import ROW
from kg.model import CONTROLS, POLARITIES, SECTIONS, TIERS
from kg.model import FLAGS as READ_FLAGS

ATTRIBUTIONS = ("drug", "combination", "comparator")
"""Whom a result is credited to."""

FLAGS = tuple(sorted((*READ_FLAGS, *curation.FLAGS)))
"""Flags of evidence: of what was read, and of a curator."""

LEVELS = {"not_provided": "text_mining_agent", "knowledge_assertion": "manual_agent"}
"""Knowledge level -> agent type: read from text, and curated."""

STRING, INTEGER, FLOAT = "xsd:string", "xsd:integer", "xsd:float"
BOOLEAN, YEAR, IRI = "xsd:boolean", "xsd:gYear", "IRI"

PUBLICATION, EVIDENCE = "biolink:Publication", "biolink:TextMiningStudyResult"
RUN, VERSION = "prov:Activity", "prov:Entity"
RELATION, REJECTED_RELATION, FLAG = "kgv:relation", "kgv:rejected_relation", "kgv:flag"
HAS_EVIDENCE, REJECTED_EVIDENCE = "biolink:has_evidence", "kgv:rejected_evidence"
DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
DESCRIBED = ("http://rdfs.org/ns/void#Dataset", "http://www.w3.org/ns/dcat#Dataset")


@dataclass(frozen=True, slots=True)
class PropertyRule:
    """What the values of one property are: how many, of which datatype (``IRI`` for none), of which closed list.

    ``classes``: the classes of which the thing that is named is one. ``among``: texts, or CURIEs where ``kind`` is
    ``IRI``. With ``either`` a value is of ``among`` or a thing of ``classes``. ``inverse``: counted are the subjects
    that name this node. ``besides``: another property, counted with it. ``below``: a property whose value is not
    smaller. ``like``: a pattern, the same in Python and in XPath, of a whole text.
    """

    path: str
    least: int = 0
    most: int | None = None
    kind: str = ""
    among: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    starts: str = ""
    filled: bool = False
    either: bool = False
    inverse: bool = False
    besides: str = ""
    below: str = ""
    like: str = ""
    both_or_none: bool = False


@dataclass(frozen=True, slots=True)
class NodeCondition:
    """Of which nodes a rule speaks: those that have a property, with one of ``among`` where that is given. ``holds``:
    of those, or of all others.
    """

    path: str
    among: tuple[str, ...] = ()
    holds: bool = True


@dataclass(frozen=True, slots=True)
class NodeRule:
    """What is said of the nodes of some classes, or of all nodes that have a property of ``having`` or are named by one
    of ``naming``.

    ``closed``: nothing but these properties, and ``besides``, is said of them. ``not_below``: prefixes of other things.
    ``said_twice``: the class is ``biolink:category`` too. ``one_of``: the classes of which a node is one.
    ``when``: it speaks of these nodes alone; such a rule has ``properties`` and nothing else.
    """

    name: str
    help: str
    properties: tuple[PropertyRule, ...]
    classes: tuple[str, ...] = ()
    having: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    closed: bool = False
    besides: tuple[str, ...] = ()
    not_below: tuple[str, ...] = ()
    said_twice: bool = False
    one_of: tuple[str, ...] = ()
    when: NodeCondition | None = None


def _one(path: str, kind: str = STRING, **more: Any) -> PropertyRule:
    return PropertyRule(path, 1, 1, kind, **more)


def _optional(path: str, kind: str = STRING, **more: Any) -> PropertyRule:
    return PropertyRule(path, 0, 1, kind, **more)


def _any(path: str, kind: str = STRING, **more: Any) -> PropertyRule:
    return PropertyRule(path, 0, None, kind, **more)


def _share(path: str) -> PropertyRule:
    return _optional(path, FLOAT, lowest=0, highest=1)


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
        rules.append(_optional(f"biolink:{key}", kind, among=tuple(sorted(values))))
    return (*rules, *(_any(f"biolink:{key}", "") for key in sorted(open_)))


def _entity(label: str) -> NodeRule:
    properties = (
        _one("rdfs:label", filled=True),
        _any("skos:altLabel", filled=True),
        _any("skos:exactMatch", IRI),
        _any("biolink:xref", filled=True),
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
        _optional("rdfs:label", filled=True),
        _optional("dct:issued", YEAR),
        _any("dct:type", filled=True),
        _any("dct:subject", ""),
        _any("kgv:registered_as", ""),
        _any("skos:exactMatch", IRI),
        _optional("kgv:tier", among=TIERS),
        _one("kgv:retracted", BOOLEAN),
        _optional("biolink:deprecated", BOOLEAN, among=("true",)),
    )
    return NodeRule(
        "Publication", "a document that was read", properties, classes=(PUBLICATION,), closed=True, said_twice=True
    )


def _association() -> NodeRule:
    relations = schema.relations()
    ends = _categories(categories())
    properties = (
        _one("rdf:subject", IRI, classes=ends),
        _one("rdf:predicate", IRI, among=predicates()),
        _one("rdf:object", IRI, classes=ends),
        _one("biolink:negated", BOOLEAN),
        _one("biolink:knowledge_level", among=tuple(LEVELS)),
        _one("biolink:agent_type", among=tuple(LEVELS.values())),
        _optional(RELATION, among=tuple(relations)),
        _optional(REJECTED_RELATION, among=tuple(relations)),
        PropertyRule(RELATION, least=1, besides=REJECTED_RELATION),
        _optional(
            "biolink:original_predicate",
            IRI,
            among=tuple(sorted({r.original for r in relations.values() if r.original})),
        ),
        *_qualifiers(),
        _share("biolink:has_confidence_score"),
        _one("biolink:primary_knowledge_source", IRI, starts="infores:"),
        _any("biolink:aggregator_knowledge_source", IRI, starts="infores:"),
        _any("biolink:publications", IRI),
        _optional("kgv:best_tier", among=TIERS),
        _optional("biolink:max_research_phase", among=tuple(sorted(PHASES.values()))),
        _share("kgv:score"),
        _optional("biolink:evidence_count", INTEGER, lowest=0),
        _optional("kgv:first_year", INTEGER, below="kgv:latest_year"),
        _optional("kgv:latest_year", INTEGER),
        _any(HAS_EVIDENCE, IRI, classes=(EVIDENCE,)),
        _any(REJECTED_EVIDENCE, IRI, classes=(EVIDENCE,)),
        _any("dct:license", IRI),
        _any("dct:rights", filled=True),
        _any("dct:source", ""),
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
        _one("biolink:supporting_text", filled=True),
        PropertyRule("biolink:subject_location_in_text", 0, 2, INTEGER, lowest=0, both_or_none=True),
        PropertyRule("biolink:object_location_in_text", 0, 2, INTEGER, lowest=0, both_or_none=True),
        _one("kgv:start", INTEGER, lowest=0, below="kgv:end"),
        _one("kgv:end", INTEGER, lowest=0),
        _share("biolink:extraction_confidence_score"),
        _optional("biolink:supporting_document_year", INTEGER),
        _optional("biolink:supporting_text_section_type", among=SECTIONS),
        _optional("kgv:rule", filled=True),
        _optional("kgv:cue", filled=True),
        _optional("kgv:tier", among=TIERS),
        _optional("kgv:polarity", among=POLARITIES),
        _optional("kgv:attribution", among=ATTRIBUTIONS),
        _optional("kgv:result_text", filled=True),
        _optional("kgv:endpoint", filled=True),
        _optional("kgv:setting", filled=True),
        _any(FLAG, among=FLAGS),
        _optional("kgv:note", filled=True),
        _optional("kgv:judged_by", filled=True),
        _optional("kgv:judged_on", like=DATE),
        _any("kgv:partner", IRI, classes=drugs),
        _any("kgv:comparator", "", among=CONTROLS, classes=drugs, either=True),
        _any("kgv:figure", filled=True),
        _any("kgv:trial", ""),
        _one("prov:wasDerivedFrom", IRI, classes=(PUBLICATION,)),
        _one("prov:wasGeneratedBy", IRI, classes=(RUN,)),
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
    properties = (_one("rdfs:label", filled=True), _any("prov:used", IRI, classes=(VERSION,)))
    return NodeRule("Run", "a run that read documents", properties, classes=(RUN,), closed=True)


def _version() -> NodeRule:
    properties = (_one("rdfs:label", filled=True), _one("dct:hasVersion"))
    return NodeRule("Version", "a version that a run used", properties, classes=(VERSION,), closed=True)


def _described() -> NodeRule:
    properties = (_one("dct:title", filled=True), _any("dct:license", IRI), _any("dct:rights"))
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
