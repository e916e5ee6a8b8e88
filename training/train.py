"""Trains one half of the pipeline: `python -m training.train syntax|names CORPUS OUT [--steps N]`.

A process of its own for each half, so that both cores work and neither half sees the other's
random numbers.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config

import training.tokenizer  # noqa: F401  # the configurations name its callback; importing registers it

HERE = Path(__file__).parent


def train_half(half: str, corpus: Path, out: Path, steps: int | None = None) -> None:
    """Write the checkpoint with the best score on the dev set to `out/model-best`."""
    overrides: dict[str, object] = {
        "paths.train": str(corpus / f"{half}_train"),
        "paths.dev": str(corpus / f"{half}_dev"),
    }
    if steps is not None:
        overrides |= {"training.max_steps": steps, "training.eval_frequency": max(1, min(500, steps // 2))}
    out.mkdir(parents=True, exist_ok=True)
    config = load_config(HERE / f"{half}.cfg", overrides=overrides, interpolate=False)
    train(init_nlp(config), out)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("half", choices=("syntax", "names"))
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--steps", type=int)
    given = arguments.parse_args()
    train_half(given.half, given.corpus, given.out, given.steps)


if __name__ == "__main__":
    main()
