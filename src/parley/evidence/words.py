"""The word lists of the evidence stage, read once from `lexicon/*.yaml`."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from typing import Any

import yaml

from parley.errors import EvidenceError


@cache
def lexicon(name: str) -> Any:
    """The content of `lexicon/<name>.yaml`.

    Raises:
        EvidenceError: the file is no YAML; says the line.
    """
    text = resources.files("parley.evidence").joinpath("lexicon", f"{name}.yaml").read_text("utf-8")
    return parse_lexicon(text, name)


def parse_lexicon(text: str, name: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader where libyaml is built in: ten times faster
    try:
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        raise EvidenceError(
            f"The word list “{name}” is no YAML: {error}. Mend that line, or restore the file."
        ) from error


def slug(name: str) -> str:
    """A stable, readable key: lower case, ASCII where possible, hyphens.

    >>> slug("Côte d’Ivoire")
    'cote-d-ivoire'
    """
    plain = unicodedata.normalize("NFKD", name)
    plain = (
        "".join(char for char in plain if not unicodedata.combining(char)).lower().replace("’s", "").replace("'s", "")
    )
    return re.sub(r"[^0-9a-z]+", "-", plain.replace("u.s.", "us").replace("u.n.", "un")).strip("-") or "x"
