"""Tasks ``relations`` and ``relations-in-text``: what ``kg annotate`` says against the gold's relations, between the
gold's mentions (``--given``), and between the ids that it finds in the raw text itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from kg import ids
from kg.exchange.annotation_formats import pubtator, relation_names
from kg.exchange.annotation_formats.printed_names import namer
from kg.exchange.annotation_formats.printed_rows import DocumentRow, RelationRow, found_rows, given_rows
from kg.gold.evaluate.gold import GoldDocument, GoldFile
from kg.gold.evaluate.gold_documents import each_document
from kg.gold.evaluate.judge import namespaces_of
from kg.gold.evaluate.task import ALL, COUNTS, Count, Mistake, Outcome, TaskRow, TaskSettings, summed
from kg.model import AnnotatedDocument, Annotation, Claim
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline, following

IdOrBorders = str | tuple[int, int]
"""An argument of a relation: an id as printed, or the borders of a mention."""

DRUGPROT: dict[str, str] = {
    "INHIBITOR": "INHIBITS",
    "ANTAGONIST": "INHIBITS",
    "AGONIST-INHIBITOR": "INHIBITS",
    "ACTIVATOR": "ACTIVATES",
    "AGONIST": "ACTIVATES",
    "AGONIST-ACTIVATOR": "ACTIVATES",
    "INDIRECT-DOWNREGULATOR": "DOWNREGULATES",
    "INDIRECT-UPREGULATOR": "UPREGULATES",
    "DIRECT-REGULATOR": "BINDS",
    "SUBSTRATE": "SUBSTRATE_OF",
    "SUBSTRATE_PRODUCT-OF": "SUBSTRATE_OF",
}
"""DrugProt's types as our relations. PRODUCT-OF and PART-OF have none and count as no relation; AFFECTS has no DrugProt
type: left out.
"""

KG = "kg"
"""Scheme in which DrugProt's gold is counted in this project's relations too."""

ANY = "any"
"""Type of the row that counts related pairs whatever the type."""

COMPARED = (
    "What annotate says with --given is compared. PubTator gold counts a document's pairs of ids once: chemical-induced"
    " disease (CID) with the chemical first, BioRED's types whatever the direction. DrugProt gold counts pairs of"
    " mentions, each by its best claim. Negated claims are none. A list of ids of one mention stands for each of them."
    " Relations of the gold count whatever their arguments are."
)
"""How things are compared, for the documentation."""

COMPARED_IN_TEXT = (
    "What annotate says of the raw text is compared: a document's pairs of ids, ours brought into the gold's namespaces"
    " as for the task grounding, else as for the task relations. Relations of variants, which kg does not find, are"
    " missed."
)
"""The same, of relations in the raw text."""

COLUMNS: dict[str, str] = {
    "scheme": "whose types: cid, biored, drugprot, or kg (DrugProt's types as this project's relations)",
    "type": "type of relation; all: the sum of the others; any: pairs whatever the type",
    **COUNTS,
}
KINDS: dict[str, str] = {
    "type": "the pair is related in the gold, but not so",
    "missed": "a relation of the gold that was not found",
    "spurious": "a pair that the gold does not relate",
}


@dataclass(frozen=True, slots=True)
class SaidRelation:
    """One relation, of the gold or found: its type, its two arguments, and the place of a found one's evidence in the
    text.
    """

    type: str
    left: IdOrBorders
    right: IdOrBorders
    place: tuple[int, int] = (-1, -1)

    @property
    def pair(self) -> tuple[IdOrBorders, IdOrBorders]:
        """The arguments."""
        return self.left, self.right


def measure(files: Sequence[GoldFile], settings: TaskSettings) -> Outcome:
    """Figures by scheme and type over the gold documents, on the gold's mentions; documents without a relation count
    too.
    """
    outcome = Outcome()
    documents = (gold for gold, _ in each_document(files, settings, outcome, relations=True))
    return _measured(documents, settings, outcome, given_rows, given=True)


def measure_in_text(files: Sequence[GoldFile], settings: TaskSettings) -> Outcome:
    """The same from the raw text; the ids that are found are printed in the namespaces of the gold's."""
    outcome = Outcome()
    documents = [gold for gold, _ in each_document(files, settings, outcome, relations=True)]
    name = namer(
        settings.lexicon(), namespaces_of(one for gold in documents for one in gold.document.annotations), bare=True
    )
    return _measured(
        documents,
        settings,
        outcome,
        lambda annotated, claims, guideline: found_rows(annotated, claims, name, guideline),
    )


