"""A brief as the public may have it: single cited sentences and links, and no word of where a private text lies."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePath
from urllib.parse import urlsplit

from parley.brief.record import Brief
from parley.brief.references import references
from parley.case.record import Citation, Source
from parley.record import Record

_FILE = re.compile(r"[^\s./\\]\.[A-Za-z][A-Za-z0-9]{0,4}$")


class Seen(Record):
    """What the public will see of one story that is not public itself."""

    source: Source
    sentences: tuple[str, ...]  # verbatim and whole, each once, in the order of the story's citations


def is_on_the_web(source: Source) -> bool:
    """Whether a reader can go and read the story: an http address without a name and password in it."""
    try:
        parts = urlsplit(source.address or "")
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:  # "http://[": no address at all
        return False


def published(brief: Brief, private: Collection[str] = ()) -> Brief:
    """Leave in a brief only what the public may see of its stories.

    Args:
        private: ids of sources the team keeps to itself, also when they have an address.

    Returns:
        The brief with the citations its sentences rest on and no others. Sources that are private, or not on the
        web, have no address; notes and findings call their files by the stories' titles.
    """
    hidden = [one for one in brief.sources if one.id in private or not is_on_the_web(one)]
    names = {name: f"“{one.title}”" for one in hidden for name in _names(one.address)}
    cited = {id for id, found in references(brief).items() if found.citation}
    return brief.model_copy(
        update={
            "sources": tuple(
                one.model_copy(update={"address": None}) if one in hidden else one for one in brief.sources
            ),
            "citations": tuple(one for one in brief.citations if one.id in cited),
            "notes": tuple(one.model_copy(update={"text": _unnamed(one.text, names)}) for one in brief.notes),
            "methods": tuple(one.model_copy(update={"text": _unnamed(one.text, names)}) for one in brief.methods),
            "findings": tuple(
                one.model_copy(update={"message": _unnamed(one.message, names)}) for one in brief.findings
            ),
        }
    )


def seen(brief: Brief, private: Collection[str] = ()) -> tuple[Seen, ...]:
    """What the public will see of each story that is private or not on the web: exactly these sentences."""
    hidden = [one for one in brief.sources if one.id in private or not is_on_the_web(one)]
    cited = [found.citation for found in references(brief).values() if found.citation]
    return tuple(Seen(source=one, sentences=_sentences(one, cited)) for one in hidden)


def _sentences(source: Source, cited: Collection[Citation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.sentence for one in cited if one.source == source.id))


def _names(address: str | None) -> list[str]:
    """The names a hidden place goes by, the longer one first; a pasted story's address is its own first words, none."""
    if not address or not ("://" in address or _FILE.search(address)):
        return []
    file = PurePath(address).name
    return list(dict.fromkeys([address, file] if _FILE.search(file) else [address]))


def _unnamed(text: str, names: dict[str, str]) -> str:
    for name, instead in names.items():
        text = text.replace(name, instead)
    return text
