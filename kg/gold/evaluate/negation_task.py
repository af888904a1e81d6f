"""Task ``negation``: cues and scopes of negation (and of speculation) in BioScope's sentences, each sentence read on
its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.errors import InputError
from kg.gold.evaluate.bioscope import Scope, ScopedSentence, sentences
from kg.gold.evaluate.gold import GoldFile, part
from kg.gold.evaluate.task import COUNTS, Count, Mistake, Outcome, TaskSettings
from kg.model import Reject
from kg.pipeline.relate.context import ScopedCue, contexts

CUE_KINDS = ("negation", "speculation")

COMPARED = (
    "Each sentence is read on its own. A found cue is right when it overlaps a gold cue of its kind; a gold cue counts"
    " once. Scopes are compared as the tokens inside any of a sentence's scopes of a kind."
)
"""How things are compared, for the documentation."""

COLUMNS: dict[str, str] = {
    "type": (
        "cue: a found cue is right when it overlaps a gold cue of its kind, each of which counts once; scope: tokens"
        " inside some scope"
    ),
    **COUNTS,
}
KINDS: dict[str, str] = {
    "kind": "a gold cue that was found as one of the other kind",
    "missed": "a gold cue that no found cue of its kind overlaps",
    "spurious": "a found cue that overlaps no gold cue of its kind",
    "scope": "a right cue with another scope",
}

_TOKEN = re.compile(r"\w+|[^\w\s]")


def measure(files: Sequence[GoldFile], settings: TaskSettings) -> Outcome:
    """Figures of cues and of tokens in scope, for negation and for speculation."""
    outcome = Outcome()
    counts = {f"{kind} {what}": Count() for kind in CUE_KINDS for what in ("cue", "scope")}
    read = 0
    for file in files:
        try:
            for sentence in sentences(file):
                if isinstance(sentence, Reject):
                    outcome.rejects.append(sentence)
                elif not settings.part or part(sentence.document.partition(":")[2], file.shape) == settings.part:
                    outcome.mistakes += _count(sentence, counts)
                    read += 1
                    settings.progress("sentence", 1, 0)
        except InputError as error:
            outcome.rejects.append(Reject(file.path, "file", "gold", str(error)))
    outcome.rows = [{"type": name, **count.row()} for name, count in counts.items()] if read else []
    return outcome


def _count(sentence: ScopedSentence, counts: dict[str, Count]) -> list[Mistake]:
    """Add a sentence to the counts; returns its mistakes in text order."""
    found = contexts(sentence.text)
    tokens = [match.span() for match in _TOKEN.finditer(sentence.text)]
    made: list[Mistake] = []

    def add(what: str, kind: str, start: int, end: int, expected: str, said: str) -> None:
        text = sentence.text
        made.append(Mistake(what, sentence.document, start, end, text[start:end], kind, expected, said, text))

    for kind in CUE_KINDS:
        gold, ours = [s for s in sentence.scopes if s.kind == kind], [cue for cue in found if cue.kind == kind]
        pairs = _pairs(gold, ours)
        count = counts[f"{kind} cue"]
        count.gold, count.found, count.right = count.gold + len(gold), count.found + len(ours), count.right + len(pairs)
        counts[f"{kind} scope"].add(_inside(tokens, gold), _inside(tokens, ours))
        for scope in (s for s in gold if s not in [one for one, _ in pairs]):
            others = [cue for cue in found if cue.kind != kind and _overlap(cue, scope)]
            add(
                "kind" if others else "missed",
                kind,
                scope.start,
                scope.end,
                kind,
                ", ".join(cue.kind for cue in others),
            )
        for cue in (c for c in ours if c not in [one for _, one in pairs]):
            add("spurious", kind, cue.start, cue.end, "", kind)
        for scope, cue in pairs:
            if _inside(tokens, [scope]) != _inside(tokens, [cue]):
                expected, said = (sentence.text[one.scope_start : one.scope_end] for one in (scope, cue))
                add("scope", kind, cue.start, cue.end, expected, said)
    return sorted(made, key=lambda mistake: (mistake.start, mistake.end))


def _overlap(cue: ScopedCue, scope: Scope) -> bool:
    return cue.start < scope.end and scope.start < cue.end


def _pairs(gold: Sequence[Scope], ours: Sequence[ScopedCue]) -> list[tuple[Scope, ScopedCue]]:
    """Gold cues with the first found cue that overlaps each and stands for no other, in text order."""
    pairs: list[tuple[Scope, ScopedCue]] = []
    for scope in gold:
        cue = next((c for c in ours if _overlap(c, scope) and c not in [one for _, one in pairs]), None)
        pairs += [(scope, cue)] if cue is not None else []
    return pairs


def _inside(tokens: Sequence[tuple[int, int]], scopes: Sequence[Scope | ScopedCue]) -> set[object]:
    return {
        token for token in tokens if any(one.scope_start <= token[0] and token[1] <= one.scope_end for one in scopes)
    }
