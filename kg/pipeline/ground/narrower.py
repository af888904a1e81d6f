"""Names of diseases that say more than any that the sources have: which shorter names they are a kind of.

In English the last words of a name say what it is and those before them which kind: *neurogenic orthostatic
hypotension* is an orthostatic hypotension. That holds where what is left is a disease by itself and where no word
before it turns it into something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 5
"""Words of the longest name whose first words are taken off."""

_CAUSED = re.compile(r"[\w()/+,-]*-(?:induced|related|associated|mediated|evoked|dependent|caused)", re.IGNORECASE)
"""The first word that tells the cause: *streptomycin-induced*; the rest may be a disease of one word."""

_WORD = re.compile(r"[A-Za-z][a-z]+(?:-[a-z]+)*")

_TURNS = re.compile(
    r"(?:pseudo|non|anti|pre|post|peri|hypo|hyper|un|de)?-?(?:like|free|negative|risk|related|specific|associated|familial|hereditary|inherited|"
    r"congenital|genetic|autosomal|recessive|dominant|x-linked|juvenile|infantile|benign|absent|no|without|normal|reduced|decreased|"
    r"increased|suspected|possible|potential|presumed|of|and|or|in|with|the|a|to|for|by|from|other|new|several|many|two|three|human|mouse|"
    r"rat|murine|canine|feline|bovine|equine|porcine|avian|experimental|simulated|artificial|prior|rate|level|status|score|incidence|"
    r"prevalence|parental|maternal|paternal|fetal|foetal|neonatal|childhood|non|anti|minimal|partial|incomplete|atypical|secondary)",
    re.IGNORECASE,
)
"""A word that makes another thing of what follows it, or of which nobody can say whether it does."""

_ONE_WORD = re.compile(
    r"(?:metastas[ie]s|overdoses?|thrombosis|embolism|pain|bleeding|rash(?:es)?|ulcers?|edema|oedema|\w{4,}(?:itis|oma|cytosis|penia|pathy|ectasis|rrhage|rrhagia|stenosis|thrombosis|embolism|uria|lithiasis|"
    r"cytopenia|arrhythmias?|fibrosis|sclerosis|neuralgia|myalgia))",
    re.IGNORECASE,
)
"""What is a disease in one word, whatever stands before it."""

_MADE_OF = frozenset(
    "deficiency deficiencies excess overload resistance toxicity poisoning withdrawal intolerance allergy infection"
    " infections".split()
)
"""Last words of a disease that is named by all the words before: of *complement factor 2 deficiency* none can be
spared.
"""

_LINKS = frozenset("of in with and or due after during from to for by".split())
"""Words that go on with a name; what stands before them is what it is."""

_TOO_WIDE = frozenset("carcinoma sarcoma neuropathy tumor tumour neoplasm pathology".split())


def wider_names(text: str) -> Iterator[str]:
    """What a name is a kind of, the closest first; nothing where that cannot be told."""
    words = text.split()
    if words and _CAUSED.fullmatch(words[0]):
        words = words[1:]
        if words:
            yield " ".join(words)
    if not 1 < len(words) <= LONGEST:
        return
    for taken in range(1, len(words)):
        if not _WORD.fullmatch(words[taken - 1]) or _TURNS.fullmatch(words[taken - 1]):
            return
        rest = words[taken:]
        if rest[-1].casefold() in _MADE_OF or rest[0].casefold() in _LINKS:
            return
        if len(rest) > 1 or (_ONE_WORD.fullmatch(rest[0]) and rest[0].casefold() not in _TOO_WIDE):
            yield " ".join(rest)
