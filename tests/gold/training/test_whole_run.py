"""``kg train ner`` from files to a model, on corpora of a few invented sentences: what is written, kept between runs,
and left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.gold.training.corpora import DEV_FILES, TRAIN_FILES
from kg.gold.training.train_ner import train
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.guidelines import named
from kg.pipeline.nlp.ner import model
from kg.pipeline.nlp.ner.kinds import DISEASE
from kg.pipeline.nlp.ner.tagger import Tagger

pytestmark = pytest.mark.slow

TITLE, ABSTRACT = (
    "Everolimus in hepatocellular carcinoma.",
    "Sorafenib inhibits MTOR in hepatocellular carcinoma (HCC). Deaths were few.",
)
TYPES: dict[str, dict[str, tuple[str, ...]]] = {
    "bc5cdr": {"Chemical": ("Everolimus", "Sorafenib"), "Disease": ("hepatocellular carcinoma", "HCC")},
    "biored": {
        "ChemicalEntity": ("Everolimus", "Sorafenib"),
        "DiseaseOrPhenotypicFeature": ("hepatocellular carcinoma", "HCC"),
        "GeneOrGeneProduct": ("MTOR",),
    },
    "ncbi-disease": {"SpecificDisease": ("hepatocellular carcinoma", "HCC")},
    "gnormplus": {"Gene": ("MTOR",)},
    "nlmgene": {"Gene": ("MTOR",)},
    "drugprot": {"CHEMICAL": ("Everolimus", "Sorafenib"), "GENE-Y": ("MTOR",)},
    "nlmchem": {"Chemical": ("Everolimus", "Sorafenib")},
}
HELD_OUT = "99"


def found(corpus: str) -> list[tuple[int, int, str, str]]:
    """The mentions of a document: every place of each name."""
    named = [(name, type_) for type_, names in TYPES[corpus].items() for name in names]
    return [
        (place.start(), place.end(), name, type_)
        for name, type_ in named
        for place in re.finditer(name, f"{TITLE}\n{ABSTRACT}")
    ]


def write(path: Path, corpus: str, identifiers: list[str]) -> None:
    """A file of the corpus, in its format, with the same text in each document."""
    if path.suffix == ".jsonl":
        entities = [{"start": start, "end": end, "type": type_} for start, end, _, type_ in found(corpus)]
        rows = [
            {"pmid": one, "title": TITLE, "abstract": f"{ABSTRACT} {one}", "entities": entities} for one in identifiers
        ]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return
    documents = []
    for one in identifiers:
        lines = [f"{one}|t|{TITLE}", f"{one}|a|{ABSTRACT} {one}"]
        lines += [f"{one}\t{start}\t{end}\t{name}\t{type_}\t-" for start, end, name, type_ in found(corpus)]
        documents.append("\n".join(lines) + "\n\n")
    path.write_text("".join(documents), encoding="utf-8")


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    for number, (corpus, file) in enumerate(TRAIN_FILES.items()):
        write(folder / file, corpus, [*(f"{number}{one}" for one in range(6)), HELD_OUT])
    for corpus, file in DEV_FILES.items():
        write(folder / file, corpus, [HELD_OUT])
    return folder


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts") / "abstracts.jsonl"
    rows = [
        {"pmid": f"77{one}", "title": TITLE, "abstract": f"Sirolimus was given too, {one} times."} for one in range(4)
    ]
    path.write_text(
        "".join(json.dumps(row) + "\n" for row in [*rows, rows[0], {**rows[1], "pmid": HELD_OUT}]), encoding="utf-8"
    )
    return path


@pytest.fixture(scope="module")
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    jax = pytest.importorskip("jax")
    pytest.importorskip("floret")
    jax.config.update("jax_compilation_cache_dir", str(tmp_path_factory.mktemp("compiled")))
    yield
    jax.config.update("jax_compilation_cache_dir", None)


@pytest.mark.usefixtures("compiled_once")
def test_a_whole_run_writes_a_model_and_a_second_one_only_reads_its_steps(
    corpora: Path, texts: Path, small_lexicon: Lexicon, tmp_path: Path
) -> None:
    said: list[str] = []
    train(corpora, [texts], tmp_path, small_lexicon, epochs=1, say=said.append)
    assert said[0] == "42 gold documents and passages, 4 abstracts without labels"
    made = model.load(tmp_path)
    assert set(made.voters) == {"bc5cdr", "ncbi-disease"}
    assert "deaths" in made.unmarked["bc5cdr"][DISEASE] and "carcinoma" not in made.unmarked["bc5cdr"][DISEASE]
    meta = json.loads((tmp_path / model.META).read_text(encoding="utf-8"))["trained"]
    assert meta["teachers"] == 3 and meta["documents"]["labelled"] == 4
    assert HELD_OUT not in model.publications(tmp_path) and len(model.publications(tmp_path)) == 42
    for guideline in ("default", *DEV_FILES):
        Tagger(small_lexicon, made, named(guideline)).tag(f"{TITLE}\n{ABSTRACT}")

    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "steps").iterdir()}
    kinds = sorted({path.name.partition("-")[0] for path in before})
    assert kinds == ["labels", "student", "teacher", "vectors", "voter"]
    again: list[str] = []
    train(corpora, [texts], tmp_path, small_lexicon, epochs=1, say=again.append)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "steps").iterdir()} == before
    assert not any("passes" in line for line in again) and model.load(tmp_path).hash == made.hash
