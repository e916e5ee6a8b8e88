"""The options of a conflict in a case: written, read, checked; and statements about them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.case.small import judged, trade

from parley.case.check import check
from parley.case.file import dump, load
from parley.case.options import Conflict, Option, Preference, feasible, matches
from parley.case.statements import StatementError, parse, truth

KEYS = ("sign", "pay", "strike")


def harbour(**changes) -> Conflict:
    """North may open its sluices for good or sign; South may sign."""
    given = {
        "options": (
            Option(key="sluices", party="north", name="open the sluices", moves="to yes"),
            Option(key="north-signs", party="north", name="sign", basis=("e1",)),
            Option(key="south-signs", party="south", name="sign"),
        ),
        "infeasible": ("N-Y",),
        "status_quo": "NNN",
        "preferences": (
            Preference(party="north", ranking=("NNN", ("YYY", "YNN"), "---")),
            Preference(
                party="south",
                statements=("sluices", "south-signs iff north-signs"),
                weight=judged(0.7, 0.1, unit="share"),
            ),
        ),
    }
    return Conflict(**{**given, **changes})


def about(conflict: Conflict) -> str:
    """What a check says of it, in one text."""
    found = check(trade().model_copy(update={"conflict": conflict}))
    return " ".join(finding.message for finding in found if finding.code == "conflict-does-not-fit")


def test_a_conflict_written_and_read_again_is_the_same():
    """A case file stands alone; ties, patterns and "N" must come back as they were."""
    case = trade().model_copy(update={"conflict": harbour()})

    assert load(dump(case)).conflict == case.conflict
    assert dump(load(dump(case))) == dump(case)


def test_a_conflict_added_by_hand_becomes_one_judgement():
    """Its parts hang together, so they are judged as a whole."""
    text = dump(trade())
    with_one = dump(trade().model_copy(update={"conflict": harbour()}))
    section = with_one[with_one.index("conflict:") : with_one.index("sources:")]
    case = load(text.replace("draft:", section + "draft:", 1), who="Anna")

    assert case.conflict == harbour()
    assert [(each.on, each.who) for each in case.judgements] == [("conflict", "Anna")]


def test_a_sound_conflict_is_not_complained_about():
    assert about(harbour()) == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"infeasible": ("Y--", "N--")}, "No state is left"),
        ({"infeasible": ("N-Y", "NN")}, "“NN” is no state of 3 options"),
        ({"infeasible": ("NNN",)}, "The state now, NNN, is infeasible"),
        ({"status_quo": "NN-"}, "“NN-” is no state"),
        ({"preferences": (Preference(party="north", ranking=("NNN",)),)}, "“north” leaves out"),
        ({"preferences": (Preference(party="north", statements=("sluice",)),)}, "“sluice” is no option"),
        ({"preferences": (Preference(party="north"),)}, "a ranking or a list of statements"),
        ({"preferences": ()}, "What “south” prefers nobody has said"),
        ({"options": harbour().options[:2], "infeasible": (), "status_quo": None}, "1 party has an option"),
        ({"options": (), "infeasible": (), "status_quo": None, "preferences": ()}, "0 party has an option"),
        (
            {"options": tuple(Option(key=f"o{at}", party="north", name="act") for at in range(21))},
            "at most 20 are analysed",
        ),
        ({"options": (*harbour().options[:2], Option(key="sluices", party="west", name="x"))}, "“west” is no party"),
        ({"options": (*harbour().options[:2], harbour().options[0])}, "Two options are called “sluices”"),
    ],
)
def test_what_does_not_fit_is_said_with_its_remedy(changes, words):
    """An analyst must learn it before a solver stumbles."""
    assert words in about(harbour(**changes))


def test_states_that_no_pattern_excludes_are_told_one_by_one():
    assert list(feasible(harbour())) == ["NNN", "NYN", "YNN", "YNY", "YYN", "YYY"]


@pytest.mark.parametrize(
    ("statement", "state", "holds"),
    [
        ("sign", (1, 0, 0), 1),
        ("not sign and pay", (0, 1, 0), 1),
        ("sign or pay and strike", (1, 0, 0), 1),
        ("pay if sign", (0, 0, 1), 1),
        ("pay if sign", (1, 0, 0), 0),
        ("sign IFF (pay or strike)", (1, 0, 1), 1),
        ("not (sign and not strike)", (1, 0, 0), 0),
    ],
)
def test_statements_mean_what_they_say(statement, state, holds):
    """`not` binds closest, then `and`, `or`, `if`, `iff`; "a if b" fails only where b holds without a."""
    assert truth(parse(statement, KEYS), dict(zip(KEYS, state, strict=True))) == holds


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("", "it is empty"),
        ("sign and", "it ends where an option is needed. Options are: sign, pay, strike"),
        ("sign pay", "“pay” follows a finished part"),
        ("(sign", "a bracket is not closed"),
        ("sing", "“sing” is no option"),
        ("sign & pay", "“&” is no part of a statement"),
        ("not " * 100 + "sign", "nested too deep"),
        ("and", "“and” stands where an option is needed"),
    ],
)
def test_a_statement_that_cannot_be_read_says_why(statement, words):
    with pytest.raises(StatementError) as caught:
        parse(statement, KEYS)

    assert words in str(caught.value)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    """Statements come from files; nothing else than the parser's own error may come out."""
    try:
        node = parse(text, KEYS)
    except StatementError:
        return
    assert truth(node, dict.fromkeys(KEYS, 1)) in (0, 1)


def test_a_dash_stands_for_either():
    assert matches("YN", "Y-")
    assert not matches("NN", "Y-")
