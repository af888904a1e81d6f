"""Gold relations as the network learns them, on sentences written for the tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.gold.training import relation_gold as gold
from kg.gold.training.relation_gold import NOT_LEARNED, RelationExample
from kg.gold.training.relation_named import NAMED, statements
from kg.gold.training.relation_sentences import SENTENCES
from kg.gold.training.relation_turns import TURNS
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Nlp, Pipeline, Relate
from kg.pipeline.relate.examples import read_example
from kg.pipeline.relate.pairs.labels import BACKWARD, GRAPH, LABELS, ORDER
from kg.pipeline.relate.pairs.rows import SentenceEncoder
from tests import small_lexicon as small
from tests.gold.training import tiny_reader as tiny
from tests.gold.training import tiny_relations
from tests.pipeline.relate.build import annotate

MTOR, AKT = "[mTOR|Target|HGNC:3942]", "[AKT1|Target|HGNC:391]"


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Annotator:
    lexicon = Lexicon(small.write_small(tmp_path_factory.mktemp("gold") / "lexicon"))
    return Annotator(lexicon, Pipeline("test", nlp=Nlp(profile="fast"), relate=Relate(readers=())), given=True)


def encoder() -> SentenceEncoder:
    return SentenceEncoder(tiny.tokenizer())


def told(example: RelationExample) -> list[tuple[int, str, str, str, int]]:
    """(sentence, first id, second id, label or ``?``, denied) of every instance."""
    found = []
    for row, groups in zip(example.rows, example.groups, strict=True):
        for number, group in zip(row.pairs, groups, strict=True):
            first, second = (row.candidates.arguments[at].id for at in row.candidates.pairs[number])
            label = "?" if group == NOT_LEARNED else LABELS[example.head][example.labels[group]]
            found.append(
                (row.candidates.sentence, first, second, label, example.denied[group] if group >= 0 else NOT_LEARNED)
            )
    return found


def of_claims(
    title: str,
    text: str,
    sentences: list[str],
    claims: list[dict[str, Any]],
    studies: list[dict[str, str]] | None = None,
) -> RelationExample:
    marks = {"{mtor}": MTOR, "{akt}": AKT}
    for name, mark in marks.items():
        title, text = title.replace(name, mark), text.replace(name, mark)
    found = gold.of_claims(
        annotate(title, text), {"sentences": sentences, "claims": claims, "studies": studies or []}, encoder()
    )
    assert found is not None
    return found


def claim(subject: str, relation: str, object_: str, s: int, *, negated: bool = False) -> dict[str, Any]:
    return {"subject": subject, "relation": relation, "object": object_, "negated": negated, "s": s}


def test_a_claim_is_learned_in_its_sentence_and_no_other() -> None:
    sentences = ["everolimus and mTOR.", "everolimus does not block mTOR.", "everolimus and metformin."]
    found = of_claims(
        "{ev} and {mtor}.",
        "{ev} does not block {mtor}. {ev} and {met}.",
        sentences,
        [claim("everolimus", "INHIBITS", "mTOR", 1, negated=True)],
    )
    ev, mtor, met = "CHEBI:68478", "HGNC:3942", "CHEBI:6801"
    assert not any(one[0] == 0 for one in told(found)), "the title has nothing to learn"
    assert (1, ev, mtor, "INHIBITS", 1) in told(found)
    assert (2, ev, met, "none", NOT_LEARNED) in told(found)
    assert found.missed == 0


def test_the_direction_goes_by_the_order_in_the_text() -> None:
    found = of_claims(
        "{mtor} is activated by {akt}.", "", ["mTOR is activated by AKT1."], [claim("AKT1", "ACTIVATES", "mTOR", 0)]
    )
    assert [one[3] for one in told(found)] == ["<ACTIVATES"]
    either = of_claims("{mtor} binds {akt}.", "", ["mTOR binds AKT1."], [claim("AKT1", "BINDS", "mTOR", 0)])
    assert [one[3] for one in told(either)] == ["BINDS"]


def test_what_a_document_tests_is_a_class_of_its_own_and_what_no_pair_stands_for_is_counted() -> None:
    found = of_claims(
        "{ev} in {hcc}.",
        "{ev} caused {rcc}.",
        ["everolimus in hepatocellular carcinoma.", "everolimus caused renal cell carcinoma."],
        [claim("everolimus", "CAUSES", "renal cell carcinoma", 1), claim("everolimus", "CAUSES", "nausea", 1)],
        [{"drug": "everolimus", "disease": "hepatocellular carcinoma"}],
    )
    assert [one[3] for one in told(found)] == ["studied", "CAUSES"]
    assert found.missed == 1


def test_every_written_sentence_states_what_it_says() -> None:
    found = list(gold.of_sentences(encoder(), 1, 0))
    stated = [one.strip() for _, statements in (*SENTENCES, *TURNS) for one in statements.split(";") if one.strip()]
    labels = [LABELS[GRAPH][label] for one in found for label in one.labels if label]
    assert len(labels) == len(stated)
    assert sum(one == 1 for example in found for one in example.denied) == sum(one.startswith("not ") for one in stated)
    assert (
        repr(list(gold.of_sentences(encoder(), 1, 0))) == repr(found) != repr(list(gold.of_sentences(encoder(), 1, 1)))
    )


def test_every_named_sentence_states_what_it_says() -> None:
    found = {one.id: one for one in gold.of_named(encoder())}
    for number, (marked, said) in enumerate(NAMED):
        types = read_example(marked).arguments
        expected = set()
        for subject, relation, object_, denied in statements(said):
            forward = (ORDER.index(types[subject - 1][2]), subject) < (ORDER.index(types[object_ - 1][2]), object_)
            label = relation if forward or BACKWARD + relation not in LABELS[GRAPH] else BACKWARD + relation
            pair = (subject, object_) if forward else (object_, subject)
            expected.add((*pair, label, int(denied)))
        learned = told(found[f"rule {number}"]) if f"rule {number}" in found else []
        numbered = {
            (int(one.rpartition(":")[2]), int(other.rpartition(":")[2]), *rest) for _, one, other, *rest in learned
        }
        assert {one for one in numbered if one[2] not in ("none", "?")} == expected, marked


@pytest.mark.parametrize("stated", ["1 INHIBITS", "1 INHIBITS 2;3 INHIBITS 4", "a INHIBITS b", "never 1 INHIBITS 2"])
def test_a_statement_that_is_none_is_an_error(stated: str) -> None:
    with pytest.raises(ValueError, match=r"values to unpack|invalid literal"):
        list(statements(stated))


def test_drugprot_relates_mentions(given: Annotator, tmp_path: Path) -> None:
    path = tiny.write_lines(tmp_path / "d.jsonl", [tiny_relations.related(1), tiny_relations.related(2)])
    (found,) = gold.of_drugprot(path, given, encoder(), {"2"})
    assert [LABELS["drugprot"][found.labels[group]] for groups in found.groups for group in groups] == [
        "INHIBITOR",
        "none",
    ]


@pytest.mark.parametrize(("head", "relation"), [("bc5cdr", "CID"), ("biored", "Positive_Correlation")])
def test_corpora_relate_ids(head: str, relation: str, given: Annotator, tmp_path: Path) -> None:
    path = tmp_path / "c.pubtator"
    path.write_text(tiny_relations.pubtator(1, relation) + tiny_relations.pubtator(2, relation), encoding="utf-8")
    (found,) = gold.of_documents(path, head, given, encoder(), {"2"})
    pairs = {(one[1], one[2]): one[3] for one in told(found)}
    assert sorted(pairs.values()) == sorted(["none", relation] if head == "biored" else [relation])
    assert found.missed == 0
    path.write_text(path.read_text(encoding="utf-8").replace(relation, "Odd"), encoding="utf-8")
    with pytest.raises(InputError, match=r"c\.pubtator, line \d+: Odd is no relation"):
        list(gold.of_documents(path, head, given, encoder(), set()))


def test_a_variant_is_one_thing_by_its_printed_id_which_is_no_list(given: Annotator, tmp_path: Path) -> None:
    text = "A V617F mutation, also called p.V617F, causes anaemia in JAK2."
    lines = ["1|t|Title", f"1|a|{text}"]
    for name, type_, identifier in (
        ("V617F", "SequenceVariant", "p|SUB|V|617|F"), ("p.V617F", "SequenceVariant", "p|SUB|V|617|F"),
        ("anaemia", "DiseaseOrPhenotypicFeature", "D000740"), ("JAK2", "GeneOrGeneProduct", "3717"),
    ):  # fmt: skip
        start = text.index(name) + len("Title ")
        lines.append(f"1\t{start}\t{start + len(name)}\t{name}\t{type_}\t{identifier}")
    lines.append("1\tPositive_Correlation\tp|SUB|V|617|F\tD000740\tNovel")
    path = tmp_path / "v.pubtator"
    path.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    (found,) = gold.of_documents(path, "biored", given, encoder(), set())
    kinds = {one.type for row in found.rows for one in row.candidates.arguments}
    assert kinds == {"Variant", "Disease", "Target"}
    said = sorted(LABELS["biored"][label] for label in found.labels)
    assert said == [
        "Positive_Correlation",
        "none",
    ], "the two names of the variant together, and gene with disease; no gene with variant"
    assert found.missed == 0


@pytest.mark.parametrize(
    "line", ["no JSON", '{"pmid": "1"}', json.dumps({**tiny_relations.claimed(1), "claims": [{"subject": "a"}]})]
)
def test_a_line_that_is_no_gold_document_is_named(line: str, given: Annotator, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(tiny_relations.claimed(2)) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl, line 2: "):
        list(gold.claims(path, given, encoder(), set()))
