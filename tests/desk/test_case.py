"""The page of a case: a table edited in place, and behind each number what it rests on."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests.desk.talks import talks

from parley.desk.cases import save_draft

POSITION = "north/water/position"
ENVOYS = "Kari Dahl, minister\n\nAnn Berg\n"


@pytest.fixture
def drafted(negotiation, people):
    """A negotiation with the textbook case for a trade as its first revision."""
    save_draft(negotiation, talks(), by=people["alice"], why="Drafted from the stories")
    return negotiation


def address(name, negotiation, on=""):
    return reverse(name, args=[negotiation.code]) + (f"?on={on}" if on else "")


def judge(client, negotiation, value, *, on=POSITION, base=None, why="said so on the radio", **more):
    data = {"value": value, "low": "", "high": "", "why": why, "base": base or negotiation.latest().number, **more}
    return client.post(address("edit-number", negotiation, on), data, headers={"HX-Request": "true"})


def body(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_without_a_story_the_page_says_what_to_do_next(negotiation, enter):
    assert "Keep a story" in body(enter("reed").get(address("case", negotiation)))


def test_the_table_shows_each_position_with_its_range_and_who_judged(drafted, enter):
    page = body(enter("reed").get(address("case", drafted)))

    assert "100 90 to 110 rule" in page
    assert "cares 0.8" in page


def test_a_number_nobody_gave_is_marked_as_a_default(drafted, people, enter):
    case = talks().model_copy(update={"stances": talks().stances[1:]})
    save_draft(drafted, case, by=people["alice"], why="Drafted anew")
    page = enter("reed").get(address("case", drafted)).content.decode()

    assert "num default" in page
    assert "default" in body(enter("reed").get(address("case-number", drafted, POSITION)))


def test_a_judged_number_is_kept_with_who_and_why_and_is_analysed(drafted, enter):
    answer = judge(enter("erin"), drafted, 80, low="70", high="90")
    latest = drafted.latest()
    number = latest.case.stance("north", "water").position

    assert answer.status_code == 200
    assert (number.value, number.low, number.high, number.by) == (80, 70, 90, "Erin")
    assert (latest.number, latest.by_name, latest.why) == (2, "Erin", "said so on the radio")
    assert drafted.jobs.filter(kind="analyse", target="2").exists()
    assert "Kept as revision 2" in body(answer)


def test_the_drawer_tells_who_judged_and_how_the_number_came_about(drafted, enter):
    client = enter("erin")
    judge(client, drafted, 80, low="70", high="90")
    drawer = body(client.get(address("case-number", drafted, POSITION)))

    assert "Erin : said so on the radio" in drawer
    assert "Before anybody judged: 100" in drawer
    assert drawer.index("80 70 to 90 Erin") < drawer.index("100 90 to 110 Alice")


def test_the_drawer_quotes_the_sentences_behind_a_number(negotiation, people, enter, minerals):
    save_draft(negotiation, minerals, by=people["alice"], why="Drafted")
    answer = enter("reed").get(address("case-number", negotiation, "ukraine/minerals/salience"))

    assert answer.content.decode().count("<q>") == 2
    assert "<mark>" in answer.content.decode()


def test_opinions_can_stand_beside_each_other_and_are_pooled(drafted, people, enter):
    judge(enter("erin"), drafted, 20, low="10", high="30")
    judge(enter("alice"), drafted, 80, low="70", high="90", beside="on")
    drawer = body(enter("reed").get(address("case-number", drafted, POSITION)))

    assert drafted.latest().case.stance("north", "water").position.by == "Erin, Alice"
    assert "Pooled of 2 opinions" in drawer


def test_a_range_left_as_it_was_moves_along_with_its_value(drafted, enter):
    """Who types a new value over the old and leaves the ends alone has not said that the old range still holds."""
    judge(enter("erin"), drafted, 60, low="90", high="100")
    assert drafted.latest().case.stance("north", "water").position.low == 50

    judge(enter("erin"), drafted, 55, low="50", high="100")
    assert drafted.latest().case.stance("north", "water").position.low == 50


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"value": "much"}, "Enter a number"),
        ({"value": "140"}, "140 is off the scale, which runs from 0 to 100"),
        ({"value": "50", "low": "60"}, "give 50 or less"),
        ({"value": "50", "high": "40"}, "give 50 or more"),
        ({"value": "50", "why": ""}, "This field is required"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(drafted, enter, given, message):
    answer = judge(enter("erin"), drafted, **{"value": "50", **given})

    assert answer.status_code == 400
    assert message in body(answer)
    assert 'aria-invalid="true"' in answer.content.decode()
    assert drafted.latest().number == 1


def test_two_at_once_the_second_is_shown_the_first_s_change_and_nothing_is_lost(drafted, enter):
    """Erin and Alice both opened the number in revision 1; Erin was quicker."""
    judge(enter("erin"), drafted, 80, base=1, why="heard it in parliament")
    refused = judge(enter("alice"), drafted, 40, base=1, why="read it in the paper")
    text = body(refused)

    assert refused.status_code == 409
    assert "position of North on water: 80" in text
    assert "heard it in parliament" in text
    assert 'value="40"' in refused.content.decode()
    assert "read it in the paper" in refused.content.decode()
    assert "Save mine over it" in text
    assert drafted.latest().number == 2

    base = re.search(r'name="base" value="(\d+)"', refused.content.decode())[1]
    over = judge(enter("alice"), drafted, 40, base=base, why="read it in the paper")

    assert over.status_code == 200
    assert drafted.latest().case.stance("north", "water").position.value == 40
    assert [each.who for each in drafted.latest().case.judgements] == ["Erin", "Alice"]


def test_changes_of_different_numbers_do_not_meet(drafted, enter):
    judge(enter("erin"), drafted, 80, base=1)

    assert judge(enter("alice"), drafted, 0.3, on="north/walk-away", base=1).status_code == 200


def test_a_story_that_moved_the_number_meanwhile_is_shown_too(drafted, people, enter):
    case = talks()
    moved = case.stances[0].model_copy(
        update={"position": case.stances[0].position.model_copy(update={"value": 95, "low": 90, "high": 100})}
    )
    save_draft(drafted, case.model_copy(update={"stances": (moved, *case.stances[1:])}), by=None, why="A new story")
    refused = judge(enter("erin"), drafted, 40, base=1)

    assert refused.status_code == 409
    assert "position of North on water: 95 (90 to 100)" in body(refused)


def test_an_optional_number_can_be_given_and_taken_away(drafted, enter):
    client, on = enter("erin"), "north/patience"
    judge(client, drafted, 0.7, on=on)
    assert drafted.latest().case.party("north").patience.value == 0.7

    judge(client, drafted, "", on=on, do="remove")
    assert drafted.latest().case.party("north").patience is None


def test_without_scripts_the_form_is_a_page_of_its_own(drafted, enter):
    client = enter("erin")
    asked = client.get(address("edit-number", drafted, POSITION))
    sent = client.post(address("edit-number", drafted, POSITION), {"value": 70, "why": "said so", "base": 1})

    assert "<h1>Position of North on water</h1>" in asked.content.decode()
    assert (sent.status_code, sent["Location"]) == (302, address("case", drafted))


@pytest.mark.parametrize("on", ["", "nobody/influence", "judgement/j-1", "north"])
def test_a_number_that_is_not_there_is_no_request(drafted, enter, on):
    client = enter("erin")
    for name in ("edit-number", "case-number", "case-cell"):
        assert client.get(address(name, drafted, on)).status_code == 400


def change(client, negotiation, on, **data):
    base = negotiation.latest().number
    return client.post(address("case-change", negotiation, on), {"why": "the story says so", "base": base, **data})


def test_a_party_is_added_renamed_merged_and_removed(drafted, enter):
    client, latest = enter("erin"), drafted.latest
    party = {"role": "outside", "type": "group", "side": ""}
    assert change(client, drafted, "party", name="Port Authority", **party).status_code == 302
    assert latest().case.party("port-authority").role == "outside"

    change(client, drafted, "party/port-authority", name="Harbour Board", ratifies="on", **party)
    assert latest().case.party("port-authority").name == "Harbour Board"
    assert [each.key for each in latest().case.chambers] == ["port-authority"]

    change(client, drafted, "party/port-authority", do="merge", into="south")
    assert [party.key for party in latest().case.parties] == ["north", "south"]

    change(client, drafted, "party/north", do="remove")
    assert [party.key for party in latest().case.parties] == ["south"]


def test_nothing_is_chosen_before_somebody_chooses(drafted, enter):
    """A party chosen for a merging, or an issue for a linkage, only because it comes first is soon one by mistake."""
    client, number = enter("erin"), drafted.latest().number
    merged = change(client, drafted, "party/north", do="merge", into="")
    linked = change(client, drafted, "link", form="exchange", give_issue="", get_issue="")
    shown = client.get(reverse("case-change", args=[drafted.code]) + "?on=issue/water").content.decode()

    assert merged.status_code == linked.status_code == 400
    assert drafted.latest().number == number
    assert (
        '<option value="" selected>choose one</option>'
        in client.get(reverse("case-change", args=[drafted.code]) + "?on=party/north").content.decode()
    )
    assert 'name="high" value="100"' in shown or 'value="100" ' in shown  # as one writes it: no 100.0
    assert "100.0" not in shown


def test_an_issue_is_added_with_its_scale(drafted, enter):
    answer = change(
        enter("erin"),
        drafted,
        "issue",
        name="Fishing rights",
        low=0,
        low_label="none",
        high=12,
        high_label="all waters",
        unit="nautical miles",
        points="6 half\n3 a quarter",
    )
    scale = drafted.latest().case.issue("fishing-rights").scale

    assert answer.status_code == 302
    assert [(point.value, point.label) for point in scale.points] == [(3, "a quarter"), (6, "half")]
    assert (scale.high, scale.unit) == (12, "nautical miles")


def test_a_condition_is_added_changed_and_removed(drafted, enter):
    client, latest = enter("erin"), drafted.latest
    link = {"giver": "north", "getter": "south", "words": "water only for grain"}
    change(client, drafted, "link", form="exchange", give_issue="water", get_issue="grain", threshold="", **link)
    change(client, drafted, "link/water/grain", form="condition", threshold="50", **link)

    assert [(each.form, each.threshold) for each in latest().case.links] == [("condition", 50)]

    change(client, drafted, "link/water/grain", do="remove")
    assert latest().case.links == ()


def test_a_chamber_is_added_with_its_blocs(drafted, enter):
    change(enter("erin"), drafted, "chamber", name="Assembly", side="north", members="120 Coalition\n80 Opposition")
    (chamber,) = drafted.latest().case.chambers

    assert [(member.name, member.votes) for member in chamber.members] == [("Coalition", 120), ("Opposition", 80)]
    assert "Coalition 120" in body(enter("reed").get(address("case", drafted)))


def test_who_bargains_for_a_party_is_edited_and_keeps_the_sentences_that_name_them(drafted, people, enter):
    change(enter("erin"), drafted, "party/north", name="North", role="bargaining", type="country", envoys=ENVOYS)
    north = drafted.latest().case.party("north")

    assert [(each.name, each.role) for each in north.envoys] == [("Kari Dahl", "minister"), ("Ann Berg", None)]
    assert "Kari Dahl, minister; Ann Berg" in body(enter("reed").get(address("case", drafted)))


def test_a_pressure_is_added_judged_and_removed(drafted, enter):
    client = enter("erin")
    change(client, drafted, "pressure", by="north", pressed="south", form="deadline", value="", low="", high="")
    added = drafted.latest().case.pressures[0]
    change(client, drafted, "pressure/north/south/deadline", value="0.3", low="", high="0.4")
    judged = drafted.latest().case.pressures[0].strength
    shown = body(client.get(address("history", drafted)))

    assert added.strength.is_default
    assert (judged.value, judged.high, judged.by) == (0.3, 0.4, "Erin")
    assert "deadline by North on South: 0.3" in shown

    client.post(
        address("case-change", drafted, "pressure/north/south/deadline"),
        {"why": "withdrawn", "base": drafted.latest().number, "do": "remove"},
    )
    assert drafted.latest().case.pressures == ()


def test_an_added_pressure_is_undone_like_any_judgement(drafted, enter):
    client = enter("erin")
    change(client, drafted, "pressure", by="north", pressed="south", form="threat", value="0.2")
    made = drafted.latest().judgement
    client.post(address("undo", drafted), {"judgement": made.id, "why": "misheard", "base": drafted.latest().number})

    assert drafted.latest().number == 3
    assert drafted.latest().case.pressures == ()


def test_an_open_question_is_asked_changed_and_dropped(drafted, enter):
    client = enter("erin")
    asked = {"text": "Will parliament ratify it?", "form": "will", "resolves_by": "2026-06-01", "parties": ["south"]}
    change(client, drafted, "question", **asked)
    first = drafted.latest().case.questions[-1]
    change(client, drafted, f"question/{first.key}", **{**asked, "resolves_by": "2026-07-01"})
    page = body(client.get(address("case", drafted)))

    assert first.parties == ("south",)
    assert drafted.latest().case.questions[-1].resolves_by.month == 7
    assert "Will parliament ratify it? known by 1 July 2026; about South" in page

    client.post(
        address("case-change", drafted, f"question/{first.key}"),
        {"why": "it is moot", "base": drafted.latest().number, "do": "remove"},
    )
    assert first.key not in {each.key for each in drafted.latest().case.questions}


@pytest.mark.parametrize(
    ("on", "given", "message"),
    [
        ("party", {"name": "North", "role": "outside", "type": "group"}, "There is one of this name already"),
        ("link", {"form": "exchange", "give_issue": "water", "get_issue": "water"}, "cannot hang on itself"),
        ("chamber", {"name": "Assembly", "members": "Coalition 120"}, "a number of votes and then a name"),
        ("party/north", {"name": "North", "role": "bargaining", "type": "country"}, "Nothing here differs"),
        ("pressure", {"by": "north", "pressed": "north", "form": "threat"}, "Nobody presses itself"),
        ("pressure", {"by": "north", "pressed": "south", "form": "threat", "value": "2"}, "runs from 0 to 1"),
        ("pressure", {"by": "north", "pressed": "south", "form": "threat", "low": "0.1"}, "A range needs the value"),
        ("pressure", {"by": "north", "pressed": "south", "form": "threat", "value": "0.1", "low": "0.2"}, "must hold"),
        ("question", {"text": "Why?", "form": "will", "resolves_by": "soon"}, "Enter a valid date"),
    ],
)
def test_a_form_that_does_not_fit_says_why(drafted, enter, on, given, message):
    answer = change(enter("erin"), drafted, on, **given)

    assert answer.status_code == 400
    assert message in body(answer)
    assert drafted.latest().number == 1


def test_two_who_change_one_party_meet(drafted, enter):
    party = {"role": "bargaining", "type": "country", "side": ""}
    change(enter("erin"), drafted, "party/north", name="Northland", **party)
    refused = change(enter("alice"), drafted, "party/north", name="The North", base=1, **party)

    assert refused.status_code == 409
    assert "name Northland" in body(refused)
    assert 'value="The North"' in refused.content.decode()


def test_positions_over_time_have_a_chart_and_the_table_that_says_the_same(drafted, enter):
    client = enter("erin")
    for value in (80, 60):
        judge(client, drafted, value)
    answer = client.get(reverse("case-over-time", args=[drafted.code]) + "?issue=water")

    assert answer.content.decode().count("<polyline") == 2
    assert "3 " in body(answer)
    assert re.search(r"<td class=\"number\">60</td>", answer.content.decode())


def test_what_is_missing_or_contradictory_stands_beside_the_table(drafted, enter):
    client = enter("erin")
    change(client, drafted, "party/south", do="remove")

    assert "Fewer than two parties bargain" in body(client.get(address("case", drafted)))


def test_names_that_carry_markup_are_shown_as_text(drafted, enter):
    party = {"role": "outside", "type": "group", "side": ""}
    client = enter("erin")
    change(client, drafted, "party", name="<script>alert(1)</script>", **party)
    page = client.get(address("case", drafted)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
