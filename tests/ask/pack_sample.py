"""The small dataset with a little more, so that every query of the pack has rows on it."""

from __future__ import annotations

from pathlib import Path

from tests.stores.sample import (
    CURATED,
    ENTITIES,
    EVEROLIMUS,
    HCC,
    MTOR,
    PAPERS,
    PATHWAY,
    SAID,
    TEMSIROLIMUS,
    Content,
    Said,
    write_dataset,
)  # fmt: skip

ZOTAROLIMUS, STOMATITIS, AKT1, CELLS = "CHEBI:900010", "MONDO:0004842", "HGNC:391", "CVCL:0336"

CONTENT = Content(
    [
        *SAID,
        Said("PMID:30", EVEROLIMUS, "CAUSES", STOMATITIS),
        Said("PMID:31", EVEROLIMUS, "CAUSES", STOMATITIS, negated=True),
        Said("PMID:32", TEMSIROLIMUS, "CAUSES", STOMATITIS),
        Said("PMID:33", MTOR, "ACTIVATES", AKT1),
        Said("PMID:33", AKT1, "ASSOCIATED_WITH", HCC),
        Said("PMID:34", TEMSIROLIMUS, "INHIBITS", PATHWAY),
    ],
    (*CURATED, (ZOTAROLIMUS, "INHIBITS", MTOR), (AKT1, "PARTICIPATES_IN", PATHWAY)),
    {
        **ENTITIES,
        ZOTAROLIMUS: ("Drug", "zotarolimus", (), ()),
        STOMATITIS: ("Disease", "stomatitis", (), ()),
        AKT1: ("Target", "AKT1", (), ()),
        CELLS: ("CellLine", "Huh-7", ("carcinoma cells",), ()),  # as the sentences of the sample call all cells
    },
    PAPERS,
)


def write_pack_sample(folder: Path) -> Path:
    """Write it, and return the folder."""
    return write_dataset(folder, CONTENT)
