"""Learning to tell families from genes: a logistic model over the features of ``kg.pipeline.ground.gene_families``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import scipy.optimize
import scipy.sparse

from kg.gold.training.number_types import F64
from kg.lexicon.lexicon import Lexicon
from kg.model import Annotation, Document, Mention
from kg.pipeline.ground.gene_families import FamilyFinder, FamilyWeights, distinct

CORPUS = "gnormplus"
"""The corpus whose annotators mark families."""

GENE, FAMILY = "Gene", "FamilyName"

LEAST_EXAMPLES = 2
"""Mentions that have a feature which is learned."""

MOST_ALIKE = 3
"""Mentions of one name in a document that are learned from: their names are the same, and their places differ."""

PENALTY = 3.3
"""Weight of the squares of the weights beside the sum of the examples' losses; chosen in folds over the training
file.
"""

NO_FAMILY = -30.0
"""The bias where there is nothing to learn from."""

DECIMALS = 4


def is_gene_or_family(annotation: Annotation) -> bool:
    """Whether an annotation is what the network looks for in this corpus: domains and motifs are not."""
    return annotation.type == "Target" and annotation.printed_type in (GENE, FAMILY)


def learn_families(documents: Iterable[Document], lexicon: Lexicon) -> tuple[FamilyWeights, int]:
    """Weights learned from the documents of ``CORPUS``, and from how many mentions; with nothing to learn from, all are
    genes.
    """
    untaught = FamilyFinder(lexicon, FamilyWeights(0.0, {}))
    rows: list[dict[str, float]] = []
    wanted: list[bool] = []
    for document in documents:
        marked = [one for one in document.annotations if is_gene_or_family(one)]
        texts = distinct(one.text for one in marked)
        seen: Counter[str] = Counter()
        for one in marked:
            seen[one.text] += 1
            if seen[one.text] <= MOST_ALIKE:
                rows.append(
                    untaught.features(document, Mention(one.start, one.end, one.text, one.type, "given"), texts)
                )
                wanted.append(one.printed_type == FAMILY)
    if len(set(wanted)) < 2:
        return FamilyWeights(NO_FAMILY, {}), len(rows)
    counted = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counted.items() if count >= LEAST_EXAMPLES)
    weights = _fit(rows, names, np.array(wanted, dtype=np.float64))
    features = {name: round(float(weight), DECIMALS) for name, weight in zip(names, weights[1:], strict=True)}
    return FamilyWeights(round(float(weights[0]), DECIMALS), features), len(rows)


def _fit(rows: list[dict[str, float]], names: list[str], wanted: F64) -> F64:
    """The bias and the weights that make the logistic loss with ``PENALTY`` least (L-BFGS; the bias is not
    penalised).
    """
    place = {name: number for number, name in enumerate(names, start=1)}
    cells = [(at, place[name], value) for at, row in enumerate(rows) for name, value in row.items() if name in place]
    across = [(at, 0, 1.0) for at in range(len(rows))]
    at, column, value = zip(*(across + cells), strict=True)
    table = scipy.sparse.csr_matrix((value, (at, column)), shape=(len(rows), len(names) + 1))
    sign = 2 * wanted - 1

    def loss(weights: F64) -> tuple[float, F64]:
        margin = sign * (table @ weights)
        # log(1 + exp(-margin)) and its slope, without overflow
        each = np.logaddexp(0.0, -margin)
        slope = table.T @ (-sign * np.exp(-np.logaddexp(0.0, margin)))
        free = weights.copy()
        free[0] = 0.0
        return float(each.sum() + 0.5 * PENALTY * free @ free), slope + PENALTY * free

    found: F64 = scipy.optimize.minimize(
        loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}
    ).x
    return found
