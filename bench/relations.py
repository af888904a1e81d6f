"""How well the relation and context rules read gold data: precision, recall, F1.  Run: ``python -m bench.relations [--errors N]``.

Gold mentions and ids are given to the rules, so that only the relations are measured. Every corpus is cut in two by a hash of the
document's id: the rules were tuned on the ``tune`` part, the ``report`` part is what counts. The corpora are not part of the repository:
they are read from ``$KG_SHARED/corpora`` (default: ``../shared`` beside the checkout).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from kg import paths
from kg.model import AnnotatedDocument, Candidate, Document, Grounding, Mention
from kg.nlp.sentences import sentences
from kg.relate import context
from kg.relate.patterns import Rule
from kg.relate.relations import relations
from kg.relate.rules import read_rules

DRUGPROT = {
    "INHIBITOR": "INHIBITS",
    "ANTAGONIST": "INHIBITS",
    "AGONIST-INHIBITOR": "INHIBITS",
    "ACTIVATOR": "ACTIVATES",
    "AGONIST": "ACTIVATES",
    "AGONIST-ACTIVATOR": "ACTIVATES",
    "INDIRECT-DOWNREGULATOR": "DOWNREGULATES",
    "INDIRECT-UPREGULATOR": "UPREGULATES",
    "DIRECT-REGULATOR": "BINDS",
    "SUBSTRATE": "SUBSTRATE_OF",
    "SUBSTRATE_PRODUCT-OF": "SUBSTRATE_OF",
}
"""DrugProt's types as our relations. PRODUCT-OF and PART-OF have none and count as no relation; AFFECTS has no DrugProt type: left out."""


@dataclass(slots=True)
class Score:
    """Counts of what was found rightly, found wrongly and missed, with the errors themselves as (kind, text)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[tuple[str, str]] = field(default_factory=list)

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1; 0 where there is nothing to divide by."""
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)

    def add(self, found: set[object], gold: set[object]) -> None:
        """Count one document's findings."""
        self.right += len(found & gold)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)


def part(identifier: str, share: int, of: int) -> str:
    """``tune`` for ``share`` documents in ``of``, by a hash of their id, else ``report``."""
    return "tune" if int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % of < share else "report"


def annotated(identifier: str, text: str, groundings: list[Grounding]) -> AnnotatedDocument:
    """A document of gold mentions; of mentions that overlap the first, then the longest stays."""
    kept: list[Grounding] = []
    for grounding in sorted(groundings, key=lambda item: (item.mention.start, -item.mention.end)):
        if not kept or grounding.mention.start >= kept[-1].mention.end:
            kept.append(grounding)
    document = Document(id=f"PMID:{identifier}", title="", text=text)
    return AnnotatedDocument(document, sentences(document), tuple(kept))


def gold_mention(text: str, start: int, end: int, type_: str, identifier: str) -> Grounding:
    """A gold mention with the one entity it stands for."""
    mention = Mention(start, end, text[start:end], type_, "given")
    return Grounding(mention, (Candidate(identifier, mention.text, type_, 1.0, "gold"),))


def read_drugprot(path: Path) -> Iterator[tuple[AnnotatedDocument, dict[tuple[int, int], str]]]:
    """Documents of a DrugProt JSONL file with their gold: starts of chemical and gene -> relation, empty where it has none."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = f"{row['title']}\n{row['abstract']}"
        names: dict[tuple[str, str], int] = {}
        groundings = []
        for entity in row["entities"]:
            type_, prefix = ("Drug", "CHEBI") if entity["type"] == "CHEMICAL" else ("Target", "HGNC")
            number = names.setdefault((type_, entity["text"].lower()), len(names) + 1)
            groundings.append(gold_mention(text, entity["start"], entity["end"], type_, f"{prefix}:{number}"))
        starts = {entity["id"]: entity["start"] for entity in row["entities"]}
        gold = {(starts[link["arg1"]], starts[link["arg2"]]): DRUGPROT.get(link["type"], "") for link in row["relations"]}
        yield annotated(row["pmid"], text, groundings), gold


def read_cid(path: Path) -> Iterator[tuple[AnnotatedDocument, set[tuple[str, str]]]]:
    """Documents of a BC5CDR PubTator file with their gold chemical-induced-disease pairs (MeSH CURIEs)."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        identifier = lines[0].partition("|")[0]
        text = lines[0].split("|t|", 1)[1] + "\n" + lines[1].split("|a|", 1)[1]
        groundings, gold = [], set()
        for fields in (line.split("\t") for line in lines[2:]):
            if fields[1] == "CID":
                gold.add((f"MESH:{fields[2]}", f"MESH:{fields[3]}"))
            elif fields[5] not in ("-1", "-", ""):
                type_ = "Drug" if fields[4] == "Chemical" else "Disease"
                groundings.append(gold_mention(text, int(fields[1]), int(fields[2]), type_, f"MESH:{fields[5].partition('|')[0]}"))
        yield annotated(identifier, text, groundings), gold


