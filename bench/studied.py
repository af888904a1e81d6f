"""Studies of which both the drug and the disease are found as entities, whether or not the study is read.

    python -m bench.studied [GOLD.jsonl]

GOLD is ``studies-dev.jsonl`` of ``KG_SHARED`` unless another is given. A gold study counts where it has to be found
(tier other than ``mention``, ``must`` not false). Its drug is found where a mention with an id, a drug or a role, has a
name that fits the gold's words in that document, its disease likewise; what fits is decided by ``fits`` and
``names_of`` of the scorer ``score/studies.py`` there, with which readings are scored too.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.annotate import SHARED

DRUGS, DISEASES = frozenset(("Drug", "Role")), frozenset(("Disease",))


def scorer() -> ModuleType:
    """The scorer of studies, from ``KG_SHARED``. Raises SystemExit where it is not there."""
    path = SHARED / "score" / "studies.py"
    spec = importlib.util.spec_from_file_location("studies", path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise SystemExit(f"bench.studied: {path} is not there; KG_SHARED names the folder that holds score/")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found(
    gold: dict[str, dict[str, Any]], annotated: dict[str, dict[str, Any]], score: ModuleType
) -> tuple[int, int, int, int]:
    """Studies, and of how many the drug, the disease and both are found."""
    studies = drugs = diseases = both = 0
    for identifier, document in gold.items():
        mentions = annotated[identifier]
        names = score.names_of(mentions)
        types = defaultdict(set)
        for mention in mentions["mentions"]:
            types[mention["id"]].add(mention["type"])
        for study in document["studies"]:
            if study["tier"] != "mention" and study.get("must", True):
                drug = any(types[one] & DRUGS and score.fits(study["drug"], said, False) for one, said in names.items())
                disease = any(
                    types[one] & DISEASES and score.fits(study["disease"], said, True) for one, said in names.items()
                )
                studies, drugs, diseases, both = (
                    studies + 1,
                    drugs + drug,
                    diseases + disease,
                    both + (drug and disease),
                )
    return studies, drugs, diseases, both


def main() -> None:
    """Annotate the gold's documents and print the shares; see the module's text."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "corpora" / "studies-dev.jsonl"
    score = scorer()
    command = [sys.executable, "-m", "kg", "annotate", str(path), "--to", "jsonl", "--no-relations"]
    output = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
    annotated = {document["id"]: document for document in map(json.loads, output.splitlines())}
    studies, drugs, diseases, both = found(score.load(path), annotated, score)
    print(f"{studies} studies: drug {drugs / studies:.1%}, disease {diseases / studies:.1%}, both {both / studies:.1%}")


if __name__ == "__main__":
    main()
