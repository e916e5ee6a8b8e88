"""How well moves, linkages and conditions are read: python quality/sentences.py [--part dev|held|all] [--json FILE]

Scores sentences, read after a paragraph that introduces their actors, against quality/sentences/sentences.jsonl. What
counts is in quality/sentences/GUIDE.md. `--explain` lists what was missed and what was found in vain.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from parley.evidence.extract import extract
from parley.evidence.record import Actor, Dossier, Evidence, Linkage, Move
from parley.reading.read import read
from parley.record import Span

GOLD = Path(__file__).with_name("sentences") / "sentences.jsonl"
LIGHT = frozenset({
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "its", "their", "his",
    "her", "that", "this", "be", "is", "are", "will", "would", "it", "they",
})  # fmt: skip

Item = dict[str, Any]
Same = Callable[[Item, Item], bool]
Count = list[int]  # right, in the gold, predicted


class Reading:
    """What Parley finds in one sentence of a story, in the words of the gold."""

    def __init__(self, dossier: Dossier, place: Span) -> None:
        self._dossier, self._place = dossier, place
        self.is_negotiation = dossier.is_negotiation
        self._actors = {actor.key: actor for actor in dossier.of(Actor)}

    def moves(self) -> list[Item]:
        moves = [move for move in self._dossier.of(Move) if self._here(move) and move.act != "condition"]
        return [move.model_dump() | {"by": self._names(move.by), "to": self._names(move.to)} for move in moves]

    def linkages(self) -> list[Item]:
        links = [link for link in self._dossier.of(Linkage) if self._here(link) and link.form != "parallel"]
        return [link.model_dump() for link in links]

    def conditions(self) -> list[Item]:
        return [{"what": link["give"], "on": link["get"]} for link in self.linkages() if link["form"] == "condition"]

    def _here(self, item: Evidence) -> bool:
        return any(self._place.start <= mention.span.start < self._place.end for mention in item.mentions)

    def _names(self, key: str | None) -> list[str]:
        """The actor's name and the names of those it acts for."""
        names: list[str] = []
        while key in self._actors and self._actors[key].name not in names:
            names.append(self._actors[key].name)
            key = self._actors[key].side
        return names


def readings(rows: Sequence[Item], *, alone: bool) -> Iterator[tuple[Item, Reading]]:
    """Read the sentences of one context as one story, a paragraph each; one by one when `alone` or without context."""
    stories: dict[str, list[Item]] = defaultdict(list)
    for row in rows:
        stories[row["id"] if alone or not row["context"] else row["context"]].append(row)
    for story in stories.values():
        text = "\n\n".join([story[0]["context"], *(row["text"] for row in story)]).strip() + "\n"
        dossier, start = extract(read(f"{story[0]['id']}.txt", text.encode("utf-8"))), len(story[0]["context"])
        for row in story:
            start = dossier.article.text.index(row["text"], start)
            yield row, Reading(dossier, Span(start=start, end=start + len(row["text"])))


