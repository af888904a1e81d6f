"""Samples of answers: drawn the same everywhere, written to a table and read back, every fault with its line."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from kg.ask.sample import Drawn, SampledRow, draw, keyed
from kg.ask.sample_file import CELL, MEMBERS, evidence_cell, read_judged, write_sample
from kg.errors import ConfigError, QueryError

ROWS = [{"drug": f"drug {number}", "tier": "clinical" if number % 3 else "in-vivo"} for number in range(60)]
SAMPLE = Drawn(
    "q", {"disease": 'HCC "x"'}, 7, 60, {"clinical": 40, "in-vivo": 20}, "b" * 64, ("drug", "tier", "note"),
    (
        SampledRow("r1", {"drug": "=1+1", "tier": "clinical", "note": None}, ("e1",), ("«a» b", "c\td"), ("https://x/1/",)),
        SampledRow("r2", {"drug": "'x", "tier": "in-vivo", "note": True}, (), (), ()),
        SampledRow("r3", {"drug": ["a", "b"], "tier": "clinical", "note": 0.5}, ("e1", "e2"), (), ()),
    ),
)  # fmt: skip


def test_a_draw_is_uniform_without_replacement_and_the_same_by_seed() -> None:
    known = keyed("q", ROWS)
    assert len(known) == 60
    first = draw(known, 20, 1)
    assert first == draw(keyed("q", list(reversed(ROWS))), 20, 1), "the order of the answer changes nothing"
    assert len(set(first)) == 20 and first[:5] == draw(known, 5, 1) and first != draw(known, 20, 2)
    assert set(draw(known, 99, 1)) == set(known)
    drawn = Counter(key for seed in range(600) for key in draw(known, 6, seed))
    assert len(drawn) == 60 and min(drawn.values()) > 30 and max(drawn.values()) < 90  # 60 of each, less or more 30
    with pytest.raises(QueryError, match="0 rows to judge: expected 1 or more"):
        draw(known, 0, 1)


def test_rows_that_are_there_twice_have_a_key_each() -> None:
    assert len(keyed("q", [ROWS[0], ROWS[0], ROWS[1]])) == 3
    assert set(keyed("q", ROWS[:1])).isdisjoint(keyed("other", ROWS[:1]))


def judged(path: Path, *said: str) -> str:
    """The table as it is when the first rows have been judged."""
    lines = path.read_text(encoding="utf-8").split("\n")
    first = next(at for at, line in enumerate(lines) if line.startswith("judgement")) + 1
    for at, one in enumerate(said):
        lines[first + at] = one + lines[first + at].removeprefix("\t")
    return "\n".join(lines)


def test_a_table_comes_back_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    write_sample(path, SAMPLE)
    text = path.read_text(encoding="utf-8")
    assert "\t'=1+1\t" in text and "row_note" in text and "c d" in text
    saved = judged(path, "Wrong\tnot it", "right\t", "unclear\t").replace("\n", "\t\t\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + saved.encode())
    read = read_judged(path)
    assert (read.query, read.parameters, read.seed, read.population) == ("q", {"disease": 'HCC "x"'}, 7, 60)
    assert [(row.judgement, row.note, row.key, row.evidence) for row in read.rows] == [
        ("wrong", "not it", "r1", ("e1",)), ("right", "", "r2", ()), ("unclear", "", "r3", ("e1", "e2")),
    ]  # fmt: skip
    assert read.rows[0].cells["drug"] == "=1+1" and read.rows[1].cells["drug"] == "'x"
    assert [(one.of, one.rows, one.judged, one.right, one.unclear) for one in read.precision()] == [
        ("all", 60, 2, 1, 1), ("clinical", 40, 1, 0, 1), ("in-vivo", 20, 1, 1, 0),
    ]  # fmt: skip
    assert [row.row for row in read.of("wrong")] == [1]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("# kg sample\t1", "# kg sample\t9", r":1: format '9' found, 1 expected"),
        ("# seed\t7\n", "", r":8: no line # seed above"),
        ("# seed\t7", "# seed\tseven", r":4: # seed 'seven' found, a whole number expected"),
        ("# sampled\t3", "# sampled\t4", r":12: 3 rows found, 4 expected"),
        ("judgement\tnote\t", "judgement\tnotes\t", r":9: column note found 0 times, once expected"),
        ("\t\t1\tr1", "maybe\t\t1\tr1", r":10: judgement 'maybe' found: expected right, wrong, unclear"),
        ("\t\t1\tr1", "\t\tone\tr1", r":10: row 'one' found"),
        ("\t\t2\tr2", "\t\t2\t", r":11: key '' found"),
        ("\t\t2\tr2", "\t\t2\tr1", r":11: row 2 is there already \(.*:10\)"),
        ("in-vivo\ttrue", "in-silico\ttrue", r":11: tier 'in-silico' found: expected one of clinical, in-vivo"),
        ('"{""clinical', "{clinical", r":7: # tiers .* found, a JSON object expected"),
        ("https://x/1/", "https://x/1/\tmore", r":10: 11 cells found, 10 expected"),
        ("'=1+1", '"=1+1', r":\d+: no TSV"),
    ],
)
def test_a_damaged_table_is_told_with_its_line(old: str, new: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    write_sample(path, SAMPLE)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"rows\.tsv{says}"):
        read_judged(path)


@pytest.mark.parametrize(("content", "says"), [(b"", ":1: no sample found"), (b"a\xff\n", ":1: is not UTF-8 text")])
def test_what_is_no_sample_is_told(content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "rows.tsv").write_bytes(content)
    with pytest.raises(ConfigError, match=says):
        read_judged(tmp_path / "rows.tsv")
    with pytest.raises(ConfigError, match=r"none\.tsv: cannot be read \(No such file"):
        read_judged(tmp_path / "none.tsv")


def test_no_cell_is_longer_than_a_spreadsheet_keeps(tmp_path: Path) -> None:
    ids = tuple(f"{number:032x}" for number in range(6000))
    links = tuple(f"https://pubmed.ncbi.nlm.nih.gov/{number}/" for number in range(6000))
    row = SampledRow("r1", {"drug": list(ids), "tier": "clinical", "note": "x" * 200_000}, ids, ("y" * 200_000,), links)
    write_sample(tmp_path / "rows.tsv", replace(SAMPLE, rows=(row,)))
    (read,) = read_judged(tmp_path / "rows.tsv").rows
    assert max(map(len, read.cells.values())) < 32_767 and CELL < 32_767
    assert read.cells["evidence"].endswith(f"{ids[MEMBERS - 1]} and 5,800 more, 6,000 in all")
    assert read.evidence == tuple(evidence_cell(ids).split()) != tuple(evidence_cell(ids[:-1]).split())
    assert read.cells["row_note"].endswith("x ... (cut: 200,000 characters)")
