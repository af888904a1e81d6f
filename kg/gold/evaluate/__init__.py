"""``kg evaluate``: the product measured on gold data, one module a task.

Nothing here is part of a run: the tasks call what ``kg annotate`` calls and compare. Gold files are held in memory, one
at a time.
"""

from __future__ import annotations

from kg.gold.evaluate import (
    claims_task,
    grounding_task,
    judge,
    mentions_task,
    negation_task,
    polarity_task,
    relations_task,
    studies_task,
)
from kg.gold.evaluate.task import EvaluationTask

__all__ = ["TASKS"]

MENTIONS = ("pubtator", "bioc", "drugprot")

TASKS: dict[str, EvaluationTask] = {
    "mentions": EvaluationTask(
        mentions_task.measure,
        MENTIONS,
        "borders and types of mentions in the raw text",
        mentions_task.COMPARED,
        mentions_task.COLUMNS,
        mentions_task.KINDS,
    ),
    "grounding": EvaluationTask(
        grounding_task.measure,
        ("pubtator", "bioc"),
        "ids a document from the raw text; with --given the ids of the gold's mentions",
        judge.COMPARED,
        grounding_task.COLUMNS,
        judge.KINDS,
        given_columns=grounding_task.GIVEN_COLUMNS,
    ),
    "relations": EvaluationTask(
        relations_task.measure,
        ("pubtator", "drugprot"),
        "relations between the gold's mentions",
        relations_task.COMPARED,
        relations_task.COLUMNS,
        relations_task.KINDS,
        parts=True,
    ),
    "relations-in-text": EvaluationTask(
        relations_task.measure_in_text,
        ("pubtator",),
        "relations between ids from the raw text",
        relations_task.COMPARED_IN_TEXT,
        relations_task.COLUMNS,
        relations_task.KINDS,
    ),
    "negation": EvaluationTask(
        negation_task.measure,
        ("bioscope",),
        "cues and scopes of negation and speculation",
        negation_task.COMPARED,
        negation_task.COLUMNS,
        negation_task.KINDS,
        parts=True,
    ),
    "polarity": EvaluationTask(
        polarity_task.measure,
        ("evidence-inference",),
        "direction of a result in its evidence span",
        polarity_task.COMPARED,
        polarity_task.COLUMNS,
        polarity_task.KINDS,
    ),
    "studies": EvaluationTask(
        studies_task.measure,
        ("studies",),
        "which drug was tested against which disease, and what was found, in the raw text",
        studies_task.COMPARED,
        studies_task.COLUMNS,
        studies_task.KINDS,
    ),
    "claims": EvaluationTask(
        claims_task.measure,
        ("studies",),
        "who does what to whom in the raw text",
        claims_task.COMPARED,
        claims_task.COLUMNS,
        claims_task.KINDS,
    ),
}
"""Name on the command line -> task. Of the tasks that take a file's shape the first is the default, but relations for
DrugProt's.
"""
