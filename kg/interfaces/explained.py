"""Sentences on paper as ``kg explain`` shows them: what they come to first, then a short block for each."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from kg.ask.explain import MARKS, arguments, chosen, mark, unmarked
from kg.ask.findings import is_study
from kg.ask.links import page
from kg.ask.summary import TierSummary, in_words, judgement, summarize, why_not_counted
from kg.interfaces.output import legible, one_line, width_of
from kg.model import POLARITIES, TIERS
from kg.stores.store import Row

if TYPE_CHECKING:
    from rich.console import Console

BLOCKS = 10
"""Sentences that are shown where no other number is asked for."""

KINDS = 8
"""Diseases, pairs or relations that the summary lists before it says how many more there are."""

WIDEST = 110
"""Characters of a line, however wide the terminal is: longer ones are hard to read."""

NARROWEST = 20
"""Characters that a text has beside its label, however narrow the terminal is."""

NOT_COUNTED = "not counted: "
"""Label of the reasons for which a sentence does not count."""

COLOURS = {"supports": "green", "null": "yellow", "opposes": "red", "mixed": "magenta"}
"""Polarity -> colour of what was read, on a terminal."""

_LABEL = 9
_INDENT = 4


def write_explained(rows: Sequence[Row], shown: Sequence[Row], limit: int, stream: TextIO, *, within: str = "") -> None:
    """Write the summary of ``rows`` (as ``kg.ask.explain`` gives them) and a block for each sentence of ``shown``, some
    of them.

    At most ``limit`` blocks, all when it is 0; the last line says how many more there are. ``within`` is the disease
    that was asked for, in the words of who asked. On a terminal arguments are bold and findings coloured.
    """
    from rich.console import Console

    console = Console(file=stream, width=min(width_of(stream), WIDEST), highlight=False, markup=False, emoji=False)
    paper = _Paper(console)
    with legible(stream):
        _write(rows, shown, limit, within, paper)


def _write(rows: Sequence[Row], shown: Sequence[Row], limit: int, within: str, paper: _Paper) -> None:
    if not rows:
        paper.line("no sentences")
        return
    last = _summary(rows, within, paper)
    blocks = _blocks(shown)
    if len(shown) < len(rows):
        paper.line("")
        paper.line(f"Shown: {len(blocks):,} of {_count(len(_blocks(rows)), 'sentence')}.")
    for number, block in enumerate(blocks[:limit] if limit else blocks, 1):
        paper.line("")
        if block[0]["document"] != last:
            last = block[0]["document"]
            _publication(block[0], paper)
        _block(number, block, paper)
    if limit and len(blocks) > limit:
        paper.line("")
        paper.line(f"... and {len(blocks) - limit:,} more: --limit 0", style="bold")


class _Paper:
    """A console that wraps text under a label."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def line(self, text: str, label: str = "", *, indent: int = 0, hang: int = 0, style: str = "") -> None:
        """Write a text, wrapped to the width and cleaned of line breaks and control characters; ``label`` stands before
        its first line, further lines begin ``hang`` characters deeper.
        """
        from rich.text import Text

        start = " " * indent + label
        rest = " " * (indent + max(len(label), hang))
        marked = Text(one_line(text), style=style)
        marked.highlight_regex(f"{MARKS[0]}[^{MARKS[1]}]*{MARKS[1]}", "bold cyan")
        lines = marked.wrap(self._console, max(self._console.width - len(rest), NARROWEST)) if text else [marked]
        for number, one in enumerate(lines):
            one.rstrip()
            self._console.print(Text(rest if number else start) + one, soft_wrap=True)

    def as_it_is(self, text: str, style: str = "") -> None:
        """Write a line that is laid out already, in one piece."""
        self._console.print(text, style=style or None, soft_wrap=True)


# --- summary ----------------------------------------------------------------------------------------------------------


def _summary(rows: Sequence[Row], within: str, paper: _Paper) -> str:
    """Write the summary; returns the publication that it has introduced already, if it is of one."""
    studies = [row for row in rows if is_study(row)]
    introduced = ""
    if len(studies) == len(rows) and len({row["subject"] for row in rows}) == 1:
        _of_drug(rows, within, paper)
    elif len({row["document"] for row in rows}) == 1:
        introduced = rows[0]["document"]
        _of_publication(rows, studies, paper)
    else:
        _of_claim(rows, paper)
    if reasons := Counter(reason for row in rows for reason in why_not_counted(row)):
        paper.line("")
        left_out = sum(not row["counted"] for row in rows)
        said = "; ".join(f"{count}: {reason}" for reason, count in reasons.most_common())
        paper.line(f"Not counted are {left_out:,} of {_count(len(rows), 'reading')} ({said}).", hang=2)
    return introduced


