"""Gold relations as the network learns them: the pairs of each sentence, and what annotators say of them.

Gold of this project (``claims``) names its arguments in words. So it is laid on the product's own mentions, as gold
studies are (``reader_gold.fits``):

- a pair of the sentence that a claim was read from is what the claim says;
- the same pair in other sentences is not learned from;
- a drug that is tested against a disease is ``studied``;
- every other pair is related by nothing.

Corpora have mentions of their own. DrugProt relates mentions. BC5CDR and BioRED relate the ids of a document, so what
sentences say of two ids is learned together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.gold.training.corpus_files import every_document, lines
from kg.gold.training.reader_gold import fits, places_of, plain
from kg.gold.training.relation_named import NAMED, statements
from kg.gold.training.relation_written import MadeSentence, written
from kg.ids import several
from kg.model import AnnotatedDocument, Annotation, Document
from kg.pipeline.annotator import Annotator
from kg.pipeline.relate.examples import example_document, read_example
from kg.pipeline.relate.pairs.labels import BACKWARD, GRAPH, LABELS, NONE, ORDER, PAIRS, STUDIED, directed
from kg.pipeline.relate.pairs.rows import SentenceEncoder, SentenceRow
from kg.pipeline.relate.pairs.sentence_pairs import ArgumentMention, sentence_pairs

NOT_LEARNED = -1

TYPES = {"D": "Drug", "T": "Target", "S": "Disease"}

AS_GRAPH: Mapping[str, str] = {
    **dict.fromkeys(("INHIBITOR", "ANTAGONIST", "AGONIST-INHIBITOR"), "INHIBITS"),
    **dict.fromkeys(("ACTIVATOR", "AGONIST", "AGONIST-ACTIVATOR"), "ACTIVATES"),
    "INDIRECT-DOWNREGULATOR": "DOWNREGULATES",
    "INDIRECT-UPREGULATOR": "UPREGULATES",
    "DIRECT-REGULATOR": "BINDS",
    **dict.fromkeys(("SUBSTRATE", "SUBSTRATE_PRODUCT-OF"), "SUBSTRATE_OF"),
    NONE: NONE,
}
"""DrugProt's types as labels of the graph; the others are not learned as such."""

IdPair = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class RelationExample:
    """A document to learn from or to measure on, for one output of the network.

    ``groups``: of each pair of each row the number of what it is an instance of (``NOT_LEARNED``: of nothing), in the
    order of the rows' pairs; ``labels`` and ``denied`` (0, 1 or ``NOT_LEARNED``): of each such group. ``missed``: gold
    relations that no pair stands for;
    ``apart``: of ids that no sentence names both, with their label.
    """

    id: str
    head: str
    rows: tuple[SentenceRow, ...]
    groups: tuple[tuple[int, ...], ...]
    labels: tuple[int, ...]
    denied: tuple[int, ...]
    annotated: AnnotatedDocument
    missed: int = 0
    apart: tuple[tuple[str, str, int], ...] = ()


Told = tuple[int, int]
"""Label of a group, and whether it is denied."""


def _example(
    identifier: str,
    head: str,
    annotated: AnnotatedDocument,
    encode: SentenceEncoder,
    group_of: Callable[[int, ArgumentMention, ArgumentMention], Hashable],
    told: Callable[[Any], Told],
    *,
    outside: bool = True,
) -> RelationExample | None:
    """A document as an example; None where it has nothing to learn."""
    rows: list[SentenceRow] = []
    groups: list[tuple[int, ...]] = []
    numbers: dict[Hashable, int] = {}
    labels: list[int] = []
    denied: list[int] = []
    for found in sentence_pairs(annotated, PAIRS[head], outside=outside):
        row = encode(annotated, found)
        if row is None:
            continue
        own: list[int] = []
        for number in row.pairs:
            first, second = (found.arguments[at] for at in found.pairs[number])
            key = group_of(found.sentence, first, second)
            label, negated = told(key)
            if label == NOT_LEARNED:
                own.append(NOT_LEARNED)
                continue
            if key not in numbers:
                numbers[key] = len(labels)
                labels.append(label)
                denied.append(negated)
            own.append(numbers[key])
        if any(one >= 0 for one in own):
            rows.append(row)
            groups.append(tuple(own))
    return (
        RelationExample(identifier, head, tuple(rows), tuple(groups), tuple(labels), tuple(denied), annotated)
        if rows
        else None
    )


