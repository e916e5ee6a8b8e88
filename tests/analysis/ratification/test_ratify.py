"""A case with chambers: what would be ratified, and what is said where it would not."""

from __future__ import annotations

import pytest
from tests.analysis.cases import harbour, judged, party, stance

from parley.analysis.draws import draw
from parley.analysis.packages import package_grid
from parley.analysis.ratification.ratify import ratify
from parley.analysis.ratification.result import Ratification
from parley.case.chambers import Chamber, Ideal, Member, default_chamber
from parley.case.record import Case


def with_chambers(*chambers: Chamber, case: Case | None = None) -> Case:
    return (case or harbour()).model_copy(update={"chambers": chambers})


def ratified(case: Case, draws: int = 300) -> Ratification:
    found = ratify(case, draw(case, seed=3, draws=draws), package_grid(case))
    assert found is not None
    return found


def wants(key: str, pay: float, crews: float = 50, votes: float = 1, **fields: object) -> Member:
    ideals = tuple(
        Ideal(issue=issue, position=judged(at, at, at, "scale point"), salience=judged(0.5, 0.5, 0.5))
        for issue, at in (("pay", pay), ("crews", crews))
    )
    own = judged(0.4, 0.4, 0.4, "utility")
    return Member(key=key, votes=votes, ideals=ideals, walk_away=own, **fields)


def hall(*members: Member, **fields: object) -> Chamber:
    return Chamber(key="hall", name="Union hall", side="union", members=members, **fields)


def congress() -> Case:
    """The harbour, with a council that ratifies for the port and has a stance of its own."""
    case = harbour()
    council = party("council", role="constituency").model_copy(update={"side": "port", "ratifies": True})
    stances = (*case.stances, stance("council", "pay", 20, 0.8), stance("council", "crews", 40, 0.2))
    return case.model_copy(update={"parties": (*case.parties, council), "stances": stances})


def test_nobody_who_must_ratify_is_no_result():
    case = harbour()

    assert ratify(case, draw(case, seed=0, draws=10), package_grid(case)) is None


def test_a_party_that_ratifies_is_a_chamber_of_one_bloc_with_its_stance():
    """The rule of before chambers: a ratifier consents as one more party. Stored or not, the answer is the same."""
    bare = congress()
    stored = with_chambers(default_chamber(bare.party("council")), case=bare)

    (chamber,) = ratified(bare).chambers

    assert (chamber.name, chamber.side, chamber.members) == ("Council", "port", 1)
    assert "(default)" in chamber.rule
    assert ratified(bare) == ratified(stored)


def test_a_chamber_of_one_bloc_passes_what_its_party_would_consent_to():
    from parley.analysis.draws import point
    from parley.analysis.packages import utilities

    case = congress()
    at = point(case)
    row = at.model.parties.index("council")
    worth = utilities(package_grid(case), at.position, at.salience, parties=[row])[0, :, 0]

    assert ratified(case).chambers[0].win_set == int((worth >= at.pressed_walk_away()[0, row]).sum())


def test_the_win_set_over_packages_shrinks_as_the_quota_rises():
    members = [wants(f"m{at}", pay=20 * at, crews=25 * at) for at in range(5)]
    sizes = [ratified(with_chambers(hall(*members, quota=quota))).chambers[0].win_set for quota in (0.2, 0.5, 0.8, 1)]

    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_a_double_majority_and_a_veto_each_pass_less():
    members = [wants("big", 0, 0, votes=8), *(wants(f"s{at}", 100, 100) for at in range(3))]
    plain = ratified(with_chambers(hall(*members))).chambers[0]
    double = ratified(with_chambers(hall(*members, heads_quota=0.5))).chambers[0]
    veto = ratified(with_chambers(hall(*members[:3], members[3].model_copy(update={"veto": True})))).chambers[0]

    assert plain.win_set > double.win_set
    assert plain.win_set > veto.win_set
    assert "veto: s2" in veto.rule


def test_no_deal_though_the_chiefs_agree_is_said_as_such():
    """Involuntary defection: each chamber wants everything its way."""
    left = hall(wants("a", 100, 100).model_copy(update={"walk_away": judged(0.9, 0.9, 0.9)}))
    right = left.model_copy(
        update={
            "key": "board",
            "name": "Board",
            "side": "port",
            "members": (wants("b", 0, 0).model_copy(update={"walk_away": judged(0.9, 0.9, 0.9)}),),
        }
    )

    found = ratified(with_chambers(left, right))

    assert found.at_table > 0
    assert (found.everywhere, found.involuntary_defection) == (0, True)
    assert "No deal though the chiefs agree" in found.words
    assert "involuntary defection" in found.words


