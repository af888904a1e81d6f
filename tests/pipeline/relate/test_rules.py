"""The rule file does what its own examples say, and a file that does not is refused with the place and the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import paths
from kg.errors import ConfigError
from kg.pipeline.relate.examples import ExampleSentence, example_document, read_example
from kg.pipeline.relate.patterns import RolePattern, Rule
from kg.pipeline.relate.roles import complaint
from kg.pipeline.relate.rules import read_rules
from kg.pipeline.relate.skeleton import skeleton

RULES = read_rules(paths.data("ontologies", "roles.toml"))
EXAMPLES = [
    pytest.param(rule, kind, example, id=f"{rule.name}: {example.text}")
    for rule in RULES
    for kind, example in rule.examples
]
PATTERNS = [
    pytest.param(rule, pattern, id=f"{rule.name}: {pattern.source}") for rule in RULES for pattern in rule.patterns
]


@pytest.mark.parametrize(("rule", "kind", "example"), EXAMPLES)
def test_every_example_does_what_it_says(rule: Rule, kind: str, example: ExampleSentence) -> None:
    assert complaint(rule, kind, example) == ""


@pytest.mark.parametrize(("rule", "pattern"), PATTERNS)
def test_every_pattern_is_shown_by_an_example(rule: Rule, pattern: RolePattern) -> None:
    shown = [example for kind, example in rule.examples if kind != "negative"]
    texts = [
        skeleton(example.text, 0, len(example.text), example_document(example).groundings).text for example in shown
    ]
    assert any(pattern.regex.search(text) for text in texts)


def test_a_broken_rule_makes_its_examples_complain() -> None:
    rule = next(rule for rule in RULES if rule.name == "drug-then-role")
    stated = "[Everolimus|Drug] is an [mTOR inhibitor|Role]."
    assert "argument" in complaint(
        rule, "positive", read_example("[Everolimus|Drug] and [mTOR inhibitor|Role] were named.")
    )
    assert "no claim" in complaint(rule, "negative", read_example(stated))
    assert "negated" in complaint(rule, "negated", read_example(stated))
    assert "speculated" in complaint(rule, "speculated", read_example(stated))
    assert "to be object" in complaint(
        rule, "positive", read_example("[Everolimus|Drug|object] is an [mTOR inhibitor|Role|subject].")
    )


GOOD = """
[words]
acts = ["acts", "act"]
[[rule]]
name = "demo"
patterns = ["{drug} {gap:2} *<acts> as {role}"]
score = 0.8
positive = ["[Aspirin|Drug] acts as [blocker|Role].", "[Aspirin|Drug] also acts as [blocker|Role]."]
negative = ["[Aspirin|Drug] with [blocker|Role]."]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (rule,) = read_rules(written(tmp_path, GOOD))
    assert (rule.name, rule.score, rule.presupposed, len(rule.patterns)) == ("demo", 0.8, False, 1)


FAULTS = [
    ("score = 0.8", "score = 0.8\nweight = 2", "unknown key weight"),
    ("score = 0.8", "", "score is missing"),
    ("score = 0.8", "score = 1.8", "expected a number above 0"),
    ("score = 0.8", 'score = "high"', "expected a number above 0"),
    ('patterns = ["{drug} {gap:2} *<acts> as {role}"]', "patterns = 3", "expected a list of texts"),
    ("*<acts>", "*<blocks>", "<blocks> is not a word list"),
    ("*<acts>", "*act(s", "no choice of words"),
    ("*<acts>", "*<acts>?", "may be the cue"),
    ("*<acts> as", "*<acts> *as", "may be the cue"),
    ("{gap:2} *<acts>", "*{gap:2} <acts>", "may be the cue"),
    ("{gap:2}", "{gap}", "{gap} is not understood"),
    ("{gap:2}", "{far:2}", "{far} is not understood: expected {drug}, {role} or {gap:N}"),
    ("{gap:2} ", "<", "is not understood"),
    ("{drug} {gap", "{role} {gap", "must hold {drug} and {role} once each"),
    (
        "with [blocker|Role]",
        "acts as [blocker|Role]",
        "negative example 'Aspirin acts as blocker.': expected no claim, found 1",
    ),
    (
        "also acts",
        "hardly works",
        "positive example 'Aspirin hardly works as blocker.': expected 'Aspirin' to be an argument of a claim",
    ),
    (', "[Aspirin|Drug] also acts as [blocker|Role]."', "", "at least two positive examples"),
    ('[blocker|Role]."]\n', '[blocker|Class]."]\n', "unknown type 'Class'"),
    ("[words]", "[word]", "unknown key word"),
    ('acts = ["acts", "act"]', "acts = 3", "expected lists of words"),
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
