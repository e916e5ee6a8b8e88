"""Charts as the pages show them: drawn once, kept, found again by what they show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parley.brief.record import Brief, Figure, Section
from parley.desk.models.work import Picture


def svg_of(figure: Figure) -> str:
    """The chart of a figure; drawn here when nobody has drawn it yet."""
    return svgs([figure])[figure.digest()]


def svgs(figures: Iterable[Figure]) -> dict[str, str]:
    """The charts of several figures by their digests, with one question to the database."""
    wanted = {figure.digest(): figure for figure in figures}
    found = dict(Picture.objects.filter(digest__in=wanted).values_list("digest", "svg"))
    for digest, figure in wanted.items():
        if digest not in found:
            found[digest] = _drawn(digest, figure)
    return found


def figures_of(brief: Brief) -> Iterator[Figure]:
    """Every figure of a brief, in the order of its sections."""
    for section in brief.sections:
        yield from _in(section)


def _in(section: Section) -> Iterator[Figure]:
    yield from section.figures
    for part in section.subsections:
        yield from _in(part)


def _drawn(digest: str, figure: Figure) -> str:
    from parley.brief.svg import to_svg

    svg = to_svg(figure)
    Picture.objects.get_or_create(digest=digest, defaults={"svg": svg})
    return svg
