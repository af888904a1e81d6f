"""What relations are learned from: the gold of this project, three corpora, and sentences that were written for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError
from kg.gold.training import reader_gold
from kg.gold.training import relation_gold as gold
from kg.gold.training.corpus_files import every_document
from kg.gold.training.relation_gold import RelationExample
from kg.pipeline.annotator import Annotator
from kg.pipeline.guidelines import GUIDELINES
from kg.pipeline.relate.pairs.rows import SentenceEncoder

TIMES = 6
"""How often each sentence that was written for training is learned, with other names."""

STUDIES = "studies-train.jsonl"
TRAIN_FILES = {one.name: one.gold.train for one in GUIDELINES.values() if one.relations}
MEASURED_ON = ("studies-dev.jsonl", "bc5cdr-dev.pubtator", "biored-dev.pubtator")
"""Files of the folder of corpora: what is learned from, and those whose documents are left out of it, wherever else
they stand.
"""


def examples(
    corpora: Path, annotate: Annotator, given: Annotator, encode: SentenceEncoder, seed: int
) -> Iterator[RelationExample]:
    """All that is learned from or held back. Raises InputError for files that are missing or no gold."""
    without = {
        one.id.partition(":")[2] for name in MEASURED_ON for one in every_document(there(corpora / name), whole=True)
    }
    drugprot = there(corpora / TRAIN_FILES["drugprot"])
    reported = {
        local for one in every_document(drugprot, whole=True) if gold.is_reported(local := one.id.partition(":")[2])
    }
    yield from gold.claims(there(corpora / STUDIES), annotate, encode, without)
    yield from gold.of_drugprot(drugprot, given, encode, without | reported)
    for head in ("bc5cdr", "biored"):
        yield from gold.of_documents(there(corpora / TRAIN_FILES[head]), head, given, encode, without | reported)
    yield from gold.of_named(encode)
    yield from gold.of_sentences(encode, TIMES, seed)


def there(path: Path) -> Path:
    """A file that is there. Raises InputError where it is not."""
    if not path.is_file():
        raise InputError(f"{path}: not there; see kg train relations --help for what it takes")
    return path


def is_held(one: RelationExample) -> bool:
    """Whether a document is held back; sentences that were written for training never are."""
    return one.id.startswith("PMID:") and reader_gold.is_held(one.id)