def measure_drugprot(path: Path, rules: tuple[Rule, ...], which: str) -> tuple[dict[str, Score], float]:
    """Score of each relation on DrugProt (each pair of mentions once, by its best claim), and the milliseconds of CPU an abstract took."""
    scores: dict[str, Score] = {relation: Score() for relation in [*sorted(set(DRUGPROT.values())), "all"]}
    documents = [(document, gold) for document, gold in read_drugprot(path) if part(document.document.id[5:], 7, 10) == which]
    seconds = 0.0
    for document, gold in documents:
        begun = time.process_time()
        claims = list(relations(document, rules))
        seconds += time.process_time() - begun
        best: dict[tuple[int, int], tuple[float, str, str]] = {}
        for claim in claims:
            evidence, relation = claim.evidence, claim.assertion.relation
            pair = (evidence.subject_start, evidence.object_start)
            drug_target = claim.assertion.subject.startswith("CHEBI:") and claim.assertion.object.startswith("HGNC:")
            if drug_target and relation in scores and not claim.assertion.negated:
                text = document.document.text[evidence.start : evidence.end]
                best[pair] = max(best.get(pair, (0.0, "", "")), (evidence.score, relation, f"{evidence.rule}: {text}"))
        for relation, score in scores.items():
            wanted = {pair for pair, name in gold.items() if name == relation or (relation == "all" and name)}
            found = {pair for pair, (_, name, _) in best.items() if relation in (name, "all")}
            if relation == "all":
                score.add({(*pair, best[pair][1]) for pair in found}, {(*pair, gold[pair]) for pair in wanted})
                continue
            score.add(set(found), set(wanted))
            score.errors += [(f"{relation}, gold {gold.get(pair, 'none') or 'other'}", best[pair][2]) for pair in sorted(found - wanted)]
    return scores, 1000 * seconds / max(1, len(documents))


def measure_cid(path: Path, rules: tuple[Rule, ...], which: str) -> Score:
    """Score of CAUSES on BC5CDR's chemical-induced-disease relations (a pair of ids once a document)."""
    score = Score()
    for document, gold in read_cid(path):
        if part(document.document.id[5:], 1, 2) != which:
            continue
        found: dict[tuple[str, str], str] = {}
        for claim in relations(document, rules):
            if claim.assertion.relation == "CAUSES" and not claim.assertion.negated:
                text = document.document.text[claim.evidence.start : claim.evidence.end]
                found.setdefault((claim.assertion.subject, claim.assertion.object), f"{claim.evidence.rule}: {text}")
        score.add(set(found), set(gold))
        score.errors += [("CAUSES", found[pair]) for pair in sorted(found.keys() - gold)]
    return score


@dataclass(frozen=True, slots=True)
class Scoped:
    """A BioScope sentence: its text and its cues as (kind, cue start, cue end, scope start, scope end)."""

    document: str
    text: str
    cues: tuple[tuple[str, int, int, int, int], ...]


