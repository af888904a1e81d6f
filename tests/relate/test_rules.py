"""The rule file does what its own examples say, and a file that does not is refused with the place and the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import paths
from kg.errors import ConfigError
from kg.relate.patterns import Example, Pattern, Rule
from kg.relate.relations import complaint, example_document
from kg.relate.rules import read_example, read_rules
from kg.relate.skeleton import skeleton

RULES = read_rules(paths.data("ontologies", "relations.toml"))
EXAMPLES = [pytest.param(rule, kind, example, id=f"{rule.name}: {example.text}") for rule in RULES for kind, example in rule.examples]
PATTERNS = [pytest.param(rule, pattern, id=f"{rule.name}: {pattern.source}") for rule in RULES for pattern in rule.patterns]


@pytest.mark.parametrize(("rule", "kind", "example"), EXAMPLES)
def test_every_example_does_what_it_says(rule: Rule, kind: str, example: Example) -> None:
    assert complaint(rule, kind, example) == ""


@pytest.mark.parametrize(("rule", "pattern"), PATTERNS)
def test_every_pattern_is_shown_by_an_example(rule: Rule, pattern: Pattern) -> None:
    shown = [example for kind, example in rule.examples if kind != "negative"]
    texts = [skeleton(example.text, 0, len(example.text), example_document(example).groundings).text for example in shown]
    assert any(pattern.regex.search(text) for text in texts)


def test_every_relation_of_the_rule_stage_has_a_rule() -> None:
    expected = {"INHIBITS", "ACTIVATES", "BINDS", "AFFECTS", "UPREGULATES", "DOWNREGULATES", "SUBSTRATE_OF", "CAUSES", "ASSOCIATED_WITH",
                "PARTICIPATES_IN", "INTERACTS_WITH", "HAS_ROLE"}  # fmt: skip
    assert {rule.relation for rule in RULES} == expected


def test_a_broken_rule_makes_its_examples_complain() -> None:
    rule = next(rule for rule in RULES if rule.name == "inhibits-active")
    assert "argument" in complaint(rule, "positive", read_example("[Everolimus|Drug] and [mTOR|Target] were named."))
    assert "no claim" in complaint(rule, "negative", read_example("[Everolimus|Drug] inhibits [mTOR|Target]."))
    assert "negated" in complaint(rule, "negated", read_example("[Everolimus|Drug] inhibits [mTOR|Target]."))
    assert "to be object" in complaint(rule, "positive", read_example("[Everolimus|Drug|object] inhibits [mTOR|Target|subject]."))


GOOD = """
[words]
inhibits = ["inhibit(s|ed)"]
[[rule]]
name = "demo"
relation = "INHIBITS"
subject = ["Drug"]
object = ["Target"]
patterns = ["{subject} {gap:2} *<inhibits> {object}"]
score = 0.8
positive = ["[Aspirin|Drug] inhibits [PTGS1|Target].", "[Aspirin|Drug] fully inhibited [PTGS1|Target]."]
negative = ["[Aspirin|Drug] with [PTGS1|Target]."]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (rule,) = read_rules(written(tmp_path, GOOD))
    assert (rule.name, rule.relation, rule.cues) == ("demo", "INHIBITS", frozenset({"inhibits", "inhibited"}))


FAULTS = [
    ('relation = "INHIBITS"', 'relation = "SLOWS"', "unknown relation 'SLOWS'"),
    ("score = 0.8", "score = 0.8\nweight = 2", "unknown key weight"),
    ("score = 0.8", "", "score is missing"),
    ("score = 0.8", "score = 1.8", "expected a number above 0"),
    ("score = 0.8", 'score = "high"', "expected a number above 0"),
    ('subject = ["Drug"]', 'subject = ["Disease"]', "subject 'Disease': INHIBITS takes"),
    ('object = ["Target"]', 'object = "Target"', "expected a list of texts"),
    ("*<inhibits>", "*<blocks>", "<blocks> is not a word list"),
    ("*<inhibits>", "*inhibit(s", "brackets that do not close"),
    ("*<inhibits>", "*<inhibits>?", "may be the cue"),
    ("{gap:2}", "{gap}", "{gap} is not understood"),
    ("{gap:2} ", "<", "is not understood"),
    ("{subject} {gap", "{object} {gap", "must hold {subject} and {object} once each"),
    ("with [PTGS1|Target]", "inhibited [PTGS1|Target]", "negative example 'Aspirin inhibited PTGS1.': expected no claim, found 1"),
    ("fully inhibited", "spared", "positive example 'Aspirin spared PTGS1.': expected 'Aspirin' to be an argument of a claim"),
    (', "[Aspirin|Drug] fully inhibited [PTGS1|Target]."', "", "at least two positive examples"),
    ('[PTGS1|Target]."]\n', '[PTGS1|Protein]."]\n', "unknown type 'Protein'"),
    ("[words]", "[word]", "unknown key word"),
    ('inhibits = ["inhibit(s|ed)"]', "inhibits = 3", "expected lists of words"),
    ("score = 0.8", 'score = 0.8\npresupposed = "yes"', "presupposed: found 'yes': expected true or false"),
    ("name = ", "name == ", "cannot be read as TOML"),
]


@pytest.mark.parametrize(("old", "new", "reason"), FAULTS)
def test_a_faulty_file_is_refused_with_file_and_reason(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert old in GOOD
    with pytest.raises(ConfigError) as caught:
        read_rules(written(tmp_path, GOOD.replace(old, new)))
    message = str(caught.value)
    assert "rules.toml" in message
    assert reason in message
    assert "\n" not in message.strip()


def test_a_name_used_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="'demo' stands there twice"):
        read_rules(written(tmp_path, GOOD + GOOD[GOOD.index("[[rule]]") :]))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml"):
        read_rules(tmp_path / "none.toml")