def test_who_is_pivotal_depends_on_the_text_and_not_on_votes_alone():
    """Two sure yes, two sure no, one at 30 percent: five equal votes, three different chances to decide.

    The undecided one always decides; a no decides, were it to turn, unless the undecided one says yes (.7); a yes
    decides only if it does (.3).
    """
    members = [
        *(Member(key=f"yes{at}", support=judged(1, 1, 1)) for at in range(2)),
        *(Member(key=f"no{at}", support=judged(0, 0, 0)) for at in range(2)),
        Member(key="swing", name="The swing", support=judged(0.3, 0.2, 0.4)),
    ]
    text = ratified(with_chambers(hall(*members, quota=0.5))).chambers[0].texts[0]

    assert (text.votes[0].name, text.votes[0].pivotal) == ("The swing", pytest.approx(1))
    assert [vote.pivotal for vote in text.votes[1:]] == pytest.approx([0.7, 0.7, 0.3, 0.3])
    assert text.probability.value == pytest.approx(0.3, abs=0.02)
    assert text.probability.low == pytest.approx(0.2, abs=0.02)


def test_the_cheapest_payment_names_whom_to_win_over():
    """The Nash text is full pay and no crews: the nearer of two opponents is the cheaper."""
    members = [wants("pro", 100, 0), wants("near", 40, 40), wants("far", 0, 100)]
    text = ratified(with_chambers(hall(*members))).chambers[0].texts[0]

    assert not text.passes
    assert text.payment.members == ("near",)
    gain = next(vote.gain for vote in text.votes if vote.member == "near")
    assert text.payment.cost == text.payment.least == pytest.approx(-gain)


def test_results_name_their_method_and_say_they_are_not_calibrated():
    found = ratified(congress())

    assert (found.method.seed, found.method.draws, found.method.calibrated) == (3, 300, False)
    assert "disagreement point" in found.method.parameters
    assert "Shapley-Shubik" in found.chambers[0].power_method.name
    assert "Putnam" in found.method.source


def test_the_same_case_and_seed_give_the_same_result():
    assert ratified(with_chambers(hall(wants("a", 80), wants("b", 20)))) == ratified(
        with_chambers(hall(wants("a", 80), wants("b", 20)))
    )


@pytest.mark.parametrize(
    ("chamber", "words"),
    [
        (hall(wants("a", 50), quota=1.2), "no vote can meet"),
        (hall(wants("a", 50, votes=0)), "no votes in all"),
        (hall(wants("a", 50), wants("a", 50)), "two of its members"),
        (hall(wants("a", 50)).model_copy(update={"side": "nobody"}), "is no party of the case"),
        (hall(Member(key="a", like="nobody")), "is no party of the case"),
        (hall(wants("a", 50), weight_quota=0.6), "second weight"),
        (hall(Member(key="a", support=judged(1.4, 1, 2))), "lies between 0 and 1"),
    ],
)
def test_a_chamber_that_makes_no_sense_is_left_out_with_the_reason(chamber, words):
    """The other chambers go on."""
    sound = hall(wants("b", 50)).model_copy(update={"key": "board", "name": "Board", "side": "port"})

    found = ratified(with_chambers(chamber, sound))

    assert [each.name for each in found.chambers] == ["Board"]
    assert any(words in finding.message for finding in found.findings)


def test_a_chamber_of_two_hundred_is_analysed_and_says_what_it_leaves_out():
    found = ratified(with_chambers(hall(*(wants(f"m{at}", at / 2, votes=1 + at % 7) for at in range(200)))))

    (chamber,) = found.chambers
    assert chamber.members == 200
    assert len(chamber.power) == 20
    assert "members-cut" in [finding.code for finding in chamber.findings]


def test_an_equal_chamber_says_what_proposing_is_worth():
    three = ratified(with_chambers(hall(wants("a", 0), wants("b", 50), wants("c", 100)))).chambers[0]
    weighted = ratified(with_chambers(hall(wants("a", 0), wants("b", 50, votes=2)))).chambers[0]

    assert three.proposing is not None
    assert three.proposing.least == three.proposing.most == pytest.approx(0.7)
    assert weighted.proposing is None
