"""``kg evaluate``: the product measured on gold data, one module a task.

Nothing here is part of a run: the tasks call what ``kg annotate`` calls and compare. Gold files are held in memory, one
at a time.
"""

from __future__ import annotations

from kg.gold.evaluate import claims, grounding, judge, mentions, negation, polarity, relations, studies
from kg.gold.evaluate.task import Task

__all__ = ["TASKS"]

MENTIONS = ("pubtator", "bioc", "drugprot")

TASKS: dict[str, Task] = {
    "mentions": Task(
        mentions.measure,
        MENTIONS,
        "borders and types of mentions in the raw text",
        mentions.COMPARED,
        mentions.COLUMNS,
        mentions.KINDS,
    ),
    "grounding": Task(
        grounding.measure,
        ("pubtator", "bioc"),
        "ids a document from the raw text; with --given the ids of the gold's mentions",
        judge.COMPARED,
        grounding.COLUMNS,
        judge.KINDS,
        given_columns=grounding.GIVEN_COLUMNS,
    ),
    "relations": Task(
        relations.measure,
        ("pubtator", "drugprot"),
        "relations between the gold's mentions",
        relations.COMPARED,
        relations.COLUMNS,
        relations.KINDS,
        parts=True,
    ),
    "relations-in-text": Task(
        relations.measure_in_text,
        ("pubtator",),
        "relations between ids from the raw text",
        relations.COMPARED_IN_TEXT,
        relations.COLUMNS,
        relations.KINDS,
    ),
    "negation": Task(
        negation.measure,
        ("bioscope",),
        "cues and scopes of negation and speculation",
        negation.COMPARED,
        negation.COLUMNS,
        negation.KINDS,
        parts=True,
    ),
    "polarity": Task(
        polarity.measure,
        ("evidence-inference",),
        "direction of a result in its evidence span",
        polarity.COMPARED,
        polarity.COLUMNS,
        polarity.KINDS,
    ),
    "studies": Task(
        studies.measure,
        ("studies",),
        "which drug was tested against which disease, and what was found, in the raw text",
        studies.COMPARED,
        studies.COLUMNS,
        studies.KINDS,
    ),
    "claims": Task(
        claims.measure,
        ("studies",),
        "who does what to whom in the raw text",
        claims.COMPARED,
        claims.COLUMNS,
        claims.KINDS,
    ),
}
"""Name on the command line -> task. Of the tasks that take a file's shape the first is the default, but relations for
DrugProt's.
"""
