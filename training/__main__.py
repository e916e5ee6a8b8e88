"""One command from published corpora to the pipeline that ships, its card and its scores.

python -m training --data DIR/treebanks --silver DIR/language --out DIR [--check] [--ship]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
SHIPPED = REPOSITORY / "src" / "parley" / "language" / "model"
# One thread a process: sums of floats depend on how they are split among threads.
# A fixed hash seed: sets of labels are walked in the order of their hashes.
STEADY = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "BLIS_NUM_THREADS": "1",
}
HALVES = ("syntax", "names")


def main() -> int:
    given = _arguments()
    if any(os.environ.get(key) != value for key, value in STEADY.items()):  # read at start only, so start again
        return subprocess.call(
            [sys.executable, "-m", "training", *sys.argv[1:]], env=os.environ | STEADY, cwd=REPOSITORY
        )

    from parley.language.digest import folder_digest
    from training import assemble, card, corpus, scores

    started = time.perf_counter()
    out: Path = given.out
    corpus.build(given.data, given.silver, out / "corpus")
    if not _train(out, {"syntax": given.syntax_steps, "names": given.names_steps}):
        return 1
    model = out / assemble.NAME
    assemble.assemble(out / "syntax" / "model-best", out / "names" / "model-best", model)
    digest = folder_digest(model)
    found = scores.score(model, out / "corpus")
    speed = scores.speed(model, out / "corpus")
    card.write_card(model, found, speed, digest)
    minutes = (time.perf_counter() - started) / 60
    told = {"digest": digest, "minutes": round(minutes, 1), "speed": speed, "scores": found}
    (out / "scores.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    print(f"\n{scores.table(found)}\n\n{speed}\n{minutes:.0f} minutes\ndigest {digest}")
    if given.ship:
        shutil.rmtree(SHIPPED, ignore_errors=True)
        shutil.copytree(model, SHIPPED)
        print(f"shipped to {SHIPPED}")
    if given.check:
        shipped = folder_digest(SHIPPED)
        print("the same as the shipped one" if shipped == digest else f"NOT the shipped one, which is {shipped}")
        return 0 if shipped == digest else 1
    return 0


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    arguments.add_argument("--data", type=Path, required=True, help="folder of the treebanks and name corpora")
    arguments.add_argument(
        "--silver", type=Path, required=True, help="folder of silver_ewt.spacy and silver_state.spacy"
    )
    arguments.add_argument("--out", type=Path, required=True, help="where corpora, checkpoints, model and scores go")
    arguments.add_argument("--check", action="store_true", help="fail unless the digest is that of the shipped model")
    arguments.add_argument("--ship", action="store_true", help="replace the shipped model by this run's")
    arguments.add_argument("--syntax-steps", type=int, help="fewer steps, to try the command out")
    arguments.add_argument("--names-steps", type=int, help="fewer steps, to try the command out")
    given = arguments.parse_args()
    for folder in ("data", "silver", "out"):
        setattr(given, folder, getattr(given, folder).resolve())
    return given


def _train(out: Path, steps: dict[str, int | None]) -> bool:
    """Train both halves side by side, each with its log in `out`; say which one failed, if one did."""
    running = {}
    for half in HALVES:
        log = (out / f"{half}.log").open("w", encoding="utf-8")
        command = [sys.executable, "-m", "training.train", half, str(out / "corpus"), str(out / half)]
        limit = ["--steps", str(steps[half])] if steps[half] else []
        running[half] = subprocess.Popen(
            [*command, *limit], stdout=log, stderr=subprocess.STDOUT, env=os.environ | STEADY, cwd=REPOSITORY
        )
    failed = [half for half, process in running.items() if process.wait() != 0]
    for half in failed:
        print(f"training of {half} failed, see {out / half}.log", file=sys.stderr)
    return not failed


if __name__ == "__main__":
    sys.exit(main())
