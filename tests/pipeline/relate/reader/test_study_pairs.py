"""Pairs of a document and what is counted of them."""

from __future__ import annotations

import math

from kg.pipeline.relate.reader.study_pairs import FEATURES, MOST_PAIRS, StudyPairs, study_pairs
from tests.pipeline.relate.build import annotate

TEXT = {
    "background": "{sor} is used in advanced {hcc}.",
    "methods": "Patients with {hcc} were given 10 mg {ev} daily or placebo.",
    "conclusions": "{ev} did not help in {hcc}. {ev}-induced [rash|Disease|MESH:D005076] was common.",
}
EV, SOR, HCC, RASH = "CHEBI:68478", "CHEBI:50924", "MONDO:0007256", "MESH:D005076"


def found(title: str = "{ev} for {hcc}.", text: dict[str, str] | str = TEXT, tier: str = "clinical") -> StudyPairs:
    result = study_pairs(annotate(title, text), tier)
    assert result is not None
    return result


def counts(given: StudyPairs, drug: str, disease: str) -> dict[str, float]:
    pair = next(
        at for at, (a, b) in enumerate(given.pairs) if (given.entities[a].id, given.entities[b].id) == (drug, disease)
    )
    return dict(zip(FEATURES, given.counts[pair], strict=True))


def test_every_drug_is_paired_with_every_disease() -> None:
    given = found()
    pairs = {(given.entities[a].id, given.entities[b].id) for a, b in given.pairs}
    assert pairs == {(EV, HCC), (EV, RASH), (SOR, HCC), (SOR, RASH)}
    assert all(len(row) == len(FEATURES) and all(math.isfinite(number) for number in row) for row in given.counts)


def test_where_the_two_stand_is_counted() -> None:
    of_trial, of_harm, of_past = (
        counts(found(), drug, disease) for drug, disease in ((EV, HCC), (EV, RASH), (SOR, HCC))
    )
    assert (of_trial["drug mentions"], of_trial["disease mentions"], of_trial["drug rank"]) == (4, 4, 0)
    assert (of_trial["both in title"], of_harm["both in title"], of_past["drug in title"]) == (True, False, 0)
    assert (of_trial["together in methods"], of_trial["together in conclusions"], of_past["together"]) == (1, 1, 1)
    assert (of_harm["induced"], of_trial["induced"]) == (1, 0)
    assert (of_trial["drug in disease"], of_past["drug in background"]) == (2, 1)
    assert (of_trial["drug before dose"], of_trial["disease after people"]) == (1, 1)
    assert of_trial["tier clinical"] == 1
    assert of_trial["tier phase-3"] == 0
    assert of_past["share of drugs"] == 1 / 5


def test_classes_of_drugs_are_paired_too() -> None:
    given = study_pairs(annotate("[Statins|Role|MESH:D019161] in {hcc}.", ""), "mention")
    assert given is not None
    assert counts(given, "MESH:D019161", HCC)["is a class"] == 1


def test_a_document_without_both_has_no_pairs() -> None:
    assert study_pairs(annotate("{ev} and {sor}.", ""), "mention") is None
    assert study_pairs(annotate("{hcc}.", ""), "mention") is None


def test_of_very_many_pairs_those_named_most_often_are_read() -> None:
    drugs = " ".join(f"[drug{number}|Drug|CHEBI:{number}]" for number in range(1, 40))
    diseases = " ".join(f"[disease{number}|Disease|MONDO:{number}]" for number in range(1, 40))
    given = found(text=f"{{ev}} in {{hcc}}. {drugs} {diseases}")
    assert len(given.pairs) == len(given.counts) == MOST_PAIRS
    assert (0, 1) in given.pairs
    assert list(given.pairs) == sorted(given.pairs)
