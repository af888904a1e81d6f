"""From partitions to the dataset's tables: newest version wins, deletions and retractions take effect, counts add up.

The joins run in DuckDB, out of core; hierarchy and curated edges come from the lexicon afterwards
(``kg.dataset.background``).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from kg.dataset import belief, tables
from kg.dataset.curation import REJECTED, Judgement, MetJudgements, curate
from kg.dataset.parquet import write_table
from kg.dataset.partition import SCHEMAS
from kg.model import TIERS

_EVIDENCE_TIER = "list_position(" + repr(list(TIERS)) + ", nullif(tier, ''))"


@dataclass(frozen=True, slots=True)
class Held:
    """What a correction did.

    ``mentions`` that it changed or left out, in how many documents and in which first, and mentions that it names and
    that their document defines otherwise.
    """

    mentions: int = 0
    defined: int = 0
    documents: int = 0
    example: str = ""


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of the partitions' rows.

    ``corrected``: the key of every correction that met a mention -> what it did in kept documents. ``curated``: what
    the judgements of a curator did.
    """

    counts: dict[str, int]
    superseded: int
    deleted: int
    corrected: dict[tuple[str, str, str, str], Held] = field(default_factory=dict)
    curated: MetJudgements = field(default_factory=MetJudgements)


def finish(
    partitions: Path, order: list[str], out: Path, run_id: str, judgements: Sequence[Judgement] = ()
) -> Finished:
    """Write documents, mentions, evidence, assertions and rejects of the partitions in ``order`` (earliest first) into
    ``out``; ``judgements`` are those of a curator about the evidence.
    """
    spill = out.parent / ".duckdb"
    shutil.rmtree(spill, ignore_errors=True)  # what a killed run left
    with duckdb.connect(config={"threads": 2, "temp_directory": str(spill)}) as db:
        db.execute("CREATE TABLE place (partition VARCHAR PRIMARY KEY, place BIGINT)")
        _insert_order(db, order)
        for name in SCHEMAS:
            _view(db, partitions, order, name)
        db.execute(_RESOLVE)
        curated = curate(db, judgements)
        counts = {
            name: write_table(out / f"{name}.parquet", tables.TABLES[name], _batches(db, sql, tables.TABLES[name]))
            for name, sql in _tables(run_id).items()
        }
        superseded, deleted = db.execute(
            "SELECT count(*) FILTER (state = 'superseded'), count(*) FILTER (state = 'deleted') FROM resolved"
        ).fetchone() or (0, 0)
        corrected = {row[:4]: Held(*row[4:]) for row in db.execute(_CORRECTED).fetchall()}
    shutil.rmtree(spill, ignore_errors=True)
    return Finished(counts, superseded, deleted, corrected, curated)


def _insert_order(db: Any, order: list[str]) -> None:
    batch = pa.table({"partition": pa.array(order, pa.string()), "place": pa.array(range(len(order)), pa.int64())})
    db.register("batch", batch)
    db.execute("INSERT INTO place SELECT partition, place FROM batch")
    db.unregister("batch")


def _view(db: Any, partitions: Path, order: list[str], name: str) -> None:
    files = [str(path) for identifier in order if (path := partitions / identifier / f"{name}.parquet").is_file()]
    if files:
        listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
        db.execute(f"CREATE VIEW p_{name} AS SELECT * FROM read_parquet([{listed}])")
    else:
        db.register(f"p_{name}", SCHEMAS[name].empty_table())