RowMaker = Callable[[AnnotatedDocument, Sequence[Claim], str], DocumentRow]


def _measured(
    documents: Iterable[GoldDocument], settings: TaskSettings, outcome: Outcome, rows: RowMaker, *, given: bool = False
) -> Outcome:
    pipeline = Pipeline(name="evaluate", nlp=following(settings.guideline, settings.profile))
    annotator = Annotator(settings.lexicon(), pipeline, given=given)
    tables: dict[str, dict[str, Count]] = {}
    for gold in documents:
        annotated, claims, _ = annotator(gold.document)
        row = rows(annotated, claims, pipeline.nlp.guideline)
        for scheme, (wanted, found) in SCHEMES[gold.scheme](gold, row).items():
            counts = tables.setdefault(scheme, {ANY: Count()})
            for type_ in sorted({one.type for one in (*wanted, *found)}):
                sides = [{one.pair for one in side if one.type == type_} for side in (wanted, found)]
                counts.setdefault(type_, Count()).add(*sides)
            counts[ANY].add({one.pair for one in wanted}, {one.pair for one in found})
            if scheme == gold.scheme:
                outcome.mistakes += _mistakes(gold, annotated, wanted, found)
    for scheme in (name for name in (*SCHEMES, KG) if name in tables):
        outcome.rows += _table(scheme, tables[scheme])
    return outcome


def _table(scheme: str, counts: dict[str, Count]) -> list[TaskRow]:
    """A row for each type in the order of the alphabet, then their sum and the pairs; where there is one type it says
    all.
    """
    types = sorted(type_ for type_ in counts if type_ != ANY)
    listed = [(type_, counts[type_]) for type_ in types]
    if len(types) > 1:
        listed += [(ALL, summed([counts[type_] for type_ in types])), (ANY, counts[ANY])]
    return [{"scheme": scheme, "type": type_, **count.row()} for type_, count in listed]


GoldAndFound = tuple[list[SaidRelation], list[SaidRelation]]
"""What the gold says, and what was found."""


def _cid(gold: GoldDocument, row: DocumentRow) -> dict[str, GoldAndFound]:
    wanted = [SaidRelation("CID", one.left, one.right) for one in gold.relations if one.type == "CID"]
    found: dict[tuple[IdOrBorders, IdOrBorders], SaidRelation] = {}
    for relation in row.relations:
        subject, object_ = row.pair(relation)
        if (
            relation.relation == "CAUSES"
            and not relation.negated
            and (subject.type, object_.type) == ("Drug", "Disease")
        ):
            for left, right in product(ids.several(subject.id), ids.several(object_.id)):
                found.setdefault((left, right), SaidRelation("CID", left, right, _place(relation)))
    return {"cid": (wanted, list(found.values()))}


def _biored(gold: GoldDocument, row: DocumentRow) -> dict[str, GoldAndFound]:
    places: dict[tuple[IdOrBorders, IdOrBorders], tuple[int, int]] = {}
    for relation in row.relations:
        subject, object_ = row.pair(relation)
        for left, right in product(ids.several(subject.id), ids.several(object_.id)):
            places.setdefault(_either_way(left, right), _place(relation))
    wanted = {(one.type, *_either_way(one.left, one.right)): None for one in gold.relations}
    found = {
        (type_, *_either_way(left, right)): None
        for type_, lefts, rights in pubtator.relations(row)
        for left, right in product(ids.several(lefts), ids.several(rights))
        if left != right
    }
    return {
        "biored": (
            [SaidRelation(*one) for one in wanted],
            [SaidRelation(*one, places.get(one[1:], (-1, -1))) for one in found],
        )
    }