class Tally:
    """Counts over all sentences, by kind and by act, with the misses in words."""

    def __init__(self) -> None:
        self.counts: dict[str, Count] = defaultdict(lambda: [0, 0, 0])
        self.details: dict[str, Count] = defaultdict(lambda: [0, 0, 0])
        self.words: list[str] = []

    def add(self, row: Item, reading: Reading) -> None:
        moves, links, conditions = reading.moves(), reading.linkages(), reading.conditions()
        self._field("moves", row, row["moves"], moves, same_move)
        self._field("linkages", row, row["linkages"], _bare_conditions_left_out(row, links), same_linkage)
        self._field("linkages_either_way", row, row["linkages"], _bare_conditions_left_out(row, links), same_either_way)
        self._field("conditions", row, row["conditions"], conditions, same_condition)

    def _field(self, field: str, row: Item, gold: list[Item], found: list[Item], same: Same) -> None:
        pairs = matched(gold, found, same)
        vain = [item for j, item in enumerate(found) if j not in pairs.values()]
        missed = [item for i, item in enumerate(gold) if i not in pairs and not item["optional"]]
        right = [item for i, item in enumerate(gold) if i in pairs and not item["optional"]]
        for name in (field, f"{field}/{row['kind']}"):
            _count(self.counts[name], len(right), len(right) + len(missed), len(right) + len(vain))
        if field == "moves":
            self._acts(right, missed, vain)
            for i, j in pairs.items():
                self._detail(row, gold[i], found[j])
        if field != "linkages_either_way":
            self.words += [f"missed {field} {row['id']} {_short(item)} | {row['text']}" for item in missed]
            self.words += [f"vain   {field} {row['id']} {_short(item)} | {row['text']}" for item in vain]

    def _acts(self, right: list[Item], missed: list[Item], vain: list[Item]) -> None:
        for item in right:
            _count(self.counts[f"act/{item['act']}"], 1, 1, 1)
        for item in missed:
            _count(self.counts[f"act/{item['act']}"], 0, 1, 0)
        for item in vain:
            _count(self.counts[f"act/{item['act']}"], 0, 0, 1)

    def _detail(self, row: Item, gold: Item, found: Item) -> None:
        """Accuracy of the finer fields on a move that was found."""
        words = " ".join(str(found[name] or "") for name in ("issue", "content")).replace("-", " ")
        checks = {
            "issue": bool(agreement(gold["issue"], words)) if gold["issue"] else None,
            "to": any(same_name(a, b) for a in gold["to"] for b in found["to"]) if gold["to"] else None,
            "amount": found["amount"] == gold["amount"] if gold["amount"] is not None else None,
            "status": found["status"] in gold["status"],
        }
        for name, right in checks.items():
            if right is not None:
                _count(self.details[name], int(right), 1, 1)
                if not right:
                    self.words.append(f"other  {name} {row['id']} {gold[name]} not {found[name]} | {row['text']}")


# -- what counts as the same --------------------------------------------------------------------


def same_move(gold: Item, found: Item) -> bool:
    """The act is right and so is its holder."""
    return found["act"] in (gold["act"], *gold["also"]) and any(
        same_name(one, other) for one in gold["by"] for other in found["by"]
    )


def same_linkage(gold: Item, found: Item) -> bool:
    """What is given and what is got agree, in this order."""
    return _side(gold["give"], found["give"]) and _side(gold["get"], found["get"])


def same_either_way(gold: Item, found: Item) -> bool:
    """What is given and what is got agree, in this order or the other."""
    return same_linkage(gold, found) or (_side(gold["give"], found["get"]) and _side(gold["get"], found["give"]))


def same_condition(gold: Item, found: Item) -> bool:
    """What hangs and what it hangs on agree."""
    return _side(gold["what"], found["what"]) and _side(gold["on"], found["on"])


def same_name(one: str, other: str) -> bool:
    """All words of the shorter name stand in the longer one."""
    first, second = _content(one), _content(other)
    return bool(first and second) and (first <= second or second <= first)


def agreement(one: str, other: str) -> float:
    """Share of the shorter phrase's content words that stand in the other, from 0 to 1.

    >>> agreement("the nickel ban", "its ban on nickel exports")
    1.0
    """
    first, second = _content(one), _content(other)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def _side(gold: str, found: str) -> bool:
    return not gold or agreement(gold, found) >= 0.5


def _content(phrase: str) -> set[str]:
    words = re.findall(r"[\w%$.']*\w%?", phrase.lower().replace("’", "'"))
    return {word.removesuffix("'s").rstrip("s") or word for word in words if word not in LIGHT}


def _bare_conditions_left_out(row: Item, links: list[Item]) -> list[Item]:
    """A condition that is no linkage in the gold is neither right nor wrong as a linkage."""
    bare = [{"give": one["what"], "get": one["on"]} for one in row["conditions"]]

    def among(these: list[Item], link: Item) -> bool:
        return any(same_either_way(one, link) for one in these)

    return [link for link in links if among(row["linkages"], link) or not among(bare, link)]


