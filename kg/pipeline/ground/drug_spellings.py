"""What else a drug's name may be spelled like: without words for its form, with another alphabet's letter, with a
letter more or less.

Nothing here says that a drug is meant; who asks looks each spelling up, and takes one that names just one drug.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LEAST = 8
"""Letters of the shortest word that may be misspelt: two names of drugs that are shorter differ by a letter too
easily.
"""

LONGEST = 24

_STEREO = re.compile(r"(?:\((?:\+|-|−|±|\+/-|R|S|RS|R,S|E|Z) ?\)|(?:D|L|DL|d|l|dl|R|S|s|rac|racemic))[- ](?=[a-z]{4})")
"""What says which mirror image it is, where no source has that one by itself."""

_FORM = re.compile(
    r"(?:micronized|micronised|liposomal|nanocrystalline|encapsulated|enteric-coated|sustained-release|extended-release|slow-release|"
    r"immediate-release|controlled-release|modified-release|delayed-release|long-acting|short-acting|generic|exogenous|synthetic|purified|"
    r"highly[- ]purified|highly purified"
    r" urinary|urinary|preservative-free|pegylated|conventional|lyophilized|nebulized|nebulised|inhaled|"
    r"aerosolized|biphasic|premixed|vaginal|intravaginal|intravitreal|rectal|sublingual|transdermal|subcutaneous|intramuscular|buccal|"
    r"topical|oral|intravenous|intranasal|intrathecal|low-dose|high-dose|adjuvant|recombinant[ -]human|recombinant|rh)["
    r" -]+(?=.{3})",
    re.IGNORECASE,
)
"""Words for the form in which a drug is made or given; it is the same drug."""

_MADE = re.compile(r"(?:recombinant|pegylated|highly[- ]purified)[ -]", re.IGNORECASE)

_CATION = re.compile(
    r"(sodium|disodium|potassium|calcium|magnesium|zinc) ([a-z]{6,}(?:ate|in|ine|one|am|il))", re.IGNORECASE
)
"""A salt with its metal first: *sodium clodronate*."""

_LATIN = re.compile(r"(?<=\d)([ab])(?=[-( ])")
_GREEK = {"a": "alpha", "b": "beta"}
_INTERFERON = re.compile(
    r"((?:peg(?:ylated|inter)?[- ]?)?(?:inter)?feron)[- ]?(?:a|α|alpha|alfa)[- ]?(2[ab])", re.IGNORECASE
)
_AFTER = re.compile(
    r"\s(?:SR|XR|XL|ER|CR|MR|once[ -](?:weekly|daily)|depot|implants?|inhalers?|injections?|infusions?|biosimilar|eye"
    r" drops|"
    r"nasal"
    r" spray|tablets?|capsules?|cream|ointment|gel|patch(?:es)?|lotion|syrup|suspension|emulsion|lozenges?|mouthwash|"
    r"mouth ?rinse|gargle|varnish|(?:aqueous |ethanolic? |methanolic |hydroalcoholic |leaf |root |fruit |bark |seed"
    r" )*extracts?|powder)$",
    re.IGNORECASE,
)
"""A preparation of what stands before it."""

_SHORT = re.compile(r"(?<=\w{4})\s\([A-Za-z0-9-]{1,8}\)$")
"""A short form behind the name: *lutein (L)*."""

_OTHER = re.compile(
    r"(?:lysis|osis|itis|emia|therapy|tomy|graphy|metry|ology|tion|ment|ness|like|ic|al|ous|ed|ing|ated)$"
)
"""Ends of words that are no names of drugs."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def is_made(text: str) -> bool:
    """Whether a name says that its substance is made to be given: *recombinant FSH*, for which short names stand
    too.
    """
    return _MADE.match(text) is not None


def other_spellings(text: str) -> tuple[str, ...]:
    """The name by other conventions, likeliest first; the name itself is not among them."""
    found: list[str] = []
    if match := _SHORT.search(text):
        found.append(text[: match.start()])
    for one in (text, _LATIN.sub(lambda letter: _GREEK[letter[1]], text)):
        found.append(one)
        if match := _CATION.fullmatch(one):
            found += [f"{match[2]} {match[1]}", match[2]]
        if match := _INTERFERON.fullmatch(one):
            found += [
                (
                    f"peginterferon alfa-{match[2]}"
                    if match[1].lower().startswith("peg")
                    else f"interferon alfa-{match[2]}"
                )
            ]
        for pattern in (_STEREO, _FORM):
            if match := pattern.match(one):
                found.append(one[match.end() :])
        if (shorter := _AFTER.sub("", one)) != one:
            found.append(shorter)
    return tuple(one for one in dict.fromkeys(found) if one and one != text)


def slips(text: str) -> Iterator[str]:
    """A long word with a letter left out, doubled, put in or exchanged with the next; no other letter for one, which
    makes another drug.

    The first two letters stand.
    """
    word = text.lower()
    if _OTHER.search(word):
        return
    if not (LEAST <= len(word) <= LONGEST and word.isalpha() and word.isascii()) or text[1:] != word[1:]:
        return
    size = len(word)
    for at in range(2, size):
        yield word[:at] + word[at + 1 :]
    for at in range(2, size - 1):
        if word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for at in range(2, size + 1):
        for letter in _LETTERS:
            yield word[:at] + letter + word[at:]
