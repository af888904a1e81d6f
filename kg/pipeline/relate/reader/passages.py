"""What is read of a pair to tell its result: the sentences that are likely to decide it, with the title before them.

A small network does not find a result in a whole abstract, and reads it where it stands (measured: decision 13). So
each sentence is weighed by what can be counted of it, with weights that ``kg train results`` learns from the sentences
that annotators named as deciding, and those that weigh most make a passage, in the order of the text, after ``DRUG for
DISEASE:``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.model import AnnotatedDocument
from kg.pipeline.relate.reader.study_pairs import PAIRED, PairedEntity, StudyPairs
from kg.pipeline.relate.zones import ZONES

F64 = npt.NDArray[np.float64]

ROOM = 550
"""Characters of sentences that a passage holds beside the title, unless one alone is longer."""

_NAME = 60
"""Characters of a name that stand at its head."""

_CUES: tuple[tuple[str, str], ...] = (
    ("significance", r"signific"),
    ("p value", r"p ?[<=>]"),
    ("gain", r"improv|better|superior|higher|greater|more effective"),
    ("fall", r"reduc|decreas|lower|less"),
    ("efficacy", r"effective|efficac"),
    ("summary", r"conclu|suggest|in summary|(?:our|these) (?:results|findings|data)"),
    ("no difference", r"no (?:significant )?differ|did not|not "),
    ("outcome", r"survival|response|remission|mortality|recover"),
    ("comparison", r"placebo|versus|vs|compared|than|control"),
    ("safety", r"safe|toler|adverse|toxic"),
    ("aim", r"random|assign|enrol|aim|objective|purpose|investigat|evaluat|assess"),
    ("hope", r"may |could|potential|promising"),
    ("percentage", r"\d+(?:\.\d+)?%"),
    ("model", r"inhibit|attenuat|prevent|protect|suppress|amelior"),
)
"""Words whose presence in a sentence is counted."""

FEATURES = (
    *(f"in {zone}" for zone in ZONES),
    *("last", "last but one", "last but two", "first", "place", "length", *(kind for kind, _ in _CUES)),
    *("names the drug", "names the disease", "names both", "follows the drug"),
)
"""What is counted of a sentence for a pair, in the order of the weights: first what is the same for all pairs."""

_OF_PAIR = 4
_LONG = 400
"""Characters beyond which a sentence is no longer told from a longer one."""


@dataclass(frozen=True, slots=True)
class ResultPassage:
    """A text made for a drug and a disease.

    ``marks``: its mentions as (start, end, type, whose), where whose is 0 for the drug, 1 for the disease, -1 for
    another. ``parts``: where each part ends, and its zone (``head`` for the names that it begins with). ``sentences``:
    the numbers of the document's sentences in it. ``decisive``: the number of the one that weighs most; of the title,
    where there is no other.
    """

    text: str
    marks: tuple[tuple[int, int, str, int], ...]
    parts: tuple[tuple[int, str], ...]
    sentences: tuple[int, ...]
    decisive: int


class Passages:
    """The passages of one document; ``weights``: [FEATURES], what each thing that is counted says of a sentence's
    deciding a result.
    """

    def __init__(self, annotated: AnnotatedDocument, found: StudyPairs, weights: F64) -> None:
        self._annotated, self._found = annotated, found
        self._of_pair = weights[-_OF_PAIR:]
        self._weights = _counted(annotated, found) @ weights[:-_OF_PAIR]
        names = {one.id: at for at, one in enumerate(found.entities)}
        self._inside: list[list[tuple[int, int, str, int]]] = [[] for _ in annotated.sentences]
        for grounding in annotated.groundings:
            # an id that is given as a drug here and as a gene there is a drug where it is one
            if grounding.best is not None and grounding.best.id in names and grounding.best.type in PAIRED:
                entity = found.entities[names[grounding.best.id]]
                place = entity.sentences[entity.mentions.index(grounding.mention)]
                self._inside[place].append(
                    (grounding.mention.start, grounding.mention.end, entity.type, names[entity.id])
                )

    def __call__(self, drug: int, disease: int) -> ResultPassage:
        """The passage of a pair, by the numbers of its entities."""
        entities, text = self._found.entities, self._annotated.document.text
        of_pair: F64 = told_of_pair(entities[drug], entities[disease], len(self._weights)) @ self._of_pair
        weights: F64 = self._weights + of_pair
        order = sorted(range(1, len(weights)), key=lambda at: (-weights[at], at))
        taken = self._taken(order)
        names = [_longest(entities[at]) for at in (drug, disease)]
        written = f"{names[0]} for {names[1]}: "
        marks = [
            (0, len(names[0]), entities[drug].type, 0),
            (len(written) - 2 - len(names[1]), len(written) - 2, "Disease", 1),
        ]
        parts = [(len(written), "head")]
        own = {drug: 0, disease: 1}
        for at in taken:
            sentence = self._annotated.sentences[at]
            shift = len(written) - sentence.start
            marks += [
                (start + shift, end + shift, type_, own.get(entity, -1))
                for start, end, type_, entity in self._inside[at]
            ]
            written += text[sentence.start : sentence.end] + " "
            parts.append((len(written), self._found.zones[at]))
        return ResultPassage(written, tuple(marks), tuple(parts), taken, order[0] if order else 0)

    def _taken(self, order: Sequence[int]) -> tuple[int, ...]:
        """Numbers of the sentences in the passage: the title, and of the others in this order those that fit."""
        taken, room = [0], ROOM
        for at in order:
            sentence = self._annotated.sentences[at]
            if len(taken) == 1 or sentence.end - sentence.start <= room:
                taken.append(at)
                room -= sentence.end - sentence.start
        return tuple(sorted(taken))


def of_outcome(intervention: str, comparator: str, outcome: str, text: str) -> ResultPassage:
    """The passage of a result whose parts are known: *INTERVENTION versus COMPARATOR on OUTCOME: TEXT*."""
    before = f"{intervention} versus {comparator}"
    head = f"{before} on {outcome}: "
    marks = (
        (0, len(intervention), "Drug", 0),
        (len(before) - len(comparator), len(before), "Drug", -1),
        (len(before) + 4, len(head) - 2, "Disease", 1),
    )
    written = head + text
    parts = (len(head), "head"), (len(written) + 1, "results")
    return ResultPassage(written, tuple(one for one in marks if one[0] < one[1]), parts, (), 0)


def counted(annotated: AnnotatedDocument, found: StudyPairs, drug: int, disease: int) -> F64:
    """What is counted of each sentence for a pair: [S, FEATURES]."""
    own = _counted(annotated, found)
    return np.concatenate([own, told_of_pair(found.entities[drug], found.entities[disease], len(own))], 1)


def _counted(annotated: AnnotatedDocument, found: StudyPairs) -> F64:
    text, count = annotated.document.text, len(annotated.sentences)
    rows = []
    for at, sentence in enumerate(annotated.sentences):
        words = text[sentence.start : sentence.end]
        rows.append(
            (
                *(found.zones[at] == zone for zone in ZONES),
                *(
                    at == count - 1,
                    at == count - 2,
                    at == count - 3,
                    at == 0,
                    (at + 1) / count,
                    min(len(words), _LONG) / _LONG,
                ),
                *(pattern.search(words) is not None for pattern in _PATTERNS),
            )
        )
    return np.array(rows, np.float64)


def told_of_pair(drug: PairedEntity, disease: PairedEntity, count: int) -> F64:
    """What is counted of ``count`` sentences for a pair alone: [count, 4]."""
    told = np.zeros((count, _OF_PAIR))
    told[list(drug.sentences), 0] = 1
    told[list(disease.sentences), 1] = 1
    told[:, 2] = told[:, 0] * told[:, 1]
    told[1:, 3] = told[:-1, 0]
    return told


def _longest(entity: PairedEntity) -> str:
    """The longest way in which a document writes an entity, the first of these."""
    return max((mention.text for mention in entity.mentions), key=len)[:_NAME]


def _compiled(cues: Sequence[tuple[str, str]]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for _, pattern in cues)


_PATTERNS = _compiled(_CUES)