def _drugprot(gold: GoldDocument, row: DocumentRow) -> dict[str, GoldAndFound]:
    where = {a.printed_id: (a.start, a.end) for a in gold.document.annotations}
    wanted = [SaidRelation(one.type, where[one.left], where[one.right]) for one in gold.relations]
    best: dict[tuple[IdOrBorders, IdOrBorders], tuple[float, str, str, tuple[int, int]]] = {}
    for relation in row.relations:
        subject, object_ = row.pair(relation)
        evidence = relation.claim.evidence
        type_ = relation_names.drugprot(evidence, relation.relation)
        if type_ and not relation.negated and (subject.type, object_.type) == ("Drug", "Target"):
            pair = (subject.start, subject.end), (object_.start, object_.end)
            said = (evidence.score, relation.relation, type_, _place(relation))
            best[pair] = max(best.get(pair, said), said)
    ours = {SaidRelation(DRUGPROT[one.type], one.left, one.right): None for one in wanted if one.type in DRUGPROT}
    return {
        "drugprot": (wanted, [SaidRelation(type_, *pair, place) for pair, (_, _, type_, place) in best.items()]),
        KG: (
            list(ours),
            [
                SaidRelation(DRUGPROT[type_], *pair, place)
                for pair, (_, _, type_, place) in best.items()
                if type_ in DRUGPROT
            ],
        ),
    }


SCHEMES: dict[str, Callable[[GoldDocument, DocumentRow], dict[str, GoldAndFound]]] = {
    "cid": _cid,
    "biored": _biored,
    "drugprot": _drugprot,
}
"""Scheme of a gold document's relations -> what both sides say, by scheme."""


def _either_way(left: IdOrBorders, right: IdOrBorders) -> tuple[IdOrBorders, IdOrBorders]:
    return (left, right) if str(left) <= str(right) else (right, left)


def _place(relation: RelationRow) -> tuple[int, int]:
    return relation.claim.evidence.start, relation.claim.evidence.end


def _mistakes(
    gold: GoldDocument, annotated: AnnotatedDocument, wanted: list[SaidRelation], found: list[SaidRelation]
) -> list[Mistake]:
    """One mistake for each found relation that the gold has not, and for each of the gold that no found one stands
    for.
    """
    types = {
        pair: ", ".join(sorted({one.type for one in wanted if one.pair == pair}))
        for pair in {one.pair for one in wanted}
    }
    right = {(one.type, one.pair) for one in wanted} & {(one.type, one.pair) for one in found}
    told = {one.pair for one in found if (one.type, one.pair) not in right}
    made = []
    for one in (one for one in found if (one.type, one.pair) not in right):
        made.append(
            _mistake(
                "type" if one.pair in types else "spurious", one, types.get(one.pair, ""), one.type, gold, annotated
            )
        )
    for one in (one for one in wanted if (one.type, one.pair) not in right and one.pair not in told):
        made.append(_mistake("missed", one, one.type, "", gold, annotated))
    return sorted(made, key=lambda mistake: (mistake.start, mistake.end, mistake.text, mistake.type))


def _mistake(
    kind: str, one: SaidRelation, expected: str, found: str, gold: GoldDocument, annotated: AnnotatedDocument
) -> Mistake:
    """A mistake, at the evidence of what was found, or at the first sentence that holds mentions of both; -1 where none
    does.
    """
    text = gold.document.text
    mentions = [[a for a in gold.document.annotations if _stands_for(a, argument)] for argument in one.pair]
    start, end = one.place
    if start < 0:
        both = [
            s for s in annotated.sentences if all(any(s.start <= a.start < s.end for a in side) for side in mentions)
        ]
        start, end = (both[0].start, both[0].end) if both else (-1, -1)
    names = [
        f"{side[0].text} ({_shown(argument)})" if side else _shown(argument)
        for side, argument in zip(mentions, one.pair, strict=True)
    ]
    return Mistake(
        kind,
        gold.document.id,
        start,
        end,
        " - ".join(names),
        found or expected,
        expected,
        found,
        text[max(start, 0) : max(end, 0)],
    )


def _stands_for(annotation: Annotation, argument: IdOrBorders) -> bool:
    return (
        (annotation.start, annotation.end) == argument
        or argument == annotation.printed_id
        or argument in ids.several(annotation.printed_id)
    )


def _shown(argument: IdOrBorders) -> str:
    return argument if isinstance(argument, str) else f"{argument[0]}-{argument[1]}"