# -- matching and counting ----------------------------------------------------------------------


def matched(gold: Sequence[Item], found: Sequence[Item], same: Same) -> dict[int, int]:
    """Match one to one, as many as can be, the required ones before the optional.

    >>> matched([{"optional": True}, {"optional": False}], [{}], lambda gold, found: True)
    {1: 0}
    """
    owner: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j in range(len(found)):
            if j not in tried and same(gold[i], found[j]):
                tried.add(j)
                if j not in owner or place(owner[j], tried):
                    owner[j] = i
                    return True
        return False

    for i in sorted(range(len(gold)), key=lambda i: bool(gold[i]["optional"])):
        place(i, set())
    return {i: j for j, i in owner.items()}


def figures(count: Count) -> dict[str, float]:
    """Precision, recall and F from what was right, in the gold and predicted.

    >>> figures([1, 2, 2])
    {'gold': 2, 'found': 2, 'right': 1, 'precision': 0.5, 'recall': 0.5, 'f': 0.5}
    """
    right, gold, found = count
    scores = {"precision": right / found if found else 0.0, "recall": right / gold if gold else 0.0}
    scores["f"] = 2 * right / (gold + found) if gold + found else 1.0
    return {"gold": gold, "found": found, "right": right} | {name: round(score, 3) for name, score in scores.items()}


def _count(count: Count, *more: int) -> None:
    for place, number in enumerate(more):
        count[place] += number


def _short(item: Item) -> str:
    names = ("act", "by", "content", "issue", "form", "marker", "give", "get", "what", "on")
    return str({name: item[name] for name in names if item.get(name)})


def main() -> None:
    """Score the chosen part and print what was asked for."""
    options = _options()
    tally, rows, taken = Tally(), _rows(options.gold, options.part), 0
    for row, reading in readings(rows, alone=options.alone):
        tally.add(row, reading)
        taken += reading.is_negotiation and row["kind"] != "none"
    fields = {name: figures(count) for name, count in sorted(tally.counts.items())}
    result = {
        "part": options.part,
        "sentences": len(rows),
        "in_stories_taken_for_negotiations": f"{taken}/{sum(row['kind'] != 'none' for row in rows)}",
        **{name: fields[name] for name in ("moves", "linkages", "linkages_either_way", "conditions")},
        "accuracy_on_moves": {name: f"{right}/{of}" for name, (right, of, _) in sorted(tally.details.items())},
        "by": {name: score for name, score in fields.items() if "/" in name and "either_way" not in name},
    }
    print("\n".join(tally.words) if options.explain else _table(result))
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--part", choices=("dev", "held", "all"), default="all")
    parser.add_argument("--alone", action="store_true", help="read each sentence as a story of its own")
    parser.add_argument("--explain", action="store_true", help="list every miss instead of the figures")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    return parser.parse_args()


def _rows(path: Path, part: str) -> list[Item]:
    rows: list[Item] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [row for row in rows if part in ("all", row["part"])]


def _table(result: Item) -> str:
    named = {name: result[name] for name in ("moves", "linkages", "linkages_either_way", "conditions")} | result["by"]
    head = f"{result['sentences']} sentences, part {result['part']}\n{'':28s} gold found right     P     R     F"
    details = ", ".join(f"{name} {value}" for name, value in result["accuracy_on_moves"].items())
    taken = result["in_stories_taken_for_negotiations"]
    last = f"right on the moves found: {details}; sentences in stories taken for negotiations: {taken}"
    return "\n".join([head, *(_line(name, one) for name, one in named.items()), last])


def _line(name: str, one: Item) -> str:
    counts = f"{one['gold']:4d} {one['found']:5d} {one['right']:5d}"
    return f"{name:28s} {counts}  {one['precision']:.2f}  {one['recall']:.2f}  {one['f']:.2f}"


if __name__ == "__main__":
    main()
