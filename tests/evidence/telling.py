"""Short stories of our own for the evidence tests, read by the real reader and the real parser."""

from __future__ import annotations

from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.casting import cast_of
from parley.evidence.extract import extract
from parley.evidence.office_holders import shipped_holders
from parley.evidence.record import Actor, Dossier, Event, Linkage, Move, Pressure
from parley.evidence.sides import work_out_sides
from parley.evidence.speech import set_author
from parley.evidence.story import parse_story
from parley.language.pipeline import load
from parley.reading.read import read

DAM = """Nile states resume dam talks as deadline nears

By Lena Hart
2021-04-05

Egypt and Ethiopia resumed talks on Monday over the giant dam that Ethiopia is building on the Blue Nile.

Egyptian Foreign Minister Samir Tawfik demanded a binding agreement on water releases during droughts.
Ethiopia rejected the demand and offered voluntary guidelines instead.

"We will not accept limits on our future," said Selam Bekele, Ethiopia's chief negotiator.
Bekele met Tawfik in Kinshasa for three hours.

Egypt warned that it would act if its water supply was cut.
The African Union, which mediates the talks, urged both sides to compromise.

Ethiopia would slow the filling of the reservoir in exchange for access to the electricity market, officials said.
"""

STRIKE = """Nurses' union rejects pay offer

2023-02-03

The Nurses Guild rejected a 5 percent pay offer from Mercy Hospitals on Friday and called a strike for next week.

"Our members deserve better," said guild president Dana Ortiz.
The union demands a 12 percent raise and limits on overtime.

Mercy Hospitals said it would not negotiate under the threat of a strike.
The company has offered a 5 percent raise over two years.

Ortiz said the union would return to talks only if the hospital chain withdraws its plan to cut pensions.
"""

RECIPE = """A bread worth the wait

Sourdough needs time. The flour and the water rest for a night, and the yeast of the air does its work.
Bakers in the old town swear by a cool cellar.

"Patience is the whole secret," said Rosa Lind, who has baked here for forty years.
Her oven is older than the town hall.
"""


@cache
def dossier(text: str, *, holders: bool = True) -> Dossier:
    """The evidence of a text."""
    return extract(read("-", text.encode()), office_holders=shipped_holders() if holders else ())


@cache
def cast(text: str) -> Cast:
    """The actors of a text, sides worked out."""
    found = cast_of(parse_story(read("-", text.encode()), load()))
    set_author(found)
    work_out_sides(found, shipped_holders())
    return found


def actor(found: Dossier, name: str) -> Actor:
    """The only actor whose name ends so."""
    fits = [item for item in found.of(Actor) if item.name.endswith(name)]
    assert len(fits) == 1, [item.name for item in found.of(Actor)]
    return fits[0]


def moves(found: Dossier, act: str, by: str | None) -> list[Move]:
    """Moves of an act by an actor's key."""
    return [move for move in found.of(Move) if move.act == act and move.by == by]


def events(found: Dossier, plover: str) -> list[Event]:
    """Events of a PLOVER type."""
    return [event for event in found.of(Event) if event.plover == plover]


GAS = (
    "Turkey and Greece held talks on gas on Monday. Turkey demanded a share of the field. Greece offered a joint "
    "survey. Talks between Greece and Turkey will resume on Friday."
)


def ties_told(text: str) -> list[Linkage]:
    """The linkages of a text, told in a story of talks between Turkey and Greece."""
    return [link for link in dossier(f"Gas talks resume\n\n{GAS}\n\n{text}\n").of(Linkage) if link.confidence >= 0.5]


def pressures_told(text: str) -> list[Pressure]:
    """The pressures of a text, told in a story of talks between Turkey and Greece."""
    return list(dossier(f"Gas talks resume\n\n{GAS}\n\n{text}\n").of(Pressure))
