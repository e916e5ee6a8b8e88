"""Check what a built wheel holds: the English pipeline with its card, the word lists, and nothing too large.

python .ci/wheel.py dist/parley_desk-0.1.0-py3-none-any.whl
"""

from __future__ import annotations

import sys
import zipfile

MODEL = "parley/language/model/"
MODEL_LIMIT = 15_000_000  # bytes compressed; the bound
WANTED = (MODEL + "meta.json", MODEL + "LICENSE.md", MODEL + "README.md", "parley/py.typed")
FOLDERS = ("parley/evidence/lexicon/", "parley/brief/templates/")


def main(path: str) -> int:
    with zipfile.ZipFile(path) as wheel:
        files = {entry.filename: entry.compress_size for entry in wheel.infolist()}
    missing = [name for name in WANTED if name not in files]
    missing += [folder for folder in FOLDERS if not any(name.startswith(folder) for name in files)]
    model = sum(size for name, size in files.items() if name.startswith(MODEL))
    print(f"wheel: {len(files)} files, {sum(files.values()) / 1e6:.2f} MB; the English pipeline {model / 1e6:.2f} MB")
    for name in missing:
        print(f"missing from the wheel: {name}")
    if model > MODEL_LIMIT:
        print(f"the English pipeline is over {MODEL_LIMIT / 1e6:.0f} MB")
    return int(bool(missing) or model > MODEL_LIMIT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
