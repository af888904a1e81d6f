"""Names beside the lexicon's own: what annotators of corpora call things, and the names most like one that nobody
has.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import dropwhile

from kg.lexicon.lexicon import Lexicon
from kg.lexicon.mesh_headings import BROADER, broader_heading, headings, is_recent
from kg.model import Candidate, Mention
from kg.pipeline.ground.learned import LearnedNames, Recalled
from kg.pipeline.ground.rank import rows_for, score_names
from kg.pipeline.ground.spellings import one_word

LIKENESS_SCORE = 0.75
"""What a likeness of 1 scores: with the least score that pipelines have (0.55) a name must be alike by 0.73."""

LOOKED_AT = 10
"""Most names of annotators that are looked at for a name most like theirs: many are equally alike (``myocardial
damage``, ``injury``).
"""

_ROUNDING = 0.01
"""Scores are rounded, so that names a little less alike may reach the least one."""

LEARNED_SCORE = (0.6, 0.3)
"""Score of an entity that only annotators' names lead to: the first, and the second times the share of the name's
mentions that are it.
"""


BEFORE_2016 = frozenset(("bc5cdr", "ncbi-disease"))
"""Guidelines whose corpora were annotated with the MeSH of earlier years."""


MODIFIERS = frozenset(
    (
        "sporadic nonfamilial non-familial familial hereditary inherited heritable genetic congenital idiopathic"
        " autosomal dominant recessive autosomal-dominant autosomal-recessive x-linked primary secondary bilateral"
        " unilateral multifocal multicentric localized localised generalized generalised diffuse severe mild moderate"
        " profound marked extensive advanced progressive slowly rapidly acute subacute chronic recurrent relapsing"
        " refractory transient persistent permanent fatal lethal symptomatic asymptomatic overt typical atypical"
        " classic classical isolated common rare early late onset early-onset late-onset adult- onset childhood-onset"
        " infantile-onset human and"
    ).split()
)
"""Words before a disease for its course, severity, side or inheritance: where the whole has no name, the disease
without them is meant.
"""


class OtherNames:
    """Holds the lexicon and what annotators call drugs and diseases."""

    def __init__(self, lexicon: Lexicon, learned: LearnedNames, min_score: float = 0.0) -> None:
        """``min_score``: candidates by likeness that score less (0..1) are not looked for."""
        self._lexicon = lexicon
        self._learned = learned
        self._least_score = min_score
        self._least = max(0.0, min_score / LIKENESS_SCORE - _ROUNDING)

    def __call__(self, mention: Mention, type_: str, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The candidates of a mention of a drug or disease, best first, with the ids annotators give this name.

        ``candidates`` are the lexicon's by exact name. A name that annotators leave without an id, and that the lexicon
        lacks, stays without one; a disease's name that neither has is grounded to the most similar name.
        """
        recalled = self._recall(mention, type_, bool(candidates))
        if recalled is not None and recalled.ids:
            found = self._with_ids(mention, type_, candidates, recalled)
        elif candidates or recalled is not None or type_ != "Disease":
            found = candidates
        else:
            text = mention.expanded or mention.text
            found = self._unmodified(mention, text) or self._most_similar(text)
        return self._of_their_time(found) if type_ == "Disease" and self._learned.guideline in BEFORE_2016 else found

    def _of_their_time(self, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The candidates, the first with the heading that annotators had where MeSH's own is of later years: the
        nearest broader one.
        """
        if not candidates:
            return candidates
        best, lexicon = candidates[0], self._lexicon
        known = [one for ids in best.ids for one in ids.split("|")] or headings(lexicon, best.id)
        if not known or not all(map(is_recent, known)):
            return candidates
        earlier = broader_heading(lexicon, best.id, BROADER["Disease"], lambda heading: not is_recent(heading))
        if not earlier:
            return candidates
        return (
            replace(best, ids=(earlier,), reason=f"{best.reason}; annotators had the broader {earlier}"),
            *candidates[1:],
        )

    def _recall(self, mention: Mention, type_: str, known: bool) -> Recalled | None:
        # What a document defines counts; the short form alone may mean something else elsewhere.
        surfaces = [mention.expanded or mention.text]
        if not known:
            surfaces += [one_word(surfaces[0]) if type_ == "Disease" else "", mention.text]
        return next(
            (
                found
                for surface in dict.fromkeys(surfaces)
                if surface and (found := self._learned.recall(type_, surface))
            ),
            None,
        )

    def _with_ids(
        self, mention: Mention, type_: str, candidates: tuple[Candidate, ...], recalled: Recalled
    ) -> tuple[Candidate, ...]:
        reason = f"annotators of {', '.join(recalled.corpora)} call it so"
        there = self._lexicon.row(recalled.ids.partition("|")[0])
        row = there if there is not None and self._lexicon.type(there) == type_ else None
        entity = self._lexicon.id(row) if row is not None else ""
        if same := next((one for one in candidates if one.id == entity), None):
            best = replace(same, ids=(recalled.ids,), reason=f"{same.reason}; {reason}")
            return (best, *(one for one in candidates if one is not same))
        if candidates:
            # An id that the lexicon does not have is one its source has given up: only who follows that corpus wants
            # it.
            if there is None and not recalled.own and "|" not in recalled.ids:
                return candidates
            return (
                replace(candidates[0], ids=(recalled.ids,), reason=f"{candidates[0].reason}; {reason}"),
                *candidates[1:],
            )
        base, gain = LEARNED_SCORE
        score = round(base + gain * recalled.share, 3)
        if there is None:
            return (
                Candidate(
                    recalled.ids.partition("|")[0],
                    mention.expanded or mention.text,
                    type_,
                    score,
                    reason,
                    (recalled.ids,),
                ),
            )
        # What annotators call a drug may be a role or a protein here: an entity has one type.
        lexicon = self._lexicon
        return (
            Candidate(lexicon.id(there), lexicon.label(there), lexicon.type(there), score, reason, (recalled.ids,)),
        )

    def _unmodified(self, mention: Mention, text: str) -> tuple[Candidate, ...]:
        """The candidates of a disease without the words for its course before it, where that has a name; none where
        there are no such.
        """
        words = text.split()
        rest = list(dropwhile(lambda word: word.lower().strip(",") in MODIFIERS, words))
        if not rest or len(rest) == len(words):
            return ()
        name, lexicon = " ".join(rest), self._lexicon
        exact = tuple(
            Candidate(
                lexicon.id(one.row),
                lexicon.label(one.row),
                "Disease",
                LIKENESS_SCORE,
                f"without the words for its course: {one.reason}",
            )
            for one in score_names(name, rows_for(name, lexicon), lexicon)
            if lexicon.type(one.row) == "Disease" and one.score >= self._least_score
        )
        recalled = self._learned.recall("Disease", name)
        if recalled is not None and recalled.ids:
            return self._with_ids(replace(mention, text=name, expanded=""), "Disease", exact, recalled)
        return exact

    def _most_similar(self, text: str) -> tuple[Candidate, ...]:
        lexicon = self._lexicon
        found: dict[str, Candidate] = {}
        votes: Counter[str] = Counter()
        for name, likeness in self._learned.similar(text, lexicon.similar_names, LOOKED_AT, self._least):
            row = lexicon.row(name.ids.partition("|")[0])
            identifier, label, type_ = (
                (name.ids.partition("|")[0], name.text, "Disease")
                if row is None
                else (lexicon.id(row), lexicon.label(row), lexicon.type(row))
            )
            reason = f"most like '{name.text}' ({likeness:.2f}) of annotators"
            one = Candidate(identifier, label, type_, round(LIKENESS_SCORE * likeness, 3), reason, (name.ids,))
            if found.setdefault(identifier, one).score == one.score:
                votes[identifier] += sum(count for _, count in name.counts)
        for row_, likeness in lexicon.similar(text, 5, self._least):
            reason = f"most like '{row_.text}' ({likeness:.2f}; {row_.source})"
            score = round(LIKENESS_SCORE * likeness, 3)
            one = Candidate(lexicon.id(row_.entity), lexicon.label(row_.entity), "Disease", score, reason)
            if one.id not in found or found[one.id].score < score:
                found[one.id] = one
        # Of names that are equally alike, those that annotators wrote most often decide.
        return tuple(sorted(found.values(), key=lambda one: (-one.score, -votes[one.id], not one.ids, one.id)))
