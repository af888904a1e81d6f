"""The lexicon on disk: what is written is read back, and damage is one clear error."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from kg.errors import OntologyError
from kg.lexicon import arrays, names
from kg.lexicon.hashing import NO_KEY, hash_of
from kg.lexicon.layout import FORMAT
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.open import lexicon_folder, open_lexicon
from kg.model import Fact
from kg.ontologies.matching import worth_matching
from kg.ontologies.terms import Name
from kg.ontologies.writer import write
from kg.pipeline.ground.grounder import Grounder
from tests import small_lexicon as small

META: dict[str, object] = {"licences": {"curated": "MIT"}}


def _row(lexicon: Lexicon, curie: str) -> int:
    row = lexicon.row(curie)
    assert row is not None
    return row


# --- round trip -------------------------------------------------------------------------------------------------------


def test_every_entity_comes_back_with_its_names_ids_and_parents(small_lexicon: Lexicon) -> None:
    assert len(small_lexicon) == len(small.ENTITIES)
    for identifier, type_, label, source, *_ in small.ENTITIES:
        entity = small_lexicon.entity(identifier)
        assert entity is not None
        assert (entity.id, entity.type, entity.name, entity.source) == (identifier, type_, label, source)
    hcc = small_lexicon.entity("MONDO:0007256")
    assert hcc is not None
    assert hcc.synonyms == ("hepatocellular cancer", "HCC"), "closest scope first, the label left out"
    assert (hcc.xrefs, hcc.parents, hcc.category) == (("MESH:D006528",), ("MONDO:0002691",), "biolink:Disease")
    family = small_lexicon.entity("FPLX:AKT")
    assert family is not None
    assert family.category == "biolink:GeneFamily"


@pytest.mark.parametrize("curie", ["MONDO:0007256", "MESH:D006528", "mesh:D006528"])
def test_an_entity_is_found_by_any_of_its_ids(curie: str, small_lexicon: Lexicon) -> None:
    assert small_lexicon.id(_row(small_lexicon, curie)) == "MONDO:0007256"


@pytest.mark.parametrize("curie", ["MONDO:0000000", "nonsense", "NOPREFIX:1", "", "MESH:"])
def test_an_id_it_does_not_have_is_none(curie: str, small_lexicon: Lexicon) -> None:
    assert small_lexicon.row(curie) is None
    assert small_lexicon.entity(curie) is None


def test_every_name_is_found_under_its_key_and_the_bitmap_hides_none(small_lexicon: Lexicon) -> None:
    banned = {"Adriamycin"}
    for identifier, _, label, _, *others in small.ENTITIES:
        for text in {label, *(other.partition(":")[2] for other in others)} - banned:
            if not worth_matching(text, small_lexicon.type(_row(small_lexicon, identifier)), "exact"):
                continue
            assert identifier in {small_lexicon.id(row.entity) for row in small_lexicon.lookup(text)}, text
            assert small_lexicon.may_hold(np.array([hash_of(names.key(text))], dtype=np.uint64)).all()
    many = np.array([hash_of(f"no such name {number}") for number in range(1000)], dtype=np.uint64)
    assert small_lexicon.may_hold(many).sum() < 50


def test_names_are_found_uninverted_in_the_singular_and_by_their_core(small_lexicon: Lexicon) -> None:
    assert {small_lexicon.id(row.entity) for row in small_lexicon.lookup("hepatocellular carcinomas")} == {
        "MONDO:0007256"
    }
    assert {small_lexicon.id(row.entity) for row in small_lexicon.lookup_pathway("pi3kaktmtor")} == {
        "WIKIPATHWAYS:WP3844"
    }
    assert small_lexicon.lookup_pathway("") == ()
    assert small_lexicon.lookup("pathway|mtor") == small_lexicon.lookup("pathwaymtor") == ()


def test_a_banned_name_is_not_found_and_a_word_in_small_letters_only_in_capitals(small_lexicon: Lexicon) -> None:
    assert small_lexicon.lookup("Adriamycin") == ()
    assert {row.policy for row in small_lexicon.lookup("MET")} == {names.UPPER}


def test_the_hierarchy_is_walked_upwards(small_lexicon: Lexicon) -> None:
    hcc, fibrolamellar = _row(small_lexicon, "MONDO:0007256"), _row(small_lexicon, "MONDO:0006210")
    assert {small_lexicon.id(row) for row in small_lexicon.ancestors(fibrolamellar)} == {
        "MONDO:0007256",
        "MONDO:0002691",
        "MONDO:0005070",
    }
    assert hcc not in small_lexicon.ancestors(hcc)


def test_facts_come_back_with_licence_and_reference(small_lexicon: Lexicon) -> None:
    facts = list(small_lexicon.facts(_row(small_lexicon, "CHEBI:61049")))
    assert facts == [Fact("CHEBI:61049", "BINDS", "HGNC:3711", "curated", "MIT", "written for the tests")]


@pytest.fixture(scope="module")
def unmatched(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The small lexicon with a name that is kept and not looked for."""
    terms = small.terms()
    terms.names.append(Name("GO:0006914", "eating oneself", "narrow", "go"))
    folder = tmp_path_factory.mktemp("unmatched")
    write(folder, terms, {**META, "sources": {}})
    return Lexicon(folder)


