"""A passage as arrays for the network that reads results."""

from __future__ import annotations

import numpy as np

from kg.pipeline.relate.reader.passages import ResultPassage
from kg.pipeline.relate.reader.results import DISEASE, DRUG, LONGEST, OTHER_DISEASE, OTHER_DRUG, arrays, row_of
from kg.pipeline.relate.reader.results_model import ZONE_NUMBERS
from kg.pipeline.relate.reader.rows import DocumentEncoder
from tests.gold.training import tiny_reader as tiny

ENCODE = DocumentEncoder(tiny.tokenizer())


def test_pieces_have_the_type_of_their_mention_and_the_zone_of_their_sentence() -> None:
    text = "everolimus for cancer: sorafenib trial. everolimus improved cancer not carcinoma. "
    marks = [("everolimus", "Drug", 0), ("cancer", "Disease", 1), ("sorafenib", "Role", -1)]
    spans = [(text.index(word), text.index(word) + len(word), type_, part) for word, type_, part in marks]
    second = text.rindex("everolimus"), text.rindex("cancer"), text.index("carcinoma")
    spans += [
        (second[0], second[0] + 10, "Drug", 0),
        (second[1], second[1] + 6, "Disease", 1),
        (second[2], second[2] + 9, "Disease", -1),
    ]
    row = row_of(
        ENCODE, ResultPassage(text, tuple(spans), ((23, "head"), (40, "title"), (len(text), "results")), (0, 1), 1)
    )
    words = [
        "everolimus",
        "f o r",
        "cancer",
        ":",
        "sorafenib",
        "trial",
        ".",
        "everolimus",
        "improved",
        "cancer",
        "not",
        "carcinoma",
        ".",
    ]
    sizes = [len(word.split()) for word in words]
    assert len(row.pieces) == 1 + sum(sizes) + 1
    types = [DRUG, 0, DISEASE, 0, OTHER_DRUG, 0, 0, DRUG, 0, DISEASE, 0, OTHER_DISEASE, 0]
    assert row.types == (0, *(type_ for type_, size in zip(types, sizes, strict=True) for _ in range(size)), 0)
    zones = ["head"] * 4 + ["title"] * 3 + ["results"] * 6
    assert row.zones == (
        0,
        *(ZONE_NUMBERS[zone] for zone, size in zip(zones, sizes, strict=True) for _ in range(size)),
        0,
    )
    assert [row.types[at] for at in row.drug] == [DRUG, DRUG]
    assert [row.types[at] for at in row.disease] == [DISEASE, DISEASE]
    given = arrays(row)
    assert {name: each.shape for name, each in given.items()} == {
        **dict.fromkeys(("pieces", "types", "zones"), (1, len(row.pieces))),
        **dict.fromkeys(("drug", "disease"), (1, 1, len(row.pieces))),
    }
    assert np.flatnonzero(given["drug"][0, 0]).tolist() == list(row.drug) and given["drug"].sum() == 1


def test_what_is_beyond_the_longest_is_not_read() -> None:
    text = "everolimus for cancer: " + "trial " * LONGEST + "cancer "
    marks = ((0, 10, "Drug", 0), (15, 21, "Disease", 1), (len(text) - 7, len(text) - 1, "Disease", 1))
    row = row_of(ENCODE, ResultPassage(text, marks, ((23, "head"), (len(text), "results")), (0,), 0))
    assert (len(row.pieces), len(row.types), len(row.zones)) == (LONGEST + 1,) * 3
    assert row.disease and max(row.disease) < 10
