"""Judgements of a curator about pieces of evidence, and what they do to the rows of a dataset.

A judgement is of what its curator has read: that a document claims a relation of a subject and an object in a sentence,
with a polarity and an attribution. Whatever says so word for word is judged by it, wherever in the document it stands
and whatever model read it; what a later version of the document or of a model says otherwise is not, and the judgement
is listed as unmatched.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import pyarrow as pa

from kg import ids
from kg.errors import DatasetError

ACCEPTED, REJECTED = "accepted", "rejected"
FLAGS = (ACCEPTED, REJECTED)
"""What a curator may say, which are the flags that judged evidence has beside those of ``kg.model.FLAGS``.

``rejected`` evidence counts nowhere: it is not among the evidence of its claim. ``accepted`` evidence counts as any
other, and its score as 1 in the belief of its claim.
"""

KEY = ("document", "subject", "relation", "object", "negated", "polarity", "attribution", "sentence")
"""What tells one judgement from the next: see ``Judgement``."""

COLUMNS = ("note", "judged_by", "judged_on")
"""Columns of the evidence table that a judgement fills."""

_BLANKS = "[ \t\r\n]+"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a curator says of a piece of evidence.

    ``evidence`` is the id that it had when it was judged, ``flag`` one of ``FLAGS``, ``judged_on`` a date (ISO) or
    empty. ``sentence`` is ``sentence_hash`` of its text. ``place`` is the file and line that it was read from.
    """

    evidence: str
    flag: str
    note: str
    judged_by: str
    judged_on: str
    document: str
    subject: str
    relation: str
    object: str
    negated: bool
    polarity: str
    attribution: str
    sentence: str
    place: str = field(default="", compare=False)

    @property
    def key(self) -> tuple[str | bool, ...]:
        """What is judged, column by column of ``KEY``."""
        return tuple(getattr(self, name) for name in KEY)

    @property
    def claim(self) -> str:
        """What is claimed, in a few words."""
        return f"{self.subject} {'not ' if self.negated else ''}{self.relation} {self.object}"

    def told(self) -> dict[str, Any]:
        """All of it but its place, as the ledger holds it."""
        return {name: value for name, value in asdict(self).items() if name != "place"}


@dataclass(frozen=True, slots=True)
class MetJudgements:
    """What judgements did: ``evidence``, how many pieces each of them met, and ``unmatched``, those that met none with
    the reason.
    """

    evidence: Mapping[int, int] = field(default_factory=dict)
    unmatched: Mapping[int, str] = field(default_factory=dict)


def sentence_hash(text: str) -> str:
    """32 hex digits of SHA-256 over a sentence, with any run of blanks as one: new line breaks change nothing.

    A hash and not the text, so that judgements can be handed on where the text may not.
    """
    return hashlib.sha256(re.sub(_BLANKS, " ", text).strip(" ").encode()).hexdigest()[:32]


def of_evidence(
    row: Mapping[str, Any], flag: str, *, note: str = "", judged_by: str = "", judged_on: str = ""
) -> Judgement:
    """The judgement of a row of evidence together with the ``subject``, ``relation``, ``object`` and ``negated`` of its
    assertion.
    """
    return Judgement(
        row["id"], flag, note, judged_by, judged_on, row["document"], row["subject"], row["relation"], row["object"],
        bool(row["negated"]), row["polarity"] or "", row["attribution"] or "", sentence_hash(row["text"]),
    )  # fmt: skip


def digest(judgements: Sequence[Judgement]) -> str:
    """64 hex digits over all that judgements do to a dataset."""
    return ids.digest("curation", *(repr(sorted(one.told().items())) for one in judgements), length=64)


def in_ledger(judgements: Sequence[Judgement], curated: MetJudgements) -> dict[str, Any]:
    """What the ledger says of judgements: how many there are, for how many pieces of evidence, and which are
    unmatched; with all of them, for a run that goes on with the dataset.
    """
    met = Counter(dict.fromkeys(FLAGS, 0))
    for number, pieces in curated.evidence.items():
        met[judgements[number].flag] += pieces
    return {
        "rows": len(judgements),
        **met,
        "unmatched": [judgements[at].told() | {"why": why} for at, why in sorted(curated.unmatched.items())],
        "judgements": [one.told() for one in judgements],
    }


