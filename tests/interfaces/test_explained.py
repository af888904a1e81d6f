"""``kg explain`` on paper: the summary, the blocks, and that nothing is cut off."""

from __future__ import annotations

import io
from typing import Any

import pytest

from kg.ask.explain import COLUMNS
from kg.interfaces.explained import write_explained

EVOLVE = "PMID:25058218"
LIST_COLUMNS = ("partners", "partner_names", "comparators", "comparator_names", "flags", "figures", "trials")


def reading(
    document: str = EVOLVE, subject: str = "drugimab", object_: str = "dyspepsia", **rest: Any
) -> dict[str, Any]:
    """A row of ``explain`` about a sentence that begins at 100."""
    raw = rest.pop("raw", f"The {subject} arm of {object_} did no better.")
    at = raw.index(subject), raw.index(object_)
    marked = raw.replace(subject, f"«{subject}»", 1).replace(object_, f"«{object_}»", 1)
    row: dict[str, Any] = {column: [] if column in LIST_COLUMNS else "" for column in COLUMNS}
    row |= {
        "document": document, "title": f"Report {document}", "year": 2014, "subject": subject, "object": object_,
        "relation": "STUDIED_FOR", "negated": False, "tier": "phase-3", "polarity": "null", "attribution": "drug",
        "counted": True, "sentence": marked, "result": raw, "section": "results", "rule": "study/read",
        "score": 0.876, "belief": 0.9, "start": 100, "end": 100 + len(raw), "assertion": f"{subject}-{object_}",
        "subject_start": 100 + at[0], "subject_end": 100 + at[0] + len(subject),
        "object_start": 100 + at[1], "object_end": 100 + at[1] + len(object_),
    }  # fmt: skip
    return row | rest


def written(rows: list[dict[str, Any]], shown: list[dict[str, Any]] | None = None, limit: int = 0, **rest: Any) -> str:
    stream = io.StringIO()
    write_explained(rows, rows if shown is None else shown, limit, stream, **rest)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


def test_the_summary_comes_first_and_a_block_has_all_there_is_to_check() -> None:
    rows = [
        reading(
            result="Survival was 7.6 and 7.3 months.", endpoint="survival", figures=["HR 1.05", "P=0.7"],
            setting="second-line", partner_names=["helpimab"], comparator_names=["placebo"], cue="did no better",
            trials=["CLINICALTRIALS:NCT01035229"],
        ),
        reading("PMID:2", tier="in-vivo", polarity="supports"),
    ]  # fmt: skip
    assert (
        written(rows)
        == """\
drugimab in dyspepsia: 2 sentences of 2 publications

  tier       supports  null  opposes  mixed  unclear  publications
  phase-3           -     1        -      -        -             1
  in-vivo           1     -        -      -        -             1

Strongest support: in-vivo (1 publication). Stronger studies found no difference: phase-3 (1
publication).
What supports it there: --tier in-vivo --polarity supports (best score 0.88)

Report PMID:25058218 (2014)
PMID:25058218 https://pubmed.ncbi.nlm.nih.gov/25058218/
NCT01035229 https://clinicaltrials.gov/study/NCT01035229
1.  The «drugimab» arm of «dyspepsia» did no better.
    read     drugimab STUDIED_FOR dyspepsia: null, phase-3, score 0.88
    result   Survival was 7.6 and 7.3 months.
    outcome  survival; HR 1.05, P=0.7
    setting  second-line
    with     helpimab
    against  placebo
    why      rule study/read, cue "did no better" (results)

Report PMID:2 (2014)
PMID:2 https://pubmed.ncbi.nlm.nih.gov/2/
2.  The «drugimab» arm of «dyspepsia» did no better.
    read     drugimab STUDIED_FOR dyspepsia: supports, in-vivo, score 0.88
    why      rule study/read (results); the sentence states the result
"""
    )


