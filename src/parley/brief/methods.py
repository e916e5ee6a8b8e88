"""Methods in words: in one line for a page of results, and told once under a label that the notes of a brief name."""

from __future__ import annotations

from parley.analysis.result import Method
from parley.brief.english import quoted
from parley.brief.record import MethodNote
from parley.record import content_id

METHODS = "The Methods Named"  # heading of the list of definitions


def method_in_words(method: Method) -> str:
    """Name, version, parameters, seed and source of a method, in one line."""
    return f"{method.name}, {_definition(method)}"


def _definition(method: Method) -> str:
    given = [f"{name.replace('_', ' ')} {value}" for name, value in sorted(method.parameters.items())]
    parts = [f"version {method.version}"]
    if given:
        parts.append(f"parameters: {', '.join(given)}")
    if method.draws:
        parts.append(f"{method.draws:,} draws")
    if method.seed is not None:
        parts.append(f"seed {method.seed}")
    if method.source:
        parts.append(f"source: {method.source}")
    parts.append("calibrated" if method.calibrated else "uncalibrated")
    return "; ".join(parts)


class Methods:
    """The methods of results, each under one label; notes name the label, and the definition is told once.

    Methods of one name that differ in a parameter are two: "weighted mean" and "weighted mean (2)".
    """

    def __init__(self) -> None:
        self._told: dict[str, MethodNote] = {}
        self._named: list[str] = []

    def by(self, method: Method) -> str:
        """How a note names a method, with what a reader must not miss; noted until `named` is asked."""
        key = method.model_dump_json()
        if key not in self._told:
            self._told[key] = self._new(method)
        told = self._told[key]
        self._named.append(told.id)
        drawn = [f"{method.draws:,} draws"] if method.draws else []
        drawn += [f"seed {method.seed}"] if method.seed is not None else []
        drawn += ["calibrated" if method.calibrated else "uncalibrated"]
        return f"by {quoted(told.name)} ({', '.join(drawn)})"

    def named(self) -> tuple[str, ...]:
        """Ids of the methods named since this was last asked."""
        named, self._named = tuple(dict.fromkeys(self._named)), []
        return named

    def told(self) -> dict[str, MethodNote]:
        """Every method named so far, by id."""
        return {note.id: note for note in self._told.values()}

    def _new(self, method: Method) -> MethodNote:
        alike = sum(note.name.split(" (")[0] == method.name for note in self._told.values())
        return MethodNote(
            id=content_id(method.model_dump_json()),
            name=f"{method.name} ({alike + 1})" if alike else method.name,
            text=_definition(method),
        )