def _of_drug(rows: Sequence[Row], within: str, paper: _Paper) -> None:
    diseases = _groups(rows, "object")
    several = f"{within} with its subtypes" if within else f"{len(diseases):,} diseases"
    where = next(iter(diseases)) if len(diseases) == 1 else several
    paper.line(f"{rows[0]['subject']} in {where}: {_amount(rows)}", style="bold")
    paper.line("")
    summary = summarize(rows)
    _table(summary, paper)
    if left := len({row["document"] for row in rows}) - sum(one.publications for one in summary):
        why = "retracted, rejected by a curator, or the drug is only what another was measured against"
        paper.line(f"Not in the table: {_count(left, 'publication')} ({why}).", hang=2)
    paper.line(in_words(summary))
    if tier := next((one.tier for one in summary if one.supports), ""):
        scores = [row["score"] for row in chosen(rows, tier, "supports") if row["counted"] and row["score"] is not None]
        best = f" (best score {max(scores):.2f})" if scores else ""
        paper.line(f"What supports it there: --tier {tier} --polarity supports{best}", style="dim")
    if len(diseases) > 1:
        paper.line("")
        for disease, found in list(diseases.items())[:KINDS]:
            paper.line(f"{disease}: {_in_short(found)}", indent=2, hang=2)
        _more(len(diseases), "diseases", f"kg explain {shlex.quote(rows[0]['subject'])} DISEASE shows one", paper)


def _of_publication(rows: Sequence[Row], studies: Sequence[Row], paper: _Paper) -> None:
    _publication(rows[0], paper)
    pairs: dict[str, list[Row]] = {}
    for row in studies:
        pairs.setdefault(f"{row['subject']} in {row['object']}", []).append(row)
    if pairs:
        paper.line("")
    for pair, found in pairs.items():
        paper.line(f"{pair}: {_in_one_publication(found)}", indent=2, hang=2)
    if others := Counter(_relation(row) for row in rows if not is_study(row)):
        paper.line("")
        listed = ", ".join(f"{relation} ({count})" for relation, count in others.most_common())
        paper.line(f"{'Other claims' if pairs else 'Claims'}: {listed}", indent=2, hang=2)


def _of_claim(rows: Sequence[Row], paper: _Paper) -> None:
    belief = "" if rows[0]["belief"] is None else f"; belief {rows[0]['belief']:.2f}"
    paper.line(f"{_claim(rows[0])}: {_amount(rows)}{belief}", style="bold")


def _table(summary: Sequence[TierSummary], paper: _Paper) -> None:
    """One line a tier, with the publications by what they found."""
    if not summary:
        return
    heads = (*POLARITIES, "publications")
    paper.as_it_is("  " + "tier".ljust(_LABEL) + "".join(f"  {head}" for head in heads), "dim")
    for one in summary:
        cells = "".join(f"  {getattr(one, head) or '-':>{len(head)}}" for head in heads)
        paper.as_it_is("  " + one.tier.ljust(_LABEL) + cells)
    paper.line("")


def _in_short(rows: Sequence[Row]) -> str:
    """What the publications of some rows found, each finding with the strongest tier of those that did."""
    tiers = summarize(rows)
    counts = {key: sum(getattr(one, key) for one in tiers) for key in POLARITIES}
    best = {key: next((one.tier for one in tiers if getattr(one, key)), "") for key in POLARITIES}
    listed = ", ".join(f"{count} {key} ({best[key]})" for key, count in counts.items() if count)
    return listed.replace("(", "(strongest ", 1) or "no evidence about it"


def _in_one_publication(rows: Sequence[Row]) -> str:
    """The same of one publication: its tier and finding."""
    for one in summarize(rows):
        return f"{one.tier}, {next(key for key in POLARITIES if getattr(one, key))}"
    return "no evidence about it"