def claims(
    path: Path, annotate: Annotator, encode: SentenceEncoder, without: Collection[str]
) -> Iterator[RelationExample]:
    """The documents of a gold file that have claims, but those of ``without`` (PMIDs). Raises InputError for a line
    that is no document.
    """
    gold = {one["id"]: one for one in _lines(path) if one["claims"] is not None}
    for record in every_document(path):
        if record.id in gold and record.id.partition(":")[2] not in without:
            annotated = annotate.mentions(record)
            found = of_claims(annotated, gold[record.id], encode)
            if found is not None:
                yield found


def of_claims(annotated: AnnotatedDocument, gold: Mapping[str, Any], encode: SentenceEncoder) -> RelationExample | None:
    """A document with its gold ``sentences``, ``claims`` and ``studies``."""
    names: dict[str, set[str]] = {}
    for one in (*annotated.groundings, *annotated.aside):
        if one.best is not None:
            called = (one.mention.text, one.best.name, one.mention.expanded)
            names.setdefault(one.best.id, set()).update(plain(name) for name in called if name)
    known = {identifier: frozenset(called) for identifier, called in names.items()}
    places = places_of(annotated, gold["sentences"])
    stated: dict[tuple[int, str, str], Told] = {}
    of: dict[tuple[int, str, str], int] = {}
    met: set[int] = set()
    unsure: set[IdPair] = set()
    for number, claim in enumerate(gold["claims"]):
        for subject in _named(claim["subject"], known):
            for object_ in _named(claim["object"], known):
                unsure |= {(subject, object_), (object_, subject)}
                for sentence in places[claim["s"]] if 0 <= claim["s"] < len(places) else ():
                    for first, second, label in _both_ways(subject, claim["relation"], object_):
                        stated.setdefault((sentence, first, second), (label, int(claim["negated"])))
                        of.setdefault((sentence, first, second), number)
    studied = {
        (drug, disease)
        for study in gold["studies"]
        for drug in _named(study["drug"], known)
        for disease in _named(study["disease"], known)
    }

    def told(key: tuple[int, str, str]) -> Told:
        if key in stated:
            met.add(of[key])
            return stated[key]
        if key[1:] in studied:
            return LABELS[GRAPH].index(STUDIED), NOT_LEARNED
        return (NOT_LEARNED if key[1:] in unsure else LABELS[GRAPH].index(NONE)), NOT_LEARNED

    found = _example(
        annotated.document.id, GRAPH, annotated, encode, lambda at, one, other: (at, one.id, other.id), told
    )
    return replace(found, missed=len(gold["claims"]) - len(met)) if found else None


def _named(words: str, known: Mapping[str, frozenset[str]]) -> list[str]:
    found = [identifier for identifier, names in known.items() if fits(words, names)]
    return found or [identifier for identifier, names in known.items() if fits(words, names, loosely=True)]


def _both_ways(subject: str, relation: str, object_: str) -> Iterator[tuple[str, str, int]]:
    """The pair in either order with its label in that; what has no label backward says the same both ways, or is not
    learned.
    """
    labels = LABELS[GRAPH]
    yield subject, object_, labels.index(relation)
    if BACKWARD + relation in labels:
        yield object_, subject, labels.index(BACKWARD + relation)
    else:
        yield object_, subject, labels.index(relation) if relation in _SYMMETRIC else NOT_LEARNED


_STATED = frozenset(directed(label)[0] for label in LABELS[GRAPH] if label not in (NONE, STUDIED))
"""What a claim of the gold may say."""

