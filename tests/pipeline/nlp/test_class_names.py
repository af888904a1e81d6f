"""Classes of drugs in other words, and names with a short form in them, with a lexicon of a few names."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.lexicon.lexicon import Lexicon
from kg.model import Fact, Mention
from kg.ontologies.terms import Name, Term, Terms
from kg.ontologies.writer import write
from kg.pipeline.nlp import dictionary
from kg.pipeline.nlp.abbreviations import abbreviations
from kg.pipeline.nlp.class_names import ClassNames
from kg.pipeline.nlp.defined import ShortForms
from kg.pipeline.nlp.tokens import tokenize
from kg.pipeline.nlp.written_out import WrittenOut, written

ENTITIES = (
    ("CHEBI:1", "Role", "alpha-1 adrenergic antagonist"),
    ("CHEBI:2", "Role", "cyclooxygenase inhibitor"),
    ("CHEBI:3", "Role", "muscarinic agonist"),
    ("CHEBI:4", "Role", "PARP inhibitor"),
    ("CHEBI:5", "Role", "JNK inhibitor"),
    ("CHEBI:6", "Role", "dual PARP and TNKS inhibitor"),
    ("CHEBI:7", "Role", "IL-1 inhibitor"),
    ("HGNC:270", "Target", "PARP1", "PARP-1"),
    ("HGNC:11941", "Target", "TNKS"),
    ("HGNC:4195", "Target", "GCK", "glucokinase"),
    ("MONDO:1", "Disease", "growth hormone deficiency"),
    ("MONDO:2", "Disease", "panniculitis", "subcutaneous tissue"),
    ("MONDO:3", "Disease", "left ventricular hypertrophy"),
)


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder: Path = tmp_path_factory.mktemp("classes") / "lexicon"
    folder.mkdir()
    made = Terms()
    for identifier, type_, label, *others in ENTITIES:
        made.terms[identifier] = Term(identifier, type_, label, "chebi")
        made.names.append(Name(identifier, label, "symbol" if type_ == "Target" else "label", "chebi"))
        made.names += [Name(identifier, text, "exact", "chebi") for text in others]
    for role, target in (("CHEBI:4", "HGNC:270"), ("CHEBI:6", "HGNC:270"), ("CHEBI:6", "HGNC:11941")):
        made.facts.append(Fact(role, "INHIBITS", target, "curated", "CC0-1.0", ""))
    write(folder, made, {"licences": {}, "sources": {}})
    return Lexicon(folder)


def _classes(lexicon: Lexicon, text: str, *targets: str) -> list[tuple[str, str]]:
    tokens = tokenize(text)
    found = dictionary.matches(tokens, lexicon)
    tagged = []
    for one in targets:
        start, end = text.index(one), text.index(one) + len(one)
        tagged.append(
            (tokens.starts.index(start), tokens.ends.index(end) + 1, Mention(start, end, one, "Target", "network"))
        )
    spans = ClassNames(lexicon).spans(tokens, found, tagged, ShortForms(abbreviations(text)))
    return [(mention.text, mention.expanded) for _, _, mention in spans]


@pytest.mark.parametrize(
    ("text", "targets", "found"),
    [
        (
            "We gave alpha 1-adrenoceptor blockers.",
            (),
            [("alpha 1-adrenoceptor blockers", "alpha 1-adrenergic antagonist")],
        ),
        ("A cyclooxygenase blocker was given.", (), [("cyclooxygenase blocker", "cyclooxygenase inhibitor")]),
        ("Cyclooxygenases (COX) matter. COX inhibitors help.", (), [("COX inhibitors", "Cyclooxygenase inhibitor")]),
        (
            "Cevimeline is an M3 muscarinic receptor agonist.",
            ("M3 muscarinic receptor",),
            [("M3 muscarinic receptor agonist", "muscarinic agonist")],
        ),
        ("Of all PARP-1 inhibitors one failed.", (), [("PARP-1 inhibitors", "PARP inhibitor")]),
        (
            "a c-Jun N-terminal kinase (JNK) inhibitor",
            (),
            [("c-Jun N-terminal kinase (JNK) inhibitor", "JNK inhibitor")],
        ),
        ("cyclooxygenase inhibitors", (), []),
        ("Glucokinase activators lower glucose.", (), []),
        ("IL-1 receptor antagonist fell.", (), []),
        ("They used cyclooxygenase. Inhibitors were none.", (), []),
    ],
)
def test_a_class_in_other_words(
    lexicon: Lexicon, text: str, targets: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    assert _classes(lexicon, text, *targets) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Children with growth hormone (GH) deficiency. GH deficiency is rare.",
            [
                ("growth hormone (GH) deficiency", "growth hormone deficiency"),
                ("GH deficiency", "growth hormone deficiency"),
            ],
        ),
        ("The left ventricle (LV) and LV mass.", []),
        (
            "In left ventricular (LV) hypertrophy",
            [("left ventricular (LV) hypertrophy", "left ventricular hypertrophy")],
        ),
        ("Fat is subcutaneous (SC) and SC tissue was cut.", []),
    ],
)
def test_a_name_with_a_short_form_is_written_out(lexicon: Lexicon, text: str, found: list[tuple[str, str]]) -> None:
    tokens, defined = tokenize(text), abbreviations(text)
    spans = WrittenOut(lexicon).spans(tokens, defined, [], ShortForms(defined))
    assert [(mention.text, mention.expanded) for _, _, mention in spans] == found


def test_what_would_cut_a_known_name_is_left_out(lexicon: Lexicon) -> None:
    text = "bovine growth hormone (GH) deficiency"
    tokens, defined = tokenize(text), abbreviations(text)
    finder = WrittenOut(lexicon)
    assert list(finder.spans(tokens, defined, [(0, 2)], ShortForms(defined))) == []


def test_a_stretch_is_written_out() -> None:
    text = "left ventricular (LV) failure and ischemic LV dysfunction"
    defined = abbreviations(text)
    short_forms = ShortForms(defined)
    assert written(text, 0, text.index(" and"), defined, short_forms) == "left ventricular failure"
    assert (
        written(text, text.index("ischemic"), len(text), defined, short_forms)
        == "ischemic left ventricular dysfunction"
    )
    assert written(text, 0, 4, defined, short_forms) == ""
