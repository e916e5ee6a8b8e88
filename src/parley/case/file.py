"""A case as a YAML file that a person can read, edit and diff.

The sections above `draft` show the case as it is now. `draft` at the end keeps what the rules said, so that the file
stands alone: a change made by hand above is found by comparing with draft + judgements, and becomes a judgement.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from parley.case.hand_edits import hand_edits
from parley.case.judgements import apply
from parley.case.layout import from_sections, to_sections
from parley.case.nodes import parse
from parley.case.record import Case

HEAD = """\
# A case of Parley. Edit any number, label or name: a change is kept as your judgement when the file is next read.
# An estimate: {value, range: [5th, 95th percentile], by: who judged, basis: [what it rests on], why}.
# "by: default" means nobody has said why yet. What the rules said stands under `draft`; leave that part as it is.
"""


def dump(case: Case) -> str:
    """Write a case; the same case gives the same text."""
    import yaml

    sections = to_sections(case)
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(
        sections,
        Dumper=_one_line_dumper(dumper),
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=100_000,
    )
    return HEAD + str(text)


def load(text: str, *, who: str = "edited by hand", when: datetime | None = None) -> Case:
    """Read a case file; changes made by hand become judgements.

    Args:
        who: the name such judgements are given.
        when: their time; None: the time of the last judgement, else the day of the case, since no clock is read here.

    Raises:
        CaseFileError: says the line, what is wrong there, what would be right and the next step.
    """
    data, marks = parse(text)
    shown, draft = from_sections(data, marks)
    kept = apply(draft, shown.judgements)
    edits = hand_edits(kept, shown, who=who, when=when or _last(shown))
    return apply(kept, edits) if edits else kept


def _last(case: Case) -> datetime:
    if case.judgements:
        return max(judgement.when for judgement in case.judgements)
    day = case.as_of
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(1970, 1, 1, tzinfo=UTC)


def _one_line_dumper(base: type[Any]) -> type[Any]:
    from parley.case.layout import Line

    class Dumper(base):  # type: ignore[misc]  # the base comes from a library without types
        def ignore_aliases(self, _: object) -> bool:
            """Repeat equal values: anchors and aliases help no reader."""
            return True

    def represent(dumper: Any, data: Line) -> Any:
        return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)

    def sequence(dumper: Any, data: list[object]) -> Any:
        plain = all(not isinstance(item, dict | list) for item in data)
        return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=plain)

    Dumper.add_representer(Line, represent)
    Dumper.add_representer(list, sequence)
    return Dumper
