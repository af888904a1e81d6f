"""The names that the texts of a dataset use, each with the entity that it stands for: what people look through."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from kg.dataset.opened import AGAIN, LEDGER, Dataset, unreadable
from kg.errors import ConfigError, DatasetError
from kg.model import DEFINED_BY
from kg.pipeline import origin
from kg.pipeline.config import Pipeline, pipeline_of

AROUND = 60
"""Characters of a context on either side of the mention."""

ORDERS = {"documents": "the most frequent ones", "doubt": "the most doubtful ones"}
"""What names can be listed by, and what the first of them then are."""

DOUBTS = {
    "likeness": (
        r"^(most like|the same but for spelling|in another spelling|without the words for)|without the words for its"
        r" course"
        r"|close to a name of it"
    ),
    "few annotators": r"^annotators call it so in (a document|[23] documents)|^annotators of .* call it so",
    "guess": r"^(related|narrow|broad|mapped) '|^[a-z]+ '.*' \([^()]*\)[a-z, ]*, short alias",
    "annotators": r"^annotators call it so in",
    "other case": r"^[a-z]+ '.*' \([^()]*\), (other case|same letters and digits)",
    "alias": r"^(exact|brand|code|salt|previous|abbreviation) '",
}
"""Kinds of reasons by which a name may stand for what it does not, weakest first, as ``kg.pipeline.ground`` words them:
classes of evidence, and within them what a name of the lexicon is printed otherwise than. What is a label, curated,
defined, given or corrected comes after.
"""

SHORT_FORM = r"[\p{L}\p{N}][^\s]{0,6}"
"""A short form is one word of up to seven characters with two capitals, or a capital and a digit."""

_BLANKS = r"[\s\v\x1c-\x1f\x85\p{Z}]+"
"""What Python takes for white space."""


@dataclass(frozen=True, slots=True)
class FrequentName:
    """A surface as printed, the type it is recognised as, and the entity that it stands for.

    - ``id`` and ``name``: the entity, both empty for none; ``none`` as the id of what a correction leaves out.
    - ``long_form``: how the documents define the surface, in its first spelling; empty where they do not.
    - ``reason``: the most frequent reason of its groundings; with file and line of the correction where there is one.
    - ``example``: a document; ``contexts``: from as many documents, the mention in brackets.
    - ``was``, ``why``, ``corrected``: the cells of a row of corrections. What is not corrected has its id (or ``none``)
      as ``was`` and the others empty. What is corrected has them as its row does, and so surface, type and long form.
    """

    type: str
    surface: str
    long_form: str
    id: str
    name: str
    documents: int
    mentions: int
    reason: str
    example: str
    was: str
    why: str = ""
    corrected: str = ""
    contexts: tuple[str, ...] = ()


def frequent_names(
    dataset: Path, type_: str = "", *, least: int = 1, limit: int = 0, by: str = "documents", without_id: bool = False,
    undefined: bool = False, left_out: bool = False, contexts: int = 0,
) -> list[FrequentName]:  # fmt: skip
    """The names of a finished dataset, the most frequent ones first.

    Names are ordered by documents, then mentions; those that are as frequent by type, surface, long form and id.

    - ``type_``: of one node label only.
    - ``least``: in at least so many documents; ``limit``: no more names than so many (0: all).
    - ``by``: one of ``ORDERS``. Doubt goes by ``DOUBTS``, then by fewer annotators and the lower score.
    - ``without_id``: only those recognised and left without an entity.
    - ``undefined``: only short forms that no document defines.
    - ``left_out``: also those that a correction leaves out, as the ledger has them, without contexts.
    - ``contexts``: how many contexts of each.

    The tables are read out of core. Raises DatasetError when the folder is no finished dataset or a table is damaged.
    """
    there = Dataset.open(dataset)
    contents, tables = there.ledger, dataset / "tables"
    with (
        tempfile.TemporaryDirectory(prefix="kg-names-") as spill,
        duckdb.connect(config={"temp_directory": spill}) as db,
    ):
        try:
            for name in ("mentions", "documents"):
                db.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{_quoted(there.path(name))}')")
            db.execute(_RAW)
            _corrected(db, dataset, contents, left_out)
            chosen = {
                "type": type_, "least": least, "limit": limit or None, "without_id": without_id, "undefined": undefined,
                "short": SHORT_FORM,
            }  # fmt: skip
            db.execute(_NAMES.replace("ORDER_BY", _BY[by]), chosen)
            shown = _contexts(db, contexts) if contexts > 0 else {}
            rows = db.execute(_LISTED).fetchall()
        except duckdb.Error as error:
            raise unreadable(tables, error) from None
    return [replace(FrequentName(*row[1:]), contexts=tuple(shown.get(row[0], ()))) for row in rows]


def _corrected(db: Any, dataset: Path, contents: dict[str, Any], left_out: bool) -> None:
    """Fill the tables of what is corrected: which correction changed the mentions of a surface, and what was left
    out.
    """
    pipeline = _pipeline(dataset, contents)
    places = origin.corrections_of(dataset)
    rows = {one.key: (one, f" ({place})" if (place := places.get(one.key, "")) else "") for one in pipeline.corrections}
    for type_, surface, long, id_, reason in db.execute(_CHANGED).fetchall():
        name = (type_, surface, long, id_, reason)
        keys = [(surface, long.casefold()), (long, ""), (surface, "")]
        found = [
            one
            for one in pipeline.corrections
            if one.id and one.reason(type_) == reason and (one.surface, one.name[2]) in keys
        ]
        if found:  # a text that was given with such a reason of its own has none
            row = min(found, key=lambda one: keys.index((one.surface, one.name[2])))
            place = rows[row.key][1]
            db.execute(
                f"INSERT INTO held VALUES ({', '.join('?' * 12)})",
                [*name, row.type, row.surface, row.long_form, row.was, row.why, row.id, reason + place],
            )
    if not left_out:
        return
    told = contents.get("corrections", {}).get("left_out")
    if told is None and rows:
        raise DatasetError(f"{dataset / LEDGER} does not say what corrections left out; {AGAIN}")
    for one in told or ():
        key = (one["surface"], one["type"], one["long_form"].casefold(), one["was"])
        if key not in rows:
            raise DatasetError(f"{dataset / LEDGER} counts a correction of {key[0]!r} that it does not have; {AGAIN}")
        row, place = rows[key]
        counts = [one["documents"], one["mentions"], one["example"]]
        values = [row.type, row.surface, row.long_form, row.was, row.why, f"{row.reason(row.type)}{place}", *counts]
        db.execute(f"INSERT INTO left_out VALUES ({', '.join('?' * 9)})", values)


def _pipeline(dataset: Path, contents: dict[str, Any]) -> Pipeline:
    if "pipeline" not in contents:
        raise DatasetError(
            f"{dataset / LEDGER} names no pipeline: a dataset that was imported in part has no mentions to"
            " look through; import it from a complete export, or run the pipeline"
        )
    try:
        return pipeline_of(contents["pipeline"])
    except ConfigError as error:
        raise DatasetError(f"{dataset / LEDGER}: {error}") from None


_RAW = f"""
CREATE VIEW raw AS
SELECT type, trim(regexp_replace(text, '{_BLANKS}', ' ', 'g')) AS surface,
       CASE WHEN detector IN {DEFINED_BY!r} THEN trim(regexp_replace(expanded, '{_BLANKS}', ' ', 'g')) ELSE '' END
         AS long_form,
       entity AS id, name, document, start, "end", score, reason
