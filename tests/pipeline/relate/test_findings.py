"""What result sentences say, and the cue table they are read with."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest

from kg import paths
from kg.errors import ConfigError
from kg.pipeline.relate import study_cues
from kg.pipeline.relate.findings import Finding, read
from kg.pipeline.relate.statistics import figures
from kg.pipeline.relate.study_cues import FoundCue, StudyCue, StudyPattern, cues, patterns, plain, scan

LINES = [(cue.name, line, re.compile(rf"(?:{line})(?!\w)")) for cue in cues() for line in cue.patterns]
"""The lines of the table in their order: name of the cue, its pattern, and the pattern as the scanner reads it."""


def line_of(text: str, token: FoundCue) -> tuple[str, str]:
    """The line that a token is read by: the first of the table that fits where the token begins."""
    name, line, fit = next((name, line, fit) for name, line, found in LINES if (fit := found.match(text, token.start)))
    assert fit.end() == token.end, "the scanner and the table must agree"
    return name, line


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: cue.name)
def test_every_line_reads_something_in_its_own_sentence(cue: StudyCue) -> None:
    for line, sentence in zip(cue.patterns, cue.positive, strict=True):
        text = plain(sentence)
        read_by = {line_of(text, token): token.kind for token in scan(text)}
        assert read_by.get((cue.name, line)) == cue.kind, f"{line!r} reads nothing in {sentence!r}: {read_by}"


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: cue.name)
def test_no_cue_is_found_in_its_counterexamples(cue: StudyCue) -> None:
    assert cue.negative
    for sentence in cue.negative:
        assert cue.kind not in {token.kind for token in scan(plain(sentence))}, sentence


def test_no_two_lines_share_a_sentence() -> None:
    sentences = [sentence for cue in cues() for sentence in cue.positive]
    assert [sentence for sentence, count in Counter(sentences).items() if count > 1] == []


@pytest.mark.parametrize("entry", patterns().values(), ids=lambda entry: entry.name)
def test_every_pattern_fits_its_examples_only(entry: StudyPattern) -> None:
    found = study_cues.pattern(entry.name, 0)
    for sentence in entry.positive:
        assert found.search(plain(sentence)), sentence
    for alternative in entry.alternatives:
        fits = re.compile(alternative.replace("#", "0"))
        assert any(fits.search(plain(sentence)) for sentence in entry.positive), f"no example of {alternative!r}"
    for sentence in entry.negative:
        assert not found.search(plain(sentence)), sentence


def test_a_broken_pattern_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "studies.toml").write_text(
        '[[cue]]\nname = "odd"\nkind = "null"\nlines = [["(no", "No."]]\nnegative = []\n'
    )
    monkeypatch.setattr(paths, "data", lambda *parts: tmp_path / "studies.toml")
    with pytest.raises(ConfigError, match=r"cue 'odd'.*not a regular expression"):
        cues.__wrapped__()


def test_an_unknown_kind_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "studies.toml").write_text(
        '[[cue]]\nname = "odd"\nkind = "nil"\nlines = [["no", "No."]]\nnegative = []\n'
    )
    monkeypatch.setattr(paths, "data", lambda *parts: tmp_path / "studies.toml")
    with pytest.raises(ConfigError, match=r"kind 'nil': expected one of"):
        cues.__wrapped__()


@pytest.mark.parametrize("line", ['"no"', '["no"]', '["no", "No.", "Not."]', '["no", 1]'])
def test_a_line_that_is_no_pair_is_named(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "studies.toml").write_text(f'[[cue]]\nname = "odd"\nkind = "null"\nlines = [{line}]\nnegative = []\n')
    monkeypatch.setattr(paths, "data", lambda *parts: tmp_path / "studies.toml")
    with pytest.raises(ConfigError, match=r"cue 'odd': the line .* is no pair"):
        cues.__wrapped__()


SENTENCES = [
    # stated outright
    ("Drugx improved overall survival.", "supports"),
    ("Median survival was significantly longer with drugx.", "supports"),
    ("Drugx reduced recurrence.", "supports"),
    ("Drugx inhibited proliferation and induced apoptosis of the cells.", "supports"),
    ("Tumour growth was suppressed by drugx.", "supports"),
    ("Drugx did not improve overall survival.", "null"),
    ("There was no significant difference in recurrence between the groups.", "null"),
    ("Drugx failed to prolong progression-free survival.", "null"),
    ("Survival was similar in both arms.", "null"),
    ("Drugx had no effect on tumour growth.", "null"),
    ("The trial did not meet its primary endpoint.", "null"),
    ("Drugx was ineffective.", "null"),
    ("Mortality was higher with drugx than with placebo.", "opposes"),
    ("Survival was significantly shorter in the drugx group.", "opposes"),
    ("Drugx promoted tumour growth.", "opposes"),
    ("Drugx was inferior to compx.", "opposes"),
    ("The trial was stopped early because of excess deaths.", "opposes"),
    ("Drugx showed modest antitumour activity.", "mixed"),
    ("Drugx improved progression-free survival but not overall survival.", "supports"),
    ("Drugx did not improve overall survival but prolonged progression-free survival.", "mixed"),
    # said of the other arm
    ("Recurrence was higher in the placebo group.", "supports"),
    ("Survival was longer with placebo than with drugx.", "opposes"),
    ("Compx was superior to drugx in prolonging survival.", "opposes"),
    # figures
    ("Recurrence was 3.6% with drugx and 11.5% with compx (P = 0.136).", "null"),
    ("Median survival was 7.6 versus 7.3 months (HR 1.05; 95% CI, 0.86 to 1.27).", "null"),
    ("Median survival was 10.7 versus 7.9 months (HR 0.69; 95% CI, 0.55 to 0.87; P<0.001).", "supports"),
    ("Recurrence was 10% versus 30% (P = 0.01).", "supports"),
    ("Survival at one year was 68% versus 70%.", "null"),
    ("Recurrence tended to be lower with drugx (P = 0.08).", "null"),
    ("Survival was longer with drugx, although this difference was not significant.", "null"),
    ("There was a greater reduction in tumour volume with drugx than with placebo (P = 0.02).", "supports"),
    # not a result
    ("Adverse events were more frequent with drugx.", "unclear"),
    ("Baseline characteristics were similar in both groups.", "unclear"),
    ("We asked whether drugx improves survival.", "unclear"),
    ("Drugx may improve survival.", "unclear"),
    ("Drugx was given by mouth.", "unclear"),
    ("Bleeding was more common with drugx.", "unclear"),
    ("Drugx reduced recurrence without increasing toxicity.", "supports"),
]


def told(findings: tuple[Finding, ...]) -> str:
    """What a sentence comes to: findings that are no hedges agree, or a primary outcome decides."""
    stated = [finding for finding in findings if not finding.hedged]
    effects = {finding.effect for finding in stated}
    if not stated:
        return "unclear"
    if any(one.mixed for one in stated) and not any(one.effect > 0 and not one.mixed and one.tested for one in stated):
        return "mixed"
    if 1 not in effects or effects == {1}:
        return "supports" if effects == {1} else "null" if effects == {0} else "opposes"
    return "supports" if {one.effect for one in stated if one.primary} == {1} else "mixed"


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_reads_as(sentence: str, expected: str) -> None:
    assert told(read(plain(sentence))) == expected


def test_singles_of_a_combination_are_null_while_the_pair_is_not() -> None:
    found = read(plain("The combination, but not either drug singly, caused regression."))
    assert [f.effect for f in found if f.cue == "not either drug"] == [0]
    assert any(f.effect == 1 and f.combined and not f.alone for f in found)
    found = read(plain("The lower dose was not effective, but survival improved with the higher one."))
    assert [(f.effect, f.combined) for f in found if f.cue == "improved"] == [(1, False)], (
        "what was not effective is not one of two"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p = 0.05", [True]),
        ("p=0.051", [False]),
        ("p < .001", [True]),
        ("p > 0.05", [False]),
        *((f"p {sign} {number}", [True]) for sign in "=<" for number in (
            "2 x 10^-5", "3.4 × 10^−6", "3.4 x 10(-6)", "2.1×10⁻⁵", "1.7 × 10-3",
            "5.6 10(-5)", "1.5·10^-9", "10^-4", "3e-7", "1.2e-8", "0·03"
        )),
        ("p = 0·30", [False]),
        ("p = 0.10", [False]),
        ("p = 1.0", [False]),
        ("p = 10.5", []),
        ("hr 0.80, 95% ci 0.70-0.91", [True]),
        ("odds ratio 1.4 (95% ci 0.9 to 2.1)", [False]),
        ("hazard ratio 15 for compx (95% ci 1.3-172.85)", [True]),
        ("p53 was mutated in 12 of 30", []),
    ],
)  # fmt: skip
def test_figures_are_significant_or_not(text: str, expected: list[bool]) -> None:
    assert [figure.significant for figure in figures(text)] == expected


def test_words_of_change_by_the_thousand_take_no_time() -> None:
    began = time.process_time()
    assert read("survival improved more with greater reduction " * 400)
    assert time.process_time() - began < 10
