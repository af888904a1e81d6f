"""Random groundings of each type in real abstracts, to be read by a person who says of each whether it is right.

    python -m bench.audit [--each 100] [--documents 3000] [--seed 0] > groundings.tsv
    python -m bench.audit --judged groundings.tsv

The first draws mentions that have an entity, as many of each type, from every n-th real abstract (``KG_SHARED``), as
``kg annotate`` finds them by default; a surface is drawn once for a type at the most, by the place it has in the text.
Columns: verdict (empty), type, surface, id, name, reason, document, context. The reader writes into the verdict
``right``, ``wrong`` (another thing), ``noise`` (no entity of this graph) or ``poor`` (too broad or narrow, an odd
name). The second counts them. Frequent names are audited by ``kg names``.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.annotate import SHARED, spread
from kg.lexicon.open import open_lexicon
from kg.model import Document, Grounding
from kg.pipeline import sources
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline

FILES = ("abstracts.jsonl.gz", "trial-abstracts.jsonl.gz")
COLUMNS = ("verdict", "type", "surface", "id", "name", "reason", "document", "context")
VERDICTS = ("right", "wrong", "noise", "poor")
AROUND = 110
"""Characters of the context on each side."""


def drawn(documents: list[Document], each: int, seed: int) -> Iterator[dict[str, str]]:
    """``each`` random groundings of every type, or all where there are fewer, sorted by type and surface."""
    annotator = Annotator(open_lexicon(), Pipeline("audit"))
    found: dict[str, dict[str, list[tuple[Document, Grounding]]]] = {}
    for document in documents:
        for grounding in annotator.mentions(document).groundings:
            if grounding.candidates:
                mention = grounding.mention
                found.setdefault(mention.type, {}).setdefault(mention.text, []).append((document, grounding))
    chooser = random.Random(seed)
    for type_ in sorted(found):
        # By mention and not by surface: what stands often is drawn more likely.
        surfaces = [surface for surface, places in sorted(found[type_].items()) for _ in places]
        chooser.shuffle(surfaces)
        for surface in sorted(list(dict.fromkeys(surfaces))[:each]):
            yield _row(*chooser.choice(found[type_][surface]))


def _row(document: Document, grounding: Grounding) -> dict[str, str]:
    mention, best = grounding.mention, grounding.candidates[0]
    before = document.text[max(0, mention.start - AROUND) : mention.start]
    after = document.text[mention.end : mention.end + AROUND]
    context = " ".join(f"{before}[{mention.text}]{after}".split())
    values = ("", mention.type, " ".join(mention.text.split()), best.id, best.name, best.reason, document.id, context)
    return dict(zip(COLUMNS, values, strict=True))


def judged(path: Path) -> list[tuple[str, Counter[str]]]:
    """Type -> how many have each verdict. Raises SystemExit for a row without one of ``VERDICTS``."""
    counts: dict[str, Counter[str]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), start=2):
            if row["verdict"] not in VERDICTS:
                raise SystemExit(
                    f"{path}:{number}: verdict {row['verdict']!r} found; one of {', '.join(VERDICTS)} expected"
                )
            counts.setdefault(row["type"], Counter())[row["verdict"]] += 1
    return sorted(counts.items())


def main(arguments: list[str] | None = None) -> None:
    """Draw groundings or count verdicts; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--judged", type=Path)
    options = parser.parse_args(arguments)
    if options.judged:
        print("| type | read | " + " | ".join(VERDICTS) + " |\n| --- |" + " --- |" * (len(VERDICTS) + 1))
        for type_, counts in judged(options.judged):
            print(f"| {type_} | {sum(counts.values())} | " + " | ".join(str(counts[one]) for one in VERDICTS) + " |")
        return
    paths = [SHARED / "pubmed" / name for name in FILES]
    if missing := [path for path in paths if not path.is_file()]:
        raise SystemExit(f"bench.audit: {missing[0]} is not there; KG_SHARED names the folder that holds pubmed/")
    documents = [one for path in paths for one in sources.read(str(path)) if isinstance(one, Document)]
    out = csv.DictWriter(
        sys.stdout, COLUMNS, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, escapechar="\\"
    )
    out.writeheader()
    out.writerows(drawn(spread(documents, options.documents), options.each, options.seed))


if __name__ == "__main__":
    main()
