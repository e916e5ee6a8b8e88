"""How two sides who take turns divide a gain of 1: by their patience, a deadline, and what they could have elsewhere.

Patience is what a gain keeps of its worth when it comes one round later, 0 to 1.
"""

from __future__ import annotations

from typing import NamedTuple

from parley.errors import AnalysisError

RUBINSTEIN = "Rubinstein (1982), Econometrica 50(1), 97-109"
OUTSIDE_OPTION = "Binmore, Shaked and Sutton (1989), Quarterly Journal of Economics 104(4), 753-770"
LIMIT = "Binmore, Rubinstein and Wolinsky (1986), RAND Journal of Economics 17(2), 176-188"
DEADLINE = "Ståhl (1972), Bargaining Theory: offers in turn, solved from the last round back"


class Division(NamedTuple):
    """Who gets how much of the gain, and whether an outside option had a say in it."""

    proposer: float
    responder: float
    binds: bool = False


def rubinstein(proposer: float, responder: float) -> Division:
    """Shares when offers alternate without end.

    Args:
        proposer: patience of the side that speaks first, 0 to 1.
        responder: patience of the other side; not both 1, since then every division can be an equilibrium.

    Source:
        Rubinstein (1982), Econometrica 50(1), 97-109: (1 - d2) / (1 - d1 d2) to who proposes first.

    >>> round(rubinstein(0.9, 0.8).proposer, 7)
    0.7142857
    """
    _check(proposer, responder)
    if proposer == responder == 1:
        raise AnalysisError("Both sides are perfectly patient, so any division can be held. Set a patience below 1.")
    first = (1 - responder) / (1 - proposer * responder)
    return Division(first, 1 - first)


def before_a_deadline(proposer: float, responder: float, rounds: int) -> Division:
    """Shares when talks end after so many offers: who makes the last one can ask for all that is left.

    Args:
        proposer: patience of the side that makes the first offer.
        responder: patience of the other.
        rounds: offers there is time for, at least 1; with 1 the proposer takes all.

    >>> round(before_a_deadline(0.9, 0.8, 401).proposer, 14) == round(rubinstein(0.9, 0.8).proposer, 14)
    True
    >>> before_a_deadline(0.9, 0.8, 1).proposer
    1.0
    """
    _check(proposer, responder)
    if rounds < 1:
        raise AnalysisError(f"There is time for {rounds} offers; a deal needs at least one. Move the deadline.")
    share = 1.0  # of who makes the last offer
    for left in range(2, rounds + 1):
        # The side that answers an offer with `left` offers to go proposes next; it must be given what waiting is worth.
        waits = responder if (rounds - left) % 2 == 0 else proposer
        share = 1 - waits * share
    return Division(share, 1 - share)


def between_short_rounds(rate: float, other: float) -> float:
    """Share of a side when rounds become ever shorter: by impatience alone, whoever speaks first.

    Args:
        rate: how much of a gain's worth the side loses per unit of time, above 0.
        other: the same of the other side.

    Source:
        Binmore, Rubinstein and Wolinsky (1986): the Nash solution with weights 1 / rate.

    >>> round(between_short_rounds(0.05, 0.10), 4)
    0.6667
    """
    if not (rate > 0 and other > 0):
        raise AnalysisError(f"The discount rates are {rate} and {other}; both must lie above 0.")
    return other / (rate + other)


def with_outside_option(proposer: float, responder: float, option: float) -> Division:
    """Shares when the responder may leave for something worth `option` to it, of the same gain of 1.

    An option below what the responder gets at the table anyway changes nothing: leaving would be no threat.

    Source:
        Binmore, Shaked and Sutton (1989), Quarterly Journal of Economics 104(4), 753-770.

    >>> round(with_outside_option(0.9, 0.9, 0.3).responder, 4), with_outside_option(0.9, 0.9, 0.3).binds
    (0.4737, False)
    >>> with_outside_option(0.9, 0.9, 0.6)
    Division(proposer=0.4, responder=0.6, binds=True)
    """
    free = rubinstein(proposer, responder)
    if not option <= 1:
        raise AnalysisError(
            f"The outside option is worth {option} of a gain of 1; above 1 there is nothing to agree on."
        )
    if option <= free.responder:
        return free
    return Division(1 - option, option, binds=True)


def _check(proposer: float, responder: float) -> None:
    for value in (proposer, responder):
        if not 0 <= value <= 1:
            raise AnalysisError(f"A patience is {value}; it is what a gain keeps of its worth in a round, 0 to 1.")
