"""Networks and a linear model of the tests' own, which say what they are told, and the reader of studies with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from kg.model import POLARITIES, TIERS, AnnotatedDocument
from kg.pipeline.relate.linear_model import STUDIES
from kg.pipeline.relate.reader.model import ROLES
from kg.pipeline.relate.reader.network import StudyReading
from kg.pipeline.relate.reader.passages import FEATURES
from kg.pipeline.relate.reader.results import ResultReading
from kg.pipeline.relate.reader.studies import StudyReader
from kg.pipeline.relate.reader.study_pairs import StudyPairs


def shares(labels: tuple[str, ...], one: str, share: float) -> Mapping[str, float]:
    return {label: share if label == one else (1 - share) / (len(labels) - 1) for label in labels}


class Said:
    """A network that says of given pairs what it is told, of all others that they are no study."""

    def __init__(self, *said: tuple[str, str, str, str, str], share: float = 0.9) -> None:
        self._said = {(drug, disease): rest for drug, disease, *rest in said}
        self._share = share

    def __call__(self, annotated: AnnotatedDocument, found: StudyPairs) -> tuple[StudyReading, ...]:
        readings = []
        for drug, disease in found.pairs:
            role, tier, polarity = self._said.get(
                (found.entities[drug].id, found.entities[disease].id), ("none", "mention", "unclear")
            )
            readings.append(
                StudyReading(
                    drug,
                    disease,
                    shares(ROLES, role, self._share),
                    shares(TIERS, tier, self._share),
                    shares(POLARITIES, polarity, self._share),
                )
            )
        return tuple(readings)


class SaidResults:
    """A network that reads the result of each pair as it is told, or as the other network did."""

    def __init__(self, network: Said, polarity: str = "", share: float = 0.9, sentence: int = 1) -> None:
        self._network, self._polarity, self._share, self._sentence = network, polarity, share, sentence

    def __call__(
        self, annotated: AnnotatedDocument, found: StudyPairs, pairs: Sequence[tuple[int, int]]
    ) -> tuple[ResultReading, ...]:
        readings = {(one.drug, one.disease): one for one in self._network(annotated, found)}
        own = shares(POLARITIES, self._polarity, self._share) if self._polarity else None
        return tuple(
            ResultReading(readings[pair].role, own or readings[pair].polarity, self._sentence) for pair in pairs
        )


class Undecided:
    """A linear model to which all is equally likely, but what it is told."""

    def __init__(self, **said: float) -> None:
        self._said = np.array([said.get(column, 0.5) for column in STUDIES])

    def __call__(self, each: list[object]) -> np.ndarray:  # type: ignore[type-arg]
        return np.tile(self._said, (len(each), 1))


def reader(
    network: Said | None,
    results: SaidResults | None = None,
    linear: Undecided | None = None,
    least: float = 0.4,
    contaminated: frozenset[str] = frozenset(),
) -> StudyReader:
    """The reader of studies with these; without a network the linear model is alone."""
    networks = (network, results or SaidResults(network)) if network else None
    return StudyReader(linear or Undecided(), networks, least, np.zeros(len(FEATURES)), contaminated)  # type: ignore[arg-type]