_SYMMETRIC = frozenset(("INTERACTS_WITH", "ASSOCIATED_WITH", "BINDS"))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for number, row in lines(path):
        try:
            stated = row.get("claims")
            for claim in stated or ():
                if claim["relation"] not in _STATED:
                    raise ValueError(
                        f"{claim['relation']!r} is no relation: expected one of {', '.join(sorted(_STATED))}"
                    )
                if not all(
                    isinstance(claim[key], kind)
                    for key, kind in (("subject", str), ("object", str), ("s", int), ("negated", bool))
                ):
                    raise ValueError("a claim has subject, relation, object, negated and s, the number of its sentence")
            studies = [
                {"drug": str(study["drug"]), "disease": str(study["disease"])} for study in row.get("studies", ())
            ]
            yield {"id": f"PMID:{row['pmid']}", "sentences": row["sentences"], "studies": studies, "claims": stated}
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{path}, line {number}: expected a JSON object with pmid, sentences, studies and claims ({error!r})"
            ) from error


def of_drugprot(
    path: Path, annotate: Annotator, encode: SentenceEncoder, without: Collection[str]
) -> Iterator[RelationExample]:
    """DrugProt's documents: pairs of mentions in a sentence. ``annotate`` has to keep the mentions that are given."""
    gold: dict[str, dict[IdPair, str]] = {}
    for number, row in lines(path):
        try:
            own = gold.setdefault(f"PMID:{row['pmid']}", {})
            for one in row["relations"]:
                LABELS["drugprot"].index(one["type"])
                own.setdefault((one["arg1"], one["arg2"]), one["type"])
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}, line {number}: no document of DrugProt ({error!r})") from error
    for record in every_document(path):
        if record.id.partition(":")[2] in without:
            continue
        printed = {(one.start, one.end): one.printed_id for one in record.annotations}

        def group(
            _: int, first: ArgumentMention, second: ArgumentMention, printed: Mapping[tuple[int, int], str] = printed
        ) -> IdPair:
            return printed[first.start, first.end], printed[second.start, second.end]

        def told(key: IdPair, own: Mapping[IdPair, str] = gold.get(record.id, {})) -> Told:
            return LABELS["drugprot"].index(own.get(key, NONE)), NOT_LEARNED

        found = _example(record.id, "drugprot", annotate.mentions(record), encode, group, told, outside=False)
        if found is not None:
            yield replace(found, missed=len(gold.get(record.id, {})) - sum(label > 0 for label in found.labels))


