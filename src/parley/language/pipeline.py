"""The one door to spaCy: loads the pipeline that ships with Parley, or one the user names, and parses sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from parley.errors import LanguageError
from parley.language.digest import folder_digest
from parley.language.schemes import Adapter, detect
from parley.language.tree import Tree

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

UNTIDY: Final = re.compile(r"^\s|\s\s|[^\S ]|\s$")
# The tokenizer takes marks off a word one by one and looks at the whole rest each time: 200,000 of them are hours.
# The longest addresses of pages that news links to have some hundred characters.
LONGEST_WORD: Final = 1_000
ENDLESS: Final = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
SHIPPED: Final = Path(__file__).parent / "model"


class NoPipeline(LanguageError):
    """No pipeline of that name or in that folder can be loaded."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        super().__init__(
            f"The language pipeline “{name}” cannot be loaded: {reason}. Install it (python -m spacy download {name}), "
            "give the folder of one, or leave the name out to use the English pipeline that ships with Parley."
        )


class Pipeline:
    """A parser for sentences, with the name, version and digest that results should state."""

    def __init__(self, nlp: Language, folder: Path) -> None:
        self._nlp = nlp
        self._folder = folder
        self._lock = Lock()  # spaCy's vocabulary is not made for two threads; the desk has several
        self.name: Final = str(nlp.meta["name"])
        self.version: Final = str(nlp.meta["version"])
        self._adapter = Adapter(detect(getattr(nlp.get_pipe("parser"), "labels", ())), nlp.vocab.strings)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the pipeline's files: equal digest, equal parses."""
        return folder_digest(self._folder)

    def parse(self, sentences: Sequence[str]) -> list[Tree]:
        """Parse sentences, each string exactly one; the trees come in the same order.

        A string that is empty or only space gives a tree without words; more than `LONGEST_WORD` characters without
        a space give one word, whatever they are.
        """
        tidied = [_tidy(sentence) for sentence in sentences]
        with self._lock:
            docs = self._nlp.pipe(self._document(text) for text, _ in tidied)
            return [
                self._adapter.tree(doc, sentence, places)
                for doc, sentence, (_, places) in zip(docs, sentences, tidied, strict=True)
            ]

    def _document(self, text: str) -> Doc:
        doc = self._nlp.make_doc(ENDLESS.sub(_as_one_word, text))
        if len(doc):
            import numpy as np

            starts: Any = np.full((len(doc), 1), -1, dtype="int64").astype("uint64")
            starts[0] = 1
            doc.from_array(["SENT_START"], starts)  # settled beforehand: the parser never splits
        return doc


def _as_one_word(found: re.Match[str]) -> str:
    return "x" * len(found.group())  # as long as before, so that every place stays


def _tidy(sentence: str) -> tuple[str, list[int] | None]:
    """Bring all space to single blanks, for the parser would take other space for a word.

    Returns:
        The tidied sentence and the place of each of its code points in the given one; None for the
        places when nothing had to be changed.
    """
    if not UNTIDY.search(sentence):
        return sentence, None
    places = [
        place
        for word in re.finditer(r"\S+", sentence)
        for place in range(word.start() - (word.start() > 0), word.end())
    ]
    if places and sentence[places[0]].isspace():
        del places[0]
    return "".join(" " if sentence[place].isspace() else sentence[place] for place in places), places


def load(name: str | None = None) -> Pipeline:
    """Load a pipeline, once per process.

    Args:
        name: an installed spaCy pipeline ("en_core_web_sm") or a folder; None for the one that ships.

    Raises:
        LanguageError: there is none of that name, or it cannot give what the evidence stage needs.
    """
    return _load(name)


@cache
def _load(name: str | None) -> Pipeline:
    import spacy

    asked = str(SHIPPED) if name is None else name
    try:
        nlp = spacy.load(asked)
    except (OSError, ValueError) as error:  # OSError: not there; ValueError: there, but another spaCy's or broken
        raise NoPipeline(asked, str(error).splitlines()[0]) from error
    if "parser" not in nlp.pipe_names:
        raise NoPipeline(asked, f"it has no parser (only {', '.join(nlp.pipe_names) or 'a tokenizer'})")
    return Pipeline(nlp, Path(nlp.path or asked))
