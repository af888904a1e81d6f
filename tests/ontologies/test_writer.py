"""Writing a lexicon: equal terms give equal bytes, and terms that do not fit together are refused."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from kg.lexicon.lexicon import Lexicon
from kg.ontologies.writer import write
from tests import small_lexicon as small

META: dict[str, object] = {"licences": {"curated": "MIT"}}


def test_the_order_of_the_terms_does_not_change_a_byte(small_folder: Path, tmp_path: Path) -> None:
    terms = small.terms()
    shuffled = random.Random(3)
    for rows in (terms.names, terms.parents, terms.xrefs, terms.facts):
        shuffled.shuffle(rows)
    terms.terms = dict(sorted(terms.terms.items(), key=lambda item: item[0][::-1]))
    write(tmp_path, terms, json.loads(json.dumps({"licences": {}})))
    assert [path.name for path in sorted(tmp_path.iterdir())] == [path.name for path in sorted(small_folder.iterdir())]
    for path in tmp_path.glob("*.npy"):
        assert path.read_bytes() == (small_folder / path.name).read_bytes(), path.name
    assert (
        json.loads((tmp_path / "meta.json").read_text())["hash"]
        == json.loads((small_folder / "meta.json").read_text())["hash"]
    )


def test_another_name_is_another_hash(small_folder: Path, tmp_path: Path) -> None:
    terms = small.terms()
    terms.names.pop()
    write(tmp_path, terms, dict(META))
    assert Lexicon(tmp_path).meta["hash"] != Lexicon(small_folder).meta["hash"]


def test_a_name_of_an_unknown_entity_is_refused(tmp_path: Path) -> None:
    terms = small.terms()
    del terms.terms["HGNC:1516"]
    with pytest.raises(KeyError):
        write(tmp_path, terms, dict(META))
