"""A desk to look around in: the worked example with its story, its case, its analysis and its brief."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from parley.case.file import load
from parley.desk.cases import save_draft
from parley.desk.jobs import run, start
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.stories import Story
from parley.desk.models.teams import Team
from parley.desk.models.work import Job
from parley.errors import ParleyError

STORY, CASE = "minerals_2025.md", "minerals_2025.yaml"
TITLE = "Minerals, guarantees and aid: the United States and Ukraine, 2025"
Report = Callable[[str, float], None]


def prepare(report: Report) -> None:
    """Fill a new desk with the worked example; a desk that has one already is left as it is.

    Args:
        report: is told the step and the share done, 0 to 1.
    """
    negotiation = Negotiation.objects.filter(title=TITLE).first()
    if negotiation is None:
        team = Team.objects.create(name="Demonstration")
        negotiation = Negotiation.objects.create(team=team, title=TITLE)
    report("reading the story", 0.05)
    _story(negotiation)
    report("loading the case", 0.25)
    _case(negotiation)
    report("analysing the case", 0.3)
    _analysis(negotiation)
    report("done", 1.0)


def _story(negotiation: Negotiation) -> None:
    if negotiation.stories.exists():
        return
    story = Story.objects.create(
        negotiation=negotiation, came=Story.Came.FILE, source=STORY, raw=_example(STORY), is_private=False
    )
    _do(negotiation, "read-story", story.code)
    # Kept without drafting anew: the case that comes with the example holds its analyst's judgements.
    Story.objects.filter(pk=story.pk).update(state=Story.State.KEPT)


def _case(negotiation: Negotiation) -> None:
    if negotiation.latest() is None:
        save_draft(negotiation, load(_example(CASE).decode()), by=None, why="The worked example")


def _analysis(negotiation: Negotiation) -> None:
    revision = negotiation.latest()
    if revision is not None and not any(found.is_readable() for found in revision.analyses.all()):
        _do(negotiation, "analyse", str(revision.number))


def _do(negotiation: Negotiation, kind: str, target: str) -> None:
    """A job done here and now, as the worker would."""

    job = start(negotiation, kind, target, None)
    run.call(job.code)
    job.refresh_from_db()
    if job.state != Job.State.DONE:
        raise ParleyError(f"The demonstration could not be made ready: {job.problem}")


def _example(name: str) -> bytes:
    """A file of the worked example: from the package, or from the repository it is worked on in."""
    packed = files("parley.desk").joinpath("examples", name)
    if packed.is_file():
        return packed.read_bytes()
    return (Path(__file__).parents[3] / "examples" / name).read_bytes()
