"""Dossiers made by hand, as a reader would mark a story: short stories in our own words about real kinds of talks."""

from __future__ import annotations

from datetime import date
from typing import Any

from parley.evidence.record import (
    Actor,
    Dossier,
    IssueMention,
    Linkage,
    Mention,
    Move,
    OpenQuestion,
    Position,
    Pressure,
    TalksStatus,
)
from parley.reading.article import Article, Block, Sentence
from parley.record import Span, content_id


class Teller:
    """Builds a dossier sentence by sentence; every item is found by its words."""

    def __init__(self, *sentences: str, day: date | None = None) -> None:
        self.text = " ".join(sentences)
        spans, at = [], 0
        for sentence in sentences:
            spans.append(Span(start=at, end=at + len(sentence)))
            at += len(sentence) + 1
        self.article = Article(
            id=content_id(self.text),
            source="story.txt",
            title=sentences[0].rstrip("."),
            published=day,
            text=self.text,
            runs=((0, 0, len(self.text)),),
            blocks=(Block(kind="paragraph", span=Span(start=0, end=len(self.text))),),
            sentences=tuple(Sentence(id=f"s{n}", block=0, span=span) for n, span in enumerate(spans, 1)),
        )
        self.items: list[Any] = []

    def add(self, kind: type[Any], words: str, **fields: Any) -> str:
        start = self.text.index(words)
        sentence = self.article.sentence_at(start)
        assert sentence is not None
        mention = Mention(sentence=sentence.id, span=Span(start=start, end=start + len(words)), text=words)
        id = content_id(self.article.id, kind.__name__, words, fields)
        rule = {"rule": "by/hand", "confidence": 0.8, **fields}
        self.items.append(kind(id=id, source=self.article.id, mentions=(mention,), **rule))
        return id

    def dossier(self, *, leave_out: tuple[str, ...] = ()) -> Dossier:
        items = tuple(item for item in self.items if item.id not in leave_out)
        return Dossier(article=self.article, items=items, is_negotiation=bool(items))


def minerals(first: str = "Ukraine", second: str = "United States", third: str = "Russia") -> Teller:
    """Guarantees for minerals, with a third power outside; the names may be others."""
    keys = [name.lower().replace(" ", "-") for name in (first, second, third)]
    one, two, outside = keys
    story = Teller(
        f"{first} and {second} are close to a deal on mineral access.",
        f"{first} demands security guarantees in exchange for mineral access.",
        f"{second} insists on mineral access and has said little of anything else.",
        f"{first} risks losing everything, an adviser in {second} warned.",
        f"The assembly of {second} must approve any deal.",
        f"Will {second} offer security guarantees in exchange for mineral access?",
        f"How will {first} answer as pressure mounts from {second} and {third}?",
        f"What role will {third} play?",
        day=date(2025, 2, 21),
    )
    story.add(Actor, first, key=one, name=first, type="country", place_in_talks="party")
    story.add(Actor, second, key=two, name=second, type="country", place_in_talks="party")
    story.add(Actor, third, key=outside, name=third, type="country", place_in_talks="outside")
    story.add(
        Actor, "assembly", key="assembly", name="assembly", type="legislature", place_in_talks="constituency", side=two
    )
    story.add(IssueMention, "security guarantees", key="security-guarantees", name="security guarantees")
    story.add(IssueMention, "mineral access", key="mineral-access", name="mineral access")
    demand = story.add(
        Move, f"{first} demands security guarantees", act="demand", by=one, issue="security-guarantees", firmness=0.9
    )
    story.add(
        Position,
        f"{first} demands security guarantees",
        party=one,
        issue="security-guarantees",
        issue_words="security guarantees",
        stance="demands",
        moves=(demand,),
    )
    story.add(
        Position,
        f"{second} insists on mineral access",
        party=two,
        issue="mineral-access",
        issue_words="mineral access",
        stance="demands",
    )
    story.add(
        Linkage,
        "security guarantees in exchange for mineral access",
        form="exchange",
        marker="in exchange for",
        give="mineral access",
        get="security guarantees",
        giver=one,
        getter=two,
    )
    story.add(Pressure, f"{first} risks losing everything", by=(two,), on=(one,), form="threat")
    story.add(TalksStatus, "close to a deal", state="near-deal")
    story.add(
        OpenQuestion,
        f"Will {second} offer security guarantees in exchange for mineral access?",
        form="will",
        parties=(two, one),
    )
    story.add(
        OpenQuestion,
        f"How will {first} answer as pressure mounts from {second} and {third}?",
        form="how",
        parties=(one, two, outside),
    )
    story.add(OpenQuestion, f"What role will {third} play?", form="role", parties=(outside,))
    return story


def strike(day: date = date(2024, 9, 13)) -> Teller:
    """Wages between a union and a company, with amounts on one unit and no open question."""
    story = Teller(
        "Machinists walk out over wages.",
        "The machinists want a wage increase of 40 percent.",
        "The plane maker has offered a wage increase of 25 percent.",
        "The machinists refuse a closure of plants.",
        day=day,
    )
    story.add(Actor, "Machinists", key="machinists", name="machinists", type="union", place_in_talks="party")
    story.add(Actor, "plane maker", key="plane-maker", name="plane maker", type="company", place_in_talks="party")
    story.add(IssueMention, "wage increase", key="wage-increase", name="wage increase")
    for act, stance, by, amount, words in (
        ("demand", "demands", "machinists", 40.0, "want a wage increase of 40 percent"),
        ("offer", "offers", "plane-maker", 25.0, "offered a wage increase of 25 percent"),
    ):
        move = story.add(Move, words, act=act, by=by, issue="wage-increase", amount=amount, unit="percent")
        story.add(
            Position,
            words,
            party=by,
            issue="wage-increase",
            issue_words="wage increase",
            stance=stance,
            moves=(move,),
        )
    story.add(
        Position,
        "refuse a closure of plants",
        party="machinists",
        issue="closure-of-plants",
        issue_words="closure of plants",
        stance="rejects",
    )
    return story
