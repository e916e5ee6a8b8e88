"""Deep Look: where each side stands, what is traded, who presses, who must agree, what could be agreed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from parley.brief.agreement import what_could_be_agreed, what_would_change_it
from parley.brief.at_stake import what_is_at_stake
from parley.brief.english import agree_on, name, names, possessive
from parley.brief.hanging import what_it_hangs_on
from parley.brief.ledger import Ledger
from parley.brief.ratifying import would_it_be_ratified
from parley.brief.record import BriefSentence, Section
from parley.brief.sayings import exchange, exclusion, in_the_words, pressures
from parley.brief.sections import subsection
from parley.brief.standing import where_each_side_stands
from parley.brief.staying import who_would_stay_where
from parley.case.record import Party

KEY: Literal["deep-look"] = "deep-look"
MOST_SENTENCES = 8  # of one kind; a reader of more wants the case itself


def deep_look(ledger: Ledger) -> Section:
    """Everything the case says and the models make of it, in the order of the story's own form."""
    parts = (
        where_each_side_stands(ledger),
        _traded(ledger),
        _presses(ledger),
        _ratifies(ledger),
        what_could_be_agreed(ledger),
        would_it_be_ratified(ledger),
        who_would_stay_where(ledger),
        what_is_at_stake(ledger),
        what_would_change_it(ledger),
        what_it_hangs_on(ledger),
    )
    return Section(key=KEY, heading="Deep Look", subsections=tuple(part for part in parts if part))


# What is traded for what, who presses whom


def _traded(ledger: Ledger) -> Section:
    said = [exchange(ledger, link) for link in ledger.case.links[:MOST_SENTENCES]]
    if not said:
        said = [
            ledger.say(f"In the text the rules found no exchange and no condition between {ledger.talkers()}", ["case"])
        ]
    return subsection(KEY, "What Is Traded for What", [said])


def _presses(ledger: Ledger) -> Section:
    said = pressures(ledger)[:MOST_SENTENCES]
    if not said:
        said = [ledger.say(f"In the text the rules found no pressure on {ledger.talkers()}", ["case"])]
    return subsection(KEY, "Who Presses Whom", [said])


# Who must ratify and who is left out


def _ratifies(ledger: Ledger) -> Section:
    parties = ledger.case.parties
    consent = [_consent(ledger, party) for party in parties if party.ratifies]
    if not consent:
        text = f"In the text the rules found nobody whose consent {ledger.talkers()} would need for a signature to hold"
        consent = [ledger.say(text, ["case"])]
    home = _by_role(ledger, [party for party in parties if party.role == "constituency" and not party.ratifies])
    left_out = [exclusion(ledger, excluded) for excluded in ledger.case.excluded[:MOST_SENTENCES]]
    told = {excluded.party for excluded in ledger.case.excluded}
    away = [party for party in parties if party.role in ("outside", "mediator", "excluded") and party.key not in told]
    outside = _by_role(ledger, away)
    return subsection(KEY, "Who Must Ratify and Who Is Left Out", [[*consent, *home], [*left_out, *outside]])


def _consent(ledger: Ledger, party: Party) -> BriefSentence:
    side = ledger.party(party.side)
    others = names([other for other in ledger.bargaining() if other.key != party.side])
    what = f"on a deal with {others} " if side and others else ""
    whose = f"{possessive(name(side))} signature {what}" if side else f"a signature of {ledger.talkers()} "
    text = f"The consent of {name(party)} is counted as needed for {whose}to hold{in_the_words(ledger, party.basis)}"
    return ledger.say(text, [*party.basis, f"party/{party.key}"])


# Of several parties, of one in the plural, of one in the singular.
_COUNTED = {
    "constituency": (
        "are counted as constituencies",
        "are counted as a constituency",
        "is counted as a constituency",
    ),
    "mediator": ("are counted as mediators", "are counted as a mediator", "is counted as a mediator"),
    "outside": ("stand outside the bargaining",) * 2 + ("stands outside the bargaining",),
    "excluded": ("have no seat at the talks",) * 2 + ("has no seat at the talks",),
}


def _by_role(ledger: Ledger, parties: Sequence[Party]) -> list[BriefSentence]:
    """One sentence for the parties of one role and side."""
    groups: dict[tuple[str, str | None], list[Party]] = {}
    for party in parties:
        groups.setdefault((party.role, party.side if party.role == "constituency" else None), []).append(party)
    return [_counted(ledger, role, side, each) for (role, side), each in groups.items()]


def _counted(ledger: Ledger, role: str, side: str | None, parties: Sequence[Party]) -> BriefSentence:
    others = names([other for other in ledger.bargaining() if other.key != side])
    of = f" of {ledger.talkers()}"
    if side:
        of = f" of {ledger.party_name(side)}" + (f" in its talks with {others}" if others else "")
    several, plural, singular = _COUNTED[role]
    words = several if len(parties) > 1 else plural if agree_on(parties) else singular
    basis = [id for party in parties for id in (*party.basis, f"party/{party.key}")]
    return ledger.say(f"{names(parties)} {words}{of}", basis)
