"""Arrays on disk: what is written is read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import arrays
from kg.ontologies.array_files import save_lists, save_strings


@given(strings=st.lists(st.text(max_size=20), max_size=30))
def test_strings_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, strings: list[str]) -> None:
    folder = tmp_path_factory.getbasetemp()
    save_strings(folder, "s", strings)
    read = arrays.Strings(folder, "s")
    assert [read[at] for at in range(len(read))] == strings


def test_lists_come_back_sorted_and_once(tmp_path: Path) -> None:
    entries = [(2, 9, 1), (0, 5, 5), (2, 3, 1), (0, 5, 5)]
    for name, order in (("one", entries), ("two", entries[::-1])):
        save_lists(tmp_path, name, ["value", "other"], 4, order)
    read = arrays.Lists(tmp_path, "one", ["value", "other"])
    assert [read[row] for row in range(4)] == [[(5, 5)], [], [(3, 1), (9, 1)], []]
    assert (tmp_path / "one.value.npy").read_bytes() == (tmp_path / "two.value.npy").read_bytes()


def test_no_entry_at_all_makes_empty_lists(tmp_path: Path) -> None:
    save_lists(tmp_path, "none", ["value"], 2, [])
    assert [arrays.Lists(tmp_path, "none", ["value"])[row] for row in range(2)] == [[], []]