def test_what_does_not_count_is_said_plainly() -> None:
    out = written(
        [
            reading(counted=False, flags=["retracted"]),
            reading("PMID:2", counted=False, attribution="combination", polarity="supports"),
            reading("PMID:3", flags=["speculated"], polarity="unclear", result=""),
        ]
    )
    whole = " ".join(out.split())
    assert "Not in the table: 1 publication (retracted, rejected by a curator, or" in whole
    assert "No publication supports it. Stated no result that counts: phase-3 (2 publications)." in out
    assert "Not counted are 2 of 3 readings (1: the publication is retracted; 1: the result is that of a" in out
    assert out.count("    not counted: ") == 2
    assert "    not counted: the result is that of a combination, not of the drug alone\n" in out
    assert "    why      rule study/read (results); no result was read\n" in out
    assert "    flag     the sentence speculates, which lowers its score\n" in out
    assert "What supports it there" not in out


def test_what_a_curator_said_is_shown_with_the_sentence() -> None:
    judged = {"note": "the placebo arm", "judged_by": "A. Curator", "judged_on": "2026-05-01"}
    out = written(
        [
            reading(counted=False, flags=["rejected"], polarity="supports", **judged),
            reading("PMID:2", flags=["accepted"], judged_by="A. Curator"),
        ]
    )
    assert "phase-3           -     1" in out and "No publication supports it." in out
    assert "    not counted: a curator rejected it\n" in out
    assert "    curator  rejected by A. Curator on 2026-05-01: the placebo arm\n" in out
    assert "    curator  accepted by A. Curator\n" in out


def test_more_sentences_than_are_shown_are_counted() -> None:
    rows = [reading(f"PMID:{number}") for number in range(1, 42)]
    out = written(rows, limit=10)
    assert out.endswith("\n\n... and 31 more: --limit 0\n") and "10.  The «drugimab»" not in out
    assert "\n10. The «drugimab»" in out and "\n11. " not in out
    assert "more" not in written(rows[:10], limit=10)
    assert "\n41. The" in written(rows, limit=0) and "more" not in written(rows, limit=0)


def test_a_choice_of_sentences_leaves_the_summary_as_it_is() -> None:
    rows = [reading("PMID:1"), reading("PMID:2", polarity="supports"), reading("PMID:3", polarity="supports")]
    out = written(rows, shown=rows[:1])
    assert "phase-3           2     1" in out and "\nShown: 1 of 3 sentences.\n" in out
    assert "Report PMID:1 (2014)" in out and "Report PMID:2" not in out


def test_within_a_tier_what_counts_and_states_a_result_comes_first() -> None:
    rows = [
        reading("PMID:1", counted=False, attribution="combination"), reading("PMID:2", polarity="unclear"),
        reading("PMID:3"), reading("PMID:4", tier="in-vivo", polarity="supports"),
    ]  # fmt: skip
    out = written(rows)
    assert [out.index(f"Report PMID:{number}") for number in (3, 2, 1, 4)] == sorted(
        out.index(f"Report PMID:{number}") for number in (1, 2, 3, 4)
    )


def test_line_breaks_and_control_characters_do_not_reach_the_terminal() -> None:
    raw = "The drugimab arm\n\tof \x1b[31mdyspepsia\x07 did\r\nno \u202ebetter."
    out = written([reading(raw=raw, result=raw, title="A\x1b]0;x\x07 title\nin two lines", endpoint="a\nb")])
    assert not [char for char in out if char != "\n" and not char.isprintable()]
    assert "1.  The «drugimab» arm of [31m«dyspepsia» did no better.\n" in out
    assert "A ]0;x title in two lines (2014)\n" in out and "outcome  a b\n" in out
    assert "the sentence states the result" in out


def test_a_terminal_that_has_no_guillemets_gets_the_rest() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    write_explained([reading()], [reading()], 0, stream)
    stream.flush()
    assert b"1.  The ?drugimab? arm of ?dyspepsia? did no better.\n" in stream.buffer.getvalue()


