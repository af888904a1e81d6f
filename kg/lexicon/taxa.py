"""The species that most studies are made in, as CURIEs of NCBI's taxonomy."""

from __future__ import annotations

HUMAN, MOUSE, RAT, FLY = "NCBITaxon:9606", "NCBITaxon:10090", "NCBITaxon:10116", "NCBITaxon:7227"
