"""The sentences written for training with names in their places: each sentence is learned with several names, so that
it is the phrase that is learned.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.gold.training.relation_sentences import SENTENCES
from kg.gold.training.relation_turns import TURNS

NAMES: dict[str, tuple[str, ...]] = {
    "D": tuple(
        (
            "everolimus; metformin; aspirin; doxorubicin; gemcitabine; curcumin; vincristine; tamoxifen; "
            "losartan; MG-132; vitamin D; folate; celecoxib; rituximab; isoniazid; carbamazepine; lithium; "
            "propranolol; LY294002; nicotine; arsenic trioxide; simvastatin; insulin; dexamethasone; cisplatin; "
            "torin 2; compound 7; MK-801; statins; SB203580"
        ).split("; ")
    ),
    "T": tuple(
        (
            "mTOR; AKT1; EGFR; STAT3; TP53; KRAS; BRAF; PTEN; IL-6; TNF-alpha; NF-kappaB; MAPK1; CDK2; p21; "
            "BCL2; VEGF; CYP3A4; HIF-1alpha; GSK-3beta; caspase-3; MDM2; SIRT1; PD-L1; TGF-beta1; COX-2; JNK; "
            "AMPK; c-Myc"
        ).split("; ")
    ),
    "S": tuple(
        (
            "hypertension; breast cancer; seizures; nausea; hepatocellular carcinoma; tuberculosis; depression; "
            "stroke; asthma; acute myeloid leukemia; rheumatoid arthritis; neutropenia; diabetes; heart "
            "failure; peripheral neuropathy; scurvy; multiple sclerosis; psoriasis; hepatotoxicity; lung "
            "cancer; gout; migraine; prostate cancer; rash"
        ).split("; ")
    ),
}
"""Letter of a kind (drug, target, disease) -> names to draw from."""

_PLACE = re.compile(r"\{([DTS])(\d)\}")
_STATED = re.compile(r"(not )?([DTS]\d)(?: ([A-Z_]+) |~)([DTS]\d)")


@dataclass(frozen=True, slots=True)
class MadeSentence:
    """A sentence with names: ``spans``: (start, end, letter of the kind) by place; ``stated``: (first, relation or
    ``~``, second, whether it is denied).
    """

    text: str
    spans: dict[str, tuple[int, int, str]]
    stated: tuple[tuple[str, str, str, bool], ...]


def written(times: int, seed: int) -> Iterator[MadeSentence]:
    """Every sentence ``times``, and ``TURNS`` once, with names drawn by chance; the same for the same seed."""
    chance = random.Random(seed)
    for often, (sentence, statements) in (*((times, one) for one in SENTENCES), *((1, one) for one in TURNS)):
        stated = tuple((one[2], one[3] or "~", one[4], bool(one[1])) for one in _STATED.finditer(statements))
        for _ in range(often):
            yield _named(sentence, stated, chance)


def _named(sentence: str, stated: tuple[tuple[str, str, str, bool], ...], chance: random.Random) -> MadeSentence:
    names = {letter: chance.sample(NAMES[letter], 3) for letter in sorted(NAMES)}
    text, spans, at = "", {}, 0
    for place in _PLACE.finditer(sentence):
        text += sentence[at : place.start()]
        name = names[place[1]][int(place[2]) - 1]
        name = name[0].upper() + name[1:] if not text and name.islower() else name
        spans[place[1] + place[2]] = (len(text), len(text) + len(name), place[1])
        text, at = text + name, place.end()
    return MadeSentence(text + sentence[at:], spans, stated)