def of_documents(
    path: Path, head: str, annotate: Annotator, encode: SentenceEncoder, without: Collection[str]
) -> Iterator[RelationExample]:
    """Documents of a PubTator file whose relations are of ids (BC5CDR: chemical and disease; BioRED: either way)."""
    gold: dict[str, dict[IdPair, str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        fields = line.split("\t")
        if len(fields) in (4, 5) and not fields[1].isdigit():
            if fields[1] not in LABELS[head]:
                raise InputError(
                    f"{path}, line {number}: {fields[1]} is no relation of {head}: expected"
                    f" {', '.join(LABELS[head][1:])}"
                )
            for pair in ((fields[2], fields[3]), (fields[3], fields[2])):
                gold.setdefault(f"PMID:{fields[0]}", {}).setdefault(pair, fields[1])
    for record in every_document(path):
        if record.id.partition(":")[2] not in without:
            found = _of_ids(record, head, gold.get(record.id, {}), annotate.mentions(record), encode)
            if found is not None:
                yield found


def _of_ids(
    record: Document, head: str, gold: Mapping[IdPair, str], annotated: AnnotatedDocument, encode: SentenceEncoder
) -> RelationExample | None:
    printed = {(one.start, one.end): _ids(one) for one in record.annotations}

    met: set[IdPair] = set()

    def group(_: int, first: ArgumentMention, second: ArgumentMention) -> tuple[tuple[str, ...], tuple[str, ...]]:
        one, other = printed[first.start, first.end], printed[second.start, second.end]
        return (one, other) if one <= other else (other, one)

    def told(key: tuple[tuple[str, ...], tuple[str, ...]]) -> Told:
        found = [(one, other) for one in key[0] for other in key[1] if (one, other) in gold]
        met.update(found)
        return LABELS[head].index(gold[found[0]] if found else NONE), NOT_LEARNED

    found = _example(record.id, head, annotated, encode, group, told)
    if found is None:
        return None
    # gold has each pair in both orders
    missed = (len(gold) - len({*met, *((b, a) for a, b in met)})) // 2
    return replace(found, missed=missed, apart=tuple(_apart(annotated, head, gold, found)))


def _apart(
    annotated: AnnotatedDocument, head: str, gold: Mapping[IdPair, str], found: RelationExample
) -> Iterator[tuple[str, str, int]]:
    """The pairs of entities that no sentence names both, in the order that the output asks for, with their label."""
    printed = {(one.start, one.end): _ids(one) for one in annotated.document.annotations}
    ids: dict[str, set[str]] = {}
    types: dict[str, str] = {}
    for one in annotated.groundings:
        if one.best is not None and one.best.type in ORDER:
            ids.setdefault(one.best.id, set()).update(printed[one.mention.start, one.mention.end])
            types[one.best.id] = one.best.type
    together = {
        frozenset(row.candidates.arguments[at].id for at in row.candidates.pairs[number])
        for row in found.rows
        for number in row.pairs
    }
    for pair in combinations(sorted(types), 2):
        first, second = sorted(pair, key=lambda curie: ORDER.index(types[curie]))
        if (types[first], types[second]) in PAIRS[head] and frozenset(pair) not in together:
            said = [gold[a, b] for a in sorted(ids[first]) for b in sorted(ids[second]) if (a, b) in gold]
            yield first, second, LABELS[head].index(said[0] if said else NONE)


def _ids(annotation: Annotation) -> tuple[str, ...]:
    return tuple(sorted(several(annotation.printed_id)))


def of_named(encode: SentenceEncoder) -> Iterator[RelationExample]:
    """The sentences of ``kg.gold.training.relation_named``, each once."""
    for number, (marked, said) in enumerate(NAMED):
        annotated = example_document(read_example(marked))
        ids = [grounding.candidates[0].id for grounding in annotated.groundings]
        stated: dict[tuple[int, str, str], Told] = {}
        for subject, relation, object_, denied in statements(said):
            for first, second, label in _both_ways(ids[subject - 1], relation, ids[object_ - 1]):
                stated[0, first, second] = (label, int(denied))
        found = _sentence(f"rule {number}", annotated, stated, encode)
        if found is not None:
            yield found


def of_sentences(encode: SentenceEncoder, times: int, seed: int) -> Iterator[RelationExample]:
    """The sentences of ``kg.gold.training.relation_sentences``, each ``times``."""
    for number, one in enumerate(written(times, seed)):
        order = sorted(one.spans, key=lambda place: one.spans[place][0])
        annotated = example_document(read_example(_marked(one, order)))
        ids = {place: grounding.candidates[0].id for place, grounding in zip(order, annotated.groundings, strict=True)}
        stated: dict[tuple[int, str, str], Told] = {}
        for first, relation, second, denied in one.stated:
            if relation == "~":
                stated[0, ids[first], ids[second]] = (LABELS[GRAPH].index(STUDIED), NOT_LEARNED)
            else:
                for a, b, label in _both_ways(ids[first], relation, ids[second]):
                    stated[0, a, b] = (label, int(denied))
        found = _sentence(f"sentence {number}", annotated, stated, encode)
        if found is not None:
            yield found


def _marked(one: MadeSentence, order: Sequence[str]) -> str:
    text, at = "", 0
    for place in order:
        start, end, letter = one.spans[place]
        text += f"{one.text[at:start]}[{one.text[start:end]}|{TYPES[letter]}]"
        at = end
    return text + one.text[at:]


def _sentence(
    identifier: str, annotated: AnnotatedDocument, stated: Mapping[tuple[int, str, str], Told], encode: SentenceEncoder
) -> RelationExample | None:
    nothing = LABELS[GRAPH].index(NONE), NOT_LEARNED
    return _example(
        identifier,
        GRAPH,
        annotated,
        encode,
        lambda at, one, other: (at, one.id, other.id),
        lambda key: stated.get(key, nothing),
    )


def is_reported(identifier: str) -> bool:
    """Whether a document of DrugProt is of the part that figures are reported on, which nothing is learned from
    (``kg.gold.evaluate.gold``).
    """
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 10 >= 7
