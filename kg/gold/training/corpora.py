"""Gold documents of the corpora that the network learns from, and which of their types each corpus annotates.

The corpora annotate different things, so each has its own set of types (``TYPES``); what lies outside it is unknown,
not absent. They share publications, so a document that stands in a development file is left out of every training file
(``held_out``), unless the development files are trained on too: then no figure may come from them.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.pipeline.guidelines import GUIDELINES
from kg.pipeline.nlp.ner.kinds import KINDS

TYPES: dict[str, tuple[int, ...]] = {one.name: tuple(map(KINDS.index, one.types)) for one in GUIDELINES.values()}
"""Corpus -> the types that it annotates everywhere."""

TRAIN_FILES: dict[str, str] = {one.name: one.gold.train for one in GUIDELINES.values()}
DEV_FILES: dict[str, str] = {one.name: one.gold.dev for one in GUIDELINES.values() if one.gold.dev}

_KINDS: dict[str, int] = {
    name: KINDS.index(type_) for one in GUIDELINES.values() for type_, names in one.names.items() for name in names
}
"""What corpora call a type -> its number; a file of one corpus may come with the names of another."""

_HEAD = re.compile(r"(\S+?)\|([ta])\|(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A gold mention ``[start, end)`` in code points of the document's text; ``kind`` is a number of
    ``kg.pipeline.nlp.ner.kinds``.
    """

    start: int
    end: int
    kind: int


@dataclass(frozen=True, slots=True)
class CorpusText:
    """An annotated text (title, newline, abstract) of one corpus with its gold mentions, in text order and without
    repeats.
    """

    id: str
    corpus: str
    text: str
    spans: tuple[GoldSpan, ...]


def read_corpus(folder: Path, corpus: str, file: str) -> tuple[CorpusText, ...]:
    """The documents of a corpus file, repeated ones left out. Raises InputError where the file is missing or not in its
    format.
    """
    path = folder / file
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError(f"{path}: not there; --corpora needs a folder with {file}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    read = _jsonl if path.suffix == ".jsonl" else _pubtator
    seen: set[tuple[str, str]] = set()
    found = []
    for identifier, body, spans in read(path, text):
        # the passages of one full text share its id
        if (identifier, body) in seen:
            continue
        seen.add((identifier, body))
        kinds = {
            GoldSpan(start, end, _KINDS[type_]) for start, end, type_ in spans if _KINDS.get(type_) in TYPES[corpus]
        }
        found.append(CorpusText(identifier, corpus, body, tuple(sorted(kinds, key=lambda s: (s.start, s.end, s.kind)))))
    return tuple(found)


def gold_files(corpus: str, with_development: bool) -> tuple[str, ...]:
    """The files of a corpus that are trained on."""
    development = DEV_FILES.get(corpus) if with_development else None
    return (TRAIN_FILES[corpus], development) if development else (TRAIN_FILES[corpus],)


def held_out(folder: Path) -> frozenset[str]:
    """PMIDs of the development files, which no training may see whose outcome is measured on them."""
    return frozenset(
        document.id for corpus, file in DEV_FILES.items() for document in read_corpus(folder, corpus, file)
    )


def read_texts(paths: Collection[Path], without: Collection[str]) -> Iterator[tuple[str, str]]:
    """(PMID, text) of JSONL files (plain or .gz) of unlabelled abstracts: ``pmid``, ``title``, ``abstract`` or
    ``sections [[name, text]]``.

    Repeated PMIDs and those of ``without`` are left out. Raises InputError with file and line.
    """
    seen = set(without)
    for path in paths:
        number = 0
        try:
            with (
                gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
            ) as lines:
                for line in lines:
                    number += 1
                    record = json.loads(line)
                    identifier = str(record["pmid"])
                    if identifier in seen:
                        continue
                    seen.add(identifier)
                    body = record.get("abstract") or "\n".join(text for _, text in record.get("sections", ()))
                    yield identifier, f"{record['title']}\n{body}"
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: cannot be read ({error})") from error
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{path}:{number}: expected a JSON object with pmid, title and abstract or sections ({error!r})"
            ) from error


_Raw = tuple[str, str, list[tuple[int, int, str]]]


def _pubtator(path: Path, text: str) -> Iterator[_Raw]:
    identifier, body, spans = "", "", list[tuple[int, int, str]]()
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.rstrip("\r")
        if head := _HEAD.fullmatch(line):
            if head[2] == "t":
                if identifier:
                    yield identifier, body, spans
                identifier, body, spans = head[1], head[3], []
            elif head[3]:
                body += "\n" + head[3]
            continue
        cells = line.split("\t")
        if len(cells) >= 5 and cells[1].isdigit() and cells[2].isdigit():
            if cells[0] != identifier:
                raise InputError(f"{path}:{number}: a mention of {cells[0]} stands under {identifier or 'no document'}")
            spans.append((int(cells[1]), int(cells[2]), cells[4]))
    if identifier:
        yield identifier, body, spans


def _jsonl(path: Path, text: str) -> Iterator[_Raw]:
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            record = json.loads(line)
            spans = [(int(e["start"]), int(e["end"]), str(e["type"])) for e in record["entities"]]
            yield str(record["pmid"]), f"{record['title']}\n{record['abstract']}", spans
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{path}:{number}: expected a JSON object with pmid, title, abstract, entities ({error!r})"
            ) from error
