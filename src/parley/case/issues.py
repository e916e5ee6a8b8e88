"""What is bargained over: the stories' own nouns merged into issues, each on a scale with labelled ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from parley.case.record import Issue, Scale, ScalePoint
from parley.case.words import content_words, head, is_amount, names_the_talks, same_issue
from parley.evidence.record import Dossier, IssueMention, Move, Position

LIKELY = 0.5  # confidence from which one word is taken for something on the table


@dataclass(kw_only=True)
class Table:
    """The issues of a case and the way from any key or words of a story to them."""

    names: dict[str, str] = field(default_factory=dict)  # key -> name, in the order of the case
    basis: dict[str, list[str]] = field(default_factory=dict)
    mentions: dict[str, int] = field(default_factory=dict)
    alias: dict[str, str] = field(default_factory=dict)  # any evidence key -> key of the case
    refused: dict[str, str] = field(default_factory=dict)  # key -> name of what is no issue

    def find(self, key: str | None, words: str = "") -> str | None:
        """The issue an evidence key stands for; failing that, the one whose content the words hold."""
        if key is not None and key in self.alias:
            return self.alias[key]
        return next(iter(self.in_words(words)), None)

    def in_words(self, words: str) -> list[str]:
        """Issues that a phrase or question speaks of, the best match first."""
        said = content_words(words)
        shares = {key: _overlap(name, said) for key, name in self.names.items()}
        found = [key for key, share in shares.items() if share >= 0.6]
        return sorted(found, key=lambda key: (-shares[key], list(self.names).index(key)))


def issue_table(dossiers: Sequence[Dossier]) -> Table:
    """Merge the issues of all stories: by key, then by a shared head with nothing contradicting."""
    table = Table()
    for dossier in dossiers:
        for item in sorted(dossier.of(IssueMention), key=lambda item: -len(item.mentions)):
            if item.confidence < LIKELY and " " not in item.name:
                table.refused[item.key] = item.name  # a step of the talks or a bare deed: "approval", "follow"
            else:
                _enter(table, item.key, item.name, item.id, len(item.mentions))
        for position in dossier.of(Position):
            if position.issue in table.refused:
                continue
            if position.issue not in table.alias and not position.issue_words.casefold().startswith("to "):
                _enter(table, position.issue, position.issue_words, position.id, 1)
    _place_amounts(table, dossiers)
    return table


def _place_amounts(table: Table, dossiers: Sequence[Dossier]) -> None:
    """ "Offered 7 percent" is about the raise where only the raise is counted in percent; else it names no issue."""
    counted: dict[str, set[str]] = {}
    moves = [move for dossier in dossiers for move in dossier.of(Move) if move.issue in table.alias and move.unit]
    for move in moves:
        counted.setdefault(move.unit or "", set()).add(table.alias[move.issue or ""])
    amounts = [key for key, name in table.names.items() if is_amount(name)]
    for key in amounts:
        units = {move.unit or "" for move in moves if table.alias[move.issue or ""] == key}
        meant = {issue for unit in units for issue in counted[unit] if issue not in amounts}
        name, basis, mentions = table.names.pop(key), table.basis.pop(key), table.mentions.pop(key)
        aliases = [alias for alias, held in table.alias.items() if held == key]
        if len(meant) == 1:
            (into,) = meant
            table.basis[into].extend(basis)
            table.mentions[into] += mentions
            table.alias.update(dict.fromkeys(aliases, into))
        else:
            table.refused[key] = name
            for alias in aliases:
                del table.alias[alias]


def _enter(table: Table, key: str, name: str, basis: str, mentions: int) -> None:
    if names_the_talks(name):
        table.refused[key] = name
        return
    into = table.alias.get(key) or next((each for each, known in table.names.items() if same_issue(name, known)), key)
    table.alias[key] = into
    table.names.setdefault(into, name)
    table.basis.setdefault(into, []).append(basis)
    table.mentions[into] = table.mentions.get(into, 0) + mentions


def build_issues(table: Table, moves: Iterable[tuple[str, Move]], demanders: dict[str, str]) -> tuple[Issue, ...]:
    """Give each issue its scale.

    Args:
        moves: issue of the case and a move on it, for amounts.
        demanders: issue -> name of the party that demands it most, for the label of the high end.
    """
    amounts: dict[str, dict[str, set[float]]] = {}
    for issue, move in moves:
        if move.amount is not None and move.unit:
            amounts.setdefault(issue, {}).setdefault(move.unit, set()).add(move.amount)
    return tuple(
        Issue(
            key=key,
            name=name,
            scale=_numeric_scale(amounts.get(key, {})) or _worded_scale(name, demanders.get(key)),
            basis=tuple(sorted(set(table.basis[key]))),
        )
        for key, name in table.names.items()
    )


def _numeric_scale(amounts: dict[str, set[float]]) -> Scale | None:
    """From the smallest to the largest amount named, when one unit has at least two."""
    spread = {unit: values for unit, values in amounts.items() if len(values) > 1}
    if not spread:
        return None
    unit = min(spread, key=lambda unit: (-len(spread[unit]), unit))
    low, high = min(spread[unit]), max(spread[unit])
    steps = [low + (high - low) * part / 4 for part in (1, 2, 3)]
    return Scale(
        low=low,
        high=high,
        low_label=f"{low:g} {unit}",
        high_label=f"{high:g} {unit}",
        points=tuple(ScalePoint(label=f"{step:g} {unit}", value=step) for step in steps),
        unit=unit,
    )


def _worded_scale(name: str, demander: str | None) -> Scale:
    asked = f", as {demander} asks" if demander else ""
    return Scale(
        low_label=f"no {name}",
        high_label=f"full {name}{asked}",
        points=(ScalePoint(label=f"partial {name}", value=50.0),),
    )


def _overlap(name: str, said: frozenset[str]) -> float:
    """How much of the shorter of the two the other holds, 0 to 1; 0 unless the head noun is said."""
    mine = content_words(name)
    return len(mine & said) / min(len(mine), len(said)) if head(name) in said else 0.0
