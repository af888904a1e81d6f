from __future__ import annotations

import pytest

from kg.ask.links import page


@pytest.mark.parametrize(
    ("curie", "address"),
    [
        ("PMID:25058218", "https://pubmed.ncbi.nlm.nih.gov/25058218/"),
        ("PMID:99000001", ""),
        ("PMID:0", ""),
        ("PMID:abc", ""),
        ("PMID:1/../../evil", ""),
        ("PMID:1 onclick=x", ""),
        ("javascript:alert(1)", ""),
        ("KGD:my-notes", ""),
        ("my notes", ""),
        ("", ""),
        ("CHEBI:68478", ""),
        ("PMC:PMC1234567", "https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/"),
        ("DOI:10.1000/xyz<1>", "https://doi.org/10.1000/xyz%3C1%3E"),
        ("CLINICALTRIALS:NCT01035229", "https://clinicaltrials.gov/study/NCT01035229"),
        ("CLINICALTRIALS:NCT 1", "https://clinicaltrials.gov/study/NCT%201"),
        ("ISRCTN:ISRCTN12345678", "https://trialsearch.who.int/Trial2.aspx?TrialID=ISRCTN12345678"),
    ],
)
def test_a_publication_or_trial_has_its_page_and_nothing_else_has_one(curie: str, address: str) -> None:
    assert page(curie) == address
