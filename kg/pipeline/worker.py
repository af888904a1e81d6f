"""What annotates one document after the other, whoever hands them out: a run, one of its processes, or ``kg
annotate``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from kg.lexicon.lexicon import Lexicon
from kg.model import AnnotatedDocument, Claim, Document, Reject
from kg.pipeline.annotator import Annotator, settled
from kg.pipeline.config import Pipeline

Made = TypeVar("Made")


class Worker:
    """Holds what the stages of a pipeline need, loaded once; call it with a document and what is to be made of it."""

    def __init__(self, lexicon: Lexicon, pipeline: Pipeline, *, given: bool = False, fail_fast: bool = False) -> None:
        """``given``: keep the mentions of the input; ``fail_fast``: raise what goes wrong with a document."""
        self.lexicon = lexicon
        self._annotate = settled(Annotator(lexicon, pipeline, given=given))
        self._fail_fast = fail_fast

    def __call__(
        self, document: Document, make: Callable[[AnnotatedDocument, list[Claim], str], Made]
    ) -> Made | Reject:
        """What ``make`` makes of the annotated document, its claims and its tier; a Reject where anything goes
        wrong.
        """
        try:
            return make(*self._annotate(document))
        except Exception as error:
            if self._fail_fast:
                raise
            # A fault in our own code must cost one document and be seen, never the rest.
            return Reject(document.source, document.place, "annotate", reason_of(error), document.id)


@lru_cache(maxsize=1)
def kept_worker(lexicon: Path, pipeline: Pipeline, *, given: bool = False, fail_fast: bool = False) -> Worker:
    """The worker of a process that others started: it is kept from one piece of work to the next."""
    return Worker(Lexicon(lexicon), pipeline, given=given, fail_fast=fail_fast)


def reason_of(error: Exception) -> str:
    """The reason of a reject that a fault of ours has caused, or a text that is none."""
    if isinstance(error, UnicodeEncodeError) and "surrogates" in error.reason:
        return "holds half a surrogate pair, which is no character"
    return f"{type(error).__name__}: {error}"