def test_long_sentences_are_wrapped_and_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = "The drugimab arm " + "went on and on " * 40 + "in dyspepsia."
    for columns in (40, 60, 100, 400):
        monkeypatch.setenv("COLUMNS", str(columns))
        out = written([reading(raw=raw, result=raw, trials=["CLINICALTRIALS:NCT01035229"])])
        assert " ".join(out.split()).count("went on and on") == 40
        laid_out = ("PMID:", "NCT", "  tier", "  phase-3")  # in one piece however narrow it is
        wide = [line for line in out.splitlines() if len(line) > min(columns, 110)]
        assert not [line for line in wide if not line.startswith(laid_out)]
        assert "https://clinicaltrials.gov/study/NCT01035229\n" in out, "a link is never in two pieces"


def test_a_publication_of_ones_own_has_no_link() -> None:
    out = written([reading("PMID:99000001"), reading("KGD:notes", title="", year=None)])
    assert "https" not in out and "PMID:99000001\n" in out and "\nKGD:notes\nKGD:notes\n" in out


def test_several_diseases_are_listed_with_what_was_found_in_each() -> None:
    rows = [reading(f"PMID:{number}", object_=f"disease{number}") for number in range(1, 12)]
    rows += [reading("PMID:20", object_="disease1", tier="in-vivo", polarity="supports")]
    out = written(rows)
    assert out.startswith("drugimab in 11 diseases: 12 sentences of 12 publications\n")
    assert "  disease1: 1 supports (strongest in-vivo), 1 null (phase-3)\n" in out
    assert "  ... and 3 more diseases: kg explain drugimab DISEASE shows one\n" in out
    assert written(rows, within="HCC").startswith("drugimab in HCC with its subtypes: 12 sentences")


def test_a_publication_lists_its_pairs_and_its_other_claims() -> None:
    raw = "In dyspepsia drugimab and helpimab inhibit MTOR."
    one = reading(raw=raw)
    rows = [
        one,
        reading(raw=raw, subject="helpimab", attribution="comparator", counted=False),
        reading(raw=raw, object_="MTOR", relation="INHIBITS", tier="", polarity="", attribution="", result=""),
        reading(raw=raw, object_="MTOR", relation="ACTIVATES", negated=True, tier="", polarity="", result="",
                assertion="x", score=None),
    ]  # fmt: skip
    out = written(rows)
    assert out.startswith(f"Report {EVOLVE} (2014)\n{EVOLVE} https://pubmed.ncbi.nlm.nih.gov/25058218/\n\n")
    assert out.count("Report ") == 1, "the publication is introduced once"
    assert "  drugimab in dyspepsia: phase-3, null\n  helpimab in dyspepsia: no evidence about it\n" in out
    assert "  Other claims: INHIBITS (1), NOT ACTIVATES (1)\n" in out
    assert out.count("1.  In «dyspepsia» «drugimab» and «helpimab» inhibit «MTOR».\n") == 1 and "2. " not in out
    assert "    read     drugimab INHIBITS MTOR, score 0.88\n    read     drugimab NOT ACTIVATES MTOR\n" in out
    assert "Claims: INHIBITS (1), NOT ACTIVATES (1)\n" in written(rows[2:])


def test_an_assertion_has_its_claim_and_belief_above_its_sentences() -> None:
    rows = [reading(f"PMID:{n}", relation="INHIBITS", tier="", polarity="", attribution="") for n in (1, 2)]
    assert written(rows).startswith("drugimab INHIBITS dyspepsia: 2 sentences of 2 publications; belief 0.90\n")


def test_no_sentence_is_said() -> None:
    assert written([]) == "no sentences\n"


def test_a_terminal_has_the_arguments_bold(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("COLORTERM", raising=False)
    stream = Terminal()
    rows = [reading()]
    write_explained(rows, rows, 0, stream)
    assert "\x1b[1;36m«drugimab»\x1b[0m" in stream.getvalue()
    assert "\x1b[33mdrugimab STUDIED_FOR dyspepsia: null" in stream.getvalue()
