"""The check says what a case lacks or contradicts, with the key to change."""

from __future__ import annotations

from tests.case.small import issue, party, stance, trade
from tests.case.stories import minerals

from parley.case.check import check
from parley.case.draft import draft


def codes(case):
    return {(finding.code, finding.where) for finding in check(case)}


def test_every_default_is_listed():
    found = codes(draft([minerals().dossier()]))

    assert ("default", "united-states/security-guarantees/position") in found
    assert ("default", "ukraine/security-guarantees/position") not in found


def test_a_position_off_its_scale_is_a_warning():
    case = trade().model_copy(update={"stances": (stance("north", "water", 140),)})

    assert ("off-scale", "north/water/position") in codes(case)


def test_red_lines_that_leave_no_value_are_a_warning():
    stances = (stance("north", "water", 100, red_line=70), stance("south", "water", 0, red_line=30))

    assert ("red-lines-cross", "issue/water") in codes(trade().model_copy(update={"stances": stances}))


def test_one_party_alone_has_nobody_to_bargain_with():
    case = trade().model_copy(update={"parties": (party("north"),), "issues": (issue("water"),), "stances": ()})

    assert {"nobody-to-bargain-with", "no-ratifier", "unlinked-issue"} <= {code for code, _ in codes(case)}
