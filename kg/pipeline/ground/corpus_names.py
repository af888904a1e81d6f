"""Drugs and diseases where the guideline of a corpus is followed: what its annotators call them, and the names most
like one that nobody has.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import dropwhile

from kg.lexicon.lexicon import Lexicon
from kg.lexicon.mesh_headings import BROADER, broader_heading, headings, is_recent
from kg.model import Candidate
from kg.pipeline.ground.annotated_ids import Ids
from kg.pipeline.ground.case import Case
from kg.pipeline.ground.learned import LearnedNames, Recalled
from kg.pipeline.ground.rank import LIKENESS_SCORE, rows_for, score_names
from kg.pipeline.ground.spellings import one_word

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


class CorpusNames:
    """Holds the lexicon and what annotators call drugs and diseases: a resolver where their guideline is followed."""

    def __init__(self, lexicon: Lexicon, learned: LearnedNames, min_score: float = 0.0) -> None:
        """``min_score``: candidates by likeness that score less (0..1) are not looked for."""
        self._lexicon = lexicon
        self._learned = learned
        self._least_score = min_score
        self._least = max(0.0, min_score / LIKENESS_SCORE - _ROUNDING)

    def __call__(self, case: Case, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The candidates of a drug or disease, best first, with the ids annotators give this name.

        A name that annotators leave without an id, and that the lexicon lacks, stays without one; a disease's name that
        neither has is grounded to the most similar name.
        """
        type_ = case.type_of(candidates)
        recalled = self._recall(case, type_, known=bool(candidates))
        if recalled is not None and recalled.ids:
            candidates = self._with_ids(case.name, type_, candidates, recalled)
        elif not candidates and recalled is None and type_ == "Disease":
            candidates = self._unmodified(case.name) or self._most_similar(case.name)
        return self._of_their_time(candidates) if type_ == "Disease" else candidates

    def _of_their_time(self, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The candidates, the first with the heading that annotators had where MeSH's own is of later years: the
        nearest broader one.
        """
        if not candidates or not self._learned.guideline.earlier_mesh:
            return candidates
        best, lexicon = candidates[0], self._lexicon
        known = Ids.of(best).each or headings(lexicon, best.id)
        if not known or not all(map(is_recent, known)):
            return candidates
        earlier = broader_heading(lexicon, best.id, BROADER["Disease"], lambda heading: not is_recent(heading))
        if not earlier:
            return candidates
        reason = f"{best.reason}; annotators had the broader {earlier}"
        return (replace(best, ids=(earlier,), reason=reason), *candidates[1:])

    def _recall(self, case: Case, type_: str, *, known: bool) -> Recalled | None:
        """What annotators call the name or, where the lexicon does not know it, another form of it."""
        names = [case.name]
        if not known:
            names += [one_word(case.name) if type_ == "Disease" else "", case.mention.text]
        each = (self._learned.recall(type_, name) for name in dict.fromkeys(names) if name)
        return next((recalled for recalled in each if recalled), None)

    def _with_ids(
        self, name: str, type_: str, candidates: tuple[Candidate, ...], recalled: Recalled
    ) -> tuple[Candidate, ...]:
        """The candidates, that of the ids which annotators gave a name first, and with these ids."""
        lexicon, ids = self._lexicon, recalled.ids
        reason = f"annotators of {', '.join(recalled.corpora)} call it so"
        row = lexicon.row(ids.first)
        entity = lexicon.id(row) if row is not None and lexicon.type(row) == type_ else ""
        if same := next((one for one in candidates if one.id == entity), None):
            best = replace(same, ids=ids.printed, reason=f"{same.reason}; {reason}")
            return (best, *(one for one in candidates if one is not same))
        if candidates:
            # An id that the lexicon does not have is one its source has given up: only who follows that corpus wants
            # it.
            if row is None and not recalled.own and not ids.are_several:
                return candidates
            first, *others = candidates
            return (replace(first, ids=ids.printed, reason=f"{first.reason}; {reason}"), *others)
        base, gain = LEARNED_SCORE
        score = round(base + gain * recalled.share, 3)
        if row is None:
            return (Candidate(ids.first, name, type_, score, reason, ids.printed),)
        # What annotators call a drug may be a role or a protein here: an entity has one type.
        return (Candidate(lexicon.id(row), lexicon.label(row), lexicon.type(row), score, reason, ids.printed),)

    def _unmodified(self, text: str) -> tuple[Candidate, ...]:
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
        return self._with_ids(name, "Disease", exact, recalled) if recalled is not None and recalled.ids else exact

    def _most_similar(self, text: str) -> tuple[Candidate, ...]:
        """Diseases with the names most like one, annotators' and the lexicon's; of names that are equally alike, those
        that annotators wrote most often come first.
        """
        lexicon = self._lexicon
        candidates: dict[str, Candidate] = {}
        votes: Counter[str] = Counter()
        for name, likeness in self._learned.similar(text, lexicon.similar_names, LOOKED_AT, self._least):
            row = lexicon.row(name.ids.first)
            entity, label, type_ = (
                (name.ids.first, name.text, "Disease")
                if row is None
                else (lexicon.id(row), lexicon.label(row), lexicon.type(row))
            )
            reason = f"most like '{name.text}' ({likeness:.2f}) of annotators"
            one = Candidate(entity, label, type_, round(LIKENESS_SCORE * likeness, 3), reason, name.ids.printed)
            if candidates.setdefault(entity, one).score == one.score:
                votes[entity] += sum(count for _, count in name.counts)
        for alike, likeness in lexicon.similar(text, 5, self._least):
            reason = f"most like '{alike.text}' ({likeness:.2f}; {alike.source})"
            score = round(LIKENESS_SCORE * likeness, 3)
            one = Candidate(lexicon.id(alike.entity), lexicon.label(alike.entity), "Disease", score, reason)
            if one.id not in candidates or candidates[one.id].score < score:
                candidates[one.id] = one
        return tuple(sorted(candidates.values(), key=lambda one: (-one.score, -votes[one.id], not one.ids, one.id)))