def _groups(rows: Sequence[Row], column: str) -> dict[str, list[Row]]:
    """Rows by what they have in a column, what has most publications first."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return dict(sorted(groups.items(), key=lambda one: (-len({row["document"] for row in one[1]}), one[0])))


def _more(count: int, what: str, how: str, paper: _Paper) -> None:
    if count > KINDS:
        paper.line(f"... and {count - KINDS:,} more {what}: {how}", indent=2, hang=2)


def _amount(rows: Sequence[Row]) -> str:
    documents = len({row["document"] for row in rows})
    return f"{_count(len(_blocks(rows)), 'sentence')} of {_count(documents, 'publication')}"


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


# --- sentences --------------------------------------------------------------------------------------------------------


def _blocks(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows by sentence; what a sentence says of the same two twice is there once. In a tier, what counts and states a
    result comes first.
    """
    blocks: dict[tuple[str, int, int], dict[str, Row]] = {}
    for row in sorted(rows, key=_order):
        blocks.setdefault((row["document"], row["start"], row["end"]), {}).setdefault(row["assertion"], row)
    return [list(block.values()) for block in blocks.values()]


def _order(row: Row) -> tuple[int, bool, bool]:
    tier = TIERS.index(row["tier"]) if row["tier"] else len(TIERS)
    return tier, not row["counted"], row["polarity"] in (None, "", "unclear")


def _publication(row: Row, paper: _Paper) -> None:
    year = f" ({row['year']})" if row["year"] else ""
    paper.line(f"{row['title'] or row['document']}{year}", style="bold")
    for one in (row["document"], *(row["trials"] or ())):
        paper.as_it_is(one_line(f"{one.removeprefix('CLINICALTRIALS:')} {page(one)}"), "dim")  # no link in two pieces


def _block(number: int, block: Sequence[Row], paper: _Paper) -> None:
    spans = [span for row in block for span in arguments(row)]
    paper.line(mark(unmarked(block[0]), spans), f"{f'{number}.':<{_INDENT - 1}} ")
    groups: dict[tuple[tuple[str, str], ...], list[Row]] = {}
    for row in block:
        groups.setdefault(tuple(_details(row)), []).append(row)
    for details, rows in groups.items():
        for row in rows:
            paper.line(_read(row), "read".ljust(_LABEL), indent=_INDENT, style=COLOURS.get(row["polarity"] or "", ""))
        for label, text in details:
            paper.line(text, label.ljust(_LABEL), indent=_INDENT, style="yellow" if label == NOT_COUNTED else "")


def _details(row: Row) -> Iterator[tuple[str, str]]:
    """Label and text of what stands below a reading."""
    result = one_line(row["result"] or "")
    of_itself = result == one_line(unmarked(row))
    if result and not of_itself:
        yield "result", result
    outcome = [row["endpoint"], ", ".join(row["figures"] or ())]
    yield from _if_any("outcome", "; ".join(one for one in outcome if one))
    yield from _if_any("setting", row["setting"])
    yield from _if_any("with", ", ".join(row["partner_names"]))
    yield from _if_any("against", ", ".join(row["comparator_names"]))
    cue = f', cue "{row["cue"]}"' if row["cue"] else ""
    found = "" if not is_study(row) or (result and not of_itself) else "; no result was read"
    place = f" ({row['section']})" if row["section"] else ""
    yield "why", f"rule {row['rule']}{cue}{place}{'; the sentence states the result' if of_itself else found}"
    yield from _if_any(NOT_COUNTED, "; ".join(why_not_counted(row)))
    if "speculated" in (row["flags"] or ()):
        yield "flag", "the sentence speculates, which lowers its score"
    yield from _if_any("curator", judgement(row))


def _if_any(label: str, text: str | None) -> Iterator[tuple[str, str]]:
    if text:
        yield label, text


def _read(row: Row) -> str:
    study = f": {row['polarity'] or 'no finding'}, {row['tier'] or 'no tier'}" if is_study(row) else ""
    score = "" if row["score"] is None else f", score {row['score']:.2f}"
    return f"{_claim(row)}{study}{score}"


def _claim(row: Row) -> str:
    return f"{row['subject']} {_relation(row)} {row['object']}"


def _relation(row: Row) -> str:
    return f"{'NOT ' if row['negated'] else ''}{row['relation']}"
