"""Drugs in a disease, tier by tier, with the publications of each tier: asked of a graph, without reading a sentence.

The page and ``/ladder`` draw this for any disease at once, so the store counts. The ladder of a report
(``kg.ask.charts.ladder``) is of the rows of any answer and counted from the sentences that are printed with it; both
count by the rule of ``kg.ask.findings``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.ask.lookup import KnownNames, find_entity
from kg.ask.pack import find, load_queries
from kg.ask.queries import given_parameters, run_query
from kg.errors import QueryError
from kg.model import POLARITIES, TIERS
from kg.progress import Report
from kg.stores.store import Row, Store

MOST_DRUGS = 200
"""Drugs of a disease that are shown, those with the strongest evidence."""

_OF_DRUGS = """
UNWIND $drugs AS one
MATCH (member:Drug {id: one})<-[:SUBJECT]-(claim:Assertion {relation: 'STUDIED_FOR', negated: false})-[:OBJECT]->(studied:Disease)
WHERE EXISTS { (studied)-[:SUBCLASS_OF*0..12]->(:Disease {id: $disease}) }
MATCH (claim)-[:HAS_EVIDENCE]->(evidence:Evidence)-[:FROM]->(publication:Publication)
WHERE coalesce(evidence.attribution, 'drug') <> 'comparator' AND NOT 'retracted' IN evidence.flags
WITH member, publication, min(coalesce(evidence.tier_rank, 7)) AS rank,
     collect(DISTINCT CASE WHEN evidence.counted AND evidence.polarity IN ['supports', 'null', 'opposes', 'mixed'] THEN evidence.polarity END) AS findings
RETURN member.id AS drug_id, member.name AS drug, rank AS rank, publication.id AS pmid, publication.year AS year,
       CASE size(findings) WHEN 0 THEN 'unclear' WHEN 1 THEN findings[0] ELSE 'mixed' END AS finding
ORDER BY drug_id, rank, pmid
"""  # noqa: E501 - as in the query class-evidence-by-tier, whose rule it is


@dataclass(frozen=True, slots=True)
class TierCell:
    """Publications of a tier by what they found, and their ids."""

    found: Mapping[str, int]
    pmids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrugTiers:
    """A drug: its cells by tier, the strongest tier that supports it (empty for none), publications in all."""

    drug_id: str
    drug: str
    membership: str
    supporting_tier: str
    cells: Mapping[str, TierCell]
    publications: int
    latest_year: int | None


def drugs_by_tier(
    store: Store,
    *,
    disease: str,
    class_: str = "",
    drug: str = "",
    lexicon: KnownNames | None = None,
    report: Report = lambda _: None,
) -> list[DrugTiers]:
    """The drugs of a class in a disease with its subtypes, one drug in it, or all drugs studied in it (``MOST_DRUGS``
    at most; ``report`` is told where there are more), strongest support first.

    Names are as in ``run_query``. Raises QueryError for a name that is not known and for a class with a drug,
    StoreError.
    """
    if class_ and drug:
        raise QueryError("give a class or a drug beside the disease, not both")
    if class_:
        rows = _answer(store, "class-evidence-by-tier", {"class": class_, "disease": disease}, lexicon, report)
        return _ordered(_of_class(rows))
    if drug:
        found = _answer(store, "evidence-for-drug-and-disease", {"drug": drug, "disease": disease}, lexicon, report)
        drugs = list(dict.fromkeys(row["subject_id"] for row in found))
        return _of_drugs(store, drugs, disease, lexicon)
    listed = _answer(store, "drugs-studied-for-disease", {"disease": disease, "limit": MOST_DRUGS + 1}, lexicon, report)
    if len(listed) > MOST_DRUGS:
        report(f"the {MOST_DRUGS} drugs with the strongest evidence are shown, and there are more")
    return _of_drugs(store, [row["drug_id"] for row in listed[:MOST_DRUGS]], disease, lexicon)


def _answer(
    store: Store, name: str, given: Mapping[str, object], lexicon: KnownNames | None, report: Report
) -> list[Row]:
    query = find(name, load_queries())
    return run_query(store, query, given_parameters(query, given), lexicon, report)


def _of_class(rows: Iterable[Row]) -> list[DrugTiers]:
    by_drug: dict[str, list[Row]] = {}
    for row in rows:
        by_drug.setdefault(row["drug_id"], []).append(row)
    return [
        DrugTiers(
            one[0]["drug_id"],
            one[0]["drug"],
            one[0]["membership"],
            one[0]["supporting_tier"] or "",
            {row["tier"]: TierCell({key: row[key] for key in POLARITIES}, tuple(row["pmids"])) for row in one},
            sum(row["publications"] for row in one),
            max((row["latest_year"] for row in one if row["latest_year"] is not None), default=None),
        )
        for one in by_drug.values()
    ]


def _of_drugs(store: Store, drugs: Sequence[str], disease: str, lexicon: KnownNames | None) -> list[DrugTiers]:
    if not drugs:
        return []
    curie = find_entity(store, disease, ("Disease",), "disease", lexicon).id
    by_drug: dict[str, list[Row]] = {}
    for row in store.run(_OF_DRUGS, {"drugs": list(drugs), "disease": curie}):
        by_drug.setdefault(row["drug_id"], []).append(row)
    return _ordered(_tiers_of(one) for one in by_drug.values())


def _tiers_of(rows: Sequence[Row]) -> DrugTiers:
    """The row of a drug, of its publications."""
    cells = {}
    for rank in sorted({row["rank"] for row in rows}):
        here = [row for row in rows if row["rank"] == rank]
        found = {key: sum(row["finding"] == key for row in here) for key in POLARITIES}
        cells[TIERS[rank]] = TierCell(found, tuple(row["pmid"] for row in here))
    years = [row["year"] for row in rows if row["year"] is not None]
    supporting = next((tier for tier, cell in cells.items() if cell.found["supports"]), "")
    first = rows[0]
    return DrugTiers(first["drug_id"], first["drug"], "", supporting, cells, len(rows), max(years, default=None))


def _ordered(rows: Iterable[DrugTiers]) -> list[DrugTiers]:
    """Strongest support first, then the strongest study, then those with more publications."""
    place = {tier: at for at, tier in enumerate((*TIERS, ""))}
    return sorted(
        rows,
        key=lambda row: (
            place[row.supporting_tier],
            min(place[tier] for tier in row.cells),
            -row.publications,
            row.drug.casefold(),
            row.drug_id,
        ),
    )
