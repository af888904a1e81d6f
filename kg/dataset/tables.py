"""The tables of a dataset and their columns: the contract between the pipeline, the stores and the exports.

A dataset is a folder::

    run.json                 the ledger: versions, hashes and counts, without clock or host
    tables/NAME.parquet      one file a table below, rows sorted by their key
    partitions/HASH/         one folder a partition of the input, what a re-run does not do again

Every table is sorted by its key columns, so the same input gives the same bytes.
"""

from __future__ import annotations

import pyarrow as pa

FORMAT = 2
"""Version of the dataset's layout (``format`` in run.json); a reader refuses any other."""

_S, _I, _F, _B, _L = pa.string(), pa.int32(), pa.float32(), pa.bool_(), pa.list_(pa.string())

DOCUMENTS = pa.schema(
    [
        ("id", _S),
        ("version", _I),
        ("title", _S),
        ("text", _S),
        ("year", _I),
        ("journal", _S),
        ("doi", _S),
        ("pmcid", _S),
        ("language", _S),
        ("publication_types", _L),
        ("section_names", _L),
        ("section_starts", pa.list_(_I)),
        ("section_ends", pa.list_(_I)),
        ("section_labels", _L),
        ("mesh", _L),
        ("substances", _L),
        ("registry_ids", _L),
        ("keywords", _L),
        ("links", _L),
        ("tier", _S),
        ("retracted", _B),
        ("source", _S),
        ("place", _S),
    ]
)
"""``mesh`` holds descriptor CURIEs; ``links`` holds ``kind CURIE``; ``tier`` is the study's tier; ``retracted`` counts
notices elsewhere in the dataset.
"""

MENTIONS = pa.schema(
    [
        ("document", _S),
        ("start", _I),
        ("end", _I),
        ("text", _S),
        ("type", _S),
        ("entity", _S),
        ("name", _S),
        ("score", _F),
        ("detector", _S),
        ("expanded", _S),
        ("reason", _S),
    ]
)
"""``entity`` is empty for a mention that stays ungrounded."""

ASSERTIONS = pa.schema(
    [
        ("id", _S),
        ("subject", _S),
        ("subject_type", _S),
        ("relation", _S),
        ("predicate", _S),
        ("object", _S),
        ("object_type", _S),
        ("qualifiers", _L),
        ("negated", _B),
        ("evidence_count", _I),
        ("publications", _L),
        ("best_tier", _S),
        ("score", _F),
        ("belief", _F),
        ("first_year", _I),
        ("latest_year", _I),
    ]
)
"""``qualifiers`` holds ``key=value``; ``evidence_count``, ``best_tier`` and ``score`` leave out retracted evidence
where there is other. Evidence that a curator rejected is left out of all but the id: a claim without any other has an
``evidence_count`` of 0. ``score`` is that of the best sentence, ``belief`` what all evidence together makes of the
claim (``kg.dataset.belief``).
"""

EVIDENCE = pa.schema(
    [
        ("id", _S),
        ("assertion", _S),
        ("document", _S),
        ("start", _I),
        ("end", _I),
        ("text", _S),
        ("subject_start", _I),
        ("subject_end", _I),
        ("object_start", _I),
        ("object_end", _I),
        ("section", _S),
        ("rule", _S),
        ("cue", _S),
        ("score", _F),
        ("tier", _S),
        ("polarity", _S),
        ("attribution", _S),
        ("partners", _L),
        ("flags", _L),
        ("result_start", _I),
        ("result_end", _I),
        ("result_text", _S),
        ("comparators", _L),
        ("endpoint", _S),
        ("figures", _L),
        ("setting", _S),
        ("year", _I),
        ("trials", _L),
        ("run", _S),
        ("note", _S),
        ("judged_by", _S),
        ("judged_on", _S),
    ]
)
"""Offsets count in the document's text; ``text`` is ``document.text[start:end]``, ``result_text`` the sentence the
polarity was read from; the four columns after it are the details of ``kg.model.Evidence``. The last three are of a
curator's judgement, empty where there is none (``kg.dataset.curation``).
"""

ENTITIES = pa.schema(
    [
        ("id", _S),
        ("type", _S),
        ("category", _S),
        ("name", _S),
        ("synonyms", _L),
        ("xrefs", _L),
        ("source", _S),
        ("mentions", _I),
        ("documents", _I),
    ]
)
"""Every entity that an assertion, a grounded mention or an edge names, plus the ancestors that hierarchy queries walk
through.
"""

EDGES = pa.schema(
    [
        ("id", _S),
        ("subject", _S),
        ("subject_type", _S),
        ("relation", _S),
        ("predicate", _S),
        ("object", _S),
        ("object_type", _S),
        ("basis", _S),
        ("assertion", _S),
        ("source", _S),
        ("licence", _S),
        ("reference", _S),
        ("evidence_count", _I),
        ("best_tier", _S),
        ("score", _F),
        ("belief", _F),
    ]
)
"""``basis`` is ``text`` (one row an assertion that is not negated and has evidence) or ``curated`` (ontology and
curated facts, ``assertion`` empty). ``belief`` is that of the assertion, or what is believed of a curated source
(``kg.dataset.belief``).
"""

REJECTS = pa.schema([("source", _S), ("place", _S), ("id", _S), ("stage", _S), ("reason", _S)])

TABLES: dict[str, pa.Schema] = {
    "documents": DOCUMENTS,
    "mentions": MENTIONS,
    "assertions": ASSERTIONS,
    "evidence": EVIDENCE,
    "entities": ENTITIES,
    "edges": EDGES,
    "rejects": REJECTS,
}
KEYS: dict[str, tuple[str, ...]] = {
    "documents": ("id",),
    "mentions": ("document", "start", "end"),
    "assertions": ("id",),
    "evidence": ("id",),
    "entities": ("id",),
    "edges": ("id",),
    "rejects": ("source", "place", "id", "stage", "reason"),
}
