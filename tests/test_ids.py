"""IRIs and content hashes: one base that a user can set, one IRI for each identifier, ids of claims that neither
changes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ids, paths
from kg.errors import ConfigError

ROOT = Path(__file__).resolve().parent.parent
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
ODD = st.text(st.sampled_from(list("a7 %#?/:.|\\\"'<>{}^`\n\t\0é😀%2F23")), min_size=1)
PREFIXES = st.sampled_from(["KGD", "KGP", "DOI", "REACT", "MGI", "PMID", "CHEBI"])


@pytest.fixture
def base(monkeypatch: pytest.MonkeyPatch) -> object:
    """Sets the base as a new process would find it."""

    def forget() -> None:
        ids.base_iri.cache_clear()
        ids.prefixes.cache_clear()

    def put(text: str) -> None:
        monkeypatch.setenv(ids.BASE_VARIABLE, text)
        forget()

    yield put
    monkeypatch.undo()
    forget()


@pytest.mark.parametrize(
    "text",
    [
        "https://kg.my-lab.org/",
        "http://localhost:8080/a/",
        "https://lab.org/kg#",
        "https://bücher.org/kg/",
        "urn:kg:a/",
        "https://[::1]/",
    ],
)
def test_a_base_is_any_absolute_iri_that_ends_in_a_slash_or_a_hash(text: str, base: object) -> None:
    base(text)  # type: ignore[operator]
    assert ids.base_iri() == text
    assert ids.minted("run", "r1") == f"{text}run/r1"
    assert ids.iri("KGD:doc#7") == f"{text}document/doc%237"
    assert ids.iri_of("NOPE:1", "entity") == f"{text}entity/NOPE:1"
    assert ids.iri("MONDO:0007256") == "http://purl.obolibrary.org/obo/MONDO_0007256"


@pytest.mark.parametrize(
    "text",
    [
        "kg",
        "/kg/",
        "//lab.org/",
        "lab.org/kg/",
        "https://lab.org",
        "https://lab.org/kg",
        "https:///kg/",
        "https://",
        "https://#",
        "https://lab.org/my kg/",
        "https://lab.org/<kg>/",
        "https://lab.org/%zz/",
        "https://lab.org/##",
        "https://lab.org/#kg/",
        "https://[lab/",
        "https://lab.org/\n/",
        "https://lab.org/\udcff/",
        "1https://lab.org/",
    ],
)
def test_any_other_base_is_refused_in_one_line_that_says_where_it_is_from(text: str, base: object) -> None:
    base(text)  # type: ignore[operator]
    with pytest.raises(ConfigError, match=r"KG_BASE_IRI is .*: expected an absolute IRI that ends in / or #") as caught:
        ids.base_iri()
    assert "\n" not in str(caught.value)


def test_the_default_base_is_one_line_of_the_prefixes(
    base: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = paths.data("ontologies", "prefixes.toml").read_text(encoding="utf-8")
    assert text.count("example.org") == 1
    (tmp_path / "prefixes.toml").write_text(
        text.replace("https://example.org/kg/", "https://w3id.org/kg/"), encoding="utf-8"
    )
    monkeypatch.setattr(paths, "data", lambda *parts: tmp_path / parts[-1])
    ids._table.cache_clear()
    base("")  # type: ignore[operator]
    try:
        assert {iri for prefix, iri in ids.prefixes().items() if prefix.startswith("KG")} == {
            f"https://w3id.org/kg/{path}/"
            for path in ("pathway", "role", "regimen", "document", "assertion", "evidence", "fact", "run", "vocab")
        }
    finally:
        ids._table.cache_clear()


def test_no_code_knows_the_default_base() -> None:
    knowing = [
        path for folder in ("kg", "queries", "pipelines") for path in (ROOT / folder).rglob("*") if path.is_file()
    ]
    # shapes.ttl is written by docs/generate.py; `kg check --shapes` prints it for another base
    told = ("prefixes.toml", "shapes.ttl")
    knowing += [path for path in (ROOT / "ontologies").rglob("*") if path.is_file() and path.name not in told]
    assert [str(path) for path in knowing if b"example.org" in path.read_bytes()] == []


def test_nothing_is_read_and_no_base_judged_at_import() -> None:
    code = (
        "import kg.ids as ids, kg.exchange.export.rdf_terms, kg.dataset.graph; print(ids._table.cache_info().misses,"
        " ids.base_iri.cache_info().misses)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "KG_BASE_IRI": "no base"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["0", "0"]


def test_what_is_a_curie_does_not_depend_on_the_base(base: object) -> None:
    base("no base")  # type: ignore[operator]
    assert ids.normalise("UP:P42345") == "UniProtKB:P42345"
    assert ids.is_curie("KGP:x") and not ids.is_curie("NOPE:1")


@pytest.mark.parametrize("text", ["https://kg.my-lab.org/", "no base"])
def test_the_id_of_a_claim_does_not_depend_on_the_base(text: str, base: object) -> None:
    claims = [
        ("CHEBI:68478", "biolink:affects", "HGNC:3942"),
        ("KGR:akt-inhibitor", "biolink:affects", "KGP:x"),
        ("NOPE:1 b", "p", "T1"),
    ]
    before = [ids.assertion_id(*claim) for claim in claims]
    base(text)  # type: ignore[operator]
    assert [ids.assertion_id(*claim) for claim in claims] == before


def test_the_ids_of_claims_about_registered_things_stay_what_they_were() -> None:
    pairs = [("object_aspect_qualifier", "activity"), ("object_direction_qualifier", "decreased")]
    assert ids.assertion_id("CHEBI:1", "biolink:affects", "MONDO:1") == "f5424e149ecc66ed74f50492ebefce77"
    assert ids.assertion_id("CHEBI:68478", "biolink:affects", "HGNC:3942", pairs, True) == ids.assertion_id(
        "chebi:68478", "biolink:affects", "hgnc:3942", reversed(pairs), True
    )


@given(TEXT | ODD, TEXT | ODD, st.booleans())
def test_a_claim_about_anything_has_an_id_of_its_own(one: str, other: str, negated: bool) -> None:
    found = ids.assertion_id(one, "biolink:affects", "HGNC:3942", (), negated)
    assert len(found) == 32 and found != ids.assertion_id(one, "biolink:affects", "HGNC:3942", (), not negated)
    same = one == other or (ids.is_curie(one) and ids.is_curie(other) and ids.normalise(one) == ids.normalise(other))
    assert (found == ids.assertion_id(other, "biolink:affects", "HGNC:3942", (), negated)) == same


@given(PREFIXES, TEXT | ODD, TEXT | ODD)
def test_two_curies_never_share_an_iri(prefix: str, one: str, other: str) -> None:
    assert (ids.iri(f"{prefix}:{one}") == ids.iri(f"{prefix}:{other}")) == (one == other)


@given(TEXT | ODD, TEXT | ODD)
def test_two_ids_without_a_prefix_never_share_an_iri(one: str, other: str) -> None:
    first, second = ids.iri_of(f"NOPE:{one}", "entity"), ids.iri_of(f"NOPE:{other}", "entity")
    assert (first == second) == (one == other)
    assert first.startswith(f"{ids.base_iri()}entity/NOPE:") and first.isascii()


@pytest.mark.parametrize(
    ("printed", "each"),
    [
        ("D1|D2", ["D1", "D2"]),
        ("1, 2;3+4", ["1", "2", "3", "4"]),
        ("-", []),
        ("-1|D1", ["D1"]),
        ("", []),
        ("p|SUB|V|617|F", ["p|SUB|V|617|F"]),
        ("c|DEL|657|5,rs1", ["c|DEL|657|5", "rs1"]),
        ("p|SUB|R|5|*", ["p|SUB|R|5|*"]),
    ],
)
def test_a_list_of_ids_is_parted_but_not_the_id_of_a_variant(printed: str, each: list[str]) -> None:
    assert ids.several(printed) == each
