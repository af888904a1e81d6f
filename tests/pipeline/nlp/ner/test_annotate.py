"""``kg annotate --profile`` and ``--guideline``: the network's mentions in the output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ConfigError
from kg.exchange.annotate import annotate_files
from kg.lexicon.lexicon import Lexicon


def _annotated(tmp_path: Path, lexicon: Lexicon, **options: Any) -> tuple[list[dict[str, object]], list[str]]:
    (tmp_path / "a.pubtator").write_text("1|t|Everolimus in HepG2\n1|a|Sorafenib cured tumors.\n\n", encoding="utf-8")
    said: list[str] = []
    annotate_files(
        [str(tmp_path / "a.pubtator")], to="jsonl", output=tmp_path / "o", lexicon=lexicon, say=said.append, **options
    )
    (line,) = (tmp_path / "o").read_text(encoding="utf-8").splitlines()
    return json.loads(line)["mentions"], said


def test_the_network_finds_unless_the_profile_is_fast(tmp_path: Path, small_lexicon: Lexicon) -> None:
    mentions, said = _annotated(tmp_path, small_lexicon)
    assert {m["detector"] for m in mentions} == {"network", "dictionary"} and not said
    assert {m["detector"] for m in _annotated(tmp_path, small_lexicon, guideline="bc5cdr")[0]} == {
        "network",
        "dictionary",
    }
    assert {m["detector"] for m in _annotated(tmp_path, small_lexicon, profile="fast")[0]} == {"dictionary"}


@pytest.mark.parametrize(("option", "value"), [("guideline", "bc5cdr"), ("profile", "fast")])
def test_given_mentions_are_kept_whatever_guideline_and_profile_read(
    option: str, value: str, tmp_path: Path, small_lexicon: Lexicon
) -> None:
    mentions, said = _annotated(tmp_path, small_lexicon, given=True, **{option: value})
    assert not mentions and not said, "they say how relations are read"


def test_an_unknown_profile_and_a_guideline_in_the_fast_one_are_refused(tmp_path: Path, small_lexicon: Lexicon) -> None:
    with pytest.raises(ConfigError, match="--profile slow: unknown profile: expected one of fast, default"):
        _annotated(tmp_path, small_lexicon, profile="slow")
    with pytest.raises(ConfigError, match="--guideline bc5cdr: the fast profile has no guidelines"):
        _annotated(tmp_path, small_lexicon, profile="fast", guideline="bc5cdr")


def test_an_unknown_guideline_is_refused(tmp_path: Path, small_lexicon: Lexicon) -> None:
    with pytest.raises(ConfigError, match="--guideline bc6: unknown guideline: expected one of default, bc5cdr"):
        _annotated(tmp_path, small_lexicon, guideline="bc6")
