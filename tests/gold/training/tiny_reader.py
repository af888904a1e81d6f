"""What the tests of the reader's training learn from: invented gold studies and results of trials, and a BERT of one
layer.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from kg.pipeline.relate.reader.rows import DocumentEncoder

DRUGS, DISEASES = (
    ("everolimus", "sirolimus", "sorafenib", "metformin"),
    ("hepatocellular carcinoma", "breast cancer", "cholangiocarcinoma"),
)
WORDS = (
    "we treated patients mice with and in of to the a was were not no than placebo improved survival difference did"
    " differ trial cancer carcinoma breast liver everolimus sirolimus sorafenib metformin tumor versus on"
).split()
WIDTH, INNER, POSITIONS = 24, 48, 512


def document(pmid: int) -> dict[str, Any]:
    """A gold document: one drug is tested against one disease, with a good end where the number is even, and another
    only spoken of.
    """
    drug, other = DRUGS[pmid % 4], DRUGS[(pmid + 1) % 4]
    disease = DISEASES[pmid % 3]
    ending = (
        f"{drug.capitalize()} improved survival in {disease}."
        if pmid % 2 == 0
        else "Survival did not differ from placebo."
    )
    sentences = [
        f"A trial of {drug} in {disease}.",
        f"We treated {20 + pmid} patients with {disease} with {drug} or placebo.",
        ending,
        f"{other.capitalize()} is used elsewhere.",
    ]
    studies = [
        {
            "drug": drug,
            "disease": disease,
            "tier": "clinical",
            "polarity": "supports" if pmid % 2 == 0 else "null",
            "attribution": "drug",
            "s": [2],
        },
        {"drug": other, "disease": disease, "tier": "mention", "polarity": "unclear", "attribution": "drug", "s": []},
    ]
    return {
        "pmid": str(pmid),
        "title": sentences[0],
        "abstract": " ".join(sentences[1:]),
        "sentences": sentences,
        "studies": studies,
    }


def write_lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def result(label: str, evidence: str = "Survival was no worse.") -> dict[str, str]:
    return {
        "intervention": "Everolimus",
        "comparator": "placebo",
        "outcome": "survival",
        "label": label,
        "evidence": evidence,
    }


def tokenizer() -> Tokenizer:
    """Word pieces with the special ones where BERT has them; letters for the words that are not in it."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    names = ["[PAD]", *(f"[unused{at}]" for at in range(99)), "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    names += [
        *letters,
        *(f"##{letter}" for letter in letters),
        *".,;:()%=<>-+",
        *(word for word in WORDS if len(word) > 1),
    ]
    made = Tokenizer(WordPiece({name: at for at, name in enumerate(dict.fromkeys(names))}, unk_token="[UNK]"))
    made.normalizer, made.pre_tokenizer = BertNormalizer(lowercase=True), BertPreTokenizer()
    return made


def encoder() -> DocumentEncoder:
    return DocumentEncoder(tokenizer())


def bert_weights(vocabulary: int, seed: int = 0) -> dict[str, npt.NDArray[np.float32]]:
    """Weights by the names that BERT's files have."""
    chance = np.random.default_rng(seed)
    shapes = {
        "embeddings.word_embeddings": (vocabulary, WIDTH),
        "embeddings.position_embeddings": (POSITIONS, WIDTH),
        "embeddings.token_type_embeddings": (2, WIDTH),
        **{f"encoder.layer.0.attention.self.{part}": (WIDTH, WIDTH) for part in ("query", "key", "value")},
        "encoder.layer.0.attention.output.dense": (WIDTH, WIDTH),
        "encoder.layer.0.intermediate.dense": (INNER, WIDTH),
        "encoder.layer.0.output.dense": (WIDTH, INNER),
    }
    weights = {f"{name}.weight": chance.normal(0, 0.2, shape) for name, shape in shapes.items()}
    weights |= {
        f"{name}.bias": chance.normal(0, 0.02, shape[0]) for name, shape in shapes.items() if "embeddings" not in name
    }
    for norm in (
        "embeddings.LayerNorm",
        "encoder.layer.0.attention.output.LayerNorm",
        "encoder.layer.0.output.LayerNorm",
    ):
        weights |= {f"{norm}.weight": np.ones(WIDTH), f"{norm}.bias": np.zeros(WIDTH)}
    return {name: each.astype(np.float32) for name, each in weights.items()}


def write_bert(folder: Path, prefix: str = "") -> Path:
    """A pretrained encoder as ``kg train reader`` takes it, with random weights; its tokenizer cuts and pads, as those
    of others do.
    """
    folder.mkdir(parents=True)
    own = tokenizer()
    size = own.get_vocab_size()
    own.enable_truncation(4)
    own.enable_padding(length=4)
    own.save(str(folder / "tokenizer.json"))
    shape = {
        "vocab_size": size,
        "hidden_size": WIDTH,
        "num_attention_heads": 6,
        "intermediate_size": INNER,
        "num_hidden_layers": 1,
    }
    (folder / "config.json").write_text(json.dumps(shape), encoding="utf-8")
    write_weights(folder, prefix)
    return folder


def write_weights(folder: Path, prefix: str = "", seed: int = 0) -> None:
    from safetensors.numpy import save_file

    weights = bert_weights(tokenizer().get_vocab_size(), seed)
    save_file({f"{prefix}{name}": each for name, each in weights.items()}, folder / "model.safetensors")
