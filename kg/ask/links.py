"""Pages where a reader finds a publication or a registered trial, by its CURIE."""

from __future__ import annotations

from kg import ids, schema
from kg.errors import ConfigError

LOCAL_PMIDS = 90_000_000
"""PMIDs from here on are not PubMed's, which has given half as many: records of one's own bear them, as those of the
demonstration do.
"""

PAGES = {
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "PMC": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "CLINICALTRIALS": "https://clinicaltrials.gov/study/{}",
}
"""Prefix -> page; what is not here has the page that its IRI names (the registries of ``ontologies/prefixes.toml``,
DOIs).
"""


def page(curie: str) -> str:
    """The address of a publication or trial; ``""`` where there is none: a local PMID, a name of one's own, no CURIE.

    >>> page("PMID:25058218"), page("PMID:99000001")
    ('https://pubmed.ncbi.nlm.nih.gov/25058218/', '')
    >>> page("CLINICALTRIALS:NCT01035229")
    'https://clinicaltrials.gov/study/NCT01035229'
    """
    try:
        prefix, local = ids.parse(curie)
    except ConfigError:
        return ""
    if prefix == "PMID" and not _is_of_pubmed(local):
        return ""
    if pattern := PAGES.get(prefix):
        return pattern.format(ids.iri(f"{prefix}:{local}").rpartition("/")[2])
    known = {one for label in schema.RECORDS for one in schema.entity_types()[label].prefixes}
    return ids.iri(curie) if prefix in known else ""


def _is_of_pubmed(local: str) -> bool:
    return local.isascii() and local.isdecimal() and 0 < int(local) < LOCAL_PMIDS
