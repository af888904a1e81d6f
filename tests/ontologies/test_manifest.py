from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.ontologies import manifest
from kg.ontologies.readers import READERS

PLAN = manifest.load()
OPEN = {
    "CC-BY-4.0",
    "CC0-1.0",
    "MIT",
    "Apache-2.0",
    "LicenseRef-NLM-MeSH",
    "LicenseRef-HPO",
    "LicenseRef-US-public-domain",
}


@pytest.mark.parametrize("name", PLAN.sources)
def test_every_source_says_what_it_is_and_where_it_comes_from(name: str) -> None:
    source = PLAN.sources[name]
    assert source.title and source.version and len(source.gives) > 10
    assert source.licence in OPEN
    if name == "curated":
        return
    assert source.reader in READERS
    assert source.files and source.latest
    assert all(member.path and member.package in PLAN.packages for member in source.files.values())
    assert all(
        address.url.startswith(("https://", "http://purl.obolibrary.org/")) for address in source.latest.values()
    )


@pytest.mark.parametrize("name", PLAN.packages)
def test_every_package_is_pinned_and_used(name: str) -> None:
    package = PLAN.packages[name]
    assert package.wheel.endswith("py3-none-any.whl") and f"-{package.version}-" in package.wheel
    assert set(package.sha256) <= set("0123456789abcdef")
    assert package.bytes > 10_000
    assert any(package in PLAN.package_of(source) for source in PLAN.sources)


def test_no_reader_is_left_without_a_source() -> None:
    assert {source.reader for source in PLAN.sources.values()} - {"curated"} == READERS.keys()


@pytest.mark.parametrize("name", ["mondo", "doid", "chebi", "go", "hgnc", "reactome", "wikipathways"])
def test_the_large_sources_can_be_fetched_anew(name: str) -> None:
    assert PLAN.sources[name].has_latest


GOOD = """
[package.p]
version = "1"
wheel = "p-1-py3-none-any.whl"
sha256 = "%s"
bytes = 3
[source.s]
title = "t"
licence = "MIT"
version = "1"
gives = "g"
reader = "go"
files.obo = { package = "p", path = "x.obo" }
latest.obo = { url = "https://example.org/x.obo", format = "obo" }
""" % ("0" * 64)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('licence = "MIT"\n', "", "source.s has no licence"),
        ('package = "p"', 'package = "q"', "'q', which has no [package.q]"),
        ('format = "obo"', 'format = "owl"', "format is 'owl', expected one of obo"),
        ('gives = "g"', 'gives = "g"\ncolour = "red"', "source.s has the unknown key 'colour'"),
        ("bytes = 3", 'bytes = "3"', "package.p.bytes is '3', expected a int"),
        ("0" * 64, "0" * 63, "has 63 characters, expected 64"),
        ("[source.s]", "[source.s", "cannot be read"),
    ],
)
def test_a_wrong_manifest_is_one_clear_error(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "manifest.toml"
    path.write_text(GOOD)
    assert manifest.load(path).sources["s"].files["obo"].path == "x.obo"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new))
    with pytest.raises(ConfigError) as error:
        manifest.load(path)
    assert (
        said in str(error.value)
        and str(path) in str(error.value)
        and "\n" not in str(error.value).partition("cannot be read")[0]
    )
