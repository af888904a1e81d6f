"""A dataset gone through: what its rows name is there, closed lists and numbers hold, offsets are those of the text.

One query of DuckDB a table, out of core; each gives ``(key, column, found, expected)``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg import ids, schema
from kg.dataset import curation
from kg.dataset.opened import Dataset
from kg.dataset.tables import TABLES
from kg.exchange.check import counts, shapes
from kg.exchange.check.faults import Findings, one_of
from kg.exchange.export.reading import ExportedDataset, open_dataset, ordered, rows
from kg.model import CONTROLS, POLARITIES, SECTIONS, TIERS
from kg.progress import Progress, unwatched

_TEXT_BASIS, _CURATED = "text", "curated"


def check_dataset(folder: Path, findings: Findings, progress: Progress = unwatched) -> None:
    """Go through the tables of a dataset. Raises DatasetError for one that cannot be read."""
    dataset = open_dataset(folder, tuple(TABLES), progress)
    _counts(folder, findings)
    findings.counts += _counted(dataset)
    for table, (columns, audits, others) in _audits().items():
        views = {table: (table, columns), **{f"{name}_": (name, named) for name, named in others.items()}}
        given = ", ".join(
            f"k_{name} AS MATERIALIZED ({_STANDS if name == 'evidence' else f'SELECT DISTINCT * FROM {name}_'})"
            for name in others
        )
        sql = (
            f"WITH t AS MATERIALIZED (SELECT * FROM {table}){', ' + given if given else ''}\n"
            f"SELECT * FROM ({' UNION ALL '.join(audits)}) ORDER BY ALL"
        )
        for key, column, found, expected in ordered(dataset, sql, views):
            findings.add(f"{table} {key}", column, str(found), expected)
    _texts(dataset, findings)
    _assertion_ids(dataset, findings)


def _counts(folder: Path, findings: Findings) -> None:
    import pyarrow.parquet as pq

    dataset = Dataset.open(folder)
    said = dataset.ledger.get("counts") or {}
    for table in TABLES:
        number = pq.read_metadata(dataset.path(table)).num_rows
        findings.count(table, number)
        if table in said and said[table] != number:
            findings.add(f"{table}.parquet", "rows", f"{number:,}", f"{said[table]:,}, as run.json says")


_COUNTED = f"""
SELECT '{counts.NODE}' AS counted, type AS name, false AS negated, count(*) AS number FROM entities GROUP BY type
UNION ALL SELECT '{counts.NODE}', 'Publication', false, count(*) FROM documents
UNION ALL SELECT '{counts.NODE}', 'Evidence', false, count(*) FROM evidence
UNION ALL SELECT '{counts.NODE}', 'Assertion', false, count(*) FROM claims
UNION ALL SELECT '{counts.CLAIM}', relation, negated, count(*) FROM assertions GROUP BY relation, negated
UNION ALL SELECT '{counts.EDGE}', predicate, false, count(DISTINCT (subject, object)) FROM edges GROUP BY predicate
ORDER BY ALL
"""


def _counted(dataset: ExportedDataset) -> counts.GraphCounts:
    views = {  # a stream of rows is read once
        **{name: (name, ("id",)) for name in ("documents", "evidence")},
        "claims": ("assertions", ("id",)),
        "entities": ("entities", ("id", "type")),
        "assertions": ("assertions", ("id", "relation", "negated")),
        "edges": ("edges", ("id", "subject", "predicate", "object")),
    }
    found: counts.GraphCounts = Counter()
    for what, name, negated, number in ordered(dataset, _COUNTED, views):
        if what != counts.NODE or name in counts.labels():
            found[counts.claim(name, negated) if what == counts.CLAIM else (what, name)] += number
    return found


def _quoted(words: Iterable[str]) -> str:
    return ", ".join("'" + word.replace("'", "''") + "'" for word in words)


def _fault(key: str, column: str, found: str, expected: str, where: str, source: str = "t") -> str:
    told = f"{_quoted([column])}, CAST({found} AS VARCHAR), {_quoted([expected])}"
    return f"SELECT {key}, {told} FROM {source} WHERE {where}"


def _closed(key: str, column: str, words: Sequence[str]) -> str:
    """A text is one of a closed list, or empty."""
    return _fault(key, column, column, one_of(tuple(words)), f"coalesce({column}, '') NOT IN ({_quoted(['', *words])})")


def _each(column: str) -> str:
    return f"(SELECT *, unnest({column}) AS one FROM t)"


def _share(key: str, column: str) -> str:
    return _fault(key, column, column, "0 to 1", f"NOT ({column} BETWEEN 0 AND 1)")


def _there(key: str, column: str, table: str, value: str = "", source: str = "t", empty: bool = False) -> str:
    """A cell names a row of a table."""
    value = value or column
    some = f"coalesce({value}, '') <> '' AND " if empty else ""
    return _fault(
        key,
        column,
        value,
        f"a row of {table}",
        f"{some}coalesce({value}, '') NOT IN (SELECT id FROM k_{table})",
        source,
    )


def _pairs(column: str, first: str, allowed: Iterable[tuple[str, str]], expected: str, forbidden: bool = False) -> str:
    words = _quoted(f"{one} {other}" for one, other in allowed)
    value = "split_part(id, ':', 1)" if column == "id" else column
    return _fault(
        "id", column, column, expected, f"{first} || ' ' || {value} {'' if forbidden else 'NOT '}IN ({words})"
    )


def _of_relation() -> Iterator[str]:
    """The relation is known, and has this predicate and these ends."""
    relations = schema.relations()
    yield _closed("id", "relation", tuple(relations))
    known = f"relation IN ({_quoted(relations)}) AND "
    for column, allowed in (
        ("predicate", [(name, one) for name in relations for one in shapes.predicates_of(name)]),
        ("subject_type", [(name, one) for name, row in relations.items() for one in row.subject]),
        ("object_type", [(name, one) for name, row in relations.items() for one in row.object]),
    ):
        words = _quoted(f"{one} {other}" for one, other in allowed)
        where = f"{known}relation || ' ' || coalesce({column}, '') NOT IN ({words})"
        yield _fault(
            "id", column, f"relation || ' ' || coalesce({column}, '')", "one that schema.toml gives the relation", where
        )


def _ends() -> Iterator[str]:
    for end in ("subject", "object"):
        yield _there("id", end, "entities")
        source = f"t JOIN k_entities ON k_entities.id = t.{end}"
        found = "k_entities.type"
        yield _fault(
            "t.id", f"{end}_type", f"t.{end}_type", "the type of the entity", f"t.{end}_type <> {found}", source
        )


_STANDS = f"""SELECT assertion, bool_or(NOT list_contains(coalesce(flags, []), '{curation.REJECTED}')) AS stands
FROM evidence_ GROUP BY assertion"""
"""Claims that have evidence, and whether some of it is not rejected."""


def _standing() -> Iterator[str]:
    """Nothing is told of the evidence of a claim when all of it was rejected, and it is not when some stands."""
    yield _fault(
        *("id", "evidence_count", "evidence_count", "1 or more, as not all its evidence is rejected"),
        "evidence_count = 0 AND id IN (SELECT assertion FROM k_evidence WHERE stands)",
    )
    zero = [(name, "0", f"{name} <> 0") for name in ("evidence_count", "belief", "score")]
    none = [("publications", "nothing", "len(publications) > 0"), ("best_tier", "nothing", "best_tier <> ''")]
    years = [(name, "nothing", f"{name} IS NOT NULL") for name in ("first_year", "latest_year")]
    told = ", ".join(
        f"{{'name': '{name}', 'found': CAST({name} AS VARCHAR), 'wrong': {wrong},"
        f" 'expected': '{wanted}, as all its evidence is rejected'}}"
        for name, wanted, wrong in (*zero, *none, *years)
    )
    yield (
        "SELECT id, one.name, one.found, one.expected FROM (SELECT id, unnest([" + told + "]) AS one"
        " FROM t JOIN k_evidence ON k_evidence.assertion = id AND NOT stands) WHERE one.wrong"
    )


def _judged() -> Iterator[str]:
    """A curator says one thing of a piece of evidence, and of what nobody judged there is no note."""
    flags = f"list_intersect(coalesce(flags, []), [{_quoted(curation.FLAGS)}])"
    yield _fault("id", "flags", "flags", f"{one_of(curation.FLAGS)}, not both", f"len({flags}) > 1")
    for column in curation.COLUMNS:
        expected = f"nothing, as no flag is {one_of(curation.FLAGS)}"
        yield _fault("id", column, column, expected, f"coalesce({column}, '') <> '' AND len({flags}) = 0")
    date = f"coalesce(judged_on, '') <> '' AND NOT regexp_full_match(judged_on, '{shapes.DATE}')"
    yield _fault("id", "judged_on", "judged_on", "a date like 2026-03-01", date)


Audits = dict[str, tuple[Sequence[str], Sequence[str], dict[str, Sequence[str]]]]
"""Table -> the columns that are read, the queries, and the columns of other tables that they look into."""


def _audits() -> Audits:
    labels = tuple(schema.entity_types())
    others = [(label, one) for label in labels if label in shapes.categories() for one in shapes.other_prefixes(label)]
    categories = [
        (label, one)
        for label, row in schema.entity_types().items()
        for one in (row.category, *dict(row.category_of).values())
    ]
    drugs = "(SELECT id FROM k_entities)"
    return {
        "documents": (
            ("id", "tier", "year"),
            [
                _closed("id", "tier", TIERS),
                _fault("id", "year", "year", "1500 to 2200", "NOT (year BETWEEN 1500 AND 2200)"),
            ],
            {},
        ),
        "entities": (
            ("id", "type", "category", "name"),
            [
                _closed("id", "type", labels),
                _fault("id", "type", "type", "a type", "coalesce(type, '') = ''"),
                _pairs("category", "type", categories, "a Biolink category of the type"),
                _pairs("id", "type", others, "a prefix of the type", forbidden=True),
                _fault("id", "name", "'nothing'", "a name", "coalesce(name, '') = ''"),
            ],
            {},
        ),
        "assertions": (
            (
                *("id", "subject", "subject_type", "relation", "predicate", "object", "object_type", "publications"),
                *("best_tier", "score", "belief", "evidence_count", "first_year", "latest_year"),
            ),
            [
                *_of_relation(),
                *_ends(),
                _there("id", "publications", "documents", "one", _each("publications")),
                _closed("id", "best_tier", TIERS),
                _share("id", "score"),
                _share("id", "belief"),
                _fault("id", "evidence_count", "evidence_count", "0 or more", "evidence_count < 0"),
                _fault("id", "first_year", "first_year", "not after latest_year", "first_year > latest_year"),
                _fault("id", "evidence", "'none'", "a row of evidence", "id NOT IN (SELECT assertion FROM k_evidence)"),
                *_standing(),
            ],
            {"entities": ("id", "type"), "documents": ("id",), "evidence": ("assertion", "flags")},
        ),
        "evidence": (
            (
                *("id", "assertion", "document", "section", "score", "tier", "polarity", "attribution", "partners"),
                *("flags", "comparators", "start", "end", "subject_start", "subject_end", "object_start", "object_end"),
                *curation.COLUMNS,
            ),
            [
                _there("id", "assertion", "assertions"),
                _there("id", "document", "documents"),
                _there("id", "partners", "entities", "one", _each("partners")),
                _fault(
                    *("id", "comparators", "one", "a row of entities or a word of docs/vocabulary.md"),
                    f"one NOT IN {drugs} AND one NOT IN ({_quoted(CONTROLS)})",
                    _each("comparators"),
                ),
                _fault(
                    *("id", "flags", "one", one_of(shapes.FLAGS), f"one NOT IN ({_quoted(shapes.FLAGS)})"),
                    _each("flags"),
                ),
                *_judged(),
                _closed("id", "section", SECTIONS),
                _closed("id", "tier", TIERS),
                _closed("id", "polarity", POLARITIES),
                _closed("id", "attribution", shapes.ATTRIBUTIONS),
                _share("id", "score"),
                _fault("id", "end", '"end"', "behind start", 'start < 0 OR start >= "end"'),
                *(
                    _fault(
                        "id",
                        f"{end}_end",
                        f"{end}_end",
                        f"behind {end}_start",
                        f"{end}_start >= 0 AND {end}_start >= {end}_end",
                    )
                    for end in ("subject", "object")
                ),
            ],
            {"assertions": ("id",), "documents": ("id",), "entities": ("id",)},
        ),
        "edges": (
            (
                *("id", "subject", "subject_type", "relation", "predicate", "object", "object_type", "basis"),
                *("assertion", "best_tier", "score", "belief"),
            ),
            [
                *_of_relation(),
                *_ends(),
                _closed("id", "basis", (_TEXT_BASIS, _CURATED)),
                _there("id", "assertion", "assertions", empty=True),
                _fault(
                    *("t.id", "assertion", "t.assertion", "a claim that is not denied"),
                    "k_assertions.negated",
                    "t JOIN k_assertions ON k_assertions.id = t.assertion",
                ),
                _fault(
                    *("t.id", "assertion", "t.assertion", "a claim whose evidence is not all rejected"),
                    "k_assertions.evidence_count = 0",
                    "t JOIN k_assertions ON k_assertions.id = t.assertion",
                ),
                _fault(
                    "id",
                    "assertion",
                    "'nothing'",
                    "the claim it stands for",
                    "basis = 'text' AND coalesce(assertion, '') = ''",
                ),
                _closed("id", "best_tier", TIERS),
                _share("id", "score"),
                _share("id", "belief"),
                "SELECT id, 'edges', 'none', 'an edge, as the claim is not denied' FROM k_assertions"
                " WHERE NOT negated AND coalesce(evidence_count, 1) > 0"
                " AND id NOT IN (SELECT assertion FROM t WHERE assertion IS NOT NULL)",
            ],
            {"entities": ("id", "type"), "assertions": ("id", "negated", "evidence_count")},
        ),
        "mentions": (
            ("document", "start", "end", "type", "entity", "score"),
            [
                _there(_MENTION, "document", "documents"),
                _there(_MENTION, "entity", "entities", empty=True),
                _closed(_MENTION, "type", labels),
                _share(_MENTION, "score"),
                _fault(_MENTION, "end", '"end"', "behind start", 'start < 0 OR start >= "end"'),
            ],
            {"documents": ("id",), "entities": ("id",)},
        ),
    }


_MENTION = "document || ' ' || CAST(start AS VARCHAR)"
_OF_TEXT = """
SELECT {key}, t.text, d.text FROM {table} t JOIN documents_ d ON d.id = t.document
WHERE d.text <> '' AND t.text <> substring(d.text, t.start + 1, t."end" - t.start) ORDER BY ALL
"""


def _texts(dataset: ExportedDataset, findings: Findings) -> None:
    """What evidence and mentions quote stands at their offsets; documents whose text a dataset does not hold are not
    looked at.
    """
    for table, key in (("evidence", "t.id"), ("mentions", "t." + _MENTION.replace("start", "t.start"))):
        columns = (*(("id",) if table == "evidence" else ()), "document", "start", "end", "text")
        views = {table: (table, columns), "documents_": ("documents", ("id", "text"))}
        for found, text, _ in ordered(dataset, _OF_TEXT.format(key=key, table=table), views):
            findings.add(f"{table} {found}", "text", repr(text), "the text of the document at these offsets")


def _assertion_ids(dataset: ExportedDataset, findings: Findings) -> None:
    """The id of a claim is the hash of what it says."""
    columns = ("id", "subject", "predicate", "object", "qualifiers", "negated")
    for identifier, subject, predicate, object_, qualifiers, negated in rows(dataset, "assertions", columns):
        pairs = [(text.partition("=")[0], text.partition("=")[2]) for text in qualifiers]
        if not ids.is_curie(predicate):
            continue  # said of the relation
        wanted = ids.assertion_id(subject, predicate, object_, pairs, negated)
        if identifier != wanted:
            findings.add(f"assertions {identifier}", "id", identifier, f"{wanted}, the hash of the claim")
