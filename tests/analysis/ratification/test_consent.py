"""A chamber consents to a deal by its pivotal member: in answers, zones and draws."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from tests.analysis.cases import judged
from tests.analysis.ratification.test_ratify import congress, hall, ratified, wants, with_chambers

from parley.analysis.answers import answer_questions
from parley.analysis.draws import draw
from parley.analysis.packages import package_grid
from parley.analysis.ratification.consent import consenting
from parley.analysis.ratification.rule import voting_rule
from parley.analysis.ratification.winsets import pivotal_gain
from parley.analysis.settlement import Settlement
from parley.case.chambers import Chamber, Member
from parley.case.record import Case


def settled(case: Case, draws: int = 200) -> Settlement:
    drawn = draw(case, seed=5, draws=draws)
    return consenting(case, drawn).settle(drawn, package_grid(case))


def council(*members: Member, **fields: object) -> Case:
    """The port's council with members of its own instead of one bloc."""
    rule = {"quota": judged(0.5, 0.5, 0.5), **fields}
    chamber = Chamber(key="council", name="Council", side="port", members=members, basis=("e2",), **rule)
    return with_chambers(chamber, case=congress())


def like_the_council(*keys: str, **fields: object) -> list[Member]:
    return [Member(key=key, like="council", **fields) for key in keys]


def holding_out(key: str) -> Member:
    """A member that wants all the union wants, and little less."""
    return wants(key, 95, 90).model_copy(update={"walk_away": judged(0.95, 0.95, 0.95)})


def chance(case: Case) -> float:
    return answer_questions(case, draw(case, seed=5, draws=500))[0].value


def test_members_who_all_share_the_ratifiers_stance_change_nothing():
    """What a chamber of one bloc has given all along, said with three members; gains carry seven digits."""
    bare, seated = settled(congress()), settled(council(*like_the_council("a", "b", "c")))

    assert seated.margin == pytest.approx(bare.margin, abs=1e-6)
    assert (seated.values == bare.values).all()
    assert chance(council(*like_the_council("a", "b", "c"))) == pytest.approx(chance(congress()), abs=1e-12)


def test_the_pivotal_gain_is_the_most_at_which_those_who_have_as_much_pass_the_text():
    """Against a search over all members' gains, for votes, heads and vetoes."""
    generator = np.random.default_rng(1)
    for members, veto in product((1, 2, 5, 8), ((), (0,))):
        weights = generator.integers(1, 9, (2, members)).astype(float)
        weights[1] = 1
        rule = voting_rule(weights, [weights[0].sum() / 2, weights[1].sum() * 0.55], exceed=[True, False], veto=veto)
        gain = generator.normal(size=(40, members)).round(1)
        expected = [max(least for least in row if rule.passes(row >= least)) for row in gain]

        assert pivotal_gain(gain, rule).tolist() == expected


def test_an_indifferent_majority_gives_way_where_a_hard_one_does_not():
    soft = council(*(wants(key, 5, 10) for key in "abc"), wants("hard", 95, 90))
    hard = council(wants("soft", 5, 10), *(holding_out(key) for key in "abc"))

    assert settled(soft).margin.mean() > settled(hard).margin.mean()
    assert chance(soft) > chance(hard)


def test_a_veto_or_a_second_majority_never_makes_a_deal_easier():
    members = [wants("big", 5, 10, votes=8), *(holding_out(key) for key in "abc")]
    vetoing = [*members[:3], members[3].model_copy(update={"veto": True})]
    plain = settled(council(*members)).margin >= 0

    for stricter in (council(*members, heads_quota=0.5), council(*vetoing)):
        deals = settled(stricter).margin >= 0
        assert (deals <= plain).all()
        assert deals.sum() < plain.sum()


def test_a_judged_support_decides_as_often_as_it_was_judged():
    """One member of whom only a probability is known: the chamber lets through that share of what the table signs."""

    def one(support: float) -> Case:
        return council(Member(key="speaker", support=judged(support, support, support, "probability")))

    free, torn = settled(one(1.0)).margin >= 0, settled(one(0.3)).margin >= 0

    assert (torn <= free).all()
    assert torn.sum() / free.sum() == pytest.approx(0.3, abs=0.05)
    assert not (settled(one(0.0)).margin >= 0).any()


def test_a_quota_with_a_range_lies_between_its_ends():
    members = [wants(key, at, at) for key, at in zip("abcde", (5, 30, 55, 80, 95), strict=True)]
    low, high = (settled(council(*members, quota=judged(q, q, q))).margin.mean() for q in (0.2, 1.0))
    between = settled(council(*members, quota=judged(0.5, 0.2, 1.0))).margin.mean()

    assert high < between < low


def test_the_zone_over_draws_counts_the_chamber_as_well():
    hard = council(*(holding_out(key) for key in "abc"))

    assert ratified(hard).zone.value < ratified(congress()).zone.value


def test_without_the_chamber_the_answer_is_that_of_the_table_and_the_chamber_is_a_reason():
    hard = council(*(holding_out(key) for key in "abc"))
    (answer,) = answer_questions(hard, draw(hard, seed=5, draws=500))

    assert answer.method.parameters["by its pivotal member's gain"] == "Council"
    assert any("Council must consent" in reason.text for reason in answer.reasons)


def test_a_chamber_that_cannot_be_analysed_leaves_its_party_to_consent_for_itself():
    broken = council(Member(key="a", like="nobody"))

    assert (settled(broken).margin == settled(congress()).margin).all()


def test_two_parties_whose_members_share_stances_are_heard_in_flips_and_drivers():
    drawn = draw(council(*like_the_council("a", "b")), seed=5, draws=10)
    consents = consenting(council(*like_the_council("a", "b")), drawn)

    assert consents.heard.tolist() == [True, True, False, True]
    assert consents.parties.tolist() == [True, True, False, False]
    assert consents.without("council").needed == 2


def test_a_side_members_chamber_keeps_the_other_sides():
    case = with_chambers(hall(wants("a", 100, 100)), case=congress())
    consents = consenting(case, draw(case, seed=5, draws=10))

    assert [chamber.key for _, chamber in consents.chambers] == ["hall"]
    assert consents.parties.tolist() == [True, True, False, True]
