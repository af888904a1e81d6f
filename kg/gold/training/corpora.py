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
from kg.pipeline.nlp.ner.kinds import DISEASE, DRUG, TARGET

TYPES: dict[str, tuple[int, ...]] = {
    "bc5cdr": (DRUG, DISEASE),
    "biored": (DRUG, DISEASE, TARGET),
    "ncbi-disease": (DISEASE,),
    "gnormplus": (TARGET,),
    "nlmgene": (TARGET,),
    "drugprot": (DRUG, TARGET),
    "nlmchem": (DRUG,),
}
"""Corpus -> the types that it annotates everywhere."""

TRAIN_FILES: dict[str, str] = {
    "bc5cdr": "bc5cdr-train.pubtator",
    "biored": "biored-train.pubtator",
    "ncbi-disease": "ncbi-disease-train.pubtator",
    "gnormplus": "gnormplus-train.pubtator",
    "nlmgene": "nlmgene-train.pubtator",
    "drugprot": "drugprot-train.jsonl",
    "nlmchem": "nlmchem-fulltext.pubtator",
}
DEV_FILES: dict[str, str] = {
    "bc5cdr": "bc5cdr-dev.pubtator",
    "biored": "biored-dev.pubtator",
    "ncbi-disease": "ncbi-disease-dev.pubtator",
}

# Families and complexes are targets, as in BioRED; DrugProt's GENE-N are its genes without an id. A composite mention
# ("breast and ovarian cancer") is one mention here, as it is in the corpus.
_KINDS: dict[str, int] = {
    **dict.fromkeys(("Chemical", "ChemicalEntity", "CHEMICAL"), DRUG),
    **dict.fromkeys(
        ("Disease", "DiseaseOrPhenotypicFeature", "SpecificDisease", "DiseaseClass", "Modifier", "CompositeMention"),
        DISEASE,
    ),
    **dict.fromkeys(("GeneOrGeneProduct", "Gene", "GENE", "GENE-Y", "GENE-N", "FamilyName"), TARGET),
}

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
