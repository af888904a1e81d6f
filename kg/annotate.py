"""``kg annotate``: documents in, annotated documents out, one at a time and in input order, without a dataset."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg import sources
from kg.annotation_formats import FORMATS
from kg.annotation_formats.names import namer, read_namespaces
from kg.annotation_formats.rows import DocumentRow, found_rows, given_rows
from kg.annotator import Annotator
from kg.config import Pipeline, following
from kg.errors import ConfigError, InputError
from kg.export.output import streaming, writing
from kg.model import Candidate, Deletion, Document, Record, Reject
from kg.ontologies.lexicon import Lexicon


def annotate_files(
    inputs: Sequence[str], *, to: str, kind: str = "auto", output: Path | None = None, namespaces: str = "", given: bool = False,
    guideline: str = "", lexicon: Lexicon, say: Callable[[str], None],
) -> int:  # fmt: skip
    """Annotate every document of the inputs (files, folders, globs, ``-``) and write them to ``output``, or to standard output.

    ``to`` is one of ``kg.annotation_formats.FORMATS``, ``kind`` the input's format or ``auto``, ``namespaces`` as in ``read_namespaces``.
    ``given`` keeps the mentions, types and ids of the input and adds only relations; ``namespaces`` and ``guideline`` then change nothing.
    ``guideline``: one of ``kg.config.GUIDELINES``; the network then finds the mentions. Empty: the profile that pipelines have by default.
    Returns how many records and annotations were rejected; each is told to ``say`` with file, place and reason, and the rest goes on.
    A file that cannot be read counts as one. ``output`` appears only when everything is written.
    Raises ConfigError (options), InputError (a path that is missing), DatasetError (the output cannot be written).
    """
    form = FORMATS.get(to)
    if form is None:
        raise ConfigError(f"--to {to}: unknown format: expected one of {', '.join(FORMATS)}")
    if kind != "auto" and kind not in sources.FORMATS:
        raise ConfigError(f"--from {kind}: unknown format: expected auto, {', '.join(sources.FORMATS)}")
    nlp = following(guideline)
    wanted = read_namespaces(namespaces)
    if given and wanted:
        say("--given keeps the ids of the input, so --ids changes nothing")
    if given and guideline:
        say("--given keeps the mentions of the input, so --guideline changes nothing")
    files = sources.expand(inputs)
    name = namer(lexicon, wanted, bare=form.bare_ids)
    annotator = Annotator(lexicon, Pipeline(name="annotate", nlp=nlp), given=given)
    rejected = deletions = written = 0
    with _opened(output) as out:
        out.write(form.head.encode())
        for record in _records(files, kind):
            if isinstance(record, Deletion):
                deletions += 1
                continue
            row = record if isinstance(record, Reject) else _row(record, annotator, name, given)
            if isinstance(row, Reject):
                rejected += 1
                say(_told(row))
                continue
            text = (form.between if written else "") + form.write(row)
            # half a surrogate pair, which JSON can escape, is not a character: it is written as one question mark
            out.write(text.encode("utf-8", "replace"))
            written += 1
        out.write(form.tail.encode())
    if deletions:
        say(f"{deletions} orders to delete a publication passed over: there is nothing to annotate in them")
    return rejected


def _records(files: Sequence[str], kind: str) -> Iterator[Record]:
    """Records of the files in order; a file that cannot be read at all is one Reject, so that the others go on."""
    for file in files:
        try:
            yield from sources.read(file, kind)
        except InputError as error:
            yield Reject(file, "file", "source", str(error))


def _row(document: Document, annotator: Annotator, name: Callable[[Sequence[Candidate], str], str], given: bool) -> DocumentRow | Reject:
    try:
        annotated, claims, _ = annotator(document)
        return given_rows(annotated, claims) if given else found_rows(annotated, claims, name)
    except Exception as error:
        # A fault in our own code must cost one document and be seen, never the rest of the input.
        return Reject(document.source, document.place, "annotate", f"{type(error).__name__}: {error}", document.id)


def _told(reject: Reject) -> str:
    if reject.place == "file":  # the reader's message names the file
        return reject.reason
    what = f" ({reject.id})" if reject.id else ""
    return " ".join(f"{reject.source}: {reject.place}{what}: {reject.reason}".split())


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    if output is None:
        with streaming(sys.stdout.buffer) as out:
            yield out
    else:
        with writing(output) as (file,):
            yield file
