"""Negation and hedging reach as far as their cue says, and no further."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.pipeline.relate import context


def status(sentence: str, words: str) -> tuple[bool, bool]:
    start = sentence.index(words)
    found = context.status(sentence, start, start + len(words))
    return found.negated, found.speculated


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("Everolimus did not prolong survival.", "prolong survival", (True, False)),
        ("Everolimus did not prolong survival but eased pain.", "eased pain", (False, False)),
        ("No effect on mTOR was seen; AKT was inhibited.", "mTOR", (True, False)),
        ("No effect on mTOR was seen; AKT was inhibited.", "inhibited", (False, False)),
        ("mTOR was not inhibited by tacrolimus.", "mTOR", (True, False)),
        ("Tacrolimus failed to inhibit mTOR.", "inhibit", (True, False)),
        ("Tacrolimus failed to inhibit mTOR.", "Tacrolimus", (False, False)),
        ("The cells grew without everolimus, which was toxic.", "toxic", (False, False)),
        ("Neither sirolimus nor everolimus helped.", "sirolimus", (True, False)),
        ("Sirolimus rather than tacrolimus was given.", "tacrolimus", (True, False)),
        ("Everolimus may inhibit growth.", "inhibit growth", (False, True)),
        ("Growth may be inhibited by everolimus.", "Growth", (False, True)),
        ("These results suggest that everolimus inhibits growth.", "inhibits", (False, True)),
        ("These results indicate that everolimus inhibits growth.", "inhibits", (False, False)),
        ("Everolimus appears to inhibit growth.", "Everolimus", (False, True)),
        ("We asked whether everolimus inhibits growth.", "inhibits", (False, True)),
        ("To determine the effect of everolimus we treated mice.", "everolimus", (False, True)),
        ("The role of AKT1 is unknown.", "AKT1", (False, True)),
        ("Everolimus not only inhibits mTOR.", "inhibits", (False, False)),
        ("NO synthase was inhibited.", "synthase", (False, False)),
        ("The study was done in the presence or absence of serum.", "serum", (False, False)),
        ("Everolimus might not inhibit mTOR.", "inhibit", (True, True)),
    ],
)
def test_status(sentence: str, words: str, expected: tuple[bool, bool]) -> None:
    assert status(sentence, words) == expected


def test_the_cue_is_named() -> None:
    sentence = "Everolimus did not help."
    assert context.status(sentence, 19, 23) == context.Context(True, False, "did not")
    assert context.status(sentence, 0, 10) == context.STATED


def test_a_cue_does_not_reach_itself() -> None:
    sentence = "It failed to grow."
    assert not context.status(sentence, 3, 9).negated


def test_a_scope_holds_its_cue_and_stays_in_the_sentence() -> None:
    sentence = "However, everolimus did not help, and it may harm."
    for cue in context.contexts(sentence):
        assert 0 <= cue.scope_start <= cue.start < cue.end <= cue.scope_end <= len(sentence)
        assert sentence[cue.start : cue.end] == cue.text
    assert [cue.text for cue in context.contexts(sentence)] == ["did not", "may"]


def test_a_sentence_without_cues_has_none() -> None:
    assert context.contexts("Everolimus inhibits mTOR.") == ()
    assert context.contexts("") == ()


GOOD = """
ignored = ["not only"]
terminators = ["but"]
after_comma = ["and"]
[[cues]]
kind = "negation"
scope = "after"
words = ["not", "lack*"]
"""


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('kind = "negation"', 'kind = "denial"', "found kind 'denial': expected one of negation"),
        ('scope = "after"', 'scope = "behind"', "found scope 'behind': expected one of after"),
        ('scope = "after"', "", "scope is missing"),
        ('scope = "after"', 'scope = "after"\nreach = 3', "unknown key reach"),
        ('terminators = ["but"]', "", "terminators is missing"),
        ('"lack*"', '"la*"', "at least four letters"),
        ('"lack*"', '"*"', "begins with a word"),
        ("[[cues]]", "[[cues]", "cannot be read as TOML"),
        ('words = ["not", "lack*"]', "words = 3", "expected a list of texts"),
    ],
)
def test_a_faulty_cue_file_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    path = tmp_path / "context.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert "not" in context.read_cues(path).phrases
    assert old in GOOD
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        context.read_cues(path)
    assert "context.toml" in str(caught.value)
    assert reason in str(caught.value)


def test_near_asks_only_the_cues_inside_or_right_before() -> None:
    sentence = "Tumours did not respond to the inhibitor everolimus, and no everolimus was left."
    start = sentence.index("inhibitor")
    inhibitor = (start, start + len("inhibitor"))
    assert context.status(sentence, *inhibitor).negated
    assert not context.status(sentence, *inhibitor, near=inhibitor).negated
    last = sentence.rindex("everolimus")
    drug = (last, last + len("everolimus"))
    assert context.status(sentence, *drug, near=drug) == context.Context(True, False, "no")


@pytest.mark.parametrize("cue", ["not ", "may ", "is not expected ", "absence of ", "we asked whether ", "not,   "])
def test_a_sentence_of_many_cues_takes_time_in_proportion(cue: str) -> None:
    begun = time.process_time()
    found = context.contexts(cue * 4000 + "and so on")
    assert len(found) >= 4000
    assert time.process_time() - begun < 5, "half a second, or minutes where each cue looks through the whole sentence"


def _scoped(cue: context.ScopedCue, at: int) -> tuple[str, int, int]:
    return cue.text, at + cue.scope_start, at + cue.scope_end


def test_scopes_of_one_sentence_are_those_of_its_clauses_each_alone() -> None:
    clauses = ["everolimus did not help (n = 3)", " sirolimus may be given...", " in contrast no tumour grew   "]
    together = [_scoped(cue, 0) for cue in context.contexts(";".join(clauses))]
    alone, at = [], 0
    for clause in clauses:
        alone += [_scoped(cue, at) for cue in context.contexts(clause)]
        at += len(clause) + 1
    assert together == alone
    assert [cue[0] for cue in alone] == ["did not", "may", "no"]


def test_a_phrase_that_is_cut_by_its_clause_ends_there() -> None:
    for sentence in (
        "A putative target. But it grew.",
        "A putative target (one) in mice.",
        "A putative target  in mice.",
    ):
        (cue,) = context.contexts(sentence)
        assert sentence[cue.scope_start : cue.scope_end] == "putative target"
