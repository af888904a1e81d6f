"""How fast PubMed XML is parsed, against pubmed_parser, on one file in one run.

    python -m bench.parse [--records N] [--rounds N] [--json]

The file has the shape of a PubMed baseline file (authors, MeSH, chemicals, references, history), gzipped, under
synthetic PMIDs; its texts are real abstracts re-dealt from ``$KG_SHARED/pubmed`` where that folder is, else made of
invented words. Each parser reads the whole file in a process of its own; the best CPU time of the rounds counts. Memory
is the peak of that process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from bench.memory import peak_mb

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).resolve().parents[2] / "shared"))
PARSERS = ("kg", "pubmed_parser")
GOAL = 3.0
Sections = list[tuple[str, str]]


def main() -> None:
    """Write the file, measure both parsers, print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--records", type=int, default=6000, help="records in the file (a baseline file has 30,000)")
    options.add_argument("--rounds", type=int, default=3, help="times each parser reads it")
    options.add_argument("--json", action="store_true", help="print a list of objects instead of a table")
    options.add_argument("--worker", nargs=2, metavar=("PARSER", "FILE"), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.worker:
        print(json.dumps(_measure(*given.worker)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pubmed25n0001.xml.gz"
        texts, origin = _texts()
        size = _write(path, texts, given.records)
        rounds = [{parser: _in_a_process(parser, path) for parser in PARSERS} for _ in range(given.rounds)]
    rows: list[dict[str, Any]] = []
    for parser in PARSERS:
        best = min((one[parser] for one in rounds), key=lambda row: row["cpu_s"])
        rows.append(
            {"parser": parser, **best, "records_per_s": round(best["records"] / best["cpu_s"]), "texts": origin}
        )
    ratio = rows[1]["cpu_s"] / rows[0]["cpu_s"]
    rows[0]["times_faster"] = round(ratio, 2)
    if given.json:
        print(json.dumps(rows, indent=1))
    else:
        print(f"{given.records:,} records, {size / 1e6:.1f} MB of XML, gzipped; texts: {origin}")
        print(f"{'parser':<15}{'records':>9}{'CPU s':>9}{'records/s':>11}{'peak MB':>9}")
        for row in rows:
            print(
                f"{row['parser']:<15}{row['records']:>9,}{row['cpu_s']:>9.2f}{row['records_per_s']:>11,}{row['peak_mb']:>9.0f}"
            )
        print(f"kg is {ratio:.1f} times as fast (goal: {GOAL:g})")
    sys.exit(0 if ratio >= GOAL else 1)


def _in_a_process(parser: str, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.parse", "--worker", parser, str(path)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def _measure(parser: str, path: str) -> dict[str, float]:
    """Records, CPU seconds and peak memory (MB) of one parser over the file; importing it does not count."""
    if parser == "kg":
        from kg.pipeline.sources import pubmed, read

        del pubmed  # only so that its import is not measured

        def records() -> Iterator[object]:
            return read(path)

    else:
        import pubmed_parser

        def records() -> Iterator[object]:
            return iter(pubmed_parser.parse_medline_xml(path))

    start = time.process_time()
    count = sum(1 for _ in records())
    seconds = time.process_time() - start
    return {"records": count, "cpu_s": seconds, "peak_mb": peak_mb()}


def _texts() -> tuple[list[tuple[str, Sections]], str]:
    """Titles and sections to deal out, and what they are."""
    folder = SHARED / "pubmed"
    found: list[tuple[str, Sections]] = []
    for name in ("abstracts.jsonl.gz", "trial-abstracts.jsonl.gz"):
        if (folder / name).is_file():
            with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
                for row in map(json.loads, lines):
                    found.append(
                        (row["title"], [tuple(one) for one in row.get("sections") or [("", row.get("abstract", ""))]])
                    )
    if found:
        return found, "real abstracts re-dealt under synthetic PMIDs"
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghilmnoprstu", k=chance.randint(2, 11))) for _ in range(5000)]
    for _ in range(2000):
        sections = [
            (label, " ".join(chance.choices(words, k=45)) + ".")
            for label in ("BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS")
        ]
        found.append((" ".join(chance.choices(words, k=13)) + ".", sections))
    return found, "synthetic words"


def _write(path: Path, texts: list[tuple[str, Sections]], records: int) -> int:
    """Write a baseline-shaped file; gives its size unzipped, in bytes."""
    chance = random.Random(11)
    size = 0
    with gzip.open(path, "wb", compresslevel=6) as file:

        def put(text: str) -> int:
            return file.write(text.encode())

        size += put(
            '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE PubmedArticleSet SYSTEM'
            ' "https://example.org/pubmed_250101.dtd">\n'
        )
        size += put("<PubmedArticleSet>\n")
        for number in range(records):
            title, sections = texts[(number * 7919) % len(texts)]
            size += put(_record(10_000_000 + number, title, sections, chance))
        size += put("</PubmedArticleSet>\n")
    return size


def _record(pmid: int, title: str, sections: Sections, chance: random.Random) -> str:
    """One record with about as many authors, headings, chemicals and references as PubMed's records have on average."""
    day = "<Year>2011</Year><Month>03</Month><Day>07</Day>"
    abstract = "".join(
        f'<AbstractText Label="{escape(label.upper())}" NlmCategory="UNASSIGNED">{escape(text)}</AbstractText>'
        if label
        else f"<AbstractText>{escape(text)}</AbstractText>"
        for label, text in sections
    )
    authors = "\n".join(
        f'<Author ValidYN="Y"><LastName>Name{at}</LastName><ForeName>Fore {at}</ForeName><Initials>F{at}</Initials>'
        "<AffiliationInfo><Affiliation>Institute of Invented Studies, Nowhere.</Affiliation></AffiliationInfo></Author>"
        for at in range(chance.randint(1, 8))
    )
    headings = "\n".join(
        f'<MeshHeading><DescriptorName UI="D{at:06d}" MajorTopicYN="N">Descriptor {at}</DescriptorName><QualifierName'
        f' UI="Q{at:06d}" MajorTopicYN="{"Y" if at % 4 == 0 else "N"}">qualifier</QualifierName></MeshHeading>'
        for at in sorted(
            {int(30000 * chance.random() ** 4) for _ in range(chance.randint(4, 14))}
        )  # a few headings are everywhere
    )
    chemicals = "".join(
        f'<Chemical><RegistryNumber>0</RegistryNumber><NameOfSubstance UI="D{at:06d}">Substance'
        f" {at}</NameOfSubstance></Chemical>"
        for at in chance.sample(range(30000), chance.randint(0, 5))
    )
    references = "".join(
        f"<Reference><Citation>J Inv Stud. {1990 + at};1:1-9</Citation><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{at + 1}</ArticleId></ArticleIdList></Reference>'
        for at in range(chance.choice((0, 0, 12, 30)))
    )
    history = "".join(
        f'<PubMedPubDate PubStatus="{status}">{day}<Hour>6</Hour><Minute>0</Minute></PubMedPubDate>'
        for status in ("entrez", "pubmed", "medline")
    )
    return f"""<PubmedArticle>
<MedlineCitation Status="MEDLINE" IndexingMethod="Automated" Owner="NLM"><PMID Version="1">{pmid}</PMID>
<DateCompleted>{day}</DateCompleted><DateRevised>{day}</DateRevised>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">0000-0000</ISSN><JournalIssue CitedMedium="Print">
<Volume>1</Volume><Issue>2</Issue><PubDate><Year>2011</Year><Month>Mar</Month></PubDate></JournalIssue>
<Title>Journal of Invented Studies</Title>
<ISOAbbreviation>J Inv Stud</ISOAbbreviation></Journal><ArticleTitle>{escape(title)}</ArticleTitle>
<Pagination><StartPage>1</StartPage><EndPage>9</EndPage><MedlinePgn>1-9</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.9999/bench.{pmid}</ELocationID><Abstract>{abstract}</Abstract>
<AuthorList CompleteYN="Y">{authors}</AuthorList><Language>eng</Language>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList></Article>
<MedlineJournalInfo><Country>Nowhere</Country><MedlineTA>J Inv Stud</MedlineTA>
<NlmUniqueID>0</NlmUniqueID></MedlineJournalInfo>
<ChemicalList>{chemicals}</ChemicalList><CitationSubset>IM</CitationSubset><MeshHeadingList>{headings}</MeshHeadingList>
</MedlineCitation><PubmedData><History>{history}</History><PublicationStatus>ppublish</PublicationStatus>
<ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId>
<ArticleId IdType="doi">10.9999/bench.{pmid}</ArticleId></ArticleIdList>
<ReferenceList>{references}</ReferenceList></PubmedData></PubmedArticle>
"""


if __name__ == "__main__":
    main()
