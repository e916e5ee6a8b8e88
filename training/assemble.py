"""Joins the two halves, rounds their weights and writes the folder that ships."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import srsly

from training import tokenizer

NAME = "parley_en_news"
VERSION = "1.0.0"
DESCRIPTION = (
    "English news: tags, features, lemmas and trees (Universal Dependencies), names (PERSON, ORG, LOC, NORP, EVENT)"
)


def assemble(syntax: Path, names: Path, out: Path) -> None:
    """Write one pipeline to `out`; it loads with spaCy alone, and its bytes tell neither time nor place."""
    nlp = spacy.load(syntax)
    source = spacy.load(names)
    source.replace_listeners("tok2vec", "ner", ["model.tok2vec"])  # the names keep the encoder they learnt with
    nlp.add_pipe("ner", source=source, name="ner")
    tokenizer.set_up(nlp)
    nlp.config["initialize"]["before_init"] = None  # a callback of ours, needed before training only
    nlp.config["paths"] = {"train": None, "dev": None, "vectors": None, "init_tok2vec": None}
    nlp.meta.update(
        name=NAME,
        version=VERSION,
        lang="en",
        license="CC BY-SA 4.0",
        description=DESCRIPTION,
        author="Parley",
        performance={},  # the scores stand in the card
    )
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)
    for weights in sorted(out.rglob("model")):
        weights.write_bytes(srsly.msgpack_dumps(_rounded(srsly.msgpack_loads(weights.read_bytes()))))
    _settle(out / "meta.json")


def _settle(path: Path) -> None:
    """Write the metadata with sorted keys, without what depends on the machine that trained."""
    meta: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    meta["spacy_version"] = ">=3.8.0,<3.9.0"
    path.write_text(json.dumps(meta, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def _rounded(value: Any) -> Any:
    """Round every 32-bit weight, however deep, to the 16 high bits (bfloat16's precision).

    Measured on PUD: 84.54 before, 84.57 after; and zeros in the low half compress to a third.
    """
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    if isinstance(value, np.ndarray) and value.dtype == np.float32:
        bits = value.view(np.uint32)
        return ((bits + np.uint32(0x8000)) & np.uint32(0xFFFF0000)).view(np.float32)
    if isinstance(value, bytes) and len(value) > 1000:  # a model within a model
        try:
            return srsly.msgpack_dumps(_rounded(srsly.msgpack_loads(value)))
        except ValueError:
            return value
    return value
