"""The conflict of a case, as its results tell it."""

from __future__ import annotations

import pytest
from tests.analysis.cases import case, harbour, issue, judged, party, stance

from parley.analysis.analyse import analyse
from parley.analysis.conflict.outcome import conflict_of
from parley.analysis.draws import draw
from parley.analysis.packages import package_grid
from parley.case.options import Conflict, Option, Preference
from parley.case.record import Link
from parley.cli.analyse import show


def solved(of, draws=400, seed=0):
    result, findings = conflict_of(of, draw(of, seed=seed, draws=draws), package_grid(of))
    assert not findings
    return result


def stated(**changes):
    """A strike: the union may strike, the port may pay."""
    given = {
        "options": (
            Option(key="strike", party="union", name="strike"),
            Option(key="pay", party="port", name="pay"),
        ),
        "preferences": (
            Preference(party="union", statements=("pay", "not strike")),
            Preference(party="port", statements=("not strike", "not pay")),
        ),
    }
    return harbour().model_copy(update={"conflict": Conflict(**{**given, **changes})})


def state(result, key):
    return next(each for each in result.shown if each.key == key)


def test_a_case_without_a_conflict_gets_a_default_one_that_says_so():
    """The city may carry its deadline out; union and port may sign."""
    result = solved(harbour())

    assert result.is_default
    assert [option.name for option in result.options] == ["sign", "sign", "carry out its deadline against Port"]
    assert any("nobody has said" in sentence for sentence in result.assumptions)
    assert "not action probabilities" in str(result.method.parameters["shares"])


def test_where_both_gain_by_the_package_only_together_can_they_leave_the_state_now():
    """Signing alone changes nothing, so nobody moves alone; the coalition of both does."""
    result = solved(harbour())

    assert "Nash" in state(result, "NNN").equilibrium
    assert state(result, "NNN").left_by == (("port", "union"),)
    assert state(result, "YYN").left_by == ()
    assert state(result, "YYN").words == "Port and Union: sign"


def test_a_giver_may_sign_and_hold_back():
    """A package whose gift nothing enforces lasts only by fear of the answer, as in the prisoners' dilemma."""
    link = Link(
        form="exchange", giver="port", give_issue="pay", getter="union", get_issue="crews", words="pay for crews"
    )
    result = solved(harbour().model_copy(update={"links": (link,), "pressures": ()}))

    assert [option.name for option in result.options][-1] == "give: Pay"
    kept = state(result, "YYY")
    assert "Nash" not in kept.stable["port"]
    assert "SEQ" in kept.equilibrium  # the union would take its signature back


def test_the_conflict_an_analyst_writes_is_solved_as_written():
    """The union strikes for nothing here: what it wants most is pay, and a strike does not bring it."""
    result = solved(stated())

    assert not result.is_default
    assert result.equilibria["Nash"] == 1
    assert state(result, "NN").equilibrium[0] == "Nash"
    assert result.method.draws == 0
    assert state(result, "NN").shares == {}


def test_two_readings_of_what_a_party_wants_give_shares_over_draws():
    """With weight 0.75 beside 0.25 the union that wants to strike rules in a quarter of the draws."""
    readings = (
        Preference(party="union", statements=("not strike",), weight=judged(0.75, 0.75, 0.75)),
        Preference(party="union", statements=("strike",), weight=judged(0.25, 0.25, 0.25)),
        Preference(party="port", statements=("not pay",)),
    )
    result = solved(stated(preferences=readings), draws=1_000)

    assert state(result, "NN").shares["Nash"].value == pytest.approx(0.75, abs=0.05)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"infeasible": ("Y-", "N-")}, "No state is left"),
        ({"preferences": (Preference(party="union", statements=("stirke",)),)}, "“stirke” is no option"),
        ({"preferences": (Preference(party="union", ranking=("YY", "NN")),)}, "leaves out"),
        ({"options": (Option(key="strike", party="union", name="strike"),)}, "a conflict needs two"),
        ({"options": ()}, "a conflict needs two"),
        (
            {"options": tuple(Option(key=f"o{at}", party=("port", "union")[at % 2], name="x") for at in range(21))},
            "at most 20 are analysed",
        ),
    ],
)
def test_a_conflict_that_does_not_fit_is_a_finding_and_the_rest_stands(changes, words):
    """One wrong section of a case must not cost the reader the forecasts."""
    results = analyse(stated(**changes), draws=200)

    assert results.conflict is None
    assert results.forecasts
    assert words in " ".join(each.message for each in results.findings if each.code == "conflict-not-solved")


def test_a_party_of_whose_wishes_nothing_is_said_is_indifferent_and_that_is_said():
    result = solved(stated(preferences=(Preference(party="port", statements=("not pay",)),)))

    assert [finding.code for finding in result.findings] == ["indifferent-by-default"]


def test_a_table_of_twelve_is_capped_and_says_so():
    """Two to the twelfth states and four thousand coalitions would tell nobody anything."""
    parties = [party(f"state{at:02}", influence=20 + at) for at in range(12)]
    stances = [stance(each.key, "ice", 8.0 * at) for at, each in enumerate(parties)]
    result = solved(case(parties, [issue("ice")], stances), draws=100)

    assert len(result.options) == 5
    assert result.parties[0] == "state11"
    assert "7 lighter parties are taken to sign" in result.findings[0].message


def test_of_states_nobody_tells_apart_one_is_told():
    """One signature of two changes nothing for anybody; a table of such states would hide the deal."""
    result = solved(harbour())

    assert state(result, "NNN").alike == 3  # also with either signature alone
    assert {"YNN", "NYN"}.isdisjoint(each.key for each in result.shown)


def test_the_same_seed_gives_the_same_conflict():
    assert solved(harbour()) == solved(harbour())
    assert solved(harbour(), seed=0).shown != solved(harbour(), seed=1).shown


def test_verdicts_come_with_the_answers_that_deter():
    """Chicken: whoever swerves not at all is answered in kind under GMR, and that answer costs the answerer."""
    options = (Option(key="a", party="union", name="swerve"), Option(key="b", party="port", name="swerve"))
    preferences = (
        Preference(party="union", ranking=("NY", "YY", "YN", "NN")),
        Preference(party="port", ranking=("YN", "YY", "NY", "NN")),
    )
    result = solved(stated(options=options, preferences=preferences, status_quo="YY"))
    verdict = next(each for each in state(result, "YY").verdicts if (each.party, each.concept) == ("union", "GMR"))

    assert verdict.stable
    assert verdict.improvements[0].improvement == "NY"
    assert verdict.improvements[0].answer[0].words == "Port: take back “swerve”"


def test_what_analyse_prints_names_states_in_words():
    """A reader at a ministry has no use for YNN."""
    case = harbour()
    text = show(analyse(case, draws=300), case)

    assert "Where the conflict may settle (default model, made from the case; 8 states)" in text
    assert "Port and Union: sign" in text
    assert "ranking frequencies are not action probabilities" in " ".join(text.split())