def of_ledger(ledger: Mapping[str, Any]) -> tuple[Judgement, ...]:
    """The judgements that a dataset was made with. Raises DatasetError for a ledger that is damaged."""
    try:
        return tuple(Judgement(**row) for row in ledger.get("curation", {"judgements": []})["judgements"])
    except (KeyError, TypeError):
        raise DatasetError(
            'the dataset\'s run.json does not say what was judged ("curation" is damaged): name its pipeline first'
        ) from None


def curate(db: Any, judgements: Sequence[Judgement]) -> MetJudgements:
    """Make ``final_evidence`` of the table ``read_evidence``: judged rows are flagged and have ``COLUMNS``.

    ``db`` is DuckDB's connection, with the table ``kept`` of the documents that are there.
    """
    schema = pa.schema([("number", pa.int32()), *((n, pa.string()) for n in ("flag", *COLUMNS, "document"))])
    rows = [
        {"number": at} | {name: getattr(one, name) for name in schema.names[1:]} for at, one in enumerate(judgements)
    ]
    db.register("judgement", pa.Table.from_pylist(rows, schema))
    met = dict(_met(db, judgements))
    db.register(
        "met",
        pa.table({"evidence": pa.array(list(met), pa.string()), "number": pa.array(list(met.values()), pa.int32())}),
    )
    db.execute(_FINAL)
    for name in ("judgement", "met"):
        db.unregister(name)
    counts = Counter(met.values())
    unmatched = [at for at in range(len(judgements)) if at not in counts]
    return MetJudgements(dict(sorted(counts.items())), dict(_reasons(db, judgements, unmatched)))


_FINAL = f"""
CREATE TABLE final_evidence AS
SELECT e.* REPLACE (
         CASE WHEN j.flag IS NULL THEN e.flags ELSE list_sort(list_append(e.flags, j.flag)) END AS flags
       ), {", ".join(f"coalesce(j.{name}, '') AS {name}" for name in COLUMNS)}
FROM read_evidence e LEFT JOIN met m ON m.evidence = e.id LEFT JOIN judgement j USING (number)
"""
_READ = ("id", "text", "document", "subject", "relation", "object", "negated", "polarity", "attribution")


def _met(db: Any, judgements: Sequence[Judgement]) -> Iterator[tuple[str, int]]:
    """Evidence and the number of the judgement that it meets."""
    wanted = {one.key: at for at, one in enumerate(judgements)}
    for row in _rows(db, {one.document for one in judgements}):
        number = wanted.get(of_evidence(row, "").key)
        if number is not None:
            yield row["id"], number


def _rows(db: Any, documents: Collection[str]) -> Iterator[dict[str, Any]]:
    """The evidence of some documents, as it was read."""
    db.register("wanted", pa.table({"document": pa.array(sorted(documents), pa.string())}))
    found = db.execute(f"SELECT {', '.join(_READ)} FROM read_evidence SEMI JOIN wanted USING (document)")
    while rows := found.fetchmany(4096):
        yield from (dict(zip(_READ, row, strict=True)) for row in rows)
    db.unregister("wanted")


def _reasons(db: Any, judgements: Sequence[Judgement], unmatched: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Why each of some judgements meets nothing: what of it is there and what is not."""
    if not unmatched:
        return
    kept = {identifier for (identifier,) in db.execute("SELECT DISTINCT id FROM kept").fetchall()}
    rows = [of_evidence(row, "") for row in _rows(db, {judgements[at].document for at in unmatched})]
    for at in unmatched:
        one = judgements[at]
        claimed = [row for row in rows if row.key[:5] == one.key[:5]]
        same = [row for row in claimed if row.sentence == one.sentence]
        if one.document not in kept:
            yield at, "its document is not there"
        elif same:
            now = " or ".join(sorted({_reading(row) for row in same}))
            yield at, f"the sentence is read as {now}, and was read as {_reading(one)}"
        elif claimed:
            yield at, "the claim is read from other sentences of the document"
        else:
            yield at, "the claim is not read from the document"


def _reading(one: Judgement) -> str:
    return ", ".join(part for part in (one.polarity, one.attribution) if part) or "a claim without polarity"