_RESOLVE = """
CREATE TABLE resolved AS
WITH numbered AS (
  SELECT d.partition, d.sequence, d.id, d.version, d.year, d.registry_ids, d.publication_types, d.links,
         d.source, d.place, pl.place * 1000000 + d.sequence AS position
  FROM p_documents d JOIN place pl USING (partition)
), deletion AS (
  SELECT x.id, max(pl.place * 1000000 + x.sequence) AS position,
         max_by(x.source, pl.place * 1000000 + x.sequence) AS source
  FROM p_deletions x JOIN place pl USING (partition) GROUP BY x.id
), marked AS (
  SELECT n.*, x.source AS deleted_by, coalesce(x.position > n.position, false) AS deleted
  FROM numbered n LEFT JOIN deletion x USING (id)
)
-- A copy that came after the deletion stands, whatever versions were deleted before it.
SELECT *, CASE WHEN deleted THEN 'deleted'
               WHEN row_number() OVER (PARTITION BY id, deleted ORDER BY version DESC, position DESC) > 1
                 THEN 'superseded'
               ELSE 'kept' END AS state
FROM marked;
CREATE TABLE kept AS
WITH notice AS (
  SELECT DISTINCT split_part(link, ' ', 2) AS id
  FROM (SELECT unnest(links) AS link FROM resolved WHERE state = 'kept') WHERE link LIKE 'retracts %'
)
SELECT r.partition, r.sequence, r.id, r.year,
       -- ClinicalTrials.gov first: most trials have a number there, so that documents of one trial meet under it
       list_sort([x FOR x IN coalesce(r.registry_ids, []) IF x LIKE 'CLINICALTRIALS:%'])
         || list_sort([x FOR x IN coalesce(r.registry_ids, []) IF x NOT LIKE 'CLINICALTRIALS:%']) AS trials,
       coalesce(list_contains(r.publication_types, 'Retracted Publication'), false)
         OR len([x FOR x IN coalesce(r.links, []) IF x LIKE 'retracted-by %']) > 0
         OR r.id IN (SELECT id FROM notice) AS retracted
FROM resolved r WHERE r.state = 'kept';
CREATE TABLE read_evidence AS
SELECT e.* REPLACE (
         list_sort(list_distinct(
           list_concat(coalesce(e.flags, []), CASE WHEN k.retracted THEN ['retracted'] ELSE [] END)
         )) AS flags
       ), k.year, k.trials
FROM p_evidence e JOIN kept k USING (partition, sequence);
"""

_CORRECTED = """
SELECT surface, type, long_form, was, sum(applied)::BIGINT, sum(defined)::BIGINT,
       count(DISTINCT id) FILTER (applied > 0), coalesce(min(id) FILTER (applied > 0), '')
FROM p_corrections JOIN kept USING (partition, sequence) GROUP BY ALL
"""


def _tables(run_id: str) -> dict[str, str]:
    columns = {name: ", ".join(f'"{f.name}"' for f in tables.TABLES[name]) for name in tables.TABLES}
    return {
        "documents": (
            f"""
SELECT {columns["documents"]} FROM (
  SELECT d.*, k.retracted FROM p_documents d JOIN kept k USING (partition, sequence)
) ORDER BY id"""
        ),
        "mentions": (
            f"SELECT {columns['mentions']} FROM p_mentions JOIN kept USING (partition, sequence) ORDER BY document,"
            ' start, "end"'
        ),
        "evidence": f"SELECT {columns['evidence']} FROM (SELECT *, '{run_id}' AS run FROM final_evidence) ORDER BY id",
        "assertions": (
            f"""
SELECT {columns["assertions"]} FROM (
  SELECT assertion AS id, any_value(subject) AS subject, min(subject_type) AS subject_type,
         any_value(relation) AS relation, any_value(predicate) AS predicate,
         any_value(object) AS object, min(object_type) AS object_type,
         any_value(qualifiers) AS qualifiers, any_value(negated) AS negated,
         coalesce(nullif(count(*) FILTER (sound), 0), count(*) FILTER (stands)) AS evidence_count,
         coalesce(list_sort(list_distinct(list(document) FILTER (stands))), []) AS publications,
         coalesce(
           {list(TIERS)!r}[coalesce(min(rank) FILTER (sound), min(rank) FILTER (stands))], ''
         ) AS best_tier,
         coalesce(max(score) FILTER (sound), max(score) FILTER (stands), 0) AS score,
         min(year) FILTER (stands) AS first_year, max(year) FILTER (stands) AS latest_year
  FROM (
    SELECT *, NOT list_contains(flags, {REJECTED!r}) AS stands,
           stands AND NOT list_contains(flags, 'retracted') AS sound, {_EVIDENCE_TIER} AS rank
    FROM final_evidence
  )
  GROUP BY assertion
) JOIN ({belief.query("final_evidence")}) b ON b.assertion = id ORDER BY id"""
        ),
        "rejects": (
            f"""
SELECT {columns["rejects"]} FROM (
  SELECT source, place, id, stage, reason FROM p_rejects
  UNION ALL SELECT source, place, id, 'dataset', 'superseded by a newer version or a later copy of the same record'
            FROM resolved WHERE state = 'superseded'
  UNION ALL SELECT source, place, id, 'dataset', 'deleted by ' || deleted_by FROM resolved WHERE state = 'deleted'
) ORDER BY source, place, id, stage, reason"""
        ),
    }


def _batches(db: Any, sql: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Rows of a query in the table's own types."""
    reader = db.sql(sql).to_arrow_reader(65536)
    for batch in reader:
        yield from pa.Table.from_batches([batch]).cast(schema).to_batches()
