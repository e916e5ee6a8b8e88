"""A figure: what a story says of one actor, gathered line by line."""

from __future__ import annotations

from dataclasses import dataclass, field

from parley.evidence.record import ActorKind


@dataclass(slots=True)
class Figure:
    """What the story says of one actor, gathered line by line."""

    key: str
    name: str
    type: ActorKind
    code: str | None = None
    side: str | None = None
    side_rule: str | None = None
    role: str | None = None
    title_kind: str | None = None
    speaks_for: str | None = None
    plural: bool = False
    spots: list[tuple[int, int, int]] = field(default_factory=list)  # (line, first token, last token)
    nouns: set[str] = field(default_factory=set)  # common nouns the story calls it by: "club"
    aliases: list[str] = field(default_factory=list)
    said: set[str] = field(default_factory=set)  # a listed body: the words the story names it by ("Brussels")
    called: list[str] = field(default_factory=list)  # other names of it that the story uses: "European Commission"
    human: bool = False  # a person whom a list of actors files under an office
    is_mere_place: bool = False  # a place that no list knows and that nowhere acts: it is no actor at all
    is_open: bool = False  # some body, of what kind its name does not say: "the company" may be it
    owner: str | None = None  # key of the body or country whose people they are: "Calder's pilots"
    nation: str | None = None  # key of the country it is described by: "the British chocolate maker"


def as_kind(kind: str) -> ActorKind:
    kinds: dict[str, ActorKind] = {
        "government": "government", "legislature": "legislature", "union": "union", "company": "company",
        "organisation": "organisation", "armed-group": "armed-group", "faction": "faction", "bloc": "bloc",
        "country": "country", "body": "body",
    }  # fmt: skip
    return kinds.get(kind, "group")
