"""The gold documents of several files, one after the other, with what is told of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg.errors import InputError
from kg.exchange.annotation_formats.printed_names import PUBTATOR_TYPES
from kg.gold.evaluate.gold import GoldDocument, GoldDocuments, GoldFile, part, read_documents
from kg.gold.evaluate.task import Outcome, TaskSettings
from kg.model import Reject
from kg.pipeline.annotator import trained_on
from kg.pipeline.config import Pipeline


def each_file(files: Sequence[GoldFile], outcome: Outcome) -> Iterator[tuple[GoldFile, GoldDocuments]]:
    """Each file with its documents. A file that cannot be used is a reject of the outcome, and so is each record of it
    that cannot.
    """
    for file in files:
        try:
            found = read_documents(file)
        except InputError as error:
            outcome.rejects.append(Reject(file.path, "file", "gold", str(error)))
            continue
        outcome.rejects += found.rejects
        yield file, found


def each_document(
    files: Sequence[GoldFile], settings: TaskSettings, outcome: Outcome, *, relations: bool = False
) -> Iterator[tuple[GoldDocument, tuple[str, ...]]]:
    """Each document of the part that was asked for, with the node labels that its file annotates.

    ``relations``: a file without any is a reject. Else mentions of types that are none of ours are noted.
    """
    others: dict[str, int] = {}
    for file, found in each_file(files, outcome):
        if relations and not any(one.scheme for one in found.documents):
            reason = (
                f"{file.path}: no relation in it: expected e.g. PMID<TAB>CID<TAB>D1<TAB>D2 lines, or relations [{{type,"
                " arg1, arg2}]"
            )
            outcome.rejects.append(Reject(file.path, "file", "gold", reason))
            continue
        for name, count in found.others.items():
            others[name] = others.get(name, 0) + count
        for one in found.documents:
            if not settings.part or part(one.document.id.partition(":")[2], file.shape) == settings.part:
                yield one, found.types
                settings.progress("document", 1, 0)
    if others and not relations:
        listed = ", ".join(f"{count} {name}" for name, count in others.items())
        outcome.notes.append(
            f"gold mentions of types that kg does not know are not counted: {listed}; it knows {', '.join(KNOWN)}"
        )


def note_training(documents: Collection[str], pipeline: Pipeline, outcome: Outcome) -> None:
    """Note how many of the documents (their ids) the models of a pipeline were trained on; figures on these say little
    of other text.
    """
    if seen := {id_.partition(":")[2] for id_ in documents} & trained_on(pipeline):
        outcome.notes.append(
            f"{len(seen):,} of {len(set(documents)):,} documents were in the training of the models, so these figures"
            " flatter them: measure on other text, or set KG_MODELS to a folder of models that were trained without"
            " these"
        )


KNOWN = tuple(PUBTATOR_TYPES.values())