FROM mentions;
CREATE TABLE held (
  type VARCHAR, surface VARCHAR, long_form VARCHAR, id VARCHAR, reason VARCHAR, own_type VARCHAR, own_surface VARCHAR,
  own_long_form VARCHAR, own_was VARCHAR, own_why VARCHAR, own_id VARCHAR, own_reason VARCHAR
);
CREATE TABLE left_out (
  type VARCHAR, surface VARCHAR, long_form VARCHAR, was VARCHAR, why VARCHAR, reason VARCHAR,
  documents BIGINT, mentions BIGINT, example VARCHAR
);
CREATE VIEW places AS
SELECT coalesce(own_type, r.type) AS type, coalesce(own_surface, r.surface) AS surface,
       coalesce(own_long_form, r.long_form) AS long_form, lower(coalesce(own_long_form, r.long_form)) AS long_key,
       r.id, r.name, document, start, "end", score,
       coalesce(own_reason, r.reason) AS reason, coalesce(own_was, nullif(r.id, ''), 'none') AS was,
       coalesce(own_why, '') AS why, coalesce(own_id, '') AS corrected
FROM raw r LEFT JOIN held h USING (type, surface, long_form, id, reason)
"""

_CHANGED = """
SELECT DISTINCT type, surface, long_form, id, reason FROM raw WHERE starts_with(reason, 'correction: ') ORDER BY ALL
"""

_NAMES = f"""
CREATE TABLE names AS
WITH reasons AS (
  SELECT type, surface, long_key, id, was, corrected, reason, count(*) AS times FROM places GROUP BY ALL
), usual AS (
  SELECT type, surface, long_key, id, was, corrected, list(reason ORDER BY times DESC, reason)[1] AS reason
  FROM reasons GROUP BY ALL
), counted AS (
  SELECT type, surface, long_key, id, was, corrected, min(why) AS why, min(long_form) AS long_form, min(name) AS name,
         count(DISTINCT document) AS documents, count(*) AS mentions, min(document) AS example, min(score) AS score
  FROM places GROUP BY type, surface, long_key, id, was, corrected
), found AS (
  SELECT * FROM counted JOIN usual USING (type, surface, long_key, id, was, corrected)
  UNION ALL BY NAME
  SELECT type, surface, lower(long_form) AS long_key, 'none' AS id, was, 'none' AS corrected, why, long_form,
         '' AS name, documents, mentions, example, 1.0 AS score, reason
  FROM left_out
), judged AS (
  SELECT *, CASE {
    " ".join(
        f"WHEN regexp_matches(reason, '{pattern.replace(chr(39), chr(39) * 2)}') THEN {rank}"
        for rank, pattern in enumerate(DOUBTS.values())
    )
} ELSE {len(DOUBTS)} END AS doubt,
         coalesce(try_cast(regexp_extract(reason, '^annotators call it so in (\\d+) documents', 1) AS INTEGER), 1)
           AS annotators
  FROM found
)
SELECT row_number() OVER (
         ORDER BY ORDER_BY documents DESC, mentions DESC, type, surface, long_key, id, was
       ) AS number, *
