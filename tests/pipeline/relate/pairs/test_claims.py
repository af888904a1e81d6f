"""Claims from readings; a network of the tests' own says what is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pytest

from kg import schema
from kg.model import AnnotatedDocument, Claim
from kg.pipeline.relate.linear_model import RELATIONS
from kg.pipeline.relate.pairs.claims import RelationReader, in_graph, joined, told
from kg.pipeline.relate.pairs.labels import CORPORA, GRAPH, LABELS, PAIRS
from kg.pipeline.relate.pairs.model import ASKED
from kg.pipeline.relate.pairs.network import PairScores
from kg.pipeline.relate.pairs.sentence_pairs import ArgumentMention, SentencePairs
from tests.pipeline.relate.build import annotate

EV, SIR, MET, HCC, MTOR, AKT = "CHEBI:68478", "CHEBI:9168", "CHEBI:6801", "MONDO:0007256", "HGNC:3942", "HGNC:391"
TARGETS = {"mtor": "[mTOR|Target|HGNC:3942]", "akt": "[AKT1|Target|HGNC:391]"}
Said = dict[tuple[str, str], tuple[str, float, float]]


class Network:
    """Says of given pairs (ids, either way) a label with its probability and that of denial, of others nothing."""

    def __init__(self, output: str, said: Said) -> None:
        self._labels, self._said = LABELS[output], said

    def __call__(self, annotated: AnnotatedDocument, sentences: Iterable[SentencePairs]) -> Iterator[PairScores]:
        for found in sentences:
            for pair in found.pairs:
                first, second = (found.arguments[at] for at in pair)
                yield PairScores(found.sentence, first, second, *self._scores(first, second))

    def _scores(self, first: ArgumentMention, second: ArgumentMention) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
        label, chance, denied = self._said.get((first.id, second.id), ("none", 0.98, 0.0))
        shares = np.full(len(self._labels), (1 - chance) / (len(self._labels) - 1))
        shares[self._labels.index(label)] = chance
        return np.log(shares), np.log(np.array([1 - denied, denied]) + 1e-9)


class Linear:
    """A linear model that says the same of all pairs: how probable it is that they are related, and that they are each
    label.
    """

    def __init__(self, output: str, related: float = 0.5, **said: float) -> None:
        self._told = np.array([related, *(said.get(label, 0.5) for label in RELATIONS[output][1:])])

    def __call__(self, each: list[object]) -> np.ndarray:  # type: ignore[type-arg]
        return np.tile(self._told, (len(each), 1))


def read(
    said: Said | None,
    title: str,
    text: dict[str, str] | str = "",
    output: str = GRAPH,
    least: float = 0.5,
    linear: Linear | None = None,
) -> list[Claim]:
    for name, mark in TARGETS.items():
        title = title.replace(f"{{{name}}}", mark)
        text = (
            {key: one.replace(f"{{{name}}}", mark) for key, one in text.items()}
            if isinstance(text, dict)
            else text.replace(f"{{{name}}}", mark)
        )
    network = None if said is None else Network(output, said)
    known = dict.fromkeys(ASKED[output], least)
    reader = RelationReader(linear or Linear(output), network, output, known)  # type: ignore[arg-type]
    return list(reader(annotate(title, text)))


def together(chance: float) -> float:
    """What a label comes to of which the network says this and the linear model that nothing is likelier than
    anything.
    """
    shares = np.full(len(LABELS[GRAPH]), (1 - chance) / (len(LABELS[GRAPH]) - 1))
    shares[1] = chance
    return float(joined(shares, told(Linear(GRAPH)([None]))[0])[1])


def triples(claims: list[Claim]) -> list[tuple[str, str, str]]:
    return [(one.assertion.subject, one.assertion.relation, one.assertion.object) for one in claims]


def test_a_label_says_which_argument_is_the_subject() -> None:
    said: Said = {(MTOR, AKT): ("<ACTIVATES", 0.9, 0.0), (EV, MTOR): ("INHIBITS", 0.8, 0.0)}
    claims = read(said, "{mtor} is activated by {akt} and blocked by {ev}.")
    assert sorted(triples(claims)) == [(EV, "INHIBITS", MTOR), (AKT, "ACTIVATES", MTOR)]
    evidence = next(one.evidence for one in claims if one.assertion.subject == AKT)
    assert (evidence.rule, evidence.cue, evidence.flags) == ("read/activates", "", ())
    assert evidence.score == pytest.approx(together(0.9), abs=0.001)
    assert evidence.subject_start > evidence.object_start == 0


@pytest.mark.parametrize(("label", "chance"), [("INHIBITS", 0.49), ("studied", 0.9), ("none", 0.9)])
def test_what_is_not_believed_is_no_claim(label: str, chance: float) -> None:
    assert read({(EV, HCC): (label, chance, 0.0), (EV, MTOR): (label, chance, 0.0)}, "{ev}, {hcc} and {mtor}.") == []


def test_a_relation_that_the_graph_has_not_of_these_types_is_no_claim() -> None:
    assert read({(EV, HCC): ("INHIBITS", 0.9, 0.0)}, "{ev} inhibits {hcc}.") == []


def test_a_pair_is_shown_wherever_it_is_said() -> None:
    claims = read({(EV, MTOR): ("INHIBITS", 0.9, 0.0)}, "{ev} ({ev}) inhibits {mtor}.", "{ev} inhibits {mtor}.")
    assert triples(claims) == [(EV, "INHIBITS", MTOR)] * 3
    assert len({one.evidence.subject_start for one in claims}) == 3
    several = read({(EV, HCC): ("CID", 0.9, 0.0)}, "{ev} and {hcc}.", "{ev} and {hcc}.", "bc5cdr")
    assert len(several) == 1, "what a document says once"


def test_denied_and_hedged() -> None:
    (denied,) = read({(EV, MTOR): ("INHIBITS", 0.9, 0.8)}, "{ev} did not inhibit {mtor}.")
    assert denied.assertion.negated and denied.evidence.flags == ()
    (hedged,) = read({(SIR, MTOR): ("INHIBITS", 0.9, 0.1)}, "It is not known whether {sir} inhibits {mtor}.")
    assert not hedged.assertion.negated and hedged.evidence.flags == ("speculated",)
    assert hedged.evidence.score == pytest.approx(0.6 * together(0.9), abs=0.001), "a hedge weakens it"
    (claim,) = read({(EV, MTOR): ("INHIBITS", 0.9, 0.0)}, "{ev} inhibits {mtor} and may help.")
    assert claim.evidence.flags == (), "the hedge is of something else"


def test_what_the_sentence_plainly_says_goes_before_the_reading() -> None:
    (turned,) = read({(EV, MTOR): ("INHIBITS", 0.9, 0.0)}, "{ev} stimulates {mtor}.")
    assert triples([turned]) == [(EV, "ACTIVATES", MTOR)] and turned.evidence.rule == "read/activates"
    (backward,) = read({(MTOR, AKT): ("<DOWNREGULATES", 0.9, 0.0)}, "{mtor} was raised by {akt}.")
    assert triples([backward]) == [(AKT, "UPREGULATES", MTOR)]
    disease = "[nausea|Disease|MESH:D009325]"
    assert read({(EV, "MESH:D009325"): ("CAUSES", 0.9, 0.0)}, f"{{ev}} reduced {disease}.") == []
    assert len(read({(EV, "MESH:D009325"): ("CAUSES", 0.9, 0.0)}, f"{{ev}} brought on {disease}.")) == 1
    (denied,) = read({(EV, MTOR): ("INHIBITS", 0.9, 0.3)}, "{ev} did not inhibit {akt} (P = 0.3), {mtor} or PKC.")
    assert denied.assertion.negated, "the list is denied to its end"


def test_what_is_unsaid_is_shown_with_the_sentences_up_to_it() -> None:
    text = {"results": "{ev} was given. Patients came. {mtor} was lower."}
    (claim,) = read({(EV, MTOR): ("DOWNREGULATES", 0.9, 0.0)}, "A study of {ev}.", text)
    annotated = annotate("A study of {ev}.", {"results": text["results"].replace("{mtor}", TARGETS["mtor"])})
    assert (
        annotated.document.text[claim.evidence.start : claim.evidence.end]
        == "everolimus was given. Patients came. mTOR was lower."
    )
    assert claim.evidence.rule == "across/downregulates"
    assert claim.evidence.start <= claim.evidence.subject_start < claim.evidence.object_end <= claim.evidence.end


def test_a_corpus_that_relates_ids_pools_the_document() -> None:
    said: Said = {(MTOR, AKT): ("Bind", 0.4, 0.0), (AKT, MTOR): ("Bind", 0.4, 0.0)}
    claims = read(said, "{mtor} and {akt}.", "{akt} and {mtor}.", "biored", least=0.25)
    assert len(claims) == 1 and claims[0].evidence.rule == "biored/Bind", "the pair in either order is one"
    mentions = read({(EV, MTOR): ("ANTAGONIST", 0.9, 0.0)}, "{ev} and {mtor}.", "{ev} and {mtor}.", "drugprot")
    assert [one.evidence.rule for one in mentions] == ["drugprot/ANTAGONIST"] * 2
    assert triples(mentions) == [(EV, "INHIBITS", MTOR)] * 2


def test_corpora_deny_nothing() -> None:
    (claim,) = read({(EV, HCC): ("CID", 0.9, 0.9)}, "{ev} may not cause {hcc}.", output="bc5cdr")
    assert (claim.assertion.relation, claim.assertion.negated, claim.evidence.flags) == ("CAUSES", False, ())


@pytest.mark.parametrize("output", sorted(CORPORA))
def test_every_type_of_a_corpus_has_a_relation_that_the_graph_allows(output: str) -> None:
    assert set(CORPORA[output].nearest) == set(ASKED[output])
    for type_, relations in CORPORA[output].nearest.items():
        pairs = {(in_graph(subject), in_graph(object_)) for subject, object_ in PAIRS[output]}
        assert set(relations) >= pairs, type_
        for subject, object_ in pairs:
            row = schema.relations()[relations[subject, object_]]
            assert subject in row.subject and object_ in row.object, (type_, subject, object_)


def test_every_relation_of_the_graph_is_read_of_some_pair() -> None:
    rows = schema.relations()
    for label in ASKED[GRAPH]:
        row = rows[label.removeprefix("<")]
        pairs = [(b, a) if label.startswith("<") else (a, b) for a in row.subject for b in row.object]
        assert any(pair in PAIRS[GRAPH] for pair in pairs), label


@pytest.mark.parametrize(
    ("sentence", "denied", "negated"),
    [
        ("{ev} is not known to inhibit {mtor}.", 0.3, True),
        ("{ev} is known to inhibit {mtor}.", 0.3, False),
        ("{ev} is known to inhibit {mtor}.", 0.6, True),
        ("It is not known whether {ev} inhibits {mtor}.", 0.05, False),
    ],
)
def test_a_cue_of_denial_decides_where_the_network_wavers(sentence: str, denied: float, negated: bool) -> None:
    (claim,) = read({(EV, MTOR): ("INHIBITS", 0.9, denied)}, sentence)
    assert claim.assertion.negated == negated


def test_both_models_are_heard() -> None:
    text = "{ev} inhibits {mtor}."
    (alike,) = read({(EV, MTOR): ("INHIBITS", 0.9, 0.0)}, text)
    (against,) = read({(EV, MTOR): ("INHIBITS", 0.9, 0.0)}, text, least=0.1, linear=Linear(GRAPH, 0.09))
    (agreed,) = read({(EV, MTOR): ("INHIBITS", 0.9, 0.0)}, text, linear=Linear(GRAPH, 0.95, INHIBITS=0.95))
    assert against.evidence.score < alike.evidence.score < agreed.evidence.score
    assert read({(EV, MTOR): ("INHIBITS", 0.99, 0.0)}, text, least=0.01, linear=Linear(GRAPH, 0.07)) == [], (
        "the network is not asked"
    )


def test_what_a_sentence_leaves_unsaid_has_to_be_likelier_to_be_asked_of() -> None:
    said, texts = {(EV, MTOR): ("UPREGULATES", 0.99, 0.0)}, ("{ev} was given.", "Levels of {mtor} rose.")
    assert read(said, *texts, least=0.01, linear=Linear(GRAPH, 0.12)) == []
    (unsaid,) = read(said, *texts, least=0.01, linear=Linear(GRAPH, 0.2))
    assert unsaid.evidence.start == 0, "shown from where its subject is named"
    assert len(read(said, "{ev} raised {mtor}.", least=0.01, linear=Linear(GRAPH, 0.12))) == 1


def test_the_linear_model_alone_reads_relations_and_cues_tell_denial() -> None:
    linear = Linear(GRAPH, 0.9, **{**dict.fromkeys(RELATIONS[GRAPH][1:], 0.001), "INHIBITS": 0.99})
    (claim,) = read(None, "{ev} inhibits {mtor}.", linear=linear)
    assert triples([claim]) == [(EV, "INHIBITS", MTOR)] and claim.evidence.score == pytest.approx(0.88, abs=0.02)
    (denied,) = read(None, "{ev} is not known to inhibit {mtor}.", linear=linear)
    assert denied.assertion.negated and not claim.assertion.negated


def test_ids_that_no_sentence_names_both_are_read_by_the_linear_model() -> None:
    linear = Linear("biored", 0.6, **{**dict.fromkeys(RELATIONS["biored"][1:], 0.001), "Bind": 0.999})
    claims = read(
        {}, "A study.", "{mtor} was studied. Then came rest. {akt} was bound.", "biored", least=0.55, linear=linear
    )
    assert [one.evidence.rule for one in claims] == ["biored/Bind"]
    evidence = claims[0].evidence
    assert evidence.start == len("A study. ") and evidence.end >= max(evidence.subject_end, evidence.object_end), (
        "from one to the other"
    )
    assert (
        read({}, "{mtor} was studied.", "{akt} was bound.", "drugprot", least=0.2, linear=Linear("drugprot", 0.995))
        == []
    )


@pytest.mark.parametrize(("output", "claimed"), [("biored", ["biored/Association"]), ("drugprot", [])])
def test_two_that_are_related_are_claimed_by_the_likeliest_kind_where_that_counts_first(
    output: str, claimed: list[str]
) -> None:
    """No kind is likelier than a half, so none would be claimed by itself."""
    first, *others = RELATIONS[output][1:]
    linear = Linear(output, 0.9, **{**dict.fromkeys(others, 0.3), first: 0.4})
    assert [one.evidence.rule for one in read(None, "{ev} met {mtor}.", "", output, linear=linear)] == claimed


def test_a_sentence_that_names_a_pair_twice_does_not_state_and_deny_the_same() -> None:
    """A cue holds the second place alone, and the network wavers."""
    said: Said = {(EV, MTOR): ("INHIBITS", 0.9, 0.3)}
    claims = read(said, "{ev} inhibits {mtor}, and no other drug than {ev} inhibits {mtor}.", least=0.1)
    assert len(claims) > 1 and len({one.assertion.negated for one in claims}) == 1
