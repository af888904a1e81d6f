"""Gold studies as the reader learns them, on sentences written for the tests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.gold.training.reader_gold import (
    HELD,
    StudyExample,
    StudyLabel,
    _labels,
    examples,
    fits,
    is_held,
    places_of,
    plain,
)
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Nlp, Pipeline, Relate
from kg.pipeline.relate.reader.study_pairs import study_pairs
from tests import small_lexicon as small
from tests.gold.training import tiny_reader as tiny
from tests.pipeline.relate.build import annotate

EV, SIR, SOR = "CHEBI:68478", "CHEBI:9168", "CHEBI:50924"
HCC, RCC = "MONDO:0007256", "MONDO:0005086"


@pytest.fixture(scope="module")
def annotator(tmp_path_factory: pytest.TempPathFactory) -> Annotator:
    lexicon = Lexicon(small.write_small(tmp_path_factory.mktemp("gold") / "lexicon"))
    return Annotator(lexicon, Pipeline("test", nlp=Nlp(profile="fast"), relate=Relate(readers=())))


def study(
    drug: str, disease: str, tier: str = "clinical", polarity: str = "supports", s: tuple[int, ...] = (), **more: Any
) -> dict[str, Any]:
    return {
        "drug": drug,
        "disease": disease,
        "tier": tier,
        "polarity": polarity,
        "attribution": "drug",
        "s": list(s),
        **more,
    }


def by_ids(labels: Any, entities: Any) -> dict[tuple[str, str], StudyLabel]:
    return {(entities[drug].id, entities[disease].id): label for (drug, disease), label in labels.items()}


def labels_of(
    title: str, abstract: str, sentences: list[str], *studies: dict[str, Any]
) -> dict[tuple[str, str], StudyLabel]:
    annotated = annotate(title, abstract)
    found = study_pairs(annotated, "clinical")
    assert found is not None
    return by_ids(_labels(annotated, found, {"sentences": sentences, "studies": studies}), found.entities)


@pytest.mark.parametrize(
    ("words", "names", "strictly", "loosely"),
    [
        ("Hepatocellular Carcinoma", {"hepatocellular carcinoma"}, True, True),
        ("interleukin-2", {"interleukin 2"}, True, True),
        ("HCC", {"hcc"}, True, True),
        ("advanced hepatocellular carcinoma", {"hepatocellular carcinoma"}, True, True),
        ("carcinoma", {"fibrosis", "hepatocellular carcinoma"}, True, True),
        ("statin", {"simvastatin"}, False, False),
        ("AML", {"aml in relapse"}, False, True),
        ("relapse of AML", {"aml"}, False, True),
        ("hepatocellular carcinoma of the liver", {"carcinomas hepatocellular"}, False, True),
        ("acute liver failure", {"chronic kidney failure"}, False, False),
        ("acute disease", {"chronic disease of a patient"}, False, False),
        ("everolimus", set(), False, False),
    ],
)
def test_words_fit_names(words: str, names: set[str], strictly: bool, loosely: bool) -> None:
    assert (fits(words, frozenset(names)), fits(words, frozenset(names), loosely=True)) == (strictly, loosely)


def test_a_plain_name_has_small_letters_and_single_blanks() -> None:
    assert plain("  5-Fluorouracil (5-FU)") == "5 fluorouracil 5 fu"


def test_the_pair_of_a_study_is_labelled_and_no_other() -> None:
    sentences = [
        "everolimus in hepatocellular carcinoma.",
        "Survival was longer.",
        "sorafenib is given for renal cell carcinoma.",
    ]
    labels = labels_of(
        "{ev} in {hcc}.", "Survival was longer. {sor} is given for {rcc}.", sentences,
        study("Everolimus", "hepatocellular carcinoma", "phase-2", "supports", (0, 1, 9), attribution="combination"),
        study("sorafenib", "renal cell carcinoma", "mention", "unclear", (2,)),
        study("aspirin", "renal cell carcinoma"),
    )  # fmt: skip
    assert labels == {
        (EV, HCC): StudyLabel("combination", "phase-2", "supports", (0, 1)),
        (SOR, RCC): StudyLabel("mention", "mention", "unclear", (2,)),
    }


def test_a_disease_fits_loosely_only_where_none_fits_better() -> None:
    title = "{ev} in {hcc} and {rcc}."
    loose = labels_of(title, "", [], study("everolimus", "carcinoma of the liver, hepatocellular"))
    assert set(loose) == {(EV, HCC)}
    better = labels_of(title, "", [], study("everolimus", "renal cell carcinoma"))
    assert set(better) == {(EV, RCC)}, "the two share half of their telling words"


def test_the_first_of_two_studies_of_a_pair_counts() -> None:
    labels = labels_of(
        "{ev} in {hcc}.", "", [],
        study("everolimus", "hepatocellular carcinoma", "phase-1"), study("everolimus", "carcinoma", "phase-3"),
    )  # fmt: skip
    assert [label.tier for label in labels.values()] == ["phase-1"]


def test_sentences_of_the_gold_are_found_among_those_of_the_product() -> None:
    annotated = annotate(
        "{ev} in {hcc}.", "We treated 20 patients; all had relapsed. Survival was longer. Survival was longer."
    )
    gold = [
        "everolimus in hepatocellular carcinoma.",
        "We treated 20 patients;",
        "all had relapsed.",
        "Survival was longer.",
        "Survival was longer.",
        "Nobody wrote this.",
    ]
    assert places_of(annotated, gold) == [(0,), (1,), (1,), (2,), (3,), ()]
    joined = [
        "We treated 20 patients; all had relapsed. Survival was longer.",
        "everolimus in hepatocellular carcinoma.",
    ]
    assert places_of(annotated, joined) == [(1, 2), (0,)], "in any order, and parted in another way"


def test_examples_of_a_file(annotator: Annotator, tmp_path: Path) -> None:
    without = {"pmid": "3", "title": "Survival of mice.", "abstract": "None died.", "sentences": [], "studies": []}
    path = tiny.write_lines(tmp_path / "gold.jsonl", [tiny.document(1), without, tiny.document(2)])
    one, two = examples(path, annotator, tiny.encoder())
    assert (one.id, two.id) == ("PMID:1", "PMID:2")
    assert by_ids(one.labels, one.candidates.entities) == {
        (SIR, "MONDO:0007254"): StudyLabel("drug", "clinical", "null", (2,)),
        (SOR, "MONDO:0007254"): StudyLabel("mention", "mention", "unclear", ()),
    }
    assert by_ids(two.labels, two.candidates.entities)[SOR, "MONDO:0019087"] == StudyLabel(
        "drug", "clinical", "supports", (2,)
    )
    assert all(one.candidates.pairs[at] in one.labels for at in one.rows.pairs)
    assert one.rows.sentences.shape[1] == 4
    assert one.rows.shares.sum(-1) == pytest.approx(1)


def test_a_line_ends_where_json_lines_end(annotator: Annotator, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    odd = {**tiny.document(1), "journal": "One\u2028of\x85two"}
    path.write_text(json.dumps(odd, ensure_ascii=False) + "\n" + json.dumps(tiny.document(2)) + "\n", encoding="utf-8")
    assert [one.id for one in examples(path, annotator, tiny.encoder())] == ["PMID:1", "PMID:2"]


WRONG = {"drug": None, "disease": 3, "tier": "phase-9", "polarity": "good", "attribution": "none"}


def gold_line(study: dict[str, Any]) -> str:
    """A gold document without sentences, with one study."""
    return json.dumps({"pmid": "7", "sentences": [], "studies": [study]})


@pytest.mark.parametrize(
    "line",
    [
        "no JSON",
        "",
        "[1, 2]",
        '{"sentences": [], "studies": []}',
        '{"pmid": "7", "studies": []}',
        '{"pmid": "7", "sentences": []}',
        '{"pmid": "7", "sentences": [], "studies": 5}',
        '{"pmid": "7", "sentences": [], "studies": ["everolimus"]}',
        *(gold_line({**study("a", "b"), key: wrong}) for key, wrong in WRONG.items()),
        *(gold_line({key: value for key, value in study("a", "b").items() if key != lacking}) for lacking in WRONG),
    ],
)
def test_a_line_that_is_no_gold_is_named(line: str, annotator: Annotator, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(tiny.document(1)) + f"\n{line}\n{json.dumps(tiny.document(2))}\n", encoding="utf-8")
    read: Iterator[StudyExample] = examples(path, annotator, tiny.encoder())
    with pytest.raises(InputError, match=r"gold\.jsonl, line 2: "):
        list(read)


def test_which_documents_are_held_back_stays() -> None:
    held = [number for number in range(1, 41) if is_held(f"PMID:{number}")]
    assert held == [7, 11, 21, 31]
    share = sum(is_held(f"PMID:{number}") for number in range(20_000_000, 20_004_000)) / 4000
    assert share == pytest.approx(1 / HELD, abs=0.02)
