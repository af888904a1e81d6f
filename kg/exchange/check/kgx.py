"""KGX files gone through line by line, nodes and edges together: what ``kg export`` writes, or ``kg import`` takes.

Of an export of ours (it has a node of its run) every slot is looked at; of another program's files what Biolink asks
for and what a dataset has a place for. The ids of nodes are held in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg import ids, schema
from kg.dataset import curation
from kg.exchange import foreign_kgx
from kg.exchange.check import shapes
from kg.exchange.check.faults import Findings, one_of
from kg.exchange.check.kgx_counts import KgxCounts
from kg.exchange.export import kgx_tsv
from kg.exchange.export.associations import PREDICATES, QUALIFIERS
from kg.exchange.export.exported_claims import PHASES
from kg.exchange.export.inverse import types
from kg.exchange.export.kgx_inverse import KgxLine, attributes
from kg.exchange.kgx_lines import lines
from kg.model import CONTROLS, POLARITIES, SECTIONS, TIERS
from kg.progress import Progress, unwatched

CLOSED: dict[str, tuple[str, ...]] = {
    "tier": TIERS,
    "polarity": POLARITIES,
    "attribution": shapes.ATTRIBUTIONS,
    "flag": shapes.FLAGS,
}
"""Attribute -> its values."""

BIOLINK_LEVELS = (
    *("knowledge_assertion", "logical_entailment", "prediction", "statistical_association", "observation"),
    *("text_co_occurrence", "not_provided"),
)
"""Knowledge levels of Biolink."""

_OURS = ("biolink:Publication", "biolink:TextMiningStudyResult", "biolink:Activity", "biolink:Attribute")
_ALL_SLOTS = {kind: frozenset(names) for kind, names in kgx_tsv.COLUMNS.items()}
_SINGLE: dict[str, Any] = {
    **dict.fromkeys(kgx_tsv.INTEGERS, int),
    **dict.fromkeys(kgx_tsv.NUMBERS, (int, float)),
    **dict.fromkeys(kgx_tsv.TRUTHS, bool),
}
_NEEDED = ("subject", "predicate", "object", "knowledge_level", "agent_type", "primary_knowledge_source")
_PLACES = ("subject_location_in_text", "object_location_in_text")


@dataclass(slots=True)
class _KgxNodes:
    """Nodes of all files: id -> categories, and evidence that a curator rejected; whether the files are ours and have
    lines of nodes at all.
    """

    known: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)
    ours: bool = False
    any: bool = False


def check_kgx(files: Sequence[tuple[Path, str]], findings: Findings, progress: Progress = unwatched) -> None:
    """Go through KGX files (path, format) as one graph. Raises InputError for a line that cannot be read at all."""
    nodes, seen = _KgxNodes(), set[str]()
    for path, format_ in files:
        for place, line in lines(path, format_):
            identifier = line.get("id")
            if "subject" in line or "object" in line or not isinstance(identifier, str):
                continue
            nodes.any = True
            nodes.ours = nodes.ours or identifier.startswith("KGRUN:")
            if identifier in nodes.known:
                findings.add(place, "id", f"{identifier}, which another node has", "an id of its own")
            nodes.known[identifier] = _texts(line.get("category"))
            if curation.REJECTED in attributes(line).get("flag", []):
                nodes.rejected.add(identifier)
    if not nodes.any:
        findings.notes.append("no file of nodes was given: what edges name is not looked up")
    unknown, counts = 0, KgxCounts()
    for path, format_ in files:
        for number, (place, line) in enumerate(lines(path, format_), 1):
            if number % 4096 == 0:
                progress("lines", 4096, 0)
            is_edge = "subject" in line or "object" in line
            findings.count("edges" if is_edge else "nodes")
            if nodes.ours:
                (counts.edge if is_edge else counts.node)(line)
            if is_edge:
                _edge(place, line, nodes, findings, seen)
            else:
                unknown += _node(place, line, nodes, findings)
    findings.counts += counts.found()
    if unknown:
        findings.notes.append(f"{unknown:,} nodes have an id whose prefix ontologies/prefixes.toml does not know")
    if not findings.checked:
        findings.add(", ".join(str(path) for path, _ in files), "the file", "no line", "nodes or edges of KGX")


def _texts(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(one for one in listed if isinstance(one, str))


def _labels() -> dict[str, str]:
    """Biolink category -> node label, those that an import brings to one of ours counted in."""
    more = {f"biolink:{name}": label for label, names in foreign_kgx.MORE.items() for name in names}
    return {**more, **types()}


def _node(place: str, line: KgxLine, nodes: _KgxNodes, findings: Findings) -> bool:
    """Check a node; whether the prefix of its id is not known."""
    identifier = line.get("id")
    if not isinstance(identifier, str) or ":" not in identifier:
        findings.add(place, "id", repr(identifier), "a CURIE, e.g. MONDO:0007256")
        return False
    categories = _texts(line.get("category"))
    labels = [_labels()[one] for one in categories if one in _labels()]
    if not labels and not set(categories) & set(_OURS):
        findings.add(place, "category", ", ".join(categories) or "nothing", one_of([*types(), *_OURS], 20))
    _slots("nodes", place, line, nodes, findings)
    prefix = identifier.partition(":")[0]
    for label in labels[:1]:
        if label in shapes.categories() and prefix in shapes.other_prefixes(label):
            expected = f"a prefix of a {label}: {one_of(ids_of(label))}"
            findings.add(place, "id", identifier, expected)
    if nodes.ours:
        for category in categories:
            OF_CATEGORY.get(category, _entity)(place, line, nodes, findings)
    return not ids.is_curie(identifier)


def ids_of(label: str) -> tuple[str, ...]:
    """Prefixes of the ids of a node label."""
    return schema.entity_types()[label].prefixes


def _slots(kind: str, place: str, line: KgxLine, nodes: _KgxNodes, findings: Findings) -> None:
    """Slots are known, and their values of the type that they have in Biolink."""
    for name, value in sorted(line.items()):
        if nodes.ours and name not in _ALL_SLOTS[kind]:
            findings.add(place, name, "a slot", f"none that the {kind} of an export do not have")
        for one in value if isinstance(value, list) else [value]:
            wanted = _SINGLE.get(name)
            if wanted and (not isinstance(one, wanted) or (wanted is not bool and isinstance(one, bool))):
                findings.add(place, name, repr(one), _named_type(name))
            elif name in kgx_tsv.NUMBERS and not 0 <= one <= 1:
                findings.add(place, name, str(one), "0 to 1")


def _named_type(name: str) -> str:
    if name in kgx_tsv.TRUTHS:
        return "true or false"
    return "a whole number" if name in kgx_tsv.INTEGERS else "a number"


def _there(
    place: str, slot: str, named: Sequence[str], nodes: _KgxNodes, findings: Findings, category: str = ""
) -> None:
    """What a slot names are nodes, of a category where one is given."""
    if not nodes.any:
        return
    for one in named:
        if one not in nodes.known:
            findings.add(place, slot, one, "a node of the files")
        elif category and category not in nodes.known[one]:
            found = f"{one}, a {', '.join(nodes.known[one]) or 'node without category'}"
            findings.add(place, slot, found, f"a {category}")


def _entity(place: str, line: KgxLine, nodes: _KgxNodes, findings: Findings) -> None:
    if not line.get("name"):
        findings.add(place, "name", "nothing", "a name")


def _publication(place: str, line: KgxLine, nodes: _KgxNodes, findings: Findings) -> None:
    _there(place, "has_attribute", _texts(line.get("has_attribute", [])), nodes, findings, "biolink:Attribute")
    if not line.get("publication_type"):
        findings.add(place, "publication_type", "nothing", "at least one")


def _evidence(place: str, line: KgxLine, nodes: _KgxNodes, findings: Findings) -> None:
    if not _texts(line.get("supporting_text", [])):
        findings.add(place, "supporting_text", "nothing", "the text that says it")
    first = next(iter(_texts(line.get("supporting_text", []))), "")
    for slot in _PLACES:
        offsets = line.get(slot, [])
        if len(offsets) not in (0, 2):
            findings.add(place, slot, str(offsets), "a start and an end")
        elif offsets and not 0 <= offsets[0] < offsets[1] <= len(first):
            findings.add(place, slot, str(offsets), f"a start before an end, 0 to {len(first)}")
    section = line.get("supporting_text_section_type")
    if section is not None and section not in SECTIONS:
        findings.add(place, "supporting_text_section_type", str(section), one_of(SECTIONS))
    _there(place, "xref", _texts(line.get("xref", []))[:1], nodes, findings, "biolink:Publication")
    if not line.get("xref"):
        findings.add(place, "xref", "nothing", "the publication")
    _there(place, "provided_by", _texts(line.get("provided_by", [])), nodes, findings, "biolink:Activity")
    named = _texts(line.get("has_attribute", []))
    _there(place, "has_attribute", named, nodes, findings, "biolink:Attribute")
    said = attributes(line)
    if {*curation.FLAGS} <= {*said.get("flag", [])}:
        findings.add(place, "has_attribute flag", ", ".join(curation.FLAGS), f"{one_of(curation.FLAGS)}, not both")
    for name in ("partner", "comparator"):
        things = [one for one in said.get(name, []) if one not in CONTROLS]
        _there(place, f"has_attribute {name}", things, nodes, findings)


def _attribute(place: str, line: KgxLine, nodes: _KgxNodes, findings: Findings) -> None:
    name = str(line.get("has_attribute_type", "")).removeprefix("KGV:")
    value = line.get("has_qualitative_value")
    closed = tuple(shapes.relation_rules()) if name == "relation" else CLOSED.get(name)
    if closed and value not in closed:
        findings.add(place, f"{name} (has_qualitative_value)", str(value), one_of(closed))


def _nothing(place: str, line: KgxLine, nodes: _KgxNodes, findings: Findings) -> None:
    pass


OF_CATEGORY: dict[str, Callable[[str, KgxLine, _KgxNodes, Findings], None]] = {
    "biolink:Publication": _publication,
    "biolink:TextMiningStudyResult": _evidence,
    "biolink:Attribute": _attribute,
    "biolink:Activity": _nothing,
}
"""Category -> what is checked of a node of our own; of any other it is that of an entity."""


def _edge(place: str, line: KgxLine, nodes: _KgxNodes, findings: Findings, seen: set[str]) -> None:
    identifier = line.get("id")
    if isinstance(identifier, str) and identifier in seen:
        findings.add(place, "id", f"{identifier}, which another edge has", "an id of its own")
    if isinstance(identifier, str):
        seen.add(identifier)
    elif nodes.ours:
        findings.add(place, "id", repr(identifier), "a CURIE")
    for slot in _NEEDED:
        if not isinstance(line.get(slot), str) or not line[slot]:
            findings.add(place, slot, repr(line[slot]) if slot in line else "nothing", "one value")
    _slots("edges", place, line, nodes, findings)
    for slot in ("subject", "object"):
        _there(place, slot, _texts(line.get(slot, [])), nodes, findings)
    predicate = str(line.get("predicate", ""))
    known = {f"biolink:{one}" for one in foreign_kgx.PREDICATES} | {*shapes.predicates()} - {"rdfs:subClassOf"}
    if predicate and predicate not in known:
        findings.add(place, "predicate", predicate, one_of(sorted(known)))
    levels = tuple(shapes.LEVELS) if nodes.ours else BIOLINK_LEVELS
    level = line.get("knowledge_level")
    if level and level not in levels:
        findings.add(place, "knowledge_level", str(level), one_of(levels))
    if nodes.ours:
        _own_edge(place, line, nodes, findings)


def _own_edge(place: str, line: KgxLine, nodes: _KgxNodes, findings: Findings) -> None:
    """What an edge of an export has beside: its association class, its evidence, its relation."""
    for category in _texts(line.get("category", [])) or ("nothing",):
        if category not in shapes.association_classes():
            findings.add(place, "category", category, one_of(shapes.association_classes()))
        elif line.get("predicate") not in PREDICATES.get(category, {line.get("predicate")}):
            expected = f"{one_of(PREDICATES[category])}, as {category} wants"
            findings.add(place, "predicate", str(line.get("predicate")), expected)
        taken = QUALIFIERS.get(category, frozenset()) | {"species_context_qualifier"}
        for slot in sorted(one for one in line if one.endswith(("_qualifier", "qualified_predicate"))):
            if slot not in taken:
                findings.add(place, slot, str(line[slot]), f"none, as {category} has no such slot")
    agent = shapes.LEVELS.get(str(line.get("knowledge_level")), "")
    if agent and line.get("agent_type") not in (agent, None):
        findings.add(
            place, "agent_type", str(line["agent_type"]), f"{agent}, as the knowledge is {line['knowledge_level']}"
        )
    phase = line.get("max_research_phase")
    if phase is not None and phase not in PHASES.values():
        findings.add(place, "max_research_phase", str(phase), one_of(tuple(PHASES.values())))
    if str(line.get("id", "")).startswith("KGA:"):
        _there(place, "publications", _texts(line.get("publications", [])), nodes, findings, "biolink:Publication")
        if not line.get("has_evidence"):
            findings.add(place, "has_evidence", "nothing", "evidence of what was read from text")
        _standing(place, line, nodes, findings)
    evidence = _texts(line.get("has_evidence", []))
    _there(place, "has_evidence", evidence, nodes, findings, "biolink:TextMiningStudyResult")
    named = _texts(line.get("has_attribute", []))
    _there(place, "has_attribute", named, nodes, findings, "biolink:Attribute")
    if not isinstance(line.get("negated"), bool):
        findings.add(place, "negated", repr(line.get("negated")), "true or false")
    _relation(place, line, nodes, findings)


def _standing(place: str, line: KgxLine, nodes: _KgxNodes, findings: Findings) -> None:
    """Nothing is told of the evidence of a claim when all of it was rejected."""
    evidence, count = _texts(line.get("has_evidence", [])), line.get("evidence_count")
    if not evidence or not nodes.known.keys() >= {*evidence}:
        return
    if not nodes.rejected >= {*evidence}:
        if count == 0:
            findings.add(place, "evidence_count", "0", "1 or more, as not all its evidence is rejected")
        return
    for slot, wanted in (("evidence_count", 0), ("has_confidence_score", 0), ("publications", [])):
        if slot in line and line[slot] != wanted:
            findings.add(place, slot, str(line[slot]), f"{wanted or 'nothing'}, as all its evidence is rejected")
    if "max_research_phase" in line:
        findings.add(
            place, "max_research_phase", str(line["max_research_phase"]), "nothing, as all its evidence is rejected"
        )


def _relation(place: str, line: KgxLine, nodes: _KgxNodes, findings: Findings) -> None:
    relations = attributes(line).get("relation", [])
    if len(relations) != 1 or relations[0] not in shapes.relation_rules():
        expected = f"one of the relations of schema.toml, {one_of(tuple(shapes.relation_rules()), 4)}"
        findings.add(place, "has_attribute relation", ", ".join(relations) or "nothing", expected)
        return
    _, subjects, objects = shapes.relation_rules()[relations[0]]
    for slot, wanted in (("subject", subjects), ("object", objects)):
        categories = nodes.known.get(str(line.get(slot)), ())
        if categories and not set(categories) & set(wanted):
            found = f"{line[slot]}, a {', '.join(categories)}"
            findings.add(place, slot, found, f"{one_of(wanted)}, as {relations[0]} has there")