def read_bioscope(path: Path) -> Iterator[Scoped]:
    """The sentences of a BioScope XML file."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for document in etree.parse(str(path), parser).iter("Document"):
        for sentence in document.iter("sentence"):
            cues: list[tuple[str, str, int, int]] = []
            scopes: dict[str, tuple[int, int]] = {}
            text = _flatten(sentence, "", cues, scopes)
            found = tuple((kind, start, end, *scopes[ref]) for ref, kind, start, end in cues if ref in scopes)
            yield Scoped(document.findtext("DocID") or "", text, found)


def _flatten(element: etree._Element, text: str, cues: list[tuple[str, str, int, int]], scopes: dict[str, tuple[int, int]]) -> str:
    """``text`` with the element's own text added; its cues and scopes go to the lists with their offsets."""
    start = len(text)
    text += element.text or ""
    for child in element:
        text = _flatten(child, text, cues, scopes) + (child.tail or "")
    if element.tag == "cue":
        cues.append((element.get("ref", ""), element.get("type", ""), start, len(text)))
    elif element.tag == "xcope":
        scopes[element.get("id", "")] = (start, len(text))
    return text


def measure_bioscope(path: Path, which: str) -> dict[str, Score]:
    """Scores of cue detection (a cue is right when it overlaps a gold cue) and of tokens in scope, for negation and for speculation."""
    scores = {f"{kind} {what}": Score() for kind in ("negation", "speculation") for what in ("cue", "scope")}
    for sentence in read_bioscope(path):
        if part(sentence.document, 7, 10) != which:
            continue
        found = context.contexts(sentence.text)
        tokens = [match.span() for match in re.finditer(r"\w+|[^\w\s]", sentence.text)]
        for kind in ("negation", "speculation"):
            gold = [cue for cue in sentence.cues if cue[0] == kind]
            ours = [cue for cue in found if cue.kind == kind]
            score = scores[f"{kind} cue"]
            hit = [cue for cue in ours if any(cue.start < end and start < cue.end for _, start, end, _, _ in gold)]
            score.right += len(hit)
            score.wrong += len(ours) - len(hit)
            score.missed += sum(not any(cue.start < end and start < cue.end for cue in ours) for _, start, end, _, _ in gold)
            score.errors += [(f"{kind} cue", f"{cue.text}: {sentence.text}") for cue in ours if cue not in hit]
            inside = {token for token in tokens if any(left <= token[0] and token[1] <= right for *_, left, right in gold)}
            scoped = {token for token in tokens if any(cue.scope_start <= token[0] and token[1] <= cue.scope_end for cue in ours)}
            scores[f"{kind} scope"].add(set(scoped), set(inside))
    return scores


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; exit code 1 when the corpora are not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N errors of each kind on the tune part")
    chosen = parser.parse_args(arguments)
    corpora = Path(os.environ.get("KG_SHARED", "../shared")) / "corpora"
    if not corpora.is_dir():
        print(f"{corpora} is not there: set KG_SHARED to the folder that holds corpora/ with the gold data", file=sys.stderr)
        return 1
    rules = read_rules(paths.data("ontologies", "relations.toml"))
    for which in ("tune", "report"):
        drugprot, speed = measure_drugprot(corpora / "drugprot-train.jsonl", rules, which)
        cid = measure_cid(corpora / "bc5cdr-train.pubtator", rules, which)
        bioscope = measure_bioscope(corpora / "bioscope-abstracts-train.xml", which)
        print(f"\n{which} part; rules take {speed:.2f} ms of CPU a DrugProt abstract\n")
        print("| gold | what | P | R | F1 | gold n |\n| --- | --- | --- | --- | --- | --- |")
        for gold, table in (("DrugProt", drugprot), ("BC5CDR CID", {"CAUSES": cid}), ("BioScope", bioscope)):
            for name, score in table.items():
                precision, recall, f1 = score.figures
                print(f"| {gold} | {name} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {score.right + score.missed} |")
        if chosen.errors and which == "tune":
            _print_errors([*drugprot.values(), cid, *bioscope.values()], chosen.errors)
    return 0


def _print_errors(scores: list[Score], limit: int) -> None:
    errors = [error for score in scores for error in score.errors]
    for kind, count in Counter(kind for kind, _ in errors).most_common():
        print(f"\n{count} x {kind}")
        for text in [text for other, text in errors if other == kind][:limit]:
            print(f"  {text}")


if __name__ == "__main__":
    sys.exit(main())