FROM judged
WHERE ($type = '' OR type = $type) AND (id = '' OR NOT $without_id) AND documents >= $least
  AND (NOT $undefined OR (
    regexp_full_match(surface, $short) AND regexp_matches(surface, '\\p{{Lu}}.*[\\p{{Lu}}\\p{{N}}]|\\p{{N}}.*\\p{{Lu}}')
    AND surface NOT IN (SELECT surface FROM raw WHERE long_form <> '')
  ))
ORDER BY number LIMIT $limit
"""

_BY = {"documents": "", "doubt": "id = '', doubt, annotators, score, "}
"""What comes before the frequency in an order; names without an entity have no reason that could be weak."""

_LISTED = """
SELECT number, type, surface, long_form, id, name, documents, mentions, reason, example, was, why, corrected
FROM names ORDER BY number
"""

_CONTEXTS = """
WITH first AS (
  SELECT number, document, min(start) AS start, arg_min("end", start) AS "end"
  FROM places JOIN names USING (type, surface, long_key, id, was) GROUP BY number, document
), chosen AS (
  SELECT *, row_number() OVER (PARTITION BY number ORDER BY document) AS rank FROM first QUALIFY rank <= $contexts
)
SELECT number, start > $around AS cut_before, length(text) > "end" + $around AS cut_after,
       substring(text, greatest(start - $around, 0) + 1, least(start, $around)),
       substring(text, start + 1, "end" - start), substring(text, "end" + 1, $around)
FROM chosen JOIN documents d ON d.id = document ORDER BY number, rank
"""


def _contexts(db: Any, contexts: int) -> dict[int, list[str]]:
    """Number of a name -> its contexts, white space squeezed, an ellipsis where the text goes on."""
    found: dict[int, list[str]] = {}
    for number, cut_before, cut_after, before, mention, after in db.execute(
        _CONTEXTS, {"contexts": contexts, "around": AROUND}
    ).fetchall():
        line = f"{'…' if cut_before else ''}{before}[{mention}]{after}{'…' if cut_after else ''}"
        found.setdefault(number, []).append(" ".join(line.split()))
    return found


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