@pytest.mark.parametrize("text", ["", "-", "%", " ", "--", "(+)", "±", "…", "′"])
def test_what_has_no_letters_and_digits_is_the_name_of_nothing(text: str, unmatched: Lexicon) -> None:
    assert unmatched.name_hash[0] == NO_KEY, "there is a name that is not looked for"
    assert unmatched.entity_at(_row(unmatched, "GO:0006914")).synonyms == ("eating oneself",)
    assert unmatched.lookup(text) == unmatched.lookup_pathway(names.pathway_core(text)) == ()
    assert names.keys(text) == ()
    assert unmatched.rows_of_hash(hash_of(names.key(text))) == ()
    assert unmatched.similar(text) == ()
    assert unmatched.genes.named(text, "NCBITaxon:9606") == ()
    assert Grounder(unmatched).ground(text) == ()
    unmatched.bitmap = np.full_like(unmatched.bitmap, 255)  # the worst case of false alarms
    places, _ = unmatched.found(np.array([hash_of(names.key(text)), hash_of("everolimus")], dtype=np.uint64))
    assert places.tolist() == [1]


def test_a_search_for_blanks_finds_nothing(small_lexicon: Lexicon) -> None:
    assert small_lexicon.search("  ") == []


def test_a_lexicon_of_before_keeps_working_with_arrays_that_nobody_reads(small_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(small_folder, tmp_path / "lexicon")
    for name in ("children_of.starts", "children_of.child", "facts_about.starts"):
        np.save(tmp_path / "lexicon" / f"{name}.npy", np.zeros(3, dtype=np.uint32))
    assert len(Lexicon(tmp_path / "lexicon")) == len(Lexicon(small_folder))


def test_every_array_of_a_lexicon_is_read(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()
    load = arrays.load

    def noted(folder: Path, name: str) -> npt.NDArray[Any]:
        read.add(name)
        return load(folder, name)

    monkeypatch.setattr(arrays, "load", noted)
    Lexicon(small_folder)
    assert {path.name.removesuffix(".npy") for path in small_folder.glob("*.npy")} == read


def test_search_goes_by_name_then_by_part(small_lexicon: Lexicon) -> None:
    assert [entity.id for entity, _ in small_lexicon.search("rapamycin")] == ["CHEBI:9168"]
    assert [entity.name for entity, _ in small_lexicon.search("carcinoma", "Disease")] == [
        "Hürthle cell carcinoma", "fibrolamellar carcinoma", "hepatocellular carcinoma", "cholangiocarcinoma"
    ]  # fmt: skip
    assert len(small_lexicon.search("carcinoma", limit=2)) == 2
    assert small_lexicon.search("no such name") == []


# --- faults -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def copy(small_folder: Path, tmp_path: Path) -> Path:
    """A copy of the small lexicon to be damaged."""
    return Path(shutil.copytree(small_folder, tmp_path / "lexicon"))


def test_no_lexicon_names_the_command_that_builds_one(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"there is no lexicon here; run `kg ontologies build`"):
        Lexicon(tmp_path / "nowhere")


@pytest.mark.parametrize("file", ["name_hash.npy", "entity_ids.bytes.npy", "facts_of.starts.npy", "bitmap.npy"])
@pytest.mark.parametrize("damage", ["missing", "cut", "empty", "other"])
def test_a_damaged_array_is_one_clear_error(file: str, damage: str, copy: Path) -> None:
    path = copy / file
    content = path.read_bytes()
    path.unlink()
    if damage != "missing":
        path.write_bytes({"cut": content[:-1], "empty": b"", "other": b"not an array at all" * 9}[damage])
    with pytest.raises(OntologyError, match=r"the lexicon is damaged .*; run `kg ontologies build --force`") as error:
        Lexicon(copy)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "cannot be read"),
        ("", "cannot be read"),
        ('{"format": 99}', "format 99 found"),
        ("{}", "format None found"),
        ("[]", "format None found"),
        (f'{{"format": {FORMAT}}}', "counts, hash, licences, .* missing"),
    ],
)
def test_meta_data_that_is_damaged_or_of_another_format_is_refused(content: str, says: str, copy: Path) -> None:
    (copy / "meta.json").write_text(content)
    with pytest.raises(OntologyError, match=says) as error:
        Lexicon(copy)
    assert "kg ontologies build --force" in str(error.value)


def test_the_environment_says_where_the_lexicon_is(
    monkeypatch: pytest.MonkeyPatch, small_folder: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("KG_LEXICON", str(small_folder))
    assert open_lexicon().folder == small_folder
    monkeypatch.delenv("KG_LEXICON")
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    assert lexicon_folder() == tmp_path / "lexicon"


# --- the real one -----------------------------------------------------------------------------------------------------

READY = """
import time
from bench.memory import peak_mb
start = time.perf_counter()
from kg.lexicon.open import open_lexicon
lexicon = open_lexicon()
found = [lexicon.lookup(name) for name in ("everolimus", "mTOR", "hepatocellular carcinoma")]
print(time.perf_counter() - start, peak_mb(), all(found))
"""


@pytest.mark.lexicon
@pytest.mark.skipif(
    not Path("/proc/self/status").is_file(), reason="the peak memory of a process is read from /proc, which is not here"
)
def test_the_real_lexicon_is_ready_in_two_seconds_and_600_megabytes(real_lexicon: Lexicon) -> None:
    best = 3600.0
    for _ in range(3):  # other tests run beside it, so the best of three is what counts
        done = subprocess.run(
            [sys.executable, "-c", READY], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
        )
        seconds, megabytes, found = done.stdout.split()
        assert found == "True"
        assert float(megabytes) < 600
        best = min(best, float(seconds))
    assert best < 2
    assert len(real_lexicon) > 100_000
