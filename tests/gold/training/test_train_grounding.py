"""Training of grounding, on files written by the tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.gold.training import species_texts, train_grounding
from kg.gold.training.corpora import DEV_FILES, TRAIN_FILES
from kg.gold.training.train_grounding import CORPORA, train
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.taxa import HUMAN, MOUSE
from kg.ontologies.terms import SpeciesGene
from kg.ontologies.writer import write
from kg.pipeline.ground import gene_families, learned, species
from kg.pipeline.ground.species import SpeciesFinder
from kg.pipeline.guidelines import GUIDELINES
from tests import small_lexicon as small


def _block(pmid: int, title: str, *mentions: tuple[str, str, str]) -> str:
    lines = [f"{pmid}|t|{title}", f"{pmid}|a|"]
    lines += [
        f"{pmid}\t{title.index(text)}\t{title.index(text) + len(text)}\t{text}\t{type_}\t{id_}"
        for text, type_, id_ in mentions
    ]
    return "\n".join(lines) + "\n\n"


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    folder = tmp_path / "corpora"
    folder.mkdir()
    for corpus in CORPORA:
        (folder / TRAIN_FILES[corpus]).write_text(
            _block(1, "Everolimus in HCC", ("HCC", "Disease", "D006528")), encoding="utf-8"
        )
    for file in DEV_FILES.values():
        (folder / file).write_text(_block(7, "Held out tumor", ("tumor", "Disease", "D009369")), encoding="utf-8")
    text = _block(2, "Akt1 in mice", ("Akt1", "Gene", "11651")) + _block(3, "AKT1 in patients", ("AKT1", "Gene", "207"))
    text += _block(4, "AKT of mice and humans", ("AKT", "Gene", "11651,207")) + _block(
        5, "Kinases", ("Kinases", "FamilyName", "207")
    )
    text += _block(7, "Held out tumor", ("tumor", "Disease", "D009369")) + _block(
        8, "Odd pain", ("Odd pain", "Disease", "-1")
    )
    (folder / TRAIN_FILES["biored"]).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder = tmp_path_factory.mktemp("train") / "lexicon"
    folder.mkdir()
    terms = small.terms()
    terms.genes = [
        SpeciesGene("NCBIGene:11651", MOUSE, "HGNC:391", ("Akt1",)),
        SpeciesGene("NCBIGene:207", HUMAN, "HGNC:391", ("AKT1",)),
    ]
    write(folder, terms, {"licences": {}})
    return Lexicon(folder)


def test_names_and_species_are_learned_and_development_files_are_not(
    corpora: Path, lexicon: Lexicon, tmp_path: Path
) -> None:
    train(corpora, (), tmp_path / "one", lexicon, say=lambda _: None)
    table = learned.load(tmp_path / "one", GUIDELINES["biored"])
    recalled = table.recall("Disease", "HCC")
    assert recalled is not None and (str(recalled.ids), len(recalled.corpora), recalled.own) == (
        "MESH:D006528",
        len(CORPORA) - 1,
        False,
    )
    assert table.recall("Disease", "tumor") is None
    nothing = table.recall("Disease", "odd pain")
    assert nothing is not None and not nothing.ids
    mouse, human = (table.recall("Target", "Akt1", taxon) for taxon in (MOUSE, HUMAN))
    assert (
        mouse is not None
        and human is not None
        and (str(mouse.ids), str(human.ids)) == ("NCBIGene:11651", "NCBIGene:207")
    )
    assert table.recall("Target", "Kinases") is None
    assert table.recall("Target", "AKT") is None
    assert set(species.load_weights(tmp_path / "one").features) == set(species.FEATURES)
    assert json.loads((tmp_path / "one" / species.FILE).read_text())["trained"]["mentions"] >= 2
    SpeciesFinder(lexicon, species.load_weights(tmp_path / "one"))
    assert set(species.load_weights(tmp_path / "one").own) == {"biored"}, (
        "only corpora with genes add weights of their own"
    )
    seen = species.publications(tmp_path / "one")
    train(corpora, (), tmp_path / "both", lexicon, with_development=True, say=lambda _: None)
    table = learned.load(tmp_path / "both", GUIDELINES["biored"])
    assert table.recall("Disease", "tumor") is not None, "development files count where they are asked for"
    assert seen < species.publications(tmp_path / "both")


def test_a_name_counts_once_a_document_and_words_need_several(
    corpora: Path, lexicon: Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train_grounding, "MOST_DOCUMENTS", 1.0)
    monkeypatch.setattr(train_grounding, "LEAST_WEIGHT", 0.0)
    twice = _block(9, "Fkbp1a and Fkbp1a", ("Fkbp1a", "Gene", "2280"))
    twice = twice.replace("\n\n", "\n9\t11\t17\tFkbp1a\tGene\t2280\n\n")
    mice = "".join(
        _block(20 + n, f"Akt1 in knockout mice {n}", ("Akt1", "Gene", "11651"))
        for n in range(train_grounding.LEAST_DOCUMENTS)
    )
    (corpora / TRAIN_FILES["biored"]).write_text(twice + mice, encoding="utf-8")
    train(corpora, (), tmp_path / "one", lexicon, say=lambda _: None)
    recalled = learned.load(tmp_path / "one", GUIDELINES["biored"]).recall("Target", "Fkbp1a")
    assert recalled is not None and recalled.count == 1
    words = species.load_weights(tmp_path / "one").words
    assert set(words) >= {"knockout", "mice"} and "1" not in words and "humans" not in words


def test_texts_without_labels_are_learned_from_and_held_out_ones_are_not(
    corpora: Path, lexicon: Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(species_texts, "MOST_TEXTS", 0.6)
    said = [f"Flox in mice {n}" for n in range(20)] + [f"Placebo in patients {n}" for n in range(20)]
    lines = [
        json.dumps({"pmid": number, "title": text, "abstract": ""}) for number, text in enumerate([*said, "Held"], 100)
    ]
    lines.append(json.dumps({"pmid": 7, "title": "Held out tumor", "abstract": ""}))
    (tmp_path / "texts.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    train(corpora, [tmp_path / "texts.jsonl"], tmp_path / "one", lexicon, say=lambda _: None)
    assert {"flox", "placebo"} <= species.load_weights(tmp_path / "one").texts.keys()
    assert json.loads((tmp_path / "one" / species.FILE).read_text())["trained"]["texts"] == len(lines) - 1


def test_the_same_files_give_the_same_bytes(corpora: Path, lexicon: Lexicon, tmp_path: Path) -> None:
    for name in ("one", "other"):
        train(corpora, (), tmp_path / name, lexicon, say=lambda _: None)
    for file in (learned.FILE, gene_families.FILE, species.FILE):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "other" / file).read_bytes()


def test_a_missing_corpus_is_named(corpora: Path, lexicon: Lexicon, tmp_path: Path) -> None:
    (corpora / TRAIN_FILES["nlmgene"]).unlink()
    with pytest.raises(InputError, match=r"nlmgene-train\.pubtator: not there"):
        train(corpora, (), tmp_path / "one", lexicon, say=lambda _: None)
