"""How news is cut into words: spaCy's English rules and a few that news needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.util import compile_infix_regex, registry

# "U.S.-Ukraine" and "deal—the" are two names and two words; spaCy leaves each in one piece.
INFIXES = (r"(?<=[A-Z]\.)[-–—](?=[A-Za-z])", r"(?<=[a-z\)”’])[—–](?=[A-Za-z“‘\(])")
# "Lt." and its kin would lose their full stop, and the stop would look like the end of a sentence.
# fmt: off
ABBREVIATIONS = (
    "Lt.", "Col.", "Maj.", "Capt.", "Sgt.", "Sen.", "Rep.", "Reps.", "Sens.", "Amb.", "Sec.", "Hon.", "Pres.",
    "Min.", "No.", "vs.", "Cmdr.", "Adm.", "Brig.", "Gens.", "Govs.",
)
# fmt: on


def set_up(nlp: Language) -> Language:
    """Teach a pipeline's tokenizer the rules above; they are saved with the pipeline."""
    infixes = [*(nlp.Defaults.infixes or ()), *INFIXES]
    tokenizer: Any = nlp.tokenizer  # typed as any callable; it is spaCy's own Tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    for abbreviation in ABBREVIATIONS:
        tokenizer.add_special_case(abbreviation, [{ORTH: abbreviation}])
    return nlp


def news_tokenizer() -> Callable[[Language], Language]:
    return set_up


registry.callbacks("parley.news_tokenizer.v1", func=news_tokenizer)
